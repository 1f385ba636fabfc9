"""Puts the utterances of a page together: direct ones first, then indirect ones, relays undone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from dragoman.knowledge.reporting import ReportingBook
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.page import Page
from dragoman.reading.utterances.cues import can_speak, is_negated
from dragoman.reading.utterances.quote_cues import neighbour
from dragoman.reading.utterances.quoted import find_direct
from dragoman.reading.utterances.reported import in_sentence
from dragoman.reading.utterances.text import Line, is_mark, sentence_of, trimmed
from dragoman.reading.utterances.utterance import Range, Utterance

_ARTICLE = 4  # characters by which a phrase may begin before its span: "the "
_ASSERTS = frozenset({"assert", "show", "tell", "think", "name", "noun", "source", "own", "express", "announce"})
_CORRESPONDENTS = frozenset({"reporter", "correspondent"})
_GLOSSING = frozenset({"mean", "refer", "allude"})


def find_utterances(page: Page, cues: ReportingBook) -> tuple[Utterance, ...]:
    """Who says what on a page, in text order, before it is known who "he" is.

    Directives ("asked them to leave") are among them, marked so.
    """
    line = Line(page)
    direct = find_direct(line, cues)
    taken = {said.cue for said in direct if said.cue is not None and not _has_clause_too(said.cue, said)}
    spans = {said.cue_span for said in direct if said.cue is None}
    reported = [
        said
        for sentence in page.body
        for said in _cut(line, _in_sentence(line, sentence, cues), cues, taken)
        if said.cue not in taken and said.cue_span not in spans
    ]
    free = list(_outside(direct, [said for said in map(_solid, reported) if said.content]))
    return tuple(sorted([*direct, *_unrelayed(free, cues)], key=lambda u: (u.start, -u.end, u.cue_span)))


def _solid(said: Utterance) -> Utterance:
    """Without parts that were cut to nothing."""
    return replace(said, content=tuple((start, end) for start, end in said.content if start < end))


def _has_clause_too(cue: Word, said: Utterance) -> bool:
    """ "The minister said P: '…'": one cue, a reported clause and a quotation."""
    return any(c.deprel == "ccomp" and cue.end <= c.start < said.start for c in cue.children)


def _in_sentence(line: Line, sentence: Sentence, book: ReportingBook) -> list[Utterance]:
    """The indirect utterances of a sentence whose cues are the reporter's own words."""
    told = (said for said in in_sentence(sentence, book) if not line.quoted_at(said.cue_span[0]))
    return [_own_speaker(line, _fitted(line, said)) for said in told]


def _own_speaker(line: Line, said: Utterance) -> Utterance:
    """The speaker of the cue's own sentence, where the parser has run two sentences together at a quotation mark."""
    if said.cue is None or said.speaker is None or said.speaker.start > said.cue.start:
        return said
    start, _ = line.clipped(said.speaker.start, said.cue.end, said.cue.start)
    if start == said.speaker.start:
        return said
    speaker = neighbour(said.cue, line.between(start, said.cue.end))
    return said if speaker is None else replace(said, speaker=speaker, speaker_span=grammar.noun_phrase(speaker))


def _cut(line: Line, found: Sequence[Utterance], book: ReportingBook, spoken: Set[Word]) -> list[Utterance]:
    """Contents ended where another cue of the same speaker, a final cue, a semicolon or a quotation begins."""
    speakers: dict[Word, Utterance] = {}
    final = [said for said in found if said.cue is not None and said.end <= said.cue_span[0]]
    kept = []
    for said in found:
        stop = _stop(line, said, book, spoken) if said.cue is not None and said.end > said.cue_span[1] else None
        ends = [outer.end for outer in final if outer is not said and _runs_past(said, outer)]
        if stop is not None:
            if grammar.own_subject(stop[1]) is None:
                speakers.setdefault(stop[1], said)
            ends.append(stop[0])
        kept.append(_ended(line, said, min(ends)) if ends else said)
    return [_same_speaker(said, speakers.get(said.cue)) if said.cue is not None else said for said in kept]


def _runs_past(said: Utterance, outer: Utterance) -> bool:
    """Whether a content goes on beyond the end of another with a final cue: "X says P, a poll found"."""
    inside = said.start < outer.end < said.end
    return inside and (said.covers(outer.cue_span[0]) or outer.covers(said.cue_span[0]))


def _ended(line: Line, said: Utterance, end: int) -> Utterance:
    """The utterance whose last part ends earlier."""
    start, _ = said.content[-1]
    return replace(said, content=(*said.content[:-1], trimmed(line.page.report.text, start, end)))


