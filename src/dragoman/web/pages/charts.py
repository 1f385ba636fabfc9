"""Timeline, network and map: the page around each chart, and the same figures as a table."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web import asking, query
from dragoman.web.hall import hall_of
from dragoman.web.look import page
from dragoman.web.pages.listing import Listing, asked_of, listing

router = APIRouter()
NODES = 150
SPOTS = 400
TABLE = 40  # rows of the table beneath a chart


@router.get("/timeline")
def timeline(request: Request) -> Response:
    """Events, statements and transfers over time; the events themselves beneath."""
    asked = asked_of(request)
    found = hall_of(request).register.events(asked.filters, order=asked.order)
    return page(
        request,
        "timeline.html",
        list=listing(request, "/timeline", asked, found),
        data=query.address("/api/days", asked.filters, unit="auto"),
    )


@router.get("/network")
def network(request: Request) -> Response:
    """Who did what to whom."""
    asked = asked_of(request)
    drawn = asking.network(hall_of(request), asked.filters, NODES)
    return page(
        request,
        "network.html",
        list=Listing("/network", asked, (), len(drawn.edges)),
        network=drawn,
        names={node.id: node for node in drawn.nodes},
        edges=drawn.edges[:TABLE],
        data=query.address("/api/network", asked.filters, most=NODES),
    )


@router.get("/map")
def world(request: Request) -> Response:
    """Where it happened, and which way arms go."""
    asked = asked_of(request)
    drawn = asking.drawing(hall_of(request), asked.filters, SPOTS)
    return page(
        request,
        "map.html",
        list=Listing("/map", asked, (), len(drawn.spots) + len(drawn.flows)),
        spots=drawn.spots[:TABLE],
        flows=drawn.flows[:TABLE],
        data=query.address("/api/map", asked.filters, most=SPOTS),
    )
