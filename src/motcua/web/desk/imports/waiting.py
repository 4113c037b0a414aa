"""Files that wait between the dry run and the import, known only to the session that brought them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.documents.actions import drop_waiting_file, keep_waiting_file, read_waiting_file
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest

_SESSION = "waiting_imports"
_MOST = 5


def keep(request: DeskRequest, *, name: str, data: bytes) -> str:
    """Keep a file for this session; the token that finds it again. Older ones of the same person make room."""
    token = keep_waiting_file(data=data, at=request.desk.at)
    waiting = [*request.session.get(_SESSION, []), [token, name]]
    for old, _name in waiting[:-_MOST]:
        drop_waiting_file(token=old)
    request.session[_SESSION] = waiting[-_MOST:]
    return token


def bring(request: DeskRequest, token: str) -> tuple[str, bytes]:
    """Name and content of a waiting file.

    :raises Refused: "import-file-not-found" when it is not this session's or was there too long.
    """
    name = dict(request.session.get(_SESSION, [])).get(token)
    data = None if name is None else read_waiting_file(token=token)
    if name is None or data is None:
        raise Refused(
            "import-file-not-found", _("Tệp này không còn chờ ở đây. Hãy chọn lại tệp để chạy thử.")
        )
    return str(name), data


def drop(request: DeskRequest, token: str) -> None:
    """Forget a file that is done with."""
    request.session[_SESSION] = [pair for pair in request.session.get(_SESSION, []) if pair[0] != token]
    drop_waiting_file(token=token)
