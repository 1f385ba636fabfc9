"""PETRARCH's verb dictionaries as frames: a verb's own code, and one frame for patterns of one code and shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from dragoman.knowledge.petrarch import CODES, Carried, Left, Line, rules
from dragoman.knowledge.plover import cameo_codes

TO_WHOM = ("to", "with", "against", "on", "from", "for", "at")
NOTHING = frozenset({"", "---"})
UNTYPED = ("01", "02")
_BLOCK = re.compile(r"---\s*(?P<name>[^\[\]]*?)\s*(?:\[(?P<code>[^\]]*)\])?\s*---")
_TOKEN = re.compile(r"\{[^}]*\}|\([^)]*\)|[^\s(){}]+")
_CAMEO = re.compile(r"\bcameo: (\d+)")  # YAML leaves "0872" without quotes, people should not
_PARTIES = frozenset({"$", "+", "%", "^"})  # source, target, both, what is skipped

Needs = dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Group:
    """Verbs that share patterns: a block of CAMEO.2.0, or one verb of the flat format."""

    code: str
    verbs: list[tuple[str, str, Line]] = field(default_factory=list)  # verb, its code, where
    patterns: list[tuple[str, str, Line]] = field(default_factory=list)  # pattern, its code, where


@dataclass(frozen=True, slots=True)
class _Rule:
    """A frame to be: the slots that a pattern asks for, and where the recipient stands."""

    verbs: tuple[str, ...]
    code: str
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    recipient: tuple[str, ...] = ("obj", *TO_WHOM)


class _Unreadable(Exception):
    """A pattern without a counterpart; the message is the reason."""


def import_verb_lines(lines: Iterable[Line], folder: Path) -> Carried:
    """Write the frames of a verb dictionary's lines to `folder`/frames/petrarch_TYPE.yaml."""
    book = _Book()
    for line in lines:
        book.add(line)
    left = book.left
    found: list[_Rule] = []
    refused: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for group in book.groups:
        found += _plain(group, left)
        for words, code, line in group.patterns:
            try:
                rule = _pattern(group, words, _known(code) if code not in NOTHING else "", book.synonyms)
            except _Unreadable as problem:
                left.append(Left(line.where, str(problem), line.text))
                continue
            if rule.code:
                found.append(rule)
            elif len(rule.needs) == 1:
                slot, alternatives = rule.needs[0]
                refused.setdefault(rule.verbs, {}).setdefault(slot, []).extend(alternatives)
            else:
                left.append(Left(line.where, "a pattern without an event, of several parts", line.text))
    frames = _frames(_merged(found), refused)
    return Carried(_write(frames, folder / "frames"), sum(map(len, frames.values())), 0, tuple(left))


class _Book:
    """A verb dictionary read line by line: groups of verbs, synonym sets by name, and the lines that are neither."""

    def __init__(self) -> None:
        """An empty one."""
        self.groups: list[_Group] = []
        self.synonyms: dict[str, list[str]] = {}
        self.left: list[Left] = []
        self._set: list[str] | None = None
        self._in_blocks = False
        self._file = ""

    def add(self, line: Line) -> None:
        """Take the next line; a new file begins without block or set."""
        if line.file != self._file:
            self._file, self._in_blocks, self._set = line.file, False, None
            self.groups.append(_Group(""))
        code, rest = _code(line.text)
        if block := _BLOCK.match(line.text):
            self._in_blocks = True
            self.groups.append(_Group((block["code"] or "").strip()))
        elif rest.startswith("-") and self.groups:
            self.groups[-1].patterns.append((rest[1:], code, line))
        elif "*" in rest and rest[0].isalpha():
            self._in_blocks = False
            self.groups.append(_flat_pattern(rest, code, line))
        elif rest[:1].isalpha():
            self._verb(_word(re.sub(r"\{.*", "", rest)), code, line)
        else:
            self._other(rest, line)

    def _verb(self, verb: str, code: str, line: Line) -> None:
        if not self._in_blocks:
            self.groups.append(_Group(""))
        self.groups[-1].verbs.append((verb, code, line))

    def _other(self, rest: str, line: Line) -> None:
        if rest.startswith("&"):
            self._set = self.synonyms.setdefault(_word(rest[1:]), [])
        elif rest.startswith("+") and self._set is not None:
            self._set.append(_word(rest[1:]))
        else:
            transforms = rest.startswith("~")
            reason = "a transformation of several verbs" if transforms else "no verb, pattern or synonym"
            self.left.append(Left(line.where, reason, line.text))


def _flat_pattern(rest: str, code: str, line: Line) -> _Group:
    """ "CALL_FOR * [050]": the verb with its further words, then the pattern."""
    before, _, after = rest.partition("*")
    group = _Group("", [(_word(before), "", line)])
    group.patterns.append(("* " + after, code, line))
    return group


def _code(text: str) -> tuple[str, str]:
    """The code in brackets (of "112:111" the active one) and the rest of the line."""
    found = CODES.search(text)
    rest = CODES.sub("", text).strip()
    return (found[1].partition(":")[0].strip() if found else ""), rest


def _word(text: str) -> str:
    return " ".join(text.lower().replace("_", " ").replace("=", " ").split())


def _known(code: str) -> str:
    """The code, or the nearest above it that CAMEO's table has."""
    if code.startswith(UNTYPED):
        raise _Unreadable("CAMEO 01 and 02 (statements, appeals) are no event types of PLOVER")
    for length in range(len(code), 1, -1):
        if code[:length] in cameo_codes():
            return code[:length]
    raise _Unreadable(f"no CAMEO code: {code}")


