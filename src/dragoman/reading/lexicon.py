"""Work on the lexicon: where the frames of a draft fire in reports, and which frequent verbs no frame covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.knowledge.frames import Frame, Lexicon, Part, Trigger
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.actors import Cast
from dragoman.reading.events.match import Firing
from dragoman.reading.events.nesting import outermost
from dragoman.reading.events.sites import Site, verb_site
from dragoman.reading.page import Page
from dragoman.reading.reader import Desk, Reader
from dragoman.records import Party

UNREADABLE = (RecursionError, AssertionError, StopIteration)  # a sentence that the grammar cannot handle


@dataclass(frozen=True)
class Hit:
    """A draft's frame at a word. `problem` says why it did not fire, None where it did; `start` is the sentence's."""

    report: str
    start: int
    sentence: str
    word: str
    frame: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True)
class Gap:
    """A verb with two parties that no frame covers: how often, which slots the parties fill, one sentence."""

    verb: str
    count: int
    slots: tuple[str, ...]
    report: str
    sentence: str


def overlaid(base: Lexicon, drafts: Iterable[Frame]) -> Lexicon:
    """The lexicon with frames laid over it: same ids replace, new ones add."""
    new = {frame.id: frame for frame in drafts}
    found: dict[tuple[Part, str], list[Trigger]] = {
        key: [t for t in triggers if t.frame.id not in new] for key, triggers in base.triggers.items()
    }
    for frame in new.values():
        for part, (head, *extra) in frame.triggers:
            found.setdefault((part, head), []).append(Trigger(frame, tuple(extra)))
    frames = (*(f for f in base.frames if f.id not in new), *new.values())
    return replace(base, frames=frames, triggers={key: tuple(sorted(t, key=_rank)) for key, t in found.items()})


def _rank(trigger: Trigger) -> tuple[int, int, str]:
    return -len(trigger.extra), -trigger.frame.weight, trigger.frame.id


def with_drafts(reader: Reader, drafts: Iterable[Frame]) -> Reader:
    """The reader with frames laid over its lexicon."""
    books = replace(reader.knowledge, frames=overlaid(reader.knowledge.frames, drafts))
    return replace(reader, knowledge=books)


def trials(reader: Reader, page: Page, drafts: frozenset[str]) -> Iterator[Hit]:
    """Where the frames of these ids fire in a page, and where they nearly do; `reader` has them in its lexicon."""
    desk = Desk(reader.knowledge, page)
    for sentence in page.body:
        try:
            tried = desk.coder.firings(sentence)[1]
        except UNREADABLE:
            continue
        standing = {id(f) for f in outermost([site[-1] for site in tried if site[-1].problem is None])}
        found = [f for site in tried for f in (*site, *_forestalled(site, desk.coder.lexicon)) if f.frame.id in drafts]
        for firing in sorted(found, key=lambda f: f.site.word.index):
            yield _hit(desk, sentence, firing, id(firing) in standing)


def _forestalled(tried: list[Firing], lexicon: Lexicon) -> Iterator[Firing]:
    """The frames that were not tried, since another fired before them."""
    last = tried[-1]
    if last.problem is None:
        done = {f.frame.id for f in tried}
        for trigger in lexicon.at(last.site.part, last.site.word.lemma.lower()):
            if trigger.frame.id not in done and not trigger.extra:
                yield Firing(trigger.frame, last.site, problem=f"{last.frame.id} fires before it")


def _hit(desk: Desk, sentence: Sentence, firing: Firing, stands: bool) -> Hit:
    def named(parties: tuple[Party, ...]) -> tuple[str, ...]:
        return tuple(_named(desk.coder.cast, party) for party in parties)

    return Hit(
        report=desk.page.report.id,
        start=sentence.start,
        sentence=_words(desk.page, sentence),
        word=firing.site.word.text,
        frame=firing.frame.id,
        actor=named(firing.actor),
        recipient=named(firing.recipient),
        problem=firing.problem if firing.problem is not None or stands else "part of another act",
    )


def _named(cast: Cast, party: Party) -> str:
    country = cast.country(party)
    return f"{party.text} [{country or '?'}]"


def _words(page: Page, sentence: Sentence) -> str:
    return " ".join(page.report.text[sentence.start : sentence.end].split())


def coverage(reader: Reader, pages: Iterable[Page]) -> list[Gap]:
    """The verbs with two parties that no frame covers, the most frequent first.

    A verb is covered where a frame has it, where its noun gives an act ("launched an attack"), and where it reports.
    """
    counts: Counter[str] = Counter()
    slots: dict[str, Counter[str]] = {}
    first: dict[str, tuple[str, str]] = {}
    for page in pages:
        desk = Desk(reader.knowledge, page)
        for verb, slot, sentence in _uncovered(desk):
            counts[verb] += 1
            slots.setdefault(verb, Counter())[slot] += 1
            first.setdefault(verb, (page.report.id, sentence))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Gap(verb, count, tuple(s for s, _ in slots[verb].most_common()), *first[verb]) for verb, count in ordered]


def _uncovered(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Verb, slot of the second party, and sentence."""
    for sentence in desk.page.body:
        try:
            tried = desk.coder.firings(sentence)[1]
            verbs = [w for w in sentence.words if w.upos == "VERB" and w.deprel not in {"amod", "compound"}]
            reached = _reached(tried)
            for verb in verbs:
                slot = _second_party(verb_site(verb), desk.coder.cast)
                if slot is not None and verb not in reached and not _reports(desk, verb):
                    yield _name(verb), slot, _words(desk.page, sentence)
        except UNREADABLE:
            continue


def _reached(tried: list[list[Firing]]) -> set[Word]:
    """The words that a frame has, fired or not, and the verbs around the nouns that fired."""
    own = {f.site.word for attempts in tried for f in attempts}
    around = {site[-1].site.governor for site in tried if site[-1].problem is None}
    return own | around


def _reports(desk: Desk, verb: Word) -> bool:
    return verb.lemma.lower() in desk.knowledge.reporting.verbs


def _second_party(site: Site, cast: Cast) -> str | None:
    """The slot that holds another party than the subject does; None where there are no two."""
    subjects = [p for w in site.slots.get("subj", ()) if cast.is_party(w) for p in cast.parties(w)]
    if not subjects:
        return None
    known = {p.actor for p in subjects}
    for slot, words in site.slots.items():
        others = [p for w in words if slot != "subj" and cast.is_party(w) for p in cast.parties(w)]
        if any(p.actor is None or p.actor not in known for p in others):
            return slot
    return None


def _name(verb: Word) -> str:
    particle = verb.child("compound:prt")
    return verb.lemma.lower() + (f" {particle.text.lower()}" if particle is not None else "")
