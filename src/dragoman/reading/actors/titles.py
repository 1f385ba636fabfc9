"""The office that stands before or beside a name, read from the words rather than from the parser's labels alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import ActorBook, Office
from dragoman.parsing.tree import Word
from dragoman.reading.actors.names import NameHit, joined

REACH = 14  # words that a title before a name may take
_LONGEST = 6  # words of an office behind or before one of its words
_COMPLEMENTS = frozenset({"to", "for", "on", "at", "against", "in"})  # "ambassador to Greece": Greece is no owner
_INSIDE = frozenset({"of", "from", *_COMPLEMENTS})
_STOPS = frozenset({"VERB", "AUX", "ADV", "SCONJ", "INTJ"})


@dataclass(frozen=True, slots=True)
class Title:
    """An office with the words that say it and the words around it that may say whose it is."""

    office: Office
    words: tuple[Word, ...]  # "Secretary of State"
    phrase: tuple[Word, ...]  # "the former US Secretary of State"
    former: bool = False

    @property
    def text(self) -> str:
        """The office as written."""
        return joined(self.words)

    @property
    def head(self) -> Word:
        """The word of the office whose head lies outside it."""
        inside = set(self.words)
        return next((w for w in self.words if w.head not in inside), self.words[-1])

    @property
    def is_plural(self) -> bool:
        """ "ministers": an office that several hold."""
        return self.head.xpos in {"NNS", "NNPS"}

    def owner_words(self) -> Iterator[Word]:
        """The words that may name an owner: not the office, nothing behind "to" or "for" but of a spokesman."""
        complement = seen = False
        serves = self.office.special == "inherits" or self.office.level == "adviser"
        for word in self.phrase:
            if word in self.words:
                complement, seen = False, True
                if word.head in self.words and word.text[0].isupper():
                    yield word  # "Soviet leader" is an office of its own
            elif word.upos == "ADP" or word.xpos == "TO":
                complement = seen and not serves and word.text.lower() in _COMPLEMENTS
            elif not complement:
                yield word


def title_before(hit: NameHit, ahead: list[Word], book: ActorBook) -> Title | None:
    """The title that leads up to a name: "Turkey's president", "former US Ambassador to the United Nations".

    `ahead` are the words before the name in text order.
    """
    phrase = _leading(hit, ahead[-REACH:], book)
    title = parse_title(phrase, book, last=True) if phrase else None
    return title if title is not None and not _goes_on(title) else None


def _goes_on(title: Title) -> bool:
    """ "head chef": an ordinary noun right behind the office makes another calling of it."""
    after = title.phrase[title.phrase.index(title.words[-1]) + 1 :]
    return bool(after) and after[0].upos == "NOUN" and after[0].text.islower()


def _leading(hit: NameHit, ahead: list[Word], book: ActorBook) -> list[Word]:
    kept: list[Word] = []
    for word in reversed(ahead):
        if not _joins(word, kept, hit, book):
            break
        kept.insert(0, word)
        if word.xpos in {"DT", "PRP$"} and not _after_preposition(word, kept, hit):
            break
    return _trimmed(kept)


def _joins(word: Word, kept: list[Word], hit: NameHit, book: ActorBook) -> bool:
    """Whether a word still belongs to the title, going leftwards from the name."""
    if word.upos in _STOPS and not word.xpos.startswith("NNP") and word.text.lower() not in actor_words().former:
        return False
    if word.upos == "PUNCT" or word.text in {"-", "–"}:
        return word.text in {"-", "–", "."} and bool(kept)
    if word.upos == "ADP":
        return _is_inner_preposition(word, kept, hit, book)
    if word.upos == "CCONJ":
        return bool(kept) and word.head is not None and word.head.deprel == "conj" and _below(word, hit)
    if word.upos in {"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "X"}:
        return True
    return word.xpos in {"NNP", "NNPS", "PRP$"} or word.text.lower() in actor_words().former


def _below(word: Word, hit: NameHit) -> bool:
    """The coordination lies inside the title ("Defence and Aviation Minister"), the name is no part of it."""
    conjunct = word.head
    assert conjunct is not None
    first = conjunct.head
    inside = conjunct not in hit.words and conjunct not in hit.head.ancestors() and conjunct.index < hit.words[0].index
    return inside and first is not None and first.deprel != "conj"


def _is_inner_preposition(word: Word, kept: list[Word], hit: NameHit, book: ActorBook) -> bool:
    """ "Secretary of State": an office stands left of it, and what follows is no title of its own."""
    if word.text.lower() not in _INSIDE or not kept or word.head in hit.words or word.sentence is None:
        return False
    if _office_in(kept, book, last=True) is not None:
        return False
    before = word.sentence.words[max(0, word.index - 4) : word.index]
    return bool(before) and any(find_office(before[k:], book) is not None for k in range(len(before)))


def _after_preposition(word: Word, kept: list[Word], hit: NameHit) -> bool:
    """The article of "to the United Nations" does not open the title."""
    sentence = word.sentence
    if sentence is None or word.index == 0 or len(kept) < 2:
        return False
    before = sentence.words[word.index - 1]
    return before.upos == "ADP" and before.head not in hit.words and before.head in kept


def _trimmed(words: list[Word]) -> list[Word]:
    while words and (words[0].upos in {"PUNCT", "ADP", "CCONJ"} or words[0].xpos == "POS"):
        words = words[1:]
    return words


def parse_title(phrase: list[Word], book: ActorBook, last: bool = False) -> Title | None:
    """The office that a phrase speaks of, the last one where `last` is set (nearest to the name), else the first."""
    found = _office_in(phrase, book, last)
    if found is None:
        return None
    office, words = found
    former = office.special == "former" or any(w.text.lower().strip("-") in actor_words().former for w in phrase)
    return Title(office, words, tuple(phrase), former)


def title_at(noun: Word, phrase: list[Word], book: ActorBook) -> Title | None:
    """The office whose words include the noun that heads the phrase: in "Ruiz's spokesman" the spokesman's."""
    if not is_of_office(noun, book):
        return None
    place = phrase.index(noun)
    first, last = _reach_back(phrase, place, book), _reach_on(phrase, place, book)
    for start, end in ((s, e) for s in range(first, place + 1) for e in range(last, place, -1)):
        words = phrase[start:end]
        office = find_office(words, book)
        if office is not None and _may_hold(words):
            former = office.special == "former" or any(
                w.text.lower().strip("-") in actor_words().former for w in phrase
            )
            return Title(office, tuple(words), tuple(phrase), former)
    return None


