"""Cue words in a tree: which uses of a verb apply, whether it really reports, and who speaks, to whom, through what."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.knowledge.reporting import ReportingBook, VerbCue
from dragoman.parsing.tree import Word
from dragoman.reading import grammar
from dragoman.reading.utterances.text import is_time, sentence_of
from dragoman.reading.utterances.utterance import Range

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEGATORS = frozenset({"not", "n't", "never", "neither", "nor", "hardly", "barely", "no"})
_NOBODY = frozenset({"nobody", "none", "no-one", "nothing"})
_REACH = 5  # words within which the parts of "point out" stand
_AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "men", "ant", "ent", "eer")
_PEOPLE = frozenset(
    {"i", "he", "she", "they", "we", "you", "who", "it", "one", "both", "some", "many", "all", "several"}
)
_SHARES = frozenset(
    {"pct", "percent", "%", "percentage", "majority", "number", "dozen", "third", "half", "part", "most"}
)
_WRITTEN = frozenset(
    {"letter", "memo", "memorandum", "cable", "email", "e-mail", "note", "message", "telegram", "diary"}
)
_HANDED_ON = frozenset({"release", "publish", "obtain", "see", "leak", "print", "quote", "carry", "distribute", "hand"})
_BINDING = frozenset({"constitution", "charter", "treaty", "agreement", "law"})  # speak for themselves
_PARTS = frozenset({"part", "portion", "section", "passage", "excerpt", "extract", "line"})
_UNREAL = frozenset({"if", "unless", "whether"})
_RESUMING = frozenset({"go", "continue", "begin", "start", "proceed", "hasten"})


def uses(verb: Word, book: ReportingBook) -> list[VerbCue]:
    """The uses that the book knows of this verb, as far as its further parts are there."""
    if verb.upos not in {"VERB", "AUX"} and not verb.xpos.startswith("VB"):
        return []
    found = book.verbs.get(verb.lemma.lower(), ())
    with_parts = [use for use in found if use.parts and parts_of(verb, use) is not None]
    return with_parts or [use for use in found if not use.parts]


def parts_of(verb: Word, use: VerbCue) -> list[Word] | None:
    """The further words of the cue, in order; None where one is missing."""
    words = sentence_of(verb).words
    found: list[Word] = []
    at = verb.index + 1
    for part in use.parts:
        near = words[at : verb.index + 1 + _REACH]
        word = next((w for w in near if part in (w.lemma.lower(), w.text.lower())), None)
        if word is None or _is_beyond_object(word, verb):
            return None
        found.append(word)
        at = word.index + 1
    return found


def _is_beyond_object(part: Word, verb: Word) -> bool:
    """ "called it a victory for the voters": the preposition belongs to what it is called."""
    noun = verb.child("obj")
    return part.deprel == "case" and noun is not None and verb.index < noun.index < part.index


def cue_span(verb: Word, use: VerbCue | None) -> Range:
    """The verb with its further parts where they follow it."""
    parts = (parts_of(verb, use) or []) if use is not None else []
    return verb.start, max([verb.end, *(p.end for p in parts)])


def preposition_span(noun: Word) -> Range:
    """The preposition of a noun with its fixed parts: "according to"."""
    marks = [m for c in noun.children if c.deprel == "case" and c.index < noun.index for m in [c, *c.all("fixed")]]
    return min(m.start for m in marks), max(m.end for m in marks)


def is_finite(head: Word) -> bool:
    """Whether a clause has a verb with a tense, or at least a subject and no "to"."""
    verbs = [head, *(c for c in head.children if c.deprel in {"aux", "aux:pass", "cop"})]
    if any(v.xpos in FINITE for v in verbs):
        return True
    subject = any(c.deprel in grammar.SUBJECTS or c.deprel == "expl" for c in head.children)
    infinitive = any(c.deprel == "mark" and c.lemma.lower() in {"to", "for"} for c in head.children)
    return subject and not infinitive and not any(v.xpos == "VBG" for v in verbs[:1])


def is_negated(verb: Word) -> bool:
    """Whether the verb's own clause denies it: "did not say", "neither confirmed nor denied", "no one claimed"."""
    if any(c.lemma.lower() == "without" and c.deprel in {"mark", "case"} for c in verb.children):
        return True
    if any(
        c.lemma.lower() in _NEGATORS and c.deprel in {"advmod", "cc:preconj", "cc", "aux", "det"} for c in verb.children
    ):
        return True
    subject = grammar.grammatical_subject(verb)
    if subject is None:
        return False
    return subject.lemma.lower() in _NOBODY or any(
        c.deprel in {"det", "advmod"} and c.lemma.lower() in {"no", "neither"} for c in subject.children
    )


