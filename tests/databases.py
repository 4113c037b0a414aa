"""The databases of a test run: migrated once and kept as a template until a migration changes, then copied.

The template's name carries a digest of the migrations and of the pinned packages, so a stale one is never used;
base data is loaded anew in each run. `python -m tests.databases` makes the template ahead of a run.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier, Literal

from motcua.kernel.clock import VIETNAM

TOP = Path(__file__).resolve().parents[1]
_PREFIX = "motcua_template_"
_UNFINISHED = "motcua_unfinished_template"
_KEPT = 4
_EMPTY = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"


class TestDatabase:
    """One process's own database, a copy of the template with base data, and a copy of that to begin again from."""

    __test__ = False

    def __init__(self, name: str) -> None:
        self.name, self.base = name, f"{name}_base"

    def make(self) -> None:
        """Make both; from here on Django uses the first."""
        with _one_at_a_time() as server:
            template = ensure_template(server)
            _drop(server, self.name, self.base)
            _copy(server, template, self.name)
        _use(self.name)
        _load_base_data()
        _leave()
        with _server() as server:
            _copy(server, self.name, self.base)

    def begin_again(self) -> None:
        """Throw away what was committed since `make`."""
        _leave()
        with _server() as server:
            _drop(server, self.name)
            _copy(server, self.base, self.name)

    def drop(self) -> None:
        """Remove both."""
        _leave()
        with _server() as server:
            _drop(server, self.name, self.base)


def ensure_template(server: psycopg.Connection) -> str:
    """The name of the migrated template, made when there is none. A few older ones stay, for other branches."""
    name = _PREFIX + _digest()
    there = _templates(server)
    if name not in there:
        _drop(server, *there[_KEPT - 1 :], _UNFINISHED)
        server.execute(SQL(_EMPTY).format(Identifier(_UNFINISHED)))
        _use(_UNFINISHED)
        _migrate()
        _leave()
        made = datetime.now(VIETNAM).isoformat()
        server.execute(SQL("COMMENT ON DATABASE {} IS {}").format(Identifier(_UNFINISHED), Literal(made)))
        server.execute(
            SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(_UNFINISHED), Identifier(name))
        )
    return name


def _templates(server: psycopg.Connection) -> list[str]:
    """Finished templates, the newest first."""
    found = server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        " ORDER BY shobj_description(oid, 'pg_database') DESC NULLS LAST",
        [_PREFIX],
    )
    return [row[0] for row in found]


def _digest() -> str:
    """Of everything that decides how the tables come out: migrations, settings, and the packages' own migrations."""
    files = [*(TOP / "src/motcua").glob("*/migrations/*.py"), *TOP.glob("requirements*.lock")]
    files += [TOP / "src/motcua/config/settings.py", Path(__file__)]
    facts = hashlib.sha256()
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        facts.update(f"{file.relative_to(TOP)} {content}\n".encode())
    return facts.hexdigest()[:24]


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _load_base_data() -> None:
    from motcua.config.installation import load_base_data

    load_base_data(at=datetime(2026, 1, 5, 8, tzinfo=VIETNAM))


def _use(name: str) -> None:
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def _leave() -> None:
    from django.db import connections

    connections.close_all()


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    """A connection beside Django's, for statements about whole databases."""
    from django.db import connection

    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        user=settings["USER"],
        password=settings.get("PASSWORD") or None,
        dbname="postgres",
        autocommit=True,
    ) as server:
        yield server


@contextmanager
def _one_at_a_time() -> Iterator[psycopg.Connection]:
    """Beside us nobody makes, copies or removes a template."""
    with _server() as server:
        server.execute("SELECT pg_advisory_lock(hashtext('motcua:template'))")
        yield server


def _copy(server: psycopg.Connection, template: str, name: str) -> None:
    server.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


def _drop(server: psycopg.Connection, *names: str) -> None:
    for name in names:
        server.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.config.test_settings"
    import django

    from motcua.config import embedded_database
    from motcua.config.databases import uses_embedded

    # The settings say in which throw-away folder the server stands; setting up asks nothing of it yet.
    django.setup()
    if uses_embedded():
        embedded_database.ensure_running()
    with _one_at_a_time() as only:
        ensure_template(only)
