"""Finds the agreements of a page and joins the mentions of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.knowledge.agreements import AgreementBook, agreement_book
from dragoman.parsing.tree import Sentence
from dragoman.reading.actors import Cast
from dragoman.reading.agreements.mentions import Mention, Mentions, singular
from dragoman.reading.agreements.provisions import provisions, term
from dragoman.reading.dates import Calendar
from dragoman.reading.page import Page
from dragoman.reading.places import Atlas
from dragoman.records import Agreement, AgreementParty, AgreementStatus, Event, Party, Span

LINKED = frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONCEDE", "REJECT", "CONSULT"})
MOST_PROVISIONS = 12
NAMING = frozenset({"NOUN", "PROPN", "VERB"})


@dataclass
class Group:
    """The mentions of one agreement, while it is gathered."""

    mentions: list[Mention] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    parties: dict[str, Party] = field(default_factory=dict)
    qualifiers: set[str] = field(default_factory=set)


def find_agreements(
    page: Page, cast: Cast, calendar: Calendar, atlas: Atlas, events: Sequence[Event]
) -> tuple[Agreement, ...]:
    """The agreements between states and other political actors that a page tells of, in text order."""
    book = agreement_book()
    reader = Mentions(cast, book)
    groups: list[Group] = []
    for sentence in page.body:
        for mention in _mentions(sentence, reader):
            _add(groups, mention, cast, reader)
    whole = [g for g in groups if len(g.parties) > 1]
    return tuple(_record(number, g, page, cast, calendar, atlas, events, book) for number, g in enumerate(whole, 1))


def _mentions(sentence: Sentence, reader: Mentions) -> list[Mention]:
    named = (w for w in sentence.words if w.upos in NAMING and singular(w) in reader.lemmas)
    found = (reader.at(w) or reader.by_verb(w) for w in named)
    return [m for m in found if m is not None]


def _key(party: Party, cast: Cast) -> str:
    """A party's country, or its actor where it has none or shares it with an adversary."""
    assert party.actor is not None
    actor = cast.actor(party.actor)
    own = actor.country is None or actor.country in {"IGO", "NGO", "IMG"} or actor.sector in {"REB", "SEP", "PRM"}
    return party.actor if own else str(actor.country)


def _add(groups: list[Group], mention: Mention, cast: Cast, reader: Mentions) -> None:
    keys = {_key(p, cast) for p in mention.parties}
    group = _group_of(groups, mention, keys, reader)
    if group is None:
        if not mention.parties or not reader.political(mention):
            return
        group = Group()
        groups.append(group)
    group.mentions.append(mention)
    group.qualifiers |= _qualifiers(mention)
    if len(group.keys) < 2 or not mention.definite:
        group.keys |= keys
        for party in mention.parties:
            group.parties.setdefault(_key(party, cast), party)


def _group_of(groups: list[Group], mention: Mention, keys: set[str], reader: Mentions) -> Group | None:
    """The agreement that the mention speaks of: the one of the same parties, or for "the pact" the last one told."""
    for group in reversed(groups):
        same = keys and keys <= group.keys
        if same and (len(keys) > 1 or mention.definite) and _same_kind(group, mention):
            return group
        if not keys and mention.definite:
            return group
        known = {k for k in keys if not k.startswith("a")}
        if mention.definite and keys & group.keys and known <= group.keys and _same_kind(group, mention):
            return group
    return None


def _same_kind(group: Group, mention: Mention) -> bool:
    """Kinds conflict only where both have a qualifying word and share none ("peace treaty", "trade agreement")."""
    here = _qualifiers(mention)
    return not here or not group.qualifiers or bool(here & group.qualifiers)


def _qualifiers(mention: Mention) -> set[str]:
    children = (c for c in mention.word.children if c.deprel in {"amod", "compound"} and c.index < mention.word.index)
    return {
        c.lemma.lower()
        for c in children
        if c.upos != "PROPN" and c.lemma.lower() not in {"new", "long-term", "-", "first", "such", "final"}
    }


