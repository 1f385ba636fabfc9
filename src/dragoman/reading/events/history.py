"""Acts told as history though no date says so: "in the past", "under the former president", the words that follow an
old date. PLOVER 2.0, section 2.3: historical."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge.modality import ModalityWords
from dragoman.parsing.tree import Sentence, Word
from dragoman.reading import grammar
from dragoman.reading.actors import Cast
from dragoman.reading.events.draft import Draft, party_ids
from dragoman.reading.events.sites import Site

DURING = frozenset({"in", "during", "throughout", "since", "at"})
ANAPHORS = frozenset({"both", "neither", "they", "them", "he", "him", "she", "her", "it"})
MODIFYING = frozenset({"acl", "acl:relcl", "amod"})


def is_history(site: Site, words: ModalityWords, cast: Cast) -> bool:
    """Whether the words around an act tell of it as past history."""
    return any(
        _once(verb, words) or _in_past_times(verb, words, cast) or _by_former_holder(verb, cast)
        for verb in dict.fromkeys((site.word, site.governor))
    ) or bool(grammar.lemmas(site.word.all("amod")) & words.historical_modifiers)


def _once(verb: Word, words: ModalityWords) -> bool:
    """ "had originally supported", "formerly allied with"; of somebody's record also "previously convicted"."""
    adverbs = grammar.lemmas(verb.all("advmod"))
    on_record = verb.lemma.lower() in words.records and bool(adverbs & {"previously", "before"})
    return verb.xpos in {"VBD", "VBN"} and (on_record or bool(adverbs & words.historical_adverbs))


def _in_past_times(verb: Word, words: ModalityWords, cast: Cast) -> bool:
    """ "in the past", "during World War II", "under former president Ana Ruiz", "the scandal in which it sold arms"."""
    first = grammar.first_conjunct(verb)
    if first.deprel == "acl:relcl" and first.head is not None and first.head.lemma.lower() in words.scandals:
        return True
    below = [verb, *(o for o in verb.all("obj") if not o.all("amod"))] if verb.upos == "VERB" else [verb]
    for mark, noun in (pair for word in below for pair in grammar.obliques(word)):
        if mark in DURING and noun.lemma.lower() in words.historical_times:
            return True
        if mark == "under" and _is_former(noun, cast):
            return True
    return False


def _by_former_holder(verb: Word, cast: Cast) -> bool:
    """ "the ban imposed by the late dictator": an act that only describes a thing."""
    agent = grammar.agent(verb) if verb.deprel in MODIFYING else None
    return agent is not None and _is_former(agent, cast)


def _is_former(noun: Word, cast: Cast) -> bool:
    party = cast.party(noun)
    return party is not None and party.actor is not None and cast.actor(party.actor).sector == "ELI"


def continued(draft: Draft, earlier: list[Draft], following: Sentence | None) -> Draft:
    """The draft as history where an undated past tense goes on a tale of old, or what follows tells what came since."""
    if draft.date is not None or draft.aux or not _is_plain_past(draft.word):
        return draft
    last = earlier[-1] if earlier else None
    goes_on = last is not None and "historical" in last.aux and _next_to(draft, last)
    return replace(draft, aux=("historical",)) if goes_on or _has_since(following, draft.sentence) else draft


def _next_to(draft: Draft, last: Draft) -> bool:
    """Of the same people, in the same or the next sentence of the paragraph."""
    gap = draft.sentence.number - last.sentence.number
    same = bool(party_ids(draft) & party_ids(last)) or any(_is_anaphor(c) for c in draft.word.children)
    return gap <= 1 and draft.sentence.paragraph == last.sentence.paragraph and same


def _is_anaphor(word: Word) -> bool:
    """ "both were acquitted", "jailed them"."""
    return word.deprel in {"nsubj", "nsubj:pass", "obj"} and word.lemma.lower() in ANAPHORS


def _is_plain_past(verb: Word) -> bool:
    """Simple past or pluperfect, not told on somebody's word."""
    helpers = verb.all("aux", "aux:pass")
    tense = verb.xpos == "VBD" or any(h.xpos == "VBD" for h in helpers)
    return tense and verb.deprel not in {"ccomp", "parataxis"} and not any(h.xpos == "MD" for h in helpers)


def _has_since(following: Sentence | None, sentence: Sentence) -> bool:
    """ "The government has since lifted the ban."."""
    if following is None or following.paragraph != sentence.paragraph:
        return False
    since = [w for w in following.words if w.lemma.lower() == "since" and w.deprel == "advmod" and w.head is not None]
    return any("have" in grammar.lemmas(w.head.all("aux")) for w in since if w.head is not None)
