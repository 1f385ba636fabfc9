"""A named person: the report's titles first, then the gazetteer at the report's date."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import Entry
from dragoman.parsing.tree import Word
from dragoman.reading.actors.appositions import place_in_list, titles_beside
from dragoman.reading.actors.awaited import awaited
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.forms import fold, plain, unadorned
from dragoman.reading.actors.names import PERSON, NameHit
from dragoman.reading.actors.offices import bear, title_owners
from dragoman.reading.actors.owners import Owner, owners_among
from dragoman.reading.actors.roster import capitalised
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.titles import Title, parse_title, title_before
from dragoman.reading.grammar import first_conjunct


def is_person(hit: NameHit, scene: Scene) -> bool:
    """Whether a name is a person's: the parser, a courtesy title, the gazetteer or an earlier mention says so."""
    kinds = {e.kind for e in hit.entries}
    if hit.demonym is not None or kinds & {"organisation", "seat"}:
        return False
    if kinds & {"state", "place", "capital", "people"}:
        return len(hit.words) == 1 and hit.label == PERSON and scene.roster.person(hit.words[0].text) is not None
    if courtesy(hit) is not None or "person" in kinds or _known_surname(hit, scene):
        return True
    if scene.roster.organisation(hit.form) is not None:
        return False
    if hit.label == PERSON:
        return True
    if _governs(hit, scene):
        return True
    if hit.label in {"ORG", "LOC"}:
        return False
    return _titled(hit, scene) or bool(_in_office(hit, scene))


def _known_surname(hit: NameHit, scene: Scene) -> bool:
    return scene.roster.person(hit.form) is not None


def _titled(hit: NameHit, scene: Scene) -> bool:
    title = title_before(hit, scene.ahead(hit.words[0]), scene.book)
    return (
        title is not None and title.office.before and title.phrase[-1] in title.words and hit.words[0].upos == "PROPN"
    )


def _in_office(hit: NameHit, scene: Scene) -> list[Entry]:
    if len(hit.words) > 1 or hit.label == "MISC" or not hit.words[0].text[0].isupper():
        return []
    found = scene.book.leader(hit.words[0].text, scene.date)
    return [e for e in found if e.standing == "in office"]


def _governs(hit: NameHit, scene: Scene) -> bool:
    """ "the Obama administration": a leader of any time."""
    governed = hit.head.head if hit.head.deprel in {"compound", "nmod:poss"} else None
    agent = scene.book.agent(governed.lemma) if governed is not None else None
    return agent is not None and agent.noun == "government" and bool(scene.book.leader(hit.form, scene.date))


def courtesy(hit: NameHit) -> str | None:
    """The gender of "Mr", "Mrs" and the like before the name."""
    sentence, first = hit.words[0].sentence, hit.words[0].index
    if sentence is None or first == 0:
        return None
    title, words = sentence.words[first - 1].text.lower().rstrip("."), actor_words()
    return "m" if title in words.courtesy_m else "f" if title in words.courtesy_f else None


def meet_person(hit: NameHit, scene: Scene) -> Reference:
    """Resolve a person's name with the titles around it."""
    before = title_before(hit, scene.ahead(hit.words[0]), scene.book)
    titles = [*([before] if before else []), *titles_beside(hit, scene.book)]
    titles = titles or [t for t in [parse_title(list(hit.words), scene.book)] if t is not None and len(hit.words) == 1]
    gender = courtesy(hit) or next((t.office.gender for t in titles if t.office.gender), None)
    draft, why = _draft(hit, titles, gender, scene)
    draft.gender = draft.gender or gender
    _belong(draft, hit, scene)
    owners = [_paired_owner(hit, title, scene) for title in titles]
    owned = any(owner is not None and owner.country is not None for owner in owners)
    for number, (title, owner) in enumerate(zip(titles, owners, strict=True)):
        bear(draft, title, owner, scene, first=number == 0, presume=not owned)
    ahead = [t for t in titles if not t.is_plural and t.words[-1].index < hit.words[0].index]
    start = min([hit.start, *(t.phrase[0].start for t in ahead)])
    words = [hit.head, *hit.words, *(w for t in ahead for w in t.words)]
    reference = scene.refer(words, (start, hit.end), "name", [draft], why)
    for title in ahead:
        scene.references.update(dict.fromkeys(_beside_office(title), reference))
    for title in titles:
        if title not in ahead and not title.is_plural:
            _cover(title, draft, scene)
    return reference


def _cover(title: Title, draft: Draft, scene: Scene) -> None:
    """The noun of an apposition behind the name denotes the person too."""
    if title.head not in scene.references:
        span = (title.phrase[0].start, title.phrase[-1].end)
        scene.refer([title.head, *title.words], span, "title", [draft], "stands in apposition to the name")


def _beside_office(title: Title) -> list[Word]:
    """Words of the title that the parser set beside the office: the Department of "a Department of State spokesman"."""
    office = title.head
    apart = [w for w in title.phrase if w.head is office.head and w.deprel == office.deprel and w is not office]
    return [w for w in apart if w.index < office.index and w.child("case") is None]


