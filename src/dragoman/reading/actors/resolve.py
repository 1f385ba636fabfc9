"""Reads the story sentence by sentence: geographic and organisation names, then persons, then nominals and pronouns."""

from __future__ import annotations

from functools import partial

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import Entry
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading.actors.coref import is_pronoun, resolve_pronoun
from dragoman.reading.actors.drafts import Draft
from dragoman.reading.actors.forms import fold
from dragoman.reading.actors.metonyms import is_modifier, stands_for_government, stands_in_place
from dragoman.reading.actors.names import NameHit, find_inner
from dragoman.reading.actors.nominals import is_body, may_denote, resolve_nominal
from dragoman.reading.actors.organisations import bracketed, choose, meet_organisation
from dragoman.reading.actors.people import is_person, meet_person
from dragoman.reading.actors.roster import is_part
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.titles import parse_title
from dragoman.reading.grammar import preposition

_STATES = frozenset({"state", "place", "people"})


def read_story(scene: Scene) -> None:
    """Resolve every mention of the body, in order."""
    for sentence in scene.page.body:
        read_sentence(sentence, scene)


def read_sentence(sentence: Sentence, scene: Scene) -> None:
    """Resolve the mentions of one sentence; what needs a later word of it asks for it (Scene.denote)."""
    hits = scene.names[sentence.number]
    named = {w for hit in hits for w in hit.words}
    words = [w for w in sentence.words if w not in named]
    pronouns = {w for w in words if is_pronoun(w)}
    nominals = [w for w in words if w in pronouns or may_denote(w)]
    for word in nominals:
        scene.pending[word] = partial(resolve_pronoun if word in pronouns else resolve_nominal, word, scene)
    _read_names(hits, scene)
    for word in nominals:
        if word in scene.pending and (word in pronouns or not is_modifier(word) or is_body(word, scene)):
            scene.denote(word)


def _read_names(hits: list[NameHit], scene: Scene) -> None:
    people = []
    for hit in hits:
        if hit.demonym is not None:
            meet_demonym(hit, scene)
        elif is_person(hit, scene):
            people.append(hit)
        else:
            _meet_name(hit, scene)
    for hit in people:
        scene.pending.update(dict.fromkeys(hit.words, partial(meet_person, hit, scene)))
    for hit in people:
        scene.denote(hit.head)


def _meet_name(hit: NameHit, scene: Scene) -> None:
    entry = _geographic(hit)
    if entry is not None and entry.kind in _STATES:
        _refer(hit, [scene.state(entry)], entry.why, scene, party=not stands_in_place(hit.head))
    elif entry is not None:
        _meet_seat(hit, entry, scene)
    elif hit.head not in scene.references:
        _meet_organisation(hit, scene)


def _geographic(hit: NameHit) -> Entry | None:
    """The state, region, capital or seat of the name; organisations of the same name come second."""
    found = [e for e in hit.entries if e.kind in _STATES or e.kind in {"capital", "seat"}]
    return found[0] if found else None


def _meet_seat(hit: NameHit, entry: Entry, scene: Scene) -> None:
    """A capital or palace: the government where it acts, else only a place."""
    if entry.country and stands_for_government(hit.head, palace=entry.kind == "seat"):
        government = scene.government(entry.country, f"{hit.form} stands for the government ({entry.why})")
        _refer(hit, [government], f"seat of government ({entry.why})", scene, party=not is_modifier(hit.head))


def _meet_organisation(hit: NameHit, scene: Scene) -> None:
    own = scene.roster.acronym(hit.form)
    if own is not None:
        _refer(hit, [own], "the acronym that the report gives it", scene, party=not is_modifier(hit.head))
        return
    entry = choose(hit.entries, hit, scene)
    known = scene.roster.organisation(hit.form)
    if known is not None and hit.label == "LOC" and known.sector != "BUS":
        known = None  # "Texas" is not the Texas Department of Safety
    known = known or _shortened(hit, scene)
    if entry is None and known is not None:
        _refer(hit, [known], "a short form of its name", scene, party=not is_modifier(hit.head))
        return
    if entry is None and known is None and (hit.label != "ORG" or _is_nominal(hit, scene) or _is_document(hit)):
        _leave(hit, scene)
        return
    draft = meet_organisation(hit, entry, scene)
    why = entry.why if entry is not None else "an organisation that the report names"
    _refer(hit, [draft], why, scene, party=not stands_in_place(hit.head) and not is_modifier(hit.head))
    acronym = bracketed(hit)
    if acronym is not None:
        scene.refer([acronym], (acronym.start, acronym.end), "name", [draft], "the acronym given in brackets")


