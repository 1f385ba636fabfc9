"""Cells of tables."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ExportError
from dragoman.exports.cells import FORMULA, cell, one_line, tsv_line
from dragoman.exports.files import beside, write_lines


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (-3.5, "-3.5"),
        ("-3.5", "'-3.5"),
        ("=1+1", "'=1+1"),
        ("@who", "'@who"),
        ("\t=1", "'=1"),
        ("a\r\nb\tc\x00d", "a b c d"),
        ("it's = fine", "it's = fine"),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text


def test_a_line_of_strict_tsv() -> None:
    assert tsv_line(["a\tb", None, 'the "Bear"', 3]) == "a b\t\tthe 'Bear'\t3"


@given(st.text(max_size=40))
def test_any_text_makes_one_safe_cell(text: str) -> None:
    made = cell(text)
    assert not made.startswith(FORMULA)
    assert len(f"{made}\n".splitlines()) <= 1
    assert tsv_line([text, text]).count("\t") == 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_line_can_stand_in_xml(text: str) -> None:
    element = ElementTree.Element("a", b=one_line(text))
    assert ElementTree.fromstring(ElementTree.tostring(element)).get("b") == one_line(text)


def test_a_file_where_a_folder_is_and_a_folder_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    with pytest.raises(ExportError, match="folder"):
        write_lines(tmp_path / "folder", ["x"])
    with pytest.raises(ExportError, match="file"), beside(tmp_path / "file") as place:
        place.mkdir()
    assert (tmp_path / "file").read_text() == "x"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
