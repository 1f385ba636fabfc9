"""What a frame demands of the words of a sentence, whatever its tree: without them it cannot fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from dragoman.knowledge.frames import BUILT_IN, Frame, Lexicon, Part, Trigger
from dragoman.parsing.forms import Kind, forms_of

KIND: Mapping[Part, Kind] = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
# Slots that are no prepositions.
SYNTAX = frozenset(
    ["subj", "obj", "iobj", "whose", "clause", "modifier", "self", "maker", "while", "being", "bearer", "noun"]
)
UNSEEN = ("neg", "cop")  # questions of a slot whose words hide in others ("don't")
SHORT = {"will": "ll", "would": "d"}  # as the scanner sees "they'll"

Forms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Demand:
    """Sets of forms of each of which a sentence must have one. `public`: a party of public life must be in it."""

    needs: frozenset[int]
    public: bool


@dataclass
class Demands:
    """The demands of a lexicon's frames by the set of forms of their head; sets are numbered."""

    numbers: dict[Forms, int] = field(default_factory=dict)
    by_head: dict[int, list[Demand]] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)  # their names: "verb sign"
    types: dict[int, set[str]] = field(default_factory=dict)  # of the frames of a head

    def add(self, part: Part, lemma: str, others: Iterable[Forms], frame: Frame) -> None:
        """One more demand: that of a frame under the head of a trigger."""
        head = self._number(forms_of(lemma.lower(), KIND[part]))
        self.heads.setdefault(head, f"{part} {lemma}")
        self.types.setdefault(head, set()).add(frame.type)
        demand = Demand(frozenset(map(self._number, others)), frame.political)
        known = self.by_head.setdefault(head, [])
        if demand not in known:
            known.append(demand)

    def met_by(self, found: Set[int], public: bool) -> Iterator[int]:
        """The heads with a demand that a sentence with these sets of forms meets; `public`: it has such a party."""
        for head in found:
            demands = self.by_head.get(head, ())
            if any((public or not demand.public) and demand.needs <= found for demand in demands):
                yield head

    def _number(self, forms: Forms) -> int:
        return self.numbers.setdefault(forms, len(self.numbers))


def demands_of(lexicon: Lexicon) -> Demands:
    """The demands of all frames: the trigger's words, and for each need the words that can meet it."""
    found = Demands()
    for (part, head), triggers in lexicon.triggers.items():
        for trigger in triggers:
            found.add(part, head, _others(trigger, lexicon), trigger.frame)
    return found


def _others(trigger: Trigger, lexicon: Lexicon) -> Iterator[Forms]:
    yield from map(forms_of, trigger.extra)
    yield from _needed(trigger.frame, lexicon)


def _needed(frame: Frame, lexicon: Lexicon) -> Iterator[Forms]:
    for slot, alternatives in frame.needs.items():
        if "@none" in alternatives or slot.endswith(UNSEEN):
            continue
        words = [_words(a, lexicon) for a in alternatives]
        if all(words):
            yield frozenset().union(*words)
        elif slot not in SYNTAX and "." not in slot:
            yield frozenset({slot})  # the preposition itself


def _words(alternative: str, lexicon: Lexicon) -> Forms:
    """The forms that can meet an alternative; none where it asks for more than words."""
    if alternative == "any" or alternative in BUILT_IN or alternative.startswith("%"):
        return frozenset()
    words = lexicon.classes[alternative[1:]] if alternative.startswith("@") else (alternative,)
    return frozenset(form for word in words for form in _last_forms(word))


def _last_forms(word: str) -> Iterator[str]:
    """The forms of a phrase's last word: what stands before it need not stand right before it."""
    last = word.split()[-1].lower()
    yield from forms_of(last)
    if last in SHORT:
        yield SHORT[last]
