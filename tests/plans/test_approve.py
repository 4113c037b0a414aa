"""From a draft to a plan in force, and what approving sets out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Bodies
from tests.planning import Draft, facts

from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.approving import amend_plan, approve_version, return_version, submit_version
from motcua.plans.actions.drafting import close_plan, drop_draft, save_plan_facts, start_plan
from motcua.plans.actions.lines import LineEntry, add_line, drop_line, save_line
from motcua.plans.actions.naming import name_unit
from motcua.plans.enums import DutyStatus, PlanStatus, TaskStatus, UnitGroup, VersionStatus
from motcua.plans.models import Duty, Line, LineUnit, Plan, PlanVersion, Task, UnitAlias
from motcua.plans.queries.plans import amendment_of, open_version, version_in_force

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_a_plan_in_force(
    draft: Draft,
    review: LineEntry,
    control_focal_officer: Person,
    head: Person,
    division_head: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    version = draft(review)
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    assert Notice.objects.filter(event="plan_submitted", recipient=head).count() == 1
    approve_version(version_id=version.pk, by=head, at=moment)
    version.refresh_from_db()
    assert (version.status, version.in_force_from) == (VersionStatus.APPROVED, date(2026, 1, 9))
    plan = Plan.objects.get()
    assert plan.status == PlanStatus.IN_FORCE
    assert set(plan.involved) == {bodies.department.pk, bodies.exam_division.pk, bodies.division.pk}
    duty = Duty.objects.select_related("task").get()
    assert (duty.unit, duty.due_on, duty.status) == (bodies.exam_division, date(2026, 9, 29), DutyStatus.OPEN)
    assert [partner.agency for partner in duty.task.partners.all()] == [bodies.division]
    assert Notice.objects.filter(event="plan_approved", recipient=division_head).count() == 1
    kinds = (
        JournalEntry.objects.filter(subject_id=str(plan.pk)).order_by("seq").values_list("kind", flat=True)
    )
    assert list(kinds) == ["PlanStarted", "PlanLineAdded", "PlanSubmitted", "PlanApproved"]


def test_nobody_approves_their_own_plan(
    draft: Draft, review: LineEntry, head: Person, moment: datetime
) -> None:
    version = draft(review)
    PlanVersion.objects.filter(pk=version.pk).update(prepared_by=head)
    submit_version(version_id=version.pk, by=head, at=moment)
    with pytest.raises(Refused) as refused:
        approve_version(version_id=version.pk, by=head, at=moment)
    assert refused.value.code == "own-plan-not-allowed"
    assert not Task.objects.exists()


def test_only_those_who_may_approve_approve(
    draft: Draft,
    review: LineEntry,
    control_focal_officer: Person,
    second_control_officer: Person,
    outsider: Person,
    moment: datetime,
) -> None:
    version = draft(review)
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    for person in (second_control_officer, outsider):
        with pytest.raises(Refused) as refused:
            approve_version(version_id=version.pk, by=person, at=moment)
        assert refused.value.code == "approve-plans-not-allowed"


def test_what_is_not_submitted_is_not_approved(
    draft: Draft, review: LineEntry, head: Person, moment: datetime
) -> None:
    version = draft(review)
    with pytest.raises(Refused) as refused:
        approve_version(version_id=version.pk, by=head, at=moment)
    assert refused.value.code == "plan-not-submitted"


def test_an_empty_plan_is_not_submitted(
    draft: Draft, control_focal_officer: Person, moment: datetime
) -> None:
    version = draft()
    with pytest.raises(Refused) as refused:
        submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    assert refused.value.code == "plan-not-ready"


def test_a_lead_nobody_knows_keeps_the_plan_back_until_named_once(
    draft: Draft,
    review: LineEntry,
    control_focal_officer: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    version = draft(LineEntry(number="3", content="Lập danh mục", leads=("Tổ 2.0",)), review)
    with pytest.raises(Refused) as refused:
        submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    assert "Tổ 2.0" in refused.value.message
    named = {"owner_id": bodies.department.pk, "by": control_focal_officer, "at": moment}
    count = name_unit(name="tổ  2.0", agency_id=bodies.exam_division.pk, group=None, **named)
    assert count == 1
    assert UnitAlias.objects.get().agency == bodies.exam_division
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    later = draft(LineEntry(content="Việc khác", leads=("TỔ 2.0",)))
    assert LineUnit.objects.get(line__version=later).agency == bodies.exam_division


def test_a_group_gives_each_of_its_units_a_duty(
    approved: Callable[..., Plan], bodies: Bodies, principal: Person
) -> None:
    approved(
        LineEntry(
            content="Niêm yết thủ tục tại nơi tiếp nhận",
            leads=("Các đơn vị trực thuộc",),
            term="Quý II năm 2026",
        ),
        LineEntry(content="Báo cáo", leads=("Các phòng thuộc Sở",), term="Hàng quý"),
    )
    posted = Duty.objects.filter(task__content__startswith="Niêm yết")
    assert [(duty.unit, duty.due_on) for duty in posted] == [
        (bodies.upper_secondary_school, date(2026, 6, 30))
    ]
    told = Duty.objects.filter(task__content="Báo cáo")
    assert told.count() == 2 * 4
    assert set(told.values_list("unit", flat=True)) == {bodies.division.pk, bodies.exam_division.pk}
    assert Notice.objects.filter(event="plan_approved", recipient=principal).exists()


def test_sent_back_it_is_a_draft_again(
    draft: Draft, review: LineEntry, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    version = draft(review)
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    with pytest.raises(Refused) as refused:
        return_version(version_id=version.pk, note="  ", by=head, at=moment)
    assert refused.value.code == "note-missing"
    return_version(version_id=version.pk, note="Thiếu hạn của việc 1", by=head, at=moment)
    version.refresh_from_db()
    assert (version.status, version.returned_note) == (VersionStatus.DRAFT, "Thiếu hạn của việc 1")
    assert Notice.objects.get(event="plan_sent_back").recipient == control_focal_officer


def test_an_approved_version_is_frozen(approved: Callable[..., Plan], review: LineEntry) -> None:
    plan = approved(review)
    version = version_in_force(plan)
    assert version is not None
    for change in (
        lambda: Line.objects.filter(version=version).update(content="khác"),
        lambda: LineUnit.objects.filter(line__version=version).delete(),
        lambda: PlanVersion.objects.filter(pk=version.pk).update(signer="khác"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_amendment_keeps_what_was_done_and_changes_the_rest(
    approved: Callable[..., Plan],
    review: LineEntry,
    control_focal_officer: Person,
    head: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    plan = approved(
        review,
        LineEntry(number="2", content="Tập huấn", leads=("Văn phòng Sở",), term="Tháng 10/2026"),
        LineEntry(number="3", content="Sơ kết", leads=("Văn phòng Sở",), term="Tháng 12/2026"),
    )
    Duty.objects.filter(task__content="Sơ kết").update(status=DutyStatus.DONE, done_on=date(2026, 9, 1))
    later = moment + timedelta(days=5)
    version = amend_plan(plan_id=plan.pk, reason="Sắp xếp lại bộ máy", by=control_focal_officer, at=later)
    lines = {line.number: line for line in version.lines.all()}
    assert set(lines) == {"1", "2", "3"}
    told = {"by": control_focal_officer, "at": later}
    save_line(
        line_id=lines["1"].pk,
        entry=LineEntry(
            number="1",
            content=review.content,
            leads=review.leads,
            term="Trước ngày 31/10/2026",
            product=review.product,
        ),
        **told,
    )
    drop_line(line_id=lines["2"].pk, **told)
    drop_line(line_id=lines["3"].pk, **told)
    add_line(
        version_id=version.pk,
        entry=LineEntry(number="4", content="Việc mới", leads=("Văn phòng Sở",), term="Quý IV năm 2026"),
        **told,
    )
    version.refresh_from_db()
    found = amendment_of(version)
    assert found is not None
    assert [line.number for line in found.added] == ["4"]
    assert [line.number for line in found.removed] == ["2", "3"]
    assert {field.label for change in found.changed for field in change.changes} >= {"Thời hạn"}
    submit_version(version_id=version.pk, **told)
    approve_version(version_id=version.pk, by=head, at=later)
    duties = {duty.task.content: duty for duty in Duty.objects.select_related("task")}
    assert duties[review.content].due_on == date(2026, 10, 30)
    assert duties["Tập huấn"].status == DutyStatus.CANCELLED
    assert duties["Sơ kết"].status == DutyStatus.DONE
    assert duties["Việc mới"].due_on == date(2026, 12, 31)
    assert Task.objects.get(content="Tập huấn").status == TaskStatus.CANCELLED
    assert list(plan.versions.order_by("number").values_list("status", flat=True)) == [
        "superseded",
        "approved",
    ]


def test_one_amendment_at_a_time(
    approved: Callable[..., Plan], review: LineEntry, control_focal_officer: Person, moment: datetime
) -> None:
    plan = approved(review)
    amend_plan(plan_id=plan.pk, reason="Một", by=control_focal_officer, at=moment)
    with pytest.raises(Refused) as refused:
        amend_plan(plan_id=plan.pk, reason="Hai", by=control_focal_officer, at=moment)
    assert refused.value.code == "plan-draft-exists"
    with pytest.raises(Refused) as refused:
        close_plan(plan_id=plan.pk, note="Xong", by=control_focal_officer, at=moment)
    assert refused.value.code == "plan-draft-open"


def test_two_people_on_one_draft(
    draft: Draft,
    review: LineEntry,
    control_focal_officer: Person,
    second_control_officer: Person,
    moment: datetime,
) -> None:
    version = draft(review)
    seen = version.revision
    line = version.lines.get()
    save_line(line_id=line.pk, entry=review, by=control_focal_officer, at=moment, seen=seen)
    with pytest.raises(Refused) as refused:
        save_line(line_id=line.pk, entry=review, by=second_control_officer, at=moment, seen=seen)
    assert refused.value.code == "plan-changed"


def test_a_dropped_draft_takes_its_plan_along_but_nothing_is_lost(
    draft: Draft, review: LineEntry, control_focal_officer: Person, moment: datetime
) -> None:
    version = draft(review)
    drop_draft(version_id=version.pk, by=control_focal_officer, at=moment, reason="Nhập nhầm")
    assert Plan.objects.get().status == PlanStatus.DROPPED
    assert Line.objects.count() == 1
    with pytest.raises(Refused):
        add_line(version_id=version.pk, entry=review, by=control_focal_officer, at=moment)


def test_an_outsider_neither_starts_nor_changes(
    draft: Draft, review: LineEntry, outsider: Person, bodies: Bodies, moment: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        start_plan(agency_id=bodies.department.pk, facts=facts(), by=outsider, at=moment)
    assert refused.value.code == "keep-plans-not-allowed"
    assert not Plan.objects.exists()
    version = draft(review)
    for act in (
        lambda: save_plan_facts(version_id=version.pk, facts=facts(title="Khác"), by=outsider, at=moment),
        lambda: add_line(version_id=version.pk, entry=review, by=outsider, at=moment),
        lambda: submit_version(version_id=version.pk, by=outsider, at=moment),
        lambda: drop_draft(version_id=version.pk, by=outsider, at=moment),
        lambda: name_unit(
            owner_id=bodies.department.pk,
            name="X",
            agency_id=None,
            group=UnitGroup.ALL_SCHOOLS,
            by=outsider,
            at=moment,
        ),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "keep-plans-not-allowed"
    assert open_version(Plan.objects.get()).number == 1  # type: ignore[union-attr]  # it is there


def test_a_plan_ends_with_a_word_on_what_came_of_it(
    approved: Callable[..., Plan], review: LineEntry, control_focal_officer: Person, moment: datetime
) -> None:
    plan = approved(review)
    with pytest.raises(Refused) as refused:
        close_plan(plan_id=plan.pk, note="", by=control_focal_officer, at=moment)
    assert refused.value.code == "plan-closing-note-missing"
    close_plan(plan_id=plan.pk, note="Hoàn thành 17/18 việc.", by=control_focal_officer, at=moment)
    plan.refresh_from_db()
    assert (plan.status, plan.closed_at) == (PlanStatus.CLOSED, moment)
