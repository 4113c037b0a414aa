"""A report's life: begun, written, checked, closed, signed, sent, opened again; what is refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import Bodies, MakePerson
from tests.indicators.conftest import PutDossier
from tests.reporting import NOW, Scene, at, begun, closed, sent

from motcua.accounts.enums import Role
from motcua.catalogue.models import Field
from motcua.dossiers.enums import Door
from motcua.indicators.rules.declared import get_measure, measures_on
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.reports.actions.closing import (
    check_report,
    close_report,
    reopen_report,
    send_report,
    sign_report,
    take_back_report,
)
from motcua.reports.actions.periods import open_due_periods, open_period, set_up_regime
from motcua.reports.actions.reminding import remind_of_reports
from motcua.reports.actions.unit_tables import enter_unit_table
from motcua.reports.actions.writing import start_report, write_report
from motcua.reports.enums import Arrival, Cycle, ReportStatus
from motcua.reports.models import ReportVersion
from motcua.reports.queries.reports import (
    counted_again,
    differences_now,
    differences_of,
    paper_of,
    same_period_before,
    shown_of,
)
from motcua.reports.queries.rollup import roll_up
from motcua.reports.queries.visible import find_period, find_report, reports_visible_to
from motcua.reports.rules.filled import Filled, FilledRow
from motcua.reports.rules.forms.declared import get_form
from motcua.reports.rules.papers import report_document

pytestmark = pytest.mark.django_db


def test_from_closing_to_the_difference(scene: Scene, bodies: Bodies, put: PutDossier) -> None:
    version = sent(scene, bodies)
    assert version.status == ReportStatus.SENT
    kept = shown_of(version, at=NOW)
    assert list(kept.tables[0].total.cells.values()) == [4, 3, 1, 0, 3, 3, 0, 0, 1, 1, 0]
    later = NOW + timedelta(hours=3)
    put(received=later, due=later + timedelta(days=9), door=Door.ONLINE)

    version.refresh_from_db()
    again = counted_again(version)
    assert again.digest == version.digest
    assert shown_of(version, at=later + timedelta(days=1)) == kept

    changed = differences_now(version, at=later + timedelta(minutes=1))
    totals = {each.column: (each.before, each.after) for each in changed.cells if each.row == "Tổng số"}
    assert totals == {3: (4, 5), 4: (3, 4), 11: (1, 2), 12: (1, 2)}
    assert ("received", "4", "5") in {(each.code, each.before, each.after) for each in changed.figures}

    reopened = reopen_report(
        report_id=version.report_id,
        reason="Có hồ sơ nhập sau.",
        by=scene.keeper,
        at=later + timedelta(minutes=2),
    )
    check_report(version_id=reopened.pk, by=scene.keeper, at=later + timedelta(minutes=3))
    second = close_report(version_id=reopened.pk, by=scene.keeper, at=later + timedelta(minutes=4))
    assert (second.number, second.digest == version.digest) == (2, False)
    between = differences_of(version.snapshot or {}, second.snapshot or {})
    assert {each.column for each in between.cells} == {3, 4, 11, 12}
    version.refresh_from_db()
    assert version.status == ReportStatus.SENT
    kinds = JournalEntry.objects.filter(subject_kind="report").order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == [
        "ReportStarted",
        "ReportChecked",
        "ReportClosed",
        "ReportSigned",
        "ReportSent",
        "ReportReopened",
        "ReportChecked",
        "ReportClosed",
    ]


def test_the_digest_knows_numbers_not_names(
    scene: Scene, bodies: Bodies, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field or measure called otherwise, a measure declared later or given its facts: the digest stays."""
    version = closed(scene, bodies)
    Field.objects.update(name="Tên khác", sort_key="z")
    renamed = [
        replace(measure, name=f"{measure.name} (mới)")
        if measure.has_data
        else replace(get_measure("received", NOW.date()), code=measure.code)
        for measure in measures_on(NOW.date())
    ]
    later = [*renamed, replace(renamed[0], code="declared_later")]
    monkeypatch.setattr("motcua.reports.queries.figures.measures_on", lambda _on: later)
    version.refresh_from_db()
    again = counted_again(version)
    assert again.tables[0].rows[0].label == "Tên khác"
    assert again.digest == version.digest
    kept = shown_of(version, at=NOW).words
    assert kept["feedback_in_time_rate"] == "không phát sinh"
    assert "reuse_rate" not in kept


