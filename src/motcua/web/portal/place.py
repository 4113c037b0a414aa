"""Which commune the reader says they live in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

COOKIE = "xa"
_A_YEAR = 365 * 24 * 3600


def chosen_commune_code(request: HttpRequest) -> str:
    """The commune chosen just now, or before on this device; "" for none. Not checked against the areas."""
    code = request.GET["xa"] if "xa" in request.GET else request.COOKIES.get(COOKIE, "")
    return code if code.isalnum() and len(code) <= 8 else ""


def remember_commune(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a choice made in this request for the reader's next pages."""
    if "xa" not in request.GET:
        return
    code = chosen_commune_code(request)
    if code:
        response.set_cookie(
            COOKIE, code, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
