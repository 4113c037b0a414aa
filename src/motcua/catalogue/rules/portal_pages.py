"""Reading pages of the national portal: those of 2026, older ones kept as sections of text, and those of 2021."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    FormContent,
    LegalBasisContent,
    MethodContent,
    ResultContent,
    in_order,
)
from motcua.catalogue.rules.entering import LONGEST_TEXT
from motcua.catalogue.rules.fees import FeeReading, read_fees
from motcua.catalogue.rules.flattened import methods_in, papers_in
from motcua.catalogue.rules.records import Notes, Reading, Record, read_code, with_limit
from motcua.catalogue.rules.steps import read_steps
from motcua.catalogue.rules.wording import (
    APPLICANTS,
    CHANNELS,
    LEVELS,
    REGULATION_LABELS,
    act_number,
    read_count,
    read_counts,
    read_words,
    says_none,
    says_nothing,
    without_field_code,
    without_tags,
)
from motcua.kernel.text import clean, fold

Page = Mapping[str, Any]
_GIVEN = frozenset(
    {
        "name",
        "decision_number",
        "field",
        "levels",
        "regulation_label",
        "applicant_types",
        "applicants_note",
        "issuing_agency",
        "competent_authority",
        "executing_agency",
        "coordinating_agency",
        "receiving_place",
        "steps",
        "methods",
        "components",
        "results",
        "legal_bases",
        "requirements",
    }
)
# The order of work says by a word which of the two old shapes a page has.
_OLD_KEYS = ("Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ")
_PRINTED_HEADINGS = {"ten giay to", "mau don to khai", "so luong"}


def read_page(page: Any, row: int) -> Reading:
    """The record in one page; `row` is its place in the file, from 1."""
    notes = Notes(row, "")
    if not isinstance(page, Mapping):
        notes.refuse("", "mục này không phải là một đối tượng có tên trường")
        return Reading(refusals=tuple(notes.refusals))
    code = read_code(_text(page, "code", notes), notes)
    read = _read_old(page, notes) if any(key in page for key in _OLD_KEYS) else _read_new(page, notes)
    if notes.refusals:
        return Reading(refusals=tuple(notes.refusals))
    url = _text(page, "portal_url", notes)
    record = Record(
        row=row,
        code=code,
        content=read,
        given=_GIVEN,
        source_url=url if url.startswith(("https://", "http://")) and len(url) <= 500 else "",
        remarks=tuple(notes.remarks),
    )
    return Reading(record=record)


def _read_new(page: Page, notes: Notes) -> Content:
    sections = page.get("raw_sections") or {}
    if not isinstance(sections, Mapping):
        notes.refuse("raw_sections", "phần này phải là các mục có tên")
        sections = {}
    old = {name: _text(sections, name, notes) for name in sections}
    methods, fees = _methods(_rows(page, "methods", notes), notes)
    if not methods:
        methods, fees = methods_in(old.get("Cách thức thực hiện", ""))
    papers = _components(_rows(page, "components", notes), notes) or papers_in(
        old.get("Thành phần hồ sơ", "")
    )
    applicants, applicants_note = _applicants(_text(page, "applicants", notes), notes)
    conditions = without_tags(_text(page, "conditions", notes))
    none = _none_declared(conditions, fees)
    return Content(
        name=_text(page, "name", notes),
        decision_number=_decision_number(_text(page, "decision_no", notes)),
        field=without_field_code(_text(page, "field", notes)),
        levels=in_order(_levels(_text(page, "level", notes), notes)),
        regulation_label=REGULATION_LABELS.get(_text(page, "type", notes), _text(page, "type", notes)),
        applicant_types=in_order(applicants),
        applicants_note=applicants_note,
        issuing_agency=_said(page, "issuing_agency", notes),
        competent_authority=_bodies(page, "competent_authority", notes),
        executing_agency=_bodies(page, "executing_agency", notes),
        coordinating_agency=_bodies(page, "coordinating_agency", notes),
        receiving_place=_said(page, "receiving_address", notes),
        steps=read_steps(_text(page, "steps_text", notes)),
        methods=methods,
        components=papers,
        results=_results(_rows(page, "results", notes), notes),
        legal_bases=_legal_bases(_rows(page, "legal_bases", notes), notes),
        requirements="" if says_none(conditions) or says_nothing(conditions) else conditions,
        none_declared=none,
    )


def _read_old(page: Page, notes: Notes) -> Content:
    rows = [
        {
            "channel": _text(row, "Hình thức nộp", notes),
            "time_limit": _text(row, "Thời hạn giải quyết", notes),
            "fee": _text(row, "Phí, lệ phí", notes),
            "note": _text(row, "Mô tả", notes),
        }
        for row in _rows(page, "Cách thức thực hiện", notes)
    ]
    methods, fees = _methods(rows, notes)
    return Content(
        name=_text(page, "name", notes),
        executing_agency=_bodies(page, "Cơ quan thực hiện", notes),
        steps=read_steps(_text(page, "Trình tự thực hiện", notes)),
        methods=methods,
        components=tuple(
            paper for row in _rows(page, "Thành phần hồ sơ", notes) if (paper := _old_paper(row, notes)).name
        ),
        none_declared=_none_declared("", fees),
    )


def _old_paper(row: Page, notes: Notes) -> ComponentContent:
    originals, copies = read_counts(_text(row, "Số lượng - bản chính", notes))
    url = _text(row, "Mẫu đơn, tờ khai", notes)
    known = url.startswith("http") and not url.endswith("=")
    return ComponentContent(
        name=_text(row, "Tên giấy tờ", notes),
        originals=originals,
        copies=copies,
        forms=(FormContent(name="Mẫu đơn, tờ khai", url=url),) if known else (),
    )


def _text(page: Page, key: str, notes: Notes) -> str:
    value = page.get(key)
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        notes.refuse(key, "trường này phải là chữ")
        return ""
    if len(value) > 4 * LONGEST_TEXT:
        notes.refuse(key, f"dài {len(value)} ký tự, quá {LONGEST_TEXT} ký tự")
        return ""
    return value if "</p>" in value else clean(value)


def _said(page: Page, key: str, notes: Notes) -> str:
    text = without_tags(_text(page, key, notes))
    return "" if says_nothing(text) else text


def _bodies(page: Page, key: str, notes: Notes) -> str:
    """Public bodies that the page sets on lines of their own, in one line."""
    return "; ".join(line for line in _said(page, key, notes).split("\n") if line)


def _rows(page: Page, key: str, notes: Notes) -> Sequence[Page]:
    value = page.get(key) or []
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        notes.refuse(key, "phần này phải là một danh sách các dòng có tên trường")
        return []
    return value


def _decision_number(text: str) -> str:
    """ "1521/QĐ-UBND." and "1580./QĐ-BGDĐT" without their stray dots."""
    return re.sub(r"\.(?=/)", "", text.strip(" .;,"))


def _levels(text: str, notes: Notes) -> list[Any]:
    levels, unknown = read_words(text.replace(",", ";"), LEVELS)
    for words in unknown:
        notes.remark("Cấp thực hiện", f"không rõ “{words}”; chưa nhập phần này")
    return levels


def _applicants(text: str, notes: Notes) -> tuple[list[Any], str]:
    kinds, unknown = read_words(text, APPLICANTS)
    if not unknown:
        return kinds, ""
    notes.remark(
        "Đối tượng thực hiện", f"không rõ “{'; '.join(unknown)[:200]}”; giữ nguyên văn ở ghi chú đối tượng"
    )
    return kinds, clean(text)


def _methods(rows: Sequence[Page], notes: Notes) -> tuple[tuple[MethodContent, ...], list[FeeReading]]:
    methods: list[MethodContent] = []
    fees: list[FeeReading] = []
    for row in rows:
        name = _text(row, "channel", notes)
        channel = CHANNELS.get(fold(name))
        if channel is None:
            notes.refuse("Cách thức thực hiện", f"không rõ hình thức nộp “{name[:60]}”")
            continue
        reading = read_fees(_text(row, "fee", notes))
        note = without_tags(_text(row, "note", notes))
        method = MethodContent(channel=channel, fees=reading.fees, note="" if says_nothing(note) else note)
        methods.append(with_limit(method, _text(row, "time_limit", notes)))
        fees.append(reading)
    return tuple(methods), fees


def _components(rows: Sequence[Page], notes: Notes) -> tuple[ComponentContent, ...]:
    papers: list[ComponentContent] = []
    for row in rows:
        name = without_tags(_text(row, "name", notes))
        if fold(name) in _PRINTED_HEADINGS:
            notes.remark("Thành phần hồ sơ", f"bỏ dòng “{name}” vì là tiêu đề bảng, không phải giấy tờ")
            continue
        papers.append(
            ComponentContent(
                case_name=without_tags(_text(row, "case", notes)),
                name=name,
                originals=read_count(_text(row, "originals", notes)),
                copies=read_count(_text(row, "copies", notes)),
                forms=_forms(row.get("forms") or [], notes),
            )
        )
    return tuple(papers)


def _forms(value: Any, notes: Notes) -> tuple[FormContent, ...]:
    if not isinstance(value, list) or not all(isinstance(form, str) for form in value):
        notes.refuse("Mẫu đơn, mẫu tờ khai", "phần này phải là danh sách tên mẫu")
        return ()
    return tuple(FormContent(name=clean(form)) for form in value if clean(form))


def _results(rows: Sequence[Page], notes: Notes) -> tuple[ResultContent, ...]:
    found = [
        ResultContent(name=without_tags(_text(row, "name", notes)), code=_text(row, "code", notes))
        for row in rows
    ]
    return tuple(result for result in found if result.name)


def _legal_bases(rows: Sequence[Page], notes: Notes) -> tuple[LegalBasisContent, ...]:
    """Each act once, by its number; one without a readable number is kept under what the page calls it."""
    acts: dict[str, LegalBasisContent] = {}
    for row in rows:
        title = without_tags(_text(row, "title", notes))
        number = act_number(_text(row, "no", notes)) or act_number(title)
        if len(number) > 80:
            notes.remark("Căn cứ pháp lý", f"không đọc ra số, ký hiệu của “{number[:80]}…”; rút gọn")
            number = number[:79] + "…"
        if number and (number not in acts or not acts[number].title):
            acts[number] = LegalBasisContent(number=number, title=title)
    return tuple(acts.values())


def _none_declared(conditions: str, fees: Sequence[FeeReading]) -> tuple[Constituent, ...]:
    none = [Constituent.REQUIREMENTS] if says_none(conditions) else []
    if fees and all(fee.is_none for fee in fees):
        none.append(Constituent.FEES)
    return in_order(none)
