"""How Alembic runs here: on the connection that `upkeep.upgrade` gives, inside its transaction."""

from alembic import context

from dragoman.register.schema import metadata
from dragoman.register.upkeep import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
