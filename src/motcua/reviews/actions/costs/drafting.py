"""Making sheets from the catalogue, the norms and the dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.kernel.actions import record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.actions.costs.keeping import (
    fact_of,
    note,
    open_sheet,
    say_often,
    set_often,
    write_lines,
    write_often,
)
from motcua.reviews.enums import CostOrigin, CostPart, EstimateStatus, Side
from motcua.reviews.models import CostEstimate
from motcua.reviews.policy.costs import require_do_costs
from motcua.reviews.queries.costs.drafts import Draft, drafts_of
from motcua.reviews.queries.costs.listing import current_costs
from motcua.reviews.queries.costs.sheets import kept_lines, said_often
from motcua.reviews.rules.cost.frequency import Often
from motcua.reviews.rules.cost.kept import KeptLine

MOST_AT_ONCE = 500
_OF_PEOPLE = frozenset({CostOrigin.SURVEY, CostOrigin.OFFICER, CostOrigin.FILE})


@transaction.atomic
def draft_estimate(
    *, procedure_id: UUID, agency_id: UUID, by: Person, at: datetime, version_id: UUID | None = None
) -> CostEstimate:
    """A draft of what the procedure costs at the agency as it is, by the version in force (or the one named): its
    lines from the catalogue and the norms, how often and by which ways from the dossiers of the last twelve months.
    What people said of the same lines in the sheet before stays.

    :raises Refused: "do-reviews-not-allowed", "cost-sheet-exists", "procedure-version-not-found",
        "hourly-income-missing", "activity-norm-missing".
    """
    on = local_day(at)
    agency = _locked(agency_id)
    require_do_costs(by, agency_id=agency_id, on=on)
    mine = CostEstimate.objects.filter(procedure=procedure_id, agency=agency, side=Side.BEFORE)
    if mine.filter(status=EstimateStatus.DRAFT).exists():
        raise Refused(
            "cost-sheet-exists",
            "Thủ tục này đang có bảng chi phí nháp của cơ quan. Mở bảng đó để sửa, hoặc thống nhất trước khi lập mới.",
        )
    version = _version(procedure_id, version_id, at)
    before = mine.filter(status=EstimateStatus.AGREED).order_by("-agreed_at").first()
    said = [line for _row, line in kept_lines(before)] if before else []
    [draft] = drafts_of([version], agency=agency, at=at)
    estimate, often = _estimate(draft, agency, by=by, at=at), [draft.often, *_said_before(before, draft)]
    set_often(estimate, often)
    estimate.save(force_insert=True)
    write_often([(estimate, often)], by=by, at=at)
    lines = with_people(draft.lines, said)
    write_lines([(estimate, lines)], by=by, at=at)
    note("CostSheetDrafted", estimate, by, at, {"version": str(version.pk), "lines": len(lines)})
    return estimate


@transaction.atomic
def draft_missing(
    *, procedure_ids: Sequence[UUID], agency_id: UUID, by: Person, at: datetime
) -> list[CostEstimate]:
    """Drafts for those of the procedures that have no sheet at the agency or above it; a fixed number of statements.

    :raises Refused: "do-reviews-not-allowed", "too-many-cost-sheets", "hourly-income-missing",
        "activity-norm-missing".
    """
    on = local_day(at)
    agency = _locked(agency_id)
    require_do_costs(by, agency_id=agency_id, on=on)
    if len(procedure_ids) > MOST_AT_ONCE:
        raise Refused(
            "too-many-cost-sheets", f"Chọn tối đa {MOST_AT_ONCE} thủ tục một lần để lập bảng chi phí."
        )
    known = current_costs(agency, on)
    wanted = [one for one in dict.fromkeys(procedure_ids) if one not in known]
    versions = ProcedureVersion.objects.filter(
        procedure__in=wanted, state=VersionState.PROMULGATED, in_force__contains=on
    )
    drafts = drafts_of(list(versions), agency=agency, at=at)
    made = [(_estimate(draft, agency, by=by, at=at), draft.lines) for draft in drafts]
    CostEstimate.objects.bulk_create([estimate for estimate, _lines in made])
    write_often(
        [(estimate, [draft.often]) for (estimate, _lines), draft in zip(made, drafts, strict=True)],
        by=by,
        at=at,
    )
    write_lines(made, by=by, at=at)
    facts = [
        fact_of("CostSheetDrafted", one, {"version": str(one.version_id), "lines": len(lines)})
        for one, lines in made
    ]
    record_all(facts=facts, actor=by.actor, at=at)
    return [estimate for estimate, _lines in made]


@transaction.atomic
def redraft_estimate(*, estimate_id: UUID, by: Person, at: datetime) -> CostEstimate:
    """Make a draft anew from today's catalogue, norms and dossiers. What people said of lines that remain, and lines
    that people added, stay; lines taken out come back.

    :raises Refused: as `open_sheet`, "cost-copy-not-redrafted", "hourly-income-missing", "activity-norm-missing".
    """
    estimate = open_sheet(estimate_id, by=by, at=at)
    if estimate.side != Side.BEFORE:
        raise Refused(
            "cost-copy-not-redrafted",
            "Bản sau đơn giản hóa không lập lại từ danh mục được. Sửa từng dòng của bản này.",
        )
    said = [line for _row, line in kept_lines(estimate)]
    version = _version(estimate.procedure_id, None, at)
    [draft] = drafts_of([version], agency=estimate.agency, at=at)
    fresh = _estimate(draft, estimate.agency, by=by, at=at)
    for name in _SET_ANEW:
        setattr(estimate, name, getattr(fresh, name))
    estimate.revision += 1
    estimate.frequencies.exclude(origin__in=_OF_PEOPLE).delete()
    say_often(estimate, draft.often, by=by, at=at)
    estimate.lines.all().delete()
    lines = with_people(draft.lines, said)
    write_lines([(estimate, lines)], by=by, at=at)
    note("CostSheetRedrafted", estimate, by, at, {"version": str(version.pk), "lines": len(lines)})
    return estimate


_SET_ANEW = ("version", "income", "hourly_income_vnd", "waited_days", "waited_dossiers", "counted_at")


def with_people(lines: Sequence[KeptLine], said: Sequence[KeptLine]) -> list[KeptLine]:
    """The lines with what people said of them before, then the lines that people added."""
    before: Mapping[str, KeptLine] = {line.key: line for line in said}
    known = {line.key for line in lines}
    joined = [_joined(line, before.get(line.key)) for line in lines]
    added = [line for line in said if line.key not in known and line.key.startswith("own:")]
    return [*joined, *added]


def _joined(line: KeptLine, before: KeptLine | None) -> KeptLine:
    for value in before.values if before else ():
        if value.origin in _OF_PEOPLE and value.part is not CostPart.INCOME:
            line = line.with_value(value)
    return line


def _said_before(before: CostEstimate | None, draft: Draft) -> list[Often]:
    """What people said of a year in the sheet before, where still no dossier can be counted."""
    if before is None or draft.often.origin is not CostOrigin.ASSUMED:
        return []
    return [often for _row, often in said_often(before) if often.origin in _OF_PEOPLE]


def _locked(agency_id: UUID) -> Agency:
    """One making of sheets of an agency at a time."""
    return Agency.objects.select_for_update(no_key=True).get(pk=agency_id)


def _version(procedure_id: UUID, version_id: UUID | None, at: datetime) -> ProcedureVersion:
    found = ProcedureVersion.objects.filter(procedure=procedure_id)
    if version_id is not None:
        version = found.filter(pk=version_id).first()
    else:
        version = found.filter(state=VersionState.PROMULGATED, in_force__contains=local_day(at)).first()
    if version is None:
        raise Refused(
            "procedure-version-not-found",
            "Thủ tục này không có phiên bản đang áp dụng nên chưa lập được bảng chi phí hiện tại.",
        )
    return version


def _estimate(draft: Draft, agency: Agency, *, by: Person, at: datetime) -> CostEstimate:
    estimate = CostEstimate(
        procedure_id=draft.version.procedure_id,
        version=draft.version,
        agency=agency,
        side=Side.BEFORE,
        income=draft.income,
        hourly_income_vnd=draft.hourly_income_vnd,
        waited_days=draft.waited_days,
        waited_dossiers=draft.waited_dossiers,
        counted_at=at,
        made_by=by,
        made_at=at,
    )
    set_often(estimate, [draft.often])
    return estimate
