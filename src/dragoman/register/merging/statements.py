"""The same utterance in several reports, perhaps in other words: aligned as variants within a report are."""

from __future__ import annotations

from dragoman.knowledge.merging import merging_rules
from dragoman.reading.variants import Words, align
from dragoman.register.merging import bands
from dragoman.register.merging.parties import fit
from dragoman.register.merging.records import APART, Utterance, Verdict
from dragoman.register.merging.texts import stems, words_of
from dragoman.register.merging.times import apart_by, one_unknown


def compare_utterances(one: Utterance, other: Utterance) -> Verdict:
    """One utterance has one speaker, as far as known, and nearly the same words at about the same time."""
    rules = merging_rules().statements
    said = fit(one.speaker, other.speaker) if one.speaker and other.speaker else None
    when = one.day or one.published, other.day or other.published
    days = apart_by(*when)
    if (said and said.apart) or one_unknown(*when) or (days is not None and days > rules.days):
        return APART
    left, right = Words.of_text(one.content), Words.of_text(other.content)
    if min(len(left.forms), len(right.forms)) < rules.fewest_words:
        same = left.forms == right.forms and bool(said and said.points) and days == 0
        return Verdict(1.0, ("the same words by one speaker on one day",), linked=True) if same else Verdict()
    matcher = align(left, right)
    if matcher is None:
        return Verdict()
    share = matcher.ratio()
    return Verdict(round(share, 3), (_why(one, other), f"{share:.0%} of the words in the same order"), linked=True)


def _why(one: Utterance, other: Utterance) -> str:
    if one.speaker is None or other.speaker is None:
        return "one speaker is not named"
    return "same speaker" if fit(one.speaker, other.speaker).points else "speakers that may be one"


def differing(one: str, other: str) -> tuple[str, str]:
    """The words of each wording that the other has not, in order; pieces are set off by "…"."""
    left, right = Words.of_text(one), Words.of_text(other)
    matcher = align(left, right)
    codes = [c for c in matcher.get_opcodes() if c[0] != "equal"] if matcher else []
    return _pieces(one, left, [(i, j) for _, i, j, _, _ in codes]), _pieces(
        other, right, [(k, m) for _, _, _, k, m in codes]
    )


def _pieces(text: str, words: Words, ranges: list[tuple[int, int]]) -> str:
    pieces = [text[words.spans[i][0] : words.spans[j - 1][1]] for i, j in ranges if i < j]
    return " … ".join(pieces)


def blocks_of(utterance: Utterance) -> tuple[str, ...]:
    """Bands over the words that tell something; over all words where none does."""
    rules = merging_rules()
    tokens = stems(utterance.content) or words_of(utterance.content)
    found = bands.bands(tokens, rules.statements.rows, rules.statements.bands, rules.copies.seed)
    return tuple(f"said {band}" for band in found)
