"""How far the noun phrase of a speaker reaches who has no name: coordinates and clauses that tell which ones."""

from __future__ import annotations

from dragoman.parsing.tree import Word


def partners(word: Word) -> list[Word]:
    """Who is coordinated with a speaker, "others" left out."""
    return [c for c in word.all("conj") if c.upos in {"NOUN", "PROPN"} and c.lemma.lower() != "other"]


def is_restricted(word: Word, cue: Word | None) -> bool:
    """A clause without a comma tells which ones: "officials who saw the plan", "lawmakers opposing it"."""
    clauses = (c for c in word.all("acl", "acl:relcl") if c.index > word.index and c is not cue)
    return any(c.subtree()[0].upos != "PUNCT" and not _follows_comma(c.subtree()[0]) for c in clauses)


def _follows_comma(word: Word) -> bool:
    return word.sentence is not None and word.index > 0 and word.sentence.words[word.index - 1].text == ","


def phrase_end(word: Word, cue: Word | None) -> int:
    """Where the noun phrase with its coordinates ends: at the cue or the first comma behind them at the latest."""
    inside = {w.index: w for w in word.subtree()}
    last = max([word, *partners(word)], key=lambda w: w.index)
    while (following := inside.get(last.index + 1)) is not None:
        possessed = following.xpos == "POS" and following.head is word
        if following is cue or possessed or following.text in {",", ";", ":", "(", "–", "."}:
            break
        last = following
    return last.end
