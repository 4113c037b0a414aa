"""Kept sheets: drafted, edited, copied, agreed; what stands and what it costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import Certainty
from motcua.kernel.clock import local_day
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs import (
    add_line,
    agree_estimate,
    copy_after,
    draft_estimate,
    draft_missing,
    drop_estimate,
    import_lines,
    put_value,
    redraft_estimate,
    remove_frequency,
    remove_line,
    remove_value,
    set_frequency,
    set_income,
    set_norm,
)
from motcua.reviews.actions.costs.settings import IncomeFacts, NormFacts
from motcua.reviews.enums import Block, Confidence, CostOrigin, CostPart, EstimateStatus, Side
from motcua.reviews.files.cost_workbook import read_cost_workbook
from motcua.reviews.files.cost_writing import write_cost_workbook
from motcua.reviews.models import CostEstimate, CostEstimateLine
from motcua.reviews.queries.costs import as_sheet, current_costs, find_current
from motcua.reviews.queries.costs.settings import find_income, norms_for
from motcua.reviews.queries.costs.sheets import kept_lines
from motcua.reviews.rules.cost.sheets import cost_of, costed

pytestmark = pytest.mark.django_db
OFFICER: dict[str, Any] = {
    "origin": CostOrigin.OFFICER,
    "source": "Hỏi năm người nộp ngày 10/9",
    "confidence": Confidence.MEDIUM,
}


def line_of(sheet: CostEstimate, key: str) -> CostEstimateLine:
    return sheet.lines.get(key=key)


def test_a_draft_says_where_its_numbers_come_from(sheet: CostEstimate, moment: datetime) -> None:
    assert (sheet.dossiers_per_year, sheet.subjects_per_year) == (10, 8)
    assert sheet.times_per_year == Fraction(5, 4)
    assert sheet.frequency_origin == CostOrigin.DOSSIERS
    assert (sheet.waited_days, sheet.waited_dossiers) == (2, 10)
    travel = line_of(sheet, "submit:travel")
    assert (travel.times, travel.block) == (Decimal("0.6"), Block.SUBMIT)
    assert line_of(sheet, "fee:phi").fee_vnd == 250_000
    values = [value for line in sheet.lines.all() for value in line.values.all()]
    assert values
    assert all(value.source for value in values)
    income = find_income(sheet.agency_id, local_day(moment))
    assert income is not None
    assert sheet.hourly_income_vnd == round(Decimal(125_500_000) / 2112, 9)
    said = travel.values.get(part=CostPart.INCOME)
    assert said.value == sheet.hourly_income_vnd
    assert said.confidence == Confidence.LOW
    assert "125.500.000 đồng ÷ 2.112 giờ" in said.source
    assert JournalEntry.objects.get(subject_kind="cost_sheet").kind == "CostSheetDrafted"


def test_a_measured_line_is_as_sure_as_the_income(
    sheet: CostEstimate, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    sure = {**OFFICER, "confidence": Confidence.HIGH}
    sheet.lines.exclude(key="fee:phi").delete()
    fee = line_of(sheet, "fee:phi")
    fee.values.update(confidence=Confidence.HIGH)
    [before] = current_costs(bodies.department, local_day(moment)).values()
    assert before.by_confidence[Confidence.LOW] == 0
    usual: dict[str, Any] = {"estimate_id": sheet.pk, "line_id": fee.pk, **sure, **by}
    put_value(part=CostPart.HOURS, value=Decimal(1), **usual)
    [now] = current_costs(bodies.department, local_day(moment)).values()
    assert now.by_confidence[Confidence.LOW] == now.dossier
    [kept] = [line for _row, line in kept_lines(sheet)]
    assert kept.confidence is Confidence.LOW
    assert kept.own_confidence is Confidence.HIGH
    with pytest.raises(Refused) as refused:
        put_value(part=CostPart.INCOME, value=Decimal(1), **usual)
    assert refused.value.code == "cost-income-of-sheet"


def test_what_it_costs_by_rules_and_by_the_list(
    sheet: CostEstimate, bodies: Bodies, moment: datetime
) -> None:
    once = cost_of(as_sheet(sheet).before)
    [listed] = current_costs(bodies.department, local_day(moment)).values()
    assert listed.dossier == once
    assert listed.year == once * 10
    assert (listed.code, listed.estimate_id) == ("1.005143", sheet.pk)
    assert sum(listed.by_confidence.values()) == once
    from_division = current_costs(bodies.division.pk, local_day(moment))
    assert from_division.keys() == {sheet.procedure_id}
    assert current_costs(bodies.other_department, local_day(moment)) == {}
    assert find_current("1.005143", bodies.division, local_day(moment)) == sheet
    assert find_current(sheet.procedure_id, bodies.department.pk, local_day(moment)) == sheet
    assert find_current("1.005143", bodies.department, local_day(moment) - timedelta(days=1)) is None


def test_the_medium_low_of_what_officers_and_norms_say(
    sheet: CostEstimate, control_focal_officer: Person, moment: datetime
) -> None:
    line = line_of(sheet, "submit:travel")
    say: Callable[..., CostEstimateLine] = lambda value, source: put_value(  # noqa: E731
        estimate_id=sheet.pk,
        line_id=line.pk,
        part=CostPart.HOURS,
        value=Decimal(value),
        **{**OFFICER, "source": source},
        by=control_focal_officer,
        at=moment,
    )
    assert line.hours == 2
    assert say("3", "Hỏi tại quầy").hours == 2
    assert say("1", "Đo trên bản đồ").hours == 2
    assert say("1.5", "Đo trên bản đồ").hours == 2
    assert say("1", "Khảo sát phường").hours == Decimal("1.5")
    taken = line.values.filter(part=CostPart.HOURS, is_taken=True)
    assert [value.source for value in taken] == ["Đo trên bản đồ"]
    norm = line.values.get(part=CostPart.HOURS, origin=CostOrigin.NORM)
    row = remove_value(
        estimate_id=sheet.pk,
        line_id=line.pk,
        value_id=norm.pk,
        reason="Không đúng với tỉnh này",
        by=control_focal_officer,
        at=moment,
    )
    assert row.hours == Decimal("1.5")


def test_lines_are_added_and_cut(
    sheet: CostEstimate, control_focal_officer: Person, moment: datetime
) -> None:
    before = cost_of(as_sheet(sheet).before)
    row = add_line(
        estimate_id=sheet.pk,
        block=Block.PREPARE,
        activity="Thuê dịch thuật",
        numbers={CostPart.SERVICE: Decimal(200_000)},
        by=control_focal_officer,
        at=moment,
        **OFFICER,
    )
    assert cost_of(as_sheet(sheet).before) == before + 200_000
    remove_line(estimate_id=sheet.pk, line_id=row.pk, by=control_focal_officer, at=moment)
    assert cost_of(as_sheet(sheet).before) == before
    kinds = list(
        JournalEntry.objects.filter(subject_kind="cost_sheet").order_by("seq").values_list("kind", flat=True)
    )
    assert kinds == ["CostSheetDrafted", "CostLineAdded", "CostLineRemoved"]


def test_a_draft_made_anew_keeps_what_people_said(
    sheet: CostEstimate, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    put_value(
        estimate_id=sheet.pk,
        line_id=line_of(sheet, "submit:travel").pk,
        part=CostPart.HOURS,
        value=Decimal(1),
        **OFFICER,
        **by,
    )
    add_line(
        estimate_id=sheet.pk,
        block=Block.OTHER,
        activity="Dịch",
        numbers={CostPart.OTHER: Decimal(1)},
        **OFFICER,
        **by,
    )
    remove_line(estimate_id=sheet.pk, line_id=line_of(sheet, "submit:wait").pk, **by)
    facts = NormFacts(Decimal(4), Decimal(0), Decimal(0), "Đo lại", Confidence.HIGH)
    set_norm(agency_id=bodies.department.pk, code="submit_direct", facts=facts, since=local_day(moment), **by)
    redraft_estimate(estimate_id=sheet.pk, **by)
    assert line_of(sheet, "submit:travel").hours == 1
    assert line_of(sheet, "submit:wait").hours == Decimal("0.5")
    assert line_of(sheet, "submit:direct").hours == 4
    assert sheet.lines.filter(activity="Dịch", other_vnd=1).exists()


def test_an_agreed_sheet_stays_whatever_changes(
    sheet: CostEstimate, bodies: Bodies, head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    agree_estimate(estimate_id=sheet.pk, by=head, at=moment)
    before = as_sheet(sheet).before
    since = local_day(moment)
    income = IncomeFacts(2025, 200_000_000, 2112, "÷ 2112", "Niên giám", Certainty.LAW)
    set_income(agency_id=bodies.department.pk, facts=income, since=since, by=control_focal_officer, at=moment)
    norm = NormFacts(Decimal(9), Decimal(9), Decimal(9), "Đo lại", Confidence.HIGH)
    for code in norms_for(bodies.department.pk, since):
        set_norm(
            agency_id=bodies.department.pk,
            code=code,
            facts=norm,
            since=since,
            by=control_focal_officer,
            at=moment,
        )
    assert as_sheet(CostEstimate.objects.get(pk=sheet.pk)).before == before
    for change in (
        lambda: sheet.lines.update(hours=0),
        lambda: sheet.lines.first().values.update(value=0),
        lambda: sheet.lines.all().delete(),
        lambda: CostEstimate.objects.filter(pk=sheet.pk).update(dossiers_per_year=1),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refused) as refused:
        remove_line(estimate_id=sheet.pk, line_id=sheet.lines.first().pk, by=control_focal_officer, at=moment)
    assert refused.value.code == "cost-sheet-agreed"
    anew = draft_estimate(
        procedure_id=sheet.procedure_id, agency_id=sheet.agency_id, by=control_focal_officer, at=moment
    )
    assert line_of(anew, "submit:travel").hours == 9
    assert find_current("1.005143", bodies.department, since) == sheet


def test_before_and_after(
    sheet: CostEstimate, head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    after = copy_after(estimate_id=sheet.pk, title="Bỏ phí", by=control_focal_officer, at=moment)
    assert costed(as_sheet(sheet, after)).saving.dossier == 0
    remove_line(
        estimate_id=after.pk, line_id=line_of(after, "fee:phi").pk, by=control_focal_officer, at=moment
    )
    found = costed(as_sheet(sheet, after))
    assert found.saving.per_dossier_vnd == 250_000
    assert abs(found.saving.year - 2_500_000) < Fraction(1, 100)
    assert (after.side, after.of, after.status) == (Side.AFTER, sheet, EstimateStatus.DRAFT)
    with pytest.raises(Refused) as refused:
        agree_estimate(estimate_id=after.pk, by=head, at=moment)
    assert refused.value.code == "cost-sheet-before-not-agreed"
    agree_estimate(estimate_id=sheet.pk, by=head, at=moment)
    assert agree_estimate(estimate_id=after.pk, by=head, at=moment).status == EstimateStatus.AGREED


def test_out_as_a_workbook_and_in_again(
    sheet: CostEstimate, control_focal_officer: Person, moment: datetime
) -> None:
    book = read_cost_workbook(write_cost_workbook(as_sheet(sheet)))
    before = {line.key: line.pk for line in sheet.lines.all()}
    source = sheet.frequency_source
    import_lines(estimate_id=sheet.pk, sheet=book, file_name="bang.xlsx", by=control_focal_officer, at=moment)
    assert {line.key for line in sheet.lines.all()} == set(before)
    sheet.refresh_from_db()
    assert (sheet.dossiers_per_year, sheet.frequency_source) == (10, source)
    assert not any(
        value.origin == CostOrigin.FILE for line in sheet.lines.all() for value in line.values.all()
    )


def test_how_often_by_hand_stays_beside_what_dossiers_show(
    sheet: CostEstimate, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    by: dict[str, Any] = {"estimate_id": sheet.pk, "by": control_focal_officer, "at": moment}
    say: Callable[..., CostEstimate] = lambda dossiers, subjects, **more: set_frequency(  # noqa: E731
        dossiers=Decimal(dossiers), subjects=Decimal(subjects), **by, **{**OFFICER, **more}
    )
    [counted] = sheet.frequencies.all()
    assert (counted.dossiers, counted.counted, counted.origin) == (10, 10, CostOrigin.DOSSIERS)
    assert counted.gives_dossiers
    assert counted.gives_subjects
    found = say(3228, 3000)
    assert (found.dossiers_per_year, found.subjects_per_year) == (10, 8)
    assert found.frequency_origin == CostOrigin.DOSSIERS
    found = say(3228, 5)
    assert (found.dossiers_per_year, found.subjects_per_year) == (10, 5)
    assert "Số đối tượng: Hỏi năm người nộp" in found.frequency_source
    found = say(40, 30, source="Sổ theo dõi của phòng")
    assert (found.dossiers_per_year, found.subjects_per_year) == (40, 8)
    assert found.times_per_year == 5
    assert [(row.dossiers, row.gives_dossiers, row.gives_subjects) for row in found.frequencies.all()] == [
        (10, False, True),
        (3228, False, False),
        (40, True, False),
    ]
    entry = JournalEntry.objects.filter(kind="CostFrequencySet").latest("seq")
    assert "trung bình thấp" in entry.payload["why"]
    asked = found.frequencies.get(dossiers=3228)
    found = remove_frequency(frequency_id=asked.pk, reason="Nhầm thủ tục", **by)
    assert (found.dossiers_per_year, found.subjects_per_year) == (10, 8)
    copy = copy_after(title="Bỏ phí", **by)
    assert copy.frequencies.count() == 2
    redraft_estimate(**by)
    assert found.frequencies.count() == 2
    with pytest.raises(Refused) as refused:
        say(1, 0)
    assert refused.value.code == "cost-subjects-missing"
    agree_estimate(estimate_id=sheet.pk, by=head, at=moment)
    with pytest.raises(DatabaseError), transaction.atomic():
        sheet.frequencies.update(dossiers=1)
    with pytest.raises(Refused) as refused:
        say(1, 1)
    assert refused.value.code == "cost-sheet-agreed"


def test_the_only_source_of_a_year_stays(
    sheet: CostEstimate, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    [row] = sheet.frequencies.all()
    usual: dict[str, Any] = {"estimate_id": sheet.pk, "frequency_id": row.pk, "reason": "Sai", "at": moment}
    with pytest.raises(Refused) as refused:
        remove_frequency(by=control_focal_officer, **usual)
    assert refused.value.code == "cost-frequency-last"
    with pytest.raises(Refused) as refused:
        remove_frequency(by=outsider, **usual)
    assert refused.value.code == "do-reviews-not-allowed"
    assert sheet.frequencies.count() == 1
    assert not JournalEntry.objects.filter(kind="CostFrequencyRemoved").exists()


def test_what_was_said_counts_where_no_dossier_can_be_counted(
    publish: Publish, bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    by: dict[str, Any] = {"by": control_focal_officer, "at": moment}
    procedure = publish("2.000001", name="Thủ tục chưa có hồ sơ")
    made = draft_estimate(procedure_id=procedure.pk, agency_id=bodies.department.pk, **by)
    assert (made.dossiers_per_year, made.frequency_origin) == (0, CostOrigin.ASSUMED)
    said = set_frequency(estimate_id=made.pk, dossiers=Decimal(300), subjects=Decimal(250), **OFFICER, **by)
    assert (said.dossiers_per_year, said.frequency_origin) == (300, CostOrigin.OFFICER)
    agree_estimate(estimate_id=made.pk, by=head, at=moment)
    anew = draft_estimate(procedure_id=procedure.pk, agency_id=bodies.department.pk, **by)
    assert (anew.dossiers_per_year, anew.subjects_per_year) == (300, 250)


def test_many_at_once_in_a_fixed_number_of_queries(
    publish: Publish, sheet: CostEstimate, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    some = [publish(f"2.00000{n}", name=f"Thủ tục {n}") for n in range(6)]

    def ask(procedures: list[Procedure]) -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            made = draft_missing(
                procedure_ids=[one.pk for one in procedures],
                agency_id=bodies.department.pk,
                by=control_focal_officer,
                at=moment,
            )
        return len(made), len(asked)

    one, few = ask(some[:1])
    five, many = ask([*some, *(Procedure.objects.filter(pk=sheet.procedure_id))])
    assert (one, five) == (1, 5)
    assert many == few
    assert len(current_costs(bodies.department, local_day(moment))) == 7


def test_a_draft_is_dropped_with_its_copies(
    sheet: CostEstimate, control_focal_officer: Person, moment: datetime
) -> None:
    copy_after(estimate_id=sheet.pk, title="Bỏ phí", by=control_focal_officer, at=moment)
    drop_estimate(estimate_id=sheet.pk, by=control_focal_officer, at=moment)
    assert not CostEstimate.objects.exists()
    assert JournalEntry.objects.filter(kind="CostSheetDropped").count() == 2


def test_divisions_work_on_sheets_outsiders_do_not(
    sheet: CostEstimate, handling_officer: Person, outsider: Person, moment: datetime
) -> None:
    line = line_of(sheet, "submit:travel").pk
    put_value(
        estimate_id=sheet.pk,
        line_id=line,
        part=CostPart.HOURS,
        value=Decimal(1),
        **OFFICER,
        by=handling_officer,
        at=moment,
    )
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        remove_line(estimate_id=sheet.pk, line_id=line, by=outsider, at=moment)
    assert refused.value.code == "do-reviews-not-allowed"
    with pytest.raises(Refused) as refused:
        agree_estimate(estimate_id=sheet.pk, by=handling_officer, at=moment)
    assert refused.value.code == "approve-reviews-not-allowed"
    assert JournalEntry.objects.count() == before


def test_nobody_agrees_to_their_own_sheet(
    sheet: CostEstimate, control_focal_officer: Person, moment: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        agree_estimate(estimate_id=sheet.pk, by=control_focal_officer, at=moment)
    assert refused.value.code == "own-sheet-not-allowed"
    sheet.refresh_from_db()
    assert sheet.is_draft


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": Decimal(-1)}, "cost-number-negative"),
        ({"value": Decimal(10) ** 16}, "cost-number-too-large"),
        ({"source": " "}, "cost-source-missing"),
        ({"line_id": 0}, "cost-line-not-found"),
    ],
)
def test_numbers_are_refused_without_a_trace(
    sheet: CostEstimate,
    control_focal_officer: Person,
    moment: datetime,
    changes: dict[str, Any],
    code: str,
) -> None:
    line = line_of(sheet, "submit:travel")
    usual = {"line_id": line.pk, "part": CostPart.HOURS, "value": Decimal(1), **OFFICER}
    before = line.values.count(), JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        put_value(estimate_id=sheet.pk, by=control_focal_officer, at=moment, **{**usual, **changes})
    assert refused.value.code == code
    assert (line.values.count(), JournalEntry.objects.count()) == before


def test_one_draft_at_a_time(sheet: CostEstimate, control_focal_officer: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        draft_estimate(
            procedure_id=sheet.procedure_id, agency_id=sheet.agency_id, by=control_focal_officer, at=moment
        )
    assert refused.value.code == "cost-sheet-exists"
    drop_estimate(estimate_id=sheet.pk, by=control_focal_officer, at=moment)
    with pytest.raises(Refused) as refused:
        draft_estimate(
            procedure_id=sheet.procedure_id,
            agency_id=sheet.agency_id,
            by=control_focal_officer,
            at=datetime(2019, 1, 1, tzinfo=moment.tzinfo),
        )
    assert refused.value.code in {"procedure-version-not-found", "do-reviews-not-allowed"}


def test_settings_of_an_agency_hold_for_it_and_below(
    bodies: Bodies, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    facts = IncomeFacts(2025, 140_000_000, 2112, "÷ 2112", "Niên giám thành phố", Certainty.SECONDARY)
    since = date(2026, 9, 1)
    set_income(agency_id=bodies.department.pk, facts=facts, since=since, by=control_focal_officer, at=moment)

    def gdp(agency: Any, on: date) -> int:
        found = find_income(agency.pk, on)
        assert found is not None
        return found.gdp_per_capita_vnd

    assert gdp(bodies.division, since) == 140_000_000
    assert gdp(bodies.department, date(2026, 8, 31)) == 125_500_000
    assert gdp(bodies.other_department, since) == 125_500_000
    assert gdp(bodies.department, date(2025, 5, 1)) == 114_000_000
    assert find_income(bodies.department.pk, date(2020, 1, 1)) is None
    with pytest.raises(Refused) as refused:
        set_income(
            agency_id=bodies.department.pk, facts=facts, since=since, by=control_focal_officer, at=moment
        )
    assert refused.value.code == "cost-setting-later"
    with pytest.raises(Refused) as refused:
        set_income(agency_id=bodies.department.pk, facts=facts, since=since, by=head, at=moment)
    assert refused.value.code == "keep-reviews-not-allowed"
