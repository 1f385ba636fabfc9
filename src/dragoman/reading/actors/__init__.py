"""Actors: who is named in a report, by what words, and what is known of them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.actors import ActorBook
from dragoman.reading.actors.cast import Cast, freeze
from dragoman.reading.actors.resolve import read_story
from dragoman.reading.actors.scene import Said, Scene
from dragoman.reading.page import Page

__all__ = ["Cast", "find_actors"]


def find_actors(page: Page, book: ActorBook, utterances: Sequence[Said], published: str | None) -> Cast:
    """The cast of a report. `published` (ISO date) decides who was in office; without it the latest term counts."""
    scene = Scene(page, book, utterances, published)
    read_story(scene)
    return freeze(scene.references, scene.roster.drafts, page.report.text, scene.about)
