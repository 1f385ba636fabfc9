"""The store of readings.

from dragoman.register import open_register
with open_register("dragoman.sqlite") as register:
    for added in register.add(dragoman.load().read_many(reports)): ...
    for event in register.events(Filters(actor=("RUS",))): ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.register.filters import EVERYTHING, Filters
    from dragoman.register.store import Register, open_register

__all__ = ["EVERYTHING", "Filters", "Register", "open_register"]

LAZY = {
    "EVERYTHING": "dragoman.register.filters",
    "Filters": "dragoman.register.filters",
    "Register": "dragoman.register.store",
    "open_register": "dragoman.register.store",
}


def __getattr__(name: str) -> object:
    if name not in LAZY:
        raise AttributeError(f"module 'dragoman.register' has no attribute {name!r}")
    return getattr(import_module(LAZY[name]), name)
