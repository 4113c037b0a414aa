"""Inspections at the desk: a round drawn and explained, a visit written down, a conclusion, work that follows."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Bodies, MakeAgency
from tests.inspecting import Steps
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.plans.actions.inspections.checklists import draft_next_checklist, save_checklist
from motcua.plans.enums import InspectionStatus, RoundStatus
from motcua.plans.models import (
    ChecklistVersion,
    Duty,
    Inspection,
    InspectionFinding,
    InspectionRound,
    InspectionSetting,
)
from motcua.web.desk import access

pytestmark = pytest.mark.django_db

_SIGNED = {"number": "215/TB-SGDĐT", "concluded_on": "17/09/2026", "text": "Tốt"}
_ENDED = {"unit_people": "Cao Thị Hiệu, Hiệu trưởng", "began": "08:00", "ended": "08:30"}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, desk_clock: Any) -> Any:
    """Moves the desk's clock."""

    def at(moment: Any) -> None:
        monkeypatch.setattr(access, "now", lambda: moment)

    return at


def _at(name: str, *args: Any) -> str:
    return reverse(f"desk:inspections:{name}", args=args)


def _round_form(**changes: str) -> dict[str, str]:
    return {
        "title": "Kiểm tra năm 2026",
        "starts_on": "17/09/2026",
        "ends_on": "31/12/2026",
        "least_share": "30",
        "avoid_years": "2",
        **changes,
    }


def test_a_round_from_the_form_to_the_approval(
    steps: Steps, keeper: Client, sign_in: SignIn, head: Person, bodies: Bodies
) -> None:
    assert "Lập đợt kiểm tra" in keeper.get(_at("list")).content.decode()
    first = keeper.get(_at("start_round"))
    assert first.context["form"]["least_share"].value() == 30
    wrong = keeper.post(_at("start_round"), _round_form(ends_on="01/09/2026"))
    assert "sớm hơn ngày bắt đầu" in wrong.content.decode()
    keeper.post(_at("start_round"), _round_form())
    drawn = InspectionRound.objects.get()
    assert drawn.candidates.count() == 3
    keeper.post(_at("edit_round", drawn.pk), _round_form(title="Kiểm tra, tên mới"))
    keeper.post(_at("last", drawn.pk, bodies.division.pk), {"inspected_on": "02/03/2026"})
    keeper.post(
        _at("units", drawn.pk),
        {"units": [bodies.division.pk, bodies.exam_division.pk, bodies.upper_secondary_school.pk]},
    )
    for name in ("units", "draw", "edit_round", "drop_round"):
        assert keeper.get(_at(name, drawn.pk)).status_code == 200, name
    half = keeper.post(_at("draw", drawn.pk), {"number": "77", "source": ""})
    assert "công bố ở đâu" in half.content.decode()
    shown = keeper.post(
        _at("draw", drawn.pk), {"number": "77", "source": "Bảng tin"}, follow=True
    ).content.decode()
    drawn.refresh_from_db()
    for row in drawn.candidates.select_related("unit"):
        assert row.ticket in shown
        assert row.reason in shown
    assert f"77:{drawn.candidates.get(place=1).unit.code}" in shown
    last = drawn.candidates.get(place=3)
    assert last.unit == bodies.division
    keeper.post(_at("add_unit", drawn.pk, last.unit_id), {"reason": "Nhiều phản ánh"})
    second = drawn.candidates.get(place=2)
    keeper.post(_at("leave_out", drawn.pk, second.unit_id), {"reason": "Bận thi"})
    keeper.post(_at("take_back", drawn.pk, second.unit_id))
    assert "Kiểm tra, tên mới" in keeper.get(_at("round", drawn.pk)).content.decode()

    lead = sign_in(head)
    assert "Phê duyệt" in lead.get(_at("round", drawn.pk)).content.decode()
    lead.post(_at("approve_round", drawn.pk))
    drawn.refresh_from_db()
    assert drawn.status == RoundStatus.APPROVED
    assert "Lên lịch" in keeper.get(_at("round", drawn.pk)).content.decode()
    assert keeper.get(_at("plan", drawn.pk, last.unit_id)).status_code == 200


