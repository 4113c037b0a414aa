"""What the templates of an online form are given: every question with its names, its answer and its error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from motcua.forms.enums import AnswerFormat, FieldKind, Part, Width
from motcua.forms.queries.places import PlaceOffer
from motcua.forms.rules.conditions import questions_in
from motcua.forms.rules.display import day_text, number_text
from motcua.forms.rules.questions import WITH_PARTS, FormField, FormSchema, Group, Section
from motcua.forms.rules.values import as_day, join, part_field, parts_of, required_parts_of
from motcua.web.online_forms.parsing import name_of

_LINE = "components/online_form/line.html"
_SELECT = "components/online_form/select.html"
_TEMPLATES = {
    FieldKind.LONG_TEXT: "components/online_form/long_text.html",
    FieldKind.CHOICE: "components/online_form/choice.html",
    FieldKind.CHOICES: "components/online_form/choices.html",
    FieldKind.YES_NO: "components/online_form/yes_no.html",
    FieldKind.FILE: "components/online_form/file.html",
    FieldKind.PERSON: "components/online_form/parts.html",
    FieldKind.ORGANISATION: "components/online_form/parts.html",
    FieldKind.SCHOOL: "components/online_form/school.html",
    FieldKind.ADDRESS: "components/online_form/address.html",
    FieldKind.NOTE: "components/online_form/note.html",
}
_INPUT_MODES = {
    AnswerFormat.PHONE: "tel",
    AnswerFormat.EMAIL: "email",
    AnswerFormat.IDENTITY_NUMBER: "numeric",
    AnswerFormat.PERSONAL_ID: "numeric",
    AnswerFormat.YEAR: "numeric",
    AnswerFormat.WHOLE: "numeric",
}
_PART_TOKENS = {
    Part.FULL_NAME: "name",
    Part.NAME: "organization",
    Part.BORN_ON: "bday",
    Part.PHONE: "tel",
    Part.EMAIL: "email",
}
_CHOSEN = frozenset({FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.YES_NO})
_MOST_RADIOS = 7
_ONE_LINE = 36
_SHORT_FORMATS = frozenset(AnswerFormat) - {AnswerFormat.ANY, AnswerFormat.EMAIL}


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView:
    """One choice."""

    id: str
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """One place among which a person must choose."""

    act: str
    text: str
    former: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file that is there."""

    id: str
    name: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A question.

    `controls` says that other questions depend on its answer, `is_chosen` that it is answered by a click, `is_short`
    that its choices fit on one line; `described_by` are the ids of its hint and its error; `value` is what stands in
    the control.
    """

    template: str
    path: str
    id: str
    name: str
    label: str
    help: str
    error: str
    is_required: bool
    controls: bool
    is_chosen: bool
    is_short: bool
    described_by: str
    width: str
    input_mode: str
    autocomplete: str
    placeholder: str
    origin: str
    takes_focus: bool
    value: str
    options: tuple[OptionView, ...] = ()
    parts: tuple[FieldView, ...] = ()
    files: tuple[FileView, ...] = ()
    offers: tuple[OfferView, ...] = ()
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of a group."""

    id: str
    title: str
    remove: str
    takes_focus: bool
    items: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Questions asked together, row by row."""

    template: str
    path: str
    id: str
    name: str
    label: str
    help: str
    error: str
    add: str
    rows: tuple[RowView, ...]
    count: str
    is_repeated: bool
    takes_focus: bool
    row_label: str
    has_files: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section that is asked."""

    id: str
    title: str
    note: str
    items: tuple[FieldView | GroupView, ...]


def id_of(path: str) -> str:
    """The id of the control, or of the set of controls, that asks for `path`."""
    return f"a-{path.replace('.', '-')}"


