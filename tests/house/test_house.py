"""The house itself: one version, one lock, documents that do not drift."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dragoman
from dragoman import records

ROOT = Path(__file__).resolve().parents[2]
HOSTS = {"pypi.org", "files.pythonhosted.org"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/dragoman/version.py"
    assert f"## {dragoman.__version__}" in text("CHANGELOG.md")


def test_the_lock_names_no_other_host() -> None:
    hosts = set(re.findall(r"https?://([^/\"'\s]+)", text("uv.lock") + text("requirements.txt")))
    assert hosts <= HOSTS


def test_the_requirements_are_those_of_the_lock() -> None:
    locked = {(p["name"], p.get("version")) for p in tomllib.loads(text("uv.lock"))["package"]}
    for name in ("requirements.txt", "requirements-dev.txt"):
        pinned = set(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", text(name), re.MULTILINE))
        assert pinned
        assert pinned <= locked


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    groups = project["dependency-groups"]
    needed = {"requirements.txt": [*project["project"]["dependencies"], *groups["install"]]}
    needed["requirements-dev.txt"] = [*project["project"]["dependencies"], *groups["install"], *groups["dev"]]
    for name, wanted in needed.items():
        names = {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in wanted if isinstance(line, str)}
        pinned = set(re.findall(r"^([a-z0-9._-]+)==", text(name), re.MULTILINE))
        assert names <= pinned


def test_the_command_line_is_documented_as_it_is() -> None:
    done = subprocess.run(
        [sys.executable, "docs/make_cli.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_links_in_the_docs_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(f"docs/{page}")):
        assert "://" in target or (ROOT / "docs" / target).exists(), f"docs/{page} links to {target}"


def test_the_library_is_lazy() -> None:
    code = (
        "import sys, dragoman; print([m for m in ('numpy', 'onnxruntime', 'trafilatura', 'yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert dragoman.Settings().parser == "dragoman"
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        _ = dragoman.reed


def test_every_field_of_the_records_is_documented() -> None:
    page = set(re.findall(r"`([a-z_0-9]+)`", text("docs/records.md")))
    structs = [s for s in vars(records).values() if isinstance(s, type) and issubclass(s, records.Record)]
    fields = {field for struct in structs for field in struct.__struct_fields__}
    assert fields - page == set()
