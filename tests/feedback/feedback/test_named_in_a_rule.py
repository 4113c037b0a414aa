"""What came as feedback about a rule is as closed to whom it names as a complaint, until a keeper who is not named
finds that it is about a rule; and there is always somebody who has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.cast import SINCE, Bodies, MakePerson
from tests.feedback.feedback.scene import RULE, sent

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.feedback.actions.feedback import add_supplement, register
from motcua.feedback.actions.feedback.intake import Classification, accept, ask_for_more, classify, transfer
from motcua.feedback.actions.feedback.working import free_named, name_object
from motcua.feedback.actions.hotlines import enter_call, make_feedback
from motcua.feedback.enums import CallOutcome
from motcua.feedback.enums.feedback import Act, Channel, Content, Kind, Named, Recognised, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.policy.feedback import acts_of
from motcua.feedback.queries.feedback.visible import feedback_reach, find_visible_feedback
from motcua.feedback.queries.hotlines import entries_visible_to
from motcua.feedback.rules.hotlines import Call
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

AS_RULE = Classification(Kind.REPORT, Subject.RULE, Content.UNFIT)
AS_CONDUCT = Classification(Kind.REPORT, Subject.CONDUCT, Content.TROUBLE)


@pytest.fixture
def named(make_person: MakePerson, bodies: Bodies) -> Person:
    """Reads all feedback of the department, and keeps it."""
    person = make_person("Cao Thị Phiền", role=Role.INSPECTOR, agency=bodies.department)
    held = DateRange(SINCE, None)
    RoleHolding.objects.create(
        person=person, agency=bodies.department, role=Role.CONTROL_FOCAL_OFFICER, held=held
    )
    return person


def about(person: Person, words: str = "hẹn tôi ba lần, thái độ khó chịu, mới nhận hồ sơ.") -> str:
    return f"Khi nộp hồ sơ cấp bản sao tôi gặp bà {person.full_name}, {words}"


def sees(person: Person, one: Feedback, at: datetime) -> bool:
    return find_visible_feedback(one.pk, person, at.date()) is not None


def test_whom_a_rule_names_neither_sees_it_nor_hears_of_it_until_it_is_found_to_be_about_a_rule(
    named: Person, control_focal_officer: Person, moment: datetime
) -> None:
    one = sent(moment, body=about(named)).feedback
    assert (one.subject, one.recognised) == (Subject.RULE, "")
    assert one.objects_of.get().named == Named.RECOGNISED
    assert sees(control_focal_officer, one, moment)
    assert not sees(named, one, moment)
    assert not Notice.objects.filter(subject_id=str(one.pk), recipient=named).exists()
    assert Notice.objects.filter(subject_id=str(one.pk), recipient=control_focal_officer).exists()
    with pytest.raises(Refused) as refused:
        accept(feedback_id=one.pk, found=AS_RULE, by=named, at=moment)
    assert refused.value.code == "feedback-not-found"

    accept(feedback_id=one.pk, found=AS_RULE, by=control_focal_officer, at=moment)
    assert sees(named, one, moment)
    freed = one.objects_of.get()
    assert (freed.freed_by, freed.freed_at) == (control_focal_officer, moment)
    entry = JournalEntry.objects.get(kind="FeedbackAccepted", subject_id=str(one.pk))
    assert "Bỏ giữ kín" in str(entry.payload)
    assert named.full_name not in str(entry.payload)


@pytest.mark.parametrize("found", [AS_CONDUCT, replace(AS_RULE, recognised=Recognised.COMPLAINT)])
def test_found_to_be_anything_else_frees_nobody(
    found: Classification, named: Person, control_focal_officer: Person, moment: datetime
) -> None:
    one = sent(moment, body=about(named)).feedback
    classify(feedback_id=one.pk, found=found, by=control_focal_officer, at=moment)
    assert not sees(named, one, moment)


def test_found_to_be_about_conduct_after_all_it_closes_again(
    named: Person, control_focal_officer: Person, moment: datetime
) -> None:
    one = sent(moment, body=about(named)).feedback
    by: dict[str, Any] = {"feedback_id": one.pk, "by": control_focal_officer, "at": moment}
    classify(found=AS_RULE, **by)
    assert sees(named, one, moment)
    classify(found=AS_CONDUCT, **by)
    assert not sees(named, one, moment)
    # Who a keeper found to be only mentioned stays free.
    free_named(person_id=named.pk, reason="Chỉ được nhắc tên", **by)
    classify(found=AS_RULE, **by)
    classify(found=AS_CONDUCT, **by)
    assert one.objects_of.get().freed_why == "Chỉ được nhắc tên"


def test_a_name_or_an_offence_in_a_supplement(
    named: Person, control_focal_officer: Person, moment: datetime
) -> None:
    def supplemented(text: str) -> Feedback:
        made = sent(moment)
        ask_for_more(feedback_id=made.feedback.pk, what="Ai đã đòi?", by=control_focal_officer, at=moment)
        add_supplement(feedback_id=made.feedback.pk, text=text, by=None, at=moment, secret=made.secret)
        return Feedback.objects.get(pk=made.feedback.pk)

    one = supplemented(f"Người đòi giấy là bà {named.full_name}")
    assert not sees(named, one, moment)
    assert one.recognised == ""
    two = supplemented(f"Bà {named.full_name} nhận hối lộ năm triệu")
    assert two.recognised == Recognised.DENUNCIATION
    classify(feedback_id=one.pk, found=AS_RULE, by=control_focal_officer, at=moment)
    assert sees(named, one, moment)


def test_said_again_later_the_name_closes_it_again(
    named: Person, control_focal_officer: Person, moment: datetime
) -> None:
    made = sent(moment, body=about(named))
    by: dict[str, Any] = {"feedback_id": made.feedback.pk, "by": control_focal_officer, "at": moment}
    accept(found=AS_RULE, **by)
    ask_for_more(what="Ngày nào?", **by)
    text = f"Chính bà {named.full_name} quát mắng tôi"
    add_supplement(feedback_id=made.feedback.pk, text=text, by=None, at=moment, secret=made.secret)
    assert not sees(named, made.feedback, moment)


@pytest.mark.parametrize("channel", [Channel.DESK, Channel.POST, Channel.CALL_CENTRE])
def test_written_down_at_the_desk_it_is_as_closed(
    channel: Channel, named: Person, control_focal_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    made = register(
        sending=replace(RULE, body=about(named)), channel=channel, agency_id=bodies.department.pk,
        by=control_focal_officer, at=moment,
    ).feedback  # fmt: skip
    assert not sees(named, made, moment)


def test_an_offence_beside_a_name_is_kept_closely(
    named: Person, control_focal_officer: Person, make_person: MakePerson, bodies: Bodies, moment: datetime
) -> None:
    reader = make_person("Phan Văn Đọc", role=Role.INSPECTOR, agency=bodies.department)
    one = sent(moment, body=about(named, "người đã nhận hối lộ 5 triệu của tôi.")).feedback
    assert one.recognised == Recognised.DENUNCIATION
    assert [sees(person, one, moment) for person in (control_focal_officer, reader, named)] == [
        True,
        False,
        False,
    ]


def test_from_whom_a_call_was_kept_its_feedback_is_kept_whatever_it_is_called(
    named: Person, control_focal_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    call = Call(moment, f"Bà {named.full_name} quát mắng tôi", CallOutcome.GUIDED, said="Đã xin lỗi")
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    row = enter_call(agency_id=bodies.department.pk, call=call, **by)
    made = make_feedback(entry_id=row.pk, sending=RULE, **by).feedback
    assert (made.subject, made.objects_of.get().person) == (Subject.RULE, named)
    assert not sees(named, made, moment)
    assert not Notice.objects.filter(subject_id=str(made.pk), recipient=named).exists()
    assert row not in entries_visible_to(named, moment.date())
    assert row in entries_visible_to(control_focal_officer, moment.date())


def test_a_call_with_a_name_and_an_offence_is_not_passed_on(
    named: Person, control_focal_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    words: dict[str, Any] = {
        "outcome": CallOutcome.PASSED_ON,
        "unit_id": bodies.exam_division.pk,
        "contact": "0912345678",
    }
    call = Call(moment, f"{named.full_name} nhận hối lộ", answer_by=moment.date(), **words)
    with pytest.raises(Refused) as refused:
        enter_call(agency_id=bodies.department.pk, call=call, by=control_focal_officer, at=moment)
    assert refused.value.code == "call-about-conduct"


def test_where_the_only_keeper_is_named_the_head_does_what_keepers_do(
    named: Person, head: Person, moment: datetime
) -> None:
    one = sent(moment, body=about(named)).feedback
    assert Notice.objects.filter(subject_id=str(one.pk), recipient=head).exists()
    reach = feedback_reach(head, moment.date())
    assert Act.CLASSIFY in acts_of(head, one, on=moment.date(), reach=reach)
    accept(feedback_id=one.pk, found=AS_RULE, by=head, at=moment)
    assert sees(named, one, moment)
    assert Act.CLASSIFY not in acts_of(head, one, on=moment.date(), reach=reach)


def test_where_nobody_else_is_left_the_body_above_has_it(
    named: Person, bodies: Bodies, make_person: MakePerson, moment: datetime
) -> None:
    above = make_person("Lê Thị Ủy", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    assert sent(moment, body=about(named)).feedback.agency == bodies.committee

    made = sent(moment)  # names nobody yet
    assert made.feedback.agency == bodies.department
    ask_for_more(feedback_id=made.feedback.pk, what="Ai đã đòi?", by=named, at=moment)
    add_supplement(
        feedback_id=made.feedback.pk, text=f"Là {named.full_name}", by=None, at=moment, secret=made.secret
    )
    one = Feedback.objects.get(pk=made.feedback.pk)
    assert one.agency == bodies.committee
    assert [sees(person, one, moment) for person in (above, named)] == [True, False]
    assert Notice.objects.filter(subject_id=str(one.pk), recipient=above).exists()
    assert JournalEntry.objects.filter(kind="FeedbackPassedUp", subject_id=str(one.pk)).exists()


def test_nothing_is_done_that_would_leave_it_to_nobody(
    named: Person, bodies: Bodies, outsider: Person, moment: datetime
) -> None:
    made = sent(moment)
    ask_for_more(feedback_id=made.feedback.pk, what="Ai đã đòi?", by=named, at=moment)
    before = JournalEntry.objects.count()
    for act, words in (
        (add_supplement, {"text": f"Là {named.full_name}", "by": None, "secret": made.secret}),
        (name_object, {"person_id": named.pk, "by": named}),
    ):
        with pytest.raises(Refused) as refused:
            act(feedback_id=made.feedback.pk, at=moment, **words)
        assert refused.value.code == "nobody-left-to-handle"
    assert JournalEntry.objects.count() == before
    assert not made.feedback.objects_of.exists()
    with pytest.raises(Refused) as nowhere:
        sent(moment, body=about(named))
    assert nowhere.value.code == "feedback-nowhere"


def test_it_is_not_passed_on_to_whom_it_names(
    bodies: Bodies, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    one = sent(moment, body=about(outsider)).feedback  # nobody here has this name
    assert not one.objects_of.exists()
    assert not sees(outsider, one, moment)
    with pytest.raises(Refused) as refused:
        transfer(
            feedback_id=one.pk, taker_id=bodies.other_department.pk, reason="Thuộc Sở khác",
            by=control_focal_officer, at=moment,
        )  # fmt: skip
    assert refused.value.code == "taker-keeps-none"


def test_names_of_the_body_above_count_too_wherever_they_were_said(
    named: Person, bodies: Bodies, make_person: MakePerson, moment: datetime
) -> None:
    """Also what was said in a supplement is looked through where it comes to."""
    first = make_person("Lê Thị Ủy", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    made = sent(moment)
    ask_for_more(feedback_id=made.feedback.pk, what="Ai đã đòi?", by=named, at=moment)
    said: dict[str, Any] = {
        "text": f"Là {named.full_name} và {first.full_name}",
        "by": None,
        "secret": made.secret,
    }
    with pytest.raises(Refused) as refused:
        add_supplement(feedback_id=made.feedback.pk, at=moment, **said)
    assert refused.value.code == "nobody-left-to-handle"
    second = make_person("Vũ Thị Khác", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    add_supplement(feedback_id=made.feedback.pk, at=moment, **said)
    one = Feedback.objects.get(pk=made.feedback.pk)
    assert one.agency == bodies.committee
    assert [sees(person, one, moment) for person in (second, first, named)] == [True, False, False]
    assert set(
        Notice.objects.filter(subject_id=str(one.pk), audience="staff").values_list("recipient", flat=True)
    ) == {second.pk}
