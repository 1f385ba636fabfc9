"""Finds what stands between quotation marks: pure text, no parse.

Every style is read (straight, curly, low, guillemets, doubled apostrophes, single). Marks that never close are bounded
to their paragraph; a paragraph that reopens the marks carries its quotation on. Time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two marks; `closing` is None where the quotation is bounded by `end` only."""

    opening: _Mark
    closing: _Mark | None
    end: int


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations of the paragraphs (offset pairs), in text order."""
    double = _outermost(_pairs(text, paragraphs))
    both = _outermost([*double, *_single_pairs(text, paragraphs, double)])
    return [q for q in (_quotation(text, pair) for pair in both) if q.end > q.start]


def _outermost(pairs: Iterable[_Pair]) -> list[_Pair]:
    kept: list[_Pair] = []
    for pair in sorted(pairs, key=lambda p: (p.opening.start, -p.end)):
        if not kept or pair.opening.start >= kept[-1].end:
            kept.append(pair)
    return kept


def _quotation(text: str, pair: _Pair) -> Quotation:
    start, end = pair.opening.end, pair.closing.start if pair.closing else pair.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quotation(start, end, pair.opening.start, pair.end, pair.closing is not None)


def _pairs(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[_Pair]:
    """Double marks, nested ones too."""
    carried: _Mark | None = None
    for number, (start, end) in enumerate(paragraphs):
        marks = list(_marks(text, start, end))
        reopens = bool(marks) and marks[0].first and marks[0].shape != "close"
        if carried is not None and not reopens:
            yield _Pair(carried, None, paragraphs[number - 1][1])
            carried = None
        stack = [carried] if carried is not None else []
        closed, stack = _match(text, marks[1:] if stack else marks, stack)
        yield from closed
        carried = None
        if len(stack) == 1 and _reopened(text, paragraphs, number + 1):
            carried = stack[0]
        else:
            yield from _unclosed(stack, end)
    if carried is not None:
        yield _Pair(carried, None, paragraphs[-1][1])


def _match(text: str, marks: list[_Mark], stack: list[_Mark]) -> tuple[list[_Pair], list[_Mark]]:
    """The closed pairs and the marks left open."""
    found, stack = [], list(stack)
    for mark in marks:
        if mark.shape == "open" or (mark.shape == "either" and not stack):
            stack.append(mark)
        elif stack:
            levels = min(len(stack), max(1, mark.end - mark.start if text[mark.start] == '"' else 1))
            found.append(_Pair(stack[-levels], mark, mark.end))
            del stack[-levels:]
    return found, stack


def _reopened(text: str, paragraphs: Sequence[tuple[int, int]], number: int) -> bool:
    if number >= len(paragraphs):
        return False
    start, end = paragraphs[number]
    mark = next(_marks(text, start, min(end, start + 3)), None)
    return mark is not None and mark.first


def _unclosed(stack: list[_Mark], end: int) -> Iterator[_Pair]:
    """Marks that nothing closes: each runs up to the next one, the last to the end of the paragraph."""
    ends = [*(mark.start for mark in stack[1:]), end]
    for mark, bound in zip(stack, ends, strict=False):
        yield _Pair(mark, None, bound)


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


def _single_pairs(text: str, paragraphs: Sequence[tuple[int, int]], taken: list[_Pair]) -> Iterator[_Pair]:
    """Apostrophes as quotation marks, outside double ones; possessives and contractions are neither."""
    lefts = [pair.opening.start for pair in taken]
    for start, end in paragraphs:
        free = [m.start() for m in _SINGLE.finditer(text, start, end) if not _within(m.start(), taken, lefts)]
        closers = [p for p in free if _closes(text, p, end)]
        sure = [p for p in closers if not _possessive(text, p)]
        last = -1
        for opening in free:
            if opening <= last or not _opens(text, opening, start, end):
                continue
            closing = _next(sure, opening) or _next(closers, opening)
            if closing is not None:
                last = closing
                yield _Pair(_single(opening), _single(closing), closing + 1)


def _single(position: int) -> _Mark:
    return _Mark(position, position + 1, "either", False)


def _within(position: int, taken: list[_Pair], lefts: list[int]) -> bool:
    number = bisect_right(lefts, position) - 1
    return number >= 0 and position < taken[number].end


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
