"""Ends without a result: stopped with reasons, withdrawn, or run out because nobody answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.money import ask_no_more
from motcua.dossiers.actions.papers import give_out
from motcua.dossiers.actions.telling import tell_applicant, tell_staff
from motcua.dossiers.actions.turning_back import drop_result
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.policy import is_own
from motcua.dossiers.rules.moves import WAITS_FOR_APPLICANT
from motcua.dossiers.rules.words import required
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.payments.enums import PaymentStatus

# Who does not pay is not asked for papers: only a request to complete the dossier runs out.
RUNS_OUT = WAITS_FOR_APPLICANT - {Status.PAYMENT_REQUIRED}
_RUN_OUT_PAPERS = (
    "Giấy tờ đã nộp được trả lại tại nơi tiếp nhận hồ sơ. Có thể nộp lại hồ sơ mới bất cứ lúc nào."
)
_RUN_OUT_MONEY = (
    "Khoản chưa nộp không phải nộp nữa; khoản đã nộp được xem xét hoàn lại theo quy định về phí, lệ phí."
)


def stop(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    reason: str,
    legal_basis: str,
    papers: str,
    money: str = "",
    refunds: bool = False,
) -> Dossier:
    """Stop resolving the dossier, with reasons; `papers` and `money` say what becomes of the papers handed in and of
    fees, `refunds` that what was paid is given back.

    :raises Refused: "reason-missing", "legal-basis-missing", "papers-missing", "money-missing", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.STOP, by=by, at=at, seen=seen) as act:
        _stop(act, reason=reason, legal_basis=legal_basis, papers=papers, money=money, refunds=refunds)
    return act.dossier


def lapse(*, dossier_id: UUID, at: datetime) -> Dossier:
    """Stop a dossier whose applicant was asked to complete it and did not answer in time; done by the system.

    :raises Refused: "supplement-not-overdue", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.STOP, by=None, at=at) as act:
        asked = SupplementRequest.objects.filter(dossier=act.dossier, answered_at__isnull=True).first()
        if asked is None or asked.answer_by is None or asked.answer_by >= at:
            raise Refused("supplement-not-overdue", "Hồ sơ chưa quá hạn bổ sung nên chưa dừng được.")
        act.tell(is_lapse=True, request=str(asked.pk))
        _stop(
            act,
            reason="Quá hạn bổ sung, hoàn thiện hồ sơ "
            f"({asked.answer_by.astimezone(VIETNAM):%H:%M %d/%m/%Y}) mà chưa nhận được giấy tờ bổ sung.",
            legal_basis=asked.legal_basis,
            papers=_RUN_OUT_PAPERS,
            money=_RUN_OUT_MONEY,
            refunds=False,
        )
    return act.dossier


def run_out_unanswered(*, at: datetime, most: int = 200) -> int:
    """Stop every dossier whose request to complete it ran out, each by itself; how many. Called again for the rest."""
    late = Dossier.objects.filter(status__in=sorted(RUNS_OUT), supplement_due_at__lt=at)
    return sum(_lapsed(pk, at) for pk in late.order_by("id").values_list("pk", flat=True)[:most])


def _lapsed(dossier_id: UUID, at: datetime) -> bool:
    """Whether it was stopped; the answer may have come in this very moment."""
    try:
        lapse(dossier_id=dossier_id, at=at)
    except Refused:
        return False
    return True


def withdraw(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    reason: str = "",
    refunds: bool = False,
) -> Dossier:
    """The applicant takes the dossier back, by themselves or at the desk; `refunds` is the desk's to say.

    :raises Refused: as `acting`.
    """
    with acting(dossier_id=dossier_id, verb=Verb.WITHDRAW, by=by, at=at, seen=seen) as act:
        own = is_own(by, act.dossier)
        ask_no_more(act, reason="Người nộp rút hồ sơ", refunds=refunds and not own)
        drop_result(act)
        act.tell(reason=clean(reason), is_by_applicant=own)
        tell_staff(act, "withdrawn", [act.dossier.holder], reason=clean(reason))
        tell_applicant(act, "withdrawn")
    return act.dossier


def _stop(act: Act, *, reason: str, legal_basis: str, papers: str, money: str, refunds: bool) -> None:
    said = {
        "reason": required(reason, field="reason", what="lý do dừng giải quyết"),
        "legal_basis": required(legal_basis, field="legal_basis", what="căn cứ dừng giải quyết"),
        "papers": required(papers, field="papers", what="giấy tờ đã nộp được trả lại thế nào"),
        "money": clean(money),
    }
    if act.dossier.payment != PaymentStatus.NOT_REQUIRED:
        required(money, field="money", what="phí, lệ phí được xử lý thế nào")
    ask_no_more(act, reason="Hồ sơ dừng giải quyết", refunds=refunds)
    drop_result(act)
    act.tell(reason=said["reason"], legal_basis=said["legal_basis"], what_of_papers=said["papers"])
    act.tell(what_of_money=said["money"])
    give_out(act, PaperKind.STOP, stage=act.dossier.step_name, **said)
    tell_staff(act, "stopped", [act.dossier.holder], reason=said["reason"])
    tell_applicant(act, "stopped", reason=said["reason"])
