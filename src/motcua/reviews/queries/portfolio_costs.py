"""What the procedures of a portfolio cost in a year, before and now, by the sheets agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from motcua.catalogue.models import ProcedureVersion
from motcua.reviews.enums import EstimateStatus, Side
from motcua.reviews.queries.costs.sheets import bodies_whose_sheets_hold, end_of
from motcua.reviews.queries.findings.scope import Scope, rows_of
from motcua.reviews.rules.changes.facts import NONE, WHOLE
from motcua.reviews.rules.changes.portfolio import Cut
from motcua.reviews.rules.changes.pricing import Priced, Reckoned, reckoned, together

# The sheet that stands for each version: the one agreed last, else the draft, which is only named and never counted;
# of each procedure the latest first.
_COSTS = """
    WITH chosen AS MATERIALIZED (
        SELECT DISTINCT ON (e.procedure_id, e.version_id)
               e.id, e.procedure_id, e.version_id, e.status, e.dossiers_per_year, e.agreed_at, e.made_at
        FROM reviews_costestimate e
        WHERE e.agency_id = ANY(%(bodies)s::uuid[]) AND e.side = %(before)s
          AND (e.status = %(agreed)s AND e.agreed_at < %(until)s OR e.status = %(draft)s AND e.made_at < %(until)s)
        ORDER BY e.procedure_id, e.version_id, e.status, e.agreed_at DESC NULLS LAST, e.made_at DESC, e.id DESC
    )
    SELECT c.procedure_id, c.version_id, c.status = %(agreed)s, c.dossiers_per_year,
           coalesce(sum(l.times * l.hours), 0),
           coalesce(sum(l.times * l.hours * l.hourly_income_vnd), 0),
           coalesce(sum(l.times * (l.service_vnd + l.fee_vnd + l.other_vnd)), 0)
    FROM chosen c LEFT JOIN reviews_costestimateline l ON l.estimate_id = c.id
    GROUP BY 1, 2, 3, 4, c.id, c.agreed_at, c.made_at
    ORDER BY c.procedure_id, c.agreed_at DESC NULLS LAST, c.made_at DESC, c.id DESC
"""
_UNCUT = Cut()


@dataclass(frozen=True, slots=True)
class Costs:
    """The sheets agreed, added up, by procedure and version, the latest first; and which versions have but a draft."""

    agreed: Mapping[UUID, Mapping[UUID, Priced]]
    drafts: Mapping[UUID, frozenset[UUID]]

    def has_draft(self, version: ProcedureVersion, *, is_known: bool) -> bool:
        """Whether a draft waits to be agreed before this version, or, where nothing is known of the cost of its
        procedure, any version of it is counted."""
        drafts = self.drafts.get(version.procedure_id, frozenset())
        return version.pk in drafts or bool(drafts and not is_known)


def costs_of(scope: Scope) -> Costs:
    """The sheets of the agency and the bodies above it by the end of the day; three queries."""
    if scope.agency_id is None:
        return Costs({}, {})
    asked = {
        "bodies": bodies_whose_sheets_hold(scope.agency_id, scope.on),
        "until": end_of(scope.on),
        "before": Side.BEFORE.value,
        "agreed": EstimateStatus.AGREED.value,
        "draft": EstimateStatus.DRAFT.value,
    }
    agreed: dict[UUID, dict[UUID, Priced]] = defaultdict(dict)
    drafts: dict[UUID, frozenset[UUID]] = {}
    for procedure, version, is_agreed, *numbers in rows_of(_COSTS, asked):
        if is_agreed:
            agreed[procedure][version] = Priced(*(Fraction(one) for one in numbers))
        else:
            drafts[procedure] = drafts.get(procedure, frozenset()) | {version}
    return Costs(agreed, drafts)


def priced_line(
    line: Sequence[ProcedureVersion], now: ProcedureVersion, costs: Costs, done: Mapping[UUID, Cut]
) -> Reckoned:
    """What a year cost and costs: by the agreed sheets of the versions before and now, else by those there are, else by
    the latest of the procedure, less what proposals carried out took away as agreed."""
    if [one.procedure_id for one in line] != [now.procedure_id]:
        return _priced_together(line, now, costs, done)
    [before] = line
    sheets, cut = costs.agreed.get(before.procedure_id, {}), done.get(before.procedure_id, _UNCUT)
    if before.pk == now.pk and before.pk in sheets:
        return reckoned(sheets[before.pk], None)
    own = sheets.get(before.pk), sheets.get(now.pk)
    if own == (None, None):
        own = next(iter(sheets.values()), None), None
    return reckoned(*own, stays=cut.stays, often=cut.often)


def _priced_together(
    line: Sequence[ProcedureVersion], now: ProcedureVersion, costs: Costs, done: Mapping[UUID, Cut]
) -> Reckoned:
    """The same of procedures whose place another took: all of them before, by the sheets there are, and that one now.
    Of what proposals carried out took away each counts by the cost of its own procedure."""
    known = [
        (sheet, done.get(one.procedure_id, _UNCUT))
        for one in line
        if (sheet := _sheet_of(one, costs)) is not None
    ]
    before = together([sheet for sheet, _cut in known])
    years = [(sheet.work + sheet.paid) * sheet.dossiers for sheet, _cut in known]
    return reckoned(
        before,
        costs.agreed.get(now.procedure_id, {}).get(now.pk),
        stays=_average([cut.stays for _sheet, cut in known], years),
        often=_average([cut.often for _sheet, cut in known], [sheet.dossiers for sheet, _cut in known]),
    )


def _sheet_of(version: ProcedureVersion, costs: Costs) -> Priced | None:
    sheets = costs.agreed.get(version.procedure_id, {})
    return sheets.get(version.pk) or next(iter(sheets.values()), None)


def _average(shares: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    whole = sum(weights, NONE)
    if not whole:
        return WHOLE
    return sum((share * weight for share, weight in zip(shares, weights, strict=True)), NONE) / whole
