"""Agreements: what states and other political actors signed, promised one another, or broke."""

from dragoman.reading.agreements.find import find_agreements

__all__ = ["find_agreements"]
