"""`dragoman serve`: it starts, and it does not open the door by mistake."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from dragoman.cli import serve
from dragoman.errors import SettingsError
from dragoman.web.site import Site

DRAGOMAN = [sys.executable, "-m", "dragoman"]


def test_it_serves_the_sample_where_there_is_no_register(tmp_path: Path, sample_path: Path) -> None:
    cache = tmp_path / "dragoman"
    cache.mkdir()
    (cache / sample_path.name).write_bytes(sample_path.read_bytes())
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "DRAGOMAN_REGISTER": str(tmp_path / "none.sqlite")}
    process = subprocess.Popen(
        [*DRAGOMAN, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True, cwd=tmp_path
    )
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "showing" in line)
        address = re.findall(r"http://127\.0\.0\.1:\d+/", line)
        assert "the sample register" in line
        with urllib.request.urlopen(address[0], timeout=20) as answer:
            assert b"Sample register" in answer.read()
    finally:
        process.terminate()
        process.communicate(timeout=20)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "--token"),
        (["--host", "0.0.0.0", "--token", "short"], "at least 8"),
        (["--register", "no/such.sqlite"], "no/such.sqlite"),
        (["--host", "203.0.113.7", "--token", "long enough"], "203.0.113.7"),
    ],
)
def test_what_it_refuses(tmp_path: Path, words: list[str], said: str, sample_path: Path) -> None:
    given = words if "--register" in words else [*words, "--register", str(sample_path)]
    done = subprocess.run(
        [*DRAGOMAN, "serve", *given], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wider_address_takes_a_token_or_a_proxy() -> None:
    for site in (Site(host="::1"), Site(host="0.0.0.0", token="long enough"), Site(host="0.0.0.0", proxied=True)):
        serve._check(site)
    with pytest.raises(SettingsError):
        serve._check(Site(host="192.168.0.2"))
