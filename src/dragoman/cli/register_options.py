"""The options that ask the register: which register, which records, how they are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

if TYPE_CHECKING:
    from dragoman.register import Filters, Register

Where = Annotated[
    str | None,
    typer.Option("--register", metavar="FILE|URL", help="The register; by default the setting, then dragoman.sqlite."),
]

# name of the filter -> (type, what stands for its value, help)
FILTERS: Mapping[str, tuple[Any, str, str]] = {
    "actor": (list[str], "WHO", "Who did it: a state's code (RUS), a name or an id (a…)."),
    "recipient": (list[str], "WHO", "To whom."),
    "party": (list[str], "WHO", "On either side."),
    "type": (list[str], "TYPE", "Type of event (PLOVER), as AGREE."),
    "mode": (list[str], "MODE", "Mode of event, as visit."),
    "context": (list[str], "CONTEXT", "Context of event, as military."),
    "quad": (list[int], "1-4", "Quad class: 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict."),
    "aux": (list[str], "MODE", 'future, hypothetical, negation, historical, or "none" for events without any.'),
    "since": (str | None, "DATE", "From this day, month or year on."),
    "until": (str | None, "DATE", "Up to the end of this day, month or year."),
    "country": (list[str], "CODE", "Where it happened."),
    "status": (list[str], "STATUS", "Status of a transfer or agreement."),
    "category": (list[str], "I-VII", "Category of a transfer in the UN Register."),
    "designation": (str | None, "TEXT", "What the weapon is called."),
    "rule": (str | None, "RULE", "The frame that fired, as consult.meet."),
    "publisher": (list[str], "NAME", "A publisher of at least one source."),
    "words": (str | None, "WORDS", "Words of the evidence."),
    "sources": (int, "N", "Told by at least so many independent sources."),
    "report": (str | None, "ID", "Told by this report."),
}


class Form(StrEnum):
    """How records are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


As = Annotated[
    Form | None, typer.Option("--format", help="How to print them: by default a table on a terminal, JSONL in a pipe.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="No more than so many.")]


def form_of(given: Form | None) -> Form:
    """The form asked for; without one a table for people, JSON lines for programs."""
    return given or (Form.TABLE if sys.stdout.isatty() else Form.JSONL)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """A command with a parameter `filters` as a command with one option for each filter in its place."""
    hints = get_type_hints(command, localns={"Filters": object}, include_extras=True)
    own = [p.replace(annotation=hints[name]) for name, p in signature(command).parameters.items() if name != "filters"]
    options = [_option(name) for name in FILTERS]

    @wraps(command)
    def run(**given: Any) -> None:
        asked = {name: given.pop(name) for name in FILTERS}
        command(filters=filters_of(asked), **given)

    keyword = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in (*own, *options)]
    run.__signature__ = Signature(keyword)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in keyword}
    return run


def _option(name: str) -> Parameter:
    kind, metavar, text = FILTERS[name]
    optional: Any = kind if kind is int else kind | None
    option: Any = typer.Option(f"--{name}", metavar=metavar, help=text)
    return Parameter(
        name, Parameter.KEYWORD_ONLY, default=1 if kind is int else None, annotation=Annotated[optional, option]
    )


def filters_of(asked: Mapping[str, Any]) -> Filters:
    """Filters from the values of the options."""
    from dragoman.register import Filters

    several = {name for name, (kind, _, _) in FILTERS.items() if kind in (list[str], list[int])}
    values: dict[str, Any] = {name: tuple(value or ()) if name in several else value for name, value in asked.items()}
    return Filters(**values)


def the_register(where: str | None, create: bool = False) -> Register:
    """The register asked for; RegisterError where it is none."""
    from dragoman.cli.batch import settings_in_force
    from dragoman.register import open_register

    return open_register(where or settings_in_force().register, create=create)
