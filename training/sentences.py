"""Writes news sentences whose names are known by construction, from the templates in names/templates.txt."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from corpus import Token, TreeSentence
from names import FOLDER, Names, words_of

_SLOT = re.compile(r"\{(\w)\}")
_PERSONS = "PSFE"


class NewsSentences:
    """Fills templates; only names, sentence starts and the tags of people's names are annotated."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.names = chance, Names(chance)
        lines = (FOLDER / "templates.txt").read_text(encoding="utf-8").splitlines()
        self.templates = [line for line in lines if line and not line.startswith("#")]
        self.fillers = self._fillers()

    def _fillers(self) -> dict[str, tuple[str, Callable[[], str]]]:
        names, chance = self.names, self.chance
        return {
            "P": ("PER", lambda: names.surname() if chance.random() < 0.45 else names.full()),
            "S": ("PER", names.surname),
            "F": ("PER", names.full),
            "E": ("PER", names.a_given),
            "C": ("LOC", lambda: names.of("country")),
            "c": ("LOC", names.city),
            "L": ("LOC", names.place),
            "X": ("LOC", lambda: names.city().upper()),
            "Z": ("LOC", lambda: names.of("country").upper()),
            "M": ("ORG", lambda: names.of("ministry")),
            "O": ("ORG", names.organisation),
            "a": ("ORG", names.acronym),
            "k": ("ORG", names.firm),
            "l": ("LOC", names.unknown_place),
            "o": ("O", lambda: names.of("thing")),
            "e": ("O", names.address),
            "G": ("ORG", lambda: names.of("group")),
            "Y": ("ORG", lambda: names.of("party")),
            "K": ("ORG", self._company),
            "N": ("ORG", lambda: names.of("media")),
            "I": ("ORG", lambda: names.of("international")),
            "T": ("ORG", lambda: names.of("team") if chance.random() < 0.8 else f"{names.city()} United"),
            "U": ("ORG", lambda: names.of("university") if chance.random() < 0.7 else f"University of {names.city()}"),
            "D": ("O", lambda: names.of("demonym")),
            "d": ("O", lambda: names.of("people")),
            "t": ("O", lambda: names.of("title")),
            "W": ("O", lambda: names.of("weapon")),
            "A": ("O", lambda: names.of("day")),
            "n": ("O", self._number),
        }

    def _number(self) -> str:
        return self.chance.choice([str(self.chance.randint(2, 99)), "two", "three", "twelve", "1,200", "dozens of"])

    def _company(self) -> str:
        if self.chance.random() < 0.7:
            return self.names.of("company")
        kind = self.chance.choice(("Corp.", "Inc.", "Group", "Industries", "Ltd", "Holdings", "Bank", "Motors", "& Co"))
        return f"{self.names.invented()} {kind}"

    def run(self) -> list[TreeSentence]:
        """One to three templates filled, as consecutive sentences."""
        sentences: list[TreeSentence] = []
        for _ in range(self.chance.choices((1, 2, 3), (0.6, 0.25, 0.15))[0]):
            template = self.chance.choice(self.templates)
            sentences.extend(TreeSentence(self._filled(part)) for part in template.split("||"))
        return sentences

    def _filled(self, template: str) -> list[Token]:
        tokens: list[Token] = []
        for i, part in enumerate(_SLOT.split(template.strip())):
            label, text = (self.fillers[part][0], self.fillers[part][1]()) if i % 2 else ("O", part)
            if not text:
                continue
            if tokens and text[0].isspace():
                tokens[-1].space_after = True
            if not text.strip():
                continue
            tokens.extend(self._tokens(text, label, i % 2 == 1, part in _PERSONS and i % 2 == 1))
            tokens[-1].space_after = text[-1].isspace()
        tokens[-1].space_after = True
        return self._blurred(tokens)

    def _tokens(self, text: str, label: str, slot: bool, person: bool) -> list[Token]:
        tokens = [Token(form, name=label, space_after=space) for form, space in words_of(text)]
        for i, token in enumerate(tokens if slot and label != "O" else []):
            token.name = f"{'I' if i else 'B'}-{label}"
            if person and token.form[0].isupper():
                token.upos, token.xpos = "PROPN", "NNP"
        return tokens

    def _blurred(self, tokens: list[Token]) -> list[Token]:
        """The sentence, at times with curly quotes, or without its stop."""
        if self.chance.random() < 0.25:
            opening = True
            for token in tokens:
                if token.form == '"':
                    token.form, opening = ("“" if opening else "”"), not opening
                token.form = token.form.replace("'", "’")
        if len(tokens) > 3 and tokens[-1].form == "." and self.chance.random() < 0.04:
            tokens = tokens[:-1]
        return tokens
