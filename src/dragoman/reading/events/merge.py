"""One record an act: later mentions of the same act join the first and fill its gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.events.draft import Draft
from dragoman.records import Actor, EventDate, Party, Place, Size

TELLING = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "COOPERATE", "AID"})
BETWEEN_STATES = frozenset({"CONSULT", "SUPPORT", "COOPERATE"})
AGREEMENTS = frozenset(
    ["agreement", "accord", "pact", "treaty", "deal", "memorandum", "understanding", "truce", "ceasefire", "cease-fire"]
)
GENERAL = frozenset({"use", "employ", "deploy", "send", "throw", "hurl", "fire", "launch", "impose", "take", "seize"})
NAMELESS = frozenset({"attack", "incident", "event", "violence"})  # nouns for any act of violence told before
KILLINGS = frozenset(
    ["kill", "murder", "assassinate", "slay", "shoot", "behead", "hang", "lynch", "killing", "assassination"]
)
SPOKEN_OVERLAP = 0.34  # share of content words that makes a second request or reproach the same one
STOP = frozenset(
    [
        "be",
        "have",
        "do",
        "not",
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "and",
        "or",
        "that",
        "this",
        "it",
        "its",
        "he",
        "his",
        "they",
        "their",
        "she",
        "her",
        "at",
        "by",
        "from",
        "as",
    ]
)


def merge(drafts: Iterable[Draft], cast: Cast) -> list[Draft]:
    """The acts of a report, each once, in order of first mention."""
    kept: list[Draft] = []
    for draft in drafts:
        place = next((i for i, old in enumerate(kept) if same_act(old, draft, cast)), None)
        again = next((i for i, old in enumerate(kept) if _retold(old, draft)), None)
        if place is not None:
            kept[place] = joined(kept[place], draft, cast)
        elif again is not None:
            kept[again] = replace(kept[again], also=(*kept[again].also, draft.trigger, *draft.also))
        else:
            kept.append(draft)
    return kept


def _retold(old: Draft, new: Draft) -> bool:
    """ "the protests", "the shooting", behind one: of it, whatever the sentence says of its time and place."""
    plain = old.type == new.type and old.type in {"PROTEST", "ASSAULT"} and _refers_back(new.word)
    bare = not new.actor and not new.recipient if new.type == "ASSAULT" else _same_roles(old, new)
    return plain and bare and not new.aux and _one_kind(old, new)


def _one_kind(old: Draft, new: Draft) -> bool:
    return old.rule == new.rule or old.word.lemma == new.word.lemma or set(old.modes) == set(new.modes)


def same_act(old: Draft, new: Draft, cast: Cast) -> bool:
    """Whether two mentions can be of one act: type, aux, parties, date and place agree, the words tell the same."""
    if _killed_once(old, new, cast):
        return True
    if (
        old.word is new.word
        or old.aux != new.aux
        or not _same_date(old.date, new.date)
        or not _compatible_places(old, new)
    ):
        return False
    if _may_be_bilateral(old, new) and _same_sides(old, new, cast):
        return old.type == new.type or (is_agreement(old.word) and is_agreement(new.word))
    if old.type != new.type or not _same_roles(old, new):
        return False
    if _one_victim(old, new, cast) or _aftermath(old, new):
        return True
    return _told_alike(old, new) if _shared_party(old, new) else _is_bare_reference(old, new)


def _one_victim(old: Draft, new: Draft, cast: Cast) -> bool:
    """ "was shot", then "gunmen attacked him": one person is attacked once in a report, unless days tell otherwise."""
    victims = _ids(old.recipient)
    one_person = len(victims) == 1 and all(cast.actor(v).kind == "person" for v in victims)
    return old.type == "ASSAULT" and one_person and victims == _ids(new.recipient)


def _killed_once(old: Draft, new: Draft, cast: Cast) -> bool:
    """One dies once, whatever the two sentences say of the day."""
    told = {w.lemma.lower() for w in (old.word, new.word)} <= KILLINGS and not {*old.aux, *new.aux} - {"historical"}
    victims = _ids(old.recipient) & _ids(new.recipient)
    return told and old.type == new.type == "ASSAULT" and any(cast.actor(v).kind == "person" for v in victims)


def _aftermath(old: Draft, new: Draft) -> bool:
    """ "three were killed in the attack", "the attack was repelled": of an attack told before, by the same noun."""
    if old.type != "ASSAULT" or new.word.upos != "VERB":
        return False
    if old.sentence is new.sentence:
        return old.word in grammar.subjects(new.word)
    within = [w for mark, w in grammar.obliques(new.word) if mark in {"in", "during"}]
    nouns = [w for w in (*within, *grammar.objects(new.word)[:1]) if _refers_back(w) and not w.all("amod")]
    return any(w.lemma in NAMELESS or w.lemma == old.word.lemma for w in nouns)


def _may_be_bilateral(old: Draft, new: Draft) -> bool:
    return {old.type, new.type} == {"AGREE", "SUPPORT"} or (old.type == new.type and old.type in BETWEEN_STATES)


def _same_sides(old: Draft, new: Draft, cast: Cast) -> bool:
    """Two countries on both, whoever acts for them ("Turkey and the United States", then their two ministers)."""
    one, other = _countries(old, cast), _countries(new, cast)
    if old.sentence is new.sentence or len(one) < 2 or not other or not other <= one or _other_people(old, new, cast):
        return False
    if other < one:
        return is_agreement(old.word) and is_agreement(new.word) and old.word.lemma == new.word.lemma
    return old.word.lemma == new.word.lemma or _refers_back(new.word) or is_agreement(new.word)


def _other_people(old: Draft, new: Draft, cast: Cast) -> bool:
    """Whether both name a person of one country, and not the same."""
    people = [{(a.country, a.id) for a in _actors(d, cast) if a.kind == "person"} for d in (old, new)]
    return any(c == d and one != other for c, one in people[0] for d, other in people[1] if (c, one) not in people[1])


def _actors(draft: Draft, cast: Cast) -> list[Actor]:
    return [cast.actor(p.actor) for p in draft.actor + draft.recipient if p.actor is not None]


def _countries(draft: Draft, cast: Cast) -> set[str]:
    return {a.country for a in _actors(draft, cast) if a.country is not None}


def is_agreement(word: Word) -> bool:
    """Whether the act that a word names is the making of an agreement."""
    return any(is_agreement_noun(w) for w in (word, *word.children))


def is_agreement_noun(word: Word) -> bool:
    """A treaty, a deal, a truce."""
    return word.upos in {"NOUN", "PROPN"} and word.lemma.lower() in AGREEMENTS


def _is_bare_reference(old: Draft, new: Draft) -> bool:
    """ "the attack" without anybody's name, after an attack was told."""
    lacks = not _ids(new.actor) or not _ids(new.recipient)
    return lacks and _refers_back(new.word) and new.word.sentence is not old.word.sentence


