"""Triage: which paragraphs of a report need a tree, told by their words alone."""

from dragoman.reading.triage.choose import Triage, blanked, masked
from dragoman.reading.triage.load import load_triage

__all__ = ["Triage", "blanked", "load_triage", "masked"]
