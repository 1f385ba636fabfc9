"""Indirect speech: what verbs and nouns of saying, thinking and naming govern, and "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.utterances import clauses, cues
from dragoman.reading.utterances.contents import READERS, content_ranges
from dragoman.reading.utterances.plain import plainly
from dragoman.reading.utterances.speakers import behind, between, speaker_of
from dragoman.reading.utterances.text import sentence_of
from dragoman.reading.utterances.utterance import Range, Utterance

_ORDER = tuple(READERS)
_COMMENTING = frozenset({"vocative", "dislocated", "obl", "nmod", "parataxis", "advcl", "dep"})
_REPORTING = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
_EXPRESSING = frozenset({"expression", "sign", "declaration", "admission", "voicing"})
_THOUGHT = VerbCue("be", (), "think", frozenset({"clause"}))


def of_verb(verb: Word, book: ReportingBook) -> Utterance | None:
    """What a verb of saying, thinking or naming reports, if it does."""
    uses = cues.uses(verb, book)
    if not uses:
        return None
    relayed = _relayed(verb, book)
    if relayed is not None:
        return relayed
    if _is_garden_path(verb, uses):
        return _said_plainly(verb, uses[0], book)
    for takes in _ORDER:
        for use in uses:
            if takes in use.takes and cues.is_reporting(verb, use, book):
                found = _reported(verb, use, takes, book)
                if found is not None:
                    return found
    return next((u for use in uses if (u := _said_plainly(verb, use, book)) is not None), None)


def _said_plainly(verb: Word, use: VerbCue, book: ReportingBook) -> Utterance | None:
    """What the order of the words tells where the tree does not."""
    read = plainly(verb, use, book)
    content = content_ranges(read[0]) if read is not None else ()
    return made(verb, use, content, read[1], book) if read is not None and content else None


def _is_garden_path(verb: Word, uses: list[VerbCue]) -> bool:
    """ "The suit alleges the firm broke the law": read as a suit, which alleges the firm, that broke the law."""
    noun = verb.head
    if noun is None or verb.deprel != "acl:relcl" or noun.index != verb.index - 1 or uses[0].group != "assert":
        return False
    return noun.deprel in grammar.SUBJECTS and noun.head is not None and noun.head.index > verb.index


def _reported(verb: Word, use: VerbCue, takes: str, book: ReportingBook) -> Utterance | None:
    content = content_ranges(READERS[takes](verb, use, book))
    speaker = speaker_of(verb, book)
    final = bool(content) and content[-1][1] <= verb.start
    if speaker is None and grammar.is_passive(verb):
        return None
    if final and (speaker is None or speaker.start < content[-1][1]):
        speaker = between(content[-1][1], verb) or behind(verb) or speaker
    if speaker is not None and speaker.lemma.lower() == "you":
        return None
    if not content or speaker is None or (use.agent and not cues.can_speak(speaker, book)):
        return None
    addressee = cues.addressee_of(verb, use)
    return made(verb, use, content, speaker, book, addressee=addressee, directive=takes == "directive")


def made(
    cue: Word,
    use: VerbCue | None,
    content: tuple[Range, ...],
    speaker: Word | None,
    book: ReportingBook,
    addressee: Word | None = None,
    directive: bool = False,
    kind: str = "indirect",
) -> Utterance:
    """An utterance with its channel and the source behind the speaker, where the cue's clause names them."""
    speaker = cues.of_document(speaker, book)
    channels = cues.channels_of(cue, book) if cue is not speaker else []
    via = channels[-1] if channels else None
    cited = cues.cited_source(cue, book)
    if cited is not None:
        speaker, via = cited, speaker
    issuer = cues.issuer_of(speaker, book) if speaker is not None else None
    bearers = [w for w in (speaker, cue.head if cue.deprel == "acl" else None, *channels) if w is not None]
    if issuer is not None:
        speaker, via = issuer, speaker
    return Utterance(
        kind="direct" if kind == "direct" else "indirect",
        content=content,
        cue_span=cues.cue_span(cue, use),
        cue=cue,
        speaker=speaker,
        speaker_span=_phrase(speaker),
        via=via,
        via_span=_phrase(via),
        addressee=addressee,
        addressee_span=_phrase(addressee),
        document=any(w.upos == "NOUN" and w.lemma.lower() in book.classes.documents for w in bearers),
        directive=directive,
        group=use.group if use is not None else "noun",
    )


