"""Parties without a name: "the president", "Russian troops", "the ministry", "protesters", "dozens of refugees"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.actor_words import actor_words
from dragoman.knowledge.actors import Agent
from dragoman.parsing.tree import Word
from dragoman.reading.actors.appositions import core
from dragoman.reading.actors.drafts import Draft, Reference
from dragoman.reading.actors.groups import belonging, find_earlier, group, presumed, state_meant
from dragoman.reading.actors.metonyms import is_modifier, stands_in_place
from dragoman.reading.actors.owners import Owner, modifier_words, owners_among
from dragoman.reading.actors.pairs import plural_reference
from dragoman.reading.actors.posts import resolve_post
from dragoman.reading.actors.scene import Scene
from dragoman.reading.actors.titles import Title, is_hyphened_number, is_of_office, title_at
from dragoman.reading.grammar import conjuncts, first_conjunct, noun_phrase, preposition

_ANONYMOUS = frozenset({"supporter", "leader", "nationalist"})  # rows of agents.csv: persons, though nobody known
_POINTERS = frozenset({"counterpart", "host", "guest"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_AGENTIVE = frozenset({"nsubj", "obl:agent"})
_LONGEST = 12  # words of a group's name


def may_denote(word: Word) -> bool:
    """A word that could head a noun phrase about people."""
    if word.upos in {"NOUN", "PROPN"} or _stands_as_noun(word):
        return word.deprel not in {"flat", "fixed", "goeswith"}
    return word.upos in {"ADJ", "NUM", "DET", "PRON"} and word.deprel not in {
        "amod",
        "nummod",
        "det",
        "compound",
        "advmod",
    }


def _stands_as_noun(word: Word) -> bool:
    """ "the accused": a participle behind an article."""
    return word.xpos == "VBN" and any(c.deprel == "det" for c in word.children)


def resolve_nominal(word: Word, scene: Scene) -> Reference | None:
    """The reference of a noun, or None where it is no party."""
    special = plural_reference(word, scene)
    if special is not None:
        return special
    part = (
        _apposed(word, scene)
        or _half_title(word, scene)
        or _named_behind(word, scene)
        or _of_whole(word, scene)
        or _division(word, scene)
    )
    if part is not None:
        return part
    title = _post(word, scene)
    if title is not None:
        return resolve_post(word, title, scene)
    found = agent_of(word, scene)
    return _agent_reference(word, *found, scene) if found is not None else None


def _apposed(word: Word, scene: Scene) -> Reference | None:
    """ "Russia, a supporter of …": what the name before the comma denotes."""
    if word.deprel != "appos" or word.head is None or word.head.upos not in {"PROPN", "NOUN", "PRON"}:
        return None
    reference = scene.denote(word.head)
    if reference is None or reference.draft is None or word.xpos in {"NNS", "NNPS"} or word.upos == "PROPN":
        return None
    return scene.refer([word], noun_phrase(word), "nominal", reference.drafts, "in apposition")


def _half_title(word: Word, scene: Scene) -> Reference | None:
    """ "Defence and Aviation Minister", where the parser heads the phrase with the first half."""
    other = word.child("conj")
    if other is None or word.text.lower() not in actor_words().generic_names:
        return None
    title = title_at(other, sorted({*core(word), *core(other)}, key=lambda w: w.index), scene.book)
    if title is None:
        return None
    reference = resolve_post(other, title, scene)
    return scene.refer([word], (reference.start, reference.end), "title", reference.drafts, "half of a title")


def _named_behind(word: Word, scene: Scene) -> Reference | None:
    """ "the airline Blue Wing", "its envoys, Ana Ruiz and Jan Kos": the noun denotes what the names behind it do."""
    plural = word.xpos in {"NNS", "NNPS"}
    name = _next_name(word, scene)
    if (
        name is not None
        and name.draft is not None
        and name.draft.kind == "organisation"
        and agent_of(word, scene) is not None
    ):
        return scene.refer(
            [word], noun_phrase(word), "nominal", name.drafts, "the name behind it", not is_modifier(word)
        )
    for child in word.children:
        if child.deprel not in {"flat", "appos", "nmod:desc", "nmod:unmarked"} or child.index < word.index:
            continue
        found = [r for part in conjuncts(child) if (r := scene.denote(part)) is not None and r.draft is not None]
        kinds = {r.drafts[0].kind for r in found}
        if found and (kinds == {"person"} if plural else kinds == {"organisation"} and found[0].drafts[0].named):
            drafts = [r.drafts[0] for r in (found if plural else found[:1])]
            return scene.refer([word], noun_phrase(word), "nominal", drafts, "the name behind it")
    return None


def _next_name(word: Word, scene: Scene) -> Reference | None:
    """The name that follows a noun without a mark, unless the noun is a plural or an object of its own."""
    sentence = word.sentence
    if sentence is None or word.index + 1 >= len(sentence.words) or word.upos != "NOUN" or word.xpos == "NNS":
        return None
    name = scene.references.get(sentence.words[word.index + 1])
    return (
        name
        if name is not None and name.form == "name" and name.start == sentence.words[word.index + 1].start
        else None
    )


def _of_whole(word: Word, scene: Scene) -> Reference | None:
    """ "dozens of refugees", "members of the junta", "some of them": what the of-phrase denotes."""
    if word.lemma.lower() not in actor_words().parts and word.upos != "NUM":
        return None
    whole = next((c for c in word.children if c.deprel == "nmod" and preposition(c) == "of"), None)
    if whole is not None and word.lemma.lower() == "one" and word in scene.speakers:
        return _one_of(word, whole, scene)
    if whole is not None and word.lemma.lower() == "one":
        named = next((r for c in whole.children if c.deprel == "appos" and (r := scene.denote(c)) is not None), None)
        if named is not None and named.draft is not None:
            return scene.refer([word], noun_phrase(word), "nominal", named.drafts, "the name behind it")
    reference = scene.denote(whole) if whole is not None else None
    if reference is None or not reference.party or any(d.kind == "state" for d in reference.drafts):
        return None
    return scene.refer([word], noun_phrase(word), "nominal", reference.drafts, "some of a group")


def _one_of(word: Word, whole: Word, scene: Scene) -> Reference:
    """ "one of the victims said …": a person of the group, told apart from the others."""
    named = next((r for c in whole.children if c.deprel == "appos" and (r := scene.denote(c)) is not None), None)
    if named is not None and named.draft is not None:
        return scene.refer([word], noun_phrase(word), "nominal", named.drafts, "the name behind it")
    group = scene.denote(whole)
    known = group.draft if group is not None else None
    start, end = noun_phrase(word)
    name = " ".join(scene.page.report.text[start:end].split())
    country, sector = (known.country, known.sector) if known is not None else (None, None)
    one = scene.roster.add(Draft("person", name, country, sector, why="one of a group", named=False))
    return scene.refer([word], (start, end), "nominal", [one], "one of a group")


def _told_apart(word: Word, drafts: list[Draft], scene: Scene) -> list[Draft]:
    """ "Officials in Oslo said", "lawmakers who opposed it said": speakers who are some of a group, in those words."""
    if word not in scene.speakers or len(drafts) != 1 or drafts[0].named or drafts[0].kind == "state":
        return drafts
    start, end = noun_phrase(word)
    whole = _restricted_end(word, end)
    group, span = drafts[0], scene.page.report.text[start:whole].split()
    if whole <= end or len(span) > _LONGEST:
        return drafts
    name = " ".join(span[1:] if span[0].lower() in {"the", "a", "an"} else span)

    def make() -> Draft:
        return replace(group, name=name, mentions={}, roles=[], nouns=set(group.nouns))

    return [scene.roster.keyed(("some", name.lower()), make)]


def _restricted_end(word: Word, end: int) -> int:
    """Where the phrases and clauses that tell which ones end: at a comma, or at the verb of the sentence."""
    inside = {w.index: w for w in word.subtree()}
    cue = word.head if word.head is not None and word.deprel in _AGENTIVE else None
    following = [inside[i] for i in sorted(inside) if inside[i].start >= end]
    for at, part in enumerate(following):
        if part.text in {",", ";", ":", "(", ")", "–", '"', "."} or (part.xpos == "POS" and part.head is word):
            return end
        opens = part.upos in {"ADP", "VERB"} or part.xpos in {"WP", "WDT", "IN"}
        if part is cue or part.text.lower() == "on" or part.xpos == "PRP$" or (at == 0 and not opens):
            return end if part is cue else following[0].start - 1
        end = part.end
    return end


def _division(word: Word, scene: Scene) -> Reference | None:
    """ "the state of Montana": what the name denotes."""
    if word.lemma.lower() not in actor_words().divisions or word.xpos in {"NNS", "NNPS"}:
        return None
    name = next((c for c in word.children if c.deprel == "nmod" and preposition(c) == "of"), None)
    reference = scene.denote(name) if name is not None else None
    if reference is None or reference.draft is None or reference.draft.kind != "state":
        return None
    party = not stands_in_place(word) and not is_modifier(word)
    return scene.refer([word], noun_phrase(word), "nominal", reference.drafts, "a state called so", party)


def _post(word: Word, scene: Scene) -> Title | None:
    """The office that the noun names, unless it is better known as a body or, in the plural, as a group."""
    if not (word.upos in {"NOUN", "PROPN"} or _stands_as_noun(word)) or not is_of_office(word, scene.book):
        return None
    title = title_at(word, core(word), scene.book)
    if title is None or (word.lemma.lower() in actor_words().against_owner and is_definite(word)):
        return None
    if word.xpos in {"NNS", "NNPS"}:
        return title if (title.office.level and title.office.before) or title.office.special in _POINTERS else None
    found = agent_of(word, scene)
    return title if found is None or found[0].kind == "group" else None


def agent_of(word: Word, scene: Scene) -> tuple[Agent, tuple[Word, ...]] | None:
    """The longest agent phrase that ends in this noun, with its words."""
    if word.sentence is None or word.upos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    lasts = [last for last in _last_forms(word) if last in scene.book.agent_heads]
    words = word.sentence.words
    for start in range(max(0, word.index - 3), word.index + 1) if lasts else ():
        phrase = words[start : word.index + 1]
        if all(w is word or word in w.ancestors() for w in phrase) or start == word.index:
            agent = _agent(phrase[:-1], lasts, scene)
            if agent is not None and not (agent.number == "plural" and word.xpos in {"NN", "NNP"} and not phrase[1:]):
                return agent, tuple(phrase)
    return None


def is_body(word: Word, scene: Scene) -> bool:
    """A ministry, an army, a parliament, even as part of a longer noun phrase."""
    found = agent_of(word, scene)
    return found is not None and found[0].kind == "organisation" and found[0].party == "yes"


def _last_forms(word: Word) -> dict[str, None]:
    """Lemma, text and singular of the noun that an agent phrase ends in."""
    text = word.text.lower()
    singular = text[:-1] if word.xpos in {"NNS", "NNPS"} and text.endswith("s") else text
    return dict.fromkeys((word.lemma.lower(), text, singular))


def _agent(before: list[Word], lasts: list[str], scene: Scene) -> Agent | None:
    lead = [w.text.lower() for w in before]
    return next((a for last in lasts if (a := scene.book.agent(" ".join([*lead, last]))) is not None), None)


def _agent_reference(word: Word, agent: Agent, words: tuple[Word, ...], scene: Scene) -> Reference | None:
    if agent.party == "state":
        return _state_reference(word, scene)
    if (agent.noun in actor_words().equipment and first_conjunct(word).deprel not in _AGENTIVE) or _is_thing(
        word, agent, words, scene
    ):
        return None
    inner = set(words) - {word}
    owners = owners_among([w for w in modifier_words(word) if w not in inner or scene.book.demonym(w.text)], scene)
    if owners:
        drafts, why = _owned(word, agent, owners, scene)
    else:
        drafts, why = _unowned(word, agent, scene)
    party = bool(drafts or agent.party == "yes") and not (is_modifier(word) or stands_in_place(word))
    if not drafts and agent.noun in actor_words().equipment:
        return None
    drafts = _told_apart(word, drafts, scene)
    return scene.refer([word, *words], noun_phrase(word), "nominal", drafts, why, party)


def _is_thing(word: Word, agent: Agent, words: tuple[Word, ...], scene: Scene) -> bool:
    """ "a sanctions regime", "a fleet of lorries": a noun of people used of something else."""
    sentence = word.sentence
    if sentence is not None and is_hyphened_number(sentence.words[max(0, word.index - 2) : word.index]):
        return True
    if word.lemma.lower() in actor_words().people_or_thing and any(
        c.deprel == "compound" and c.upos == "NOUN" and c not in words for c in word.children
    ):
        return True
    whole = next((c for c in word.children if c.deprel == "nmod" and preposition(c) == "of"), None)
    return (
        whole is not None
        and whole.upos == "NOUN"
        and (agent.party == "weak" or not is_definite(word))
        and scene.denote(whole) is None
        and agent_of(whole, scene) is None
    )


def _owned(word: Word, agent: Agent, owners: list[Owner], scene: Scene) -> tuple[list[Draft], str]:
    """One group an owner where several stand side by side ("Greek and Turkish troops"), else the first owner's."""
    side_by_side = [o for o in owners if o.is_state] if word.xpos in {"NNS", "NNPS"} else []
    if word.lemma.lower() in actor_words().against_owner:
        return [], "another than the owner, not named"
    chosen = side_by_side if len(side_by_side) > 1 and _coordinated(word, scene) else owners[:1]
    name = _name(word, scene)
    return [belonging(o, agent, name, word, scene) for o in chosen], chosen[0].why


