"""Whom a complaint may speak of by a part of their name: offered to a keeper, and kept from them until one decides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies, MakePerson
from tests.feedback.feedback.scene import RULE, conduct, sent
from tests.web.desk.conftest import desk_clock as desk_clock

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.feedback.actions.feedback import add_supplement
from motcua.feedback.actions.feedback.intake import Classification, accept, ask_for_more
from motcua.feedback.actions.feedback.working import free_named, name_object
from motcua.feedback.enums.feedback import Content, Kind, Named, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.visible import feedback_visible_to
from motcua.feedback.rules.feedback.part_names import MOST, Staff, perhaps_named
from motcua.notices.models import Notice

NAMES = {
    "Nguyễn Thị Ngọc Lan": ("Trường Tiểu học Hoa Sen",),
    "Trần Lan": ("Phòng Tổ chức",),
    "Cao Thị Phiền": ("Phòng Khảo thí",),
    "Lê Lân": ("Phòng Tổ chức",),
    "Đỗ Văn Em": (),
}
STAFF = [Staff(UUID(int=number), name, units) for number, (name, units) in enumerate(NAMES.items())]


def found(text: str) -> set[str]:
    ids = perhaps_named(text, STAFF)
    return {one.name for one in STAFF if one.id in ids}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cháu học cô Lan lớp 5A", {"Nguyễn Thị Ngọc Lan", "Trần Lan"}),
        ("cô lan lớp 5a thu tiền", {"Nguyễn Thị Ngọc Lan", "Trần Lan"}),
        ("CÔ LAN THU TIỀN", {"Nguyễn Thị Ngọc Lan", "Trần Lan"}),
        ("co lan thu tien", {"Nguyễn Thị Ngọc Lan", "Trần Lan", "Lê Lân"}),
        ("Gặp cô Ngọc Lan", {"Nguyễn Thị Ngọc Lan"}),
        ("Gặp chị Lan ở Phòng Tổ chức", {"Trần Lan"}),
        ("Bà C.T.P. gây khó", {"Cao Thị Phiền"}),
        ("Bà CTP gây khó", {"Cao Thị Phiền"}),
        ("Bà T. Phiền gây khó", {"Cao Thị Phiền"}),
        ("Trưởng phòng Phiền hẹn mãi", {"Cao Thị Phiền"}),
        ("Thầy Lân", {"Lê Lân"}),
        ("Ông Lê Minh hẹn mãi", set()),
        ("Bà C.P. gây khó", set()),
        ("Anh chị cán bộ hẹn mãi", set()),
        ("Chị em chúng tôi chờ mãi", set()),
        ("Ông bà nội cháu đi nộp", set()),
        ("Con tôi tên Lan", set()),
        ("", set()),
    ],
)
def test_whom_a_part_of_a_name_may_mean(text: str, names: set[str]) -> None:
    assert found(text) == names


def test_a_name_of_many_is_no_sign() -> None:
    many = [
        Staff(uuid4(), f"Nguyễn Thị {chr(65 + number)}n Lan", (f"Tổ {number}",)) for number in range(MOST + 1)
    ]
    assert perhaps_named("Cô Lan hẹn mãi", many) == []
    assert perhaps_named("Cô Lan ở tổ 3 hẹn mãi", many) == [many[3].id]


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert set(perhaps_named(text, STAFF)) <= {one.id for one in STAFF}


SAID = "chị Lan"


@pytest.fixture
def lan(make_person: MakePerson, bodies: Bodies) -> Person:
    """Keeps feedback at the department as well, and is called Lan."""
    return make_person("Vương Thúy Lan", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)


def sees(person: Person, one: Feedback, at: datetime) -> bool:
    return feedback_visible_to(person, at.date()).filter(pk=one.pk).exists()


@pytest.mark.django_db
def test_a_candidate_sees_nothing_until_a_keeper_decides(
    lan: Person, control_focal_officer: Person, moment: datetime
) -> None:
    one = sent(moment, conduct(SAID)).feedback
    row = one.objects_of.get()
    assert (row.person, row.named) == (lan, Named.PERHAPS)
    assert (sees(lan, one, moment), sees(control_focal_officer, one, moment)) == (False, True)
    assert not Notice.objects.filter(recipient=lan).exists()
    by: dict[str, Any] = {"feedback_id": one.pk, "by": control_focal_officer, "at": moment}
    free_named(person_id=lan.pk, reason="Chị Lan khác", **by)
    assert sees(lan, one, moment)
    # The same words hide it no more; the whole name, said later, does.
    accept(found=Classification(Kind.REPORT, Subject.CONDUCT, Content.TROUBLE), **by)
    assert sees(lan, one, moment)


@pytest.mark.django_db
def test_a_candidate_is_the_one_when_a_keeper_says_so_or_the_whole_name_comes(
    lan: Person, control_focal_officer: Person, moment: datetime
) -> None:
    first, second = sent(moment, conduct(SAID)), sent(moment, conduct(SAID))
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment, "person_id": lan.pk}
    name_object(feedback_id=first.feedback.pk, **by)
    assert first.feedback.objects_of.get().named == Named.BY_OFFICER
    free_named(feedback_id=second.feedback.pk, reason="Chị Lan khác", **by)
    ask_for_more(
        feedback_id=second.feedback.pk, what="Tên đầy đủ của người ấy", by=control_focal_officer, at=moment
    )
    more: dict[str, Any] = {"feedback_id": second.feedback.pk, "by": None, "secret": second.secret}
    add_supplement(text=f"Là {lan.full_name}", at=moment, **more)
    assert second.feedback.objects_of.get().named == Named.RECOGNISED
    assert not sees(lan, second.feedback, moment)


@pytest.mark.django_db
def test_what_is_about_a_rule_is_kept_from_nobody_for_a_part_of_a_name(
    lan: Person, control_focal_officer: Person, moment: datetime
) -> None:
    said = replace(RULE, body=f"{RULE.body} Tôi đã hỏi chị Lan ở quầy.")
    assert not sent(moment, said).feedback.objects_of.exists()


@pytest.mark.django_db
def test_a_guess_leaves_it_to_somebody(lan: Person, bodies: Bodies, moment: datetime) -> None:
    one = sent(moment, conduct(SAID, agency_id=bodies.department.pk)).feedback
    assert not one.objects_of.exists()  # she alone keeps feedback here, and nobody stands above
    assert sees(lan, one, moment)


@pytest.mark.django_db
@pytest.mark.usefixtures("desk_clock")
def test_the_page_offers_candidates_to_decide_about(
    lan: Person, control_focal_officer: Person, client: Client, moment: datetime
) -> None:
    one = sent(moment, conduct(SAID)).feedback
    home = f"/ban-lam-viec/phan-anh/{one.pk}/"
    client.force_login(control_focal_officer)
    page = client.get(home).content.decode()
    notice = page.split("Có thể nói về")[1].split("</ul>")[0]
    assert lan.full_name in notice
    for way in ("nguoi-bi-phan-anh", "bo-nguoi-nhan-ra-nham"):
        address = f"{home}{way}/?nguoi={lan.pk}"
        assert address in notice
        shown = client.get(address).content.decode()
        assert re.search(rf'value="{lan.pk}"[^>]* (selected|checked)', shown), way
    client.post(f"{home}bo-nguoi-nhan-ra-nham/", {"person": str(lan.pk), "reason": "Chị Lan khác"})
    assert one.objects_of.get().freed_by == control_focal_officer
    assert "Có thể nói về" not in client.get(home).content.decode()
