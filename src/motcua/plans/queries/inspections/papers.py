"""The papers of inspections, from the rows to the plain facts that `rules.papers` puts into words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from motcua.accounts.queries import positions_of
from motcua.documents.official.issuing import Issuing
from motcua.documents.official.wording import short_day
from motcua.documents.queries.issuing import issuing_of
from motcua.plans.models import Inspection, InspectionMember, InspectionRound
from motcua.plans.queries.inspections.lists import candidates_of, inspection_by_unit, steps_of
from motcua.plans.rules.papers.facts import (
    CheckLine,
    ConclusionPaper,
    DrawnUnit,
    FindingLine,
    InspectedUnit,
    InspectionPlanPaper,
    Member,
    MinutesPaper,
    RemedyLine,
)

_SUBJECT = "công tác kiểm soát thủ tục hành chính"
_NO_DAY = "Theo lịch sẽ báo"


def round_paper(drawn: InspectionRound, *, on: date) -> InspectionPlanPaper:
    """The plan of the round: which units and why, how they were drawn, who goes where known."""
    inspections = inspection_by_unit(drawn)
    rows = candidates_of(drawn)
    team = _members(inspections.values(), on=on)
    last = next(iter(inspections.values()), None)
    number, _slash, symbol = drawn.document_number.partition("/")
    return InspectionPlanPaper(
        issuing=issuing_of(
            drawn.agency,
            on=on,
            symbol=symbol or "KH",
            number=number if symbol else "",
            issued_on=drawn.issued_on,
            recipients=("Các đơn vị có tên tại kế hoạch", "Lưu: VT"),
            is_draft=drawn.approved_at is None,
            is_sample=drawn.is_sample,
        ),
        subject=_subject(drawn.title),
        opening=(f"{drawn.agency.name} kiểm tra theo các nội dung sau:",),
        aims=(
            "Đánh giá việc thực hiện quy định về kiểm soát thủ tục hành chính tại đơn vị.",
            "Giúp đơn vị sửa kịp thời điều chưa đúng; không gây phiền cho việc dạy học và tiếp dân.",
        ),
        points=_points(last),
        members=tuple(team) or (Member("Theo quyết định cử đoàn của từng cuộc", ""),),
        units=tuple(
            InspectedUnit(
                row.unit.name,
                short_day(inspections[row.unit_id].planned_on) if row.unit_id in inspections else _NO_DAY,
                row.reason[:1].upper() + row.reason[1:],
            )
            for row in rows
            if row.is_taken
        ),
        units_in_scope=len(rows),
        drawn_how=_drawn_how(drawn),
        lots=tuple(
            DrawnUnit(
                row.place,
                row.unit.name,
                row.unit.code,
                row.last_inspected_on,
                row.ticket,
                row.is_taken,
                row.reason,
            )
            for row in rows
            if row.ticket
        ),
    )


def minutes_paper(inspection: Inspection, *, on: date) -> MinutesPaper:
    """The minutes of a visit that was held."""
    assert inspection.began_at is not None
    assert inspection.ended_at is not None
    findings = list(inspection.findings.all())
    return MinutesPaper(
        issuing=_issuing(inspection, on=on, kind="BB"),
        unit=inspection.unit.name,
        subject=_about(inspection),
        decided_by=_decided_by(inspection),
        began_at=inspection.began_at,
        ended_at=inspection.ended_at,
        held_at=inspection.place,
        members=tuple(_team(inspection, on)),
        present=tuple(_present(inspection)),
        checks=tuple(
            CheckLine(
                row.item.question,
                row.result.label if row.result else "",
                row.answer.note if row.answer else "",
            )
            for step in steps_of(inspection)
            for row in step.items
        ),
        strengths=_lines(inspection.general_remark),
        findings=tuple(FindingLine(row.content, row.basis) for row in findings),
        wishes=tuple(
            f"{row.remedy} (chậm nhất ngày {short_day(row.due_on)})"
            for row in findings
            if row.remedy and row.due_on
        ),
        opinion=inspection.unit_opinion,
    )


def conclusion_paper(inspection: Inspection, *, on: date) -> ConclusionPaper:
    """The notice of the conclusion; marked as a draft until it is signed."""
    assert inspection.held_on is not None
    findings = list(inspection.findings.all())
    terms = [row.due_on for row in findings if row.remedy and row.due_on]
    return ConclusionPaper(
        issuing=_issuing(inspection, on=on, kind="TB"),
        unit=inspection.unit.name,
        subject=_about(inspection),
        inspected_on=inspection.held_on,
        minutes_on=inspection.held_on,
        strengths=_lines(inspection.conclusion or inspection.general_remark),
        findings=tuple(FindingLine(row.content, row.basis) for row in findings),
        remedies=tuple(
            RemedyLine(row.remedy, inspection.unit.name, row.due_on) for row in findings if row.remedy
        ),
        report_by=max(terms) if terms else None,
    )


def _issuing(inspection: Inspection, *, on: date, kind: str) -> Issuing:
    number, _slash, symbol = inspection.conclusion_number.partition("/")
    is_notice = kind == "TB"
    known = symbol if is_notice else ""
    owner = (
        symbol.partition("-")[2]
        or (inspection.round.document_number.partition("-")[2] if inspection.round else "")
        or "…"
    )
    signer = inspection.concluded_by.full_name if inspection.concluded_by and is_notice else ""
    return issuing_of(
        inspection.agency,
        on=on,
        symbol=known or f"{kind}-{owner}",
        number=number if is_notice and symbol else "",
        issued_on=inspection.concluded_on if is_notice else inspection.held_on,
        signer=signer,
        recipients=(inspection.unit.name, "Lưu: VT"),
        is_draft=is_notice and inspection.concluded_on is None,
        is_sample=inspection.is_sample,
    )


def _team(inspection: Inspection, on: date) -> list[Member]:
    """The team, its leader first, each with the post held on the day of the visit, else on `on`; two queries."""
    return _members([inspection], on=inspection.held_on or on)


def _members(inspections: Collection[Inspection], *, on: date) -> list[Member]:
    """Who goes to these, leaders first, each once, with the post held on the day; two queries."""
    rows = list(
        InspectionMember.objects.filter(inspection__in=inspections)
        .select_related("person")
        .order_by("-is_leader", "person__sort_key", "person_id")
    )
    posts = positions_of({row.person for row in rows}, on)
    once = {row.person_id: row for row in reversed(rows)}
    return [
        Member(
            row.person.full_name,
            posts[row.person_id][0].title if posts[row.person_id] else "",
            "Trưởng đoàn" if row.is_leader else "Thành viên",
        )
        for row in rows
        if once[row.person_id] is row
    ]


def _present(inspection: Inspection) -> list[Member]:
    found = []
    for line in _lines(inspection.unit_people):
        name, _comma, title = line.partition(",")
        found.append(Member(name.strip(), title.strip()))
    return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t"))


def _decided_by(inspection: Inspection) -> str:
    drawn = inspection.round
    if drawn is None:
        return "việc kiểm tra đột xuất"
    number = f"kế hoạch số {drawn.document_number}" if drawn.document_number else f"đợt “{drawn.title}”"
    day = f" ngày {short_day(drawn.issued_on)}" if drawn.issued_on else ""
    return f"{number}{day}"


def _about(inspection: Inspection) -> str:
    return _subject(inspection.round.title) if inspection.round else _SUBJECT


def _subject(title: str) -> str:
    """What is inspected, as it follows the word "Kiểm tra"."""
    bare = title.removesuffix(" (mẫu)").strip()
    for word in ("Kế hoạch kiểm tra ", "Kiểm tra ", "kiểm tra "):
        bare = bare.removeprefix(word)
    return bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare


def _points(inspection: Inspection | None) -> tuple[str, ...]:
    if inspection is None:
        return ("Theo danh mục kiểm tra đã ban hành.",)
    groups = list(dict.fromkeys(inspection.checklist.items.values_list("group", flat=True)))
    return tuple(group for group in groups if group) or ("Theo danh mục kiểm tra đã ban hành.",)


def _drawn_how(drawn: InspectionRound) -> str:
    if not drawn.seed:
        return ""
    where = f"con số đã công bố ({drawn.seed_source})" if drawn.seed_source else "con số hệ thống tạo lúc rút"
    return (
        f"rút thăm theo {where}: {drawn.seed}. Phiếu của mỗi đơn vị là mã băm SHA-256 của con số này và mã đơn vị, "
        f"phiếu nhỏ đứng trước; đơn vị đã kiểm tra trong {drawn.avoid_years} năm gần đây xếp sau. "
        "Danh sách đầy đủ ở phụ lục."
    )
