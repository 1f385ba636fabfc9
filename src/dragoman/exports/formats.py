"""All formats in which a register, or readings, can be had: what `dragoman export` and the page's buttons offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal

from dragoman.exports.files import write_lines, zipped
from dragoman.exports.holdings import Holdings, Tally

Kind = Literal["text", "folder"]


@dataclass(frozen=True)
class Format:
    """A format by its name.

    kind: "text", one UTF-8 file; or "folder", several files together
    maker: "module:function" of this room, imported only when it is used
    suffix: of the file's name
    media: the media type, for a download
    heading: lines before the first record, for texts of several readings one after the other; None where a text
        cannot be put together so
    """

    name: str
    kind: Kind
    maker: str
    suffix: str
    media: str
    description: str
    heading: int | None = 0

    def lines(self, holdings: Holdings, tally: Tally) -> Iterator[str]:
        """The lines of a "text"."""
        made: Iterator[str] = self._function()(holdings, tally)
        return made

    def write(self, holdings: Holdings, path: Path) -> Tally:
        """Write the file or folder, whole or not at all. Raises ExportError where the place cannot be written."""
        tally = Tally()
        if self.kind == "text":
            write_lines(path, self.lines(holdings, tally))
        else:
            self._function()(holdings, path, tally)
        return tally

    def download(self, holdings: Holdings, folder: Path) -> Path:
        """Write one file into a folder, for sending: a folder becomes a ZIP file."""
        path = folder / f"dragoman-{self.name}{self.suffix}"
        self.write(holdings, path)
        if self.kind == "text":
            return path
        packed = path.with_name(f"{path.name}.zip")
        zipped(path, packed)
        return packed

    def _function(self) -> Callable[..., Iterator[str]]:
        module, _, name = self.maker.partition(":")
        function: Callable[..., Iterator[str]] = getattr(import_module(f"dragoman.exports.{module}"), name)
        return function


TSV, CSV, JSONL = "text/tab-separated-values", "text/csv", "application/x-ndjson"
ZIP = "application/zip"
ALL = (
    Format("jsonl", "text", "jsonl:lines", ".jsonl", JSONL, "dragoman's own records, one a line"),
    Format("csv", "text", "csvs:events", ".csv", CSV, "the events as a table for spreadsheets", 1),
    Format("plover", "text", "plover:lines", ".plover.jsonl", JSONL, "PLOVER 2.0, one event a line"),
    Format("polecat", "text", "polecat:lines", ".tsv", TSV, "POLECAT's 40 columns, one event a line", 1),
    Format("icews", "text", "icews:lines", ".tsv", TSV, "ICEWS's 20 columns, a line for each pair", 1),
    Format("gdelt", "text", "gdelt:events", ".CSV", TSV, "GDELT 2.0's event table, 61 columns, no heading"),
    Format(
        "gdelt-mentions", "text", "gdelt:mentions", ".mentions.CSV", TSV, "GDELT 2.0's mentions, 16 columns, no heading"
    ),
    Format("sipri", "text", "sipri:lines", ".csv", CSV, "the transfers in the columns of SIPRI's trade register", 1),
    Format("ftm", "text", "ftm:lines", ".ftm.json", JSONL, "FollowTheMoney entities, one a line"),
    Format("jsonld", "text", "jsonld:lines", ".jsonld", "application/ld+json", "JSON-LD with schema.org", None),
    Format("graphml", "text", "graph:graphml", ".graphml", "application/graphml+xml", "the network of actors", None),
    Format("gexf", "text", "graph:gexf", ".gexf", "application/gexf+xml", "the network of actors, for Gephi", None),
    Format("parquet", "folder", "parquet:folder", "", ZIP, "a folder with a Parquet file for each table"),
    Format("datasette", "folder", "datasette:folder", "", ZIP, "a folder for Datasette: SQLite with full-text search"),
    Format("frictionless", "folder", "csvs:package", "", ZIP, "a Frictionless data package: CSV files and their keys"),
)
FORMATS = {form.name: form for form in ALL}
