"""The rows of the editor's sheet: what each question says and which settings its kind has."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.forms.enums import AnswerFormat, FieldKind, Width
from motcua.forms.rules.display import day_text, number_text
from motcua.forms.rules.editing import write_options
from motcua.forms.rules.questions import PARTS_OF, WITH_OPTIONS, WITH_PARTS
from motcua.forms.rules.schema import SchemaProblem
from motcua.forms.rules.statements import MOST, Chosen, choose, in_words, statements_about
from motcua.forms.rules.values import as_day

Choices = tuple[tuple[str, Any, bool], ...]

_BOUNDS = {
    "number": (_("Nhỏ nhất"), _("Lớn nhất")),
    "date": (_("Từ ngày (hoặc “hôm nay”)"), _("Đến ngày (hoặc “hôm nay”)")),
    "text": (_("Ít nhất mấy ký tự"), _("Nhiều nhất mấy ký tự")),
    "long_text": (_("Ít nhất mấy ký tự"), _("Nhiều nhất mấy ký tự")),
    "choices": (_("Chọn ít nhất"), _("Chọn nhiều nhất")),
    "file": (_("Ít nhất mấy tệp"), _("Nhiều nhất mấy tệp")),
}
_SOURCES = (
    ("", _("Không điền sẵn")),
    ("person", _("Cả người: từ tài khoản")),
    ("submitter", _("Cả người: người nộp")),
    ("applicant", _("Cả người: chủ hồ sơ")),
    ("organisation", _("Cả tổ chức")),
    ("person.full_name", _("Họ tên trong tài khoản")),
    ("person.identity_number", _("Số định danh trong tài khoản")),
    ("person.born_on", _("Ngày sinh trong tài khoản")),
    ("person.phone", _("Điện thoại trong tài khoản")),
    ("person.email", _("Thư điện tử trong tài khoản")),
    ("person.address", _("Địa chỉ trong tài khoản")),
    ("submitter.full_name", _("Họ tên người nộp")),
    ("submitter.identity_number", _("Số định danh người nộp")),
    ("submitter.phone", _("Điện thoại người nộp")),
    ("submitter.email", _("Thư điện tử người nộp")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionView:
    """The condition of a part: in words, and the lists when they lie open."""

    words: str
    written: str
    is_open: bool
    is_plain: bool
    takes_any: bool
    slots: tuple[tuple[str, tuple[tuple[str, Choices], ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One question or group on the sheet."""

    place: str
    name: str
    id: str
    number: int
    key: str
    label: str
    help: str
    kinds: Choices
    is_group: bool
    is_note: bool
    is_required: bool
    takes_focus: bool
    settings_open: bool
    problems: tuple[str, ...]
    has_options: bool
    options: str
    before: str
    formats: Choices
    has_pattern: bool
    pattern: str
    pattern_message: str
    bound_labels: tuple[Any, ...]
    min: str
    max: str
    parts: tuple[tuple[str, str, bool, bool], ...]
    widths: Choices
    sources: Choices
    autocomplete: str
    row_label: str
    min_rows: str
    max_rows: str
    condition: ConditionView
    rows: tuple[RowView, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSheet:
    """One section on the sheet."""

    place: str
    name: str
    id: str
    number: int
    key: str
    title: str
    note: str
    problems: tuple[str, ...]
    takes_focus: bool
    condition: ConditionView
    rows: tuple[RowView, ...]
    is_first: bool
    is_last: bool


class SheetShowing:
    """Makes the rows of a draft; `focus` is the place in hand, `open_at` the place whose condition is being chosen."""

    def __init__(
        self,
        data: Mapping[str, Any],
        problems: Sequence[SchemaProblem],
        *,
        focus: str = "",
        open_at: str = "",
    ) -> None:
        self.data = data
        self.focus = focus
        self.open_at = open_at
        self.problems: dict[str, list[str]] = {}
        for problem in problems:
            self.problems.setdefault(_place_of(problem.place), []).append(problem.message)
        self.before: list[Mapping[str, Any]] = []
        self.fields = {str(item.get("key")): item for item in _all_items(data)}

    def sections(self) -> list[SectionSheet]:
        """The sections in order."""
        given = self.data["sections"]
        return [self._section(section, number, len(given)) for number, section in enumerate(given)]

    def _section(self, section: Mapping[str, Any], number: int, count: int) -> SectionSheet:
        place = str(number)
        condition = self._condition(section, place)
        return SectionSheet(
            place=place,
            name=f"s.{place}",
            id=f"o-{place}",
            number=number + 1,
            key=str(section.get("key", "")),
            title=str(section.get("title", "")),
            note=str(section.get("note", "")),
            problems=tuple(self.problems.get(place, ())),
            takes_focus=self.focus == place,
            condition=condition,
            rows=tuple(self._rows(section, place, self.before)),
            is_first=number == 0,
            is_last=number == count - 1,
        )

    def _rows(
        self, holder: Mapping[str, Any], place: str, before: list[Mapping[str, Any]]
    ) -> Iterator[RowView]:
        items = holder.get("fields", [])
        for number, item in enumerate(items):
            yield self._row(item, f"{place}.{number}", number, len(items), before)
            before.append(item)

    def _row(
        self, item: Mapping[str, Any], place: str, number: int, count: int, before: list[Mapping[str, Any]]
    ) -> RowView:
        kind = str(item.get("kind", ""))
        in_group = place.count(".") == 2
        problems = tuple(self.problems.get(place, ()))
        inner = [*before]
        condition = self._condition(item, place, before)
        return RowView(
            place=place,
            name=f"s.{place}",
            id=f"o-{place.replace('.', '-')}",
            number=number + 1,
            key=str(item.get("key", "")),
            label=str(item.get("label", "")),
            help=str(item.get("help", "")),
            kinds=_kinds(kind, in_group=in_group),
            is_group=kind == "group",
            is_note=kind == FieldKind.NOTE.value,
            is_required=item.get("is_required") is True,
            takes_focus=self.focus == place,
            settings_open=self.open_at == place or bool(problems and item.get("label")),
            problems=problems,
            has_options=kind in {word.value for word in WITH_OPTIONS},
            options=write_options(item.get("options")),
            before=json.dumps(item.get("options") or [], ensure_ascii=False),
            formats=_formats(kind, item.get("format")),
            has_pattern=kind == FieldKind.TEXT.value,
            pattern=str(item.get("pattern", "")),
            pattern_message=str(item.get("pattern_message", "")),
            bound_labels=_BOUNDS.get(kind, ()),
            min=_bound_text(item.get("min")),
            max=_bound_text(item.get("max")),
            parts=_parts(kind, item),
            widths=_choices([(word.value, word.label) for word in Width], item.get("width", "full")),
            sources=_sources(str(item.get("prefill", ""))),
            autocomplete=str(item.get("autocomplete", "")),
            row_label=str(item.get("row_label", "")),
            min_rows=str(item.get("min_rows", 1)),
            max_rows=str(item.get("max_rows", 1)),
            condition=condition,
            rows=tuple(self._rows(item, place, inner)) if kind == "group" else (),
            is_first=number == 0,
            is_last=number == count - 1,
        )

    def _condition(
        self, part: Mapping[str, Any], place: str, before: Sequence[Mapping[str, Any]] | None = None
    ) -> ConditionView:
        written = part.get("condition")
        chosen = choose(written)
        is_open = self.open_at == place
        return ConditionView(
            words=in_words(written, self.fields),
            written=json.dumps(written, ensure_ascii=False) if written else "",
            is_open=is_open,
            is_plain=chosen.is_plain,
            takes_any=chosen.takes_any,
            slots=self._slots(chosen, self.before if before is None else before) if is_open else (),
        )

    def _slots(
        self, chosen: Chosen, before: Sequence[Mapping[str, Any]]
    ) -> tuple[tuple[str, tuple[tuple[str, Choices], ...]], ...]:
        about = list(statements_about(before))
        codes = [*chosen.codes, *[""] * MOST][:MOST]
        return tuple(
            (
                str(number),
                tuple(
                    (label, tuple((one.code, one.label, one.code == code) for one in statements))
                    for label, statements in about
                ),
            )
            for number, code in enumerate(codes)
        )


def _place_of(place: str) -> str:
    """ "sections.0.fields.2.kind" as the sheet counts: "0.2"."""
    steps = place.split(".")
    return ".".join(step for step in steps if step.isdigit())


def _all_items(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for section in data["sections"]:
        for item in section.get("fields", []):
            yield item
            if item.get("kind") == "group":
                yield from item.get("fields", [])


def _choices(words: Sequence[tuple[str, Any]], chosen: Any) -> Choices:
    return tuple((value, label, value == chosen) for value, label in words)


def _kinds(kind: str, *, in_group: bool) -> Choices:
    words = [(word.value, word.label) for word in FieldKind]
    return _choices(words if in_group else [*words, ("group", "Nhóm câu hỏi (lặp lại được)")], kind)


def _formats(kind: str, chosen: Any) -> Choices:
    if kind == FieldKind.TEXT.value:
        words: list[AnswerFormat] = [word for word in AnswerFormat if word is not AnswerFormat.WHOLE]
    elif kind == FieldKind.NUMBER.value:
        words = [AnswerFormat.ANY, AnswerFormat.WHOLE]
    else:
        return ()
    return _choices([(word.value, word.label) for word in words], chosen or AnswerFormat.ANY.value)


def _parts(kind: str, item: Mapping[str, Any]) -> tuple[tuple[str, str, bool, bool], ...]:
    """Each part with its label, whether it is asked and whether it must be answered."""
    if kind not in {word.value for word in WITH_PARTS}:
        return ()
    asked, needed = item.get("parts") or [], item.get("required_parts") or []
    return tuple(
        (part.value, part.label, part.value in asked or not asked, part.value in needed)
        for part in PARTS_OF[FieldKind(kind)]
    )


def _sources(chosen: str) -> Choices:
    known = {value for value, _label in _SOURCES}
    more = [(chosen, chosen)] if chosen not in known else []
    return _choices([*_SOURCES, *more], chosen)


def _bound_text(bound: Any) -> str:
    if bound == "today":
        return "hôm nay"
    if isinstance(bound, bool) or bound is None:
        return ""
    if isinstance(bound, int | float):
        return number_text(bound)
    day = as_day(bound)
    return day_text(day) if day else str(bound)
