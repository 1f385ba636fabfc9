"""The parsing room: a report's text to sentences of words with heads, relations, tags, lemmas and names."""

from dragoman.parsing.api import Parser, load_parser, model_info, model_version
from dragoman.parsing.tree import Document, Name, Sentence, Word

__all__ = ["Document", "Name", "Parser", "Sentence", "Word", "load_parser", "model_info", "model_version"]
