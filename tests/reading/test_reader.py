"""One report that breaks a rule does not end the batch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.parsing.tree import Document
from dragoman.reading import reader as room
from dragoman.reading.reader import Reader, load_reader, parted
from dragoman.records import NOT_READ, Furniture, Reading, Report


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def test_a_report_that_breaks_a_rule_is_flagged_and_the_batch_goes_on(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Reader.read_parsed

    def breaking(self: Reader, report: Report, document: Document) -> Reading:
        if report.id == "bad":
            raise KeyError("head")
        return whole(self, report, document)

    monkeypatch.setattr(room.Reader, "read_parsed", breaking)
    reports = [Report(id=i, text="Peru's president visited Chile on Monday.") for i in ("a", "bad", "b")]
    readings = list(reader.read_many(reports))
    assert [r.report.id for r in readings] == ["a", "bad", "b"]
    assert [bool(r.events) for r in readings] == [True, False, True]
    assert readings[1].report.flags[0].startswith(NOT_READ)


def test_a_report_with_too_many_words_is_flagged_and_the_batch_goes_on(reader: Reader) -> None:
    bounded = replace(reader, max_words=9)
    reports = [
        Report(id="most", text="Peru's president visited Chile on Monday."),  # nine words and signs
        Report(id="beyond", text="Peru's president visited Chile on Monday ..."),
        Report(id="letters", text="a" * 901),  # one word, cut by the parser
        Report(id="space", text=" " * 1000 + "Peru sued Chile."),
    ]
    readings = list(bounded.read_many(reports))
    flag = (f"{NOT_READ}: more than 9 words (setting max_words)",)
    assert [r.report.flags for r in readings] == [(), flag, flag, ()]
    assert [bool(r.events) for r in readings] == [True, False, False, True]
    assert [bounded.read(report) for report in reports] == readings


def test_only_words_that_are_parsed_count() -> None:
    quick = replace(load_reader(thorough=False), max_words=100)
    text = "Peru's president visited Chile on Monday." + "\n\nWheat closed three cents higher." * 100
    assert [e.type for e in quick.read(Report(id="x", text=text)).events] == ["CONSULT"]


def test_furniture_is_set_off_without_moving_a_letter() -> None:
    text = "LIMA, May 3 - Peru's president visited Chile."
    report = Report(id="x", text=text, furniture=(Furniture(0, 13, text[:13], "dateline"),))
    assert len(parted(report)) == len(text)
    assert parted(report).split("\u2029")[-1] == "Peru's president visited Chile."


def test_the_dateline_is_no_party(reader: Reader) -> None:
    text = "LIMA, May 3 - Chile signed a treaty with Bolivia."
    report = Report(id="x", text=text, furniture=(Furniture(0, 13, text[:13], "dateline"),))
    reading = reader.read(report)
    countries = {a.country for a in reading.actors if any(p.actor == a.id for e in reading.events for p in e.actor)}
    assert countries == {"CHL", "BOL"}


def test_a_signed_agreement_takes_the_day_of_its_signing(reader: Reader) -> None:
    text = "Chile and Peru signed a fishing treaty in Lima on Monday."
    found = reader.read(Report(id="x", text=text, published="2015-06-10")).agreements
    assert [(a.status, a.date) for a in found] == [("signed", "2015-06-08")]
