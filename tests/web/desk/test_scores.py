"""Score cards at the desk: points with their formulas and rows, most points entered, officers only for who decides."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Bodies, MakePerson
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.indicators.test_feedback import Say
from tests.indicators.test_feedback import say as say
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.indicators.models import IndexMaximum
from motcua.kernel.clock import VIETNAM

pytestmark = pytest.mark.django_db
CARD = "/ban-lam-viec/chi-so-766/"
AT = datetime(2026, 9, 1, 9, tzinfo=VIETNAM)


@pytest.fixture
def boss(sign_in: SignIn, head: Person, put: PutDossier) -> Client:
    put(received=AT, finished=AT + timedelta(days=2), standing=Standing.EARLY)
    put(received=AT, finished=AT + timedelta(days=3), standing=Standing.OVERDUE)
    return sign_in(head)


def test_the_card_opens_to_formulas_and_rows(boss: Client, bodies: Bodies) -> None:
    asked = {"agency": str(bodies.department.pk), "from": "2026-09-01", "to": "2026-09-30"}
    answer = boss.get(CARD, asked)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Hồ sơ giải quyết trước hạn, đúng hạn" in page
    assert "/ban-lam-viec/so-lieu/handled_in_time_rate/" in page
    assert "chưa có dữ liệu" in page
    assert "cần thêm 1 hồ sơ" in page
    zero = boss.get(CARD, {**asked, "xem": "khong-phat-sinh-0"}).content.decode()
    assert "đang tính 0 điểm" in zero


def test_feedback_stands_there_by_class_for_who_reads_it(
    boss: Client, sign_in: SignIn, records_officer: Person, bodies: Bodies, say: Say
) -> None:
    """Component 5.1 is counted and has no points."""
    for content in ("1", "1", "2"):
        say(sent=AT, content=content)
    asked = {"agency": str(bodies.department.pk), "from": "2026-09-01", "to": "2026-09-30"}
    page = boss.get(CARD, asked).content.decode()
    assert "3 phản ánh, kiến nghị" in page
    assert "Quy định không phù hợp thực tế: 1" in page
    assert "gây phiền hà, không làm hoặc làm sai quy định: 2" in page
    unheard = sign_in(records_officer).get(CARD, asked)
    assert unheard.status_code == 200
    assert "Quy định không phù hợp thực tế: 1" not in unheard.content.decode()


def test_officers_are_shown_to_who_decides(boss: Client, sign_in: SignIn, handling_officer: Person) -> None:
    page = "/ban-lam-viec/danh-gia-61/"
    assert "Phiếu của từng cán bộ" in boss.get(page).content.decode()
    assert "Phiếu của từng cán bộ" not in sign_in(handling_officer).get(page).content.decode()


def test_most_points_are_entered_by_the_administrator(
    boss: Client, sign_in: SignIn, make_person: MakePerson, bodies: Bodies
) -> None:
    assert boss.get(CARD + "diem-toi-da/").status_code == 200
    assert boss.post(CARD + "diem-toi-da/dat/", {}).status_code == 403
    keeper = sign_in(make_person("Lý Thị Trị", role=Role.BUSINESS_ADMINISTRATOR, agency=bodies.department))
    assert keeper.get(CARD + "diem-toi-da/dat/?chi-so=4.2").status_code == 200
    said = {"component": "4.2", "points": "6", "basis": "Công văn 1", "since": "01/01/2026"}
    assert keeper.post(CARD + "diem-toi-da/dat/", said).status_code == 302
    assert IndexMaximum.objects.get(component="4.2").certainty == "M"
    refused = keeper.post(CARD + "diem-toi-da/dat/", {**said, "component": "4.1", "points": "20"})
    assert "Nhóm “Số hóa hồ sơ” có 22 điểm" in refused.content.decode()


def test_procedures_behind_a_figure_are_named(boss: Client, bodies: Bodies) -> None:
    asked = {"agency": "", "from": "2026-09-01", "to": "2026-09-16"}
    rows = boss.get("/ban-lam-viec/so-lieu/procedures_in_force/ho-so/", asked)
    assert rows.status_code == 200
    assert "1.005143" in rows.content.decode()
    assert "Tên thủ tục" in rows.content.decode()
