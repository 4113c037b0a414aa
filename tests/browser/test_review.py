"""From a finding over changes tried to an approved proposal and the submission in Word, each step by who does it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from docx import Document
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Check
from tests.cast import PASSWORD, Bodies, MakePerson
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.rules.content import ComponentContent
from motcua.kernel.clock import local_day, now
from motcua.organisations.models import Installation

TRIED = "Tra giấy khai sinh thay vì đòi nộp"


def test_finding_to_submission(
    desktop: Page,
    chromium: Browser,
    live_server: Any,
    publish: Publish,
    bodies: Bodies,
    head: Person,
    handling_officer: Person,
    make_person: MakePerson,
    assert_accessible: Check,
    assert_fits: Check,
    tmp_path: Path,
) -> None:
    Installation.objects.create(home=bodies.department, is_sample=True)
    keeper = make_person("Lê Thị Lập", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)
    birth = (ComponentContent(name="Giấy khai sinh", originals=0, copies=1),)
    publish("1.000003", name="Chuyển trường", components=birth)
    today = local_day(now())
    here = f"{live_server.url}/ban-lam-viec/dot-ra-soat/"

    _enter(desktop, f"{live_server.url}/ban-lam-viec/ra-soat/", keeper)
    _try_changes(desktop, assert_accessible)

    desktop.goto(f"{here}moi/")
    desktop.get_by_label("Tên đợt rà soát").fill("Rà soát giấy tờ đã có dữ liệu")
    desktop.get_by_label("Từ ngày").fill(f"{today - timedelta(days=1):%d/%m/%Y}")
    desktop.get_by_label("Đến hết ngày").fill(f"{today + timedelta(days=60):%d/%m/%Y}")
    desktop.get_by_label("Người phê duyệt phương án").fill("Chủ tịch Ủy ban nhân dân thành phố")
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Lập đợt rà soát").click()
    desktop.get_by_role("link", name="Dấu hiệu cần rà soát").click()
    desktop.get_by_label("Loại dấu hiệu").select_option("paper_in_database")
    desktop.get_by_label("Chuyển trường").check()
    desktop.get_by_label("Giao cho đơn vị").select_option(label="Phòng Quản lý chất lượng")
    desktop.get_by_label("Hạn rà soát").fill(f"{today + timedelta(days=20):%d/%m/%Y}")
    assert_accessible(desktop)
    assert_fits(desktop)
    desktop.get_by_role("button", name="Đưa vào đợt").click()
    expect(desktop.get_by_text("Giấy khai sinh").first).to_be_visible()
    address = desktop.url

    office = _another(chromium)
    _enter(office, f"{address}duyet/", head)
    office.get_by_role("button", name="Phê duyệt").click()
    expect(office.get_by_text("Đã phê duyệt đợt rà soát.")).to_be_visible()
    desktop.goto(f"{address}trien-khai/")
    desktop.get_by_role("button", name="Triển khai, báo các đơn vị").click()

    unit = _another(chromium)
    _enter(unit, here, handling_officer)
    unit.get_by_role("link", name="1.000003 Chuyển trường").first.click()
    unit.get_by_role("button", name="Bắt đầu điền biểu").click()
    _fill(unit)
    assert_accessible(unit)
    assert_fits(unit)
    unit.get_by_role("button", name="Lưu và nộp").click()
    expect(unit.get_by_text("Đã nộp biểu rà soát.")).to_be_visible()

    desktop.goto(unit.url)
    desktop.get_by_role("button", name="Nhận kết quả").click()
    desktop.goto(address)
    desktop.get_by_role("button", name="Trình 1 phương án").click()
    assert_accessible(desktop)
    assert_fits(desktop)

    office.goto(f"{address}duyet-phuong-an/")
    office.get_by_label("Số, ký hiệu quyết định phê duyệt").fill("1811/QĐ-UBND")
    office.get_by_role("button", name="Duyệt phương án").click()
    expect(office.get_by_text("Đã duyệt, chưa thực thi")).to_be_visible()

    with office.expect_download() as waiting:
        office.get_by_role("link", name="DOCX Tờ trình").click()
    waiting.value.save_as(tmp_path / "to-trinh.docx")
    words = "\n".join(one.text for one in Document(str(tmp_path / "to-trinh.docx")).paragraphs)
    assert "TỜ TRÌNH" in words.upper()
    assert "Chuyển trường" in words
    assert "77,44%" in words
    office.context.close()
    unit.context.close()


def _try_changes(page: Page, assert_accessible: Check) -> None:
    """From the evidence to what would be if the data were asked instead of the paper, kept by a name."""
    page.get_by_role("link", name="Giấy khai sinh").click()
    page.get_by_role("link", name="Thử phương án").last.click()
    page.get_by_label("Thay bằng dữ liệu").check()
    result = page.locator("#ket-qua")
    expect(result.get_by_text("1 thay đổi đã chọn")).to_be_visible()
    assert_accessible(page)
    result.get_by_role("link", name="Lưu thành phương án").click()
    page.get_by_label("Tên phương án").fill(TRIED)
    page.get_by_label("Vì sao thử phương án này").fill("Cơ sở dữ liệu hộ tịch đã có")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã lưu phương án.")).to_be_visible()


def _fill(page: Page) -> None:
    page.get_by_label("Thủ tục nhằm mục tiêu quản lý nào?").fill("Quản lý việc chuyển trường")
    answers = {
        "needed": "yes",
        "post_control": "no",
        "notification": "no",
        "by_data": "yes",
        "authority": "yes",
        "conformity": "yes",
        "overlap": "no",
    }
    for key, said in answers.items():
        page.locator(f'input[name="q_{key}"][value="{said}"]').check()
    page.get_by_label("Thay thế thế nào, cần điều kiện gì?").fill("Tra cơ sở dữ liệu dân cư")
    for row in page.locator(".review-parts tbody tr:not(.review-parts__asked)").all():
        is_paper = "Giấy khai sinh" in row.inner_text()
        row.locator("select").select_option("data" if is_paper else "keep")
        if is_paper:
            row.locator('textarea[name^="r_"]').fill("Đã có trong cơ sở dữ liệu")
    _answer_about_parts(page)
    page.get_by_label("Chi phí một hồ sơ hiện nay (đồng)").fill("1.024.000")
    page.get_by_label("Chi phí một hồ sơ sau đơn giản hóa (đồng)").fill("231.000")
    page.get_by_label("Số hồ sơ mỗi năm", exact=True).fill("3228")
    page.get_by_label("Sửa đổi, bổ sung").check()
    page.locator('select[name="scenario"]').select_option(label=TRIED)
    page.get_by_label("Nội dung đơn giản hóa").fill("Không đòi bản sao giấy khai sinh")
    page.locator('textarea[name="reason"]').fill("Cơ quan tra được dữ liệu")
    page.locator('input[name="change0-act"]').fill("Quy trình nội bộ chuyển trường")
    page.locator('textarea[name="change0-change"]').fill("Bỏ giấy khai sinh khỏi thành phần hồ sơ")
    page.locator('input[name="change0-responsible"]').fill("Sở Giáo dục và Đào tạo")
    page.locator('textarea[name="step0-what"]').fill("Sửa quy trình nội bộ, công bố lại")
    page.locator('input[name="step0-who"]').fill("Phòng chuyên môn")
    page.locator('input[name="step0-due_on"]').fill("31/03/2027")


def _answer_about_parts(page: Page) -> None:
    """What the catalogue does not answer of each paper, requirement and fee."""
    for asked in page.locator("details.review-asked").all():
        asked.locator("summary").click()
        for field in asked.locator("select").all():
            if not field.input_value():
                field.select_option("no")
        for field in asked.locator("textarea, input").all():
            if not field.input_value():
                field.fill("1" if field.get_attribute("inputmode") else "Theo quy định của ngành")


def _another(chromium: Browser) -> Page:
    page = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh").new_page()
    page.set_default_timeout(60_000)
    return page


def _enter(page: Page, address: str, person: Person) -> None:
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill(person.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
