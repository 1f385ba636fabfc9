"""Every example and counter-example of the frame lexicon is read with the shipped parser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from dragoman.errors import DataError
from dragoman.knowledge.frames import Example, Frame, lexicon, read_frames
from dragoman.knowledge.plover import cameo_codes, event_types
from dragoman.reading.reader import load_reader
from dragoman.records import Party, Reading, Report

KNOWN = frozenset(yaml.safe_load((Path(__file__).parent / "known_frame_failures.yaml").read_text()) or ())
PUBLISHED = "2015-06-10"


@cache
def readings() -> dict[str, Reading]:
    """All example sentences, read together."""
    texts = list(
        dict.fromkeys(t for f in lexicon().frames for t in [*(e.text for e in f.examples), *f.counter_examples])
    )
    reports = [Report(id=str(i), text=t, published=PUBLISHED) for i, t in enumerate(texts)]
    return dict(zip(texts, load_reader().read_many(reports), strict=True))


def cases() -> list[object]:
    """(frame, example) with the known failures marked."""
    found: list[object] = []
    for frame in lexicon().frames:
        for example in frame.examples:
            marks = [pytest.mark.xfail(strict=True, reason="known")] if example.text in KNOWN else []
            found.append(pytest.param(frame, example, id=f"{frame.id}: {example.text}", marks=marks))
    return found


def counter_cases() -> list[object]:
    """(frame, sentence on which it must not fire)."""
    return [
        pytest.param(
            frame,
            text,
            id=f"{frame.id}: {text}",
            marks=[pytest.mark.xfail(strict=True, reason="known")] if text in KNOWN else [],
        )
        for frame in lexicon().frames
        for text in frame.counter_examples
    ]


@pytest.mark.parametrize(("frame", "example"), cases())
def test_example(frame: Frame, example: Example) -> None:
    reading = readings()[example.text]
    fired = [e for e in reading.events if e.type == frame.type or e.rule.startswith(frame.id + ">")]
    assert fired, [e.rule for e in reading.events]
    wanted_actor, wanted_recipient = set(example.actor or ()), set(example.recipient or ())
    assert any(
        wanted_actor <= codes(reading, e.actor)
        and wanted_recipient <= codes(reading, e.recipient) | (codes(reading, e.actor) if not e.recipient else set())
        for e in fired
    ), [(e.rule, codes(reading, e.actor), codes(reading, e.recipient)) for e in fired]


@pytest.mark.parametrize(("frame", "text"), counter_cases())
def test_counter_example(frame: Frame, text: str) -> None:
    assert frame.id not in {e.rule.partition(">")[0] for e in readings()[text].events}


def codes(reading: Reading, parties: tuple[Party, ...]) -> set[str]:
    """Country codes and last names of some parties."""
    actors = {a.id: a for a in reading.actors}
    found = {p.text.split()[-1] for p in parties}
    for party in parties:
        if party.actor is not None:
            actor = actors[party.actor]
            found |= {actor.name.split()[-1], actor.country or ""}
    return found


@pytest.mark.parametrize("frame", lexicon().frames, ids=lambda f: f.id)
def test_frame_is_sound(frame: Frame) -> None:
    assert frame.type in event_types()
    assert frame.id.startswith(frame.type.lower() + ".")
    assert frame.cameo in cameo_codes(), frame.cameo
    known_modes = {*event_types()[frame.type].modes, "assist", "change", "yield", "meet"}
    assert set(frame.modes) <= known_modes
    assert len(frame.examples) >= 2
    assert frame.counter_examples


def test_every_type_and_mode_has_frames() -> None:
    types = {f.type for f in lexicon().frames}
    assert types == set(event_types())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("type: AID\nframes:\n  - id: aid.x\n    cameo: 70\n    verbs: [give]\n", "bad.yaml:4:cameo"),
        ("type: AID\nframes:\n  - id: aid.x\n    cameo: '070'\n    vrbs: [give]\n", "bad.yaml:5:vrbs"),
        ("type: AID\nframes:\n  - id: aid.x\n    cameo: '070'\n", "bad.yaml:3:0"),
        ("type: AID\n", "bad.yaml"),
        (
            "type: AID\nframes:\n  - id: aid.x\n    cameo: '070'\n    verbs: [give]\n    needs: {obj: aid}\n",
            "bad.yaml:6:obj",
        ),
        ("type: AID\nframes: [", "bad.yaml:3"),
    ],
)
def test_malformed_file_is_refused_with_its_place(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "bad.yaml").write_text(text)
    with pytest.raises(DataError) as caught:
        read_frames(tmp_path / "bad.yaml")
    assert caught.value.where.startswith(where)