def controlling(schema: FormSchema) -> frozenset[str]:
    """The keys of the questions on which others depend."""
    found: set[str] = set()
    for section, item in schema.items():
        inner = item.fields if isinstance(item, Group) else ()
        for condition in (section.condition, item.condition, *(one.condition for one in inner)):
            if condition is not None:
                found |= {question.field for question in questions_in(condition)}
    return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class Showing:
    """Makes the views of one form."""

    schema: FormSchema
    answers: Mapping[str, Any]
    shown: Set[str]
    messages: Mapping[str, str]
    files: Mapping[str, str]
    offers: Mapping[str, tuple[PlaceOffer, ...]]
    origins: Mapping[str, str]
    focus: str

    def sections(self) -> list[SectionView]:
        """The sections of which anything is asked."""
        controls = controlling(self.schema)
        views = (self._section(section, controls) for section in self.schema.sections)
        return [view for view in views if view.items]

    def _section(self, section: Section, controls: Set[str]) -> SectionView:
        return SectionView(
            id=f"phan-{section.key}",
            title=section.title,
            note=section.note,
            items=tuple(self._items(section, controls)),
        )

    def _items(self, section: Section, controls: Set[str]) -> Iterator[FieldView | GroupView]:
        for item in section.fields:
            if item.key not in self.shown:
                continue
            if isinstance(item, Group):
                yield self._group(item, controls)
            else:
                yield self._field(item, item.key, self.answers.get(item.key), controls)

    def _group(self, group: Group, controls: Set[str]) -> GroupView:
        given = self.answers.get(group.key)
        rows = [row if isinstance(row, Mapping) else {} for row in given] if isinstance(given, list) else []
        least = max(group.min_rows, 0 if group.is_repeated else 1)
        rows += [{}] * (least - len(rows))
        return GroupView(
            template="components/online_form/group.html",
            path=group.key,
            id=id_of(group.key),
            name=name_of(join(group.key, "rows")),
            label=group.label,
            help=group.help,
            error=self.messages.get(group.key, ""),
            add=f"add:{group.key}" if len(rows) < group.max_rows else "",
            rows=tuple(self._row(group, row, number, len(rows), controls) for number, row in enumerate(rows)),
            count=str(len(rows)),
            is_repeated=group.is_repeated,
            takes_focus=self.focus == group.key,
            row_label=group.row_label or group.label,
            has_files=any(field.kind is FieldKind.FILE for field in group.fields),
        )

    def _row(
        self, group: Group, row: Mapping[str, Any], number: int, count: int, controls: Set[str]
    ) -> RowView:
        place = join(group.key, number)
        return RowView(
            id=id_of(place),
            title=f"{group.row_label or group.label} {number + 1}" if group.is_repeated else "",
            remove=f"remove:{place}" if count > group.min_rows else "",
            takes_focus=self.focus == place,
            items=tuple(
                self._field(field, join(place, field.key), row.get(field.key), controls)
                for field in group.fields
                if self._is_asked_in_row(group, field, row, place)
            ),
        )

    def _is_asked_in_row(self, group: Group, field: FormField, row: Mapping[str, Any], place: str) -> bool:
        """An empty row is not checked, so its questions without a condition are shown as they stand."""
        return join(place, field.key) in self.shown or (
            field.condition is None and not any(join(place, one.key) in self.shown for one in group.fields)
        )

    def _field(
        self, field: FormField, path: str, value: Any, controls: Set[str], *, required: bool | None = None
    ) -> FieldView:
        error = self.messages.get(path, "")
        is_long_choice = field.kind is FieldKind.CHOICE and len(field.options) > _MOST_RADIOS
        template = _SELECT if is_long_choice else _TEMPLATES.get(field.kind, _LINE)
        hints = [f"{id_of(path)}-goi-y"] if field.help else []
        hints += [f"{id_of(path)}-loi"] if error else []
        return FieldView(
            template=template,
            path=path,
            id=id_of(path),
            name=name_of(path),
            label=field.label,
            help=field.help,
            error=error,
            is_required=field.is_required if required is None else required,
            controls=field.key in controls,
            is_chosen=field.kind in _CHOSEN,
            is_short=sum(len(option.label) + 6 for option in field.options) <= _ONE_LINE,
            described_by=" ".join(hints),
            width=_width(field),
            input_mode=_INPUT_MODES.get(field.format, "decimal" if field.kind is FieldKind.NUMBER else ""),
            autocomplete=field.autocomplete,
            placeholder="ngày/tháng/năm" if field.kind is FieldKind.DATE else "",
            origin=self.origins.get(path, "").partition(".")[0],
            takes_focus=bool(path) and self.focus == path,
            value=text_in_control(field, value),
            options=tuple(_options(field, path, value)),
            parts=tuple(self._parts(field, path, value)),
            files=tuple(self._files(field, path, value)),
            offers=tuple(self._offers(path)),
            extra=_extra(field, value),
        )

    def _parts(self, field: FormField, path: str, value: Any) -> Iterator[FieldView]:
        if field.kind not in WITH_PARTS:
            return
        said = value if isinstance(value, Mapping) else {}
        wanted = required_parts_of(field)
        is_own = field.prefill.split(".")[0] in {"person", "submitter"}
        for part in parts_of(field):
            asked = part_field(part)
            needed = part in wanted and (field.is_required or bool(said))
            view = self._field(
                asked, join(path, part.value), said.get(part.value), frozenset(), required=needed
            )
            yield _with_token(view, _PART_TOKENS.get(part, "")) if is_own else view

    def _files(self, field: FormField, path: str, value: Any) -> Iterator[FileView]:
        if field.kind is FieldKind.FILE and isinstance(value, list):
            for one in value:
                if isinstance(one, str) and one in self.files:
                    yield FileView(id=one, name=self.files[one], act=f"drop:{path}:{one}")

    def _offers(self, path: str) -> Iterator[OfferView]:
        for offer in self.offers.get(path, ()):
            yield OfferView(
                act=f"place:{path}:{offer.place.code}", text=offer.place.text, former=offer.former
            )