def test_a_visit_on_a_tablet_to_the_end(
    steps: Steps, sign_in: SignIn, inspector: Person, head: Person, principal: Person, clock: Any
) -> None:
    browser, unit = sign_in(inspector), steps.bodies.upper_secondary_school
    drawn = steps.approved()
    plan = {
        "planned_on": "24/09/2026",
        "checklist": steps.checklist.pk,
        "leader": inspector.pk,
        "members": [steps.keeper.pk],
    }
    browser.post(_at("plan", drawn.pk, unit.pk), plan)
    inspection = Inspection.objects.get()
    home = _at("page", inspection.pk)
    assert "Báo đơn vị" in browser.get(home).content.decode()
    assert sign_in(principal).get(home).status_code == 404
    browser.post(_at("announce", inspection.pk))
    assert "Ghi kết quả" not in browser.get(home).content.decode()
    assert browser.get(_at("check", inspection.pk, 1)).status_code == 403
    assert "ngày 24/09/2026" not in sign_in(principal).get(_at("list")).content.decode()

    clock(steps.visited_at)
    one, two, three = steps.checklist.items.values_list("pk", flat=True)
    page = browser.get(_at("check", inspection.pk, 1)).content.decode()
    assert "Niêm yết đủ thủ tục" in page
    assert "Trả kết quả đúng hẹn" not in page
    lost = browser.post(_at("check", inspection.pk, 1), {f"muc-{one}-note": "Thiếu hai thủ tục"})
    assert lost.status_code == 422
    assert "Thiếu hai thủ tục" in lost.content.decode()
    on = browser.post(
        _at("check", inspection.pk, 1), {f"muc-{one}-result": "met", f"muc-{two}-result": "met", "go": "next"}
    )
    assert on["Location"] == _at("check", inspection.pk, 2)
    seen = {f"muc-{three}-result": "not_met", f"muc-{three}-note": "Hai hồ sơ trả muộn", "go": "next"}
    assert browser.post(on["Location"], seen)["Location"] == home
    assert browser.get(_at("check", inspection.pk, 9)).status_code == 404

    form = browser.get(_at("add_finding", inspection.pk) + f"?muc={three}").context["form"]
    assert form["content"].value() == "Hai hồ sơ trả muộn"
    entry = {
        "content": "Trả muộn",
        "basis": "Điều 4",
        "remedy": "Xin lỗi bằng văn bản",
        "due_on": "30/10/2026",
    }
    browser.post(_at("add_finding", inspection.pk) + f"?muc={three}", entry)
    browser.post(_at("add_finding", inspection.pk), {"content": "b", "basis": "c"})
    finding, other = InspectionFinding.objects.order_by("position")
    assert finding.item_id == three
    assert browser.get(_at("finding", finding.pk)).context["form"]["due_on"].value() == finding.due_on
    browser.post(_at("finding", finding.pk), {**entry, "content": "Trả muộn hai hồ sơ"})
    browser.post(_at("drop_finding", other.pk))
    assert sign_in(principal).get(_at("finding", finding.pk)).status_code == 200
    ended = {"unit_people": "Cao Thị Hiệu, Hiệu trưởng", "began": "08:00", "ended": "09:00"}
    assert browser.get(_at("end", inspection.pk)).status_code == 200
    browser.post(_at("end", inspection.pk), ended)
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.HELD

    school = sign_in(principal)
    shown = school.get(home).content.decode()
    assert "Trả muộn hai hồ sơ" in shown
    assert "Ghi thêm" not in shown
    school.post(_at("opinion", inspection.pk), {"text": "Nhất trí"})
    assert school.get(_at("conclusion", inspection.pk, "pdf")).status_code == 404
    browser.post(_at("propose", inspection.pk), {"text": "Cơ bản tốt"})
    assert "Cơ bản tốt" not in school.get(home).content.decode()

    lead = sign_in(head)
    assert lead.get(_at("conclude", inspection.pk)).context["form"]["text"].value() == "Cơ bản tốt"
    signed = {"number": "215/TB-SGDĐT", "concluded_on": "24/09/2026", "text": "Cơ bản tốt"}
    lead.post(_at("conclude", inspection.pk), signed)
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.FOLLOWED
    shown = school.get(home).content.decode()
    assert "215/TB-SGDĐT" in shown
    duty = Duty.objects.get()
    assert reverse("desk:plan_duties:page", args=[duty.pk]) in shown
    assert "Xin lỗi bằng văn bản" in school.get(reverse("desk:plan_duties:list")).content.decode()
    assert "Xin lỗi bằng văn bản" in browser.get(_at("list")).content.decode()

    file = SimpleUploadedFile("bien-ban.txt", b"bien ban", content_type="text/plain")
    browser.post(_at("signed", inspection.pk), {"paper": "minutes", "file": file})
    kept = school.get(_at("signed_file", inspection.pk, "bien-ban"))
    assert b"".join(kept.streaming_content) == b"bien ban"  # type: ignore[attr-defined]  # a streaming answer
    assert school.get(_at("signed_file", inspection.pk, "ket-luan")).status_code == 404


