"""Actors while a report is being read: they gain names, offices and mentions until the cast is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from dragoman.knowledge.actors import Office
from dragoman.parsing.tree import Word
from dragoman.records import Actor, ActorKind, Mention, MentionForm, Role


@dataclass(slots=True, eq=False)
class Draft:
    """One actor in the making. `tokens` are the folded name of a person; `nouns` what it may be called."""

    kind: ActorKind
    name: str
    country: str | None = None
    sector: str | None = None
    others: tuple[str, ...] = ()
    why: str | None = None
    wikidata: str | None = None
    gender: str | None = None  # "m", "f" or unknown
    plural: bool = False
    named: bool = True
    tokens: tuple[str, ...] = ()
    nouns: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    offices: dict[str, Office] = field(default_factory=dict)  # by canonical title: "foreign minister"
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)
    last: int = -1  # offset of the latest mention
    serving: bool = False  # the gazetteer has the person in office at the report's date
    part: bool = False  # of a state: a region or a dependency
    side: Draft | None = None  # the organisation or state a person speaks for

    def mention(self, start: int, end: int, text: str, form: MentionForm, why: str) -> None:
        """Note that the actor is named here; a second note of the same words changes nothing."""
        if (start, end) not in self.mentions:
            self.mentions[start, end] = Mention(start, end, text, form, why)
        self.last = max(self.last, start)

    def learn(self, country: str | None, sector: str | None, why: str | None) -> None:
        """Fill what is still unknown; what is known stays."""
        if self.country is None and country is not None:
            self.country, self.why = country, why
        if self.sector is None and sector is not None and self.kind != "state":
            self.sector = sector
            self.why = self.why or why

    def hold(self, title: str, office: Office, of: str | None) -> None:
        """Note an office, in the report's words and by its canonical title."""
        if office.title not in self.offices:
            self.offices[office.title] = office
            self.roles.append(Role(title, of))

    def freeze(self, number: int) -> Actor:
        """The record, with mentions in text order."""
        return Actor(
            id=f"a{number}",
            kind=self.kind,
            name=self.name,
            country=self.country,
            sector=self.sector,
            other_sectors=self.others,
            roles=tuple(self.roles),
            mentions=tuple(self.mentions[key] for key in sorted(self.mentions)),
            wikidata=self.wikidata,
            why=self.why,
        )


class Reference(msgspec.Struct, frozen=True):
    """What the noun phrase headed by a word denotes. No drafts: nobody could be told."""

    head: Word
    start: int
    end: int
    form: MentionForm
    drafts: tuple[Draft, ...] = ()
    why: str = ""
    party: bool = True  # false for a mere modifier ("Russian missiles") or place ("in Moscow")

    @property
    def draft(self) -> Draft | None:
        """The one actor, or None where there are none or several."""
        return self.drafts[0] if len(self.drafts) == 1 else None

    @property
    def country(self) -> str | None:
        """The country that all its actors share."""
        found = {d.country for d in self.drafts}
        return found.pop() if len(found) == 1 else None
