"""Targets, the mutation of bytes, and what must hold of reports and readings."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from dragoman.records import Reading, Report

LONGEST = 20_000  # bytes of an input


@dataclass(frozen=True)
class Target:
    """One kind of input: how it is made with a generator of chances, and what must hold of it."""

    name: str
    weight: float
    mutated: Callable[[random.Random], Any]
    check: Callable[[Any], None]


def mutate(rng: random.Random, raw: bytes, tokens: Sequence[str]) -> bytes:
    """The bytes with some of them flipped, cut, doubled, moved, and with tokens of the format put in."""
    data = bytearray(raw)
    for _ in range(1 + min(30, int(rng.expovariate(0.25)))):
        at, length = rng.randint(0, len(data)), min(len(data), int(rng.expovariate(0.02)))
        match rng.randrange(7):
            case 0 if data:
                data[at % len(data)] = rng.randrange(256)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * rng.randint(1, 5)
            case 3:
                data[at:at] = rng.randbytes(rng.randint(1, 8))
            case 4:
                other = rng.randint(0, len(data))
                data[at:at] = data[other : other + length]
            case _:
                data[at:at] = rng.choice(tokens).encode("utf-8", "surrogatepass") * rng.choice((1, 1, 1, 2, 50))
    return bytes(data[:LONGEST])


def check_report(report: Report) -> None:
    """The spans of a report are true, and it can be written."""
    for span in report.furniture:
        assert report.text[span.start : span.end] == span.text, span
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def check_reading(reading: Reading) -> None:
    """All spans of a reading are true, and it can be written and read back."""
    text = reading.report.text
    for span in _spans(msgspec.to_builtins(reading)):
        assert 0 <= span["start"] <= span["end"] <= len(text), span  # empty where words are left out of a variant
        assert text[span["start"] : span["end"]] == span["text"], span
    assert Reading.from_json(reading.to_json()) == reading


def _spans(record: Any) -> Iterator[dict[str, Any]]:
    if isinstance(record, dict):
        if record.get("start") is not None and "end" in record and "text" in record:
            yield record
        record = list(record.values())
    if isinstance(record, list | tuple):
        for value in record:
            yield from _spans(value)
