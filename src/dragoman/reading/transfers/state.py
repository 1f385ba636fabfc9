"""What becomes of a supply: the status by its own grammar and by the words above it (data/arms/status.yaml)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.knowledge.supply import Act, Effect, StatusBook
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.grammar import base, preposition
from dragoman.reading.transfers.arguments import actors_of
from dragoman.reading.transfers.climb import PART_OF_UPOS, Climb
from dragoman.reading.transfers.mood import Mood
from dragoman.reading.transfers.outcome import Outcome, Step, done

LASTING_STATES = frozenset({"requested", "offered", "possible", "negotiating", "refused", "suspended"})
TOPICS = frozenset({"negotiating", "agreed", "planned", "requested", "possible"})


@dataclass(frozen=True)
class Judge:
    """Tells the outcome of acts."""

    book: StatusBook

    @cached_property
    def climb(self) -> Climb:
        """The way up."""
        return Climb(self.book)

    @cached_property
    def mood(self) -> Mood:
        """The marks of a clause."""
        return Mood(self.book, self.climb)

    def outcome(self, act: Act, word: Word) -> Outcome:
        """Climb from the act to the root of its clause and apply what stands on the way."""
        found = self._start(act, word)
        for governor, link in self.climb.governors(word):
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
        open_form = act.state not in LASTING_STATES and self.mood.is_open(word)
        found = Outcome("bare" if open_form else act.state, ())
        return self.mood.marked(found, word)

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

    def _apply(self, found: Outcome, governor: Word, link: str, act: Act) -> Outcome:
        part = PART_OF_UPOS.get(governor.upos, "")
        lemma = governor.lemma.lower()
        effect = self.climb.effect(governor)
        if lemma in self.book.words["fails"]:
            return replace(found, state="undone", past=True)
        found = self._topic(found, governor, act)
        is_contract = (
            found.steps and found.steps[-1].word.upos == "NOUN" and found.steps[-1].status in {"agreed", "ordered"}
        )
        if lemma in self.book.signed and (is_contract or act.signed) and found.state in self.book.signed_over:
            effect = Effect("ordered", self.book.signed_over)
        if (effect is not None and link != "relay") or (effect is not None and effect.status == "alleged"):
            found = self._take(found, effect, governor, self.mood.negated(governor), act)
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
        state = self.mood.marked(replace(found, state=found.state), governor).state
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
            return replace(found, state=done(changed, found, act) if applies else found.state, steps=steps)
        if found.state in {"suspended", "refused"} and status in {"suspended", "refused"}:
            lifted = "possible" if found.state == "refused" else "delivered" if act.state == "suspended" else act.state
            return replace(found, state=lifted, steps=steps)
        if found.state not in effect.over and not (found.soft and status in {"agreed", "ordered"}):
            return replace(found, steps=steps)
        return replace(found, state=done(status, found, act), steps=steps)

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
                if marks & self.book.words["conditions"] and not ("while" in marks and _is_contrast(clause)):
                    return clause
        return None

    def lasts(self, clause: Word) -> bool:
        """A condition of time: the act is put off rather than refused."""
        return bool({m.lemma.lower() for m in clause.all("mark")} & self.book.words["lasting"])


def _is_contrast(clause: Word) -> bool:
    """ ", while Norland has promised ten": another act beside this one, no condition of it."""
    first = next((w for w in clause.subtree() if w.upos != "PUNCT"), clause)
    words = first.sentence.words if first.sentence is not None else []
    return first.index > 0 and words[first.index - 1].text == ","
