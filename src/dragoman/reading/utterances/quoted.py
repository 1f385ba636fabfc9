"""Direct speech: which quotations somebody speaks, by the words before and after their marks.

The words around a quotation are searched rather than the tree, for parsers often cut sentences at quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances import cues
from dragoman.reading.utterances.marks import Quotation
from dragoman.reading.utterances.reported import made, with_via
from dragoman.reading.utterances.text import Line, ends_sentence, sentence_of
from dragoman.reading.utterances.utterance import Range, Utterance

_LEADING = frozenset({"but", "and", "yet", "so", "still", "however", "also", "then", "or", "meanwhile"})
_MODIFYING = frozenset({"acl", "acl:relcl", "amod", "csubj"})
_OPEN_END = ",?!;:—–-"
_FEWEST_WORDS = 3  # of a quotation that may stand without a cue of its own
_NEAR = 12  # words within which a cue verb follows a quotation


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb (or source phrase) that a quotation hangs on."""

    word: Word
    use: VerbCue | None
    speaker: Word | None
    left: bool = False  # stands before the quotation
    strong: bool = True  # tied to it by a comma, a colon or nothing between


def find_direct(line: Line, book: ReportingBook) -> list[Utterance]:
    """The direct utterances of a page, in text order; each quotation belongs to one at most."""
    found: list[Utterance] = []
    previous: Quotation | None = None  # the last quotation that somebody speaks
    for quotation in line.quotations:
        said = _spoken(line, quotation, previous, found, book)
        if said is None:
            continue
        if said.content[-1][0] == quotation.start and len(said.content) == 2 or _prolongs(said, found):
            found[-1] = said
        else:
            found.append(said)
        previous = quotation
    return found


def _prolongs(said: Utterance, found: Sequence[Utterance]) -> bool:
    return bool(found) and said.cue_span == found[-1].cue_span and said.start == found[-1].start


def _spoken(
    line: Line, quotation: Quotation, previous: Quotation | None, found: list[Utterance], book: ReportingBook
) -> Utterance | None:
    before, after = line.before(quotation), line.after(quotation)
    left = _left_cue(line, quotation, before, book)
    if _continues(line, previous, quotation, found) and before and (left is None or left.word is found[-1].cue):
        return _continued(found[-1], quotation)
    if left is not None and left.strong:
        return _utterance(line, quotation, left, book)
    right = _right_cue(line, quotation, after, book) if quotation.closed else None
    bare_left = not before or before[-1].text == ":" or not [w for w in before if w.upos != "PUNCT" and w.lemma.lower() not in _LEADING]
    if right is not None and bare_left:
        if _continues(line, previous, quotation, found) and not _own_sentence(line, previous, quotation):
            return _continued(found[-1], quotation)
        return _utterance(line, quotation, right, book)
    if left is not None and not _runs_on(after):
        return _utterance(line, quotation, left, book)
    if not bare_left or not _stands_alone(line, quotation, after):
        return None
    if _continues(line, previous, quotation, found):
        return _continued(found[-1], quotation)
    return _carried(line, quotation, found, book)


def _utterance(line: Line, quotation: Quotation, cue: Cue, book: ReportingBook) -> Utterance:
    content = (_content(quotation, line),)
    addressee = cues.addressee_of(cue.word, cue.use) if cue.use is not None else None
    said = made(cue.word, cue.use, content, cue.speaker, book, addressee=addressee, kind="direct")
    if cue.use is None:
        marks = [m for c in cue.word.children if c.deprel == "case" for m in [c, *c.all("fixed")]]
        return replace(said, cue=None, cue_span=(min(m.start for m in marks), max(m.end for m in marks)), group="source")
    if said.via is None:
        via = _relay_after(line, cue.word, book)
        said = with_via(said, via) if via is not None else said
    return said


def _content(quotation: Quotation, line: Line) -> Range:
    text = line.page.report.text
    end = quotation.end
    while end > quotation.start + 1 and text[end - 1] in ", \n":
        end -= 1
    return quotation.start, end


# ---- a cue before the quotation


def _left_cue(line: Line, quotation: Quotation, before: list[Word], book: ReportingBook) -> Cue | None:
    """ "X said, '…'", "X said in Rome: '…'", "he opposed the plan: '…'"."""
    if not before:
        return None
    last = before[-1]
    tied = last.text in {",", ":"}
    words = [w for w in before if w.upos != "PUNCT"]
    for word in reversed(words):
        use = _use(word, book, ("quote", "reaction") if last.text in {":", ","} else ("quote",))
        if use is None:
            continue
        if "reaction" in use.takes and not (last.text == ":" or _is_main(word)):
            continue
        if not tied and (word is not words[-1] or not _begins(line, quotation)):
            return Cue(word, use, _speaker(line, word, before), True, False) if word is words[-1] else None
        if _clause_between(word, before) and not (last.text == ":" and _begins(line, quotation)):
            return None
        return Cue(word, use, _speaker(line, word, before), True, tied or word is words[-1])
    return _colon_cue(before, book) if last.text == ":" else None


