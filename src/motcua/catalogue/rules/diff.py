"""What differs between two contents, field by field, in words for people.

Lists are aligned by what their items are (the same paper, the same channel), so that a paper put in the middle is
one addition and a changed order is told as such, not as a rewrite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from motcua.catalogue.enums import Constituent
from motcua.catalogue.rules import content as parts
from motcua.catalogue.rules.content import Content, plain_number
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT
from motcua.kernel.labelled import Labelled
from motcua.kernel.text import fold

Identity = Callable[[Any], Hashable]


class Change(Labelled):
    """What happened to a field or to an item of a list."""

    ADDED = "added", "Thêm"
    REMOVED = "removed", "Bỏ"
    CHANGED = "changed", "Sửa"
    REORDERED = "reordered", "Đổi thứ tự"


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item of a list: `before` and `after` describe it whole; empty where it is not there."""

    change: Change
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. For a list, `items` says which of its items; otherwise it is empty."""

    field: str
    constituent: Constituent | None
    label: str
    change: Change
    before: str
    after: str
    items: tuple[ItemChange, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The change as plain data for `--json`, the journal and the API."""
        return {
            "field": self.field,
            "constituent": self.constituent.value if self.constituent else None,
            "label": self.label,
            "change": self.change.value,
            "before": self.before,
            "after": self.after,
            "items": [
                {"change": item.change.value, "before": item.before, "after": item.after}
                for item in self.items
            ],
        }


LABELS: dict[str, tuple[Constituent | None, str]] = {
    "name": (Constituent.NAME, "Tên thủ tục"),
    "decision_number": (None, "Số quyết định công bố"),
    "field": (None, "Lĩnh vực"),
    "levels": (Constituent.AGENCY, "Cấp thực hiện"),
    "regulation_label": (None, "Loại thủ tục"),
    "applicant_types": (Constituent.APPLICANTS, "Đối tượng thực hiện"),
    "applicants_note": (Constituent.APPLICANTS, "Ghi chú về đối tượng"),
    "issuing_agency": (None, "Cơ quan ban hành"),
    "competent_authority": (Constituent.AGENCY, "Cơ quan có thẩm quyền"),
    "executing_agency": (Constituent.AGENCY, "Cơ quan thực hiện"),
    "delegated_agency": (Constituent.AGENCY, "Cơ quan được ủy quyền"),
    "coordinating_agency": (Constituent.AGENCY, "Cơ quan phối hợp"),
    "receiving_place": (Constituent.RECEIVING_PLACE, "Nơi tiếp nhận"),
    "steps": (Constituent.STEPS, "Trình tự thực hiện"),
    "methods": (Constituent.METHODS, "Cách thức thực hiện, thời hạn, phí"),
    "components": (Constituent.COMPONENTS, "Thành phần hồ sơ"),
    "sets_count": (Constituent.COMPONENTS, "Số bộ hồ sơ"),
    "results": (Constituent.RESULTS, "Kết quả thực hiện"),
    "legal_bases": (Constituent.LEGAL_BASES, "Căn cứ pháp lý"),
    "requirements": (Constituent.REQUIREMENTS, "Yêu cầu, điều kiện"),
    "is_business_related": (None, "Liên quan đến sản xuất, kinh doanh"),
    "is_boundary_free": (None, "Không phụ thuộc địa giới hành chính"),
    "life_events": (None, "Sự kiện trong đời"),
    "none_declared": (None, "Khai là không có"),
}


def diff(old: Content | None, new: Content) -> list[FieldChange]:
    """The fields of `new` that differ from `old`, in the order of a procedure's page; empty when none does.

    With no `old`, every field that says something is added.
    """
    before = old or Content(name="")
    changes = (_field_change(field, getattr(before, field), getattr(new, field)) for field in LABELS)
    return [change for change in changes if change is not None]


def _field_change(field: str, before: Any, after: Any) -> FieldChange | None:
    if before == after:
        return None
    constituent, label = LABELS[field]
    items = _item_changes(field, before, after) if isinstance(before, tuple) else ()
    change = _whole(before, after)
    if items and all(item.change is Change.REORDERED for item in items):
        change = Change.REORDERED
    return FieldChange(field, constituent, label, change, describe(before), describe(after), items)


def _whole(before: Any, after: Any) -> Change:
    if before in ("", None, ()):
        return Change.ADDED
    return Change.REMOVED if after in ("", None, ()) else Change.CHANGED


def _item_changes(field: str, before: Sequence[Any], after: Sequence[Any]) -> tuple[ItemChange, ...]:
    pairs = _aligned(before, after, _IDENTITIES.get(field))
    changes: list[ItemChange] = []
    for old, new in pairs:
        if new is None:
            changes.append(ItemChange(Change.REMOVED, describe(before[old or 0]), ""))
        elif old is None:
            changes.append(ItemChange(Change.ADDED, "", describe(after[new])))
        elif before[old] != after[new]:
            changes.append(ItemChange(Change.CHANGED, describe(before[old]), describe(after[new])))
    kept = [old for old, new in pairs if old is not None and new is not None]
    if kept != sorted(kept):
        changes.append(ItemChange(Change.REORDERED, _places(sorted(kept)), _places(kept)))
    return tuple(changes)


def _places(places: Sequence[int]) -> str:
    return " → ".join(str(place + 1) for place in places)


