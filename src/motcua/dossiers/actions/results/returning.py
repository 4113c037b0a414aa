"""An issued result is handed over, with the proof of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.results.going_on import result_in
from motcua.dossiers.actions.telling import tell_applicant
from motcua.dossiers.actions.walking import leave_step
from motcua.dossiers.enums import DeliveryStatus, ResultState, ReturnWay, Verb
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.policy import is_own, require_receiver
from motcua.dossiers.rules.events import SUBJECT
from motcua.dossiers.rules.results import check_handing_over
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.payments.queries import status_of


def return_result(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    way: ReturnWay,
    taken_by: str = "",
    proof: str = "",
    file_id: UUID | None = None,
) -> Result:
    """Hand the result over, with the proof of it: identity seen, postal number, or the download itself.

    Applicants fetch their own result online; every other way is the counter's.

    :raises Refused: "handing-over-incomplete", "result-not-ready", "result-already-returned", "payment-outstanding",
        "receive-dossiers-not-allowed", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.RETURN_RESULT, by=by, at=at, seen=seen) as act:
        _require_way(act, way)
        _require_ready(act.dossier)
        check_handing_over(way=way, taken_by=taken_by, proof=proof)
        _require_paid(act.dossier)
        result = result_in(act, ResultState.ISSUED)
        result.return_way = way
        result.returned_at, result.returned_by = at, by
        result.returned_to = clean(taken_by) or act.dossier.applicant_name
        result.return_proof = clean(proof)
        result.return_file_id = file_id
        result.save()
        _hand_over(act)
        act.tell(result=str(result.pk), way=way.value, taken_by=result.returned_to)
        tell_applicant(act, "result_delivered")
    return result


def _require_way(act: Act, way: ReturnWay) -> None:
    assert act.by is not None
    if way is ReturnWay.ONLINE and is_own(act.by, act.dossier):
        return
    require_receiver(act.by, agency_id=act.dossier.reception_id, on=act.on)


def _require_ready(dossier: Dossier) -> None:
    if dossier.delivery == DeliveryStatus.DELIVERED and dossier.delivered_at is not None:
        raise Refused(
            "result-already-returned",
            f"Kết quả của hồ sơ {dossier.code} đã trả ngày {local_day(dossier.delivered_at):%d/%m/%Y}. "
            "Nếu cần bản in thêm, mở mục giấy tờ của hồ sơ.",
        )
    if dossier.delivery != DeliveryStatus.READY:
        raise Refused("result-not-ready", f"Hồ sơ {dossier.code} chưa có kết quả để trả.")


def _require_paid(dossier: Dossier) -> None:
    """Money still owed is taken when the result is handed over. Basis: NĐ 61/2018 art. 22."""
    subject = str(dossier.pk)
    left = status_of(SUBJECT, [subject])[subject].left_vnd
    if left > 0:
        amount = f"{left:,}".replace(",", ".")
        raise Refused(
            "payment-outstanding",
            f"Hồ sơ {dossier.code} còn {amount} đồng phí, lệ phí chưa nộp. Thu tiền rồi trả kết quả.",
            left_vnd=left,
        )


def _hand_over(act: Act) -> None:
    """Nothing is left to do: nobody holds the dossier any more."""
    leave_step(act)
    dossier = act.dossier
    dossier.delivery, dossier.delivered_at = DeliveryStatus.DELIVERED, act.at
    dossier.step_key = dossier.step_name = dossier.step_role = ""
    dossier.step_due_at, dossier.holder = None, None
    act.tell(step="", holder=None)