def _is_main(word: Word) -> bool:
    return word.deprel in {"root", "conj", "parataxis", "ccomp"}


def _begins(line: Line, quotation: Quotation) -> bool:
    """The quotation begins like a sentence."""
    first = line.page.report.text[quotation.start]
    return first.isupper() or first in "[.…"


def _clause_between(cue: Word, before: list[Word]) -> bool:
    """A clause of the cue stands between it and the marks: the quotation is a part of that clause."""
    last = before[-1].index if before[-1].sentence is cue.sentence else len(sentence_of(cue).words)
    for child in cue.children:
        if child.deprel == "ccomp" and cue.index < child.index <= last and cues.is_finite(child):
            return True
    between = [w for w in before if w.sentence is cue.sentence and w.index > cue.index]
    return any(w.lemma.lower() == "that" and w.deprel == "mark" and w.head in cue.children for w in between)


def _colon_cue(before: list[Word], book: ReportingBook) -> Cue | None:
    """ "The reply from the ministry: '…'"; "His statement read as follows: '…'"."""
    for word in reversed(before):
        if word.upos == "VERB" and cues.is_finite(word) and _is_main(word):
            speaker = cues.speaker_of(word)
            return Cue(word, None_use(word), speaker, True, True) if speaker is not None and cues.can_speak(speaker, book) else None
    return None


def None_use(word: Word) -> VerbCue:
    """A verb that is no cue by itself, made one by the colon."""
    return VerbCue(word.lemma.lower(), (), "colon", frozenset({"quote"}))


def _use(word: Word, book: ReportingBook, takes: tuple[str, ...]) -> VerbCue | None:
    if word.deprel == "amod":
        return None
    uses = cues.uses(word, book)
    for wanted in takes:
        found = next((use for use in uses if wanted in use.takes), None)
        if found is not None:
            return found
    return None


# ---- a cue behind the quotation


def _right_cue(line: Line, quotation: Quotation, after: list[Word], book: ReportingBook) -> Cue | None:
    """ "'…,' X said", "'…' says X", "'…,' according to X"."""
    words = [w for w in after if w.upos != "PUNCT"]
    if not words:
        return None
    source = _source_phrase(words, book)
    if source is not None:
        return Cue(source, None, source)
    verb = _first_verb(line, words)
    use = _use(verb, book, ("quote",)) if verb is not None else None
    if verb is None or use is None or not _tied(line, quotation, after, verb):
        return None
    return Cue(verb, use, _speaker(line, verb, after))


def _first_verb(line: Line, words: list[Word]) -> Word | None:
    """The main verb behind a quotation; whatever it hangs on inside the marks."""
    for word in words[:_NEAR]:
        modifies = word.deprel in _MODIFYING and word.head is not None and not line.quoted(word.head)
        if word.upos in {"VERB", "AUX"} and not modifies and word.deprel not in {"aux", "aux:pass", "cop"}:
            return word
    return None


def _tied(line: Line, quotation: Quotation, after: list[Word], verb: Word) -> bool:
    """The cue belongs to the quotation before it, not to one behind it or to a clause of its own."""
    text = line.page.report.text
    open_end = text[quotation.end - 1] in _OPEN_END or after[0].text in {",", ";", "—", "–", "-"}
    if text[quotation.end - 1] == "." and not open_end:
        return _short(after, verb) and not _leads_on(line, after)
    return open_end or text[quotation.end - 1] not in ".…" or not _leads_on(line, after)


def _short(after: list[Word], verb: Word) -> bool:
    """Nothing but a subject, the cue and a time: no clause of its own."""
    return verb.child("ccomp", "xcomp", "obj") is None and len(after) <= _NEAR and ends_sentence(after[-1])


def _leads_on(line: Line, after: list[Word]) -> bool:
    """The words run up to another quotation by a comma or colon: "He added: '…'"."""
    last = after[-1]
    following = line.next_after(last.end)
    return last.text in {",", ":"} and following is not None and line.quoted(following)


def _source_phrase(words: list[Word], book: ReportingBook) -> Word | None:
    first = words[0]
    holder = first.head if first.deprel == "fixed" else first
    noun = holder.head if holder is not None and holder.deprel == "case" else None
    if noun is not None and grammar.preposition(noun) in book.source_phrases:
        return noun
    return None


def _relay_after(line: Line, cue: Word, book: ReportingBook) -> Word | None:
    """ "…, he said, according to the press service": the press service."""
    words = [w for w in sentence_of(cue).words if w.index > cue.index and not line.quoted(w)]
    for word in words:
        if word.deprel in {"obl", "nmod", "parataxis", "advcl"} and grammar.preposition(word) in book.source_phrases:
            return word
    return None


# ---- who speaks