def _with_token(view: FieldView, token: str) -> FieldView:
    return replace(view, autocomplete=token)


def _width(field: FormField) -> str:
    if field.width is not Width.FULL:
        return field.width.value
    if field.kind in {FieldKind.DATE, FieldKind.NUMBER} or field.format in _SHORT_FORMATS:
        return Width.SHORT.value
    return Width.FULL.value


def text_in_control(field: FormField, value: Any) -> str:
    """What stands in the control for a kept or typed answer."""
    if field.kind is FieldKind.DATE:
        day = as_day(value)
        return day_text(day) if day else value if isinstance(value, str) else ""
    if isinstance(value, bool) and field.kind is FieldKind.YES_NO:
        return "yes" if value else "no"
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return number_text(value)
    return value if isinstance(value, str) else ""


def _options(field: FormField, path: str, value: Any) -> Iterator[OptionView]:
    chosen = value if isinstance(value, list) else [value]
    for number, option in enumerate(field.options):
        yield OptionView(
            id=f"{id_of(path)}-{number}" if number else id_of(path),
            value=option.value,
            label=option.label,
            is_chosen=option.value in chosen,
        )


def _extra(field: FormField, value: Any) -> dict[str, str]:
    """The further words of an address or a school, "" where there are none."""
    said = value if isinstance(value, Mapping) else {}
    if field.kind is FieldKind.ADDRESS:
        names = ("street", "commune", "former", "typed")
        found = {name: text if isinstance(text := said.get(name), str) else "" for name in names}
        known = ", ".join(
            text for name in ("commune_name", "province_name") if isinstance(text := said.get(name), str)
        )
        return {
            **found,
            "commune_text": known,
            "shown": known or found["typed"],
            "abroad": "1" if said.get("is_abroad") else "",
        }
    if field.kind is FieldKind.SCHOOL:
        if isinstance(value, str):
            said = {"name": value}
        return {name: text if isinstance(text := said.get(name), str) else "" for name in ("name", "agency")}
    return {}
