"""Which records are wanted: the same filters for the command line, the library, the page and the API."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Filters:
    """All conditions hold at once; several values of one field are alternatives; what is empty asks nothing.

    actor, recipient, party: a state's code (ISO 3166 alpha-3 or PLOVER's), a register id (a…) or a name;
       party is either side. For statements `actor` is the speaker, for transfers the supplier,
       for agreements any party.
    type, mode, context: of PLOVER 2.0; quad 1–4
    aux: auxiliary modes that the event has; "none" stands for events without any
    since, until: ISO dates as short as you like; until is inclusive ("2010" ends with 31 December)
    country: where it happened
    status: of transfers and agreements; category and designation: of transfers
    rule: the frame that fired
    publisher: of at least one source
    words: full-text words over the evidence
    sources: at least so many independent sources
    report: id of a report that tells it
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    aux: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    country: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    designation: str | None = None
    rule: str | None = None
    publisher: tuple[str, ...] = ()
    words: str | None = None
    sources: int = 1
    report: str | None = None


EVERYTHING = Filters()
