"""The frame lexicon: which words mean which PLOVER type, and what fills its roles (data/frames/README.md).

A frame is tried where one of its triggers stands. Frames with more conditions are tried before frames with fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from dragoman.errors import DataError
from dragoman.knowledge.load import DATA, Yaml, read_yaml
from dragoman.knowledge.plover import cameo_codes
from dragoman.knowledge.words import read_word_lists

Clause = Literal["required", "optional", "none"]
Part = Literal["verb", "noun", "adjective"]

FRAME_KEYS = frozenset(
    [
        "id",
        "cameo",
        "modes",
        "verbs",
        "nouns",
        "adjectives",
        "actor",
        "recipient",
        "also_actor",
        "reciprocal",
        "needs",
        "refuses",
        "clause",
        "clause_modes",
        "of",
        "modifier",
        "alone",
        "aux",
        "political",
        "abroad",
        "examples",
        "not",
        "note",
    ]
)
PARTS: tuple[tuple[str, Part], ...] = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence on which a frame must fire; parties are country codes or surnames, None where they are not checked."""

    text: str
    actor: tuple[str, ...] | None
    recipient: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule of the lexicon. `where` is its file:line."""

    id: str
    type: str
    cameo: str
    where: str
    modes: tuple[str, ...] = ()
    triggers: tuple[tuple[Part, tuple[str, ...]], ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    also_actor: tuple[str, ...] = ()
    reciprocal: bool = False
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clause: Clause = "none"
    clause_modes: bool = False
    of: Literal["actor", "recipient"] | None = None
    modifier: Literal["actor", "recipient"] = "actor"
    alone: bool = False
    political: bool = False
    abroad: bool = False
    aux: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How specific the frame is: its conditions, refusals counting half."""
        return 2 * len(self.needs) + len(self.refuses) + 3 * (self.clause == "required")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame under one of its words; `extra` are the further words that must stand by."""

    frame: Frame
    extra: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All frames, by trigger; word classes; instruments; the language tables that the engine needs."""

    frames: tuple[Frame, ...]
    classes: Mapping[str, frozenset[str]]
    instruments: Mapping[str, tuple[tuple[str, ...], ...]]
    verbs: Mapping[str, frozenset[str]]
    triggers: Mapping[tuple[Part, str], tuple[Trigger, ...]]

    def at(self, part: Part, lemma: str) -> tuple[Trigger, ...]:
        """The frames that a word may trigger, the most specific first."""
        return self.triggers.get((part, lemma), ())


@cache
def lexicon(extra: Path | None = None) -> Lexicon:
    """The shipped lexicon, with a user's folder laid over it: same ids replace, new ones add. Raises DataError."""
    folders = [DATA] if extra is None else [DATA, extra]
    frames: dict[str, Frame] = {}
    classes: dict[str, frozenset[str]] = {}
    for folder in folders:
        for path in sorted((folder / "frames").glob("[a-z]*.yaml")):
            frames.update({f.id: f for f in read_frames(path)})
        if (folder / "language" / "classes.yaml").exists():
            classes.update(read_word_lists(folder / "language" / "classes.yaml"))
    _check_classes(frames.values(), classes)
    instruments = read_word_lists(DATA / "frames" / "_instruments.yaml")
    return Lexicon(
        frames=tuple(frames.values()),
        classes=classes,
        instruments={mode: tuple(tuple(w.split()) for w in sorted(words)) for mode, words in instruments.items()},
        verbs=read_word_lists(DATA / "language" / "event_verbs.yaml"),
        triggers=_index(frames.values()),
    )


def read_frames(path: Path) -> list[Frame]:
    """The frames of one file, each checked key by key. Raises DataError with file:line:key."""
    page = read_yaml(path)
    if not isinstance(page.value, dict) or not isinstance(page.value.get("frames"), list):
        page.fail("expected `type:` and a list `frames:`")
    kind = page.value.get("type")
    if not isinstance(kind, str):
        page.fail("expected the PLOVER type", "type")
    seen: set[str] = set()
    frames = []
    for number, raw in enumerate(page.value["frames"]):
        frame = _frame(page, kind, number, raw)
        if frame.id in seen:
            page.fail("this id is given twice", "frames", number, "id")
        seen.add(frame.id)
        frames.append(frame)
    return frames


