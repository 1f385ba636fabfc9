"""From firings to drafts: modality, rewriting, date, place, attribution of each act of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from dragoman.knowledge.frames import Lexicon
from dragoman.knowledge.modality import ModalityWords
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.dates import Calendar, is_historical
from dragoman.reading.events import nesting
from dragoman.reading.events.anaphora import with_blamed
from dragoman.reading.events.detail import event_contexts, instrument_modes, size_of
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.history import is_history
from dragoman.reading.events.match import Firing, Matcher
from dragoman.reading.events.modality import FACT, Modality, is_aim, modality, without_conditions
from dragoman.reading.events.rewrite import Coding, rewrite
from dragoman.reading.events.sites import Site, sites
from dragoman.reading.events.surroundings import Surroundings
from dragoman.reading.events.tense import told_as_done
from dragoman.reading.events.things import Things
from dragoman.reading.events.when import Clock
from dragoman.reading.page import Page
from dragoman.reading.places import Atlas
from dragoman.reading.utterances import Utterance, attribution
from dragoman.records import Aux, EventDate, Party, Size, Span

NO_SIZE = Size()


@dataclass(frozen=True)
class Coder:
    """Codes the sentences of one page."""

    page: Page
    cast: Cast
    calendar: Calendar
    atlas: Atlas
    utterances: tuple[Utterance, ...]
    lexicon: Lexicon
    words: ModalityWords

    @cached_property
    def clock(self) -> Clock:
        """Dates the acts of the page."""
        return Clock(self.page, self.calendar, self.words)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Dates the acts of the page that have no date of their own."""
        return Surroundings(self.clock)

    @cached_property
    def things(self) -> Things:
        """Whose the things of the page are."""
        return Things(self.cast, self.page.body)

    def firings(self, sentence: Sentence) -> tuple[Matcher, list[list[Firing]]]:
        """Every frame tried at every site, site by site; the deepest words are tried first."""
        matcher = Matcher(self.lexicon, self.cast, self.things, {}, self.page.report.text)
        ordered = sorted(sites(sentence, self.lexicon), key=lambda s: (-_depth(s.word), s.word.index))
        return matcher, [tried for site in ordered if (tried := matcher.attempts(site))]

    def drafts(self, sentence: Sentence, earlier: list[Draft]) -> list[Draft]:
        """The acts that a sentence reports, in text order. `earlier` are those told before it."""
        matcher, tried = self.firings(sentence)
        fired = [with_blamed(attempts[-1], matcher, earlier) for attempts in tried if attempts[-1].problem is None]
        fired = [f for f in fired if not is_aim(f.site.governor, self.words)]
        return [
            draft
            for firing in nesting.outermost(fired)
            for part in _split(firing)
            for draft in self._draft(part, matcher)
        ]

    def _draft(self, firing: Firing, matcher: Matcher) -> Iterator[Draft]:
        site, frame = firing.site, firing.frame
        told = self.clock.date_of(site)
        found = without_conditions(modality(site, self.words) | self._ahead(site, told), frame)
        coding = Coding(frame.type, nesting.modes(firing, matcher), frame.cameo, found)
        coding = rewrite(coding, self._own_word(firing) or nesting.is_decided(firing))
        date = self._not_before(told, site, coding.modality)
        place = self.atlas.governing(site.word) or self.atlas.governing(site.governor)
        assert site.word.sentence is not None
        draft = Draft(
            type=coding.type,
            modes=self._instruments(coding, site.word),
            cameo=coding.cameo,
            rule=frame.id + coding.note,
            aux=self._aux(coding.modality, self._implied(firing, date), self._long_past(date, site.word)),
            actor=firing.actor,
            recipient=firing.recipient,
            place=place,
            date=date,
            attributed_to=self._attributed(firing),
            size=size_of(site.word, self.lexicon.verbs) if coding.type in {"ASSAULT", "COERCE"} else NO_SIZE,
            contexts=event_contexts(site.word.sentence, coding.type, coding.modes, self._sectors(firing)),
            trigger=self._trigger(firing),
            evidence=self._evidence(site.word.sentence),
            sentence=site.word.sentence,
            word=site.word,
            wide_place=place is not None and self.atlas.is_country(place),
        )
        yield self._hosted(draft) if draft.type == "CONSULT" else draft

    def _ahead(self, site: Site, date: EventDate | None) -> Modality:
        """ "pays a visit on Friday", "is meeting him tomorrow": the present tense of a day after the report."""
        published, verb = self.page.report.published, site.governor
        present = verb.xpos in {"VBZ", "VBP"} or any(a.xpos in {"VBZ", "VBP"} for a in verb.all("aux", "cop"))
        if date is None or date.start is None or published is None or not present or verb.xpos == "VBN":
            return FACT
        return Modality(future=date.value > published[: len(date.value)])

    def _instruments(self, coding: Coding, word: Word) -> tuple[str, ...]:
        if coding.type != "ASSAULT":
            return coding.modes
        return tuple(dict.fromkeys((*coding.modes, *instrument_modes(word, self.lexicon.instruments))))

    def _implied(self, firing: Firing, date: EventDate | None) -> tuple[str, ...]:
        """What the frame says, and history that no date tells."""
        told_as_old = date is None and is_history(firing.site, self.words, self.cast)
        return (*firing.frame.aux, "historical") if told_as_old else firing.frame.aux

    def _aux(self, found: Modality, implied: tuple[str, ...], past: bool) -> tuple[Aux, ...]:
        names: list[Aux] = []
        if found.future and not found.hypothetical and not past:
            names.append("future")
        if found.hypothetical:
            names.append("hypothetical")
        if found.negation:
            names.append("negation")
        if past or "historical" in implied:
            names.append("historical")
        return tuple(names)

    def _long_past(self, date: EventDate | None, word: Word) -> bool:
        """An earlier time, but not what has been done since then ("have been attacked since 2012")."""
        old = date is not None and is_historical(date.value, self.page.report.published)
        return old and date is not None and not (word.upos == "VERB" and self.calendar.goes_on(date))

    def _not_before(self, date: EventDate | None, site: Site, found: Modality) -> EventDate | None:
        """What is yet to come has no date of its own before the report: such a date was read wrong ("would send … in
        June"). The day of the vote or announcement stands ("voted on Monday to expel the troops"). Nor has what is told
        as done one after it."""
        published = self.page.report.published
        over = date is not None and published is not None and date.value < published[: len(date.value)]
        own = over and date in (self.calendar.governing(site.word), self.calendar.governing(site.governor))
        ahead = date is not None and self.calendar.is_ahead(date) and told_as_done(site.word, self.words)
        return None if ahead or (own and found.future) else date

    def _sectors(self, firing: Firing) -> list[str | None]:
        ids = [p.actor for p in firing.actor + firing.recipient if p.actor is not None]
        return [self.cast.actor(i).sector for i in ids]

    def _utterance(self, firing: Firing) -> Utterance | None:
        word = firing.site.word
        number = word.sentence.number if word.sentence is not None else -1
        return attribution(self._said.get(number, ()), word.start)

    @cached_property
    def _said(self) -> dict[int, list[Utterance]]:
        """The utterances that reach into a sentence, by its number."""
        found: dict[int, list[Utterance]] = {}
        for said in self.utterances:
            for number in self.page.numbers(said.content[0][0], said.content[-1][1]):
                found.setdefault(number, []).append(said)
        return found

    def _own_word(self, firing: Firing) -> bool:
        """The actor itself says that it will: the speaker is the actor, or of the actor's country."""
        said = self._utterance(firing)
        speaker = self.cast.party(said.speaker) if said is not None and said.speaker is not None else None
        if speaker is None or speaker.actor is None:
            return False
        country = self.cast.actor(speaker.actor).country
        countries = {self.cast.actor(p.actor).country for p in firing.actor if p.actor is not None}
        return speaker.actor in {p.actor for p in firing.actor} or (country is not None and country in countries)

    def _attributed(self, firing: Firing) -> Party | None:
        """Whom the reporter credits for the act; a speaker's own act of speech needs no credit."""
        said = self._utterance(firing)
        if said is None or said.speaker is None:
            return None
        party = self.cast.party(said.speaker)
        performs = party is not None and party.actor is not None and party.actor in {p.actor for p in firing.actor}
        if said.direct and performs:
            return None
        return party or Party(*_words(self.page, said.speaker), actor=None)

    def _trigger(self, firing: Firing) -> Span:
        """The head with its further words where they stand close by."""
        words = [firing.site.word, *(w for w in firing.extra if abs(w.index - firing.site.word.index) <= 3)]
        if firing.site.light is not None and 0 < firing.site.word.index - firing.site.light.index <= 2:
            words.append(firing.site.light)
        return self.page.span(min(w.start for w in words), max(w.end for w in words))

    def _evidence(self, sentence: Sentence) -> Span:
        return self.page.span(sentence.start, sentence.end)

    def _hosted(self, draft: Draft) -> Draft:
        """Where the meeting is in the country of one side, the other side is the visitor (PLOVER 3.2.2)."""
        country = draft.place.country if draft.place is not None else None
        if country is None or draft.recipient or "phone" in draft.modes:
            return draft
        hosts = tuple(p for p in draft.actor if self._country(p) == country)
        guests = tuple(p for p in draft.actor if self._country(p) not in {country, None})
        if not hosts or not guests:
            return draft
        return replace(draft, actor=guests, recipient=hosts, modes=tuple(dict.fromkeys((*draft.modes, "visit"))))

    def _country(self, party: Party) -> str | None:
        return self.cast.actor(party.actor).country if party.actor is not None else None


