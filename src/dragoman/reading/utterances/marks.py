"""Finds what stands between quotation marks: pure text, no parse.

Every style is read (straight, curly, low, guillemets, doubled apostrophes, single). Marks that never close are bounded
to their paragraph; a paragraph that reopens the marks carries its quotation on. Time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DOUBLE = re.compile(r"[\"“”„‟«»‹›〝〞＂]+|``|''")
_SINGLE = re.compile(r"['‘’‚‛`]")
_OPENERS = "“„«‹〝"
_CLOSERS = "”»›〞"
_BEFORE_OPENING = "([{<-–—/:=>\"“„«'‘`"
_CONTRACTED = re.compile(r"(?i)(?:tis|twas|em|til|cause|n|round|bout|\d0s)\b")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: `start:end` without the marks, `left:right` with them. Not `closed`: no mark ends it."""

    start: int
    end: int
    left: int
    right: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark or a run of them; `shape` is "open", "close" or "either"."""

    start: int
    end: int
    shape: str
    first: bool  # opens its paragraph


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations of the paragraphs (offset pairs), in text order."""
    double = list(_pairs(text, paragraphs))
    single = list(_single_pairs(text, paragraphs, double))
    return _outermost(sorted([*double, *single], key=lambda q: (q.left, -q.right)))


def _outermost(quotations: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in quotations:
        if (not kept or quotation.left >= kept[-1].right) and quotation.end > quotation.start:
            kept.append(quotation)
    return kept


def _pairs(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    """Double marks, nested ones left inside their outer pair."""
    carried: _Mark | None = None
    for number, (start, end) in enumerate(paragraphs):
        marks = list(_marks(text, start, end))
        reopens = bool(marks) and marks[0].first and marks[0].shape != "close"
        if carried is not None and not reopens:
            yield _quotation(text, carried, None, paragraphs[number - 1][1])
            carried = None
        stack = [carried] if carried is not None else []
        closed, stack = _match(text, marks[1:] if stack else marks, stack)
        yield from closed
        carried = None
        if stack and _reopened(text, paragraphs, number + 1) and len(stack) == 1:
            carried = stack[0]
        elif stack:
            yield from _unclosed(text, stack, end)
    if carried is not None:
        yield _quotation(text, carried, None, paragraphs[-1][1])


def _match(text: str, marks: list[_Mark], stack: list[_Mark]) -> tuple[list[Quotation], list[_Mark]]:
    """The closed quotations (nested ones too) and the marks left open."""
    found, stack = [], list(stack)
    for mark in marks:
        if mark.shape == "open" or (mark.shape == "either" and not stack):
            stack.append(mark)
        elif stack:
            levels = min(len(stack), max(1, mark.end - mark.start if text[mark.start] == '"' else 1))
            found.append(_quotation(text, stack[-levels], mark, mark.end))
            del stack[-levels:]
    return found, stack


def _reopened(text: str, paragraphs: Sequence[tuple[int, int]], number: int) -> bool:
    if number >= len(paragraphs):
        return False
    start, end = paragraphs[number]
    mark = next(_marks(text, start, min(end, start + 3)), None)
    return mark is not None and mark.first


def _unclosed(text: str, stack: list[_Mark], end: int) -> Iterator[Quotation]:
    """Marks that nothing closes: each runs up to the next one, the last to the end of the paragraph."""
    for mark, after in zip(stack, [*stack[1:], None], strict=True):
        yield _quotation(text, mark, None, after.start if after else end)


def _quotation(text: str, opening: _Mark, closing: _Mark | None, end: int) -> Quotation:
    inner_end = closing.start if closing else end
    raw = text[opening.end : inner_end]
    start = opening.end + len(raw) - len(raw.lstrip())
    return Quotation(start, max(start, opening.end + len(raw.rstrip())), opening.start, end, closing is not None)


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    for match in _DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > first else " "
        after = text[match.end() : min(end, match.end() + 3)] or " "
        shape = _shape(match.group(), before, after)
        if shape:
            yield _Mark(match.start(), match.end(), shape, match.start() == first)


def _shape(mark: str, before: str, after: str) -> str | None:
    """Whether a mark opens or closes; None for inches, ditto marks and slips within a word."""
    if len(mark) > 1 and before.isspace() and after[0].isspace():
        return None
    opens = (before.isspace() or before in _BEFORE_OPENING) and _begins_words(after)
    closes = not before.isspace() and not after[0].isalnum()
    if opens and not (closes and mark[0] in _CLOSERS):
        return "open"
    if closes:
        return "close"
    if mark[0] in _OPENERS or mark == "``":
        return "open"
    if mark[0] in _CLOSERS:
        return "close"
    return None if before.isalnum() and after[0].isalnum() else "either"


def _begins_words(after: str) -> bool:
    return after[0].isalnum() or after[0] in "[({'‘…$£€¥¿¡" or after.startswith("..")


def _single_pairs(text: str, paragraphs: Sequence[tuple[int, int]], taken: list[Quotation]) -> Iterator[Quotation]:
    """Apostrophes as quotation marks, outside double ones; possessives and contractions are neither."""
    lefts = [q.left for q in taken]
    for start, end in paragraphs:
        free = [m.start() for m in _SINGLE.finditer(text, start, end) if not _within(m.start(), taken, lefts)]
        opening: int | None = None
        closers = [p for p in free if _closes(text, p, end)]
        sure = [p for p in closers if not _possessive(text, p)]
        last = -1
        for position in free:
            if position <= last or not _opens(text, position, start, end):
                continue
            opening = position
            closing = _next(sure, opening) or _next(closers, opening)
            if closing is not None:
                last = closing
                mark = _Mark(opening, opening + 1, "open", False)
                yield _quotation(text, mark, _Mark(closing, closing + 1, "close", False), closing + 1)


def _within(position: int, taken: list[Quotation], lefts: list[int]) -> bool:
    number = bisect_right(lefts, position) - 1
    return number >= 0 and position < taken[number].right


def _next(positions: list[int], after: int) -> int | None:
    number = bisect_right(positions, after)
    return positions[number] if number < len(positions) else None


def _opens(text: str, position: int, start: int, end: int) -> bool:
    before = text[position - 1] if position > start else " "
    after = text[position + 1] if position + 1 < end else " "
    bounded = (before.isspace() or before in _BEFORE_OPENING) and (after.isalnum() or after in '["“.…')
    return bounded and not _CONTRACTED.match(text, position + 1)


def _closes(text: str, position: int, end: int) -> bool:
    after = text[position + 1] if position + 1 < end else " "
    return not text[position - 1].isspace() and not after.isalnum() if position else False


def _possessive(text: str, position: int) -> bool:
    """The apostrophe of "the soldiers' pay": after an s, before a word of the same sentence."""
    return text[position - 1] in "sSzx" and re.match(r"\s+[a-z]", text[position + 1 : position + 4]) is not None