def test_a_closed_version_is_frozen(scene: Scene, bodies: Bodies) -> None:
    version = closed(scene, bodies)
    for changed in (
        {"digest": "0" * 64},
        {"paragraphs": {}, "status": "draft"},
        {"as_of": NOW + timedelta(1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReportVersion.objects.filter(pk=version.pk).update(**{"reason": "x", **changed})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_reportversion WHERE id = %s", [version.pk])


def test_what_is_written_stands_in_the_document(scene: Scene, bodies: Bodies) -> None:
    version = begun(scene, bodies)
    saved = write_report(
        version_id=version.pk,
        paragraphs={"strengths": ["Đã giải quyết {resolved} hồ sơ, đạt {resolved_rate}."]},
        directing=[("43/KH-SGDĐT", date(2026, 8, 17), "Kế hoạch cải cách hành chính")],
        seen=1,
        by=scene.keeper,
        at=NOW,
    )
    document = report_document(paper_of(saved, at=NOW))
    text = str(document.blocks)
    assert "Đã giải quyết 3 hồ sơ, đạt 75 %." in text
    assert "Tổng số hồ sơ tiếp nhận: 4 hồ sơ, trong đó tiếp nhận mới trực tuyến 3" in text
    assert "Số 43/KH-SGDĐT ngày 17/8/2026: Kế hoạch cải cách hành chính" in text
    assert document.is_draft
    assert document.addressees == (bodies.committee.name,)
    assert [annex.is_landscape for annex in document.annexes] == [True, True, True]
    with pytest.raises(Refused) as refused:
        write_report(version_id=version.pk, paragraphs={}, directing=[], seen=1, by=scene.keeper, at=NOW)
    assert refused.value.code == "report-changed"


Act = Callable[[Scene, UUID], object]


@pytest.mark.parametrize(
    ("act", "who", "code"),
    [
        (lambda s, pk: check_report(version_id=pk, by=s.other, at=NOW), "", "keep-reports-not-allowed"),
        (lambda s, pk: close_report(version_id=pk, by=s.other, at=NOW), "", "keep-reports-not-allowed"),
        (lambda s, pk: close_report(version_id=pk, by=s.keeper, at=NOW), "", "report-status-wrong"),
        (lambda s, pk: take_back_report(version_id=pk, by=s.keeper, at=NOW), "", "report-status-wrong"),
        (
            lambda s, pk: sign_report(version_id=pk, document_number="1/BC", by=s.head, at=NOW),
            "",
            "report-status-wrong",
        ),
        (
            lambda s, pk: sign_report(version_id=pk, document_number="1/BC", by=s.keeper, at=NOW),
            "",
            "approve-reports-not-allowed",
        ),
        (lambda s, pk: send_report(version_id=pk, by=s.keeper, at=NOW), "", "report-status-wrong"),
        (lambda s, pk: send_report(version_id=uuid4(), by=s.keeper, at=NOW), "", "report-not-found"),
        (
            lambda s, pk: write_report(version_id=pk, paragraphs={}, directing=[], by=s.other, at=NOW),
            "",
            "keep-reports-not-allowed",
        ),
    ],
)
def test_what_a_draft_refuses(scene: Scene, bodies: Bodies, act: Act, who: str, code: str) -> None:
    version = begun(scene, bodies)
    entries = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        act(scene, version.pk)
    assert refused.value.code == code
    assert JournalEntry.objects.count() == entries
    version.refresh_from_db()
    assert version.status == ReportStatus.DRAFT


def test_who_prepared_it_does_not_sign(scene: Scene, bodies: Bodies) -> None:
    version = start_report(period_id=scene.period.pk, agency=bodies.department, by=scene.head, at=NOW)
    check_report(version_id=version.pk, by=scene.head, at=NOW)
    close_report(version_id=version.pk, by=scene.head, at=NOW)
    with pytest.raises(Refused) as refused:
        sign_report(version_id=version.pk, document_number="1/BC-SGDĐT", by=scene.head, at=NOW)
    assert refused.value.code == "own-report-not-allowed"


def test_signing_needs_number_and_symbol_and_reopening_a_reason(scene: Scene, bodies: Bodies) -> None:
    version = closed(scene, bodies)
    for given in ("", "152", "/BC"):
        with pytest.raises(Refused) as refused:
            sign_report(version_id=version.pk, document_number=given, by=scene.head, at=NOW)
        assert refused.value.code == "document-number-missing"
    with pytest.raises(Refused) as refused:
        reopen_report(report_id=version.report_id, reason=" ", by=scene.keeper, at=NOW)
    assert refused.value.code == "reason-missing"


def test_only_who_is_asked_reports_once_the_window_has_begun(
    scene: Scene, bodies: Bodies, make_person: MakePerson
) -> None:
    keeper = make_person("Ngô Thị Trường", role=Role.HEAD, agency=bodies.upper_secondary_school)
    for agency, by, on, code in (
        (bodies.department, scene.keeper, at("2026-07-14"), "reporting-not-begun"),
        (bodies.upper_secondary_school, keeper, NOW, "agency-not-asked"),
    ):
        with pytest.raises(Refused) as refused:
            start_report(period_id=scene.period.pk, agency=agency, by=by, at=on)
        assert refused.value.code == code
    begun(scene, bodies)
    with pytest.raises(Refused) as refused:
        begun(scene, bodies)
    assert refused.value.code == "report-there-already"


def test_who_sees_a_report(scene: Scene, bodies: Bodies) -> None:
    version = begun(scene, bodies)
    on = NOW.date()
    assert find_report(version.report_id, scene.keeper, on) is not None
    assert find_report(version.report_id, scene.other, on) is None
    assert find_period(scene.period.pk, scene.other, on) is not None
    check_report(version_id=version.pk, by=scene.keeper, at=NOW)
    close_report(version_id=version.pk, by=scene.keeper, at=NOW)
    sign_report(version_id=version.pk, document_number="152/BC-SGDĐT", by=scene.head, at=NOW)
    send_report(version_id=version.pk, by=scene.keeper, at=NOW)
    assert scene.above in {
        notice.recipient for notice in Notice.objects.filter(event="report_sent").select_related("recipient")
    }
    assert list(reports_visible_to(scene.other, on)) == []


TABLE = {3: 10, 4: 7, 5: 1, 6: 2, 7: 8, 8: 8, 9: 0, 10: 0, 11: 2, 12: 2, 13: 0}


def test_units_that_report_and_those_that_do_not(scene: Scene, bodies: Bodies) -> None:
    sent(scene, bodies, on=at("2026-09-23"))
    form = get_form("II.06a", NOW.date())
    found = roll_up(scene.period, "II.06a", on=date(2026, 9, 23))
    assert {unit.unit: unit.arrival for unit in found.units} == {
        bodies.department: Arrival.SENT_LATE,
        bodies.other_department: Arrival.MISSING,
    }
    wrong = Filled(form, (FilledRow("a", "Giáo dục", {**TABLE, 11: 3}),))
    kept = enter_unit_table(
        period_id=scene.period.pk,
        unit=bodies.other_department,
        table=wrong,
        total=FilledRow("", "Tổng số", {**TABLE, 11: 3, 4: 9}),
        file_name="bang.xlsx",
        by=scene.above,
        at=NOW,
    )
    assert kept.gaps == [
        "Giáo dục: (11) = (12) + (13), lệch +1",
        "Giáo dục: (3) = (7) + (11), lệch -1",
        "Tổng số: cột (4) khác tổng các dòng, lệch +2",
    ]
    found = roll_up(scene.period, "II.06a", on=date(2026, 9, 23))
    assert found.table.total.cells[3] == 14
    assert found.count(Arrival.MISSING) == 0
    assert [len(unit.gaps) for unit in found.units if unit.imported] == [4]  # the row and its sum, twice each
    with pytest.raises(Refused) as refused:
        enter_unit_table(
            period_id=scene.period.pk,
            unit=bodies.department,
            table=wrong,
            total=None,
            file_name="b",
            by=scene.other,
            at=NOW,
        )
    assert refused.value.code == "keep-reports-not-allowed"


def test_periods_open_by_themselves_once(scene: Scene) -> None:
    assert list(scene.regime.periods.order_by("window").values_list("label", flat=True)) == [
        "năm 2026",
        "quý III năm 2026",
    ]
    assert open_due_periods(at=NOW) == 0
    assert open_due_periods(at=at("2026-11-10")) == 1
    year = scene.regime.periods.get(label="năm 2026")
    assert (year.window.lower, year.window.upper, year.due_on) == (
        date(2025, 12, 15),
        date(2026, 12, 15),
        date(2026, 12, 16),
    )


def test_those_who_owe_a_report_are_reminded_once(scene: Scene, bodies: Bodies) -> None:
    assert remind_of_reports(at=at("2026-09-19")) > 0
    assert remind_of_reports(at=at("2026-09-19", "15:00")) == 0
    told = Notice.objects.filter(event="report_due_soon").values_list("recipient", flat=True)
    assert set(told) == {scene.keeper.pk, scene.head.pk, scene.other.pk, scene.above.pk}
    sent(scene, bodies)
    assert remind_of_reports(at=at("2026-09-23")) == 2
    late = Notice.objects.filter(event="report_late").values_list("recipient", flat=True)
    assert set(late) == {scene.other.pk, scene.above.pk}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title-missing"),
        ({"forms": []}, "forms-missing"),
        ({"forms": ["II.99"]}, "form-not-found"),
        ({"first_day": 30}, "first-day-wrong"),
    ],
)
def test_a_regime_that_is_not_whole(scene: Scene, bodies: Bodies, changes: dict[str, Any], code: str) -> None:
    usual: dict[str, Any] = {"title": "Báo cáo", "forms": ["II.06a"]}
    with pytest.raises(Refused) as refused:
        set_up_regime(
            agency=bodies.committee, cycle=Cycle.MONTH, by=scene.above, at=NOW, **{**usual, **changes}
        )
    assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        set_up_regime(agency=bodies.committee, cycle=Cycle.MONTH, by=scene.keeper, at=NOW, **usual)
    assert refused.value.code == "keep-reports-not-allowed"


def test_a_window_is_opened_once_and_leaves_a_working_day(scene: Scene) -> None:
    for due, last, code in (
        (date(2026, 9, 22), date(2026, 9, 20), "period-there-already"),
        (date(2026, 9, 21), date(2026, 9, 21), "due-too-early"),
    ):
        with pytest.raises(Refused) as refused:
            open_period(
                regime_id=scene.regime.pk,
                label="lần nữa",
                first=date(2026, 7, 15),
                last=last,
                due_on=due,
                by=scene.above,
                at=NOW,
            )
        assert refused.value.code == code


def test_the_same_period_of_the_year_before(scene: Scene, bodies: Bodies) -> None:
    earlier = open_period(
        regime_id=scene.regime.pk,
        label="quý III năm 2025",
        first=date(2025, 7, 15),
        last=date(2025, 9, 14),
        due_on=date(2025, 9, 16),
        by=scene.above,
        at=NOW,
    )
    version = begun(scene, bodies)
    assert same_period_before(version.report) is None
    old = start_report(period_id=earlier.pk, agency=bodies.department, by=scene.keeper, at=NOW)
    found = same_period_before(version.report)
    assert found is not None
    assert found.pk == old.report_id
