"""The goods of a page: which noun phrase names arms, which one, how many, and what a later "them" stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dragoman.knowledge.arms import ArmsBook, Found, Good, Phrase, System
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.grammar import base, conjuncts, preposition
from dragoman.reading.page import Page
from dragoman.reading.transfers.amounts import quantity_beside
from dragoman.reading.transfers.phrases import extent, head_of, measure, phrase_words, singular
from dragoman.records import Item, Quantity

BACK = 3  # sentences that a pronoun or a definite noun looks back
NOMINAL = frozenset({"NOUN", "PROPN"})
PRONOUNS = frozenset({"they", "them", "it", "these", "those", "which", "that"})
CIVIL = frozenset(
    {"economic", "humanitarian", "financial", "food", "medical", "development", "civilian", "agricultural"}
)
TYPES = frozenset({"type", "class", "version", "variant", "model", "kind"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A good named by a noun phrase. `head` is its folded common noun; `sure` is False where a sign is still wanted."""

    word: Word
    start: int
    end: int
    head: str
    category: str
    kind: str
    system: System | None
    name: str | None
    quantity: Quantity | None
    sure: bool
    containers: tuple[Word, ...] = ()

    @property
    def is_general(self) -> bool:
        """A word for arms at large, which says nothing of which."""
        return self.kind != "always" and self.name is None

    @property
    def is_list(self) -> bool:
        """Several goods in one phrase."""
        return " and " in self.head

    def item(self, page: Page) -> Item:
        """The record."""
        return Item(self.start, self.end, page.report.text[self.start : self.end], self.name, self.category)


