"""Alembic's entry: runs on the connection that :mod:`observatory.store.upgrade` hands over."""

from alembic import context

from observatory.store.tables import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
