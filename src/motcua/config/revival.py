"""When the embedded database was killed while the program serves: start it again and ask for another try."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from motcua.config import embedded_database
from motcua.config.databases import uses_embedded

_LOG = logging.getLogger(__name__)
_SORRY = "Cơ sở dữ liệu vừa được khởi động lại. Hãy tải lại trang sau vài giây; chưa có gì bị mất."


class DatabaseRevival:
    """Middleware: a database that does not answer is started again, once per failed request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        except OperationalError:
            return self._revived()

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer for a view that could not reach the database; None for anything else."""
        return self._revived() if isinstance(exception, OperationalError) else None

    def _revived(self) -> HttpResponse:
        _LOG.exception("the database does not answer")
        if uses_embedded():
            embedded_database.revive()
        return HttpResponse(
            _SORRY, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "5"}
        )
