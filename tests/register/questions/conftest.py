"""A small register: what Russia, Israel and Syria did and said in four reports, made by hand."""

from __future__ import annotations

import pytest

from dragoman.records import (
    Actor,
    Agreement,
    AgreementParty,
    Event,
    EventDate,
    Item,
    Mention,
    Party,
    Place,
    Reading,
    Report,
    Role,
    Size,
    Span,
    Statement,
    Transfer,
)
from dragoman.register import Register

MEETING = "Ehud Barak of Israel met Vladimir Putin of Russia in Sochi."
SALE = "Russia will deliver S-300 missiles to Syria, Putin said: we keep our word."
RAID = "Israel attacked Syria, killing 12."
DENIAL = "Israel and Russia signed a pact."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def party(text: str, words: str, actor: str | None) -> Party:
    at = span(text, words)
    return Party(at.start, at.end, words, actor)


def state(text: str, local: str, name: str, code: str) -> Actor:
    at = span(text, name)
    return Actor(local, "state", name, code, mentions=(Mention(at.start, at.end, name, "name"),))


def person(text: str, local: str, name: str, code: str, title: str, words: str | None = None) -> Actor:
    at = span(text, words or name)
    mention = Mention(at.start, at.end, at.text, "name")
    return Actor(local, "person", name, code, "GOV", roles=(Role(title, code),), mentions=(mention,))


def event(text: str, kind: str, who: Party, whom: Party, trigger: str, **more: object) -> Event:
    made = {
        "id": "e1",
        "type": kind,
        "modes": (),
        "contexts": ("diplomatic",),
        "aux": (),
        "cameo": "040",
        "actor": (who,),
        "recipient": (whom,),
        "place": None,
        "date": None,
        "attributed_to": None,
        "size": Size(),
        "trigger": span(text, trigger),
        "evidence": span(text, text),
        "also": (),
        "quad": 1,
        "score": 1.0,
        "rule": f"{kind.lower()}.made",
    }
    return Event(**{**made, **more})  # type: ignore[arg-type]


def meeting() -> Reading:
    text = MEETING
    barak = person(text, "a1", "Ehud Barak", "ISR", "Defense Minister")
    putin = person(text, "a2", "Vladimir Putin", "RUS", "Prime Minister")
    where = Place("p1", "Sochi", "RUS", 43.6, 39.7, 491422, (span(text, "Sochi"),))
    met = event(
        text,
        "CONSULT",
        party(text, "Ehud Barak", "a1"),
        party(text, "Vladimir Putin", "a2"),
        "met",
        modes=("visit",),
        place="p1",
        date=EventDate("2010-09-06"),
    )
    report = Report("meeting", text, title="A meeting", publisher="AP", published="2010-09-06")
    return Reading(report, (barak, putin), (), (where,), (met,), version="0")


def sale() -> Reading:
    text = SALE
    actors = (
        state(text, "a1", "Russia", "RUS"),
        state(text, "a2", "Syria", "SYR"),
        person(text, "a3", "Vladimir Putin", "RUS", "Prime Minister", "Putin"),
    )
    russia, syria = party(text, "Russia", "a1"), party(text, "Syria", "a2")
    planned = event(text, "COOPERATE", russia, syria, "deliver", aux=("future",), quad=2, score=6.0)
    item = span(text, "S-300 missiles")
    moved = Transfer(
        "t1",
        russia,
        syria,
        Item(item.start, item.end, item.text, "S-300", "VII"),
        None,
        "planned",
        None,
        None,
        EventDate("2010"),
        None,
        span(text, text),
    )
    told = Statement(
        "s1",
        "direct",
        party(text, "Putin", "a3"),
        None,
        None,
        span(text, "said"),
        span(text, "we keep our word"),
        source_class="named person",
    )
    report = Report("sale", text, title="Missiles for Syria", publisher="Reuters", published="2010-09-18")
    return Reading(report, actors, (), (), (planned,), (told,), (moved,), version="0")


def raid() -> Reading:
    text = RAID
    actors = (state(text, "a1", "Israel", "ISR"), state(text, "a2", "Syria", "SYR"))
    struck = event(
        text,
        "ASSAULT",
        party(text, "Israel", "a1"),
        party(text, "Syria", "a2"),
        "attacked",
        contexts=("military",),
        size=Size(dead=12),
        quad=4,
        score=-9.5,
        date=EventDate("2013-05"),
    )
    report = Report("raid", text, title="=A raid", publisher="AFP", published="2013-05-05")
    return Reading(report, actors, (), (), (struck,), version="0")


def pact() -> Reading:
    text = DENIAL
    actors = (state(text, "a1", "Israel", "ISR"), state(text, "a2", "Russia", "RUS"))
    parties = (AgreementParty("a1", "ISR"), AgreementParty("a2", "RUS"))
    agreed = Agreement(
        "g1",
        parties,
        "military pact",
        None,
        "signed",
        "2010-09-06",
        None,
        (span(text, "pact"),),
        None,
        span(text, text),
    )
    return Reading(Report("pact", text, published="2010-09-07"), actors, agreements=(agreed,), version="0")


@pytest.fixture
def filled(register: Register) -> Register:
    """The four reports in a register of each kind."""
    for _ in register.add([meeting(), sale(), raid(), pact()]):
        pass
    return register
