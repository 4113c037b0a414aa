"""Files that wait between the dry run and the import: kept for the one who brought them, for a day."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest

_FOLDER = "imports"
_KEPT_FOR = timedelta(days=1)
_SESSION = "waiting_imports"
_MOST = 5


def keep(request: DeskRequest, *, name: str, data: bytes) -> str:
    """Keep a file for this session; the token that finds it again. Older ones of the same person make room."""
    forget_old(request.desk.at)
    token = secrets.token_urlsafe(24)
    default_storage.save(_place(token), ContentFile(data))
    waiting = [*request.session.get(_SESSION, []), [token, name]]
    for old, _name in waiting[:-_MOST]:
        _delete(old)
    request.session[_SESSION] = waiting[-_MOST:]
    return token


def bring(request: DeskRequest, token: str) -> tuple[str, bytes]:
    """Name and content of a waiting file.

    :raises Refused: "import-file-not-found" when it is not this session's or was there too long.
    """
    name = dict(request.session.get(_SESSION, [])).get(token)
    if name is None or not default_storage.exists(_place(token)):
        raise Refused(
            "import-file-not-found", _("Tệp này không còn chờ ở đây. Hãy chọn lại tệp để chạy thử.")
        )
    with default_storage.open(_place(token)) as stored:
        return str(name), stored.read()


def drop(request: DeskRequest, token: str) -> None:
    """Forget a file that is done with."""
    request.session[_SESSION] = [pair for pair in request.session.get(_SESSION, []) if pair[0] != token]
    _delete(token)


def forget_old(at: datetime) -> None:
    """Remove files that nobody came back for."""
    if not default_storage.exists(_FOLDER):
        return
    for file in default_storage.listdir(_FOLDER)[1]:
        path = f"{_FOLDER}/{file}"
        if default_storage.get_modified_time(path) < at - _KEPT_FOR:
            default_storage.delete(path)


def _place(token: str) -> str:
    return f"{_FOLDER}/{hashlib.sha256(token.encode()).hexdigest()}"


def _delete(token: str) -> None:
    default_storage.delete(_place(token))
