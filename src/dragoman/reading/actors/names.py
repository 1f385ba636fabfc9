"""Proper names of a sentence: the gazetteer's longest matches and the parser's named entities, made to agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import ActorBook, Demonym, Entry
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.actors.forms import fold, shouted

PERSON = "PER"


@dataclass(frozen=True)
class NameHit:
    """A run of words that names somebody or something; `label` is the parser's PER, ORG, LOC, MISC or nothing."""

    words: tuple[Word, ...]
    entries: tuple[Entry, ...] = ()
    label: str = ""
    demonym: Demonym | None = None  # "Dutch", "South Koreans"

    @cached_property
    def head(self) -> Word:
        """The word whose head lies outside the name."""
        inside = set(self.words)
        return next((w for w in self.words if w.head not in inside), self.words[0])

    @cached_property
    def form(self) -> str:
        """The name as written."""
        return joined(self.words)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


class Tokens:
    """The words of a sentence as the gazetteer wants them; shouted sentences are brought to ordinary capitals."""

    def __init__(self, sentence: Sentence, date: str | None) -> None:
        self.date = date
        self.words = sentence.words
        texts = [w.text for w in sentence.words]
        self.shouted = shouted(texts)
        self.texts = [_calm(t) for t in texts] if self.shouted else texts


def _calm(text: str) -> str:
    return text if len(text) <= 3 or "." in text else text.capitalize()


def find_names(sentence: Sentence, book: ActorBook, date: str | None) -> list[NameHit]:
    """The names of a sentence in text order, without overlaps."""
    tokens = Tokens(sentence, date)
    known = _gazetteer(tokens, book)
    parsed = [hit for name in sentence.names if (hit := _entity(name.label, name.words, book)) is not None]
    hits = _agree(known, parsed)
    taken = {w for hit in hits for w in hit.words}
    hits += [hit for w in sentence.words if w.upos == "PROPN" and (hit := _unlisted(w, taken, book)) is not None]
    return sorted((h for h in hits if not _is_ticker(h)), key=lambda h: h.start)


def _is_ticker(hit: NameHit) -> bool:
    """ "<GM>", "<NAB.S>": the sign of a share, which a market report puts behind a company's name."""
    sentence, first = hit.words[0].sentence, hit.words[0].index
    opens = sentence is not None and first > 0 and sentence.words[first - 1].text == "<"
    return opens and len(hit.words) == 1 and hit.words[0].text.isupper()


def _gazetteer(tokens: Tokens, book: ActorBook) -> list[NameHit]:
    found, reached = [], -1
    for i, word in enumerate(tokens.words):
        if i <= reached or not _may_open(word.text):
            continue
        hit = _match(tokens, i, book)
        if tokens.texts[i] in {"the", "The", "THE"} and i + 1 < len(tokens.words):
            hit = _longer(hit, _match(tokens, i + 1, book))
        if hit is not None:
            found.append(hit)
            reached = hit.words[-1].index
    return found


def _may_open(text: str) -> bool:
    """Whether a name may begin with a word."""
    return text[0].isupper() or text[0].isdigit() or text in {"al", "el", "bin", "the"}


def _longer(with_article: NameHit | None, without: NameHit | None) -> NameHit | None:
    """ "the United States" or, one word on, "United States House of Representatives": what reaches farther."""
    if with_article is None or without is None:
        return with_article or without
    return without if without.end > with_article.end else with_article


def _match(tokens: Tokens, i: int, book: ActorBook) -> NameHit | None:
    """The longest name or demonym that begins here; no ordinary words in capitals."""
    word = tokens.words[i]
    if not _may_open(word.text):
        return None
    if i and word.text in actor_words().hours and tokens.words[i - 1].upos == "NUM":
        return None
    length, entries = book.longest_match(tokens.texts, i, tokens.date)
    reach, demonym = book.longest_demonym(tokens.texts, i)
    if demonym is not None and reach > length:
        return NameHit(tuple(tokens.words[i : i + reach]), (), "", demonym)
    if not length or (length == 1 and _is_common(word, entries)):
        return None
    words = tokens.words[i : i + length]
    return NameHit(tuple(words[1:] if words[0].text.lower() == "the" else words), entries)


def _is_common(word: Word, entries: tuple[Entry, ...]) -> bool:
    """A capitalised ordinary word: a verb, a pronoun, or at the head of a sentence what the parser takes for one."""
    if word.xpos.startswith("NNP"):
        return False
    if word.upos in {"VERB", "AUX", "PRON", "ADV", "DET", "ADP", "CCONJ", "SCONJ", "INTJ"}:
        return not (word.text.isupper() and len(word.text) > 1)
    return word.upos == "NOUN" and word.index == 0 and all(e.kind == "person" for e in entries)


