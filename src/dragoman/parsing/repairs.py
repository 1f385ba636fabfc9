"""Repairs of trees that cannot be English: a few attachments that the model gets wrong in run-on sentences."""

from __future__ import annotations

from dragoman.parsing.tree import Word

REPORTING = frozenset(
    ("say", "tell", "add", "note", "report", "announce", "believe", "think", "claim", "insist", "state", "warn")
)

WILLING = frozenset(
    ("willing", "ready", "prepared", "unwilling", "reluctant", "eager", "keen", "determined", "able", "unable")
)


def repair(words: list[Word]) -> None:
    """Mend the heads of one sentence in place; the tree stays a tree."""
    for word in words:
        _infinitive_before_its_verb(word, words)
    for word in words:
        _clause_after_comma(word, words)
        _told_before_that(word)
        _it_that_wills(word)


def _infinitive_before_its_verb(word: Word, words: list[Word]) -> None:
    """ "asked them not to sell …, Israel is trying …": an infinitive complement follows its verb."""
    head = word.head
    if head is None or word.deprel != "xcomp" or head.index < word.index or word.xpos != "VB" or not word.child("mark"):
        return
    verb = next((w for w in reversed(words[: word.index]) if w.upos == "VERB"), None)
    if verb is not None and verb not in word.subtree():
        _move(word, verb, "xcomp")


def _clause_after_comma(word: Word, words: list[Word]) -> None:
    """A finite clause with its own subject, set off by a comma, after a verb that has its complement already."""
    head = word.head
    if head is None or word.deprel != "ccomp" or head.index > word.index:
        return
    if head.lemma in REPORTING or word.child("mark"):
        return
    subject = word.child("nsubj", "nsubj:pass")
    if subject is None or not head.child("xcomp") or subject.index == 0:
        return
    start = min(w.index for w in word.subtree())
    if start > 0 and words[start - 1].text == ",":
        word.deprel = "parataxis"


def _told_before_that(word: Word) -> None:
    """ "assured Canada that …": what stands before the "that" of a clause is not in it."""
    head = word.head
    if head is None or word.deprel not in {"obj", "iobj"} or head.deprel != "ccomp" or head.head is None:
        return
    mark = head.child("mark")
    if mark is not None and head.head.index < word.index < mark.index:
        _move(word, head.head, "obj")


def _it_that_wills(word: Word) -> None:
    """ "Sudan says it is willing to talk": whoever is willing is no mere filler."""
    head = word.head
    if word.deprel == "expl" and head is not None and head.lemma in WILLING and word.lemma == "it":
        word.deprel = "nsubj"


def _move(word: Word, head: Word, deprel: str) -> None:
    assert word.head is not None
    word.head.children.remove(word)
    word.head, word.deprel = head, deprel
    head.children.append(word)
    head.children.sort(key=lambda w: w.index)
