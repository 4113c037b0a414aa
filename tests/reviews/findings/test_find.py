"""The findings of a small made-up catalogue and its dossiers, asked of the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.test.utils import CaptureQueriesContext
from tests.cast import SINCE, Bodies
from tests.indicators.conftest import PutDossier
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.enums import OnlineLevel
from motcua.catalogue.models import LegalAct, OnlineService, Procedure
from motcua.catalogue.rules.content import ComponentContent, ResultContent
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.dossiers.enums import Door, PauseReason, ResultKind, SupplementStage
from motcua.dossiers.models import Dossier, Passage, Pause, SubmittedPaper, SupplementRequest
from motcua.organisations.models import Power
from motcua.payments.enums import FeeKind, PaymentMoment
from motcua.payments.models import Charge
from motcua.reviews.enums import Clue
from motcua.reviews.queries.findings.finding import find_finding, findings, graph
from motcua.reviews.rules.findings.finding import Finding

pytestmark = pytest.mark.django_db


def found(clue: Clue, at: datetime, agency_id: UUID | None = None) -> list[Finding]:
    return findings(agency_id=agency_id, at=at, clues=[clue])[clue]


def papers(*names: str) -> tuple[ComponentContent, ...]:
    return tuple(ComponentContent(name=name, originals=1, copies=0) for name in names)


def test_a_result_asked_for_by_another(publish: Publish, put: PutDossier, moment: datetime) -> None:
    giver = publish("1.000001", results=(ResultContent(name="Giấy phép hoạt động dạy thêm"),), components=())
    publish("1.000002", components=papers("Bản sao giấy phép hoạt động dạy thêm"), name="Gia hạn dạy thêm")
    put(
        received=moment - timedelta(days=9),
        finished=moment - timedelta(days=5),
        procedure=giver,
        version=giver.versions.get(),
        result_kind=ResultKind.GRANTED,
    )
    [finding] = found(Clue.PAPER_IS_RESULT, moment)
    assert (finding.subject, finding.parts) == ("1.000001", {"1.000002"})
    assert "đã cấp 1 kết quả" in finding.says
    [edge] = graph(agency_id=None, at=moment)
    assert edge.asker.code == "1.000002"


def test_the_catalogue_as_it_is_on_the_day(publish: Publish, moment: datetime) -> None:
    publish("1.000001", components=papers("Giấy khai sinh"))
    assert [one.title for one in found(Clue.PAPER_IN_DATABASE, moment)] == ["Giấy khai sinh"]
    publish("1.000001", components=papers("Học bạ"), since=date(2026, 9, 1))
    assert [one.title for one in found(Clue.PAPER_IN_DATABASE, moment)] == ["Học bạ"]
    before = moment - timedelta(days=60)
    assert [one.title for one in found(Clue.PAPER_IN_DATABASE, before)] == ["Giấy khai sinh"]


def test_near_duplicates_and_often_asked_papers(publish: Publish, moment: datetime) -> None:
    for number in range(5):
        publish(
            f"1.00000{number}",
            name="Cấp lại văn bằng tốt nghiệp",
            components=papers("Hợp đồng thuê địa điểm"),
        )
    [merge] = found(Clue.MERGE, moment)
    [often] = found(Clue.SAME_PAPER, moment)
    assert merge.measure == often.measure == 5
    assert find_finding(clue=Clue.MERGE, key=merge.key, agency_id=None, at=moment) == merge
    assert find_finding(clue=Clue.SAME_PAPER, key=merge.key, agency_id=None, at=moment) is None


def test_an_expired_basis(publish: Publish, moment: datetime) -> None:
    publish("1.000001")
    act = LegalAct.objects.get(number="10/2026/TT-BGDĐT")
    assert found(Clue.EXPIRED_BASIS, moment) == []
    act.in_force = DateRange(date(2020, 1, 1), moment.date())
    act.save()
    [finding] = found(Clue.EXPIRED_BASIS, moment)
    assert finding.parts == {"1.000001"}
    assert found(Clue.EXPIRED_BASIS, moment - timedelta(days=1)) == []


def test_business_as_a_set(publish: Publish, moment: datetime) -> None:
    publish("1.000001", is_business_related=True)
    publish("1.000002")
    [finding] = found(Clue.BUSINESS, moment)
    assert finding.parts == {"1.000001"}


@pytest.fixture
def old(publish: Publish, bodies: Bodies) -> Procedure:
    """In force since long ago, within the department's power, never used."""
    procedure = publish("1.000001", since=date(2020, 1, 1))
    Power.objects.create(
        matter="procedure:1.000001",
        holder=bodies.department,
        source="statutory",
        in_force=DateRange(SINCE, None),
    )
    return procedure


