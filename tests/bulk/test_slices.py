from dragoman.bulk.slices import Fault, slices
from dragoman.errors import Foreign, SourceError, TooLarge
from dragoman.sources.raw import Raw


def raws(*sizes: int) -> list[Raw]:
    return [Raw(f"a:{n}", b"x" * size, "text") for n, size in enumerate(sizes)]


def test_slices_have_so_many_records_and_bytes() -> None:
    found = list(slices(raws(1, 1, 1, 1, 1), 2))
    assert [(part.number, part.first, len(part.pieces)) for part in found] == [(0, 0, 2), (1, 2, 2), (2, 4, 1)]
    found = list(slices(raws(5, 5, 50, 5, 5), 3, most_bytes=10))
    assert [(part.first, len(part.pieces)) for part in found] == [(0, 2), (2, 1), (3, 2)]
    assert list(slices([], 2)) == []


def test_errors_keep_their_place() -> None:
    items = [*raws(1), TooLarge("b:1", "large"), Foreign("c", "Spanish"), SourceError("d", "gone")]
    (part,) = slices(items, 9)
    assert [piece.kind if isinstance(piece, Fault) else "" for piece in part.pieces] == [
        "",
        "source",
        "language",
        "source",
    ]
    assert part.pieces[1] == Fault("b:1", "source", "large")


def test_fingerprints_tell_inputs_apart() -> None:
    def print_of(*items: Raw | SourceError) -> str:
        return next(slices(items, 9)).fingerprint

    one = Raw("a", b"xy", "text")
    others = [
        Raw("b", b"xy", "text"),
        Raw("a", b"xz", "text"),
        SourceError("a", "xy!"),
    ]
    assert print_of(one) == print_of(Raw("a", b"xy", "text"))
    assert len({print_of(item) for item in (one, *others)}) == 4
    assert print_of(Raw("a", b"x", "text"), Raw("a", b"y", "text")) != print_of(
        Raw("a", b"xa", "text"), Raw("a", b"", "text")
    )
