"""Writes the migration that brings a register of the last revision to the tables of register/schema.py.

usage: python tools/make_migration.py NAME

The file lands in src/dragoman/register/migrations/versions; read it, then set REVISION in register/upkeep.py.
While nothing is released, the first one may be made anew: delete first.py, run with NAME "first", and let its upgrade()
end with `create_words(op.get_bind())`.
"""

from __future__ import annotations

import sys

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from dragoman.register.schema import metadata
from dragoman.register.upkeep import MIGRATIONS, VERSION_TABLE, upgrade

TEXT = "sa.Text()"
HEAD = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before!r}

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Bring the tables to this revision."""
'''


def main(name: str) -> None:
    """Write the migration `name`.py."""
    before = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    revision = f"{int(before or 0) + 1:04}"
    with create_engine("sqlite://").begin() as connection:
        if before:
            upgrade(connection)
        options = {"version_table": VERSION_TABLE, "include_object": lambda _, name, *__: "_words" not in (name or "")}
        context = MigrationContext.configure(connection, opts=options)
        changes = produce_migrations(context, metadata)
    assert changes.upgrade_ops is not None
    code = render_python_code(changes.upgrade_ops, render_as_batch=True).replace(TEXT, "TEXT")
    body = "".join(f"    {line.strip()}\n" if line.startswith("#") else f"{line}\n" for line in code.splitlines())
    path = MIGRATIONS / "versions" / f"{name}.py"
    path.write_text(HEAD.format(title=name.replace("_", " ").capitalize(), revision=revision, before=before) + body)
    print(f"wrote {path}; format it, read it, and set REVISION = {revision!r}")


if __name__ == "__main__":
    main(sys.argv[1])
