"""Statements: utterances whose speakers, hearers and channels are resolved to the actors of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman.knowledge.reporting import SourceWords, reporting_book
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.dates import Calendar
from dragoman.reading.page import Page
from dragoman.reading.utterances import Utterance
from dragoman.reading.variants import find_variants
from dragoman.records import Actor, Party, Span, Statement

COMMITTING = "commit"  # the group of reporting.yaml whose infinitives tell what the speaker will do


def find_statements(
    page: Page, utterances: Sequence[Utterance], cast: Cast, calendar: Calendar, directives: bool = False
) -> tuple[Statement, ...]:
    """The statements of a page in text order, ids s1, s2, …

    Requests ("asked them to leave") are left to the events unless `directives` wants them; those with quoted words, and
    promises and threats ("vowed to leave"), are statements as well.
    """
    desk = _Desk(page, cast, calendar, reporting_book().classes)
    kept = [said for said in utterances if directives or _tells(said)]
    found = [desk.statement(f"s{number}", said) for number, said in enumerate(kept, 1)]
    return tuple(_joined(found, page.report.text))


def _tells(said: Utterance) -> bool:
    """More than a request: a proposition, quoted words, a promise; not the means "by promising to leave"."""
    if not said.directive or said.kind != "indirect":
        return True
    return said.group == COMMITTING and said.cue is not None and not _is_means(said.cue)


def _is_means(cue: Word) -> bool:
    return cue.xpos == "VBG" and any(c.lemma.lower() == "by" and c.deprel == "mark" for c in cue.children)


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
    document: _Spoken | None = field(default=None)  # the last document that told something, and who issued it

    def statement(self, key: str, said: Utterance) -> Statement:
        documentary = said.speaker is not None and self._is_document_before(said.speaker)
        speaker = self._speaker(said)
        first, *more = sorted(said.content, key=lambda part: part[0] - part[1])
        return Statement(
            id=key,
            kind=said.kind,
            speaker=speaker,
            via=self._party(said.via, said.via_span),
            addressee=self._party(said.addressee, said.addressee_span),
            cue=self.page.span(*said.cue_span),
            content=self.page.span(*first),
            content2=self.page.span(*more[0]) if more else None,
            date=self._date(said),
            source_class="document" if documentary else self._source_class(said.speaker, speaker),
        )

    def _date(self, said: Utterance) -> str | None:
        """When it was said: the date of the cue, or one that stands right behind it, wherever the parser hung it."""
        cue = said.cue
        if cue is None or cue.sentence is None:
            return None
        governing = self.calendar.governing(cue)
        if governing is not None:
            return governing.value
        following = cue.sentence.words[cue.index + 1 :]
        end = next((w.start for w in following if w.upos in {"VERB", "AUX", "SCONJ"}), cue.sentence.end)
        near = (d.mention for d in self.calendar.of_sentence(cue.sentence) if d.tells_when)
        return next((d.value for d in near if cue.end <= d.start < end and not said.covers(d.start)), None)

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
        if self._is_document_before(said.speaker) and self.document is not None:
            party = msgspec.structs.replace(party, actor=self.document.actor)
        elif self.last is not None and self._goes_on(said.speaker, party, self.last):
            party = msgspec.structs.replace(party, actor=self.last.actor)
        self.last = _Spoken(said.speaker, party.actor)
        self._keep_document(said, party)
        return party

    def _keep_document(self, said: Utterance, party: Party) -> None:
        """Remember "a statement from the ministry", or the statement in which somebody spoke."""
        for word in (said.via, said.speaker):
            if word is not None and word.lemma.lower() in self.classes.documents:
                issuers = (self.cast.party(w) for mark, w in grammar.obliques(word) if mark in {"from", "by", "of"})
                issuer = next((p for p in issuers if p is not None), party)
                self.document = _Spoken(word, issuer.actor)

    def _is_document_before(self, pronoun: Word) -> bool:
        """ "It said": the document of the sentence before, which may end the paragraph before."""
        if pronoun.xpos != "PRP" or pronoun.text.lower() != "it" or self.document is None:
            return False
        one, other = self.document.word.sentence, pronoun.sentence
        return one is not None and other is not None and other.number - one.number == 1

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
            return _of_actor(actor, word, self.classes)
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


def _of_actor(actor: Actor, word: Word, classes: SourceWords) -> str:
    if actor.kind != "person":
        return "office"
    if any(m.form == "name" for m in actor.mentions):
        return "named person"
    last = actor.name.split()[-1].lower() if actor.name.split() else ""
    return "office" if last in classes.spokesmen or _holds_office(word, last, classes) else "anonymous official"


def _holds_office(word: Word, noun: str, classes: SourceWords) -> bool:
    """ "The king", "Norway's premier", without a name: whoever holds the office; not "the diplomat"."""
    definite = any(c.lemma.lower() == "the" for c in word.all("det")) or word.child("nmod:poss") is not None
    return definite and not word.xpos.endswith("S") and noun not in classes.anonymous
