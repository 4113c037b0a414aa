"""Editing a draft: one form over all constituents, rows without a script, nothing lost, nobody overwritten unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from hypothesis import assume, given, settings
from tests.catalogue.contents import complete_content, contents
from tests.web.desk.conftest import SignIn
from tests.web.desk.forms import as_posted

from motcua.accounts.models import Person
from motcua.catalogue.actions.decisions import send_to_check
from motcua.catalogue.actions.drafts import save_draft
from motcua.catalogue.enums import Constituent
from motcua.catalogue.models import DecisionItem, ProcedureVersion, PromulgationDecision
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.rules.content import MethodContent, StepContent
from motcua.catalogue.rules.entering import tidy
from motcua.deadlines.enums import LimitUnit
from motcua.web.desk.drafts.sheet import Sheet


@pytest.fixture
def draft(amended: PromulgationDecision) -> ProcedureVersion:
    version = DecisionItem.objects.get(decision=amended).version
    assert version is not None
    return version


def address(draft: ProcedureVersion) -> str:
    return f"/ban-lam-viec/du-thao/{draft.pk}/"


def shown(browser: Client, draft: ProcedureVersion) -> dict[str, Any]:
    """What a browser would post from the page as it stands."""
    answer = browser.get(address(draft))
    assert answer.status_code == 200
    return as_posted(answer.context["sheet"]) | {"seen": answer.context["seen"]}


def limit_can_be_told(method: MethodContent) -> bool:
    """A number goes with a unit that counts: anything else the form rightly complains about."""
    uncounted = {None, LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE, LimitUnit.NONE}
    if method.limit_unit in uncounted:
        return method.limit_amount is None
    return method.limit_amount is not None and 0 <= method.limit_amount <= 9999


@given(content=contents)
@settings(max_examples=60, deadline=None)
def test_a_form_posted_as_shown_says_the_same(content: Any) -> None:
    content = tidy(content)
    assume(all(limit_can_be_told(method) for method in content.methods))
    days = [basis.issued_on for basis in content.legal_bases if basis.issued_on]
    assume(all(1945 <= day.year <= 2100 for day in days))
    sheet = Sheet.posted(as_posted(Sheet.of(content)))
    assert sheet.is_valid(), [rows.errors for rows in sheet.sets()] + [sheet.main.errors]
    assert tidy(sheet.content(base=content)) == content


def test_saving_what_was_typed(keeper: Client, draft: ProcedureVersion) -> None:
    posted = shown(keeper, draft)
    posted |= {
        "name": "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
        "methods-0-limit_amount": "1,5",
        "methods-0-fees-0-amount_vnd": "20.000 đ",
        "is_boundary_free": "yes",
    }
    answer = keeper.post(address(draft), posted)
    assert answer.headers["Location"] == f"/ban-lam-viec/quyet-dinh/{draft.decision_item.decision_id}/"
    said = content_of(draft)
    assert (said.name, said.is_boundary_free) == ("Cấp bản sao văn bằng, chứng chỉ từ sổ gốc", True)
    assert str(said.methods[0].limit_amount) == "1.50"
    assert said.methods[0].fees[0].amount_vnd == 20_000


def test_save_and_stay(keeper: Client, draft: ProcedureVersion) -> None:
    answer = keeper.post(address(draft), shown(keeper, draft) | {"stay": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == address(draft)
    assert "Không có gì thay đổi để lưu" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("name", "", "Tên thủ tục không được để trống"),
        ("steps-0-text", "", "Bước này chưa có nội dung"),
        ("methods-0-limit_amount", "năm", "Ghi một số"),
        ("methods-0-limit_amount", "", "Ghi số kèm đơn vị"),
        ("methods-0-fees-0-amount_vnd", "miễn phí", "Ghi số tiền bằng đồng"),
        ("components-0-name", "", "Ghi tên giấy tờ"),
        ("components-0-forms-0-url", "khong-phai-dia-chi", "Địa chỉ chưa đúng"),
        ("legal_bases-0-issued_on", "31/02/2026", "Ngày chưa đúng"),
    ],
)
def test_a_mistake_is_told_in_plain_words_and_nothing_is_lost(
    keeper: Client, draft: ProcedureVersion, field: str, typed: str, complaint: str
) -> None:
    before = content_of(draft)
    posted = shown(keeper, draft) | {field: typed, "applicants_note": "Điều vừa gõ thêm"}
    answer = keeper.post(address(draft), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert complaint in page
    assert "1 chỗ cần sửa" in page
    assert "Điều vừa gõ thêm" in page
    assert as_posted(answer.context["sheet"])[field] == typed
    assert content_of(draft) == before


def test_rows_are_added_and_moved_by_plain_buttons(keeper: Client, draft: ProcedureVersion) -> None:
    posted = shown(keeper, draft)
    first = posted["steps-0-text"]
    answer = keeper.post(address(draft), posted | {"add": "steps", "name": ""})
    assert answer.status_code == 200
    sheet = answer.context["sheet"]
    assert len(sheet.steps.forms) == len(content_of(draft).steps) + 1
    assert sheet.complaints() == 0, "adding a row is no time for complaints"
    assert "autofocus" in str(sheet.steps.forms[-1]["title"])
    posted = as_posted(sheet) | {"seen": answer.context["seen"]}
    answer = keeper.post(address(draft), posted | {"add": "components-0-forms"})
    assert len(answer.context["sheet"].components.forms[0].nested.forms) == 2
    answer = keeper.post(address(draft), posted | {"up": "steps-1"})
    assert as_posted(answer.context["sheet"])["steps-1-text"] == first


def test_moving_a_method_takes_its_fees_along(keeper: Client, draft: ProcedureVersion) -> None:
    posted = shown(keeper, draft) | {"add": "methods"}
    posted = as_posted(keeper.post(address(draft), posted).context["sheet"])
    answer = keeper.post(address(draft), posted | {"up": "methods-1", "seen": ""})
    moved = as_posted(answer.context["sheet"])
    assert moved["methods-1-fees-0-amount_vnd"] == "250.000"
    assert moved["methods-0-channel"] == ""


def test_a_ticked_row_goes_and_an_empty_one_counts_as_none(keeper: Client, draft: ProcedureVersion) -> None:
    posted = shown(keeper, draft)
    added = as_posted(keeper.post(address(draft), posted | {"add": "results"}).context["sheet"])
    keeper.post(address(draft), added | {"seen": posted["seen"], "steps-0-DELETE": "on"})
    said = content_of(draft)
    assert [step.text for step in said.steps] == ["Nhận kết quả."]
    assert len(said.results) == len(complete_content().results)


def test_none_is_not_the_same_as_empty(keeper: Client, draft: ProcedureVersion) -> None:
    posted = shown(keeper, draft)
    requirements = {"requirements": "", "none_requirements": "on"}
    keeper.post(address(draft), posted | requirements)
    assert Constituent.REQUIREMENTS in content_of(draft).none_declared
    posted = shown(keeper, draft)
    assert posted["none_requirements"] == "on"
    answer = keeper.post(address(draft), posted | {"requirements": "Có hộ khẩu"}, follow=True)
    assert "Bỏ một trong hai" in answer.content.decode()


def test_a_tick_against_rows_is_saved_but_told(keeper: Client, draft: ProcedureVersion) -> None:
    answer = keeper.post(address(draft), shown(keeper, draft) | {"none_results": "on"}, follow=True)
    assert "“Không có giấy tờ kết quả” mà vẫn ghi nội dung" in answer.content.decode()


def test_somebody_else_saved_meanwhile(
    keeper: Client, draft: ProcedureVersion, second_control_officer: Person, moment: datetime
) -> None:
    posted = shown(keeper, draft) | {"name": "Tên tôi gõ"}
    theirs = replace(content_of(draft), steps=(StepContent(text="Bước do người khác sửa."),))
    save_draft(version=draft, content=theirs, by=second_control_officer, at=moment)
    answer = keeper.post(address(draft), posted)
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Có người khác vừa lưu", "Hoàng Thị Duyệt", "Trình tự thực hiện", "Tên tôi gõ"):
        assert words in page
    assert content_of(draft) == theirs
    again = as_posted(answer.context["sheet"]) | {"seen": answer.context["seen"]}
    assert keeper.post(address(draft), again).status_code == 302
    assert content_of(draft).name == "Tên tôi gõ"


def test_a_draft_that_left_its_drafters_is_closed(
    keeper: Client, amended: PromulgationDecision, draft: ProcedureVersion, control_focal_officer, moment
) -> None:
    posted = shown(keeper, draft) | {"name": "Quá muộn"}
    send_to_check(decision=amended, by=control_focal_officer, at=moment)
    assert keeper.get(address(draft)).headers["Location"] == f"/ban-lam-viec/quyet-dinh/{amended.pk}/"
    answer = keeper.post(address(draft), posted)
    assert answer.status_code == 422
    assert "Quá muộn" in answer.content.decode()
    assert content_of(draft).name != "Quá muộn"


def test_keepers_elsewhere_may_not_save(sign_in: SignIn, outsider: Person, draft: ProcedureVersion) -> None:
    before = content_of(draft)
    browser = sign_in(outsider)
    posted = as_posted(Sheet.of(before)) | {"name": "Của người ngoài"}
    assert browser.post(address(draft), posted).status_code == 403
    assert content_of(draft) == before


def test_the_page_asks_a_fixed_number_of_questions(
    keeper: Client, draft: ProcedureVersion, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(22):
        assert keeper.get(address(draft)).status_code == 200
