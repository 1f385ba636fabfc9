"""What an agreement provides for, and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.agreements import AgreementBook
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.agreements.mentions import Mention
from dragoman.reading.grammar import base, clause_span, preposition
from dragoman.reading.page import Page
from dragoman.records import Span

LIMITS = frozenset({"limit", "restrict", "cap", "reduce", "cut"})
MEANT = frozenset(
    {"design", "intend", "mean", "aim"}
)  # "the treaty is meant to end …"; "the deal was extended" is no term of it
LEFT_OUT = frozenset({"mark", "punct", "cc"})


def provisions(page: Page, mention: Mention, book: AgreementBook) -> Iterator[Span]:
    """The clauses beside one mention that say what the agreement provides for."""
    word = mention.word
    if word.upos == "VERB":
        yield from _contents(page, word)
        return
    verb = word.head
    meant = word.deprel == "nsubj" or (word.deprel == "nsubj:pass" and verb is not None and verb.lemma.lower() in MEANT)
    if verb is not None and meant and verb.lemma.lower() in book.words["provides"]:
        for part in [verb, *(c for c in verb.all("conj") if c.upos == "VERB" and grammar.own_subject(c) is None)]:
            yield from _contents(page, part)
    yield from _modifying(page, word, book)
    if verb is not None and base(word.deprel) == "obl" and preposition(word) in book.words["frames"]:
        yield from _framed(page, verb, word)


def _modifying(page: Page, word: Word, book: AgreementBook) -> Iterator[Span]:
    """ "a pact that bans", "a deal to withdraw", "an accord ending"."""
    for clause in word.all("acl:relcl", "acl"):
        if clause.deprel == "acl" and clause.xpos == "VB" and clause.index > word.index:
            yield from _clause(page, clause)
        elif (under := _under_which(clause)) is not None:
            yield from _framed(page, clause, under)
        elif clause.lemma.lower() in book.words["provides"] and (clause.deprel != "acl" or clause.xpos == "VBG"):
            yield from _contents(page, clause)


def _under_which(clause: Word) -> Word | None:
    """The "under which" of "an accord under which Norland will withdraw"."""
    if clause.deprel != "acl:relcl":
        return None
    whiches = (c for c in clause.all("obl") if c.lemma.lower() == "which")
    return next((c for c in whiches if preposition(c) in {"under", "by", "in"}), None)


def _contents(page: Page, verb: Word) -> Iterator[Span]:
    """Objects, complement clauses and prepositional objects of a verb of providing."""
    behind = [c for c in verb.children if c.index > verb.index and c.upos != "PRON"]
    core = [c for c in behind if base(c.deprel) in {"obj", "xcomp", "ccomp"}]
    if verb.lemma.lower() in LIMITS and core:
        limit = next((c for c in behind if base(c.deprel) == "obl" and preposition(c) in {"to", "at"}), core[0])
        yield page.span(clause_span(core[0])[0], clause_span(limit)[1])
        return
    if [base(c.deprel) for c in core] == ["obj", "xcomp"]:  # "allows Norland to send police"
        yield page.span(clause_span(core[0])[0], clause_span(core[1])[1])
        return
    loose = [c for c in behind if base(c.deprel) == "obl" and preposition(c) in {"for", "on", "to"}]
    for child in core or loose:
        yield from _clause(page, child)


def _clause(page: Page, head: Word) -> Iterator[Span]:
    """The words below a head without the preposition or conjunction that opens them."""
    opening = {c for c in head.children if c.deprel in LEFT_OUT | {"case"} and c.index < head.index}
    words = [w for w in head.subtree() if w not in opening and not any(w is x for o in opening for x in o.subtree())]
    while words and words[-1].upos == "PUNCT":
        words.pop()
    while words and words[0].upos == "PUNCT":
        words.pop(0)
    if words:
        yield page.span(words[0].start, words[-1].end)


def _framed(page: Page, verb: Word, frame: Word) -> Iterator[Span]:
    """ "Under the pact, Norland will withdraw": the clause without its frame."""
    start, end = clause_span(verb)
    inside = set(frame.subtree())
    rest = [w for w in verb.subtree() if w not in inside and w.upos != "PUNCT"]
    if not rest:
        return
    before = [w for w in rest if w.index < frame.index]
    first = rest[0] if before else next((w for w in rest if w.index > frame.index), rest[0])
    last = rest[-1] if not before or rest[-1].index < frame.index else before[-1]
    if first.start < last.end and start <= first.start and last.end <= end:
        yield page.span(first.start, last.end)


def term(page: Page, mention: Mention, book: AgreementBook) -> Span | None:
    """How long it runs: "five-year", "runs until December", "expires in March"."""
    hit = book.term.search(page.report.text, mention.start, mention.end)
    if hit is not None:
        return page.span(hit.start(), hit.end())
    verbs = [
        mention.word.head,
        *mention.word.all("acl:relcl"),
        *(c for v in [mention.word.head] if v for c in v.all("advcl")),
    ]
    for verb in verbs:
        if verb is None or verb.lemma.lower() not in book.words["lasts"]:
            continue
        for child in verb.children:
            if (
                base(child.deprel) == "obl"
                and preposition(child) in {"until", "till", "in", "on", "for", "to", "through", "at"}
                and child.index > verb.index
            ):
                return page.span(*clause_span(child))
    return None