def _aligned(
    before: Sequence[Any], after: Sequence[Any], identities: Sequence[Identity] | None
) -> list[tuple[int | None, int | None]]:
    """Pairs of places (old, new) in the order of `after`; what is gone stands where it stood.

    The identities are tried from the strictest to the loosest; at last, what shares most of its words is paired.
    Without identities (sets of words), only equal items are the same.
    """
    partner: dict[int, int] = {}
    old_left, new_left = list(range(len(before))), list(range(len(after)))
    for identity in [_itself, *(identities or ())]:
        waiting: dict[Hashable, list[int]] = {}
        for place in old_left:
            waiting.setdefault(identity(before[place]), []).append(place)
        for place in list(new_left):
            places = waiting.get(identity(after[place]))
            if places:
                partner[place] = places.pop(0)
                new_left.remove(place)
        taken = set(partner.values())
        old_left = [place for place in old_left if place not in taken]
    if identities is not None:
        partner.update(_most_alike(before, after, old_left, new_left))
    return _in_reading_order(len(before), len(after), partner)


def _most_alike(
    before: Sequence[Any], after: Sequence[Any], old_left: list[int], new_left: list[int]
) -> dict[int, int]:
    """New place → old place of the items that share at least half of their words, best first."""
    words = {place: Counter(fold(describe(before[place])).split()) for place in old_left}
    scores: list[tuple[float, int, int]] = []
    for new in new_left:
        mine = Counter(fold(describe(after[new])).split())
        for old, theirs in words.items():
            likeness = 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())
            if likeness >= 0.5:
                scores.append((-likeness, new, old))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, new, old in sorted(scores):
        if new not in partner and old not in taken:
            partner[new] = old
            taken.add(old)
    return partner


def _in_reading_order(
    old_count: int, new_count: int, partner: dict[int, int]
) -> list[tuple[int | None, int | None]]:
    taken = set(partner.values())
    gone = [place for place in range(old_count) if place not in taken]
    pairs: list[tuple[int | None, int | None]] = []
    for new in range(new_count):
        old = partner.get(new)
        while old is not None and gone and gone[0] < old:
            pairs.append((gone.pop(0), None))
        pairs.append((old, new))
    return [*pairs, *((place, None) for place in gone)]


def _itself(item: Hashable) -> Hashable:
    return item


_IDENTITIES: dict[str, list[Identity]] = {
    "steps": [lambda item: fold(item.text), lambda item: fold(item.title) or item],
    "methods": [lambda item: str(item.channel)],
    "components": [lambda item: (fold(item.case_name), fold(item.name)), lambda item: fold(item.name)],
    "results": [lambda item: fold(item.name), lambda item: item.code or item],
    "legal_bases": [lambda item: fold(item.number)],
}


def describe(value: Any) -> str:
    """A value of a content, or one of its parts, in Vietnamese words; empty for what is not there."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, tuple):
        joint = "; " if value and isinstance(value[0], Labelled) else "\n"
        return joint.join(describe(item) for item in value)
    if isinstance(value, Labelled):
        return value.label
    writer = _WRITERS.get(type(value))
    return writer(value) if writer else str(value)


def describe_limit(method: parts.MethodContent) -> str:
    """The time limit of a method: amount and unit where they are known, else the source's words."""
    if method.limit_unit is None:
        return method.limit_text
    if method.limit_amount is None or method.limit_unit in WITHOUT_AMOUNT:
        return method.limit_unit.label
    return f"{_number(method.limit_amount)} {method.limit_unit.label}"


def describe_fee(fee: parts.FeeContent) -> str:
    """A fee: its kind, the sum where it is known, the source's words."""
    if fee.amount_vnd is None:
        return f"{fee.kind.label}: {fee.text or 'chưa rõ mức'}"
    amount = f"{fee.amount_vnd:,}".replace(",", ".")
    return f"{fee.kind.label}: {amount} đ" + (f" ({fee.text})" if fee.text else "")


def _number(value: Decimal) -> str:
    return plain_number(value).replace(".", ",")


def _joined(*pieces: str) -> str:
    told = [piece for piece in pieces if piece]
    return " ".join(piece if piece is told[-1] or piece[-1] in ".;:" else f"{piece}." for piece in told)


def _step(step: parts.StepContent) -> str:
    return f"{step.title}: {step.text}" if step.title else step.text


def _method(method: parts.MethodContent) -> str:
    limit = describe_limit(method)
    wording = method.limit_text if method.limit_text != limit else ""
    return _joined(
        f"{method.channel.label}: {limit or 'chưa rõ thời hạn'}" + (f" (“{wording}”)" if wording else ""),
        "Thời hạn cần người xem lại" if method.limit_needs_person else "",
        "; ".join(describe_fee(fee) for fee in method.fees),
        method.note,
    )


def _component(component: parts.ComponentContent) -> str:
    counts = [
        f"{count} {word}"
        for count, word in ((component.originals, "bản chính"), (component.copies, "bản sao"))
        if count is not None
    ]
    forms = ", ".join(_form(form) for form in component.forms)
    return _joined(
        f"[{component.case_name}] {component.name}" if component.case_name else component.name,
        ", ".join(counts),
        f"Mẫu: {forms}" if forms else "",
        component.note,
    )


def _form(form: parts.FormContent) -> str:
    return f"{form.name} ({form.url})" if form.url else form.name


def _result(result: parts.ResultContent) -> str:
    return f"{result.name} ({result.code})" if result.code else result.name


def _legal_basis(basis: parts.LegalBasisContent) -> str:
    return f"{basis.number} – {basis.title}" if basis.title else basis.number


_WRITERS: dict[type, Callable[[Any], str]] = {
    parts.StepContent: _step,
    parts.MethodContent: _method,
    parts.FeeContent: describe_fee,
    parts.FormContent: _form,
    parts.ComponentContent: _component,
    parts.ResultContent: _result,
    parts.LegalBasisContent: _legal_basis,
}
