"""Offices without a name: "the Greek premier", "his Russian counterpart", "foreign ministers of Chad and Mali"."""

from __future__ import annotations

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import Office
from dragoman.parsing.tree import Word
from dragoman.reading.actors.context import country_beside
from dragoman.reading.actors.coref import WINDOW, joint
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.metonyms import is_modifier
from dragoman.reading.actors.names import joined
from dragoman.reading.actors.offices import counterpart_of, implied, title_owners
from dragoman.reading.actors.owners import Owner
from dragoman.reading.actors.scene import FAR_BACK, Scene
from dragoman.reading.actors.titles import Title
from dragoman.reading.grammar import governing_verb, noun_phrase, objects, obliques, preposition, subjects

_POINTING = frozenset({"the", "this", "that"})
_GENERIC = {
    "minister": frozenset({"foreign", "defence", "interior", "finance", "justice", "trade", "energy", "minister"}),
    "leader": frozenset({"head of state", "head of government", "leader", "party"}),
    "secretary": frozenset({"foreign", "defence", "finance", "minister"}),
}
_SPOKE = 3  # sentences within which "the official" is who spoke last
_CULPRIT = "culprit"  # the level of offices.csv of suspects and gunmen
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


def resolve_post(word: Word, title: Title, scene: Scene) -> Reference:
    """The person or persons whom a bare office means."""
    owners = title_owners(title, scene)
    plural = word.xpos in {"NNS", "NNPS"}
    if plural:
        drafts, why = _several(title, owners, scene), "the holders of an office"
    elif title.office.special == "counterpart":
        drafts, why = _counterpart(title, owners, scene), "holds the same office"
    else:
        drafts, why = _one(word, title, owners[0] if owners else None, scene)
    start = min(noun_phrase(word)[0], title.phrase[0].start)
    end = max(noun_phrase(word)[1], word.end)
    return scene.refer([word, *title.words], (start, end), "title", drafts, why, not is_modifier(word))


def _one(word: Word, title: Title, owner: Owner | None, scene: Scene) -> tuple[list[Draft], str]:
    definite = owner is not None or any(c.deprel == "det" and c.lemma.lower() in _POINTING for c in word.children)
    bare = not any(c.deprel == "det" for c in word.children)
    if definite or bare:
        known = find_holder(word, title.office, owner, scene) or _the_official(word, title, owner, scene)
        if known is not None:
            return [known], f"{title.text}, as introduced before"
        culprit = _culprit(word, title, scene) if definite and owner is None else None
        if culprit is not None:
            return [culprit], "the only one said to be charged or held"
    if not definite and not title.office.before and owner is None and title.office.special:
        return [], "nobody known is meant"
    return [_holder_unnamed(title, owner, definite, scene)], title.office.why


def find_holder(word: Word, office: Office, owner: Owner | None, scene: Scene) -> Draft | None:
    """The person of the report who holds the office, of the owner's country where there is one."""
    for reference in scene.before(word, FAR_BACK):
        draft = reference.draft
        if draft is None or draft.kind != "person" or not _holds(draft, office, owner is not None):
            continue
        if not (office.level or office.before) and not _is_called(draft, word):
            continue
        if owner is None or (owner.country is not None and owner.country == draft.country) or draft.side is owner.draft:
            return draft
    return None


def _is_called(draft: Draft, word: Word) -> bool:
    """Callings that share a row are not one: the mother is not the boy."""
    return any(role.title.lower().split()[-1] == word.text.lower() for role in draft.roles)


def _the_official(word: Word, title: Title, owner: Owner | None, scene: Scene) -> Draft | None:
    """ "the Norwegian official": the office holder of that side who spoke last and has a name."""
    pointing = any(c.deprel == "det" and c.lemma.lower() in _POINTING for c in word.children)
    if title.office.level != "official" or not pointing:
        return None
    spoke = (r.draft for r in scene.before(word, _SPOKE) if r.head in scene.speakers and r.draft is not None)
    for draft in spoke:
        if draft.kind == "person" and draft.named and draft.sector in _PUBLIC:
            return draft if owner is None or owner.country in {None, draft.country} else None
    return None


def _culprit(word: Word, title: Title, scene: Scene) -> Draft | None:
    """ "the accused", "the gunman": the one person named before who was said to be charged, held or before a court."""
    if title.office.level != _CULPRIT:
        return None
    charged = {r.draft for r in scene.before(word, FAR_BACK) if r.draft is not None and _is_charged(r)}
    plain = [d for d in charged if d.kind == "person" and d.named and not d.offices and d.sector in {None, "CVL"}]
    return plain[0] if len(plain) == 1 else None


def _is_charged(reference: Reference) -> bool:
    """ "Ruiz, charged with murder, …", "police arrested Ruiz", "Ruiz appeared in court": what his clause says."""
    words, name, verb = actor_words(), reference.head, governing_verb(reference.head)
    whole = name.head if name.deprel == "appos" and name.head is not None else name  # "An Australian, Jan Kos, …"
    around = [c for w in (name, whole, verb) if w is not None for c in w.all("acl", "advcl", "conj")]
    verbs = [w for w in (verb, *around) if w is not None and w.lemma in words.charging]
    if any({name, whole} & set(objects(w)) for w in verbs):
        return True
    appears = verb is not None and verb.lemma in words.appearing and whole in subjects(verb)
    return appears and verb is not None and any(w.lemma in words.courts for _, w in obliques(verb))