def _entity(label: str, words: list[Word], book: ActorBook) -> NameHit | None:
    """A parser's entity without titles, determiners and possessive marks at its edges."""
    kept = [w for w in words if w.xpos != "POS"]
    if label == PERSON:
        kept = _untitled(kept, book)
    while kept and kept[0].upos == "DET":
        kept = kept[1:]
    while kept and (kept[-1].upos in {"ADP", "PUNCT", "DET"} and not kept[-1].text.isupper()):
        kept = kept[:-1]
    if not kept or not any(c.isalnum() for c in kept[0].text) or kept[0].upos == "PRON" or _is_date(kept):
        return None
    if label == "ORG" and len(kept) <= 2 and _is_half_title(kept, book):
        return None
    return NameHit(tuple(kept), (), label)


def _is_half_title(words: list[Word], book: ActorBook) -> bool:
    """ "Defence", "Aviation Minister": pieces of a title that the parser took for organisations."""
    office = book.office(words[-1].text.lower())
    generic = (
        len(words) == 1 and words[0].text.lower() in actor_words().generic_names and words[0].child("conj") is not None
    )
    return generic or (office is not None and office.before)


def _is_date(words: list[Word]) -> bool:
    """A month or a weekday; "May" and "April" are people too, where they act."""
    word = words[0]
    if len(words) > 1 or word.text.lower().rstrip(".") not in actor_words().calendar:
        return False
    return word.child("case", "nummod", "nmod:unmarked") is not None or word.deprel not in {
        "nsubj",
        "obj",
        "conj",
        "appos",
    }


def _untitled(words: list[Word], book: ActorBook) -> list[Word]:
    """What follows the last office in the name; "King" at its end is a surname."""
    for place in range(len(words) - 1, 0, -1):
        before = words[place - 1]
        if before.deprel == "nmod:desc" or (place < 6 and book.office(before.text.lower().rstrip(".")) is not None):
            return words[place:] if fold(words[place].text) != ("jr",) else words
    return words


def _agree(known: list[NameHit], parsed: list[NameHit]) -> list[NameHit]:
    """Both lists without overlaps: the longer name wins, of equals the gazetteer's, with the parser's label."""
    found = []
    claimed: set[Word] = set()
    ranked = sorted([*known, *parsed], key=lambda h: (-len(h.words), not (h.entries or h.demonym), h.start))
    for hit in ranked:
        if claimed.isdisjoint(hit.words):
            claimed.update(hit.words)
            found.append(_labelled(hit, parsed) if hit.entries or hit.demonym else _informed(hit, known))
    return found


def _labelled(hit: NameHit, parsed: list[NameHit]) -> NameHit:
    label = next((p.label for p in parsed if set(p.words) & set(hit.words)), "")
    return NameHit(hit.words, hit.entries, label, hit.demonym)


def _informed(hit: NameHit, known: list[NameHit]) -> NameHit:
    """A place that the parser drew too wide ("northern Syria") is the place that the gazetteer knows in it."""
    inner = [k for k in known if set(k.words) < set(hit.words)]
    if hit.label == "LOC" and len(inner) == 1 and inner[0].words[-1] is hit.words[-1]:
        return NameHit(inner[0].words, inner[0].entries, hit.label, inner[0].demonym)
    return hit


def _unlisted(word: Word, taken: set[Word], book: ActorBook) -> NameHit | None:
    """A proper noun that neither knows: with its flat parts, or as the head of a title."""
    if (
        word in taken
        or word.text.lower().rstrip(".") in actor_words().calendar
        or word.deprel in {"flat", "compound", "amod", "nmod:desc", "goeswith"}
    ):
        return None
    words = [word, *(c for c in word.children if c.deprel in {"flat", "goeswith"} and c not in taken)]
    run = _run(sorted(words, key=lambda w: w.index), word)
    titled = any(c.deprel == "nmod:desc" for c in word.children)
    if book.office(word.text.lower()) is not None and len(run) == 1:
        return None
    return NameHit(tuple(run), (), PERSON if titled else "")


def _run(words: list[Word], head: Word) -> list[Word]:
    """The words from the head on without gaps, but for hyphens."""
    kept = [head]
    for word in words[words.index(head) + 1 :]:
        if word.index - kept[-1].index > 2:
            break
        kept.append(word)
    return _fill(kept)


def _fill(words: list[Word]) -> list[Word]:
    sentence = words[0].sentence
    if sentence is None:
        return words
    return sentence.words[words[0].index : words[-1].index + 1]


def joined(name: tuple[Word, ...]) -> str:
    """The name as written, line breaks made spaces."""
    parts = [w.text + (" " if w.space_after else "") for w in name]
    return " ".join("".join(parts).split())


def find_inner(hit: NameHit, book: ActorBook, date: str | None) -> list[NameHit]:
    """The gazetteer's names and demonyms inside a longer name ("Bank of Japan")."""
    sentence = hit.words[0].sentence
    if sentence is None or len(hit.words) < 2:
        return []
    tokens = Tokens(sentence, date)
    first, last = hit.words[0].index, hit.words[-1].index
    found = [_match(tokens, i, book) for i in range(first, last + 1)]
    return [h for h in found if h is not None and h.words[-1].index <= last and len(h.words) < len(hit.words)]
