"""Who is the subject, what the object: the few questions that every rule asks of a tree.

Pure functions over Universal Dependencies trees (EWT conventions). "Logical" means that passives, control, raising,
relative clauses and coordination have been undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.knowledge.grammar import grammar_words
from dragoman.parsing.tree import Word

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
COMPLEMENTS = ("ccomp", "xcomp", "acl", "csubj", "csubj:pass")  # the likelier first
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "csubj", "parataxis"})
OUTSIDE_PHRASE = frozenset(
    {"acl:relcl", "acl", "appos", "parataxis", "punct", "conj", "cc", "case", "cop", "nsubj", "advcl", "dep", "mark"}
)


@cache
def base(deprel: str) -> str:
    """The relation without its subtype."""
    return deprel.partition(":")[0]


def conjuncts(word: Word) -> list[Word]:
    """The word and what is coordinated with it, in text order."""
    found = [word]
    for child in word.children:
        if child.deprel == "conj":
            found.extend(conjuncts(child))
    return found


def first_conjunct(word: Word) -> Word:
    """The head of the coordination that this word belongs to."""
    while word.deprel == "conj" and word.head is not None:
        word = word.head
    return word


def is_passive(verb: Word) -> bool:
    """A passive clause or a bare past participle that modifies a noun."""
    below = {c.deprel for c in verb.children}
    if "aux:pass" in below:
        return True
    if not below.isdisjoint(PASSIVE_SUBJECTS) and verb.deprel not in {"root", "ccomp", "parataxis"}:
        return True
    if verb.deprel == "conj" and verb.head is not None and verb.xpos == "VBN" and below.isdisjoint({"nsubj", "aux"}):
        return is_passive(verb.head)
    return verb.xpos == "VBN" and verb.deprel in {"acl", "amod", "advcl", "dep"} and below.isdisjoint({"aux", "obj"})


def own_subject(verb: Word) -> Word | None:
    """The grammatical subject that stands in the verb's own clause."""
    for child in verb.children:  # a plain loop: asked often
        if child.deprel in SUBJECTS:
            return child
    return None


def antecedent(relative_verb: Word) -> Word | None:
    """The noun that a relative clause modifies; of a predicate noun its subject ("Egypt is a country that signed")."""
    if relative_verb.deprel not in {"acl:relcl", "advcl:relcl"} or relative_verb.head is None:
        return None
    noun = relative_verb.head
    predicate = noun.child("cop") is not None and noun.child("nsubj")
    return predicate or noun


def _is_relative(word: Word) -> bool:
    return word.xpos in {"WDT", "WP", "WP$"} or (word.lemma == "that" and word.upos == "PRON")


def grammatical_subject(verb: Word, depth: int = 0) -> Word | None:
    """The subject as the grammar has it: own, shared by coordination, of the antecedent, or by control; else None."""
    subject = own_subject(verb)
    if subject is not None:
        noun = antecedent(verb)
        return noun if noun is not None and _is_relative(subject) else subject
    if verb.head is None or depth > 12:
        return None
    if verb.deprel == "conj" and verb.head.upos in {"VERB", "AUX", "ADJ", "NOUN"}:
        return grammatical_subject(verb.head, depth + 1)
    if verb.deprel in {"acl", "acl:relcl"} and verb.head.upos not in {"VERB"}:
        return _subject_of_modifier(verb, depth)
    if verb.deprel in {"xcomp", "ccomp", "advcl", "parataxis"}:
        return _controlled_subject(verb, depth)
    return None


def _subject_of_modifier(verb: Word, depth: int) -> Word | None:
    """Participles take their noun, but "a message blaming Iran" and "the plan to sell" its owner or verb's subject."""
    noun = verb.head
    assert noun is not None
    if verb.xpos != "VB" and noun.lemma not in grammar_words().speech:
        return noun
    owner = noun.child("nmod:poss")
    if owner is not None:
        return owner
    by = next((w for mark, w in obliques(noun) if mark in {"by", "of"} and w.index < verb.index), None)
    if by is not None and (by.upos == "PROPN" or preposition(by) == "by"):  # "the bid by Ukraine to join"
        return by
    if verb.xpos == "VB" and noun.deprel == "nmod" and preposition(noun) in {"by", "of"}:
        return noun  # "the decision of the government to leave": the parser hangs the infinitive on the government
    if noun.deprel == "xcomp" and noun.head is not None:  # "becoming the first NATO member to buy them"
        return grammatical_subject(noun.head, depth + 1)
    return noun if _is_named_before(noun) else _who_has(noun, depth)


