"""The acts of supply and what the words above them make of their status (data/arms/supply.yaml, status.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from dragoman.knowledge.load import Yaml, read_yaml
from dragoman.records import TransferStatus

STATUSES = frozenset(get_args(TransferStatus))
STATES = STATUSES | {"bare", "undone", "done", "unchanged"}
PARTS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "adverbs": "adverb"}
ROLES = ("supplier", "recipient", "item", "other")
FLAGS = frozenset(
    {
        "movable",
        "needs_recipient",
        "needs_supplier",
        "needs_both",
        "needs_governor",
        "carried_by",
        "carried_item",
        "beside_arms",
        "packed",
        "licensed",
        "refuses",
    }
)
ACT_KEYS = (
    frozenset({"id", "verbs", "nouns", "adjectives", "state", "bare", "signed", "light", "examples", "not", *ROLES})
    | FLAGS
)
STATUS_LISTS = frozenset(
    [
        "future",
        "would",
        "maybe",
        "negators",
        "future_over",
        "maybe_over",
        "relays",
        "carriers",
        "commenting",
        "ordering",
        "delivering",
        "conditions",
        "condition_phrases",
        "lasting",
        "frameworks",
        "fails",
    ]
)
STATUS_KEYS = STATUS_LISTS | {"effects", "negated", "undone"}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and the transfers that it holds: "SUP>REC status item"; none where the act must not fire."""

    text: str
    transfers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One way to tell of a supply. Places of a role are tried in order (supply.yaml explains them)."""

    id: str
    where: str
    lemmas: Mapping[str, frozenset[str]]
    roles: Mapping[str, tuple[str, ...]]
    state: str
    signed: str | None = None
    light: Mapping[str, frozenset[str]] = field(default_factory=dict)
    flags: Mapping[str, Any] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governor does: `status` replaces the states in `over`."""

    status: str
    over: frozenset[str]


@dataclass(frozen=True)
class StatusBook:
    """The effects of governors, auxiliaries and negation."""

    effects: Mapping[tuple[str, str], Effect]
    signed: frozenset[str]
    signed_over: frozenset[str]
    negated: Mapping[str, str]
    undone: Mapping[str, str]
    words: Mapping[str, frozenset[str]]

    def effect(self, lemma: str, part: str) -> Effect | None:
        """The effect of a word as this part of speech."""
        return self.effects.get((lemma, part))


@dataclass(frozen=True)
class SupplyBook:
    """Acts by trigger, and the status rules."""

    acts: tuple[Act, ...]
    by_trigger: Mapping[tuple[str, str], tuple[Act, ...]]  # by lemma and part of speech, in the order of the file
    status: StatusBook


def load_supply(folder: Path) -> SupplyBook:
    """Read supply.yaml and status.yaml; DataError (file:line:key) where they are malformed."""
    source = read_yaml(folder / "supply.yaml")
    acts = tuple(_act(source, number) for number in range(len(source.value["acts"])))
    triggers: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        for part, lemmas in act.lemmas.items():
            for lemma in sorted(lemmas):
                triggers.setdefault((lemma, part), []).append(act)
    table = {trigger: tuple(found) for trigger, found in triggers.items()}
    return SupplyBook(acts, table, _statuses(read_yaml(folder / "status.yaml")))


def _act(source: Yaml, number: int) -> Act:
    raw = source.value["acts"][number]
    path = ("acts", number)
    for key in raw:
        if key not in ACT_KEYS:
            source.fail("no such key", *path, key)
    state = raw.get("state") or raw.get("bare")
    if "id" not in raw or state not in STATUSES or raw.get("signed", state) not in STATUSES:
        source.fail("an act needs an id and a status as its state", *path, "state" if "state" in raw else "bare")
    return Act(
        id=raw["id"],
        where=source.where(*path, "id"),
        lemmas={part: frozenset(raw[key]) for key, part in PARTS.items() if key in raw},
        roles={role: tuple(raw[role]) for role in ROLES if role in raw},
        state=state,
        signed=raw.get("signed"),
        light={role: frozenset(verbs) for role, verbs in raw.get("light", {}).items()},
        flags={key: raw[key] for key in FLAGS if key in raw},
        examples=_examples(raw),
    )


def _examples(raw: Mapping[str, Any]) -> tuple[Example, ...]:
    wanted = [Example(e["text"], tuple(e["is"])) for e in raw.get("examples", ())]
    return (*wanted, *(Example(text, ()) for text in raw.get("not", ())))


def _statuses(source: Yaml) -> StatusBook:
    raw = source.value
    for key in sorted(STATUS_KEYS ^ set(raw)):
        source.fail("this key is missing" if key in STATUS_KEYS else "no such key", key)
    for table in ("negated", "undone"):
        for key, state in raw[table].items():
            if state not in STATES:
                source.fail("no such state", table, key)
    effects: dict[tuple[str, str], Effect] = {}
    for status in raw["effects"]:
        if status != "signed":
            _add_effect(source, status, effects)
    signed = raw["effects"]["signed"]
    return StatusBook(
        effects=effects,
        signed=frozenset(signed["verbs"]),
        signed_over=frozenset(signed["over"]),
        negated=raw["negated"],
        undone=raw["undone"],
        words={key: frozenset(raw[key]) for key in sorted(STATUS_LISTS)},
    )


def _add_effect(source: Yaml, status: str, effects: dict[tuple[str, str], Effect]) -> None:
    raw = source.value["effects"][status]
    if status not in STATES or not set(raw["over"]) <= STATES:
        source.fail("no such state", "effects", status, "over")
    effect = Effect(status, frozenset(raw["over"]))
    for key, part in PARTS.items():
        for lemma in raw.get(key, ()):
            before = effects.setdefault((lemma, part), effect)
            if before.status != status:
                source.fail(f"{lemma!r} already means {before.status!r}", "effects", status, key)
