"""PETRARCH dictionaries, written here in the formats of CAMEO.2.0, of the flat verbs and of the actor files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.knowledge.actors import actor_book
from dragoman.knowledge.check import check
from dragoman.knowledge.frames import Frame, lexicon
from dragoman.knowledge.load import read_csv
from dragoman.knowledge.petrarch import Carried, import_petrarch

BLOCKS = """# a comment
&PEACE
+TRUCE
+CEASE_FIRE   # two words

&CROWD
+PROTESTERS

--- ABANDON [0872] ---
ABANDON
FORSAKE [112] {FORSOOK FORSAKEN}
- * &PEACE [1246]
- * {PEACE TALKS} (WITH +) [1246]
- * SHIP [---]
- &CROWD * [145]
- * NOTHING [9999]
~ ABANDON (a b) [080]

--- BLOW [---] ---
BLOW {BLOWS BLEW BLOWN}
- * UP BRIDGE [171]
- * &NOSUCH [190]
"""
FLAT = """; the older format
EMBARGO_ [163] ;ab 3/1991
- * WEAPONS TO + [1631]
- * NEWS [---]
CALL_FOR * [102]
PLEAD_WITH * [020]
SNUB_
- $ * + OFFER [125:124]
"""
ACTORS = """# an actor file
JANE_DOE_ ; invented
+J._DOE [NORELI]
  [NORGOV 950101-991231]
  [NOROPP >19991231]
RED_RIVER_FRONT_ [COLREB <160801]
+RRF
  [COLPTY >160731]
UM_AL-QASR_BRIGADE [IRQMIL]
AFGHANISTAN_ [AFG]
ATLANTIS_ [ATL]
NOBODY_ [---]
PRESIDENT_ [~GOV]
BAD_DATE [FRAGOV >991399]
"""


@pytest.fixture
def carried(tmp_path: Path) -> Carried:
    for name, text in (("blocks.txt", BLOCKS), ("flat.txt", FLAT), ("actors.txt", ACTORS)):
        (tmp_path / name).write_text(text)
    return import_petrarch([tmp_path / n for n in ("blocks.txt", "flat.txt", "actors.txt")], tmp_path / "own")


def frames(tmp_path: Path, verb: str) -> list[Frame]:
    return [f for f in lexicon(tmp_path / "own").frames if ".petrarch_" in f.id and ("verb", verb) in heads(f)]


def heads(frame: Frame) -> set[tuple[str, str]]:
    return {(part, " ".join(words)) for part, words in frame.triggers}


def test_the_folder_is_sound(carried: Carried, tmp_path: Path) -> None:
    assert [str(problem) for problem in check(tmp_path / "own")] == []
    assert carried.frames == sum(".petrarch_" in f.id for f in lexicon(tmp_path / "own").frames)


def test_verbs_take_their_own_code_or_their_blocks(carried: Carried, tmp_path: Path) -> None:
    plain = {(f.type, f.cameo) for v in ("abandon", "forsake") for f in frames(tmp_path, v) if not f.needs}
    assert plain == {("RETREAT", "0872"), ("ACCUSE", "112")}


def test_patterns_become_conditions(carried: Carried, tmp_path: Path) -> None:
    found = {(f.cameo, tuple(f.needs.items())) for f in frames(tmp_path, "forsake") if f.needs}
    assert ("1246", (("obj", ("truce", "cease fire")),)) in found
    assert ("1246", (("obj", ("peace talks",)), ("with", ("any",)))) in found
    assert ("145", (("subj", ("protesters",)),)) in found


def test_patterns_without_an_event_refuse(carried: Carried, tmp_path: Path) -> None:
    plain = next(f for f in frames(tmp_path, "abandon") if not f.needs)
    assert plain.refuses == {"obj": ("ship",)}


def test_particles_and_prepositions(carried: Carried, tmp_path: Path) -> None:
    assert [f.needs for f in frames(tmp_path, "blow up")] == [{"obj": ("bridge",)}]
    assert [f.cameo for f in frames(tmp_path, "call for")] == ["102"]
    weapons = next(f for f in frames(tmp_path, "embargo") if f.needs)
    assert (weapons.cameo, weapons.recipient[0]) == ("163", "to")
    assert [f.cameo for f in frames(tmp_path, "snub")] == ["125"]


def test_actors_keep_their_dates(carried: Carried, tmp_path: Path) -> None:
    book = actor_book(tmp_path / "own")
    sectors = [book.leader("Jane Doe", day)[0].sector for day in ("1994-05-01", "1997-05-01", "2005-05-01")]
    assert sectors == ["ELI", "GOV", "OPP"]
    fronts = [[e.sector for e in book.names("RRF", day)] for day in ("2016-07-31", "2016-08-01")]
    assert fronts == [["REB"], ["PTY"]]


def test_names_are_written_as_news_do(carried: Carried, tmp_path: Path) -> None:
    rows = read_csv(tmp_path / "own" / "actors" / "organisations.csv")
    assert {row["name"] for row in rows} == {"Red River Front", "Um al-Qasr Brigade"}


def test_what_is_left_out_is_named(carried: Carried) -> None:
    assert {one.where: one.reason for one in carried.left} == {
        "blocks.txt:16": "no CAMEO code: 9999",
        "blocks.txt:17": "a transformation of several verbs",
        "blocks.txt:22": "no such synonym set: &NOSUCH",
        "flat.txt:6": "CAMEO 01 and 02 (statements, appeals) are no event types of PLOVER",
        "actors.txt:10": "a country, place or people that the shipped tables know",
        "actors.txt:11": "no such country: ATL",
        "actors.txt:12": "a name that means nobody",
        "actors.txt:13": "an agent without a country (offices.csv and agents.csv have their own)",
        "actors.txt:14": "no such date: 991399",
    }


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The presidents met.\n")
    for name in ("story.txt", "missing.txt"):
        with pytest.raises(DataError, match=name):
            import_petrarch([tmp_path / name], tmp_path / "own")


@pytest.mark.parametrize(
    "text", ["- * [030]\n", "&\n+\n * [030]\n", "--- [---\n[030]\n", "A (B {C * [030]\n", "~[030]\n"]
)
def test_odd_lines_are_left_out_or_carried(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.txt").write_text(text)
    import_petrarch([tmp_path / "odd.txt"], tmp_path / "own")
    assert [str(problem) for problem in check(tmp_path / "own")] in (
        [],
        [f"{tmp_path / 'own'}: there is no such folder"],
    )