def _draft(hit: NameHit, titles: list[Title], gender: str | None, scene: Scene) -> tuple[Draft, str]:
    """The person of the report whom the name means, or a new one."""
    form = unadorned(hit.form)
    name = capitalised(form) if form.isupper() and len(form) > 3 else form
    known = scene.roster.person(name, gender)
    if known is not None:
        scene.roster.lengthen(known, name)
        return known, "named before in the report"
    entry = _entry(hit, name, titles, scene)
    unnamed = awaited(hit, titles, scene)
    if unnamed is not None:
        unnamed.name, unnamed.tokens, unnamed.named = name, fold(name), True
        scene.roster.index_person(unnamed)
        if entry is not None and unnamed.country in {None, entry.country}:
            _recall(unnamed, entry)
        return unnamed, "the holder of the office mentioned before"
    if (
        entry is not None
        and (same := scene.roster.person(entry.name)) is not None
        and fold(same.name) == fold(entry.name)
    ):
        return same, entry.why
    full = name if entry is None or len(plain(fold(name))) > 1 else entry.name
    draft = Draft("person", full, tokens=fold(full), gender=gender)
    scene.roster.enter_person(draft)
    if entry is not None:
        _recall(draft, entry)
    return draft, entry.why if entry is not None else "a name that the report introduces"


def _entry(hit: NameHit, name: str, titles: list[Title], scene: Scene) -> Entry | None:
    """The gazetteer's person: by full name, or by a surname that only one person of the time has."""
    full = [e for e in hit.entries if e.kind == "person"] or [
        e for e in scene.book.names(name, scene.date) if e.kind == "person"
    ]
    if full:
        return full[0]
    if len(plain(fold(name))) > 1 or any(t.phrase[0].lemma.lower() in {"a", "an"} for t in titles):
        return None
    found = [e for e in scene.book.leader(name, scene.date) if _fits(e, titles, scene) and _is_meant(e, name, scene)]
    serving = [e for e in found if e.standing == "in office"] or found
    return serving[0] if len(serving) == 1 else _what_they_share(serving, name)


def _what_they_share(found: list[Entry], surname: str) -> Entry | None:
    """Namesakes of one country and sector: what is true of whichever is meant."""
    if not found or len({(e.country, e.sector) for e in found}) > 1:
        return None
    return replace(found[0], name=surname, others=(), office=None, wikidata=None, gender=None, standing=None)


def _fits(entry: Entry, titles: list[Title], scene: Scene) -> bool:
    """A namesake of another country or before his time is somebody else."""
    if entry.standing == "future":
        return False
    countries = {o.country for t in titles for o in title_owners(t, scene)}
    return not countries or entry.country in countries


def _is_meant(entry: Entry, surname: str, scene: Scene) -> bool:
    """No namesake whom the report itself names in full, and none out of office of a state that it does not name."""
    part, whole = fold(surname), fold(entry.name)
    hits = (hit for found in scene.names.values() for hit in found if hit.label == PERSON and len(hit.words) > 1)
    rivals = any(set(part) <= set(fold(hit.form)) and fold(hit.form)[0] != whole[0] for hit in hits)
    here = entry.country in {code for code, _ in scene.ranked}
    return not rivals and (here or entry.standing != "former")


def _recall(draft: Draft, entry: Entry) -> None:
    draft.country, draft.sector, draft.others = entry.country, entry.sector, entry.others
    draft.wikidata, draft.why, draft.gender = entry.wikidata, entry.why, draft.gender or entry.gender
    draft.serving = entry.standing == "in office"


def _paired_owner(hit: NameHit, title: Title, scene: Scene) -> Owner | None:
    """The title's owner; where a plural has several for several names, the one at this name's place."""
    owners = title_owners(title, scene)
    if not title.is_plural or len(owners) < 2:
        return owners[0] if owners else None
    place, total = place_in_list(title.head, hit) or (0, 0)
    return sorted(owners, key=lambda o: o.at)[place] if total == len(owners) else None


def _has_american_title(hit: NameHit) -> bool:
    """ "Senator Jan Kos of Georgia", also in a list of senators."""
    titles = first_conjunct(hit.head).all("nmod:desc")
    return any(t.text.lower().removesuffix("s") in actor_words().american_titles for t in titles)


def _belong(draft: Draft, hit: NameHit, scene: Scene) -> None:
    """ "Talon of Benin", "the BBC's Ann Lee", "an Australian, Ann Lee": the state or body is the person's."""
    if hit.head.deprel == "appos" and hit.head.head is not None and scene.book.demonym(hit.head.head.text):
        _take_side(draft, hit.head.head, scene)
    before = scene.ahead(hit.words[0])[-2:]
    if len(before) == 2 and before[1].xpos == "POS":
        _take_side(draft, before[0], scene)
    american = _has_american_title(hit)
    for child in hit.head.children:
        mark = child.child("case")
        if american and child.text.lower() in actor_words().american_homonyms:
            draft.learn("USA", None, f"an American title, of {child.text}")
            continue
        if child.deprel == "nmod:poss" or (
            child.deprel == "nmod" and mark is not None and mark.lemma.lower() in {"of", "from"}
        ):
            _take_side(draft, child, scene)


def _take_side(draft: Draft, word: Word, scene: Scene) -> None:
    for owner in owners_among([word], scene):
        body = owner.draft.kind == "organisation"
        draft.learn(owner.country, owner.draft.sector if body else None, owner.why)
