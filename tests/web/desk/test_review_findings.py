"""Where to look first: the list, one finding with its evidence, the graph, putting aside."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import ComponentContent, ResultContent
from motcua.kernel.clock import now
from motcua.organisations.actions.powers import grant_power
from motcua.organisations.enums import PowerSource
from motcua.organisations.policy import SYSTEM
from motcua.reviews.models import FindingDismissal

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/ra-soat/"
GRAPH = HERE + "giay-to-tu-ket-qua/"


def paper(name: str) -> tuple[ComponentContent, ...]:
    return (ComponentContent(name=name, originals=1, copies=0),)


@pytest.fixture
def some(publish: Publish) -> Procedure:
    """A permit, another procedure that asks for it, and one that asks for a certificate of birth."""
    giver = publish(
        "1.000001",
        name="Cấp phép dạy thêm",
        results=(ResultContent(name="Giấy phép hoạt động dạy thêm"),),
        components=(),
    )
    publish(
        "1.000002",
        name="Gia hạn dạy thêm",
        components=paper("Bản sao giấy phép hoạt động dạy thêm"),
        results=(),
    )
    publish("1.000003", name="Chuyển trường", components=paper("Giấy khai sinh"), field="Giáo dục tiểu học")
    return giver


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def titles(page: str) -> list[str]:
    return re.findall(r'task__what"><a href="[^"]*">([^<]*)<', page)


def link_to(page: str, title: str) -> str:
    [found] = re.findall(rf'href="([^"]*)">{title}<', page)
    return found


def test_the_list_by_kind_level_and_field(some: Procedure, keeper: Client) -> None:
    page = text_of(keeper, HERE)
    assert titles(page) == ["Giấy phép hoạt động dạy thêm", "Giấy khai sinh"]
    assert "Đòi giấy tờ là kết quả của thủ tục khác" in page
    assert titles(text_of(keeper, HERE + "?loai=paper_in_database")) == ["Giấy khai sinh"]
    assert titles(text_of(keeper, HERE + "?linh-vuc=Giáo+dục+tiểu+học")) == ["Giấy khai sinh"]
    assert titles(text_of(keeper, HERE + "?cap=commune")) == []
    assert len(titles(text_of(keeper, HERE + "?cap=province"))) == 2
    nothing = text_of(keeper, HERE + "?loai=no_dossier")
    assert "Không có dấu hiệu nào ở đây" in nothing


def test_procedures_within_the_agencys_power_come_first(
    some: Procedure, keeper: Client, bodies: Bodies
) -> None:
    grant_power(
        matter="procedure:1.000003",
        holder=bodies.department,
        source=PowerSource.STATUTORY,
        since=date(2025, 7, 1),
        by=SYSTEM,
        at=now(),
    )
    page = text_of(keeper, HERE)
    assert titles(page) == ["Giấy khai sinh"]
    assert "Thủ tục cơ quan có thẩm quyền" in page
    assert titles(text_of(keeper, HERE + "?pham-vi=tat-ca")) == [
        "Giấy phép hoạt động dạy thêm",
        "Giấy khai sinh",
    ]


def test_the_list_is_read_on_by_key(some: Procedure, keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.web.desk.review_findings.views.PAGE", 1)
    first = keeper.get(HERE)
    assert titles(first.content.decode()) == ["Giấy phép hoạt động dạy thêm"]
    second = keeper.get(HERE + first.context["next_href"])
    assert titles(unescape(second.content.decode())) == ["Giấy khai sinh"]
    assert second.context["next_href"] == ""


def test_one_finding_with_its_picture_and_rows(some: Procedure, keeper: Client) -> None:
    page = text_of(keeper, link_to(text_of(keeper, HERE), "Giấy phép hoạt động dạy thêm"))
    assert "1 thủ tục đòi nộp kết quả của thủ tục 1.000001 Cấp phép dạy thêm." in page
    assert page.count('class="paper-graph__box"') == 2
    assert page.count('class="paper-graph__line"') == 1
    assert "Bản sao giấy phép hoạt động dạy thêm" in page
    asker = Procedure.objects.get(code="1.000002")
    assert f'href="/ban-lam-viec/thu-tuc/{asker.pk}/"' in page


def test_the_whole_graph(some: Procedure, keeper: Client) -> None:
    page = text_of(keeper, GRAPH)
    assert "Kết quả của 1 thủ tục bị 1 thủ tục khác đòi nộp lại, ở 1 chỗ." in page
    assert page.count('class="paper-graph__box"') == 2
    assert page.count("<tr>") == 2


def test_an_empty_graph(keeper: Client) -> None:
    assert "Không thấy kết quả nào bị đòi nộp lại" in text_of(keeper, GRAPH)


def test_putting_aside_and_taking_up_again(some: Procedure, keeper: Client, publish: Publish) -> None:
    address = link_to(text_of(keeper, HERE), "Giấy khai sinh")
    form = text_of(keeper, address + "bo-qua/")
    assert "Vì sao bỏ qua" in form
    assert "Ghi lý do bỏ qua" in unescape(keeper.post(address + "bo-qua/", {"reason": " "}).content.decode())
    assert keeper.post(address + "bo-qua/", {"reason": "Cấp ở nước ngoài."}).status_code == 302
    assert titles(text_of(keeper, HERE)) == ["Giấy phép hoạt động dạy thêm"]
    aside = text_of(keeper, HERE + "?da-bo-qua=1")
    assert titles(aside) == ["Giấy khai sinh"]
    assert "Cấp ở nước ngoài." in aside
    assert "Cấp ở nước ngoài." in text_of(keeper, address)
    publish("1.000004", name="Xin học lại", components=paper("Giấy khai sinh"))
    assert "nay bằng chứng đã đổi" in text_of(keeper, HERE)
    assert "Bằng chứng nay đã khác đáng kể" in text_of(keeper, address)
    keeper.post(address + "xem-lai/", {"reason": "Nay đã kết nối."})
    page = text_of(keeper, address)
    assert "mở lại lúc" in page
    assert "Nay đã kết nối." in page


def test_a_finding_that_is_no_more_keeps_its_decisions(
    some: Procedure, keeper: Client, publish: Publish
) -> None:
    address = link_to(text_of(keeper, HERE), "Giấy khai sinh")
    keeper.post(address + "bo-qua/", {"reason": "Cấp ở nước ngoài."})
    FindingDismissal.objects.update(key="a" * 16)
    page = text_of(keeper, re.sub(r"[0-9a-f]{16}", "a" * 16, address))
    assert "Không còn dấu hiệu này" in page
    assert "Cấp ở nước ngoài." in page
    text_of(keeper, re.sub(r"[0-9a-f]{16}", "b" * 16, address), 404)
    text_of(keeper, HERE + f"khong-co/{'a' * 16}/", 404)


def test_heads_read_and_others_stay_outside(
    some: Procedure, sign_in: SignIn, head: Person, handling_officer: Person, outsider: Person, bodies: Bodies
) -> None:
    reader = sign_in(head)
    address = link_to(text_of(reader, HERE), "Giấy khai sinh")
    assert "Bỏ qua, ghi lý do" not in text_of(reader, address)
    assert reader.post(address + "bo-qua/", {"reason": "Không cần."}).status_code == 403
    text_of(sign_in(handling_officer), HERE, 403)
    elsewhere = sign_in(outsider)
    text_of(elsewhere, HERE)
    text_of(elsewhere, f"{HERE}?co-quan={bodies.department.pk}", 403)
    assert not FindingDismissal.objects.exists()


def test_who_reviews_at_two_agencies_chooses(
    some: Procedure, sign_in: SignIn, control_focal_officer: Person, bodies: Bodies, also: object
) -> None:
    also(control_focal_officer, Role.HEAD, bodies.other_department)  # type: ignore[operator]  # a fixture's maker
    client = sign_in(control_focal_officer)
    page = text_of(client, HERE)
    other = f"?co-quan={bodies.other_department.pk}"
    assert other in page
    address = link_to(text_of(client, HERE + other), "Giấy khai sinh")
    assert address.endswith(other)
    assert "Bỏ qua, ghi lý do" not in text_of(client, address)


def test_pages_ask_a_fixed_number_of_questions(some: Procedure, keeper: Client, publish: Publish) -> None:
    def count(address: str) -> int:
        keeper.get(address)
        with CaptureQueriesContext(connection) as captured:
            keeper.get(address)
        return len(captured)

    finding = link_to(text_of(keeper, HERE), "Giấy khai sinh")
    few = [count(address) for address in (HERE, GRAPH, finding)]
    for number in range(4, 9):
        publish(f"1.00000{number}", name=f"Xin cấp học bổng {number}", components=paper("Giấy khai sinh"))
    assert [count(address) for address in (HERE, GRAPH, finding)] == few
    assert few[0] <= 26
    assert few[1] <= 14
    assert few[2] <= 15


def test_the_thresholds_are_told_with_their_basis(keeper: Client) -> None:
    assert "Khi nào một dấu hiệu hiện ra" in text_of(keeper, HERE)
    page = text_of(keeper, HERE + "nguong/")
    assert "Số năm liền không có hồ sơ nào" in page
    assert "15 %" in page
    assert "không có văn bản ấn định" in page
