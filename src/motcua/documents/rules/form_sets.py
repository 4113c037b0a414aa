"""Which set of one-stop forms applies on a day, and what each paper is called and numbered in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from motcua.documents.enums import Certainty, PaperKind, PaperSize
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a set. `number` is "" where the set has no form for such a paper, which then is a plain letter."""

    title: str
    number: str = ""
    size: PaperSize = PaperSize.A5


@dataclass(frozen=True, slots=True)
class FormSet:
    """The forms of one instrument. `names` and `layout` say how well each is known."""

    key: str
    instrument: str
    in_force: Period
    names: Certainty
    layout: Certainty
    forms: Mapping[PaperKind, Form] = field(hash=False)

    def form(self, kind: PaperKind) -> Form:
        """The form of this set for a kind of paper; without number where the set has none."""
        return self.forms.get(kind) or Form(kind.label, size=PaperSize.A4)


_NAMES_SINCE_2018 = (
    (PaperKind.RECEIPT, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    (PaperKind.SUPPLEMENT_REQUEST, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    (PaperKind.REFUSAL, "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    (PaperKind.APOLOGY, "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
    (PaperKind.CONTROL_SLIP, "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    (PaperKind.REGISTER, "Sổ theo dõi hồ sơ"),
)
_NAMES_SINCE_2025 = (
    (PaperKind.RECEIPT, "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    (PaperKind.SUPPLEMENT_REQUEST, "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"),
    (PaperKind.REFUSAL, "Phiếu từ chối tiếp nhận giải quyết hồ sơ"),
    (PaperKind.APOLOGY, "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"),
    (PaperKind.STOP, "Thông báo dừng giải quyết hồ sơ"),
    (PaperKind.CONTROL_SLIP, "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
    (PaperKind.REGISTER, "Sổ theo dõi hồ sơ"),
)
_ALWAYS_A4 = {PaperKind.REGISTER}


def _numbered(names: tuple[tuple[PaperKind, str], ...]) -> Mapping[PaperKind, Form]:
    return MappingProxyType(
        {
            kind: Form(title, f"{number:02}", PaperSize.A4 if kind in _ALWAYS_A4 else PaperSize.A5)
            for number, (kind, title) in enumerate(names, start=1)
        }
    )


def _unnumbered(names: tuple[tuple[PaperKind, str], ...]) -> Mapping[PaperKind, Form]:
    return MappingProxyType(
        {
            kind: Form(title, "", form.size)
            for (kind, title), form in zip(names, _numbered(names).values(), strict=True)
        }
    )


FORM_SETS: tuple[FormSet, ...] = (
    FormSet(
        key="nd-61-2018",
        instrument="Nghị định 61/2018/NĐ-CP",
        in_force=Period(date(2018, 6, 21), date(2019, 1, 6)),
        names=Certainty.LAW,
        layout=Certainty.DERIVED,
        forms=_unnumbered(_NAMES_SINCE_2018),
    ),
    FormSet(
        key="tt-01-2018",
        instrument="Thông tư 01/2018/TT-VPCP",
        in_force=Period(date(2019, 1, 6), date(2025, 9, 15)),
        names=Certainty.LAW,
        layout=Certainty.PRACTICE,
        forms=_numbered(_NAMES_SINCE_2018),
    ),
    FormSet(
        key="tt-03-2025",
        instrument="Thông tư 03/2025/TT-VPCP",
        in_force=Period(date(2025, 9, 15)),
        names=Certainty.REPORTED,
        layout=Certainty.PRACTICE,
        forms=_numbered(_NAMES_SINCE_2025),
    ),
)


def form_set_on(day: date) -> FormSet:
    """The forms in force on a day.

    Basis: TT 01/2018/TT-VPCP art. 9, 10; TT 03/2025/TT-VPCP annex I.

    :raises Refused: "no-form-set" for a day before the one-stop decree of 2018.
    """
    for each in FORM_SETS:
        if each.in_force.contains(day):
            return each
    raise Refused(
        "no-form-set",
        f"Chưa có bộ mẫu giấy của cơ chế một cửa cho ngày {day:%d/%m/%Y}. "
        "Bộ mẫu sớm nhất áp dụng từ 21/06/2018; kiểm tra lại ngày của hồ sơ.",
    )


def get_form_set(key: str) -> FormSet:
    """The set of that key, as kept with an issued paper.

    :raises Refused: "no-form-set".
    """
    for each in FORM_SETS:
        if each.key == key:
            return each
    raise Refused("no-form-set", f"Không có bộ mẫu giấy “{key}”. Báo người quản trị hệ thống.")
