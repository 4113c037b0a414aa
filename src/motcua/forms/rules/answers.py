"""Checking a person's answers against a form: what is kept, and what is wrong in words for them.

Pure and repeatable: what was found right is found right again and stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from motcua.forms.enums import FieldKind, Part
from motcua.forms.rules.bounds import beyond, is_placed
from motcua.forms.rules.conditions import holds, is_there
from motcua.forms.rules.questions import WITH_PARTS, FormField, FormSchema, Group
from motcua.forms.rules.texts import LARGEST, tidy
from motcua.forms.rules.values import join, part_field, parts_of, read_value, required_parts_of
from motcua.kernel.refusals import Refused

LONGEST_TYPED = 10_000
MOST_TYPED = 60

_UNANSWERED = {
    FieldKind.CHOICE: "Hãy chọn một mục.",
    FieldKind.CHOICES: "Hãy chọn ít nhất một mục.",
    FieldKind.YES_NO: "Hãy chọn có hoặc không.",
    FieldKind.FILE: "Hãy đính kèm tệp.",
    FieldKind.ADDRESS: "Hãy ghi địa chỉ và chọn xã, phường.",
    FieldKind.SCHOOL: "Hãy ghi tên trường.",
    FieldKind.DATE: "Hãy ghi ngày, ví dụ 09/09/2026.",
}


@dataclass(frozen=True, slots=True)
class AnswerError:
    """What is wrong at one place: `path` is "owner.phone" or "copies.1.quantity" (rows count from 0)."""

    path: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check.

    `clean` has the answers that are right, without questions that were not asked: what is lodged. `typed` has
    everything that was given to questions of the form, right, wrong or hidden for now: what a draft keeps so that
    nobody types twice. `shown` are the paths of the questions and groups that are asked ("copies.0.quantity").
    """

    clean: dict[str, Any]
    errors: list[AnswerError]
    typed: dict[str, Any]
    shown: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.errors


def check_answers(
    schema: FormSchema, answers: Any, *, files: Mapping[str, str], on: date, is_final: bool
) -> Checked:
    """What of `answers` can be kept and what is wrong with them on the day.

    `files` names each file that is there by its identifier. A draft (`is_final` False) may be incomplete: only
    what is there is checked. Answers to questions the form does not ask are left out.

    :raises Refused: "answers-unreadable" when `answers` is no mapping.
    """
    if not isinstance(answers, Mapping):
        raise Refused(
            "answers-unreadable", "Không đọc được các câu trả lời. Hãy mở lại biểu mẫu và điền lại."
        )
    checker = _Checker(dict(files), on, is_final)
    for section in schema.sections:
        is_open = holds(section.condition, checker.clean)
        for item in section.fields:
            raw = answers.get(item.key)
            if isinstance(item, Group):
                checker.group(item, raw, is_open=is_open)
            else:
                checker.question(item, raw, checker.top(is_open))
    return Checked(checker.clean, checker.errors, checker.typed, frozenset(checker.shown))


@dataclass(slots=True)
class _Scope:
    """Where answers of one level go: the whole form, or one row of a group."""

    prefix: str
    is_open: bool
    known: Mapping[str, Any]
    clean: dict[str, Any]
    typed: dict[str, Any]


