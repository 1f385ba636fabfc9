"""The pages, one router each."""

from dragoman.web.pages import (
    actors,
    charts,
    downloads,
    events,
    made,
    moved,
    overview,
    paste,
    reports,
    said,
    search,
    visitors,
)

ROUTERS = tuple(
    module.router
    for module in (
        overview,
        charts,
        events,
        said,
        moved,
        made,
        actors,
        reports,
        search,
        paste,
        downloads,
        visitors,
    )
)
