"""Triage: which paragraphs of a report need a tree, told by their words alone."""

from dragoman.reading.triage.choose import Choice, Triage
from dragoman.reading.triage.load import load_triage
from dragoman.reading.triage.mask import blanked, masked

__all__ = ["Choice", "Triage", "blanked", "load_triage", "masked"]