def test_no_dossier_for_three_years(
    old: Procedure, publish: Publish, put: PutDossier, bodies: Bodies, moment: datetime
) -> None:
    publish("1.000002", since=date(2026, 1, 1))
    assert found(Clue.NO_DOSSIER, moment, bodies.department.pk) == []  # nothing recorded so far back
    put(received=moment - timedelta(days=4 * 365))
    for agency_id in (None, bodies.department.pk):
        assert [one.subject for one in found(Clue.NO_DOSSIER, moment, agency_id)] == ["1.000001"]
    assert found(Clue.NO_DOSSIER, moment, bodies.other_department.pk) == []
    put(received=moment - timedelta(days=30), procedure=old, version=old.versions.get())
    assert found(Clue.NO_DOSSIER, moment, bodies.department.pk) == []


def ten(put: PutDossier, moment: datetime, count: int = 10, **facts: object) -> list[Dossier]:
    return [put(received=moment - timedelta(days=40 + number), **facts) for number in range(count)]


def test_papers_often_missing(
    put: PutDossier, head: Person, bodies: Bodies, diploma: Procedure, moment: datetime
) -> None:
    some = ten(put, moment)
    component = diploma.versions.get().components.order_by("position").first()
    assert component is not None
    for dossier in some[:4]:
        SupplementRequest.objects.create(
            dossier=dossier,
            stage=SupplementStage.INTAKE,
            number=1,
            reason="Thiếu",
            legal_basis="…",
            items=[{"paper": "Tên khác", "problem": "…", "what_to_do": "…", "component": component.pk}],
            requested_by=head,
            requested_at=moment,
        )
    assert found(Clue.PAPER_MISSING, moment) == []
    # The same paper missing on the check-list counts with it; twice in one dossier counts once.
    for dossier in some[3:5]:
        SubmittedPaper.objects.create(
            dossier=dossier, component=component, position=1, name=component.name, is_missing=True
        )
    [finding] = found(Clue.PAPER_MISSING, moment, bodies.department.pk)
    assert finding.rows[0].cells == (component.name, "5", "10", "50 %")
    assert found(Clue.PAPER_MISSING, moment, bodies.other_department.pk) == []


def test_steps_where_dossiers_wait(put: PutDossier, bodies: Bodies, moment: datetime) -> None:
    monday = moment.replace(day=7, hour=8)
    for dossier in ten(put, moment, 20):
        Passage.objects.create(
            dossier=dossier,
            number=1,
            step_key="tham-dinh",
            step_name="Thẩm định",
            role=Role.HANDLER,
            agency=bodies.exam_division,
            entered_at=monday,
            begun_at=monday + timedelta(days=2),
            left_at=monday + timedelta(days=3),
            standing=Standing.EARLY,
        )
    [finding] = found(Clue.STEP_WAITS, moment)
    assert finding.rows[0].cells == ("Thẩm định", "20", "0", "3 ngày làm việc", "2 ngày làm việc")


def test_limits_far_above_what_is_needed(put: PutDossier, moment: datetime) -> None:
    monday = moment.replace(day=7, hour=8)
    promise = {"limit_amount": 10, "limit_unit": LimitUnit.WORKING_DAY}
    some = ten(put, moment, finished=monday + timedelta(days=10), started_at=monday, **promise)
    assert found(Clue.LIMIT_TOO_LONG, moment) == []  # eight of ten days needed
    Pause.objects.bulk_create(
        Pause(
            dossier=dossier,
            reason=PauseReason.SUPPLEMENT,
            lasted=DateTimeTZRange(monday + timedelta(days=1), monday + timedelta(days=7)),
        )
        for dossier in some
    )
    [finding] = found(Clue.LIMIT_TOO_LONG, moment)
    assert finding.rows[0].cells == ("10 ngày làm việc", "10", "4 ngày làm việc", "40 %")


