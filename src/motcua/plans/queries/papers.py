"""The papers of plans, from the rows to the plain facts that `rules.papers` puts into words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, QuerySet

from motcua.documents.queries.issuing import issuing_of
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.plans.enums import Commitment, Direction, DutyStatus, RequestKind, RequestStatus, Timing, UnitRole
from motcua.plans.models import ChangeRequest, Duty, Plan, PlanVersion, ProgressReport, Target
from motcua.plans.queries.measured import TargetNow, targets_now
from motcua.plans.queries.plans import lines_of, names_in, version_in_force
from motcua.plans.queries.progress import Counts, counts_by_unit, whole
from motcua.plans.rules.papers.facts import (
    Figures,
    PlanNamed,
    PlanPaper,
    PlanPart,
    ProgressLine,
    ReminderLine,
    ReminderPaper,
    ReportPaper,
    RequestLine,
    TargetLine,
    TaskLine,
)
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term
from motcua.plans.rules.timing import NEAR_DAYS, timing_of

_NOT_MEASURED = "chưa có số liệu"


def plan_paper(version: PlanVersion, *, on: date) -> PlanPaper:
    """What the plan's own document says: the parts of the text it was read from, or its targets where it was typed."""
    number, symbol = _number(version.document_number)
    issuing = issuing_of(
        version.plan.agency,
        on=on,
        symbol=symbol or "KH",
        number=number,
        issued_on=version.issued_on,
        signer=version.signer,
        recipients=_recipients(version),
        is_draft=version.approved_at is None,
        is_sample=version.plan.is_sample,
    )
    return PlanPaper(
        issuing=issuing,
        title=version.plan.title,
        opening=_opening(version),
        parts=_parts(version),
        tasks=tuple(
            TaskLine(
                line.number,
                line.content,
                "; ".join(names_in(line, UnitRole.LEAD)),
                line.term.get("text", ""),
                line.product,
                names_in(line, UnitRole.PARTNER),
                line.group,
            )
            for line in lines_of(version)
        ),
    )


def report_paper(plan: Plan, *, on: date, period: str) -> ReportPaper:
    """How far the plan is on the day, with each duty, what is late, what was asked and decided."""
    version = version_in_force(plan)
    counts = counts_by_unit(plan.pk, on)
    asked = ChangeRequest.objects.filter(duty__task__plan=plan).exclude(status=RequestStatus.WITHDRAWN)
    latest = ProgressReport.objects.filter(duty__task__plan=plan).exclude(obstacles="").order_by("-at", "-id")
    children = list(plan.child_plans.select_related("unit").order_by("unit__sort_key"))
    return ReportPaper(
        issuing=issuing_of(
            plan.agency,
            on=on,
            symbol=_symbol(version, "BC"),
            recipients=("Lãnh đạo cơ quan", "Các đơn vị thực hiện", "Lưu: VT"),
            is_sample=plan.is_sample,
        ),
        plan=named(plan, version),
        period=period,
        counted_on=on,
        figures=_figures(whole(counts)),
        lines=tuple(_progress(duty, on) for duty in _duties(plan)),
        targets=_targets(version, on),
        requests=tuple(
            RequestLine(
                row.duty.unit.name, row.duty.task.content, _wish(row), RequestStatus(row.status).label
            )
            for row in asked.select_related("duty__unit", "duty__task").order_by("at", "id")[:200]
        ),
        units=len(children),
        units_sent=sum(row.received_on is not None for row in children),
        units_missing=tuple(row.unit.name for row in children if row.received_on is None),
        obstacles=tuple(dict.fromkeys(latest.values_list("obstacles", flat=True)[:20])),
    )


def reminder_paper(plan: Plan, unit: Agency, *, on: date) -> ReminderPaper:
    """A letter to the unit about what is late and what comes near; both are empty when there is nothing to recall."""
    version = version_in_force(plan)
    late, near = [], []
    for duty in _duties(plan).filter(unit=unit, status__in=[DutyStatus.OPEN, DutyStatus.DOING]):
        if duty.due_on is None:
            continue
        line = ReminderLine(
            duty.task.number,
            _what(duty),
            says(Term.from_dict(duty.task.term)),
            abs((duty.due_on - on).days),
            duty.task.product,
        )
        if duty.due_on < on:
            late.append(line)
        elif duty.due_on <= on + timedelta(days=NEAR_DAYS):
            near.append(line)
    return ReminderPaper(
        issuing=issuing_of(plan.agency, on=on, symbol=_symbol(version, ""), is_sample=plan.is_sample),
        unit=unit.name,
        plan=named(plan, version),
        counted_on=on,
        late=tuple(late),
        near=tuple(near),
    )


def named(plan: Plan, version: PlanVersion | None) -> PlanNamed:
    """The plan as other papers name it."""
    number, symbol = _number(version.document_number if version else "")
    return PlanNamed(
        title=plan.title,
        number=number,
        symbol=symbol,
        on=version.issued_on if version else None,
        year=plan.period.lower.year,
    )


def _number(document_number: str) -> tuple[str, str]:
    """ "12/KH-SGDĐT" apart: number and symbol."""
    number, _slash, symbol = document_number.partition("/")
    return (number.strip(), symbol.strip()) if symbol else ("", document_number.strip())


