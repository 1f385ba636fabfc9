"""Codes that the older formats want: numbers for ids, CAMEO with its roots, names of states and sectors."""

from __future__ import annotations

from hashlib import sha256

from dragoman.knowledge.formats import cameo_types, countries, goldstein, non_states, sectors
from dragoman.knowledge.plover import cameo_codes

BITS = 52  # R and spreadsheets keep whole numbers up to 2^53
QUAD_OF_ROOT = ((5, 1), (8, 2), (13, 3), (20, 4))  # CAMEO's roots up to this one are of this quad class
QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")


def number(*names: str) -> int:
    """A whole number made of ids, the same in every run: the first 52 bits of SHA-256 over them, zero bytes between."""
    digest = sha256("\0".join(names).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - BITS)


def whole_code(cameo: str) -> str:
    """A CAMEO code of at least three digits: "04" becomes "040"."""
    return cameo if len(cameo) > 2 else f"{cameo}0"


def quad_of(cameo: str) -> int:
    """The quad class of a CAMEO code, as GDELT gives it: by its root."""
    root = int(cameo[:2])
    return next(quad for last, quad in QUAD_OF_ROOT if root <= last)


def score_of(cameo: str) -> float | None:
    """Goldstein's score of a CAMEO code."""
    return goldstein().get(cameo)


def words_of(cameo: str) -> str | None:
    """CAMEO's words for a code."""
    known = cameo_codes().get(cameo)
    return known.description if known else None


def state_name(code: str | None) -> str | None:
    """The name of a state or of one of PLOVER's groups."""
    known = countries().get(code or "")
    return known.name if known else non_states().get(code or "")


def sector_name(code: str | None) -> str | None:
    """PLOVER's word for a sector."""
    return sectors().get(code or "")


def cameo_type(code: str | None) -> str | None:
    """CAMEO's type for a sector."""
    return cameo_types().get(code or "") or None
