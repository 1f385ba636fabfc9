"""A reading made by hand, with a record of each kind."""

from collections.abc import Iterator

import msgspec
import pytest

from dragoman.exports.holdings import Holdings, RegisterHoldings
from dragoman.exports.readings import ReadingHoldings
from dragoman.records import (
    Actor,
    Agreement,
    AgreementParty,
    Dateline,
    Event,
    EventDate,
    Item,
    Mention,
    Party,
    Place,
    Quantity,
    Reading,
    Report,
    Role,
    Size,
    Span,
    Statement,
    Transfer,
)
from dragoman.register import Register, open_register

TEXT = """LISBON, May 4 (Reuters) - Portugal's Defence Minister Ana Lopes met Gen. Omar Keita of Mali on Monday and signed a pact.

The pact provides for training of pilots. "Our skies are one," Lopes said. She said the skies are one.

Portugal sold Mali six Alouette helicopters, diplomats said. Mali may pass them on to rebels.
"""

SENTENCES = ("LISBON", "The pact", '"Our skies', "She said", "Portugal sold", "Mali may")


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


def party(actor: str | None, words: str, nth: int = 0) -> Party:
    at = span(words, nth)
    return Party(at.start, at.end, at.text, actor)


def actor(key: str, kind: str, name: str, words: str, country: str | None, sector: str | None, *roles: Role) -> Actor:
    at = span(words)
    mention = Mention(at.start, at.end, at.text, "name")
    return Actor(key, kind, name, country, sector, roles=roles, mentions=(mention,))  # type: ignore[arg-type]


MONDAY = span("Monday")
EVENTS = (
    Event(
        id="e1",
        type="CONSULT",
        modes=("visit",),
        contexts=("military",),
        aux=(),
        cameo="042",
        actor=(party("a2", "Omar Keita"),),
        recipient=(party("a1", "Ana Lopes"),),
        place="p1",
        date=EventDate("2015-05-04", MONDAY.start, MONDAY.end, MONDAY.text),
        attributed_to=None,
        size=Size(),
        trigger=span("met"),
        evidence=span("Portugal's Defence Minister Ana Lopes met Gen. Omar Keita of Mali on Monday"),
        also=(),
        quad=1,
        score=4.0,
        rule="consult.meet",
    ),
    Event(
        id="e2",
        type="AID",
        modes=(),
        contexts=(),
        aux=("hypothetical",),
        cameo="072",
        actor=(party("a4", "Mali", 2),),
        recipient=(party(None, "rebels"),),
        place=None,
        date=None,
        attributed_to=party(None, "diplomats"),
        size=Size(dead=3),
        trigger=span("pass"),
        evidence=span("Mali may pass them on to rebels."),
        also=(),
        quad=2,
        score=10.0,
        rule="aid.pass",
    ),
)


@pytest.fixture(scope="session")
def reading() -> Reading:
    skies = span("Our skies are one,")
    direct = Span(skies.start, skies.end - 1, skies.text[:-1])
    helicopters = span("Alouette helicopters")
    six = span("six")
    return Reading(
        report=Report(
            id="r1",
            text=TEXT,
            title="Portugal, Mali sign pact",
            publisher="Reuters",
            published="2015-05-05",
            dateline=Dateline("LISBON", "2015-05-04"),
        ),
        actors=(
            actor("a1", "person", "Ana Lopes", "Ana Lopes", "PRT", "GOV", Role("Defence Minister", "Portugal")),
            actor("a2", "person", "Omar Keita", "Omar Keita", "MLI", "MIL"),
            actor("a3", "state", "Portugal", "Portugal", "PRT", None),
            actor("a4", "state", "Mali", "Mali", "MLI", None),
        ),
        places=(Place("p1", "Lisbon", "PRT", 38.72, -9.13, 2267057, (span("LISBON"),)),),
        events=EVENTS,
        statements=(
            Statement("s1", "direct", party("a1", "Lopes", 1), None, None, span("said"), direct),
            Statement(
                "s2",
                "indirect",
                party("a1", "She"),
                None,
                None,
                span("said", 1),
                span("the skies are one"),
                variant_of="s1",
                differs=((span("the skies"), Span(skies.start, skies.start + 9, "Our skies")),),
            ),
        ),
        transfers=(
            Transfer(
                id="t1",
                supplier=party("a3", "Portugal", 1),
                recipient=party("a4", "Mali", 1),
                item=Item(helicopters.start, helicopters.end, helicopters.text, "Alouette", "V"),
                quantity=Quantity(six.start, six.end, six.text, 6),
                status="delivered",
                condition=None,
                value=None,
                date=EventDate("2015"),
                attributed_to=party(None, "diplomats"),
                evidence=span("Portugal sold Mali six Alouette helicopters"),
            ),
            Transfer(
                id="t2",
                supplier=party("a4", "Mali", 2),
                recipient=party(None, "rebels"),
                item=Item(span("them").start, span("them").end, "them"),
                quantity=None,
                status="possible",
                condition=None,
                value=None,
                date=None,
                attributed_to=None,
                evidence=span("Mali may pass them on to rebels."),
            ),
        ),
        agreements=(
            Agreement(
                id="g1",
                parties=(AgreementParty("a3", "PRT"), AgreementParty(None, "MLI")),
                kind="pact",
                name=None,
                status="signed",
                date="2015-05-04",
                place="p1",
                provisions=(span("training of pilots"),),
                term=None,
                evidence=span("signed a pact"),
            ),
        ),
        sentences=tuple(span(words).start for words in SENTENCES),
        version="0.1.0",
    )


def renamed(record: Actor | Event, name: str):
    return msgspec.structs.replace(record, name=name)


@pytest.fixture(scope="session")
def nasty(reading: Reading) -> Reading:
    """The same reading from a report that means no good, with an event between three parties and one of a week."""
    first, second, third, fourth = reading.actors
    names = ('=HYPERLINK("http://evil.example")', "Omar\tKe\nita\x07", '"Quoted" Republic', "@Mali")
    actors = [renamed(actor, name) for actor, name in zip((first, second, third, fourth), names, strict=True)]
    actors[3] = msgspec.structs.replace(actors[3], country="UNO", sector="JRN", kind="organisation", wikidata="Q42")
    meeting, aid = reading.events
    parties = (*meeting.actor, *meeting.recipient, party("a3", "Portugal"))
    together = msgspec.structs.replace(meeting, actor=parties, recipient=(), date=EventDate("2015-W19"), cameo="04")
    denied = msgspec.structs.replace(aid, id="e3", aux=("negation",))
    past = msgspec.structs.replace(aid, id="e4", aux=("historical",), date=EventDate("2014"))
    report = msgspec.structs.replace(
        reading.report, id="odd id/ü", title="+1\tgain\r\n", publisher="-The Wire", url="https://wire.example/a?b=c"
    )
    return msgspec.structs.replace(reading, report=report, actors=tuple(actors), events=(together, aid, denied, past))


@pytest.fixture(scope="session")
def register(reading: Reading, nasty: Reading, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("register") / "r.sqlite"
    with open_register(path) as found:
        assert [added.outcome for added in found.add([reading, nasty])] == ["added", "added"]
        yield found


@pytest.fixture(params=["readings", "register"])
def holdings(request: pytest.FixtureRequest, reading: Reading, nasty: Reading, register: Register) -> Holdings:
    """The same two reports, merged in a register and as they were read."""
    if request.param == "register":
        return RegisterHoldings(register)
    return ReadingHoldings((reading, nasty))
