"""`dragoman parse`: reports in, trees out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.batch import Batch, settings_in_force
from dragoman.cli.options import Private, Sources


def parse(
    sources: Sources,
    pretokenized: Annotated[
        bool, typer.Option("--pretokenized", help="The input is CoNLL-U: keep its sentences and words.")
    ] = False,
    allow_private: Private = False,
) -> None:
    """Print the syntax of reports as CoNLL-U, with SpaceAfter and names in MISC."""
    from dragoman.errors import ParserError
    from dragoman.parsing import load_parser
    from dragoman.parsing.conllu import given_tokens, to_conllu

    settings = settings_in_force(allow_private)
    parser = load_parser(settings.parser, settings.threads)
    batch = Batch(sources, settings, None)
    for report in batch.reports():
        try:
            given = given_tokens(report.text) if pretokenized else None
            document = parser.parse_given(*given) if given else parser.parse(report.text)
        except ParserError as problem:
            batch.fail(f"{report.id}: {problem}")
        else:
            sys.stdout.write(to_conllu(document))
    batch.finish()
