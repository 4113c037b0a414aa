"""Making an installation ready: database, schema, rights, base data. Safe to run at every start."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path

import django
from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from motcua.config import embedded_database
from motcua.config.databases import uses_embedded
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused

# Rooms whose base_data module offers `load(at=…)`, lowest room first.
_BASE_DATA = (
    "deadlines",
    "organisations",
    "forms",
    "notices",
    "workflow",
    "catalogue",
    "dossiers",
    "reviews",
    "indicators",
)

_PROGRAM = "program"

# What the application may do with the journal: read and append. Everything else it may change.
_APPEND_ONLY = ("kernel_journalentry", "dossiers_reading")


def start_database() -> None:
    """Start the embedded database when it is the one in use, and set Django up. Changes nothing stored."""
    if uses_embedded():
        embedded_database.ensure_running()
    if not apps.ready:
        django.setup()


def open_database() -> None:
    """The database, ready for this version of the program: for every command. Says on standard error what it does.

    :raises Refused: when the database does not answer.
    """
    start_database()
    try:
        ready = _is_prepared()
    except OperationalError as error:
        raise unreachable(error) from error
    if not ready:
        prepare(at=now(), say=lambda text: print(text, file=sys.stderr, flush=True))


def unreachable(error: OperationalError) -> Refused:
    """The refusal for a database that does not answer."""
    reason = str(error).strip().splitlines()[0] if str(error).strip() else "không rõ lý do"
    return Refused(
        "database-not-reachable",
        f"Cơ sở dữ liệu không trả lời: {reason}. "
        "Kiểm tra DATABASE_URL, hoặc nhật ký database.log trong thư mục dữ liệu.",
    )


def prepare(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Bring schema, rights and base data up to this version of the program. Quick when there is nothing to do.

    :raises Refused: when the database does not answer.
    """
    start_database()
    owner = connections["owner"]
    try:
        executor = MigrationExecutor(owner)
    except OperationalError as error:
        raise unreachable(error) from error
    require_upgradable(executor.loader)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"Cập nhật cấu trúc cơ sở dữ liệu ({len(plan)} bước)…")
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        grant_rights()
    owner.close()
    load_base_data(at=at, say=say)


def require_upgradable(loader: MigrationLoader) -> None:
    """Refuse a database that stopped among the single steps which one step now stands for: neither can go on.

    :raises Refused: "upgrade-from-between".
    """
    done = set(loader.applied_migrations)
    between = [
        room
        for (room, _name), step in loader.replacements.items()
        if not done.isdisjoint(step.replaces) and not done.issuperset(step.replaces)
    ]
    if between:
        raise Refused(
            "upgrade-from-between",
            "Cơ sở dữ liệu này do một bản thử cũ tạo ra và chưa qua hết các bước của bản ấy "
            f"({', '.join(sorted(set(between)))}), nên không nâng cấp thẳng được. Dữ liệu mẫu: chọn thư mục dữ liệu "
            "mới (MOTCUA_DATA) rồi chạy lại. Dữ liệu thật: chạy một lần bản cuối cùng còn các bước đó, hoặc phục hồi "
            "từ bản sao lưu của nó; xem docs/adr/0025.",
        )


def load_base_data(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load what the program ships and every installation needs; what is there already is left alone."""
    for room in _BASE_DATA:
        import_module(f"motcua.{room}.base_data").load(at=at, say=say)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_loadeddata (name, digest, at) VALUES (%s, %s, %s)"
            " ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, at = excluded.at",
            [_PROGRAM, _fingerprint(), at],
        )


def _is_prepared() -> bool:
    """Whether schema and base data are those of this version: one look, so that each command may ask."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT to_regclass('kernel_loadeddata') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT has_table_privilege('kernel_loadeddata', 'SELECT')")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT digest FROM kernel_loadeddata WHERE name = %s", [_PROGRAM])
        found = cursor.fetchone()
    return found is not None and found[0] == _fingerprint()


@cache
def _fingerprint() -> str:
    """What the program ships that an installation must have taken in: migrations, data files, pinned packages."""
    source = Path(__file__).resolve().parents[1]
    files = [*source.glob("*/migrations/*.py"), *source.glob("*/data/*"), *source.glob("*/base_data.py")]
    files += [source.parents[1] / "requirements.lock"]
    facts = []
    for file in sorted(files):
        if file.is_file():
            stat = file.stat()
            facts.append(f"{file.relative_to(source.parents[1])} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


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
