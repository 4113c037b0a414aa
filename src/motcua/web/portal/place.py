"""Whose portal this is, and which commune the reader says they live in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Area, Installation

COOKIE = "xa"
_A_YEAR = 365 * 24 * 3600


def home_province() -> Area | None:
    """The province of the body whose installation this is; None for a national one."""
    installation = Installation.objects.select_related("home__area__parent").first()
    area = installation.home.area if installation else None
    while area is not None and area.level != AreaLevel.PROVINCE:
        area = area.parent
    return area


def home_jurisdiction() -> str:
    """The code of that province, "" for a national installation: whose own procedures are shown."""
    province = home_province()
    return province.code if province else ""


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
