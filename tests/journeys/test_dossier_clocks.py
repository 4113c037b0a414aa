"""Whole ways of dossiers in which time matters: late, withdrawn, refused, stopped, from elsewhere, returned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.dossiers.refusing import fresh
from tests.handing_in import HandIn, TakenIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.ending import stop, withdraw
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import lodge, receive
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, return_result, sign
from motcua.dossiers.actions.supplementing import (
    receive_supplement,
    refuse_intake,
    request_intake_supplement,
    return_ineligible,
)
from motcua.dossiers.actions.timing import apologise
from motcua.dossiers.actions.transferring import accept_transfer, transfer
from motcua.dossiers.enums import DeliveryStatus, Door, ResultKind, ReturnWay, Status
from motcua.dossiers.models import Dossier, IssuedPaper, Passage
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.dossiers.rules.moves import national_code
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.dossiers.tasks import remind
from motcua.kernel.clock import VIETNAM
from motcua.kernel.queries import entries_about
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

ASKED: dict[str, Any] = {
    "items": [SupplementItem("Đơn đề nghị", "Chưa ký", "Ký và nộp lại")],
    "reason": "Đơn chưa hợp lệ",
    "legal_basis": "Điều 17",
}


def on(day: int, hour: int = 9, month: int = 9) -> datetime:
    """A moment of September 2026; the story begins on Thursday the 17th."""
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    return


@pytest.fixture
def resolve(
    head: Person, handler: Person, division_head: Person, records_officer: Person
) -> Callable[..., None]:
    """From the handler's table to the result at the counter, all at one moment."""

    def go(dossier: Dossier, at: datetime) -> None:
        how: dict[str, Any] = {"dossier_id": dossier.pk, "at": at}
        result = Proposal(kind=ResultKind.GRANTED, title="Bản sao bằng", text="Cấp bản sao.")
        propose(**how, by=handler, proposal=result)
        approve(**how, by=division_head)
        sign(**how, by=head)
        issue(**how, by=records_officer, symbol="SGDĐT")

    return go


def codes_of(dossier: Dossier) -> tuple[Status, int]:
    row = fresh(dossier)
    return Status(row.status), national_code(Status(row.status), DeliveryStatus(row.delivery))


def papers_of(dossier: Dossier) -> set[str]:
    return set(IssuedPaper.objects.filter(dossier=dossier).values_list("kind", flat=True))


def agrees_with_its_journal(dossier: Dossier) -> bool:
    state = replay(entries_about(SUBJECT, str(dossier.pk)).values_list("kind", "payload"))
    row = fresh(dossier)
    return state is not None and (state.status, state.step_key) == (row.status, row.step_key)


def test_late_with_an_apology_and_still_answered(
    in_hand: Callable[..., Dossier],
    resolve: Callable[..., None],
    citizen: Person,
    desk_officer: Person,
    head: Person,
) -> None:
    dossier = in_hand(submitted_by=citizen)  # due on Tuesday the 22nd
    remind(on(23))
    assert Notice.objects.filter(event="overdue_without_apology", recipient=head).exists()
    apologise(dossier_id=dossier.pk, by=head, at=on(23, 10), reason="Hồ sơ gốc lưu ở cơ quan khác")
    assert Notice.objects.filter(event="apology_sent", recipient=citizen).exists()
    before = Notice.objects.filter(event="overdue_without_apology").count()
    remind(on(24))
    assert Notice.objects.filter(event="overdue_without_apology").count() == before
    resolve(dossier, on(24, 15))
    row = fresh(dossier)
    assert (row.status, row.standing) == (Status.RESOLVED, Standing.OVERDUE)
    return_result(
        dossier_id=dossier.pk,
        by=desk_officer,
        at=on(25),
        way=ReturnWay.DESK,
        taken_by="Nguyễn Thị Hồng",
        proof="CCCD",
    )
    assert codes_of(dossier) == (Status.RESOLVED, 10)
    assert PaperKind.APOLOGY in papers_of(dossier)
    assert agrees_with_its_journal(dossier)


def test_withdrawn_by_the_applicant(
    in_hand: Callable[..., Dossier], citizen: Person, handler: Person
) -> None:
    dossier = in_hand(submitted_by=citizen)
    withdraw(dossier_id=dossier.pk, by=citizen, at=on(18), reason="Đã tìm thấy bằng")
    assert codes_of(dossier) == (Status.WITHDRAWN, 7)
    row = fresh(dossier)
    assert (row.holder, row.finished_at) == (None, on(18))
    assert Notice.objects.filter(event="withdrawn", recipient=handler).exists()
    assert agrees_with_its_journal(dossier)


