"""Figures in words for everybody: of a hundred dossiers so many in time, half of them done within so many days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.indicators.queries.published import Named, PublicFigures
from motcua.web.templatetags.motcua import number, percent

_DAY = timedelta(hours=8)  # of work


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the public's tables. `width` is how long its bar is, of 100."""

    code: str
    name: str
    is_hidden: bool
    received: str
    resolved: str
    late: str
    rate: str
    width: str
    half: str
    nine_of_ten: str
    size: int
    is_nothing: bool


def shown(named: Named | None, row: PublicFigures) -> Shown:
    """The line of an agency or a procedure, or of all together."""
    rate = row.rate.value
    return Shown(
        code=named.code if named else "",
        name=named.name if named else "",
        is_hidden=row.is_hidden,
        received=number(row.received),
        resolved=number(row.resolved),
        late=number(row.late),
        rate="" if rate is None else percent(rate / 100, 0 if rate == int(rate) else 1),
        width=str(int(rate or 0)),
        half=_days(row.times.half) if row.times else "",
        nine_of_ten=_days(row.times.nine_of_ten) if row.times else "",
        size=row.resolved,
        is_nothing=not row.is_hidden and not row.received,
    )


def _days(time: timedelta) -> str:
    """Working days, a day begun counting as one; less than a day in words."""
    days = -(-time // _DAY)
    if days <= 1:
        return _("một ngày làm việc")
    return ngettext("%(days)d ngày làm việc", "%(days)d ngày làm việc", days) % {"days": days}
