"""Questions about ratings: of one dossier, by which ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q

from motcua.dossiers.enums import DeliveryStatus, ReturnWay, Status
from motcua.dossiers.models import Dossier, Result
from motcua.feedback.models import Kiosk, Rating, RatingTicket
from motcua.feedback.rules.ratings.codes import bare_code, is_code
from motcua.feedback.rules.ratings.contents import RatingForm, form_on
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused

_SIGNER = "motcua.feedback.ticket"
_LONGEST_TOKEN = 80
ALREADY_RATED = "already-rated"
_NEVER = frozenset({Status.WITHDRAWN, Status.STOPPED, Status.NOT_ACCEPTED})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a dossier that may be rated now, and the last day on which it can be said."""

    form: RatingForm
    last_day: date


def find_rating(dossier: Dossier) -> Rating | None:
    """What was said of the dossier; None when nothing was."""
    return Rating.objects.filter(dossier=dossier).first()


def may_be_rated(dossier: Dossier) -> bool:
    """Whether the dossier has come to an end that its applicant can judge: the result is theirs."""
    return dossier.delivery == DeliveryStatus.DELIVERED and dossier.delivered_at is not None


def asked_of(dossier: Dossier, *, at: datetime) -> Asked:
    """What is asked of the dossier, when it may be rated.

    :raises Refused: "rating-not-open" (withdrawn, stopped, not accepted), "rating-too-early", "rating-closed",
        "already-rated".
    """
    asked = asked_on_slip(dossier, at=at)
    if find_rating(dossier) is not None:
        raise Refused(ALREADY_RATED, "Hồ sơ này đã được đánh giá. Cảm ơn anh/chị.")
    return asked


def asked_by_ticket(dossier: Dossier, *, at: datetime) -> Asked:
    """What a ticket of the dossier asks. A ticket that was used asks as one that was not, so that whoever opens it, an
    officer with the slip in hand too, learns nothing of it; one whose dossier cannot be rated says not why.

    :raises Refused: "ticket-closed".
    """
    try:
        return asked_on_slip(dossier, at=at)
    except Refused:
        raise Refused(
            "ticket-closed",
            "Phiếu này không dùng để đánh giá được. Mỗi phiếu dùng sau khi nhận kết quả, trong thời gian ghi trên "
            "phiếu. Có ý kiến khác, anh/chị gửi ở mục phản ánh, kiến nghị.",
        ) from None


def asked_on_slip(dossier: Dossier, *, at: datetime) -> Asked:
    """What the slip of the dossier asks, the same whether it was rated or not: an officer prints it, and nobody of the
    office learns who has rated.

    :raises Refused: "rating-not-open", "rating-too-early", "rating-closed".
    """
    return _asked_since(_delivered_on(dossier), at)


def _delivered_on(dossier: Dossier) -> date:
    if dossier.status in _NEVER:
        raise Refused("rating-not-open", "Hồ sơ này đã rút hoặc dừng, không có kết quả để đánh giá.")
    if not may_be_rated(dossier) or dossier.delivered_at is None:
        raise Refused("rating-too-early", "Nhận kết quả rồi mới đánh giá được hồ sơ này.")
    return local_day(dossier.delivered_at)


def _asked_since(delivered: date, at: datetime) -> Asked:
    form = form_on(delivered)
    last = delivered + timedelta(days=form.days_open)
    if local_day(at) > last:
        raise Refused(
            "rating-closed",
            f"Đã hết thời gian đánh giá hồ sơ này (đến hết ngày {last:%d/%m/%Y}). "
            "Có ý kiến khác, anh/chị gửi ở mục phản ánh, kiến nghị.",
        )
    return Asked(form, last)


def find_asked(dossier: Dossier, *, at: datetime) -> Asked | None:
    """What is asked of the dossier; None when it may not be rated now."""
    try:
        return asked_of(dossier, at=at)
    except Refused:
        return None


def token_of(ticket: RatingTicket) -> str:
    """The ticket as it stands in an address: its code, signed by this installation."""
    return Signer(salt=_SIGNER, sep=".").sign(ticket.code)


def dossier_of_token(token: str) -> Dossier:
    """The dossier that the holder of a signed ticket may rate.

    :raises Refused: "ticket-not-found".
    """
    try:
        code = Signer(salt=_SIGNER, sep=".").unsign(token[:_LONGEST_TOKEN])
    except BadSignature:
        raise ticket_not_found() from None
    return _dossier(RatingTicket.objects.filter(code=code).values_list("dossier", flat=True).first())


def dossier_at_kiosk(code: str, kiosk: Kiosk) -> Dossier:
    """The dossier whose ticket has this code, if it is one of the kiosk's desk; `code` as it was typed or scanned.

    :raises Refused: "ticket-not-found".
    """
    figures = bare_code(code)
    if not is_code(figures):
        raise ticket_not_found()
    here = Q(dossier__reception=kiosk.agency_id) | Q(dossier__involved__contains=[kiosk.agency_id])
    return _dossier(RatingTicket.objects.filter(here, code=figures).values_list("dossier", flat=True).first())


def is_fetched_by_applicant(dossier: Dossier) -> bool:
    """Whether the applicant opened the last result online, so that nobody of the office handed it over."""
    last = Result.objects.filter(dossier=dossier, returned_at__isnull=False).order_by("-returned_at").first()
    return last is not None and last.return_way == ReturnWay.ONLINE


def ticket_not_found() -> Refused:
    """The refusal for a ticket that is not one of ours; nobody learns why."""
    return Refused(
        "ticket-not-found",
        "Không tìm thấy mã đánh giá này. Xem lại chín chữ số trên phiếu, hoặc mở lại đường dẫn trong thông báo.",
        field="code",
    )


def _dossier(pk: UUID | None) -> Dossier:
    found = (
        None
        if pk is None
        else Dossier.objects.select_related("competent").defer("words").filter(pk=pk).first()
    )
    if found is None:
        raise ticket_not_found()
    return found
