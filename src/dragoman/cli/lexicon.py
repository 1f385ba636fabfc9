"""`dragoman lexicon`: check data files, try a draft frame, find verbs without a frame, import other dictionaries."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.batch import Batch, complain, date_or_none, settings_in_force
from dragoman.cli.options import Published, Sources

if TYPE_CHECKING:
    from dragoman.exports.brief import Line
    from dragoman.knowledge.petrarch import Carried, Left
    from dragoman.reading.lexicon import Hit
    from dragoman.reading.page import Page
    from dragoman.reading.reader import Reader

LISTED = 12  # places named for one reason; the rest is in the file
LEFT_FILE = "not_carried_over.txt"

app = typer.Typer(
    help="Extend the lexicon: check your files, try a frame, find verbs without one.", no_args_is_help=True
)

Folder = Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="Your data folder (setting `lexicon`).")]


@app.command("check")
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Your data folder; else the one in the settings.")
    ] = None,
) -> None:
    """Check the shipped data files and your own, key by key; exit code 1 if anything is wrong."""
    from dragoman.knowledge.check import check as problems

    found = list(problems(folder or settings_in_force().lexicon))
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    if found:
        raise typer.Exit(1)
    typer.echo("all is well")


@app.command("try")
def attempt(
    frames: Annotated[Path, typer.Argument(metavar="FRAME.yaml", help="A draft in the format of data/frames.")],
    sources: Sources,
    published: Published = None,
) -> None:
    """Show where the frames of a draft fire in reports, and where they nearly do and why not."""
    from dragoman.cli.show import show
    from dragoman.knowledge.check import check_frames
    from dragoman.knowledge.frames import read_frames
    from dragoman.reading.lexicon import trials, with_drafts

    batch = Batch(sources, settings_in_force(), date_or_none(published))
    reader = _reader()
    if flaws := list(check_frames(frames, reader.knowledge.frames.classes)):
        for flaw in flaws:
            complain(str(flaw))
        raise typer.Exit(1)
    drafts = read_frames(frames)
    reader, names = with_drafts(reader, drafts), frozenset(frame.id for frame in drafts)
    hits = [hit for page in _pages(reader, batch) for hit in trials(reader, page, names)]
    show(list(_lines(hits)))
    batch.finish()


@app.command("coverage")
def coverage(
    sources: Sources,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many verbs to show.")] = 40,
) -> None:
    """List frequent verbs with two parties that no frame covers, the most frequent first, with an example each."""
    from dragoman.cli.listings import print_table
    from dragoman.reading.lexicon import coverage as gaps

    batch = Batch(sources, settings_in_force(), None)
    reader = _reader()
    found = gaps(reader, _pages(reader, batch))[:top]
    rows = [{"count": g.count, "verb": g.verb, "with": ", ".join(g.slots[:4]), "example": g.sentence} for g in found]
    print_table(rows, ("count", "verb", "with", "example"))
    batch.finish()


@app.command("import-petrarch")
def import_petrarch(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Verb or actor dictionaries of PETRARCH.")],
    folder: Folder,
) -> None:
    """Turn PETRARCH verb and actor dictionaries into frames and actors of your own; say what is left out."""
    from dragoman.knowledge.petrarch import import_petrarch as carry

    carried = carry(files, folder)
    typer.echo(f"{carried.frames} frames, {carried.actors} rows of actors")
    sys.stdout.writelines(f"wrote {file}\n" for file in carried.files)
    sys.stdout.writelines(_left(carried))
    if carried.left:
        folder.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{one.where}: {one.reason}: {one.text}\n" for one in carried.left)
        (folder / LEFT_FILE).write_text(lines, encoding="utf-8")


def _reader() -> Reader:
    from dragoman.reading.reader import load_reader

    settings = settings_in_force()
    return load_reader(settings.parser, settings.threads, settings.lexicon)


def _pages(reader: Reader, batch: Batch) -> Iterator[Page]:
    from dragoman.reading.page import Page
    from dragoman.reading.reader import parted

    return (Page(report, reader.parser.parse(parted(report))) for report in batch.reports())


def _lines(hits: list[Hit]) -> Iterator[Line]:
    from dragoman.exports.brief import Line, Piece

    for title, chosen in (
        ("FIRED", [hit for hit in hits if hit.problem is None]),
        ("NEARLY FIRED", [hit for hit in hits if hit.problem is not None]),
    ):
        yield Line((Piece(f"{title}: {len(chosen)}", "title"),))
        for hit in chosen:
            yield Line(
                (Piece(f"{hit.word}: {hit.frame}  "), Piece(_outcome(hit), "name"), Piece(f"  {hit.report}", "note"))
            )
            yield Line((Piece(f"    {hit.sentence}", "words"),))
        yield Line(())


def _outcome(hit: Hit) -> str:
    return hit.problem or f"{', '.join(hit.actor) or '?'} → {', '.join(hit.recipient) or '?'}"


def _left(carried: Carried) -> Iterator[str]:
    by_reason: dict[str, list[Left]] = defaultdict(list)
    for one in carried.left:
        by_reason[one.reason].append(one)
    yield f"not carried over: {len(carried.left)}{f' (all in {LEFT_FILE})' if carried.left else ''}\n"
    for reason, ones in sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"  {len(ones)}  {reason}: {_places(one.where for one in ones)}\n"


def _places(places: Iterable[str]) -> str:
    found = list(places)
    return ", ".join(found[:LISTED]) + (", …" if len(found) > LISTED else "")