def _coordinated(word: Word, scene: Scene) -> bool:
    """Two of the noun's owners are coordinated with each other."""
    owning = [w for w in modifier_words(word) if scene.denote(w) is not None]
    return any(w.deprel == "conj" for w in owning)


def _unowned(word: Word, agent: Agent, scene: Scene) -> tuple[list[Draft], str]:
    definite = is_definite(word)
    if definite or (agent.party == "yes" and word.xpos.startswith("NN")):
        earlier = find_earlier(word, agent, definite, scene)
        if earlier is not None:
            return [earlier], "the same as mentioned before"
    if agent.party == "weak":
        anonymous = agent.kind == "group" and word.xpos == "NNS" and agent.noun in _ANONYMOUS
        drafts = [group(agent, None, agent.sector, _name(word, scene), agent.why, scene)] if anonymous else []
        return drafts, "nobody known is meant"
    return presumed(word, agent, _name(word, scene), scene)


def is_definite(word: Word) -> bool:
    """Behind an article or pronoun that points at what is known."""
    return any(
        c.deprel in {"det", "nmod:poss"} and (c.lemma.lower() in _POINTING or c.xpos == "PRP$") for c in word.children
    )


def _state_reference(word: Word, scene: Scene) -> Reference | None:
    meant = state_meant(word, is_definite(word), scene)
    if meant is None:
        return None
    why = "the state mentioned before"
    return scene.refer([word], noun_phrase(word), "nominal", [meant], why, not stands_in_place(word))


def _name(word: Word, scene: Scene) -> str:
    """The noun phrase as the report has it, without article and number."""
    start, end = noun_phrase(word)
    inside = [w for w in (word.sentence.words if word.sentence else []) if start <= w.start and w.end <= end]
    while len(inside) > 1 and (inside[0].upos in {"DET", "NUM", "PUNCT"} or inside[0].xpos == "PRP$"):
        inside = inside[1:]
    return " ".join(scene.page.report.text[inside[0].start : end].split()) if inside else word.text
