"""What Alembic runs: it gets its connection from the caller, with foreign keys off.

A batch migration with foreign keys on deletes every cascading child without a word, so that is refused here.
"""

from __future__ import annotations

from alembic import context

from glossator_db import schema

connection = context.config.attributes["connection"]
if connection.exec_driver_sql("PRAGMA foreign_keys").scalar():
    raise RuntimeError("a migration needs foreign_keys=OFF")
context.configure(connection=connection, target_metadata=schema.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
