"""The accuracy gate: codes the gold beside the project, scores it, and compares with floors that may only rise.

    python benchmarks/accuracy/run.py [--worst N] [--half first|second] [--raise-floors] [--lower-floors]

Needs ../shared/gold beside the project. Exit code 1 where a figure falls below its floor.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.reading.reader import Reader, load_reader
from dragoman.records import Reading, Report
from dragoman.sources import read_sources

HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[2] / "shared" / "gold"
FLOORS = HERE / "floors.json"
WIDE_TYPES = 1.6  # types a sentence that the issue allows


def main() -> int:
    """Code, score, print, compare."""
    args = _arguments()
    scorer = _scorer()
    reader = load_reader()
    with tempfile.TemporaryDirectory() as folder:
        gold, coded = _prepare(Path(folder), args.half)
        _code(reader, gold, coded)
        if args.keep:
            shutil.copytree(coded, args.keep, dirs_exist_ok=True)
        result, notes = scorer.score(gold, gold, coded)
    figures = _figures(result) | people(reader, gold_ids(args.half)) | sentences(reader)
    for name, value in figures.items():
        print(f"{name:42s} {value:.3f}")
    for kind, counts in result["types"].items():
        print("  ", kind, counts)
    for note in notes[: args.worst]:
        print("   ", *note, sep=" | ")
    return _gate(figures, args) if args.half is None else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=0, help="list this many misses")
    parser.add_argument("--half", choices=("first", "second"), help="score one half of the reports only")
    parser.add_argument("--keep", type=Path, help="keep the coded reports in this folder")
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--lower-floors", action="store_true", help="allow floors to fall")
    return parser.parse_args()


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_ids(half: str | None) -> list[str]:
    """The gold reports: all, or every other one."""
    ids = sorted(p.stem for p in (GOLD / "dev").glob("*.json"))
    return ids if half is None else ids[0::2] if half == "first" else ids[1::2]


def _prepare(folder: Path, half: str | None) -> tuple[Path, Path]:
    gold, coded = folder / "gold", folder / "coded"
    gold.mkdir()
    coded.mkdir()
    for name in gold_ids(half):
        for ending in ("json", "txt"):
            shutil.copy(GOLD / "dev" / f"{name}.{ending}", gold)
    return gold, coded


def _reports() -> list[Report]:
    found = list(read_sources([str(GOLD / "dev" / "reports.jsonl")]))
    return [r for r in found if isinstance(r, Report)]


def _code(reader: Reader, gold: Path, coded: Path) -> None:
    for report in _reports():
        if (gold / f"{report.id}.json").exists():
            (coded / f"{report.id}.json").write_text(reader.read(report).to_json())


def _figures(result: dict[str, Any]) -> dict[str, float]:
    """F1 or rate of each line of the scorer."""
    return {
        name: value.get("F1", value.get("rate")) or 0.0
        for name, value in result.items()
        if isinstance(value, dict) and name != "types"
    }


def people(reader: Reader, ids: list[str]) -> dict[str, float]:
    """People of the gold found with the right country (by surname)."""
    right = total = 0
    for report in _reports():
        if report.id not in ids:
            continue
        actors = reader.read(report).actors
        for person in json.loads((GOLD / "dev" / f"{report.id}.json").read_text()).get("people", []):
            total += 1
            right += any(
                a.name.split()[-1].casefold() == person["name"].split()[-1].casefold()
                and a.country == person["country"]
                for a in actors
            )
    return {"people with right country": right / max(1, total)}


def sentences(reader: Reader) -> dict[str, float]:
    """PLOVER's sentences: right type among those given, types a sentence, countries seen, parties of it."""
    records = [json.loads(line) for line in (GOLD / "plover_sentences.jsonl").read_text().splitlines()]
    typed = given = countries = seen = parties = party_total = 0
    for record in records:
        reading = reader.read(Report(id=record["id"], text=record["text"], published=record["published"]))
        by_id = {a.id: a for a in reading.actors}
        types = {e.type for e in reading.events}
        typed += record["type"] in types
        given += len(types)
        wanted = {p["code"] for role in ("actor", "recipient") for p in record[role]}
        countries += len(wanted)
        seen += len({_loose(w) for w in wanted} & {_loose(a.country) for a in reading.actors})
        if record["type"] in types:
            found = _party_codes(reading, record["type"], by_id)
            party_total += len(wanted)
            parties += len({_loose(w) for w in wanted} & found)
    return {
        "PLOVER sentences: right type": typed / len(records),
        "PLOVER sentences: types a sentence": given / len(records),
        "PLOVER sentences: countries seen": seen / max(1, countries),
        "PLOVER sentences: parties of right event": parties / max(1, party_total),
    }


def _party_codes(reading: Reading, kind: str, by_id: dict[str, Any]) -> set[str | None]:
    return {
        _loose(by_id[p.actor].country)
        for e in reading.events
        if e.type == kind
        for p in e.actor + e.recipient
        if p.actor is not None
    }


def _loose(code: str | None) -> str | None:
    """PLOVER's sentences give the UN and the EU as IGO."""
    return "IGO" if code in {"UNO", "EUR"} else code


def _gate(figures: dict[str, float], args: argparse.Namespace) -> int:
    floors: dict[str, float] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    failed = [name for name, floor in floors.items() if _worse(name, figures.get(name, 0.0), floor)]
    for name in failed:
        print(f"below its floor: {name}: {figures.get(name, 0.0):.3f}, floor {floors[name]:.3f}", file=sys.stderr)
    if args.lower_floors or (args.raise_floors and not failed):
        rounded = {name: _floor(name, value) for name, value in figures.items()}
        kept = rounded if args.lower_floors else {n: _better(n, v, floors.get(n)) for n, v in rounded.items()}
        FLOORS.write_text(json.dumps(kept, indent=1) + "\n")
    return 1 if failed and not args.lower_floors else 0


def _is_ceiling(name: str) -> bool:
    return name.endswith("types a sentence")


def _worse(name: str, value: float, floor: float) -> bool:
    return value > floor + 1e-9 if _is_ceiling(name) else value < floor - 1e-9


def _floor(name: str, value: float) -> float:
    """Three digits, rounded to the lenient side."""
    return (int(value * 1000) + (1 if _is_ceiling(name) else 0)) / 1000


def _better(name: str, value: float, floor: float | None) -> float:
    if floor is None:
        return value
    return min(value, floor) if _is_ceiling(name) else max(value, floor)


if __name__ == "__main__":
    sys.exit(main())
