"""The desk's forms: written on a sheet, checked, tried, published by a second person."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from tests.forms.written import FEW, forms
from tests.publishing import Publish
from tests.web.desk.conftest import DESK, SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.forms.models import Form, FormVersion
from motcua.forms.queries.versions import draft_of, find_form_version
from motcua.forms.rules.schema import as_json, read_draft, read_schema
from motcua.web.desk.online_forms.sheet import read_sheet
from motcua.web.desk.online_forms.showing import SheetShowing

ROOT = f"{DESK}bieu-mau/"
MATTER = "procedure:3.000465"


class _Sheet(HTMLParser):
    """What a browser would post from the editor's sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.posted: list[tuple[str, str]] = []
        self._area = self._select = ""
        self._first: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "input" and said.get("type") in {"radio", "checkbox"}:
            if "checked" in said:
                self.posted.append((said["name"], said["value"]))
        elif tag == "input" and said.get("name", "").startswith(("s.", "seen")):
            self.posted.append((said["name"], said.get("value", "")))
        elif tag == "textarea":
            self._area = said["name"]
            self.posted.append((self._area, ""))
        elif tag == "select":
            self._select, self._first = said["name"], None
        elif tag == "option":
            self._first = said["value"] if self._first is None else self._first
            if "selected" in said:
                self.posted.append((self._select, said["value"]))
                self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, text = self.posted[-1]
            self.posted[-1] = (name, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            name, text = self.posted[-1]
            self.posted[-1], self._area = (name, text.removeprefix("\n")), ""
        elif tag == "select" and self._select and self._first is not None:
            self.posted.append((self._select, self._first))


def sheet_of(page: str) -> dict[str, Any]:
    """The names and values of the sheet in a page."""
    part = page[page.index('id="soan"') : page.index("</form>", page.index('id="soan"'))]
    posted: dict[str, list[str]] = {}
    for name, value in _Sheet(part).posted:
        posted.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in posted.items()}


@pytest.fixture
def procedure(publish: Publish) -> Procedure:
    return publish("3.000465", name="Cấp bản sao văn bằng từ sổ gốc")


@pytest.fixture
def form(keeper: Client, procedure: Procedure) -> Form:
    """A form begun through the page, empty."""
    answer = keeper.post(f"{ROOT}moi/", {"procedure": "3.000465", "name": "Đơn xin bản sao", "copied": ""})
    assert answer.status_code == 302
    return Form.objects.get(matter=MATTER)


@pytest.fixture
def second(sign_in: SignIn, second_control_officer: Person) -> Client:
    return sign_in(second_control_officer)


def schema_of_draft(form: Form) -> dict[str, Any]:
    draft = draft_of(form)
    assert draft is not None
    schema: dict[str, Any] = draft.schema
    return schema


def press(browser: Client, form: Form, act: str, **more: Any) -> str:
    """The editor's page after a button of it was pressed, with `more` typed before."""
    page = browser.get(f"{ROOT}{form.pk}/soan/").content.decode()
    answer = browser.post(
        f"{ROOT}{form.pk}/soan/", {**sheet_of(page), **more, **({"act": act} if act else {})}
    )
    return answer.content.decode() if act else str(answer.status_code)


WRITTEN = {
    "title": "Đơn xin bản sao",
    "sections": [
        {"key": "a", "title": "Người xin", "fields": [
            {"key": "kind", "kind": "choice", "label": "Là ai?", "is_required": True,
             "options": [{"value": "p", "label": "Cá nhân"}, {"value": "o", "label": "Tổ chức"}]},
            {"key": "name", "kind": "text", "label": "Họ và tên", "condition": {"field": "kind", "is": "p"}},
        ]},
    ],
}  # fmt: skip


