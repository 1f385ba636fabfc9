"""Changes training sentences so that the model leans on the sentence and not on the name.

Names are swapped, weapons put in, quotes curled or doubled, capitals and stops lost.
"""

from __future__ import annotations

import random

from corpus import Token, TreeSentence
from names import Names

_CURLY = {"``": "“", "''": "”"}


class Noise:
    """Makes noisy copies; the tree never changes shape but for a quoted weapon name put before a noun."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.names = chance, Names(chance)
        self.given, self.surnames = set(self.names.given), set(self.names.surnames) | set(self.names.famous_surnames)
        self.countries = {c for c in self.names.kinds["country"] if " " not in c and "." not in c}
        self.cities = {c for c in (*self.names.kinds["capital"], *self.names.cities) if " " not in c}

    def on(self, sentence: TreeSentence) -> TreeSentence:
        """A noisy copy of a sentence."""
        tokens = list(sentence.tokens)
        if self.chance.random() < 0.5:
            tokens = [self._swapped(t) for t in tokens]
        if self.chance.random() < 0.2:
            tokens = self._with_weapon(tokens)
        for change, share in _CHANGES:
            if self.chance.random() < share:
                tokens = change(tokens)
        return TreeSentence(tokens, sentence.opens_paragraph)

    def _swapped(self, token: Token) -> Token:
        if token.xpos != "NNP" or token.upos != "PROPN" or not token.form[:1].isupper() or self.chance.random() < 0.4:
            return token
        return token.changed(form=self._other(token))

    def _other(self, token: Token) -> str:
        """Another name of the kind that the label or the lists tell; the form itself where they do not."""
        form, label = token.form, token.name or ""
        if form in self.countries:
            return self.chance.choice(sorted(self.countries))
        if form in self.cities and not label.endswith("PER"):
            return self.names.city().split()[-1]
        if form in self.given and token.deprel != "flat":
            return self.names.a_given() if label != "B-PER" or self.chance.random() < 0.5 else self._surname()
        if label == "I-PER" or (form in self.surnames and label in ("", "B-PER")):
            return self._surname()
        return form

    def _surname(self) -> str:
        name = self.names.surname()
        return name if name.isalpha() else self.names.invented()

    def _with_weapon(self, tokens: list[Token]) -> list[Token]:
        """A weapon's designation in the place of a proper noun before a common one ("Boeing jets")."""
        for at, token in enumerate(tokens[:-1]):
            before_noun = token.head == at + 2 and tokens[at + 1].upos == "NOUN" and token.space_after
            alone = not any(t.head == at + 1 for t in tokens)
            if token.deprel == "compound" and token.upos == "PROPN" and before_noun and alone:
                return _put(tokens, at, self.names.of("weapon"), token)
        return tokens


def _put(tokens: list[Token], at: int, weapon: str, model: Token) -> list[Token]:
    """The tokens with `weapon` in place of the one at `at`; each part of it depends on that one's head."""
    parts = _weapon_parts(weapon)
    shift = len(parts) - 1
    moved = [t.changed(head=t.head + shift) if t.head > at + 1 else t for t in tokens]
    head, noun = model.head + shift, model.changed(name="O" if model.name else None)
    new = []
    for i, (form, space) in enumerate(parts):
        if form == '"':
            opens = i < len(parts) - 1
            quoted = at + 1 + (i + 1 if opens else i - 1)
            new.append(Token(form, "PUNCT", "``" if opens else "''", quoted, "punct", noun.name, space))
        else:
            new.append(noun.changed(form=form, head=head, space_after=space))
    return moved[:at] + new + moved[at + 1 :]


def _weapon_parts(weapon: str) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for chunk in weapon.split():
        if chunk.startswith('"'):
            found += [('"', False), (chunk.strip('"'), False), ('"', True)]
        else:
            found.append((chunk, True))
    return found


def _curly(tokens: list[Token]) -> list[Token]:
    return [t.changed(form=_CURLY.get(t.xpos, '"') if t.form == '"' else t.form.replace("'", "’")) for t in tokens]


def _doubled(tokens: list[Token]) -> list[Token]:
    return [t.changed(form=t.form * 2) if t.form == '"' else t for t in tokens]


def _capitals(tokens: list[Token]) -> list[Token]:
    return [t.changed(form=t.form.upper()) for t in tokens]


def _lower(tokens: list[Token]) -> list[Token]:
    return [t.changed(form=t.form.lower()) for t in tokens]


def _no_stop(tokens: list[Token]) -> list[Token]:
    last = len(tokens)
    if last < 3 or tokens[-1].form != "." or any(t.head == last for t in tokens):
        return tokens
    return [*tokens[:-2], tokens[-2].changed(space_after=True)]


_CHANGES = ((_curly, 0.15), (_capitals, 0.03), (_doubled, 0.02), (_no_stop, 0.03), (_lower, 0.02))
