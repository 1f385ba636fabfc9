"""Joins the drafts of one flow: one record per supplier, recipient, good and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.knowledge.arms import ArmsBook
from dragoman.reading.page import Page
from dragoman.reading.transfers.draft import Draft
from dragoman.reading.transfers.things import Thing
from dragoman.records import Span, Transfer, TransferStatus


def merge(page: Page, arms: ArmsBook, drafts: Sequence[Draft]) -> tuple[Transfer, ...]:
    """The records in text order; later and more general mentions go to `also`."""
    kept: list[Draft] = []
    for draft in drafts:
        place = next((n for n, other in enumerate(kept) if _same(arms, other, draft)), None)
        if place is None:
            kept.append(draft)
        else:
            kept[place] = _joined(page, kept[place], draft)
    whole = [_with_dates(arms, draft, kept) for draft in kept]
    return tuple(_record(page, number, draft) for number, draft in enumerate(whole, 1))


def _with_dates(arms: ArmsBook, draft: Draft, all_drafts: Sequence[Draft]) -> Draft:
    """The order's date for its delivery, and the delivery's for its order."""
    flow = [
        d for d in all_drafts if d is not draft and d.pair == draft.pair and _same_goods(arms, d.thing, draft.thing)
    ]
    if draft.status == "delivered" and draft.ordered is None:
        orders = (d.ordered for d in flow if d.status in {"ordered", "agreed"})
        return replace(draft, ordered=next((o for o in orders if o is not None), None))
    if draft.status in {"ordered", "agreed"} and draft.delivered is None:
        deliveries = (d.delivered for d in flow if d.status in {"delivered", "planned"})
        return replace(draft, delivered=next((d for d in deliveries if d is not None), None))
    return draft


def _same(arms: ArmsBook, one: Draft, other: Draft) -> bool:
    """One flow: sides agree where both are told, the status is one, the goods can be one."""
    if not _agree(one, other) or not (one.status == other.status or _carries_out(one, other)):
        return False
    return _same_goods(arms, one.thing, other.thing)


def _same_goods(arms: ArmsBook, a: Thing, b: Thing) -> bool:
    """The two can name one delivery of goods."""
    if _counted_apart(a, b):
        return False
    if a.head != b.head and {a.head, b.head} & arms.accessories:
        return False
    if a.name and b.name and a.system is not None and b.system is not None:
        return a.system.designation == b.system.designation
    if a.is_list or b.is_list:
        return a.head == b.head
    return a.is_general or b.is_general or arms.same_kind(a.head, b.head)


def _counted_apart(a: Thing, b: Thing) -> bool:
    """Four here and fourteen there are not one delivery."""
    counts = [t.quantity.number for t in (a, b) if t.quantity is not None and t.quantity.number is not None]
    return len(counts) == 2 and counts[0] != counts[1]


def _carries_out(one: Draft, other: Draft) -> bool:
    """A delivery still to come of what was ordered or agreed before is no flow of its own."""
    return one.status in {"ordered", "agreed"} and other.status == "planned"


def _agree(one: Draft, other: Draft) -> bool:
    sides = list(zip(one.pair, other.pair, strict=True))
    if any(a is not None and b is not None and a != b for a, b in sides):
        return False
    return any(a is not None and a == b for a, b in sides)


def _joined(page: Page, one: Draft, other: Draft) -> Draft:
    """The more specific of the two, with the other's words in `also` and its details where the first lacks them."""
    better, worse = (other, one) if one.status == other.status and _weight(other) > _weight(one) else (one, other)
    return replace(
        better,
        supplier=better.supplier or worse.supplier,
        recipient=better.recipient or worse.recipient,
        from_country=better.from_country or worse.from_country,
        to_country=better.to_country or worse.to_country,
        condition=better.condition or worse.condition,
        value=better.value or worse.value,
        date=better.date or worse.date,
        ordered=better.ordered or worse.ordered,
        delivered=better.delivered or worse.delivered,
        also=tuple(
            sorted({*one.also, *other.also, _evidence(page, worse)} - {_evidence(page, better)}, key=lambda s: s.start)
        ),
    )


def _weight(draft: Draft) -> tuple[bool, bool, bool]:
    """How specific a mention is: both sides, a name, no general word."""
    return (
        draft.supplier is not None and draft.recipient is not None,
        draft.thing.name is not None,
        not draft.thing.is_general,
    )


def _evidence(page: Page, draft: Draft) -> Span:
    return page.span(draft.sentence.start, draft.sentence.end)


def _record(page: Page, number: int, draft: Draft) -> Transfer:
    status: TransferStatus = draft.status  # type: ignore[assignment]
    return Transfer(
        id=f"t{number}",
        supplier=draft.supplier,
        recipient=draft.recipient,
        item=draft.thing.item(page),
        quantity=draft.thing.quantity,
        status=status,
        condition=draft.condition,
        value=draft.value,
        date=draft.date,
        attributed_to=draft.attributed_to,
        evidence=_evidence(page, draft),
        also=draft.also,
        rule=draft.rule,
        ordered=draft.ordered,
        delivered=draft.delivered,
    )