def _same_roles(old: Draft, new: Draft) -> bool:
    """Parties in the same roles; who meets whom is told from either side."""
    if old.type == "CONSULT":
        return _compatible(old.actor + old.recipient, new.actor + new.recipient)
    return _compatible(old.actor, new.actor) and _compatible(old.recipient, new.recipient)


def _told_alike(old: Draft, new: Draft) -> bool:
    if old.type == "CONSULT" and len(_all_ids(old)) > 1 and _all_ids(old) == _all_ids(new):
        return True
    if old.type in TELLING:
        return _overlap(old, new) >= SPOKEN_OVERLAP
    if _other_things(old.word, new.word):
        return False
    if old.word.sentence is new.word.sentence:
        return old.word.lemma == new.word.lemma and not _coordinated(old.word, new.word)
    return old.word.lemma.lower() == new.word.lemma.lower() or old.rule == new.rule or _refers_back(new.word)


def _other_things(one: Word, other: Word) -> bool:
    """ "used force", then "used tear gas"; "sent a frigate", then "sent marines"."""
    if one.lemma not in GENERAL or one.lemma != other.lemma:
        return False
    things = [{w.lemma for o in grammar.objects(v)[:1] for w in grammar.conjuncts(o)} for v in (one, other)]
    return all(things) and not things[0] & things[1]


