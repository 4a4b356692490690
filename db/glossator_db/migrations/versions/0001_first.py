"""The tables of the first format."""

from __future__ import annotations

from alembic import op

from glossator_db import schema

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them as `schema` has them: until the first release this revision is edited in place."""
    schema.metadata.create_all(op.get_bind())