def is_unsaid(verb: Word, book: ReportingBook) -> bool:
    """Not said yet or not said at all: "will announce", "if he says", "refused to say"."""
    if any(
        c.deprel == "aux" and c.text.lower() in book.unsaid | {"ll", "d"} and verb.xpos == "VB" for c in verb.children
    ):
        return True
    marks = {c.lemma.lower() for c in verb.children if c.deprel == "mark"}
    if marks & _UNREAL:
        return True
    governor = verb.head.lemma.lower() if verb.head is not None else ""
    return "to" in marks and verb.xpos == "VB" and governor not in _RESUMING


def is_under_modal(verb: Word) -> bool:
    """ "would see"."""
    return any(c.deprel == "aux" and c.xpos == "MD" for c in verb.children)


def is_reporting(verb: Word, use: VerbCue, book: ReportingBook) -> bool:
    """Whether the verb reports that something was said or thought."""
    if is_unsaid(verb, book) or _asks(verb):
        return False
    return not is_negated(verb) or use.group == "think"


def _asks(verb: Word) -> bool:
    """A question: "did he say that …?"."""
    words = sentence_of(verb).words
    return (
        words[-1].text == "?"
        and verb.deprel == "root"
        and any(
            c.deprel == "aux" and c.index < s.index for c in verb.children for s in verb.children if s.deprel == "nsubj"
        )
    )


def speaker_of(verb: Word) -> Word | None:
    """The head of the phrase that names who speaks; None where nobody does ("it is believed")."""
    found = grammar.subjects(verb)
    subject = _titled_beside(verb) or (found[0] if found else None)
    if subject is None or subject.deprel == "expl" or subject.xpos in {"EX", "WDT"} or subject.index == verb.index:
        return None
    if subject.upos in {"VERB", "AUX", "PUNCT", "SCONJ"} or subject.lemma.lower() in {"what", "there"}:
        return None
    return subject


def _titled_beside(verb: Word) -> Word | None:
    """ "House of Lords Speaker Ana Ruiz said": the person, where the parser gives the verb two subjects in a row."""
    named = [c for c in verb.all("nsubj") if c.index < verb.index]
    person = named[-1] if len(named) > 1 else None
    if person is None or person.name is None or person.name.label != "PER":
        return None
    return person if sentence_of(verb).words[person.index - 1].upos != "PUNCT" else None


def relayed_source(verb: Word, book: ReportingBook) -> tuple[Word, Word | None] | None:
    """Whose words are handed on, and by whom: "was quoted as saying", "the daily reported the prince as saying"."""
    relay = verb.head
    if relay is None or verb.xpos != "VBG" or relay.lemma.lower() not in book.relays:
        return None
    passive = grammar.is_passive(relay)
    bare = passive and verb.deprel in {"xcomp", "advcl", "ccomp"} and relay.index == verb.index - 1
    if not bare and not any(c.lemma.lower() == "as" and c.deprel in {"mark", "case"} for c in verb.children):
        return None
    source = grammar.grammatical_subject(relay) if passive else relay.child("obj", "iobj")
    via = grammar.agent(relay) if passive else grammar.grammatical_subject(relay)
    return (source, via) if source is not None else None


def can_speak(noun: Word, book: ReportingBook) -> bool:
    """Whether a subject is of those who speak: a name, a person, an office, a document; not "the move"."""
    if noun.upos in {"PROPN", "PRON"}:
        return noun.lemma.lower() in _PEOPLE or noun.upos == "PROPN"
    lemma = noun.lemma.lower()
    if lemma in _SHARES or noun.upos in {"NUM", "SYM"}:
        return any(can_speak(whole, book) for preposition, whole in grammar.obliques(noun) if preposition == "of")
    return noun.name is not None or book.classes.speaks(lemma) or _is_agentive(lemma, book)


def _is_agentive(noun: str, book: ReportingBook) -> bool:
    """ "leader", "activist", "president"; not "payment", not "number"."""
    return noun.endswith(_AGENTIVE) and not noun.endswith("ment") and noun not in book.things


