"""Plans at the desk: read from a document, gone through, approved, followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Bodies
from tests.planning import Draft, Followed
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.notices.models import Notice
from motcua.plans.actions.approving import approve_version, submit_version
from motcua.plans.actions.asking import Asked, request_change
from motcua.plans.actions.lines import LineEntry, TargetEntry, save_target
from motcua.plans.enums import Commitment, Direction, DutyStatus, RequestKind, RequestStatus
from motcua.plans.models import (
    ChangeRequest,
    Duty,
    Line,
    LineUnit,
    Plan,
    PlanVersion,
    ReminderSetting,
    Target,
)

pytestmark = pytest.mark.django_db

DOCUMENT = """SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 21/KH-SGDĐT

Hải Phòng, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026

Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08/6/2010 của Chính phủ; Sở xây dựng kế hoạch như sau:

I. CHỈ TIÊU

1. 100% hồ sơ được giải quyết đúng hạn; phấn đấu 80% hồ sơ trả trước hạn.

II. TỔ CHỨC THỰC HIỆN

Các phòng thực hiện theo phụ lục kèm theo./.

GIÁM ĐỐC

Trần Văn Trưởng

PHỤ LỤC
NHIỆM VỤ CỤ THỂ

| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian | Sản phẩm |
|---|---|---|---|---|---|
| 1 | Rà soát thủ tục không phát sinh hồ sơ | Phòng Quản lý chất lượng | Văn phòng Sở | Trước ngày 30/9/2026 | Báo cáo |
| 2 | Tập huấn cán bộ đầu mối | Văn phòng Sở | Các đơn vị trực thuộc | Quý IV năm 2026 | Tài liệu |
| 3 | Đánh giá sự hài lòng | Tổ Khảo sát | | Tháng 11/2026 | |
"""


def _upload(browser: Client, text: str = DOCUMENT) -> Any:
    file = SimpleUploadedFile("ke-hoach.txt", text.encode(), content_type="text/plain")
    return browser.post(reverse("desk:plans:bring"), {"file": file})


def test_a_document_becomes_a_draft_and_then_work(
    keeper: Client,
    sign_in: SignIn,
    head: Person,
    division_head: Person,
    bodies: Bodies,
) -> None:
    answer = _upload(keeper)
    assert answer.status_code == 302, answer.content.decode()
    shown = keeper.get(answer["Location"])
    assert "3 nhiệm vụ trong phụ lục" in shown.content.decode()
    form = shown.context["form"]
    assert form["document_number"].value() == "21/KH-SGDĐT"
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {
        "agency": bodies.department.pk,
        "starts_on": "01/01/2026",
        "ends_on": "31/12/2026",
        "issued_on": "12/01/2026",
    }
    made = keeper.post(answer["Location"], said)
    assert made.status_code == 302, made.context["form"].errors
    version = PlanVersion.objects.get()
    page = keeper.get(made["Location"]).content.decode()
    assert "Tổ Khảo sát" in page
    assert "Tên đơn vị chưa rõ" in page

    refused = keeper.post(reverse("desk:plans:submit", args=[version.pk]), follow=True)
    assert "chưa rõ đơn vị chủ trì" in refused.content.decode()
    keeper.post(
        reverse("desk:plans:name_unit", args=[version.pk]),
        {"name": "Tổ Khảo sát", "meaning": str(bodies.exam_division.pk)},
    )
    assert not LineUnit.objects.filter(agency=None, group="").exists()
    line = Line.objects.get(number="3")
    entry = {
        "number": "3",
        "content": "Đo sự hài lòng",
        "leads": "Phòng Quản lý chất lượng",
        "term": "Tháng 11/2026",
    }
    assert keeper.post(reverse("desk:plans:line", args=[line.pk]), entry).status_code == 302
    keeper.post(reverse("desk:plans:submit", args=[version.pk]))

    lead = sign_in(head)
    assert "Phê duyệt" in lead.get(reverse("desk:plans:draft", args=[version.pk])).content.decode()
    approved_page = lead.post(reverse("desk:plans:approve", args=[version.pk]), follow=True).content.decode()
    assert "Nhiệm vụ được giao tới các đơn vị" in approved_page
    assert Duty.objects.count() == 3
    todo = sign_in(division_head).get(reverse("desk:plan_duties:list")).content.decode()
    assert "Đo sự hài lòng" in todo
    assert "Tập huấn cán bộ đầu mối" not in todo


def test_a_file_that_holds_no_plan_is_told_so(keeper: Client) -> None:
    answer = _upload(keeper, "Chào các bạn.\n\nHôm nay trời đẹp.")
    shown = keeper.get(answer["Location"]).content.decode()
    assert "Không đọc được nhiệm vụ" in shown
    assert not Plan.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_in_words(keeper: Client) -> None:
    file = SimpleUploadedFile("ke-hoach.docx", b"PK\x03\x04 broken", content_type="application/zip")
    answer = keeper.post(reverse("desk:plans:bring"), {"file": file})
    assert answer.status_code == 422
    assert answer.context["refused"] is not None


def test_pages_open_for_those_who_may_see_them_and_nobody_else(
    followed: Followed,
    sign_in: SignIn,
    keeper: Client,
    head: Person,
    division_head: Person,
    principal: Person,
    outsider: Person,
    citizen: Person,
) -> None:
    plan, duty = followed.plan, followed.duty
    pages = {
        reverse("desk:plans:page", args=[plan.pk]),
        reverse("desk:plan_duties:page", args=[duty.pk]),
        reverse("desk:plans:workbook", args=[plan.pk]),
    }
    for browser in (keeper, sign_in(head), sign_in(division_head)):
        for page in pages:
            assert browser.get(page).status_code == 200, page
    for person in (principal, outsider):
        browser = sign_in(person)
        for page in pages:
            assert browser.get(page).status_code == 404, page
        assert plan.title not in browser.get(reverse("desk:plans:list")).content.decode()
    assert sign_in(citizen).get(reverse("desk:plans:list")).status_code == 403


def test_every_view_of_duties(
    followed: Followed,
    keeper: Client,
    division_head: Person,
    sign_in: SignIn,
    moment: Any,
) -> None:
    request_change(
        duty_id=followed.duty.pk,
        asked=Asked(RequestKind.CANCEL, "Trùng việc khác"),
        by=division_head,
        at=moment,
    )
    for name in ("list", "board", "timeline", "meeting"):
        for query in (
            "",
            f"?ke-hoach={followed.plan.pk}",
            "?the=late",
            "?the=done&cua-toi=1",
            "?don-vi=x&sau=_",
        ):
            answer = keeper.get(reverse(f"desk:plan_duties:{name}") + query)
            assert answer.status_code == 200, (name, query)
    assert "Rà soát thủ tục" in keeper.get(reverse("desk:plan_duties:meeting")).content.decode()
    asked = ChangeRequest.objects.get()
    keeper.post(reverse("desk:plan_duties:decide", args=[asked.pk]) + "?dong-y=1", {"decision": "Được"})
    asked.refresh_from_db()
    assert asked.status == RequestStatus.GRANTED


def test_a_unit_reports_from_its_page(
    followed: Followed,
    sign_in: SignIn,
    keeper: Client,
    handling_officer: Person,
) -> None:
    browser, duty = sign_in(handling_officer), followed.duty
    home = reverse("desk:plan_duties:page", args=[duty.pk])
    assert browser.get(reverse("desk:plan_duties:report", args=[duty.pk])).status_code == 200
    browser.post(
        reverse("desk:plan_duties:report", args=[duty.pk]), {"text": "Đã lập danh mục", "percent": "30"}
    )
    refused = browser.post(
        reverse("desk:plan_duties:done", args=[duty.pk]), {"text": "Xong", "done_on": "17/09/2026"}
    )
    assert "Đính kèm tệp sản phẩm" in refused.content.decode()
    product = SimpleUploadedFile("bao-cao.txt", b"ket qua", content_type="text/plain")
    browser.post(
        reverse("desk:plan_duties:done", args=[duty.pk]),
        {"text": "Xong", "done_on": "17/09/2026", "products": [product]},
    )
    duty.refresh_from_db()
    assert duty.status == DutyStatus.REPORTED
    kept = duty.files.get()
    file = browser.get(reverse("desk:plan_duties:file", args=[duty.pk, kept.pk]))
    assert b"".join(file.streaming_content) == b"ket qua"  # type: ignore[attr-defined]  # a streaming answer
    assert "Xác nhận hoàn thành" in keeper.get(home).content.decode()
    keeper.post(reverse("desk:plan_duties:confirm", args=[duty.pk]))
    duty.refresh_from_db()
    assert duty.status == DutyStatus.DONE


def test_a_calendar_is_fetched_without_signing_in_until_it_is_ended(
    followed: Followed,
    sign_in: SignIn,
    division_head: Person,
    bodies: Bodies,
    monkeypatch: pytest.MonkeyPatch,
    moment: Any,
) -> None:
    monkeypatch.setattr("motcua.web.desk.plan_duties.calendars.now", lambda: moment)
    browser = sign_in(division_head)
    page = reverse("desk:plan_duties:calendar")
    shown = browser.post(page, {"unit": bodies.exam_division.pk}, follow=True)
    address = shown.context["address"]
    assert address.endswith(".ics")
    stranger = Client()
    fetched = stranger.get(address)
    assert fetched["Content-Type"].startswith("text/calendar")
    assert "20260929" in fetched.content.decode()
    assert browser.get(page).context["address"] == ""
    browser.post(page, {"unit": bodies.exam_division.pk, "end": "1"})
    assert stranger.get(address).status_code == 404


def test_lists_ask_a_fixed_number_of_questions(
    approved: Callable[..., Plan],
    review: Any,
    keeper: Client,
    moment: Any,
) -> None:
    plan = approved(review)
    pages = [
        reverse("desk:plans:list"),
        reverse("desk:plan_duties:list"),
        reverse("desk:plan_duties:board"),
        reverse("desk:plans:page", args=[plan.pk]),
    ]

    def asked() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                keeper.get(page)
            counts.append(len(captured))
        return counts

    before = asked()
    for number in range(3):
        approved(review, review, title=f"Kế hoạch {number}")
    duty = Duty.objects.first()
    assert duty is not None
    Duty.objects.bulk_create(
        [
            Duty(
                task=duty.task,
                unit=duty.unit,
                name=f"Đợt {n}",
                starts_on=moment.date(),
                due_on=moment.date() + timedelta(days=n),
            )
            for n in range(60)
        ]
    )
    assert asked() == before


def test_papers_leave_as_word_and_pdf(
    followed: Followed, keeper: Client, sign_in: SignIn, division_head: Person, bodies: Bodies
) -> None:
    plan = followed.plan
    version = plan.versions.get()
    Duty.objects.update(due_on="2026-09-10", starts_on="2026-01-01")
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        pages = [
            reverse("desk:plans:plan_paper", args=[version.pk, form]),
            reverse("desk:plans:plan_paper", args=[version.pk, form]) + "?phu-luc",
            reverse("desk:plans:report_paper", args=[plan.pk, form]),
            reverse("desk:plans:reminder_paper", args=[plan.pk, bodies.exam_division.pk, form]),
        ]
        for page in pages:
            answer = keeper.get(page)
            assert answer.status_code == 200, page
            assert answer.content.startswith(begins), page
    reminder = reverse("desk:plans:reminder_paper", args=[plan.pk, bodies.exam_division.pk, "pdf"])
    assert sign_in(division_head).get(reminder).status_code == 403
    nobody = reverse("desk:plans:reminder_paper", args=[plan.pk, bodies.primary_school.pk, "pdf"])
    assert keeper.get(nobody).status_code == 404


def test_units_are_asked_for_their_plans_and_reminded(
    followed: Followed, keeper: Client, principal: Person, sign_in: SignIn, bodies: Bodies
) -> None:
    plan = followed.plan
    ask = reverse("desk:plans:ask_children", args=[plan.pk])
    assert keeper.get(ask).status_code == 200
    keeper.post(ask, {"groups": ["all_attached"], "due_on": "30/09/2026"})
    row = plan.child_plans.get()
    assert row.unit == bodies.upper_secondary_school
    assert plan.title in sign_in(principal).get(reverse("desk:plan_duties:list")).content.decode()
    keeper.post(reverse("desk:plans:urge_children", args=[plan.pk]))
    assert Notice.objects.filter(event="child_plan_urged", recipient=principal).count() == 1
    receive = reverse("desk:plans:receive_child", args=[plan.pk, row.unit_id])
    keeper.post(receive, {"document_number": "03/KH-NQ", "received_on": "16/09/2026"})
    row.refresh_from_db()
    assert row.document_number == "03/KH-NQ"
    assert "1/1 đơn vị đã gửi" in keeper.get(reverse("desk:plans:page", args=[plan.pk])).content.decode()


def test_names_and_reminders_are_set_by_the_agency(keeper: Client, bodies: Bodies, outsider: Person) -> None:
    page = reverse("desk:plans:settings")
    assert keeper.get(page).status_code == 200
    refused = keeper.post(page, {"days_before": "mười", "repeat_days": "7", "escalate_days": "3"})
    assert refused.status_code == 422
    keeper.post(page, {"days_before": "10; 2", "repeat_days": "5", "escalate_days": "4"})
    kept = ReminderSetting.objects.get()
    assert (kept.owner, kept.days_before, kept.repeat_days) == (bodies.department, [10, 2], 5)


def test_a_suggested_measure_is_used_only_when_somebody_confirms_it(
    draft: Draft, review: LineEntry, keeper: Client, control_focal_officer: Person, head: Person, moment: Any
) -> None:
    version = draft(review)
    entry = TargetEntry(Decimal(98), "%", Direction.AT_LEAST, Commitment.MUST, "hồ sơ giải quyết đúng hạn")
    target = save_target(
        version_id=version.pk, target_id=None, entry=entry, by=control_focal_officer, at=moment
    )
    page = keeper.get(reverse("desk:plans:draft", args=[version.pk])).content.decode()
    assert "Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn" in page
    assert not Target.objects.exclude(indicator="").exists()
    confirm = reverse("desk:plans:confirm_indicator", args=[version.pk, target.pk])
    assert keeper.post(confirm, {"indicator": "no_such"}).status_code == 409
    assert keeper.post(confirm, {"indicator": "on_time_rate"}).status_code == 302
    target.refresh_from_db()
    assert (target.indicator, target.measures) == ("on_time_rate", "hồ sơ giải quyết đúng hạn")
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    plan = approve_version(version_id=version.pk, by=head, at=moment).plan
    shown = keeper.get(reverse("desk:plans:page", args=[plan.pk])).content.decode()
    assert "Không phát sinh" in shown
    assert "Đo bằng:" in shown


def test_lines_are_gone_through_one_after_another(
    keeper: Client, draft: Callable[..., PlanVersion], review: Any
) -> None:
    version = draft(*[replace(review, number=str(number)) for number in (1, 2, 3)])
    pages = [reverse("desk:plans:line", args=[line.pk]) for line in version.lines.order_by("position")]
    for place, page in enumerate(pages):
        shown = keeper.get(page).content.decode()
        beside = [other for other in pages if other != page and other in shown]
        assert beside == [*pages[max(place - 1, 0) : place], *pages[place + 1 : place + 2]]
    entry = {"number": "1", "content": "Khác", "leads": "Văn phòng Sở", "term": "Tháng 11/2026"}
    onward = keeper.post(pages[0], {**entry, "also": "1"})
    assert onward["Location"] == pages[1]
    assert keeper.post(pages[2], {**entry, "number": "3"})["Location"].startswith(
        reverse("desk:plans:draft", args=[version.pk])
    )
    assert set(version.lines.values_list("content", flat=True)) == {"Khác", review.content}


def test_what_narrows_a_view_is_said_and_kept(followed: Followed, keeper: Client, bodies: Bodies) -> None:
    query = f"?ke-hoach={followed.plan.pk}&don-vi={bodies.exam_division.pk}&tim=ra+soat"
    for name in ("list", "board", "timeline", "meeting"):
        shown = keeper.get(reverse(f"desk:plan_duties:{name}") + query).content.decode()
        assert "“ra soat”" in shown, name
        for other in ("list", "board", "timeline", "meeting"):
            assert reverse(f"desk:plan_duties:{other}") + query.replace("&", "&amp;") in shown, (name, other)
    tabs = keeper.get(reverse("desk:plan_duties:list")).context["tabs"]
    assert {tab["label"]: tab["count"] for tab in tabs}["Đã xong"] == 0


def test_what_a_unit_only_takes_part_in_is_marked(
    approved: Callable[..., Plan], review: Any, sign_in: SignIn, principal: Person, keeper: Client
) -> None:
    approved(replace(review, partners=("Các đơn vị trực thuộc",)))
    page = reverse("desk:plan_duties:list")
    assert "đơn vị của bạn phối hợp" in sign_in(principal).get(page).content.decode()
    assert "đơn vị của bạn phối hợp" not in keeper.get(page).content.decode()


def test_which_units_are_behind(
    followed: Followed, keeper: Client, bodies: Bodies, principal: Person
) -> None:
    page = reverse("desk:plan_duties:units")
    assert bodies.exam_division.name in keeper.get(page).content.decode()
    assert bodies.exam_division.name not in keeper.get(page + "?cham=1").content.decode()
    Duty.objects.update(due_on="2020-01-01", first_due_on="2020-01-01", starts_on="2019-12-01")
    assert keeper.get(page + "?cham=1").context["late_units"] == 1
    assert bodies.exam_division.name in keeper.get(page + "?cham=1").content.decode()


def test_progress_comes_in_by_workbook_after_a_look(
    followed: Followed, keeper: Client, division_head: Person, sign_in: SignIn, followed_sheet: bytes
) -> None:
    choose = reverse("desk:plans:sheet", args=[followed.plan.pk])
    assert sign_in(division_head).get(choose).status_code == 403
    file = SimpleUploadedFile("bang.xlsx", followed_sheet, content_type="application/octet-stream")
    answer = keeper.post(choose, {"file": file})
    assert answer.status_code == 302
    shown = keeper.get(answer["Location"]).content.decode()
    assert "1 việc có điều mới" in shown
    assert not followed.duty.reports.exists()
    keeper.post(answer["Location"])
    assert followed.duty.reports.get().text == "Đã lập danh mục"
    wrong = keeper.post(choose, {"file": SimpleUploadedFile("x.xlsx", b"PK khong phai bang")})
    assert wrong.status_code == 422


@pytest.fixture
def followed_sheet(followed: Followed, keeper: Client) -> bytes:
    """The plan's workbook with one cell filled in."""
    made = keeper.get(reverse("desk:plans:workbook", args=[followed.plan.pk])).content
    book = openpyxl.load_workbook(BytesIO(made))
    sheet = book["Tiến độ"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads["Báo cáo gần nhất"], "Đã lập danh mục")
    filled = BytesIO()
    book.save(filled)
    return filled.getvalue()