def _same_speaker(said: Utterance, before: Utterance | None) -> Utterance:
    if before is None:
        return said
    return replace(said, speaker=before.speaker, speaker_span=before.speaker_span, document=before.document)


def _stop(line: Line, said: Utterance, book: ReportingBook, spoken: Set[Word]) -> tuple[int, Word] | None:
    """Where a content should end earlier, and the word that ends it."""
    start, end = said.content[-1]
    words = [w for w in line.between(start, end) if not line.quoted(w)]
    if len(said.content) > 1 and words and line.follows_comma(words[0]) and _resumes(words[0], False, book):
        return start, words[0]
    for before, word in pairwise(words):
        if word.text == ";" or (word.text == ":" and line.opens_after(word)) or _glosses(line, word):
            return word.start, word
        if word in spoken and (named := _subject_start(word, start)) is not None:
            return named, word
        joined = before.deprel == "cc"
        if joined and before.head is not None and line.follows_comma(before) and _evades(before.head, book):
            return before.start, before
        first = before if joined or before.upos == "ADV" else word
        if line.follows_comma(first) and (word in spoken or _resumes(word, joined, book)):
            return first.start, word
        if joined and _is_outer(word, said, book):
            return before.start, word
    return None


def _glosses(line: Line, word: Word) -> bool:
    """ "'…,' meaning the rebels": the reporter explains the words quoted."""
    if word.xpos != "VBG" or word.lemma.lower() not in _GLOSSING or not line.follows_comma(word):
        return False
    return any(is_mark(w) for w in sentence_of(word).words[max(0, word.index - 2) : word.index])


def _evades(clause: Word, book: ReportingBook) -> bool:
    """ "…, but no details were given", "…, but did not elaborate": the reporter says so."""
    nothing = any(d.lemma.lower() == "no" for n in clause.all("nsubj", "nsubj:pass", "obj") for d in n.all("det"))
    return clause.lemma.lower() in book.evading and (nothing or is_negated(clause))


def _subject_start(cue: Word, start: int) -> int | None:
    """Where the subject of a quotation's cue begins inside a content: "saying P, the president declared: '…'"."""
    subject = grammar.own_subject(cue)
    if subject is None or not start < subject.start < cue.start:
        return None
    return grammar.noun_phrase(subject)[0]


def _is_outer(word: Word, said: Utterance, book: ReportingBook) -> bool:
    """ "said there was a lack of trust and urged them to wait": what only the outer speaker can do."""
    inner = word.head
    if word.deprel != "conj" or word.xpos != "VBD" or word.lemma.lower() not in book.resuming or inner is None:
        return False
    subject = grammar.own_subject(inner) or inner.child("expl")
    backed = said.cue is not None and said.cue.xpos == "VBD" and inner.head is said.cue
    if not backed or subject is None or grammar.own_subject(word) is not None:
        return False
    undergone = subject.deprel == "nsubj:pass" and subject.lemma.lower() in book.classes.documents
    return undergone or not can_speak(subject, book)


def _resumes(word: Word, joined: bool, book: ReportingBook) -> bool:
    """ ", adding …" and ", and mentioned …" go on with the outer speaker."""
    if word.lemma.lower() not in book.resuming or word.upos != "VERB" or grammar.own_subject(word) is not None:
        return False
    return word.xpos in {"VBD", "VBZ"} if joined else word.xpos == "VBG"


def _outside(direct: Sequence[Utterance], reported: Sequence[Utterance]) -> Iterator[Utterance]:
    """The indirect utterances that are not told within a direct quotation, nor repeat one."""
    ranges = sorted(part for said in direct for part in said.content)
    starts = [start for start, _ in ranges]
    for said in reported:
        number = bisect_right(starts, said.cue_span[0]) - 1
        inside = number >= 0 and said.cue_span[0] < ranges[number][1]
        repeated = any(_same(part, ranges, starts) for part in said.content)
        relay = said.group == "source" and any(u.via is said.speaker or _half(said, u) for u in direct)
        if not (inside or repeated or relay):
            yield said


def _half(said: Utterance, other: Utterance) -> bool:
    """Most of the content is content of the other."""
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in said.content for t, f in other.content)
    return 2 * shared > said.length


def _same(part: Range, ranges: Sequence[Range], starts: Sequence[int]) -> bool:
    """Whether a range is, but for a few characters, a direct quotation."""
    number = bisect_right(starts, part[0] + 3) - 1
    if number < 0:
        return False
    start, end = ranges[number]
    return abs(start - part[0]) <= 3 and abs(end - part[1]) <= 3


