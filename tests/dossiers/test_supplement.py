"""Completing a dossier: asked once, answered, returned as not eligible, refused at intake, run out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies
from tests.dossiers.refusing import fresh, refused
from tests.handing_in import HandIn

from motcua.accounts.models import Person
from motcua.documents.enums import PaperKind
from motcua.documents.models import StoredFile
from motcua.dossiers.actions.ending import lapse
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import lodge, receive
from motcua.dossiers.actions.supplementing import (
    receive_supplement,
    refuse_intake,
    request_intake_supplement,
    request_supplement,
    return_ineligible,
)
from motcua.dossiers.enums import Door, PaperForm, Status, SupplementStage
from motcua.dossiers.models import Dossier, IssuedPaper, PaperFile, Pause, SubmittedPaper, SupplementRequest
from motcua.dossiers.rules.intake import NewPaper
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.kernel.clock import VIETNAM
from motcua.kernel.queries import entries_about
from motcua.notices.models import Notice

pytestmark = pytest.mark.django_db

InHand = Callable[..., Dossier]
ITEM = SupplementItem("Đơn đề nghị", "Chưa ký", "Ký và nộp lại")
ASKED: dict[str, Any] = {
    "items": [ITEM],
    "reason": "Đơn chưa hợp lệ",
    "legal_basis": "Điều 17 NĐ 61/2018/NĐ-CP",
}
DAY = timedelta(days=1)


@pytest.fixture
def lodged(hand_in: HandIn, citizen: Person, moment: datetime) -> Dossier:
    """Lodged online by a citizen."""
    return lodge(intake=hand_in(door=Door.ONLINE), by=citizen, at=moment)


@pytest.fixture
def brought(citizen: Person, moment: datetime) -> Callable[..., StoredFile]:
    """A stored file of a person: `brought(by=…)`."""

    def make(*, by: Person = citizen) -> StoredFile:
        return StoredFile.objects.create(
            sha256="a" * 64,
            size=10,
            kind="pdf",
            media_type="application/pdf",
            name="don.pdf",
            uploaded_by=by.actor,
            at=moment,
        )

    return make


def the_request(dossier: Dossier) -> SupplementRequest:
    return SupplementRequest.objects.filter(dossier=dossier).latest("requested_at")


def test_a_request_pauses_and_its_answer_resumes(
    in_hand: InHand, citizen: Person, handler: Person, brought: Callable[..., StoredFile], moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    was = dossier.due_at
    request = request_supplement(dossier_id=dossier.pk, by=handler, at=moment + DAY, **ASKED)
    paused = fresh(dossier)
    assert paused.status == Status.SUPPLEMENT_REQUIRED
    assert (paused.paused_since, paused.supplement_due_at) == (moment + DAY, request.answer_by)
    assert (request.stage, request.number, request.answers_before) == (SupplementStage.APPRAISAL, 1, {})
    assert IssuedPaper.objects.get(dossier=dossier, kind=PaperKind.SUPPLEMENT_REQUEST).facts
    assert Notice.objects.filter(event="supplement_requested", recipient=citizen).exists()

    paper = SubmittedPaper.objects.filter(dossier=dossier).first()
    assert paper is not None
    file = brought()
    new = NewPaper(paper.name, paper.component_id, file_ids=(file.pk,))
    back = moment + 6 * DAY  # Wednesday of the week after
    receive_supplement(dossier_id=dossier.pk, by=citizen, at=back, papers=[new])
    row = fresh(dossier)
    assert (row.status, row.paused_since, row.supplement_due_at) == (Status.PROCESSING, None, None)
    assert was is not None
    # Friday to Wednesday took three working days out of the count.
    assert row.due_at == datetime(2026, 9, 25, was.astimezone(VIETNAM).hour, 30, tzinfo=VIETNAM)
    assert row.holder == handler
    assert [one["name"] for one in the_request(dossier).changed] == [paper.name]
    assert PaperFile.objects.get(file=file).round == 1
    assert Notice.objects.filter(event="supplement_received", recipient=handler).exists()


def test_a_paper_says_since_when_it_is_reused(
    in_hand: InHand, desk_officer: Person, handler: Person, moment: datetime
) -> None:
    dossier = in_hand()
    paper = SubmittedPaper.objects.filter(dossier=dossier).first()
    assert paper is not None
    assert paper.reused_at is None
    again = NewPaper(paper.name, paper.component_id, PaperForm.REUSED, reused_from="Cơ sở dữ liệu ngành")
    for days in (1, 3):
        request_supplement(
            dossier_id=dossier.pk, by=handler, at=moment + days * DAY, **ASKED, why_again="Còn thiếu"
        )
        receive_supplement(
            dossier_id=dossier.pk, by=desk_officer, at=moment + (days + 1) * DAY, papers=[again]
        )
    paper.refresh_from_db()
    assert (paper.form, paper.reused_at) == (PaperForm.REUSED, moment + 2 * DAY)


def test_a_second_request_needs_its_reason_and_is_flagged(
    in_hand: InHand, desk_officer: Person, handler: Person, moment: datetime
) -> None:
    dossier = in_hand()
    request_supplement(dossier_id=dossier.pk, by=handler, at=moment, **ASKED)
    receive_supplement(dossier_id=dossier.pk, by=desk_officer, at=moment + DAY, note="Đã ký lại tại quầy")
    again = {"by": handler, "at": moment + DAY, **ASKED}
    assert refused(request_supplement, dossier, **again) == "second-supplement-needs-reason"
    request_supplement(dossier_id=dossier.pk, why_again="Giấy khai sinh mới nộp bị mờ", **again)
    found = the_request(dossier)
    assert (found.number, found.why_again) == (2, "Giấy khai sinh mới nộp bị mờ")
    last = entries_about("dossier", str(dossier.pk)).last()
    assert last is not None
    assert last.payload["is_repeated"] is True


def test_a_request_must_be_complete(in_hand: InHand, handler: Person, moment: datetime) -> None:
    dossier = in_hand()
    how = {"by": handler, "at": moment}
    assert refused(request_supplement, dossier, **{**ASKED, **how, "items": []}) == "items-missing"
    half = SupplementItem("Đơn", "Chưa ký", " ")
    assert refused(request_supplement, dossier, **{**ASKED, **how, "items": [half]}) == "item-incomplete"
    assert refused(request_supplement, dossier, **{**ASKED, **how, "reason": ""}) == "reason-missing"
    assert (
        refused(request_supplement, dossier, **{**ASKED, **how, "legal_basis": ""}) == "legal-basis-missing"
    )


def test_requests_refuse_wrong_people_and_moments(
    in_hand: InHand, lodged: Dossier, desk_officer: Person, handler: Person, head: Person, moment: datetime
) -> None:
    held = in_hand()
    assert refused(request_supplement, held, by=head, at=moment, **ASKED) == "handle-dossiers-not-allowed"
    assert (
        refused(request_intake_supplement, held, by=desk_officer, at=moment, **ASKED)
        == "dossier-wrong-moment"
    )
    assert (
        refused(request_intake_supplement, lodged, by=handler, at=moment, **ASKED)
        == "receive-dossiers-not-allowed"
    )
    assert refused(return_ineligible, held, by=head, at=moment, **ASKED) == "handle-dossiers-not-allowed"
    assert refused(receive_supplement, held, by=desk_officer, at=moment, note="x") == "dossier-wrong-moment"


def test_before_receipt_nothing_counts(
    lodged: Dossier, citizen: Person, desk_officer: Person, moment: datetime
) -> None:
    request_intake_supplement(dossier_id=lodged.pk, by=desk_officer, at=moment, **ASKED)
    assert fresh(lodged).status == Status.INTAKE_SUPPLEMENT
    assert not Pause.objects.exists()
    receive_supplement(dossier_id=lodged.pk, by=citizen, at=moment + DAY, note="Đã ký")
    assert fresh(lodged).status == Status.REGISTERED
    assert Notice.objects.filter(event="supplement_received", recipient=desk_officer).exists()
    receive(dossier_id=lodged.pk, by=desk_officer, at=moment + 4 * DAY)
    row = fresh(lodged)
    assert row.due_at is not None
    assert row.due_at.astimezone(VIETNAM).date() == datetime(2026, 9, 24).date()  # noqa: DTZ001


def test_what_the_desk_receives_all_the_same_waits_for_no_answer(
    lodged: Dossier,
    desk_officer: Person,
    head: Person,
    handler: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    """The papers came over the counter: the request is answered, and a later one does not clash with it."""
    request_intake_supplement(dossier_id=lodged.pk, by=desk_officer, at=moment, **ASKED)
    receive(dossier_id=lodged.pk, by=desk_officer, at=moment + DAY)
    request = SupplementRequest.objects.get()
    assert (request.answered_at, fresh(lodged).supplement_due_at) == (moment + DAY, None)
    forward(dossier_id=lodged.pk, by=desk_officer, at=moment + DAY)
    how = {"unit_id": bodies.exam_division.pk, "person_id": handler.pk}
    assign(dossier_id=lodged.pk, by=head, at=moment + DAY, **how)
    request_supplement(dossier_id=lodged.pk, by=handler, at=moment + 2 * DAY, **ASKED)
    assert SupplementRequest.objects.count() == 2


def test_an_empty_answer_and_the_files_of_others_are_refused(
    in_hand: InHand, citizen: Person, handler: Person, brought: Callable[..., StoredFile], moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    request_supplement(dossier_id=dossier.pk, by=handler, at=moment, **ASKED)
    how = {"by": citizen, "at": moment + DAY}
    assert refused(receive_supplement, dossier, **how) == "nothing-supplemented"
    stolen = NewPaper("Đơn", file_ids=(brought(by=handler).pk,))
    assert refused(receive_supplement, dossier, papers=[stolen], **how) == "file-not-found"
    named = {"con": [{"giay": str(brought(by=handler).pk)}]}
    assert refused(receive_supplement, dossier, answers=named, **how) == "file-not-found"
    harmless = {"con": [{"giay": "01990000-0000-7000-8000-000000000000"}]}  # a text that looks like one
    receive_supplement(dossier_id=dossier.pk, answers=harmless, note="Đã sửa", **how)


def test_refused_at_intake_with_reason_and_paper(
    lodged: Dossier, citizen: Person, desk_officer: Person, handler: Person, moment: datetime
) -> None:
    said = {"reason": "Không thuộc thẩm quyền", "legal_basis": "Điều 17"}
    assert refused(refuse_intake, lodged, by=handler, at=moment, **said) == "receive-dossiers-not-allowed"
    assert (
        refused(refuse_intake, lodged, by=desk_officer, at=moment, **{**said, "reason": " "})
        == "reason-missing"
    )
    refuse_intake(dossier_id=lodged.pk, by=desk_officer, at=moment, **said)
    row = fresh(lodged)
    assert (row.status, row.finished_at) == (Status.NOT_ACCEPTED, moment)
    assert IssuedPaper.objects.get(dossier=lodged).kind == PaperKind.REFUSAL
    assert Notice.objects.filter(event="intake_refused", recipient=citizen).exists()
    assert refused(refuse_intake, lodged, by=desk_officer, at=moment, **said) == "dossier-wrong-moment"


def test_returned_as_ineligible_the_count_begins_anew(
    in_hand: InHand, desk_officer: Person, handler: Person, moment: datetime
) -> None:
    dossier = in_hand()
    return_ineligible(dossier_id=dossier.pk, by=handler, at=moment + DAY, **ASKED)
    assert fresh(dossier).status == Status.RETURNED_INELIGIBLE
    back = moment + 4 * DAY  # Monday
    receive_supplement(dossier_id=dossier.pk, by=desk_officer, at=back, note="Đủ hồ sơ")
    row = fresh(dossier)
    assert (row.status, row.restarted_at) == (Status.PROCESSING, back)
    assert row.due_at is not None
    assert row.due_at.astimezone(VIETNAM).date() == (back + 3 * DAY).date()
    assert row.due_at_first == dossier.due_at
    assert row.step_due_at is not None
    assert row.step_due_at > back


def test_a_return_after_the_legal_days_is_refused(in_hand: InHand, handler: Person, moment: datetime) -> None:
    dossier = in_hand()
    how = {"by": handler, **ASKED}
    assert refused(return_ineligible, dossier, at=moment + 6 * DAY, **how) == "return-too-late"
    return_ineligible(dossier_id=dossier.pk, at=datetime(2026, 9, 22, 16, tzinfo=VIETNAM), **how)


def test_without_an_answer_it_runs_out(
    in_hand: InHand, citizen: Person, handler: Person, moment: datetime
) -> None:
    dossier = in_hand(submitted_by=citizen)
    request = request_supplement(dossier_id=dossier.pk, by=handler, at=moment, **ASKED)
    assert request.answer_by is not None
    assert refused(lapse, dossier, at=request.answer_by) == "supplement-not-overdue"
    lapse(dossier_id=dossier.pk, at=request.answer_by + DAY)
    row = fresh(dossier)
    assert (row.status, row.holder, row.paused_since) == (Status.STOPPED, None, None)
    assert IssuedPaper.objects.filter(dossier=dossier, kind=PaperKind.STOP).exists()
    last = entries_about("dossier", str(dossier.pk)).last()
    assert last is not None
    assert (last.actor, last.payload["is_lapse"]) == ("system", True)


def test_a_pause_of_no_length_counts_for_nothing(
    in_hand: InHand, desk_officer: Person, handler: Person, moment: datetime
) -> None:
    dossier = in_hand()
    request_supplement(dossier_id=dossier.pk, by=handler, at=moment, **ASKED)
    receive_supplement(dossier_id=dossier.pk, by=desk_officer, at=moment, note="Bổ sung ngay tại quầy")
    assert fresh(dossier).due_at == dossier.due_at
    request_supplement(dossier_id=dossier.pk, by=handler, at=moment, why_again="Còn thiếu", **ASKED)
    receive_supplement(dossier_id=dossier.pk, by=desk_officer, at=moment + DAY, note="Đủ")
    assert Pause.objects.filter(dossier=dossier, lasted__upper_inf=True).count() == 0