def _words(page: Page, word: Word) -> tuple[int, int, str]:
    start, end = grammar.noun_phrase(word)
    return start, end, page.report.text[start:end]


def _depth(word: Word) -> int:
    return sum(1 for _ in word.ancestors())


def _split(firing: Firing) -> list[Firing]:
    """ "met with A and with B": two meetings under one verb."""
    partners = firing.site.slots.get("with", ())
    if firing.frame.type != "CONSULT" or len(partners) < 2:
        return [firing]
    groups = [[p for p in firing.actor + firing.recipient if _within(p, w, partners)] for w in partners]
    if not all(groups):
        return [firing]
    taken = {p for group in groups for p in group}
    rest = tuple(p for p in firing.actor if p not in taken)
    joined = firing.frame.reciprocal or bool(firing.frame.also_actor)
    return [
        msgspec.structs.replace(firing, actor=(*rest, *group), recipient=())
        if joined
        else msgspec.structs.replace(firing, actor=rest, recipient=tuple(group))
        for group in groups
    ]


def _within(party: Party, word: Word, others: tuple[Word, ...]) -> bool:
    """Whether a party stands in a word's phrase and in no other partner's below it."""
    inside = [w for w in (word, *others) if any(s.start <= party.start < s.end for s in w.subtree())]
    return bool(inside) and max(inside, key=lambda w: w.index) is word
