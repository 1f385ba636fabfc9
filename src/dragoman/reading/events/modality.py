"""Whether an act happened: future, hypothetical or negated, read on the way from its word to the root.

PLOVER 2.0, section 2.3. The walk stops where a clause is told as a fact of its own (relative and temporal clauses).
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.knowledge.frames import Frame
from dragoman.knowledge.modality import ModalityWords
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.events.sites import Site

FACT_CLAUSES = frozenset({"acl:relcl", "advcl:relcl", "parataxis"})
SUBORDINATORS_OF_FACT = frozenset({"after", "since", "because", "when", "while", "as", "although", "though", "whereas"})
TEMPORAL = frozenset({"when", "once", "after", "before", "until"})
SAID = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "CONSULT"})
ATTEMPTED = frozenset({"ASSAULT", "PROTEST"})  # an attempt at violence is violence (CAMEO 185)
NAMING = frozenset({"call", "warn"})  # "called the raid a crime", "called a strike"
LONGEST_WALK = 10


@dataclass(frozen=True, slots=True)
class Modality:
    """What the grammar says of an act."""

    future: bool = False
    hypothetical: bool = False
    negation: bool = False
    effort: bool = False  # "tried to": what is said in trying is said, what is done may not be

    def __or__(self, other: Modality) -> Modality:
        return Modality(
            self.future or other.future,
            self.hypothetical or other.hypothetical,
            self.negation or other.negation,
            self.effort or other.effort,
        )


FACT = Modality()


def modality(site: Site, words: ModalityWords) -> Modality:
    """The modality of the act that a site names."""
    found = _noun_marks(site.word, words) if site.part == "noun" else FACT
    if site.part == "noun" and site.governor is site.word:
        return found | _above_noun(site.word, words)
    return found | _walk(site.governor, words)


def _noun_marks(noun: Word, words: ModalityWords) -> Modality:
    """Determiners, adjectives and prepositions of an event noun: "no deal", "a possible attack", "without talks"."""
    before = [c for c in noun.children if c.deprel in {"amod", "det", "compound", "case", "nmod"}]
    marks = grammar.lemmas(before) | {c.text.lower() for c in before}  # "planned" stands as "plan" or as itself
    return Modality(
        future=bool(marks & words.future_modifiers),
        hypothetical=bool(marks & words.hypothetical_modifiers),
        negation=bool(marks & {"no", "without", "neither"}),
    )


def _above_noun(noun: Word, words: ModalityWords) -> Modality:
    """A noun takes the modality of the word whose object it is ("feared an attack", "plans for talks", "talks are
    planned")."""
    first = grammar.first_conjunct(noun)
    head = first.head
    if head is None:
        return FACT
    if first.deprel in {"obj", "nsubj:pass"}:
        return FACT if head.lemma.lower() in NAMING else _governed(head, words)
    if (
        first.deprel == "obl"
        and grammar.preposition(first) == "for"
        and head.lemma.lower() in words.hypothetical_governors
    ):
        return Modality(hypothetical=True)  # "called for strikes"
    if first.deprel == "nmod" and head.upos == "NOUN" and grammar.preposition(first) in {"of", "for", "about", "over"}:
        return _governed(head, words) | _resumed(head, words)
    return FACT


def _resumed(head: Word, words: ModalityWords) -> Modality:
    """ "threatened a resumption of raids": as the noun that only says how the act goes on."""
    return _above_noun(head, words) if head.lemma.lower() in words.phases else FACT


def _governed(head: Word, words: ModalityWords) -> Modality:
    lemma = head.lemma.lower()
    return Modality(
        future=lemma in words.future_governors - {"announce", "set", "go", "decision", "promise", "pledge"},
        hypothetical=lemma in words.hypothetical_governors,
        negation=lemma in words.negative_governors,
    )


def _walk(verb: Word, words: ModalityWords) -> Modality:
    """Up the tree from a predicate, clause by clause."""
    found = FACT
    current = verb
    for _ in range(LONGEST_WALK):
        found |= _own_marks(current, words)
        head = current.head
        if head is None or _is_fact(current):
            found |= _awaited(current, head, words)
            break
        found |= _from_above(current, head, words)
        if current.deprel not in {"xcomp", "conj", "ccomp", "csubj", "advcl", "acl"} or _reports(current, head, words):
            break
        if current.deprel in {"acl", "advcl"}:
            break
        if current.deprel == "conj" and (grammar.own_subject(current) or _has_tense(current)):
            break
        current = head
    return found


def _has_tense(conjunct: Word) -> bool:
    """A conjunct with an auxiliary, or behind one that has it: "has not resigned, and has blamed and sued him"."""
    head = conjunct.head
    before = head.all("conj") if head is not None else []
    return any(c.child("aux") is not None for c in before if c.index <= conjunct.index)


def _is_fact(word: Word) -> bool:
    mark = word.child("mark")
    return word.deprel in FACT_CLAUSES or (
        word.deprel == "advcl" and mark is not None and mark.lemma.lower() in SUBORDINATORS_OF_FACT
    )


def _awaited(clause: Word, head: Word | None, words: ModalityWords) -> Modality:
    """ "will talk when he visits Oslo": the present tense beside what is to come is to come as well."""
    timed = head is not None and clause.deprel == "advcl" and clause.xpos in {"VBZ", "VBP"}
    if not timed or head is None or not grammar.lemmas(clause.all("mark", "advmod")) & TEMPORAL:
        return FACT
    return Modality(future=_walk(head, words).future or head.lemma.lower() in words.future_governors)


def _reports(clause: Word, head: Word, words: ModalityWords) -> bool:
    """What is said stands for itself: the modality of the saying does not reach into it."""
    return clause.deprel == "ccomp" and head.lemma.lower() in words.reporting


def _own_marks(verb: Word, words: ModalityWords) -> Modality:
    """Auxiliaries, negators and subordinators of a predicate's own clause."""
    aux = {c.text.lower() for c in verb.all("aux")}
    marks = grammar.lemmas(verb.all("mark"))
    would = bool(aux & words.would)
    reported = would and _told_in_past(verb, words)
    will = bool(aux & words.future_auxiliaries)
    return Modality(
        future=will or reported or _is_to(verb),
        hypothetical=bool(aux & words.hypothetical_auxiliaries)
        or bool(marks & words.hypothetical_markers)
        or (would and not reported)
        or ((will or verb.lemma.lower() in words.future_governors) and _is_conditional(verb, words)),
        negation=_is_negated(verb, words) or _denied_argument(verb, words),
    )


def _is_negated(verb: Word, words: ModalityWords) -> bool:
    """A negator, but not that of "not only … but also"."""
    assert verb.sentence is not None
    after = {w.index: w.lemma.lower() for w in verb.sentence.words}
    return any(
        after.get(n.index + 1) not in {"only", "just", "merely"} for n in grammar.negated_by(verb, words.negators)
    )


def _told_in_past(verb: Word, words: ModalityWords) -> bool:
    """ "said it would sell", also with the report behind: "it would sell, he said"."""
    if _is_conditional(verb, words):
        return False
    speaker = verb.head if verb.deprel in {"ccomp", "conj"} else verb.child("parataxis")
    while speaker is not None and speaker.deprel in {"conj", "ccomp"} and speaker.lemma.lower() not in words.reporting:
        speaker = speaker.head
    return speaker is not None and speaker.lemma.lower() in words.reporting


def _is_conditional(verb: Word, words: ModalityWords) -> bool:
    """ "If the talks fail, the army will attack", not "even if"."""
    clauses = (c for c in verb.all("advcl") if grammar.lemmas(c.all("mark")) & words.hypothetical_markers)
    return any("even" not in grammar.lemmas(c.all("advmod")) for c in clauses)


def _is_to(verb: Word) -> bool:
    """ "is to visit", "is due to visit": the parser makes "is" a copula or auxiliary of the infinitive."""
    marks = grammar.lemmas(verb.all("mark", "case"))
    is_be = any(c.lemma == "be" for c in verb.all("cop", "aux"))
    return verb.xpos == "VB" and is_be and bool(marks & {"to", "due"})


def _denied_argument(verb: Word, words: ModalityWords) -> bool:
    """ "no agreement was reached", "nobody was hurt", "neither A nor B signed"."""
    for child in verb.children:
        if child.deprel in {"nsubj", "nsubj:pass", "obj"}:
            if child.lemma.lower() in {"nobody", "none", "nothing", "neither"}:
                return True
            if any(d.deprel in {"det", "cc:preconj"} and d.lemma.lower() in {"no", "neither"} for d in child.children):
                return True
    return False


def _from_above(current: Word, head: Word, words: ModalityWords) -> Modality:
    """What the governing word says of a complement: "plans to", "failed to", "feared that"."""
    lemma = head.lemma.lower()
    if (
        current.deprel in {"xcomp", "acl", "csubj"}
        or _is_gerund(current)
        or (current.deprel == "ccomp" and lemma not in words.reporting)
    ):
        marked = bool(current.child("mark"))
        if current.deprel == "acl" and current.xpos == "VBG" and not marked:
            return FACT  # "a resolution condemning the raid"
        infinitive = current.xpos in {"VB", "VBG"} or marked
        if not infinitive and current.deprel != "ccomp":
            return FACT
        return Modality(
            future=(lemma in words.future_governors and current.deprel != "ccomp") or lemma in {"expect", "predict"},
            hypothetical=lemma in words.hypothetical_governors,
            negation=lemma in words.negative_governors or _has_yet_to(head),
            effort=lemma in words.efforts,
        )
    return FACT


def _is_gerund(clause: Word) -> bool:
    """A complement behind a preposition: "prevented them from entering", "plans on leaving"."""
    marks = grammar.lemmas(clause.all("mark"))
    return clause.deprel == "advcl" and clause.xpos == "VBG" and bool(marks & {"from", "on", "of", "about"})


def _has_yet_to(verb: Word) -> bool:
    """ "have yet to sign", "remains yet to be signed"."""
    return verb.lemma in {"have", "be", "remain"} and "yet" in grammar.lemmas(verb.all("advmod"))


def is_aim(verb: Word, words: ModalityWords) -> bool:
    """What somebody means, wants or is able to do is no act reported: "sent troops to capture the town",
    "that the sale be halted", "capable of targeting ships"."""
    if verb.deprel == "conj" and verb.xpos == "VB" and verb.head is not None:
        return is_aim(verb.head, words)
    marks = grammar.lemmas(verb.all("mark"))
    purpose = verb.deprel == "advcl" and verb.xpos == "VB" and "to" in marks
    ability = verb.head is not None and verb.head.lemma.lower() in words.abilities
    return purpose or ability or _is_subjunctive(verb)


def _is_subjunctive(verb: Word) -> bool:
    """ "that the sale be halted": a bare "be" without "to" or a modal."""
    bare = [a for a in verb.all("aux:pass", "cop", "aux") if a.lemma == "be" and a.xpos == "VB"]
    return bool(bare) and grammar.own_subject(verb) is not None and not any(a.xpos == "MD" for a in verb.all("aux"))


def _asks_for_none(frame: Frame) -> bool:
    """ "has no plans to": the frame asks for the "no"."""
    return any(alternative.startswith("no ") for wanted in frame.needs.values() for alternative in wanted)


def without_conditions(found: Modality, frame: Frame) -> Modality:
    """What a frame itself asks for is part of its meaning: a frame for "will not talk" means a refusal."""
    asked = frame.needs.keys()
    hypothetical = found.hypothetical or (found.effort and frame.type not in SAID | ATTEMPTED)
    return Modality(
        future=found.future and "self.modal" not in asked,
        hypothetical=hypothetical and "self.modal" not in asked,
        negation=found.negation and "self.neg" not in asked and not _asks_for_none(frame),
    )
