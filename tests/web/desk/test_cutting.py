"""Trying changes on a procedure, the smallest set, the portfolio and its targets, at the desk."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from html import unescape

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish
from tests.reviews.changes.made_up import LICENCE
from tests.reviews.costs.conftest import put as put
from tests.reviews.costs.conftest import sheet as sheet
from tests.reviews.costs.conftest import ten as ten
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.enums import LinkKind
from motcua.catalogue.models import Procedure, ProcedureLink
from motcua.kernel.clock import VIETNAM
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Installation, Power
from motcua.reviews.actions.business import mark_business
from motcua.reviews.base_data import load
from motcua.reviews.models import CostEstimate, ReductionTarget, Scenario
from motcua.web.desk.what_if.asking import changes_in, query_of

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/thu-phuong-an/"
PORTFOLIO = "/ban-lam-viec/cat-giam/"


@pytest.fixture
def keeper(
    sign_in: SignIn, control_focal_officer: Person, installation: Installation, desk_clock: datetime
) -> Client:
    load(at=desk_clock)
    return sign_in(control_focal_officer)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def test_the_list_says_what_has_no_sheet(keeper: Client, diploma: Procedure) -> None:
    page = text_of(keeper, HERE)
    assert diploma.code in page
    assert "Lập bảng chi phí" in page
    assert "Không có thủ tục nào ở đây" in text_of(keeper, HERE + "?tim=khong-co")
    assert diploma.code in text_of(keeper, HERE + "?tim=cấp lại văn")


def test_ticks_are_counted_without_script(keeper: Client, diploma: Procedure, sheet: CostEstimate) -> None:
    plain = text_of(keeper, f"{HERE}{diploma.pk}/")
    assert "Đánh dấu một thay đổi" in plain
    page = text_of(keeper, f"{HERE}{diploma.pk}/?giay.1=drop_paper&shorten_limit=1,5&go_online=1")
    assert "3 thay đổi đã chọn" in page
    assert "bớt 1,5 ngày làm việc" in page
    assert 'value="drop_paper" checked' in page
    assert 'name="shorten_limit" value="1,5"' in page
    assert "chưa có bảng chi phí" not in page


def test_what_cannot_be_counted_is_said_on_the_page(keeper: Client, diploma: Procedure) -> None:
    assert "chỉ có" in text_of(keeper, f"{HERE}{diploma.pk}/?shorten_limit=999")
    assert "không phải một số" in text_of(keeper, f"{HERE}{diploma.pk}/?shorten_limit=ba")
    assert "Chọn một cách" in text_of(keeper, f"{HERE}{diploma.pk}/?shorten_limit=1&shorten_step.1=1")
    assert "chưa có bảng chi phí" in text_of(keeper, f"{HERE}{diploma.pk}/")


def test_an_unknown_procedure(keeper: Client) -> None:
    answer = keeper.get(f"{HERE}00000000-0000-7000-8000-000000000000/")
    assert answer.status_code == 404


def test_a_scenario_is_kept_compared_and_withdrawn(
    keeper: Client, diploma: Procedure, sheet: CostEstimate
) -> None:
    address = f"{HERE}{diploma.pk}/luu/?giay.1=drop_paper&go_online=1"
    assert "Bỏ giấy tờ" in text_of(keeper, address)
    answer = keeper.post(address, {"name": "Bớt giấy", "reason": ""})
    assert answer.status_code == 200
    assert "Ghi lý do" in unescape(answer.content.decode())
    answer = keeper.post(address, {"name": "Bớt giấy", "reason": "Đã có dữ liệu"}, follow=True)
    page = unescape(answer.content.decode())
    assert "Đã lưu phương án" in page
    assert "So sánh các phương án đã lưu" in page
    assert 'value="drop_paper" checked' in page
    kept = Scenario.objects.get()
    keeper.post(f"{HERE}phuong-an/{kept.pk}/bo/", {"reason": "Không khả thi"})
    kept.refresh_from_db()
    assert kept.withdrawn_why == "Không khả thi"
    assert "So sánh các phương án" not in text_of(keeper, f"{HERE}{diploma.pk}/")


def test_the_smallest_set(keeper: Client, diploma: Procedure, sheet: CostEstimate) -> None:
    page = text_of(keeper, f"{HERE}{diploma.pk}/nho-nhat/?muc.time=30&rut=40")
    assert "là đạt mọi mục tiêu" in page
    assert "Rút thời hạn giải quyết" in page or "hậu kiểm" in page
    none = text_of(keeper, f"{HERE}{diploma.pk}/nho-nhat/?muc.papers=100&tu-lam=1&bang-chung=1")
    assert "Không tập nào đạt" in none or "Chưa có thay đổi" in none or "Không có thay đổi nào" in none
    assert "không quá 100" in text_of(keeper, f"{HERE}{diploma.pk}/nho-nhat/?muc.time=300")


def test_the_portfolio_adds_up(
    keeper: Client, diploma: Procedure, sheet: CostEstimate, publish: Publish, bodies: Bodies
) -> None:
    page = text_of(keeper, PORTFOLIO)
    assert "Tổng của 1 thủ tục" in page
    assert "Nghị quyết 66/NQ-CP" in page
    assert "chart__bar" in page
    for query in (
        "?do=cost",
        "?do=papers&tap=business",
        "?do=conditions&cap=province",
        "?tap=internal&sau=zzz",
    ):
        text_of(keeper, PORTFOLIO + query)


def test_the_portfolio_takes_no_more_queries_with_more_procedures(
    keeper: Client, diploma: Procedure, publish: Publish, bodies: Bodies
) -> None:
    with CaptureQueriesContext(connection) as few:
        text_of(keeper, PORTFOLIO)
    power = Power.objects.get(matter=f"procedure:{diploma.code}")
    for number in range(4):
        publish(f"1.00900{number}")
        Power.objects.create(
            matter=f"procedure:1.00900{number}",
            holder=bodies.department,
            source=PowerSource.STATUTORY,
            in_force=power.in_force,
        )
    with CaptureQueriesContext(connection) as many:
        assert "Tổng của 5 thủ tục" in text_of(keeper, PORTFOLIO)
    assert len(many) <= len(few) + 2


def test_the_smallest_set_of_all(keeper: Client, diploma: Procedure) -> None:
    first = text_of(keeper, PORTFOLIO + "nho-nhat/")
    assert "Ghi mục tiêu ở bên" in first
    assert first.count('value="30" maxlength="6"') == 3  # what the law asks of business procedures
    page = text_of(keeper, PORTFOLIO + "nho-nhat/?tap=all&muc.time=30&rut=40")
    assert "trong 1 thủ tục là đủ" in page
    assert "Cơ quan không có thủ tục nào" in text_of(keeper, PORTFOLIO + "nho-nhat/?tap=internal&muc.time=30")


def test_a_target_is_set_and_ended(
    keeper: Client, diploma: Procedure, sign_in: SignIn, handling_officer: Person
) -> None:
    said = {
        "procedures": "all",
        "field": "",
        "burden": "papers",
        "percent": "25",
        "baseline_on": "01/01/2026",
        "since": "01/02/2026",
        "basis": "Kế hoạch số 12/KH-UBND",
    }
    answer = keeper.post(PORTFOLIO + "muc-tieu/", said, follow=True)
    assert "Đã đặt mục tiêu" in unescape(answer.content.decode())
    target = ReductionTarget.objects.get(agency__isnull=False)
    assert "Kế hoạch số 12/KH-UBND" in text_of(keeper, PORTFOLIO)
    keeper.post(f"{PORTFOLIO}muc-tieu/{target.pk}/ket-thuc/", {"on": "17/09/2026"})
    target.refresh_from_db()
    assert target.in_force.upper is not None
    assert sign_in(handling_officer).get(PORTFOLIO + "muc-tieu/").status_code == 403


def test_who_may_come(
    keeper: Client, sign_in: SignIn, handling_officer: Person, desk_officer: Person, diploma: Procedure
) -> None:
    handler = sign_in(handling_officer)
    assert diploma.code in text_of(handler, HERE)
    assert "Lưu thành phương án" in text_of(handler, f"{HERE}{diploma.pk}/?go_online=1")
    outsider = sign_in(desk_officer)
    for address in (HERE, PORTFOLIO, f"{HERE}{diploma.pk}/"):
        assert outsider.get(address).status_code == 403
    stranger = "?co-quan=00000000-0000-7000-8000-000000000000"
    assert handler.get(HERE + stranger).status_code == 403


@pytest.mark.parametrize(
    ("said", "amount"),
    [("merge.1.000002=1", None), ("merge.1.000002=1&merge.1.000002.phan=37,5", Fraction("37.5"))],
)
def test_a_merger_is_asked_with_or_without_who_lodges_both(said: str, amount: Fraction | None) -> None:
    [change] = changes_in(QueryDict(said), LICENCE)
    assert (change.key, change.amount) == ("merge:1.000002", amount)
    assert query_of([change]) == QueryDict(said).dict()
    assert not changes_in(QueryDict("merge.1.000002.phan=50"), LICENCE)  # not ticked


def test_a_procedure_replaced_says_so_on_the_pages(
    keeper: Client, diploma: Procedure, publish: Publish, bodies: Bodies, control_focal_officer: Person
) -> None:
    later = publish("1.009001", since=date(2026, 3, 1), name="Cấp lại văn bằng, chứng chỉ")
    power = Power.objects.get(matter=f"procedure:{diploma.code}")
    Power.objects.create(
        matter="procedure:1.009001",
        holder=bodies.department,
        source=PowerSource.STATUTORY,
        in_force=power.in_force,
    )
    ProcedureLink.objects.create(procedure=diploma, other=later, kind=LinkKind.REPLACED_BY)
    diploma.versions.update(in_force=DateRange(date(2025, 7, 1), date(2026, 3, 1)))
    mark_business(
        agency_id=bodies.department.pk,
        procedure_ids=[diploma.pk],
        concerns=True,
        reason="Phụ lục",
        by=control_focal_officer,
        at=datetime(2026, 1, 5, 8, tzinfo=VIETNAM),
    )
    page = text_of(keeper, PORTFOLIO + "?tap=business&goc=2026-01-01")
    assert "Tổng của 1 thủ tục" in page
    marked = text_of(keeper, f"{PORTFOLIO}lien-quan-kinh-doanh/?vi=replaced")
    assert f"theo dấu của {diploma.code} (1.009001 thay {diploma.code} từ 01/03/2026)" in marked


def test_a_merger_names_what_both_ask_for(keeper: Client, publish: Publish, bodies: Bodies) -> None:
    conditions = "- Có phòng học đạt chuẩn;\n- Có {} giáo viên"
    for code, teachers in (("1.009001", "mười"), ("1.009002", "năm")):
        publish(code, name=f"Cho phép hoạt động {code[-1]}", requirements=conditions.format(teachers))
    made = Procedure.objects.get(code="1.009001")
    page = text_of(keeper, f"{HERE}{made.pk}/?merge.1.009002=1")
    assert "Điều kiện cả hai cùng đặt: Có phòng học đạt chuẩn." in page
    assert "Giấy tờ cả hai cùng đòi: " in page
    assert "bớt 1 điều kiện" in page
    assert "Có mười giáo viên." not in page.split("Điều kiện cả hai cùng đặt")[1].split("</p>")[0]


def test_mergers_over_the_portfolio(
    keeper: Client, diploma: Procedure, publish: Publish, bodies: Bodies
) -> None:
    assert "Không có nhóm thủ tục nào" in text_of(keeper, PORTFOLIO + "gop/")
    power = Power.objects.get(matter=f"procedure:{diploma.code}")
    for code in ("1.009001", "1.009002"):
        publish(code, name="Cấp lại văn bằng tốt nghiệp trung học phổ thông " + code[-1])
        Power.objects.create(
            matter=f"procedure:{code}",
            holder=bodies.department,
            source=PowerSource.STATUTORY,
            in_force=power.in_force,
        )
    page = text_of(keeper, PORTFOLIO + "gop/")
    assert "1.009002" in page
    assert "Chọn nhóm ở trên" in page
    tried = text_of(keeper, PORTFOLIO + "gop/?gop=1.005143")
    assert "Gộp 1 nhóm: danh mục bớt 2 thủ tục" in tried
    assert "giấy tờ phải nộp bớt 4" in tried  # three times the same two papers, and three working days
    assert "thời hạn giải quyết bớt 6" in tried
