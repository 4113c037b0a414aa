"""Which database the program speaks to, and as whom."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from motcua.config import embedded_database
from motcua.kernel.refusals import Refused


def application_database() -> dict[str, Any]:
    """Django's connection settings for all work: the role that may not touch the schema or alter the journal.

    DATABASE_URL names a server's PostgreSQL, else the embedded one is used.
    """
    url = os.environ.get("DATABASE_URL")
    settings = _from_url(url) if url else _embedded(embedded_database.APPLICATION)
    if os.environ.get("MOTCUA_SERVING"):
        # Each of the few serving threads keeps its own connection; one that died with a restarted server is
        # noticed before it is used.
        settings["CONN_MAX_AGE"] = 300
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


def owner_database() -> dict[str, Any]:
    """The same database as the owner of its tables, for migrations, grants and restoring.

    On a server this is MOTCUA_OWNER_DATABASE_URL, or DATABASE_URL where one role does both.
    """
    url = os.environ.get("MOTCUA_OWNER_DATABASE_URL") or os.environ.get("DATABASE_URL")
    return _from_url(url) if url else _embedded(embedded_database.OWNER)


def uses_embedded() -> bool:
    """Whether the embedded database is in use."""
    return not os.environ.get("DATABASE_URL")


def _embedded(user: str) -> dict[str, Any]:
    place = embedded_database.socket_place()
    return {
        "ENGINE": "motcua.config.postgresql",
        "NAME": place["dbname"],
        "HOST": place["host"],
        "USER": user,
    }


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise Refused(
            "bad-database-url",
            "DATABASE_URL không đọc được. Dạng đúng: postgresql://người-dùng:mật-khẩu@máy-chủ:5432/tên-csdl",
        )
    return {
        "ENGINE": "motcua.config.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }
