"""IPTC ninjs, versions 1 to 3: news items as agencies send them, in JSON.

Read from https://iptc.org/std/ninjs/: version 1 has `body_text` and the like, version 2 and 3 lists of `bodies`,
`headlines`. Of several bodies or headlines the plain text, then the page, then the first is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from dragoman.errors import SourceError, TooLarge
from dragoman.sources.assemble import Given
from dragoman.sources.fields import Fields
from dragoman.sources.raw import Raw

PLAIN, PAGE = "text/plain", ("text/html", "application/xhtml+xml")


class Part(msgspec.Struct):
    """A headline or a body, of which an item may have several."""

    value: str = ""
    role: str | None = None
    contenttype: str | None = None


class Source(msgspec.Struct):
    """Who supplied the item."""

    name: str | None = None


class Item(msgspec.Struct):
    """What is used of a news item; other properties are passed over."""

    uri: str
    headline: str | None = None
    headlines: list[Part] = []
    byline: str | None = None
    body_text: str | None = None
    body_html: str | None = None
    body_xhtml: str | None = None
    bodies: list[Part] = []
    versioncreated: str | None = None
    versionCreated: str | None = None  # noqa: N815 - as version 3 spells it
    firstcreated: str | None = None
    url: str | None = None
    infosource: list[Source] = []
    infosources: list[Source] = []


def split_ninjs(
    file: BinaryIO, where: str, max_bytes: int, published: str | None = None
) -> Iterator[Raw | SourceError]:
    """The items of a file: one, or a list of them. Raises SourceError where it is no JSON or too large."""
    raw = file.read(max_bytes + 1)
    if len(raw) > max_bytes:
        raise TooLarge(where, f"larger than the limit of {max_bytes} bytes (setting max_bytes)")
    try:
        found = msgspec.json.decode(raw, type=Item | list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise SourceError(where, f"this is no ninjs news item: {problem}") from problem
    if isinstance(found, Item):
        yield _raw(found, where, published)
        return
    for number, part in enumerate(found, 1):
        place = f"{where}:{number}"
        try:
            yield _raw(msgspec.json.decode(part, type=Item), place, published)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            yield SourceError(place, f"this is no ninjs news item: {problem}")


def _raw(item: Item, where: str, published: str | None) -> Raw:
    return Raw(where, msgspec.json.encode(_fields(item)), "fields", Given(published=published))


def _fields(item: Item) -> Fields:
    created = item.firstcreated or item.versioncreated or item.versionCreated
    sources = item.infosource or item.infosources
    page = item.body_xhtml or item.body_html or _body(item.bodies, *PAGE)
    text = item.body_text or _body(item.bodies, PLAIN)
    if not text and not page and item.bodies:
        text = item.bodies[0].value
    return Fields(
        id=item.uri,
        text=text,
        html=None if text else page,
        title=item.headline or _headline(item.headlines),
        byline=item.byline,
        published=created[:10] if created else None,
        url=item.url or (item.uri if item.uri.startswith("http") else None),
        publisher=sources[0].name if sources else None,
    )


def _body(bodies: list[Part], *types: str) -> str | None:
    return next((body.value for body in bodies if body.contenttype in types), None)


def _headline(headlines: list[Part]) -> str | None:
    main = next((part for part in headlines if part.role in (None, "main", "headline")), None)
    return (main or headlines[0]).value if headlines else None
