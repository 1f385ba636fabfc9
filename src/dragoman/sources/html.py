"""A web page to a report: its main text, and what its head says about title, publisher, author and date."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from dragoman.errors import SourceError
from dragoman.records import Report
from dragoman.sources.assemble import Given, make_report
from dragoman.sources.decode import Decoded, decode
from dragoman.sources.heavy import refuse_heavy

if TYPE_CHECKING:
    from trafilatura.settings import Document

HEAD = 4096  # bytes in which a page tells its encoding and shows that it is a page
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
# Dates where a page states them. A search through all its words guesses ("2015" became 1 January), takes seconds at its
# first use, and depends on today's date; dragoman looks for dates in the text itself.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
REMEDY = "save the article itself, or give its text"
SHORTEST = 40  # characters of the longest line below which a page holds no article


def looks_like_html(text: str) -> bool:
    """The text begins as a page does."""
    return PAGE.match(text[:HEAD]) is not None


def decode_page(raw: bytes, where: str, charset: str | None = None) -> Decoded:
    """Decode a page; what the server says goes before what the page says. Raises NotText."""
    said = CHARSET.search(raw[:HEAD])
    return decode(raw, where, charset or (said[1].decode("ascii", "ignore") if said else None))


def page_report(page: Decoded, where: str, given: Given) -> Report:
    """The report on a page; what is `given` goes before what the page says.

    Raises SourceError where it has no article, TooLarge where it would take too long to find one.
    """
    refuse_heavy(page.text, where)
    try:
        found = _extracted(page.text, given.url)
    except Exception as problem:  # whatever a broken page makes of the HTML libraries, the next is to be read
        raise SourceError(
            where, f"the HTML libraries fail at this page ({type(problem).__name__}); {REMEDY}"
        ) from problem
    if found is None:
        raise SourceError(where, f"this page holds no article; {REMEDY}")
    known = Given(
        id=given.id,
        title=given.title or found.title,
        byline=given.byline or found.author,
        publisher=given.publisher or found.sitename or found.hostname,
        url=given.url or found.url,
        published=given.published or found.date,
        flags=given.flags + page.flags,
    )
    return make_report(_paragraphs(found.text or ""), known)


def _extracted(html: str, url: str | None) -> Document | None:
    """The article of a page; None where it holds none, searched for quickly, then thoroughly."""
    from trafilatura import bare_extraction  # slow to import
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    for fast in (True, False):
        found = bare_extraction(
            html, url=url, fast=fast, include_comments=False, with_metadata=True, date_extraction_params=DATES
        )
        if isinstance(found, Document) and _has_article(found.text):
            return found
    return None


def _has_article(text: str | None) -> bool:
    return max(map(len, (text or "").split("\n"))) >= SHORTEST


def _paragraphs(text: str) -> str:
    """trafilatura puts each paragraph on one line; a blank line between them makes that plain."""
    return "\n\n".join(line for raw in text.split("\n") if (line := raw.strip()))
