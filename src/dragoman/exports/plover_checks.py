"""What the fields of PLOVER's JSON may hold: one check for each type of data/exports/plover.csv."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches

from dragoman.knowledge.formats import countries, non_states, plover_fields, sectors
from dragoman.knowledge.plover import cameo_codes, contexts, event_types

CLAUSE_MODES = ("assist", "change", "yield", "meet")  # of REQUEST and REJECT, which the tables give them
AUX = ("future", "hypothetical", "negation", "historical")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$", re.ASCII)
TIME = re.compile(r"\d{2}(:?\d{2}(:?\d{2}([.,]\d{1,6})?)?)?(Z|[+-]\d{2}(:?\d{2})?)?$", re.ASCII)
CODE, SECTOR, LANGUAGE = re.compile(r"[A-Z]{3}$"), re.compile(r"[A-Z]{3}([A-Z]{3})?$"), re.compile(r"[a-z]{2}$")
URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+$", re.IGNORECASE)
OLDEST = 130  # years that a person may live


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a field. A `note` is odd but allowed."""

    field: str
    problem: str
    note: bool = False


Flaws = Iterator[Flaw]
Check = Callable[[str, object], Flaws]


def check_object(where: str, value: object, kind: str) -> Flaws:
    """The flaws of an object ("event", "entity", …) and of all that it holds; `where` is the path of its field."""
    if not isinstance(value, dict):
        yield Flaw(where, f"expected an object, not {shown(value)}")
        return
    fields, prefix = plover_fields()[kind], f"{where}." if where else ""
    for field in fields.values():
        if field.required and field.name not in value:
            yield Flaw(prefix + field.name, "this field is required and missing")
    for name, part in value.items():
        if name in fields:
            yield from CHECKS[fields[name].type](prefix + name, part)
        elif near := get_close_matches(name, fields, 1, 0.8):
            yield Flaw(prefix + name, f"PLOVER has no such field; is {near[0]} meant?", note=True)


