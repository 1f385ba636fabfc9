"""Named organisations: the gazetteer's, those the report introduces, and the acronyms it gives them."""

from __future__ import annotations

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import Agent, Entry
from dragoman.parsing.tree import Word
from dragoman.reading.actors.context import hit_country
from dragoman.reading.actors.drafts import Draft
from dragoman.reading.actors.forms import fold
from dragoman.reading.actors.names import NameHit, find_inner, joined
from dragoman.reading.actors.owners import modifier_words, owners_among
from dragoman.reading.actors.scene import Scene

_DESCRIPTIONS = frozenset({"appos", "nmod:desc", "compound", "nmod:unmarked"})
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
_BESIDE = frozenset({"appos", "flat", "nmod:desc", "nmod:unmarked", "list", "dep"})


def meet_organisation(hit: NameHit, entry: Entry | None, scene: Scene) -> Draft:
    """The organisation that a name means; an acronym in brackets behind it becomes another name of it."""
    form = joined(hit.words)
    known = scene.roster.organisation(form) if entry is None else None
    draft = known or (_listed(entry, scene) if entry is not None else _introduced(hit, form, scene))
    scene.roster.enter_organisation(form, draft)
    acronym = bracketed(hit)
    if acronym is not None:
        scene.roster.enter_acronym(acronym.text, draft)
    return draft


def choose(entries: tuple[Entry, ...], hit: NameHit, scene: Scene) -> Entry | None:
    """The organisation among the entries: that of the country named beside it, else of the report's, else the first."""
    found = [e for e in entries if e.kind == "organisation" and not _is_abroad(e, hit, scene)]
    if len(found) > 1:
        near = {o.country for o in owners_among(modifier_words(hit.head), scene)} or {scene.about}
        found = [e for e in found if e.country in near] or found
    return found[0] if found else None


def _is_abroad(entry: Entry, hit: NameHit, scene: Scene) -> bool:
    """ "Congress", "National Guard": names that many states have, in a report without the state of the gazetteer."""
    if scene.about is None or entry.country is None or scene.book.state(entry.country) is None:
        return False
    named = {code for code, _ in scene.ranked}
    return entry.country not in named and hit.words[0].text.lower() in actor_words().generic_names


def _listed(entry: Entry, scene: Scene) -> Draft:
    return scene.roster.keyed(("org", *fold(entry.name)), lambda: _from_entry(entry))


def _from_entry(entry: Entry) -> Draft:
    plural = entry.name.endswith("s") and entry.sort == "armed"
    return Draft(
        kind="organisation",
        name=entry.name,
        country=entry.country,
        sector=entry.sector,
        others=entry.others,
        wikidata=entry.wikidata,
        why=entry.why,
        plural=plural,
        nouns={entry.sort} if entry.sort else set(),
    )


def _introduced(hit: NameHit, form: str, scene: Scene) -> Draft:
    """An organisation that only the report knows: country and sector from the words in and around its name."""
    draft = Draft("organisation", form, why="a name that the report introduces")
    scene.roster.add(draft)
    agent = noun_in(hit.words, scene)
    if agent is not None:
        draft.nouns.add(agent.noun)
    inside = find_inner(hit, scene.book, scene.date)
    for inner in sorted(inside, key=lambda h: hit_country(h) is None):  # "Congress of Peru" is of Peru first
        opens = inner.words[0] is hit.words[0]
        owner = next((e for e in inner.entries if e.kind == "organisation" and opens), None)
        draft.learn(
            owner.country if owner else hit_country(inner),
            owner.sector if owner else None,
            f"{joined(inner.words)} in its name",
        )
    sector = agent.sector if agent else None
    if sector is None and _is_house_committee(hit):
        sector = "LEG"
    draft.learn(None, sector, agent.why if agent else None)
    _describe(draft, hit, scene)
    if draft.country is None and draft.sector in _PUBLIC:
        draft.learn(*_presumed(hit, draft.sector, scene))
    return draft


def _is_house_committee(hit: NameHit) -> bool:
    """ "House Energy Committee", "Senate Select Committee on Ethics": a part of a parliament."""
    words = {w.text.lower() for w in hit.words}
    return not words.isdisjoint(actor_words().committees) and not words.isdisjoint(actor_words().houses)


def _presumed(hit: NameHit, sector: str | None, scene: Scene) -> tuple[str | None, str | None, str]:
    """ "Foreign Ministry", "Court of Appeal": the country of a public body that the report leaves without one."""
    country, why = scene.local(hit.head)
    return country, sector, why


def _describe(draft: Draft, hit: NameHit, scene: Scene) -> None:
    """ "the Iranian airline Mahan Air", "Mahan Air, an airline of Iran": what the nouns beside the name say."""
    head = hit.head
    nouns = [
        c for c in head.children if c.deprel in _DESCRIPTIONS and c.upos in {"NOUN", "PROPN"} and c not in hit.words
    ]
    if head.deprel in _BESIDE and head.head is not None:
        nouns.append(head.head)
    before = scene.ahead(hit.words[0])[-1:]
    nouns += [w for w in before if w.upos == "NOUN" and w not in nouns]
    for noun in nouns:
        agent = scene.book.agent(noun.lemma)
        draft.learn(None, agent.sector if agent else None, f"called {noun.text}")
        if agent is not None:
            draft.nouns.add(agent.noun)
    for owner in owners_among([w for n in [head, *nouns] for w in modifier_words(n) if w not in hit.words], scene):
        draft.learn(owner.country, None, owner.why)


def noun_in(words: tuple[Word, ...], scene: Scene) -> Agent | None:
    """The agent noun that a name ends in or contains: "… Air Force", "Ministry of …", "… Co"."""
    for end in range(len(words), 0, -1):
        if words[end - 1].text.lower() not in scene.book.agent_heads:
            continue
        for start in range(max(0, end - 3), end):
            agent = scene.book.agent(" ".join(w.text.lower() for w in words[start:end]))
            if agent is not None and agent.party != "state":
                return agent
    return None


def bracketed(hit: NameHit) -> Word | None:
    """The acronym in brackets right behind a name."""
    sentence, after = hit.words[0].sentence, hit.words[-1].index + 1
    if sentence is None or after + 2 >= len(sentence.words):
        return None
    opening, acronym, closing = sentence.words[after : after + 3]
    if opening.text == "(" and closing.text == ")" and acronym.text[0].isupper() and len(acronym.text) > 1:
        return acronym
    return None
