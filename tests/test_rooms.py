"""Data flows one way: a room imports only from the rooms above it, and each room states its rule."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dragoman"
FLOORS = (
    ("version", "errors"),
    ("records", "settings"),
    ("data",),
    ("knowledge",),
    ("sources",),
    ("parsing",),
    ("reading",),
    ("register",),
    ("exports",),
    ("bulk",),
    ("web",),
    ("cli",),
)
ROOMS = tuple(room for floor in FLOORS for room in floor)
LEVEL = {room: number for number, floor in enumerate(FLOORS) for room in floor}
FOLDERS = tuple(room for room in ROOMS if (PACKAGE / room).is_dir())


def room_of(path: Path) -> str:
    """The room that a file stands in; the front door, `__init__.py`, is above all rooms."""
    part = path.relative_to(PACKAGE).parts[0]
    return Path(part).stem


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and module of each import from the package, whether at the top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.startswith("dragoman."))
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("dragoman"):
            names = [alias.name for alias in node.names] if node.module == "dragoman" else [""]
            yield from ((node.lineno, f"{node.module}.{name}".rstrip(".")) for name in names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, "dragoman.<relative>"


def wrong_ways(path: Path) -> list[str]:
    """The imports of a file that run against the flow, as messages."""
    here = room_of(path)
    found = []
    for line, module in imports(ast.parse(path.read_text(encoding="utf-8"))):
        there = module.split(".")[1]
        if there not in LEVEL or (LEVEL[there] > LEVEL[here]) or (there != here and LEVEL[there] == LEVEL[here]):
            found.append(f"{path.relative_to(PACKAGE)}:{line}: {here} imports {module}")
    return found


def test_no_import_runs_the_wrong_way() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if not room_of(path).startswith("__")]
    assert files
    assert [message for path in files for message in wrong_ways(path)] == []


def test_a_wrong_import_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    (tmp_path / "records.py").write_text("def f():\n    from dragoman.reading import page\n")
    assert wrong_ways(tmp_path / "records.py") == ["records.py:2: records imports dragoman.reading"]


def test_every_file_stands_in_a_known_room() -> None:
    strangers = {room_of(path) for path in PACKAGE.rglob("*.py")} - set(ROOMS) - {"__init__", "__main__"}
    assert strangers == set()


@pytest.mark.parametrize("room", FOLDERS)
def test_every_room_states_its_rule(room: str) -> None:
    readme = PACKAGE / room / "README.md"
    assert readme.is_file(), f"src/dragoman/{room}/README.md is missing"
    assert readme.read_text(encoding="utf-8").startswith(f"# {room}")
