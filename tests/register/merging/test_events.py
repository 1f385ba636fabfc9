"""Which mentions tell one act."""

from dataclasses import replace

import pytest

from dragoman.register.merging import blocks
from dragoman.register.merging.cluster import cluster
from dragoman.register.merging.events import compare_acts, kilometres
from dragoman.register.merging.records import Act, Named

BARAK = Named("person", "Ehud Barak", "ISR", "GOV")
PUTIN = Named("person", "Vladimir Putin", "RUS", "GOV")
MEDVEDEV = Named("person", "Dmitry Medvedev", "RUS", "GOV")
ISRAEL = Named("state", "Israel", "ISR")
RUSSIA = Named("state", "Russia", "RUS")
ARMY = Named("organisation", "army", "SYR", "MIL")
REBELS = Named("group", "rebels", "SYR", "REB")
PEOPLE = Named("group", "people", "SYR", "CVL")

TALKS = Act(
    1,
    "k1",
    "r1",
    "2010-09-07",
    "CONSULT",
    since="2010-09-06",
    until="2010-09-06",
    actor=(BARAK,),
    recipient=(PUTIN,),
    evidence="Barak held talks with Putin on arms sales.",
)
RAID = Act(
    1,
    "k1",
    "r1",
    "2013-05-04",
    "ASSAULT",
    since="2013-05-03",
    until="2013-05-03",
    actor=(ARMY,),
    recipient=(PEOPLE,),
    sizes=(12, None, None),
    trigger="shelled",
    evidence="The army shelled a bakery in the old quarter, killing 12 people.",
)


def other(act: Act, **changes: object) -> Act:
    return replace(act, **{"id": 2, "key": "k2", "report": "r2", **changes})


def month(act: Act) -> Act:
    return other(act, since=f"{act.since}"[:8] + "01", until=f"{act.since}"[:8] + "30")


SAME = {
    "named in the other order": other(TALKS, actor=(PUTIN,), recipient=(BARAK,)),
    "the state for its minister": other(TALKS, actor=(ISRAEL,), recipient=(RUSSIA,)),
    "a month that holds the day": month(TALKS),
    "no date, published then": other(TALKS, since=None, until=None),
    "the day after, inferred": other(TALKS, since="2010-09-07", until="2010-09-07", given=False),
    "one side left out": other(TALKS, recipient=()),
    "denied": other(TALKS, negation=True),
}
APART = {
    "another day, given": other(TALKS, since="2010-09-07", until="2010-09-07"),
    "two days after, inferred": other(TALKS, since="2010-09-08", until="2010-09-08", given=False),
    "no date, published later": other(TALKS, since=None, until=None, published="2010-09-20"),
    "another month": other(TALKS, since="2010-08-01", until="2010-08-31"),
    "planned": other(TALKS, coming=(True, False)),
    "another type": other(TALKS, type="AGREE"),
    "another person": other(TALKS, recipient=(MEDVEDEV,)),
    "another country": other(TALKS, recipient=(Named("state", "France", "FRA"),)),
    "a call, no visit": other(replace(TALKS, modes=frozenset({"visit"})), modes=frozenset({"phone"})),
}


@pytest.mark.parametrize("name", SAME)
def test_one_act(name: str) -> None:
    verdict = compare_acts(TALKS, SAME[name])
    assert verdict.linked, verdict
    assert compare_acts(SAME[name], TALKS) == replace(compare_acts(SAME[name], TALKS), points=verdict.points)
    assert {b.name for b in blocks.of_act(TALKS)} & {b.name for b in blocks.of_act(SAME[name])}


@pytest.mark.parametrize("name", APART)
def test_two_acts(name: str) -> None:
    one = replace(TALKS, modes=frozenset({"visit"})) if name.startswith("a call") else TALKS
    assert compare_acts(one, APART[name]).barred


def test_sizes_may_differ_but_not_in_scale() -> None:
    assert compare_acts(RAID, other(RAID, sizes=(15, None, None))).linked
    assert compare_acts(RAID, other(RAID, sizes=(150, None, None))).barred


def test_camps_are_told_apart() -> None:
    assert compare_acts(RAID, other(RAID, actor=(REBELS,))).barred


def test_towns_far_apart_are_two_places() -> None:
    here, there = replace(RAID, place="Aleppo", point=(36.2, 37.16)), other(RAID, place="Homs", point=(34.73, 36.71))
    assert compare_acts(here, there).barred
    assert kilometres((36.2, 37.16), (34.73, 36.71)) == pytest.approx(168, abs=5)


def test_the_same_parties_and_day_alone_are_not_one_attack() -> None:
    words = "Soldiers seized a checkpoint north of the airport; 9 died."
    assert not compare_acts(RAID, other(RAID, sizes=(9, None, None), trigger="seized", evidence=words)).linked


def test_the_reason_is_said() -> None:
    why = ", ".join(compare_acts(TALKS, other(TALKS, place="Sochi")).why)
    assert why == "same type, Ehud Barak → Vladimir Putin, 2010-09-06 in both, 100% of words shared"


def test_a_sentence_printed_twice_is_one_act() -> None:
    assert compare_acts(TALKS, replace(TALKS, id=2, key="k2")).barred is False
    assert compare_acts(TALKS, replace(TALKS, id=2, key="k2", trigger="met")).barred


def test_a_vague_report_cannot_glue_two_days() -> None:
    monday, friday = TALKS, other(TALKS, since="2010-09-10", until="2010-09-10")
    vague = replace(month(TALKS), id=3, key="k3", report="r3")
    found = cluster([monday, friday, vague], compare_acts)
    assert sorted(len(c.members) for c in found) == [1, 2]


def test_one_wrong_date_does_not_draw_the_undated_away() -> None:
    right = [replace(TALKS, id=n, key=f"k{n}", report=f"r{n}") for n in range(1, 5)]
    wrong = replace(TALKS, id=9, key="k9", report="r0", since="2010-09-05", until="2010-09-05")
    vague = [replace(TALKS, id=n, key=f"k{n}", report=f"r{n}", since=None, until=None) for n in (5, 6)]
    found = cluster([*right, wrong, *vague], compare_acts)
    assert sorted(len(c.members) for c in found) == [1, 6]
