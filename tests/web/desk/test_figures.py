"""From a figure to the rows behind it: every cell opens to as many rows as it says."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies, MakeAgency, MakePerson
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door
from motcua.dossiers.models import Reading
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.rules.declared import MEASURES, measures_on
from motcua.kernel.clock import VIETNAM
from motcua.web.desk.dashboards.links import figure_link

pytestmark = pytest.mark.django_db
FIGURES = "/ban-lam-viec/so-lieu/"


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


@pytest.fixture
def some(put: PutDossier, bodies: Bodies) -> None:
    """August: two early, one late; September: one early, one late, one open and late, one open; elsewhere one late."""
    put(received=at(8, 1), finished=at(8, 5), standing=Standing.EARLY)
    put(received=at(8, 2), finished=at(8, 6), standing=Standing.EARLY, door=Door.ONLINE)
    put(received=at(8, 3), finished=at(8, 22), standing=Standing.OVERDUE)
    put(received=at(9, 1), finished=at(9, 5), standing=Standing.EARLY, unit=bodies.exam_division)
    put(received=at(9, 1), finished=at(9, 12), standing=Standing.OVERDUE)
    put(received=at(9, 1), due=at(9, 10))
    put(received=at(9, 16), due=at(9, 25))
    other = bodies.other_department
    put(received=at(9, 2), finished=at(9, 9), standing=Standing.OVERDUE, competent=other, involved=[other.pk])


@pytest.fixture
def boss(sign_in: SignIn, head: Person) -> Client:
    return sign_in(head)


def text_of(answer: object) -> str:
    return unescape(answer.content.decode())  # type: ignore[attr-defined]  # what a client answers


def cells(page: str) -> list[tuple[str, int]]:
    """Every number of a page that opens to rows: its address and what it says."""
    links = re.findall(r'href="(/ban-lam-viec/so-lieu/[\w-]+/ho-so/\?[^"]*)"[^>]*>([\d.]+)', page)
    return [(href, int(number.replace(".", ""))) for href, number in links]


def rows_in(page: str) -> int:
    return len(re.findall(r"<tr data-row>", page))


def test_the_link_says_what_is_asked(bodies: Bodies) -> None:
    address = figure_link(
        "late_rate",
        agency_id=bodies.department.pk,
        first=at(9, 1).date(),
        last=at(9, 30).date(),
        as_of=at(9, 17),
        side=Side.DENOMINATOR,
        by=Dimension.CHANNEL,
        part="online",
    )
    assert address == (
        f"{FIGURES}late_rate/ho-so/?agency={bodies.department.pk}&from=2026-09-01&to=2026-09-30"
        "&as_of=2026-09-17T09%3A00%3A00%2B07%3A00&side=denominator&by=channel&part=online"
    )


def test_every_cell_of_the_index_opens_to_its_rows(boss: Client, some: None) -> None:
    page = text_of(boss.get(FIGURES))
    # A procedure behind papers or minutes counts as many as it asks: those numbers are not of rows.
    weighed = [each.code for each in MEASURES if each.is_weighed]
    found = [one for one in cells(page) if not any(f"/{code}/" in one[0] for code in weighed)]
    assert len(found) > 30
    opened = {href: rows_in(text_of(boss.get(href))) for href, _ in found}
    assert opened == dict(found)
    assert "Tháng 9/2026" in page
    assert "chưa có dữ liệu" not in page.split("Chưa có dữ liệu")[0]


@pytest.mark.parametrize("by", [Dimension.AGENCY, Dimension.PROCEDURE])
def test_every_cell_of_a_measure_opens_to_its_rows(boss: Client, some: None, by: Dimension) -> None:
    """The value, each part, each month: past months stand as they stood."""
    page = text_of(boss.get(f"{FIGURES}on_time_rate/?by={by.value}"))
    found = dict(cells(page))
    assert found
    opened = {href: rows_in(text_of(boss.get(href))) for href in found}
    assert opened == found
    assert "50 %" in page  # September: one of two
    assert "66,67 %" in page  # August: two of three


def test_past_months_do_not_know_what_came_later(boss: Client, put: PutDossier) -> None:
    """Late and done in September: at the end of August it was neither."""
    put(received=at(8, 20), finished=at(9, 8), standing=Standing.OVERDUE, due=at(9, 2))
    august = {"from": "2026-08-01", "to": "2026-08-31"}
    late = text_of(boss.get(f"{FIGURES}pending_late/ho-so/", august))
    in_time = text_of(boss.get(f"{FIGURES}pending_in_time/ho-so/", august))
    assert (rows_in(late), rows_in(in_time)) == (0, 1)
    closed = {"from": "2026-09-01", "to": "2026-09-30", "as_of": "09:00 05/09/2026"}
    assert rows_in(text_of(boss.get(f"{FIGURES}pending_late/ho-so/", closed))) == 1
    assert rows_in(text_of(boss.get(f"{FIGURES}resolved_late/ho-so/", closed))) == 0


def test_agencies_with_nothing_are_there(boss: Client, some: None, bodies: Bodies) -> None:
    page = text_of(boss.get(f"{FIGURES}resolved/?by=agency"))
    row = page[page.index(bodies.upper_secondary_school.name, page.index("Chia theo")) :]
    assert cells(row)[0][1] == 0


def test_rows_that_are_not_for_this_person_are_told(
    sign_in: SignIn, make_person: MakePerson, bodies: Bodies, put: PutDossier
) -> None:
    """The figure counts what was worked on in a division; somebody of another part of the body reads only theirs."""
    put(received=at(9, 1), unit=bodies.exam_division, involved=[bodies.other_department.pk])
    put(received=at(9, 1))
    reader = make_person("Đọc Ở Sở", role=Role.HANDLER, agency=bodies.department)
    page = text_of(sign_in(reader).get(f"{FIGURES}received/ho-so/"))
    assert rows_in(page) == 1
    assert "Bạn xem được 1; 1 nữa được tính" in page


def test_other_agencies_are_refused(boss: Client, sign_in: SignIn, outsider: Person, bodies: Bodies) -> None:
    other = boss.get(f"{FIGURES}received/", {"agency": str(bodies.other_department.pk)})
    assert other.status_code == 403
    assert "không xem được số liệu" in text_of(other)
    everything = {"from": "2026-09-01", "to": "2026-09-30"}
    assert boss.get(f"{FIGURES}received/ho-so/", everything).status_code == 200
    assert sign_in(outsider).get(f"{FIGURES}received/ho-so/", everything).status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2026-09-30", "to": "2026-09-01"},
        {"from": "hôm qua", "to": "2026-09-01"},
        {"as_of": "sáng nay"},
        {"from": "2026-09-01", "to": "2026-09-30", "as_of": "09:00 05/08/2026"},
        {"from": "2026-09-01", "to": "2026-09-30", "as_of": "09:01 17/09/2026"},  # a minute from now
        {"by": "weather"},
    ],
)
def test_what_cannot_be_read_is_refused_in_words(boss: Client, asked: dict[str, str], bodies: Bodies) -> None:
    answer = boss.get(f"{FIGURES}received/ho-so/", {"agency": str(bodies.department.pk), **asked})
    assert answer.status_code == 409


def test_unknown_and_awaited_measures(boss: Client) -> None:
    assert boss.get(f"{FIGURES}nothing_such/").status_code == 404
    page = text_of(boss.get(f"{FIGURES}iso_kept/"))
    assert "Chưa có dữ liệu." in page
    assert not cells(page)
    assert boss.get(f"{FIGURES}iso_kept/ho-so/").status_code == 409


def test_the_cost_leads_to_the_portfolio(boss: Client, diploma: Procedure) -> None:
    page = text_of(boss.get(f"{FIGURES}cost_cut_rate/"))
    assert "chưa tính được, 0/1 thủ tục có đủ số liệu" in page
    assert 'href="/ban-lam-viec/cat-giam/"' in page


def test_a_procedure_behind_papers_is_one_row(boss: Client, diploma: Procedure) -> None:
    """It asks for two papers: one row, of which nobody is told that another is kept from them."""
    asked = {"from": "2026-01-01", "to": "2026-12-31", "agency": ""}
    page = text_of(boss.get(f"{FIGURES}papers_cut_rate/", asked))
    below = next((href, number) for href, number in cells(page) if "side=denominator" in href)
    assert below[1] == 2
    listed = text_of(boss.get(below[0]))
    assert rows_in(listed) == 1
    assert diploma.code in listed
    assert "nữa được tính" not in listed


def test_technical_administrators_stay_outside(sign_in: SignIn, technical_administrator: Person) -> None:
    browser = sign_in(technical_administrator)
    for path in ("", "received/", "received/ho-so/"):
        assert browser.get(FIGURES + path).status_code == 403


def test_the_workbook_holds_what_the_list_holds(boss: Client, some: None, head: Person) -> None:
    import openpyxl

    answer = boss.get(f"{FIGURES}resolved_late/ho-so/danh-sach.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    values = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float)]
    assert [row[2] for row in values] == ["Nguyễn Thị Hồng"]
    assert Reading.objects.filter(person=head).count() == 1


def test_lists_go_on_page_by_page(boss: Client, put: PutDossier) -> None:
    from motcua.dossiers.models import Dossier

    Dossier.objects.bulk_create([put(received=at(9, 1), save=False) for _ in range(60)])
    first = text_of(boss.get(f"{FIGURES}received/ho-so/"))
    onward = re.search(r'rel="next" href="([^"]*)"', first)
    assert onward
    second = text_of(boss.get(f"{FIGURES}received/ho-so/{onward[1]}"))
    assert (rows_in(first), rows_in(second)) == (50, 10)
    codes = re.findall(r">(H\d{6})</a>", first + second)
    assert len(set(codes)) == 60


def test_queries_do_not_grow(boss: Client, put: PutDossier, make_agency: MakeAgency, bodies: Bodies) -> None:
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert boss.get(FIGURES + path).status_code == 200
        return len(captured)

    paths = ("", "on_time_rate/", "received/ho-so/")
    put(received=at(9, 1), finished=at(9, 3))
    before = [asked(path) for path in paths]
    for number in range(8):
        own = make_agency(f"Phòng {number}", parent=bodies.department)
        put(received=at(9, 1), finished=at(9, 3), unit=own, competent=own)
    assert [asked(path) for path in paths] == before
    told = [known for known in measures_on(at(9, 17).date()) if not known.is_rated]  # September still runs
    sources = {known.source for known in told if known.source}
    assert before == [7 + len(sources), 10, 11]  # one statement for each kind of fact
