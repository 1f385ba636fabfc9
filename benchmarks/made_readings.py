"""Readings made by hand, without the model: the same number gives the same reading everywhere.

Only what the register does with them is measured; all people are invented. A report has some 60 words, two or three
events, a statement or two, now and then a transfer or an agreement. About every tenth tells what an earlier one told.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec

from dragoman.records import (
    Actor,
    Agreement,
    AgreementParty,
    Aux,
    Event,
    EventDate,
    Item,
    Mention,
    Party,
    Place,
    Quantity,
    Reading,
    Report,
    Role,
    Size,
    Span,
    Statement,
    Transfer,
)
from dragoman.version import __version__

FIRST = date(2010, 1, 1)
RETOLD = 0.1  # share of the reports that tell another's story in their own words
STATES = {
    "Norway": ("NOR", "Oslo", 59.9, 10.7),
    "Chile": ("CHL", "Santiago", -33.4, -70.6),
    "Egypt": ("EGY", "Cairo", 30.0, 31.2),
    "Kenya": ("KEN", "Nairobi", -1.3, 36.8),
    "Poland": ("POL", "Warsaw", 52.2, 21.0),
    "Peru": ("PER", "Lima", -12.0, -77.0),
    "Jordan": ("JOR", "Amman", 31.9, 35.9),
    "India": ("IND", "New Delhi", 28.6, 77.2),
    "Japan": ("JPN", "Tokyo", 35.7, 139.7),
    "Brazil": ("BRA", "Brasilia", -15.8, -47.9),
    "France": ("FRA", "Paris", 48.9, 2.3),
    "Sudan": ("SDN", "Khartoum", 15.6, 32.5),
}
GIVEN = ("Ana", "Omar", "Ingrid", "Pavel", "Mina", "Jonas", "Leila", "Tomas", "Ruth", "Viktor", "Noor", "Klara")
SYLLABLES = ("ba", "ro", "ki", "len", "mar", "sto", "vin", "ada", "hol", "per", "nu", "gra", "tes", "os", "lia")
VOCABULARY = 20_000
OFFICE = 2  # years that a minister stays
TOPICS = ("the border", "fishing rights", "a prisoner exchange", "the ceasefire", "river water", "trade in grain")
GOODS = (("fighter jets", "IV"), ("patrol boats", "VI"), ("howitzers", "III"), ("anti-tank missiles", "VII"))
ACTS = (("met", "CONSULT", "meet", 1, 4.0), ("accused", "ACCUSE", "", 3, -2.0), ("praised", "SUPPORT", "", 1, 3.5))
PUBLISHERS = ("Evening Post", "Coast Gazette", "Daily Courier", "River Herald", "Northern Wire")
COLOUR = (
    *("rain", "harvest", "bridge", "museum", "orchestra", "engine", "valley", "market"),
    *("lantern", "teacher", "ferry", "quarry", "festival", "garden", "library", "signal"),
    *("harbour", "copper", "railway", "meadow", "glacier", "tunnel", "archive", "printer"),
)


def reading(number: int, revision: int = 0, identity: str | None = None) -> Reading:
    """The reading of report `number`; each `revision` adds a sentence and an event to it."""
    chance = random.Random(number)
    told = chance.randrange(number) if number and chance.random() < RETOLD else number
    draft = Draft(random.Random(f"story {told}"), chance, FIRST + timedelta(days=told % 3650))
    title = draft.title()
    events = [draft.meeting(), draft.strike()]
    statements, transfers, agreements = (draft.statement(),), draft.transfers(), draft.agreements()
    draft.add(f" {' '.join(_word(chance) for _ in range(25))}.")
    events += [draft.thanks(f"e{3 + more}") for more in range(revision)]
    report = Report(
        id=identity or f"made-{number}",
        text=draft.text,
        title=title,
        publisher=chance.choice(PUBLISHERS),
        url=f"https://news.example/{number}",
        published=(draft.day + timedelta(days=1)).isoformat(),
    )
    return Reading(
        *(report, draft.actors, (), (draft.place,), tuple(events), statements, transfers, agreements),
        version=__version__,
        lexicon="made",
    )


def _word(chance: random.Random) -> str:
    """One of 20,000 words; as in a language, the second is half as frequent as the first, the third a third."""
    number, word = int(VOCABULARY ** chance.random()) + len(SYLLABLES), ""
    while number:
        number, syllable = divmod(number, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return word


def _name(chance: random.Random) -> str:
    """One of some 40,000 names."""
    return f"{chance.choice(GIVEN)} {''.join(chance.choices(SYLLABLES, k=3)).capitalize()}"


class Draft:
    """A report in the making. `story` draws what is told, `chance` the words that this report tells it in."""

    def __init__(self, story: random.Random, chance: random.Random, day: date) -> None:
        self.text = ""
        self.day = day
        self._story, self._chance = story, chance
        self._cast: dict[str, Actor] = {}
        self.left, self.right = story.sample(sorted(STATES), 2)
        self.topic = story.choice(TOPICS)
        self.minister = _name(random.Random(f"{self.left} {day.year // OFFICE}"))
        self.guest = _name(story)
        code, city, lat, lon = STATES[self.right]
        self.place = Place("p1", city, code, lat, lon)
        self.when = EventDate(day.isoformat())

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every actor, in the order of their coming."""
        return tuple(self._cast.values())

    def add(self, words: str) -> Span:
        """Add words; where they stand without the blanks around them."""
        start = len(self.text) + len(words) - len(words.lstrip())
        self.text += words
        return Span(start, start + len(words.strip()), words.strip())

    def since(self, start: int) -> Span:
        """All from a place on."""
        return Span(start, len(self.text), self.text[start:])

    def title(self) -> str:
        """The headline, which the text begins with."""
        title = self.add(f"{self.left} and {self.right} on {self.topic}").text
        self.add("\n\n")
        return title

    def meeting(self) -> Event:
        """Two people do something in a place on a day."""
        start = len(self.text)
        verb, kind, mode, quad, score = self._story.choice(ACTS)
        who = self._person(f"{self.left}'s foreign minister {self.minister}", self.minister, self.left)
        trigger = self.add(f" {verb} ")
        whom = self._person(f"{self.right}'s {self.guest}", self.guest, self.right)
        self.add(f" in {self.place.name} on {self.day:%A} about {self.topic}.")
        coded = ("e1", kind, (mode,) if mode else (), ("diplomatic",), (), "040", (who,), (whom,), "p1", self.when)
        return Event(*coded, None, Size(), trigger, self.since(start), (), quad, score, f"{kind.lower()}.{verb}")

    def strike(self) -> Event:
        """One state shells another, or may."""
        self.add(" ")
        start, dead = len(self.text), self._story.randrange(2, 40)
        who = self._state(self.left)
        trigger = self.add(f" {self._chance.choice(('shelled', 'bombed'))} ")
        whom = self._state(self.right)
        self.add(f" near the {self._story.choice(COLOUR)}, killing {dead}.")
        aux: tuple[Aux, ...] = ("hypothetical",) if self._story.random() < 0.3 else ()
        coded = ("e2", "ASSAULT", ("artillery",), ("military",), aux, "190", (who,), (whom,), None, self.when)
        return Event(*coded, None, Size(dead=dead), trigger, self.since(start), (), 4, -9.0, "assault.shell")

    def thanks(self, local_id: str) -> Event:
        """One state thanks another."""
        self.add(" Later ")
        start = len(self.text)
        who = self._state(self.right)
        trigger = self.add(" thanked ")
        whom = self._state(self.left)
        self.add(".")
        coded = (local_id, "SUPPORT", (), (), (), "051", (who,), (whom,), None, None)
        return Event(*coded, None, Size(), trigger, self.since(start), (), 1, 3.0, "support.thank")

    def statement(self) -> Statement:
        """The minister says something."""
        self.add(" ")
        speaker = self._person(self.minister, self.minister, self.left)
        cue = self.add(" said ")
        what = " ".join(_word(self._chance) for _ in range(6))
        content = self.add(f"{self._chance.choice(('the', 'no'))} {what} would follow")
        self.add(".")
        return Statement("s1", "indirect", speaker, None, None, cue, content, date=self.day.isoformat())

    def transfers(self) -> tuple[Transfer, ...]:
        """In a third of the stories arms are ordered."""
        if self._story.random() > 0.3:
            return ()
        self.add(" ")
        start, number = len(self.text), self._story.randrange(2, 60)
        supplier = self._state(self.left)
        self.add(" will deliver ")
        count = self.add(str(number))
        goods, category = self._story.choice(GOODS)
        item = self.add(f" {goods} ")
        self.add("to ")
        recipient = self._state(self.right)
        self.add(".")
        thing = Item(item.start, item.end, item.text, None, category)
        quantity = Quantity(count.start, count.end, count.text, number)
        coded = ("t1", supplier, recipient, thing, quantity, "ordered", None, None, None, None, self.since(start))
        return (Transfer(*coded),)

    def agreements(self) -> tuple[Agreement, ...]:
        """In a fifth of the stories something is signed."""
        if self._story.random() > 0.2:
            return ()
        self.add(" ")
        start = len(self.text)
        parties = []
        for name, after in ((self.left, " and "), (self.right, f" signed an accord on {self.topic}.")):
            parties.append(AgreementParty(self._state(name).actor, STATES[name][0]))
            self.add(after)
        coded = ("g1", tuple(parties), "accord", None, "signed", self.day.isoformat(), "p1", (), None)
        return (Agreement(*coded, self.since(start)),)

    def _person(self, words: str, name: str, state: str) -> Party:
        role = (Role("foreign minister", state),)
        return self._party(words, Actor("", "person", name, STATES[state][0], "GOV", roles=role))

    def _state(self, name: str) -> Party:
        return self._party(name, Actor("", "state", name, STATES[name][0]))

    def _party(self, words: str, actor: Actor) -> Party:
        span, found = self.add(words), self._cast.get(actor.name)
        local_id = found.id if found else f"a{len(self._cast) + 1}"
        mentions = (*(found.mentions if found else ()), Mention(span.start, span.end, span.text, "name"))
        self._cast[actor.name] = msgspec.structs.replace(actor, id=local_id, mentions=mentions)
        return Party(span.start, span.end, span.text, local_id)
