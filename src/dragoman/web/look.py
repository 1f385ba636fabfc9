"""How things are written on the page: templates and the few words and addresses that they need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dragoman.exports.formats import FORMATS
from dragoman.knowledge.load import DATA, read_yaml
from dragoman.knowledge.plover import contexts, event_types
from dragoman.records import AgreementStatus, TransferStatus
from dragoman.version import __version__
from dragoman.web import query
from dragoman.web.side_by_side import told

if TYPE_CHECKING:
    from starlette.requests import Request

HERE = Path(__file__).parent
STATIC = HERE / "static"
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
NAV = (
    ("/timeline", "Timeline"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/events", "Events"),
    ("/statements", "Statements"),
    ("/transfers", "Transfers"),
    ("/agreements", "Agreements"),
    ("/actors", "Actors"),
    ("/reports", "Reports"),
)
CATEGORIES = {
    "I": "battle tanks",
    "II": "armoured combat vehicles",
    "III": "large-calibre artillery",
    "IV": "combat aircraft",
    "V": "attack helicopters",
    "VI": "warships",
    "VII": "missiles and launchers",
    "other": "other",
}


@cache
def templates() -> Environment:
    """The templates; every value is escaped, an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        state=state_name, one_line=one_line, web=web_address, many=many, snippet=snippet, signed=signed
    )
    environment.globals.update(
        QUADS=QUADS,
        NAV=NAV,
        CATEGORIES=CATEGORIES,
        types=event_types,
        contexts=lambda: [c.name for c in contexts()],
        transfer_statuses=TransferStatus.__args__,  # type: ignore[attr-defined]
        agreement_statuses=AgreementStatus.__args__,  # type: ignore[attr-defined]
        asset=asset,
        address=query.address,
        report_address=report_address,
        told=told,
        FORMATS=FORMATS,
        version=__version__,
    )
    return environment


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """A page. Every template knows the request's path and the site."""
    site = request.app.state.hall.site
    text = templates().get_template(template).render(path=request.url.path, site=site, **values)
    return HTMLResponse(text, status)


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the content, so that browsers may keep what they have."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


@cache
def _states() -> dict[str, str]:
    page = read_yaml(DATA / "actors" / "states.yaml")
    names = {code: str(entry["name"]) for code, entry in page.value.items()}
    return names | {"IGO": "intergovernmental", "UNO": "United Nations", "EUR": "European Union"}


def state_name(code: str | None) -> str:
    """The name of a state by its code; the code itself where it is none."""
    return _states().get(code, code) if code else ""


def one_line(text: str | None) -> str:
    """Words of a report with their line breaks made blanks."""
    return " ".join((text or "").split())


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: http and https only."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def many(count: int, one: str, more: str = "") -> str:
    """ "1 report", "2,000 reports"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def signed(score: float) -> str:
    """A score with its sign, a minus being a minus."""
    return f"{score:+.1f}".replace("-", "−")


def snippet(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a search hit, and whether each is what was sought: [so] in the text."""
    for number, piece in enumerate(text.split("[")):
        found, closed, rest = piece.partition("]")
        if number and closed:
            yield found, True
            yield rest, False
        else:
            yield ("[" if number else "") + piece, False


def report_address(report: str, record: str | None = None) -> str:
    """The page of a report, at the words of a record (e3, s1, t2, …)."""
    pairs = [("id", report), *([("at", record)] if record else [])]
    return f"/report?{urlencode(pairs)}" + (f"#{record}" if record else "")
