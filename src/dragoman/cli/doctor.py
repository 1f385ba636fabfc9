"""`dragoman doctor`: what is installed, which model, which settings, and whether it all works together."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator

import typer

from dragoman.cli.batch import PARTIAL
from dragoman.version import __version__

PARTS = (
    "numpy",
    "onnxruntime",
    "msgspec",
    "PyYAML",
    "lemminflect",
    "trafilatura",
    "htmldate",
    "babel",
    "typer",
    "rich",
)
OPTIONAL = ("spacy", "stanza")
PROBE = "The ministers of Norway and Chile met in Oslo on Monday."


def doctor() -> None:
    """Show what is installed, the model, the settings, and whether they work together."""
    lines = [
        ("dragoman", __version__),
        ("Python", f"{platform.python_version()}, {sys.executable}"),
        ("system", f"{platform.system()} {platform.machine()}"),
    ]
    checks = ((name, lambda name=name: _version(name)) for name in PARTS)
    problems = 0
    for name, text in lines:
        _line(name, text)
    for name, check in (*checks, ("settings", _settings), ("model", _model), ("reading", _reading)):
        problems += not _checked(name, check)
    for name, text in _optional():
        _line(name, text)
    if problems:
        raise typer.Exit(PARTIAL)


def _line(name: str, text: str) -> None:
    typer.echo(f"{name:<12} {text}")


def _checked(name: str, check: Callable[[], str]) -> bool:
    """Print what a check finds; False where it finds something broken."""
    from importlib.metadata import PackageNotFoundError

    from dragoman.errors import DragomanError

    try:
        _line(name, check())
    except PackageNotFoundError:
        _line(name, "MISSING: run `make demo`, or install dragoman again")
    except (DragomanError, ImportError, OSError) as problem:
        _line(name, f"BROKEN: {problem}")
    else:
        return True
    return False


def _version(name: str) -> str:
    from importlib.metadata import version

    return version(name)


def _optional() -> Iterator[tuple[str, str]]:
    from importlib.metadata import PackageNotFoundError

    for name in OPTIONAL:
        try:
            yield name, _version(name)
        except PackageNotFoundError:
            yield name, "not installed (not needed)"


def _settings() -> str:
    from dragoman.settings import load_settings

    settings = load_settings()
    threads = settings.threads or "as the machine has"
    limits = f"max_bytes {settings.max_bytes}, max_words {settings.max_words}"
    return f"parser {settings.parser}, threads {threads}, {limits}, lexicon {settings.lexicon}"


def _model() -> str:
    from dragoman.parsing import model_version

    return model_version()


def _reading() -> str:
    from time import perf_counter

    import dragoman

    start = perf_counter()
    reader = dragoman.load()
    loaded = perf_counter()
    reading = reader.read(dragoman.make_report(PROBE))
    found = f"{len(reading.actors)} actors, {len(reading.events)} events in a sentence"
    return f"works: loaded in {loaded - start:.1f} s; {found}, {perf_counter() - loaded:.2f} s"