def test_the_remedy_is_confirmed_by_who_inspects(
    steps: Steps, sign_in: SignIn, inspector: Person, principal: Person, clock: Any
) -> None:
    inspection = steps.concluded(remedies=1)
    clock(steps.visited_at.replace(day=28))
    duty = Duty.objects.get()
    page = reverse("desk:plan_duties:page", args=[duty.pk])
    sign_in(principal).post(
        reverse("desk:plan_duties:done", args=[duty.pk]), {"text": "Đã sửa", "done_on": "28/09/2026"}
    )
    browser = sign_in(inspector)
    assert "Xác nhận hoàn thành" in browser.get(page).content.decode()
    browser.post(reverse("desk:plan_duties:confirm", args=[duty.pk]))
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.CLOSED
    drawn = inspection.round
    assert drawn is not None
    refused = browser.post(_at("close_round", drawn.pk), {"note": "x"})
    assert "Còn đơn vị chưa kiểm tra xong" in refused.content.decode()


def test_a_surprise_from_the_form(
    steps: Steps, keeper: Client, sign_in: SignIn, inspector: Person, principal: Person
) -> None:
    said = {
        "unit": steps.bodies.upper_secondary_school.pk,
        "reason": "",
        "planned_on": "17/09/2026",
        "checklist": steps.checklist.pk,
        "leader": inspector.pk,
    }
    assert keeper.get(_at("surprise")).status_code == 200
    assert keeper.post(_at("surprise"), said).status_code == 200
    keeper.post(_at("surprise"), {**said, "reason": "Phản ánh số 12"})
    inspection = Inspection.objects.get()
    assert sign_in(principal).get(_at("page", inspection.pk)).status_code == 404
    assert "Ghi kết quả" in sign_in(inspector).get(_at("page", inspection.pk)).content.decode()
    assert keeper.get(_at("change", inspection.pk)).context["form"]["leader"].value() == inspector.pk
    keeper.post(_at("cancel", inspection.pk), {"reason": "Đã rõ"})
    assert "Đã rõ" in keeper.get(_at("page", inspection.pk)).content.decode()


def test_each_refusal_is_said_in_words_where_the_person_is(
    steps: Steps, keeper: Client, sign_in: SignIn, head: Person, principal: Person, clock: Any
) -> None:
    lead, school = sign_in(head), steps.bodies.upper_secondary_school
    undrawn = steps.round()
    drawn = steps.approved()
    inspection = steps.planned(drawn)
    draft = draft_next_checklist(checklist_id=steps.checklist.checklist_id, by=steps.keeper, at=steps.moment)
    save_checklist(version_id=draft.pk, items=[], by=steps.keeper, at=steps.moment)
    visit = {"planned_on": "24/09/2026", "checklist": steps.checklist.pk, "leader": steps.inspector.pk}
    for browser, path, said, words in (
        (lead, _at("approve_round", undrawn.pk), {}, "chưa rút thăm"),
        (keeper, _at("take_back", undrawn.pk, school.pk), {}, "theo quyết định nào"),
        (keeper, _at("publish_checklist", draft.pk), {}, "chưa có mục nào"),
        (keeper, _at("plan", drawn.pk, school.pk), visit, "đã có lịch kiểm tra trong đợt này"),
        (keeper, _at("close_round", drawn.pk), {}, "Còn đơn vị chưa kiểm tra xong"),
        (keeper, _at("drop_round", drawn.pk), {"reason": "x"}, "không làm được việc này"),
        (keeper, _at("change", inspection.pk), {**visit, "planned_on": "01/09/2026"}, "đã qua"),
        (lead, _at("conclude", inspection.pk), _SIGNED, "không làm được việc này"),
        (keeper, _at("end", inspection.pk), _ENDED, "Chưa báo cho"),
    ):
        assert words in browser.post(path, said, follow=True).content.decode(), path
    clock(steps.visited_at - timedelta(days=1))
    late = keeper.post(_at("announce", inspection.pk), follow=True).content.decode()
    assert "báo chậm nhất 21/09/2026" in late
    inspection.refresh_from_db()
    assert inspection.status == InspectionStatus.PLANNED
    # Who may not, is refused whatever they send.
    for name in ("announce", "change", "cancel", "conclude", "end", "propose", "signed", "opinion"):
        answer = sign_in(principal).post(_at(name, inspection.pk), {})
        assert answer.status_code in {403, 404}, name


def test_the_year_s_figures_stand_above_the_list(steps: Steps, keeper: Client, clock: Any) -> None:
    steps.concluded()
    clock(steps.visited_at + timedelta(days=60))
    answer = keeper.get(_at("list"))
    figures = answer.context["figures"]
    assert (figures.scheduled, figures.surprise, figures.findings) == (1, 0, 2)
    assert (figures.remedies, figures.done, figures.in_time, figures.late) == (2, 0, 0, 2)
    assert "Xong đúng hạn, đang quá hạn" in answer.content.decode()