def _frame(page: Yaml, kind: str, number: int, raw: Any) -> Frame:
    where: tuple[str | int, ...] = ("frames", number)
    if not isinstance(raw, dict):
        page.fail("expected a frame", *where)
    for key in raw:
        if key not in FRAME_KEYS:
            page.fail(f"no such key; known: {', '.join(sorted(FRAME_KEYS))}", *where, key)
    for key in ("id", "cameo"):
        if not isinstance(raw.get(key), str):
            page.fail("expected a string in quotes", *where, key)
    if raw["cameo"] not in cameo_codes():
        page.fail("no such code in data/plover/cameo.csv", *where, "cameo")
    triggers = tuple((part, _trigger(part, w)) for key, part in PARTS for w in _words(page, raw, where, key))
    if not triggers:
        page.fail("a frame needs verbs, nouns or adjectives", *where)
    return Frame(
        id=raw["id"],
        type=kind,
        cameo=raw["cameo"],
        where=f"{page.file}:{page.line(*where)}",
        modes=_words(page, raw, where, "modes"),
        triggers=triggers,
        actor=_words(page, raw, where, "actor"),
        recipient=_words(page, raw, where, "recipient"),
        also_actor=_words(page, raw, where, "also_actor"),
        reciprocal=_flag(page, raw, where, "reciprocal"),
        needs=_slots(page, raw, where, "needs"),
        refuses=_slots(page, raw, where, "refuses"),
        clause=_choice(page, raw, where, "clause", ("none", "required", "optional")),
        clause_modes=_flag(page, raw, where, "clause_modes"),
        of=_choice(page, raw, where, "of", (None, "actor", "recipient")),
        modifier=_choice(page, raw, where, "modifier", ("actor", "recipient")),
        alone=_flag(page, raw, where, "alone"),
        abroad=_flag(page, raw, where, "abroad"),
        political=_flag(page, raw, where, "political") if "political" in raw else bool(page.value.get("political")),
        aux=_words(page, raw, where, "aux"),
        examples=tuple(_example(page, e, (*where, "examples", i)) for i, e in enumerate(raw.get("examples") or ())),
        counter_examples=_words(page, raw, where, "not"),
    )


def _trigger(part: Part, words: str) -> tuple[str, ...]:
    """The head first: of verbs the first word, of nouns the last."""
    parts = tuple(words.split())
    return parts if part == "verb" else (parts[-1], *parts[:-1])


def _words(page: Yaml, raw: dict[str, Any], where: tuple[str | int, ...], key: str) -> tuple[str, ...]:
    value = raw.get(key) or []
    if not isinstance(value, list) or not all(isinstance(w, str) and w.strip() for w in value):
        page.fail("expected a list of words", *where, key)
    return tuple(value)


def _flag(page: Yaml, raw: dict[str, Any], where: tuple[str | int, ...], key: str) -> bool:
    value = raw.get(key, False)
    if not isinstance(value, bool):
        page.fail("expected true or false", *where, key)
    return value


def _choice(page: Yaml, raw: dict[str, Any], where: tuple[str | int, ...], key: str, known: tuple[Any, ...]) -> Any:
    value = raw.get(key, known[0])
    if value not in known:
        page.fail(f"expected one of {', '.join(str(k) for k in known)}", *where, key)
    return value


def _slots(page: Yaml, raw: dict[str, Any], where: tuple[str | int, ...], key: str) -> dict[str, tuple[str, ...]]:
    value = raw.get(key) or {}
    if not isinstance(value, dict):
        page.fail("expected slot: [alternative, …]", *where, key)
    return {str(slot): _words(page, value, (*where, key), slot) for slot in value}


def _example(page: Yaml, raw: Any, where: tuple[str | int, ...]) -> Example:
    if isinstance(raw, str):
        return Example(raw, None, None)
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        page.fail("expected {text: …, actor: […], recipient: […]}", *where)
    parties = [_words(page, raw, where, key) if key in raw else None for key in ("actor", "recipient")]
    return Example(raw["text"], parties[0], parties[1])


BUILT_IN = frozenset(
    [
        "@party",
        "@state",
        "@person",
        "@org",
        "@armed",
        "@place",
        "@number",
        "@pronoun",
        "@none",
        "@official",
        "@political",
        "@nonstate",
        "@bare",
        "@several",
    ]
)


def _check_classes(frames: Iterable[Frame], classes: Mapping[str, frozenset[str]]) -> None:
    """Every class that a frame names must exist."""
    for frame in frames:
        for slot, alternatives in [*frame.needs.items(), *frame.refuses.items()]:
            for name in alternatives:
                if name.startswith("@") and name not in BUILT_IN and name[1:] not in classes:
                    raise DataError(f"{frame.where}:{slot}", f"no word class {name} in language/classes.yaml")


def _index(frames: Iterable[Frame]) -> dict[tuple[Part, str], tuple[Trigger, ...]]:
    """Frames by trigger; longer triggers, then heavier frames first; ties in order of id."""
    found: dict[tuple[Part, str], list[Trigger]] = {}
    for frame in frames:
        for part, (head, *extra) in frame.triggers:
            found.setdefault((part, head), []).append(Trigger(frame, tuple(extra)))
    return {
        key: tuple(sorted(triggers, key=lambda t: (-len(t.extra), -t.frame.weight, t.frame.id)))
        for key, triggers in found.items()
    }
