"""An event as one of its reports tells it: the report's words, the sentence, the pairs of parties, the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, product

from dragoman.exports.holdings import Holdings
from dragoman.exports.sentences import SentenceNumbers
from dragoman.records import Actor, Party, Place, Reading
from dragoman.register.records import EventMention, EventStory, KnownEvent, KnownParty

TOWN = "town"
NOT_DONE = frozenset({"future", "hypothetical", "negation"})


@dataclass(frozen=True)
class Told:
    """An event and the report that tells it."""

    event: KnownEvent
    mention: EventMention
    holdings: Holdings

    @cached_property
    def reading(self) -> Reading:
        """The reading of the report."""
        return self.holdings.reading(self.mention.source.report)

    @cached_property
    def sentence(self) -> int:
        """The number of the sentence that tells it, from 1."""
        return SentenceNumbers(self.reading).at(self.mention.record.trigger.start)

    @property
    def place(self) -> Place | None:
        """The report's record of the place, with its words."""
        wanted = self.mention.record.place
        return next((place for place in self.reading.places if place.id == wanted), None)

    def words(self, role: str, position: int) -> Party | None:
        """The report's words for a party of the event; None where the report has other parties."""
        here: tuple[Party, ...] = getattr(self.mention.record, role)
        return here[position] if len(here) == len(getattr(self.event, role)) else None

    def actor(self, words: Party | None) -> Actor | None:
        """The report's record of a party."""
        wanted = words.actor if words else None
        return next((actor for actor in self.reading.actors if actor.id == wanted), None) if wanted else None


def lead(story: EventStory, holdings: Holdings) -> Told:
    """The event as its first source tells it."""
    return Told(story.event, story.mentions[0], holdings)


def day(told: Told) -> str | None:
    """The day of an event, or its first; of publication where it has none. ISO 8601, None where that is unknown."""
    return told.event.date.since if told.event.date else told.mention.source.published


def is_done(event: KnownEvent) -> bool:
    """The report tells of a thing done, not of one planned, thought of or denied."""
    return not NOT_DONE & set(event.aux)


def place_kind(place: Place) -> str | None:
    """What the gazetteer knows a place as: "town", "state", "region", "sea", …; None where it does not know it."""
    from dragoman.knowledge.places import gazetteer  # slow to load

    for site in gazetteer().find(place.name):
        if (site.geonames, site.code) == (place.geonames, place.country):
            return TOWN if site.kind in ("city", "capital") else site.kind
    return None


@dataclass(frozen=True)
class Pair:
    """One actor and one recipient of an event, with their places in its lists; None where there is none."""

    actor: KnownParty | None
    recipient: KnownParty | None
    actor_at: int | None
    recipient_at: int | None
    recipient_role: str = "recipient"

    @property
    def is_one(self) -> bool:
        """Both are the same actor, as where one report has somebody visit and another has him meet."""
        return self.actor is not None and self.actor.actor is not None and self.actor == self.recipient

    @property
    def key(self) -> str:
        """What tells it from the event's other pairs."""
        return f"{self.actor_at}>{self.recipient_role}{self.recipient_at}"


def pairs(event: KnownEvent) -> Iterator[Pair]:
    """An event with many parties as the older formats want it: one row for each actor and recipient.

    Several actors and no recipient act towards one another (PLOVER 2.4.2): each pair of them, both ways.
    """
    if not event.recipient and len(event.actor) > 1:
        for (i, one), (j, other) in permutations(enumerate(event.actor), 2):
            yield Pair(one, other, i, j, "actor")
        return
    found = [
        Pair(actor, recipient, at, to)
        for (at, actor), (to, recipient) in product(_side(event.actor), _side(event.recipient))
    ]
    yield from [pair for pair in found if not pair.is_one] or found


def _side(parties: Sequence[KnownParty]) -> list[tuple[int | None, KnownParty | None]]:
    """The parties with their places; a gap where there is none."""
    return list(enumerate(parties)) or [(None, None)]
