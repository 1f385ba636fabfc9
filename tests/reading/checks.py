"""What holds for every reading of every text; used by the tests here and by hand over whole corpora."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.knowledge.plover import cameo_codes, contexts, event_types
from dragoman.parsing.tree import Document
from dragoman.records import Event, Party, Reading, Span


def faults(reading: Reading) -> list[str]:
    """Everything wrong with a reading, in words; empty where all holds."""
    return [
        *span_faults(reading),
        *reference_faults(reading),
        *furniture_faults(reading),
        *(fault for event in reading.events for fault in event_faults(event)),
        *([] if Reading.from_json(reading.to_json()) == reading else ["the JSON does not come back as it went"]),
    ]


def tree_faults(document: Document) -> list[str]:
    """Sentences that are no trees, or whose words do not lie in the text in order."""
    found = []
    for sentence in document.sentences:
        words, last = sentence.words, 0
        if [w.head is None for w in words].count(True) != 1 or len(sentence.root.subtree()) != len(words):
            found.append(f"sentence {sentence.number} is no tree")
        for word in words:
            if document.text[word.start : word.end] != word.text or word.start < last or word.sentence is not sentence:
                found.append(f"{word} of sentence {sentence.number} lies elsewhere")
            last = max(last, word.start)
    return found


def spans(record: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every span in a record turned to builtins, however deep, with the path to it."""
    if isinstance(record, dict):
        if record.get("start") is not None and "end" in record and "text" in record:
            yield path, record
        for key, value in record.items():
            yield from spans(value, f"{path}.{key}")
    elif isinstance(record, list | tuple):
        for number, value in enumerate(record):
            yield from spans(value, f"{path}[{number}]")


def span_faults(reading: Reading) -> list[str]:
    """Spans whose words are not those of the report at their place; only a differing word may be missing there."""
    text = reading.report.text
    found = []
    for path, span in spans(msgspec.to_builtins(reading)):
        start, end = int(str(span["start"])), int(str(span["end"]))
        shortest = 0 if ".differs[" in path else 1
        if not 0 <= start <= end - shortest <= len(text) - shortest or text[start:end] != span["text"]:
            found.append(f"{path}: {start}-{end} is not {span['text']!r}")
    return found


def reference_faults(reading: Reading) -> list[str]:
    """Ids that occur twice, and records that point at nothing."""
    kinds = ("actors", "places", "events", "statements", "transfers", "agreements")
    ids = {kind: [record.id for record in getattr(reading, kind)] for kind in kinds}
    twice = [f"{kind}: an id occurs twice" for kind, own in ids.items() if len(set(own)) < len(own)]
    named = [
        ("actors", (party.actor for party in parties(reading))),
        ("actors", (party.actor for agreement in reading.agreements for party in agreement.parties)),
        ("places", (record.place for record in (*reading.events, *reading.agreements))),
        ("events", (event for agreement in reading.agreements for event in agreement.events)),
        ("statements", (statement.variant_of for statement in reading.statements)),
    ]
    return twice + [f"{kind}: there is no {i}" for kind, used in named for i in used if i and i not in ids[kind]]


def parties(reading: Reading) -> Iterator[Party]:
    """Every party of every record."""
    for event in reading.events:
        yield from _there(*event.actor, *event.recipient, event.attributed_to)
    for statement in reading.statements:
        yield from _there(statement.speaker, statement.via, statement.addressee)
    for transfer in reading.transfers:
        yield from _there(transfer.supplier, transfer.recipient, transfer.attributed_to)


def _there(*found: Party | None) -> Iterable[Party]:
    return (party for party in found if party is not None)


def furniture_faults(reading: Reading) -> list[str]:
    """Records whose words lie in page furniture."""
    told: list[tuple[str, Span]] = [(r.id, r.evidence) for r in (*reading.events, *reading.agreements)]
    told += [(r.id, r.evidence) for r in reading.transfers]
    told += [(r.id, span) for r in reading.statements for span in (r.cue, r.content)]
    furniture = reading.report.furniture
    return [
        f"{name}: {span.text[:60]!r} is page furniture"
        for name, span in told
        if any(piece.start <= span.start and span.end <= piece.end for piece in furniture)
    ]


def event_faults(event: Event) -> list[str]:
    """Codes that PLOVER does not have, and scores that are not its own."""
    if event.type not in event_types():
        return [f"{event.id}: no type {event.type}"]
    kind = event_types()[event.type]
    wrong = {
        "modes": set(event.modes) - set(kind.modes),
        "contexts": set(event.contexts) - {context.name for context in contexts()},
        "cameo": {event.cameo} - set(cameo_codes()),
        "quad": {event.quad} - {kind.quad},
        "score": {event.score} - {kind.scored(event.modes)},
        "size": {n for n in msgspec.structs.astuple(event.size) if n is not None and n < 0},
        "twice": {
            code for codes in (event.modes, event.contexts, event.aux) for code in codes if codes.count(code) > 1
        },
    }
    return [f"{event.id} {event.type}: {what} {sorted(values, key=str)}" for what, values in wrong.items() if values]