def _is_named_before(noun: Word) -> bool:
    """ "the Soviet decision to leave": the noun stands for its country."""
    return any(c.upos in {"ADJ", "PROPN"} and c.text[:1].isupper() for c in noun.all("amod", "compound"))


def _who_has(noun: Word, depth: int) -> Word | None:
    """The subject of the noun's verb: "announced a plan to leave", "the decision to leave was taken by Peru"."""
    verb = noun.head
    if verb is None or verb.upos != "VERB":
        return None
    if noun.deprel == "nsubj:pass":
        return agent(verb)
    return grammatical_subject(verb, depth + 1) if noun.deprel in {"obj", "obl"} else None


def _controlled_subject(verb: Word, depth: int) -> Word | None:
    """Object control but for verbs such as promise; subject control without an object."""
    governor = verb.head
    assert governor is not None
    if verb.deprel == "ccomp" and verb.xpos not in {"VB", "VBG", "VBN"}:
        return None
    target = governor.child("obj", "iobj")
    infinitive = verb.xpos == "VB" and verb.deprel == "xcomp"
    if target is not None and infinitive and governor.lemma not in grammar_words().subject_control:
        return target
    gerund = verb.xpos == "VBG" and not {"for", "of", "from"}.isdisjoint(lemmas(verb.all("mark", "case")))
    if gerund and governor.lemma in grammar_words().object_gerund and (whom := objects(governor)):
        return whom[0]
    return grammatical_subject(governor, depth + 1)


def described(noun: Word) -> list[Word]:
    """Of whom a noun tells what they are: "Norway is a supplier", "is one of its suppliers", "Norway, a supplier"."""
    if noun.deprel == "nmod" and noun.head is not None and noun.head.lemma == "one":
        return described(noun.head)
    subject = own_subject(noun) if noun.child("cop") is not None else None
    above = noun.head if noun.deprel == "appos" else None
    return [w for w in (subject, above) if w is not None]


def agent(verb: Word) -> Word | None:
    """The by-phrase of a passive."""
    named = verb.child("obl:agent")
    if named is not None:
        return named
    if not is_passive(verb):
        return None
    return next((o for o in verb.all("obl") if preposition(o) == "by" and o.upos != "NUM"), None)


def subjects(verb: Word) -> list[Word]:
    """The heads of the logical subject with its conjuncts; empty for a passive without agent."""
    subject = agent(verb) if is_passive(verb) else grammatical_subject(verb)
    return conjuncts(subject) if subject is not None else []


def objects(verb: Word) -> list[Word]:
    """The heads of the logical object: the subject of a passive, the object, the antecedent; with conjuncts."""
    if is_passive(verb):
        subject = grammatical_subject(verb)
        return conjuncts(subject) if subject is not None else []
    found = _thing(verb)
    if found is None:
        found = _gap(verb) or _shared_object(verb)
    elif _is_relative(found):
        found = antecedent(verb) or found
    return conjuncts(found) if found is not None else []


def _gap(verb: Word) -> Word | None:
    """The antecedent as object of a relative clause that has a subject of its own ("the town that they took")."""
    noun = antecedent(verb)
    subject = own_subject(verb)
    if noun is None or subject is None or _is_relative(subject) or verb.child("ccomp", "xcomp"):
        return None
    return noun


def _shared_object(verb: Word) -> Word | None:
    """ "bombed and shelled the town": the object of the last conjunct serves the first."""
    for other in verb.children:
        if other.deprel == "conj" and other.upos == "VERB" and not own_subject(other):
            between = [c for c in verb.children if verb.index < c.index < other.index]
            shared = other.child("obj")
            if shared is not None and all(c.deprel in {"punct", "advmod", "cc"} for c in between):
                return shared
    return None


def _thing(verb: Word) -> Word | None:
    """The direct object; of two ("lent Chad the money") the second, the first being the receiver."""
    things = verb.all("obj")
    if len(things) > 1 and verb.lemma in grammar_words().ditransitive and not _is_relative(things[0]):
        return things[-1]
    return things[0] if things else None


def indirect_object(verb: Word) -> list[Word]:
    """The heads of the indirect object with its conjuncts."""
    found = verb.child("iobj") or _mistaken_receiver(verb)
    return conjuncts(found) if found is not None else []


def _mistaken_receiver(verb: Word) -> Word | None:
    """ "sell Iran missiles": parsers take a name before the object for a part of it, or for another object."""
    thing = _thing(verb)
    receiver = next((c for c in verb.all("obj") if c is not thing), None)
    if receiver is not None and verb.lemma in grammar_words().ditransitive:
        return receiver
    if thing is None or verb.lemma not in grammar_words().ditransitive or thing.upos != "NOUN":
        return None
    first = min(thing.children, key=lambda c: c.index, default=None)
    if first is None or first.index > thing.index or first.deprel not in {"compound", "nmod"} or first.upos != "PROPN":
        return None
    return first if first.name is not None and verb.index + 1 == first.index else None


