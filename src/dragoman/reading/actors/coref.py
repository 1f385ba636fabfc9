"""Pronouns: resolved by number, gender, syntax, quotation and recency, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.parsing.tree import Word
from dragoman.reading.actors.coordination import coordinated, top
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.scene import Said, Scene
from dragoman.reading.grammar import CLAUSES, antecedent, first_conjunct

WINDOW = 2  # preceding sentences
_SPOKEN_FOR = 10.5  # as good as a subject of the same sentence
_GOES_ON = 3.0  # for the one who spoke last, before "he added"
_CLEAR = 1.0  # by how much the best antecedent must lead
_FIRST = {"i": 1, "me": 1, "my": 1, "mine": 1, "myself": 1, "we": 2, "us": 2, "our": 2, "ours": 2, "ourselves": 2}
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_PERSONAL = _HE | _SHE | _THEY
_THIRD = _PERSONAL | _IT
_PUBLIC = frozenset({"GOV", "MIL", "LEG"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_ARGUMENTS = _SUBJECT | {"obj", "iobj", "obl", "obl:agent"}


class Candidate(NamedTuple):
    """A possible antecedent and how much speaks for it."""

    drafts: tuple[Draft, ...]
    score: float


def is_pronoun(word: Word) -> bool:
    """Personal, possessive, reflexive and relative pronouns."""
    if word.xpos in _RELATIVE:
        return True
    text = word.text.lower()
    if text in _FIRST or text in _THIRD:
        return text in _PERSONAL or word.xpos in {"PRP", "PRP$"}
    return text == "that" and word.upos == "PRON" and word.xpos != "PRP" and word.deprel in {*_SUBJECT, "obj"}


def resolve_pronoun(word: Word, scene: Scene) -> Reference | None:
    """The reference of a pronoun; None where it denotes nobody or it cannot be told whom."""
    if word.deprel == "expl" or (word.upos == "DET" and word.deprel == "det"):
        return None
    if word.xpos in _RELATIVE or word.text.lower() == "that":
        return _relative(word, scene)
    text = word.text.lower()
    if text in _FIRST:
        drafts, why = _speaker(word, _FIRST[text], scene), "the speaker of the quotation"
    else:
        drafts, why = _third(word, scene), "pronoun: agreement, syntax and recency"
    if not drafts:
        return None
    return scene.refer([word], (word.start, word.end), "pronoun", drafts, why)


def _relative(word: Word, scene: Scene) -> Reference | None:
    clause = next((w for w in word.ancestors() if w.deprel in {"acl:relcl", "advcl:relcl"}), None)
    noun = antecedent(clause) if clause is not None else None
    reference = scene.denote(noun) if noun is not None and noun is not word else None
    if reference is None:
        return None
    found = Reference(word, word.start, word.end, "pronoun", reference.drafts, "relative pronoun", reference.party)
    scene.references[word] = found
    return found


def quotation_around(word: Word, scene: Scene) -> Said | None:
    """The direct utterance whose words include this one."""
    number = word.sentence.number if word.sentence is not None else -1
    for said in scene.quoted.get(number, ()):
        if any(start <= word.start < end for start, end in said.content):
            return said
    return None


def _speaker(word: Word, person: int, scene: Scene) -> tuple[Draft, ...]:
    """ "I": the speaker; "we": the side that an office holder speaks for."""
    said = quotation_around(word, scene)
    if said is None or said.speaker is None or said.speaker is word:
        return ()
    reference = scene.denote(said.speaker)
    draft = reference.draft if reference is not None else None
    if draft is None:
        return ()
    return (draft,) if person == 1 else (_side(draft, scene),)


def _side(draft: Draft, scene: Scene) -> Draft:
    if draft.kind != "person":
        return draft
    if draft.side is not None:
        return draft.side
    state = scene.state_of(draft.country) if draft.country and draft.sector in _PUBLIC else None
    return state or draft


def _third(word: Word, scene: Scene) -> tuple[Draft, ...]:
    text = word.text.lower()
    if text in _IT and _means_thing(word, scene):
        return ()
    said = quotation_around(word, scene)
    speaker = scene.references.get(said.speaker) if said is not None and said.speaker is not None else None
    barred = {*(speaker.drafts if speaker is not None else ()), *_beside(word, scene)}
    spoken = scene.words_of.get(word)
    found = [(r, drafts) for r, drafts in _candidates(word, spoken, scene) if not _is_named_beside(r, scene)]
    if text in _THEY:  # "Chad and Mali signed … They called on Chad": nor is it Mali alone
        barred |= {d for _, drafts in found if len(drafts) > 1 and barred & set(drafts) for d in drafts}
    last = _last_speaker(word, found, scene)
    gathered: dict[tuple[int, ...], Candidate] = {}
    for reference, drafts in found:
        if barred & set(drafts) or not _agrees(text, reference, drafts):
            continue
        key = tuple(id(d) for d in drafts)
        score = _weight(reference, drafts, word, text, scene) + (_GOES_ON if reference is last else 0.0)
        known = gathered.get(key)
        gathered[key] = Candidate(drafts, max(score, known.score) + 0.5 if known else score)
    for side in _spoken_for(word, text, scene):
        gathered[(id(side),)] = Candidate((side,), _SPOKEN_FOR)
    return _best(_whole(list(gathered.values())), text)


def _last_speaker(word: Word, found: list[tuple[Reference, tuple[Draft, ...]]], scene: Scene) -> Reference | None:
    """Who spoke last before the sentence of a pronoun that speaks."""
    if word not in scene.speakers:
        return None
    return next((r for r, _ in found if _speaks(r, scene) and r.head.sentence is not word.sentence), None)


def _speaks(reference: Reference, scene: Scene) -> bool:
    return reference.head in scene.speakers or top(reference, scene.references) in scene.speakers


def _spoken_for(word: Word, text: str, scene: Scene) -> Iterator[Draft]:
    """ "The spokesman said they would wait": those for whom he speaks."""
    if text not in _THEY | _IT:
        return
    verb = first_conjunct(word).head
    subjects = [c for w in word.ancestors() for c in w.children if c.deprel in _SUBJECT and c.index < word.index]
    opening = verb.children if verb is not None else ()
    subjects += [c for w in opening if w.deprel == "advcl" for c in w.children if c.deprel in _SUBJECT]
    for subject in subjects:
        reference = scene.references.get(subject)
        draft = reference.draft if reference is not None and subject is not word else None
        levels = {o.level for o in draft.offices.values()} if draft is not None else set()
        if draft is not None and draft.side is not None and "spokesperson" in levels:
            yield draft.side
            return


def _role(word: Word) -> str:
    """The relation of the whole coordination, a name seen through to the noun it stands beside."""
    first = first_conjunct(word)
    while first.deprel in {"flat", "appos", "nmod:desc"} and first.head is not None:
        first = first_conjunct(first.head)
    return first.deprel


def _whole(found: list[Candidate]) -> list[Candidate]:
    """Without those that are part of a coordination that does about as well."""
    return [
        c
        for c in found
        if not any(set(c.drafts) < set(other.drafts) and other.score > c.score - _CLEAR for other in found)
    ]


def _best(found: list[Candidate], text: str) -> tuple[Draft, ...]:
    ranked = sorted(found, key=lambda c: -c.score)
    if not ranked or (len(ranked) > 1 and ranked[0].score - ranked[1].score < _CLEAR):
        return ()
    drafts = ranked[0].drafts
    if len(drafts) == 1 and drafts[0].kind == "person" and drafts[0].gender is None:
        drafts[0].gender = "m" if text in _HE else "f" if text in _SHE else None
    return drafts


def _candidates(word: Word, spoken: Said | None, scene: Scene) -> Iterator[tuple[Reference, tuple[Draft, ...]]]:
    """References before the pronoun, and what is coordinated as one; none that the pronoun's own quotation names."""
    above = frozenset(word.ancestors()) if word.deprel != "nmod:poss" else ()
    for reference in scene.before(word, WINDOW + _sentences_of(spoken, word, scene)):
        if (
            reference.head is word
            or reference.head in above
            or _same_clause(reference.head, word)
            or (spoken is not None and spoken.direct and _covers(spoken, reference.start))
        ):
            continue
        yield reference, reference.drafts
        whole = joint(reference, scene)
        if len(whole) > len(reference.drafts):
            yield reference, whole


