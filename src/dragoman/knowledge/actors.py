"""The book of actors: who a name, a demonym, a title or a noun stands for (data/actors), looked up in constant time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

from dragoman.knowledge.actor_states import read_states
from dragoman.knowledge.actor_tables import (
    Agent,
    Demonym,
    Entry,
    Office,
    Standing,
    read_agents,
    read_leaders,
    read_offices,
    read_organisations,
    read_territories,
    special_countries,
)
from dragoman.knowledge.forms import LongestMatch, fold

__all__ = ["ActorBook", "Agent", "Demonym", "Entry", "Office", "actor_book"]

# Who leaves an office of these sectors belongs to the elite without one (PLOVER's ELI); a rebel or a writer stays one.
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_RANK: dict[Standing | None, int] = {"in office": 0, "former": 1, "future": 2, None: 3}
_DEPUTIES = ("deputy ", "vice ", "vice-", "acting ", "assistant ", "associate ", "interim ", "caretaker ", "outgoing ")


class ActorBook:
    """All gazetteers, loaded and checked; immutable. Raises DataError (file:line:key) on a malformed table."""

    def __init__(self, extra: Path | None = None) -> None:
        """`extra` is a user's folder with tables of the same names that add rows or replace them."""
        named, peopled = read_states(extra)
        countries = frozenset(entry.country for _, entry in named if entry.country) | special_countries()
        more_named, more_peopled = read_territories(extra, countries)
        self.countries = countries
        self._offices = read_offices(extra)
        self._agents = read_agents(extra)
        self._demonyms = _demonyms([*peopled, *more_peopled])
        self._terms, self._surnames, persons = _people(read_leaders(extra, countries))
        self._names = _index([*named, *more_named, *read_organisations(extra, countries), *persons])
        self._states = {e.country: e for _, e in named if e.country and e.kind == "state" and not e.sort}
        self._former = {e.name: e for _, e in named if e.kind == "state" and e.sort == "former"}

    def names(self, form: str, date: str | None = None, any_case: bool = False) -> tuple[Entry, ...]:
        """Everything that this full name or alias stands for; persons as they stood at `date` (`leader`).

        Accents, kinds of apostrophe and a leading article make no difference; capitals do unless `any_case`.
        """
        key = self._key(form)
        if any_case and key not in self._names:
            key = self._caseless.get(key.casefold(), key)
        return self._dated(self._names.get(key, ()), date)

    def longest_match(self, tokens: Sequence[str], i: int, date: str | None = None) -> tuple[int, tuple[Entry, ...]]:
        """How many tokens from `i` on the longest name takes, and what it stands for; (0, ()) where there is none."""
        taken, key = self._matcher.find(tokens, i)
        return (taken, self._dated(self._names[key], date)) if taken else (0, ())

    def demonym(self, form: str) -> str | None:
        """The country of an adjective or a people ("Dutch", "Frenchmen"); None for unknown words and for "Kurdish"."""
        found = self.demonym_entry(form)
        return found.country if found else None

    def demonym_entry(self, form: str) -> Demonym | None:
        """The demonym itself: whose it is, and whether it is an adjective, one person or a people."""
        return self._demonyms.get(fold(form))

    def longest_demonym(self, tokens: Sequence[str], i: int) -> tuple[int, Demonym | None]:
        """How many tokens from `i` on the longest demonym takes ("South Korean"), and the demonym."""
        taken, key = self._demonym_matcher.find(tokens, i)
        return taken, self._demonyms.get(key)

    def capital(self, form: str) -> str | None:
        """The country whose government this capital stands for."""
        return self._country_of(form, "capital")

    def seat(self, form: str) -> str | None:
        """The country whose government this palace or street stands for."""
        return self._country_of(form, "seat")

    def state(self, code: str) -> Entry | None:
        """The state of today with this code."""
        return self._states.get(code)

    def state_at(self, code: str, date: str | None) -> Entry | None:
        """The state with this code under its name of then: RUS in 1987 is the Soviet Union; where two were, today's."""
        then = [e for e in self._former.values() if e.country == code and date is not None and e.covers(date)]
        return then[0] if len(then) == 1 else self.state(code)

    def office(self, phrase: str) -> Office | None:
        """The office that exactly these words say, in any case; "deputy" and the like may stand before it."""
        title = " ".join(phrase.lower().split())
        found = self._offices.get(title)
        if found is None and title.startswith(_DEPUTIES):
            found = self._offices.get(title.split(" ", 1)[-1] if " " in title else title.split("-", 1)[-1])
        return found

    def agent(self, noun: str) -> Agent | None:
        """The agent that exactly this lemma or phrase means, in any case; callings of offices.csv count too."""
        key = " ".join(noun.lower().split())
        found = self._agents.get(key)
        office = self._offices.get(key) if found is None else None
        if office is None or office.special or not office.sector:
            return found
        return Agent(key, office.sector, office.others, "both", "weak", "group", office.why)

    def all_names(self) -> Iterable[tuple[str, tuple[Entry, ...]]]:
        """Every name and alias with all that it stands for."""
        return self._names.items()

    def all_demonyms(self) -> Iterable[str]:
        """Every adjective and noun for the people of a state or place."""
        return self._demonyms.keys()

    def callings(self, private: Set[str]) -> set[str]:
        """The agents and offices of a sector that is none of these."""
        named: list[tuple[str, Agent | Office]] = [*self._agents.items(), *self._offices.items()]
        return {phrase for phrase, each in named if each.sector and each.sector not in private}

    @cached_property
    def office_words(self) -> frozenset[str]:
        """Every word of every office phrase, the parts of hyphened words too: no other word can be of an office."""
        phrases = [*self._offices, *_DEPUTIES]
        apart = [p.replace("-", " - ").replace("'s", " 's") for p in phrases]
        return frozenset(word for p in (*phrases, *apart) for word in p.split())

    @cached_property
    def agent_heads(self) -> frozenset[str]:
        """The last words of all agent phrases: no other noun can be an agent."""
        return frozenset(key.rpartition(" ")[2] for key in (*self._agents, *self._offices))

    def leader(self, name: str, date: str | None = None) -> tuple[Entry, ...]:
        """The persons of this name or surname, one entry each, those in office at `date` first (Entry.standing).

        After the last public office the sector is ELI unless the person died in it, before the first it is unknown.
        """
        key = self._key(name)
        persons = self._surnames.get(key, ()) or tuple(dict.fromkeys(e.name for e in self._person_entries(key)))
        found = [self._at(person, date) for person in persons]
        return tuple(sorted(found, key=lambda e: _RANK[e.standing]))

    def _person_entries(self, key: str) -> Iterable[Entry]:
        return (entry for entry in self._names.get(key, ()) if entry.kind == "person")

    def _key(self, form: str) -> str:
        key = fold(form)
        return key[4:] if key.startswith("the ") and key not in self._names else key

    def _country_of(self, form: str, kind: str) -> str | None:
        return next((e.country for e in self._names.get(self._key(form), ()) if e.kind == kind), None)

    def _dated(self, entries: tuple[Entry, ...], date: str | None) -> tuple[Entry, ...]:
        """Persons as they stood at the date; of the rest those that existed, or all where none did."""
        shown = [self._at(entry.name, date) if entry.kind == "person" else entry for entry in entries]
        shown.sort(key=lambda entry: _RANK[entry.standing])
        living = [entry for entry in shown if entry.kind == "person" or entry.covers(date)]
        return tuple(living or shown)

    def _at(self, person: str, date: str | None) -> Entry:
        """The person's term at the date, or what remains of the last one before it."""
        terms = self._terms[person]
        if not date:
            return terms[-1]
        current = [term for term in terms if term.covers(date)]
        if current:
            return replace(current[-1], standing="in office")
        past = [term for term in terms if term.until and term.until < date]
        if not past:
            return replace(terms[0], sector=None, others=(), office=None, standing="future")
        last = max(past, key=lambda term: term.until)
        sector = "ELI" if last.sector in _PUBLIC and not last.died else last.sector
        return replace(last, sector=sector, standing="former")

    @cached_property
    def _matcher(self) -> LongestMatch:
        return LongestMatch(self._names)

    @cached_property
    def _demonym_matcher(self) -> LongestMatch:
        return LongestMatch(self._demonyms)

    @cached_property
    def _caseless(self) -> dict[str, str]:
        return {key.casefold(): key for key in reversed(self._names)}


