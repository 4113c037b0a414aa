"""The keepers' list: narrowed, counted, read on by key, taken away as a workbook; and one procedure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.actions.drafts import save_draft
from motcua.catalogue.enums import OnlineLevel, ProcedureKind, ProcedureLevel
from motcua.catalogue.models import DecisionItem, OldCode, OnlineService, Procedure, PromulgationDecision
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.rules.content import StepContent

LIST = "/ban-lam-viec/thu-tuc/"


@pytest.fixture
def catalogue(publish: Publish) -> None:
    publish("1.000001", name="Cấp học bổng", field="Học bổng", levels=(ProcedureLevel.COMMUNE,), steps=())
    publish("1.000002", name="Chuyển trường", kind=ProcedureKind.INTERNAL, is_business_related=True)
    publish("3.000465", name="Cấp bản sao văn bằng", since=date(2026, 12, 1))
    OldCode.objects.create(procedure=Procedure.objects.get(code="3.000465"), code="1.005092")


def codes(browser: Client, query: str = "") -> list[str]:
    answer = browser.get(LIST + query)
    assert answer.status_code == 200
    return [row.code for row in answer.context["procedures"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["1.000001", "1.000002", "3.000465"]),
        ("?tim=ban+sao", ["3.000465"]),
        ("?tim=BẢN SAO", ["3.000465"]),
        ("?tim=0002", ["1.000002"]),
        ("?tim=1.005092", ["3.000465"]),
        ("?tim=khong+co+gi", []),
        ("?tinh-trang=upcoming", ["3.000465"]),
        ("?tinh-trang=in_force", ["1.000001", "1.000002"]),
        ("?loai=internal", ["1.000002"]),
        ("?cap=commune", ["1.000001"]),
        ("?kinh-doanh=yes", ["1.000002"]),
        ("?chat-luong=error", ["1.000001"]),
        ("?tinh-trang=in_force&chat-luong=error&tim=hoc", ["1.000001"]),
        ("?linh-vuc=khong-phai-so&tinh-trang=khong-co", []),
    ],
)
def test_narrowing(keeper: Client, catalogue: None, query: str, found: list[str]) -> None:
    assert codes(keeper, query) == found


def test_counts_stand_beside_each_filter(keeper: Client, catalogue: None) -> None:
    answer = keeper.get(LIST + "?tinh-trang=in_force")
    facets = {str(facet["title"]): facet["choices"] for facet in answer.context["facets"]}
    assert {choice["label"]: choice["count"] for choice in facets["Tình trạng"]} == {
        "Đang áp dụng": 2,
        "Sắp áp dụng": 1,
    }
    assert {choice["label"]: choice["count"] for choice in facets["Chất lượng"]}["Phải sửa"] == 1
    assert answer.context["number"] == 2
    [chosen] = [choice for choice in facets["Tình trạng"] if choice["is_chosen"]]
    assert "tinh-trang" not in chosen["href"]


def test_field_filter_comes_from_its_link(keeper: Client, catalogue: None) -> None:
    facets = {str(facet["title"]): facet["choices"] for facet in keeper.get(LIST).context["facets"]}
    [scholarship] = [choice for choice in facets["Lĩnh vực"] if choice["label"] == "Học bổng"]
    assert codes(keeper, scholarship["href"]) == ["1.000001"]


def test_the_list_reads_on_by_key(keeper: Client, catalogue: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.web.desk.procedures.views.PAGE", 2)
    first = keeper.get(LIST)
    assert [row.code for row in first.context["procedures"]] == ["1.000001", "1.000002"]
    assert codes(keeper, first.context["next_href"]) == ["3.000465"]
    assert "Trang sau" in first.content.decode()


def test_the_list_asks_as_often_for_many_as_for_few(
    keeper: Client, publish: Publish, django_assert_max_num_queries
) -> None:
    for number in range(12):
        publish(f"1.1000{number:02}", name=f"Thủ tục {number}")
    with django_assert_max_num_queries(12):
        assert len(codes(keeper)) == 12


def test_the_filtered_list_as_a_workbook(keeper: Client, catalogue: None) -> None:
    answer = keeper.get(LIST + "danh-muc.xlsx?tinh-trang=in_force")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Mã", "1.000001", "1.000002"]
    assert rows[1][3] == date(2025, 7, 1)


def test_one_procedure_with_everything_kept_of_it(
    keeper: Client, catalogue: None, bodies, django_assert_max_num_queries
) -> None:
    procedure = Procedure.objects.get(code="1.000001")
    OldCode.objects.create(procedure=procedure, code="1.999999", note="mã trước 2025")
    OnlineService.objects.create(
        procedure=procedure,
        agency=bodies.department,
        level=OnlineLevel.PARTIAL,
        partial_reason="Còn phải nộp bản chính",
        in_force=(date(2025, 7, 1), None),
    )
    with django_assert_max_num_queries(32):
        page = keeper.get(f"{LIST}{procedure.pk}/").content.decode()
    for words in (
        "1.999999",
        "Còn phải nộp bản chính",
        "Thiếu “Trình tự thực hiện”",
        "Phiên bản 1",
        "Học bổng",
    ):
        assert words in page


def test_the_draft_stands_beside_what_is_in_force(
    keeper: Client, amended: PromulgationDecision, control_focal_officer: Person, moment
) -> None:
    version = DecisionItem.objects.get(decision=amended).version
    assert version is not None
    said = replace(content_of(version), steps=(StepContent(text="Nộp hồ sơ trên mạng."),))
    save_draft(version=version, content=said, by=control_focal_officer, at=moment)
    page = keeper.get(f"{LIST}{version.procedure_id}/").content.decode()
    assert "Nộp hồ sơ trên mạng." in page.replace("<ins>", "").replace("</ins>", "")
    assert "Sửa dự thảo" in page
    assert codes(keeper, "?du-thao=yes") == ["3.000465"]


@pytest.mark.parametrize("field", ["abc", "²", "1" * 40, "-1"])
def test_a_field_nobody_offered_is_left_out(keeper: Client, publish: Publish, field: str) -> None:
    publish("3.000465")
    answer = keeper.get("/ban-lam-viec/thu-tuc/", {"linh-vuc": field})
    assert answer.status_code == 200
    assert "3.000465" in answer.content.decode()
