"""Reports as they stand: versions, figures kept or live, differences, lists that the text names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import PromulgationDecision
from motcua.documents.queries.issuing import issuing_of
from motcua.kernel.periods import Period
from motcua.plans.enums import VersionStatus
from motcua.plans.models import PlanVersion
from motcua.reports.enums import ReportStatus
from motcua.reports.models import Report, ReportingPeriod, ReportVersion
from motcua.reports.queries.figures import Counted, Told, count_defined, count_report
from motcua.reports.queries.filling import Scope, fill
from motcua.reports.rules.differences import CellDifference, table_differences
from motcua.reports.rules.filled import NO_DATA, Filled, filled_from
from motcua.reports.rules.forms.declared import FORMS, forms_on
from motcua.reports.rules.forms.definition import ReportForm
from motcua.reports.rules.outline import OUTLINES, Outline
from motcua.reports.rules.papers import Listed, ReportPaper, signing_of
from motcua.reports.rules.periods import year_before

_OPEN = (ReportStatus.DRAFT, ReportStatus.CHECKED)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a version says: live while it is open, as it was kept once it is closed."""

    tables: tuple[Filled, ...]
    figures: dict[str, Told]
    outline: Outline

    @property
    def words(self) -> dict[str, str]:
        """What each code says."""
        return {code: told.said for code, told in self.figures.items()}


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A figure that says something else."""

    code: str
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs between two states of a report: cells of its tables, figures of its text."""

    cells: tuple[CellDifference, ...]
    figures: tuple[FigureDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.cells or self.figures)


def period_of(window: Any) -> Period:
    """A stored range as a period."""
    return Period(window.lower, window.upper)


def last_day_of(period: ReportingPeriod) -> date:
    """The last day of the window, as people say it."""
    last: date = period.window.upper - timedelta(days=1)
    return last


def scope_of(report: Report, *, as_of: datetime | None) -> Scope:
    """For whom, of which days and as of when the report is counted."""
    return Scope(report.agency_id, period_of(report.period.window), as_of)


def latest_version(report: Report) -> ReportVersion:
    """The version with the highest number."""
    return report.versions.select_related(
        "prepared_by", "checked_by", "closed_by", "signed_by", "sent_by"
    ).latest("number")


def count_now(report: Report, *, at: datetime) -> Counted:
    """The report counted anew, as everything is known at `at`.

    :raises Refused: as `figures.count_report`; "reporting-not-begun" before the window begins.
    """
    return count_report(report.period.regime.forms, scope_of(report, as_of=at))


def shown_of(version: ReportVersion, *, at: datetime) -> Shown:
    """What the version says; a closed one is not counted again."""
    if version.status in _OPEN:
        counted = count_now(version.report, at=at)
        return Shown(counted.tables, {**counted.figures, **counted.noted}, counted.outline)
    return _kept(version)


def counted_again(version: ReportVersion) -> Counted:
    """A closed version counted anew, by the definitions it names and as of its closing instant: what had data then."""
    kept = version.snapshot or {}
    codes = [code for code, told in kept["figures"].items() if told["said"] != NO_DATA]
    scope = scope_of(version.report, as_of=version.as_of)
    return count_defined(_definitions(kept), _outline(kept), scope).only(codes)


def differences_now(version: ReportVersion, *, at: datetime) -> Differences:
    """What has changed since a closed version was closed, counted as of `at` by the same definitions."""
    kept = version.snapshot or {}
    now = count_defined(_definitions(kept), _outline(kept), scope_of(version.report, as_of=at)).snapshot()
    return differences_of(kept, now)


def differences_of(before: dict[str, Any], after: dict[str, Any]) -> Differences:
    """What differs between two snapshots."""
    old = {table["form"]: table for table in before["forms"]}
    new = {table["form"]: table for table in after["forms"]}
    cells = [
        each
        for form in _definitions(before)
        if form.code in new
        for each in table_differences(form, old[form.code], new[form.code])
    ]
    was, is_now = _figures(before), _figures(after)
    changed = [
        FigureDifference(code, told.name, told.said, is_now[code].said)
        for code, told in was.items()
        if code in is_now and told.said != is_now[code].said
    ]
    return Differences(tuple(cells), tuple(changed))


