"""Where a page speaks of an agreement: the noun, the parties beside it, the words above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dragoman.knowledge.actors import actor_book
from dragoman.knowledge.agreements import AgreementBook
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.grammar import base, conjuncts, preposition
from dragoman.records import Actor, AgreementStatus, Party

POLITICAL = frozenset({"GOV", "MIL", "REB", "SEP", "LEG", "PTY", "OPP", "SPY", "PRM"})
BODIES = frozenset({"IGO", "UNO", "EUR"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "both"})
MODIFIERS = frozenset(
    {"amod", "compound", "flat", "nummod", "nmod:desc", "nmod:unmarked", "punct", "goeswith", "conj", "cc"}
)
OPENING = frozenset({"PUNCT", "DET", "CCONJ", "ADV", "ADP", "SCONJ"})
HYPHENS = frozenset("-‐‑–/")
LEFT = 14  # words before a verb of signing where its subject may stand
STEPS = 4
MUTUAL = frozenset({"their", "they", "bilateral", "mutual", "two-way"})
TALKS = frozenset({"negotiation", "discussion", "consideration"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `verb` is the nearest governor that says something of it; `status` what it says."""

    word: Word
    parties: tuple[Party, ...]
    definite: bool
    start: int
    end: int
    status: AgreementStatus
    verb: Word | None


