"""`dragoman read`: reports in, records out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import Batch, complain, date_or_none, settings_in_force
from dragoman.cli.options import Private, Published, Sources
from dragoman.cli.show import show

if TYPE_CHECKING:
    from dragoman.exports.formats import Format as Export
    from dragoman.records import Reading


class Format(StrEnum):
    """How a reading is printed."""

    BRIEF = "brief"
    JSON = "json"
    JSONL = "jsonl"
    PLOVER = "plover"
    CSV = "csv"
    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    SIPRI = "sipri"
    FTM = "ftm"


OWN = {Format.BRIEF: ".txt", Format.JSON: ".json", Format.JSONL: ".jsonl"}  # the others are in exports/formats.py


def read(
    sources: Sources,
    published: Published = None,
    form: Annotated[Format, typer.Option("--format", help="What to print of each report.")] = Format.BRIEF,
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Write a file a report into this folder.")
    ] = None,
    allow_private: Private = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Name the sentences that could not be read.")
    ] = False,
) -> None:
    """Read reports and print their records: actors, events, statements, transfers, agreements."""
    batch = Batch(sources, settings_in_force(allow_private), date_or_none(published))
    write = _to_folder(out, form) if out else _to_terminal if form is Format.BRIEF else _to_pipe(form)
    for number, reading in enumerate(batch.readings()):
        if form is Format.BRIEF and number and not out:
            typer.echo()
        write(reading)
        if verbose:
            _name_skipped(reading)
    batch.finish()


def _name_skipped(reading: Reading) -> None:
    for span in reading.skipped:
        complain(f"{reading.report.id}:{span.start}: no events read from: {' '.join(span.text.split())[:120]}")


def _to_terminal(reading: Reading) -> None:
    from dragoman.exports.brief import brief

    show(brief(reading))


def _to_pipe(form: Format) -> Callable[[Reading], None]:
    """One text for all readings: a table has its heading once."""
    headings = count()

    def write(reading: Reading) -> None:
        sys.stdout.write(_text(reading, form, heading=next(headings) == 0))

    return write


def _to_folder(folder: Path, form: Format) -> Callable[[Reading], None]:
    from dragoman.errors import SettingsError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise SettingsError(f"{folder}: {problem.strerror}") from problem

    suffix = OWN.get(form) or _format(form).suffix

    def write(reading: Reading) -> None:
        path = folder / (_file_name(reading.report.id) + suffix)
        path.write_text(_text(reading, form), encoding="utf-8")

    return write


def _file_name(name: str) -> str:
    """An id as a file name: what a path could misread becomes "_"."""
    return "".join(char if char.isalnum() or char in "-_." else "_" for char in name)[:120].lstrip(".") or "report"


def _text(reading: Reading, form: Format, heading: bool = True) -> str:
    """The reading in a format, line break included."""
    if form is Format.BRIEF:
        from dragoman.exports.brief import brief, to_text

        return to_text(brief(reading))
    if form in OWN:
        return reading.to_json(indent=2 if form is Format.JSON else None) + "\n"
    return _exported(reading, _format(form), heading)


def _exported(reading: Reading, form: Export, heading: bool) -> str:
    from dragoman.exports.holdings import Tally
    from dragoman.exports.readings import ReadingHoldings

    lines = form.lines(ReadingHoldings((reading,)), Tally())
    return "".join(f"{line}\n" for line in islice(lines, 0 if heading else form.heading, None))


def _format(form: Format) -> Export:
    from dragoman.exports.formats import FORMATS

    return FORMATS[form.value]
