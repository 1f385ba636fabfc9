"""The brief: what a desk officer wants of a report, one line a record, each with the number of its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.exports.sentences import SentenceNumbers
from dragoman.records import Actor, Agreement, Event, Party, Reading, Report, Span, Statement, Transfer

if TYPE_CHECKING:
    from rich.console import RenderableType

Style = Literal["plain", "title", "name", "type", "words", "note"]
LONGEST_WORDS = 180  # characters quoted of a report in one line
LONGEST_EVIDENCE = 110
NEAR = 12  # characters between a number and what it counts: " of the new "
PLAIN_CUES = ("said", "says", "say", "told", "according to", ":")
DONE = ("delivered", "ordered", "agreed")
AUX = {"future": "to come", "hypothetical": "may happen", "negation": "did not happen", "historical": "background"}
RICH = {"plain": "", "title": "bold cyan", "name": "bold", "type": "yellow", "words": "italic", "note": "dim"}


@dataclass(frozen=True)
class Piece:
    """Words of one style."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Line:
    """A line of the brief. `sentence` counts from 1; headings have none."""

    pieces: tuple[Piece, ...]
    sentence: int | None = None

    @property
    def text(self) -> str:
        """The words without styles."""
        return "".join(piece.text for piece in self.pieces)


def brief(reading: Reading) -> list[Line]:
    """The brief of a reading; sections with nothing to tell are left out."""
    writer = _Writer(reading)
    sections: list[tuple[str, list[Line]]] = [
        ("WHO IS WHO", [*writer.actors(), *writer.others()]),
        ("WHAT HAPPENED", [writer.event(e) for e in _by_date(reading.events)]),
        ("WHO SAID WHAT", [writer.statement(s) for s in reading.statements]),
        ("WHAT WAS AGREED", [writer.agreement(g) for g in reading.agreements]),
        ("ARMS THAT MOVE", [writer.transfer(t) for t in reading.transfers if t.status in DONE]),
        ("ARMS THAT MAY MOVE", [writer.transfer(t) for t in reading.transfers if t.status not in DONE]),
    ]
    lines = list(_head(reading.report))
    for title, section in sections:
        if section:
            lines += [Line(()), Line((Piece(title, "title"),)), *section]
    return lines + list(_foot(reading, any(section for _, section in sections)))


def to_text(lines: Iterable[Line]) -> str:
    """Plain text: one line a record, its sentence number in the margin."""
    return "".join(f"{_margin(line)}{line.text}".rstrip() + "\n" for line in lines)