@dataclass(frozen=True)
class Things:
    """The goods of one page."""

    page: Page
    book: ArmsBook
    told: list[Thing] = field(default_factory=list)  # the goods of the transfers found so far
    _known: dict[Word, Thing | None] = field(default_factory=dict)  # by the head of the phrase
    _found: dict[int, list[Found]] = field(default_factory=dict)  # by the number of the sentence
    _sure: dict[int, tuple[Thing, ...]] = field(default_factory=dict)  # by the number of the sentence

    def _designations(self, sentence: Sentence | None) -> list[Found]:
        """The designations of a sentence of the story, looked for once."""
        if sentence is None or sentence not in self._story:
            return []
        if sentence.number not in self._found:
            words = self.page.report.text[sentence.start : sentence.end]
            self._found[sentence.number] = self.book.designations(words, sentence.start)
        return self._found[sentence.number]

    @cached_property
    def _story(self) -> frozenset[Sentence]:
        return frozenset(self.page.body)

    def _sure_in(self, number: int) -> tuple[Thing, ...]:
        """Every noun phrase of a sentence of the story that is certainly arms, in text order; looked for once."""
        if number not in self._sure:
            sentence = self.page.document.sentences[number]
            words = sentence.words if sentence in self._story else []
            heads = (w for w in words if w.upos in NOMINAL and base(w.deprel) not in {"compound", "flat", "amod"})
            self._sure[number] = tuple(t for w in heads if (t := self._named(w)) is not None and t.sure)
        return self._sure[number]

    def at(self, word: Word) -> Thing | None:
        """The good that the phrase headed by a word names; containers ("a fleet of") are looked into."""
        if word.upos == "PRON":
            return self._antecedent(word) if word.lemma.lower() in PRONOUNS else None
        inside = self._contained(word)
        thing = self.at(inside) if inside is not None else None
        if thing is not None and inside is not None:
            return self._packed(thing, word, inside)
        if inside is None and _counts_more(word):
            last = self._earlier(word, lambda t: t.kind == "always")
            number = word if word.upos == "NUM" else word.child("nummod") or word
            return replace(last, quantity=measure(self.page, number)) if last is not None else None
        return self._related(self._named(word))

    def group(self, words: Sequence[Word]) -> list[Thing]:
        """The goods of coordinated heads: one phrase where none has a name or number of its own, else one by one."""
        found = [t for w in words for t in self._all_at(w) if not _is_civil(t)]
        if not any(t.sure for t in found):
            return found
        found = [replace(t, sure=True) for t in found]
        plain = all(t.name is None and t.quantity is None and t.word.sentence is words[0].sentence for t in found)
        if len(found) < 2 or not plain or any(t.kind == "always" for t in found[1:]):
            return found
        return [replace(found[0], end=found[-1].end, head=" and ".join(t.head for t in found))]

    def _all_at(self, word: Word) -> list[Thing]:
        """The good of a head, and what else its container holds ("containers of shells, mines and rockets")."""
        inside = self._contained(word)
        beside = [c for c in conjuncts(inside) if c is not inside] if inside is not None else []
        found = (self.at(word), *(self.at(c) for c in beside))
        return [t for t in found if t is not None]

    def listed(self, word: Word) -> list[Word]:
        """Heads named after "including" or "such as" below a noun."""
        below = [c for c in word.children if base(c.deprel) in {"nmod", "obl", "acl", "advcl"}]
        return [w for c in below if preposition(c) in {"including", "include", "such as", "like"} for w in conjuncts(c)]

    def _contained(self, word: Word) -> Word | None:
        lemma = word.lemma.lower()
        if word.upos != "NUM" and lemma not in self.book.containers and word.text.lower() not in self.book.containers:
            return None
        outside = (
            word.head.all("obl") if word.head is not None and word.deprel == "obj" and word.head.upos == "VERB" else []
        )
        inner = [*word.children, *(c for c in outside if c.index > word.index)]
        return next(
            (c for c in inner if c.deprel in {"nmod", "obl"} and preposition(c) in {"of", "in"} and _is_goods(c)), None
        )

    def _packed(self, thing: Thing, container: Word, inside: Word) -> Thing:
        """The good with its container's number, if that counts."""
        own = thing.quantity if inside.upos != "PRON" else None  # "200 of them"
        quantity = own or measure(self.page, container)
        return replace(thing, quantity=quantity, containers=(container, *thing.containers))

    def _named(self, word: Word) -> Thing | None:
        if word not in self._known:
            self._known[word] = self._read(word)
        return self._known[word]

    def _read(self, word: Word) -> Thing | None:
        if not self.book.may_end_good(singular(word)) and not self._designations(word.sentence):
            return None
        words = phrase_words(word)
        found = self._beside(word, words)
        phrase = self._folded(words, word)
        if self.book.is_never(phrase) or any(f.system is not None and f.system.is_civil for f in found):
            return None
        good = self.book.good(phrase)
        name = next((f for f in found if f.system is not None), None) or (found[0] if found and good else None)
        if good is None and name is None:
            return None
        return self._thing(word, words, phrase, good, name)

    def _thing(self, word: Word, words: list[Word], phrase: Phrase, good: Good | None, name: Found | None) -> Thing:
        system = name.system if name else None
        kind = "always" if system is not None or good is None else good.kind
        start, end = extent(words, word, name)
        text = self.page.report.text
        return Thing(
            word=word,
            start=start,
            end=self._with_parts(word, good, end),
            head=" ".join(good.phrase) if good else head_of(system, phrase),
            category=self._category(good, system),
            kind=kind,
            system=system,
            name=system.designation if system else text[name.start : name.end] if name else None,
            quantity=quantity_beside(self.page, word),
            sure=self._is_sure(phrase, good, name),
        )

    def _category(self, good: Good | None, system: System | None) -> str:
        if good is not None and (system is None or " ".join(good.phrase) in self.book.accessories):
            return good.category
        return system.category if system is not None else "other"

    def _is_sure(self, phrase: Phrase, good: Good | None, name: Found | None) -> bool:
        if name is not None and not name.weak:
            return True
        if good is None:
            return False
        return good.kind != "with_sign" or name is not None or self.book.has_sign(phrase[: -len(good.phrase)] or ())

    def _beside(self, word: Word, words: list[Word]) -> list[Found]:
        """Designations that stand in the phrase, or behind it as its type ("radars of the Green Pine type")."""
        sentence = word.sentence
        ranges = [(words[0].start, words[-1].end)]
        ranges += [(t.subtree()[0].start, t.end) for t in word.all("nmod") if _names_type(t)]
        hits = self._designations(sentence)
        return [f for f in hits if any(f.start < end and start < f.end for start, end in ranges)]

    def _folded(self, words: list[Word], head: Word) -> Phrase:
        before = [
            w.text for w in words if w.index < head.index and w.upos != "PUNCT" and w.deprel not in {"det", "nmod:poss"}
        ]
        last = singular(head)
        return self.book.fold([*before, last])

    def _with_parts(self, word: Word, good: Good | None, end: int) -> int:
        """ "spare parts for F-16 fighters": what the parts are for belongs to the item."""
        if good is None or " ".join(good.phrase) not in self.book.accessories:
            return end
        for child in word.children:
            if (
                child.deprel == "nmod"
                and preposition(child) in {"for", "of"}
                and (inner := self._named(child)) is not None
                and inner.sure
            ):
                return max(end, inner.end)
        return end

    def _related(self, thing: Thing | None) -> Thing | None:
        """A definite or unsure noun takes name and certainty from an earlier good of its kind ("the vessels")."""
        if thing is None or thing.name is not None:
            return self._known_before(thing) if thing is not None and not thing.sure else thing
        earlier = self._earlier(
            thing.word, lambda t: self.book.same_kind(t.head, thing.head) and t.word is not thing.word
        )
        if earlier is None:
            return thing
        if not thing.sure:
            return replace(
                thing, sure=True, category=earlier.category, kind=earlier.kind, name=earlier.name, system=earlier.system
            )
        definite = any(
            c.lemma.lower() in {"the", "these", "those", "such", "that", "this"} for c in thing.word.all("det", "amod")
        )
        return replace(thing, name=earlier.name, system=earlier.system) if definite and earlier.name else thing

    def _known_before(self, thing: Thing) -> Thing:
        """A name that is an ordinary word as well ("Mirages") is sure once the report named such a system."""
        first = thing.system.designation.split()[0] if thing.system is not None else None
        known = any(
            t.system is not None and t.word.start < thing.word.start and t.system.designation.split()[0] == first
            for number in range(_number(thing.word.sentence) + 1 if first is not None else 0)
            for t in self._sure_in(number)
        )
        return replace(thing, sure=True) if known else thing

    def _antecedent(self, pronoun: Word) -> Thing | None:
        """The good that a pronoun stands for: the last one before it, in fuller words where it was named before."""
        plural = pronoun.lemma.lower() in {"they", "them", "these", "those"} or pronoun.text.lower() in {"they", "them"}
        last = self._earlier(
            pronoun,
            lambda t: not plural or t.word.xpos.endswith("S") or t.word.upos == "PROPN" or t.head.endswith("aircraft"),
        )
        if last is None or last.name is not None:
            return last
        fuller = self._earlier(last.word, lambda t: t.name is not None and self.book.same_kind(t.head, last.head))
        return fuller or last

    def _earlier(self, word: Word, fits: Callable[[Thing], bool]) -> Thing | None:
        number = _number(word.sentence)
        sure = (t for near in range(max(0, number - BACK), number + 1) for t in self._sure_in(near))
        known = (t for t in (*sure, *self.told) if t.word.start < word.start)
        near = {t.word: t for t in known if number - _number(t.word.sentence) <= BACK}
        latest_first = sorted(near.values(), key=lambda t: -t.word.start)
        return next((t for t in latest_first if fits(t)), None)


def _number(sentence: Sentence | None) -> int:
    return sentence.number if sentence is not None else 0


def _is_goods(word: Word) -> bool:
    """A noun, or the pronoun of "200 of them"."""
    return word.upos != "PRON" or word.lemma.lower() in {"they", "them", "these", "those", "which"}


def _counts_more(numeral: Word) -> bool:
    """ "24 more": goods named before."""
    words = (numeral, *numeral.children)
    counts = numeral.upos == "NUM" or numeral.child("nummod") is not None
    return counts and numeral.upos != "NOUN" and any(w.lemma.lower() in {"more", "other", "another"} for w in words)


def _names_type(word: Word) -> bool:
    """ "boats of the Type 212", "radars of the Green Pine type"."""
    return word.lemma.lower() in TYPES or (word.upos == "PROPN" and preposition(word) == "of")


def _is_civil(thing: Thing) -> bool:
    """ "economic aid", but not "economic and military aid"."""
    before = [c for c in thing.word.children if base(c.deprel) in {"amod", "compound"}]
    marks = {w.lemma.lower() for c in before for w in conjuncts(c)}
    return thing.is_general and bool(marks & CIVIL) and "military" not in marks
