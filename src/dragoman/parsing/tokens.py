"""Cuts text into words as the English treebanks (EWT, GUM) do, with offsets; designations such as S-300 stay whole.

A chunk between spaces is cut once and remembered; only its last stop needs to know what follows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

LONGEST = 500  # characters; a longer word is cut, so that a megabyte without a space costs no more than text

# Control, format and joining characters count as space: no word is made of them.
_CHUNK = re.compile(r"[^\s\x00-\x20\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]+")

_MARKS = (  # vowel signs and accents that are no letters to `re`, and joiners
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    "\u0981-\u0983\u09bc-\u09cd\u200c\u200d"
)
_WORD = rf"[\w{_MARKS}]{{1,{LONGEST}}}"

_ADDRESS = (
    r"(?:https?://|ftp://|www\.)[^\s<>\"“”]{2,200}[^\s<>\"“”.,;:!?)\]'’]"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
    r"|(?<![\w.])[\w-]{2,64}(?:\.[\w-]{2,64}){0,4}\.(?:com|org|net|edu|gov|mil|int|info|co\.uk|htm|html|pdf|doc|xls)\b"
    r"(?:/[^\s<>\"“”]{0,200}[\w/])?"
)
_PREFIXES = (
    "non|e|mid|anti|re|co|pre|pro|cross|post|over|semi|ex|sub|multi|counter|neo|socio|inter|ultra|un|mini|psycho|micro"
)
_HYPHENED = (
    r"[A-Za-z]{1,5}-\d{1,4}[A-Za-z]{0,3}(?![\w-])"  # S-300, F-35A, Covid-19
    r"|\d{1,3}[A-Z]{1,2}-?\d{1,4}(?![\w-])"  # 9M133
    r"|\d{3}-\d{3}-\d{4}|\d{3}-\d{4}(?!\d)"  # telephone numbers
    rf"|(?:{_PREFIXES})-(?=[^\W\d_]){_WORD}"
)
_DIGITS = r"\d{1,100}+(?:[.,:/]\d{1,100}+){0,20}+"
_NUMBER = (
    rf"(?:(?<![\w)])[+-])?{_DIGITS}(?:st|nd|rd|th|s)?+(?![^\W\d_])"
    rf"|{_DIGITS}(?=(?:[ap]\.?m|km|mph|kg|ft|mm|cm|bn|mln|hrs|[kmb])(?!\w))"  # 5|pm
)
_ABBREVIATIONS = (
    "Mr Mrs Ms MR MRS MS DR GEN LT COL SEN GOV REP ST INC CORP Messrs Dr Prof Rev Hon Gen Lt Col Maj Capt Cmdr Adm Sgt "
    "Cpl Brig Gov Sen Sens Rep Reps Pres Amb Det Supt St Ste Mt Ft Jr Sr Inc Corp Co Ltd Bros Plc Assn Dept Univ Jan "
    "Feb Aug Sept Oct Nov Dec Tues Thurs "
    "Ariz Calif Colo Conn Fla Ill Kan Ky Mass Md Mich Minn Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo Ave Blvd Rd vs etc al approx est eg ie cf viz ca resp Ph.D Esq Attn Mlle Mme Vol vol"
)
_SHORTENED = "|".join(sorted(map(re.escape, _ABBREVIATIONS.split()), key=len, reverse=True))
_DOTTED = rf"(?-i:{_SHORTENED})\.(?!\w)|(?:[^\W\d_]\.){{2,8}}(?![^\W\d_])"  # Gen., U.S.
# R&D, <GE.N>, comp.lang.c
_JOINED_BY_SIGN = r"[A-Z]{1,3}&[A-Z]{1,3}(?!\w)|(?<=<)[A-Z.]{1,10}(?=>)|[a-z]{2,30}(?:\.[a-z]{2,30}){2,6}"
_NEGATED = r"[^\W\d_]{1,20}?(?=n['’]t(?!\w))"  # do|n't
_CLITIC = r"['’](?:s|m|d|re|ve|ll)(?!\w)|n['’]t(?!\w)"
_WITH_APOSTROPHE = rf"{_WORD}(?:['’](?!(?:s|m|d|re|ve|ll|t)(?!\w))(?=[^\W\d_]){_WORD})?"  # O'Neill
_RUN = r"\.{2,40}|-{2,80}|[!?]{2,40}|_{2,80}|={2,80}|\*{2,80}|\"\"|''|``|’’|‘‘|<<|>>|[:;]-?[()]+(?!\w)"
_PIECE = re.compile(
    "|".join((_ADDRESS, _DOTTED, _HYPHENED, _NUMBER, _NEGATED, _JOINED_BY_SIGN, _CLITIC, _WITH_APOSTROPHE, _RUN, ".")),
    re.DOTALL | re.IGNORECASE,
)
_IN_TWO = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "dunno": 2}  # can|not
# Abbreviations only before a number: "No. 4".
_BEFORE_NUMBERS = frozenset(
    (
        "No",
        "no",
        "Nos",
        "nos",
        "Mar",
        "Sun",
        "Mon",
        "Sat",
        "Fri",
        "Wed",
        "Tue",
        "Thu",
        "Art",
        "Sec",
        "Fig",
        "fig",
        "pp",
        "p",
    )
)


class Token(NamedTuple):
    """A word of the text: text[start:end]."""

    text: str
    start: int
    end: int


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of text[start:end], with offsets in `text`."""
    chunks = [m.span() for m in _CHUNK.finditer(text, start, len(text) if end is None else end)]
    tokens: list[Token] = []
    for number, (opening, closing) in enumerate(chunks):
        chunk = text[opening:closing]
        cuts = _cut(chunk) if len(chunk) <= LONGEST else _pieces(chunk)
        if len(cuts) > 1 and cuts[-1][1] - cuts[-1][0] == 1 and chunk[-1] == ".":
            follows = text[chunks[number + 1][0]] if number + 1 < len(chunks) else ""
            cuts = _with_stop(chunk, cuts, follows)
        tokens.extend(Token(chunk[a:b], opening + a, opening + b) for a, b in cuts)
    return tokens


def _with_stop(chunk: str, cuts: tuple[tuple[int, int], ...], follows: str) -> tuple[tuple[int, int], ...]:
    """The cuts with the last stop joined to an initial ("J. Smith") or to an abbreviation before a number ("No. 4")."""
    begin, end = cuts[-2]
    word = chunk[begin:end]
    initial = len(word) == 1 and word.isupper() and word != "I" and follows.isupper()
    numbered = word in _BEFORE_NUMBERS and follows.isdigit()
    if end == cuts[-1][0] and (initial or numbered):
        return (*cuts[:-2], (begin, cuts[-1][1]))
    return cuts


@lru_cache(maxsize=1 << 16)
def _cut(chunk: str) -> tuple[tuple[int, int], ...]:
    if chunk.isalpha() and chunk.lower() not in _IN_TWO:
        return ((0, len(chunk)),)
    return _pieces(chunk)


def _pieces(chunk: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for match in _PIECE.finditer(chunk):
        begin, end = match.span()
        first = _IN_TWO.get(match.group().lower(), 0)
        if first:
            found.append((begin, begin + first))
        found.append((begin + first, end))
    return tuple(found)