def _shortened(hit: NameHit, scene: Scene) -> Draft | None:
    """ "the House", "the Front": the organisation named last whose name has that word in it."""
    if len(hit.words) > 1 or not _has_article(hit.head):
        return None
    for reference in scene.before(hit.head):
        draft = reference.draft
        if (
            draft is not None
            and draft.kind == "organisation"
            and draft.named
            and not is_part(fold(draft.name), fold(hit.form))
            and set(fold(hit.words[0].text)[:1]) & set(fold(draft.name))  # a sign alone folds to nothing
        ):
            return draft
    return None


def _is_document(hit: NameHit) -> bool:
    """ "Memorandum of Understanding", "Civil Rights Act": a text, which the parser takes for an organisation."""
    ends = {hit.words[0].text.lower(), hit.head.text.lower()}
    return not actor_words().documents.isdisjoint(ends)


def _is_nominal(hit: NameHit, scene: Scene) -> bool:
    """ "Foreign Ministry", "Security Forces": a noun in capitals, which needs an owner rather than a name."""
    title = parse_title(list(hit.words), scene.book)
    return scene.book.agent(hit.form) is not None or (title is not None and title.words[0] is hit.words[0])


def _leave(hit: NameHit, scene: Scene) -> None:
    """What is no known name may still be a nominal in capitals, with names inside."""
    for inner in find_inner(hit, scene.book, scene.date):
        meet_demonym(inner, scene) if inner.demonym is not None else _meet_name(inner, scene)
    if may_denote(hit.head):
        scene.pending[hit.head] = partial(resolve_nominal, hit.head, scene)
        if not is_modifier(hit.head):
            scene.denote(hit.head)


def _refer(hit: NameHit, drafts: list[Draft], why: str, scene: Scene, party: bool) -> None:
    scene.refer([hit.head, *hit.words], (hit.start, hit.end), "name", drafts, why, party)


def meet_demonym(hit: NameHit, scene: Scene) -> None:
    """ "Russian missiles": a modifier; "the Russians": the state; "Russians", "two Russians": its people."""
    assert hit.demonym is not None
    entry, head = hit.demonym.entry, hit.head
    roles = hit.demonym.roles
    adjective = "adjective" in roles and (_before_noun(hit, scene) or (head.upos == "ADJ" and not _has_article(head)))
    if is_modifier(head) or adjective or not roles & {"people", "person"}:
        scene.refer([head, *hit.words], (hit.start, hit.end), "nominal", [scene.state(entry)], entry.why, party=False)
        return
    span = _with_article(hit)
    elsewhere = _living_in(head, scene)
    if elsewhere is not None or any(c.lemma.lower() == "ethnic" for c in head.children):
        draft = scene.minority(entry, elsewhere)
        scene.refer([head, *hit.words], span, "nominal", [draft], f"named for their descent ({entry.why})")
        return
    if _has_article(head) and not any(c.deprel in {"nummod", "amod"} for c in head.children) and _is_plural(head):
        scene.refer(
            [head, *hit.words], span, "nominal", [scene.state(entry)], f"its people for the state ({entry.why})"
        )
        return
    draft = scene.people(entry, singular=not _is_plural(head))
    scene.refer([head, *hit.words], span, "nominal", [draft], f"its people ({entry.why})")


def _living_in(head: Word, scene: Scene) -> str | None:
    """The country of the place behind a people: "Albanians of southern Serbia"."""
    beside = (
        scene.countries.get(c) for c in head.children if c.deprel == "nmod" and preposition(c) in {"of", "in", "from"}
    )
    return next((country for country in beside if country is not None), None)


def _before_noun(hit: NameHit, scene: Scene) -> bool:
    """Right before a noun, whatever the parser makes of it ("Kosovar Prime Minister")."""
    following = scene.next_word(hit.words[-1])
    return following is not None and (following.upos in {"NOUN", "PROPN"} or following.xpos in {"JJ", "NNP", "NNPS"})


def _has_article(word: Word) -> bool:
    return any(c.deprel == "det" and c.lemma.lower() == "the" for c in word.children)


def _is_plural(word: Word) -> bool:
    return word.xpos in {"NNS", "NNPS", "JJ", "NNP"} and not any(c.lemma.lower() in {"a", "an"} for c in word.children)


def _with_article(hit: NameHit) -> tuple[int, int]:
    first = next((c for c in hit.head.children if c.deprel in {"det", "nummod"} and c.index < hit.words[0].index), None)
    return (first.start if first is not None else hit.start), hit.end
