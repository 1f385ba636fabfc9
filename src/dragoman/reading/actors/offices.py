"""What an office makes of its holder: country and sector from whose office it is."""

from __future__ import annotations

from dragoman.knowledge.actor_words import actor_words
from dragoman.parsing.tree import Word
from dragoman.reading.actors.drafts import Draft
from dragoman.reading.actors.owners import Owner, owners_among
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.titles import Title

_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_DERIVED = frozenset({"inherits", "role"})


def title_owners(title: Title, scene: Scene) -> list[Owner]:
    """Whose office it is, likeliest first; no envoy's destination ("Syria envoy"), no counterpart's opposite."""
    words = list(title.owner_words())
    if title.office.level == "envoy":
        words = [w for w in words if not _destination(w, scene)]
    if title.office.special in {"counterpart", "host", "guest"}:
        words = [w for w in words if w.deprel != "nmod:poss" and w.xpos != "PRP$"]
    return owners_among(words, scene)


def _destination(word: Word, scene: Scene) -> bool:
    """A country's name right before "envoy", neither possessive nor adjective nor a seat such as U.S. or UN."""
    if word.deprel not in {"compound", "nmod:unmarked"} or word.text.replace(".", "").isupper():
        return False
    reference = scene.denote(word)
    return reference is not None and reference.draft is not None and reference.draft.kind == "state"


def bear(
    draft: Draft, title: Title, owner: Owner | None, scene: Scene, first: bool = True, presume: bool = True
) -> None:
    """Let a person bear a title: the report's words go before the gazetteer's, and both before what is presumed."""
    country, sector, why = implied(title, owner, scene)
    if presume and country is None and draft.country is None and sector in _PUBLIC:
        country, why = _presumed(title, scene)
    foreign_body = draft.serving and country is not None and scene.book.state(country) is None
    if country is not None and (draft.country is None or (first and owner is not None and not foreign_body)):
        draft.country, draft.why = country, why
    if sector is not None and (draft.sector is None or (first and (title.former or not draft.serving))):
        draft.sector = sector
        draft.why = draft.why or why
    if owner is not None and owner.draft.kind != "person":
        draft.side = draft.side or owner.draft
    body = owner.draft.name if owner is not None else None
    draft.hold(title.text, title.office, body)
    opposite = counterpart_of(title, scene) if title.office.special == "counterpart" else None
    for office in list(opposite.offices.values())[:1] if opposite is not None else ():
        draft.hold(office.title, office, body)


def implied(title: Title, owner: Owner | None, scene: Scene) -> tuple[str | None, str | None, str]:
    """Country, sector and reason that an office with this owner implies."""
    why = f"{title.text} {owner.why}" if owner is not None else title.text
    if owner is not None and owner.is_state and title.head.lemma.lower() in actor_words().against_owner:
        return None, None, why  # an opponent of a state is another's
    country = owner.country if owner is not None else None
    sector = _sector(title, owner, scene)
    if title.former and sector in _PUBLIC:
        sector = "ELI"
    return country, sector, why


def _sector(title: Title, owner: Owner | None, scene: Scene) -> str | None:
    office = title.office
    if office.special == "counterpart":
        opposite = counterpart_of(title, scene)
        return opposite.sector if opposite is not None else "GOV"
    if office.special in {"host", "guest"}:
        return "GOV" if owner is not None and owner.is_state else None
    if owner is None:
        return office.sector
    if office.special in _DERIVED:
        return office.sector or owner.draft.sector or ("GOV" if owner.is_state else None)
    if (
        owner.draft.kind in {"organisation", "group"}
        and not owner.is_state
        and office.sector in {"GOV", "MIL", "BUS", None}
    ):
        return owner.draft.sector or office.sector
    return office.sector


def counterpart_of(title: Title, scene: Scene) -> Draft | None:
    """The person whose counterpart it is."""
    for word in title.owner_words():
        if word.deprel == "nmod:poss" or word.xpos == "PRP$":
            reference = scene.denote(word)
            return reference.draft if reference is not None else None
    return None


def _presumed(title: Title, scene: Scene) -> tuple[str | None, str]:
    """The country of a public office that the report leaves without one."""
    if (
        not actor_words().american_titles.isdisjoint({title.words[-1].text.lower(), title.head.lemma.lower()})
        and scene.roster.get(("state", "USA", "")) is not None
    ):
        return "USA", "a title of the United States"
    if title.words[-1].text in {"Rep.", "Sen."}:
        return "USA", "a title of the United States"
    return scene.office_country(title.head, title.text)
