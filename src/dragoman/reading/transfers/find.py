"""Finds the transfers of a page: acts of supply, their roles, what is left out, their status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from dragoman.knowledge.arms import ArmsBook
from dragoman.knowledge.supply import Act
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.actors import Cast
from dragoman.reading.dates import Calendar
from dragoman.reading.grammar import clause_span, is_definite
from dragoman.reading.page import Page
from dragoman.reading.transfers.amounts import sums
from dragoman.reading.transfers.checks import OFFICIAL, Checks
from dragoman.reading.transfers.climb import PART_OF_UPOS
from dragoman.reading.transfers.details import Details, with_own_sums
from dragoman.reading.transfers.draft import Draft
from dragoman.reading.transfers.gaps import Gaps
from dragoman.reading.transfers.merge import merge
from dragoman.reading.transfers.outcome import Outcome, final
from dragoman.reading.transfers.roles import Roles, Slots
from dragoman.reading.transfers.state import Judge
from dragoman.reading.transfers.things import Thing, Things
from dragoman.reading.transfers.words import base_forms
from dragoman.reading.utterances import Utterance, attribution
from dragoman.records import EventDate, Money, Party, Span, Transfer

CLOSE = 2  # sentences back to the goods of a bid
PACKED = frozenset({"ordered", "agreed", "planned", "delivered", "offered"})  # what a package may be in
MOST_SIDES = 12  # suppliers times recipients of one act


def find_transfers(
    page: Page, arms: ArmsBook, cast: Cast, calendar: Calendar, utterances: Sequence[Utterance]
) -> tuple[Transfer, ...]:
    """The transfers of arms, military goods, training and military aid that a page tells of, in text order."""
    things = Things(page, arms)
    finder = Finder(page, arms, cast, calendar, utterances, things, Slots(things, cast), Judge(arms.supply.status))
    drafts: list[Draft] = []
    for sentence in page.body:
        drafts.extend(finder.sentence(sentence, drafts))
    return merge(page, arms, drafts)


@dataclass(frozen=True)
class Finder:
    """Reads one page, sentence by sentence."""

    page: Page
    arms: ArmsBook
    cast: Cast
    calendar: Calendar
    utterances: Sequence[Utterance]
    things: Things
    slots: Slots
    judge: Judge
    used: set[Word] = field(default_factory=set)

    @property
    def checks(self) -> Checks:
        """Conditions."""
        return Checks(self.arms, self.cast, self.things)

    @property
    def details(self) -> Details:
        """Dates and sums."""
        return Details(self.page, self.calendar, self.arms.supply.status)

    def sentence(self, sentence: Sentence, before: Sequence[Draft]) -> list[Draft]:
        """The drafts of one sentence; `before` are those of the page so far."""
        acts = {w: named for w in sentence.words if w.upos in PART_OF_UPOS and (named := self._acts(w))}
        if not (acts or before) or self._is_scene(sentence):
            return []
        found: list[Draft] = []
        for word in sorted(acts, key=lambda w: (w.upos != "VERB" or w.deprel == "amod", w.index)):
            if word not in self.used and not (word.deprel == "amod" and word.head in self.used):
                found.extend(self._at(word, acts[word], sentence, [*before, *found]))
        return with_own_sums(found) or self.details.added(sentence, before)

    def _acts(self, word: Word) -> Sequence[Act]:
        """The acts that the word may name."""
        part, acts, forms = PART_OF_UPOS[word.upos], self.arms.supply.by_trigger, base_forms(word)
        if len(forms) == 1:
            return acts.get((forms[0], part), ())
        return [a for form in forms for a in acts.get((form, part), ())]

    def _is_scene(self, sentence: Sentence) -> bool:
        """Whether the words set a scene in which no arms change hands."""
        words = f" {' '.join(w.text.lower() for w in sentence.words)} "
        return any(scene in words for scene in self.arms.scenes)

    def _at(self, word: Word, acts: Sequence[Act], sentence: Sentence, before: Sequence[Draft]) -> list[Draft]:
        """The drafts of the first act that the word names with arms among its goods."""
        for act in acts:
            found = self._act(act, word, sentence, before)
            if found:
                return found
        return []

    def _act(self, act: Act, word: Word, sentence: Sentence, before: Sequence[Draft]) -> list[Draft]:
        items = self.slots.items(act, word)
        if not items and not act.flags.get("carried_item"):
            return []
        roles = self.slots.fill(act, word, items)
        if act.flags.get("carried_item"):
            roles = self._last_goods(roles, sentence, before)
        if not roles.things or not self.checks.allowed(act, word):
            return []
        if act.flags.get("needs_recipient") and not roles.recipient:
            return []
        outcome = self.judge.outcome(act, word)
        roles = Gaps(self.cast, self.slots, self.arms, self.things, before).close(act, word, roles, outcome)
        things = [t for t in roles.things if self.checks.is_arms(t, act, word, roles)]
        self.things.told.extend(things)
        status = self._status(act, word, outcome, roles)
        if act.flags.get("carried_by") and before:
            status = next((d.status for d in reversed(before) if d.status in PACKED), before[-1].status)
        if not things or status is None or not self.checks.complete(act, roles, outcome):
            return []
        self.used.update(w for t in things for w in (t.word, *t.containers))
        return list(self._drafts(act, word, sentence, replace(roles, things=tuple(things)), status, outcome))

    def _last_goods(self, roles: Roles, sentence: Sentence, before: Sequence[Draft]) -> Roles:
        """A bid without goods is for those of the transfer told just before, rather those asked for than a rival's."""
        near = [d for d in reversed(before) if sentence.number - d.sentence.number <= CLOSE]
        last = next((d for d in near if d.supplier is None or d.supplier.actor is None), near[0] if near else None)
        explicit = roles.supplier or roles.recipient
        if last is None or not explicit:
            return roles
        return replace(roles, things=(replace(last.thing, quantity=None),))

    def _status(self, act: Act, word: Word, outcome: Outcome, roles: Roles) -> str | None:
        status = final(outcome, act)
        condition = self.judge.condition(word, outcome)
        if status == "refused" and condition is not None and self.judge.lasts(condition):
            status = "suspended"
        if status in {"suspended", "refused"} and self._by_third(outcome, roles):
            return "opposed"
        if status == "delivered" and self._claimed(word, roles):
            return "alleged"
        return status

    def _by_third(self, outcome: Outcome, roles: Roles) -> bool:
        """Neither supplier nor recipient halts or refuses: a third party is against it."""
        halter = outcome.subject_of("suspended", "refused")
        if halter is None or not roles.supplier:
            return False
        who = {self.cast.country(p) for w in self.judge.doers(halter) for p in self.slots.parties(w)} - {None}
        sides = {self.cast.country(p) for p in (*roles.supplier, *roles.recipient)}
        return bool(who) and not who & sides

    def _claimed(self, word: Word, roles: Roles) -> bool:
        """A third state's officials say that it happened; of what they only refer to ("the sale") it is known."""
        if word.upos == "NOUN" and is_definite(word):
            return False
        said = self._speaker(word)
        country = self.cast.country(said) if said is not None else None
        if said is None or said.actor is None or country is None or not self._is_official(said.actor):
            return False
        sides = {self.cast.country(p) for p in (*roles.supplier, *roles.recipient)}
        return country not in sides and len(country) == 3 and country not in {"IGO", "UNO", "NGO", "MNC"}

    def _is_official(self, actor: str) -> bool:
        """A state, or somebody who speaks for one or against it."""
        known = self.cast.actor(actor)
        return known.kind == "state" or known.sector in OFFICIAL

    def _speaker(self, word: Word) -> Party | None:
        found = attribution(self.utterances, word.start)
        return self.cast.party(found.speaker) if found is not None and found.speaker is not None else None

    def _drafts(
        self, act: Act, word: Word, sentence: Sentence, roles: Roles, status: str, outcome: Outcome
    ) -> Iterator[Draft]:
        clause = self.judge.condition(word, outcome)
        condition = (
            self.page.span(*clause_span(clause)) if clause is not None else self._phrase_condition(word, sentence)
        )
        money = sums(self.page, sentence.start, sentence.end)
        roles = replace(roles, things=tuple(_without_sum(t, money) for t in roles.things))
        sides = list(product(roles.supplier or (None,), roles.recipient or (None,)))[:MOST_SIDES]
        for (supplier, recipient), thing in product(sides, roles.things):
            if not (
                _goes_with(supplier, thing, roles.supplier, roles.things)
                and _goes_with(recipient, thing, roles.recipient, roles.things)
            ):
                continue
            draft = Draft(
                supplier=supplier,
                recipient=recipient,
                thing=thing,
                status=status,
                word=word,
                sentence=sentence,
                rule=act.id,
                from_country=self.cast.country(supplier) if supplier else None,
                to_country=self.cast.country(recipient) if recipient else None,
                condition=condition,
                value=_nearest(money, word),
                date=self._date(word, sentence, thing),
                attributed_to=self._speaker(word),
            )
            if not self._domestic(draft):
                yield self.details.dated(draft, delivers=act.state == "delivered")

    def _date(self, word: Word, sentence: Sentence, thing: Thing) -> EventDate | None:
        """The date that the parse hung on the goods ("six of the drones in 2019"), or that of the act."""
        goods = {thing.word, *thing.containers}
        own = (d.event_date for d in self.calendar.of_sentence(sentence) if d.tells_when and d.attachment[0] in goods)
        behind = (d for d in own if d.start is not None and d.start > word.start and thing.start > word.start)
        return next(behind, None) or self.calendar.governing(word)

    def _phrase_condition(self, word: Word, sentence: Sentence) -> Span | None:
        """ "subject to approval by Congress"."""
        text = self.page.report.text[word.start : sentence.end]
        for phrase in sorted(self.arms.supply.status.words["condition_phrases"]):
            place = text.lower().find(f"{phrase} ")
            if place >= 0:
                tail = text[place:]
                stop = min((n for n in (tail.find(","), tail.find(";"), tail.rfind(".")) if n > 0), default=len(tail))
                return self.page.span(word.start + place, word.start + place + len(tail[:stop].rstrip()))
        return None

    def _domestic(self, draft: Draft) -> bool:
        """A state that arms itself: procurement, no transfer."""
        one, other = draft.supplier, draft.recipient
        if one is None or other is None or draft.from_country is None or draft.from_country != draft.to_country:
            return one is not None and other is not None and one.actor is not None and one.actor == other.actor
        sectors = {self.cast.actor(p.actor).sector for p in (one, other) if p.actor is not None}
        return not sectors & {"REB", "PRM", "CRM", "SPY"}


def _nearest(money: Sequence[Money], word: Word) -> Money | None:
    return min(money, key=lambda m: abs(m.start - word.start), default=None)


def _goes_with(party: Party | None, thing: Thing, parties: Sequence[Party], things: Sequence[Thing]) -> bool:
    """ "frigates from Norland and tanks from Sudland": each good with the party that stands right behind it."""
    if party is None or len(parties) < 2 or len(things) < 2:
        return True
    in_turn = sorted([*((t.start, True) for t in things), *((p.start, False) for p in parties)])
    alternate = [is_thing for _, is_thing in in_turn] == [True, False] * len(things)
    if not alternate or len(parties) != len(things):
        return True
    behind = min((p.start for p in parties if p.start > thing.start), default=None)
    return party.start == behind


def _without_sum(thing: Thing, money: Sequence[Money]) -> Thing:
    """ "1.3 billion dollars in military aid": a sum, no number of goods."""
    counted = thing.quantity
    is_sum = counted is not None and any(m.start <= counted.start < m.end for m in money)
    return replace(thing, quantity=None) if is_sum else thing
