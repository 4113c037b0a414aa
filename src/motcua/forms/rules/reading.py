"""Reading a schema from plain data, keeping every fault with its place and words for the officer who wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from motcua.forms.enums import AnswerFormat, FieldKind, Part, Width
from motcua.forms.rules.conditions import Condition, questions_in, read_condition
from motcua.forms.rules.questions import (
    FIRST_PART,
    PARTS_OF,
    WITH_OPTIONS,
    Bound,
    FormField,
    FormSchema,
    Group,
    Item,
    Option,
    Section,
)
from motcua.forms.rules.samples import LONGEST as LONGEST_PATTERN
from motcua.forms.rules.texts import LARGEST, MOST_PLACES, tidy
from motcua.kernel.labelled import Labelled
from motcua.kernel.refusals import Refused

MOST_SECTIONS = 30
MOST_FIELDS = 200
MOST_OPTIONS = 300
MOST_ROWS = 50
LONGEST_LABEL = 300
LONGEST_NOTE = 2000

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")
_SOURCE = re.compile(r"(person|submitter|applicant|organisation|previous)(\.[A-Za-z][A-Za-z0-9_]{0,59})?")
_TOKEN = re.compile(r"[a-z][a-z0-9 -]{0,59}")
_BOUNDED = {
    FieldKind.NUMBER,
    FieldKind.DATE,
    FieldKind.TEXT,
    FieldKind.LONG_TEXT,
    FieldKind.CHOICES,
    FieldKind.FILE,
}

Word = TypeVar("Word", bound=Labelled)


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """What is wrong at one place of a schema: `place` is "sections.0.fields.2", `message` is for people."""

    place: str
    message: str


class SchemaReader:
    """Reads a schema and keeps what is wrong with it; what it gives back counts only when nothing is."""

    def __init__(self) -> None:
        self.problems: list[SchemaProblem] = []
        self.keys: set[str] = set()
        self.section_keys: set[str] = set()
        self.before: dict[str, FormField | Group] = {}
        self.fields = 0
        self.section = ""

    def wrong(self, place: str, message: str) -> None:
        self.problems.append(SchemaProblem(place, message))

    # -- the whole and its sections

    def schema(self, data: Any) -> FormSchema:
        said = self._mapping("", data, {"title", "note", "sections"}, "Biểu mẫu")
        sections = self._list("sections", said.get("sections"), MOST_SECTIONS, "Biểu mẫu", "phần")
        schema = FormSchema(
            title=self._text("title", said.get("title"), "Biểu mẫu", "tên", LONGEST_LABEL, needed=True),
            note=self._text("note", said.get("note"), "Biểu mẫu", "lời dẫn", LONGEST_NOTE),
            sections=tuple(self._section(f"sections.{n}", n, one) for n, one in enumerate(sections)),
        )
        if self.fields > MOST_FIELDS:
            self.problems.insert(0, SchemaProblem("", f"Biểu mẫu có hơn {MOST_FIELDS} câu hỏi."))
        return schema

    def _section(self, place: str, number: int, data: Any) -> Section:
        who = f"Phần {number + 1}"
        said = self._mapping(place, data, {"key", "title", "note", "condition", "fields"}, who)
        title = self._text(f"{place}.title", said.get("title"), who, "tên", LONGEST_LABEL, needed=True)
        self.section = f"Phần {number + 1} “{title}”" if title else who
        condition = self._condition(place, said.get("condition"), self.section, self.before)
        items = self._list(f"{place}.fields", said.get("fields"), MOST_FIELDS, self.section, "câu hỏi")
        return Section(
            key=self._key(place, said.get("key"), self.section, self.section_keys),
            title=title,
            note=self._text(f"{place}.note", said.get("note"), self.section, "lời dẫn", LONGEST_NOTE),
            condition=condition,
            fields=tuple(self._item(f"{place}.fields.{n}", n, one) for n, one in enumerate(items)),
        )

    def _item(self, place: str, number: int, data: Any) -> Item:
        is_group = isinstance(data, Mapping) and data.get("kind") == "group"
        item = self._group(place, number, data) if is_group else self._field(place, number, data, self.before)
        self.before[item.key] = item
        return item

    def _group(self, place: str, number: int, data: Mapping[str, Any]) -> Group:
        allowed = {
            "key", "kind", "label", "help", "row_label", "condition", "min_rows", "max_rows", "fields",
        }  # fmt: skip
        who = self._who(number, data)
        said = self._mapping(place, data, allowed, who)
        rows = [said.get("min_rows", 1), said.get("max_rows", 1)]
        if (
            not all(type(row) is int for row in rows)
            or not 0 <= rows[0] <= rows[1]
            or not 1 <= rows[1] <= MOST_ROWS
        ):
            self.wrong(place, f"{who}: số dòng phải từ 0 đến {MOST_ROWS}, ít nhất không quá nhiều nhất.")
            rows = [1, 1]
        inner: list[FormField] = []
        seen: dict[str, FormField | Group] = dict(self.before)
        outer, self.keys = self.keys, set()
        for n, one in enumerate(self._list(f"{place}.fields", said.get("fields"), 40, who, "câu hỏi")):
            field = self._field(f"{place}.fields.{n}", n, one, seen)
            seen[field.key] = field
            inner.append(field)
        self.keys = outer
        return Group(
            key=self._key(place, said.get("key"), who),
            label=self._text(f"{place}.label", said.get("label"), who, "tên", LONGEST_LABEL, needed=True),
            help=self._text(f"{place}.help", said.get("help"), who, "lời giải thích", LONGEST_NOTE),
            row_label=self._text(f"{place}.row_label", said.get("row_label"), who, "tên dòng", 100),
            min_rows=rows[0],
            max_rows=rows[1],
            condition=self._condition(place, said.get("condition"), who, self.before),
            fields=tuple(inner),
        )

    # -- one question

    def _field(
        self, place: str, number: int, data: Any, before: Mapping[str, FormField | Group]
    ) -> FormField:
        who = self._who(number, data)
        said = self._mapping(place, data, set(FormField.__dataclass_fields__), who)
        kind = self._word(
            f"{place}.kind", said.get("kind"), FieldKind, FieldKind.TEXT, f"{who}: loại câu hỏi"
        )
        self.fields += 1
        field = FormField(
            key=self._key(place, said.get("key"), who),
            kind=kind,
            label=self._text(f"{place}.label", said.get("label"), who, "câu hỏi", LONGEST_NOTE, needed=True),
            help=self._text(f"{place}.help", said.get("help"), who, "lời giải thích", LONGEST_NOTE),
            is_required=self._yes(f"{place}.is_required", said.get("is_required", False), who),
            condition=self._condition(place, said.get("condition"), who, before),
            options=self._options(place, said.get("options", []), who),
            format=self._word(
                f"{place}.format",
                said.get("format", "any"),
                AnswerFormat,
                AnswerFormat.ANY,
                f"{who}: dạng chữ",
            ),
            min=self._bound(place, said.get("min"), kind, who),
            max=self._bound(place, said.get("max"), kind, who),
            pattern=self._text(f"{place}.pattern", said.get("pattern"), who, "mẫu ký tự", LONGEST_PATTERN),
            pattern_message=self._text(
                f"{place}.pattern_message", said.get("pattern_message"), who, "lời báo", LONGEST_LABEL
            ),
            parts=_unless_all(self._parts(place, said.get("parts", []), kind, who), kind),
            required_parts=self._parts(place, said.get("required_parts", []), kind, who),
            width=self._word(
                f"{place}.width", said.get("width", "full"), Width, Width.FULL, f"{who}: độ rộng"
            ),
            autocomplete=self._token(f"{place}.autocomplete", said.get("autocomplete"), who),
            prefill=self._source(f"{place}.prefill", said.get("prefill"), who),
        )
        self._fits_together(place, field, who)
        return field

    def _fits_together(self, place: str, field: FormField, who: str) -> None:
        if (field.kind in WITH_OPTIONS) != bool(field.options):
            self.wrong(place, f"{who}: câu hỏi để chọn phải có các lựa chọn, và chỉ câu hỏi để chọn mới có.")
        whole = field.kind is FieldKind.NUMBER and field.format is AnswerFormat.WHOLE
        if field.format is not AnswerFormat.ANY and not whole and not _takes(field):
            self.wrong(place, f"{who}: dạng chữ này không hợp với loại câu hỏi.")
        if field.pattern and field.kind is not FieldKind.TEXT:
            self.wrong(place, f"{who}: chỉ câu hỏi bằng chữ một dòng mới có mẫu ký tự.")
        if field.is_required and field.kind is FieldKind.NOTE:
            self.wrong(place, f"{who}: lời hướng dẫn không thể bắt buộc trả lời.")
        if not set(field.required_parts) <= set(field.parts or PARTS_OF.get(field.kind, ())):
            self.wrong(place, f"{who}: có mục bắt buộc mà không được hỏi.")
        first = FIRST_PART.get(field.kind)
        if field.parts and first not in field.parts:
            self.wrong(place, f"{who}: phải hỏi ít nhất “{first.label if first else ''}”.")
        if _is_empty_range(field.min, field.max):
            self.wrong(place, f"{who}: giá trị nhỏ nhất lớn hơn giá trị lớn nhất.")

    def _options(self, place: str, data: Any, who: str) -> tuple[Option, ...]:
        place = f"{place}.options"
        if data == []:
            return ()
        found: dict[str, Option] = {}
        for one in self._list(place, data, MOST_OPTIONS, who, "lựa chọn"):
            said = self._mapping(place, one, {"value", "label"}, f"{who}: lựa chọn")
            label = self._text(place, said.get("label"), who, "lựa chọn", LONGEST_LABEL, needed=True)
            value = self._text(place, said.get("value"), who, "mã lựa chọn", 60, needed=True)
            if value in found:
                self.wrong(place, f"{who}: lựa chọn “{label}” trùng mã với lựa chọn khác.")
            found[value] = Option(value, label)
        return tuple(found.values())

    def _parts(self, place: str, data: Any, kind: FieldKind, who: str) -> tuple[Part, ...]:
        asked = PARTS_OF.get(kind, ())
        known = [part.value for part in asked]
        if not isinstance(data, list) or any(one not in known for one in data):
            self.wrong(place, f"{who}: có mục không hỏi được ở loại câu hỏi này.")
            return ()
        return tuple(part for part in asked if part.value in data)

    def _bound(self, place: str, value: Any, kind: FieldKind, who: str) -> Bound:
        if value is None or (value == "" and kind in _BOUNDED):
            return None
        if kind not in _BOUNDED:
            self.wrong(place, f"{who}: loại câu hỏi này không có giới hạn nhỏ nhất, lớn nhất.")
        elif kind is FieldKind.DATE:
            if value == "today" or _is_day(value):
                return str(value)
            self.wrong(place, f"{who}: giới hạn ngày phải là “today” hoặc dạng năm-tháng-ngày.")
        elif (type(value) is int and abs(value) <= LARGEST) or (
            kind is FieldKind.NUMBER and type(value) is float and _is_short(value)
        ):
            return value
        else:
            self.wrong(place, f"{who}: giới hạn phải là số, không quá {MOST_PLACES} chữ số lẻ.")
        return None

    def _condition(
        self, place: str, data: Any, who: str, before: Mapping[str, FormField | Group]
    ) -> Condition | None:
        if data is None:
            return None
        place = f"{place}.condition"
        try:
            condition = read_condition(data)
        except Refused as refused:
            self.wrong(place, f"{who}: {refused.message}")
            return None
        for question in questions_in(condition):
            named = before.get(question.field)
            if named is None or isinstance(named, Group) or named.kind is FieldKind.NOTE:
                self.wrong(
                    place, f"{who}: điều kiện nêu “{question.field[:60]}”, không phải một câu hỏi đứng trước."
                )
        return condition

    # -- small readers

    def _who(self, number: int, data: Any) -> str:
        label = data.get("label") if isinstance(data, Mapping) else None
        name = f" “{label[:60]}”" if isinstance(label, str) and label.strip() else ""
        return f"{self.section}, câu {number + 1}{name}"

    def _mapping(self, place: str, data: Any, allowed: set[str], who: str) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            self.wrong(place, f"{who}: phải là một mục có tên các thuộc tính.")
            return {}
        if unknown := [str(name)[:40] for name in data if name not in allowed]:
            self.wrong(place, f"{who}: không hiểu thuộc tính {', '.join(unknown[:3])}.")
        return data

    def _list(self, place: str, data: Any, most: int, who: str, what: str) -> list[Any]:
        if not isinstance(data, list) or not data:
            self.wrong(place, f"{who}: phải có ít nhất một {what}.")
            return []
        if len(data) > most:
            self.wrong(place, f"{who}: có hơn {most} {what}.")
        return data[:most]

    def _text(self, place: str, data: Any, who: str, what: str, longest: int, *, needed: bool = False) -> str:
        if data is None and not needed:
            return ""
        text = tidy(data) if isinstance(data, str) else ""
        if needed and not text:
            self.wrong(place, f"{who}: chưa có {what}.")
        elif not isinstance(data, str) or len(text) > longest:
            self.wrong(place, f"{who}: {what} phải là chữ, không quá {longest} ký tự.")
            return text[:longest]
        return text

    def _key(self, place: str, data: Any, who: str, taken: set[str] | None = None) -> str:
        taken = self.keys if taken is None else taken
        key = data if isinstance(data, str) else ""
        if not _KEY.fullmatch(key):
            self.wrong(place, f"{who}: mã phải bắt đầu bằng chữ cái, chỉ gồm chữ không dấu, số và gạch dưới.")
        elif key in taken:
            self.wrong(place, f"{who}: mã “{key}” đã dùng ở chỗ khác.")
        taken.add(key)
        return key

    def _word(self, place: str, data: Any, words: type[Word], usual: Word, who: str) -> Word:
        try:
            return words(data)
        except ValueError:
            self.wrong(place, f"{who} không có trong danh sách.")
            return usual

    def _yes(self, place: str, data: Any, who: str) -> bool:
        if not isinstance(data, bool):
            self.wrong(place, f"{who}: bắt buộc hay không phải là đúng hoặc sai.")
        return data is True

    def _token(self, place: str, data: Any, who: str) -> str:
        return self._matching(place, data, _TOKEN, f"{who}: gợi ý cho trình duyệt chưa đúng.")

    def _source(self, place: str, data: Any, who: str) -> str:
        return self._matching(place, data, _SOURCE, f"{who}: nguồn điền sẵn chưa đúng.")

    def _matching(self, place: str, data: Any, wanted: re.Pattern[str], message: str) -> str:
        if data is None or data == "":
            return ""
        if isinstance(data, str) and wanted.fullmatch(data):
            return data
        self.wrong(place, message)
        return ""


def _is_short(number: float) -> bool:
    return abs(number) <= LARGEST and number == round(number, MOST_PLACES)


def _unless_all(parts: tuple[Part, ...], kind: FieldKind) -> tuple[Part, ...]:
    """Naming every part says the same as naming none: one way to write it."""
    return () if parts == PARTS_OF.get(kind) else parts


def _takes(field: FormField) -> bool:
    return field.kind is FieldKind.TEXT and field.format is not AnswerFormat.WHOLE


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_empty_range(low: Bound, high: Bound) -> bool:
    if isinstance(low, int | float) and isinstance(high, int | float):
        return low > high
    return isinstance(low, str) and isinstance(high, str) and "today" not in (low, high) and low > high
