import io
import re

from rich.console import Console

from dragoman.exports.brief import brief, to_rich, to_text
from dragoman.exports.sentences import SentenceNumbers
from dragoman.records import Reading, Report
from dragoman.sources import make_report

BRIEF = """\
Portugal, Mali sign pact
Reuters · LISBON · 2015-05-05

WHO IS WHO
   1  Ana Lopes, Defence Minister (Portugal)  PRT GOV
   1  Omar Keita  MLI MIL
States: Portugal (PRT), Mali (MLI)

WHAT HAPPENED
   1  2015-05-04, Lisbon: Omar Keita → Ana Lopes  CONSULT (visit)  “Portugal's Defence Minister Ana Lopes met Gen. Omar Keita of Mali on Monday”
   6  undated: Mali → rebels  AID  [may happen; 3 dead; according to diplomats] “Mali may pass them on to rebels.”

WHO SAID WHAT
   3  Ana Lopes: “Our skies are one”
   4  Ana Lopes: the skies are one  as in sentence 3, but “the skies” for “Our skies”

WHAT WAS AGREED
   1  Portugal, MLI: pact, signed 2015-05-04 in Lisbon; training of pilots

ARMS THAT MOVE
   5  Portugal → Mali: six Alouette helicopters (UN Register V), delivered; 2015; according to diplomats

ARMS THAT MAY MOVE
   6  Mali → rebels: them, possible
"""


def test_the_brief_in_a_pipe(reading: Reading) -> None:
    assert to_text(brief(reading)) == BRIEF


def test_a_terminal_shows_the_same_words(reading: Reading) -> None:
    out = io.StringIO()
    Console(file=out, width=300, force_terminal=True, color_system="standard").print(to_rich(brief(reading)))
    assert "\x1b[" in out.getvalue()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert " ".join(plain.split()) == " ".join(BRIEF.split())


def test_an_empty_reading_says_so() -> None:
    lines = to_text(brief(Reading(Report(id="r1", text="")))).splitlines()
    assert lines[0] == "r1"
    assert lines[-1].startswith("Nothing in this report")


def test_sentence_numbers_leave_furniture_out() -> None:
    report = make_report(
        "Peru signs\nBy Jane Doe\n\nLIMA, May 4 (AP) - Peru signed the pact with its neighbours.\nIt is glad.\n"
    )
    starts = tuple(report.text.index(words) for words in ("Peru signs", "By Jane", "LIMA", "Peru signed", "It is"))
    numbers = SentenceNumbers(Reading(report, sentences=starts))
    assert [numbers.at(report.text.index(words)) for words in ("signs", "signed", "glad")] == [1, 1, 2]
    assert SentenceNumbers(Reading(Report("r", ""))).at(0) == 1
