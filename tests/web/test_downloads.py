"""What is shown can be taken along, in every format."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from dragoman.exports.formats import FORMATS

from .conftest import Client

FILTERS = "actor=FRA&since=2021"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_what_is_shown(sample: Client, empty: Client, name: str) -> None:
    answer = sample.get(f"/export/{name}?{FILTERS}")
    assert answer.status_code == 200
    assert f"dragoman-{name}" in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith("attachment")
    if FORMATS[name].kind == "folder":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    else:
        assert len(answer.text.splitlines()) > 1
    assert empty.get(f"/export/{name}").status_code == 200


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.kind == "text"])
def test_a_single_report(sample: Client, name: str) -> None:
    answer = sample.get(f"/report/export/{name}?id=frigates-wire")
    assert answer.status_code == 200
    assert "Geneva" not in answer.text


def test_exports_heed_the_filters(sample: Client) -> None:
    every, some = sample.get("/export/csv").text, sample.get(f"/export/csv?{FILTERS}").text
    assert 1 < some.count("\n") < every.count("\n")


def test_the_links_of_a_list_carry_its_filters(sample: Client) -> None:
    links = re.findall(r'href="(/export/[^"]+)"', sample.get(f"/events?{FILTERS}").text)
    assert len(links) == len(FORMATS)
    assert all("actor=FRA&amp;since=2021" in link for link in links)


def test_what_is_not_there(sample: Client) -> None:
    assert sample.get("/export/docx").status_code == 404
    assert sample.get("/read/nothing/export/csv").status_code == 410
    assert sample.get("/report/export/csv?id=nothing").status_code == 404


def test_nothing_stays_behind(sample: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert sample.get("/export/frictionless").status_code == 200
    assert list(tmp_path.iterdir()) == []