def _coordinated(one: Word, other: Word) -> bool:
    return other.deprel == "conj" and other.head is one


def _refers_back(word: Word) -> bool:
    """A definite noun tells of an act already told: "the attack", "that meeting", "Barak's visit"."""
    return word.upos == "NOUN" and grammar.is_definite(word)


def _overlap(old: Draft, new: Draft) -> float:
    one, other = _content(old.word), _content(new.word)
    return len(one & other) / max(1, min(len(one), len(other)))


def _content(word: Word) -> set[str]:
    """Lemmas of what is told, the teller left out."""
    return {
        w.lemma.lower()
        for w in word.subtree()
        if w.upos in {"NOUN", "VERB", "PROPN", "ADJ", "NUM"} and w.lemma.lower() not in STOP
    }


def _ids(parties: tuple[Party, ...]) -> set[str]:
    return {p.actor for p in parties if p.actor is not None}


def _all_ids(draft: Draft) -> set[str]:
    return _ids(draft.actor + draft.recipient)


def _compatible(old: tuple[Party, ...], new: tuple[Party, ...]) -> bool:
    one, other = _ids(old), _ids(new)
    return not one or not other or one <= other or other <= one


def _shared_party(old: Draft, new: Draft) -> bool:
    return bool(_all_ids(old) & _all_ids(new))


def _same_date(old: EventDate | None, new: EventDate | None) -> bool:
    if old is None or new is None:
        return True
    return old.value.startswith(new.value) or new.value.startswith(old.value)


def _compatible_places(old: Draft, new: Draft) -> bool:
    if old.place is None or new.place is None or old.place.id == new.place.id:
        return True
    return old.place.country == new.place.country


def joined(old: Draft, new: Draft, cast: Cast) -> Draft:
    """The first mention with the second among `also` and its gaps filled."""
    place, wide = _closer(old, new)
    return replace(
        old,
        actor=_fuller(old.actor, _others(new.actor, old.recipient), cast),
        recipient=_fuller(old.recipient, _others(new.recipient, old.actor), cast),
        place=place,
        wide_place=wide,
        date=_finer(old.date, new.date),
        size=_sizes(old.size, new.size),
        modes=tuple(dict.fromkeys(old.modes + new.modes)),
        also=(*old.also, new.trigger, *new.also),
    )


def _others(parties: tuple[Party, ...], but: tuple[Party, ...]) -> tuple[Party, ...]:
    known = _ids(but)
    return tuple(p for p in parties if p.actor not in known)


def _fuller(old: tuple[Party, ...], new: tuple[Party, ...], cast: Cast) -> tuple[Party, ...]:
    """The first mention's parties and those of countries that it did not name yet."""
    if not old:
        return new
    countries = {cast.actor(p.actor).country for p in old if p.actor is not None}
    known = _ids(old)
    added = [p for p in new if p.actor is not None and p.actor not in known]
    return old + tuple(p for p in added if cast.actor(p.actor or "").country not in countries - {None})


def _closer(old: Draft, new: Draft) -> tuple[Place | None, bool]:
    """The place that says more, a town rather than its country; and whether it is a whole country."""
    if old.place is None or new.place is None:
        known = old if old.place is not None else new
        return known.place, known.wide_place
    finer = old.wide_place and not new.wide_place and old.place.country == new.place.country
    return (new.place, False) if finer else (old.place, old.wide_place)


def _finer(old: EventDate | None, new: EventDate | None) -> EventDate | None:
    if old is None or new is None:
        return old or new
    return new if len(new.value) > len(old.value) else old


def _sizes(old: Size, new: Size) -> Size:
    """Figures that contradict each other are no figure."""
    return Size(*(_figure(getattr(old, f), getattr(new, f)) for f in ("dead", "injured", "arrested")))


def _figure(old: int | None, new: int | None) -> int | None:
    if old is None or new is None:
        return old if new is None else new
    return old if old == new else None
