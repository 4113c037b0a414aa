"""What lists of the year's work are asked in their addresses, and at which agencies somebody keeps that work."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.plans.shown import reach

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
Word = TypeVar("Word", bound=StrEnum)


def words_asked(request: DeskRequest) -> str:
    """The words sought, at most 200 letters."""
    return request.GET.get("tim", "")[:200].replace("\x00", "")


def year_asked(request: DeskRequest) -> int | None:
    """The year asked for; None for all years, or when it is no year."""
    year = request.GET.get("nam", "")
    return int(year) if year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR else None


def choice_asked(request: DeskRequest, name: str, words: type[Word]) -> Word | None:
    """The word of a closed vocabulary asked for; None for any."""
    value = request.GET.get(name, "")
    return words(value) if value in set(words) else None


def agency_asked(request: DeskRequest) -> Agency | None:
    """The agency asked for, when the person reads its plans; None for all."""
    try:
        named = UUID(request.GET.get("co-quan", ""))
    except ValueError:
        return None
    return Agency.objects.filter(pk=named).first() if named in reach(request).reads else None


def after_day(request: DeskRequest) -> tuple[date, UUID] | None:
    """The (day, id) after which a list goes on; None at its beginning, or when it is unreadable."""
    day, _mark, identifier = request.GET.get("sau", "").partition("_")
    try:
        return (date.fromisoformat(day), UUID(identifier)) if identifier else None
    except ValueError:
        return None


def after_id(request: DeskRequest) -> UUID | None:
    """The id after which a list goes on; None as above."""
    try:
        return UUID(request.GET.get("sau", ""))
    except ValueError:
        return None


def year_period(year: int) -> Period:
    """The whole calendar year."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def years_around(today: date) -> list[str]:
    """The years that lists offer, the newest first."""
    return [str(each) for each in range(today.year + 1, today.year - 5, -1)]


def kept_agencies(request: DeskRequest) -> QuerySet[Agency]:
    """The agencies whose plans the person keeps by a role held at the very agency."""
    desk = request.desk
    own = Agency.objects.filter(
        pk__in=reach(request).keeps,
        role_holdings__person=desk.person,
        role_holdings__held__contains=desk.today,
    )
    return own.distinct().order_by("sort_key", "id")


def kept_agency(request: DeskRequest) -> Agency:
    """The agency that the address names among those that the person keeps, else the first of them.

    :raises Refused: "agency-not-found".
    """
    own = list(kept_agencies(request))
    named = request.GET.get("co-quan", "")
    found = next((agency for agency in own if str(agency.pk) == named), None) or next(iter(own), None)
    if found is None:
        raise Refused("agency-not-found", _("Bạn không phụ trách kế hoạch của cơ quan nào."))
    return found
