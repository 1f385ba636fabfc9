"""`dragoman lexicon` and `dragoman actors`, and a folder of one's own from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from dragoman.records import Reading
from dragoman.settings import Settings

SNUB = """type: REJECT
frames:
  - id: reject.spurn_party
    cameo: "120"
    verbs: [court]
    actor: [subj]
    recipient: [obj]
    needs: {obj: ["@state"]}
"""
ONLY_CASTLES = """type: CONSULT
frames:
  - id: consult.visit
    cameo: "042"
    verbs: [visit]
    actor: [subj]
    recipient: [obj]
    needs: {obj: [castle]}
"""
STORY = "Kenya courted Sudan on Monday. Kenya courted a rich donor. The Zorbian Brigade killed two Kenyan soldiers.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(STORY)
    return tmp_path / "reports"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "own" / "frames").mkdir(parents=True)
    (tmp_path / "own" / "actors").mkdir()
    (tmp_path / "own" / "frames" / "mine.yaml").write_text(SNUB)
    rows = "name,aliases,country,sector,kind\nZorbian Brigade,,SOM,REB,armed\n"
    (tmp_path / "own" / "actors" / "organisations.csv").write_text(rows)
    return tmp_path / "own"


def read(text: str, folder: Path | None) -> Reading:
    return dragoman.load(Settings(lexicon=folder)).read(dragoman.make_report(text))


def test_the_shipped_files_are_sound(run) -> None:
    outcome = run("lexicon", "check")
    assert (outcome.code, outcome.out) == (0, "all is well\n")


def test_a_folder_is_checked_key_by_key(run, own: Path) -> None:
    flawed = (
        SNUB.replace("@state", "@nosuch").replace("obj:", "self.colour:").replace("actor:", "modes: [loud]\n    actor:")
    )
    (own / "frames" / "mine.yaml").write_text(flawed)
    (own / "frames" / "broken.yaml").write_text("type: AID\nframes:\n  - id: aid.x\n    cameo: 70\n")
    (own / "frames" / "Big.yaml").write_text(SNUB)
    (own / "actors" / "organisations.csv").write_text("name,country\nZorbians,XXX\n")
    outcome = run("lexicon", "check", own)
    assert outcome.code == 1
    places = [line.split(": ")[0].removeprefix(f"{own}/") for line in outcome.out.splitlines()]
    assert places == [
        "frames/broken.yaml:4:cameo",
        "frames/mine.yaml:6:modes",
        "frames/mine.yaml:9:self.colour",
        "frames/mine.yaml:9:self.colour",
        "actors/organisations.csv:2:country",
        "frames/Big.yaml",
    ]


def test_the_folder_of_the_settings_is_checked(run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_LEXICON", str(own))
    assert run("lexicon", "check").code == 0
    (own / "frames" / "mine.yaml").write_text("type: NOSUCH\nframes: []\n" + SNUB.partition("frames:\n")[2])
    assert run("lexicon", "check").code == 1


def test_a_draft_is_tried(run, own: Path, story: Path) -> None:
    outcome = run("lexicon", "try", own / "frames" / "mine.yaml", story)
    assert (outcome.code, outcome.err) == (0, "")
    fired, nearly = outcome.out.split("NEARLY FIRED: 1")
    assert "FIRED: 1" in fired
    assert "courted: reject.spurn_party  Kenya [KEN] → Sudan [SDN]  a" in fired
    assert "Kenya courted Sudan on Monday." in fired
    assert "obj is “donor”, not @state" in nearly


def test_a_draft_that_another_frame_forestalls(run, tmp_path: Path) -> None:
    (tmp_path / "draft.yaml").write_text(SNUB.replace("court", "visit").replace('    needs: {obj: ["@state"]}\n', ""))
    (tmp_path / "a.txt").write_text("The president of Chile visited Peru on Monday.\n")
    assert "fires before it" in run("lexicon", "try", "draft.yaml", "a.txt").out


def test_a_malformed_draft_is_refused(run, own: Path, story: Path) -> None:
    (own / "frames" / "mine.yaml").write_text(SNUB.replace('"120"', '"999"'))
    outcome = run("lexicon", "try", own / "frames" / "mine.yaml", story)
    assert outcome.code == 1
    assert "mine.yaml:4:cameo" in outcome.err
    assert run("lexicon", "try", own / "missing.yaml", story).code == 1


def test_coverage_lists_verbs_without_a_frame(run, story: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (story / "b.txt").write_text(
        "Kenya courted Sudan. Ghana courted Mali. France eulogised Chad. Peru attacked Chile.\n"
    )
    lines = run("lexicon", "coverage", story, "--top", "2").out.splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["count", "verb", "with"],
        ["3", "court", "obj"],
        ["1", "eulogise", "obj"],
    ]
    monkeypatch.setenv("DRAGOMAN_LEXICON", str(own))
    assert "court\t" not in run("lexicon", "coverage", story).out


def test_petrarch_is_imported_with_a_report(run, tmp_path: Path) -> None:
    (tmp_path / "verbs.txt").write_text("--- COURT [120] ---\nCOURT\n- * PRIZE [9999]\n~ COURT (a b) [120]\n")
    outcome = run("lexicon", "import-petrarch", "verbs.txt", "-o", "made")
    assert outcome.code == 0
    assert "1 frames, 0 rows of actors" in outcome.out
    assert "1  no CAMEO code: 9999: verbs.txt:3" in outcome.out
    assert "verbs.txt:4" in (tmp_path / "made" / "not_carried_over.txt").read_text()
    assert run("lexicon", "check", "made").code == 0


def test_actors_are_imported(run, tmp_path: Path) -> None:
    rows = "name,country,office,from\nAda Zorb,KE,Minister,2011\nNowhere Man,XX,Minister,2011\n"
    (tmp_path / "list.csv").write_text(rows)
    outcome = run("actors", "import", "list.csv", "-o", "made")
    assert (outcome.code, outcome.out.splitlines()[0]) == (1, "1 rows, 1 left out")
    assert "list.csv:3: unknown country" in outcome.err
    assert run("lexicon", "check", "made").code == 0
    assert run("actors", "import", "missing.csv", "-o", "made").code == 2


def test_a_folder_of_ones_own_adds_frames_and_actors(own: Path) -> None:
    assert not [e for e in read(STORY, None).events if e.type == "REJECT"]
    reading = read(STORY, own)
    assert "reject.spurn_party" in {e.rule for e in reading.events}
    brigade = next(a for a in reading.actors if a.name == "Zorbian Brigade")
    assert (brigade.country, brigade.sector) == ("SOM", "REB")
    assault = next(e for e in reading.events if e.type == "ASSAULT")
    assert [p.actor for p in assault.actor] == [brigade.id]


def test_an_own_frame_replaces_the_shipped_one_of_its_id(own: Path) -> None:
    text = "The Kenyan president visited Sudan on Monday."
    assert "consult.visit" in {e.rule for e in read(text, None).events}
    (own / "frames" / "visits.yaml").write_text(ONLY_CASTLES)
    assert "consult.visit" not in {e.rule for e in read(text, own).events}
    assert "consult.visit" in {e.rule for e in read("The Kenyan president visited a Sudanese castle.", own).events}
