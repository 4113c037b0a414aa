"""Dossiers at the desk: the inbox, finding, one dossier, the board, who has read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from tests.handing_in import TakenIn
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.models import Dossier, Reading, SavedFilter
from motcua.notices.actions.notify import notify
from motcua.notices.enums import Audience as NoticeAudience
from motcua.notices.models import Notice
from motcua.notices.queries import recipient_for, unread_of
from motcua.web.desk.navigation import GROUPS

LIST = "/ban-lam-viec/ho-so/"


def address(dossier: Dossier) -> str:
    return f"{LIST}{dossier.code}/"


@pytest.fixture
def counter(sign_in: SignIn, desk_officer: Person) -> Client:
    return sign_in(desk_officer)


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_inbox_puts_the_clock_first_and_hides_numbers(
    counter: Client, taken_in: TakenIn, moment: datetime
) -> None:
    dossier = taken_in(at=moment - timedelta(hours=1))
    page = text_of(counter, LIST)
    assert dossier.code in page
    assert "Còn 3 ngày làm việc" in page
    row = page[page.index("<tbody") : page.index("</tbody>")]
    assert row.index("Còn 3 ngày") < row.index(f">{dossier.code}<")
    assert "031185000123" not in page
    assert "0912345678" not in page


@pytest.mark.parametrize("count", [1, 8])
def test_the_inbox_asks_a_fixed_number_of_questions(
    counter: Client, taken_in: TakenIn, count: int, django_assert_max_num_queries, moment: datetime
) -> None:
    for _ in range(count):
        taken_in(at=moment - timedelta(hours=1))
    counter.get(LIST)
    with django_assert_max_num_queries(14):
        counter.get(LIST)


def test_a_handler_sees_nothing_that_is_not_theirs(
    sign_in: SignIn, handler: Person, outsider: Person, taken_in: TakenIn
) -> None:
    dossier = taken_in()
    assert dossier.code not in text_of(sign_in(handler), LIST)
    assert sign_in(outsider).get(address(dossier)).status_code == 404


def test_a_filter_narrows_and_is_kept_under_a_name(
    counter: Client, taken_in: TakenIn, desk_officer: Person
) -> None:
    dossier = taken_in()
    assert dossier.code in text_of(counter, f"{LIST}?cua=direct")
    assert dossier.code not in text_of(counter, f"{LIST}?cua=post")
    assert dossier.code not in text_of(counter, f"{LIST}?tu=18/09/2026")
    counter.post(f"{LIST}bo-loc/luu/", {"ten": "Tại quầy", "cua": "direct", "khac": "1"})
    saved = SavedFilter.objects.get(person=desk_officer)
    assert (saved.name, saved.query) == ("Tại quầy", "cua=direct")
    assert "Tại quầy" in text_of(counter, LIST)
    counter.post(f"{LIST}bo-loc/{saved.pk}/bo/")
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    "nonsense", ["nhom=x", "thu-tuc=1", "tu=32/13/2026", "sau=x", "trang-thai=%27", "q=%00"]
)
def test_an_address_that_makes_no_sense_still_gives_a_list(
    counter: Client, taken_in: TakenIn, nonsense: str
) -> None:
    taken_in()
    assert counter.get(f"{LIST}?{nonsense}").status_code == 200
    assert counter.get(f"{LIST}tim/?{nonsense}").status_code == 200


@pytest.mark.parametrize(
    "typed", ["nguyen thi hong", "Hồng", "031185000123", "0912 345 678", "don de nghi", "1"]
)
def test_a_dossier_is_found_by_what_is_written_on_it(counter: Client, taken_in: TakenIn, typed: str) -> None:
    dossier = taken_in()
    assert dossier.code in text_of(counter, f"{LIST}tim/?q={typed}")


@pytest.mark.parametrize(
    "around", ["{}", " {} ", "https://motcua.invalid/ho-so/{}/", "{}|1.005143|031185000123"]
)
def test_a_scanned_code_opens_the_dossier(counter: Client, taken_in: TakenIn, around: str) -> None:
    dossier = taken_in()
    answer = counter.get(f"{LIST}tim/", {"q": around.format(dossier.code)})
    assert answer.status_code == 302
    assert answer.headers["Location"] == address(dossier)


def test_the_search_asks_a_fixed_number_of_questions(
    counter: Client, taken_in: TakenIn, django_assert_max_num_queries
) -> None:
    for _ in range(3):
        taken_in()
    with django_assert_max_num_queries(10):
        counter.get(f"{LIST}tim/?q=hong")


def test_the_page_of_a_dossier_shows_what_belongs_to_it(counter: Client, taken_in: TakenIn) -> None:
    page = text_of(counter, address(taken_in()))
    for words in (
        "Nguyễn Thị Hồng",
        "031185000123",
        "Vì sao là ngày này",
        "Đơn đề nghị",
        "Diễn biến",
        "Tiếp nhận hồ sơ",
    ):
        assert words in page, words
    assert page.count("<h1") == 1
    assert page.count("button--primary") <= 1
    assert not re.search(r"\sstyle=|\son[a-z]+=\"", page)


def test_the_page_of_a_dossier_asks_a_fixed_number_of_questions(
    counter: Client, taken_in: TakenIn, django_assert_max_num_queries
) -> None:
    dossier = taken_in()
    counter.get(address(dossier))
    with django_assert_max_num_queries(41):
        counter.get(address(dossier))


def test_opening_a_dossier_is_noted_once_in_ten_minutes(
    counter: Client, taken_in: TakenIn, desk_officer: Person
) -> None:
    dossier = taken_in()
    counter.get(address(dossier))
    counter.get(address(dossier))
    assert [(row.person, row.dossier) for row in Reading.objects.all()] == [(desk_officer, dossier)]
    assert desk_officer.full_name in text_of(counter, f"{address(dossier)}nguoi-da-xem/")


def test_seeing_a_dossier_is_seeing_what_was_told_of_it(
    counter: Client, taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    dossier = taken_in()
    Notice.objects.all().delete()
    with transaction.atomic():
        notify(
            event="dossier_assigned",
            to=[recipient_for(desk_officer, NoticeAudience.STAFF)],
            facts={"code": dossier.code, "procedure": "Cấp lại văn bằng", "agency": "Sở"},
            subject_kind="dossier",
            subject_id=str(dossier.pk),
            dedupe_key="told",
            at=moment,
        )
    page = text_of(counter, address(dossier))
    assert "1 thông báo chưa đọc về hồ sơ này" in page
    assert unread_of(desk_officer).count() == 1  # a look alone writes nothing into the bell
    said = {"loai": "dossier", "ma": str(dossier.pk), "ve": address(dossier)}
    answer = counter.post("/ban-lam-viec/thong-bao/da-doc/", said)
    assert answer.headers["Location"] == address(dossier)
    assert not unread_of(desk_officer).exists()
    assert "data-post-quietly" not in text_of(counter, address(dossier))


@pytest.mark.parametrize("place", ["https://example.org/", "//example.org/ban-lam-viec/", "/thu-tuc/", ""])
def test_reading_leads_nowhere_else(counter: Client, place: str) -> None:
    answer = counter.post("/ban-lam-viec/thong-bao/da-doc/", {"loai": "dossier", "ma": "1", "ve": place})
    assert answer.headers["Location"] == "/ban-lam-viec/thong-bao/"


def test_lists_note_nothing(counter: Client, taken_in: TakenIn) -> None:
    taken_in()
    counter.get(LIST)
    counter.get(f"{LIST}tim/?q=hong")
    assert not Reading.objects.exists()


def test_heads_see_who_read_what(
    counter: Client, sign_in: SignIn, head: Person, taken_in: TakenIn, handler: Person
) -> None:
    dossier = taken_in()
    counter.get(address(dossier))
    page = text_of(sign_in(head), f"{LIST}nguoi-da-xem/")
    assert dossier.code in page
    assert "Phạm Thị Tiếp" in page
    assert sign_in(handler).get(f"{LIST}nguoi-da-xem/").status_code == 403


def test_a_file_of_another_dossier_is_not_served(counter: Client, taken_in: TakenIn) -> None:
    dossier = taken_in()
    assert counter.get(f"{address(dossier)}tep/{dossier.pk}/").status_code == 404


def test_the_board_is_for_heads(
    sign_in: SignIn, head: Person, handler: Person, taken_in: TakenIn, django_assert_max_num_queries
) -> None:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=dossier.received_by, at=dossier.received_at + timedelta(hours=1))
    browser = sign_in(head)
    page = text_of(browser, f"{LIST}bang-dieu-hanh/")
    for words in ("Đang giải quyết", "Chưa ai nhận", "Phân công", "Cấp lại văn bằng", "<svg"):
        assert words in page, words
    with django_assert_max_num_queries(11):
        browser.get(f"{LIST}bang-dieu-hanh/")
    assert sign_in(handler).get(f"{LIST}bang-dieu-hanh/").status_code == 403


def test_the_day_begins_with_the_dossiers_that_wait(counter: Client, taken_in: TakenIn) -> None:
    taken_in()
    page = text_of(counter, "/ban-lam-viec/")
    main = page[page.index("<main") :]
    assert f'href="{LIST}?nhom=soon"' in main
    assert main.index("Sắp đến hạn") == main.index("Sắp đến hạn", main.index("<h2>Hồ sơ</h2>"))


def test_each_place_is_reached_by_a_key_of_its_own() -> None:
    keys = [place.key for group in GROUPS for place in group.places if place.key]
    assert len(keys) == len(set(keys))
