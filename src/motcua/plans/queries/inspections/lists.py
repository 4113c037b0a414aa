"""Lists of rounds, inspections and what is still to be put right, and the parts of an inspection's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from motcua.accounts.models import Person, Position, RoleHolding
from motcua.plans.enums import CheckResult, InspectionStatus, UnitGroup
from motcua.plans.models import (
    Candidate,
    CheckAnswer,
    Checklist,
    ChecklistItem,
    ChecklistVersion,
    Duty,
    Inspection,
    InspectionFinding,
    InspectionRound,
)
from motcua.plans.queries.units import members_of
from motcua.plans.rules.inspecting import DONE_INSPECTIONS, WAITING
from motcua.plans.rules.timing import ENDED

PAGE = 40


def newest_rounds(rounds: QuerySet[InspectionRound], *, size: int = 20) -> list[InspectionRound]:
    """The newest rounds with `units`, `taken` and `inspected` counted; one query."""
    return list(
        rounds.exclude(status="dropped")
        .select_related("agency")
        .annotate(
            units=Count("candidates", distinct=True),
            taken=Count("candidates", filter=Q(candidates__is_taken=True), distinct=True),
            inspected=Count(
                "inspections__unit", filter=Q(inspections__status__in=DONE_INSPECTIONS), distinct=True
            ),
        )
        .order_by("-created_at", "-id")[:size]
    )


def inspections_wanted(
    inspections: QuerySet[Inspection],
    *,
    unit_id: UUID | None = None,
    year: int | None = None,
    statuses: Sequence[InspectionStatus] = (),
) -> QuerySet[Inspection]:
    """Those of `inspections` at the unit, planned in the year, in one of the statuses."""
    if unit_id is not None:
        inspections = inspections.filter(unit=unit_id)
    if year is not None:
        inspections = inspections.filter(
            planned_on__gte=date(year, 1, 1), planned_on__lt=date(year + 1, 1, 1)
        )
    return inspections.filter(status__in=statuses) if statuses else inspections


def page_of_inspections(
    inspections: QuerySet[Inspection], *, after: tuple[date, UUID] | None = None, size: int = PAGE
) -> list[Inspection]:
    """Up to `size` + 1 inspections, the latest day first, following the key `after`, with `remedies` and
    `open_remedies` counted; one query."""
    if after is not None:
        day, last = after
        inspections = inspections.filter(Q(planned_on__lt=day) | Q(planned_on=day, id__lt=last))
    open_ones = Q(findings__task__isnull=False) & Q(findings__task__status="open")
    return list(
        inspections.select_related("unit", "round", "agency")
        .annotate(
            remedies=Count("findings", filter=Q(findings__task__isnull=False), distinct=True),
            open_remedies=Count("findings", filter=open_ones, distinct=True),
        )
        .order_by("-planned_on", "-id")[: size + 1]
    )


def coming_inspections(inspections: QuerySet[Inspection], *, size: int = 20) -> list[Inspection]:
    """What is still to be held, the nearest first."""
    return list(
        inspections.filter(status__in=WAITING).select_related("unit").order_by("planned_on", "id")[:size]
    )


def open_remedies(inspections: QuerySet[Inspection], *, size: int = 100) -> list[Duty]:
    """Duties that these inspections asked for and that are not at their end, the earliest last day first; one query."""
    return list(
        Duty.objects.filter(task__finding__inspection__in=inspections)
        .exclude(status__in=list(ENDED))
        .select_related("task__finding", "unit")
        .order_by(F("due_on").asc(nulls_last=True), "id")[:size]
    )


def candidates_of(drawn: InspectionRound) -> list[Candidate]:
    """The units of the round: in the order of the draw, then those decided about, else by name; one query."""
    rows = drawn.candidates.select_related("unit")
    return list(rows.order_by(F("place").asc(nulls_last=True), "unit__sort_key", "unit__code"))


def inspection_by_unit(drawn: InspectionRound) -> dict[UUID, Inspection]:
    """The inspection of each unit in the round, those given up left out; one query."""
    rows = drawn.inspections.exclude(status=InspectionStatus.CANCELLED).order_by("created_at", "id")
    return {row.unit_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """An item of the check-list with what was found, where something was."""

    item: ChecklistItem
    place: int
    answer: CheckAnswer | None

    @property
    def result(self) -> CheckResult | None:
        """The outcome."""
        return CheckResult(self.answer.result) if self.answer else None


@dataclass(frozen=True, slots=True)
class Step:
    """The items of one group of the check-list, gone through together."""

    number: int
    title: str
    items: tuple[CheckedItem, ...]

    @property
    def answered(self) -> int:
        """How many items have an answer."""
        return sum(item.answer is not None for item in self.items)

    @property
    def is_done(self) -> bool:
        """Whether every item has an answer."""
        return self.answered == len(self.items)


def steps_of(inspection: Inspection) -> list[Step]:
    """The check-list of the inspection, group by group as it stands, with the answers; two queries."""
    answers = {answer.item_id: answer for answer in inspection.answers.all()}
    groups: list[tuple[str, list[CheckedItem]]] = []
    for place, item in enumerate(inspection.checklist.items.all(), 1):
        if not groups or groups[-1][0] != item.group:
            groups.append((item.group, []))
        groups[-1][1].append(CheckedItem(item, place, answers.get(item.pk)))
    return [Step(number, title, tuple(items)) for number, (title, items) in enumerate(groups, 1)]


def findings_of(inspection: Inspection) -> list[tuple[InspectionFinding, Duty | None]]:
    """The findings with the duty that each remedy became; two queries."""
    findings = list(inspection.findings.select_related("item", "task"))
    duties = {
        duty.task_id: duty
        for duty in Duty.objects.filter(task__finding__inspection=inspection).select_related("unit")
    }
    return [(finding, duties.get(finding.task_id) if finding.task_id else None) for finding in findings]


def checklists_shown(checklists: QuerySet[Checklist]) -> list[tuple[Checklist, list[ChecklistVersion]]]:
    """The check-lists with their versions, the newest first, each with `number_of_items`; two queries."""
    lists = list(checklists.select_related("agency").order_by("title", "id"))
    versions = (
        ChecklistVersion.objects.filter(checklist__in=lists)
        .annotate(number_of_items=Count("items"))
        .order_by("-number")
    )
    by_list: dict[UUID, list[ChecklistVersion]] = {each.pk: [] for each in lists}
    for version in versions:
        by_list[version.checklist_id].append(version)
    return [(each, by_list[each.pk]) for each in lists]


def usable_checklists(agency_id: UUID) -> QuerySet[ChecklistVersion]:
    """The published versions of the agency's check-lists, only the newest of each."""
    newest = (
        ChecklistVersion.objects.filter(checklist__agency=agency_id, published_at__isnull=False)
        .order_by("checklist", "-number")
        .distinct("checklist")
    )
    return (
        ChecklistVersion.objects.filter(pk__in=newest.values("pk"))
        .select_related("checklist")
        .order_by("checklist__title")
    )


def people_for_team(agency_id: UUID, unit_id: UUID | None, on: date) -> QuerySet[Person]:
    """Who may go for the agency: its people and those of its divisions, without those of the inspected unit."""
    divisions = members_of(UnitGroup.ALL_DIVISIONS, owner_id=agency_id, on=on)
    found = Person.objects.filter(
        Q(roles__agency=agency_id) | Q(roles__agency__in=divisions.values("pk")),
        roles__held__contains=on,
        is_active=True,
        is_staff_member=True,
    )
    if unit_id is not None:
        inside = RoleHolding.objects.filter(agency=unit_id, held__contains=on).values("person")
        posts = Position.objects.filter(agency=unit_id, held__contains=on).values("person")
        found = found.exclude(pk__in=inside).exclude(pk__in=posts)
    return found.distinct().order_by("sort_key", "id")