def _speaker(line: Line, verb: Word, around: list[Word]) -> Word | None:
    """The subject where it stands outside the marks, else the noun next to the cue."""
    nouns = [w for w in around if w.upos in {"NOUN", "PROPN", "PRON"}]
    if nouns and around[0].start >= verb.start - 2 and verb in around[:2] and nouns[0].index - verb.index <= 4:
        return _phrase_head(nouns[0], around)
    found = grammar.own_subject(verb) or cues.speaker_of(verb)
    if found is not None and not line.quoted(found):
        return found
    return _neighbour(verb, around)


def _neighbour(verb: Word, around: list[Word]) -> Word | None:
    """The noun phrase right before the verb, else right behind it."""
    before = [w for w in around if w.start < verb.start and w.upos in {"NOUN", "PROPN", "PRON"} and not w.child("case")]
    after = [w for w in around if w.start > verb.start and w.upos in {"NOUN", "PROPN", "PRON"}]
    chosen = before[-1] if before else after[0] if after else None
    return _phrase_head(chosen, around) if chosen is not None else None


def _phrase_head(word: Word, around: list[Word]) -> Word:
    inner = {"compound", "flat", "nmod:poss", "amod", "appos", "nmod", "nmod:desc", "nmod:unmarked", "flat:foreign"}
    while word.deprel in inner and word.head is not None and any(w is word.head for w in around):
        word = word.head
    return word


# ---- quotations without a cue of their own


def _runs_on(after: list[Word]) -> bool:
    return any(w.upos not in {"PUNCT"} for w in after)


def _stands_alone(line: Line, quotation: Quotation, after: list[Word]) -> bool:
    """Nothing but marks around it, and long enough to be speech."""
    text = line.page.report.text
    words = len(text[quotation.start : quotation.end].split())
    ended = text[quotation.end - 1] in ".?!…,;" or not _runs_on(after)
    follows = not _runs_on(after) or text[quotation.end - 1] in ".?!…"
    return quotation.closed and words >= _FEWEST_WORDS and ended and follows


def _continues(line: Line, previous: Quotation | None, quotation: Quotation, found: list[Utterance]) -> bool:
    """Between the last quotation and this one stand only the cue's words, in one paragraph."""
    if previous is None or not found:
        return False
    between = line.between(previous.right, quotation.left)
    said = found[-1]
    if len(between) > 3 * _NEAR or line.page.report.text.count("\n\n", previous.right, quotation.left):
        return False
    if any(ends_sentence(w) for w in between[:-1]):
        return False
    return not between or (said.cue_span[0] >= previous.right and said.cue_span[1] <= quotation.left)


def _own_sentence(line: Line, previous: Quotation | None, quotation: Quotation) -> bool:
    return previous is not None and bool(line.between(previous.right, quotation.left))


def _continued(said: Utterance, quotation: Quotation) -> Utterance:
    """The utterance with a further part; a third part prolongs the second."""
    first = said.content[0]
    start = said.content[1][0] if len(said.content) == 2 else quotation.start
    return replace(said, content=(first, (start, quotation.end)))


def _carried(line: Line, quotation: Quotation, found: list[Utterance], book: ReportingBook) -> Utterance | None:
    """A quotation that stands alone: the sentence before it tells who speaks, else the last utterance does."""
    told = _told_before(line, quotation, book)
    if told is not None:
        return _utterance(line, quotation, told, book)
    if found and _close(line, found[-1], quotation):
        return replace(found[-1], content=(_content(quotation, line),))
    return None


def _told_before(line: Line, quotation: Quotation, book: ReportingBook) -> Cue | None:
    """ "He criticised the plan. '…'": the main verb of the sentence before, in the same paragraph."""
    opening = line.next_after(quotation.left)
    number = next((i for i, s in enumerate(line.page.body) if opening is not None and s is opening.sentence), 0)
    paragraph = sentence_of(opening).paragraph if opening is not None else -1
    for sentence in reversed(line.page.body[max(0, number - 1) : number]):
        if sentence.paragraph != paragraph or line.quoted(sentence.root):
            return None
        return _main_cue(sentence.root, book)
    return None


def _main_cue(root: Word, book: ReportingBook) -> Cue | None:
    for verb in grammar.conjuncts(root):
        use = _use(verb, book, ("reaction", "quote"))
        speaker = cues.speaker_of(verb) if use is not None else None
        if use is not None and speaker is not None and cues.can_speak(speaker, book) and not cues.is_unsaid(verb, book):
            return Cue(verb, use, speaker, True)
    return None


def _close(line: Line, said: Utterance, quotation: Quotation) -> bool:
    """The last utterance is of this paragraph or the one before."""
    last = line.page.report.text[said.end : quotation.left]
    return len(last) < 600 and last.count("\n\n") <= 1


def within(utterances: Sequence[Utterance], line: Line) -> Iterator[Range]:
    """The ranges of all direct contents."""
    for said in utterances:
        yield from said.content
