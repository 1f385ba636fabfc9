"""The front-end parts are those that were fetched, and their licences lie beside them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendor_web", ROOT / "tools" / "vendor_web.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["vendor_web"] = module
    spec.loader.exec_module(module)
    return module


def test_the_parts_have_the_hashes_that_were_noted(tool: ModuleType) -> None:
    assert tool.wrong_hashes(tool.VENDOR) == []
    assert tool.wrong_hashes(tool.FOR_TESTS) == []


def test_a_changed_part_is_found(tool: ModuleType, tmp_path: Path) -> None:
    table = (tool.VENDOR / "README.md").read_text(encoding="utf-8")
    (tmp_path / "README.md").write_text(table, encoding="utf-8")
    for path in tool.VENDOR.iterdir():
        if path.name != "README.md":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "htmx.min.js").write_text("other")
    (tmp_path / "new.js").write_text("new")
    assert [message.split(": ")[0].rpartition("/")[2] for message in tool.wrong_hashes(tmp_path)] == [
        "htmx.min.js",
        "new.js",
    ]


def test_every_part_has_its_licence(tool: ModuleType) -> None:
    licences = (ROOT / "LICENSES.md").read_text(encoding="utf-8")
    assert "src/dragoman/web/static/vendor" in licences
    for part in tool.PARTS:
        short = part.package.rpartition("/")[2].removesuffix(".org")
        assert (tool.VENDOR / f"{short}.LICENSE").stat().st_size > 500
        assert short.split("-")[0] in licences.lower()
