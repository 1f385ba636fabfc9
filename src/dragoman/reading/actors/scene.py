"""What is known at any moment of the reading: actors so far, what each word denotes, who was mentioned when."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import ActorBook, Entry
from dragoman.parsing.tree import Word
from dragoman.reading.actors.context import at_home, country_beside, dateline_country, hit_country, leading, ranking
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.names import NameHit, find_names
from dragoman.reading.actors.roster import Roster
from dragoman.reading.page import Page
from dragoman.records import MentionForm

_PLAIN_NOUNS = frozenset(
    {
        "Netherlands",
        "Philippines",
        "Bahamas",
        "Maldives",
        "Islands",
        "Comoros",
        "Seychelles",
        "Gambia",
        "Republic",
        "Union",
    }
)
LOOK_BACK = 12  # sentences that a definite nominal may reach back
_TWICE = 2  # a state named no more often than this does not own every minister
FAR_BACK = 60  # … and one that names a role ("the minister")


class Said(Protocol):
    """What this room needs to know of an utterance."""

    @property
    def content(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def direct(self) -> bool: ...
    @property
    def speaker(self) -> Word | None: ...


@dataclass
class Scene:
    """The working state of one report."""

    page: Page
    book: ActorBook
    utterances: Sequence[Said]
    date: str | None
    roster: Roster = field(default_factory=Roster)
    references: dict[Word, Reference] = field(default_factory=dict)
    pending: dict[Word, Callable[[], Reference | None]] = field(default_factory=dict)
    # By number of the sentence, those that stand last first.
    history: dict[int, list[Reference]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def names(self) -> dict[int, list[NameHit]]:
        """The proper names of each sentence of the story, by its number."""
        return {s.number: find_names(s, self.book, self.date) for s in self.page.body}

    @cached_property
    def quoted(self) -> dict[int, list[Said]]:
        """The direct utterances that reach into a sentence, by its number."""
        found: dict[int, list[Said]] = {}
        for said in self.utterances:
            for number in self.page.numbers(said.content[0][0], said.content[-1][1]) if said.direct else ():
                found.setdefault(number, []).append(said)
        return found

    @cached_property
    def speakers(self) -> frozenset[Word]:
        """The heads of those who are quoted or cited."""
        return frozenset(u.speaker for u in self.utterances if u.speaker is not None)

    @cached_property
    def words_of(self) -> dict[Word, Said]:
        """What each speaker is quoted or cited with before his cue: "…," he said."""
        found: dict[Word, Said] = {}
        for said in self.utterances:
            if said.speaker is not None and said.content[0][0] < said.speaker.start:
                found.setdefault(said.speaker, said)
        return found

    def ahead(self, word: Word) -> list[Word]:
        """The words before a word in its sentence, and in the one before where that was cut off without a mark."""
        sentence = word.sentence
        if sentence is None:
            return []
        words = sentence.words[: word.index]
        previous = self.page.document.sentences[sentence.number - 1] if sentence.number else None
        if (
            previous is None
            or len(words) > 2
            or previous.words[-1].upos == "PUNCT"
            or previous.paragraph != sentence.paragraph
        ):
            return words
        return [*previous.words, *words]

    def next_word(self, word: Word) -> Word | None:
        """The word behind a word, in the next sentence of the paragraph where its own was cut off without a mark."""
        sentence = word.sentence
        if sentence is None:
            return None
        if word.index + 1 < len(sentence.words):
            return sentence.words[word.index + 1]
        later = self.page.document.sentences[sentence.number + 1 : sentence.number + 2]
        return later[0].words[0] if later and later[0].paragraph == sentence.paragraph else None

    @cached_property
    def ranked(self) -> list[tuple[str, int]]:
        """The states of the report, the most frequent first."""
        return ranking(self.page.report, self.names, self.book)

    @cached_property
    def about(self) -> str | None:
        """The country that the report is about, if one leads."""
        return at_home(self.ranked, dateline_country(self.page.report, self.book))

    @cached_property
    def countries(self) -> dict[Word, str]:
        """The country that the head of each geographic name points to."""
        hits = (hit for found in self.names.values() for hit in found)
        return {hit.head: country for hit in hits if (country := hit_country(hit)) is not None}

    def local(self, word: Word) -> tuple[str | None, str]:
        """The country of a party without one, and why: of a place beside it, of the report, of the sentence."""
        beside = country_beside(word, self.countries)
        if beside is not None:
            return beside, "a place in the same clause"
        if self.about is not None:
            return self.about, "the state that the report is about"
        hits = self.names.get(word.sentence.number, ()) if word.sentence is not None else ()
        named = {country for hit in hits if (country := hit_country(hit)) is not None}
        return (
            (named.pop(), "the only state of the sentence")
            if len(named) == 1
            else (None, "no state is named beside it")
        )

    def office_country(self, word: Word, text: str) -> tuple[str | None, str]:
        """The country of a named office holder whose office has none in the report; ministers are not American."""
        beside = country_beside(word, self.countries)
        if beside is not None:
            return beside, "a place in the same clause"
        american = not any(part in text.lower() for part in actor_words().not_american)
        ranked = [item for item in self.ranked if item[0] != "USA" or american]
        clear = len(self.ranked) == 1 or (ranked and ranked[0][1] > _TWICE)
        return (leading(ranked) if clear else None), "the state that the report is about"

    def denote(self, word: Word) -> Reference | None:
        """What a word denotes; a mention that has not had its turn is resolved now."""
        found = self.references.get(word)
        if found is None and word in self.pending:
            found = self.pending.pop(word)()
        return found

    def refer(
        self,
        words: Sequence[Word],
        span: tuple[int, int],
        form: MentionForm,
        drafts: Sequence[Draft],
        why: str,
        party: bool = True,
    ) -> Reference:
        """Record that the words (head first) denote these actors."""
        reference = Reference(words[0], span[0], span[1], form, tuple(drafts), why, party)
        text = self.page.report.text[span[0] : span[1]]
        for word in words:
            self.references.setdefault(word, reference)
            self.pending.pop(word, None)
        for draft in drafts:
            draft.mention(span[0], span[1], text, form, why)
        if words[0].sentence is not None:
            insort(self.history[words[0].sentence.number], reference, key=_latest_first)
        return reference

    def before(self, word: Word, sentences: int = LOOK_BACK) -> Iterator[Reference]:
        """The references before a word, latest first, over the preceding sentences."""
        if word.sentence is None:
            return
        number = word.sentence.number
        for back in range(number, max(-1, number - sentences - 1), -1):
            yield from [r for r in self.history.get(back, ()) if r.start < word.start]

    def state(self, entry: Entry) -> Draft:
        """The state of an entry; a dependency, an entity of disputed standing or a people under its own name."""
        own = entry.kind in {"place", "people"}
        key = ("state", entry.country or "", entry.name if own else "")
        return self.roster.keyed(key, lambda: _state(entry))

    def state_of(self, code: str) -> Draft | None:
        """The state of this code; None for PLOVER's codes of no state."""
        entry = self.book.state(code)
        return self.state(entry) if entry is not None else None

    def government(self, code: str, why: str) -> Draft:
        """A state as represented by its government."""
        entry = self.book.state_at(code, self.date)
        name = f"Government of {_with_article(entry.name)}" if entry else f"{code} government"
        return self.roster.keyed(
            ("government", code), lambda: Draft("state", name, code, "GOV", why=why, nouns={"government"})
        )

    def people(self, entry: Entry, singular: bool) -> Draft:
        """Some of a state's people, or one of them; a stateless people is an actor of its own."""
        if entry.kind == "people":
            return self.state(entry)
        if singular:
            return self.roster.add(
                Draft("person", f"person of {entry.name}", entry.country, "CVL", why=entry.why, named=False)
            )
        key = ("people", entry.country or entry.name)
        return self.roster.keyed(
            key,
            lambda: Draft(
                "group", f"people of {entry.name}", entry.country, "CVL", why=entry.why, plural=True, nouns={"civilian"}
            ),
        )

    def minority(self, entry: Entry, country: str | None) -> Draft:
        """People of a descent who live in a country, or it is not told where."""
        key = ("minority", entry.name, country or "")
        return self.roster.keyed(
            key,
            lambda: Draft(
                "group", f"people of {entry.name}", country, "CVL", why=entry.why, plural=True, nouns={"civilian"}
            ),
        )


def _with_article(state: str) -> str:
    """ "the United States", "the Netherlands"; "Chad"."""
    words = state.split()
    return f"the {state}" if words[0] == "United" or words[-1] in _PLAIN_NOUNS else state


def _latest_first(reference: Reference) -> int:
    return -reference.start


def _state(entry: Entry) -> Draft:
    people = entry.kind == "people"
    return Draft(
        kind="group" if people else "state",
        name=entry.name,
        country=entry.country,
        others=entry.others,
        sector=entry.sector if people else None,
        why=entry.why,
        wikidata=entry.wikidata,
        plural=people,
        part=entry.kind == "place",
        nouns=set() if people else {"state"},
    )