def _office_in(phrase: list[Word], book: ActorBook, last: bool) -> tuple[Office, tuple[Word, ...]] | None:
    """The longest office phrase that ends last (or begins first)."""
    spots = range(len(phrase))
    for edge in reversed(spots) if last else spots:
        if not is_of_office(phrase[edge], book):
            continue
        if last:
            windows = [(k, edge + 1) for k in range(_reach_back(phrase, edge, book), edge + 1)]
        else:
            windows = [(edge, end) for end in range(_reach_on(phrase, edge, book), edge, -1)]
        for start, end in windows:
            office = find_office(phrase[start:end], book)
            if office is not None and _may_hold(phrase[start:end]):
                return office, tuple(phrase[start:end])
    return None


def _may_hold(words: list[Word]) -> bool:
    """An office has a noun in it, or is "the accused"; "6 PM" is an hour, "17-man" a size."""
    if not any(w.upos in {"NOUN", "PROPN"} or w.xpos == "VBN" for w in words):
        return False
    sentence, first = words[0].sentence, words[0].index
    before = sentence.words[max(0, first - 2) : first] if sentence is not None else []
    hour = words[-1].text.lower() == "pm" and bool(before) and before[-1].upos == "NUM"
    return not hour and not is_hyphened_number(before)


def is_hyphened_number(words: list[Word]) -> bool:
    """ "17-": a number and a hyphen."""
    return len(words) == 2 and words[0].upos == "NUM" and words[1].text == "-"


def _reach_back(phrase: list[Word], place: int, book: ActorBook) -> int:
    """Where the words of offices begin that run up to a place, at most six before it."""
    first = place
    while first > max(0, place - _LONGEST) and is_of_office(phrase[first - 1], book):
        first -= 1
    return first


def _reach_on(phrase: list[Word], place: int, book: ActorBook) -> int:
    """Where the words of offices end that run on from a place, at most six behind it."""
    last = place + 1
    while last < min(len(phrase), place + _LONGEST + 1) and is_of_office(phrase[last], book):
        last += 1
    return last


def find_office(words: list[Word], book: ActorBook) -> Office | None:
    """The office that exactly these words say: as they are, in the singular at the end or before the first "of"."""
    if not is_of_office(words[-1], book):
        return None
    plain = [w.text.lower() for w in words]
    forms = [plain, [*plain[:-1], _singular(words[-1])], [_singular(w) for w in words]]
    for form in dict.fromkeys(" ".join(form) for form in forms):
        office = book.office(form.replace(" - ", "-").replace(" 's", "'s"))
        if office is not None:
            return office
    return None


def is_of_office(word: Word, book: ActorBook) -> bool:
    """Whether any office has this word, in the plural or not: asked first, since few words are of one."""
    return word.text.lower() in book.office_words or _singular(word) in book.office_words


def _singular(word: Word) -> str:
    text = word.text.lower()
    if word.xpos not in {"NNS", "NNPS"}:
        return text
    lemma = word.lemma.lower()
    return lemma if lemma != text else text[:-1] if text.endswith("s") else text
