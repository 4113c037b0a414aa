"""What every page of a report shows: its head, where it stands, what may be done, cells that open to their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.indicators.enums import Dimension
from motcua.reports.enums import Body, ReportStatus, RowsBy
from motcua.reports.models import Report, ReportVersion
from motcua.reports.policy import may_keep, may_sign, report_not_found
from motcua.reports.queries.reports import Shown, find_version_of, last_day_of, latest_version
from motcua.reports.queries.visible import ReportReach, find_report, report_reach_of
from motcua.reports.rules.filled import Filled, FilledRow, number_said
from motcua.reports.rules.forms.definition import ReportForm
from motcua.reports.rules.outline import pieces
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.dashboards.links import figure_link

_BY = {RowsBy.FIELD: Dimension.FIELD, RowsBy.AGENCY: Dimension.AGENCY}
# The measures that count what facts of the catalogue say.
_CATALOGUE = {
    "catalogue_total": "procedures_in_force",
    "catalogue_internal_total": "internal_procedures",
    "catalogue_full_online": "full_online_services",
    "catalogue_full_online_rate": "full_online_services",
    "catalogue_partial_online": "partial_online_services",
    "catalogue_partial_online_rate": "partial_online_services",
}
_STEPS = (
    ReportStatus.DRAFT,
    ReportStatus.CHECKED,
    ReportStatus.CLOSED,
    ReportStatus.SIGNED,
    ReportStatus.SENT,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it says, where its rows are shown, the column as a phone names it."""

    said: str
    href: str
    heading: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figures, of which days, as of when: where cells open to."""

    agency_id: UUID | None
    first: date
    last: date
    as_of: datetime | None


def reach(request: DeskRequest) -> ReportReach:
    """Where the person has part in reports, asked once in a request."""
    if not hasattr(request, "report_reach"):
        request.report_reach = report_reach_of(  # type: ignore[attr-defined]  # kept for this request
            request.desk.person, request.desk.today
        )
    found: ReportReach = request.report_reach  # type: ignore[attr-defined]
    return found


def report_or_refuse(request: DeskRequest, pk: UUID) -> Report:
    """The report, when the person may see it.

    :raises Refused: "report-not-found".
    """
    found = find_report(pk, request.desk.person, request.desk.today, reach=reach(request))
    if found is None:
        raise report_not_found()
    return found


def version_asked(request: DeskRequest, report: Report, *, number: str = "") -> ReportVersion:
    """The version that the address names (`number`, else ?ban=2), else the latest; of a report of another agency what
    was sent.

    :raises Refused: "report-not-found".
    """
    asked = number or request.GET.get("ban", "")
    version = find_version_of(report.pk, int(asked)) if asked.isdecimal() and len(asked) < 5 else None
    if version is None and not asked:
        version = latest_version(report)
    is_own = report.agency_id in reach(request).reads
    if version is not None and not is_own and version.status != ReportStatus.SENT:
        version = report.versions.filter(status=ReportStatus.SENT).order_by("-number").first()
    if version is None:
        raise report_not_found()
    version.report = report
    return version


def frame(request: DeskRequest, report: Report, version: ReportVersion, tab: str) -> dict[str, Any]:
    """The head of every page of a report."""
    desk, status = request.desk, ReportStatus(version.status)
    keeps = may_keep(desk.person, agency_id=report.agency_id, on=desk.today)
    versions = sorted(report.versions.values_list("number", flat=True))
    is_latest = version.number == versions[-1]
    asked = "" if is_latest else f"?ban={version.number}"
    is_open = status in (ReportStatus.DRAFT, ReportStatus.CHECKED)
    return {
        "report": report,
        "version": version,
        "status": status.label,
        "first": report.period.window.lower,
        "last": last_day_of(report.period),
        "is_late": version.sent_at is None and desk.today > report.period.due_on,
        "is_open": is_open,
        "is_draft": status is ReportStatus.DRAFT,
        "is_checked": status is ReportStatus.CHECKED,
        "is_closed": status is ReportStatus.CLOSED,
        "is_signed": status is ReportStatus.SIGNED,
        "keeps": keeps and is_latest,
        "may_sign": is_latest
        and status is ReportStatus.CLOSED
        and may_sign(
            desk.person, agency_id=report.agency_id, prepared_by_id=version.prepared_by_id, on=desk.today
        ),
        "versions": versions if len(versions) > 1 else [],
        "steps": [
            {
                "label": step.label,
                "is_done": step_at < _STEPS.index(status),
                "is_current": step is status,
                "href": "",
            }
            for step_at, step in enumerate(_STEPS)
        ],
        "tabs": [
            {
                "label": label,
                "href": reverse(f"desk:reports:{name}", args=[report.pk]) + asked,
                "count": None,
                "is_current": name == tab,
            }
            for name, label in (
                ("page", _("Biểu số liệu")),
                ("text", _("Phần lời")),
                ("checking", _("Kiểm tra")),
                ("differences", _("Khác biệt")),
            )
        ],
    }


def table_of(filled: Filled, place: Place | None = None, *, rows_are: str = "") -> dict[str, Any]:
    """A form as a page shows it: groups of columns, rows of cells; at a `place` they open to what is behind them."""
    form = filled.form
    return {
        "form": form,
        "rows_are": rows_are or form.first_columns[1],
        "groups": [
            (group, len(list(members))) for group, members in groupby(form.columns, key=lambda c: c.group)
        ],
        "rows": [(row.label, _cells(form, row, place, row.key)) for row in filled.rows],
        "total": _cells(form, filled.total, place, None),
        "rates": [(rate, _href(rate.measure, form, place, None)) for rate in filled.rates],
        "gaps": [gap.said for gap in filled.gaps],
        "missing": list(
            dict.fromkeys(why for column in form.columns if (why := form.missing_of(column.number)))
        ),
        "has_data": form.has_data,
    }


def _cells(form: ReportForm, row: FilledRow, place: Place | None, part: str | None) -> list[Cell]:
    return [
        Cell(
            "–" if row.cells[column.number] is None else number_said(row.cells[column.number]),
            _href(column.measure, form, place, part),
            f"({column.number}) " + ": ".join(filter(None, (column.group, column.heading))),
            row.cells[column.number] is None,
        )
        for column in form.columns
    ]


def _href(measure: str, form: ReportForm, place: Place | None, part: str | None) -> str:
    """Where the rows of a measure are shown, in one part of the form's rows; "" where it counts none."""
    if not measure or place is None:
        return ""
    return figure_link(
        measure,
        agency_id=place.agency_id,
        first=place.first,
        last=place.last,
        as_of=place.as_of,
        by=_BY.get(form.rows) if part is not None else None,
        part=part or "",
    )


