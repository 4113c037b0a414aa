"""Files brought by people that wait for a decision: kept under a secret token, forgotten after a while."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

_FOLDER = "waiting"
_KEPT_FOR = timedelta(days=1)


def keep_waiting_file(*, data: bytes, at: datetime) -> str:
    """Keep a file for a day; the token that finds it again. Files that nobody came back for go on the way."""
    _forget_old(at)
    token = secrets.token_urlsafe(24)
    default_storage.save(_place(token), ContentFile(data))
    return token


def read_waiting_file(*, token: str) -> bytes | None:
    """The content of a waiting file; None when it is not there any more."""
    if not default_storage.exists(_place(token)):
        return None
    with default_storage.open(_place(token)) as stored:
        return bytes(stored.read())


def drop_waiting_file(*, token: str) -> None:
    """Forget a waiting file that is done with."""
    default_storage.delete(_place(token))


def _forget_old(at: datetime) -> None:
    if not default_storage.exists(_FOLDER):
        return
    for file in default_storage.listdir(_FOLDER)[1]:
        path = f"{_FOLDER}/{file}"
        if default_storage.get_modified_time(path) < at - _KEPT_FOR:
            default_storage.delete(path)


def _place(token: str) -> str:
    # The name on disk tells nothing: who reads the folder still cannot ask for the file.
    return f"{_FOLDER}/{hashlib.sha256(token.encode()).hexdigest()}"
