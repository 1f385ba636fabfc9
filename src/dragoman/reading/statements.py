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
from dragoman.reading.utterances.wholes import is_restricted, partners, phrase_end
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
    found = [desk.statement(f"s{number}", said, _is_within(said, kept)) for number, said in enumerate(kept, 1)]
    return tuple(_joined(found, page.report.text))


def _tells(said: Utterance) -> bool:
    """More than a request: a proposition, quoted words, a promise; not the means "by promising to leave"."""
    if not said.directive or said.kind != "indirect":
        return True
    return said.group == COMMITTING and said.cue is not None and not _is_means(said.cue)


def _is_within(said: Utterance, others: Sequence[Utterance]) -> bool:
    """Told as part of what somebody else says: "X had agreed to P, the dealers said"."""
    return any(o is not said and o.cue is not said.cue and o.covers(said.cue_span[0]) for o in others)


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
    party: Party
    noun: Word  # that names the speaker, where the word is a pronoun
    through: Party | None = None  # the medium that handed the words on

    @property
    def actor(self) -> str | None:
        """The actor, if it is known."""
        return self.party.actor


@dataclass
class _Desk:
    """Makes the statements of one report; remembers who issued the last document and who spoke last."""

    page: Page
    cast: Cast
    calendar: Calendar
    classes: SourceWords
    last: _Spoken | None = field(default=None)
    issuer: Party | None = field(default=None)  # who last spoke through a document
    document: _Spoken | None = field(default=None)  # the last document that told something, and who issued it
    medium: Party | None = field(default=None)  # the last medium that was named

    def statement(self, key: str, said: Utterance, within: bool = False) -> Statement:
        """The record of an utterance; one within another's words leaves nobody to go on with."""
        documentary = said.speaker is not None and self._is_document_before(said.speaker)
        last = self.last
        speaker = self._speaker(said)
        first, *more = sorted(said.content, key=lambda part: part[0] - part[1])
        found = Statement(
            id=key,
            kind=said.kind,
            speaker=speaker,
            via=self._via(said),
            addressee=self._party(said.addressee, said.addressee_span),
            cue=self.page.span(*said.cue_span),
            content=self.page.span(*first),
            content2=self.page.span(*more[0]) if more else None,
            date=self._date(said),
            source_class="document" if documentary else self._source_class(said.speaker, speaker, self.last),
        )
        self.last = last if within else self.last
        return found

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
        """The speaker; for a document, who issued it; for a pronoun that fits, who spoke just before."""
        party = self._party(said.speaker, said.speaker_span)
        if party is None or said.speaker is None:
            return party
        noun = said.speaker
        if self._is_medium_again(said.speaker, party):
            party = self._same(party, self.medium or party)
        elif self._is_document(said.speaker):
            party = self._issuer(said.speaker, party)
        elif self.last is not None and self.last.through is not None and self._is_relay(said.speaker, self.last):
            party = self._same(party, self.last.through)
        elif self._is_document_before(said.speaker) and self.document is not None:
            party = self._same(party, self.document.party)
        elif self.last is not None and self._goes_on(said.speaker, party, self.last):
            party = self._same(party, self.last.party)
        else:
            party = self._whole(said.speaker, said.cue, party)
        if self.last is not None and noun.upos == "PRON" and party.actor == self.last.actor:
            noun = self.last.noun
        self._keep_medium(said.speaker, party)
        self.last = _Spoken(said.speaker, party, noun, self._through(said))
        self._keep_document(said, party)
        return party

    def _via(self, said: Utterance) -> Party | None:
        """The channel; "the newspaper" is the one that was named."""
        party = self._party(said.via, said.via_span)
        if party is None or said.via is None or not self._is_medium_again(said.via, party):
            return party
        return self._same(party, self.medium or party)

    def _through(self, said: Utterance) -> Party | None:
        """The medium that hands an utterance on, remembered if it has a name."""
        party = self._via(said)
        if party is None or said.via is None or not self._is_medium(said.via):
            return None
        self._keep_medium(said.via, party)
        return party

    def _keep_medium(self, word: Word, party: Party) -> None:
        named = word.upos == "PROPN" or any(c.upos == "PROPN" for c in word.children)
        if named and party.actor is not None and self._is_medium(word):
            self.medium = party

    def _is_medium_again(self, word: Word, party: Party) -> bool:
        """ "the paper", "the agency", where a medium was named before and no other body is meant."""
        if self.medium is None or word.upos != "NOUN" or word.lemma.lower() not in self.classes.media:
            return False
        bare = all(c.deprel in {"det", "punct", "case", "cc", "advmod", "advcl"} for c in word.children)
        definite = any(c.deprel == "det" and c.lemma.lower() in {"the", "this", "that"} for c in word.children)
        return bare and definite and not self._is_named(party.actor) and not self._is_introduced(word)

    def _is_introduced(self, word: Word) -> bool:
        """ "A consultative paper …; the paper": a document, not a medium."""
        if word.lemma.lower() not in self.classes.documents:
            return False
        same = (w for s in self.page.body for w in s.words if w.start < word.start and w.lemma == word.lemma)
        return any(c.deprel == "det" and c.lemma.lower() == "a" for w in same for c in w.children)

    def _is_named(self, actor: str | None) -> bool:
        return actor is not None and any(m.form == "name" for m in self.cast.actor(actor).mentions)

    def _whole(self, word: Word, cue: Word | None, party: Party) -> Party:
        """Nobody known, or some of a group: all of the noun phrase ("a firm and two farmers", "aides who saw it")."""
        actor = self.cast.actor(party.actor) if party.actor is not None else None
        if word.upos == "PRON" or (actor is not None and not _is_some(actor)):
            return party
        if actor is not None and not partners(word) and not is_restricted(word, cue):
            return party
        words = self.page.span(party.start, max(party.end, phrase_end(word, cue)))
        return Party(words.start, words.end, words.text, None if partners(word) else party.actor)

    def _same(self, pronoun: Party, earlier: Party) -> Party:
        """The pronoun with the actor of the earlier mention; where nobody is known, the earlier words."""
        return earlier if earlier.actor is None else msgspec.structs.replace(pronoun, actor=earlier.actor)

    def _issuer(self, document: Word, party: Party) -> Party:
        """ "the Turkish statement": the party in its modifiers; "the statement": who issued the last such document."""
        definite = any(c.deprel == "det" and c.lemma.lower() in {"the", "this", "that"} for c in document.children)
        again = self.issuer if definite else None
        owner = self._owner(document)
        if owner is not None and not (again is not None and self._is_seat(owner)):
            return self._same(party, owner)
        return self._same(party, again) if again is not None and party.actor is None else party

    def _is_seat(self, owner: Party) -> bool:
        """ "the Baghdad communique": a capital tells less than who is known to have issued it."""
        actor = self.cast.actor(owner.actor) if owner.actor is not None else None
        return actor is not None and actor.kind == "state" and actor.sector == "GOV" and owner.text.isalpha()

    def _owner(self, document: Word) -> Party | None:
        """Who stands before the noun: "Turkey's", "Turkish"; a body nobody knows by name: "a High Command text"."""
        known = next((p for p in self.cast.modifiers(document) if p.actor is not None), None)
        if known is not None:
            return known
        body = next((c for c in document.all("nmod:poss", "compound") if c.lemma.lower() in self.classes.offices), None)
        return None if body is None else self._party(body, grammar.noun_phrase(body))

    def _is_document(self, word: Word) -> bool:
        return word.lemma.lower() in self.classes.documents and (word.upos == "NOUN" or word.text.islower())

    def _keep_document(self, said: Utterance, party: Party) -> None:
        """Remember "a statement from the ministry", or the statement in which somebody spoke."""
        if said.document and (party.actor is not None or not self._is_document_text(said, party)):
            self.issuer = party
        for word in (said.via, said.speaker):
            if word is not None and self._is_document(word):
                issuers = (self.cast.party(w) for mark, w in grammar.obliques(word) if mark in {"from", "by", "of"})
                issuer = next((p for p in issuers if p is not None), party)
                self.document = _Spoken(word, issuer, word)

    def _is_document_text(self, said: Utterance, party: Party) -> bool:
        """The party is nothing but the document itself."""
        word = said.speaker
        return word is not None and self._is_document(word) and party.start <= word.start < party.end

    def _is_document_before(self, pronoun: Word) -> bool:
        """ "It said": the document of the sentence before, which may end the paragraph before."""
        if pronoun.xpos != "PRP" or pronoun.text.lower() != "it" or self.document is None:
            return False
        one, other = self.document.word.sentence, pronoun.sentence
        return one is not None and other is not None and other.number - one.number == 1

    def _is_relay(self, pronoun: Word, last: _Spoken) -> bool:
        """ "It added" behind "The paper said that officials said P": the paper."""
        return pronoun.text.lower() == "it" and _is_next(last.word, pronoun)

    def _goes_on(self, pronoun: Word, party: Party, last: _Spoken) -> bool:
        """ "He added", "they said" right behind a statement, unless the cast knows better."""
        if pronoun.xpos != "PRP" or not _is_next(last.word, pronoun):
            return False
        form, kind = pronoun.text.lower(), self._kind(last.actor)
        known = self._kind(party.actor)
        if form == "they":
            body = kind == "organisation" and party.actor is None
            return body or _is_plural(last.word)  # even if nobody knows who they were: not the nearest plural thing
        if form in {"he", "she"}:
            return kind == "person" and known != "person"
        return form == "it" and kind in {"state", "organisation"} and known in {None, "person"}

    def _kind(self, actor: str | None) -> str | None:
        return self.cast.actor(actor).kind if actor is not None else None

    def _source_class(self, word: Word | None, party: Party | None, last: _Spoken | None) -> str | None:
        """Named person, office, anonymous official, document or medium; None where it is none of them."""
        if word is None or party is None:
            return None
        actor = self.cast.actor(party.actor) if party.actor is not None else None
        if last is not None and last.word is word and (actor is None or actor.kind == "group"):
            word = last.noun  # "they": the sources named before
        lemma = word.lemma.lower()
        if actor is not None and self.medium is not None and actor.id == self.medium.actor:
            return "medium"
        if word.upos == "NOUN" and lemma in self.classes.documents:
            return "document"
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
    """In the sentence after, or in the same paragraph and no more than two sentences further on."""
    one, other = before.sentence, word.sentence
    if one is None or other is None:
        return False
    apart = other.number - one.number
    return apart == 1 or (one.paragraph == other.paragraph and apart == 2)


def _is_some(actor: Actor) -> bool:
    """A group or body that the report never names."""
    return actor.kind in {"group", "organisation"} and all(m.form != "name" for m in actor.mentions)


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
