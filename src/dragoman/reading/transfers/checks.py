"""Whether an act moves arms, and whether enough is known of it to tell."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.arms import ArmsBook
from dragoman.knowledge.supply import Act
from dragoman.parsing.tree import Word
from dragoman.reading.actors import Cast
from dragoman.reading.grammar import obliques
from dragoman.reading.transfers.arguments import actors_of
from dragoman.reading.transfers.outcome import Outcome
from dragoman.reading.transfers.roles import Roles, licence_of
from dragoman.reading.transfers.things import Thing, Things
from dragoman.records import Party

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY", "OPP", "REB"})  # whose word about others is a claim
ARSENALS = frozenset({"arsenal", "armoury", "armory", "army", "navy", "military", "battlefield"})
GIVING_UP = frozenset({"up", "in", "off"})  # particles: "gave up its missiles", "handed in their rifles"


@dataclass(frozen=True)
class Checks:
    """The conditions of the acts, on one page."""

    arms: ArmsBook
    cast: Cast
    things: Things

    def allowed(self, act: Act, word: Word) -> bool:
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

    def complete(self, act: Act, roles: Roles, outcome: Outcome) -> bool:
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

    def is_arms(self, thing: Thing, act: Act, word: Word, roles: Roles) -> bool:
        """Sure goods, unless they may be people on the move; others beside an army or beside arms."""
        book = self.arms
        if act.flags.get("movable") and any(c.upos == "PRON" for c in thing.word.all("nmod:poss")):
            return False  # its own forces
        if act.flags.get("movable") and not roles.recipient and any(c.xpos == "VB" for c in word.all("advcl", "xcomp")):
            return False  # "sent a frigate to patrol the strait"
        if act.flags.get("packed") and not thing.containers:
            return False
        if thing.sure:
            return thing.name is not None or thing.head not in book.people_too or not act.flags.get("movable")
        if act.flags.get("beside_arms"):
            return self._beside_arms(word)
        if thing.system is not None and self._between_states(roles):
            return True  # "sold Hawks to Norland"
        if word.deprel == "amod" and word.sentence is not None:
            return any(
                w.lemma.lower() in ARSENALS for w in word.sentence.words
            )  # "its arsenal is Norland-supplied gear"
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
