"""Where sentences begin: the model's word for it, with guards.

None begins between a title and its name, with a closing quotation mark or with a stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.parsing.model import Floats
from dragoman.parsing.tokens import Token

_TITLE = re.compile(
    r"(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Brig|Gov|Sens?|Reps?|Amb|St)\.$",
    re.IGNORECASE,
)
LIKELY = -0.5  # chosen on dev: 0 missed more sentences than it spared
LIKELY_BEHIND_QUOTATION = -4.0
_CLOSING = frozenset({'"', "”", "''", "»"})
_NO_START = frozenset(".,;:!?)]}”’%…»") | {"'s", "’s", "n't", "n’t", "..."}


def starts(scores: Floats, tokens: Sequence[Token]) -> list[int]:
    """The positions at which sentences begin, 0 among them."""
    likely = [at for at in range(1, min(len(scores), len(tokens))) if scores[at] > _threshold(tokens, at)]
    return [0, *(at for at in likely if not _never(tokens, at))]


def _threshold(tokens: Sequence[Token], at: int) -> float:
    """Behind a quotation that ends in a stop, before a capital, a sentence is likelier than the model thinks."""
    closed = at > 1 and tokens[at - 1].text in _CLOSING and tokens[at - 2].text in {".", "!", "?"}
    return LIKELY_BEHIND_QUOTATION if closed and tokens[at].text[:1].isupper() else LIKELY


def _never(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if at == 1 and before.text.isalpha():
        return True  # one word and no stop: "Avions" of a name, not a sentence
    return token.text in _NO_START or bool(_TITLE.match(before.text)) or _closes_quotation(tokens, at)


def _closes_quotation(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.text not in ('"', "''", '""') or before.end != token.start:
        return False
    return at + 1 == len(tokens) or tokens[at + 1].start > token.end
