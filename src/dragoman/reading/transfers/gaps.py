"""Supplier and recipient where the sentence leaves them out and the report makes them plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.knowledge.arms import ArmsBook
from dragoman.knowledge.supply import Act
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.transfers.arguments import actors_of
from dragoman.reading.transfers.draft import Draft
from dragoman.reading.transfers.outcome import Outcome
from dragoman.reading.transfers.roles import Roles, Slots
from dragoman.reading.transfers.things import Thing, Things
from dragoman.records import Party

NEAR = 3  # sentences back to a transfer that lends both of its sides
FAR = 12  # sentences back to one that shares a side
OWN_DOINGS = ("suspended", "refused", "agreed", "planned", "offered", "done", "ordered", "possible", "negotiating")


@dataclass(frozen=True)
class Gaps:
    """Closes the gaps of one act, from the surest source to the least."""

    cast: Cast
    slots: Slots
    arms: ArmsBook
    things: Things
    before: Sequence[Draft]

    def close(self, act: Act, word: Word, roles: Roles, outcome: Outcome) -> Roles:
        """The roles with what governors, the goods' own words, earlier transfers and makers tell."""
        roles = self._owner_of_bought(act, word, self._sides_of_deal(act, word, roles))
        if not (roles.supplier and roles.recipient):
            roles = self._from_governors(act, roles, outcome)
        if not roles.supplier:
            roles = replace(roles, supplier=self._from_goods(roles))
        if not (roles.supplier and roles.recipient):
            roles = self._carried(act, roles, word)
        if not roles.supplier and roles.recipient:
            roles = replace(roles, supplier=self._same_source(roles, word) or self._makers(roles))
        if roles.supplier and not roles.recipient:
            roles = replace(roles, recipient=self._only_recipient(roles, word))
        return roles

    def _owner_of_bought(self, act: Act, word: Word, roles: Roles) -> Roles:
        """ "Norland flies jets bought from Sudland": who has them bought them."""
        noun, buys = word.head, act.roles.get("recipient", ())[:1] == ("subj",)
        if roles.recipient or not buys or word.deprel != "acl" or word.xpos != "VBN" or noun is None:
            return roles
        holder = noun.head if noun.deprel == "obj" else None
        who = self._subjects(holder) if holder is not None and holder.upos == "VERB" else ()
        return replace(roles, recipient=self._unless_same(who, roles.supplier))

    def _same_source(self, roles: Roles, word: Word) -> tuple[Party, ...]:
        """Who supplies "the missiles" to one supplies them to another who wants them."""
        near = (
            d for d in reversed(self.before) if _number(word) - d.sentence.number <= NEAR and d.supplier is not None
        )
        for draft in near:
            if draft.supplier is not None and any(self._is_same(t, draft.thing) for t in roles.things):
                return self._unless_same((draft.supplier,), roles.recipient)
        return ()

    def _is_same(self, thing: Thing, earlier: Thing) -> bool:
        """The same system, or "the", "such", "the same" goods of its kind."""
        if thing.system is not None and earlier.system is not None:
            return thing.system == earlier.system
        marks = {c.lemma.lower() for w in (thing.word, *thing.containers) for c in w.all("det", "amod")}
        return bool(marks & {"the", "these", "those", "such", "same"}) and self.arms.same_kind(thing.head, earlier.head)

    def _only_recipient(self, roles: Roles, word: Word) -> tuple[Party, ...]:
        """The one state that all transfers just before went to ("Poland has handed over 14 tanks")."""
        told = [d for d in self.before if _number(word) - d.sentence.number <= FAR and d.recipient is not None]
        near = [d for d in told if _number(word) - d.sentence.number <= NEAR]
        here = [d for d in near if d.sentence is word.sentence]
        countries = {d.to_country for d in near}
        specific = any(not t.is_general for t in roles.things)
        enough = len(near) > 1 or bool(here) or (near and len(told) > 1 and len({d.to_country for d in told}) == 1)
        if not enough or len(countries) != 1 or None in countries or not specific or near[-1].recipient is None:
            return ()
        return self._unless_same((near[-1].recipient,), roles.supplier)

    def _sides_of_deal(self, act: Act, word: Word, roles: Roles) -> Roles:
        """The other party of a deal is on the side that is still open."""
        if not roles.other:
            return roles
        if roles.recipient and not roles.supplier:
            return replace(roles, supplier=roles.other)
        if roles.supplier and not roles.recipient:
            return replace(roles, recipient=roles.other)
        goods = self._from_goods(roles) or self._maker_among(roles.other, roles)
        if goods and not roles.supplier:
            rest = tuple(p for p in roles.other if self.cast.country(p) != self.cast.country(goods[0]))
            return replace(roles, supplier=goods, recipient=rest or roles.recipient)
        return roles

    def _maker_among(self, parties: tuple[Party, ...], roles: Roles) -> tuple[Party, ...]:
        """Of two who sign a contract for a known system, its maker supplies."""
        makers = {m for t in roles.things if t.system is not None for m in t.system.makers}
        found = tuple(p for p in parties if self.cast.country(p) in makers)
        return found[:1] if len({self.cast.country(p) for p in parties}) == 2 else ()

    def _from_governors(self, act: Act, roles: Roles, outcome: Outcome) -> Roles:
        """ "approved the sale": who approves supplies; "requested the delivery": who requests receives."""
        verbal_buy = act.roles.get("recipient", ())[:1] == ("subj",) or act.id == "purchase"
        roles = self._partners(roles, outcome)
        for step in reversed(outcome.steps):
            who = tuple(p for p in self._subjects(step.word) if not self._is_world_body(p))
            if not who or step.status in {"opposed", "alleged"} or step.word.lemma.lower() in self._commenting:
                continue
            if step.status == "requested" and outcome.state == "opposed":
                continue  # "urged Norland to cancel the sale": who asks that receives nothing
            if step.status == "requested":
                roles = self._asked(step.word, who, roles, verbal_buy)
            elif step.status in OWN_DOINGS:
                roles = self._own(who, roles, verbal_buy and "governor" not in act.roles.get("supplier", ()))
        return roles

    @property
    def _commenting(self) -> frozenset[str]:
        """Verbs whose subject only speaks of the act."""
        return self.arms.supply.status.words["commenting"]

    def _is_world_body(self, party: Party) -> bool:
        """The United Nations ban and allow what others supply."""
        return self.cast.country(party) == "UNO"

    def _partners(self, roles: Roles, outcome: Outcome) -> Roles:
        """ "a deal with Norland to buy", "in talks with Norland": the other side."""
        for step in outcome.steps:
            if step.word.upos not in {"NOUN", "VERB"} or step.status not in {"agreed", "ordered", "negotiating"}:
                continue
            others = tuple(p for m, w in grammar.obliques(step.word) if m == "with" for p in self.slots.parties(w))
            if roles.recipient and not roles.supplier:
                roles = replace(roles, supplier=self._unless_same(others, roles.recipient))
            elif roles.supplier and not roles.recipient:
                roles = replace(roles, recipient=self._unless_same(others, roles.supplier))
        return roles

    def _own(self, who: tuple[Party, ...], roles: Roles, buys: bool) -> Roles:
        if buys:
            return roles if roles.recipient else replace(roles, recipient=self._unless_same(who, roles.supplier))
        return roles if roles.supplier else replace(roles, supplier=self._unless_same(who, roles.recipient))

    def _asked(self, word: Word, who: tuple[Party, ...], roles: Roles, buys: bool) -> Roles:
        if roles.recipient or buys:
            return roles
        return replace(roles, recipient=self._unless_same(who, roles.supplier))

    def _unless_same(self, who: tuple[Party, ...], other: tuple[Party, ...]) -> tuple[Party, ...]:
        taken = {self.cast.country(p) for p in other} - {None}
        return tuple(p for p in who if self.cast.country(p) not in taken)

    def _subjects(self, word: Word) -> tuple[Party, ...]:
        if word.upos in {"VERB", "AUX", "ADJ"}:
            heads = actors_of(word) if word.upos != "ADJ" else grammar.subjects(word)
            return tuple(p for w in heads for p in self.slots.parties(w))
        if word.deprel == "obj" and word.head is not None and word.head.upos == "VERB":
            holders = tuple(p for w in actors_of(word.head) for p in self.slots.parties(w))
            if holders:
                return holders  # "held talks", "made a request"
        owners = tuple(p for w in word.all("nmod:poss") for p in self.slots.parties(w))
        by = tuple(p for m, w in grammar.obliques(word) if m in {"by", "from"} for p in self.slots.parties(w))
        return owners or by or tuple(self.cast.modifiers(word))

    def _from_goods(self, roles: Roles) -> tuple[Party, ...]:
        """ "Israeli-made drones", "Russia's missiles" sold or bought: the supplier."""
        taken = {self.cast.country(p) for p in roles.recipient} - {None}
        for thing in roles.things:
            owners = (p for p in self.cast.modifiers(thing.word) if not _is_in_name(p, thing))
            found = [p for p in owners if self.cast.country(p) not in taken | {None}]
            if found:
                return tuple(found[:1])
        return ()

    def _carried(self, act: Act, roles: Roles, word: Word) -> Roles:
        """From the last transfer of such a good that shares the known side, or that stands near where none is known."""
        latest_first = list(reversed(self.before))
        for draft in sorted(latest_first, key=lambda d: not self._is_same_system(d.thing, roles)):
            if (
                draft.supplier is None
                or draft.recipient is None
                or self._is_other_system(draft.thing, draft.from_country, roles)
            ):
                continue
            distance = _number(word) - draft.sentence.number
            if distance > self._reach(act, roles):
                continue
            if self._shares(draft, roles) and (act.flags.get("carried_by") or self._same_goods(draft.thing, roles)):
                return replace(
                    roles,
                    supplier=roles.supplier or (draft.supplier,),
                    recipient=roles.recipient or (draft.recipient,),
                )
        return roles

    def _reach(self, act: Act, roles: Roles) -> int:
        """How far back a transfer may lend: less for words that say nothing of which arms."""
        vague = any(t.is_general and not t.is_list for t in roles.things)
        return FAR if (roles.supplier or roles.recipient) and not vague else NEAR

    def _shares(self, draft: Draft, roles: Roles) -> bool:
        suppliers = {self.cast.country(p) for p in roles.supplier}
        recipients = {self.cast.country(p) for p in roles.recipient}
        open_supplier = draft.supplier is not None and draft.supplier.actor is None
        open_recipient = draft.recipient is not None and draft.recipient.actor is None
        return (not suppliers or open_supplier or draft.from_country in suppliers - {None}) and (
            not recipients or open_recipient or draft.to_country in recipients - {None}
        )

    def _is_same_system(self, thing: Thing, roles: Roles) -> bool:
        return thing.system is not None and any(t.system == thing.system for t in roles.things)

    def _is_other_system(self, thing: Thing, country: str | None, roles: Roles) -> bool:
        """A supplier of other goods does not lend itself to a system that its state does not make."""
        named = [t.system for t in roles.things if t.system is not None]
        if not named or roles.supplier or self._is_same_system(thing, roles):
            return False
        return not any(country in system.makers for system in named)

    def _same_goods(self, thing: Thing, roles: Roles) -> bool:
        return any(t.is_general or thing.is_general or self.arms.same_kind(t.head, thing.head) for t in roles.things)

    def _makers(self, roles: Roles) -> tuple[Party, ...]:
        """The maker of a known system, if the report names that state among its parties."""
        taken = {self.cast.country(p) for p in roles.recipient}
        for thing in roles.things:
            for maker in thing.system.makers if thing.system is not None else ():
                actor = next(
                    (a for a in self.cast.actors if a.country == maker and a.sector in {None, "GOV", "MIL"}), None
                )
                if actor is not None and maker not in taken and actor.mentions:
                    m = actor.mentions[0]
                    return (Party(m.start, m.end, m.text, actor.id),)
        return ()


def _number(word: Word) -> int:
    return word.sentence.number if word.sentence is not None else 0


def _is_in_name(party: Party, thing: Thing) -> bool:
    """ "Virginia-class", "Kuznetsov": a name that belongs to the designation."""
    return thing.name is not None and party.text.casefold() in thing.name.casefold()
