"""Cells of tables: one line each, and nothing that a spreadsheet would take for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a text begins that a spreadsheet may calculate
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
GUARD = "'"


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it (OWASP, CSV injection)."""
    return GUARD + text if text.startswith(FORMULA) else text


def one_line(text: str) -> str:
    """The text without line breaks, tabs and control characters."""
    return " ".join(CONTROLS.sub(" ", text).split())


def cell(value: object) -> str:
    """A cell: nothing for None, numbers as they are, texts on one line and guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(one_line(value)) if isinstance(value, str) else str(value)


def tsv_line(values: Iterable[object]) -> str:
    """A line of strict TSV: no quoting, so straight quotation marks become apostrophes (tools disagree about them)."""
    return "\t".join(cell(value).replace('"', "'") for value in values)