def test_papers_come_as_word_and_pdf(
    steps: Steps, keeper: Client, sign_in: SignIn, principal: Person, clock: Any
) -> None:
    inspection = steps.concluded()
    clock(steps.visited_at.replace(day=28))
    assert inspection.round is not None
    for browser, path in (
        (keeper, _at("plan_paper", inspection.round.pk, "docx")),
        (sign_in(principal), _at("minutes", inspection.pk, "docx")),
        (sign_in(principal), _at("conclusion", inspection.pk, "docx")),
    ):
        answer = browser.get(path)
        assert answer.status_code == 200, path
        with ZipFile(io.BytesIO(answer.content)) as parts:
            text = parts.read("word/document.xml").decode()
        assert "Trường THPT Ngô Quyền" in text, path
        assert browser.get(path.replace(".docx", ".exe")).status_code == 404
    assert sign_in(principal).get(_at("plan_paper", inspection.round.pk, "docx")).status_code == 404
    assert keeper.get(_at("minutes", inspection.pk, "pdf")).content.startswith(b"%PDF")


def test_a_check_list_is_written_in_rows_and_published(steps: Steps, keeper: Client) -> None:
    keeper.post(_at("start_checklist"), {"title": "Dịch vụ công"})
    draft = ChecklistVersion.objects.get(checklist__title="Dịch vụ công")
    page = _at("checklist", draft.pk)
    rows = {
        "items-TOTAL_FORMS": "1",
        "items-INITIAL_FORMS": "0",
        "items-0-group": "Chung",
        "items-0-question": "Có máy cho dân dùng",
        "revision": "1",
    }
    more = keeper.post(page, {**rows, "add": "items"})
    assert more.status_code == 200
    assert "items-1-question" in more.content.decode()
    assert not draft.items.exists()
    bad = keeper.post(page, {**rows, "items-0-question": ""})
    assert bad.status_code == 422
    assert keeper.post(page, rows).status_code == 302
    stale = keeper.post(page, rows)
    assert "được người khác lưu" in stale.content.decode()
    keeper.post(_at("publish_checklist", draft.pk))
    shown = keeper.get(page).content.decode()
    assert "Có máy cho dân dùng" in shown
    assert "Lập bản mới" in shown
    again = keeper.post(_at("next_checklist", draft.checklist_id))
    assert "Có máy cho dân dùng" in keeper.get(again["Location"]).content.decode()
    assert "Dịch vụ công" in keeper.get(_at("checklists")).content.decode()


def test_how_the_agency_inspects_is_set(steps: Steps, keeper: Client) -> None:
    assert keeper.get(_at("settings")).context["form"]["notice_days"].value() == 3
    said = {"least_share": "40", "share_basis": "QĐ 1", "avoid_years": "3", "notice_days": "5"}
    keeper.post(_at("settings"), said)
    assert InspectionSetting.objects.get().least_share == 40


def test_nobody_else_opens_anything(
    steps: Steps, sign_in: SignIn, outsider: Person, handling_officer: Person, citizen: Person
) -> None:
    inspection = steps.notified()
    assert inspection.round is not None
    pages = [
        _at("page", inspection.pk),
        _at("minutes", inspection.pk, "docx"),
        _at("check", inspection.pk, 1),
        _at("round", inspection.round.pk),
        _at("checklist", steps.checklist.pk),
        _at("draw", inspection.round.pk),
    ]
    for person in (outsider, handling_officer):
        browser = sign_in(person)
        for page in pages:
            assert browser.get(page).status_code in {403, 404}, page
        assert "Ngô Quyền" not in browser.get(_at("list")).content.decode()
    assert sign_in(citizen).get(_at("list")).status_code == 403


def test_lists_ask_a_fixed_number_of_questions(
    steps: Steps, keeper: Client, make_agency: MakeAgency, bodies: Bodies
) -> None:
    drawn = steps.approved()
    steps.planned(drawn)
    pages = [_at("list"), _at("round", drawn.pk), _at("checklists")]

    def asked() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                keeper.get(page)
            counts.append(len(captured))
        return counts

    before = asked()
    row = Inspection.objects.get()
    for number in range(45):
        unit = make_agency(f"Phòng {number}", parent=bodies.department)
        drawn.candidates.create(unit=unit, is_taken=True)
        row.pk, row.unit, row._state.adding = None, unit, True
        fields = {
            field.attname: getattr(row, field.attname)
            for field in Inspection._meta.concrete_fields
            if field.name != "id"
        }
        Inspection.objects.create(**fields)
    assert asked() == before
    first = keeper.get(_at("list"))
    assert "Xem tiếp" in first.content.decode() or first.context["next_href"]
    assert keeper.get(_at("list") + first.context["next_href"]).status_code == 200
    for query in ("?the=sap-toi", "?the=x", f"?don-vi={bodies.division.pk}", "?don-vi=x", "?sau=x_y"):
        assert keeper.get(_at("list") + query).status_code == 200, query
