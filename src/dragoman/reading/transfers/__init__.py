"""Transfers: which arms go from whom to whom, and whether they were asked, promised, refused or delivered."""

from dragoman.reading.transfers.find import find_transfers

__all__ = ["find_transfers"]
