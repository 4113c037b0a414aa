"""Hotlines: numbers published for a time, calls written down faithfully and settled."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.hand_over import OpenDialogues
from motcua.feedback.actions.hotlines import (
    end_hotline,
    enter_call,
    make_feedback,
    publish_hotline,
    settle_call,
)
from motcua.feedback.enums import CallOutcome
from motcua.feedback.enums.feedback import Channel, Kind, SenderKind, State, Subject
from motcua.feedback.models import Feedback, HotlineEntry, HotlineNumber
from motcua.feedback.queries.feedback.following import find_by_tracking
from motcua.feedback.queries.hotlines import (
    WantedCalls,
    calls_wanted,
    counts_in,
    entries_visible_to,
    find_entry,
    numbers_on,
    page_of_calls,
)
from motcua.feedback.rules.feedback.intake import Sending
from motcua.feedback.rules.hotlines import (
    OPEN_OUTCOMES,
    Call,
    Line,
    checked_call,
    checked_line,
    counted_calls,
)
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

LINE = Line("0225 384 2000", "Trần Văn Trưởng", "Giờ hành chính", "Giám đốc")


def call(at: datetime, outcome: CallOutcome = CallOutcome.GUIDED, **changes: object) -> Call:
    said: dict[str, Any] = {"said": "Đã chỉ nơi nộp."} if outcome is CallOutcome.GUIDED else {}
    return Call(at, "Hỏi nơi nộp hồ sơ <b>chuyển trường</b>.", outcome, **{**said, **changes})


@pytest.mark.parametrize("phone", ["0225 384 2000", "0912.345.678", "+84 912 345 678", "1022", "113"])
def test_numbers_as_people_write_them(phone: str) -> None:
    assert checked_line(Line(phone, "A", "Cả ngày")).phone == phone


@pytest.mark.parametrize("phone", ["", "abc", "12", "0225 384 2000 0225 384 2000", "9999", "<b>1022</b>"])
def test_what_is_no_number_is_refused(phone: str) -> None:
    with pytest.raises(Refused) as refusal:
        checked_line(Line(phone, "A", "Cả ngày"))
    assert refusal.value.code == "hotline-phone-wrong"


@pytest.mark.parametrize(
    ("code", "outcome", "changes"),
    [
        ("call-guidance-missing", CallOutcome.GUIDED, {"said": ""}),
        ("call-unit-missing", CallOutcome.PASSED_ON, {}),
        ("call-day-missing", CallOutcome.CALL_BACK, {"contact": "0912345678"}),
        ("call-contact-missing", CallOutcome.CALL_BACK, {"answer_by": date(2026, 9, 20)}),
    ],
)
def test_what_a_call_must_say(
    moment: datetime, code: str, outcome: CallOutcome, changes: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refusal:
        checked_call(call(moment, outcome, **changes), at=moment)
    assert refusal.value.code == code


def test_a_call_is_not_of_tomorrow_and_markup_is_text(moment: datetime) -> None:
    with pytest.raises(Refused, match="chưa tới"):
        checked_call(call(moment + timedelta(minutes=1)), at=moment)
    assert "<b>chuyển trường</b>" in checked_call(call(moment), at=moment).text


@given(
    st.lists(
        st.tuples(
            st.sampled_from(CallOutcome),
            st.none() | st.dates(date(2026, 9, 1), date(2026, 9, 30)),
            st.booleans(),
        )
    )
)
def test_calls_add_up(rows: list[tuple[CallOutcome, date | None, bool]]) -> None:
    counts = counted_calls(rows, today=date(2026, 9, 17))
    assert counts.total == len(rows) == sum(counts.by_outcome.values())
    assert counts.late <= counts.open == sum(one in OPEN_OUTCOMES and not done for one, _by, done in rows)


@pytest.mark.django_db
def test_a_number_is_published_once_at_a_time_and_ends(
    bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime, today: date
) -> None:
    with pytest.raises(Refused) as refusal:
        publish_hotline(agency_id=bodies.department.pk, line=LINE, since=today, by=head, at=moment)
    assert refusal.value.code == "keep-feedback-not-allowed"
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    row = publish_hotline(agency_id=bodies.department.pk, line=LINE, since=today, **by)
    with pytest.raises(Refused) as refusal:
        publish_hotline(agency_id=bodies.department.pk, line=LINE, since=today, **by)
    assert refusal.value.code == "hotline-published-already"
    assert not numbers_on(today - timedelta(days=1)).exists()
    assert list(numbers_on(today, [bodies.department.pk])) == [row]
    end_hotline(number_id=row.pk, until=today + timedelta(days=3), **by)
    assert numbers_on(today + timedelta(days=2)).exists()
    assert not numbers_on(today + timedelta(days=3)).exists()
    with pytest.raises(Refused, match="đã được ghi ngày ngừng"):
        end_hotline(number_id=row.pk, until=today, **by)
    publish_hotline(
        agency_id=bodies.department.pk,
        line=LINE,
        since=today + timedelta(days=3),
        by=control_focal_officer,
        at=moment,
    )
    assert HotlineNumber.objects.count() == 2


@pytest.mark.django_db
def test_calls_are_written_passed_on_and_settled(
    bodies: Bodies,
    control_focal_officer: Person,
    handling_officer: Person,
    head: Person,
    outsider: Person,
    moment: datetime,
    today: date,
) -> None:
    passed = call(
        moment,
        CallOutcome.PASSED_ON,
        unit_id=bodies.exam_division.pk,
        answer_by=today + timedelta(days=2),
        caller="Bà Năm",
        contact="0912345678",
    )
    with pytest.raises(Refused) as refusal:
        enter_call(agency_id=bodies.department.pk, call=passed, by=head, at=moment)
    assert refusal.value.code == "receive-feedback-not-allowed"
    assert not HotlineEntry.objects.exists()
    row = enter_call(agency_id=bodies.department.pk, call=passed, by=control_focal_officer, at=moment)
    enter_call(agency_id=bodies.department.pk, call=call(moment), by=control_focal_officer, at=moment)
    entry = JournalEntry.objects.get(kind="HotlineCallEntered", subject_id=str(row.pk))
    assert entry.payload == {"outcome": "passed_on"}
    assert find_entry(row.pk, outsider, today) is None
    assert list(entries_visible_to(handling_officer, today)) == [row]
    mine = entries_visible_to(control_focal_officer, today)
    assert page_of_calls(calls_wanted(mine, WantedCalls("ba nam"))) == [row]
    assert page_of_calls(calls_wanted(mine, WantedCalls(only_open=True))) == [row]
    counts = counts_in(mine, year=2026, today=today + timedelta(days=3))
    assert (counts.total, counts.open, counts.late) == (2, 1, 1)
    with pytest.raises(Refused) as refusal:
        settle_call(entry_id=row.pk, note="Đã gọi.", by=outsider, at=moment)
    assert refusal.value.code == "receive-feedback-not-allowed"
    settled = settle_call(entry_id=row.pk, note="Đã gọi lại, chỉ nơi nộp.", by=handling_officer, at=moment)
    assert (settled.contact, settled.settled_by) == ("", handling_officer)
    with pytest.raises(Refused) as refusal:
        settle_call(entry_id=row.pk, note="Lần nữa.", by=control_focal_officer, at=moment)
    assert refusal.value.code == "call-settled"


@pytest.mark.django_db
def test_a_call_becomes_feedback_once_as_of_the_call(
    bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    called = moment - timedelta(hours=2)
    row = enter_call(agency_id=bodies.department.pk, call=call(called), by=control_focal_officer, at=moment)
    sending = Sending(
        kind=Kind.REPORT,
        subject=Subject.RULE,
        title="Hồ sơ chuyển trường đòi bản giấy",
        body="Trường đòi học bạ giấy khi đã có học bạ số.",
        sender_kind=SenderKind.CITIZEN,
        name="Bà Năm",
        address="Xã A",
        phone="0912345678",
    )
    with pytest.raises(Refused) as refusal:
        make_feedback(entry_id=row.pk, sending=sending, by=head, at=moment)
    assert refusal.value.code == "receive-feedback-not-allowed"
    assert not Feedback.objects.exists()
    sent = make_feedback(entry_id=row.pk, sending=sending, by=control_focal_officer, at=moment)
    assert (sent.feedback.channel, sent.feedback.state) == (Channel.HOTLINE, State.WAITING_INTAKE)
    assert sent.feedback.sent_at == called
    assert find_by_tracking(sent.feedback.code, sent.secret) == sent.feedback
    row.refresh_from_db()
    assert (row.outcome, row.feedback, row.contact) == (CallOutcome.FEEDBACK, sent.feedback, "")
    assert "chuyển trường" not in row.text + row.said + row.folded
    with pytest.raises(Refused) as refusal:
        make_feedback(entry_id=row.pk, sending=sending, by=control_focal_officer, at=moment)
    assert refusal.value.code == "call-settled"
    assert Feedback.objects.count() == 1


@pytest.mark.django_db
def test_with_a_successor_numbers_calls_conferences_and_questions_go_on_there(
    bodies: Bodies, control_focal_officer: Person, moment: datetime, today: date
) -> None:
    by = control_focal_officer
    publish_hotline(
        agency_id=bodies.department.pk, line=LINE, since=today - timedelta(days=9), by=by, at=moment
    )
    passed = call(
        moment,
        CallOutcome.PASSED_ON,
        unit_id=bodies.exam_division.pk,
        answer_by=today + timedelta(days=2),
        contact="0912345678",
    )
    row = enter_call(agency_id=bodies.department.pk, call=passed, by=by, at=moment)
    done = enter_call(agency_id=bodies.department.pk, call=call(moment), by=by, at=moment)
    work, before = OpenDialogues(), [bodies.department.pk, bodies.exam_division.pk]
    assert sum(items.count for items in work.count(predecessors=before, on=today)) == 2
    told: dict[str, Any] = {"on": today, "at": moment, "actor": "operator"}
    work.hand_over(predecessors=before, successor=bodies.other_department.pk, **told)
    row.refresh_from_db()
    done.refresh_from_db()
    assert (row.agency_id, row.unit_id) == (bodies.other_department.pk, bodies.other_department.pk)
    assert done.agency_id == bodies.department.pk
    assert [one.agency_id for one in numbers_on(today)] == [bodies.other_department.pk]
    assert [one.agency_id for one in numbers_on(today - timedelta(days=1))] == [bodies.department.pk]
    assert JournalEntry.objects.filter(kind="DialogueHandedOver").count() == 2
    assert work.count(predecessors=before, on=today) == []
    work.close(predecessors=[bodies.other_department.pk], **told)
    assert not numbers_on(today).exists()


@pytest.mark.django_db
def test_a_counter_answers_on_its_department_s_number(
    bodies: Bodies,
    control_focal_officer: Person,
    receiving_officer: Person,
    outsider: Person,
    moment: datetime,
) -> None:
    words: dict[str, Any] = {"line": LINE, "since": moment.date(), "at": moment}
    number = publish_hotline(agency_id=bodies.department.pk, by=control_focal_officer, **words)
    other = publish_hotline(agency_id=bodies.other_department.pk, by=outsider, **words)
    where: dict[str, Any] = {
        "agency_id": bodies.division.pk,
        "call": call(moment),
        "by": receiving_officer,
        "at": moment,
    }
    assert enter_call(line_id=number.pk, **where).line == number
    with pytest.raises(Refused) as refusal:
        enter_call(line_id=other.pk, **where)
    assert refusal.value.code == "hotline-not-found"
    assert HotlineEntry.objects.count() == 1
