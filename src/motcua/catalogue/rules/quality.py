"""What is incomplete or contradictory in a procedure's record, each finding with what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from motcua.catalogue.enums import Channel, Constituent, FindingKind, ProcedureLevel, Severity
from motcua.catalogue.rules.content import Content, MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.text import fold

# Basis: NĐ 63/2010/NĐ-CP art. 8(2); indicator 1.3 of QĐ 766/QĐ-TTg counts a procedure complete with these seven.
MANDATORY = (
    Constituent.NAME,
    Constituent.STEPS,
    Constituent.METHODS,
    Constituent.COMPONENTS,
    Constituent.TIME_LIMIT,
    Constituent.APPLICANTS,
    Constituent.AGENCY,
)

# Basis: Luật Tổ chức chính quyền địa phương 72/2025/QH15: no district level from this day on.
NO_DISTRICTS_SINCE = date(2025, 7, 1)

_DECISION_NUMBER = re.compile(r"^\d+[A-Za-z]?/(\d{4}/)?QĐ-[A-ZĐƯ]+[\w.-]*$")
_DISTRICT_BODIES = re.compile(
    r"\b(cap huyen|phong giao duc(?! thuong xuyen| mam non| tieu hoc| trung hoc)|phong gddt|phong gd dt|"
    r"(ubnd|uy ban nhan dan) (quan|huyen|thi xa|cap huyen))\b"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: its kind and weight, where it is, and a sentence that says what to do."""

    kind: FindingKind
    severity: Severity
    constituent: Constituent
    message: str


def present(content: Content) -> dict[Constituent, bool]:
    """Whether each constituent is given."""
    return {
        Constituent.NAME: bool(content.name),
        Constituent.STEPS: bool(content.steps),
        Constituent.METHODS: bool(content.methods),
        Constituent.COMPONENTS: bool(content.components),
        Constituent.TIME_LIMIT: any(_has_limit(method) for method in content.methods),
        Constituent.APPLICANTS: bool(content.applicant_types or content.applicants_note),
        Constituent.AGENCY: bool(content.competent_authority or content.executing_agency),
        Constituent.FORMS: any(component.forms for component in content.components),
        Constituent.RESULTS: bool(content.results),
        Constituent.REQUIREMENTS: bool(content.requirements),
        Constituent.FEES: any(method.fees for method in content.methods),
        Constituent.LEGAL_BASES: bool(content.legal_bases),
        Constituent.RECEIVING_PLACE: bool(content.receiving_place),
    }


def is_complete(content: Content) -> bool:
    """Whether all seven mandatory constituents are given or said not to exist.

    Basis: QĐ 766/QĐ-TTg, indicator 1.3.
    """
    given = present(content)
    return all(given[part] or part in content.none_declared for part in MANDATORY)


