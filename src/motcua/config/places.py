"""Where this installation keeps its things: one data folder, decided once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def data_folder() -> Path:
    """The data folder: MOTCUA_DATA, else /var/lib/motcua for root, else the user's own data folder."""
    named = os.environ.get("MOTCUA_DATA")
    if named:
        return Path(named).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/motcua")
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("HOME") or "/nonexistent"
    folder = Path(base) if os.environ.get("XDG_DATA_HOME") else Path(base) / ".local" / "share"
    return folder / "motcua"


def secret_key() -> str:
    """The signing key: MOTCUA_SECRET_KEY, else a random one made once and kept in the data folder."""
    named = os.environ.get("MOTCUA_SECRET_KEY")
    if named:
        return named
    file = data_folder() / "secret.key"
    try:
        return file.read_text()
    except FileNotFoundError:
        pass
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text()
    with os.fdopen(descriptor, "w") as opened:
        opened.write(secrets.token_urlsafe(48))
    return file.read_text()
