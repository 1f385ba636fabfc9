"""Public ids: a letter and ten hex digits over the key of the earliest record; those that are gone have heirs."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, update

from dragoman.register import schema
from dragoman.register.merging.graph import chunks

_aliases = schema.aliases


def public_id(letter: str, key: str) -> str:
    """The id of what a key begins."""
    return letter + sha256(key.encode()).hexdigest()[:10]


def settle_aliases(connection: Connection, gone: Mapping[str, str | None], live: set[str]) -> None:
    """Point ids that are gone to their heirs (None: there is none), and let live ones stand for themselves."""
    for part in chunks([*live, *gone]):
        connection.execute(delete(_aliases).where(_aliases.c.old.in_(part)))
    for part in chunks(old for old, heir in gone.items() if heir is None):
        connection.execute(delete(_aliases).where(_aliases.c.new.in_(part)))
    moved = {old: heir for old, heir in gone.items() if heir is not None}
    for old, heir in sorted(moved.items()):
        connection.execute(update(_aliases).where(_aliases.c.new == old).values(new=heir))
    if moved:
        connection.execute(insert(_aliases), [{"old": old, "new": new} for old, new in sorted(moved.items())])