def _holds(draft: Draft, office: Office, owned: bool) -> bool:
    if office.title in draft.offices:
        return True
    levels = {o.level for o in draft.offices.values() if o.level}
    if office.level and office.level in levels and (owned or office.special == "inherits"):
        return True
    if owned and office.level in _GENERIC["leader"] and list(draft.offices) == ["leader"]:
        return True  # "the Chadian leader X … the Chadian president"
    return bool(levels & _GENERIC.get(office.title, frozenset()))


def _holder_unnamed(title: Title, owner: Owner | None, definite: bool, scene: Scene) -> Draft:
    country, sector, why = implied(title, owner, scene)
    stateless = owner is None or owner.draft.kind == "group"
    if country is None and stateless and sector in _PUBLIC:
        country, why = _of_house(title, scene) or scene.local(title.head)
    draft = Draft("person", _name(title), country, sector, why=why, gender=title.office.gender, named=False)
    draft.hold(title.text, title.office, owner.draft.name if owner is not None else None)
    if owner is not None and owner.draft.kind != "person":
        draft.side = owner.draft
    if not definite:
        return scene.roster.add(draft)
    return scene.roster.keyed(("post", country or "", title.office.title), lambda: draft)


def _of_others(title: Title) -> bool:
    """ "ministers from seven nations": an of-phrase that names no state; "of Parliament" is the office's own."""
    behind = (c for c in title.head.children if c.deprel == "nmod" and c not in title.words)
    return any(preposition(c) in {"from", "of"} for c in behind)


def _among_others(noun: Word, scene: Scene) -> bool:
    """ "diplomats", or leaders in a sentence on another state than the report's: nobody's in particular."""
    if noun.lemma.lower() in actor_words().envoys:
        return True
    if scene.about is None or noun.sentence is None or country_beside(noun, scene.countries) is not None:
        return False
    return any(scene.countries.get(word, scene.about) != scene.about for word in noun.sentence.words)


def _holders(title: Title, owners: list[Owner], scene: Scene) -> list[Draft]:
    known = [find_holder(title.head, title.office, owner, scene) for owner in owners]
    return [k or _holder_unnamed(title, o, True, scene) for k, o in zip(known, owners, strict=True)]


def _of_pair(title: Title, scene: Scene) -> list[Draft]:
    """ "the ministers" behind "Chad and Mali", or behind the names of two who hold the office."""
    if not any(c.deprel == "det" and c.lemma.lower() in _POINTING for c in title.head.children):
        return []
    for reference in scene.before(title.head, WINDOW):
        both = joint(reference, scene)
        if len(both) < 2:
            continue
        if all(d.kind == "person" and _holds(d, title.office, owned=True) for d in both):
            return list(both)
        if all(d.kind == "state" and d.country is not None for d in both):
            return _holders(title, [Owner(d, f"of {d.name}, named before") for d in both], scene)
    return []


def _of_house(title: Title, scene: Scene) -> tuple[str, str] | None:
    """ "members of parliament": of the parliament that the report has named."""
    for word in title.words:
        body = scene.roster.organisation(word.text) if word is not title.head else None
        if body is not None and body.country is not None:
            return body.country, f"of {body.name}"
    return None


def _name(title: Title) -> str:
    return joined(tuple(w for w in title.phrase if w.upos != "DET" and w.xpos not in {"PRP$", "WP$"}))


def _counterpart(title: Title, owners: list[Owner], scene: Scene) -> list[Draft]:
    """The holder of the same office elsewhere; with nothing but a country, an unnamed one."""
    opposite = counterpart_of(title, scene)
    if not owners:
        return []
    country = owners[0].country
    for office in opposite.offices.values() if opposite is not None else ():
        known = find_holder(title.head, office, owners[0], scene)
        if known is not None and known is not opposite:
            return [known]
    draft = Draft("person", _name(title), country, "GOV", why=owners[0].why, named=False, side=owners[0].draft)
    for office in list(opposite.offices.values())[:1] if opposite is not None else ():
        draft.hold(office.title, office, owners[0].draft.name)
        draft.sector = opposite.sector if opposite is not None else None
    return [scene.roster.keyed(("counterpart", country or "", *draft.offices), lambda: draft)]


def _several(title: Title, owners: list[Owner], scene: Scene) -> list[Draft]:
    """One holder a country; without countries the holders as a group."""
    if len({owner.country for owner in owners}) > 1:
        return _holders(title, owners, scene)
    if not owners and (several := _of_pair(title, scene)):
        return several
    country, sector, why = implied(title, owners[0] if owners else None, scene)
    at_home = sector in _PUBLIC and not _of_others(title) and not _among_others(title.head, scene)
    if country is None and at_home and (not owners or owners[0].draft.kind == "group"):
        country, why = _of_house(title, scene) or scene.local(title.head)
    key = ("posts", title.office.title, country or "")
    return [
        scene.roster.keyed(
            key, lambda: Draft("group", _name(title), country, sector, why=why, plural=True, named=False)
        )
    ]
