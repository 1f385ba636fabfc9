"""Direct quotations and their speakers: dragoman and textacy side by side on the gold reports.

    python benchmarks/quotes.py [GOLD_DIR]

GOLD_DIR is ../shared/gold/dev unless given. textacy stands in the dependency group `bench` (`uv sync --group bench`, or
`pip install textacy`); where it is missing, its line says so. It reads the parse of dragoman's own model through a
spaCy Doc, so the two differ in their rules only; and the report as it is given, furniture included, as its users do.

A quotation is found where it shares half of its characters or more (intersection over union) with the gold's; precision
counts the quotations that are a direct or mixed statement of the gold. The speaker is right where it has the surname of
the gold's speaker in it (dragoman: its actor's name; textacy: its words, for it names nobody behind "he").
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.parsing import Parser, load_parser
from dragoman.parsing.spacy_doc import to_spacy
from dragoman.reading.reader import Reader, load_reader
from dragoman.records import Report
from dragoman.sources import read_sources

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev"
ALIKE = 0.5


@dataclass(frozen=True)
class Quotation:
    """Offsets of the words without their marks, and the words for who says them."""

    start: int
    end: int
    speaker: str
    direct: bool = True


@dataclass
class Tally:
    """What one program did on all reports."""

    wanted: int = 0
    found: int = 0
    named: int = 0
    given: int = 0
    right: int = 0
    refused: int = 0

    def line(self, name: str) -> str:
        """One line of the table."""
        recall, precision, named = (
            part / max(1, whole)
            for part, whole in ((self.found, self.wanted), (self.right, self.given), (self.named, self.wanted))
        )
        figures = f"found {recall:.3f}  precision {precision:.3f}  with the speaker's name {named:.3f}"
        return f"{name:10s} {figures}  ({self.wanted} wanted, {self.given} given, {self.refused} reports refused)"


def by_dragoman(reader: Reader) -> Callable[[Report], list[Quotation]]:
    """The direct statements of dragoman."""

    def quotations(report: Report) -> list[Quotation]:
        reading = reader.read(report)
        names = {actor.id: actor.name for actor in reading.actors}
        return [
            Quotation(s.content.start, s.content.end, names.get(p.actor or "", p.text) if p else "")
            for s in reading.statements
            if s.kind == "direct"
            for p in [s.speaker]
        ]

    return quotations


def by_textacy(parser: Parser) -> Callable[[Report], list[Quotation]]:
    """The direct quotations of textacy, on the same trees. Raises ImportError where textacy is missing."""
    direct_quotations = import_module("textacy.extract").direct_quotations
    vocab = import_module("spacy").blank("en").vocab  # its words know whether they are quotation marks

    def quotations(report: Report) -> list[Quotation]:
        document = parser.parse(report.text)
        words = list(document.words())
        found = direct_quotations(to_spacy(document, vocab))
        return [Quotation(*_unmarked(words, one.content), " ".join(t.text for t in one.speaker)) for one in found]

    return quotations


def _unmarked(words: Sequence[Any], content: Any) -> tuple[int, int]:
    """The offsets of a span of spaCy's without the marks at its ends."""
    return words[content.start + 1].start, words[content.end - 2].end


def wanted(folder: Path, report: Report) -> list[Quotation]:
    """The direct and mixed statements that the gold has of a report."""
    gold = json.loads((folder / f"{report.id}.json").read_text(encoding="utf-8"))
    told = [s for s in gold["statements"] if s["kind"] != "indirect" and s.get("core", True)]
    return [q for s in told if (q := _located(report.text, s)) is not None]


def _located(text: str, statement: dict[str, Any]) -> Quotation | None:
    words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", statement["content"]))
    hit = re.search(words, text)
    speaker = statement["speaker"]
    name = speaker.get("name") or speaker.get("text") or ""
    return Quotation(hit.start(), hit.end(), name, statement["kind"] == "direct") if hit else None


def _alike(one: Quotation, other: Quotation) -> bool:
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    return shared >= ALIKE * (one.end - one.start + other.end - other.start - shared)


def _same_speaker(said: Quotation, gold: Quotation) -> bool:
    surname = gold.speaker.split()[-1:]
    return bool(surname) and surname[0].casefold() in said.speaker.casefold().split()


def measure(folder: Path, reports: Sequence[Report], quotations: Callable[[Report], list[Quotation]]) -> Tally:
    """What a program finds of the gold's quotations."""
    tally = Tally()
    for report in reports:
        gold = wanted(folder, report)
        direct = [q for q in gold if q.direct]
        try:
            said = quotations(report)
        except ValueError:  # textacy's word for a report with an odd number of marks
            said, tally.refused = [], tally.refused + 1
        tally.wanted += len(direct)
        tally.given += len(said)
        tally.right += sum(any(_alike(s, g) for g in gold) for s in said)
        for one in direct:
            match = next((s for s in said if _alike(s, one)), None)
            tally.found += match is not None
            tally.named += match is not None and _same_speaker(match, one)
    return tally


def reports_of(folder: Path) -> Iterator[Report]:
    """The reports of the gold that are coded."""
    found = (one for one in read_sources([str(folder / "reports.jsonl")]) if isinstance(one, Report))
    return (report for report in found if (folder / f"{report.id}.json").exists())


def main() -> int:
    """Print a line a program."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else GOLD
    if not (folder / "reports.jsonl").is_file():
        print(f"there is no gold in {folder}: nothing measured")
        return 0
    reports = list(reports_of(folder))
    print(measure(folder, reports, by_dragoman(load_reader())).line("dragoman"))
    try:
        textacy = by_textacy(load_parser())
    except ImportError:
        print("textacy    is not installed: pip install textacy (dependency group `bench`); left out")
        return 0
    print(measure(folder, reports, textacy).line("textacy"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
