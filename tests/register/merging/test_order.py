"""Whatever the order of adding, and whatever was added and removed between, the same comes out."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dragoman.records import Reading
from dragoman.register.store import open_register
from tests.register.merging.making import BARAK, ISRAEL, PUTIN, RUSSIA, Desk
from tests.register.merging.state import state

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


@pytest.mark.slow
@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(made=readings(), data=st.data())
def test_order_of_adding_shows_nowhere(
    made: list[Reading], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    shuffled = data.draw(st.permutations(made))
    removed = data.draw(st.lists(st.sampled_from(made), unique_by=lambda r: r.report.id, max_size=3))
    expected = _state_after(folder / "one.sqlite", made, [])
    assert _state_after(folder / "two.sqlite", shuffled, removed) == expected


def _state_after(path: Path, added: list[Reading], removed: list[Reading]) -> dict[str, list[tuple[object, ...]]]:
    """Add all, then take some out and put them in again."""
    with open_register(path) as register:
        assert {a.outcome for a in register.add(added)} <= {"added"}
        for reading in removed:
            register.remove(reading.report.id)
        assert {a.outcome for a in register.add(removed)} <= {"added"}
        return state(register)
