"""The way through the office: forward, back, assigned, begun, handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import refused, trace
from tests.handing_in import TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.dossiers.actions.handling import (
    assign,
    forward,
    hand_over_all,
    send_back,
    start_work,
    take_back,
    write_message,
)
from motcua.dossiers.enums import Audience, Status, Verb
from motcua.dossiers.models import Consultation, Dossier, Message, Passage
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
InHand = Callable[..., Dossier]


def stays(dossier: Dossier) -> list[tuple[str, str, str]]:
    rows = Passage.objects.filter(dossier=dossier).order_by("number")
    return [(row.step_key, row.left_by, row.person.full_name if row.person else "") for row in rows]


def test_forward_moves_on_and_tells(
    taken_in: TakenIn, desk_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment + HOUR, seen=dossier.revision, note=" Đủ giấy ")
    dossier.refresh_from_db(fields=["status", "step_key", "holder", "revision", "step_role"])
    assert (dossier.status, dossier.step_key, dossier.holder) == (Status.PROCESSING, "phan-cong", None)
    first = Passage.objects.get(dossier=dossier, number=1)
    assert (first.left_by, first.note, first.left_at) == (Verb.FORWARD, "Đủ giấy", moment + HOUR)
    assert Notice.objects.filter(event="dossier_forwarded", recipient=head).exists()


def test_forward_refuses_wrong_person_and_wrong_moment(
    in_hand: InHand, taken_in: TakenIn, desk_officer: Person, handler: Person, moment: datetime
) -> None:
    fresh = taken_in()
    assert refused(forward, fresh, by=handler, at=moment) == "receive-dossiers-not-allowed"
    held = in_hand()
    assert refused(forward, held, by=handler, at=moment) == "step-act-wrong-step"
    assert refused(forward, held, by=desk_officer, at=moment) == "handle-dossiers-not-allowed"


def test_the_second_of_two_people_is_told_what_changed(
    taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment, seen=dossier.revision)
    before = trace(dossier)
    with pytest.raises(Refused) as found:
        forward(dossier_id=dossier.pk, by=desk_officer, at=moment, seen=dossier.revision)
    assert found.value.code == "dossier-changed"
    assert "Phạm Thị Tiếp đã “Chuyển bước”" in found.value.message
    assert trace(dossier) == before


def test_take_back_before_the_next_has_begun(
    taken_in: TakenIn, desk_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = taken_in()
    due = Passage.objects.get(dossier=dossier).due_at
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assert refused(take_back, dossier, by=head, at=moment) == "take-back-not-allowed"
    take_back(dossier_id=dossier.pk, by=desk_officer, at=moment + HOUR)
    row = Dossier.objects.defer("words").get(pk=dossier.pk)
    assert (row.step_key, row.holder, row.status) == ("tiep-nhan", desk_officer, Status.PROCESSING)
    assert row.step_due_at == due
    assert stays(dossier)[1:] == [
        ("phan-cong", Verb.TAKE_BACK, ""),
        ("tiep-nhan", "", desk_officer.full_name),
    ]
    assert refused(take_back, dossier, by=desk_officer, at=moment + HOUR) == "nothing-to-take-back"


def test_take_back_is_too_late_once_begun(
    taken_in: TakenIn, desk_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    start_work(dossier_id=dossier.pk, by=head, at=moment)
    assert refused(take_back, dossier, by=desk_officer, at=moment) == "work-already-begun"


def test_start_work_holds_the_dossier(
    taken_in: TakenIn, desk_officer: Person, handler: Person, head: Person, moment: datetime
) -> None:
    dossier = taken_in()
    assert refused(start_work, dossier, by=desk_officer, at=moment) == "dossier-wrong-moment"
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assert refused(start_work, dossier, by=handler, at=moment) == "decide-dossiers-not-allowed"
    start_work(dossier_id=dossier.pk, by=head, at=moment + HOUR)
    assert Dossier.objects.get(pk=dossier.pk).holder == head
    assert Passage.objects.get(dossier=dossier, number=2).begun_at == moment + HOUR
    assert refused(start_work, dossier, by=head, at=moment) == "work-already-begun"


def test_assign_sends_it_to_a_person_of_a_division(
    in_hand: InHand, handler: Person, bodies: Bodies, moment: datetime
) -> None:
    dossier = in_hand()
    assert (dossier.step_key, dossier.holder, dossier.unit) == ("tham-dinh", handler, bodies.exam_division)
    assert dossier.holder_agency == bodies.exam_division
    assert Notice.objects.filter(event="dossier_assigned", recipient=handler).exists()


def test_assign_elsewhere_changes_the_holder_and_keeps_the_time(
    in_hand: InHand, division_head: Person, make_person: MakePerson, bodies: Bodies, moment: datetime
) -> None:
    dossier = in_hand()
    other = make_person("Mai Văn Khác", role=Role.HANDLER, agency=bodies.exam_division)
    assign(dossier_id=dossier.pk, by=division_head, at=moment + HOUR, person_id=other.pk)
    row = Dossier.objects.defer("words").get(pk=dossier.pk)
    assert (row.holder, row.step_key, row.step_due_at) == (other, "tham-dinh", dossier.step_due_at)
    assert stays(dossier)[-2:] == [
        ("tham-dinh", Verb.ASSIGN, "Nguyễn Thị Lý"),
        ("tham-dinh", "", "Mai Văn Khác"),
    ]
    how = {"by": division_head, "at": moment + HOUR}
    assert refused(assign, dossier, person_id=other.pk, **how) == "already-assigned"


def test_assign_refuses(
    in_hand: InHand,
    taken_in: TakenIn,
    desk_officer: Person,
    handler: Person,
    head: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    unit = bodies.exam_division.pk
    assert refused(assign, dossier, by=handler, at=moment, unit_id=unit) == "decide-dossiers-not-allowed"
    assert refused(assign, dossier, by=head, at=moment) == "assign-to-nobody"
    how = {"by": head, "at": moment}
    assert refused(assign, dossier, person_id=desk_officer.pk, unit_id=unit, **how) == "person-not-able"
    assert refused(assign, dossier, unit_id=bodies.social_office.pk, **how) == "unit-elsewhere"


def test_a_division_may_take_what_nobody_was_named_for(
    taken_in: TakenIn, desk_officer: Person, handler: Person, head: Person, bodies: Bodies, moment: datetime
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    assign(dossier_id=dossier.pk, by=head, at=moment, unit_id=bodies.exam_division.pk)
    assert Dossier.objects.get(pk=dossier.pk).holder is None
    start_work(dossier_id=dossier.pk, by=handler, at=moment)
    assert Dossier.objects.get(pk=dossier.pk).holder == handler


def test_send_back_with_its_reason_to_who_had_it(
    in_hand: InHand, handler: Person, head: Person, desk_officer: Person, moment: datetime
) -> None:
    dossier = in_hand()
    assert refused(send_back, dossier, by=handler, at=moment, reason="  ") == "reason-missing"
    assert refused(send_back, dossier, by=head, at=moment, reason="Sai") == "handle-dossiers-not-allowed"
    send_back(dossier_id=dossier.pk, by=handler, at=moment + HOUR, reason="Không phải việc của phòng")
    row = Dossier.objects.defer("words").get(pk=dossier.pk)
    assert (row.step_key, row.holder) == ("phan-cong", head)
    assert stays(dossier)[-2][1] == Verb.SEND_BACK
    notice = Notice.objects.filter(recipient=head, event="dossier_assigned").latest("at")
    assert notice.subject_label == row.code


def test_hand_over_all_passes_everything_in_a_few_statements(
    in_hand: InHand,
    handler: Person,
    head: Person,
    division_head: Person,
    make_person: MakePerson,
    bodies: Bodies,
    moment: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    held = [in_hand() for _ in range(3)]
    Consultation.objects.create(
        dossier=held[0],
        agency=bodies.exam_division,
        person=handler,
        question="?",
        asked_by=head,
        asked_at=moment,
        due_at=moment,
    )
    other = make_person("Mai Văn Khác", role=Role.HANDLER, agency=bodies.exam_division)
    late = held[0].step_due_at + timedelta(days=1)
    with django_assert_max_num_queries(26):
        kept = hand_over_all(
            from_person=handler,
            to_person=other,
            agency=bodies.exam_division,
            reason="Nghỉ phép",
            by=division_head,
            at=late,
        )
    assert kept.count == 3
    for dossier in held:
        row = Dossier.objects.defer("words").get(pk=dossier.pk)
        assert (row.holder, row.revision, row.step_due_at) == (
            other,
            dossier.revision + 1,
            dossier.step_due_at,
        )
        state = replay(entries_about(SUBJECT, str(row.pk)).values_list("kind", "payload"))
        assert state is not None
        assert state.holder == str(other.pk)
    last = Passage.objects.filter(dossier=held[0], left_at__isnull=False).latest("number")
    assert (last.left_by, last.standing, last.note) == (Verb.ASSIGN, Standing.OVERDUE, "Nghỉ phép")
    assert Consultation.objects.get().person == other
    assert Notice.objects.filter(event="handed_over", recipient=other).count() == 1


def test_hand_over_all_refuses(
    in_hand: InHand,
    handler: Person,
    division_head: Person,
    desk_officer: Person,
    make_person: MakePerson,
    bodies: Bodies,
    moment: datetime,
) -> None:
    dossier = in_hand()
    other = make_person("Mai Văn Khác", role=Role.HANDLER, agency=bodies.exam_division)
    before = trace(dossier), JournalEntry.objects.count()

    def code(**changes: Any) -> str:
        facts = {
            "from_person": handler,
            "to_person": other,
            "agency": bodies.exam_division,
            "reason": "Nghỉ phép",
            "by": division_head,
            "at": moment,
        }
        with pytest.raises(Refused) as found:
            hand_over_all(**{**facts, **changes})
        assert (trace(dossier), JournalEntry.objects.count()) == before
        return found.value.code

    assert code(by=handler) == "decide-dossiers-not-allowed"
    assert code(to_person=handler) == "same-person"
    assert code(to_person=desk_officer) == "person-not-able"
    assert code(reason="") == "reason-missing"
    assert code(from_person=other, to_person=handler) == "nothing-to-hand-over"


def test_messages_reach_the_other_side_or_stay_inside(
    in_hand: InHand, citizen: Person, handler: Person, outsider: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    write_message(
        dossier_id=dossier.pk, by=citizen, at=moment, text="Bao giờ xong ạ?", audience=Audience.STAFF
    )
    write_message(dossier_id=dossier.pk, by=handler, at=moment, text="Thứ Hai.")
    write_message(dossier_id=dossier.pk, by=handler, at=moment, text="Hỏi phòng thi", audience=Audience.STAFF)
    rows = Message.objects.order_by("id").values_list("audience", "is_from_applicant")
    assert sorted(rows) == [("applicant", False), ("applicant", True), ("staff", False)]
    assert Notice.objects.filter(event="message_from_applicant", recipient=handler).count() == 1
    assert Notice.objects.filter(event="message_from_officer", recipient=citizen).count() == 1
    assert refused(write_message, dossier, by=outsider, at=moment, text="?") == "dossier-not-found"
    assert refused(write_message, dossier, by=handler, at=moment, text=" ") == "text-missing"
