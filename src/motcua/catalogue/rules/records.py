"""One record of a file about one procedure, whatever the file's format, and what it does to what is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from motcua.catalogue.enums import Constituent, ProcedureKind
from motcua.catalogue.rules.content import Content, MethodContent, in_order
from motcua.catalogue.rules.wording import CODE
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT, read_limit
from motcua.kernel.text import clean

LONGEST_CODE = 40
IN_BRIEF = ("issuing_agency", "executing_agency")
# Which fields of a content make up a constituent, for taking back "there is none" when something is given.
FIELDS_OF: dict[Constituent, tuple[str, ...]] = {
    Constituent.NAME: ("name",),
    Constituent.STEPS: ("steps",),
    Constituent.METHODS: ("methods",),
    Constituent.COMPONENTS: ("components",),
    Constituent.APPLICANTS: ("applicant_types", "applicants_note"),
    Constituent.AGENCY: ("competent_authority", "executing_agency"),
    Constituent.RESULTS: ("results",),
    Constituent.REQUIREMENTS: ("requirements",),
    Constituent.LEGAL_BASES: ("legal_bases",),
    Constituent.RECEIVING_PLACE: ("receiving_place",),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a row: why it is refused, or what a person should look at."""

    row: int
    code: str
    field: str
    reason: str

    def as_dict(self, file: str) -> dict[str, Any]:
        """The remark as plain data, with the file it is about."""
        return {"file": file, "row": self.row, "code": self.code, "field": self.field, "reason": self.reason}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a file says of one procedure.

    `given` names the fields of `content` of which the file speaks. A field it does not speak of, or of which it says
    nothing, stays as it is known; in a complete record an empty field empties. A line of a list (`is_line`) tells of
    agencies in brief: where a procedure is known in detail, it fills what is missing and replaces nothing there.
    """

    row: int
    code: str
    content: Content
    given: frozenset[str]
    is_complete: bool = False
    is_line: bool = False
    kind: ProcedureKind | None = None
    source_url: str = ""
    old_codes: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a row: a record, or why there is none."""

    record: Record | None = None
    refusals: tuple[Remark, ...] = ()


@dataclass
class Notes:
    """Collects what is noticed while one row is read."""

    row: int
    code: str
    remarks: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)

    def remark(self, field: str, reason: str) -> None:
        self.remarks.append(Remark(self.row, self.code, field, reason))

    def refuse(self, field: str, reason: str) -> None:
        self.refusals.append(Remark(self.row, self.code, field, reason))


def read_code(text: str, notes: Notes) -> str:
    """The code of a row; one of an unusual form is kept with a remark, one that cannot be is refused.

    Basis: the form N.NNNNNN, observed for 5,605 of 5,608 procedures of the national catalogue.
    """
    code = clean(text)
    notes.code = code[:LONGEST_CODE]
    if not code:
        notes.refuse("Mã thủ tục", "chưa có mã thủ tục")
    elif len(code) > LONGEST_CODE or "\n" in code or any(char.isspace() for char in code):
        notes.refuse("Mã thủ tục", f"mã “{code[:60]}” có khoảng trắng hoặc dài quá {LONGEST_CODE} ký tự")
    elif not CODE.fullmatch(code):
        notes.remark("Mã thủ tục", f"mã “{code}” không theo dạng N.NNNNNN; vẫn nhập, cần người xem lại")
    return code


def merge(known: Content | None, record: Record) -> Content:
    """What is known of a procedure once the record has spoken."""
    base = known or Content(name="")
    said = record.content
    kept = (
        {name for name in IN_BRIEF if getattr(base, name)} if record.is_line and _is_detailed(base) else set()
    )
    taken = {
        name: getattr(said, name)
        for name in record.given - {"none_declared"} - kept
        if record.is_complete or getattr(said, name) not in ("", (), None)
    }
    merged = replace(base, **taken)
    if "none_declared" in record.given:
        return replace(merged, none_declared=said.none_declared)
    return _with_none_declared(merged, base, record, frozenset(taken))


def _is_detailed(content: Content) -> bool:
    return bool(content.steps or content.methods or content.components)


def _with_none_declared(merged: Content, base: Content, record: Record, taken: frozenset[str]) -> Content:
    """What the record gives takes back that there is none; what it says is none is emptied, as far as it speaks."""
    said = record.content
    given = {part for part, names in FIELDS_OF.items() if taken & set(names)}
    if any(method.fees for method in said.methods):
        given.add(Constituent.FEES)
    if any(component.forms for component in said.components):
        given.add(Constituent.FORMS)
    emptied: dict[str, Any] = {
        name: type(getattr(merged, name))()
        for part in said.none_declared
        for name in FIELDS_OF.get(part, ())
        if name in record.given
    }
    none = (set(base.none_declared) - given) | set(said.none_declared)
    return replace(merged, **emptied, none_declared=in_order(none))


def with_limit(method: MethodContent, text: str) -> MethodContent:
    """`method` with the time limit that `text` states: read where it is clear, else its words for a person."""
    reading = read_limit(text)
    if reading.is_missing:
        return method
    limit = reading.limit
    amount = None if limit is None or limit.unit in WITHOUT_AMOUNT else limit.amount
    plain = limit is not None and not reading.needs_person
    return replace(
        method,
        limit_amount=amount,
        limit_unit=limit.unit if limit else None,
        limit_text=reading.text if not plain or reading.text.lower() != str(limit).lower() else "",
        limit_needs_person=reading.needs_person,
    )
