"""Inspections of the sample department: last year's round closed, this one on its way, one by surprise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.accounts.models import Person, Position
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import document
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.plans.actions.inspections.checklists import (
    ItemEntry,
    draft_next_checklist,
    publish_checklist,
    save_checklist,
    start_checklist,
)
from motcua.plans.actions.inspections.concluding import conclude, propose_conclusion
from motcua.plans.actions.inspections.drawing import Seed, add_unit, draw_units
from motcua.plans.actions.inspections.findings import FindingEntry, add_finding
from motcua.plans.actions.inspections.holding import Visited, end_visit, give_opinion, save_answers
from motcua.plans.actions.inspections.planning import Visit, notify_unit, plan_inspection, plan_surprise
from motcua.plans.actions.inspections.rounds import RoundFacts, approve_round, close_round, start_round
from motcua.plans.actions.reporting import Told, confirm_done, report_done
from motcua.plans.enums import CheckResult, UnitGroup
from motcua.plans.models import ChecklistVersion, Duty, Inspection, InspectionRound
from motcua.plans.queries.units import members_of
from motcua.plans.rules.inspecting import USUAL_WAYS, Answered

_HOME = "MAU-SGDDT"
_SCHOOL = "MAU-THPT-ST"
# The leader first; three of them go.
_TEAM = ("kiemtra", "kiemsoat2", "thuly3", "thuly")
_GO = 3
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class _Finding:
    """Which of the sample's findings is noted at a visit, to be put right so many days after it."""

    number: int
    days: int


def load_inspections(*, at: datetime) -> None:
    """A check-list in two versions; a round that is over; one that goes on, with a remedy that is late."""
    year = local_day(at).year
    first = _checklist(_at(date(year - 1, 8, 20)))
    _last_year(first, year - 1)
    renewed = _renewed(first, _at(local_day(at) - timedelta(days=80)))
    drawn = _this_round(at - timedelta(days=75), is_second=(at - timedelta(days=75)).year < year)
    _late_at_the_school(drawn, renewed, at)
    _waiting_and_coming(drawn, renewed, at)
    _by_surprise(renewed, at)


def _checklist(at: datetime) -> ChecklistVersion:
    said = document("inspections")
    keeper = _person("kiemsoat")
    draft = start_checklist(
        agency_id=_home(at).pk,
        title=said["title"],
        items=[_item(row) for row in said["items"]],
        by=keeper,
        at=at,
        is_sample=True,
    )
    return publish_checklist(version_id=draft.pk, by=keeper, at=at + timedelta(hours=1))


def _renewed(first: ChecklistVersion, at: datetime) -> ChecklistVersion:
    """The second version, with what the first round had missed."""
    said, keeper = document("inspections"), _person("kiemsoat")
    draft = draft_next_checklist(checklist_id=first.checklist_id, by=keeper, at=at)
    rows = [*said["items"], *said["added_later"]]
    save_checklist(version_id=draft.pk, items=[_item(row) for row in rows], by=keeper, at=at)
    return publish_checklist(version_id=draft.pk, by=keeper, at=at + timedelta(hours=1))


def _last_year(version: ChecklistVersion, year: int) -> None:
    """Every unit of the round inspected, every remedy done, the round closed."""
    begun = _at(date(year, 9, 8))
    drawn = _round(
        title=f"Kiểm tra công tác kiểm soát thủ tục hành chính năm {year} (mẫu)",
        period=Period(date(year, 9, 8), date(year, 12, 16)),
        document_number="71/KH-SGDĐT",
        seed=Seed("50718", f"Số bốc trước cuộc họp giao ban của Sở ngày 08/9/{year}, ghi trong biên bản họp"),
        at=begun,
    )
    for number, unit in enumerate(_taken(drawn)):
        day = _working(date(year, 9, 22) + timedelta(days=5 * number))
        findings = (_Finding(number % 3, 30),) if number % 2 == 0 else ()
        inspection = _visited(drawn, unit, version, day, findings, planned_at=begun + timedelta(days=2))
        _concluded(inspection, f"{140 + number}/TB-SGDĐT", _at(day + timedelta(days=5), 15))
        for duty in Duty.objects.filter(task__finding__inspection=inspection):
            _mended(duty, _at(day + timedelta(days=24)))
    close_round(round_id=drawn.pk, by=_person("kiemsoat"), at=_at(date(year, 12, 16)))


