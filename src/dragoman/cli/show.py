"""Prints the lines of a brief: colours on a terminal, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.exports.brief import Line


def show(lines: Sequence[Line]) -> None:
    """Print lines to standard output."""
    from dragoman.exports.brief import to_rich, to_text

    if not sys.stdout.isatty():
        sys.stdout.write(to_text(lines))
        return
    from rich.console import Console

    Console(highlight=False).print(to_rich(lines))
