"""Results: proposed, approved, signed, issued, handed over, mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.resulting import GRANTED, REJECTED, BroughtTo, Stage

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.documents.enums import SignedState, SigningAuthority
from motcua.documents.models import SignedPaper
from motcua.documents.rules.papers.facts import SignBlock
from motcua.dossiers.actions.handling import send_back
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, reopen, return_result, sign
from motcua.dossiers.enums import DeliveryStatus, ResultKind, ResultState, ReturnWay, Status
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.queries.result_facts import paper_of_result
from motcua.dossiers.queries.results import suggested_number, suggested_symbol
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.dossiers.rules.results import paper_name_of
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.payments.actions.charges import owe
from motcua.payments.enums import FeeKind, PaymentMoment
from motcua.payments.rules.charges import NewCharge

pytestmark = pytest.mark.django_db

AT_DESK = {"way": ReturnWay.DESK, "taken_by": "Nguyễn Thị Hồng", "proof": "Căn cước 031185000123"}


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.defer("words").get(pk=dossier.pk)


def trace(dossier: Dossier) -> tuple[Any, ...]:
    """Everything that a refused act could have left behind."""
    row = again(dossier)
    return (
        (row.revision, row.status, row.delivery, row.step_key, row.holder_id, row.finished_at),
        list(Result.objects.filter(dossier=row).order_by("id").values()),
        list(SignedPaper.objects.order_by("id").values()),
        row.passages.count(),
        entries_about(SUBJECT, str(row.pk)).count(),
        Notice.objects.count(),
        suggested_number(row.competent_id, row.submitted_at.date()),
    )


def owe_fee(dossier: Dossier, bodies: Bodies, at: datetime) -> None:
    fee = NewCharge(
        fee_name="Lệ phí cấp bằng",
        fee_kind=FeeKind.CHARGE,
        moment=PaymentMoment.AT_RETURN,
        amount_vnd=250_000,
    )
    owe(
        subject_kind=SUBJECT,
        subject_id=str(dossier.pk),
        subject_label=dossier.code,
        agency_id=bodies.department.pk,
        charges=[fee],
        by="operator",
        at=at,
    )


def refused(act: Callable[..., Any], dossier: Dossier, **how: Any) -> Refused:
    """How the act is refused, having left no trace."""
    before = trace(dossier)
    with pytest.raises(Refused) as found:
        act(dossier_id=dossier.pk, **how)
    assert trace(dossier) == before
    return found.value


# Propose


def test_a_proposal_goes_to_whoever_approves(
    brought_to: BroughtTo, handler: Person, division_head: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.PROPOSED)
    result = Result.objects.get(dossier=dossier)
    assert (result.state, result.proposed_by, result.round) == (ResultState.PROPOSED, handler, 1)
    assert (dossier.step_key, dossier.status) == ("duyet", Status.PROCESSING)
    assert Notice.objects.filter(event="dossier_forwarded", recipient=division_head).exists()


def test_only_the_handler_proposes(brought_to: BroughtTo, desk_officer: Person, moment: datetime) -> None:
    dossier = brought_to(Stage.IN_HAND)
    found = refused(propose, dossier, proposal=GRANTED, by=desk_officer, at=moment)
    assert found.code.endswith("not-allowed")


def test_nothing_is_proposed_where_the_step_does_not_say_so(
    brought_to: BroughtTo, division_head: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.PROPOSED)
    found = refused(propose, dossier, proposal=GRANTED, by=division_head, at=moment)
    assert found.code == "step-act-wrong-step"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"text": ""}, "text"),
        ({"reasons": ""}, "reasons"),
        ({"legal_basis": ""}, "legal_basis"),
    ],
)
def test_an_incomplete_proposal_says_what_is_missing(
    brought_to: BroughtTo, handler: Person, moment: datetime, changes: dict[str, str], field: str
) -> None:
    found = refused(
        propose, brought_to(Stage.IN_HAND), proposal=replace(REJECTED, **changes), by=handler, at=moment
    )
    assert (found.code, found.details["field"]) == ("result-incomplete", field)


def test_a_rejection_keeps_reasons_and_basis(brought_to: BroughtTo) -> None:
    result = Result.objects.get(dossier=brought_to(Stage.PROPOSED, proposal=REJECTED))
    assert result.reasons == f"{REJECTED.reasons}\nCăn cứ: {REJECTED.legal_basis}"


# Approve, send back


def test_an_approved_result_goes_to_the_signer(
    brought_to: BroughtTo, division_head: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.APPROVED)
    result = Result.objects.get(dossier=dossier)
    assert (result.state, result.approved_by, result.approved_at) == (
        ResultState.APPROVED,
        division_head,
        moment,
    )
    assert dossier.step_key == "ky"


def test_the_handler_does_not_approve(brought_to: BroughtTo, handler: Person, moment: datetime) -> None:
    found = refused(approve, brought_to(Stage.PROPOSED), by=handler, at=moment)
    assert found.code == "decide-dossiers-not-allowed"


def test_nothing_is_approved_before_it_is_proposed(
    brought_to: BroughtTo, handler: Person, moment: datetime
) -> None:
    found = refused(approve, brought_to(Stage.IN_HAND), by=handler, at=moment)
    assert found.code == "step-act-wrong-step"


def test_two_people_on_one_dossier_the_second_is_told(
    brought_to: BroughtTo, division_head: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.PROPOSED)
    found = refused(approve, dossier, by=division_head, at=moment, seen=dossier.revision - 1)
    assert found.code == "dossier-changed"
    assert "Trình kết quả" in found.message


def test_a_proposal_sent_back_is_proposed_anew(
    brought_to: BroughtTo, handler: Person, division_head: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.PROPOSED)
    send_back(dossier_id=dossier.pk, by=division_head, at=moment, reason="Sai tên cha mẹ")
    propose(dossier_id=dossier.pk, proposal=replace(GRANTED, text="Đã sửa."), by=handler, at=moment)
    states = list(Result.objects.filter(dossier=dossier).order_by("id").values_list("state", "round"))
    assert states == [(ResultState.SENT_BACK, 1), (ResultState.PROPOSED, 1)]


# Sign


def test_a_signed_result_can_be_verified(brought_to: BroughtTo, head: Person, moment: datetime) -> None:
    dossier = brought_to(Stage.SIGNED)
    result = Result.objects.get(dossier=dossier)
    assert result.signed is not None
    assert (result.state, result.signed_by, dossier.step_key) == (ResultState.SIGNED, head, "ban-hanh")
    assert (result.signed.signer, result.signed.signed_at) == (head, moment)
    assert result.signed.state is SignedState.SIGNED
    assert result.signed.verification_code


def test_the_division_head_does_not_sign_for_the_department(
    brought_to: BroughtTo, division_head: Person, moment: datetime
) -> None:
    found = refused(sign, brought_to(Stage.APPROVED), by=division_head, at=moment)
    assert found.code == "decide-dossiers-not-allowed"


def test_nothing_is_signed_before_it_is_approved(
    brought_to: BroughtTo, head: Person, moment: datetime
) -> None:
    found = refused(sign, brought_to(Stage.PROPOSED), by=head, at=moment)
    assert found.code == "step-act-wrong-step"


def test_a_signed_result_sent_back_loses_its_signature(
    brought_to: BroughtTo, records_officer: Person, head: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.SIGNED)
    send_back(dossier_id=dossier.pk, by=records_officer, at=moment, reason="Thiếu trang 2")
    result = Result.objects.get(dossier=dossier)
    assert (result.state, result.signed) == (ResultState.APPROVED, None)
    assert SignedPaper.objects.get().state is SignedState.REVOKED
    sign(dossier_id=dossier.pk, by=head, at=moment)
    assert Result.objects.get(dossier=dossier).state == ResultState.SIGNED


def test_the_paper_is_made_from_the_words_and_stamped(
    brought_to: BroughtTo,
    settings: Any,
    handler: Person,
    division_head: Person,
    head: Person,
    records_officer: Person,
    moment: datetime,
) -> None:
    settings.SIGNER = "motcua.documents.signing.InHouseSigner"
    dossier = brought_to(Stage.IN_HAND)
    propose(dossier_id=dossier.pk, proposal=REJECTED, by=handler, at=moment)
    approve(dossier_id=dossier.pk, by=division_head, at=moment)
    sign(dossier_id=dossier.pk, by=head, at=moment, authority=SigningAuthority.DEPUTY, head_title="Giám đốc")
    issue(dossier_id=dossier.pk, by=records_officer, at=moment, symbol="SGDĐT-QLCL")
    paper = SignedPaper.objects.select_related("original", "personal_file", "file").get()
    assert {place["name"] for place in paper.original.places} == {"number-and-symbol", "day", "signer"}
    assert len({paper.original.sha256, paper.personal_file.sha256, paper.file.sha256}) == 3
    assert (paper.signer_title, paper.head_title, paper.number) == ("Giám đốc", "Giám đốc", "01/SGDĐT-QLCL")
    result = Result.objects.select_related("agency__area").get()
    said = paper_of_result(Parts(dossier), result, signer=SignBlock("Trần Văn Trưởng", "Giám đốc"), at=moment)
    assert said.addressee == "Nguyễn Thị Hồng"
    assert said.body == (
        REJECTED.text,
        f"Lý do: {REJECTED.reasons}",
        f"Căn cứ: {REJECTED.legal_basis}",
    )


@pytest.mark.parametrize(
    ("kind", "results", "expected"),
    [
        (ResultKind.GRANTED, ["Quyết định cho phép thành lập"], "Quyết định"),
        (ResultKind.GRANTED, ["Giấy  chứng nhận đăng ký hoạt động"], "Giấy chứng nhận"),
        (ResultKind.GRANTED, ["bản sao văn bằng từ sổ gốc"], "Bản sao"),
        (ResultKind.GRANTED, ["Học bổng và tiền mua đồ dùng", "Giấy phép"], "Giấy phép"),
        (ResultKind.GRANTED, ["Công văn chấp thuận"], ""),
        (ResultKind.GRANTED, ["Học viên được chuyển trường"], "Quyết định"),
        (ResultKind.GRANTED, [], "Quyết định"),
        (ResultKind.REJECTED, ["Giấy phép"], ""),
        (ResultKind.ANSWERED, ["Giấy phép"], ""),
    ],
)
def test_a_result_is_printed_as_the_procedure_names_it(
    kind: ResultKind, results: list[str], expected: str
) -> None:
    assert paper_name_of(kind, results) == expected


def test_the_proposer_may_call_the_paper_otherwise(
    brought_to: BroughtTo, handler: Person, moment: datetime
) -> None:
    dossier = brought_to(Stage.IN_HAND)
    licence = replace(GRANTED, paper_name="Giấy phép")
    result = propose(dossier_id=dossier.pk, proposal=licence, by=handler, at=moment)
    said = paper_of_result(Parts(dossier), result, signer=SignBlock("Trần Văn Trưởng", "Giám đốc"), at=moment)
    assert (said.kind_name, said.addressee, said.basis) == ("Giấy phép", "", ())
    result.paper_name = "Quyết định"
    said = paper_of_result(Parts(dossier), result, signer=SignBlock("Trần Văn Trưởng", "Giám đốc"), at=moment)
    assert said.basis == (f"Hồ sơ {dossier.code} về thủ tục “Cấp lại văn bằng”",)


def test_of_several_heads_the_one_who_had_it_is_told(
    brought_to: BroughtTo,
    make_person: MakePerson,
    bodies: Bodies,
    division_head: Person,
    head: Person,
    moment: datetime,
) -> None:
    """The director assigned it, so the paper for signing is put before the director, not before each deputy."""
    deputy = make_person("Vũ Thị Phó", role=Role.HEAD, agency=bodies.department, title="Phó Giám đốc")
    dossier = brought_to(Stage.PROPOSED)
    Notice.objects.all().delete()
    approve(dossier_id=dossier.pk, by=division_head, at=moment)
    told = set(Notice.objects.filter(event="dossier_forwarded").values_list("recipient", flat=True))
    assert head.pk in told
    assert deputy.pk not in told


# Issue


def test_issuing_resolves_and_tells_the_applicant(
    brought_to: BroughtTo, bodies: Bodies, moment: datetime
) -> None:
    dossier = brought_to(Stage.ISSUED)
    result = Result.objects.get(dossier=dossier)
    assert (result.number, result.register_year, result.issued_on) == ("01/QĐ-SGDĐT", 2026, moment.date())
    assert result.signed is not None
    assert result.signed.state is SignedState.ISSUED
    assert (dossier.status, dossier.delivery, dossier.finished_at) == (
        Status.RESOLVED,
        DeliveryStatus.READY,
        moment,
    )
    assert (dossier.standing, dossier.result_kind) == (Standing.EARLY, "granted")
    assert (dossier.step_key, dossier.holder_agency) == ("tra-ket-qua", bodies.department)
    assert Notice.objects.filter(event="result_ready", audience="applicant").exists()


def test_a_rejection_is_told_with_its_reason(brought_to: BroughtTo) -> None:
    brought_to(Stage.ISSUED, proposal=REJECTED)
    assert Notice.objects.filter(event="refused_with_reason", audience="applicant").exists()
    assert not Notice.objects.filter(event="result_ready", audience="applicant").exists()


def test_who_keeps_no_records_does_not_issue(brought_to: BroughtTo, head: Person, moment: datetime) -> None:
    found = refused(issue, brought_to(Stage.SIGNED), by=head, at=moment, symbol="QĐ-SGDĐT")
    assert found.code == "issue-results-not-allowed"


def test_nothing_is_issued_before_it_is_signed(
    brought_to: BroughtTo, records_officer: Person, moment: datetime
) -> None:
    found = refused(issue, brought_to(Stage.APPROVED), by=records_officer, at=moment, symbol="QĐ-SGDĐT")
    assert found.code == "step-act-wrong-step"


def test_numbers_follow_each_other_and_are_given_once(
    brought_to: BroughtTo, records_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    first, second, third = (brought_to(Stage.SIGNED) for _ in range(3))
    on = moment.date()
    assert suggested_number(bodies.department.pk, on) == 1
    issue(dossier_id=first.pk, by=records_officer, at=moment, number=7, symbol="QĐ-SGDĐT")
    assert (suggested_number(bodies.department.pk, on), suggested_symbol(bodies.department.pk)) == (
        8,
        "QĐ-SGDĐT",
    )
    taken = refused(issue, second, by=records_officer, at=moment, number=7, symbol="QĐ-SGDĐT")
    assert taken.code == "result-number-taken"
    issue(dossier_id=second.pk, by=records_officer, at=moment, number=7, symbol="SGDĐT-QLCL")
    issue(dossier_id=third.pk, by=records_officer, at=moment, symbol="QĐ-SGDĐT")
    assert Result.objects.get(dossier=third).number == "08/QĐ-SGDĐT"


@pytest.mark.parametrize(("number", "symbol"), [(0, "QĐ-SGDĐT"), (1, ""), (1, "QĐ SGDĐT"), (1, "Đ" * 60)])
def test_a_number_that_cannot_be_written_is_refused(
    brought_to: BroughtTo, records_officer: Person, moment: datetime, number: int, symbol: str
) -> None:
    found = refused(
        issue, brought_to(Stage.SIGNED), by=records_officer, at=moment, number=number, symbol=symbol
    )
    assert found.code == "result-number-wrong"


def test_being_late_stops_nothing(brought_to: BroughtTo, moment: datetime) -> None:
    dossier = brought_to(Stage.RETURNED, finish_at=moment + timedelta(days=40))
    assert (dossier.standing, dossier.delivery) == (Standing.OVERDUE, DeliveryStatus.DELIVERED)


# Hand over


def test_handing_over_keeps_the_proof(brought_to: BroughtTo, desk_officer: Person, moment: datetime) -> None:
    dossier = brought_to(Stage.RETURNED)
    result = Result.objects.get(dossier=dossier)
    assert (result.return_way, result.returned_to, result.returned_by, result.return_proof) == (
        ReturnWay.DESK,
        "Nguyễn Thị Hồng",
        desk_officer,
        "Căn cước 031185000123",
    )
    assert (dossier.delivery, dossier.delivered_at) == (DeliveryStatus.DELIVERED, moment)
    assert (dossier.step_key, dossier.holder) == ("", None)
    assert not dossier.passages.filter(left_at=None).exists()


def test_who_does_not_receive_does_not_hand_over(
    brought_to: BroughtTo, handler: Person, moment: datetime
) -> None:
    found = refused(return_result, brought_to(Stage.ISSUED), by=handler, at=moment, **AT_DESK)
    assert found.code == "receive-dossiers-not-allowed"


@pytest.mark.parametrize("stage", [Stage.SIGNED, Stage.RETURNED])
def test_what_is_not_ready_is_not_handed_over(
    brought_to: BroughtTo, desk_officer: Person, moment: datetime, stage: Stage
) -> None:
    found = refused(return_result, brought_to(stage), by=desk_officer, at=moment, **AT_DESK)
    assert found.code in {"dossier-wrong-moment", "result-already-returned"}


@pytest.mark.parametrize(
    ("way", "taken_by", "proof", "field"),
    [
        (ReturnWay.DESK, "", "Căn cước", "taken_by"),
        (ReturnWay.DESK, "Hồng", "", "proof"),
        (ReturnWay.POST, "Hồng", " ", "proof"),
        (ReturnWay.HOME, " ", "Căn cước", "taken_by"),
    ],
)
def test_a_handing_over_without_proof_is_refused(
    brought_to: BroughtTo,
    desk_officer: Person,
    moment: datetime,
    way: ReturnWay,
    taken_by: str,
    proof: str,
    field: str,
) -> None:
    found = refused(
        return_result,
        brought_to(Stage.ISSUED),
        by=desk_officer,
        at=moment,
        way=way,
        taken_by=taken_by,
        proof=proof,
    )
    assert (found.code, found.details["field"]) == ("handing-over-incomplete", field)


def test_applicants_fetch_their_own_online_and_only_so(
    brought_to: BroughtTo, citizen: Person, make_person: Callable[..., Person], moment: datetime
) -> None:
    dossier = brought_to(Stage.ISSUED, submitted_by=citizen)
    stranger = make_person("Trần Thị Lạ")
    assert refused(return_result, dossier, by=stranger, at=moment, way=ReturnWay.ONLINE).code.endswith(
        "not-allowed"
    )
    assert refused(return_result, dossier, by=citizen, at=moment, **AT_DESK).code.endswith("not-allowed")
    return_result(dossier_id=dossier.pk, by=citizen, at=moment, way=ReturnWay.ONLINE)
    assert again(dossier).delivery == DeliveryStatus.DELIVERED
    assert entries_about(SUBJECT, str(dossier.pk)).last().actor == citizen.actor  # type: ignore[union-attr]  # there is one


def test_money_still_owed_is_taken_first(
    brought_to: BroughtTo, desk_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    dossier = brought_to(Stage.ISSUED)
    owe_fee(dossier, bodies, moment)
    found = refused(return_result, dossier, by=desk_officer, at=moment, **AT_DESK)
    assert (found.code, found.details["left_vnd"]) == ("payment-outstanding", 250_000)
    assert "250.000" in found.message


# Mend


def test_a_faulty_result_is_replaced_and_revoked(
    brought_to: BroughtTo,
    plain: Callable[[Proposal], Proposal],
    handler: Person,
    division_head: Person,
    head: Person,
    records_officer: Person,
    moment: datetime,
) -> None:
    dossier = brought_to(Stage.RETURNED)
    first = Result.objects.get(dossier=dossier)
    later = moment + timedelta(days=60)
    reopen(dossier_id=dossier.pk, by=head, at=later, reason="Sai ngày sinh")
    opened = again(dossier)
    assert (opened.status, opened.delivery, opened.step_key, opened.holder) == (
        Status.CORRECTING,
        DeliveryStatus.NOT_READY,
        "tham-dinh",
        handler,
    )
    propose(dossier_id=dossier.pk, proposal=plain(GRANTED), by=handler, at=later)
    approve(dossier_id=dossier.pk, by=division_head, at=later)
    sign(dossier_id=dossier.pk, by=head, at=later)
    issue(dossier_id=dossier.pk, by=records_officer, at=later, symbol="QĐ-SGDĐT")
    first.refresh_from_db()
    second = Result.objects.get(dossier=dossier, state=ResultState.ISSUED)
    assert (first.state, first.fault, second.replaces, second.round) == (
        ResultState.REPLACED,
        "Sai ngày sinh",
        first,
        2,
    )
    assert first.signed is not None
    assert (first.signed.state, first.signed.replaced_by) == (SignedState.REVOKED, second.signed)
    mended = again(dossier)
    assert (mended.status, mended.finished_at, mended.standing) == (
        Status.RESOLVED,
        dossier.finished_at,
        Standing.EARLY,
    )


def test_only_who_decides_reopens(brought_to: BroughtTo, desk_officer: Person, moment: datetime) -> None:
    found = refused(reopen, brought_to(Stage.RETURNED), by=desk_officer, at=moment, reason="Sai")
    assert found.code == "decide-dossiers-not-allowed"


def test_what_is_not_resolved_is_not_reopened(brought_to: BroughtTo, head: Person, moment: datetime) -> None:
    found = refused(reopen, brought_to(Stage.SIGNED), by=head, at=moment, reason="Sai")
    assert found.code == "dossier-wrong-moment"


def test_reopening_needs_the_fault(brought_to: BroughtTo, head: Person, moment: datetime) -> None:
    assert refused(reopen, brought_to(Stage.ISSUED), by=head, at=moment, reason=" ").code == "reason-missing"


@pytest.mark.parametrize("stage", list(Stage))
def test_the_journal_replays_to_the_state(brought_to: BroughtTo, stage: Stage) -> None:
    dossier = brought_to(stage)
    state = replay(entries_about(SUBJECT, str(dossier.pk)).values_list("kind", "payload"))
    assert state is not None
    assert (state.status, state.delivery, state.step_key, state.holder) == (
        dossier.status,
        dossier.delivery,
        dossier.step_key,
        str(dossier.holder_id) if dossier.holder_id else None,
    )