@dataclass(slots=True)
class _Checker:
    files: dict[str, str]
    on: date
    is_final: bool
    clean: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    errors: list[AnswerError] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def top(self, is_open: bool) -> _Scope:
        return _Scope("", is_open, self.clean, self.clean, self.typed)

    def question(self, item: FormField, raw: Any, scope: _Scope) -> None:
        path = join(scope.prefix, item.key)
        reading = read_value(item, raw, files=self.files)
        if is_there(raw):
            kept = reading.value if not reading.faults else _as_typed(raw)
            if is_there(kept):
                scope.typed[item.key] = kept
        if not (scope.is_open and holds(item.condition, scope.known)):
            return
        self.shown.add(path)
        for fault in reading.faults:
            self.wrong(join(path, fault.at), fault.label or item.label, fault.message)
        value = self._within_bounds(item, path, reading.value)
        if is_there(value):
            scope.clean[item.key] = value
        if self.is_final and not reading.faults:
            self._complete(item, path, reading.value)

    def group(self, item: Group, raw: Any, *, is_open: bool) -> None:
        rows = raw if isinstance(raw, list) else [raw] if isinstance(raw, Mapping) else []
        is_open = is_open and holds(item.condition, self.clean)
        if is_open:
            self.shown.add(item.key)
        kept, typed = [], []
        for place in self._rows_to_check(item, rows):
            given = rows[place] if place < len(rows) else None
            row = given if isinstance(given, Mapping) else {}
            inner = {question.key for question in item.fields}
            clean: dict[str, Any] = {}
            outer = {key: value for key, value in self.clean.items() if key not in inner}
            scope = _Scope(join(item.key, place), is_open, outer, clean, {})
            for question in item.fields:
                scope.known = outer | clean
                self.question(question, row.get(question.key), scope)
            kept.append(clean)
            typed.append(scope.typed)
        self._keep_rows(item, kept, typed, is_open)

    def _keep_rows(
        self, item: Group, kept: list[dict[str, Any]], typed: list[dict[str, Any]], is_open: bool
    ) -> None:
        if any(typed):
            self.typed[item.key] = [row for row in typed if row]
        filled = [row for row in kept if row]
        if not is_open:
            return
        if len(filled) > item.max_rows:
            self.wrong(
                item.key, item.label, f"Chỉ ghi được nhiều nhất {item.max_rows} dòng; đang có {len(filled)}."
            )
        if filled:
            self.clean[item.key] = filled[: item.max_rows]

    def _rows_to_check(self, item: Group, rows: list[Any]) -> list[int]:
        """The places of rows that say something, and so many empty ones as the group needs at least."""
        keys = [question.key for question in item.fields]
        filled = [
            place
            for place, row in enumerate(rows[: item.max_rows + 20])
            if isinstance(row, Mapping) and any(is_there(row.get(key)) for key in keys)
        ]
        empty = (place for place in range(len(rows) + item.min_rows) if place not in filled)
        needed = [next(empty) for _ in range(item.min_rows - len(filled))] if self.is_final else []
        return sorted(filled + needed)

    def _within_bounds(self, item: FormField, path: str, value: Any) -> Any:
        """The answer, or what remains of it when a bound says that it cannot be."""
        if value is None:
            return None
        if item.kind in WITH_PARTS:
            return self._parts_within_bounds(path, value)
        if problem := beyond(item, value, on=self.on):
            self.wrong(path, item.label, problem)
            return None
        return value

    def _parts_within_bounds(self, path: str, value: Mapping[str, Any]) -> dict[str, Any]:
        kept = {}
        for part, said in value.items():
            asked = part_field(Part(part))
            if problem := beyond(asked, said, on=self.on):
                self.wrong(join(path, part), asked.label, problem)
            else:
                kept[part] = said
        return kept

    def _complete(self, item: FormField, path: str, value: Any) -> None:
        if item.kind in WITH_PARTS:
            if item.is_required or is_there(value):
                self._parts_complete(item, path, value or {})
        elif item.is_required and not is_there(value):
            self.wrong(path, item.label, _UNANSWERED.get(item.kind, "Hãy điền mục này."))
        elif item.kind is FieldKind.ADDRESS and is_there(value) and not is_placed(value):
            self.wrong(path, item.label, "Hãy chọn xã, phường, đặc khu hiện nay.")

    def _parts_complete(self, item: FormField, path: str, value: Mapping[str, Any]) -> None:
        needed = required_parts_of(item)
        for part in parts_of(item):
            asked = replace(part_field(part), is_required=part in needed)
            self._complete(asked, join(path, part.value), value.get(part.value))

    def wrong(self, path: str, label: str, message: str) -> None:
        self.errors.append(AnswerError(path, label, message))


def _as_typed(raw: Any, *, depth: int = 0) -> Any:
    """What was given, cut down to what a draft may keep: plain data of a known size."""
    if isinstance(raw, str):
        return tidy(raw)[:LONGEST_TYPED]
    if isinstance(raw, Mapping) and depth < 2:
        return {
            tidy(str(name))[:60]: _as_typed(inner, depth=depth + 1) for name, inner in list(raw.items())[:20]
        }
    if isinstance(raw, list) and depth < 2:
        return [_as_typed(inner, depth=depth + 1) for inner in raw[:MOST_TYPED]]
    is_plain = isinstance(raw, bool) or (isinstance(raw, int | float) and abs(raw) < LARGEST)
    return raw if is_plain else None