def shown(value: object) -> str:
    """A value of JSON in a message, cut where it is long."""
    names = {dict: "an object", list: "a list", type(None): "null", bool: "true or false"}
    text = names.get(type(value)) or repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _must(good: bool, field: str, wanted: str, value: object) -> Flaws:
    if not good:
        yield Flaw(field, f"expected {wanted}, not {shown(value)}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _id(field: str, value: object) -> Flaws:
    yield from _must((isinstance(value, str) and value != "") or _is_whole(value), field, "a text or number", value)


def _text(field: str, value: object) -> Flaws:
    yield from _must(value is None or isinstance(value, str) or _is_number(value), field, "a text", value)


def _texts(field: str, value: object) -> Flaws:
    yield from _must(
        isinstance(value, list) and all(isinstance(part, str) for part in value), field, "a list of texts", value
    )


def _flag(field: str, value: object) -> Flaws:
    yield from _must(isinstance(value, bool), field, "true or false", value)


def _date(field: str, value: object) -> Flaws:
    if not isinstance(value, str) or not DAY.match(value):
        yield Flaw(field, f"expected a date as 2016-07-24, not {shown(value)}")
        return
    try:
        date.fromisoformat(value)
    except ValueError:
        yield Flaw(field, f"there is no such day: {value}")


def _time(field: str, value: object) -> Flaws:
    text = value.removeprefix("T") if isinstance(value, str) else ""
    try:
        good = bool(TIME.match(text)) and time.fromisoformat(text) is not None
    except ValueError:
        good = False
    yield from _must(good, field, "an ISO 8601 time as 16:45:00", value)


def _entities(field: str, value: object) -> Flaws:
    if not isinstance(value, list):
        yield Flaw(field, f"expected a list of entities, not {shown(value)}")
        return
    for number, entity in enumerate(value):
        yield from check_object(f"{field}[{number}]", entity, "entity")
        if isinstance(entity, dict) and entity.get("code") is None and not entity.get("entity_text"):
            yield Flaw(f"{field}[{number}]", "an entity needs a code, or at least its entity_text")


def _nested(kind: str) -> Check:
    return lambda field, value: check_object(field, value, kind)


def _words(names: Callable[[], Iterable[str]], what: str) -> Check:
    """A list of words out of a fixed set."""

    def check(field: str, value: object) -> Flaws:
        if not isinstance(value, list):
            yield Flaw(field, f"expected a list, not {shown(value)}")
            return
        known = list(names())
        for number, word in enumerate(value):
            if word not in known:
                yield Flaw(f"{field}[{number}]", f"no such {what}: {shown(word)}{_meant(word, known)}")

    return check


def _meant(word: object, known: Iterable[str]) -> str:
    """A hint at a spelling that is known."""
    by_form = {_form(name): name for name in known}
    near = get_close_matches(_form(word), by_form, 1, 0.75) if isinstance(word, str) else []
    return f"; is {by_form[near[0]]} meant?" if near else ""


def _form(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().lower())


def _mode_names() -> list[str]:
    return sorted({mode for kind in event_types().values() for mode in kind.modes} | set(CLAUSE_MODES))


def _context_names() -> list[str]:
    return [context.name for context in contexts()]


def _code(field: str, value: object) -> Flaws:
    if value is None:
        return
    if not isinstance(value, str) or not CODE.match(value):
        yield Flaw(field, f"expected a code of three capitals, not {shown(value)}")
    elif value not in countries() and value not in non_states():
        yield Flaw(field, f"no state or group of PLOVER's has the code {value}", note=True)


def _sector(field: str, value: object) -> Flaws:
    if value is None:
        return
    if not isinstance(value, str) or not SECTOR.match(value):
        yield Flaw(field, f"expected a sector of three or six capitals, not {shown(value)}")
        return
    for part in (value[:3], value[3:]):
        if part and part not in sectors():
            yield Flaw(field, f"no such sector: {part}")


def _between(low: float, high: float, wanted: str, whole: bool = False) -> Check:
    def check(field: str, value: object) -> Flaws:
        good = _is_whole(value) if whole else _is_number(value)
        yield from _must(good and low <= value <= high, field, wanted, value)  # type: ignore[operator]

    return check


def _scale(field: str, value: object) -> Flaws:
    yield from _must(_is_number(value), field, "a number", value)
    if _is_number(value) and not -10 <= value <= 10:  # type: ignore[operator]
        yield Flaw(field, f"PLOVER's scores run from -10 to 10, not {shown(value)}", note=True)


def _number(field: str, value: object) -> Flaws:
    good = isinstance(value, str) or (_is_number(value) and value >= 0)  # type: ignore[operator]
    yield from _must(value is None or good, field, "a number from 0 on, or a code", value)


def _pattern(pattern: re.Pattern[str], wanted: str) -> Check:
    def check(field: str, value: object) -> Flaws:
        yield from _must(isinstance(value, str) and bool(pattern.match(value)), field, wanted, value)

    return check


def _cameo(field: str, value: object) -> Flaws:
    if not isinstance(value, str):
        yield Flaw(field, f"expected a text (codes have leading zeros), not {shown(value)}")
    elif value not in cameo_codes():
        yield Flaw(field, f"no CAMEO code of PLOVER's table: {shown(value)}", note=True)


CHECKS: Mapping[str, Check] = {
    "id": _id,
    "flag": _flag,
    "date": _date,
    "time": _time,
    "entities": _entities,
    "types": _words(lambda: event_types(), "event type"),
    "modes": _words(_mode_names, "mode"),
    "contexts": _words(_context_names, "context"),
    "auxes": _words(lambda: AUX, "auxiliary mode"),
    "location": _nested("location"),
    "text_info": _nested("text_info"),
    "cite_info": _nested("cite_info"),
    "size": _nested("size"),
    "text": _text,
    "texts": _texts,
    "quad": _between(1, 4, "1, 2, 3 or 4", whole=True),
    "scale": _scale,
    "cameo": _cameo,
    "code": _code,
    "sector": _sector,
    "age": _between(0, OLDEST, f"a whole number from 0 to {OLDEST}", whole=True),
    "count": _between(0, 1 << 53, "a whole number from 0 on", whole=True),
    "number": _number,
    "url": _pattern(URL, "an address"),
    "language": _pattern(LANGUAGE, "two small letters of ISO 639-1"),
    "latitude": _between(-90, 90, "degrees from -90 to 90"),
    "longitude": _between(-180, 180, "degrees from -180 to 180"),
    "resolution": _between(1, 5, "1 (state) to 5 (part of a town)", whole=True),
}