def to_rich(lines: Iterable[Line]) -> RenderableType:
    """The same for a terminal: colours, and long lines wrapped beside the margin."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", style="dim")
    grid.add_column(overflow="fold")
    for line in lines:
        words = Text.assemble(*((piece.text, RICH[piece.style]) for piece in line.pieces))
        grid.add_row("" if line.sentence is None else str(line.sentence), words)
    return grid


def _margin(line: Line) -> str:
    return f"{line.sentence:>4}  " if line.sentence is not None else ""


def _head(report: Report) -> Iterator[Line]:
    yield Line((Piece(report.title or report.id, "name"),))
    place = report.dateline.place if report.dateline else None
    known = (report.publisher, report.byline, place, report.published or "no date", report.url)
    yield Line((Piece(" · ".join(part for part in known if part), "note"),))


def _foot(reading: Reading, anything: bool) -> Iterator[Line]:
    if not anything:
        yield Line((Piece("Nothing in this report is of the kinds that dragoman records.", "note"),))
    if reading.skipped:
        yield Line(())
        yield Line((Piece(f"{len(reading.skipped)} sentence(s) could not be read.", "note"),))


def _by_date(events: Sequence[Event]) -> list[Event]:
    """Dated events first, in order of time, then of the text."""
    return sorted(events, key=lambda e: (e.date is None, e.date.value if e.date else "", e.trigger.start))


class _Writer:
    """Writes the lines of one reading: knows its actors, its places and the numbers of its sentences."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._names = {actor.id: actor.name for actor in reading.actors}
        self._places = {place.id: place.name for place in reading.places}
        self._statements = {statement.id: statement for statement in reading.statements}
        self._numbers = SentenceNumbers(reading)

    def actor(self, actor: Actor) -> Line:
        roles = "; ".join(f"{role.title} ({role.of})" if role.of else role.title for role in actor.roles)
        code = " ".join(part for part in (actor.country, actor.sector, *actor.other_sectors) if part)
        pieces = (
            Piece(actor.name, "name"),
            Piece(f", {roles}" if roles else ""),
            Piece(f"  {code}" if code else "", "note"),
        )
        return Line(pieces, self._first(actor.mentions))

    def actors(self) -> list[Line]:
        """Those that the report names or gives an office."""
        return [self.actor(actor) for actor in self._reading.actors if _has_name(actor)]

    def others(self) -> list[Line]:
        """States, and parties without a name, on a line each: there is no more to tell of them."""
        states = [a for a in self._reading.actors if a.kind == "state"]
        unnamed = [a for a in self._reading.actors if a.kind != "state" and not _has_name(a)]
        kinds = (("States: ", states), ("Unnamed: ", unnamed))
        return [Line((Piece(kind, "note"), Piece(", ".join(map(_coded, some))))) for kind, some in kinds if some]

    def event(self, event: Event) -> Line:
        when = event.date.value if event.date else "undated"
        where = f", {self._places[event.place]}" if event.place in self._places else ""
        modes = f" ({', '.join(event.modes)})" if event.modes else ""
        return Line(
            (
                Piece(f"{when}{where}: "),
                Piece(self._sides(event.actor, event.recipient), "name"),
                Piece(f"  {event.type}{modes}", "type"),
                Piece(f"  {self._notes(event)}"),
                Piece(f"“{_around(event.evidence, event.trigger)}”", "words"),
            ),
            self._numbers.at(event.trigger.start),
        )

    def _notes(self, event: Event) -> str:
        size = event.size
        counts = ((size.dead, "dead"), (size.injured, "injured"), (size.arrested, "arrested"))
        notes = [AUX[aux] for aux in event.aux] + [f"{number} {what}" for number, what in counts if number is not None]
        if event.attributed_to:
            notes.append(f"according to {self._party(event.attributed_to)}")
        return f"[{'; '.join(notes)}] " if notes else ""

    def statement(self, statement: Statement) -> Line:
        speaker = self._party(statement.speaker) if statement.speaker else "unnamed"
        to = f" to {self._party(statement.addressee)}" if statement.addressee else ""
        via = f" (through {self._party(statement.via)})" if statement.via else ""
        return Line(
            (
                Piece(f"{speaker}", "name"),
                Piece(f"{_cue(statement)}{to}{via}: "),
                Piece(self._said(statement), "words"),
                Piece(self._variant(statement), "note"),
            ),
            self._numbers.at(statement.content.start),
        )

    def _said(self, statement: Statement) -> str:
        parts = [statement.content, statement.content2] if statement.content2 else [statement.content]
        words = _short(" … ".join(part.text for part in sorted(parts, key=lambda s: s.start)), LONGEST_WORDS)
        return f"“{words}”" if statement.kind == "direct" else words

    def _variant(self, statement: Statement) -> str:
        other = self._statements.get(statement.variant_of or "")
        if other is None:
            return ""
        here = f"  as in sentence {self._numbers.at(other.content.start)}"
        changes = ", ".join(f"“{a.text}” for “{b.text}”" for a, b in statement.differs or ())
        return f"{here}, but {changes}" if changes else here

    def agreement(self, agreement: Agreement) -> Line:
        parties = ", ".join(self._names.get(p.actor or "", p.country or "?") for p in agreement.parties)
        where = f" in {self._places[agreement.place]}" if agreement.place in self._places else ""
        when = f" {agreement.date}" if agreement.date else ""
        terms = "; ".join(_short(span.text, LONGEST_WORDS) for span in agreement.provisions)
        return Line(
            (
                Piece(parties or "parties unnamed", "name"),
                Piece(f": {agreement.name or agreement.kind}, "),
                Piece(agreement.status, "type"),
                Piece(f"{when}{where}"),
                Piece(f"; {terms}" if terms else "", "words"),
                Piece(f"; {agreement.term.text}" if agreement.term else ""),
            ),
            self._numbers.at(agreement.evidence.start),
        )

    def transfer(self, transfer: Transfer) -> Line:
        item = transfer.item
        kind = f" (UN Register {item.category})" if item.category != "other" else ""
        return Line(
            (
                Piece(f"{self._or_unknown(transfer.supplier)} → {self._or_unknown(transfer.recipient)}", "name"),
                Piece(f": {_short(self._goods(transfer), LONGEST_WORDS)}{kind}, "),
                Piece(transfer.status, "type"),
                Piece(self._terms(transfer), "note"),
            ),
            self._numbers.at(item.start),
        )

    def _goods(self, transfer: Transfer) -> str:
        """How many of what: the report's own words where they stand side by side ("three batteries of …")."""
        item, quantity = transfer.item, transfer.quantity
        if quantity is None or quantity.start >= item.start:
            return item.text
        near = 0 <= item.start - quantity.end <= NEAR
        return self._reading.report.text[quantity.start : item.end] if near else f"{quantity.text} {item.text}"

    def _terms(self, transfer: Transfer) -> str:
        terms = [transfer.date.value] if transfer.date else []
        terms += [span.text for span in (transfer.value, transfer.condition) if span]
        terms += [f"according to {self._party(transfer.attributed_to)}"] if transfer.attributed_to else []
        return "".join(f"; {term}" for term in terms)

    def _sides(self, actors: Sequence[Party], recipients: Sequence[Party]) -> str:
        sides = [", ".join(dict.fromkeys(map(self._party, side))) for side in (actors, recipients)]
        return f"{sides[0] or '?'} → {sides[1]}" if sides[1] else sides[0] or "?"

    def _or_unknown(self, party: Party | None) -> str:
        return self._party(party) if party else "?"

    def _party(self, party: Party) -> str:
        """The actor's name, or the report's words where nobody could be resolved."""
        return self._names.get(party.actor or "", party.text)

    def _first(self, spans: Sequence[Span]) -> int | None:
        return self._numbers.at(min(span.start for span in spans)) if spans else None


def _cue(statement: Statement) -> str:
    """The cue where it tells more than that something was said: "denied", "fears"."""
    cue = " ".join(statement.cue.text.split())
    return "" if cue.lower() in PLAIN_CUES else f" ({cue})"


def _has_name(actor: Actor) -> bool:
    return actor.kind != "state" and (bool(actor.roles) or any(mention.form == "name" for mention in actor.mentions))


def _coded(actor: Actor) -> str:
    return f"{actor.name} ({actor.country})" if actor.country else actor.name


def _short(text: str, most: int) -> str:
    """The words on one line, cut between words where they are too many."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _around(evidence: Span, trigger: Span) -> str:
    """The evidence, or as much of it around the trigger as a line holds."""
    if len(evidence.text) <= LONGEST_EVIDENCE or not evidence.start <= trigger.start < evidence.end:
        return _short(evidence.text, LONGEST_EVIDENCE)
    at = trigger.start - evidence.start
    start = max(0, at - LONGEST_EVIDENCE // 3)
    if start:
        start = evidence.text.find(" ", start, at) + 1 or at
    return ("… " if start else "") + _short(evidence.text[start:], LONGEST_EVIDENCE)
