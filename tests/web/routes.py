"""Every page and every question of the API, with what it asks of a register filled in."""

from __future__ import annotations

from dragoman.register import Register

LISTS = (
    "/",
    "/timeline",
    "/network",
    "/map",
    "/events",
    "/statements",
    "/transfers",
    "/agreements",
    "/actors",
    "/reports",
    "/search",
    "/search?q=the",
    "/read",
    "/about",
    "/login",
)
API = (
    "/api/counts",
    "/api/events",
    "/api/statements",
    "/api/transfers",
    "/api/agreements",
    "/api/actors",
    "/api/reports",
    "/api/search?q=the",
    "/api/days?unit=auto",
    "/api/network",
    "/api/map",
    "/api/between?left=FRA&right=GRC",
    "/api/openapi.json",
)


def of_records(register: Register) -> list[str]:
    """The pages of single records: the first of each kind."""
    from urllib.parse import quote

    found = []
    for kind, rows in (
        ("events", register.events()),
        ("statements", register.statements()),
        ("transfers", register.transfers()),
        ("agreements", register.agreements()),
        ("actors", register.actors()),
    ):
        found += [f"/{kind}/{row.id}" for row in rows[:3]]
    return found + [f"/report?id={quote(source.report, safe='')}" for source in register.reports()[:20]]
