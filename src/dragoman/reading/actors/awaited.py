"""A name that tells at last who was meant: "a judge in Oslo ruled …" and then "Judge Lars Holm said …"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.forms import fold, plain
from dragoman.reading.actors.names import NameHit
from dragoman.reading.actors.offices import title_owners
from dragoman.reading.actors.posts import find_holder
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.titles import Title

_NEAR = 3  # sentences within which a report names whom it has introduced by office
_VAGUE = frozenset({"official", "adviser", "minister"})  # levels under which a lead hides an office
_SPEAKS = "spokesperson"  # spokesmen and press secretaries are one
_ABOVE = frozenset({"head of state", "head of government"})  # whom no report calls an official


def awaited(hit: NameHit, titles: list[Title], scene: Scene) -> Draft | None:
    """The unnamed person of the report whom a full name, met for the first time, names."""
    if len(plain(fold(hit.form))) < 2 or any(t.is_plural for t in titles[:1]):
        return None
    if titles:
        return _by_article(titles[0], scene) or _by_office(hit, titles[0], scene) or _by_lead(hit, titles[0], scene)
    return _by_turn(hit, scene)


def _by_article(title: Title, scene: Scene) -> Draft | None:
    """ "the minister, Ana Ruiz": the minister."""
    if not any(w.lemma.lower() == "the" for w in title.phrase) or title_owners(title, scene):
        return None
    holder = find_holder(title.head, title.office, None, scene)
    return holder if holder is not None and not holder.named else None


def _by_office(hit: NameHit, title: Title, scene: Scene) -> Draft | None:
    """The latest unnamed holder of the same office, of the same body and country as far as they are told."""
    if not (title.office.level or title.office.sector):
        return None
    return next((d for _, d in _unnamed(hit, scene) if _holds(d, title) and _fits(d, title, scene)), None)


def _holds(draft: Draft, title: Title) -> bool:
    speaks = title.office.level == _SPEAKS and _SPEAKS in {o.level for o in draft.offices.values()}
    return speaks or title.office.title in draft.offices


def _by_lead(hit: NameHit, title: Title, scene: Scene) -> Draft | None:
    """ "A senior Norwegian official said P." opens the report; then "Deputy Minister Lars Holm said Q."."""
    if hit.head not in scene.speakers or title.office.level in _ABOVE:
        return None
    for reference, draft in _unnamed(hit, scene):
        vague = {o.level for o in draft.offices.values()} <= _VAGUE
        if vague and draft.offices and _opens(reference, hit, scene) and _fits(draft, title, scene):
            return draft if draft.sector == title.office.sector and draft.country is not None else None
    return None


def _by_turn(hit: NameHit, scene: Scene) -> Draft | None:
    """ "…, a senior official of the party said. Lars Holm said …": a new name without office, where one has spoken."""
    if hit.head not in scene.speakers:
        return None
    return next((d for r, d in _unnamed(hit, scene) if d.offices and _opens(r, hit, scene)), None)


def _unnamed(hit: NameHit, scene: Scene) -> Iterator[tuple[Reference, Draft]]:
    """The unnamed persons of the sentences before, the latest first."""
    here = hit.head.sentence
    for reference in scene.before(hit.head, _NEAR):
        draft = reference.draft
        if draft is not None and draft.kind == "person" and not draft.named and reference.head.sentence is not here:
            yield reference, draft


def _opens(reference: Reference, hit: NameHit, scene: Scene) -> bool:
    """The reference is the speaker of the report's first sentence, and the name stands in the next."""
    one, other = reference.head.sentence, hit.head.sentence
    first = scene.page.body[0]
    following = one is not None and other is not None and other.number - one.number == 1
    return one is first and following and reference.head in scene.speakers


def _fits(draft: Draft, title: Title, scene: Scene) -> bool:
    owners = [o for o in title_owners(title, scene) if o.draft.named]
    if not owners:
        return True
    owner = owners[0]
    if draft.side is not None and "organisation" in {draft.side.kind, owner.draft.kind}:
        return draft.side is owner.draft
    return draft.country is None or owner.country is None or draft.country == owner.country
