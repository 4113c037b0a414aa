"""One answer to one question: read as people write it, kept in one way, with words for what is wrong.

How answers are kept (plain JSON): text as text; a number as a number; a day as "2026-09-09"; a choice as its value,
several as a list in the order of the options; yes or no as true or false; files as a list of their identifiers;
a person or an organisation as {part: value}; a school as {"name", "agency"} ("agency" is its identifier, "" for one
that is not on our lists); an address as {"commune", "commune_name", "province", "province_name", "street",
"former", "is_abroad"}, without what is empty; "typed" are words of which nobody knows yet which commune they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from motcua.forms.enums import AnswerFormat, FieldKind, Gender, Part
from motcua.forms.rules.conditions import is_there
from motcua.forms.rules.questions import FIRST_PART, PARTS_OF, FormField, Option
from motcua.forms.rules.samples import fits
from motcua.forms.rules.texts import Unreadable, plain_number, read_day, read_line, read_number, tidy

LONGEST_TEXT = 500
LONGEST_LONG_TEXT = 10_000
MOST_FILES = 20
ADDRESS_TEXTS = ("commune", "commune_name", "province", "province_name", "street", "former", "typed")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an answer or a part of it: `at` is the part ("", "phone", "address.commune")."""

    message: str
    at: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one answer: None where there is none, or nothing that could be read."""

    value: Any
    faults: tuple[Fault, ...] = ()


def read_value(field: FormField, raw: Any, *, files: Mapping[str, str] | None = None) -> Reading:
    """What `raw` says as an answer to `field`. `files` names the files that are there, by identifier; None does
    not ask. Bounds and what is required are not looked at."""
    if not is_there(raw):
        return Reading(None)
    try:
        return _READERS[field.kind](field, raw, files)
    except Unreadable as wrong:
        return Reading(None, (Fault(str(wrong)),))


def _text(field: FormField, raw: Any, files: Any) -> Reading:
    text = tidy(_written(raw)).replace("\n", " ")
    text = tidy(text)
    if not text:
        return Reading(None)
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"Không quá {LONGEST_TEXT} ký tự; đang có {len(text)}.")
    text = read_line(text, field.format)
    if not fits(text, field.pattern):
        raise Unreadable(
            field.pattern_message or f"Chưa đúng dạng, ví dụ {field.pattern.replace('|', ' hoặc ')}."
        )
    return Reading(text)


def _long_text(field: FormField, raw: Any, files: Any) -> Reading:
    text = tidy(_written(raw))
    if len(text) > LONGEST_LONG_TEXT:
        raise Unreadable(f"Không quá {LONGEST_LONG_TEXT} ký tự; đang có {len(text)}.")
    return Reading(text or None)


def _number(field: FormField, raw: Any, files: Any) -> Reading:
    if isinstance(raw, str):
        if not tidy(raw):
            return Reading(None)
        number = read_number(tidy(raw))
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        number = plain_number(Decimal(str(raw)))
    else:
        raise Unreadable("Số chưa đúng. Ghi bằng chữ số, ví dụ 1.250 hoặc 7,5.")
    if field.format is AnswerFormat.WHOLE and not isinstance(number, int):
        raise Unreadable("Phải là số nguyên, không có phần lẻ.")
    return Reading(number)


def _date(field: FormField, raw: Any, files: Any) -> Reading:
    text = tidy(_written(raw))
    return Reading(read_day(text).isoformat() if text else None)


def _choice(field: FormField, raw: Any, files: Any) -> Reading:
    if raw in [option.value for option in field.options]:
        return Reading(raw)
    raise Unreadable("Lựa chọn này không có trong danh sách. Hãy chọn lại.")


def _choices(field: FormField, raw: Any, files: Any) -> Reading:
    given = raw if isinstance(raw, list) else [raw]
    known = [option.value for option in field.options]
    if any(one not in known for one in given):
        raise Unreadable("Có lựa chọn không nằm trong danh sách. Hãy chọn lại.")
    return Reading([value for value in known if value in given])


def _yes_no(field: FormField, raw: Any, files: Any) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw)
    if raw in ("yes", "no"):
        return Reading(raw == "yes")
    raise Unreadable("Hãy chọn có hoặc không.")


def _file(field: FormField, raw: Any, files: Mapping[str, str] | None) -> Reading:
    given = raw if isinstance(raw, list) else [raw]
    if not all(isinstance(one, str) and 0 < len(one) <= 64 and one == tidy(one) for one in given):
        raise Unreadable("Không đọc được danh sách tệp. Hãy đính kèm lại.")
    if len(given) > MOST_FILES:
        raise Unreadable(f"Không đính kèm quá {MOST_FILES} tệp ở một câu.")
    if files is not None and any(one not in files for one in given):
        raise Unreadable("Có tệp không còn trong hồ sơ. Hãy đính kèm lại.")
    return Reading(list(dict.fromkeys(given)))


def _note(field: FormField, raw: Any, files: Any) -> Reading:
    return Reading(None)


def _school(field: FormField, raw: Any, files: Any) -> Reading:
    if isinstance(raw, str):
        raw = {"name": raw}
    if not isinstance(raw, Mapping):
        raise Unreadable("Hãy ghi tên trường.")
    name = _short(raw.get("name"))
    agency = raw.get("agency") or ""
    if agency and not is_id(agency):
        raise Unreadable("Không nhận ra trường đã chọn. Hãy chọn lại.")
    return Reading({"name": name, "agency": agency} if name else None)


def _address(field: FormField, raw: Any, files: Any) -> Reading:
    if isinstance(raw, str):
        raw = {"street": raw}
    if not isinstance(raw, Mapping):
        raise Unreadable("Không đọc được địa chỉ. Hãy ghi lại.")
    said: dict[str, Any] = {name: text for name in ADDRESS_TEXTS if (text := _short(raw.get(name)))}
    if "commune" in said:
        said.pop("typed", None)
    if raw.get("is_abroad") is True:
        said = {"street": said["street"], "is_abroad": True} if "street" in said else {}
    return Reading(said or None)


def _compound(field: FormField, raw: Any, files: Any) -> Reading:
    if not isinstance(raw, Mapping):
        raise Unreadable("Không đọc được mục này. Hãy ghi lại.")
    said: dict[str, Any] = {}
    faults: list[Fault] = []
    for part in parts_of(field):
        reading = read_value(part_field(part), raw.get(part.value))
        if reading.value is not None:
            said[part.value] = reading.value
        faults += [Fault(fault.message, join(part.value, fault.at), part.label) for fault in reading.faults]
    return Reading(said or None, tuple(faults))


_READERS: Mapping[FieldKind, Callable[[FormField, Any, Mapping[str, str] | None], Reading]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.YES_NO: _yes_no,
    FieldKind.FILE: _file,
    FieldKind.PERSON: _compound,
    FieldKind.ORGANISATION: _compound,
    FieldKind.SCHOOL: _school,
    FieldKind.ADDRESS: _address,
    FieldKind.NOTE: _note,
}


def parts_of(field: FormField) -> tuple[Part, ...]:
    """What is asked of the person or organisation: what the form names, else everything."""
    return field.parts or PARTS_OF.get(field.kind, ())


def required_parts_of(field: FormField) -> tuple[Part, ...]:
    """Which parts must be answered when the question is: what the form names, else the name alone."""
    return field.required_parts or tuple(filter(None, [FIRST_PART.get(field.kind)]))


def part_field(part: Part) -> FormField:
    """A part of a person or organisation as a question of its own."""
    return _PART_FIELDS[part]


def _line(part: Part, wanted: AnswerFormat = AnswerFormat.ANY, autocomplete: str = "") -> FormField:
    return FormField(
        key=part.value, kind=FieldKind.TEXT, label=part.label, format=wanted, autocomplete=autocomplete
    )


_PART_FIELDS: Mapping[Part, FormField] = {
    Part.FULL_NAME: _line(Part.FULL_NAME),
    Part.NAME: _line(Part.NAME),
    Part.IDENTITY_NUMBER: _line(Part.IDENTITY_NUMBER, AnswerFormat.IDENTITY_NUMBER),
    Part.TAX_CODE: _line(Part.TAX_CODE, AnswerFormat.TAX_CODE),
    Part.BORN_ON: FormField(
        key=Part.BORN_ON.value, kind=FieldKind.DATE, label=Part.BORN_ON.label, max="today"
    ),
    Part.GENDER: FormField(
        key=Part.GENDER.value,
        kind=FieldKind.CHOICE,
        label=Part.GENDER.label,
        options=tuple(Option(gender.value, gender.label) for gender in Gender),
    ),
    Part.REPRESENTATIVE: _line(Part.REPRESENTATIVE),
    Part.POSITION: _line(Part.POSITION),
    Part.PHONE: _line(Part.PHONE, AnswerFormat.PHONE),
    Part.EMAIL: _line(Part.EMAIL, AnswerFormat.EMAIL),
    Part.ADDRESS: FormField(key=Part.ADDRESS.value, kind=FieldKind.ADDRESS, label=Part.ADDRESS.label),
}


def join(*steps: str | int) -> str:
    """A path of its steps, those that are empty left out: "owner.phone"."""
    return ".".join(str(step) for step in steps if step != "")


def as_day(value: Any) -> date | None:
    """The day that a kept answer says, None when it says none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _written(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return str(raw)
    raise Unreadable("Không đọc được mục này. Hãy ghi lại bằng chữ.")


def _short(raw: Any) -> str:
    text = tidy(raw).replace("\n", " ") if isinstance(raw, str) else ""
    if len(text) > LONGEST_TEXT:
        raise Unreadable(f"Không quá {LONGEST_TEXT} ký tự; đang có {len(text)}.")
    return text


def is_id(text: Any) -> bool:
    """Whether `text` is an identifier as this system writes them."""
    try:
        return isinstance(text, str) and str(UUID(text)) == text
    except ValueError:
        return False
