"""The list of the dependencies' licences is whole, and none of them forbids what our own allows."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTED = ROOT / "docs" / "dependencies.md"


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_listed_with_a_licence() -> None:
    pinned = {
        plain(name) for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    }
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]]
        for line in LISTED.read_text().splitlines()
        if line.startswith("| ")
    ]
    licences = {plain(name): licence for name, _, licence in rows[1:]}
    elsewhere = {"colorama", "tzdata", "exceptiongroup", "greenlet"}  # on other systems and versions of Python only
    assert pinned - set(licences) <= elsewhere, "run `make sbom`"
    assert all(licences.values())
    copyleft = {name for name, licence in licences.items() if "GPL" in licence and "OR" not in licence}
    assert copyleft == set()
    assert "UNKNOWN" not in licences.values()
