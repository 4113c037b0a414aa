"""A department's plan: drafted by its control officer, approved by its head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pytest
from tests.cast import Bodies, MakePerson

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.kernel.periods import Period
from motcua.plans.actions.approving import approve_version, submit_version
from motcua.plans.actions.drafting import PlanFacts, start_plan
from motcua.plans.actions.lines import LineEntry, add_line
from motcua.plans.enums import PlanKind
from motcua.plans.models import Duty, Plan, PlanVersion

YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))
Draft = Callable[..., PlanVersion]


@dataclass(frozen=True, slots=True)
class Followed:
    """A plan in force with one duty of the exam division that has a product, and the people of it."""

    plan: Plan
    duty: Duty


def facts(**changes: object) -> PlanFacts:
    """What is said of the plan as a whole."""
    said: dict[str, object] = {
        "title": "Kế hoạch kiểm soát thủ tục hành chính năm 2026",
        "kind": PlanKind.CONTROL,
        "period": YEAR,
        "document_number": "12/KH-SGDĐT",
        "issued_on": date(2026, 1, 9),
        "signer": "Trần Văn Trưởng",
    }
    return PlanFacts(**{**said, **changes})  # type: ignore[arg-type]  # a test's shorthand


@pytest.fixture
def principal(make_person: MakePerson, bodies: Bodies) -> Person:
    """Heads the upper secondary school."""
    return make_person(
        "Cao Thị Hiệu", role=Role.HEAD, agency=bodies.upper_secondary_school, title="Hiệu trưởng"
    )


@pytest.fixture
def draft(control_focal_officer: Person, bodies: Bodies, moment: datetime) -> Draft:
    """A maker of drafts: `draft(LineEntry(…), …)`, of the department unless told otherwise."""

    def make(*entries: LineEntry, agency_id: UUID | None = None, **changes: object) -> PlanVersion:
        version = start_plan(
            agency_id=agency_id or bodies.department.pk,
            facts=facts(**changes),
            by=control_focal_officer,
            at=moment,
        )
        for entry in entries:
            add_line(version_id=version.pk, entry=entry, by=control_focal_officer, at=moment)
        version.refresh_from_db()
        return version

    return make


@pytest.fixture
def review() -> LineEntry:
    """A piece of work with everything: who, what, until when, with which product."""
    return LineEntry(
        number="1",
        content="Rà soát thủ tục không phát sinh hồ sơ trong ba năm",
        leads=("Phòng Quản lý chất lượng",),
        partners=("Văn phòng Sở",),
        term="Trước ngày 30/9/2026",
        product="Báo cáo kết quả rà soát",
    )


@pytest.fixture
def approved(
    draft: Draft, control_focal_officer: Person, head: Person, moment: datetime
) -> Callable[..., Plan]:
    """A maker of plans in force."""

    def make(*entries: LineEntry, **changes: object) -> Plan:
        version = draft(*entries, **changes)
        submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
        return approve_version(version_id=version.pk, by=head, at=moment).plan

    return make


@pytest.fixture
def followed(approved: Callable[..., Plan], review: LineEntry) -> Followed:
    """The plan in force with its one duty."""
    plan = approved(review)
    return Followed(plan, Duty.objects.select_related("task", "unit").get(task__plan=plan))
