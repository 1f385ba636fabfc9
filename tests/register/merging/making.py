"""Small readings made by hand."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import (
    Actor,
    Agreement,
    AgreementParty,
    Event,
    EventDate,
    Item,
    Party,
    Reading,
    Report,
    Role,
    Size,
    Span,
    Statement,
    Transfer,
)

Who = tuple[str, str, str | None, str | None]  # kind, name, country, sector
ISRAEL: Who = ("state", "Israel", "ISR", None)
RUSSIA: Who = ("state", "Russia", "RUS", None)
BARAK: Who = ("person", "Ehud Barak", "ISR", "GOV")
PUTIN: Who = ("person", "Vladimir Putin", "RUS", "GOV")


class Desk:
    """Writes a report's text and the records that point at it."""

    def __init__(self, key: str, published: str | None = "2010-09-07", publisher: str | None = None) -> None:
        self.key, self.published, self.publisher = key, published, publisher
        self.text = ""
        self.actors: list[Actor] = []
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.transfers: list[Transfer] = []
        self.agreements: list[Agreement] = []

    def write(self, text: str) -> Span:
        start = len(self.text)
        self.text += text
        span = Span(start, len(self.text), text)
        self.text += " "
        return span

    def party(self, who: Who, span: Span, roles: Sequence[str] = ()) -> Party:
        known = next((a for a in self.actors if (a.kind, a.name, a.country, a.sector) == who), None)
        if known is None:
            known = Actor(f"a{len(self.actors) + 1}", who[0], who[1], who[2], who[3], roles=tuple(map(Role, roles)))  # type: ignore[arg-type]
            self.actors.append(known)
        return Party(span.start, span.end, span.text, known.id)

    def act(
        self,
        evidence: str,
        kind: str,
        actor: Sequence[Who],
        recipient: Sequence[Who] = (),
        date: str | None = None,
        modes: tuple[str, ...] = (),
        aux: tuple[str, ...] = (),
        dead: int | None = None,
        given: bool = True,
    ) -> Desk:
        span = self.write(evidence)
        when = EventDate(date, *((span.start, span.start, "") if given else ())) if date else None
        self.events.append(
            Event(
                f"e{len(self.events) + 1}",
                kind,
                modes,
                (),
                aux,  # type: ignore[arg-type]
                "040",
                tuple(self.party(w, span) for w in actor),
                tuple(self.party(w, span) for w in recipient),
                None,
                when,
                None,
                Size(dead=dead),
                span,
                span,
                (),
                1,
                0.0,
                "test.rule",
            )
        )
        return self

    def said(self, words: str, speaker: Who | None = None) -> Desk:
        span = self.write(words)
        told = self.party(speaker, span) if speaker else None
        self.statements.append(Statement(f"s{len(self.statements) + 1}", "direct", told, None, None, span, span))
        return self

    def moves(self, item: str, supplier: Who, recipient: Who, status: str, designation: str | None = None) -> Desk:
        span = self.write(item)
        thing = Item(span.start, span.end, span.text, designation, "VII")
        sides = self.party(supplier, span), self.party(recipient, span)
        self.transfers.append(
            Transfer(f"t{len(self.transfers) + 1}", *sides, thing, None, status, None, None, None, None, span)  # type: ignore[arg-type]
        )
        return self

    def agrees(self, evidence: str, parties: Sequence[Who], kind: str, status: str, date: str | None) -> Desk:
        span = self.write(evidence)
        bound = tuple(AgreementParty(self.party(w, span).actor, w[2]) for w in parties)
        self.agreements.append(
            Agreement(f"g{len(self.agreements) + 1}", bound, kind, None, status, date, None, (), None, span)  # type: ignore[arg-type]
        )
        return self

    def reading(self) -> Reading:
        return Reading(
            Report(self.key, self.text, publisher=self.publisher, published=self.published),
            actors=tuple(self.actors),
            events=tuple(self.events),
            statements=tuple(self.statements),
            transfers=tuple(self.transfers),
            agreements=tuple(self.agreements),
            version="test",
        )
