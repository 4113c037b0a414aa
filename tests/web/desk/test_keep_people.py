"""The desk keeps people: list, person, every change; and who may."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.accounts.actions.sign_in import register_failed_sign_in
from motcua.accounts.enums import Role
from motcua.accounts.models import Person, Position, RoleHolding
from motcua.kernel.clock import local_day, now

LIST = "/ban-lam-viec/nguoi/"
GOOD = "con duong den truong 2026"


@pytest.fixture
def keeper(client: Client, business_administrator, bodies) -> Client:
    client.force_login(business_administrator)
    return client


def at(person: Person, part: str = "") -> str:
    return f"{LIST}{person.pk}/{part}"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_list_and_search(keeper, handling_officer, head, outsider, make_person, bodies) -> None:
    text = page(keeper, LIST)
    assert handling_officer.full_name in text
    assert outsider.full_name not in text
    assert head.full_name not in page(keeper, f"{LIST}?q=nguyen+ly")
    assert "Không có ai ở đây" in page(keeper, f"{LIST}?loc=khoa")
    for _ in range(5):
        register_failed_sign_in(username=head.username, at=now())
    assert head.full_name in page(keeper, f"{LIST}?loc=khoa")


def test_list_takes_as_many_queries_for_many_as_for_few(
    keeper, make_person, bodies, django_assert_max_num_queries
) -> None:
    for number in range(30):
        make_person(f"Người {'ABCDEFGH'[number % 8]}", role=Role.HANDLER, agency=bodies.division)
    with django_assert_max_num_queries(16):
        page(keeper, LIST)


def test_list_reads_on_by_key(keeper, make_person, bodies, monkeypatch) -> None:
    monkeypatch.setattr("motcua.web.desk.people.views.PAGE", 2)
    for name in ("An", "Bình", "Chi"):
        make_person(name, agency=bodies.division)
    first = keeper.get(LIST)
    second = keeper.get(LIST + first.context["next_href"])
    names = [one.full_name for one, _, _ in [*first.context["people"], *second.context["people"]]]
    assert names == ["An", "Bình", "Bùi Văn Quản", "Chi"]
    assert second.context["next_href"] == ""


def test_person_page(keeper, handling_officer, outsider) -> None:
    text = page(keeper, at(handling_officer))
    for word in ("Cán bộ thụ lý", "Phòng Quản lý chất lượng", "Đặt mật khẩu mới", "Ngừng dùng tài khoản"):
        assert word in text
    assert keeper.get(at(outsider)).status_code == 404


def test_technical_administrator_sees_sign_in_only(client, technical_administrator, handling_officer) -> None:
    client.force_login(technical_administrator)
    text = page(client, at(handling_officer))
    assert "Ngừng dùng tài khoản" in text
    assert "Đặt mật khẩu mới" not in text
    assert client.get(at(handling_officer, "mat-khau/")).status_code == 403
    assert client.get(f"{LIST}moi/").status_code == 403


@pytest.mark.parametrize("who", ["citizen", "handling_officer", "head"])
def test_others_do_not_come_in(client, bodies, request, who) -> None:
    person = request.getfixturevalue(who)
    client.force_login(person)
    assert client.get(LIST).status_code == 403
    assert client.get(at(person)).status_code == 403


def test_adding(keeper, bodies) -> None:
    page(keeper, f"{LIST}moi/")
    words = {
        "full_name": "Trần Văn B",
        "username": "tran.van.b",
        "password": "ngan",
        "agency": str(bodies.division.pk),
        "title": "Chuyên viên",
        "since": "2026-01-02",
    }
    answer = keeper.post(f"{LIST}moi/", words)
    assert list(answer.context["form"].errors) == ["password"]
    elsewhere = {**words, "password": GOOD, "agency": str(bodies.other_department.pk)}
    assert list(keeper.post(f"{LIST}moi/", elsewhere).context["form"].errors) == ["agency"]
    before_the_agency = {**words, "password": GOOD, "since": "2001-01-02"}
    assert list(keeper.post(f"{LIST}moi/", before_the_agency).context["form"].errors) == ["since"]
    assert not Person.objects.filter(username="tran.van.b").exists()
    answer = keeper.post(f"{LIST}moi/", {**words, "password": GOOD})
    person = Person.objects.get(username="tran.van.b")
    assert answer.headers["Location"] == at(person)
    assert Position.objects.get(person=person).agency == bodies.division


def test_changing_and_placing(keeper, handling_officer, bodies) -> None:
    today = local_day(now()).isoformat()
    words = {"full_name": "Nguyễn Thị Mới", "email": "moi@so.vn"}
    assert keeper.post(at(handling_officer, "sua/"), words).status_code == 302
    words = {"agency": str(bodies.division.pk), "title": "Phó phòng", "since": today}
    assert keeper.post(at(handling_officer, "chuc-danh/"), words).status_code == 302
    position = Position.objects.get(person=handling_officer, title="Phó phòng")
    path = at(handling_officer, f"chuc-danh/{position.pk}/ket-thuc/")
    page(keeper, path)
    assert keeper.post(path, {"on": today}).status_code == 302
    assert not Position.objects.filter(pk=position.pk).exists()  # it had not begun before
    assert keeper.get(path).status_code == 404


def test_roles(keeper, handling_officer, business_administrator, bodies) -> None:
    today = local_day(now()).isoformat()
    words = {"role": "records_officer", "agency": str(bodies.division.pk), "since": today}
    page(keeper, at(handling_officer, "vai-tro/"))
    assert keeper.post(at(handling_officer, "vai-tro/"), words).status_code == 302
    again = keeper.post(at(handling_officer, "vai-tro/"), words)
    assert "đã có vai trò này" in again.content.decode()
    assert keeper.post(at(business_administrator, "vai-tro/"), words).status_code == 403
    holding = RoleHolding.objects.get(person=handling_officer, role="records_officer")
    path = at(handling_officer, f"vai-tro/{holding.pk}/thu-hoi/")
    page(keeper, path)
    assert keeper.post(path, {"on": today}).status_code == 302
    assert keeper.get(path).status_code == 404


def test_locks(keeper, handling_officer) -> None:
    for _ in range(5):
        register_failed_sign_in(username=handling_officer.username, at=now())
    assert "Tạm khóa đăng nhập đến" in page(keeper, at(handling_officer))
    assert keeper.get(at(handling_officer, "mo-khoa/")).status_code == 405
    keeper.post(at(handling_officer, "mo-khoa/"))
    assert "Tạm khóa đăng nhập đến" not in page(keeper, at(handling_officer))
    assert keeper.post(at(handling_officer, "mat-khau/"), {"password": GOOD}).status_code == 302
    handling_officer.refresh_from_db()
    assert handling_officer.check_password(GOOD)
    assert keeper.post(at(handling_officer, "bo-hai-lop/")).status_code == 302
    assert keeper.post(at(handling_officer, "ngung-dung/"), {"reason": "nghỉ việc"}).status_code == 302
    assert handling_officer.full_name in page(keeper, f"{LIST}?loc=ngung")
    assert keeper.post(at(handling_officer, "dung-lai/")).status_code == 302
    handling_officer.refresh_from_db()
    assert handling_officer.is_active
