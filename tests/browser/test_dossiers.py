"""Dossiers in the browser: a parent on a phone with one more paper to bring; an officer at the keyboard alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from playwright.sync_api import Frame, Page, expect
from tests.browser.conftest import Check, settle
from tests.cast import PASSWORD, SINCE, Bodies
from tests.documents.samples import pdf
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.enums import Channel
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import ComponentContent, MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import receive
from motcua.dossiers.actions.online_doors import set_online_door
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, sign
from motcua.dossiers.actions.supplementing import request_supplement
from motcua.dossiers.enums import DeliveryStatus, ResultKind, Status
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.kernel.clock import now
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Installation, Power
from motcua.organisations.policy import SYSTEM

FILE = {"name": "don.pdf", "mimeType": "application/pdf", "buffer": pdf()}


@pytest.fixture
def errand(publish: Publish, bodies: Bodies) -> Procedure:
    """A procedure of one paper and three working days, which may be lodged here online."""
    Installation.objects.create(home=bodies.department, is_sample=True)
    limits = {
        "limit_unit": LimitUnit.WORKING_DAY,
        "limit_amount": Decimal(3),
        "limit_text": "3 ngày làm việc",
    }
    methods = tuple(MethodContent(channel=channel, **limits) for channel in (Channel.DIRECT, Channel.ONLINE))  # type: ignore[arg-type]
    procedure = publish(
        "1.005143",
        name="Cấp lại văn bằng",
        methods=methods,
        components=(ComponentContent(name="Đơn đề nghị", originals=1, copies=0),),
    )
    Power.objects.create(
        matter="procedure:1.005143",
        holder=bodies.department,
        source=PowerSource.STATUTORY,
        in_force=DateRange(SINCE, None),
    )
    set_online_door(
        agency_id=None, is_open=True, reason="Nộp tại đây.", since=date(2026, 1, 1), by=SYSTEM, at=now()
    )
    return procedure


def test_a_parent_on_a_phone_with_one_supplement(
    phone: Page,
    live_server: Any,
    errand: Procedure,
    citizen: Person,
    desk_officer: Person,
    head: Person,
    handler: Person,
    division_head: Person,
    records_officer: Person,
    bodies: Bodies,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    phone.goto(f"{live_server.url}/thu-tuc/1.005143/")
    phone.get_by_role("link", name="Nộp hồ sơ trực tuyến").click()
    phone.get_by_label("Điện thoại hoặc thư điện tử").fill(citizen.username)
    phone.get_by_label("Mật khẩu").fill(PASSWORD)
    phone.get_by_role("button", name="Đăng nhập").click()
    phone.get_by_role("button", name="Bắt đầu").click()
    phone.get_by_label("Điện thoại liên hệ").fill("0912 345 678")
    assert_fits(phone)
    assert_accessible(phone)
    phone.get_by_role("button", name="Tiếp tục").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nội dung")
    Draft.objects.update(form=None)  # the form's own questions have their own story
    phone.goto(phone.url.replace("noi-dung", "giay-to"))
    phone.get_by_label("Chọn tệp").set_input_files(FILE)  # type: ignore[arg-type]  # a dictionary will do
    assert_accessible(phone)
    phone.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(phone.get_by_text("don.pdf")).to_be_visible()
    assert_fits(phone)
    phone.get_by_role("button", name="Nộp hồ sơ").click()
    expect(phone.get_by_text("Đã nộp hồ sơ. Mã hồ sơ của anh/chị là")).to_be_visible()

    dossier = Dossier.objects.defer("words").get()
    receive(dossier_id=dossier.pk, by=desk_officer, at=now())
    forward(dossier_id=dossier.pk, by=desk_officer, at=now())
    unit = bodies.exam_division.pk
    assign(dossier_id=dossier.pk, by=head, at=now(), person_id=handler.pk, unit_id=unit)
    item = SupplementItem("Đơn đề nghị", "Chưa ký.", "Ký rồi nộp lại.")
    request_supplement(
        dossier_id=dossier.pk,
        by=handler,
        at=now(),
        items=[item],
        reason="Đơn chưa có chữ ký.",
        legal_basis="10/2026/TT-BGDĐT",
    )
    phone.reload()
    expect(phone.get_by_text("Cần anh/chị bổ sung giấy tờ")).to_be_visible()
    assert_fits(phone)
    assert_accessible(phone)
    phone.get_by_role("link", name="Bổ sung ngay").click()
    phone.get_by_label("Chọn tệp").set_input_files(FILE)  # type: ignore[arg-type]
    assert_accessible(phone)
    phone.get_by_role("button", name="Gửi bổ sung").click()
    expect(phone.get_by_text("Đã gửi giấy tờ bổ sung")).to_be_visible()

    proposal = Proposal(kind=ResultKind.GRANTED, title="Văn bằng cấp lại", text="Đồng ý cấp lại.")
    propose(dossier_id=dossier.pk, proposal=proposal, by=handler, at=now())
    approve(dossier_id=dossier.pk, by=division_head, at=now())
    sign(dossier_id=dossier.pk, by=head, at=now())
    issue(dossier_id=dossier.pk, by=records_officer, at=now(), symbol="VB-SGDĐT")
    phone.reload()
    expect(phone.get_by_role("button", name="Nhận kết quả")).to_be_visible()
    assert_fits(phone)
    assert_accessible(phone)


class Keyboard:
    """An officer with both hands on the keys: goes from box to box with Tab, and counts the screens that come."""

    def __init__(self, page: Page) -> None:
        self.page, self.screens = page, list[str]()
        page.on("framenavigated", self._count)

    def _count(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.screens.append(frame.url)

    def press(self, *keys: str) -> None:
        """Press some keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, name: str) -> None:
        """On with Tab until the box or button called `name` has the focus; back with Shift when it lies behind."""
        for key in ["Tab"] * 60 + ["Shift+Tab"] * 120:
            if name in self.page.evaluate(_NAME_OF_FOCUS):
                return
            self.press(key)
        pytest.fail(f"Không đến được “{name}” bằng phím Tab trên {self.page.url}")

    def write(self, name: str, words: str) -> None:
        """Write into the box called `name`."""
        self.reach(name)
        self.page.keyboard.type(words)

    def settled(self, title: str) -> None:
        """Wait for the screen with this heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        settle(self.page)


_NAME_OF_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const labels = [...(at.labels ?? [])].map((label) => label.innerText).join(" ");
  return labels || at.getAttribute("aria-label") || at.innerText || "";
}"""


