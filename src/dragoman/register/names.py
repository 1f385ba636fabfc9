"""Names of actors made comparable across reports."""

from __future__ import annotations

from dragoman.knowledge.forms import atoms, fold


def folded(name: str) -> str:
    """A name in lower case, without accents, punctuation and a leading "the": what `local_actors.folded` holds."""
    words = [part for part in atoms(fold(name).casefold()) if part[0].isalnum()]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)