def findings(content: Content, *, on: date, expired_acts: Collection[str] = ()) -> list[Finding]:
    """Everything to mend in `content` as it stands on the day, the weightiest first.

    `expired_acts` are the numbers of legal acts no longer in force on that day.
    """
    found = [
        *_missing(content),
        *_limits(content),
        *_fees(content),
        *_papers(content),
        *_results(content),
        *_law(content, expired_acts),
        *_bodies(content, on),
    ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _missing(content: Content) -> Iterator[Finding]:
    for part, given in present(content).items():
        if given or part in content.none_declared:
            continue
        if part in MANDATORY:
            yield Finding(
                FindingKind.MISSING_CONSTITUENT,
                Severity.ERROR,
                part,
                f"Thiếu “{part.label}”. Bổ sung theo quyết định công bố.",
            )
        else:
            yield Finding(
                FindingKind.UNSTATED_CONSTITUENT,
                Severity.NOTE,
                part,
                f"Chưa có “{part.label}”. Bổ sung, hoặc đánh dấu “không có” nếu thủ tục không yêu cầu.",
            )


def _has_limit(method: MethodContent) -> bool:
    return method.limit_unit is not None or bool(method.limit_text)


def _limits(content: Content) -> Iterator[Finding]:
    for method in content.methods:
        if method.limit_needs_person:
            yield Finding(
                FindingKind.UNREADABLE_LIMIT,
                Severity.WARNING,
                Constituent.TIME_LIMIT,
                f"Thời hạn khi nộp {_by(method.channel)} ghi “{_short(method.limit_text)}”. "
                "Nhập số và đơn vị để hệ thống tính được ngày hẹn trả.",
            )
    known = {
        (method.limit_amount, method.limit_unit)
        for method in content.methods
        if method.limit_unit not in (None, LimitUnit.NONE) and not method.limit_needs_person
    }
    if len(known) > 1:
        yield Finding(
            FindingKind.LIMIT_DIFFERS,
            Severity.WARNING,
            Constituent.TIME_LIMIT,
            "Thời hạn khác nhau giữa các cách nộp. Kiểm tra lại quyết định công bố; nếu đúng là khác thì giữ nguyên.",
        )


def _fees(content: Content) -> Iterator[Finding]:
    by_channel: dict[Channel, set[tuple[str, int]]] = {method.channel: set() for method in content.methods}
    for method in content.methods:
        for fee in method.fees:
            if fee.amount_vnd is None:
                yield Finding(
                    FindingKind.FEE_WITHOUT_AMOUNT,
                    Severity.NOTE,
                    Constituent.FEES,
                    f"{fee.kind.label} khi nộp {_by(method.channel)} ghi “{_short(fee.text)}”, chưa có số tiền.",
                )
            else:
                by_channel[method.channel].add((fee.kind.value, fee.amount_vnd))
    # The law may set a lower fee online: a difference is worth a look, not an error.
    if len({frozenset(amounts) for amounts in by_channel.values()}) > 1:
        yield Finding(
            FindingKind.FEE_DIFFERS,
            Severity.WARNING,
            Constituent.FEES,
            "Mức phí, lệ phí khác nhau giữa các cách nộp. Kiểm tra văn bản quy định mức thu.",
        )


def _papers(content: Content) -> Iterator[Finding]:
    names = Counter((fold(component.case_name), fold(component.name)) for component in content.components)
    shown = {(fold(c.case_name), fold(c.name)): c.name for c in content.components}
    for key, count in names.items():
        if count > 1:
            yield Finding(
                FindingKind.SAME_PAPER_TWICE,
                Severity.WARNING,
                Constituent.COMPONENTS,
                f"“{_short(shown[key])}” ghi {count} lần trong cùng một trường hợp. Gộp lại hoặc tách trường hợp.",
            )
    for component in content.components:
        if not component.originals and not component.copies:
            yield Finding(
                FindingKind.PAPER_WITHOUT_COUNT,
                Severity.NOTE,
                Constituent.COMPONENTS,
                f"“{_short(component.name)}” chưa ghi số bản chính, bản sao.",
            )


def _results(content: Content) -> Iterator[Finding]:
    for result in content.results:
        if not result.code:
            yield Finding(
                FindingKind.RESULT_WITHOUT_CODE,
                Severity.NOTE,
                Constituent.RESULTS,
                f"Kết quả “{_short(result.name)}” chưa có mã nên giấy tờ này chưa thể được tái sử dụng.",
            )


def _law(content: Content, expired_acts: Collection[str]) -> Iterator[Finding]:
    for basis in content.legal_bases:
        if basis.number in expired_acts:
            yield Finding(
                FindingKind.EXPIRED_LEGAL_BASIS,
                Severity.ERROR,
                Constituent.LEGAL_BASES,
                f"{basis.number} đã hết hiệu lực. Rà soát và thay bằng văn bản đang có hiệu lực.",
            )
    if content.decision_number and not _DECISION_NUMBER.match(content.decision_number.strip()):
        yield Finding(
            FindingKind.UNREADABLE_DECISION,
            Severity.NOTE,
            Constituent.LEGAL_BASES,
            f"Số quyết định công bố “{_short(content.decision_number)}” không đúng dạng, ví dụ đúng: 864/QĐ-UBND.",
        )


def _bodies(content: Content, on: date) -> Iterator[Finding]:
    if on < NO_DISTRICTS_SINCE:
        return
    places = {
        Constituent.AGENCY: (
            content.competent_authority,
            content.executing_agency,
            content.coordinating_agency,
        ),
        Constituent.RECEIVING_PLACE: (content.receiving_place,),
    }
    for part, texts in places.items():
        named = next((text for text in texts if _DISTRICT_BODIES.search(fold(text))), None)
        if named is not None or (part is Constituent.AGENCY and ProcedureLevel.DISTRICT in content.levels):
            yield Finding(
                FindingKind.DISTRICT_BODY,
                Severity.ERROR,
                part,
                f"{part.label} còn ghi cấp huyện{f' (“{_short(named)}”)' if named else ''}, "
                "đã kết thúc từ 01/7/2025. Xác định lại cơ quan có thẩm quyền.",
            )


def _by(channel: Channel) -> str:
    return {Channel.DIRECT: "trực tiếp", Channel.ONLINE: "trực tuyến", Channel.POST: "qua bưu chính"}[channel]


def _short(text: str, limit: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
