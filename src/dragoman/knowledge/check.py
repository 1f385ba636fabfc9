"""Checks the shipped data and a user's own folder, key by key; every problem names file:line:key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from dragoman.errors import DataError
from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import actor_book
from dragoman.knowledge.agreements import agreement_book
from dragoman.knowledge.arms import arms_book
from dragoman.knowledge.dates import date_book
from dragoman.knowledge.formats import cameo_types, countries, goldstein, plover_fields, tables
from dragoman.knowledge.frames import BUILT_IN, Frame, lexicon, read_frames
from dragoman.knowledge.grammar import grammar_words
from dragoman.knowledge.load import DATA, Key, read_yaml
from dragoman.knowledge.merging import merging_rules, spellings
from dragoman.knowledge.modality import modality_words
from dragoman.knowledge.money import money_book
from dragoman.knowledge.nesting import nesting_rules
from dragoman.knowledge.petrarch import rules
from dragoman.knowledge.places import gazetteer
from dragoman.knowledge.plover import cameo_codes, contexts, event_types
from dragoman.knowledge.reporting import reporting_book
from dragoman.knowledge.words import read_word_lists

BOOKS: tuple[Callable[[], object], ...] = (
    event_types,
    contexts,
    cameo_codes,
    actor_words,
    actor_book,
    gazetteer,
    reporting_book,
    arms_book,
    money_book,
    date_book,
    agreement_book,
    modality_words,
    nesting_rules,
    grammar_words,
    rules,
    lexicon,
    tables,
    plover_fields,
    countries,
    cameo_types,
    goldstein,
    merging_rules,
    spellings,
)
TABLES = frozenset(f"{name}.csv" for name in ("territories", "organisations", "leaders", "offices", "agents"))
TABLES |= {"states.yaml"}
CLAUSE_MODES = frozenset({"assist", "change", "yield", "meet"})
AUX = frozenset({"future", "hypothetical", "negation", "historical"})
# What self. and clause. ask in conditions.
ASKED = frozenset({"subj", "obj", "case", "modal", "neg", "condition", "cop", "passive", "verb"})
FILLED = frozenset({"subj", "obj"})  # of clause. in roles

Problem = tuple[tuple[Key, ...], str]


def check(folder: Path | None = None) -> Iterator[DataError]:
    """The problems of the shipped files, and of a user's folder laid over them."""
    yield from _shipped()
    if folder is not None:
        yield from _own(folder)


def check_frames(path: Path, classes: Mapping[str, frozenset[str]]) -> Iterator[DataError]:
    """The problems of one frame file: the first that keeps it from being read, else all that its frames have."""
    try:
        frames = read_frames(path)
    except DataError as problem:
        yield _in_folder(path, problem)
        return
    page = read_yaml(path)
    for number, frame in enumerate(frames):
        for keys, flaw in _problems(frame, classes):
            yield _in_folder(path, DataError(page.where("frames", number, *keys), flaw))


def _shipped() -> Iterator[DataError]:
    for book in BOOKS:
        try:
            book()
        except DataError as problem:
            yield problem
    try:
        classes = read_word_lists(DATA / "language" / "classes.yaml")
    except DataError:
        return  # named above
    for path in sorted((DATA / "frames").glob("[a-z]*.yaml")):
        yield from check_frames(path, classes)


def _own(folder: Path) -> Iterator[DataError]:
    if not folder.is_dir():
        yield DataError(str(folder), "there is no such folder")
        return
    classes = dict(read_word_lists(DATA / "language" / "classes.yaml"))
    own = folder / "language" / "classes.yaml"
    try:
        classes |= read_word_lists(own) if own.is_file() else {}
    except DataError as problem:
        yield _in_folder(own, problem)
    found = [
        problem for path in sorted((folder / "frames").glob("[a-z]*.yaml")) for problem in check_frames(path, classes)
    ]
    yield from found
    yield from _own_actors(folder)
    yield from (
        DataError(str(path), "no part of the program reads a file of this name here") for path in _strays(folder)
    )


def _own_actors(folder: Path) -> Iterator[DataError]:
    try:
        actor_book(folder)
    except DataError as problem:
        yield _in_folder(folder / "actors" / "_", problem)


def _strays(folder: Path) -> Iterator[Path]:
    """Data files that lie where nothing looks for them."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".yml", ".csv"}):
        place, name = path.relative_to(folder).parent.as_posix(), path.name
        is_frames = place == "frames" and re.match(r"[a-z].*\.yaml$", name)
        is_table = place in {".", "actors"} and name in TABLES
        if not (is_frames or is_table or (place, name) == ("language", "classes.yaml")):
            yield path


def _in_folder(path: Path, problem: DataError) -> DataError:
    """The same problem with the file's whole path, where it has only its name."""
    whole = problem.where if "/" in problem.where else str(path.parent / problem.where)
    return DataError(whole, problem.problem)


def _problems(frame: Frame, classes: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    kind = event_types().get(frame.type)
    if kind is None:
        yield (), f"no such event type: {frame.type}; there are {', '.join(event_types())}"
        return
    if not re.fullmatch(r"[a-z]+\.[\w-]+", frame.id) or not frame.id.startswith(f"{frame.type.lower()}."):
        yield ("id",), f"an id is {frame.type.lower()}.NAME"
    if frame.cameo not in cameo_codes():
        yield ("cameo",), f"no CAMEO code: {frame.cameo}"
    yield from _strangers("modes", frame.modes, {*kind.modes, *CLAUSE_MODES}, f"no such mode of {frame.type}")
    yield from _strangers("aux", frame.aux, AUX, "no such auxiliary mode")
    for key in ("actor", "recipient", "also_actor"):
        slots = getattr(frame, key)
        yield from (((key,), f"no such slot: {slot}") for slot in slots if not _is_slot(slot, FILLED))
    for key in ("needs", "refuses"):
        for slot, alternatives in getattr(frame, key).items():
            if not _is_slot(slot, ASKED):
                yield (key, slot), f"no such slot: {slot}"
            yield from (((key, slot), flaw) for name in alternatives if (flaw := _unknown(name, classes)))


def _strangers(key: str, names: Iterable[str], known: Iterable[str], problem: str) -> Iterator[Problem]:
    yield from (((key,), f"{problem}: {name}") for name in names if name not in known)


def _is_slot(slot: str, asked: frozenset[str]) -> bool:
    """A word (subj, obj, a preposition), or a question about the trigger or its clause."""
    owner, dot, question = slot.partition(".")
    return owner in {"self", "clause"} and question in asked if dot else bool(re.fullmatch(r"[a-z]+(?: [a-z]+)*", slot))


def _unknown(name: str, classes: Mapping[str, frozenset[str]]) -> str:
    """What is wrong with an alternative; empty where nothing is."""
    if name.startswith("@") and name not in BUILT_IN and name[1:] not in classes:
        return f"no word class {name} in language/classes.yaml"
    if name.startswith("%") and name[1:] not in event_types():
        return f"no such event type: {name[1:]}"
    return ""
