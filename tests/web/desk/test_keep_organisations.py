"""The desk keeps organisations: the tree, one agency, and every change that a form makes."""

from __future__ import annotations

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from motcua.kernel.clock import local_day, now
from motcua.organisations.models import Agency, Installation, Power, Subordination, Succession

LIST = "/ban-lam-viec/co-quan/"


@pytest.fixture
def keeper(client: Client, business_administrator, bodies) -> Client:
    client.force_login(business_administrator)
    return client


def at(agency: Agency, part: str = "") -> str:
    return f"{LIST}{agency.pk}/{part}"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_tree_tabs_and_search(keeper, bodies, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(15):
        text = page(keeper, LIST)
    assert bodies.committee.name in text
    assert bodies.division.name not in text
    assert bodies.department.name in text  # a single root is open at once
    assert bodies.division.name in page(keeper, f"{LIST}?q=van+phong")
    assert bodies.primary_school.name in page(keeper, f"{LIST}?cap=school")
    assert "Không có cơ quan nào" in page(keeper, f"{LIST}?q=khong-dau-co")


def test_list_reads_on_by_key(keeper, make_agency, bodies, monkeypatch) -> None:
    monkeypatch.setattr("motcua.web.desk.organisations.views.PAGE", 2)
    first = keeper.get(f"{LIST}?cap=province")
    assert len(first.context["agencies"]) == 2
    second = keeper.get(LIST + first.context["next_href"])
    names = [agency.name for agency in [*first.context["agencies"], *second.context["agencies"]]]
    assert len(set(names)) == 4


def test_one_agency(keeper, bodies, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(24):
        text = page(keeper, at(bodies.department))
    for word in (bodies.division.name, bodies.committee.short_name, "Đổi tên", "Thành phố Hải Phòng"):
        assert word in text
    assert "Chỉ xem" in page(keeper, at(bodies.other_department))


@pytest.mark.parametrize(
    "part",
    [
        "them-truc-thuoc/",
        "sua/",
        "chuyen/",
        "nhap-vao/",
        "doi-ten/",
        "chia-tach/",
        "giai-the/",
        "tham-quyen/",
    ],
)
def test_every_form_opens_for_the_keeper_and_for_nobody_else(keeper, client, outsider, bodies, part) -> None:
    page(keeper, at(bodies.department, part))
    assert keeper.get(at(bodies.other_department, part)).status_code == 403
    client.force_login(outsider)
    assert client.get(at(bodies.department, part)).status_code == 403


@pytest.mark.parametrize("who", ["citizen", "handling_officer", "technical_administrator"])
def test_others_do_not_come_in(client, bodies, request, who) -> None:
    client.force_login(request.getfixturevalue(who))
    assert client.get(LIST).status_code == 403
    assert client.get(at(bodies.department)).status_code == 403


def test_unknown_agency_is_not_found(keeper) -> None:
    assert keeper.get(f"{LIST}018f0000-0000-7000-8000-000000000000/").status_code == 404


WORDS = {"code": "P9", "name": "Phòng Mới", "kind": "division", "level": "province", "area": "31"}


def test_founding_below_and_at_the_top(keeper, bodies) -> None:
    answer = keeper.post(at(bodies.department, "them-truc-thuoc/"), {**WORDS, "since": "01/07/2025"})
    agency = Agency.objects.get(code="P9")
    assert answer.headers["Location"] == at(agency)
    assert Subordination.objects.get(agency=agency).parent == bodies.department
    top = {**WORDS, "code": "TOP", "since": "2025-07-01"}
    assert keeper.post(f"{LIST}moi/", top).status_code == 403
    Installation.objects.create(home=bodies.department)
    assert keeper.post(f"{LIST}moi/", top).status_code == 302


def test_mistakes_stand_at_their_field(keeper, bodies) -> None:
    for change, field in (({"code": "có cách"}, "code"), ({"area": "99"}, "area"), ({"since": "x"}, "since")):
        answer = keeper.post(
            at(bodies.department, "them-truc-thuoc/"), {**WORDS, "since": "2025-07-01", **change}
        )
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [field]
    assert not Agency.objects.filter(name="Phòng Mới").exists()


def test_changing(keeper, bodies) -> None:
    words = {**WORDS, "code": bodies.division.code, "name": "Văn phòng Sở", "phone": "0225 3842 000"}
    assert keeper.post(at(bodies.division, "sua/"), words).status_code == 302
    bodies.division.refresh_from_db()
    assert bodies.division.phone == "0225 3842 000"


def test_moving(keeper, bodies) -> None:
    today = local_day(now())
    words = {"parent": str(bodies.division.pk), "on": today.isoformat(), "document": "QĐ 5"}
    assert keeper.post(at(bodies.exam_division, "chuyen/"), words).status_code == 302
    current = Subordination.objects.get(agency=bodies.exam_division, in_force__contains=today)
    assert current.parent == bodies.division


def test_merging_shows_what_is_handed_over_before_it_writes(keeper, bodies, handling_officer) -> None:
    today = local_day(now())
    path, words = at(bodies.division, "nhap-vao/"), {"on": today.isoformat(), "document": "NQ 12"}
    assert bodies.exam_division.name in page(keeper, path)
    answer = keeper.post(path, words)
    assert "Chưa chọn cơ quan nào" in answer.content.decode()
    words["co-quan"] = str(bodies.exam_division.pk)
    answer = keeper.post(path, words)
    assert "chức danh đang giữ" in answer.content.decode()
    assert not Succession.objects.exists()
    assert keeper.post(path, {**words, "xac-nhan": "1"}).status_code == 302
    assert Succession.objects.get().successor == bodies.division
    assert "NQ 12" in page(keeper, at(bodies.exam_division))
    assert "tiếp nhận" in page(keeper, at(bodies.division))


def test_merging_takes_only_what_one_keeps(keeper, bodies) -> None:
    words = {
        "on": "2026-01-02",
        "document": "NQ",
        "co-quan": [str(bodies.other_department.pk), "x"],
        "xac-nhan": "1",
    }
    answer = keeper.post(at(bodies.division, "nhap-vao/"), words)
    assert "Chưa chọn cơ quan nào" in answer.content.decode()
    assert not Succession.objects.exists()


def test_renaming_splitting_dissolving(keeper, bodies) -> None:
    today = local_day(now())
    words = {"on": today.isoformat(), "document": "NQ 12"}
    answer = keeper.post(at(bodies.exam_division, "doi-ten/"), {**words, "name": "Phòng Khảo thí"})
    renamed = Agency.objects.get(name="Phòng Khảo thí")
    assert answer.headers["Location"] == at(renamed)
    parts = {"co-quan": [str(bodies.upper_secondary_school.pk)], "nhan-viec": ""}
    assert keeper.post(at(bodies.division, "chia-tach/"), {**words, **parts}).status_code == 302
    answer = keeper.post(at(bodies.department, "giai-the/"), words)
    assert "Còn cơ quan trực thuộc" in answer.content.decode()
    assert keeper.post(at(bodies.upper_secondary_school, "giai-the/"), words).status_code == 302
    bodies.upper_secondary_school.refresh_from_db()
    assert bodies.upper_secondary_school.held == DateRange(bodies.division.held.lower, today)


def test_powers(keeper, bodies) -> None:
    words = {"procedure": "1.008725", "source": "decentralised", "since": "2025-07-01"}
    answer = keeper.post(at(bodies.division, "tham-quyen/"), words)
    assert list(answer.context["form"].errors) == ["__all__"]
    assert keeper.post(at(bodies.division, "tham-quyen/"), {**words, "document": "QĐ 7"}).status_code == 302
    power = Power.objects.get()
    assert "1.008725" in page(keeper, at(bodies.division))
    path = at(bodies.division, f"tham-quyen/{power.pk}/ket-thuc/")
    page(keeper, path)
    assert keeper.post(path, {"on": "2026-01-02", "document": "QĐ 9"}).status_code == 302
    power.refresh_from_db()
    assert power.in_force.upper is not None
    assert keeper.get(at(bodies.exam_division, f"tham-quyen/{power.pk}/ket-thuc/")).status_code == 404
