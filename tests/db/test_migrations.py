"""Alembic's first revision and a new project have the same tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

import glossator_db
from glossator_db import schema

if TYPE_CHECKING:
    from pathlib import Path

    from glossator_db.project import Project

Tables = set[tuple[str, str, str]]


def config(conn: sa.Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", "glossator_db:migrations")
    made.attributes["connection"] = conn
    return made


def tables(conn: sa.Connection) -> Tables:
    rows = conn.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows if name != "alembic_version"}


def test_upgrade_from_nothing_makes_the_tables_of_a_new_project(project: Project, tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'bare.db'}")
    with engine.begin() as conn:
        command.upgrade(config(conn), "head")
        migrated = tables(conn)
    engine.dispose()
    with project.read() as conn:
        assert tables(conn) == migrated
        assert conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == schema.REVISION


def test_the_stamp_is_the_newest_revision() -> None:
    made = Config()
    made.set_main_option("script_location", "glossator_db:migrations")
    assert ScriptDirectory.from_config(made).get_current_head() == schema.REVISION
    assert glossator_db.__file__


def test_migrating_with_foreign_keys_on_is_refused(tmp_path: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'bare.db'}")
    with engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA foreign_keys=ON")
        conn.commit()
        conn.connection.cursor().execute("PRAGMA foreign_keys=ON")
        with pytest.raises(RuntimeError, match="foreign_keys"):
            command.upgrade(config(conn), "head")
    engine.dispose()
