"""Draws names of people, places, organisations and weapons from the lists in names/."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parent / "names"


class Names:
    """The lists, and the ways a name is written out."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.given, self.surnames, self.cities = (_lines(name) for name in ("given", "surnames", "cities"))
        self.english_given = _lines("given_english")
        self.famous_given = (FOLDER / "more_given.txt").read_text(encoding="utf-8").split()
        self.famous_surnames = (FOLDER / "more_surnames.txt").read_text(encoding="utf-8").split()
        self.kinds = {
            **_kinds("organisations"),
            **_kinds("places"),
            **_kinds("persons"),
            **_kinds("parts"),
            **_kinds("unsure"),
        }
        self._follows = _letters_that_follow(self.surnames + self.famous_surnames)

    def of(self, kind: str) -> str:
        return self.chance.choice(self.kinds[kind])

    def a_given(self) -> str:
        return self.chance.choice(self.famous_given if self.chance.random() < 0.4 else self.given)

    def surname(self) -> str:
        """A surname: well known, from the lists, invented, or with a particle."""
        draw = self.chance.random()
        if draw < 0.42:
            return self.chance.choice(self.famous_surnames)
        if draw < 0.82:
            return self.chance.choice(self.surnames)
        if draw < 0.93:
            return self.invented()
        if draw < 0.97:
            particle = self.of("particle")
            return particle + ("" if particle.endswith("-") else " ") + self.chance.choice(self.famous_surnames)
        return self.chance.choice(self.surnames) + "-" + self.chance.choice(self.famous_surnames)

    def full(self) -> str:
        """A given name and a surname, at times with initials or in another order of parts."""
        given, surname = self.a_given(), self.surname()
        draw = self.chance.random()
        if draw < 0.1:
            return f"{given} {self.initial()} {surname}"
        if draw < 0.14:
            return f"{self.initial()} {self.initial()} {surname}"
        if draw < 0.18:
            return f"{self.initial()}{self.initial()} {surname}"
        if draw < 0.26:
            return f"{given} {self.a_given()} {surname}"
        return f"{given} {surname}"

    def initial(self) -> str:
        return self.chance.choice("ABCDEFGHIJKLMNOPRSTVWYZ") + "."

    def invented(self) -> str:
        """A name that no list has, letter by letter as letters follow one another in surnames."""
        while True:
            name = "^^"
            while not name.endswith("$") and len(name) < 14:
                name += self.chance.choice(self._follows[name[-2:]])
            if name.endswith("$") and len(name) > 5:
                return name[2:-1].capitalize()

    def city(self) -> str:
        return self.of("capital") if self.chance.random() < 0.6 else self.chance.choice(self.cities)

    def place(self) -> str:
        draw = self.chance.random()
        if draw < 0.3:
            return self.of("region")
        return self.of("water") if draw < 0.5 else self.city() if draw < 0.8 else self.of("country")

    def acronym(self) -> str:
        """An organisation's letters, invented."""
        return "".join(
            self.chance.choice("ABCDEFGHIJKLMNOPRSTUVWZ") for _ in range(self.chance.choice((2, 3, 3, 4, 4, 5)))
        )

    def organisation(self) -> str:
        """An organisation put together of parts."""
        of, topic = self.of, self.of("topic")
        patterns = (
            lambda: f"{of('first')} {topic} {of('body')}",
            lambda: f"{self.city()} {of('body')}",
            lambda: f"{self.city()} {topic} {of('body')}",
            lambda: f"{of('first')} {of('body')} for {topic}",
            lambda: f"{of('body')} of {topic} and {of('topic')}",
            lambda: f"{of('country')} {of('body')} of {topic}",
            lambda: f"{self.invented()} {of('body')}",
            lambda: f"{self.surname()} {of('body')}",
            lambda: f"{of('body')} of {of('first')} {topic}",
            lambda: f"{topic} {of('body')} of {self.city()}",
            lambda: f"{of('first')} {of('first')} {of('body')}",
        )
        return self.chance.choice(patterns)()

    def firm(self) -> str:
        """A firm with no word for what it is."""
        draw = self.chance.random()
        if draw < 0.5:
            return self.invented()
        if draw < 0.6:
            return self.invented() + self.chance.choice(("tech", "soft", "com", "net", "oil"))
        return f"{self.invented()} {self.chance.choice((self.invented(), *self.kinds['body'][-20:]))}"

    def unknown_place(self) -> str:
        """A place that is in no list, or a small city that is."""
        draw = self.chance.random()
        if draw < 0.35:
            return self.invented()
        if draw < 0.65:
            return self.chance.choice(self.cities)
        if draw < 0.82:
            return f"{self.of('place')} {self.invented()}"
        return f"{self.chance.choice((self.invented(), self.surname()))} {self.of('placekind')}"

    def address(self) -> str:
        """An address of mail or of a page: no name, though made of names."""
        person, site = self.chance.choice(self.given).lower(), self.invented().lower()
        return self.chance.choice(
            (f"{person}@{site}.com", f"www.{site}.org", f"{person}.{site}@aol.com", f"http://{site}.net")
        )


def _lines(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def _kinds(name: str) -> dict[str, list[str]]:
    pairs = (line.split(": ", 1) for line in _lines(name) if not line.startswith("#"))
    return {kind: [part.strip() for part in parts.split(";")] for kind, parts in pairs}


def _letters_that_follow(names: list[str]) -> dict[str, list[str]]:
    follows: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if name.isascii() and name.isalpha():
            marked = f"^^{name.lower()}$"
            for i in range(2, len(marked)):
                follows[marked[i - 2 : i]].append(marked[i])
    return follows


_ABBREVIATION = re.compile(
    r"(?:[A-Za-z]\.)+$"
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Maj|Col|Capt|Adm|Gov|Sen|Rep|Prof|Sept|Jan|St|Corp|Inc|Calif|Fla|Mass)\.$"
)
_ADDRESS = re.compile(r"\S+@\S+\w$|www\.\S+\w$|http://\S+\w$")
_EDGES = re.compile(r"""(["'(\[]?)(.*?)((?:n't|'s|'re|'ll|')?)([)\].,;:!?"']*)$""")
_HYPHEN = re.compile(r"(?<=[A-Za-z]{2})(-)(?=[A-Za-z]{2})")


def words_of(text: str) -> list[tuple[str, bool]]:
    """The words of plain template text and whether a space follows, as the treebanks cut them."""
    found: list[tuple[str, bool]] = []
    for chunk in text.split():
        parts = [p for p in _parts(chunk) if p]
        found.extend((p, False) for p in parts[:-1])
        found.append((parts[-1], True))
    return found


def _parts(chunk: str) -> list[str]:
    if _ABBREVIATION.match(chunk) or _ADDRESS.match(chunk):
        return [chunk]
    if chunk.startswith(("'s", "-")):
        cut = 2 if chunk[0] == "'" else 1
        return [chunk[:cut], *(_parts(chunk[cut:]) if chunk[cut:] else [])]
    opening, middle, clitic, closing = _EDGES.match(chunk).groups()  # type: ignore[union-attr]
    if _ABBREVIATION.match(middle + closing[:1]) and closing:
        middle, closing = middle + closing[:1], closing[1:]
    money = ["$", middle[1:]] if middle.startswith("$") else _HYPHEN.split(middle)
    return [opening, *money, clitic, *closing]