def place_of(report: Report, version: ReportVersion, request: DeskRequest) -> Place:
    """Whose figures of which days, as of when, a report shows."""
    period = report.period
    return Place(report.agency_id, period.window.lower, last_day_of(period), version.as_of or request.desk.at)


def catalogue_links(place: Place) -> dict[str, str]:
    """Where the procedures behind each fact of the catalogue are shown: they are those of the whole installation."""

    def link(measure: str, body: Body | None = None) -> str:
        by = Dimension.AUTHORITY if body else None
        part = body.value if body else ""
        return figure_link(measure, agency_id=None, first=place.first, last=place.last, by=by, part=part)

    wholes = {code: link(measure) for code, measure in _CATALOGUE.items()}
    publics = {f"catalogue_{body.value}": link("procedures_in_force", body) for body in Body}
    internals = {f"catalogue_internal_{body.value}": link("internal_procedures", body) for body in Body}
    return {**wholes, **publics, **internals}


def sentences(section: Any, shown: Shown, linked: Mapping[str, str]) -> Iterator[list[tuple[str, str]]]:
    """The sentences of a section: words, and figures with where their rows are shown ("" where nowhere)."""
    for sentence in section.sentences:
        yield [
            (piece.text, linked.get(piece.code, "") if piece.code else "")
            for piece in pieces(sentence, shown.words)
        ]
