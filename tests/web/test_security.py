"""Who is let in, and what nobody is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.web.security import COOKIE, pass_of

from .conftest import Client, client_of

TOKEN = "correct horse battery"


@pytest.fixture
def guarded(empty_path: Path) -> Iterator[Client]:
    yield from client_of(empty_path, token=TOKEN, host="0.0.0.0", names=("desk.example",))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost", "LOCALHOST:80", "[::1]:8321"])
def test_this_machine_may_ask(empty: Client, host: str) -> None:
    assert empty.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.7",
        "localhost@evil.example",
        "[::1",
        "",
        "127.0.0.1/x",
        "a:b:c",
    ],
)
def test_another_name_may_not_ask(empty: Client, host: str) -> None:
    answer = empty.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "content-security-policy" in answer.headers


def test_a_page_of_another_site_may_not_send(empty: Client) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9", "file://"):
        assert empty.post("/read", data={"text": "x"}, headers={"origin": origin}).status_code == 403
    assert empty.post("/read", data={"text": "x"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert empty.post("/read", data={"text": " "}, headers={"origin": "http://127.0.0.1"}).status_code == 422


def test_every_answer_forbids_what_is_not_ours(empty: Client) -> None:
    for path in ("/", "/nowhere", "/static/page.css", "/api/counts", "/api/nothing"):
        headers = empty.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_the_token_is_asked_for(guarded: Client) -> None:
    assert guarded.get("/", follow_redirects=False).headers["location"] == "/login"
    assert guarded.get("/api/counts").status_code == 401
    assert guarded.get("/login").status_code == 200
    assert guarded.get("/static/page.css").status_code == 200
    assert guarded.post("/login", data={"token": "wrong"}).status_code == 401
    assert guarded.get("/api/counts", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert guarded.get("/api/counts", headers={"cookie": f"{COOKIE}={TOKEN}"}).status_code == 401
    assert guarded.get("/api/counts", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_who_shows_the_token_is_remembered(guarded: Client) -> None:
    answer = guarded.post("/login", data={"token": TOKEN}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert TOKEN not in cookie
    assert guarded.get("/", headers={"cookie": f"{COOKIE}={pass_of(TOKEN)}"}).status_code == 200


def test_listening_wider_takes_addresses_and_names_given(guarded: Client) -> None:
    for host, status in (("192.168.1.7:8321", 200), ("desk.example", 200), ("evil.example", 400)):
        answer = guarded.get("/api/counts", headers={"host": host, "authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == status


def test_bodies_are_bounded(empty: Client) -> None:
    big = {"text": "x" * 1_100_000}
    assert empty.post("/read", data=big).status_code == 413

    def parts() -> Iterator[bytes]:
        yield b"text="
        for _ in range(12):
            yield b"x" * 100_000

    answer = empty.post("/read", content=parts(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413
    assert empty.post("/read", content=b"x", headers={"content-length": "many"}).status_code in (400, 413)
    long = {"text": "word " * 60_000}
    assert "at most 200,000" in empty.post("/read", data=long).text


def test_no_traceback_reaches_a_visitor(empty: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.register.store import Register

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a secret path /home/someone")

    monkeypatch.setattr(Register, "reports", broken)
    for path in ("/reports", "/api/reports"):
        answer = empty.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert "fault of its own" in answer.text


def test_websockets_are_refused(empty: Client) -> None:
    from starlette.websockets import WebSocketDisconnect

    with pytest.raises(WebSocketDisconnect), empty.websocket_connect("/"):
        pass
