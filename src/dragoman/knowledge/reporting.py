"""The words by which reports hand on what others said (data/language/reporting.yaml), loaded and checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.knowledge.load import DATA, Key, Yaml, read_yaml

TAKES = frozenset(
    {
        "clause",
        "quote",
        "infinitive",
        "gerund",
        "object",
        "claim",
        "attitude",
        "naming",
        "measure",
        "expectation",
        "blame",
        "about",
        "directive",
        "reaction",
    }
)
_GROUP_KEYS = frozenset({"group", "takes", "to", "about", "agent", "words"})
_LISTS = (
    "relays",
    "citing",
    "nouns",
    "claims",
    "attitudes",
    "posts",
    "not_sources",
    "light",
    "resuming",
    "evading",
    "things",
    "adjectives",
    "unsaid",
)


@dataclass(frozen=True, slots=True)
class VerbCue:
    """One reporting verb in one of its uses. `parts` are the further words of "point out"."""

    verb: str
    parts: tuple[str, ...]
    group: str
    takes: frozenset[str]
    about: frozenset[str] = frozenset()  # prepositions of the content
    to: frozenset[str] = frozenset()  # prepositions of the hearer; "object" for a bare one
    agent: bool = False  # the subject must be able to speak


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Nouns by the class of source that they name."""

    anonymous: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    media_names: frozenset[str]
    offices: frozenset[str]
    persons: frozenset[str]
    spokesmen: frozenset[str]

    def speaks(self, noun: str) -> bool:
        """Whether a noun (lemma) names somebody or something that can make a statement."""
        people = self.anonymous, self.offices, self.persons, self.spokesmen
        return any(noun in words for words in (*people, self.documents, self.media))


@dataclass(frozen=True, slots=True)
class ReportingBook:
    """All that data/language/reporting.yaml says; sets hold lower-cased lemmas."""

    verbs: Mapping[str, tuple[VerbCue, ...]]
    nouns: frozenset[str]
    relays: frozenset[str]
    citing: frozenset[str]
    claims: frozenset[str]
    attitudes: frozenset[str]
    posts: frozenset[str]
    not_sources: frozenset[str]
    light: frozenset[str]
    resuming: frozenset[str]
    evading: frozenset[str]
    things: frozenset[str]
    adjectives: frozenset[str]
    unsaid: frozenset[str]
    source_phrases: frozenset[str]
    source_nouns: frozenset[str]
    channel_prepositions: frozenset[str]
    channel_nouns: frozenset[str]
    refuses: Mapping[tuple[str, str], frozenset[str]]  # (group, verb) -> objects
    classes: SourceWords
    cues: frozenset[str]  # the first words of all verbs, the nouns and the adjectives: no other word reports


@cache
def reporting_book() -> ReportingBook:
    """The shipped cues. Raises DataError where the file is malformed."""
    return read_reporting(DATA / "language" / "reporting.yaml")


def read_reporting(path: Path) -> ReportingBook:
    """The cues of a file in the format of data/language/README.md. Raises DataError with file:line:key."""
    file = read_yaml(path)
    if not isinstance(file.value, dict):
        file.fail("the file must be a mapping")
    lists = {name: _words(file, name) for name in _LISTS}
    verbs = _verbs(file)
    return ReportingBook(
        verbs=verbs,
        cues=frozenset(verbs) | lists["nouns"] | lists["adjectives"],
        source_phrases=_words(file, "sources", "phrases"),
        source_nouns=_words(file, "sources", "nouns"),
        channel_prepositions=_words(file, "channels", "prepositions"),
        channel_nouns=_words(file, "channels", "nouns"),
        refuses=_refuses(file),
        classes=SourceWords(**{name: _words(file, "classes", name) for name in SourceWords.__slots__}),
        **lists,
    )


def _at(file: Yaml, *keys: Key) -> object:
    value = file.value
    for key in keys:
        inside = (isinstance(value, dict) and key in value) or (isinstance(value, list) and isinstance(key, int))
        if not inside:
            file.fail("this part is missing", *keys)
        value = value[key]
    return value


def _words(file: Yaml, *keys: Key) -> frozenset[str]:
    """A list of words, none of them twice."""
    value = _at(file, *keys)
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        file.fail("this must be a list of words", *keys)
    for number, word in enumerate(value):
        if word in value[:number]:
            file.fail(f"{word!r} is given twice", *keys, number)
    return frozenset(value)


def _verbs(file: Yaml) -> dict[str, tuple[VerbCue, ...]]:
    groups = _at(file, "verbs")
    if not isinstance(groups, list):
        file.fail("this must be a list of groups", "verbs")
    found: dict[str, list[VerbCue]] = defaultdict(list)
    for number, group in enumerate(groups):
        for cue in _group(file, number, group):
            found[cue.verb].append(cue)
    longest_first = {verb: sorted(cues, key=lambda cue: -len(cue.parts)) for verb, cues in found.items()}
    return {verb: tuple(cues) for verb, cues in longest_first.items()}


def _group(file: Yaml, number: int, group: object) -> list[VerbCue]:
    here: tuple[Key, ...] = ("verbs", number)
    if not isinstance(group, dict):
        file.fail("a group is a mapping", *here)
    for key in group.keys() - _GROUP_KEYS:
        file.fail("this key is not known", *here, key)
    takes = _words(file, *here, "takes")
    for name in sorted(takes - TAKES):
        file.fail(f"{name!r} is none of {', '.join(sorted(TAKES))}", *here, "takes")
    options = {key: _words(file, *here, key) for key in ("about", "to") if key in group}
    words = [word.split() for word in sorted(_words(file, *here, "words"))]
    agent = group.get("agent") is True
    return [VerbCue(w[0], tuple(w[1:]), str(group.get("group")), takes, agent=agent, **options) for w in words]


def _refuses(file: Yaml) -> dict[tuple[str, str], frozenset[str]]:
    groups = _at(file, "refuses")
    if not isinstance(groups, dict):
        file.fail("this must be a mapping of groups", "refuses")
    return {
        (group, verb): _words(file, "refuses", group, verb)
        for group, verbs in groups.items()
        for verb in (verbs if isinstance(verbs, dict) else {})
    }
