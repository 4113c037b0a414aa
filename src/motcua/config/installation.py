"""Making an installation ready: database, schema, rights, base data. Safe to run at every start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

import django
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from motcua.config import embedded_database
from motcua.config.databases import uses_embedded

# Rooms whose base_data module offers `load(at=…)`, lowest room first.
_BASE_DATA = ("deadlines", "organisations", "catalogue")

# What the application may do with the journal: read and append. Everything else it may change.
_APPEND_ONLY = ("kernel_journalentry",)


def open_database() -> None:
    """Start the embedded database when it is the one in use, and set Django up. Changes nothing stored."""
    if uses_embedded():
        embedded_database.ensure_running()
    if not apps.ready:
        django.setup()


def prepare(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Bring schema, rights and base data up to this version of the program. Quick when there is nothing to do."""
    open_database()
    owner = connections["owner"]
    executor = MigrationExecutor(owner)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Cập nhật cấu trúc cơ sở dữ liệu ({len(plan)} bước)…")
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        grant_rights()
    owner.close()
    load_base_data(at=at, say=say)


def load_base_data(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load what the program ships and every installation needs; what is there already is left alone."""
    for room in _BASE_DATA:
        import_module(f"motcua.{room}.base_data").load(at=at, say=say)


def grant_rights() -> None:
    """Give the application's role its rights, and take those that would let it rewrite the journal."""
    role = connections[DEFAULT_DB_ALIAS].settings_dict["USER"]
    owner = connections["owner"]
    if role == owner.settings_dict["USER"]:
        return  # one role does both: the journal's triggers remain the guard
    with owner.cursor() as cursor:
        for statement in rights_statements(role):
            cursor.execute(statement)


def rights_statements(role: str) -> list[str]:
    """The SQL that gives `role` the application's rights: everything on rows, but the journal only to append."""
    quoted = '"' + role.replace('"', '""') + '"'
    return [
        f"GRANT USAGE ON SCHEMA public TO {quoted}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {quoted}",
        *(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM {quoted}' for table in _APPEND_ONLY),
    ]
