"""Why a sentence gives the records it gives: the tree, the names, the rules that fired and those that nearly did."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.events.match import Firing
from dragoman.reading.events.nesting import outermost
from dragoman.reading.page import Page
from dragoman.reading.reader import Desk, Reader
from dragoman.records import Party, Reading, Report


@dataclass(frozen=True)
class Trial:
    """A frame tried at a word. `outcome` is "fired", "part of another act", or why it did not fire."""

    word: str
    frame: str
    where: str
    outcome: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The trees as indented lines, the names, every frame tried in order, and the records that came out."""

    tree: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    trials: tuple[Trial, ...]
    reading: Reading


def explain(text: str, reader: Reader, published: str | None = None) -> Explanation:
    """Explain the reading of a short text."""
    page = Page(Report(id="-", text=text, published=published), reader.parser.parse(text))
    desk = Desk(reader.knowledge, page)
    sentences = page.document.sentences
    return Explanation(
        tree=tuple(line for s in sentences for line in draw(s)),
        names=tuple((text[n.start : n.end], n.label) for s in sentences for n in s.names),
        trials=tuple(t for s in page.body for t in _trials(desk, s)),
        reading=desk.reading,
    )


def draw(sentence: Sentence) -> list[str]:
    """The tree, one word a line, indented by depth: relation, form, lemma, tag."""
    lines: list[str] = []
    waiting: list[tuple[Word, int]] = [(sentence.root, 0)]
    while waiting:
        word, depth = waiting.pop()
        lines.append(f"{'  ' * depth}{word.deprel}: {word.text} ({word.lemma}, {word.xpos})")
        waiting.extend((c, depth + 1) for c in reversed(word.children))
    return lines


def _trials(desk: Desk, sentence: Sentence) -> list[Trial]:
    _, tried = desk.coder.firings(sentence)
    fired = [attempts[-1] for attempts in tried if attempts[-1].problem is None]
    standing = {id(f) for f in outermost(fired)}
    in_order = sorted((f for attempts in tried for f in attempts), key=lambda f: f.site.word.index)
    return [_trial(desk, f, id(f) in standing) for f in in_order]


def _trial(desk: Desk, firing: Firing, stands: bool) -> Trial:
    outcome = firing.problem or ("fired" if stands else "part of another act")
    return Trial(
        word=firing.site.word.text,
        frame=firing.frame.id,
        where=firing.frame.where,
        outcome=outcome,
        actor=tuple(_named(desk, p) for p in firing.actor),
        recipient=tuple(_named(desk, p) for p in firing.recipient),
    )


def _named(desk: Desk, party: Party) -> str:
    if party.actor is None:
        return f"{party.text} [?]"
    actor = desk.coder.cast.actor(party.actor)
    return f"{party.text} [{actor.country or '?'}{' ' + actor.sector if actor.sector else ''}]"
