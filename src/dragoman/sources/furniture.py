"""Marks what stands on a page around the story: headline, captions and credits, bylines, buttons, adverts, small print.

Nothing is cut. Precision goes first: what is not surely furniture stays in the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.records import Furniture, FurnitureKind
from dragoman.sources.cues import Cues
from dragoman.sources.dateline import Found, find_dateline
from dragoman.sources.dates import date_alone
from dragoman.sources.lines import Line, lines_of

TAIL = 120  # characters at the end of a line where the credit of a picture may stand
LONGEST_CAPTION = 600
LONGEST_HEADLINE = 200
LONGEST_LINK = 200
LONGEST_BYLINE = 160
LINES_ABOVE = 3  # lines of a broken headline above a dateline
MARGIN = 45  # characters of a line that may have been broken at the margin
SENTENCE = 80  # characters from which a line that stops as a sentence does belongs to the story
PERSON = r"[A-Z][\w'’.\-]*(?:\s+(?:[a-z]{1,3}\s+)?[A-Z][\w'’.\-]*){1,3}"
BYLINE = re.compile(
    rf"(?:By|BY|by)\s+(?P<names>{PERSON}(?:(?:,|\s+and|\s*&|,\s+and)\s+{PERSON}){{0,4}})(?P<rest>(?:,|\s+in|\s*\||\s*[–—-]).{{0,60}})?"
)
SIGNED = re.compile(rf"(?P<names>{PERSON}),\s+(?P<agency>[A-Z][\w .\-]{{1,30}})")
IN_BRACKETS = re.compile(r"\((?P<agency>[^()/]{2,30})(?:[/ ][^()]{0,60})?\)\.?$")


@dataclass
class Marks:
    """What the marking of one text found. `head` are the lines before the story, `body` those of the story."""

    spans: list[Furniture] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    title: str | None = None
    byline: str | None = None
    date: str | None = None  # of a line that is a date and nothing else
    dateline: Found | None = None

    def add(self, line: Line, kind: FurnitureKind) -> None:
        """Mark a line."""
        self.spans.append(Furniture(line.start, line.end, line.text, kind))


def mark(text: str, cues: Cues, title: str | None = None) -> Marks:
    """Mark a text's furniture. `title` is the headline as the source gives it, if it does."""
    marks = Marks()
    lines = list(lines_of(text))
    rest = _without_headline(lines, marks, cues, title)
    kept = _without_lists(rest, marks, cues)
    last = max((number for number, line in enumerate(kept) if _is_story(line)), default=0)
    above: Line | None = None
    for number, line in enumerate(kept):
        if _continues(line, above) or not _marked_line(line, marks, cues, story_follows=number < last):
            _keep(line, marks, cues)
            above = line
        else:
            above = None
    marks.spans.sort(key=lambda span: (span.start, span.end))
    return marks


def _keep(line: Line, marks: Marks, cues: Cues) -> None:
    """A line of the story. Where the story begins, a dateline may open it; what stands above that is the headline."""
    begun = any(_is_story(above) for above in marks.body[:LINES_ABOVE]) or len(marks.body) > LINES_ABOVE
    if not begun and marks.dateline is None and (found := find_dateline(line, cues)):
        marks.dateline = found
        marks.add(found.line, "dateline")
        for above in marks.body:
            marks.add(above, "headline")
            marks.head.append(above)
        marks.title = marks.title or " ".join(above.text for above in marks.body) or None
        marks.body.clear()
    marks.body.append(line)


def _continues(line: Line, above: Line | None) -> bool:
    """The line goes on with a sentence that was broken at the margin: "… said the war would not" / "end."."""
    return above is not None and not line.gap and not above.stops and len(above.text) >= MARGIN


def _marked_line(line: Line, marks: Marks, cues: Cues, story_follows: bool) -> bool:
    """Mark the line if it is furniture as a whole."""
    if found := date_alone(line.text):
        marks.date = marks.date or found
        marks.add(line, "dateline")
    elif kind := cues.kind(line):
        marks.add(line, kind)
        if kind == "caption":
            marks.captions.append(line)
    elif not marks.body and _is_byline(line, marks, cues):
        marks.add(line, "byline")
    else:
        return _marked_caption(line, marks, cues, in_head=not marks.body and story_follows)
    return True


