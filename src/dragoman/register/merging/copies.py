"""Near-duplicate reports: agency copy, reprints, slightly edited copies, updates by the same publisher."""

from __future__ import annotations

from dragoman.knowledge.merging import CopyRules, merging_rules
from dragoman.records import Report
from dragoman.register.merging import bands
from dragoman.register.merging.records import APART, Paper, Verdict
from dragoman.register.merging.texts import shingles
from dragoman.register.merging.times import apart_by


def story(report: Report) -> str:
    """The text without furniture. A headline stays out: papers write their own."""
    kept, at = [], 0
    for piece in sorted(report.furniture, key=lambda f: f.start):
        kept.append(report.text[at : piece.start])
        at = max(at, piece.end)
    return " ".join([*kept, report.text[at:]])


def bands_of(runs: frozenset[int]) -> tuple[str, ...]:
    """The bands under which a report with these runs of words is found."""
    rules = merging_rules().copies
    return bands.bands((f"{run:x}" for run in runs), rules.rows, rules.bands, rules.seed)


def runs_of(report: Report) -> frozenset[int]:
    """Hashes of the runs of words of the story; none where it is too short to compare."""
    runs = shingles(story(report))
    rules = merging_rules().copies
    return runs if len(runs) >= rules.fewest_words - rules.shingle + 1 else frozenset()


def compare_papers(one: Paper, other: Paper) -> Verdict:
    """By the share of runs of words in common (Jaccard), or of the shorter report's runs (containment)."""
    rules = merging_rules().copies
    days = apart_by(one.published, other.published)
    if not one.shingles or not other.shingles or (days is not None and days > rules.days):
        return APART
    common = len(one.shingles & other.shingles)
    alike = common / len(one.shingles | other.shingles)
    inside = common / min(len(one.shingles), len(other.shingles))
    updated = _one_publisher(one, other) and max(alike, inside) >= rules.updated
    copied = alike >= rules.alike or inside >= rules.contained or updated
    return Verdict(max(alike, inside), (_why(one, other, alike, inside, rules),), linked=copied)


def _why(one: Paper, other: Paper, alike: float, inside: float, rules: CopyRules) -> str:
    if alike >= rules.alike:
        return f"{alike:.0%} of the runs of {rules.shingle} words are the same"
    if inside >= rules.contained:
        return f"{inside:.0%} of the shorter text stands in the longer"
    return f"an update by {one.publisher}: {alike:.0%} of the runs of {rules.shingle} words are the same"


def _one_publisher(one: Paper, other: Paper) -> bool:
    return one.publisher is not None and one.publisher == other.publisher