def _record(
    number: int,
    group: Group,
    page: Page,
    cast: Cast,
    calendar: Calendar,
    atlas: Atlas,
    events: Sequence[Event],
    book: AgreementBook,
) -> Agreement:
    main = min(group.mentions, key=lambda m: (book.rank[_own(m, group, cast)], m.word.start))
    status = _own(main, group, cast)
    alike = [main, *(m for m in group.mentions if m is not main and _own(m, group, cast) == status)]
    told = [_when_and_where(m, status, calendar, atlas) for m in alike]
    when, where = (next((value for value in values if value is not None), None) for values in zip(*told, strict=True))
    evidence = _sentence_span(page, main)
    also = {_sentence_span(page, m) for m in group.mentions} - {evidence}
    spans = (s for m in group.mentions for s in provisions(page, m, book))
    terms = (t for m in group.mentions if (t := term(page, m, book)) is not None)
    return Agreement(
        id=f"g{number}",
        parties=tuple(AgreementParty(p.actor, cast.country(p)) for p in group.parties.values()),
        kind=_kind(page, group),
        name=_name(page, group),
        status=status,
        date=when,
        place=where,
        provisions=tuple(sorted(set(spans), key=lambda s: (s.start, s.end)))[:MOST_PROVISIONS],
        term=next(terms, None),
        evidence=evidence,
        events=_linked(evidence, group, cast, events),
        also=tuple(sorted(also, key=lambda s: s.start)),
    )


def _own(mention: Mention, group: Group, cast: Cast) -> AgreementStatus:
    """Only a party can reject or end an agreement; an outsider's anger leaves it as it is."""
    if mention.status not in {"rejected", "ended"} or not mention.parties:
        return mention.status
    return mention.status if any(_key(p, cast) in group.keys for p in mention.parties) else "in force"


def _when_and_where(
    mention: Mention, status: AgreementStatus, calendar: Calendar, atlas: Atlas
) -> tuple[str | None, str | None]:
    """Date and place of signature, conclusion or ratification."""
    own = calendar.governing(mention.word)
    if status not in {"signed", "ratified", "agreed", "planned"}:
        return own.value if own is not None and status != "ended" else None, None
    words = [w for w in (mention.verb, mention.word) if w is not None]
    dates = (d for w in words if (d := calendar.governing(w)) is not None)
    places = (p for w in words if (p := atlas.governing(w)) is not None)
    date, place = next(dates, None), next(places, None)
    return date.value if date is not None else None, place.id if place is not None else None


def _kind(page: Page, group: Group) -> str:
    """The fullest phrase for it."""
    nouns = [m for m in group.mentions if m.word.upos != "VERB"]
    if not nouns:
        return "agreement"
    best = max(nouns, key=lambda m: (min(len(_qualifiers(m)), 4), m.end - m.start <= 80, -m.word.start))
    return " ".join(page.report.text[best.start : best.end].split())


def _name(page: Page, group: Group) -> str | None:
    """The proper name, where a mention has one."""
    for mention in group.mentions:
        words = mention.word.sentence.words if mention.word.sentence is not None else []
        named = [w for w in words if mention.start <= w.start < mention.end and w.upos == "PROPN"]
        if len(named) > 1 and mention.word.upos == "PROPN":
            return " ".join(page.report.text[mention.start : mention.word.end].split())
    return None


def _sentence_span(page: Page, mention: Mention) -> Span:
    sentence = mention.word.sentence
    assert sentence is not None
    return page.span(sentence.start, sentence.end)


def _linked(evidence: Span, group: Group, cast: Cast, events: Sequence[Event]) -> tuple[str, ...]:
    """Events of the evidence sentence that share a party."""
    found = []
    for event in events:
        if event.type in LINKED and evidence.start <= event.trigger.start < evidence.end:
            parties = (*event.actor, *event.recipient)
            if group.keys & {key for party in parties for key in (cast.country(party), party.actor)}:
                found.append(event.id)
    return tuple(found)
