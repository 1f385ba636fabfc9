"""Two wordings of one utterance side by side, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "gone", "new"]
MOST = 600  # words compared; what follows stands as it is
WORD = re.compile(r"\s+|[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")


def differences(first: str, second: str) -> tuple[tuple[Change, str], ...]:
    """The second text told from the first: words kept, words gone from the first, words new in the second."""
    left, right = WORD.findall(first), WORD.findall(second)
    if max(len(left), len(right)) > 2 * MOST:
        return (("same", second),)
    matcher = SequenceMatcher(None, [w.lower() for w in left], [w.lower() for w in right], autojunk=False)
    found: list[tuple[Change, str]] = []
    for _, a, b, c, d in matcher.get_opcodes():
        kept = left[a:b] == right[c:d] or [w.lower() for w in left[a:b]] == [w.lower() for w in right[c:d]]
        pieces: list[tuple[Change, list[str]]] = (
            [("same", right[c:d])] if kept else [("gone", left[a:b]), ("new", right[c:d])]
        )
        found += [(change, "".join(words)) for change, words in pieces if words]
    return tuple(found)
