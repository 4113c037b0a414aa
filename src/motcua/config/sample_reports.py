"""Periodic reports of the sample department: last quarter's sent, this quarter's being written."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from motcua.accounts.models import Person
from motcua.config.sample_bodies import agency_on
from motcua.deadlines.queries import calendar_for_agency
from motcua.kernel.clock import VIETNAM, local_day
from motcua.organisations.models import Agency
from motcua.reports.actions.closing import check_report, close_report, send_report, sign_report
from motcua.reports.actions.periods import open_period, set_up_regime
from motcua.reports.actions.writing import start_report, write_report
from motcua.reports.enums import Cycle
from motcua.reports.models import Regime, ReportingPeriod
from motcua.reports.rules.periods import NamedWindow, windows_of

_HOME = "MAU-SGDDT"
_UNITS = ("MAU-X1", "MAU-X2", "MAU-X3", "MAU-X4")
_FORMS = ("II.06a", "II.07b", "II.03", "II.08", "II.04")


def load_reports(*, at: datetime) -> None:
    """A quarterly report of the department, of which it also asks the communes."""
    today = local_day(at)
    home = agency_on(_HOME, today)
    regime = set_up_regime(
        agency=home,
        title="Báo cáo kiểm soát thủ tục hành chính (mẫu)",
        cycle=Cycle.QUARTER,
        forms=_FORMS,
        units=[agency_on(code, today) for code in _UNITS],
        basis="quy định về báo cáo kiểm soát thủ tục hành chính",
        by=_person("kiemsoat"),
        at=at,
    )
    _sent(regime, home, at)
    _being_written(regime, home, at)


def _sent(regime: Regime, home: Agency, at: datetime) -> None:
    """The quarter before this one, closed and sent on the day after its end."""
    window = _quarter_before(at)
    end = window.window.end
    assert end is not None
    calendar = calendar_for_agency(home.code)
    due = calendar.add_working_days(end - timedelta(days=1), 2)
    period = open_period(
        regime_id=regime.pk,
        label=window.label,
        first=window.window.start,
        last=end - timedelta(days=1),
        due_on=due,
        by=_person("kiemsoat"),
        at=at,
    )
    closing = datetime.combine(calendar.add_working_days(end, 0), time(9), VIETNAM)
    version = start_report(period_id=period.pk, agency=home, by=_person("kiemsoat"), at=closing)
    check_report(version_id=version.pk, by=_person("kiemsoat"), at=closing)
    close_report(version_id=version.pk, by=_person("kiemsoat"), at=closing)
    later = closing + timedelta(hours=2)
    sign_report(version_id=version.pk, document_number="152/BC-SGDĐT", by=_person("giamdoc"), at=later)
    send_report(version_id=version.pk, by=_person("kiemsoat"), at=later + timedelta(minutes=20))


def _being_written(regime: Regime, home: Agency, at: datetime) -> None:
    today = local_day(at)
    period = ReportingPeriod.objects.filter(regime=regime, window__contains=today).first()
    if period is None:
        return
    version = start_report(period_id=period.pk, agency=home, by=_person("kiemsoat"), at=at)
    write_report(
        version_id=version.pk,
        paragraphs={
            "strengths": ["Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn đạt {on_time_rate}."],
            "limits": ["Một số hồ sơ phải lấy ý kiến nhiều cơ quan nên kéo dài."],
        },
        directing=[],
        by=_person("kiemsoat"),
        at=at,
    )


def _quarter_before(at: datetime) -> NamedWindow:
    today = local_day(at)
    windows = [each for year in (today.year - 1, today.year) for each in windows_of(Cycle.QUARTER, year=year)]
    return [each for each in windows if each.window.end is not None and each.window.end <= today][-1]


def _person(username: str) -> Person:
    return Person.objects.get(username=username)
