"""The thresholds and spellings are data, and are checked."""

from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.knowledge.load import DATA
from dragoman.knowledge.merging import merging_rules, read_merging, read_spellings, spellings

RULES = (DATA / "merging.yaml").read_text()
SPELLINGS = (DATA / "actors" / "spellings.yaml").read_text()


def test_the_shipped_files_are_right() -> None:
    assert merging_rules().camp_of["MIL"] == "state"
    assert spellings().one("qaddafi") == spellings().one("gaddafi")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("alike: 0.6", "alike: 1.6", r"merging.yaml:\d+:alike: a share"),
        ("  enough: 6.5\n  enough_of", "  enough_of", r"merging.yaml:\d+:events: .*missing required field `enough`"),
        ("day: 3.0", "day: soon", r"merging.yaml:\d+:day: Expected `float`"),
        ("ASSAULT: 9.0", "ASAULT: 9.0", r"merging.yaml:\d+:enough_of: no such event type: ASAULT"),
        ("[REB, UAF]", "[REB, XXX]", r"merging.yaml:\d+:armed: no such sector: XXX"),
        ("[REB, UAF]", "[REB, MIL]", r"MIL stands in"),
        ("  day: 3.0", "  dai: 3.0\n  day: 3.0", "unknown field `dai`"),
    ],
)
def test_a_malformed_threshold_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in RULES
    path = tmp_path / "merging.yaml"
    path.write_text(RULES.replace(old, new, 1))
    with pytest.raises(DataError, match=problem):
        read_merging(path)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("names:\n", "names:\n  - [omar, hasan]\n", "stands for two names"),
        ("- [kh, k] ", "- [k+h, k] ", "letters, with"),
        ("nicknames:", "nicks:", "unknown field"),
    ],
)
def test_a_malformed_spelling_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in SPELLINGS
    path = tmp_path / "spellings.yaml"
    path.write_text(SPELLINGS.replace(old, new, 1))
    with pytest.raises(DataError, match=problem):
        read_spellings(path)
