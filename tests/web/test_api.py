"""The API says what its description promises, whatever is asked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dragoman.register import Filters, limits, open_register
from dragoman.register.engine import address, connect_to
from dragoman.register.records import KnownEvent
from dragoman.web.app import create_app
from dragoman.web.site import Site

from . import routes
from .conftest import Client, client_of


def test_the_api_keeps_its_word(sample_path: Path) -> None:
    """schemathesis asks every question but the one that reads, which is slow, with made-up values."""
    checks = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
    with open_register(sample_path, create=False, readonly=True) as register:
        app = create_app(Site(register=sample_path, sample=True), register)
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "127.0.0.1"})
        operations = [one.ok() for one in schema.exclude(path="/api/read").get_all_operations()]
        assert len(operations) > 15
        for operation in operations:

            @given(operation.as_strategy())
            @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
            def ask(case: schemathesis.Case) -> None:
                case.call_and_validate(headers={"host": "127.0.0.1"}, checks=checks)

            ask()


@pytest.mark.parametrize("path", routes.API)
def test_each_question_is_answered(sample: Client, empty: Client, evil: Client, path: str) -> None:
    for client in (sample, empty, evil):
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        json.loads(answer.content)


def test_lists_come_in_pages_or_as_lines(sample: Client) -> None:
    first = sample.get("/api/events?limit=7").json()
    assert (len(first["items"]), first["limit"], first["offset"]) == (7, 7, 0)
    second = sample.get("/api/events?limit=7&offset=7").json()
    assert {e["id"] for e in first["items"]}.isdisjoint(e["id"] for e in second["items"])
    answer = sample.get("/api/events?format=jsonl")
    lines = answer.text.splitlines()
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert len(lines) == first["count"]
    assert [msgspec.json.decode(line, type=KnownEvent).id for line in lines[:7]] == [e["id"] for e in first["items"]]


def test_filters_are_those_of_the_register(sample: Client, sample_path: Path) -> None:
    with open_register(sample_path, create=False, readonly=True) as register:
        wanted = [e.id for e in register.events(Filters(actor=("FRA", "TUR"), quad=(3,), since="2021-09"))]
    found = sample.get("/api/events?actor=FRA&actor=TUR&quad=3&since=2021-09").json()
    assert [e["id"] for e in found["items"]] == wanted
    assert wanted


def test_single_records(sample: Client, sample_path: Path) -> None:
    with open_register(sample_path, create=False, readonly=True) as register:
        paths = [p for p in routes.of_records(register) if not p.startswith("/report")]
    for path in paths:
        answer = sample.get("/api" + path)
        assert answer.status_code == 200, path
    assert sample.get("/api/reading?report=gao-wire").json()["report"]["id"] == "gao-wire"


@pytest.mark.parametrize(
    "path",
    [
        "/api/events?quad=7",
        "/api/events?since=May",
        "/api/events?limit=0",
        "/api/days?unit=week",
        "/api/search",
        "/api/events?since=2021-13",
    ],
)
def test_wrong_values_are_told(sample: Client, path: str) -> None:
    answer = sample.get(path)
    assert answer.status_code == 422
    assert re.search(r"\w", answer.json()["error"])


def test_what_is_not_there(sample: Client) -> None:
    for path in ("/api/events/e0000000000", "/api/actors/Atlantis", "/api/reading?report=none", "/api/nothing"):
        answer = sample.get(path)
        assert answer.status_code == 404
        assert answer.json()["error"]


def test_a_question_that_takes_too_long_is_refused(sample_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for client in client_of(sample_path):
        assert client.get("/api/counts").status_code == 200
        register = client.app.state.hall.register  # type: ignore[attr-defined]
        register.engine.dispose()
        monkeypatch.setattr(limits, "STEPS", 1)
        register.engine = connect_to(address(sample_path), create=False, readonly=True, patience=1, limit=1e-9)
        for path in ("/api/events", "/api/events?format=jsonl", "/api/days", "/api/search?q=talks"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert "ask for less" in answer.json()["error"]
        page = client.get("/events")
        assert page.status_code == 503
        assert "ask for less" in page.text
