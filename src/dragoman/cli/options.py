"""The arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH|URL|-...",
        help="Text, HTML, JSONL, CSV, Parquet, WARC, ninjs files (also .gz), folders, http(s) addresses, - for stdin.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Date of publication, best as 2010-09-06.")
]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch private and loopback addresses too.")]
