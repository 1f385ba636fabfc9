"""Filters become SQL conditions; what users gave goes in as bound parameters only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from dragoman.errors import SettingsError
from dragoman.reading.dates.periods import Period, parse
from dragoman.records import Aux
from dragoman.register import schema
from dragoman.register.filters import Filters
from dragoman.register.names import folded
from dragoman.register.words import refs

CODE = re.compile(r"[A-Z]{3}\Z")
ID = re.compile(r"a[0-9a-f]{10}\Z")
AUX: tuple[Aux, ...] = ("future", "hypothetical", "negation", "historical")
NO_AUX = "none"

Condition = ColumnElement[bool]
Conditions = list[Condition]


@dataclass(frozen=True)
class Who:
    """Parties asked for, by what they are given as: state codes, ids of the register, names."""

    codes: tuple[str, ...]
    ids: tuple[str, ...]
    names: tuple[str, ...]

    @staticmethod
    def of(values: Iterable[str]) -> Who:
        """Sort what the user gave."""
        given = tuple(values)
        codes = tuple(v for v in given if CODE.match(v))
        ids = tuple(v for v in given if ID.match(v))
        return Who(codes, ids, tuple(v for v in given if v not in codes + ids))

    def among(self, actor_id: ColumnElement[Any], country: ColumnElement[Any], name: ColumnElement[Any]) -> Condition:
        """That the columns of a party are one of these."""
        wanted: Conditions = []
        if self.codes:
            wanted.append(country.in_(self.codes))
        if self.ids:
            wanted.append(actor_id.in_(self.ids))
        for one in self.names:
            wanted += [actor_id.in_(bearers(one)), func.lower(name) == one.lower()]
        return or_(*wanted)


def bearers(name: str) -> Select[Any]:
    """The ids of the actors that bear a name in any report, or whose name ends with it (a surname)."""
    local, known = schema.local_actors.c, schema.actors.c
    exact = select(local.actor_id).where(local.folded == folded(name), local.actor_id.is_not(None))
    surname = func.lower(known.name).endswith(f" {name.strip().lower()}", autoescape=True)
    return select(known.id).where(or_(known.id.in_(exact), surname))


def period(value: str, option: str) -> Period:
    """The stretch that an ISO date of a filter means; SettingsError where it is none."""
    found = parse(value)
    if found is None:
        raise SettingsError(f"{option} {value!r} is no ISO date such as 2010, 2010-09 or 2010-09-06")
    return found


def within(filters: Filters, since: ColumnElement[Any], until: ColumnElement[Any]) -> Conditions:
    """That a stretch of days overlaps the one asked for."""
    wanted: Conditions = []
    if filters.since:
        wanted.append(until >= period(filters.since, "since").first.isoformat())
    if filters.until:
        wanted.append(since <= period(filters.until, "until").last.isoformat())
    return wanted


def dated(filters: Filters, value: ColumnElement[Any], report_ids: ColumnElement[Any]) -> Conditions:
    """That an ISO value, however short, lies in the stretch asked for; without one, the report's day of publication."""
    told = schema.reports.alias().c
    published = select(told.published).where(told.id == report_ids).scalar_subquery()
    day = func.coalesce(value, published)
    wanted: Conditions = []
    if filters.since:
        first = period(filters.since, "since").first.isoformat()
        wanted.append(day >= func.substr(first, 1, func.length(day)))
    if filters.until:
        wanted.append(day <= period(filters.until, "until").last.isoformat())
    return wanted


def told_by(filters: Filters, report_ids: ColumnElement[Any]) -> Conditions:
    """That a report of this key or of these publishers is the one in `report_ids`."""
    reports = schema.reports.c
    wanted: Conditions = []
    if filters.report:
        wanted.append(report_ids.in_(select(reports.id).where(reports.key == filters.report)))
    if filters.publisher:
        wanted.append(report_ids.in_(select(reports.id).where(reports.publisher.in_(filters.publisher))))
    return wanted


def of_events(filters: Filters) -> Conditions:
    """The conditions on `events`."""
    events = schema.events.c
    wanted = within(filters, events.since, events.until)
    wanted += [
        column.in_(values)
        for column, values in (
            (events.type, filters.type),
            (events.quad, filters.quad),
            (events.place_country, filters.country),
        )
        if values
    ]
    if filters.rule:
        wanted.append(events.rule == filters.rule)
    if filters.sources > 1:
        wanted.append(events.sources >= filters.sources)
    if filters.words:
        wanted.append(events.id.in_(refs("event", filters.words)))
    return wanted + _aux(filters.aux) + _tags(filters) + _event_parties(filters) + _mentioned(filters)


def _aux(values: tuple[str, ...]) -> Conditions:
    if not values:
        return []
    columns: dict[str, ColumnElement[Any]] = {name: schema.events.c[name] for name in AUX}
    for value in values:
        if value != NO_AUX and value not in columns:
            raise SettingsError(f"no auxiliary mode {value!r}; there are {', '.join((*AUX, NO_AUX))}")
    plain = [and_(*(not_(column) for column in columns.values()))] if NO_AUX in values else []
    return [or_(*plain, *(columns[value] for value in values if value != NO_AUX))]