def _plain(group: _Group, left: list[Left]) -> Iterator[_Rule]:
    """Verbs that mean an event by themselves."""
    for verb, own, line in group.verbs:
        code = own or group.code
        if code in NOTHING or not verb:
            continue
        try:
            yield _Rule((verb,), _known(code))
        except _Unreadable as problem:
            left.append(Left(line.where, str(problem), line.text))


def _pattern(group: _Group, text: str, code: str, synonyms: dict[str, list[str]]) -> _Rule:
    before, star, after = text.partition("*")
    verbs = tuple(dict.fromkeys(verb for verb, _, _ in group.verbs if verb))
    if not star or not verbs:
        raise _Unreadable("a pattern without its verb")
    needs: Needs = {}
    subject = [w for w in _tokens(before) if w not in _PARTIES]
    if subject:
        needs["subj"] = _alternatives(" ".join(subject), synonyms)
    particles, targets = _after(_tokens(after), needs, synonyms)
    verbs = tuple(" ".join([verb, *particles]) for verb in verbs)
    recipient = tuple(dict.fromkeys((*targets, *(() if "obj" in needs else ("obj",)), *TO_WHOM)))
    return _Rule(verbs, code, tuple(needs.items()), recipient)


def _tokens(text: str) -> list[str]:
    found = [_word(t.strip("{}()")) if t[0] != "(" else "(" + _word(t.strip("()")) for t in _TOKEN.findall(text)]
    return [t for t in found if t and t not in rules().skipped]


def _after(tokens: list[str], needs: Needs, synonyms: dict[str, list[str]]) -> tuple[list[str], list[str]]:
    """Read what follows the verb into `needs`; hands back particles, and the prepositions before the target."""
    particles: list[str] = []
    targets: list[str] = []
    slot = "obj"
    for token in [part for t in tokens for part in (t[1:].split(" ", 1) if t[0] == "(" else [t])]:
        if token in rules().particles and slot == "obj" and not needs.get("obj"):
            particles.append(token)
        elif token in rules().prepositions:
            slot = token
            needs.setdefault(slot, ("any",))
        elif token in _PARTIES:
            targets += [slot] if token == "+" else []
        elif needs.get(slot, ("any",)) != ("any",):
            needs[slot] = _joined(needs[slot], token, synonyms)
        else:
            needs[slot] = _alternatives(token, synonyms)
    return particles, targets


def _joined(words: tuple[str, ...], token: str, synonyms: dict[str, list[str]]) -> tuple[str, ...]:
    """ "PEACE TALKS": two words in a row are one phrase."""
    return tuple(f"{first} {second}" for first in words for second in _alternatives(token, synonyms))


def _alternatives(token: str, synonyms: dict[str, list[str]]) -> tuple[str, ...]:
    words = token.split()
    names = [w for w in words if w.startswith("&")]
    if not names:
        return (token,)
    if len(words) > 1:
        raise _Unreadable("a synonym set inside a phrase")
    found = synonyms.get(token[1:])
    if not found:
        raise _Unreadable(f"no such synonym set: {token.upper()}")
    return tuple(found)


def _merged(found: Iterable[_Rule]) -> list[_Rule]:
    """Rules that differ in the words of their one slot, or in their verbs only, become one."""
    by_words: dict[tuple[object, ...], _Rule] = {}
    for rule in found:
        key: tuple[object, ...] = (rule.verbs, rule.code, rule.recipient, *(slot for slot, _ in rule.needs))
        if len(rule.needs) != 1:
            key += rule.needs
        known = by_words.get(key)
        if known is not None and len(rule.needs) == 1:
            words = (*known.needs[0][1], *rule.needs[0][1])
            rule = _Rule(rule.verbs, rule.code, ((rule.needs[0][0], tuple(dict.fromkeys(words))),), rule.recipient)
        by_words[key] = rule
    return list(by_words.values())


def _frames(found: list[_Rule], refused: dict[tuple[str, ...], dict[str, list[str]]]) -> dict[str, list[object]]:
    """Frames as YAML has them, by event type."""
    by_type: dict[str, list[object]] = {}
    for rule in found:
        known = cameo_codes()[rule.code]
        frames = by_type.setdefault(known.type, [])
        name = re.sub(r"[^a-z0-9]+", "_", rule.verbs[0]).strip("_")
        refuses = _refusals(rule, refused)
        frames.append(
            {"id": f"{known.type.lower()}.petrarch_{name}_{len(frames) + 1}", "cameo": rule.code}
            | ({"modes": [known.mode]} if known.mode else {})
            | {"verbs": list(rule.verbs), "actor": ["subj"], "recipient": list(rule.recipient)}
            | ({"needs": {slot: list(words) for slot, words in rule.needs}} if rule.needs else {})
            | ({"refuses": refuses} if refuses and not rule.needs else {})
        )
    return by_type


def _refusals(rule: _Rule, refused: dict[tuple[str, ...], dict[str, list[str]]]) -> dict[str, list[str]]:
    """What the patterns without an event keep a verb's own code from."""
    found: dict[str, list[str]] = {}
    for verbs, slots in refused.items():
        if set(rule.verbs) & set(verbs):
            for slot, words in slots.items():
                found[slot] = list(dict.fromkeys([*found.get(slot, []), *words]))
    return found


def _write(frames: dict[str, list[object]], folder: Path) -> tuple[Path, ...]:
    written = []
    for kind, found in sorted(frames.items()):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"petrarch_{kind.lower()}.yaml"
        head = "# Written by `dragoman lexicon import-petrarch`; edit it, or delete what you do not want.\n"
        page = {"type": kind, "political": True, "frames": found}
        text = yaml.safe_dump(page, sort_keys=False, allow_unicode=True, default_flow_style=None, width=110)
        path.write_text(head + _CAMEO.sub(r"cameo: '\1'", text), encoding="utf-8")
        written.append(path)
    return tuple(written)
