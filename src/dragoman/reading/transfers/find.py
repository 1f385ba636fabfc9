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
from dragoman.reading.grammar import clause_span, obliques
from dragoman.reading.page import Page
from dragoman.reading.transfers.amounts import sums
from dragoman.reading.transfers.arguments import actors_of
from dragoman.reading.transfers.climb import PART_OF_UPOS
from dragoman.reading.transfers.draft import Draft
from dragoman.reading.transfers.gaps import Gaps
from dragoman.reading.transfers.merge import merge
from dragoman.reading.transfers.outcome import Outcome, final
from dragoman.reading.transfers.roles import Roles, Slots, licence_of
from dragoman.reading.transfers.state import Judge
from dragoman.reading.transfers.things import Thing, Things
from dragoman.reading.transfers.words import base_forms
from dragoman.reading.utterances import Utterance, attribution
from dragoman.records import Money, Party, Span, Transfer

CLOSE = 2  # sentences back to the goods of a bid
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY", "OPP", "REB"})  # whose word about others is a claim
GIVING_UP = frozenset({"up", "in", "off"})  # particles: "gave up its missiles", "handed in their rifles"
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

    def sentence(self, sentence: Sentence, before: Sequence[Draft]) -> list[Draft]:
        """The drafts of one sentence; `before` are those of the page so far."""
        acts = {w: named for w in sentence.words if (named := self._acts(w))}
        if not acts or self._is_scene(sentence):
            return []
        found: list[Draft] = []
        for word in sorted(acts, key=lambda w: (w.upos != "VERB", w.index)):
            if word not in self.used:
                found.extend(self._at(word, acts[word], sentence, [*before, *found]))
        return found

    def _acts(self, word: Word) -> list[Act]:
        """The acts that the word may name."""
        part = PART_OF_UPOS.get(word.upos)
        if part is None:
            return []
        return [a for form in base_forms(word) for a in self.arms.supply.acts_of(form, part)]

    def _is_scene(self, sentence: Sentence) -> bool:
        """Whether the words set a scene in which no arms change hands."""
        words = f" {' '.join(w.text.lower() for w in sentence.words)} "
        return any(f" {scene} " in words for scene in self.arms.scenes)

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
        if not roles.things or not self._allowed(act, word):
            return []
        if act.flags.get("needs_recipient") and not roles.recipient:
            return []
        outcome = self.judge.outcome(act, word)
        roles = Gaps(self.cast, self.slots, self.arms, self.things, before).close(act, word, roles, outcome)
        things = [t for t in roles.things if self._is_arms(t, act, word, roles)]
        self.things.told.extend(things)
        status = self._status(act, word, outcome, roles)
        if act.flags.get("carried_by") and before:
            status = before[-1].status
        if not things or status is None or not self._complete(act, roles, outcome):
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

    def _allowed(self, act: Act, word: Word) -> bool:
        """Conditions that the act's entry names."""
        if set(act.flags.get("refuses", ())) & {mark for mark, _ in obliques(word)}:
            return False
        if any(c.lemma.lower() in GIVING_UP for c in word.all("compound:prt")):
            return False
        if act.flags.get("licensed") and licence_of(word) is None:
            return False
        carrier = act.flags.get("carried_by")
        if carrier is not None:
            return any(w.lemma.lower() in carrier for w in actors_of(word))
        return True

    def _complete(self, act: Act, roles: Roles, outcome: Outcome) -> bool:
        """Whether enough of supplier and recipient is known."""
        flags, both = act.flags, bool(roles.supplier and roles.recipient)
        if flags.get("needs_both") or flags.get("carried_by"):
            return both
        if flags.get("needs_supplier") and not roles.supplier:
            return False
        wanted = flags.get("needs_governor")
        if wanted and not any(s.status == wanted for s in outcome.steps):
            return False
        if not any(self._counts(p) for p in (*roles.supplier, *roles.recipient)):
            return False
        vague = all(t.is_general for t in roles.things)
        return both if vague else bool(roles.supplier or roles.recipient)

    def _counts(self, party: Party) -> bool:
        """States, bodies, companies and groups move arms; a private person alone makes a crime story."""
        if party.actor is None:
            return False
        actor = self.cast.actor(party.actor)
        return actor.kind != "person" or actor.sector in OFFICIAL | {"BUS", "ELI"}

    def _is_arms(self, thing: Thing, act: Act, word: Word, roles: Roles) -> bool:
        """Sure goods, unless they may be people on the move; others beside an army or beside arms."""
        book = self.arms
        if act.flags.get("movable") and any(c.upos == "PRON" for c in thing.word.all("nmod:poss")):
            return False  # its own forces
        if act.flags.get("packed") and not thing.containers:
            return False
        if thing.sure:
            return thing.name is not None or thing.head not in book.people_too or not act.flags.get("movable")
        if act.flags.get("beside_arms"):
            return self._beside_arms(word)
        if thing.system is not None and self._between_states(roles):
            return True  # "sold Hawks to Norland"
        return thing.head not in book.soft and self._military(roles)

    def _between_states(self, roles: Roles) -> bool:
        parties = [p.actor for p in (*roles.supplier, *roles.recipient)]
        known = [self.cast.actor(a) for a in parties if a is not None]
        countries = {a.country for a in known if a.kind == "state" or a.sector in OFFICIAL}
        return len(countries - {None}) > 1

    def _beside_arms(self, noun: Word) -> bool:
        """ "produced a missile with help from": the help is for arms."""
        verb = noun.head
        if verb is not None and verb.upos == "NOUN" and any(t.sure for t in self.things.group([verb])):
            return True
        return verb is not None and any(t.sure for c in verb.all("obj") for t in self.things.group([c]))

    def _military(self, roles: Roles) -> bool:
        """An army, a defence ministry or an armed group on either side makes arms of an aircraft."""
        parties = [p for p in (*roles.supplier, *roles.recipient) if p.actor is not None]
        return any(self.cast.actor(p.actor).sector in {"MIL", "REB", "PRM"} for p in parties if p.actor is not None)

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
        """A third state's officials say that it happened."""
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
                date=self.calendar.governing(word),
                attributed_to=self._speaker(word),
            )
            if not self._domestic(draft):
                yield draft

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
