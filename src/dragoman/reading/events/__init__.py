"""Events: which frames fire on a parsed page, with whom, and whether the act happened."""

from __future__ import annotations

from itertools import zip_longest

from dragoman.knowledge.plover import event_types
from dragoman.reading.events.code import Coder
from dragoman.reading.events.context import Background
from dragoman.reading.events.draft import Draft
from dragoman.reading.events.history import continued
from dragoman.reading.events.merge import merge
from dragoman.records import Event, Span

# What a rule may stumble over in a tree that nobody foresaw: the sentence loses its events, the report goes on.
UNFORESEEN = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def find_events(coder: Coder) -> tuple[tuple[Event, ...], tuple[Span, ...]]:
    """The events of a page in text order, and the sentences that the grammar could not handle."""
    drafts: list[Draft] = []
    skipped: list[Span] = []
    for sentence, following in zip_longest(coder.page.body, coder.page.body[1:]):
        try:
            for draft in coder.drafts(sentence, drafts):
                drafts.append(coder.surroundings.dated(continued(draft, drafts, following), drafts))
        except UNFORESEEN:
            skipped.append(coder.page.span(sentence.start, sentence.end))
    told = Background(coder.cast).completed(merge(drafts, coder.cast))
    return tuple(_event(i, d) for i, d in enumerate(told, 1)), tuple(skipped)


def _event(number: int, draft: Draft) -> Event:
    kind = event_types()[draft.type]
    return Event(
        id=f"e{number}",
        type=draft.type,
        modes=draft.modes,
        contexts=draft.contexts,
        aux=draft.aux,
        cameo=draft.cameo,
        actor=draft.actor,
        recipient=draft.recipient,
        place=draft.place.id if draft.place is not None else None,
        date=draft.date,
        attributed_to=draft.attributed_to,
        size=draft.size,
        trigger=draft.trigger,
        evidence=draft.evidence,
        also=draft.also,
        quad=kind.quad,
        score=kind.scored(draft.modes),
        rule=draft.rule,
    )