def _this_round(at: datetime, *, is_second: bool) -> InspectionRound:
    """Drawn a good two months ago; the school is taken because of complaints, unless the lot takes it."""
    on = local_day(at)
    which = "đợt hai năm" if is_second else "năm"
    return _round(
        title=f"Kiểm tra công tác kiểm soát thủ tục hành chính {which} {on.year} (mẫu)",
        period=Period(on, on + timedelta(days=150)),
        document_number="62/KH-SGDĐT",
        seed=Seed(
            "26841", f"Số bốc trước cuộc họp giao ban của Sở ngày {on:%d/%m/%Y}, ghi trong biên bản họp"
        ),
        at=_at(on),
        also=(_SCHOOL, "Hai phản ánh về cấp bản sao chậm trong quý trước"),
    )


def _late_at_the_school(drawn: InspectionRound, version: ChecklistVersion, at: datetime) -> None:
    """Two remedies: one done and confirmed, one still open after its last day."""
    today, unit = local_day(at), agency_on(_SCHOOL, local_day(at))
    day = _working(today - timedelta(days=50))
    findings = (_Finding(0, 36), _Finding(1, 42))
    inspection = _visited(drawn, unit, version, day, findings, planned_at=_at(today - timedelta(days=70)))
    give_opinion(
        inspection_id=inspection.pk,
        text="Nhà trường nhất trí. Hồ sơ trả muộn do sổ gốc đang phục chế; nhà trường đã gọi điện cho người nộp.",
        by=_person("hieutruong"),
        at=_at(day, 16),
    )
    _concluded(inspection, "118/TB-SGDĐT", _at(day + timedelta(days=6), 10))
    done = Duty.objects.filter(task__finding__inspection=inspection).order_by("task__position").first()
    assert done is not None
    _mended(done, _at(day + timedelta(days=20)))


def _waiting_and_coming(drawn: InspectionRound, version: ChecklistVersion, at: datetime) -> None:
    """One visit whose conclusion waits for a signature, one that the unit was told of."""
    today = local_day(at)
    units = [unit for unit in _taken(drawn) if unit.code != _SCHOOL]
    day = _working(today - timedelta(days=9))
    findings = (_Finding(2, 45),)
    held = _visited(drawn, units[0], version, day, findings, planned_at=_at(today - timedelta(days=20)))
    propose_conclusion(
        inspection_id=held.pk,
        text=document("inspections")["conclusion"],
        by=_person("kiemsoat"),
        at=_at(day + timedelta(days=2), 9),
    )
    coming = _working(today + timedelta(days=8))
    _told(drawn, units[1], version, coming, planned_at=_at(today - timedelta(days=2)))


def _by_surprise(version: ChecklistVersion, at: datetime) -> None:
    """After a complaint; what was found is put right."""
    today = local_day(at)
    day = _working(today - timedelta(days=20))
    unit = agency_on("MAU-THPT-GS", today)
    inspection = plan_surprise(
        agency_id=_home(at).pk,
        unit_id=unit.pk,
        reason="Phản ánh của phụ huynh qua đường dây nóng: nhà trường đòi nộp thêm bản chính khi xin chuyển trường.",
        visit=_visit(unit, version, day),
        by=_person("kiemsoat"),
        at=_at(day, 7),
        is_sample=True,
    )
    _held(inspection, day, (_Finding(0, 50),))
    _concluded(inspection, "131/TB-SGDĐT", _at(day + timedelta(days=4), 14))


def _round(
    *,
    title: str,
    period: Period,
    document_number: str,
    seed: Seed,
    at: datetime,
    also: tuple[str, str] | None = None,
) -> InspectionRound:
    """A round of every division and attached unit of the day, drawn and approved."""
    on, home, keeper = local_day(at), _home(at), _person("kiemsoat")
    units = members_of(UnitGroup.ALL_UNITS, owner_id=home.pk, on=on).distinct()
    facts = RoundFacts(
        title=title,
        period=period,
        least_share=USUAL_WAYS.least_share,
        share_basis=USUAL_WAYS.share_basis,
        avoid_years=USUAL_WAYS.avoid_years,
        document_number=document_number,
        issued_on=on + timedelta(days=1),
    )
    drawn = start_round(
        agency_id=home.pk,
        facts=facts,
        unit_ids=list(units.values_list("pk", flat=True)),
        by=keeper,
        at=at,
        is_sample=True,
    )
    draw_units(round_id=drawn.pk, seed=seed, by=keeper, at=at + timedelta(hours=1))
    if also is not None and also[0] not in [unit.code for unit in _taken(drawn)]:
        unit = agency_on(also[0], on)
        add_unit(round_id=drawn.pk, unit_id=unit.pk, reason=also[1], by=keeper, at=at + timedelta(hours=2))
    return approve_round(round_id=drawn.pk, by=_person("giamdoc"), at=at + timedelta(hours=5))


