"""Plans of the sample department: this year's on its way, next year's waiting to be gone through."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from motcua.accounts.models import Person
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import FOLDER
from motcua.documents.actions.files import Brought
from motcua.documents.reading.opening import read_document
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.plans.actions.approving import approve_version, submit_version
from motcua.plans.actions.asking import Asked, request_change
from motcua.plans.actions.bringing import bring_plan
from motcua.plans.actions.children import ask_for_child_plans, receive_child_plan
from motcua.plans.actions.drafting import PlanFacts
from motcua.plans.actions.lines import TargetEntry, check_lines, drop_line, save_target
from motcua.plans.actions.reporting import Told, assign_duty, confirm_done, report_done, report_progress
from motcua.plans.enums import Commitment, Direction, ItemSource, PlanKind, RequestKind
from motcua.plans.models import Duty, Plan, PlanVersion
from motcua.plans.queries.measured import known_indicators, suggested_for
from motcua.plans.rules.reading.whole import read_plan

_HOME = "MAU-SGDDT"


def load_plans(*, at: datetime) -> None:
    """This year's plan, approved in January and worked on since; a draft of next year's."""
    today = local_day(at)
    begun = _morning(date(today.year, 1, 8)) if today > date(today.year, 1, 8) else at
    plan = _approved(begun)
    _ask_for_theirs(plan, begun)
    _work(plan, at, today)
    _draft_of_next_year(at, today)


def _approved(at: datetime) -> Plan:
    year = local_day(at).year
    facts = PlanFacts(
        title=f"Kiểm soát thủ tục hành chính, cải cách thủ tục hành chính năm {year} của ngành giáo dục (mẫu)",
        kind=PlanKind.CONTROL,
        period=Period(date(year, 1, 1), date(year + 1, 1, 1)),
        document_number="05/KH-SGDĐT",
        issued_on=min(date(year, 1, 8), local_day(at)),
        signer="Đỗ Minh Khải",
    )
    version = bring_plan(
        agency_id=_home(at).pk,
        facts=facts,
        **_file("plan.md", year),
        by=_person("kiemsoat"),
        at=at,
        is_sample=True,
    )
    # The closing part tells who follows the plan: read as work, and left out by whoever goes through the draft.
    for line in version.lines.filter(source=ItemSource.TEXT):
        drop_line(line_id=line.pk, by=_person("kiemsoat"), at=at)
    check_lines(version_id=version.pk, by=_person("kiemsoat"), at=at)
    _confirm_indicators(version, at)
    submit_version(version_id=version.pk, by=_person("kiemsoat"), at=at)
    return approve_version(version_id=version.pk, by=_person("giamdoc"), at=at).plan


def _confirm_indicators(version: PlanVersion, at: datetime) -> None:
    """The control officer looks at the measures suggested for the targets and confirms them."""
    known = known_indicators(at)
    for target in version.targets.order_by("position"):
        for likely in suggested_for(target.measures, known=known)[:1]:
            entry = TargetEntry(
                target.number,
                target.unit,
                Direction(target.direction),
                Commitment(target.commitment),
                target.measures,
                likely.code,
            )
            save_target(
                version_id=version.pk, target_id=target.pk, entry=entry, by=_person("kiemsoat"), at=at
            )


def _ask_for_theirs(plan: Plan, at: datetime) -> None:
    """Two schools and an office must send theirs; one has."""
    on = local_day(at)
    units = [agency_on(code, on) for code in ("MAU-THPT-ST", "MAU-THPT-GS", "MAU-GDTX-ST")]
    keeper = _person("kiemsoat")
    ask_for_child_plans(
        plan_id=plan.pk,
        unit_ids=[unit.pk for unit in units],
        due_on=on + timedelta(days=21),
        by=keeper,
        at=at,
    )
    receive_child_plan(
        plan_id=plan.pk,
        unit_id=units[0].pk,
        document_number="03/KH-THPTST",
        received_on=on,
        file=None,
        by=keeper,
        at=at,
    )


def _work(plan: Plan, at: datetime, today: date) -> None:
    """Units reported most of what was due; one asks for more time, one is late."""
    keeper, handler = _person("kiemsoat"), _person("thuly")
    duties = Duty.objects.filter(task__plan=plan).select_related("task", "unit").order_by("due_on", "id")
    for duty in duties.filter(due_on__lt=today):
        if duty.task.number == "4" or duty.unit.code == "MAU-THPT-GS":
            continue
        assert duty.due_on is not None
        when = _morning(duty.due_on - timedelta(days=2))
        reporter = _reporter(duty)
        told = Told(
            "Đã thực hiện xong theo kế hoạch (mẫu).",
            done_on=local_day(when),
            product_reference=f"{duty.task.product} lưu tại {duty.unit.short_name}"
            if duty.task.product
            else "",
        )
        report_done(duty_id=duty.pk, told=told, by=reporter, at=when)
        if duty.due_on < today - timedelta(days=20):
            confirm_done(duty_id=duty.pk, by=keeper, at=when + timedelta(days=1))
    for duty in duties.filter(task__number="4"):
        assign_duty(
            duty_id=duty.pk, person_id=handler.pk, by=_person("truongphong"), at=at - timedelta(hours=3)
        )
        told = Told(
            "Đã nhập xong các khóa 2010 đến 2024.", 60, "Sổ gốc trước năm 2010 mờ, cần đối chiếu từng trang."
        )
        report_progress(duty_id=duty.pk, told=told, by=handler, at=at - timedelta(hours=2))
        asked = Asked(RequestKind.EXTEND, "Cần thêm thời gian đối chiếu sổ mờ.", date(today.year + 1, 2, 28))
        request_change(duty_id=duty.pk, asked=asked, by=_person("truongphong"), at=at - timedelta(hours=1))


def _draft_of_next_year(at: datetime, today: date) -> None:
    year = today.year + 1
    facts = PlanFacts(
        title=f"Cải cách hành chính năm {year} của Sở Giáo dục và Đào tạo (mẫu, bản dự thảo)",
        kind=PlanKind.REFORM,
        period=Period(date(year, 1, 1), date(year + 1, 1, 1)),
    )
    bring_plan(
        agency_id=_home(at).pk,
        facts=facts,
        **_file("plan_next.md", today.year),
        by=_person("kiemsoat"),
        at=at - timedelta(minutes=30),
        is_sample=True,
    )


def _file(name: str, year: int) -> dict[str, Any]:
    """The document as somebody brings it, and what is read from it."""
    path: Path = FOLDER / name
    text = path.read_text(encoding="utf-8").replace("{nam}", str(year)).replace("{sau}", str(year + 1))
    data = text.encode()
    return {"file": Brought(data, name), "reading": read_plan(read_document(content=data, name=name))}


def _reporter(duty: Duty) -> Person:
    """Somebody of the sample who works at the unit, else the control officer in its stead."""
    known = {
        "MAU-VP": "chanhvanphong",
        "MAU-QLCL": "truongphong",
        "MAU-GDTX": "truongphong2",
        "MAU-THPT-ST": "hieutruong",
    }
    return _person(known.get(duty.unit.code, "giamdoc"))


def _person(username: str) -> Person:
    return Person.objects.get(username=username)


def _home(at: datetime) -> Agency:
    return agency_on(_HOME, local_day(at))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 30), tzinfo=VIETNAM)