def _is_named_beside(reference: Reference, scene: Scene) -> bool:
    """An office with its holder's name in apposition, taken for two: the name is the one to refer to."""
    if reference.form == "name":
        return False
    beside = (scene.references.get(c) for c in reference.head.all("appos"))
    return any(r is not None and r.form == "name" and r.drafts and r.drafts[0].kind == "person" for r in beside)


def _sentences_of(spoken: Said | None, pronoun: Word, scene: Scene) -> int:
    """How many sentences a quotation takes up before its cue: they do not make the speaker's name more distant."""
    opening = scene.page.sentence_at(spoken.content[0][0]) if spoken is not None else None
    return pronoun.sentence.number - opening.number if opening is not None and pronoun.sentence is not None else 0


def _covers(said: Said, offset: int) -> bool:
    return any(start <= offset < end for start, end in said.content)


def joint(reference: Reference, scene: Scene) -> tuple[Draft, ...]:
    """All that stand in one coordination with the reference's head, if it is the first of them."""
    head = top(reference, scene.references)
    if first_conjunct(head) is not head:
        return ()
    found: list[Draft] = []
    for part in coordinated(head, scene.references):
        other = scene.references.get(part)
        found += [d for d in (other.drafts if other is not None else ()) if d not in found]
    return tuple(found)


