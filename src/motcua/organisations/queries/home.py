"""Whose installation this is."""

from __future__ import annotations

from uuid import UUID

from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Area, Installation


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


def home_agency_id() -> UUID | None:
    """The body whose installation this is; None before there is one."""
    return Installation.objects.values_list("home", flat=True).first()