def preposition(word: Word) -> str | None:
    """The preposition of an oblique or nominal modifier, fixed parts joined: "according to", "because of"."""
    marks = [c for c in word.children if c.deprel == "case" and c.index < word.index]
    if not marks:
        return None
    if len(marks) == 1 and not marks[0].children:
        return marks[0].lemma.lower()
    parts = [m for mark in marks for m in [mark, *mark.all("fixed", "goeswith")]]
    return " ".join(p.lemma.lower() for p in sorted(parts, key=lambda p: p.index))


def obliques(word: Word) -> Iterator[tuple[str, Word]]:
    """(preposition, head) of each oblique or nominal modifier with its conjuncts; "" where there is no preposition."""
    for child in word.children:
        if base(child.deprel) not in {"obl", "nmod"} or child.deprel == "nmod:poss":
            continue
        mark = preposition(child) or ""
        for part in conjuncts(child):
            yield preposition(part) or mark, part


def complement(word: Word) -> Word | None:
    """The head of the clause that a verb or noun takes as its complement."""
    below = {c.deprel for c in word.children}
    for deprel in COMPLEMENTS if not below.isdisjoint(COMPLEMENTS) else ():
        found = next((c for c in word.all(deprel) if c.index > word.index or deprel == "ccomp"), None)
        if found is not None and (deprel != "acl" or found.child("mark") is not None):
            return found
    return None


def noun_phrase(word: Word) -> tuple[int, int]:
    """Offsets of the noun phrase as written: modifiers and of-phrases, no relative clause, apposition or conjunct."""
    words = [word]
    waiting = [c for c in word.children if _in_phrase(c)]
    while waiting:
        part = waiting.pop()
        words.append(part)
        waiting.extend(c for c in part.children if c.deprel not in {"acl:relcl", "parataxis"})
    ordered = sorted(words, key=lambda w: w.index)
    contiguous = _around(ordered, word)
    return contiguous[0].start, contiguous[-1].end


def _in_phrase(child: Word) -> bool:
    if child.deprel in OUTSIDE_PHRASE or base(child.deprel) in {"obl", "aux"}:
        return False
    return child.deprel != "nmod" or preposition(child) in {"of", "for", "'s", None}


def _around(words: list[Word], head: Word) -> list[Word]:
    """The run of words around the head without a gap other than punctuation."""
    place = words.index(head)
    start = end = place
    while start > 0 and words[start].index - words[start - 1].index <= 2:
        start -= 1
    while end < len(words) - 1 and words[end + 1].index - words[end].index <= 2:
        end += 1
    return words[start : end + 1]


def clause_span(word: Word) -> tuple[int, int]:
    """Offsets of the whole subtree of a word, outer punctuation left out."""
    words = word.subtree()
    while len(words) > 1 and words[-1].deprel == "punct":
        words.pop()
    while len(words) > 1 and words[0].deprel == "punct":
        words.pop(0)
    return words[0].start, words[-1].end


def governing_verb(word: Word) -> Word | None:
    """The nearest verb above a word."""
    return next((w for w in word.ancestors() if w.upos in {"VERB", "AUX"}), None)


def lemmas(words: Iterable[Word]) -> set[str]:
    """Lower-cased lemmas of some words."""
    return {w.lemma.lower() for w in words}


def negated_by(verb: Word, negators: frozenset[str]) -> list[Word]:
    """The negators of a predicate's own clause. One that follows a verb with an infinitive belongs to the infinitive:
    "asked them not to sell"."""
    below = [c for c in verb.children if c.deprel in {"advmod", "det", "cc:preconj"} and c.lemma.lower() in negators]
    infinitive = next((c for c in verb.all("xcomp", "ccomp", "advcl") if c.xpos == "VB"), None)
    own = [n for n in below if infinitive is None or n.index < verb.index or n.text.lower() in {"n't", "n’t"}]
    above = verb.head
    if above is not None and verb.xpos == "VB" and verb.deprel in {"xcomp", "ccomp", "advcl"}:
        own += [c for c in above.all("advmod") if c.lemma.lower() == "not" and above.index < c.index < verb.index]
    return own


def is_definite(noun: Word) -> bool:
    """A noun with "the", "this", "that" or an owner: it means something known."""
    marks = {"the", "this", "that", "these", "those"}
    return any(c.deprel == "nmod:poss" or (c.deprel == "det" and c.lemma.lower() in marks) for c in noun.children)