def test_a_whole_case_by_the_keyboard_on_eight_screens(
    desktop: Page,
    live_server: Any,
    errand: Procedure,
    desk_officer: Person,
    also: Any,
    bodies: Bodies,
    assert_accessible: Check,
) -> None:
    for role in (Role.HEAD, Role.HANDLER, Role.RECORDS_OFFICER):
        also(desk_officer, role, bodies.department)
    desktop.goto(f"{live_server.url}/ban-lam-viec/")
    keys = Keyboard(desktop)
    keys.write("Tên đăng nhập", desk_officer.username)
    keys.write("Mật khẩu", PASSWORD)
    keys.press("Enter")
    keys.settled("Việc cần tôi hôm nay")
    keys.screens.clear()

    keys.press("g", "r")
    keys.settled("Tiếp nhận hồ sơ")
    desktop.keyboard.type("1.005143")
    keys.press("Enter")
    keys.settled("Cấp lại văn bằng")
    keys.write("Họ tên hoặc tên tổ chức", "Nguyễn Thị Hồng")
    keys.reach("Đã đủ, đều là bản chính")
    keys.press("Enter")
    assert_accessible(desktop)
    keys.press("Control+s")
    acts: tuple[tuple[str, dict[str, str]], ...] = (
        ("Giao hồ sơ", {"Giao cho": "ArrowDown"}),
        ("Trình kết quả", {"Trích yếu": "Văn bằng cấp lại", "Nội dung": "Đồng ý cấp lại."}),
        ("Duyệt kết quả", {}),
        ("Ký kết quả", {"Tôi đã xem văn bản": "Space", "Mật khẩu": PASSWORD}),
        ("Vào sổ", {"Ký hiệu": "VB-SGDĐT"}),
        ("Trả kết quả", {"Giấy tờ đã xem": "Căn cước"}),
    )
    for title, typed in acts:
        keys.settled(title)
        assert_accessible(desktop)
        for label, words in typed.items():
            keys.reach(label)
            keys.press(words) if words in {"ArrowDown", "Space"} else _write_over(keys, words)
        keys.press("Control+s")
    expect(desktop.get_by_text("Đã trả kết quả").first).to_be_visible()
    *worked_on, last = keys.screens
    assert len(worked_on) == 8, worked_on
    dossier = Dossier.objects.defer("words").get()
    assert last.endswith(f"/ho-so/{dossier.code}/")  # nothing is done there: it says that it is done
    assert (dossier.status, dossier.delivery) == (Status.RESOLVED, DeliveryStatus.DELIVERED)


def _write_over(keys: Keyboard, words: str) -> None:
    keys.press("Control+a")
    keys.page.keyboard.type(words)


def test_a_same_day_case_on_the_counter_s_one_screen(
    desktop: Page,
    live_server: Any,
    errand: Procedure,
    publish: Publish,
    desk_officer: Person,
    also: Any,
    bodies: Bodies,
    assert_accessible: Check,
    assert_fits: Check,
) -> None:
    for role in (Role.HEAD, Role.RECORDS_OFFICER):
        also(desk_officer, role, bodies.department)
    today = MethodContent(channel=Channel.DIRECT, limit_unit=LimitUnit.SAME_DAY, limit_amount=Decimal(0))
    paper = ComponentContent(name="Phiếu đề nghị", originals=1, copies=0)
    publish("1.005144", name="Cấp bản sao từ sổ gốc", methods=(today,), components=(paper,))
    Power.objects.create(
        matter="procedure:1.005144",
        holder=bodies.department,
        source=PowerSource.STATUTORY,
        in_force=DateRange(SINCE, None),
    )
    desktop.goto(f"{live_server.url}/ban-lam-viec/tiep-nhan/?q=ban sao")
    desktop.get_by_label("Tên đăng nhập").fill(desk_officer.username)
    desktop.get_by_label("Mật khẩu").fill(PASSWORD)
    desktop.keyboard.press("Enter")
    desktop.get_by_role("link", name="Cấp bản sao từ sổ gốc").press("Enter")
    desktop.get_by_label("Họ tên hoặc tên tổ chức").first.fill("Lê Văn Vội")
    desktop.get_by_role("button", name="Đã đủ, đều là bản chính").press("Enter")
    desktop.get_by_label("Nội dung kết quả").fill("Cấp 01 bản sao.")
    desktop.get_by_label("Ký hiệu").fill("BS-SGDĐT")
    desktop.get_by_label("Giấy tờ tùy thân đã xem").fill("Căn cước")
    desktop.get_by_label("Mật khẩu").fill(PASSWORD)
    assert_fits(desktop)
    assert_accessible(desktop)
    desktop.get_by_role("button", name="Nhận, ký và trả kết quả ngay").press("Enter")
    expect(desktop.get_by_text("Đã giải quyết xong hồ sơ")).to_be_visible()
    assert_accessible(desktop)
    dossier = Dossier.objects.defer("words").get()
    assert (dossier.status, dossier.delivery) == (Status.RESOLVED, DeliveryStatus.DELIVERED)