@settings(max_examples=FEW)
@given(forms())
def test_a_sheet_left_alone_says_the_same(data: dict[str, Any]) -> None:
    """What the editor shows of any form, posted as it stands, is that form."""
    from django.template.loader import render_to_string

    schema = as_json(read_schema(data))
    _, problems = read_draft(schema)
    assert problems == []
    showing = SheetShowing(schema, problems)
    sections = showing.sections()
    page = f'<input name="s.count" value="{len(sections)}"><input name="s.title" value="">'
    for section in sections:
        page += render_to_string("desk/online_forms/section.html", {"section": section})
    posted = QueryDict(mutable=True)
    for name, value in _Sheet(page).posted:
        posted.appendlist(name, value)
    posted["s.title"] = schema["title"]
    again = read_sheet(posted)
    assert as_json(read_schema(again)) == schema


def test_a_form_is_written_and_published_by_two_people(
    keeper: Client, second: Client, form: Form, today: date
) -> None:
    page = press(keeper, form, "add-field:0", **{"s.0.title": "Người xin"})
    assert 'id="o-0-0-label"' in page
    typed = {**sheet_of(page), "s.0.0.label": "Vì sao?", "s.0.0.kind": "choice", "act": "refresh"}
    page = keeper.post(f"{ROOT}{form.pk}/soan/", typed).content.decode()
    typed = {**sheet_of(page), "s.0.0.options": "Mất\nHỏng", "stay": "1"}
    answer = keeper.post(f"{ROOT}{form.pk}/soan/", typed, follow=True)
    assert "Đã lưu dự thảo" in answer.content.decode()
    assert schema_of_draft(form)["sections"][0]["fields"][0]["options"] == [
        {"value": "mat", "label": "Mất"}, {"value": "hong", "label": "Hỏng"}
    ]  # fmt: skip
    mine = keeper.get(f"{ROOT}{form.pk}/").content.decode()
    assert "Bạn đã soạn bản này" in mine
    refused = keeper.post(f"{ROOT}{form.pk}/ban-hanh/", {"from_on": f"{today:%d/%m/%Y}"})
    assert refused.status_code == 403
    theirs = second.get(f"{ROOT}{form.pk}/").content.decode()
    assert "Ban hành</button>" in theirs
    done = second.post(f"{ROOT}{form.pk}/ban-hanh/", {"from_on": f"{today:%d/%m/%Y}"}, follow=True)
    assert "Đã ban hành biểu mẫu" in done.content.decode()
    version = find_form_version(MATTER, None, today)
    assert version is not None
    assert version.form == form


def save(form: Form, by: Person, at: Any, schema: dict[str, Any] = WRITTEN) -> None:
    from motcua.forms.actions.writing import save_form_draft

    save_form_draft(form=form, schema=schema, by=by, at=at)


def test_a_condition_is_chosen_from_lists(
    keeper: Client, form: Form, control_focal_officer: Person, moment: Any
) -> None:
    save(form, control_focal_officer, moment)
    page = press(keeper, form, "condition:0.1")
    offered = unescape(page)
    assert "Là ai?: chọn “Tổ chức”" in offered
    typed = {**sheet_of(page), "s.0.1.statement.0": "kind|is|=o", "s.0.1.statement.1": "kind|empty|",
             "s.0.1.joined": "any", "stay": "1"}  # fmt: skip
    keeper.post(f"{ROOT}{form.pk}/soan/", typed)
    condition = schema_of_draft(form)["sections"][0]["fields"][1]["condition"]
    assert condition == {"any": [{"field": "kind", "is": "o"}, {"field": "kind", "filled": False}]}
    page = keeper.get(f"{ROOT}{form.pk}/soan/").content.decode()
    assert "“Là ai?” là “Tổ chức” hoặc “Là ai?” chưa trả lời" in page
    keeper.post(f"{ROOT}{form.pk}/soan/", {**sheet_of(page), "s.0.1.no_condition": "1"})
    assert "condition" not in schema_of_draft(form)["sections"][0]["fields"][1]


