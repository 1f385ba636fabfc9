"""What a table or a JSON object says of a report, under the names that dragoman gives the fields."""

from __future__ import annotations

import msgspec

from dragoman.errors import SettingsError, SourceError
from dragoman.records import Report
from dragoman.sources.assemble import Given, make_report
from dragoman.sources.dates import given_date
from dragoman.sources.decode import Decoded
from dragoman.sources.html import page_report


class Fields(msgspec.Struct, omit_defaults=True):
    """One report as fields; other fields are passed over."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


NAMES = Fields.__struct_fields__


def fields_report(fields: Fields, where: str, published: str | None = None) -> Report:
    """The report; `published` (ISO) goes before what the fields say.

    Raises SourceError where neither text nor page is given, or the date is in no known format.
    """
    given = _given(fields, where, published)
    if fields.text is not None:
        return make_report(fields.text, given)
    if fields.html is not None:
        return page_report(Decoded(fields.html), where, given)
    raise SourceError(where, "there is neither `text` nor `html` here")


def _given(fields: Fields, where: str, published: str | None) -> Given:
    try:
        when = published or (given_date(fields.published) if fields.published else None)
    except SettingsError as problem:
        raise SourceError(where, str(problem)) from problem
    return Given(
        id=str(fields.id) if fields.id not in (None, "") else None,
        title=fields.title or None,
        byline=fields.byline or None,
        publisher=fields.publisher or None,
        url=fields.url or None,
        published=when,
    )
