"""What becomes of a supply: the status by its own grammar and by the words above it (data/arms/status.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.knowledge.supply import Act, Effect, StatusBook
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.grammar import base, preposition
from dragoman.reading.transfers.arguments import actors_of, governor_of
from dragoman.reading.transfers.words import base_forms, with_particle

PART_OF_UPOS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
STEPS = 10
TOLD_AS_FACT = frozenset({"acl:relcl", "advcl:relcl", "parataxis", "appos"})
CLAUSAL = frozenset({"xcomp", "ccomp", "csubj", "csubj:pass", "advcl", "acl"})
PREPOSITIONS = frozenset(
    {"to", "for", "on", "about", "against", "in", "with", "from", "of", "over", "into", "at", "as"}
)
LASTING_STATES = frozenset({"requested", "offered", "possible", "negotiating", "refused", "suspended"})
TOPICS = frozenset({"negotiating", "agreed", "planned", "requested", "possible"})
DOERS = frozenset({"suspended", "refused", "agreed", "planned", "offered", "done", "ordered", "possible"})


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


@dataclass(frozen=True)
class Judge:
    """Tells the outcome of acts."""

    book: StatusBook

    def outcome(self, act: Act, word: Word) -> Outcome:
        """Climb from the act to the root of its clause and apply what stands on the way."""
        found = self._start(act, word)
        for governor, link in self._climb(word):
            found = self._apply(found, governor, link, act)
        return replace(found, state="agreed") if self._under_agreement(word, found) else found

    def _under_agreement(self, word: Word, found: Outcome) -> bool:
        """ "Under the deal, Sudland will receive"."""
        if found.state not in {"planned", "bare", "possible"}:
            return False
        marks = ((preposition(c), c.lemma.lower()) for c in word.children if base(c.deprel) == "obl")
        return any(mark == "under" and lemma in self.book.words["frameworks"] for mark, lemma in marks)

    def _start(self, act: Act, word: Word) -> Outcome:
        """The act by itself: tensed verbs have its state, infinitives and nouns are bare."""
        if word.upos in {"NOUN", "PROPN"} and "noun" in act.lemmas:
            return self._noun_marks(Outcome("bare", ()), word, act)
        open_form = act.state not in LASTING_STATES and self._is_open(word)
        found = Outcome("bare" if open_form else act.state, ())
        return self._own_marks(found, word)

    def _is_open(self, verb: Word) -> bool:
        """An infinitive or gerund without tense of its own."""
        if verb.xpos == "VBN" and any(m.lemma.lower() == "to" for m in verb.all("mark")):
            return not any(a.lemma.lower() == "have" for a in verb.all("aux"))  # "to be delivered"
        if verb.child("aux", "cop") is not None and verb.xpos not in {"VB", "VBG"}:
            return False
        if verb.xpos == "VB":
            return self._is_to(verb) or (not verb.all("aux") and verb.deprel != "root")
        return (
            verb.xpos == "VBG"
            and verb.child("aux") is None
            and verb.deprel in CLAUSAL | {"nmod", "obl", "obj", "nsubj"}
        )

    def _noun_marks(self, found: Outcome, noun: Word, act: Act) -> Outcome:
        """Adjectives on an act noun: "the planned sale", "a possible sale"; and "no sale"."""
        for child in noun.children:
            if child.deprel in {"amod", "compound"} and (effect := self.book.effect(child.text.lower(), "adjective")):
                before = found.state
                found = self._take(found, effect, child, False, act)
                found = replace(found, soft=found.soft or found.state != before)
            if child.deprel == "det" and child.lemma.lower() == "no":
                found = replace(found, state="undone")
        return found

    def _own_marks(self, found: Outcome, verb: Word) -> Outcome:
        """Auxiliaries, adverbs and negators of a verb."""
        words, state = self.book.words, found.state
        aux = {c.text.lower() for c in self._auxiliaries(verb)}
        for adverb in verb.all("advmod"):
            effect = self.book.effect(adverb.lemma.lower(), "adverb")
            if effect is not None and state in effect.over:
                state = effect.status
        if aux & words["maybe"] and state in words["maybe_over"]:
            state = "possible"
        elif (
            (aux & words["future"] or (aux & words["would"] and self._is_told(verb))) and state in words["future_over"]
        ) or (state == "bare" and self._is_to(verb)):
            state = "planned"
        elif aux & words["would"] and state in words["maybe_over"]:
            state = "possible"
        if any(self._is_condition(c) for c in verb.all("mark")) and state in words["maybe_over"]:
            state = "possible"
        if self.negated(verb):
            past = (
                not aux & (words["future"] | words["would"] | words["maybe"])
                and verb.xpos in {"VB", "VBD", "VBN", "VBG", "VBZ", "VBP"}
                and bool(aux)
            )
            state, found = "undone", replace(found, past=past)
        return replace(found, state=state)

    def _is_to(self, verb: Word) -> bool:
        """ "is to supply", "is due to receive"."""
        return verb.xpos == "VB" and verb.child("cop") is not None

    def _auxiliaries(self, verb: Word) -> list[Word]:
        """The verb's auxiliaries, those of the first conjunct where it has none ("will be made and delivered")."""
        own = verb.all("aux")
        shares = (
            not own and verb.deprel == "conj" and not verb.child("nsubj", "nsubj:pass") and verb.xpos in {"VB", "VBN"}
        )
        return self._auxiliaries(verb.head) if shares and verb.head is not None else own

    def _is_condition(self, mark: Word) -> bool:
        clause = mark.head
        return mark.lemma.lower() in {"if", "unless"} and clause is not None and clause.deprel == "advcl"

    def _is_told(self, verb: Word) -> bool:
        """ "said it would sell": the future told in the past."""
        head = verb.head
        return (
            head is not None
            and verb.deprel in {"ccomp", "conj", "root"}
            and (head.lemma.lower() in self.book.words["relays"] or self._verb_effect(head) in {"planned", "agreed"})
        ) or verb.child("parataxis") is not None

    def _verb_effect(self, word: Word) -> str | None:
        effect = self._effect(word)
        return effect.status if effect else None

    def _effect(self, word: Word) -> Effect | None:
        """The effect of a governor, its particle heeded."""
        part = PART_OF_UPOS.get(word.upos, "")
        return next((e for form in with_particle(word) if (e := self.book.effect(form, part))), None)

    def negated(self, word: Word) -> bool:
        """A negator in the word's own clause, "no" on its subject or object."""
        negators = self.book.words["negators"]
        if any(
            c.lemma.lower() in {"long", "longer"} and any(d.lemma.lower() == "no" for d in c.children)
            for c in word.all("advmod")
        ):
            return True
        if any(c.deprel in {"advmod", "cc:preconj", "det"} and c.lemma.lower() in negators for c in word.children):
            return True
        nouns = word.all("nsubj", "nsubj:pass", "obj") if word.upos in {"VERB", "AUX"} else []
        return any(d.lemma.lower() in {"no", "neither"} for n in nouns for d in n.all("det"))

    def _climb(self, word: Word) -> Iterator[tuple[Word, str]]:
        """Governors with the relation by which they hold what is below them, inner first."""
        current = word
        for _ in range(STEPS):
            lower = self._shared(current)
            head = self._noun_of_purpose(lower) or governor_of(lower)
            if head is None or (lower.deprel in TOLD_AS_FACT and not self._is_content(lower, head)):
                break
            link = "clause" if head is not lower.head and head.upos == "NOUN" else self._link(lower, head)
            if link is None:
                break
            yield head, link
            if link == "relay":
                break
            current = head

    def _is_content(self, clause: Word, noun: Word) -> bool:
        """ "allegations that Norland sold tanks": content, though the parser takes it for a relative clause."""
        that = any(m.lemma.lower() == "that" for m in clause.all("mark"))
        return (
            that
            and clause.child("nsubj") is not None
            and clause.child("obj") is not None
            and self._effect(noun) is not None
        )

    def _noun_of_purpose(self, clause: Word) -> Word | None:
        """ "signed a deal with Norland to buy": the clause belongs to the deal, whatever the parser says."""
        head = clause.head
        infinitive = clause.deprel == "advcl" and clause.xpos == "VB"
        told = clause.deprel == "ccomp" and any(m.lemma.lower() == "that" for m in clause.all("mark"))
        if head is None or head.upos != "VERB" or not (infinitive or told):
            return None
        nouns = (c for c in head.all("obj", "nsubj:pass") if c.index < clause.index)
        return next((n for n in nouns if n.upos == "NOUN" and self._effect(n) is not None), None)

    def _shared(self, word: Word) -> Word:
        """A conjunct without tense of its own goes with the first one."""
        while (
            word.deprel == "conj"
            and word.head is not None
            and not (word.child("aux", "nsubj") or word.xpos in {"VBD", "VBZ"})
        ):
            word = word.head
        return word

    def _link(self, word: Word, head: Word) -> str | None:
        part = PART_OF_UPOS.get(head.upos)
        lemma = base_forms(head)[-1] if self._effect(head) is None else head.lemma.lower()
        relay = lemma in self.book.words["relays"] and part == "verb"
        known = part is not None and (self._effect(head) is not None or lemma in self.book.signed)
        told = word.deprel == "acl" and (word.xpos in {"VB", "VBG"} or any(m.lemma == "that" for m in word.all("mark")))
        told = told or (word.deprel == "acl:relcl" and self._is_content(word, head))
        if word.deprel in {"xcomp", "ccomp", "csubj", "csubj:pass"} or told:
            return "relay" if relay else "clause"
        if word.deprel == "advcl":
            return "clause" if (known or part == "adjective") and self._is_complement(word, head) else None
        if word.deprel in {"obj", "nsubj:pass"} or (
            word.deprel == "nsubj" and part != "noun" and not self._transitive(head)
        ):
            return "relay" if relay else "noun"
        if base(word.deprel) in {"obl", "nmod"} and preposition(word) in PREPOSITIONS:
            return "noun" if known else None
        return "noun" if word.deprel == "compound" and known else None

    def _transitive(self, verb: Word) -> bool:
        return verb.child("obj", "ccomp") is not None

    def _is_complement(self, clause: Word, head: Word) -> bool:
        """Infinitives and gerunds after a governor with an effect are what it is about, not asides."""
        if clause.index < head.index:
            return False
        return clause.xpos in {"VB", "VBG"} and {m.lemma.lower() for m in clause.all("mark", "case")} <= {
            "to",
            "of",
            "from",
            "in",
            "for",
            "against",
            "about",
            "with",
            "on",
        }

    def _apply(self, found: Outcome, governor: Word, link: str, act: Act) -> Outcome:
        part = PART_OF_UPOS.get(governor.upos, "")
        lemma = governor.lemma.lower()
        effect = self._effect(governor)
        if lemma in self.book.words["fails"]:
            return replace(found, state="undone", past=True)
        found = self._topic(found, governor, act)
        is_contract = (
            found.steps and found.steps[-1].word.upos == "NOUN" and found.steps[-1].status in {"agreed", "ordered"}
        )
        if lemma in self.book.signed and (is_contract or act.signed) and found.state in self.book.signed_over:
            effect = Effect("ordered", self.book.signed_over)
        if (effect is not None and link != "relay") or (effect is not None and effect.status == "alleged"):
            found = self._take(found, effect, governor, self.negated(governor), act)
        if part == "noun":
            found = self._noun_marks(found, governor, act)
        if (
            part == "verb" and link != "relay" and (effect is not None or lemma in self.book.words["carriers"])
        ) or part == "adjective":
            found = self._carried_marks(found, governor, effect)
        return self._among(found, governor, act)

    def _topic(self, found: Outcome, verb: Word, act: Act) -> Outcome:
        """ "Talks on the purchase began": hung on the verb, the purchase is still what its subject is about."""
        subject = verb.child("nsubj") if verb.upos == "VERB" and found.state == "bare" else None
        effect = self.book.effect(subject.lemma.lower(), "noun") if subject is not None else None
        if effect is None or subject is None or effect.status not in TOPICS:
            return found
        return self._take(found, effect, subject, False, act)

    def _carried_marks(self, found: Outcome, governor: Word, effect: Effect | None) -> Outcome:
        """Tense and mood of a governor that carries the act; its negation is applied with its effect."""
        state = self._own_marks(replace(found, state=found.state), governor).state
        if state != "undone":
            return replace(found, state=state)
        if effect is None and found.state in {"bare", "delivered", "ordered", "agreed", "planned"}:
            return replace(found, state="undone", past=True)
        return found

    def _take(self, found: Outcome, effect: Effect, governor: Word, negated: bool, act: Act) -> Outcome:
        """The state after a governor's effect."""
        status = effect.status
        steps = (*found.steps, Step(governor, status, negated))
        if found.state == "undone" and not negated:
            return replace(found, state=self.book.undone.get(status, found.state), steps=steps)
        if found.state in {"suspended", "refused"} and status == "requested" and not negated:
            return replace(found, state="opposed", steps=steps)
        if negated:
            changed = self.book.negated.get(status, "unchanged")
            if changed == "undone":
                return replace(found, state="undone", past=True, steps=steps)
            applies = changed != "unchanged" and (found.state in effect.over or found.state == status)
            return replace(found, state=_done(changed, found, act) if applies else found.state, steps=steps)
        if found.state in {"suspended", "refused"} and status in {"suspended", "refused"}:
            lifted = "possible" if found.state == "refused" else "delivered" if act.state == "suspended" else act.state
            return replace(found, state=lifted, steps=steps)
        if found.state not in effect.over and not (found.soft and status in {"agreed", "ordered"}):
            return replace(found, steps=steps)
        return replace(found, state=_done(status, found, act), steps=steps)

    def _among(self, found: Outcome, root: Word, act: Act) -> Outcome:
        """ "Among the requests was that the sale be halted"."""
        for child in root.all("obl"):
            effect = self.book.effect(child.lemma.lower(), "noun") if preposition(child) == "among" else None
            if effect is not None:
                found = self._take(found, effect, child, False, act)
        return found

    def doers(self, word: Word) -> list[Word]:
        """Logical subjects of a governor."""
        return actors_of(word) if word.upos in {"VERB", "AUX"} else grammar.subjects(word)

    def condition(self, word: Word, outcome: Outcome) -> Word | None:
        """The clause that says while, until or unless what."""
        for holder in (word, *(s.word for s in outcome.steps), *word.ancestors()):
            for clause in holder.all("advcl"):
                if clause.index < word.index and holder not in {word, word.head}:
                    continue
                marks = {m.lemma.lower() for m in clause.all("mark")}
                if marks & self.book.words["conditions"]:
                    return clause
        return None

    def lasts(self, clause: Word) -> bool:
        """A condition of time: the act is put off rather than refused."""
        return bool({m.lemma.lower() for m in clause.all("mark")} & self.book.words["lasting"])


def _done(status: str, found: Outcome, act: Act) -> str:
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
