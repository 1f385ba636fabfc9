"""Who has been named so far in the report, and who is the same as whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from dragoman.knowledge.actor_words import actor_words
from dragoman.reading.actors.drafts import Draft
from dragoman.reading.actors.forms import PARTICLES, compatible, fold, near, plain
from dragoman.records import ActorKind


class Roster:
    """All drafts of one report in order of creation, looked up by key, by name and by acronym."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._keyed: dict[tuple[str, ...], Draft] = {}
        self._acronyms: dict[str, Draft] = {}
        self._people: dict[str, list[Draft]] = defaultdict(list)  # by first and last token of the name
        self._openings: dict[str, list[tuple[tuple[str, ...], Draft]]] = defaultdict(
            list
        )  # organisations by first token
        self._initials: dict[str, list[Draft]] = defaultdict(list)  # by the first two letters of the surname

    def keyed(self, key: tuple[str, ...], make: Callable[[], Draft]) -> Draft:
        """The draft under this key, made on first use."""
        found = self._keyed.get(key)
        if found is None:
            found = self._keyed[key] = self.add(make())
        return found

    def get(self, key: tuple[str, ...]) -> Draft | None:
        """The draft under this key, if any."""
        return self._keyed.get(key)

    def add(self, draft: Draft) -> Draft:
        """Enter a draft."""
        self.drafts.append(draft)
        return draft

    def organisation(self, form: str) -> Draft | None:
        """The organisation that the report has called by this name or acronym, or by a longer name that so begins."""
        tokens = fold(form)
        found = self._keyed.get(("org", *tokens))
        if found is None and tokens:
            longer = {
                id(d): d
                for name, d in self._openings.get(tokens[0], ())
                if name[: len(tokens)] == tokens and not is_part(name, tokens)
            }
            found = next(iter(longer.values())) if len(longer) == 1 else None
        return found

    def enter_organisation(self, form: str, draft: Draft) -> None:
        """Let an organisation be found under a name."""
        tokens = fold(form)
        if tokens and (tokens, draft) not in self._openings[tokens[0]]:
            self._keyed.setdefault(("org", *tokens), draft)
            self._openings[tokens[0]].append((tokens, draft))

    def acronym(self, form: str) -> Draft | None:
        """The organisation to which the report gave this acronym in brackets."""
        return self._acronyms.get(form)

    def enter_acronym(self, form: str, draft: Draft) -> None:
        """Let an organisation be found under the acronym that the report gives it."""
        self._acronyms.setdefault(form, draft)
        self.enter_organisation(form, draft)

    def person(self, form: str, gender: str | None = None) -> Draft | None:
        """The person of the report whom this name means: a full name, a surname, a first name, a near spelling."""
        tokens = plain(fold(form))
        if not tokens:
            return None
        known = self._people.get(tokens[-1], []) + ([] if len(tokens) == 1 else self._people.get(tokens[0], []))
        found = [d for d in known if compatible(tokens, d.tokens) and gender in (None, d.gender or gender)]
        if len(tokens) == 1:
            found = [d for d in found if plain(d.tokens)[-1] == tokens[0]] or found
        return _latest(found) if found else self._near(tokens)

    def _near(self, tokens: tuple[str, ...]) -> Draft | None:
        """One transliteration for another, where only one person of the report comes near."""
        found = {
            id(d): d
            for d in self._initials.get(tokens[-1][:2], [])
            if near(tokens[-1], plain(d.tokens)[-1])
            and (len(tokens) == 1 or compatible((*tokens[:-1], d.tokens[-1]), d.tokens))
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def enter_person(self, draft: Draft) -> Draft:
        """Enter a person under the first and the last token of the name."""
        self.add(draft)
        self.index_person(draft)
        return draft

    def index_person(self, draft: Draft) -> None:
        """Make a person findable, again after the name has grown."""
        tokens = plain(draft.tokens)
        for token in dict.fromkeys((tokens[0], tokens[-1])) if tokens else ():
            if draft not in self._people[token]:
                self._people[token].append(draft)
        if tokens and draft not in self._initials[tokens[-1][:2]]:
            self._initials[tokens[-1][:2]].append(draft)

    def lengthen(self, draft: Draft, name: str) -> None:
        """Let a fuller form of a person's name stand."""
        tokens = fold(name)
        if len(plain(tokens)) > len(plain(draft.tokens)):
            draft.tokens, draft.name = tokens, name
            self.index_person(draft)

    def surnames(self) -> Iterable[str]:
        """Every first and last token of a person's name so far."""
        return self._people.keys()


def _latest(found: list[Draft]) -> Draft:
    """The one mentioned last; of equals the first entered."""
    return max(found, key=lambda d: d.last)


def capitalised(name: str) -> str:
    """A shouted name in ordinary letters."""
    return " ".join(w if w.lower() in PARTICLES else w.capitalize() for w in name.split())


def is_part(name: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """ "the House" is not the House Budget Committee, which is a part of it."""
    return len(whole) == 1 and not actor_words().committees.isdisjoint(name[-1:]) and name[:1] == whole


def organisation_kind(plural: bool) -> ActorKind:
    """Plural names ("the Houthis", "the Kurds") are groups."""
    return "group" if plural else "organisation"
