"""A body takes over the one that has a complaint about it in hand: the complaint goes to those above, at every door."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import conduct, sent
from tests.web.desk.conftest import desk_clock as desk_clock
from tests.web.desk.conftest import installation as installation

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.models import Feedback
from motcua.notices.models import Notice
from motcua.organisations.actions.successions import merge_agencies
from motcua.organisations.models import Installation
from motcua.organisations.policy import OPERATOR

pytestmark = pytest.mark.django_db

DESK = "/ban-lam-viec/phan-anh/"


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def reads(browser: Client, one: Feedback) -> bool:
    """Whether the person reads it on its page, and then also in the lists; nowhere otherwise."""
    page = browser.get(f"{DESK}{one.pk}/")
    assert page.status_code in {200, 404}
    found = {one.code in browser.get(address).content.decode() for address in (DESK, f"{DESK}so/")}
    assert found == {page.status_code == 200}
    return page.status_code == 200


@pytest.mark.usefixtures("desk_clock")
def test_a_complaint_is_not_inherited_by_whom_it_is_about(
    bodies: Bodies,
    control_focal_officer: Person,
    make_person: MakePerson,
    installation: Installation,
    moment: datetime,
) -> None:
    before = make_person("Nông Thị Giữ", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.exam_division)
    heir = make_person("Vi Văn Nhận", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.division)
    one = sent(moment, conduct("một chị", about_agency_id=bodies.division.pk)).feedback
    Feedback.objects.filter(pk=one.pk).update(agency=bodies.exam_division)
    keeper, other, above = browser_of(before), browser_of(heir), browser_of(control_focal_officer)
    assert reads(keeper, one)
    assert not reads(other, one)

    merge_agencies(
        predecessors=[bodies.exam_division.pk], successor=bodies.division.pk, on=moment.date(), document="QĐ 9",
        by=OPERATOR, at=moment,
    )  # fmt: skip
    assert not reads(other, one)
    assert not reads(keeper, one)
    assert reads(above, one)
    told = Notice.objects.filter(subject_id=str(one.pk), recipient=control_focal_officer)
    assert told.filter(event="feedback_came").exists()
    assert not Notice.objects.filter(subject_id=str(one.pk), recipient__in=[before, heir]).exists()
    page = above.get(f"{DESK}{one.pk}/").content.decode()
    assert bodies.department.name in page
    assert f"{DESK}{one.pk}/phan-loai/" in page  # and goes on with it
