"""Whatever the order of adding, and whatever was added and removed between, the same comes out."""

import shutil
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.register.merging.making import BARAK, ISRAEL, PUTIN, RUSSIA, Desk
from tests.register.merging.state import state

from dragoman.records import Reading
from dragoman.register.merging import blocks
from dragoman.register.merging.cluster import cluster
from dragoman.register.merging.events import compare_acts
from dragoman.register.merging.records import Act, Named
from dragoman.register.store import open_register

PEOPLE = (
    BARAK,
    PUTIN,
    ISRAEL,
    RUSSIA,
    ("person", "Barak", "ISR", "GOV"),
    ("person", "Aharon Barak", "ISR", "JUD"),
    ("person", "Putin", None, None),
    ("organisation", "Hezbollah", "LBN", "REB"),
    ("organisation", "Hizballah", None, None),
    ("group", "rebels", None, "REB"),
)
DAYS = ("2010-09-05", "2010-09-06", "2010-09-07", "2010-09")
WORDS = ("held", "talks", "missiles", "attacked", "killed", "signed", "troops", "border", "harbour", "bridge")

who = st.sampled_from(PEOPLE)
sentence = st.lists(st.sampled_from(WORDS), min_size=3, max_size=7).map(" ".join)


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """A handful of reports about the same few parties and days."""
    made = []
    for number in range(draw(st.integers(2, 7))):
        published = draw(st.sampled_from([*DAYS[:3], None]))
        desk = Desk(f"r{number}", published, draw(st.sampled_from([None, "Post"])))
        for _ in range(draw(st.integers(0, 3))):
            desk.act(
                draw(sentence),
                draw(st.sampled_from(["CONSULT", "ASSAULT"])),
                draw(st.lists(who, max_size=2)),
                draw(st.lists(who, max_size=1)),
                draw(st.sampled_from([*DAYS, None])),
                aux=draw(st.sampled_from([(), ("negation",)])),
                dead=draw(st.sampled_from([None, 12, 15])),
                given=draw(st.booleans()),
            )
        if draw(st.booleans()):
            desk.said(draw(st.sampled_from([" ".join(WORDS), " ".join(WORDS[1:]), " ".join(WORDS[::-1])])), draw(who))
        if draw(st.booleans()):
            status = draw(st.sampled_from(["agreed", "delivered"]))
            desk.moves(draw(sentence), draw(who), draw(who), status, draw(st.sampled_from([None, "S-300"])))
        if draw(st.booleans()):
            status = draw(st.sampled_from(["signed", "planned"]))
            desk.agrees(draw(sentence), [draw(who), draw(who)], "defence pact", status, draw(st.sampled_from(DAYS)))
        if draw(st.booleans()):
            desk.write(" ".join(f"{w} {v}" for w in WORDS[: draw(st.integers(6, 10))] for v in WORDS))
        made.append(desk.reading())
    return made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, to be copied: making one takes longer than filling it."""
    path = tmp_path_factory.mktemp("empty") / "register.sqlite"
    open_register(path).close()
    return path


@settings(max_examples=12, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
@given(made=readings(), data=st.data())
def test_order_of_adding_shows_nowhere(
    made: list[Reading], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory, empty: Path
) -> None:
    folder = tmp_path_factory.mktemp("order")
    shuffled = data.draw(st.permutations(made))
    removed = data.draw(st.lists(st.sampled_from(made), unique_by=lambda r: r.report.id, max_size=3))
    paths = [Path(shutil.copy(empty, folder / name)) for name in ("one.sqlite", "two.sqlite")]
    assert _state_after(paths[1], shuffled, removed) == _state_after(paths[0], made, [])


def _state_after(path: Path, added: list[Reading], removed: list[Reading]) -> dict[str, list[tuple[object, ...]]]:
    """Add all, then take some out and put them in again."""
    with open_register(path) as register:
        assert {a.outcome for a in register.add(added)} <= {"added"}
        for reading in removed:
            register.remove(reading.report.id)
        assert {a.outcome for a in register.add(removed)} <= {"added"}
        return state(register)


ACTOR = {"Barak": Named("person", "Ehud Barak", "ISR", "GOV"), "Israel": Named("state", "Israel", "ISR")}
PUBLISHED = {"r1": DAYS[0], "r2": DAYS[1], "r3": DAYS[1], "r4": DAYS[2], "r5": None, "r6": None}
acts = st.builds(
    Act,
    id=st.just(0),
    key=st.just(""),
    report=st.sampled_from(list(PUBLISHED)),
    published=st.none(),
    type=st.just("CONSULT"),
    since=st.sampled_from([*DAYS[:3], None]),
    given=st.booleans(),
    actor=st.lists(st.sampled_from(list(ACTOR.values())), max_size=1).map(tuple),
    recipient=st.just((Named("state", "Russia", "RUS"),)),
    negation=st.booleans(),
    evidence=sentence,
).map(lambda act: replace(act, until=act.since, published=PUBLISHED[act.report]))


@settings(deadline=None)
@given(told=st.lists(acts, max_size=9), data=st.data())
def test_clusters_do_not_depend_on_order(told: list[Act], data: st.DataObject) -> None:
    records = [replace(act, id=n, key=f"k{n}") for n, act in enumerate(told)]
    expected = cluster(records, compare_acts)
    assert cluster(data.draw(st.permutations(records)), compare_acts) == expected
    assert sorted(m.id for c in expected for m in c.members) == list(range(len(records)))
    for group in expected:
        pairs = combinations(group.members, 2)
        assert not any(compare_acts(a, b).barred or compare_acts(b, a).barred for a, b in pairs)


@given(one=acts, other=acts)
def test_comparing_is_symmetric_and_finds_only_what_shares_a_block(one: Act, other: Act) -> None:
    left, right = one, replace(other, id=1)
    here, there = compare_acts(left, right), compare_acts(right, left)
    assert (here.points, here.linked, here.barred) == (there.points, there.linked, there.barred)
    if here.linked:
        assert any(
            a.name == b.name and a.since <= b.until and b.since <= a.until and b.since >= a.earliest
            for a in blocks.of_act(left)
            for b in blocks.of_act(right)
        )
