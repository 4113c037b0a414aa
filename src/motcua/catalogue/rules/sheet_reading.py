"""What the rows of the project's own workbook or list say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.catalogue.enums import Constituent, ProcedureKind
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    FormContent,
    LegalBasisContent,
    MethodContent,
    ResultContent,
    StepContent,
    in_order,
)
from motcua.catalogue.rules.diff import describe_limit
from motcua.catalogue.rules.fees import read_fees
from motcua.catalogue.rules.records import Notes, Reading, Record, read_code, with_limit
from motcua.catalogue.rules.sheets import (
    CODE,
    FLAGS,
    KIND,
    KINDS,
    OLD_CODES,
    SETS,
    SOURCE_URL,
    TEXTS,
    UNITS,
    WORDS,
    Row,
    labels,
)
from motcua.catalogue.rules.wording import (
    CHANNELS,
    act_number,
    kind_of,
    read_day,
    read_words,
    says_none,
    says_nothing,
    without_field_code,
)
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.text import clean, fold


def read_row(row: Row, *, number: int, parts: Mapping[str, Sequence[tuple[int, Row]]] | None) -> Reading:
    """The record of one procedure: its row of the first sheet, and its rows of the others by field.

    `number` is the row's number in the file. Without `parts` (a list alone), the record speaks only of the columns
    it has; with them it is complete.
    """
    notes = Notes(number, "")
    code = read_code(row.get(CODE, ""), notes)
    values = _fields(row, notes)
    lists = _lists(parts or {}, notes)
    none = set(values.pop("none_declared", ())) | lists.pop("none_declared", set())
    given = {*values, *(parts or ()), *(["none_declared"] if "Khai là không có" in row else [])}
    content = Content(**{"name": "", **values, **lists, "none_declared": in_order(none)})
    if notes.refusals:
        return Reading(refusals=tuple(notes.refusals))
    return Reading(
        record=Record(
            row=number,
            code=code,
            content=content,
            given=frozenset(given),
            is_complete=parts is not None,
            is_line=parts is None and KIND not in row,
            kind=_kind(row.get(KIND, ""), code, content, notes),
            source_url=_url(row.get(SOURCE_URL, ""), notes),
            old_codes=tuple(re.findall(r"[^\s,;]{1,40}", row.get(OLD_CODES, ""))),
            remarks=tuple(notes.remarks),
        )
    )


def _fields(row: Row, notes: Notes) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for heading, text in row.items():
        if heading in TEXTS:
            values[TEXTS[heading]] = "" if says_nothing(text) else clean(text)
            if heading == "Lĩnh vực":
                values["field"] = without_field_code(values["field"])
        elif heading in WORDS:
            name, table = WORDS[heading]
            words, unknown = read_words(text, table)
            for piece in unknown:
                notes.refuse(heading, f"không rõ “{piece[:80]}”; dùng đúng các từ ghi ở tờ Hướng dẫn")
            values[name] = in_order(words)
        elif heading in FLAGS:
            values[FLAGS[heading]] = _flag(heading, text, notes)
        elif heading == SETS:
            values["sets_count"] = _count(heading, text, notes)
    if says_none(values.get("requirements", "")):
        values["requirements"] = ""
        values["none_declared"] = in_order([*values.get("none_declared", ()), Constituent.REQUIREMENTS])
    return values


def _lists(parts: Mapping[str, Sequence[tuple[int, Row]]], notes: Notes) -> dict[str, Any]:
    lists: dict[str, Any] = {}
    number = notes.row
    for field, rows in parts.items():
        read = _PART_READERS[field]
        items = []
        for notes.row, row in rows:
            items.append(read(row, notes))
        lists[field] = tuple(items)
    notes.row = number
    fees = [row.get("Phí, lệ phí", "") for _, row in parts.get("methods", ())]
    if fees and all(read_fees(fee).is_none for fee in fees):
        lists["none_declared"] = {Constituent.FEES}
    return lists


def _step(row: Row, notes: Notes) -> StepContent:
    return StepContent(title=clean(row.get("Tên bước", "")), text=clean(row.get("Nội dung", "")))


def _method(row: Row, notes: Notes) -> MethodContent:
    name = row.get("Hình thức nộp", "")
    channel = CHANNELS.get(fold(name))
    if channel is None:
        notes.refuse(
            "Hình thức nộp", f"không rõ “{name[:60]}”; ghi Trực tiếp, Trực tuyến hoặc Dịch vụ bưu chính"
        )
        channel = next(iter(CHANNELS.values()))
    method = MethodContent(
        channel=channel, fees=read_fees(row.get("Phí, lệ phí", "")).fees, note=clean(row.get("Mô tả", ""))
    )
    text = clean(row.get("Thời hạn", ""))
    if not row.get("Cần xem lại", "").strip() and not row.get("Đơn vị", "").strip():
        return with_limit(method, text)
    return _with_stated_limit(method, text, row, notes)


def _with_stated_limit(method: MethodContent, text: str, row: Row, notes: Notes) -> MethodContent:
    unit = UNITS.get(fold(row.get("Đơn vị", "")))
    if unit is None and row.get("Đơn vị", "").strip():
        notes.refuse("Đơn vị", f"không rõ “{row['Đơn vị'][:40]}”; dùng: {labels(LimitUnit)}")
    stated = MethodContent(
        channel=method.channel,
        fees=method.fees,
        note=method.note,
        limit_unit=unit,
        limit_amount=_number(row.get("Số", ""), notes),
        limit_needs_person=bool(_flag("Cần xem lại", row.get("Cần xem lại", ""), notes)),
    )
    same = text == describe_limit(stated)
    return _replace_text(stated, "" if same else text)


def _replace_text(method: MethodContent, text: str) -> MethodContent:
    return MethodContent(
        channel=method.channel,
        fees=method.fees,
        note=method.note,
        limit_unit=method.limit_unit,
        limit_amount=method.limit_amount,
        limit_needs_person=method.limit_needs_person,
        limit_text=text,
    )


def _component(row: Row, notes: Notes) -> ComponentContent:
    name = clean(row.get("Tên giấy tờ", ""))
    if not name:
        notes.refuse("Tên giấy tờ", "dòng này chưa có tên giấy tờ")
    forms = [line.partition("|") for line in clean(row.get("Mẫu đơn, tờ khai", "")).split("\n") if line]
    return ComponentContent(
        case_name=clean(row.get("Trường hợp", "")),
        name=name,
        originals=_count("Bản chính", row.get("Bản chính", ""), notes),
        copies=_count("Bản sao", row.get("Bản sao", ""), notes),
        note=clean(row.get("Ghi chú", "")),
        forms=tuple(
            FormContent(name=form.strip(), url=url.strip()) for form, _, url in forms if form.strip()
        ),
    )


def _result(row: Row, notes: Notes) -> ResultContent:
    return ResultContent(name=clean(row.get("Tên kết quả", "")), code=clean(row.get("Mã kết quả", "")))


def _legal_basis(row: Row, notes: Notes) -> LegalBasisContent:
    text = clean(row.get("Ngày ban hành", ""))
    issued_on = read_day(text)
    if text and issued_on is None:
        notes.refuse("Ngày ban hành", f"không đọc được ngày “{text[:40]}”; ghi dạng 15/03/2026")
    return LegalBasisContent(
        number=act_number(row.get("Số, ký hiệu", "")),
        title=clean(row.get("Trích yếu", "")),
        issuer=clean(row.get("Cơ quan ban hành", "")),
        issued_on=issued_on,
    )


_PART_READERS: dict[str, Callable[[Row, Notes], Any]] = {
    "steps": _step,
    "methods": _method,
    "components": _component,
    "results": _result,
    "legal_bases": _legal_basis,
}


def _kind(text: str, code: str, content: Content, notes: Notes) -> ProcedureKind:
    if text.strip() and fold(text) not in KINDS:
        notes.remark(KIND, f"không rõ phân loại “{text[:60]}”; suy từ mã thủ tục")
    return KINDS.get(fold(text)) or kind_of(code, content.issuing_agency)


def _url(text: str, notes: Notes) -> str:
    url = clean(text)
    if not url or (url.startswith(("https://", "http://")) and len(url) <= 500 and " " not in url):
        return url
    notes.remark(SOURCE_URL, f"“{url[:60]}” không phải địa chỉ trang; bỏ qua")
    return ""


def _flag(heading: str, text: str, notes: Notes) -> bool | None:
    known = {"": None, "co": True, "khong": False, "x": True}
    if fold(text) not in known:
        notes.refuse(heading, f"ghi Có hoặc Không, không phải “{text[:40]}”")
    return known.get(fold(text))


def _count(heading: str, text: str, notes: Notes) -> int | None:
    text = clean(text).removesuffix(".0")
    if not text:
        return None
    if not text.isdigit() or len(text) > 4:
        notes.refuse(heading, f"phải là số, không phải “{text[:40]}”")
        return None
    return int(text)


def _number(text: str, notes: Notes) -> Decimal | None:
    text = clean(text).replace(",", ".")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        notes.refuse("Số", f"phải là số, không phải “{text[:40]}”")
        return None
    return number
