"""What a form is made of: sections with questions and groups of questions, as immutable values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from motcua.forms.enums import AnswerFormat, FieldKind, Part, Width
from motcua.forms.rules.conditions import Condition

Bound: TypeAlias = int | float | str | None

PARTS_OF = {
    FieldKind.PERSON: (
        Part.FULL_NAME,
        Part.IDENTITY_NUMBER,
        Part.BORN_ON,
        Part.GENDER,
        Part.PHONE,
        Part.EMAIL,
        Part.ADDRESS,
    ),
    FieldKind.ORGANISATION: (
        Part.NAME,
        Part.TAX_CODE,
        Part.REPRESENTATIVE,
        Part.POSITION,
        Part.PHONE,
        Part.EMAIL,
        Part.ADDRESS,
    ),
}
FIRST_PART = {FieldKind.PERSON: Part.FULL_NAME, FieldKind.ORGANISATION: Part.NAME}
WITH_OPTIONS = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
WITH_PARTS = frozenset(PARTS_OF)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: what is stored, what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question.

    `min` and `max` bound a number, a date (ISO day or "today"), the length of text, or how many files or choices.
    `pattern` is a sample of characters (see rules.samples), `pattern_message` what to say when it does not fit.
    `parts` are what is asked of a person or an organisation; each of `required_parts` must be answered when the
    question is. `autocomplete` is the browser's token. `prefill` names where an answer may come from:
    "person.full_name", "submitter.phone", "previous.<key>".
    """

    key: str
    kind: FieldKind
    label: str
    help: str = ""
    is_required: bool = False
    condition: Condition | None = None
    options: tuple[Option, ...] = ()
    format: AnswerFormat = AnswerFormat.ANY
    min: Bound = None
    max: Bound = None
    pattern: str = ""
    pattern_message: str = ""
    parts: tuple[Part, ...] = ()
    required_parts: tuple[Part, ...] = ()
    width: Width = Width.FULL
    autocomplete: str = ""
    prefill: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions asked together, once or row by row. Its answer is a list of rows, each a mapping."""

    key: str
    label: str
    fields: tuple[FormField, ...]
    help: str = ""
    row_label: str = ""
    min_rows: int = 1
    max_rows: int = 1
    condition: Condition | None = None

    @property
    def is_repeated(self) -> bool:
        """Whether people may add and remove rows."""
        return self.max_rows > 1 or self.min_rows != self.max_rows


Item: TypeAlias = FormField | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the form with its own heading."""

    key: str
    title: str
    fields: tuple[Item, ...]
    note: str = ""
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSchema:
    """A whole form."""

    title: str
    sections: tuple[Section, ...]
    note: str = ""

    def items(self) -> Iterator[tuple[Section, Item]]:
        """Every question and group with its section, in order."""
        for section in self.sections:
            for item in section.fields:
                yield section, item

    def find(self, key: str) -> Item | None:
        """The question or group with this key."""
        return next((item for _, item in self.items() if item.key == key), None)