def _same_clause(noun: Word, pronoun: Word) -> bool:
    """Two arguments of one verb are two, unless one is a possessive or a reflexive."""
    if pronoun.deprel == "nmod:poss" or pronoun.xpos == "PRP$" or pronoun.text.lower().endswith(("self", "selves")):
        return False
    return _clause(noun) is _clause(pronoun) and noun.sentence is pronoun.sentence and noun.deprel != "nmod:poss"


def _beside(pronoun: Word, scene: Scene) -> Iterator[Draft]:
    """Whom the other arguments of the pronoun's verb denote ("They called on Turkey"): not the pronoun."""
    if pronoun.deprel == "nmod:poss" or pronoun.xpos == "PRP$" or pronoun.sentence is None:
        return
    verb = first_conjunct(pronoun).head
    for reference in scene.history.get(pronoun.sentence.number, ()):
        head = first_conjunct(top(reference, scene.references))
        if head.head is verb and head.deprel in _ARGUMENTS and reference.form != "pronoun":
            yield from reference.drafts


def _clause(word: Word) -> Word:
    """The head of the clause in which a word stands."""
    while word.head is not None and word.deprel not in CLAUSES and word.deprel != "root":
        if word.deprel == "conj" and word.upos in {"VERB", "AUX"}:
            break
        word = word.head
    return word


def _agrees(text: str, reference: Reference, drafts: tuple[Draft, ...]) -> bool:
    if text in _IT | _THEY and not reference.party and reference.form == "nominal":
        return False
    if text in _THEY:
        return len(drafts) > 1 or (len(drafts) == 1 and drafts[0].kind != "person")
    if len(drafts) != 1:
        return False
    draft = drafts[0]
    if text in _IT:
        return draft.kind in {"state", "organisation"} or (draft.kind == "group" and not draft.plural)
    return draft.kind == "person" and draft.gender in (None, "m" if text in _HE else "f")


def _weight(reference: Reference, drafts: tuple[Draft, ...], word: Word, text: str, scene: Scene) -> float:
    """Nearness, subjects before objects, plurals for "they", speakers for speakers."""
    sentence, other = word.sentence, reference.head.sentence
    assert sentence is not None
    assert other is not None
    apart = sentence.number - other.number
    spoken = scene.words_of.get(word)
    apart -= min(apart, _sentences_of(spoken, word, scene))
    score = 8.0 - 3.0 * apart
    role = _role(reference.head)
    score += 3.0 if role in _SUBJECT else 1.0 if role in {"obj", "iobj", "obl:agent", "nmod:poss"} else 0.0
    score += 1.0 if _clause(reference.head).deprel == "root" and role in _SUBJECT else 0.0
    score -= 3.0 if not reference.party else 0.0
    score -= 1.0 if sentence.paragraph != other.paragraph else 0.0
    if sentence is other:
        score += 1.5 if role in _SUBJECT and _clause(reference.head) in word.ancestors() else 0.0
        score -= 0.02 * (word.index - reference.head.index)
    else:
        score -= 0.01 * (other.words[-1].index - reference.head.index)
    if text in _THEY:
        score += 2.0 if len(drafts) > 1 or any(d.plural for d in drafts) else -1.5
    if word in scene.speakers and _speaks(reference, scene):
        score += 2.0
    if text in _PERSONAL and spoken is not None and _covers(spoken, reference.start):
        score -= 2.5  # "Traders doubted it, they said": who is told of seldom tells it
    return score


def _means_thing(word: Word, scene: Scene) -> bool:
    """ "The pact … its terms", "… it entered into force": the nearest subject is a thing rather than a party."""
    if word in scene.speakers:
        return False
    subject = _subject_before(word)
    if _after_party(word, scene):
        return False
    return subject is not None and subject.upos in {"NOUN"} and scene.denote(subject) is None


def _after_party(word: Word, scene: Scene) -> bool:
    """ "deprived Libya of its last base": behind a party that is the object of the same clause."""
    verb = _clause(word)
    thing = verb.child("obj", "iobj")
    if word.xpos != "PRP$" or thing is None or thing.index > word.index or thing in word.ancestors():
        return False
    reference = scene.denote(thing)
    return reference is not None and reference.party


def _subject_before(word: Word) -> Word | None:
    """The subject of the clause around the pronoun, or of the sentence before if the pronoun is the subject itself."""
    clause: Word | None = _clause(word)
    while clause is not None:
        subject = next((c for c in clause.children if c.deprel in _SUBJECT and c.index < word.index), None)
        if subject is not None and subject is not word:
            return subject
        clause = _clause(clause.head) if clause.head is not None and clause.deprel != "root" else None
    return None
