"""Where to look for what may be the same: anything that can be merged shares a block and a window of days.

Only the bands of reports and statements are likely, not certain: MinHash (bands.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.merging import merging_rules
from dragoman.register.merging import agreements, statements, transfers
from dragoman.register.merging.records import Accord, Act, Supply, Utterance
from dragoman.register.merging.times import EVER, length, moved, window

YEAR = 365
ALWAYS = EVER[0]


@dataclass(frozen=True, slots=True)
class Block:
    """A name that mergeable records share, and the days in which they are looked for.

    No window of the block that begins before `earliest` reaches to `since`.
    """

    name: str
    since: str
    until: str
    earliest: str = ALWAYS


def of_act(act: Act) -> tuple[Block, ...]:
    """A block a party. Long periods and acts of no known time have blocks of their own, so that windows stay short."""
    rules = merging_rules().events
    since, until = window(act, rules)
    long = "~" if length(act) > rules.longest or (since, until) == EVER else ""
    earliest = ALWAYS if long else moved(since, -max(rules.longest + 2, 2 * rules.days_published + 1))
    marks = sorted({mark for named in (*act.actor, *act.recipient) for mark in named.marks}) or ["?"]
    return tuple(Block(f"{act.type}{long} {mark}", since, until, earliest) for mark in marks)


def of_utterance(utterance: Utterance) -> tuple[Block, ...]:
    """A block a band, as long after as another paper may print it."""
    rules = merging_rules().statements
    return _about(statements.blocks_of(utterance), utterance.day or utterance.published, rules.days)


def of_supply(supply: Supply) -> tuple[Block, ...]:
    """A block a side, for years: deliveries follow orders late."""
    return _about(transfers.blocks_of(supply), supply.published, merging_rules().transfers.years * YEAR)


def of_accord(accord: Accord) -> tuple[Block, ...]:
    """A block a party, for years: an agreement may have a name."""
    return _about(agreements.blocks_of(accord), accord.published, merging_rules().agreements.years * YEAR)


def _about(names: tuple[str, ...], day: str | None, days: int) -> tuple[Block, ...]:
    """Half the distance on either side: two windows meet where the days lie no farther apart than the whole."""
    half = (days + 1) // 2
    if day is None:
        return tuple(Block(f"{name}~", *EVER) for name in names)
    since, until = moved(day, -half), moved(day, half)
    return tuple(Block(name, since, until, moved(since, -2 * half)) for name in names)