@dataclass(frozen=True)
class Mentions:
    """Reads the mentions of one page."""

    cast: Cast
    book: AgreementBook

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """What a word must be to speak of an agreement."""
        return self.book.words["nouns"] | {"agree"}

    def at(self, word: Word) -> Mention | None:
        """The agreement that a noun names; None where it names none."""
        if not self._names_one(word):
            return None
        status, verb = self._status(word)
        beside = list(self._distinct(self._beside(word)))
        parties = self._distinct([*beside, *self._around(word, verb, beside)])
        if len(parties) < 2:
            parties = self._distinct([*parties, *self._bound(word), *self._of_both(word)])
        if len(parties) == 1 and not _is_definite(word):
            parties = self._distinct([*parties, *self._below(word)[:1]])
        if word.lemma.lower() in self.book.words["needs_sides"] and not (parties or _is_definite(word)):
            return None
        start, end = self.phrase(word)
        return Mention(word, parties, _is_definite(word), start, end, status, verb)

    def by_verb(self, verb: Word) -> Mention | None:
        """ "Norland and Sudland agreed on a border": two states that agree, without a noun for it."""
        if verb.lemma.lower() != "agree" or verb.upos != "VERB" or self._negated(verb) or self._named_below(verb):
            return None
        partners = [p for m, w in grammar.obliques(verb) if m == "with" for p in self.cast.parties(w)]
        parties = self._distinct([*(p for w in grammar.subjects(verb) for p in self.cast.parties(w)), *partners])
        if len({self.cast.country(p) for p in parties} - {None}) < 2 or not self._are_political(parties):
            return None
        return Mention(verb, parties, False, verb.start, verb.end, self._tensed("agreed", verb), verb)

    def _named_below(self, verb: Word) -> bool:
        below = (w for _, o in grammar.obliques(verb) for w in conjuncts(o))
        named = self.book.words["nouns"] | self.book.words["opinions"]
        return any(w.lemma.lower() in named for w in [*below, *grammar.objects(verb)])

    def _names_one(self, word: Word) -> bool:
        if (
            word.upos not in {"NOUN", "PROPN"}
            or singular(word) not in self.book.words["nouns"]
            or word.deprel in {"compound", "flat"}
        ):
            return False
        before = {c.lemma.lower() for c in word.children if c.index < word.index}
        if preposition(word) == "in" and word.child("det") is None:
            return False  # "in agreement with"
        if word.upos == "PROPN" and self.cast.is_party(word):
            return False  # a body of that name
        return not before & self.book.words["never"]

    def _beside(self, word: Word) -> list[Party]:
        """Parties in the phrase itself: "between A and B", "A-B treaty", "A's deal with C"."""
        found = self._named_before(word)
        for mark, noun in grammar.obliques(word):
            if mark in {"between", "among", "with", "by"}:
                found.extend(self.cast.parties(noun))
        for clause in word.all("acl"):
            if clause.xpos == "VBN" and clause.lemma.lower() in self.book.status:
                found.extend(p for w in grammar.subjects(clause) for p in self.cast.parties(w))
                found.extend(
                    p
                    for m, w in grammar.obliques(clause)
                    if m in {"by", "between", "with"}
                    for p in self.cast.parties(w)
                )
        return found

    def _named_before(self, word: Word) -> list[Party]:
        """The sides of "the A-B treaty"; a city by itself is only where it was made ("the Paris accord")."""
        return [p for p in self.cast.modifiers(word) if actor_book().capital(p.text) is None or self._is_joined(p)]

    def _is_joined(self, party: Party) -> bool:
        """A name with a hyphen before or behind it."""
        around = self.cast.text[max(0, party.start - 1) : party.start] + self.cast.text[party.end : party.end + 1]
        return not HYPHENS.isdisjoint(around)

    def _around(self, word: Word, verb: Word | None, beside: list[Party]) -> list[Party]:
        """Parties of the governing verb: who signs, with whom; whom the agreement binds."""
        if verb is not None and verb.upos == "NOUN" and self.book.status.get(verb.lemma.lower()) == "proposed":
            return self._proposers(verb)
        if verb is None or verb.upos not in {"VERB", "AUX"} or verb in word.children:
            return []
        if len(beside) > 1 and verb.lemma.lower() in self.book.words["mediates"]:
            return []
        if self.book.status.get(verb.lemma.lower()) == "rejected" and len(beside) > 1:
            return []
        found = [p for w in grammar.subjects(verb) if w is not word for p in self.cast.parties(w)]
        found = found or self._before(verb)
        found += [p for m, w in grammar.obliques(verb) if m in {"with", "between"} for p in self.cast.parties(w)]
        if self.book.status.get(verb.lemma.lower()) == "proposed":  # "handed Norland a draft treaty"
            to = [w for m, w in grammar.obliques(verb) if m == "to"]
            found += [p for w in (*grammar.indirect_object(verb), *to) for p in self.cast.parties(w)]
        if found and any(self._is_person(p) for p in found) and len(beside) >= 2:
            return []
        return found

    def _proposers(self, noun: Word) -> list[Party]:
        """ "Norland's proposal to Sudland for an agreement"."""
        heads = [
            *noun.all("nmod:poss"),
            *(w for m, w in grammar.obliques(noun) if m in {"by", "from", "to", "with", "between"}),
        ]
        return [p for w in heads for p in self.cast.parties(w)] + list(self.cast.modifiers(noun))

    def _bound(self, word: Word) -> list[Party]:
        """Whom it binds: "accused Norland of breaking the treaty", "Norland's failure to live up to their pact"."""
        verb = grammar.governing_verb(word)
        if verb is None or verb.lemma.lower() not in self.book.words["keeps"]:
            return []
        above = verb.head
        heads = [*grammar.subjects(verb)]
        if above is not None and above.upos == "NOUN":
            heads += above.all("nmod:poss")
        elif above is not None and above.upos == "VERB":
            heads += [*grammar.subjects(above), *grammar.objects(above)]
        return [p for w in heads for p in self.cast.parties(w)]

    def _of_both(self, word: Word) -> list[Party]:
        """ "their bilateral pact": of the two states of the sentence."""
        marks = {c.lemma.lower() for c in word.all("amod", "nmod:poss")} | {
            c.text.lower() for c in word.all("nmod:poss")
        }
        if not marks & MUTUAL or word.sentence is None:
            return []
        named = (p for w in word.sentence.words if w.upos == "PROPN" for p in self.cast.parties(w))
        states = self._distinct(p for p in named if self._are_political([p]))
        return list(states) if len(states) == 2 else []

    def _before(self, verb: Word) -> list[Party]:
        """Who stands right before an active verb of signing that the parser left without a subject."""
        if (
            verb.lemma.lower() not in {"sign", "ratify", "conclude"}
            or grammar.is_passive(verb)
            or verb.sentence is None
        ):
            return []
        found: list[Party] = []
        for word in reversed(verb.sentence.words[max(0, verb.index - LEFT) : verb.index]):
            if word.lemma.lower() in {"where", "when", "which", "that", "after", "before", ";"}:
                break
            found = [*(self.cast.parties(word) if self.cast.is_party(word) else ()), *found]
        return found

    def _below(self, word: Word) -> list[Party]:
        """Parties that only the content names ("an agreement which supports the price of Norlandish sugar")."""
        inner = (w for clause in word.all("acl:relcl", "acl", "nmod") for w in clause.subtree() if w.upos == "NOUN")
        return [p for w in inner for p in self.cast.modifiers(w)]

    def _is_person(self, party: Party) -> bool:
        return party.actor is not None and self.cast.actor(party.actor).kind == "person"

    def _distinct(self, parties: Iterable[Party]) -> tuple[Party, ...]:
        """One party a country (or an actor without one); those without an actor left out."""
        seen: dict[str, Party] = {}
        for party in parties:
            if party.actor is None:
                continue
            actor = self.cast.actor(party.actor)
            key = (
                actor.country
                if actor.country is not None and actor.sector not in {"REB", "SEP", "PRM", "OPP"}
                else party.actor
            )
            seen.setdefault(key if key not in {"IGO", "NGO", "IMG"} else party.actor, party)
        return tuple(seen.values())

    def _are_political(self, parties: Iterable[Party]) -> bool:
        return all(p.actor is not None and self._is_political(self.cast.actor(p.actor)) for p in parties)

    def _is_political(self, actor: Actor) -> bool:
        return actor.kind == "state" or actor.sector in POLITICAL or actor.country in BODIES

    def political(self, mention: Mention) -> bool:
        """Whether a state or an armed or international body is among the parties."""
        return any(self._are_political([p]) for p in mention.parties)

    def _status(self, word: Word) -> tuple[AgreementStatus, Word | None]:
        """What the words around say of it, and the word that says it."""
        for clause in word.all("acl", "acl:relcl"):
            said = self.book.status.get(clause.lemma.lower())
            if said in {"signed", "ratified", "agreed"} and clause.xpos in {"VBN", "VBD"} and clause.deprel == "acl":
                return said, clause
        holders = (word, word.head) if word.head is not None and word.deprel == "obj" else (word,)
        if any(m == "under" and w.lemma.lower() in TALKS for h in holders for m, w in grammar.obliques(h)):
            return "proposed", grammar.governing_verb(word)
        for governor in self._governors(word):
            said = self.book.status.get(governor.lemma.lower())
            if said is not None:
                return self._since_signed(word, self._tensed(said, governor)), governor
        before = {c.lemma.lower() for c in word.children if c.index < word.index}
        told: AgreementStatus = "proposed" if before & self.book.words["tentative"] else "in force"
        told = self._since_signed(word, told)
        return told, grammar.governing_verb(word) if word.deprel == "obj" else None

    def _since_signed(self, word: Word, told: AgreementStatus) -> AgreementStatus:
        """ "helped negotiate the deal that was signed in May": what was proposed is signed by now."""
        clauses = (c for c in word.all("acl:relcl") if c.xpos == "VBN" and grammar.is_passive(c))
        since = {self.book.status.get(c.lemma.lower()): self._tensed("signed", c) for c in clauses}
        made = since.get("signed") or since.get("ratified")
        return made if made is not None and told in {"proposed", "planned", "in force"} else told

    def _governors(self, word: Word) -> Iterator[Word]:
        """The words above, while the agreement is their object, subject or complement."""
        current = grammar.first_conjunct(word)
        for _ in range(STEPS):
            head = current.head
            if head is None or current.deprel in {"acl:relcl", "advcl", "parataxis", "ccomp"}:
                return
            link = base(current.deprel)
            near = link in {"obj", "nsubj", "xcomp", "acl"} or preposition(current) in {
                "on",
                "of",
                "to",
                "for",
                "from",
                "into",
                "in",
                "against",
                "about",
                "over",
                "out of",
            }
            if not near or (current.deprel == "nsubj" and head.child("obj", "ccomp", "xcomp") is not None):
                return
            yield head
            current = head

    def _tensed(self, said: AgreementStatus, verb: Word) -> AgreementStatus:
        """ "will sign" is planned, "may sign" and "plans to sign" are not signed either."""
        if said not in {"signed", "ratified", "agreed"}:
            return said
        aux = {c.text.lower() for c in verb.all("aux", "mark")}
        if self._negated(verb):
            return "proposed"
        above = (
            self.book.status.get(verb.head.lemma.lower())
            if verb.head is not None and verb.deprel in {"xcomp", "acl"}
            else None
        )
        if above in {"planned", "proposed", "rejected"}:
            return above
        if aux & self.book.words["maybe"]:
            return "proposed"
        is_to = verb.xpos == "VB" and (aux & self.book.words["future"] or verb.child("cop") is not None)
        return "planned" if is_to else said

    def _negated(self, verb: Word) -> bool:
        return any(c.lemma.lower() in {"not", "n't", "never", "no"} for c in verb.all("advmod", "det"))

    def phrase(self, word: Word) -> tuple[int, int]:
        """The phrase without determiner and owner, "of understanding" and what it is on or for included."""
        words = [
            word,
            *(
                w
                for c in word.children
                if c.deprel in MODIFIERS and c.index < word.index and not self._is_date(c)
                for w in c.subtree()
            ),
        ]
        ordered = sorted(words, key=lambda w: w.index)
        while ordered[0] is not word and (ordered[0].upos in OPENING or _has_gap(ordered)):
            ordered = ordered[1:]
        tail = [c for c in word.all("nmod") if preposition(c) in {"of", "on", "for"} and c.index > word.index]
        end = max([word.end, *(grammar.noun_phrase(c)[1] for c in tail)])
        return ordered[0].start, end

    def _is_date(self, word: Word) -> bool:
        return word.xpos == "NNP" and any(c.upos == "NUM" for c in word.children)


def singular(noun: Word) -> str:
    """The lemma; of a name in the plural ("the Camp David Accords") without its ending."""
    lemma = noun.lemma.lower()
    return lemma[:-1] if noun.upos == "PROPN" and noun.xpos == "NNPS" and lemma.endswith("s") else lemma


def _has_gap(words: list[Word]) -> bool:
    """Whether other words stand behind the first one: the phrase begins after them."""
    return len(words) > 1 and words[1].index - words[0].index > 1


def _is_definite(word: Word) -> bool:
    marks = {c.lemma.lower() for c in word.all("det", "nmod:poss")} | {
        c.text.lower() for c in word.all("det", "nmod:poss")
    }
    return bool(marks & DEFINITE) or word.child("nmod:poss") is not None or word.upos == "PROPN"
