"""The office that stands beside a name: "the minister, Ana Ruiz", "Ana Ruiz, the minister", "Ana Ruiz, who is …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.knowledge.actors import ActorBook
from dragoman.parsing.tree import Word
from dragoman.reading.actors.names import NameHit
from dragoman.reading.actors.titles import Title, parse_title, title_at

_REACH = 16
_EDGES = frozenset(
    {
        "acl:relcl",
        "acl",
        "advcl",
        "parataxis",
        "punct",
        "cop",
        "nsubj",
        "appos",
        "conj",
        "cc",
        "aux",
        "case",
        "mark",
        "advmod",
    }
)


def titles_beside(hit: NameHit, book: ActorBook) -> tuple[Title, ...]:
    """The titles in apposition, relative clause or predicate, in the order in which they are to be believed."""
    found: dict[tuple[Word, ...], Title] = {}
    for noun, phrase in _phrases(hit):
        title = title_at(noun, phrase, book) if noun in phrase and noun is not None else parse_title(phrase, book)
        if title is None or not _may_be(title, hit):
            continue
        known = found.get(title.words)
        if known is None or len(known.phrase) < len(title.phrase):
            found[title.words] = replace(title, former=title.former or _was(title.head))
    return tuple(found.values())


def _may_be(title: Title, hit: NameHit) -> bool:
    """One person holds no plural office, and the subject of a verb is not in apposition to what stands outside."""
    if title.is_plural:
        return place_in_list(title.head, hit) is not None
    apart = hit.head not in title.head.ancestors() and title.head not in hit.head.ancestors()
    return not (
        apart and title.head.child("case") is not None and hit.head.deprel in {"nsubj", "nsubj:pass", "obj", "conj"}
    )


def _phrases(hit: NameHit) -> Iterator[tuple[Word | None, list[Word]]]:
    """Noun phrases that may hold a title, with their head where it is known."""
    head = hit.head
    noun = _plural_before(hit)
    if noun is not None:
        yield noun, _before(noun, hit)
    if head.deprel == "appos" and head.head is not None and head.head.index < hit.words[0].index:
        yield head.head, _before(head.head, hit)
    before = _comma_before(hit)
    yield _outermost(before), before
    for child in head.children:
        if child.deprel == "appos" and child.upos in {"NOUN", "PROPN"} and child.index > hit.words[-1].index:
            yield child, core(child)
    yield None, _comma_after(hit)
    for noun in _predicates(head):
        yield noun, core(noun)


def _outermost(phrase: list[Word]) -> Word | None:
    """The last noun of the phrase whose head lies outside it."""
    inside = set(phrase)
    return next((w for w in reversed(phrase) if w.head not in inside and w.upos in {"NOUN", "PROPN"}), None)


def _predicates(head: Word) -> Iterator[Word]:
    """What the name is said to be: "X, who is the minister", "X is the minister", "a student named X"."""
    yield from (c for c in head.children if c.deprel == "acl:relcl" and c.upos in {"NOUN", "PROPN"})
    above = head.head
    if above is None:
        return
    if head.deprel == "nsubj" and above.child("cop") and not _negated(above):
        yield above
    if above.deprel == "acl" and above.lemma.lower() in {"name", "call", "identify"} and above.head is not None:
        yield above.head


def _plural_before(hit: NameHit) -> Word | None:
    """The plural noun that opens the list in which the name stands: "counterparts, A, B and C"."""
    sentence = hit.words[0].sentence
    for word in reversed(sentence.words[: hit.words[0].index] if sentence is not None else []):
        if word.xpos == "NNS":
            return word
        if not _lists(word):
            return None
    return None


def _lists(word: Word) -> bool:
    return word.upos == "PROPN" or word.text in {",", "-", "and"}


def place_in_list(noun: Word, hit: NameHit) -> tuple[int, int] | None:
    """Which of how many names in a row behind a plural noun this is; None where it is not among them."""
    sentence = noun.sentence
    names: list[list[Word]] = [[]]
    for word in sentence.words[noun.index + 1 :] if sentence is not None else []:
        if not _lists(word):
            break
        if word.text in {",", "and"}:
            names.append([])
        else:
            names[-1].append(word)
    filled = [run for run in names if run]
    place = next((i for i, run in enumerate(filled) if hit.words[0] in run), None)
    return (place, len(filled)) if place is not None else None


def _was(noun: Word) -> bool:
    """ "…, who was the envoy": the predicate of a relative clause in the past."""
    copula = noun.child("cop")
    return noun.deprel == "acl:relcl" and copula is not None and copula.xpos == "VBD"


def _negated(word: Word) -> bool:
    return any(c.lemma.lower() in {"not", "never", "n't"} for c in word.children)


def core(noun: Word) -> list[Word]:
    """A noun with its modifiers and of-phrases, without clauses and further appositions."""
    words = [noun]
    waiting = [c for c in noun.children if c.deprel not in _EDGES or (c.deprel == "conj" and c.index < noun.index)]
    while waiting:
        word = waiting.pop()
        words.append(word)
        waiting.extend(c for c in word.children if c.deprel not in {"acl:relcl", "advcl", "parataxis", "appos"})
    return sorted(words, key=lambda w: w.index)


def _before(noun: Word, hit: NameHit) -> list[Word]:
    return [w for w in core(noun) if w.index < hit.words[0].index]


def _comma_before(hit: NameHit) -> list[Word]:
    """ "…, the prosecutor of Lyon, Marc Petit,": the words between the mark before and the comma."""
    sentence, first = hit.words[0].sentence, hit.words[0].index
    if sentence is None or first < 2 or sentence.words[first - 1].text != "," or not _closes(hit):
        return []
    kept: list[Word] = []
    for word in reversed(sentence.words[max(0, first - 1 - _REACH) : first - 1]):
        if word.upos in {"VERB", "AUX", "ADV", "SCONJ", "CCONJ"} or (
            word.upos == "PUNCT" and word.text not in {"-", "."}
        ):
            break
        kept.insert(0, word)
        if word.xpos in {"DT", "PRP$"} and not _inside(word, kept):
            break
    return kept


def _inside(word: Word, kept: list[Word]) -> bool:
    """An article behind a preposition of the same phrase."""
    sentence = word.sentence
    if sentence is None or word.index == 0:
        return False
    before = sentence.words[word.index - 1]
    return before.upos == "ADP" and before.text.lower() in {"of", "to", "for"} and len(kept) > 1


def _closes(hit: NameHit) -> bool:
    """The name is followed by a mark or by the verb, so that it is an apposition rather than the next of a list."""
    sentence, after = hit.words[0].sentence, hit.words[-1].index + 1
    if sentence is None or after >= len(sentence.words):
        return True
    word = sentence.words[after]
    return word.upos in {"PUNCT", "VERB", "AUX", "SCONJ"} or word.xpos == "POS"


def _comma_after(hit: NameHit) -> list[Word]:
    """ "Marc Petit, the prosecutor of Lyon, …": the words up to the next mark, if no verb and no list is among them."""
    sentence, after = hit.words[0].sentence, hit.words[-1].index + 1
    if sentence is None or after + 1 >= len(sentence.words) or sentence.words[after].text != ",":
        return []
    kept: list[Word] = []
    for word in sentence.words[after + 1 : after + 1 + _REACH]:
        if word.upos == "PUNCT" and word.text not in {"-", "."}:
            return kept
        if word.upos in {"VERB", "AUX", "PRON", "CCONJ", "ADV"} and word.text.lower() not in {
            "then",
            "his",
            "her",
            "its",
            "their",
        }:
            return []
        kept.append(word)
    return []
