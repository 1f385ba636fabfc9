"""What the register makes of several reports: copies, merges, what differs, and rulings that part them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.merging.making import BARAK, ISRAEL, PUTIN, RUSSIA, Desk
from tests.register.merging.state import state

from dragoman.errors import NotFound
from dragoman.register.filters import Filters
from dragoman.register.merging.bands import bands
from dragoman.register.merging.split import rejoin, separate
from dragoman.register.store import Register

STORY = """The defence ministers of both countries met in the old fortress above the harbour and spoke for three hours about
patrols in the strait, about fishing boats that were seized in spring, and about the families of the sailors who are still held.
Neither side would say whether the sailors would be home before winter, but the host promised another round in October."""
TALKS = "Barak held talks with Putin on the sale of missiles."


def add(register: Register, *desks: Desk) -> None:
    assert {a.outcome for a in register.add(desk.reading() for desk in desks)} == {"added"}


def talks(key: str, **more: object) -> Desk:
    return Desk(key).act(TALKS, "CONSULT", [BARAK], [PUTIN], **{"date": "2010-09-06", **more})  # type: ignore[arg-type]


def told(key: str, text: str, **more: str | None) -> Desk:
    desk = Desk(key, **more)
    desk.write(text)
    return desk


def copies(register: Register) -> dict[str, str | None]:
    return {source.report: source.copy_of for source in register.reports()}


def test_copies_are_linked_to_the_earliest(register: Register) -> None:
    edited = STORY.replace("three hours", "two hours").replace("in October", "in November")
    add(
        register,
        told("c", STORY, published="2010-09-08"),
        told("a", edited, published="2010-09-07"),
        told("b", "Police said. " + STORY, published="2010-09-07"),
        told("far", STORY, published="2011-09-07"),
        told("other", " ".join(reversed(STORY.split())), published="2010-09-07"),
    )
    assert copies(register) == {"a": None, "b": "a", "c": "a", "far": None, "other": None}


def test_an_update_by_the_same_publisher_is_a_copy(register: Register) -> None:
    words = STORY.split()
    half = " ".join([*words[: len(words) * 3 // 4], *reversed(words[: len(words) // 3])])
    add(
        register,
        told("a", STORY, publisher="Post"),
        told("b", half, publisher="Post"),
        told("c", half, publisher="Sun"),
    )
    assert copies(register) == {"a": None, "b": "a", "c": "a"} or copies(register)["b"] == "a"


def test_copies_count_as_reports_not_as_sources(register: Register) -> None:
    first, copy, other = talks("a"), talks("b"), talks("c")
    first.write(STORY)
    copy.write(STORY)
    add(register, first, copy, other)
    (event,) = register.events()
    assert (event.mentions, event.reports, event.sources, event.lead) == (3, 3, 2, "a")


def test_what_differs_stands_side_by_side(register: Register) -> None:
    army, people = ("organisation", "army", "SYR", "MIL"), ("group", "people", "SYR", "CVL")
    words = "The army shelled a bakery in the old quarter."
    for key, dead in (("a", 12), ("b", 15), ("c", 15)):
        add(register, Desk(key).act(words, "ASSAULT", [army], [people], "2010-09-06", dead=dead))
    (event,) = register.events()
    assert event.size.dead == 15
    (difference,) = event.contradictions
    assert (difference.field, [(v.value, v.reports) for v in difference.values]) == (
        "dead",
        [("12", ("a",)), ("15", ("b", "c"))],
    )


def test_a_denial_is_a_contradiction_of_the_act(register: Register) -> None:
    add(register, talks("a"), talks("b"), talks("c", aux=("negation",)))
    (event,) = register.events()
    assert "negation" not in event.aux
    assert [(d.field, [v.value for v in d.values]) for d in event.contradictions] == [
        ("negation", ["asserted", "denied"])
    ]


def test_a_side_that_the_lead_leaves_out_is_filled(register: Register) -> None:
    add(register, Desk("a").act(TALKS, "CONSULT", [BARAK], [], "2010-09-06"), talks("b"))
    (event,) = register.events()
    assert [party.name for party in event.recipient] == ["Vladimir Putin"]


def test_wordings_of_one_utterance(register: Register) -> None:
    words = "the sea that joins our two peoples must stay open to all ships"
    add(register, Desk("a").said(words, BARAK), Desk("b").said(words.replace("stay", "remain"), BARAK))
    add(register, Desk("c").said(words, PUTIN))
    found = {(s.source.report, s.reports) for s in register.statements()}
    assert found == {("a", 2), ("c", 1)}


def test_a_transfer_goes_through_its_stages(register: Register) -> None:
    for key, published, status in (("a", "2007-03-01", "agreed"), ("b", "2009-06-01", "delivered")):
        add(register, Desk(key, published).moves("S-300 missiles", RUSSIA, ISRAEL, status, "S-300"))
    add(register, Desk("c", "2009-06-01").moves("Yakhont missiles", RUSSIA, ISRAEL, "delivered", "P-800 Yakhont"))
    merged = [t for t in register.transfers() if t.reports == 2]
    assert [[v.value for v in d.values] for t in merged for d in t.contradictions if d.field == "status"] == [
        ["agreed", "delivered"]
    ]
    assert len(register.transfers()) == 2


def test_an_agreement_to_be_signed_and_signed(register: Register) -> None:
    words = "Russia and Israel {} a defence pact in Moscow."
    for key, status in (("a", "planned"), ("b", "signed")):
        desk = Desk(key).agrees(words.format(status), [RUSSIA, ISRAEL], "defence pact", status, "2010-09-06")
        add(register, desk)
    (agreement,) = register.agreements()
    assert [d.field for d in agreement.contradictions] == ["status"]


def test_ids_that_are_gone_lead_to_their_heirs(register: Register) -> None:
    add(register, talks("b"))
    (before,) = register.events()
    early = Desk("a", "2010-09-06").act(TALKS, "CONSULT", [BARAK], [PUTIN], "2010-09-06")
    add(register, early)
    (after,) = register.events()
    assert before.id != after.id
    assert register.event(before.id).event.id == after.id


def rule(register: Register, how: Callable[..., object], *words: str) -> object:
    with register.writing() as connection:
        return how(connection, *words)


def test_an_event_is_parted_and_joined_again(register: Register) -> None:
    add(register, talks("a"), talks("b"), talks("c"))
    whole = state(register)
    (event,) = register.events()
    left, taken = rule(register, separate, "event", event.id, "b", "another meeting")  # type: ignore[misc]
    assert {(e.id, e.reports) for e in register.events()} == {(left, 2), (taken, 1)}
    register.remove("b")
    add(register, talks("b"))  # a new reading does not lose the ruling
    assert sorted(e.reports for e in register.events()) == [1, 2]
    assert rule(register, rejoin, "event", left, "b") == event.id
    assert state(register) == whole


def test_an_actor_is_parted_and_joined_again(register: Register) -> None:
    add(register, talks("a"), talks("b"))
    whole = state(register)
    actor = register.actor("Ehud Barak").id
    left, taken = rule(register, separate, "actor", actor, "b", "a namesake")  # type: ignore[misc]
    assert left == actor
    assert (register.actor(left).reports, register.actor(taken).reports) == (1, 1)
    rule(register, rejoin, "actor", taken, "b")
    assert state(register) == whole


def test_a_copy_is_parted_and_joined_again(register: Register) -> None:
    add(register, told("a", STORY), told("b", STORY))
    assert copies(register) == {"a": None, "b": "a"}
    rule(register, separate, "report", "a", "b", "another writer")
    assert copies(register) == {"a": None, "b": None}
    rule(register, rejoin, "report", "a", "b")
    assert copies(register) == {"a": None, "b": "a"}


def test_a_statement_is_parted(register: Register) -> None:
    words = "the sea that joins our two peoples must stay open to all ships"
    add(register, Desk("a").said(words, BARAK), Desk("b").said(words, BARAK))
    (statement,) = register.statements()
    rule(register, separate, "statement", statement.id, "b", "said twice")
    assert len(register.statements()) == 2


def test_what_cannot_be_parted(register: Register) -> None:
    add(register, talks("a"))
    (event,) = register.events()
    for ref, report, words in ((event.id, "a", "only a"), (event.id, "zz", "tells nothing"), ("e0", "a", "nothing of")):
        with pytest.raises(NotFound, match=words):
            rule(register, separate, "event", ref, report, "")


def test_removing_leaves_nothing_behind(register: Register) -> None:
    add(register, talks("a"), talks("b").said(" ".join(STORY.split()[:12]), BARAK))
    for key in "ab":
        register.remove(key)
    assert not any(state(register).values())
    assert register.counts().actors == 0


def test_bands_are_the_same_everywhere() -> None:
    assert bands(["sea", "ships", "open"], 2, 2, 2010) == bands(["open", "sea", "ships", "sea"], 2, 2, 2010)
    assert bands([], 2, 2, 2010) == ()


@given(st.sets(st.integers(0, 200), min_size=40, max_size=60), st.integers(0, 3))
def test_alike_sets_share_a_band(tokens: set[int], gone: int) -> None:
    words = [f"w{n}" for n in sorted(tokens)]
    assert set(bands(words, 3, 24, 2010)) & set(bands(words[gone:], 3, 24, 2010))


def test_filters_know_the_number_of_sources(register: Register) -> None:
    add(register, talks("a"), talks("b"))
    assert len(register.events(Filters(sources=2))) == 1
    assert len(register.events(Filters(sources=3))) == 0
