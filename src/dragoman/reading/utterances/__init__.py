"""Who says what, before it is known who is who: quotations and reported clauses with their cues."""

from dragoman.reading.utterances.find import attribution, find_utterances
from dragoman.reading.utterances.utterance import Utterance

__all__ = ["Utterance", "attribution", "find_utterances"]
