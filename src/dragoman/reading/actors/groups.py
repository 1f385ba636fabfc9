"""Groups and bodies by their noun: whose they are, whether they were mentioned before, which country is meant."""

from __future__ import annotations

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import Agent
from dragoman.parsing.tree import Word
from dragoman.reading.actors.context import country_beside
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.metonyms import is_modifier
from dragoman.reading.actors.owners import Owner
from dragoman.reading.actors.scene import FAR_BACK, LOOK_BACK, Scene
from dragoman.records import ActorKind

_STEM = 5  # letters: defence and defense, foreign and foreign affairs are one
_ARMED = frozenset({"REB", "PRM", "CRM", "PTY", "OPP"})
_OWN_PEOPLE = frozenset({"MIL", "REB", "PRM", "UAF", "PTY", "GOV", None})
# Bodies of a state that a report about the state need not call its own.
_PUBLIC = frozenset(
    {"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "CVL", "REB", "LAB", "EDU", "MED", "REF", "AGR", "REL"}
)


def belonging(owner: Owner, agent: Agent, name: str, word: Word, scene: Scene) -> Draft:
    """The actor that an owner's government, troops or people are; a stateless people's country is that beside them."""
    country, sector = owner.country, agent.sector
    if country is None and owner.draft.kind == "group":
        country = country_beside(word, scene.countries)
    if owner.draft.sector in _ARMED and not owner.is_state and sector in _OWN_PEOPLE and owner.draft.kind != "person":
        return owner.draft
    if agent.noun == "government" and country and scene.book.state(country):
        return scene.government(country, f"{agent.noun} {owner.why}")
    if sector is None:
        sector = owner.draft.sector if _shares_side(owner, word) else None
    return group(agent, country, sector, name, f"{agent.why}, {owner.why}", scene)


def _shares_side(owner: Owner, word: Word) -> bool:
    """A leader's aides hold his sector; his supporters do so only in opposition or arms."""
    if owner.is_state:
        return False
    return owner.draft.sector in _ARMED or word.lemma.lower() not in actor_words().supporters


def _teller(noun: str) -> str | None:
    """ "officials", "sources": who tell of a body or force and are not the body itself, in the singular."""
    singular = noun.lower().removesuffix("s")
    return singular if singular in actor_words().tellers else None


def group(agent: Agent, country: str | None, sector: str | None, name: str, why: str, scene: Scene) -> Draft:
    """The group or body of this noun and country, made on first mention; a state's forces are one."""
    noun = _teller(name.split()[-1]) or ("forces" if sector == "MIL" and country else agent.noun)
    if agent.noun == "ministry":
        noun = " ".join(name.lower().split()[-2:])
    if agent.noun == "civilian" and country is None:  # "women" and "people" of nowhere are not the same
        noun = name.lower()
    kind: ActorKind = "group" if agent.kind == "group" else "organisation"

    def make() -> Draft:
        return Draft(
            kind, name, country, sector, agent.others, why, plural=_is_many(agent), named=False, nouns={agent.noun}
        )

    draft = scene.roster.keyed(("group", country or "", sector or "", noun), make)
    draft.nouns.add(agent.noun)
    return draft


def _is_many(agent: Agent) -> bool:
    """Groups; and the police, who are "they"."""
    return agent.kind == "group" or agent.noun == "police"


def find_earlier(word: Word, agent: Agent, definite: bool, scene: Scene) -> Draft | None:
    """The group or body that a bare noun takes up again: of the same noun, or, behind "the", one called so."""
    for reference in scene.before(word, FAR_BACK if definite else LOOK_BACK):
        draft = reference.draft
        if draft is None or draft.kind == "person" or (draft.kind == "state" and "government" not in draft.nouns):
            continue
        if _same_noun(draft, agent, word) and not _strays(reference, draft, agent, word, scene):
            return draft
        if definite and _may_be_called(draft, agent, word):
            return draft
    return None


def _same_noun(draft: Draft, agent: Agent, word: Word) -> bool:
    """The same noun; soldiers, troops and army are one. A plural takes up no named body."""
    if draft.named and draft.kind == "organisation" and word.xpos in {"NNS", "NNPS"}:
        return False
    teller = _teller(word.text)
    if teller is not None and teller not in draft.name.lower():
        return False
    if agent.sector == "MIL" and draft.sector == "MIL":
        return not draft.named
    if agent.noun == "ministry" and _departments_differ(draft, word):
        return False
    return agent.noun in draft.nouns and agent.noun != "civilian"


def _departments_differ(draft: Draft, word: Word) -> bool:
    """ "the Foreign Ministry" is not the Ministry of Defense; "the ministry" may be either."""
    here = {_stem(c) for c in word.all("amod", "compound", "nmod") if c.upos in {"ADJ", "NOUN", "PROPN"}}
    there = {part[:_STEM].lower() for part in draft.name.split()}
    return draft.named is False and bool(here) and len(there) > 1 and not here & there


def _stem(word: Word) -> str:
    return word.text[:_STEM].lower()


def _strays(reference: Reference, draft: Draft, agent: Agent, word: Word, scene: Scene) -> bool:
    """A foreign government or force named earlier is not "the government" of a report about another state."""
    if agent.sector not in _PUBLIC or scene.about is None or draft.country in (None, scene.about):
        return False
    here, there = word.sentence, reference.head.sentence
    return here is not None and there is not None and here.number - there.number > 1


def _may_be_called(draft: Draft, agent: Agent, word: Word) -> bool:
    """ "the group" for an armed group or a charity, "the company" for a firm: a named body of a fitting sector."""
    if word.xpos in {"NNS", "NNPS"} or agent.noun == "municipality" or (draft.kind == "group" and not draft.named):
        return False
    if agent.sector is not None:
        return (
            draft.named
            and draft.kind != "state"  # "the department" is no government
            and draft.sector == agent.sector
            and agent.kind == "organisation"
            and agent.noun not in {"government", "military"}
        )
    if agent.noun == "coalition":
        return draft.country in {"IGO", "EUR", "UNO"} or (draft.sector == "MIL" and draft.country is None)
    return agent.noun == "group" and draft.named and draft.sector != "GOV"


def presumed(word: Word, agent: Agent, name: str, scene: Scene) -> tuple[list[Draft], str]:
    """A public body or a people without a country: that of the place beside it or of the report."""
    if agent.sector not in _PUBLIC or agent.noun == "civilian" or _is_foreign(word):
        return [group(agent, None, agent.sector, name, agent.why, scene)], agent.why
    country, why = scene.local(word)
    if agent.noun == "government" and country and scene.book.state(country):
        return [scene.government(country, why)], why
    return [group(agent, country, agent.sector, name, f"{agent.why}, {why}", scene)], why


def _is_foreign(word: Word) -> bool:
    """ "coalition forces", "foreign troops": from elsewhere than where they are."""
    return any(c.text.lower() in actor_words().foreign for c in word.children)


def state_meant(word: Word, definite: bool, scene: Scene) -> Draft | None:
    """ "the country", "the kingdom": the fitting state mentioned last."""
    noun = word.lemma.lower()
    if not definite or noun not in actor_words().state_nouns or word.xpos in {"NNS", "NNPS"}:
        return None
    fitting = actor_words().states_called(noun)
    for reference in scene.before(word):
        draft = reference.draft
        if draft is None or draft.country is None or scene.book.state(draft.country) is None:
            continue
        if fitting is None and reference.head.sentence is word.sentence and is_modifier(reference.head):
            continue
        if draft.country in fitting if fitting is not None else draft.kind == "state":
            return scene.state_of(draft.country)
    return None