def _fitted(line: Line, said: Utterance) -> Utterance:
    """The content grown to whole quotations, without marks around it; mixed where quotation marks stand in it."""
    text = line.page.report.text
    fitted = []
    quoted = False
    for part in said.content:
        start, end = line.clipped(*part, said.cue_span[0])
        for quotation in line.overlapping(start, end):
            quoted = True
            if quotation.start < end < quotation.end and quotation.closed:
                end = quotation.end
            if quotation.left < start < quotation.start:
                start = quotation.start
        start, end = trimmed(text, start, end)
        fitted.append((start, end))
    content = tuple(part for part in fitted if part[1] > part[0]) or said.content
    if quoted and all(line.all_quoted(*part) for part in content):
        return replace(said, content=content, kind="direct")
    return replace(said, content=content, kind="mixed" if quoted else said.kind)


def _unrelayed(found: Sequence[Utterance], book: ReportingBook) -> list[Utterance]:
    """Relays undone: of "Reuters reported a source said P" the source says P, via Reuters."""
    via: dict[int, Word] = {}
    dropped: set[int] = set()
    cued: dict[Sentence | None, list[int]] = {}
    for number, said in enumerate(found):
        if said.cue is not None:
            cued.setdefault(said.cue.sentence, []).append(number)
    for number, outer in enumerate(found):
        if outer.directive or outer.speaker is None or not _relays(outer, book):
            continue
        governor = outer.speaker if outer.group == "source" else outer.cue  # in the sentence of the inner cue
        near = cued.get(governor.sentence, ()) if governor is not None else ()
        inner = next((i for i in near if i != number and _is_whole_of(found[i], outer, book)), None)
        if inner is not None:
            via[inner] = outer.speaker
            dropped.add(number)
    by_cue = {said.cue: said for said in found if said.cue is not None}
    dropped.update(i for i, said in enumerate(found) if _is_own_thought(said, by_cue))
    return [_with_relay(said, via.get(i), found) for i, said in enumerate(found) if i not in dropped]


def _is_own_thought(inner: Utterance, by_cue: Mapping[Word, Utterance]) -> bool:
    """ "The police said they believe P", "she said she considered it a farce" is one statement."""
    thinks = inner.group in {"think", "name"}
    if not thinks or inner.cue is None or inner.speaker is None or inner.speaker.xpos != "PRP":
        return False
    outer = by_cue.get(inner.cue.head) if inner.cue.head is not None else None
    return inner.cue.deprel == "ccomp" and outer is not None and outer.covers(inner.start)


def _with_relay(said: Utterance, via: Word | None, found: Sequence[Utterance]) -> Utterance:
    if via is None:
        return said
    span = next(u.speaker_span for u in found if u.speaker is via)
    return replace(said, via=via, via_span=span)


def _relays(outer: Utterance, book: ReportingBook) -> bool:
    """Whether the outer source only hands on: a medium, a document, "according to"."""
    assert outer.speaker is not None
    lemma = outer.speaker.lemma.lower()
    names = {outer.speaker.text} | {c.text for c in outer.speaker.children}
    medium = lemma in book.classes.media | _CORRESPONDENTS or bool(names & book.classes.media_names)
    return medium or outer.group == "source"


def _is_whole_of(inner: Utterance, outer: Utterance, book: ReportingBook) -> bool:
    """The inner cue is the main verb of what the outer source says."""
    if inner.group == "show" and inner.speaker is not None and not can_speak(inner.speaker, book):
        return False
    if inner.cue is None or inner.group not in _ASSERTS or inner.directive or outer.speaker is inner.speaker:
        return False
    if not outer.covers(inner.cue_span[0]):
        return False
    head = inner.cue.head
    if inner.group == "announce" and inner.cue.lemma.lower() != "announce":
        return False
    span = inner.speaker_span if inner.cue.deprel != "conj" else None
    if span is not None and abs(outer.start - span[0]) <= _ARTICLE:
        return True
    if outer.group == "source":
        return outer.speaker is not None and _governs(inner.cue, outer)
    return head is not None and head is outer.cue


def _governs(cue: Word, outer: Utterance) -> bool:
    word = outer.speaker
    while word is not None and word.head is not None:
        if word.head is cue:
            return True
        if word.head.upos in {"VERB", "AUX"}:
            return False
        word = word.head
    return False


def attribution(utterances: Sequence[Utterance], start: int) -> Utterance | None:
    """The innermost utterance whose content covers an offset, directives left out; None where the reporter speaks."""
    covering = [said for said in utterances if not said.directive and said.covers(start)]
    return min(covering, key=lambda said: said.length, default=None)
