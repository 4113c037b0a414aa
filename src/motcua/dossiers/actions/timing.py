"""What moves the appointment or is said about it: extension with apology, apology alone, waiting for money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.queries import legal_term
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT, Limit
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.choosing import tell_whose_turn
from motcua.dossiers.actions.money import owe_for, read_payment
from motcua.dossiers.actions.papers import give_out
from motcua.dossiers.actions.telling import tell_applicant, tell_staff
from motcua.dossiers.actions.walking import begin_work, recount_step, require_step_act
from motcua.dossiers.enums import PauseReason, Verb
from motcua.dossiers.models import Dossier, Extension
from motcua.dossiers.queries.people import people_of_step
from motcua.dossiers.rules.clock import is_apology_in_time
from motcua.dossiers.rules.words import required
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.payments.rules.charges import NewCharge, vnd
from motcua.workflow.enums import Act as StepAct


def extend(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    amount: Limit,
    reason: str,
) -> Extension:
    """Apologise and set a new date, once: `amount` is counted on from the date that was promised.

    An apology that comes later than the legal days before the due date is taken and flagged.

    Basis: NĐ 61/2018 art. 19(9).

    :raises Refused: "already-extended", "nothing-to-extend", "extension-without-amount", "extension-in-past",
        "reason-missing", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.EXTEND, by=by, at=at, seen=seen) as act:
        before = _require_extendable(act, amount)
        reason = required(reason, field="reason", what="lý do chậm trả kết quả")
        act.recount(extension=amount)
        after = act.dossier.due_at
        assert after is not None
        _require_ahead(after, at)
        lead = legal_term("dossier.apology_lead", act.on)
        row = Extension.objects.create(
            dossier=act.dossier,
            due_before=before,
            due_after=after,
            amount=amount.amount,
            unit=amount.unit,
            reason=reason,
            is_in_time=is_apology_in_time(due_at=before, at=at, lead_days=int(lead.amount)),
            decided_by=by,
            at=at,
        )
        act.dossier.extended_at = at
        act.tell(reason=reason, due_before=before, due_at=after, is_late=not row.is_in_time)
        give_out(act, PaperKind.APOLOGY, reason=reason, due_before=before, due_after=after)
        tell_applicant(act, "extended_with_apology", reason=reason, former_due=before)
        desk = people_of_step(act.dossier.reception_id, Role.RECEPTION_OFFICER, act.on)
        people = [*desk, *([act.dossier.holder] if act.dossier.holder else [])]
        tell_staff(act, "extended_with_apology", people, reason=reason, former_due=before)
    return row


def apologise(*, dossier_id: UUID, by: Person, at: datetime, seen: int | None = None, reason: str) -> Dossier:
    """Apologise for a dossier that is, or was answered, later than promised; no new date is set.

    :raises Refused: "not-overdue", "already-apologised", "reason-missing", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.APOLOGISE, by=by, at=at, seen=seen) as act:
        dossier = act.dossier
        reason = required(reason, field="reason", what="lý do chậm trả kết quả")
        if dossier.due_at is None or (dossier.finished_at or at) <= dossier.due_at:
            raise Refused(
                "not-overdue",
                f"Hồ sơ {dossier.code} không quá hạn. Nếu thấy trước là không kịp, xin lỗi và gia hạn trước ngày hẹn.",
            )
        if dossier.apologised_at is not None and dossier.apologised_at > dossier.due_at:
            raise Refused(
                "already-apologised",
                f"Đã có văn bản xin lỗi lúc {dossier.apologised_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}.",
            )
        dossier.apologised_at = at
        act.tell(reason=reason, due_at=dossier.due_at)
        give_out(act, PaperKind.APOLOGY, reason=reason, due_before=dossier.due_at)
        tell_applicant(act, "apology_sent", reason=reason)
    return act.dossier


def require_payment(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    charges: Sequence[NewCharge],
) -> Dossier:
    """Ask the applicant to pay before the work goes on; the legal time stands still meanwhile.

    :raises Refused: "nothing-to-pay", "charge-without-name", "bad-amount", "step-act-wrong-step", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.REQUIRE_PAYMENT, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.REQUIRE_PAYMENT)
        money = owe_for(act, charges)
        if not money.left_vnd:
            raise Refused(
                "nothing-to-pay",
                "Không còn khoản nào phải nộp nên không cần chờ. Ghi khoản và số tiền phải nộp.",
            )
        begin_work(act)
        act.pause(PauseReason.PAYMENT)
        act.tell(amount_vnd=money.left_vnd)
        tell_applicant(act, "payment_requested", amount=f"{money.left_vnd:,}".replace(",", "."))
    return act.dossier


def confirm_payment(*, dossier_id: UUID, by: Person | None, at: datetime, seen: int | None = None) -> Dossier:
    """Go on because nothing is left to pay: collected, or exempted. `by` None: found out by the system.

    :raises Refused: "payment-incomplete", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.CONFIRM_PAYMENT, by=by, at=at, seen=seen) as act:
        money = read_payment(act)
        if money.left_vnd:
            raise Refused(
                "payment-incomplete",
                f"Còn phải nộp {vnd(money.left_vnd)}. Thu tiền, hoặc miễn, giảm theo quy định, rồi xác nhận.",
                left_vnd=money.left_vnd,
            )
        act.resume()
        act.recount()
        recount_step(act)
        act.tell(paid_vnd=money.paid_vnd, due_at=act.dossier.due_at)
        tell_applicant(act, "payment_received", amount=f"{money.paid_vnd:,}".replace(",", "."))
        tell_whose_turn(act, "payment_received", amount=f"{money.paid_vnd:,}".replace(",", "."))
    return act.dossier


def _require_extendable(act: Act, amount: Limit) -> datetime:
    """The date promised so far.

    :raises Refused: "already-extended", "nothing-to-extend", "extension-without-amount".
    """
    dossier = act.dossier
    if dossier.extended_at is not None:
        raise Refused(
            "already-extended",
            f"Hồ sơ {dossier.code} đã gia hạn một lần lúc {dossier.extended_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}; "
            "chỉ được hẹn lại một lần. Nếu vẫn quá hạn, gửi văn bản xin lỗi và trả kết quả sớm nhất.",
        )
    if dossier.due_at is None:
        raise Refused(
            "nothing-to-extend", "Thủ tục không quy định thời hạn nên không có ngày hẹn trả để gia hạn."
        )
    if amount.unit in WITHOUT_AMOUNT:
        raise Refused(
            "extension-without-amount", "Ghi thời gian gia hạn cụ thể, ví dụ 3 ngày làm việc.", field="amount"
        )
    return dossier.due_at


def _require_ahead(after: datetime, at: datetime) -> None:
    if after <= at:
        raise Refused(
            "extension-in-past",
            f"Tính từ ngày hẹn cũ, ngày hẹn mới là {after.astimezone(VIETNAM):%H:%M %d/%m/%Y}, đã qua. "
            "Chọn thời gian gia hạn dài hơn.",
            field="amount",
        )
