"""A form on a page: shown, posted, read back; rows, places, schools and files."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from hypothesis import given, settings
from tests.cast import Bodies
from tests.forms.written import FEW, answered

from motcua.forms.rules.answers import check_answers
from motcua.forms.rules.schema import FormSchema, read_schema
from motcua.web.online_forms import BoundForm, bind
from motcua.web.online_forms.binding import BoundForm as Bound
from motcua.web.online_forms.parsing import read_post

ON = date(2026, 9, 17)


def schema(*fields: dict[str, Any]) -> FormSchema:
    return read_schema({"title": "Đơn", "sections": [{"key": "s", "title": "Phần", "fields": list(fields)}]})


EVERYTHING = schema(
    {"key": "kind", "kind": "choice", "label": "Là ai?", "is_required": True,
     "options": [{"value": "a", "label": "Cá nhân"}, {"value": "b", "label": "Tổ chức"}]},
    {"key": "who", "kind": "person", "label": "Người", "condition": {"field": "kind", "is": "a"}, "prefill": "person"},
    {"key": "body", "kind": "organisation", "label": "Tổ chức", "condition": {"field": "kind", "is": "b"}},
    {"key": "name", "kind": "text", "label": "Tên", "is_required": True, "help": "Ghi đủ.", "autocomplete": "name"},
    {"key": "why", "kind": "long_text", "label": "Vì sao?"},
    {"key": "many", "kind": "number", "label": "Mấy bản?", "format": "whole", "min": 1},
    {"key": "when", "kind": "date", "label": "Ngày nào?", "max": "today"},
    {"key": "ticks", "kind": "choices", "label": "Những gì?",
     "options": [{"value": v, "label": v} for v in ("x", "y")]},
    {"key": "long", "kind": "choice", "label": "Lớp",
     "options": [{"value": str(n), "label": str(n)} for n in range(12)]},
    {"key": "sure", "kind": "yes_no", "label": "Chắc chứ?"},
    {"key": "file", "kind": "file", "label": "Tệp"},
    {"key": "school", "kind": "school", "label": "Trường"},
    {"key": "home", "kind": "address", "label": "Nơi ở"},
    {"key": "note", "kind": "note", "label": "Lưu ý", "help": "Đọc kỹ."},
    {"key": "rows", "kind": "group", "label": "Bản sao", "row_label": "Bản sao", "min_rows": 1, "max_rows": 3,
     "fields": [
        {"key": "n", "kind": "text", "label": "Tên bản", "is_required": True},
        {"key": "f", "kind": "file", "label": "Tệp bản"}]},
)  # fmt: skip


class _Controls(HTMLParser):
    """What a browser would post from a page, and what is said to whom."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.posted: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.ids += [said["id"]] if "id" in said else []
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed += said.get(name, "").split()
        if tag == "input" and said.get("type") in {"radio", "checkbox"}:
            if "checked" in said:
                self.posted.append((said["name"], said["value"]))
        elif tag == "input" and said.get("type") != "file":
            self.posted.append((said["name"], said.get("value", "")))
        elif tag == "textarea":
            self._area = said["name"]
            self.posted.append((self._area, ""))
        elif tag == "select":
            self._select = said["name"]
        elif tag == "option" and "selected" in said:
            self.posted.append((self._select, said["value"]))

    def handle_data(self, data: str) -> None:
        if self._area:
            name, text = self.posted[-1]
            self.posted[-1] = (name, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            name, text = self.posted[-1]
            self.posted[-1], self._area = (name, text.removeprefix("\n")), ""


def render(bound: BoundForm) -> str:
    return render_to_string("components/online_form/form.html", {"form": bound})


def controls(bound: BoundForm) -> _Controls:
    return _Controls(render(bound))


def post(*pairs: tuple[str, str]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def test_every_kind_of_question_is_shown_cleanly() -> None:
    bound = bind(
        EVERYTHING, on=ON, answers={"kind": "a", "file": ["f1"]}, files={"f1": "don.pdf"}, is_final=True
    )
    page = render(bound)
    found = _Controls(page)
    assert not re.search(r"<style|\sstyle=|<script|\son[a-z]+=\"", page)
    assert len(found.ids) == len(set(found.ids)), "an id stands once"
    assert set(found.pointed) <= set(found.ids), set(found.pointed) - set(found.ids)
    for fault in bound.faults:
        assert fault["href"].removeprefix("#") in found.ids
    assert "Đọc kỹ." in page
    assert "don.pdf" in page


@pytest.mark.django_db
def test_what_is_shown_posts_back_the_same_answers() -> None:
    said = {
        "kind": "a",
        "who": {"full_name": "Lê Mẫu", "born_on": "1990-02-01", "gender": "female", "phone": "0912345678"},
        "name": "A & <b> “B”",
        "why": "Dòng một\nDòng hai",
        "many": 1250,
        "when": "2026-09-09",
        "ticks": ["x", "y"],
        "long": "3",
        "sure": False,
        "file": ["f1"],
        "school": {"name": "Trường làng", "agency": ""},
        "home": {"street": "5 Rue X", "is_abroad": True},
        "rows": [{"n": "Một"}, {"n": "Hai", "f": ["f2"]}],
    }
    files = {"f1": "a.pdf", "f2": "b.pdf"}
    shown = bind(EVERYTHING, on=ON, answers=said, files=files)
    assert shown.errors == []
    again = bind(EVERYTHING, post(*controls(shown).posted), on=ON, files=files, is_final=True)
    assert again.errors == []
    assert again.clean == said


@pytest.mark.django_db
@settings(max_examples=FEW)
@given(answered())
def test_any_answers_are_shown_and_posted_back(case: tuple[FormSchema, dict[str, Any]]) -> None:
    asked, said = case
    kept = check_answers(asked, said, files={"f1": "a", "f2": "b"}, on=ON, is_final=False)
    shown = Bound(asked, kept.typed, ON, files={"f1": "a", "f2": "b"})
    page = render(shown)
    found = _Controls(page)
    assert len(found.ids) == len(set(found.ids))
    read_post(asked, post(*found.posted))


def test_questions_that_are_not_asked_are_not_shown() -> None:
    assert "a.who.full_name" not in dict(controls(bind(EVERYTHING, on=ON)).posted)
    shown = dict(controls(bind(EVERYTHING, on=ON, answers={"kind": "b"})).posted)
    assert "a.body.name" in shown
    assert "a.who.full_name" not in shown


def test_arranging_is_no_lodging_and_shows_no_errors() -> None:
    bound = bind(EVERYTHING, post(("a-act", "refresh"), ("a.name", "")), on=ON, is_final=True)
    assert bound.is_rearranging
    assert bound.errors
    assert bound.faults == []
    lodged = bind(EVERYTHING, post(("a.name", "")), on=ON, is_final=True)
    assert not lodged.is_rearranging
    assert lodged.faults


def rows(*names: str) -> list[tuple[str, str]]:
    return [("a.rows.rows", str(len(names))), *[(f"a.rows.{n}.n", name) for n, name in enumerate(names)]]


@pytest.mark.parametrize(
    ("act", "names", "focus"),
    [
        ("add:rows", ["A", "B", ""], "rows.2"),
        ("remove:rows.0", ["B"], "rows"),
        ("remove:rows.9", ["A", "B"], "rows"),
        ("remove:rows.x", ["A", "B"], "rows"),
        ("add:nothing", ["A", "B"], ""),
        ("drop:name:x", ["A", "B"], ""),
        ("place:rows:x", ["A", "B"], ""),
        (":::", ["A", "B"], ""),
    ],
)
def test_rows_are_added_and_taken_away(act: str, names: list[str], focus: str) -> None:
    bound = bind(EVERYTHING, post(("a-act", act), *rows("A", "B")), on=ON)
    assert [row.get("n", "") for row in bound.answers["rows"]] == names
    assert bound.focus == focus
    render(bound)


def test_no_more_rows_than_the_form_allows() -> None:
    bound = bind(EVERYTHING, post(("a-act", "add:rows"), *rows("A", "B", "C")), on=ON)
    assert len(bound.answers["rows"]) == 3
    assert 'value="add:rows"' not in render(bound)
    flood = bind(EVERYTHING, post(("a.rows.rows", "999"), ("a.rows.5.n", "x")), on=ON)
    assert flood.clean["rows"] == [{"n": "x"}]


def upload(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4")


def test_uploads_wait_to_be_stored_and_then_belong_to_their_question() -> None:
    uploaded = MultiValueDict({"a.file.new": [upload("a.pdf"), upload("b.pdf")], "a.rows.1.f.new": [upload("c.pdf")],
                               "a.name.new": [upload("x.pdf")]})  # fmt: skip
    bound = bind(EVERYTHING, post(("a.file", "f0"), *rows("A", "B")), uploaded, on=ON, files={"f0": "cu.pdf"})
    assert [(one.path, one.file.name) for one in bound.uploads] == [
        ("file", "a.pdf"), ("file", "b.pdf"), ("rows.1.f", "c.pdf")
    ]  # fmt: skip
    stored = bound.with_files({"file": [("f1", "a.pdf"), ("f2", "b.pdf")], "rows.1.f": [("f3", "c.pdf")]})
    assert stored.clean["file"] == ["f0", "f1", "f2"]
    assert stored.clean["rows"][1]["f"] == ["f3"]
    assert stored.uploads == ()
    assert "c.pdf" in render(stored)


def test_uploads_follow_their_row_when_one_before_is_taken_away() -> None:
    uploaded = MultiValueDict({"a.rows.0.f.new": [upload("a.pdf")], "a.rows.1.f.new": [upload("b.pdf")]})
    bound = bind(EVERYTHING, post(("a-act", "remove:rows.0"), *rows("A", "B")), uploaded, on=ON)
    assert [(one.path, one.file.name) for one in bound.uploads] == [("rows.0.f", "b.pdf")]


def test_a_file_is_taken_back() -> None:
    posted = post(("a-act", "drop:file:f1"), ("a.file", "f1"), ("a.file", "f2"))
    bound = bind(EVERYTHING, posted, on=ON, files={"f1": "a", "f2": "b"})
    assert bound.clean["file"] == ["f2"]


@pytest.mark.django_db
def test_a_typed_place_becomes_today_s_commune() -> None:
    bound = bind(EVERYTHING, post(("a.home.typed", "Bến Nghé, Quận 1"), ("a.home.street", "Số 1")), on=ON)
    assert bound.clean["home"]["commune_name"] == "Phường Sài Gòn"
    assert "Phường Bến Nghé" in bound.clean["home"]["former"]
    again = bind(EVERYTHING, post(*controls(bound).posted), on=ON)
    assert again.clean["home"] == bound.clean["home"]


@pytest.mark.django_db
def test_a_place_that_may_be_several_is_chosen_by_a_person() -> None:
    posted = post(("a.home.typed", "Quận Ngô Quyền"))
    bound = bind(EVERYTHING, posted, on=ON)
    assert "commune" not in bound.clean["home"]
    page = render(bound)
    acts = re.findall(r'value="(place:home:[^"]+)"', page)
    assert len(acts) > 1
    chosen = bind(EVERYTHING, post(("a.home.typed", "Quận Ngô Quyền"), ("a-act", acts[1])), on=ON)
    assert chosen.clean["home"]["commune"] == acts[1].rpartition(":")[2]
    assert chosen.clean["home"]["former"].startswith("Quận Ngô Quyền")


@pytest.mark.django_db
def test_words_that_name_no_place_are_kept_and_asked_about() -> None:
    posted = post(("a.home.typed", "không đâu cả"), ("a.kind", "a"), ("a.name", "A"))
    bound = bind(EVERYTHING, posted, on=ON, is_final=True)
    assert {error.path for error in bound.errors} >= {"home"}
    assert bound.typed["home"] == {"typed": "không đâu cả"}
    assert "Chưa thấy nơi nào tên như vậy" in render(bound)


def test_a_school_is_known_by_its_whole_name_or_by_choosing(bodies: Bodies) -> None:
    school = bodies.upper_secondary_school
    typed = bind(EVERYTHING, post(("a.school.name", school.name.upper())), on=ON)
    assert typed.clean["school"] == {"name": school.name, "agency": str(school.pk)}
    chosen = bind(EVERYTHING, post(("a.school.name", "thpt"), ("a-act", f"school:school:{school.pk}")), on=ON)
    assert chosen.clean["school"] == {"name": school.name, "agency": str(school.pk)}
    again = bind(EVERYTHING, post(*controls(chosen).posted), on=ON)
    assert again.clean["school"] == chosen.clean["school"]
    other = post(
        ("a.school.name", "Trường làng"),
        ("a.school.agency", str(school.pk)),
        ("a.school.agency_name", school.name),
    )
    assert bind(EVERYTHING, other, on=ON).clean["school"] == {"name": "Trường làng", "agency": ""}


def test_prefilled_answers_say_where_they_come_from() -> None:
    bound = bind(
        EVERYTHING, on=ON, answers={"kind": "a", "name": "Lê Mẫu"}, origins={"name": "person.full_name"}
    )
    assert "Điền sẵn từ tài khoản" in render(bound)
