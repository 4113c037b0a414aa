"""Setting up which reports are made, and opening their periods."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.deadlines.queries import calendar_for_agency
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.reports.actions.locking import lock_regime
from motcua.reports.enums import Cycle
from motcua.reports.models import Regime, ReportingPeriod
from motcua.reports.policy import require_keep
from motcua.reports.rules.forms.declared import get_form
from motcua.reports.rules.periods import checked_due, checked_window, windows_of

_AHEAD = timedelta(days=45)


@transaction.atomic
def set_up_regime(
    *,
    agency: Agency,
    title: str,
    cycle: Cycle,
    forms: Sequence[str],
    units: Collection[Agency] = (),
    first_day: int = 15,
    due_working_days: int = 2,
    basis: str = "",
    by: Person,
    at: datetime,
) -> Regime:
    """From today on the agency makes this report, and asks it of `units`; its next periods are opened by themselves.

    :raises Refused: "keep-reports-not-allowed", "title-missing", "forms-missing", "form-not-found",
        "first-day-wrong".
    """
    on = local_day(at)
    require_keep(by, agency_id=agency.pk, on=on)
    if not clean(title):
        raise Refused("title-missing", "Ghi tên chế độ báo cáo.", field="title")
    if not forms:
        raise Refused("forms-missing", "Chọn ít nhất một biểu để kèm báo cáo.", field="forms")
    if not 1 <= first_day <= 28 or due_working_days < 1:
        raise Refused(
            "first-day-wrong",
            "Ngày bắt đầu kỳ phải từ 1 đến 28; hạn gửi phải sau khi chốt số liệu ít nhất 1 ngày làm việc.",
            field="first_day",
        )
    codes = [get_form(code, on).code for code in forms]
    regime = Regime.objects.create(
        agency=agency,
        title=clean(title),
        cycle=cycle,
        forms=list(dict.fromkeys(codes)),
        first_day=first_day,
        due_working_days=due_working_days,
        basis=clean(basis),
        in_force=DateRange(on, None),
        created_by=by,
        created_at=at,
    )
    regime.units.set(units)
    payload = {"title": regime.title, "cycle": regime.cycle, "forms": regime.forms, "units": len(units)}
    record(fact=Fact("ReportRegimeSetUp", "report_regime", str(regime.pk), payload), actor=by.actor, at=at)
    _open_near(regime, at)
    return regime


@transaction.atomic
def open_period(
    *, regime_id: UUID, label: str, first: date, last: date, due_on: date, by: Person, at: datetime
) -> ReportingPeriod:
    """Open a window that people chose; both days belong to it.

    :raises Refused: "reporting-period-not-found", "keep-reports-not-allowed", "period-ends-before-it-starts",
        "period-too-long", "due-too-early", "label-missing", "period-there-already".
    """
    regime = lock_regime(regime_id)
    require_keep(by, agency_id=regime.agency_id, on=local_day(at))
    if not clean(label):
        raise Refused("label-missing", "Ghi tên kỳ, ví dụ “năm 2024”.", field="label")
    window = checked_window(first=first, last=last)
    next_day = calendar_for_agency(regime.agency.code).add_working_days(last, 1)
    due = checked_due(window=window, due_on=due_on, next_working_day=next_day)
    if regime.periods.filter(window=DateRange(window.start, window.end)).exists():
        raise Refused(
            "period-there-already", "Chế độ báo cáo này đã có kỳ với đúng các ngày đó.", field="first"
        )
    return _open(regime, clean(label), window, due, by.actor, at)


@transaction.atomic
def open_due_periods(*, at: datetime) -> int:
    """Open the next periods of every regime by its rule; how many were opened."""
    on = local_day(at)
    regimes = (
        Regime.objects.select_for_update(of=("self",)).filter(in_force__contains=on).select_related("agency")
    )
    return sum(_open_near(regime, at) for regime in regimes.order_by("id"))


def _open_near(regime: Regime, at: datetime) -> int:
    """Open the windows that have begun and those that begin soon, from the regime's first day on."""
    on = local_day(at)
    known = {(row.lower, row.upper) for row in regime.periods.values_list("window", flat=True)}
    calendar, opened = calendar_for_agency(regime.agency.code), 0
    for year in (on.year, on.year + 1):
        for named in windows_of(Cycle(regime.cycle), year=year, first_day=regime.first_day):
            window = named.window
            assert window.end is not None
            is_near = window.start <= on + _AHEAD and window.end > regime.in_force.lower
            if is_near and (window.start, window.end) not in known:
                due = calendar.add_working_days(window.end - timedelta(days=1), regime.due_working_days)
                _open(regime, named.label, window, due, "system", at)
                opened += 1
    return opened


def _open(
    regime: Regime, label: str, window: Period, due_on: date, actor: str, at: datetime
) -> ReportingPeriod:
    period = ReportingPeriod.objects.create(
        regime=regime,
        label=label,
        window=DateRange(window.start, window.end),
        due_on=due_on,
        created_at=at,
    )
    payload = {"label": label, "from": window.start, "until": window.end, "due_on": due_on}
    record(fact=Fact("ReportingPeriodOpened", "report_regime", str(regime.pk), payload), actor=actor, at=at)
    return period
