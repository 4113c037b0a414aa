"""The desk keeps calendars: the year, special days, hours, an agency's own calendar, a due date tried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.cast import Bodies
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.deadlines.models import CalendarDay, WeeklyPattern, WorkingCalendar
from motcua.deadlines.queries import calendar_for
from motcua.kernel.queries import entries_about

LIST = "/ban-lam-viec/lich/"
NATIONAL = f"{LIST}xem/national/"
PAGES = [
    "",
    "moi/",
    "thu-tinh/",
    "thu-tinh/?lich=national&ngay=2026-08-28&gio=09:00&han=5+ngày+làm+việc",
    "nam/2027/",
    "xem/national/",
    "xem/national/?nam=2027",
    "xem/national/sua/",
    "xem/national/gio/",
    "xem/national/ngay/",
    "xem/national/ngay/?ngay=2026-08-31",
]


@pytest.fixture
def keeper(sign_in: SignIn, business_administrator: Person) -> Client:
    return sign_in(business_administrator)


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def school_calendar(keeper: Client, bodies: Bodies) -> WorkingCalendar:
    """The school's own calendar, made at the desk."""
    sent = {
        "code": "truong-ngo-quyen",
        "name": "Lịch của trường",
        "agency_code": bodies.upper_secondary_school.code,
        "counts_makeup_days": "on",
    }
    answer = keeper.post(f"{LIST}moi/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return WorkingCalendar.objects.get(code="truong-ngo-quyen")


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_clean_and_reading_writes_nothing(
    keeper: Client, writes: Callable[..., list[str]], path: str
) -> None:
    answers = []
    assert writes(lambda: answers.append(keeper.get(LIST + path))) == []
    text = answers[0].content.decode()
    assert answers[0].status_code == 200
    assert text.count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", text)
    assert text.count("button--primary") == 1


@pytest.mark.parametrize(
    "who", ["receiving_officer", "handling_officer", "technical_administrator", "citizen"]
)
def test_others_do_not_come_in(sign_in: SignIn, request: pytest.FixtureRequest, who: str) -> None:
    browser = sign_in(request.getfixturevalue(who))
    for path in PAGES:
        assert browser.get(LIST + path).status_code == 403, path


def test_keepers_elsewhere_look_but_do_not_touch(sign_in: SignIn, outsider: Person) -> None:
    browser = sign_in(outsider)
    text = page(browser, NATIONAL)
    assert "Chỉ xem" in text
    assert "Ghi ngày đặc biệt" not in text
    before = entries_about("calendar", "national").count()
    for path in ("ngay/", "gio/", "sua/", "ngay/2026-08-31/bo/"):
        assert browser.post(NATIONAL + path, {}).status_code == 403, path
    assert browser.post(f"{LIST}nam/2027/", {}).status_code == 403
    assert entries_about("calendar", "national").count() == before


def test_the_control_officer_keeps_the_department_s_calendar(
    sign_in: SignIn, control_focal_officer: Person
) -> None:
    assert "Ghi ngày đặc biệt" in page(sign_in(control_focal_officer), NATIONAL)


def test_the_year_is_read_without_colour(keeper: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(16):
        text = page(keeper, f"{NATIONAL}?nam=2026")
    assert text.count('<table class="month">') == 12
    cell = re.search(r'<td class="month__day month__day--off"[^>]*>31(.*?)</td>', text)
    assert cell is not None
    assert ">H</span>" in cell[1]
    assert "Nghỉ hoán đổi, làm bù ngày 22/08/2026 (nghỉ hoán đổi)" in cell[1]
    assert re.search(r'month__day--extra"[^>]*>22<span class="month__mark" aria-hidden="true">\+', text)
    assert 'aria-current="date"' in text
    assert "Tháng 12" in text
    assert 'href="?nam=2025"' in text
    assert "Năm 2026: 249 ngày làm việc." in re.sub(r"\s+", " ", text)


def test_a_year_that_is_not_official_says_so_and_is_confirmed(keeper: Client) -> None:
    assert "chưa chính thức" in page(keeper, f"{NATIONAL}?nam=2027")
    sent = {"tet": "official", "national_day": "official", "note": "Thông báo thử 1/TB"}
    assert keeper.post(f"{LIST}nam/2027/", sent).status_code == 302
    text = page(keeper, f"{NATIONAL}?nam=2027")
    assert "chưa chính thức" not in text
    assert "Thông báo thử 1/TB" in text


@pytest.mark.parametrize("year", ["1900", "9999", "abcd", "²²²²", ""])
def test_a_strange_year_in_the_address_shows_a_known_one(keeper: Client, year: str) -> None:
    page(keeper, f"{NATIONAL}?nam={year}")


def test_put_change_and_remove_a_special_day(keeper: Client) -> None:
    sent = {
        "on": "08/09/2026",
        "kind": "closure",
        "name": "Bão số 5",
        "basis": "Công điện thử",
        "certainty": "A",
    }
    answer = keeper.post(f"{NATIONAL}ngay/", sent)
    assert answer.status_code == 302, answer.content.decode()
    assert not calendar_for("national").is_working(date(2026, 9, 8))
    assert "Bão số 5" in page(keeper, f"{NATIONAL}?nam=2026")
    assert 'value="Bão số 5"' in page(keeper, f"{NATIONAL}ngay/?ngay=2026-09-08")
    keeper.post(f"{NATIONAL}ngay/", {**sent, "kind": "half", "hours": "07:30-11:30"})
    assert calendar_for("national").is_working(date(2026, 9, 8))
    answer = keeper.post(f"{NATIONAL}ngay/2026-09-08/bo/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{NATIONAL}?nam=2026")
    assert not CalendarDay.objects.filter(on=date(2026, 9, 8)).exists()
    assert keeper.get(f"{NATIONAL}ngay/2026-09-08/bo/").status_code == 405


def test_a_refusal_stays_on_the_form(keeper: Client) -> None:
    sent = {"on": "2026-09-08", "kind": "half", "name": "Hội nghị", "basis": "QĐ thử", "certainty": "A"}
    answer = keeper.post(f"{NATIONAL}ngay/", sent)
    assert answer.status_code == 200
    assert "hãy ghi giờ làm việc của ngày đó" in answer.content.decode()
    assert not CalendarDay.objects.filter(on=date(2026, 9, 8)).exists()


def test_change_hours_from_a_day_on(keeper: Client, school_calendar: WorkingCalendar) -> None:
    address = f"{LIST}xem/{school_calendar.code}/gio/"
    days = {f"day_{number}": "07:00-11:00, 13:00-17:00" for number in range(5)}
    assert keeper.post(address, {"start": "2026-10-01", **days, "day_5": "07:00-11:00"}).status_code == 302
    assert WeeklyPattern.objects.filter(calendar=school_calendar).count() == 2
    assert calendar_for(school_calendar.code).is_working(date(2026, 10, 3))
    text = page(keeper, f"{LIST}xem/{school_calendar.code}/")
    assert "từ 01/10/2026" in text
    answer = keeper.post(address, {"start": "2026-10-02", "day_0": "17:00-07:00"})
    assert "giờ kết thúc không sau giờ bắt đầu" in answer.content.decode()


def test_an_agency_s_calendar_is_made_shown_and_changed(
    keeper: Client, school_calendar: WorkingCalendar, bodies: Bodies
) -> None:
    assert bodies.upper_secondary_school.name in page(keeper, LIST)
    address = f"{LIST}xem/{school_calendar.code}/"
    assert "theo lịch chung" in page(keeper, f"{address}?nam=2026")
    keeper.post(f"{address}sua/", {"name": "Lịch mới của trường"})
    assert calendar_for(school_calendar.code).counts_makeup_days is False
    sent = {"on": "2026-08-31", "kind": "ordinary", "name": "Vẫn làm", "basis": "QĐ thử", "certainty": "A"}
    keeper.post(f"{address}ngay/", sent)
    assert calendar_for(school_calendar.code).is_working(date(2026, 8, 31))
    text = page(keeper, f"{address}?nam=2026")
    assert "Vẫn làm" in text
    assert "Lịch mới của trường" in text
    keeper.post(f"{address}ngay/2026-08-31/bo/")
    assert not calendar_for(school_calendar.code).is_working(date(2026, 8, 31))


def test_a_calendar_for_nobody_or_somebody_else_s_agency_is_refused(keeper: Client, bodies: Bodies) -> None:
    sent = {"code": "moi", "name": "Lịch mới", "agency_code": "KHONG-CO"}
    assert "Không có cơ quan mang mã này" in keeper.post(f"{LIST}moi/", sent).content.decode()
    sent["agency_code"] = bodies.other_department.code
    assert keeper.post(f"{LIST}moi/", sent).status_code == 403
    assert WorkingCalendar.objects.count() == 1


def test_an_unknown_calendar_is_not_found(keeper: Client) -> None:
    for path in ("xem/khong-co/", "xem/khong-co/gio/", "xem/khong-co/ngay/"):
        assert keeper.get(LIST + path).status_code == 404


class TestTrying:
    ASKED = f"{LIST}thu-tinh/?lich=national&ngay=2026-08-28&gio=09:00"

    def test_a_due_date_is_explained(self, keeper: Client) -> None:
        text = page(keeper, f"{self.ASKED}&han=5 ngày làm việc")
        assert "17:30 09/09/2026" in text
        assert "Nghỉ hoán đổi, làm bù ngày 22/08/2026" in text
        assert "Bộ luật Dân sự 2015, Điều 147 khoản 2" in text

    def test_pause_extension_and_late_receipt(self, keeper: Client) -> None:
        asked = f"{self.ASKED}&han=2 ngày làm việc"
        assert "17:30 08/09/2026" in page(keeper, f"{asked}&dung=2026-09-04&tiep=2026-09-08")
        assert "chưa có hạn trả" in page(keeper, f"{asked}&dung=2026-09-04")
        assert "17:30 08/09/2026" in page(keeper, f"{asked}&gia_han=2 ngày làm việc")
        late = f"{LIST}thu-tinh/?lich=national&ngay=2026-08-28&gio=15:30&han=2 ngày làm việc&muon=on"
        assert "17:30 07/09/2026" in page(keeper, late)

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ("&han=vài ngày", "Không đọc chắc được"),
            ("&han=3650 ngày làm việc", "nằm ngoài khoảng"),
            ("&han=1 ngày&tiep=2026-09-08", "Hãy ghi ngày bắt đầu tạm dừng"),
            ("&han=1 ngày&dung=2026-09-08&tiep=2026-09-07", "kết thúc trước khi bắt đầu"),
            ("&han=1 ngày&lich=khong-co", "Chưa gửi được"),
        ],
    )
    def test_mistakes_are_said_on_the_page(self, keeper: Client, more: str, said: str) -> None:
        assert said in page(keeper, self.ASKED + more)
