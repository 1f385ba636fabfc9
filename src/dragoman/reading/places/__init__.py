"""Places: the names of a report that say where, which places of the world they are, and where an act happened."""

from __future__ import annotations

from dragoman.reading.places.atlas import Atlas
from dragoman.reading.places.find import find_places

__all__ = ["Atlas", "find_places"]
