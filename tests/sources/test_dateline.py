import pytest

from dragoman.sources.cues import load_cues
from dragoman.sources.dateline import find_dateline
from dragoman.sources.lines import Line

STORY = "The foreign ministers of the two countries met for the third time this year, officials said."


@pytest.mark.parametrize(
    ("head", "place", "date"),
    [
        ("MOSCOW, Sept 6 (Reuters) - ", "MOSCOW", "2010-09-06"),
        ("LONDON, March 15 - ", "LONDON", "2010-03-15"),
        ("LIMA, MARCH 2O - ", "LIMA", "2010-03-20"),
        ("LAGOS, April 1, - ", "LAGOS", "2010-04-01"),
        ("MANILA, June 1, Reuter - ", "MANILA", "2010-06-01"),
        ("Trenton, N.J., Oct. 3 (UPI) -- ", "Trenton, N.J.", "2010-10-03"),
        ("OSAKA, Japan, July 4 — ", "OSAKA, Japan", "2010-07-04"),
        ("N'DJAMENA, March 25 - ", "N'DJAMENA", "2010-03-25"),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "PORT-AU-PRINCE, Haiti", None),
        ("Kabul (AFP) – ", "Kabul", None),
        ("Kyiv, 3 May 2009 (Interfax) - ", "Kyiv", "2009-05-03"),
        ("****GENEVA, Feb 2 - ", "GENEVA", "2010-02-02"),
        ("SAN JOSE - ", "SAN JOSE", None),
    ],
)
def test_datelines(head: str, place: str, date: str | None) -> None:
    line = Line(0, len(head + STORY), head + STORY, True)
    found = find_dateline(line, load_cues())
    assert found is not None
    assert (found.place, found.date("2010-07-01")) == (place, date)
    assert line.text[found.line.start : found.line.end] == found.line.text
    assert found.line.text.endswith(("-", "—", "–"))


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "ANALYSIS - " + STORY,
        "COPPER - " + STORY,
        "The president - who was ill - met the ministers of two countries in a small town on the coast.",
        "In March 15 - a record - ships left the port, and the minister said that more would follow soon.",
        "NATO - an alliance of 32 states - will meet in the spring, its secretary general told reporters here.",
        "A-10 - 20 - 30",
    ],
)
def test_no_datelines(text: str) -> None:
    assert find_dateline(Line(0, len(text), text, True), load_cues()) is None
