"""Pages too heavy to be looked through: the HTML libraries take time that grows with the square of some counts.

Measured on one core: 10,000 tags in one paragraph take some 10 seconds, 16,000 attributes in one tag one second, ten
times as many a hundred times as long. News pages have some 2,000 tags.
"""

from __future__ import annotations

import re

from dragoman.errors import TooLarge

MOST_TAGS = 10_000
MOST_ATTRIBUTES = 5_000  # in one tag
LONG_TAG = 10_000  # characters below which attributes are not counted

OPENING = re.compile(r"<[a-zA-Z]")
VALUE = r"""(?:\s*+=\s*+(?:'[^']*+'|"[^"]*+"|[^\s>]*+))?+"""
ATTRIBUTE = re.compile(rf"[^\s=/>]++{VALUE}")
ATTRIBUTES = re.compile(rf"<[a-zA-Z][^\s/>]*+((?:[\s/]++|[^\s=/>]++{VALUE}|=)*+)")


def refuse_heavy(page: str, where: str) -> None:
    """Raise TooLarge where a page would keep the HTML libraries busy for longer than some ten seconds."""
    if len(OPENING.findall(page)) > MOST_TAGS:
        raise TooLarge(where, f"this page has more than {MOST_TAGS} tags; give the article itself, or its text")
    if len(page) > LONG_TAG and any(map(_has_too_many, ATTRIBUTES.finditer(page))):
        raise TooLarge(where, f"a tag of this page has more than {MOST_ATTRIBUTES} attributes; give the text itself")


def _has_too_many(tag: re.Match[str]) -> bool:
    attributes = tag[1]
    return len(attributes) > LONG_TAG and len(ATTRIBUTE.findall(attributes)) > MOST_ATTRIBUTES