def test_fees_that_few_pay(put: PutDossier, bodies: Bodies, moment: datetime) -> None:
    for dossier in ten(put, moment):
        Charge.objects.create(
            subject_kind="dossier",
            subject_id=str(dossier.pk),
            subject_label=dossier.code,
            subject_folded=dossier.code,
            agency=bodies.department,
            fee_name="Phí",
            fee_kind=FeeKind.FEE,
            moment=PaymentMoment.AT_RECEIPT,
            amount_vnd=50_000,
            owed_at=moment,
        )
    [finding] = found(Clue.FEW_FEES, moment)
    assert finding.rows[0].cells == ("10", "0", "0 đ")
    Charge.objects.update(cancelled_at=moment, cancel_reason="Miễn")
    assert found(Clue.FEW_FEES, moment) == []


def test_what_could_be_wholly_online(
    put: PutDossier, bodies: Bodies, diploma: Procedure, moment: datetime
) -> None:
    ten(put, moment, door=Door.ONLINE)
    assert found(Clue.FULL_ONLINE, moment) == []  # no way to lodge online is laid down
    offer = OnlineService.objects.create(
        procedure=diploma,
        agency=bodies.department,
        level=OnlineLevel.PARTIAL,
        partial_reason="Phải xem bản chính",
        in_force=DateRange(SINCE, None),
    )
    [finding] = found(Clue.FULL_ONLINE, moment)
    assert finding.rows[0].cells == ("Một phần", "Phải xem bản chính", "10", "10")
    offer.level = OnlineLevel.FULL
    offer.save()
    assert found(Clue.FULL_ONLINE, moment) == []


def test_dossiers_long_gone_are_not_read(put: PutDossier, moment: datetime) -> None:
    for number in range(10):
        put(
            received=moment - timedelta(days=500 + number),
            finished=moment - timedelta(days=499 + number),
            limit_amount=30,
            limit_unit=LimitUnit.WORKING_DAY,
        )
    assert found(Clue.LIMIT_TOO_LONG, moment) == []


def test_the_number_of_queries_does_not_grow(publish: Publish, bodies: Bodies, moment: datetime) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            findings(agency_id=bodies.department.pk, at=moment)
        return len(captured)

    publish("1.000001")
    count()
    few = count()
    for number in range(2, 8):
        publish(f"1.00000{number}", name=f"Cấp giấy phép số {number}", components=papers("Học bạ"))
    cold, warm = count(), count()
    assert (few, cold, warm) == (14, 17, 14)


def test_real_procedures_are_judged_as_an_officer_would(shared_data, moment: datetime) -> None:  # type: ignore[no-untyped-def]
    """The 110 real education procedures: few findings of each kind, and those one would expect."""
    from motcua.catalogue.actions.imports import import_catalogue

    file = shared_data / "procedures" / "edu_details_110_2026-07.json"
    import_catalogue(file=file, as_of=date(2026, 1, 1), by=None, at=moment)
    results = {one.subject: one.parts for one in found(Clue.PAPER_IS_RESULT, moment)}
    assert results["1.013338"] == {"1.005142", "1.010776"}  # the diploma, asked again for the next exam
    assert results["5.003846"] == {"5.003815"}  # what the communes were recognised for, asked of the province
    assert len(results) <= 5
    held = {one.title: one.measure for one in found(Clue.PAPER_IN_DATABASE, moment)}
    assert held["Giấy chứng nhận hộ nghèo, hộ cận nghèo"] >= 10
    assert held["Giấy xác nhận khuyết tật"] >= 10
    merge = {one.subject: one.parts for one in found(Clue.MERGE, moment)}
    assert merge["1.000280"] == {"1.000280", "1.000288", "1.000691"}
    assert merge["1.008148"] == {"1.008148", "2.001959", "2.002284"}
    assert {one.measure for one in found(Clue.SAME_PAPER, moment)} == {6}
    assert found(Clue.EXPIRED_BASIS, moment) == []  # nobody wrote when an act ended
    held_in = DateRange(date(2021, 10, 15), date(2025, 9, 3))
    LegalAct.objects.filter(number="81/2021/NĐ-CP").update(in_force=held_in)
    [expired] = found(Clue.EXPIRED_BASIS, moment)
    assert expired.parts == {"1.010497"}
    [business] = found(Clue.BUSINESS, moment)
    assert business.measure == 18  # by applicants; fifteen of them rightly
    assert {"2.002877", "2.002890"} <= business.parts
