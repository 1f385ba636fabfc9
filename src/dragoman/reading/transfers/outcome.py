"""What becomes of an act: the state reached and the governors on the way."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.supply import Act
from dragoman.parsing.tree import Word


@dataclass(frozen=True, slots=True)
class Step:
    """One governor on the way up: its effect after negation, and the word whose subject may hold a role."""

    word: Word
    status: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state reached, and the governors that had an effect, inner first."""

    state: str
    steps: tuple[Step, ...]
    soft: bool = False  # the state comes from an adjective ("a possible sale"), which an approval overrides
    past: bool = False  # an act undone in the past: it was not done, nothing more

    def subject_of(self, *statuses: str) -> Word | None:
        """The outermost governor with one of these effects."""
        return next((s.word for s in reversed(self.steps) if s.status in statuses), None)


def done(status: str, found: Outcome, act: Act) -> str:
    """ "done" is what the act says by itself: "resumed deliveries", "began to buy"."""
    return act.state if status == "done" else found.state if status == "unchanged" else status


def final(outcome: Outcome, act: Act) -> str | None:
    """The status of the record; None where the act was merely not done."""
    if outcome.state == "undone":
        return None if outcome.past else "refused"
    if outcome.state == "done":
        return "delivered"
    if outcome.state != "bare":
        return outcome.state
    return act.state if "noun" in act.lemmas else "planned"
