"""An agency that inspects: a published check-list, a round of three units, a visit that was held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from tests.cast import Bodies, MakePerson

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.kernel.periods import Period
from motcua.plans.actions.inspections.checklists import ItemEntry, publish_checklist, start_checklist
from motcua.plans.actions.inspections.concluding import conclude
from motcua.plans.actions.inspections.drawing import draw_units
from motcua.plans.actions.inspections.findings import FindingEntry, add_finding
from motcua.plans.actions.inspections.holding import Visited, end_visit, save_answers
from motcua.plans.actions.inspections.planning import Visit, notify_unit, plan_inspection
from motcua.plans.actions.inspections.rounds import RoundFacts, approve_round, start_round
from motcua.plans.enums import CheckResult
from motcua.plans.models import ChecklistVersion, Inspection, InspectionRound
from motcua.plans.rules.inspecting import Answered

ITEMS = (
    ItemEntry(
        "Niêm yết đủ thủ tục đang thực hiện",
        "Công khai",
        "Điều 15 Nghị định 63/2010/NĐ-CP",
        "Xem bảng niêm yết",
    ),
    ItemEntry("Có kênh nhận phản ánh, kiến nghị", "Công khai", "Nghị định 20/2008/NĐ-CP"),
    ItemEntry("Trả kết quả đúng hẹn", "Giải quyết", "Nghị định 118/2025/NĐ-CP"),
)


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of an inspection, each done by the right person at the right moment."""

    checklist: ChecklistVersion
    inspector: Person
    keeper: Person
    head: Person
    bodies: Bodies
    moment: datetime

    @property
    def told_at(self) -> datetime:
        """When the unit is told."""
        return self.moment + timedelta(hours=1)

    @property
    def visited_at(self) -> datetime:
        """When people are at the unit: a week later."""
        return self.moment + timedelta(days=7)

    def facts(self, **changes: object) -> RoundFacts:
        """What is said of a round."""
        said: dict[str, object] = {
            "title": "Kiểm tra công tác kiểm soát thủ tục hành chính năm 2026",
            "period": Period(date(2026, 9, 1), date(2027, 1, 1)),
            "least_share": 30,
            "share_basis": "Kế hoạch năm",
            "document_number": "45/KH-SGDĐT",
        }
        return RoundFacts(**{**said, **changes})  # type: ignore[arg-type]  # a test's shorthand

    def visit(self, **changes: object) -> Visit:
        """Who goes when."""
        said: dict[str, object] = {
            "planned_on": self.visited_at.date(),
            "leader_id": self.inspector.pk,
            "checklist_id": self.checklist.pk,
            "member_ids": (self.keeper.pk,),
        }
        return Visit(**{**said, **changes})  # type: ignore[arg-type]  # a test's shorthand

    def round(self, **changes: object) -> InspectionRound:
        """A round with both divisions and the school, not yet drawn."""
        units = (self.bodies.division, self.bodies.exam_division, self.bodies.upper_secondary_school)
        return start_round(
            agency_id=self.bodies.department.pk,
            facts=self.facts(**changes),
            unit_ids=[unit.pk for unit in units],
            by=self.keeper,
            at=self.moment,
        )

    def approved(self, **changes: object) -> InspectionRound:
        """A round drawn whole, so that every unit is taken, and approved."""
        made = self.round(**{"least_share": 100, **changes})
        draw_units(round_id=made.pk, by=self.keeper, at=self.moment)
        return approve_round(round_id=made.pk, by=self.head, at=self.moment)

    def planned(self, drawn: InspectionRound | None = None) -> Inspection:
        """The school with a day and a team."""
        return plan_inspection(
            round_id=(drawn or self.approved()).pk,
            unit_id=self.bodies.upper_secondary_school.pk,
            visit=self.visit(),
            by=self.keeper,
            at=self.moment,
        )

    def notified(self, drawn: InspectionRound | None = None) -> Inspection:
        """The school was told."""
        return notify_unit(inspection_id=self.planned(drawn).pk, by=self.keeper, at=self.told_at)

    def answered(self, inspection: Inspection) -> Inspection:
        """Every item has an answer; the last is not met."""
        items = list(self.checklist.items.values_list("pk", flat=True))
        answers = dict.fromkeys(items, Answered(CheckResult.MET))
        answers[items[-1]] = Answered(CheckResult.NOT_MET, "Hai hồ sơ trả muộn")
        return save_answers(
            inspection_id=inspection.pk, answers=answers, by=self.inspector, at=self.visited_at
        )

    def held(self, *, remedies: int = 2, drawn: InspectionRound | None = None) -> Inspection:
        """The visit is over, with so many remedies."""
        inspection = self.answered(self.notified(drawn))
        for number in range(remedies):
            entry = FindingEntry(
                f"Điều chưa đúng {number + 1}",
                "Điều 4",
                f"Sửa điều {number + 1}",
                "Báo cáo" if number else "",
                self.visited_at.date() + timedelta(days=30),
            )
            add_finding(inspection_id=inspection.pk, entry=entry, by=self.inspector, at=self.visited_at)
        return end_visit(
            inspection_id=inspection.pk,
            visited=Visited("Cao Thị Hiệu, Hiệu trưởng", "Sắp xếp hồ sơ khoa học."),
            by=self.inspector,
            at=self.visited_at + timedelta(hours=3),
        )

    def concluded(self, *, remedies: int = 2) -> Inspection:
        """The conclusion is signed."""
        return self.concluded_in(None, remedies=remedies)

    def concluded_in(self, drawn: InspectionRound | None, *, remedies: int) -> Inspection:
        """The conclusion is signed, of a visit in the approved round."""
        at = self.visited_at + timedelta(days=2)
        return conclude(
            inspection_id=self.held(remedies=remedies, drawn=drawn).pk,
            text="Cơ bản thực hiện tốt.",
            number="215/TB-SGDĐT",
            concluded_on=at.date(),
            by=self.head,
            at=at,
        )


@pytest.fixture
def inspector(make_person: MakePerson, bodies: Bodies) -> Person:
    """Inspects for the department."""
    return make_person("Lý Văn Thanh", role=Role.INSPECTOR, agency=bodies.department, title="Thanh tra viên")


@pytest.fixture
def steps(
    inspector: Person, control_focal_officer: Person, head: Person, bodies: Bodies, moment: datetime
) -> Steps:
    """The steps of an inspection."""
    draft = start_checklist(
        agency_id=bodies.department.pk,
        title="Kiểm soát thủ tục hành chính",
        items=ITEMS,
        by=control_focal_officer,
        at=moment,
    )
    checklist = publish_checklist(version_id=draft.pk, by=control_focal_officer, at=moment)
    return Steps(checklist, inspector, control_focal_officer, head, bodies, moment)
