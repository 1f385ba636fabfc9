"""`dragoman watch` from the shell, against a server on this machine."""

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ITEM = "<item><title>{0}</title><link>{1}/{0}</link><description>&lt;p&gt;Chile and Peru met, {0} said.&lt;/p&gt;</description></item>"


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = b""
            if self.path == "/feed":
                items = "".join(ITEM.format(name, url) for name in ("one", "two"))
                body = f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        url = f"http://127.0.0.1:{http.server_address[1]}"
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield url
        http.shutdown()


def listed(folder: Path, *urls: str) -> Path:
    path = folder / "feeds.toml"
    feeds = "".join(f'[[feed]]\nurl = "{url}"\nfull_text = false\n' for url in urls)
    path.write_text('delay = "0s"\n' + feeds)
    return path


def test_once(run, site: str, tmp_path: Path) -> None:
    path = listed(tmp_path, f"{site}/feed")
    outcome = run("watch", path, "--once", "--register", tmp_path / "r.sqlite", "--allow-private")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{site}/feed: 2 added, 0 known; next ")
    again = run("watch", path, "--once", "--register", tmp_path / "r.sqlite", "--allow-private")
    assert (again.code, again.out) == (0, "")
    with sqlite3.connect(tmp_path / "r.sqlite") as db:
        assert db.execute("select title, publisher from reports order by title").fetchall() == [
            ("one", "Wire"),
            ("two", "Wire"),
        ]


def test_a_bad_feed_is_told_and_the_others_read(run, site: str, tmp_path: Path) -> None:
    path = listed(tmp_path, f"{site}/none", f"{site}/feed")
    outcome = run("watch", path, "--once", "--register", tmp_path / "r.sqlite", "--allow-private")
    assert outcome.code == 1
    assert f"{site}/none: the server answered 404" in outcome.err
    assert "2 added" in outcome.out


def test_a_wrong_list_is_wrong_usage(run, tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text("[[feed]]\nurl = 'news.example'\n")
    outcome = run("watch", path, "--once")
    assert outcome.code == 2
    assert "feeds.toml:feed[1]:url" in outcome.err
    assert not (tmp_path / "dragoman.sqlite").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_is_clean(tmp_path: Path, site: str, number: signal.Signals) -> None:
    path = listed(tmp_path, f"{site}/none")
    command = [sys.executable, "-m", "dragoman", "watch", str(path), "--register", "r.sqlite", "--allow-private"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "0 added" in process.stdout.readline()
        process.send_signal(number)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