def _tags(filters: Filters) -> Conditions:
    tags = schema.event_tags.c
    return [
        schema.events.c.id.in_(select(tags.event_id).where(tags.kind == kind, tags.value.in_(values)))
        for kind, values in (("mode", filters.mode), ("context", filters.context))
        if values
    ]


def _event_parties(filters: Filters) -> Conditions:
    parties = schema.event_parties.c
    sides = (("actor",), filters.actor), (("recipient",), filters.recipient), (("actor", "recipient"), filters.party)
    return [
        schema.events.c.id.in_(
            select(parties.event_id).where(
                parties.role.in_(roles), Who.of(values).among(parties.actor_id, parties.country, parties.name)
            )
        )
        for roles, values in sides
        if values
    ]


def _mentioned(filters: Filters) -> Conditions:
    mentions = schema.event_mentions.c
    told = told_by(filters, mentions.report_id)
    return [schema.events.c.id.in_(select(mentions.event_id).where(one)) for one in told]


def of_statements(filters: Filters) -> Conditions:
    """The conditions on `statements`: `actor` the speaker, `recipient` the addressee, `party` either."""
    said = schema.statements.c
    wanted = dated(filters, said.date, said.report_id) + told_by(filters, said.report_id)
    speaker, addressee = (said.speaker_id, said.speaker), (said.addressee_id, said.addressee)
    wanted += _sides(filters, (speaker[0], None, speaker[1]), (addressee[0], None, addressee[1]))
    if filters.words:
        wanted.append(said.group_id.in_(refs("statement", filters.words)))
    return wanted + _sources(filters, said.sources)


def of_transfers(filters: Filters) -> Conditions:
    """The conditions on `transfers`: `actor` the supplier, `recipient` the recipient, `party` either."""
    moved = schema.transfers.c
    wanted = within(filters, moved.since, moved.until) + told_by(filters, moved.report_id)
    wanted += _sides(
        filters,
        (moved.supplier_id, moved.supplier_country, moved.supplier),
        (moved.recipient_id, moved.recipient_country, moved.recipient),
    )
    for column, values in ((moved.status, filters.status), (moved.category, filters.category)):
        if values:
            wanted.append(column.in_(values))
    if filters.designation:
        wanted.append(func.lower(moved.designation).contains(filters.designation.lower(), autoescape=True))
    if filters.words:
        wanted.append(_has_words(moved.evidence, filters.words))
    return wanted + _sources(filters, moved.sources)


def of_agreements(filters: Filters) -> Conditions:
    """The conditions on `agreements`: `actor`, `recipient` and `party` are all parties to it."""
    made, parties = schema.agreements.c, schema.agreement_parties.c
    wanted = dated(filters, made.date, made.report_id) + told_by(filters, made.report_id)
    for values in (filters.actor, filters.recipient, filters.party):
        if values:
            of = Who.of(values).among(parties.actor_id, parties.country, parties.name)
            wanted.append(made.id.in_(select(parties.agreement_id).where(of)))
    if filters.status:
        wanted.append(made.status.in_(filters.status))
    if filters.words:
        wanted.append(_has_words(made.evidence, filters.words))
    return wanted + _sources(filters, made.sources)


def of_actors(filters: Filters) -> Conditions:
    """The conditions on `actors`: a party by code, id or name; words in one of its names."""
    known, local = schema.actors.c, schema.local_actors.c
    wanted: Conditions = []
    for values in (filters.actor, filters.recipient, filters.party):
        if values:
            wanted.append(Who.of(values).among(known.id, known.country, known.name))
    if filters.country:
        wanted.append(known.country.in_(filters.country))
    if filters.words:
        wanted += [
            known.id.in_(select(local.actor_id).where(local.folded.contains(word, autoescape=True)))
            for word in folded(filters.words).split()
        ]
    return wanted + [known.id.in_(select(local.actor_id).where(one)) for one in told_by(filters, local.report_id)]


def of_reports(filters: Filters) -> Conditions:
    """The conditions on `reports`."""
    known = schema.reports.c
    wanted = within(filters, known.published, known.published) + told_by(filters, known.id)
    if filters.words:
        wanted.append(known.key.in_(refs("report", filters.words)))
    return wanted


Side = tuple[ColumnElement[Any], ColumnElement[Any] | None, ColumnElement[Any]]


def _sides(filters: Filters, left: Side, right: Side) -> Conditions:
    """That the left side is `actor`, the right `recipient`, either `party`. A side is (actor id, country, name)."""
    asked = ((left,), filters.actor), ((right,), filters.recipient), ((left, right), filters.party)
    return [or_(*(_is(side, Who.of(values)) for side in sides)) for sides, values in asked if values]


def _is(side: Side, who: Who) -> Condition:
    actor_id, country, name = side
    if country is not None:
        return who.among(actor_id, country, name)
    actors = schema.actors.c
    of = who.among(actors.id, actors.country, actors.name)
    return or_(actor_id.in_(select(actors.id).where(of)), *(func.lower(name) == one.lower() for one in who.names))


def _sources(filters: Filters, column: ColumnElement[Any]) -> Conditions:
    return [column >= filters.sources] if filters.sources > 1 else []


def _has_words(column: ColumnElement[Any], words: str) -> Condition:
    return and_(*(func.lower(column).contains(word.lower(), autoescape=True) for word in words.split()))
