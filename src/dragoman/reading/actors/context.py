"""The state that the report is about, for parties that the report leaves without one: "police", "the government"."""

from __future__ import annotations

from collections import Counter

from dragoman.knowledge.actors import ActorBook
from dragoman.parsing.tree import Word
from dragoman.reading.actors.names import NameHit
from dragoman.records import Report

_CLEAR = 1.5  # how many times as often as the next the leading state is named
_DATELINE = 2  # mentions that a dateline is worth
_LEAST = 3
_LOCATIVE = frozenset({"in", "inside", "across", "throughout", "of", "from"})


def hit_country(hit: NameHit) -> str | None:
    """The country that a name, a demonym or a capital points to, where it points to one."""
    if hit.demonym is not None:
        return hit.demonym.country
    found = {e.country for e in hit.entries if e.kind in {"state", "capital", "seat", "place"}}
    return found.pop() if len(found) == 1 else None


def ranking(report: Report, names: dict[int, list[NameHit]], book: ActorBook) -> list[tuple[str, int]]:
    """The states of a report with the number of their mentions, the dateline weighed in, the most frequent first."""
    counts: Counter[str] = Counter()
    for hits in names.values():
        counts.update(c for hit in hits if (c := hit_country(hit)) is not None and book.state(c) is not None)
    filed = dateline_country(report, book)
    if filed is not None and (counts[filed] or not counts):
        counts[filed] += _DATELINE
    return sorted(((code, n) for code, n in counts.items() if n), key=lambda item: (-item[1], item[0]))


def leading(ranked: list[tuple[str, int]]) -> str | None:
    """The state named clearly more often than any other; None where two contend."""
    if not ranked:
        return None
    second = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= max(_CLEAR * second, _LEAST if second else 1) else None


def at_home(ranked: list[tuple[str, int]], filed: str | None) -> str | None:
    """The leading state, or of two that contend the one where the report was filed."""
    return leading(ranked) or (filed if filed in {code for code, _ in ranked[:2]} else None)


def dateline_country(report: Report, book: ActorBook) -> str | None:
    """The country of the capital (or state) where the report was filed."""
    place = report.dateline.place if report.dateline is not None else None
    if not place:
        return None
    found = {
        e.country for e in book.names(place, report.published, any_case=True) if e.kind in {"capital", "state", "place"}
    }
    return found.pop() if len(found) == 1 else None


def _up_to_clause(word: Word) -> list[Word]:
    """A noun and what it hangs on, up to the word of its clause: "Foreign Ministry", "spokesman", "Liu", "said"."""
    steps, parts = [word], {"compound", "nmod:desc", "appos", "flat"}
    while (above := steps[-1].head) is not None:
        steps.append(above)
        if steps[-2].deprel not in parts:
            break
    return steps


def country_beside(word: Word, countries: dict[Word, str]) -> str | None:
    """The country of a locative phrase of the noun or of its clause ("protesters in Chile", "In Chile, police …")."""
    for head in _up_to_clause(word):
        for child in head.children:
            mark = child.child("case")
            if child in countries and mark is not None and mark.lemma.lower() in _LOCATIVE and child is not word:
                return countries[child]
    return None
