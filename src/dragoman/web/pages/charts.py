"""Timeline, network and map: the page around each chart, and the same figures as a table."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web import query
from dragoman.web.atlas import drawn_flows
from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.listing import asked_of, listing

router = APIRouter()
NODES = 150
TABLE = 40  # rows of the table beneath a chart


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """Events, statements and transfers over time; the events themselves beneath."""
    asked, register = asked_of(request), hall_of(request).register
    found = register.events(asked.filters, order=asked.order)
    return page(
        request,
        "timeline.html",
        list=listing("/timeline", asked, found),
        data=query.address("/api/days", asked.filters, unit="auto"),
    )


@router.get("/network")
def network(request: Request) -> Response:
    """Who did what to whom."""
    asked, register = asked_of(request), hall_of(request).register
    drawn = register.network(asked.filters, NODES)
    return page(
        request,
        "network.html",
        list=listing("/network", asked, register.events(asked.filters)),
        network=drawn,
        names={node.id: node for node in drawn.nodes},
        edges=drawn.edges[:TABLE],
        data=query.address("/api/network", asked.filters, most=NODES),
    )


@router.get("/map")
def world(request: Request) -> Response:
    """Where it happened, and which way arms go."""
    asked, register = asked_of(request), hall_of(request).register
    return page(
        request,
        "map.html",
        list=listing("/map", asked, register.events(asked.filters)),
        spots=register.spots(asked.filters)[:TABLE],
        flows=drawn_flows(register.flows(asked.filters))[:TABLE],
        data=query.address("/api/map", asked.filters),
    )
