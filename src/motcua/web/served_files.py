"""Kept files sent to a browser. Whether this person may have the file has been asked before."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, HttpResponse

from motcua.documents.enums import FileKind
from motcua.documents.models import StoredFile
from motcua.documents.queries import open_file

# What a browser shows without running anything; everything else is offered for saving.
_SHOWN = {FileKind.PDF, FileKind.JPEG, FileKind.PNG, FileKind.TEXT}
_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'"


def serve(stored: StoredFile, *, inline: bool = False, name: str = "") -> FileResponse:
    """The content, proved whole, as a download or shown in the browser; never kept by anybody on the way.

    :raises Refused: "file-lost", "file-altered".
    """
    is_text = stored.kind == FileKind.TEXT
    response = FileResponse(
        open_file(stored),
        as_attachment=not (inline and stored.kind in _SHOWN),
        filename=name or stored.name,
        content_type=f"{stored.media_type}; charset=utf-8" if is_text else stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def serve_pdf(data: bytes, *, name: str) -> HttpResponse:
    """A PDF that was made just now, shown in the browser; `name`.pdf when it is saved."""
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}.pdf"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
