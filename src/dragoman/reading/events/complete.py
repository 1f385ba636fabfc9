"""Fills the missing side of a sale or gift from the transfer that the same words report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from dragoman.records import Agreement, Event, Party, Transfer

TRADING = frozenset({"COOPERATE", "AID", "AGREE", "SANCTION"})


@dataclass(frozen=True)
class Completer:
    """Completes events from the transfers of the same report."""

    transfers: tuple[Transfer, ...]

    def complete(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """The events in order; one that lacks a side takes the other side of its transfer."""
        return tuple(self._completed(event) for event in events)

    def _completed(self, event: Event) -> Event:
        if event.type not in TRADING or bool(event.recipient) == bool(event.actor):
            return event
        sides = (self._other_side(t, event) for t in self.transfers if _same_words(t, event))
        found = next((party for party in sides if party is not None), None)
        if found is None:
            return event
        return msgspec.structs.replace(event, **{"recipient" if event.actor else "actor": (found,)})

    def _other_side(self, transfer: Transfer, event: Event) -> Party | None:
        """The supplier where the party told receives, the receiver where it supplies."""
        actors = {p.actor for p in event.actor or event.recipient}
        supplier, recipient = transfer.supplier, transfer.recipient
        if supplier is None or recipient is None or supplier.actor is None or recipient.actor is None:
            return None
        if recipient.actor in actors and supplier.actor not in actors:
            return supplier
        return recipient if supplier.actor in actors and recipient.actor not in actors else None


def _same_words(transfer: Transfer, event: Event) -> bool:
    """Whether the act's word stands in the words that bear the transfer."""
    return any(s.start <= event.trigger.start < s.end for s in (transfer.evidence, *transfer.also))


def dated(agreement: Agreement, events: Iterable[Event]) -> Agreement:
    """A signed agreement with the date and place of its signing, where they stand with the event and not with it."""
    signing = next((e for e in events if e.id in agreement.events and e.type == "SUPPORT"), None)
    if signing is None or agreement.status != "signed":
        return agreement
    day = signing.date.value if signing.date is not None else None
    return msgspec.structs.replace(agreement, date=agreement.date or day, place=agreement.place or signing.place)