def _symbol(version: PlanVersion | None, kind: str) -> str:
    """The symbol of another paper of whoever issued the plan: "BC-SGDĐT" beside "KH-SGDĐT"."""
    _number_said, symbol = _number(version.document_number if version else "")
    agency = symbol.partition("-")[2] or "…"
    return f"{kind}-{agency}" if kind else f"{agency}-VP"


def _recipients(version: PlanVersion) -> tuple[str, ...]:
    """As the document that was read names them."""
    read = tuple(version.reading.get("header", {}).get("recipients", ()))
    return read or ("Các đơn vị có tên trong phụ lục", "Lưu: VT")


def _opening(version: PlanVersion) -> tuple[str, ...]:
    bases = [each["text"] for each in version.reading.get("header", {}).get("legal_bases", [])]
    agency = version.plan.agency.name
    if not bases:
        return (f"Căn cứ chức năng, nhiệm vụ được giao, {agency} ban hành kế hoạch như sau:",)
    return (f"Căn cứ {'; '.join(bases)}, {agency} ban hành kế hoạch như sau:",)


def _parts(version: PlanVersion) -> tuple[PlanPart, ...]:
    sections = version.reading.get("sections", [])
    top = [each for each in sections if each["level"] == 1]
    if top:
        return tuple(_part(each, sections) for each in top)
    targets = tuple(_target_said(target) for target in version.targets.order_by("position"))
    parts = [PlanPart("Mục tiêu, chỉ tiêu", points=targets)] if targets else []
    parts.append(
        PlanPart("Nhiệm vụ", ("Các nhiệm vụ, đơn vị thực hiện, thời hạn và sản phẩm tại phụ lục kèm theo.",))
    )
    return tuple(parts)


def _part(section: dict[str, Any], sections: Sequence[dict[str, Any]]) -> PlanPart:
    """A top section; what stands inside it follows in order, each with its mark."""
    path: list[str] = section["path"]
    inside = [
        f"{each['mark']}. {each['title']} {each['text']}".strip()
        for each in sections
        if each["path"][: len(path)] == path and each is not section
    ]
    text = [str(section["text"])] if section["text"] else []
    return PlanPart(str(section["title"]), (*text, *inside))


def _target_said(target: Target) -> str:
    strive = " (phấn đấu)" if target.commitment == Commitment.STRIVE else ""
    return f"{target.measures}: {_wanted(target)}{strive}"


def _wanted(target: Target) -> str:
    number = f"{target.number.normalize():f}".replace(".", ",")
    return f"{Direction(target.direction).label.lower()} {number} {target.unit}"


def _targets(version: PlanVersion | None, on: date) -> tuple[TargetLine, ...]:
    """The targets with what was reached by the end of the day."""
    if version is None:
        return ()
    closing = datetime.combine(on + timedelta(days=1), time(0), tzinfo=VIETNAM)
    return tuple(_target_line(now) for now in targets_now(version, at=closing))


def _target_line(now: TargetNow) -> TargetLine:
    strive = " (phấn đấu)" if now.is_strive else ""
    conflict = "; mâu thuẫn với chỉ tiêu khác" if now.is_conflict else ""
    wanted, judged = f"{_wanted(now.row)}{strive}", f"{now.standing.label}{conflict}"
    if now.value is None:
        return TargetLine(now.row.measures, wanted, _NOT_MEASURED, conflict.removeprefix("; ").capitalize())
    of = f" ({now.value.numerator}/{now.value.denominator})" if now.value.denominator else ""
    return TargetLine(now.row.measures, wanted, f"{now.value.words}{of}", judged)


def _duties(plan: Plan) -> QuerySet[Duty]:
    rows = Duty.objects.filter(task__plan=plan).select_related("task", "unit")
    return rows.order_by("task__position", "unit__sort_key", F("due_on").asc(nulls_last=True), "id")


def _what(duty: Duty) -> str:
    return f"{duty.task.content} ({duty.name})" if duty.name else duty.task.content


def _progress(duty: Duty, on: date) -> ProgressLine:
    timing = timing_of(status=DutyStatus(duty.status), due_on=duty.due_on, done_on=duty.done_on, on=on)
    late = (on - duty.due_on).days if timing is Timing.LATE and duty.due_on else 0
    return ProgressLine(
        duty.task.number,
        _what(duty),
        duty.unit.name,
        f"{duty.due_on:%d/%m/%Y}" if duty.due_on else says(Term.from_dict(duty.task.term)),
        timing.label,
        "" if duty.percent is None else f"{duty.percent}%",
        late,
    )


def _wish(row: ChangeRequest) -> str:
    until = f" đến ngày {row.new_due_on:%d/%m/%Y}" if row.new_due_on else ""
    return f"{RequestKind(row.kind).label}{until}: {row.reason}"


def _figures(counts: Counts) -> Figures:
    return Figures(
        done_in_time=counts.of(Timing.DONE_IN_TIME),
        done_late=counts.of(Timing.DONE_LATE),
        in_time=counts.of(Timing.IN_TIME),
        near=counts.of(Timing.NEAR),
        late=counts.of(Timing.LATE),
        without_term=counts.of(Timing.NO_TERM),
        cancelled=counts.of(Timing.CANCELLED),
    )
