"""Who worked on the dossier that a complaint arose from may be the one complained about: they do not have it in hand,
and somebody else always does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import RULE, conduct, sent
from tests.handing_in import TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier
from motcua.feedback.actions.feedback.intake import Classification, accept, classify
from motcua.feedback.actions.feedback.working import assign, free_named
from motcua.feedback.enums.feedback import Content, Kind, Named, Recognised, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.people import recognised_in
from motcua.feedback.queries.feedback.visible import find_visible_feedback
from motcua.feedback.queries.rating_work import took_part, who_took_part
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

AS_RULE = Classification(Kind.REPORT, Subject.RULE, Content.UNFIT)
AS_CONDUCT = Classification(Kind.REPORT, Subject.CONDUCT, Content.TROUBLE)
Also = Callable[[Person, Role, Any], None]


@pytest.fixture
def dossier(in_hand: TakenIn) -> Dossier:
    """Taken in at the desk, and with its handler."""
    return in_hand()


@pytest.fixture
def worked(dossier: Dossier, desk_officer: Person, bodies: Bodies, also: Also) -> Person:
    """Took the dossier in, and keeps the department's feedback."""
    also(desk_officer, Role.CONTROL_FOCAL_OFFICER, bodies.department)
    return desk_officer


def sees(person: Person, one: Feedback, at: datetime) -> bool:
    return find_visible_feedback(one.pk, person, at.date()) is not None


def test_the_list_agrees_with_the_question(
    dossier: Dossier, desk_officer: Person, handler: Person, outsider: Person, head: Person
) -> None:
    found = who_took_part(dossier.pk)
    assert {desk_officer.pk, handler.pk} <= found
    for person in (desk_officer, handler, outsider, head):
        assert took_part(person, dossier) == (person.pk in found)


def test_a_complaint_is_not_with_who_worked_on_the_dossier(
    dossier: Dossier,
    worked: Person,
    handler: Person,
    control_focal_officer: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    one = sent(moment, conduct("ở quầy", dossier_code=dossier.code)).feedback
    assert set(one.objects_of.values_list("named", flat=True)) == {Named.TOOK_PART}
    assert [sees(person, one, moment) for person in (control_focal_officer, worked)] == [True, False]
    assert not Notice.objects.filter(subject_id=str(one.pk), recipient=worked).exists()
    by: dict[str, Any] = {"feedback_id": one.pk, "by": control_focal_officer, "at": moment}
    accept(found=AS_CONDUCT, **by)
    for person in (handler, worked):
        with pytest.raises(Refused) as refused:
            assign(unit_id=bodies.exam_division.pk, person_id=person.pk, **by)
        assert refused.value.code == "holder-is-object"

    # Who is found not to be the one may have it, with a reason that stays.
    assert worked in recognised_in(one)
    free_named(person_id=worked.pk, reason="Chỉ nhận hồ sơ, không hẹn lại", **by)
    assert sees(worked, one, moment)
    classify(found=AS_CONDUCT, **by)
    assert sees(worked, one, moment)


def test_words_of_conduct_are_enough_until_it_is_found_to_be_about_a_rule(
    dossier: Dossier, worked: Person, control_focal_officer: Person, moment: datetime
) -> None:
    plain = sent(moment, dossier_code=dossier.code).feedback
    assert plain.dossier == dossier
    assert not plain.objects_of.exists()
    assert sees(worked, plain, moment)
    served = replace(
        RULE, body="Thủ tục này cán bộ vòi vĩnh, gây phiền hà mới nhận.", dossier_code=dossier.code
    )
    one = sent(moment, served).feedback
    assert (one.subject, sees(worked, one, moment)) == (Subject.RULE, False)
    accept(feedback_id=one.pk, found=AS_RULE, by=control_focal_officer, at=moment)
    assert sees(worked, one, moment)


def test_where_everybody_here_worked_on_it_the_body_above_has_it(
    dossier: Dossier, worked: Person, head: Person, bodies: Bodies, make_person: MakePerson, moment: datetime
) -> None:
    dossier.passages.update(person=head)
    assert who_took_part(dossier.pk) == {worked.pk, head.pk}
    about = conduct("ở quầy", dossier_code=dossier.code)
    with pytest.raises(Refused) as refused:
        sent(moment, about)
    assert refused.value.code == "feedback-nowhere"
    assert "đã làm hồ sơ" in refused.value.message
    assert not Feedback.objects.exists()
    above = make_person("Lê Thị Ủy", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    one = sent(moment, about).feedback
    assert one.agency == bodies.committee
    assert [sees(person, one, moment) for person in (above, worked, head)] == [True, False, False]


def test_linked_to_the_dossier_later_it_leaves_who_worked_on_it(
    dossier: Dossier, worked: Person, head: Person, bodies: Bodies, make_person: MakePerson, moment: datetime
) -> None:
    body = f"Cán bộ ở quầy hẹn đi hẹn lại ba lần. {head.full_name} cũng biết việc này."
    one = sent(moment, conduct("ở quầy"), body=body).feedback
    link: dict[str, Any] = {
        "feedback_id": one.pk,
        "found": replace(AS_CONDUCT, dossier_code=dossier.code),
        "at": moment,
    }
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:  # it would be left to nobody
        classify(by=worked, **link)
    assert refused.value.code == "nobody-left-to-handle"
    assert JournalEntry.objects.count() == before
    assert Feedback.objects.get(pk=one.pk).dossier is None
    above = make_person("Lê Thị Ủy", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    classify(by=worked, **link)
    one.refresh_from_db()
    assert (one.agency, one.dossier) == (bodies.committee, dossier)
    assert [sees(person, one, moment) for person in (above, worked)] == [True, False]


def test_a_denunciation_is_as_closed(
    dossier: Dossier, worked: Person, control_focal_officer: Person, moment: datetime
) -> None:
    body = "Kế toán ở quầy nhận hối lộ hai triệu đồng mới trả kết quả cho gia đình tôi."
    one = sent(moment, body=body, dossier_code=dossier.code).feedback
    assert one.recognised == Recognised.DENUNCIATION
    assert [sees(person, one, moment) for person in (control_focal_officer, worked)] == [True, False]
