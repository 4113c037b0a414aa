"""Surveys at the desk: a questionnaire written, a survey prepared and drawn, sheets typed, results read."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.cast import Bodies
from tests.feedback.surveys.test_run_surveys import workbook
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.feedback.files.survey_sheets import answer_headings
from motcua.feedback.models import (
    Questionnaire,
    QuestionnaireVersion,
    Survey,
    SurveyResponse,
    SurveyVerbatim,
)
from motcua.feedback.queries.surveys.answers import content_of
from motcua.feedback.queries.surveys.verbatims import verbatim_key
from motcua.feedback.rules.surveys.questionnaires import from_json
from motcua.feedback.rules.surveys.sheets import sheet_code
from motcua.web.desk import access

pytestmark = pytest.mark.django_db


def _at(name: str, *args: Any) -> str:
    return reverse(f"desk:surveys:{name}", args=args)


def _rows(prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    said = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    return said | {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


_ITEM = {
    "code": "sach",
    "group": "g",
    "weight": 1,
    "text": "Trường sạch",
    "options": "5: Rất hài lòng\n1: Không hài lòng\n-: Không biết",
    "satisfied": 4,
}
_CONTENT = {
    "lead": "Mời trả lời",
    **_rows("groups", {"code": "g", "title": "Trường lớp", "weight": 1}),
    **_rows(
        "items", _ITEM, {**_ITEM, "code": "yen", "text": "Lớp yên", "when_item": "sach", "when_options": "2"}
    ),
    **_rows("open", {"code": "y", "text": "Ý khác"}),
}


@pytest.fixture
def version(keeper: Client) -> QuestionnaireVersion:
    """Begun empty, written and published through the pages."""
    keeper.post(_at("start_questionnaire"), {"template": "", "title": "Hài lòng", "subject": "education"})
    draft = QuestionnaireVersion.objects.get()
    assert keeper.post(_at("questionnaire", draft.pk), {**_CONTENT, "revision": 1}).status_code == 302
    assert keeper.post(_at("publish", draft.pk)).status_code == 302
    draft.refresh_from_db()
    return draft


@pytest.fixture
def survey(keeper: Client, version: QuestionnaireVersion) -> Survey:
    """Two schools without lists, drawn, open, thirty sheets printed."""
    form = {
        "title": "Phụ huynh 2026",
        "version": version.pk,
        "year": 2026,
        "starts_on": "17/09/2026",
        "ends_on": "30/09/2026",
        "population": "list",
        "wanted": 30,
        "least": 5,
        "twice_share": 100,
    }
    assert keeper.post(_at("start"), form).status_code == 302
    made = Survey.objects.get()
    units = "THCS A; Phụ huynh; 400\nTHCS B; Phụ huynh; 200"
    assert keeper.post(_at("units", made.code), {"units": units}).status_code == 302
    assert keeper.post(_at("draw", made.code), {"number": "12", "source": "Bốc thăm"}).status_code == 302
    assert keeper.post(_at("open", made.code)).status_code == 302
    paper = keeper.post(_at("sheets", made.code), {"count": 30})
    assert paper.content.startswith(b"%PDF")
    made.refresh_from_db()
    return made


def test_a_questionnaire_is_written_without_code(keeper: Client, version: QuestionnaireVersion) -> None:
    content = from_json(version.content)
    assert [item.code for item in content.items] == ["sach", "yen"]
    assert [o.score for o in content.items[0].options] == [5, 1, None]
    assert content.items[1].when is not None
    assert version.published_at is not None
    for name in ("questionnaire", "preview"):
        assert "Trường sạch" in keeper.get(_at(name, version.pk)).content.decode()
    assert keeper.get(_at("specimen", version.pk)).content.startswith(b"%PDF")
    assert "Hài lòng" in keeper.get(_at("questionnaires")).content.decode()
    assert keeper.post(_at("next", version.questionnaire_id)).status_code == 302
    assert version.questionnaire.versions.count() == 2


def test_rows_are_added_and_faults_named(keeper: Client) -> None:
    keeper.post(_at("start_questionnaire"), {"template": "thu-tuc", "title": "Mẫu", "subject": "procedures"})
    draft = QuestionnaireVersion.objects.get()
    page = keeper.get(_at("questionnaire", draft.pk)).content.decode()
    assert "Không bị trễ hẹn" in page
    added = keeper.post(_at("questionnaire", draft.pk), {**_CONTENT, "add": "items"})
    assert 'name="items-2-text"' in added.content.decode()
    wrong = {**_CONTENT, "items-0-options": "Rất tốt"}
    answer = keeper.post(_at("questionnaire", draft.pk), wrong)
    assert answer.status_code == 422
    assert "điểm: lời" in answer.content.decode()
    keeper.post(_at("questionnaire", draft.pk), {**_CONTENT, "items-0-group": "khac"})
    assert "không có trong phiếu" in keeper.get(_at("questionnaire", draft.pk)).content.decode()
    assert Questionnaire.objects.get().versions.get().published_at is None


def test_a_list_with_a_wrong_cell_is_not_taken(keeper: Client, version: QuestionnaireVersion) -> None:
    form = {
        "title": "Theo danh sách",
        "version": version.pk,
        "year": 2026,
        "starts_on": "17/09/2026",
        "ends_on": "30/09/2026",
        "population": "list",
        "wanted": 2,
        "twice_share": 0,
    }
    keeper.post(_at("start"), form)
    survey = Survey.objects.get()
    head = ["Trường", "Họ tên", "Email"]
    wrong = SimpleUploadedFile("ds.xlsx", workbook(head, ["A", "An", "khong"]))
    answer = keeper.post(_at("bring", survey.code), {"file": wrong})
    assert answer.status_code == 422
    assert "<strong>C2</strong>" in answer.content.decode()
    right = SimpleUploadedFile(
        "ds.xlsx", workbook(head, ["A", "An", "an@example.vn"], ["A", "Bo", ""], ["B", "Ca", ""])
    )
    assert keeper.post(_at("bring", survey.code), {"file": right}).status_code == 302
    keeper.post(_at("draw", survey.code), {})
    assert survey.members.filter(is_drawn=True).count() == 2
    drawn = keeper.get(_at("drawn", survey.code))
    assert ZipFile(io.BytesIO(b"".join(drawn.streaming_content))).testzip() is None  # type: ignore[attr-defined]  # a file
    assert keeper.post(_at("edit", survey.code), {**form, "title": "Tên khác"}).status_code == 302
    assert keeper.post(_at("drop", survey.code)).status_code == 302
    assert not Survey.objects.exists()


def test_sheets_are_typed_twice_settled_and_counted(
    keeper: Client, survey: Survey, sign_in: SignIn, handling_officer: Person
) -> None:
    typist = sign_in(handling_officer)
    a = survey.strata.order_by("key").first()
    assert a is not None
    sheet = {"stratum": a.key, "sheet": sheet_code(1), "digits": "10", "y-y": "Tốt"}
    assert typist.get(_at("list")).status_code == 200
    assert typist.get(_at("page", survey.code)).status_code in {403, 404}
    wrong = typist.post(_at("enter", survey.code), {**sheet, "digits": "1"})
    assert wrong.status_code == 422
    assert "thiếu 1" in wrong.content.decode()
    assert typist.post(_at("enter", survey.code), {**sheet, "sheet": "0001-1"}).status_code == 422
    answer = typist.post(_at("enter", survey.code), sheet)
    assert answer.status_code == 302
    assert f"don-vi={a.key}" in answer["Location"]
    assert typist.post(_at("again", survey.code), {"sheet": sheet_code(1), "digits": "10"}).status_code == 422
    assert keeper.post(_at("again", survey.code), {"sheet": sheet_code(1), "digits": "20"}).status_code == 302
    page = keeper.get(_at("settle", survey.code, 1)).content.decode()
    assert "Trường sạch" in page
    assert (
        keeper.post(_at("settle", survey.code, 1), {"sheet": sheet_code(1), "digits": "23"}).status_code
        == 302
    )
    assert SurveyResponse.objects.get().chosen == {"sach": "2", "yen": "3"}
    assert typist.post(_at("take_back", survey.code, 1), {"reason": "Nhầm"}).status_code == 302
    assert not SurveyResponse.objects.exists()


def _bring(keeper: Client, survey: Survey) -> None:
    head = answer_headings(content_of(survey))
    rows = [["", "THCS A", "Phụ huynh", 1, "", "Sạch"] for _ in range(8)]
    rows += [["", "THCS A", "Phụ huynh", 2, 1, ""] for _ in range(2)]
    rows += [["", "THCS B", "Phụ huynh", 1, "", ""] for _ in range(3)]
    file = SimpleUploadedFile("phieu.xlsx", workbook(head, *rows))
    assert keeper.post(_at("bring_answers", survey.code), {"file": file}).status_code == 302


def test_results_hide_a_small_school_and_print(keeper: Client, survey: Survey) -> None:
    empty = keeper.get(_at("empty", survey.code))
    assert ZipFile(io.BytesIO(empty.content)).testzip() is None
    _bring(keeper, survey)
    for name, more in (("results", []), ("workbook", []), ("report", ["docx"])):
        early = keeper.get(_at(name, survey.code, *more))
        assert early.status_code == 409
        assert "chỉ xem được sau khi khóa" in early.content.decode()
    assert _at("results", survey.code) not in keeper.get(_at("page", survey.code)).content.decode()
    assert keeper.post(_at("close", survey.code)).status_code == 302
    assert keeper.post(_at("remark", survey.code), {"note": "Trường cần sạch hơn"}).status_code == 302
    with CaptureQueriesContext(connection) as captured:
        page = keeper.get(_at("results", survey.code)).content.decode()
    assert len(captured) <= 24
    assert "không nêu" in page
    assert "Trường cần sạch hơn" in page
    # Each school beside each item, hiding what the report hides: here everything but the names.
    cross = page.split('id="cau-theo-don-vi"')[1].split("</section>")[0]
    cells = re.findall(r'<td class="number">([^<]*)', cross)
    assert "1. Trường sạch" in cross
    assert cells
    assert set(cells) == {"không nêu"}
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert keeper.get(_at("report", survey.code, form)).content.startswith(start)
    assert keeper.get(_at("report", survey.code, "txt")).status_code == 404
    book = load_workbook(io.BytesIO(keeper.get(_at("workbook", survey.code)).content))
    assert book.sheetnames == ["Theo câu", "Theo đơn vị", "Câu theo đơn vị", "Ý kiến", "Tỷ lệ trả lời"]
    assert [len(book[name]._charts) for name in ("Theo câu", "Theo đơn vị")] == [2, 1]
    rows = [[cell.value for cell in row] for row in book["Câu theo đơn vị"].iter_rows(min_row=2)]
    assert [row[2:5] for row in rows[:1]] == [["1. Trường sạch", "không nêu", None]]
    assert {row[3] for row in rows} == {"không nêu"}  # all less the larger school would tell the smaller
    [clean] = [row for row in book["Theo câu"].iter_rows(min_row=2, values_only=True) if row[0] == "sach"]
    assert (clean[2], clean[3]) == (13, pytest.approx(11 / 13))
    weights = [[cell.value for cell in row] for row in book["Tỷ lệ trả lời"].iter_rows(min_row=2)]
    assert [(row[3], row[5]) for row in weights] == [(10, 40), (3, 200 / 3)]
    assert "Khóa kết quả khảo sát" in keeper.get(_at("page", survey.code)).content.decode()


def test_a_closed_survey_feeds_its_measure(
    keeper: Client,
    survey: Survey,
    sign_in: SignIn,
    head: Person,
    bodies: Bodies,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _bring(keeper, survey)
    reader = sign_in(head)
    asked = {"agency": str(bodies.department.pk), "from": "2026-01-01", "to": "2026-12-31"}
    address = reverse("desk:figures:measure", args=["education_satisfaction_rate"])
    assert "không phát sinh" in reader.get(address, asked).content.decode()
    keeper.post(_at("close", survey.code))
    monkeypatch.setattr(access, "now", lambda: moment + timedelta(hours=1))
    assert "84,62 %" in reader.get(address, asked).content.decode()
    rows = reverse("desk:figures:rows", args=["education_satisfaction_rate"])
    page = reader.get(rows, {**asked, "side": "denominator"}).content.decode()
    assert _at("results", survey.code) in page
    assert "13 câu trả lời khảo sát" in page
    book = reader.get(reverse("desk:figures:workbook", args=["education_satisfaction_rate"]), asked)
    assert ZipFile(io.BytesIO(b"".join(book.streaming_content))).testzip() is None  # type: ignore[attr-defined]  # a file
    board = reader.get(reverse("desk:dashboards:page"), asked).content.decode()
    assert "84,62 %" in board


def test_a_wrong_cell_of_answers_is_named(keeper: Client, survey: Survey) -> None:
    head = answer_headings(content_of(survey))
    file = SimpleUploadedFile("phieu.xlsx", workbook(head, ["", "THCS A", "Phụ huynh", 9, "", ""]))
    answer = keeper.post(_at("bring_answers", survey.code), {"file": file})
    assert answer.status_code == 422
    assert "<strong>D2</strong>" in answer.content.decode()
    assert not SurveyResponse.objects.exists()


def test_answers_in_own_words_are_put_to_themes(keeper: Client, survey: Survey) -> None:
    _bring(keeper, survey)
    keeper.post(_at("themes", survey.version.questionnaire_id), {"labels": "Vệ sinh\nHọc phí"})
    assert keeper.get(_at("code", survey.code)).status_code == 409
    keeper.post(_at("close", survey.code))
    page = keeper.get(_at("code", survey.code)).content.decode()
    assert "Vệ sinh" in page
    assert "THCS A" not in page
    verbatim = SurveyVerbatim.objects.order_by("response_id").first()
    assert verbatim is not None
    page, key = keeper.get(_at("code", survey.code)).content.decode(), verbatim_key(verbatim.pk)
    assert f'name="verbatim" value="{key}"' in page  # not a number that grows with the answers
    wrong = keeper.post(_at("code", survey.code), {"verbatim": verbatim.pk, "themes": []})
    assert wrong.status_code == 404
    answer = keeper.post(_at("code", survey.code), {"verbatim": key, "themes": ["ve_sinh"]})
    assert answer.status_code == 302
    verbatim.refresh_from_db()
    assert verbatim.themes == ["ve_sinh"]


def test_the_public_and_other_staff_stay_outside(
    survey: Survey, sign_in: SignIn, citizen: Person, outsider: Person, desk_clock: datetime, bodies: Bodies
) -> None:
    for person in (citizen, outsider):
        browser = sign_in(person)
        for name in ("page", "results", "enter", "code", "draw"):
            assert browser.get(_at(name, survey.code)).status_code in {403, 404}, name
