"""Writes docs/cli.md from the commands' own help; `--check` fails where the page has drifted from it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from typer.testing import CliRunner

from dragoman.cli.app import app

PAGE = Path(__file__).resolve().parent / "cli.md"
HEAD = """# The command line

<!-- Written by docs/make_cli.py (`make docs`) from the commands' own help. -->

Exit codes: 0 all read, 1 something could not be read (standard error names it, the rest was read), 2 wrong usage.
"""


def page() -> str:
    """The page as it ought to be."""
    app.rich_markup_mode = None
    parts = [HEAD, block([]), *(f"## {' '.join(words)}\n\n{block(words)}" for words in commands())]
    return "\n".join(parts)


def commands() -> list[list[str]]:
    """The words of every command, those of groups ("lexicon check") behind the others."""
    found = [[command.name or ""] for command in app.registered_commands]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        group.typer_instance.rich_markup_mode = None
        found += [[group.name or "", command.name or ""] for command in group.typer_instance.registered_commands]
    return found


def block(words: list[str]) -> str:
    """The help of one command as a code block."""
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="dragoman", terminal_width=100)
    lines = (line.rstrip() for line in result.output.strip().splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


def main() -> None:
    """Write the page, or check it."""
    os.environ["NO_COLOR"] = "1"
    if sys.argv[1:] != ["--check"]:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/cli.md has drifted from the commands' help: run `make docs`")


if __name__ == "__main__":
    main()
