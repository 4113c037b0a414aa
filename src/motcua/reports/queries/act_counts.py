"""Drafts of legal acts with procedures: assessed, appraised, issued, by kind of act; a few statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from motcua.catalogue.enums import ChangeKind
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.enums.impact import ActKind, ActStatus
from motcua.reviews.models import Appraisal, DraftActProcedure, ImpactAssessment

FACTS = (
    "act_assessed",
    "act_assessed_new",
    "act_assessed_amended",
    "act_assessed_repealed",
    "act_appraised",
    "act_appraised_procedures",
    "act_issued",
    "act_issued_new",
    "act_issued_amended",
    "act_issued_repealed",
)
_Row = tuple[str, str]
# What replaces another is counted as amended: the form knows three kinds.
_AS = {ChangeKind.NEW: "new", ChangeKind.REPEALED: "repealed"}


def acts_by_kind(
    *, agency_id: UUID | None, window: Period, last_day: date, until: datetime
) -> Mapping[_Row, Mapping[str, int]]:
    """Of each kind of act (key and name): drafts and procedures assessed, appraised, issued within the window.

    What was assessed or recorded after `until` is not seen.
    """
    since = datetime.combine(window.start, time(), tzinfo=VIETNAM)
    lines = _within(DraftActProcedure.objects.all(), agency_id, last_day).select_related("act")
    assessed = ImpactAssessment.objects.filter(item=OuterRef("pk"), at__gte=since, at__lt=until)
    answered = Appraisal.objects.filter(
        act=OuterRef("act"), answered_on__gte=window.start, answered_on__lte=last_day, recorded_at__lt=until
    )
    found: defaultdict[_Row, Counter[str]] = defaultdict(Counter)
    _count(found, lines.filter(Exists(assessed)), "act_assessed", by_change=True)
    _count(found, lines.filter(Exists(answered)), "act_appraised", by_change=False)
    issued = lines.filter(
        act__status=ActStatus.ISSUED, act__issued_on__gte=window.start, act__issued_on__lte=last_day
    )
    _count(found, issued, "act_issued", by_change=True)
    order = list(ActKind)
    return {
        row: {fact: found[row][fact] for fact in FACTS}
        for row in sorted(found, key=lambda row: order.index(ActKind(row[0])))
    }


def _count(
    found: Mapping[_Row, Counter[str]], lines: Iterable[DraftActProcedure], fact: str, *, by_change: bool
) -> None:
    """Each draft once, each of its procedures by what is done to it, or all together."""
    seen = set()
    for line in lines:
        kind = ActKind(line.act.kind)
        row = found[kind.value, kind.label]
        row[fact] += line.act_id not in seen
        seen.add(line.act_id)
        change = _AS.get(ChangeKind(line.change), "amended")
        row[f"{fact}_{change}" if by_change else f"{fact}_procedures"] += 1


def _within(
    rows: QuerySet[DraftActProcedure], agency_id: UUID | None, on: date
) -> QuerySet[DraftActProcedure]:
    if agency_id is None:
        return rows
    below = set(subtree(agency_id, on).values_list("pk", flat=True)) | {agency_id}
    return rows.filter(act__agency__in=below)
