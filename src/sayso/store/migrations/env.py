"""Alembic's entry: runs the scripts on the connection it is given."""

from alembic import context

from sayso.store.migrate import VERSION_TABLE
from sayso.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot alter a table in place: Alembic makes a new one and moves the rows.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