def _authors(line: Line, cues: Cues) -> str | None:
    """The names of "By Jane Doe, Staff Writer" or "Jane Doe, Reuters"."""
    if len(line.text) > LONGEST_BYLINE:
        return None
    match = BYLINE.fullmatch(line.text)
    if not match and (signed := SIGNED.fullmatch(line.text)) and signed["agency"].lower() in cues.agencies:
        match = signed
    return match["names"] if match else None


def _is_byline(line: Line, marks: Marks, cues: Cues) -> bool:
    names = _authors(line, cues)
    marks.byline = marks.byline or names
    return names is not None


def _marked_caption(line: Line, marks: Marks, cues: Cues, in_head: bool) -> bool:
    """Mark a caption and its credit; a bare "(Reuters)" makes one only before the story or after no full stop."""
    at = _credit_at(line, cues, in_head)
    if at is None:
        return False
    words = line.text[:at].rstrip()
    if words:
        caption = line.part(0, len(words))
        marks.add(caption, "caption")
        marks.captions.append(caption)
    marks.add(line.part(at, len(line.text)), "credit")
    return True


def _credit_at(line: Line, cues: Cues, in_head: bool) -> int | None:
    """Where in the line the credit begins, or None."""
    if len(line.text) > LONGEST_CAPTION:
        return None
    cut = max(0, len(line.text) - TAIL)
    tail = line.text[cut:]
    match = cues.credit.search(tail)
    if match:
        return cut + match.start()
    match = IN_BRACKETS.search(tail)
    if not match or match["agency"].lower().removesuffix(" photo") not in cues.agencies:
        return None
    at = cut + match.start()
    before = Line(0, at, line.text[:at].rstrip(), line.gap)
    return at if in_head or not before.stops else None


def _without_lists(lines: Sequence[Line], marks: Marks, cues: Cues) -> list[Line]:
    """Mark headings such as "Related news" with the links under them; the other lines come back."""
    kept, in_list = [], False
    for line in lines:
        if _heads_list(line, cues):
            in_list = True
        elif in_list and (len(line.text) > LONGEST_LINK or _is_story(line)):
            in_list = False
        if in_list:
            marks.add(line, "navigation")
        else:
            kept.append(line)
    return kept


def _without_headline(lines: list[Line], marks: Marks, cues: Cues, title: str | None) -> list[Line]:
    """Mark the headline; the lines without it come back."""
    number = next((n for n, line in enumerate(lines) if not _is_other(line, cues)), None)
    if number is None:
        return lines
    line, following = lines[number], lines[number + 1 :]
    if not _same(line.text, title) and not _is_headline(line, following, cues):
        return lines
    marks.title = line.text
    marks.add(line, "headline")
    marks.head.append(line)
    return lines[:number] + following


def _is_other(line: Line, cues: Cues) -> bool:
    """Furniture that may stand above a headline."""
    return cues.kind(line) is not None or _heads_list(line, cues) or date_alone(line.text) is not None


def _heads_list(line: Line, cues: Cues) -> bool:
    return len(line.text) <= LONGEST_LINK and line.plain in cues.lists


def _same(text: str, title: str | None) -> bool:
    return bool(title) and " ".join(text.split()).casefold() == " ".join((title or "").split()).casefold()


def _is_headline(line: Line, following: Sequence[Line], cues: Cues) -> bool:
    """Short, not stopped as a sentence, and above a story."""
    if len(line.text) > LONGEST_HEADLINE or not following or line.text[-1] in ":;,-–—" or line.text[0].islower():
        return False
    if re.search(r"\.[\"'”’]*$", line.text) and line.stops and not find_dateline(following[0], cues):
        return False
    if find_dateline(line, cues) or _authors(line, cues) or _credit_at(line, cues, in_head=True) is not None:
        return False
    return following[0].gap or _stands_apart(line, following[0], cues)


def _stands_apart(line: Line, after: Line, cues: Cues) -> bool:
    """No blank line follows: the next line must be no continuation of a wrapped sentence."""
    if after.text[0].islower():
        return False
    furniture = _is_other(after, cues) or _authors(after, cues) or _credit_at(after, cues, in_head=True) is not None
    return bool(furniture or find_dateline(after, cues)) or len(after.text) > 1.5 * len(line.text)


def _is_story(line: Line) -> bool:
    return line.stops and len(line.text) >= SENTENCE