def addressee_of(verb: Word, use: VerbCue) -> Word | None:
    """Whom the words are for: "told reporters", "said to the court", "speaking to the press, he said"."""
    if "object" in use.to:
        if grammar.is_passive(verb):
            return grammar.grammatical_subject(verb)
        return verb.child("iobj", "obj")
    found = next((o for p, o in grammar.obliques(verb) if p in use.to), None)
    return found or next(_spoken_to(verb), None)


def _spoken_to(verb: Word) -> Iterator[Word]:
    for clause in [*verb.all("advcl"), *(c for s in verb.all("nsubj") for c in s.all("acl"))]:
        lemma = clause.lemma.lower()
        if lemma == "speak":
            yield from (o for p, o in grammar.obliques(clause) if p in {"to", "before"})
        elif lemma in {"address", "tell"}:
            yield from clause.all("obj")


def of_document(speaker: Word | None, book: ReportingBook) -> Word | None:
    """ "part of the judge's statement reads": the statement."""
    if speaker is None or speaker.lemma.lower() not in _PARTS:
        return speaker
    wholes = (noun for mark, noun in grammar.obliques(speaker) if mark in {"of", "from", "in"})
    whole = next((w for w in wholes if w.lemma.lower() in book.classes.documents), speaker)
    return speaker if whole.child("acl:relcl") or speaker.child("acl:relcl") else whole


def channels_of(verb: Word, book: ReportingBook) -> list[Word]:
    """The channel named in the cue's clause ("in a statement", "on Twitter") and what it came through, if told."""
    clauses = [verb, *(c for c in verb.children if c.deprel in {"advcl", "acl"} and c.xpos in {"VBN", "VBG"})]
    for clause in clauses:
        for preposition, noun in grammar.obliques(clause):
            if preposition in book.channel_prepositions and _is_channel(noun, book):
                return [noun, *_carriers(noun, book)]
    return []


def _is_channel(noun: Word, book: ReportingBook) -> bool:
    return noun.lemma.lower() in book.channel_nouns or noun.text in book.classes.media_names


def _carriers(noun: Word, book: ReportingBook) -> Iterator[Word]:
    """ "in a statement delivered via the press secretary": the press secretary."""
    for clause in noun.all("acl", "acl:relcl"):
        for preposition, carrier in grammar.obliques(clause):
            if preposition in {"via", "through", "by"} and _is_channel(carrier, book):
                yield carrier


def cited_source(verb: Word, book: ReportingBook) -> Word | None:
    """The source inside the cue's clause: "the agency, citing Iranian officials, said"; bare "sources" name nobody."""
    subject = grammar.own_subject(verb)
    holders = [verb, subject] if subject is not None else [verb]
    for holder in holders:
        for clause in holder.children:
            if clause.lemma.lower() in book.citing and (clause.xpos == "VBG" or _tells_of(clause, holder)):
                source = clause.child("obj")
                if source is not None and not _is_bare(source):
                    return source
    return None


def _tells_of(clause: Word, holder: Word) -> bool:
    """ "the agency, which cited X": a relative clause whose subject is the holder."""
    subject = grammar.own_subject(clause)
    return (
        clause.deprel == "acl:relcl" and subject is not None and subject.xpos in {"WDT", "WP"} and holder.upos != "VERB"
    )


def _is_bare(source: Word) -> bool:
    told = [c for c in source.children if c.deprel not in {"punct", "det", "case", "cc"}]
    vague = {"anonymous", "unnamed", "unidentified", "unspecified", "other"}
    return source.upos == "NOUN" and source.lemma.lower() == "source" and all(c.lemma.lower() in vague for c in told)


def issuer_of(document: Word, book: ReportingBook) -> Word | None:
    """Who stands behind "a statement from his office", "a tweet by the minister", "figures released by the bank"."""
    if document.lemma.lower() not in book.classes.documents:
        return None
    for preposition, noun in grammar.obliques(document):
        if preposition in {"by", "from"} and noun.upos in {"PROPN", "NOUN", "PRON"}:
            return noun
    for clause in document.all("acl", "acl:relcl"):
        by = grammar.agent(clause)
        handed_on = document.lemma.lower() in _WRITTEN and clause.lemma.lower() in _HANDED_ON
        if by is not None and not handed_on and by.lemma.lower() not in book.classes.documents:
            return by
    owner = document.child("nmod:poss")
    binding = document.lemma.lower() in _BINDING
    return owner if owner is not None and not binding and not is_time(owner) else None