def _index(named: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for form, entry in named:
        entries = found[fold(form)]
        if entry not in entries:
            entries.append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _demonyms(peopled: Iterable[tuple[str, str, Entry]]) -> dict[str, Demonym]:
    """Demonyms by form; a state's come before those of a place, the first state's before the second's."""
    found: dict[str, Demonym] = {}
    for form, role, entry in peopled:
        key = fold(form)
        known = found.setdefault(key, Demonym(entry, frozenset()))
        if known.entry is entry:
            found[key] = replace(known, roles=known.roles | {role})
    return found


_People = tuple[dict[str, list[Entry]], dict[str, tuple[str, ...]], list[tuple[str, Entry]]]


def _people(terms: Iterable[tuple[Entry, tuple[str, ...], tuple[str, ...]]]) -> _People:
    """Terms by person in order of time, persons by surname, and the full names."""
    by_person: dict[str, list[Entry]] = defaultdict(list)
    by_surname: dict[str, dict[str, None]] = defaultdict(dict)
    named: dict[tuple[str, str], Entry] = {}
    for entry, names, surnames in terms:
        by_person[entry.name].append(entry)
        for surname in surnames:
            by_surname[fold(surname)][entry.name] = None
        for name in names:
            named.setdefault((name, entry.name), entry)
    ordered = {person: sorted(found, key=lambda e: e.start) for person, found in by_person.items()}
    return ordered, {key: tuple(found) for key, found in by_surname.items()}, [(n, e) for (n, _), e in named.items()]


@cache
def actor_book(extra: Path | None = None) -> ActorBook:
    """The book, loaded once a folder; `extra` as in ActorBook. Raises DataError on a malformed table."""
    return ActorBook(extra)