def directing_of(report: Report, version: ReportVersion) -> list[Listed]:
    """The directing documents of the window: plans that the agency approved with a number, and what officers named."""
    window = report.period.window
    plans = PlanVersion.objects.filter(
        plan__agency=report.agency_id,
        status__in=[VersionStatus.APPROVED, VersionStatus.SUPERSEDED],
        issued_on__gte=window.lower,
        issued_on__lt=window.upper,
    ).exclude(document_number="")
    found = [
        Listed(plan.document_number, plan.plan.title, plan.issued_on)
        for plan in plans.select_related("plan").order_by("issued_on", "number")
    ]
    named = [
        Listed(each["number"], each["title"], date.fromisoformat(each["on"]) if each["on"] else None)
        for each in version.directing
    ]
    known = {each.number for each in named}
    both = [*named, *(each for each in found if each.number not in known)]
    return sorted(both, key=lambda each: (each.on or date.max, each.number))


def decisions_of(report: Report) -> list[Listed]:
    """The promulgation decisions signed in the window, in the order of days."""
    window = report.period.window
    found = PromulgationDecision.objects.filter(
        stage=DecisionStage.PROMULGATED, signed_on__gte=window.lower, signed_on__lt=window.upper
    )
    return [
        Listed(each.number, each.title, each.signed_on)
        for each in found.order_by("signed_on", "number", "id")
    ]


def paper_of(version: ReportVersion, *, at: datetime) -> ReportPaper:
    """What the document of a version says."""
    report, shown = version.report, shown_of(version, at=at)
    number, _slash, symbol = version.document_number.partition("/")
    issuing = issuing_of(
        report.agency,
        on=(version.signed_at or at).date(),
        symbol=symbol or "BC",
        number=number if symbol else "",
        issued_on=version.signed_at.date() if version.signed_at else None,
        signer=version.signed_by.full_name if version.signed_by else "",
        recipients=("Như trên", "Lãnh đạo cơ quan", "Lưu: VT"),
        is_draft=version.signed_at is None,
        is_sample=report.agency.is_sample,
    )
    if version.signed_by is not None:
        issuing = replace(issuing, signing=signing_of(version.signer_title, version.signed_by.full_name))
    above = report.period.regime.agency
    return ReportPaper(
        issuing=issuing,
        label=report.period.label,
        first=report.period.window.lower,
        last=last_day_of(report.period),
        addressee=above.name if above.pk != report.agency_id else issuing.superior,
        outline=shown.outline,
        figures=shown.words,
        paragraphs=version.paragraphs,
        directing=directing_of(report, version),
        decisions=decisions_of(report),
        tables=shown.tables,
        basis=report.period.regime.basis,
    )


def same_period_before(report: Report) -> Report | None:
    """The report of the same agency and regime whose window ended a year before, within a month."""
    end = report.period.window.upper
    near = Report.objects.filter(
        agency=report.agency_id,
        period__regime=report.period.regime_id,
        period__window__endswith__gt=end - timedelta(days=396),
        period__window__endswith__lt=end - timedelta(days=335),
    )
    return near.select_related("period__regime", "agency").order_by("-period__window").first()


def tables_of_year_before(report: Report) -> tuple[Filled, ...]:
    """The report's forms counted for the same days of the year before, as they stood at their end."""
    window = year_before(period_of(report.period.window))
    scope = Scope(report.agency_id, window)
    codes = [form.code for form in forms_on(scope.last_day) if form.code in report.period.regime.forms]
    return tuple(fill(code, scope) for code in codes)


def find_version_of(report_id: UUID, number: int) -> ReportVersion | None:
    """One version of a report."""
    return ReportVersion.objects.filter(report=report_id, number=number).first()


def _kept(version: ReportVersion) -> Shown:
    kept = version.snapshot or {}
    tables = tuple(
        filled_from(form, table) for form, table in zip(_definitions(kept), kept["forms"], strict=True)
    )
    return Shown(tables, _figures(kept), _outline(kept))


def _figures(kept: dict[str, Any]) -> dict[str, Told]:
    both: dict[str, Any] = {**kept["figures"], **kept["noted"]}
    return {code: Told(**told) for code, told in both.items()}


def _definitions(kept: dict[str, Any]) -> list[ReportForm]:
    """The definitions that a snapshot names, in its order."""
    known = {(form.code, form.version): form for form in FORMS}
    return [known[(table["form"], table["version"])] for table in kept["forms"]]


def _outline(kept: dict[str, Any]) -> Outline:
    return next(outline for outline in OUTLINES if outline.version == kept["outline"])