def test_a_condition_that_no_list_can_say_is_kept(
    keeper: Client, form: Form, control_focal_officer: Person, moment: Any
) -> None:
    deep = {"all": [{"any": [{"field": "kind", "is": "p"}, {"field": "kind", "is": "o"}]}]}
    schema = json.loads(json.dumps(WRITTEN))
    schema["sections"][0]["fields"][1]["condition"] = deep
    save(form, control_focal_officer, moment, schema)
    press(keeper, form, "", **{"s.title": "Đổi tên"})
    kept = schema_of_draft(form)
    assert kept["title"] == "Đổi tên"
    assert kept["sections"][0]["fields"][1]["condition"] == deep


def test_faults_are_told_beside_the_sheet_and_the_draft_is_kept_all_the_same(
    keeper: Client, form: Form, control_focal_officer: Person, moment: Any
) -> None:
    save(form, control_focal_officer, moment)
    page = press(keeper, form, "", **{"s.0.0.options": "", "s.0.1.label": ""})
    assert page == "302"
    page = keeper.get(f"{ROOT}{form.pk}/soan/").content.decode()
    assert "phải có các lựa chọn" in page
    assert "Dự thảo còn chỗ phải sửa" in keeper.get(f"{ROOT}{form.pk}/").content.decode()


def test_two_people_at_one_sheet(
    keeper: Client, second: Client, form: Form, control_focal_officer: Person, moment: Any
) -> None:
    save(form, control_focal_officer, moment)
    mine = sheet_of(keeper.get(f"{ROOT}{form.pk}/soan/").content.decode())
    press(second, form, "", **{"s.0.1.label": "Tên đầy đủ"})
    answer = keeper.post(f"{ROOT}{form.pk}/soan/", {**mine, "s.title": "Của tôi"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Có người khác vừa lưu" in page
    assert 'value="Của tôi"' in page
    assert "Tên đầy đủ" in page
    again = keeper.post(f"{ROOT}{form.pk}/soan/", sheet_of(page))
    assert again.status_code == 302
    assert schema_of_draft(form)["title"] == "Của tôi"


def test_the_preview_behaves_as_for_an_applicant(
    keeper: Client, form: Form, control_focal_officer: Person, moment: Any, writes: Callable[..., list[str]]
) -> None:
    save(form, control_focal_officer, moment)
    draft = draft_of(form)
    assert draft is not None
    address = f"{ROOT}phien-ban/{draft.pk}/xem-truoc/"
    assert "Họ và tên" not in keeper.get(address).content.decode()
    answers: list[Any] = []
    posted = {"a.kind": "p", "a-act": "refresh"}
    assert writes(lambda: answers.append(keeper.post(address, posted))) == []
    assert "Họ và tên" in answers[0].content.decode()
    wrong = keeper.post(address, {}).content.decode()
    assert "Hãy chọn một mục" in wrong
    assert "nộp được" in keeper.post(address, {"a.kind": "o"}).content.decode()


def test_a_form_travels_as_a_file(
    keeper: Client, form: Form, control_focal_officer: Person, moment: Any
) -> None:
    save(form, control_focal_officer, moment)
    draft = draft_of(form)
    assert draft is not None
    file = keeper.get(f"{ROOT}phien-ban/{draft.pk}/tep.json")
    assert json.loads(file.content) == WRITTEN
    assert "attachment" in file.headers["Content-Disposition"]
    changed = json.dumps({**WRITTEN, "title": "Từ tệp"}).encode()
    for content, words in (
        (b"\xff\xfe", "không phải JSON"),
        (b"[1, 2]", "Không lưu được dự thảo"),
        (changed, "Đã nhập tệp"),
    ):
        upload = SimpleUploadedFile("don.json", content)
        answer = keeper.post(f"{ROOT}{form.pk}/nhap/", {"file": upload}, follow=True)
        assert words in answer.content.decode()
    assert schema_of_draft(form)["title"] == "Từ tệp"


def test_new_forms_are_for_procedures_that_are_there(keeper: Client, form: Form) -> None:
    answer = keeper.post(f"{ROOT}moi/", {"procedure": "9.999999", "name": "A", "copied": ""}).content.decode()
    assert "Danh mục không có thủ tục mã 9.999999" in answer
    again = keeper.post(f"{ROOT}moi/", {"procedure": "3.000465", "name": "A", "copied": ""}).content.decode()
    assert "đã có biểu mẫu" in again
    copied = {"procedure": "3.000465", "name": "Riêng", "copied": str(form.pk), "is_own": "on"}
    assert keeper.post(f"{ROOT}moi/", copied).status_code == 302
    assert Form.objects.filter(matter=MATTER).count() == 2


def test_a_form_is_retired_with_a_reason(
    second: Client, form: Form, control_focal_officer: Person, moment: Any, today: date
) -> None:
    save(form, control_focal_officer, moment)
    second.post(f"{ROOT}{form.pk}/ban-hanh/", {"from_on": f"{today:%d/%m/%Y}"})
    missing = second.post(f"{ROOT}{form.pk}/ngung-dung/", {"from_on": f"{today:%d/%m/%Y}", "reason": " "})
    assert missing.status_code == 200
    second.post(f"{ROOT}{form.pk}/ngung-dung/", {"from_on": f"{today:%d/%m/%Y}", "reason": "Dùng mẫu chung"})
    version = find_form_version(MATTER, None, today)
    assert version is not None
    assert version.form.matter == ""


def test_a_draft_is_thrown_away(keeper: Client, form: Form) -> None:
    assert "Đã bỏ dự thảo" in keeper.post(f"{ROOT}{form.pk}/bo-du-thao/", follow=True).content.decode()
    assert draft_of(form) is None


def test_pages_are_clean_and_for_those_who_keep_the_catalogue(
    keeper: Client,
    sign_in: SignIn,
    receiving_officer: Person,
    outsider: Person,
    form: Form,
    writes: Callable[..., list[str]],
) -> None:
    draft = draft_of(form)
    assert draft is not None
    paths = ["", "moi/", f"{form.pk}/", f"{form.pk}/soan/", f"phien-ban/{draft.pk}/xem-truoc/"]
    for path in paths:
        answers: list[Any] = []
        assert writes(lambda path=path, answers=answers: answers.append(keeper.get(ROOT + path))) == []
        page = answers[0].content.decode()
        assert answers[0].status_code == 200
        assert page.count("<h1") == 1
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", page)
        assert sign_in(receiving_officer).get(ROOT + path).status_code == 403
    assert keeper.get(f"{ROOT}{draft.pk}/").status_code == 404
    assert sign_in(outsider).post(f"{ROOT}{form.pk}/soan/", {"s.title": "x"}).status_code == 403


def test_the_list_reads_so_many_queries_however_long(
    keeper: Client, form: Form, control_focal_officer: Person, moment: Any, django_assert_max_num_queries: Any
) -> None:
    from motcua.forms.actions.writing import create_form

    for number in range(6):
        create_form(matter=f"procedure:1.00000{number}", agency=None, name=f"Đơn {number}", schema=WRITTEN,
                    by=control_focal_officer, at=moment)  # fmt: skip
    keeper.get(ROOT)
    with django_assert_max_num_queries(12):
        page = keeper.get(ROOT).content.decode()
    assert "Cấp bản sao văn bằng từ sổ gốc" in page
    assert page.count("có dự thảo") == 7
    assert FormVersion.objects.count() == 8
    assert "Không có biểu mẫu nào khớp" in keeper.get(ROOT, {"tim": "xyz"}).content.decode()
    assert "Đơn 3" in keeper.get(ROOT, {"tim": "DON 3"}).content.decode()


def test_suggestions_for_places_and_schools(client: Client, bodies: Any, today: date) -> None:
    def ask(**query: str) -> str:
        return client.get("/bieu-mau/noi/", query).content.decode()

    assert "place:home:" in ask(path="home", what="place", **{"a.home.typed": "an biên, hải phòng"})
    school = bodies.upper_secondary_school
    assert f"school:s:{school.pk}" in ask(path="s", what="school", **{"a.s.name": school.name[-8:]})
    for query in ({}, {"path": "<b>", "a.<b>.typed": "an biên"}, {"path": "home", "a.home.typed": "a"}):
        assert "<button" not in ask(**query)