def _phrase(word: Word | None) -> Range | None:
    return grammar.noun_phrase(word) if word is not None else None


def _relayed(verb: Word, book: ReportingBook) -> Utterance | None:
    """ "was quoted as saying P", "the daily reported the prince as saying P"."""
    source = cues.relayed_source(verb, book)
    if source is None:
        return None
    said = cues.uses(verb, book)[0]
    content = content_ranges([_before_relay(part, verb) for part in clauses.clause(verb, said, book)])
    if not content:
        return None
    found = made(verb, said, content, source[0], book)
    return with_via(found, source[1]) if source[1] is not None else found


def _before_relay(part: list[Word], verb: Word) -> list[Word]:
    """ "P, he quoted the prince as saying": without the words that hand on."""
    relay = verb.head
    subject = grammar.own_subject(relay) if relay is not None else None
    if subject is None or not part or part[0].index > verb.index:
        return part
    first = subject.subtree()[0].index
    words = [w for w in part if w.index < first]
    return words if any(w.xpos in cues.FINITE for w in words) else []


def with_via(utterance: Utterance, via: Word) -> Utterance:
    """The same utterance with its channel."""
    return replace(utterance, via=via, via_span=_phrase(via))


def of_adjective(word: Word, book: ReportingBook) -> Utterance | None:
    """ "officials are worried that P"."""
    known = word.lemma.lower() in book.adjectives or word.text.lower() in book.adjectives
    if not known or word.upos not in {"ADJ", "VERB"} or cues.is_negated(word):
        return None
    subject = grammar.own_subject(word)
    head = word.child("ccomp")
    if subject is None or head is None or head.index < word.index or not cues.can_speak(subject, book):
        return None
    content = content_ranges(clauses.clause(word, _THOUGHT, book))
    return made(word, _THOUGHT, content, subject, book) if content else None


def of_noun(noun: Word, book: ReportingBook) -> Utterance | None:
    """ "his claim that P", "a warning from the bank that P", "they issued a statement that P"."""
    if noun.upos != "NOUN" or noun.lemma.lower() not in book.nouns:
        return None
    head = next((c for c in noun.children if _is_that_clause(c, noun)), None)
    owner = _owner(noun, book) if head is not None else None
    if head is None or owner is None:
        return None
    content = content_ranges([_without_mark(head)])
    return made(noun, None, content, owner, book) if content else None


def _is_party(modifier: Word) -> bool:
    """ "American", "Pentagon" before a noun."""
    return modifier.name is not None or (modifier.upos in {"ADJ", "PROPN"} and modifier.text[0].isupper())


def _is_that_clause(child: Word, noun: Word) -> bool:
    marked = any(c.deprel == "mark" and c.lemma.lower() == "that" for c in child.children)
    return (
        child.index > noun.index and child.deprel in {"acl", "ccomp", "acl:relcl"} and marked and cues.is_finite(child)
    )


def _without_mark(head: Word) -> list[Word]:
    words = head.subtree()
    mark = next(w for w in head.children if w.deprel == "mark" and w.lemma.lower() == "that")
    return [w for w in words if w.index > mark.index]


def _owner(noun: Word, book: ReportingBook) -> Word | None:
    """Who holds or utters it: "his claim", "American claims", "the minister's expression of concern"."""
    holder = noun.head
    expressed = holder is not None and noun.deprel == "nmod" and holder.lemma.lower() in _EXPRESSING
    owners = (n.child("nmod:poss") for n in ([noun, holder] if expressed and holder is not None else [noun]))
    owner = next((o for o in owners if o is not None), None)
    owner = owner or next((o for p, o in grammar.obliques(noun) if p in {"of", "from", "by", "among"}), None)
    # "denied a Danish report that P" is one statement, of who denies it.
    judged = holder is not None and noun.deprel == "obj" and holder.lemma.lower() in book.verbs
    owner = owner or next((c for c in noun.all("amod", "compound") if _is_party(c) and not judged), None)
    if owner is not None:
        return owner
    carrier = noun.head
    if carrier is not None and noun.deprel == "obj" and carrier.lemma.lower() in book.light:
        return None if cues.is_negated(carrier) or cues.is_unsaid(carrier, book) else cues.speaker_of(carrier)
    return None


