"""Forms filled in: every cell counted as of the closing instant, by the same statements as the measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from motcua.catalogue.enums import ChangeKind, DecisionStage
from motcua.catalogue.models import PromulgationDecision
from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.measuring import count
from motcua.indicators.queries.parting import labels_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Measure
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.reports.enums import RowsBy
from motcua.reports.queries.act_counts import FACTS as ACT_FACTS
from motcua.reports.queries.act_counts import acts_by_kind
from motcua.reports.queries.catalogue_counts import listing_on
from motcua.reports.queries.review_counts import FACTS as REVIEW_FACTS
from motcua.reports.queries.review_counts import reviewed_by_field
from motcua.reports.rules.filled import Filled, FilledRow
from motcua.reports.rules.forms.declared import get_form
from motcua.reports.rules.forms.definition import Column, ReportForm

_DIMENSIONS = {RowsBy.FIELD: Dimension.FIELD, RowsBy.AGENCY: Dimension.AGENCY}
_CHANGES = {
    "new": ChangeKind.NEW,
    "amended": ChangeKind.AMENDED,
    "replaced": ChangeKind.REPLACED,
    "repealed": ChangeKind.REPEALED,
    "standardised": ChangeKind.STANDARDISED,
}
# Facts that are not of the catalogue.
APART = frozenset({*REVIEW_FACTS, *ACT_FACTS})
Raw = dict[tuple[str, str], dict[int, int | None]]


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom (None: the whole installation), of which days and as of when a report is counted."""

    agency_id: UUID | None
    window: Period
    as_of: datetime | None = None

    @property
    def asked(self) -> Asked:
        """The same as measures ask it."""
        return Asked(self.agency_id, self.window, self.as_of)

    @property
    def last_day(self) -> date:
        """The last day of the window: definitions and the catalogue are those of this day."""
        return self.asked.last_day


def fill(code: str, scope: Scope) -> Filled:
    """The form as defined on the last day of the window, with its figures.

    A few statements, however many rows there are.

    :raises Refused: "form-not-found", "form-not-in-force", "window-without-end", "closed-before-window".
    """
    return fill_form(get_form(code, scope.last_day), scope)


def fill_form(form: ReportForm, scope: Scope) -> Filled:
    """The same of a given definition."""
    scope.asked.instants()
    if not form.has_data:
        return Filled(form, ())
    raw: Raw = {}
    if form.rows is RowsBy.DECISION:
        _put(raw, form, _decisions(form, scope))
    else:
        _put(raw, form, _counted(form, scope))
        _put(raw, form, _listed(form, scope))
        _put(raw, form, _told(form, scope, REVIEW_FACTS, reviewed_by_field))
        _put(raw, form, _told(form, scope, ACT_FACTS, acts_by_kind))
    return Filled(
        form, tuple(FilledRow(key, label, _whole(form, cells)) for (key, label), cells in raw.items())
    )


def measures_of(form: ReportForm, on: date) -> dict[int, Measure]:
    """The measure behind each column that counts one."""
    return {column.number: get_measure(column.measure, on) for column in form.columns if column.measure}


def _counted(form: ReportForm, scope: Scope) -> Iterable[tuple[tuple[str, str], dict[int, int]]]:
    """The columns that count a measure, parted as the rows of the form are."""
    measures = measures_of(form, scope.last_day)
    if not measures:
        return
    by = _DIMENSIONS[form.rows]
    tallies: list[Tally] = list(dict.fromkeys(tally for each in measures.values() for tally in each.tallies))
    parts = count(tallies, [scope.asked], by=by, may_use_rollups=True)[0]
    nothing = dict.fromkeys(tallies, 0)
    for key, label in _kept_to_level(form, labels_of(by, keys=parts, asked=scope.asked)):
        tally = parts.get(key, nothing)
        yield (
            (key, label),
            {number: sum(tally[each] for each in known.numerator) for number, known in measures.items()},
        )


def _kept_to_level(form: ReportForm, named: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    if form.level is None:
        return list(named)
    of_level = Agency.objects.filter(pk__in=[key for key, _ in named if key], level=form.level)
    known = {str(pk) for pk in of_level.values_list("pk", flat=True)}
    return [(key, label) for key, label in named if key in known]


def _listed(form: ReportForm, scope: Scope) -> Iterable[tuple[tuple[str, str], dict[int, int]]]:
    """The columns that count the catalogue of the last day."""
    columns = [column for column in form.columns if column.fact and column.fact not in APART]
    if columns:
        for row, facts in listing_on(scope.last_day).by_field().items():
            yield row, {column.number: facts[column.fact] for column in columns}


def _told(
    form: ReportForm,
    scope: Scope,
    facts: Sequence[str],
    tell: Callable[..., Mapping[tuple[str, str], Mapping[str, int]]],
) -> Iterable[tuple[tuple[str, str], dict[int, int]]]:
    """The columns of some other kind of facts: reviews, drafts of acts."""
    columns = [column for column in form.columns if column.fact in facts]
    if columns:
        _since, until = scope.asked.instants()
        found = tell(agency_id=scope.agency_id, window=scope.window, last_day=scope.last_day, until=until)
        for row, told in found.items():
            yield row, {column.number: told[column.fact] for column in columns}


def _decisions(form: ReportForm, scope: Scope) -> Iterable[tuple[tuple[str, str], dict[int, int]]]:
    """The decisions signed in the window, each with how many procedures it changes in which way."""
    found = PromulgationDecision.objects.filter(
        stage=DecisionStage.PROMULGATED, signed_on__gte=scope.window.start, signed_on__lte=scope.last_day
    )
    if scope.as_of is not None:
        found = found.filter(approved_at__lt=scope.as_of)
    counted = found.annotate(
        **{name: Count("items", filter=Q(items__change=change)) for name, change in _CHANGES.items()},
        all_items=Count("items"),
    )
    for decision in counted.order_by("signed_on", "number", "id"):
        is_entered = decision.entered_on is not None and decision.entered_on <= scope.last_day
        facts = {name: getattr(decision, name) for name in _CHANGES}
        facts |= {
            "entered": decision.all_items if is_entered else 0,
            "not_entered": 0 if is_entered else decision.all_items,
        }
        label = f"{decision.number} ngày {decision.signed_on:%d/%m/%Y}"
        yield (
            (str(decision.pk), label),
            {column.number: facts[column.fact] for column in form.columns if column.fact},
        )


def _put(raw: Raw, form: ReportForm, found: Iterable[tuple[tuple[str, str], dict[int, int]]]) -> None:
    """Set what was found in its rows; a row that only one source knows has noughts in the other's columns."""
    empty = {column.number: _nothing(column) for column in form.columns}
    for row, cells in found:
        raw.setdefault(row, dict(empty)).update(cells)


def _nothing(column: Column) -> int | None:
    return None if column.missing else 0


def _whole(form: ReportForm, cells: dict[int, int | None]) -> dict[int, int | None]:
    """The cells with the sums of columns; a sum of what nobody has is nobody's."""
    found = dict(cells)
    for column in form.columns:
        if column.sums:
            parts = [found[number] for number in column.sums]
            found[column.number] = None if None in parts else sum(part or 0 for part in parts)
    return found
