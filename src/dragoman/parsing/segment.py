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
LIKELY = -1.0  # chosen on dev: 0 missed more sentences than it spared
_NO_START = frozenset(".,;:!?)]}”’%…»") | {"'s", "’s", "n't", "n’t", "..."}


def starts(scores: Floats, tokens: Sequence[Token]) -> list[int]:
    """The positions at which sentences begin, 0 among them."""
    likely = (scores > LIKELY).nonzero()[0].tolist()
    return [0, *(at for at in likely if 0 < at < len(tokens) and not _never(tokens, at))]


def _never(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    return token.text in _NO_START or bool(_TITLE.match(before.text)) or _closes_quotation(tokens, at)


def _closes_quotation(tokens: Sequence[Token], at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.text not in ('"', "''", '""') or before.end != token.start:
        return False
    return at + 1 == len(tokens) or tokens[at + 1].start > token.end
