"""Which paragraphs are parsed, and that those parsed read as they would among the others."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge.triage import Weights
from dragoman.parsing.paragraphs import segments
from dragoman.reading.reader import Knowledge, Reader, load_knowledge, load_reader, parted
from dragoman.reading.triage import Triage, blanked, load_triage, masked
from dragoman.records import Furniture, Report

WEATHER = "Showers fell over the valley. Tomatoes were cheap."
VISIT = "Peru's president visited Chile on Monday."
PRICE = "A pear costs two dollars at the market near the river."


def triage_of(books: Knowledge) -> Triage:
    return load_triage(books.actors, books.arms, books.reporting, books.frames)


@pytest.fixture(scope="module")
def triage() -> Triage:
    return triage_of(load_knowledge())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(thorough=False)


def chosen(triage: Triage, *paragraphs: str) -> tuple[list[str], list[str]]:
    """What is parsed first and what after that."""
    report = Report(id="x", text="\n\n".join(paragraphs))
    choice = triage.choose(report, parted(report))
    return pieces(report, choice.first), pieces(report, choice.rest)


def pieces(report: Report, text: str) -> list[str]:
    return [report.text[s.start : s.end] for s in segments(text)]


def wanted(triage: Triage, *paragraphs: str) -> list[str]:
    """All that is parsed where what is parsed first tells of an act."""
    report = Report(id="x", text="\n\n".join(paragraphs))
    choice = triage.choose(report, parted(report))
    return pieces(report, choice.whole or choice.first)


def test_a_paragraph_with_an_act_is_wanted_and_small_talk_is_not(triage: Triage) -> None:
    assert chosen(triage, WEATHER, VISIT, PRICE) == ([VISIT], [])


def test_a_report_without_an_act_is_not_wanted_at_all(triage: Triage) -> None:
    assert chosen(triage, WEATHER, PRICE, '"It was a good year," the farmer added.') == ([], [])


def test_what_is_said_is_wanted_after_an_act(triage: Triage) -> None:
    said = '"It was a good year," the foreign minister of Peru said.'
    assert chosen(triage, said, VISIT) == ([VISIT], [said])


@pytest.mark.parametrize(
    ("nothing", "act"),
    [
        (
            "The Trade Ministry of Peru said that exports rose in the second quarter of the year.",
            "The ministry of Peru said that it exported rifles to Chile in the second quarter of the year.",
        ),
        (
            "The Finance Ministry of Peru said that the trade figures of the second quarter were better than the first.",
            "The Finance Ministry of Peru said that the minister was arrested in the second quarter of the year.",
        ),
    ],
)
def test_triggers_that_mostly_mean_no_act_where_they_stand(triage: Triage, nothing: str, act: str) -> None:
    assert chosen(triage, nothing) == ([], [])
    assert chosen(triage, act) == ([act], [])


def test_what_nothing_was_learned_of_is_wanted(triage: Triage) -> None:
    assert Weights({}, 0.0).of(["report any", "trigger verb zorb"]) == math.inf
    assert Weights({"trigger verb zorb": -1.0}, 0.0).of(["report any", "trigger verb zorb"]) == -1.0


def test_the_paragraph_that_tells_who_somebody_is_is_wanted(triage: Triage) -> None:
    who = "The former foreign minister Ana Ruiz is 60."
    act = "Ruiz met Jan Kos of Norway."
    assert wanted(triage, WEATHER, who, PRICE, act) == [who, act]


def test_a_pronoun_stands_for_a_party_named_shortly_before_only(triage: Triage) -> None:
    he = "He welcomed it."
    assert wanted(triage, VISIT, he) == [VISIT, he]
    assert wanted(triage, VISIT, PRICE, PRICE, he) == [VISIT]


def test_a_firm_alone_makes_no_act_of_public_life(triage: Triage) -> None:
    assert wanted(triage, "Blue Wing agreed to buy its rival Red Wheel.") == []


def test_the_month_of_march_is_no_protest(triage: Triage) -> None:
    assert wanted(triage, "The Peruvian harvest came late in March.") == []
    assert wanted(triage, "The students' march in Peru came late.") != []


def test_furniture_is_not_wanted(triage: Triage) -> None:
    text = f"{VISIT}\n\n{PRICE}"
    report = Report(id="x", text=text, furniture=(Furniture(0, len(VISIT), VISIT, "headline"),))
    assert pieces(report, triage.choose(report, parted(report)).first) == []


def test_every_example_of_a_frame_or_an_act_of_supply_is_wanted(triage: Triage) -> None:
    books = load_knowledge()
    texts = [e.text for frame in books.frames.frames for e in frame.examples]
    texts += [e.text for act in books.arms.supply.acts for e in act.examples if e.transfers]
    assert [text for text in texts if not wanted(triage, text)] == []


def test_a_users_own_frame_is_heeded(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "own.yaml").write_text(
        'type: CONSULT\nframes:\n  - {id: own.zorb, cameo: "040", verbs: [zorb], actor: [subj], recipient: [obj]}\n'
    )
    text = "Peru zorbed Chile."
    assert wanted(triage_of(load_knowledge()), text) == []
    assert wanted(triage_of(load_knowledge(tmp_path)), text) == [text]


def test_what_is_parsed_reads_as_among_the_others(reader: Reader) -> None:
    report = Report(id="x", text=f"{WEATHER}\n\n{VISIT}\n\n{PRICE}", published="2015-03-12")
    quick = reader.read(report)
    whole = Reader(reader.parser, reader.knowledge).read(report)
    assert [(e.type, e.trigger, e.date) for e in quick.events] == [(e.type, e.trigger, e.date) for e in whole.events]
    assert quick.events
    assert [report.text[a:b] for a, b in quick.unparsed] == [WEATHER, PRICE]
    assert whole.unparsed == ()


def test_a_thorough_reading_of_a_dateline_leaves_nothing_unparsed(reader: Reader) -> None:
    text = f"LIMA, May 3 - {VISIT}"
    report = Report(id="x", text=text, furniture=(Furniture(0, 13, text[:13], "dateline"),))
    assert Reader(reader.parser, reader.knowledge).read(report).unparsed == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab A.\n\r\u2029\t"é', max_size=80), st.sets(st.integers(0, 9)))
def test_masking_moves_no_letter_and_is_told_truly(text: str, chosen: set[int]) -> None:
    cut = segments(text)
    kept = [s for number, s in enumerate(cut) if number in chosen]
    left = masked(text, kept)
    assert len(left) == len(text)
    assert [(s.start, s.end) for s in segments(left)] == [(s.start, s.end) for s in kept]
    gone = {at for start, end in blanked(text, left) for at in range(start, end)}
    seen = {at for s in kept for at in range(s.start, s.end)}
    assert not gone & seen
    assert all(at in gone | seen for at, char in enumerate(text) if char.isalnum())