def test_refused_at_intake_after_one_request(
    hand_in: HandIn, citizen: Person, desk_officer: Person, moment: datetime
) -> None:
    dossier = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    request_intake_supplement(dossier_id=dossier.pk, by=desk_officer, at=on(17, 10), **ASKED)
    assert codes_of(dossier) == (Status.INTAKE_SUPPLEMENT, 5)
    receive_supplement(dossier_id=dossier.pk, by=citizen, at=on(18), note="Đơn đã ký")
    assert codes_of(dossier) == (Status.REGISTERED, 1)
    refuse_intake(
        dossier_id=dossier.pk,
        by=desk_officer,
        at=on(18, 10),
        reason="Văn bằng do cơ quan khác cấp",
        legal_basis="Điều 17",
    )
    assert codes_of(dossier) == (Status.NOT_ACCEPTED, 3)
    assert papers_of(dossier) == {PaperKind.SUPPLEMENT_REQUEST, PaperKind.REFUSAL}
    assert fresh(dossier).due_at is None
    assert agrees_with_its_journal(dossier)


def test_stopped_with_reasons(in_hand: Callable[..., Dossier], citizen: Person, head: Person) -> None:
    dossier = in_hand(submitted_by=citizen)
    stop(
        dossier_id=dossier.pk,
        by=head,
        at=on(18),
        reason="Người được cấp đã mất, không còn người thừa kế yêu cầu",
        legal_basis="Điều 19",
        papers="Trả lại tại quầy",
    )
    assert codes_of(dossier) == (Status.STOPPED, 8)
    assert PaperKind.STOP in papers_of(dossier)
    assert Notice.objects.filter(event="stopped", recipient=citizen).exists()
    assert agrees_with_its_journal(dossier)


def test_received_at_a_commune_resolved_by_the_department(
    taken_in: TakenIn,
    resolve: Callable[..., None],
    make_person: MakePerson,
    bodies: Bodies,
    desk_officer: Person,
    head: Person,
    handler: Person,
) -> None:
    officer = make_person("Cao Thị Xã", role=Role.RECEPTION_OFFICER, agency=bodies.commune_committee)
    dossier = taken_in(by=officer, at=on(17, 16), reception_id=bodies.commune_committee.pk)
    # After three in the afternoon: to be sent on when the next working day opens.
    assert dossier.step_due_at is not None
    assert dossier.step_due_at.astimezone(VIETNAM) == datetime(2026, 9, 18, 7, 30, tzinfo=VIETNAM)
    transfer(dossier_id=dossier.pk, by=officer, at=on(18, 7))
    accept_transfer(dossier_id=dossier.pk, by=desk_officer, at=on(18, 14))
    row = fresh(dossier)
    assert row.due_at is not None
    assert row.due_at.astimezone(VIETNAM) == datetime(2026, 9, 23, 17, 30, tzinfo=VIETNAM)
    forward(dossier_id=dossier.pk, by=desk_officer, at=on(18, 15))
    unit = bodies.exam_division.pk
    assign(dossier_id=dossier.pk, by=head, at=on(18, 15), unit_id=unit, person_id=handler.pk)
    resolve(dossier, on(22, 10))
    # The result goes back to where the dossier was received.
    row = fresh(dossier)
    assert (row.holder_agency, row.standing) == (bodies.commune_committee, Standing.EARLY)
    return_result(
        dossier_id=dossier.pk,
        by=officer,
        at=on(23),
        way=ReturnWay.DESK,
        taken_by="Nguyễn Thị Hồng",
        proof="CCCD",
    )
    assert codes_of(dossier) == (Status.RESOLVED, 10)
    travelled = Passage.objects.filter(dossier=dossier).values_list("agency__name", flat=True)
    assert list(travelled)[:2] == [bodies.commune_committee.name, bodies.department.name]
    assert agrees_with_its_journal(dossier)


def test_returned_as_not_eligible_and_counted_from_the_beginning(
    hand_in: HandIn,
    resolve: Callable[..., None],
    citizen: Person,
    desk_officer: Person,
    head: Person,
    handler: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    dossier = lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)
    receive(dossier_id=dossier.pk, by=desk_officer, at=on(17, 10))
    forward(dossier_id=dossier.pk, by=desk_officer, at=on(17, 10))
    unit = bodies.exam_division.pk
    assign(dossier_id=dossier.pk, by=head, at=on(17, 11), unit_id=unit, person_id=handler.pk)
    return_ineligible(dossier_id=dossier.pk, by=handler, at=on(21), **ASKED)
    assert codes_of(dossier) == (Status.RETURNED_INELIGIBLE, 5)
    receive_supplement(dossier_id=dossier.pk, by=citizen, at=on(28), note="Đủ hồ sơ")
    row = fresh(dossier)
    assert row.due_at is not None
    assert row.due_at.astimezone(VIETNAM) == datetime(2026, 10, 1, 17, 30, tzinfo=VIETNAM)
    resolve(dossier, on(1, 10, month=10))
    assert fresh(dossier).standing == Standing.ON_TIME
    assert agrees_with_its_journal(dossier)
