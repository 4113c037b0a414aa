"""Papers made here, sent to a browser: shown there, kept by nobody on the way."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse


def pdf(data: bytes, *, name: str) -> HttpResponse:
    """A PDF shown in the browser, called `name`.pdf when it is saved."""
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}.pdf"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
