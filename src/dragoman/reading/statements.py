"""Statements: utterances whose speakers, hearers and channels are resolved to the actors of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman.knowledge.reporting import SourceWords, reporting_book
from dragoman.parsing.tree import Word
from dragoman.reading.actors import Cast
from dragoman.reading.dates import Calendar
from dragoman.reading.page import Page
from dragoman.reading.utterances import Utterance
from dragoman.reading.variants import find_variants
from dragoman.records import Actor, Party, Span, Statement


def find_statements(
    page: Page, utterances: Sequence[Utterance], cast: Cast, calendar: Calendar, directives: bool = False
) -> tuple[Statement, ...]:
    """The statements of a page in text order, ids s1, s2, …

    Directives ("asked them to leave") are left to the events unless asked for.
    """
    desk = _Desk(page, cast, calendar, reporting_book().classes)
    kept = [said for said in utterances if directives or not said.directive]
    found = [desk.statement(f"s{number}", said) for number, said in enumerate(kept, 1)]
    return tuple(_joined(found, page.report.text))


def _joined(found: Sequence[Statement], text: str) -> Iterator[Statement]:
    """The statements, repeats pointing at what they repeat."""
    variants = find_variants(found, text)
    for number, statement in enumerate(found):
        match = variants.get(number)
        if match is None:
            yield statement
        else:
            yield msgspec.structs.replace(statement, variant_of=found[match.earlier].id, differs=match.differs)


@dataclass(frozen=True)
class _Spoken:
    """A speaker remembered for the pronouns of the next sentences."""

    word: Word
    actor: str | None


@dataclass
class _Desk:
    """Makes the statements of one report; remembers who issued the last document and who spoke last."""

    page: Page
    cast: Cast
    calendar: Calendar
    classes: SourceWords
    issuer: str | None = field(default=None)
    last: _Spoken | None = field(default=None)

    def statement(self, key: str, said: Utterance) -> Statement:
        speaker = self._speaker(said)
        first, *more = sorted(said.content, key=lambda part: part[0] - part[1])
        dated = self.calendar.governing(said.cue) if said.cue is not None else None
        return Statement(
            id=key,
            kind=said.kind,
            speaker=speaker,
            via=self._party(said.via, said.via_span),
            addressee=self._party(said.addressee, said.addressee_span),
            cue=self.page.span(*said.cue_span),
            content=self.page.span(*first),
            content2=self.page.span(*more[0]) if more else None,
            date=dated.value if dated is not None else None,
            source_class=self._source_class(said.speaker, speaker),
        )

    def _party(self, word: Word | None, span: tuple[int, int] | None) -> Party | None:
        if word is None:
            return None
        party = self.cast.party(word)
        if party is not None or span is None:
            return party
        words: Span = self.page.span(*span)
        return Party(words.start, words.end, words.text)

    def _speaker(self, said: Utterance) -> Party | None:
        """The speaker; for a bare document, who issued it; for a pronoun that fits, who spoke just before."""
        party = self._party(said.speaker, said.speaker_span)
        if party is None or said.speaker is None:
            return party
        if said.document and party.actor is not None:
            self.issuer = party.actor
        if party.actor is None and said.speaker.lemma.lower() in self.classes.documents:
            party = msgspec.structs.replace(party, actor=self._issuer(said.speaker))
        if self.last is not None and self._goes_on(said.speaker, party, self.last):
            party = msgspec.structs.replace(party, actor=self.last.actor)
        self.last = _Spoken(said.speaker, party.actor)
        return party

    def _goes_on(self, pronoun: Word, party: Party, last: _Spoken) -> bool:
        """ "He added", "they said" right behind a statement, unless the cast knows better."""
        if pronoun.xpos != "PRP" or not _is_next(last.word, pronoun):
            return False
        form, kind = pronoun.text.lower(), self._kind(last.actor)
        known = self._kind(party.actor)
        if form == "they":
            return _is_plural(last.word)  # even if nobody knows who they were: not the nearest plural thing
        if form in {"he", "she"}:
            return kind == "person" and known != "person"
        return form == "it" and kind in {"state", "organisation"} and known in {None, "person"}

    def _kind(self, actor: str | None) -> str | None:
        return self.cast.actor(actor).kind if actor is not None else None

    def _issuer(self, document: Word) -> str | None:
        """ "the Turkish statement": the party in its modifiers; "the statement": the last one who issued a document."""
        owner = next((p.actor for p in self.cast.modifiers(document) if p.actor is not None), None)
        definite = any(c.deprel == "det" and c.lemma.lower() in {"the", "this", "that"} for c in document.children)
        return owner or (self.issuer if definite else None)

    def _source_class(self, word: Word | None, party: Party | None) -> str | None:
        """Named person, office, anonymous official, document or medium; None where it is none of them."""
        if word is None or party is None:
            return None
        lemma = word.lemma.lower()
        if word.upos == "NOUN" and lemma in self.classes.documents:
            return "document"
        actor = self.cast.actor(party.actor) if party.actor is not None else None
        if self._is_medium(word):
            return "medium"
        if actor is not None and (actor.kind == "person" or actor.kind in {"state", "organisation"}):
            return _of_actor(actor, self.classes)
        return self._of_noun(word, lemma)

    def _is_medium(self, word: Word) -> bool:
        names = {word.text, *(c.text for c in word.children)}
        return word.lemma.lower() in self.classes.media or bool(names & self.classes.media_names)

    def _of_noun(self, word: Word, lemma: str) -> str | None:
        if lemma in self.classes.offices or lemma in self.classes.spokesmen:
            return "office"
        if lemma in self.classes.anonymous:
            return "anonymous official"
        return "named person" if word.name is not None and word.name.label == "PER" else None


def _is_next(before: Word, word: Word) -> bool:
    """In the same paragraph, no more than two sentences further on."""
    one, other = before.sentence, word.sentence
    if one is None or other is None:
        return False
    return one.paragraph == other.paragraph and 0 < other.number - one.number <= 2


def _is_plural(word: Word) -> bool:
    return (
        word.xpos in {"NNS", "NNPS"} or word.lemma.lower() == "they" or any(c.deprel == "conj" for c in word.children)
    )


def _of_actor(actor: Actor, classes: SourceWords) -> str:
    if actor.kind != "person":
        return "office"
    named = any(m.form == "name" for m in actor.mentions)
    if named:
        return "named person"
    last = actor.name.split()[-1].lower() if actor.name.split() else ""
    return "office" if last in classes.spokesmen else "anonymous official"
