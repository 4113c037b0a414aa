"""Looking after what did not leave."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.notices.enums import DeliveryStatus
from motcua.notices.models import Delivery
from motcua.notices.policy import require_keeper


@transaction.atomic
def send_again(*, delivery_id: UUID, by: Person, at: datetime) -> None:
    """Let a message that was given up leave after all: a person takes it on themselves that it may arrive twice.

    :raises Refused: "keep-notices-not-allowed", "delivery-not-found", "delivery-not-given-up".
    """
    require_keeper(by, on=local_day(at))
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id).first()
    if delivery is None:
        raise Refused("delivery-not-found", "Không tìm thấy thư này. Có thể đường dẫn đã cũ.")
    if delivery.status != DeliveryStatus.GIVEN_UP:
        raise Refused(
            "delivery-not-given-up",
            f"Thư này đang ở tình trạng “{DeliveryStatus(delivery.status).label}” nên không cần gửi lại.",
        )
    delivery.status, delivery.attempts, delivery.error = DeliveryStatus.WAITING, 0, ""
    delivery.written_at = delivery.next_attempt_at = at
    delivery.save(update_fields=["status", "attempts", "error", "written_at", "next_attempt_at"])
    fact = Fact("DeliverySentAgain", "delivery", str(delivery.pk), {"channel": delivery.channel})
    record(fact=fact, actor=by.actor, at=at)
