"""An officer writes a form by keyboard, with a question asked only sometimes; on a phone such a form is filled in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Check
from tests.browser.test_decision_by_two_people import go, sign_in
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.forms.actions.writing import create_form
from motcua.forms.models import Form
from motcua.forms.queries.versions import draft_of
from motcua.kernel.clock import now
from motcua.organisations.models import Installation


@pytest.fixture
def office(bodies: Bodies, publish: Publish) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    publish("2.002857", name="Tiếp nhận học sinh xin học lại")


def new_question(page: Page, label: str, number: int) -> None:
    page.get_by_role("button", name="Thêm câu hỏi").press("Enter")
    expect(page.get_by_label(f"Câu hỏi {number}", exact=True)).to_be_focused()
    page.keyboard.type(label)


@pytest.mark.django_db(transaction=True)
def test_a_form_is_written_by_keyboard(
    desktop: Page, office: None, control_focal_officer: Person, live_server, assert_accessible: Check
) -> None:
    page = desktop
    sign_in(page, control_focal_officer, live_server.url)
    go(page, "f", "Biểu mẫu điện tử")
    page.get_by_role("link", name="Biểu mẫu mới").press("Enter")
    page.get_by_label("Mã thủ tục").fill("2.002857")
    page.get_by_label("Tên biểu mẫu").fill("Đơn xin học lại")
    page.get_by_role("button", name="Bắt đầu soạn").press("Enter")
    page.get_by_role("textbox", name="Phần 1").fill("Học sinh")
    new_question(page, "Vì sao nghỉ học?", 1)
    page.get_by_role("combobox", name="Loại").select_option("Chọn một")
    page.get_by_label("Các lựa chọn, mỗi dòng một lựa chọn").fill("Ốm\nLý do khác")
    new_question(page, "Lý do nào?", 2)
    second = page.get_by_role("group", name="Câu 2", exact=True)
    second.get_by_text("Thiết lập").press("Enter")
    second.get_by_role("button", name="Đặt điều kiện").press("Enter")
    second.get_by_label("Điều 1").select_option("Vì sao nghỉ học?: chọn “Lý do khác”")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Đã lưu dự thảo.")).to_be_visible()
    page.keyboard.press("End")  # where the bar that stays at the foot lies over nothing
    expect(page.get_by_role("complementary", name="Kiểm tra và xem trước")).to_contain_text("Lý do khác")
    assert_accessible(page)
    draft = draft_of(Form.objects.get(matter="procedure:2.002857"))
    assert draft is not None
    condition = draft.schema["sections"][0]["fields"][1]["condition"]
    assert condition == {"field": "vi_sao_nghi_hoc", "is": "ly_do_khac"}


SCHEMA = {
    "title": "Đơn", "sections": [{"key": "s", "title": "Học sinh", "fields": [
        {"key": "why", "kind": "choice", "label": "Vì sao nghỉ học?", "is_required": True,
         "options": [{"value": "ill", "label": "Ốm"}, {"value": "other", "label": "Lý do khác"}]},
        {"key": "which", "kind": "text", "label": "Lý do nào?", "is_required": True,
         "condition": {"field": "why", "is": "other"}},
        {"key": "home", "kind": "address", "label": "Nơi ở", "is_required": True},
        {"key": "papers", "kind": "group", "label": "Giấy tờ", "row_label": "Giấy tờ", "min_rows": 0, "max_rows": 3,
         "fields": [{"key": "file", "kind": "file", "label": "Tệp"}]},
    ]}],
}  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_form_is_filled_in_on_a_phone(
    phone: Page,
    office: None,
    control_focal_officer: Person,
    live_server,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    form = create_form(
        matter="procedure:2.002857",
        agency=None,
        name="Đơn",
        schema=SCHEMA,
        by=control_focal_officer,
        at=now(),
    )
    draft = draft_of(form)
    assert draft is not None
    page = phone
    sign_in(page, control_focal_officer, live_server.url)
    page.goto(f"{live_server.url}/ban-lam-viec/bieu-mau/phien-ban/{draft.pk}/xem-truoc/")
    expect(page.get_by_label("Lý do nào?")).to_have_count(0)
    page.get_by_role("button", name="Thêm: Giấy tờ").tap()
    page.locator("#a-papers-0-file").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    page.get_by_label("Lý do khác").check()
    page.get_by_label("Lý do nào?").fill("Chuyển nhà")
    page.get_by_label("Xã, phường, đặc khu").fill("ben nghe, quan 1")
    page.get_by_role("button", name="Phường Sài Gòn").tap()
    expect(page.get_by_label("Xã, phường, đặc khu")).to_have_value("Phường Sài Gòn, Thành phố Hồ Chí Minh")
    expect(page.get_by_label("Lý do nào?")).to_have_value("Chuyển nhà")
    assert page.locator("#a-papers-0-file").evaluate("input => input.files.length") == 1
    assert_fits(page)
    page.get_by_label("Lý do nào?").fill("")
    page.get_by_role("button", name="Kiểm tra như khi nộp").tap()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link", name="Lý do nào?").tap()
    expect(page.get_by_label("Lý do nào?")).to_be_focused()
    assert_accessible(page)