def _taken(drawn: InspectionRound) -> list[Agency]:
    rows = drawn.candidates.filter(is_taken=True).select_related("unit").order_by("place", "unit__code")
    return [row.unit for row in rows]


def _visited(
    drawn: InspectionRound,
    unit: Agency,
    version: ChecklistVersion,
    day: date,
    findings: Sequence[_Finding],
    *,
    planned_at: datetime,
) -> Inspection:
    """The unit told in time and visited, with these findings."""
    inspection = _told(drawn, unit, version, day, planned_at=planned_at)
    return _held(inspection, day, findings)


def _told(
    drawn: InspectionRound, unit: Agency, version: ChecklistVersion, day: date, *, planned_at: datetime
) -> Inspection:
    keeper = _person("kiemsoat")
    inspection = plan_inspection(
        round_id=drawn.pk, unit_id=unit.pk, visit=_visit(unit, version, day), by=keeper, at=planned_at
    )
    return notify_unit(inspection_id=inspection.pk, by=keeper, at=planned_at + timedelta(hours=1))


def _held(inspection: Inspection, day: date, findings: Sequence[_Finding]) -> Inspection:
    """The check-list answered in one morning; what is not met is noted as a finding with a remedy."""
    leader = inspection.members.get(is_leader=True).person
    said: dict[str, Any] = document("inspections")
    items = list(inspection.checklist.items.values_list("pk", flat=True))
    answers = dict.fromkeys(items, Answered(CheckResult.MET))
    for each in findings:
        row = said["findings"][each.number]
        answers[items[row["item"] - 1]] = Answered(CheckResult(row["result"]), row["note"])
    save_answers(inspection_id=inspection.pk, answers=answers, by=leader, at=_at(day, 8))
    for each in findings:
        row = said["findings"][each.number]
        entry = FindingEntry(
            row["content"],
            row["basis"],
            row["remedy"],
            row["product"],
            day + timedelta(days=each.days),
            items[row["item"] - 1],
        )
        add_finding(inspection_id=inspection.pk, entry=entry, by=leader, at=_at(day, 10))
    visited = Visited(
        _speaker(inspection.unit, day), said["remark"], began_at=_at(day, 8), ended_at=_at(day, 11)
    )
    return end_visit(inspection_id=inspection.pk, visited=visited, by=leader, at=_at(day, 11))


def _concluded(inspection: Inspection, number: str, at: datetime) -> None:
    conclude(
        inspection_id=inspection.pk,
        text=document("inspections")["conclusion"],
        number=number,
        concluded_on=local_day(at),
        by=_person("giamdoc"),
        at=at,
    )


def _mended(duty: Duty, at: datetime) -> None:
    """The unit reports with its product, and the department confirms three days later."""
    known = {"MAU-THPT-ST": "hieutruong", "MAU-QLCL": "truongphong", "MAU-GDTX": "truongphong2"}
    told = Told(
        "Đã khắc phục xong (mẫu).",
        done_on=local_day(at),
        product_reference=f"Kèm báo cáo: {duty.task.product}",
    )
    report_done(duty_id=duty.pk, told=told, by=_person(known.get(duty.unit.code, "giamdoc")), at=at)
    confirm_done(duty_id=duty.pk, by=_person("kiemsoat"), at=at + timedelta(days=3))


def _visit(unit: Agency, version: ChecklistVersion, day: date) -> Visit:
    """Led by the first of the sample's inspectors who does not work at the unit."""
    inside = Position.objects.filter(agency=unit, held__contains=day).values("person")
    people = {
        person.username: person for person in Person.objects.filter(username__in=_TEAM).exclude(pk__in=inside)
    }
    team = [people[name].pk for name in _TEAM if name in people][:_GO]
    return Visit(day, leader_id=team[0], checklist_id=version.pk, member_ids=tuple(team[1:]))


def _speaker(unit: Agency, day: date) -> str:
    """Who speaks for the unit: whoever heads it in the sample, else somebody by post."""
    row = (
        Position.objects.filter(
            agency=unit, held__contains=day, person__roles__role="head", person__roles__agency=unit
        )
        .select_related("person")
        .first()
    )
    return f"{row.person.full_name}, {row.title}" if row else "Lò Thị Minh, Phó Thủ trưởng đơn vị"


def _item(row: Sequence[str]) -> ItemEntry:
    group, question, basis, how = row
    return ItemEntry(question, group, basis, how)


def _person(username: str) -> Person:
    return Person.objects.get(username=username)


def _home(at: datetime) -> Agency:
    return agency_on(_HOME, local_day(at))


def _working(day: date) -> date:
    """The day, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > _FRIDAY else day


def _at(day: date, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour, 0), tzinfo=VIETNAM)