def of_source(word: Word, book: ReportingBook) -> Utterance | None:
    """ "according to X, P", "in the words of X, P"."""
    source, phrase = _source(word, book)
    if source is None or phrase is None or source.lemma.lower() in book.not_sources or word.head is None:
        return None
    content = content_ranges(_attributed(word))
    if not content:
        return None
    found = made(source, None, content, source, book)
    return replace(found, cue=None, cue_span=phrase, group="source")


def _source(word: Word, book: ReportingBook) -> tuple[Word | None, Range | None]:
    """The source that a phrase names, and the offsets of its cue words."""
    preposition = grammar.preposition(word)
    if preposition in book.source_phrases:
        return word, cues.preposition_span(word)
    if preposition == "in" and word.lemma.lower() in book.source_nouns:
        of = next((o for p, o in grammar.obliques(word) if p == "of"), None) or word.child("nmod:poss")
        return of, (cues.preposition_span(word)[0], word.end)
    return None, None


def _attributed(phrase: Word) -> clauses.Parts:
    """The clause that a source phrase comments: around it, before it or behind it."""
    head = phrase.head
    assert head is not None
    while head.head is not None and (_is_bare_noun(head) or _is_infinitive(head)):
        head = head.head
    own = {w.index for w in phrase.subtree() if w.deprel != "punct"}
    first, last = min(own), max(own)
    while head.deprel in {"conj", "parataxis"} and head.head is not None and grammar.own_subject(head) is None:
        head = head.head
    words = [w for w in head.subtree() if w.index not in own]
    if _behind_conjunction(phrase, first):
        return [[w for w in words if w.index > last]]
    if head.head is None and first < 3:
        beyond = _run_on(head)
        words = [w for w in sentence_of(head).words if w.index > last and w.index not in beyond]
    before, after = [w for w in words if w.index < first], [w for w in words if w.index > last]
    if not any(w.deprel not in {"punct", "cc", "advmod", "mark", "case"} for w in before):
        before = []
    elif after and (after[0].upos != "PUNCT" or _is_contrast(after, head)):
        after = []
    return [part for part in (before, after) if any(w.deprel != "punct" for w in part)]


def _run_on(head: Word) -> set[int]:
    """A further sentence behind a comma ("…, Israel is also trying …"): the source is not known to reach so far."""
    spliced = [c for c in head.all("parataxis") if c.index > head.index and grammar.own_subject(c) is not None]
    return {w.index for clause in spliced for w in clause.subtree()}


def _behind_conjunction(phrase: Word, first: int) -> bool:
    """ "large and, according to X, deadly": the source of what follows only."""
    words = sentence_of(phrase).words
    before = [w for w in words[:first] if w.upos != "PUNCT"]
    return bool(before) and before[-1].deprel == "cc" and first - before[-1].index <= 2 and before[-1].index > 0


def _is_contrast(words: list[Word], head: Word) -> bool:
    """ "P, according to X, but Q": the reporter goes on, with a subject of its own."""
    but = next((w for w in words if w.upos != "PUNCT"), None)
    if but is None or but.deprel != "cc" or but.lemma.lower() != "but" or but.head is None:
        return False
    return but.head.deprel == "conj" and but.head.head is head and grammar.own_subject(but.head) is not None


def _is_bare_noun(word: Word) -> bool:
    return word.upos in {"NOUN", "PROPN", "PRON"} and not _is_predicate(word)


def _is_infinitive(word: Word) -> bool:
    """ "is expected to leave, according to X", "left after losing, according to X": X tells the whole."""
    participle = word.deprel == "advcl" and word.xpos == "VBG" and grammar.own_subject(word) is None
    marked = word.xpos == "VB" or any(m.lemma.lower() == "to" for m in word.all("mark"))
    return (word.deprel == "xcomp" and marked) or participle


def _is_predicate(word: Word) -> bool:
    return word.child("cop") is not None or word.child("nsubj") is not None


def in_sentence(sentence: Sentence, book: ReportingBook) -> Iterator[Utterance]:
    """The indirect utterances of one sentence, in the order of their cues."""
    for word in sentence.words:
        may_report = word.upos in _REPORTING or word.xpos.startswith("VB")
        if may_report and (word.lemma.lower() in book.cues or word.text.lower() in book.adjectives):
            yield from filter(None, (of_verb(word, book), of_adjective(word, book), of_noun(word, book)))
        if word.children and grammar.base(word.deprel) in _COMMENTING and (found := of_source(word, book)) is not None:
            yield found
