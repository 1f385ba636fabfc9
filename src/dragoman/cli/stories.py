"""One record of the register told in lines: its words in their sentence, its sources, why it is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.errors import NotFound
from dragoman.exports.brief import Line, Piece, brief
from dragoman.records import Place, Reading, Span
from dragoman.register.filters import Filters
from dragoman.register.records import KnownActor

if TYPE_CHECKING:
    from dragoman.register import Register
    from dragoman.register.records import (
        Contradiction,
        EventMention,
        EventStory,
        KnownAgreement,
        KnownDate,
        KnownParty,
        KnownStatement,
        KnownTransfer,
        Source,
    )


SHOWN = 10  # dealings and statements of an actor
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # one_line would take the spaces at the edges too


def record_of(register: Register, ref: str) -> Any:
    """What an id stands for: a reading, an event with its mentions, an actor, tellings of the rest. Raises NotFound."""
    if _is_report(register, ref):
        return register.reading(ref)
    match ref[:1]:
        case "e":
            return register.event(ref)
        case "a":
            return register.actor(ref)
        case "s":
            return register.statement(ref)[1]
        case "t":
            return register.transfer(ref)
        case "g":
            return register.agreement(ref)
    raise NotFound(ref, "no id of the register; ids look like e0123456789")


def _is_report(register: Register, ref: str) -> bool:
    try:
        register.source(ref)
    except NotFound:
        return False
    return True


def story(register: Register, ref: str) -> list[Line]:
    """What there is to tell about an id, in lines. Raises NotFound."""
    record = record_of(register, ref)
    if isinstance(record, Reading):
        return brief(record)
    if isinstance(record, KnownActor):
        return actor_story(register, record, SHOWN)
    tellers: Mapping[str, Callable[[Any], list[Line]]] = {
        "e": _event,
        "s": _statement,
        "t": _transfer,
        "g": _agreement,
    }
    return tellers[ref[0]](record)


def _event(told: EventStory) -> list[Line]:
    event = told.event
    lines = [
        _title(f"{event.id}  {event.type} {' '.join(event.modes)}".rstrip()),
        _field("who", _names(event.actor)),
        _field("to whom", _names(event.recipient)),
        _field("when", _day(event.date)),
        _field("where", _name(event.place)),
        _field("aux", ", ".join(event.aux)),
        _field("contexts", ", ".join(event.contexts)),
        _field("CAMEO", f"{event.cameo} (quad {event.quad}, score {event.score:g})"),
        _field("on whose word", _name(event.attributed_to)),
        _field("sources", f"{event.sources} independent, {event.reports} reports, {event.mentions} mentions"),
    ]
    for mention in told.mentions:
        lines += _mention(mention)
    return _without_gaps(lines) + _differences(event.contradictions)


def _mention(mention: EventMention) -> list[Line | None]:
    event = mention.record
    return [
        Line(()),
        _source(mention.source),
        Line(_marked(event.evidence, event.trigger)),
        _field("rule", event.rule),
        _field("merged", mention.why),
    ]


def _marked(evidence: Span, trigger: Span) -> tuple[Piece, ...]:
    """The evidence with the words that name the act set off, where they lie in it."""
    left, right = trigger.start - evidence.start, trigger.end - evidence.start
    if not 0 <= left < right <= len(evidence.text):
        return (Piece(_flat(evidence.text), "words"),)
    words = evidence.text
    return (
        Piece(_flat(words[:left]), "words"),
        Piece(f"[{words[left:right]}]", "type"),
        Piece(_flat(words[right:]), "words"),
    )


def _statement(wordings: Sequence[KnownStatement]) -> list[Line]:
    lead = wordings[0]
    lines = [
        _title(f"{lead.id}  {lead.record.kind} statement"),
        _field("speaker", _name(lead.speaker)),
        _field("to", _name(lead.addressee)),
        _field("through", lead.via),
        _field("when", lead.date),
        _field("sources", f"{lead.sources} independent, {lead.reports} reports"),
    ]
    for one in wordings:
        lines += [Line(()), _source(one.source), Line((Piece(_flat(one.content), "words"),))]
    return _without_gaps(lines)


def _transfer(tellings: Sequence[KnownTransfer]) -> list[Line]:
    lead = tellings[0]
    lines = [
        _title(f"{lead.id}  transfer, {lead.status}"),
        _field("supplier", _name(lead.supplier)),
        _field("recipient", _name(lead.recipient)),
        _field("item", f"{lead.designation or lead.description} (UN Register: {lead.category})"),
        _field("number", lead.quantity),
        _field("value", lead.value.text if lead.value else None),
        _field("when", _day(lead.date)),
        _field("condition", lead.condition),
        _field("on whose word", _name(lead.attributed_to)),
    ]
    for one in tellings:
        lines += [Line(()), _source(one.source), _field("status", one.status), _words(one.evidence)]
    return _without_gaps(lines) + _differences(lead.contradictions)


def _agreement(tellings: Sequence[KnownAgreement]) -> list[Line]:
    lead = tellings[0]
    lines = [
        _title(f"{lead.id}  {lead.name or lead.kind}, {lead.status}"),
        _field("parties", _names(lead.parties)),
        _field("when", lead.date),
        _field("where", lead.place),
        *(_field("provides", provision) for provision in lead.provisions),
    ]
    for one in tellings:
        lines += [Line(()), _source(one.source), _field("status", one.status), _words(one.evidence)]
    return _without_gaps(lines) + _differences(lead.contradictions)


def actor_story(register: Register, known: KnownActor, most: int) -> list[Line]:
    """An actor: names, offices, its latest dealings and statements."""
    of = Filters(party=(known.id,))
    lines = [
        _title(f"{known.id}  {known.name}"),
        _field("kind", known.kind),
        _field("country", known.country),
        _field("sector", ", ".join(filter(None, (known.sector, *known.other_sectors)))),
        _field("also called", "; ".join(name for name in known.names if name != known.name)),
        _field("offices", "; ".join(known.roles)),
        _field("told of in", f"{known.reports} reports"),
        Line(()),
        _title(f"dealings ({known.events})"),
    ]
    for event in register.events(of, order="-date", limit=most):
        when = event.date.value if event.date else "undated"
        act = f"{when}  {event.type}  {_names(event.actor)} → {_names(event.recipient)}"
        lines.append(Line((Piece(f"{event.id}  ", "note"), Piece(act))))
    lines += [Line(()), _title(f"statements ({known.statements})")]
    for said in register.statements(Filters(actor=(known.id,)), limit=most):
        lines.append(Line((Piece(f"{said.id}  ", "note"), Piece(_flat(said.content), "words"))))
    return _without_gaps(lines)


def _differences(contradictions: Iterable[Contradiction]) -> list[Line]:
    lines = [
        _title(f"{one.field}: " + " | ".join(f"{v.value} ({', '.join(v.reports)})" for v in one.values))
        for one in contradictions
    ]
    return [Line(()), _title("SOURCES DIFFER"), *lines] if lines else []


def _source(source: Source) -> Line:
    named = ", ".join(filter(None, (source.publisher, source.published, source.title)))
    copied = f"  (copy of {source.copy_of})" if source.copy_of else ""
    return Line((Piece(source.report, "name"), Piece(f"  {_flat(named)}{copied}", "note")))


def _title(text: str) -> Line:
    return Line((Piece(text, "title"),))


def _words(text: str) -> Line:
    return Line((Piece(_flat(text), "words"),))


def _field(name: str, value: str | None) -> Line | None:
    return Line((Piece(f"{name:<14}", "note"), Piece(_flat(value)))) if value else None


def _name(one: KnownParty | Place | None) -> str | None:
    return one.name if one else None


def _day(date: KnownDate | None) -> str | None:
    return date.value if date else None


def _names(parties: Iterable[KnownParty]) -> str:
    return ", ".join(f"{p.name} ({p.country})" if p.country and p.country != p.name else p.name for p in parties) or "—"


def _flat(text: str) -> str:
    """Words on one line, without the control characters that a report could send to the terminal."""
    return CONTROL.sub(" ", text)


def _without_gaps(lines: Iterable[Line | None]) -> list[Line]:
    return [line for line in lines if line is not None]
