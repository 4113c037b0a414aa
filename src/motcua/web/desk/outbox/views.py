from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.enums import Capability
from motcua.notices.actions.outbox import send_again
from motcua.notices.enums import DeliveryMode, DeliveryStatus, NoticeChannel
from motcua.notices.models import Delivery
from motcua.notices.queries import counts_of_deliveries, page_of_deliveries
from motcua.notices.rules.recipients import masked
from motcua.web.bell import read_place
from motcua.web.desk.access import DeskRequest, attempt, desk_view
from motcua.web.desk.paging import PAGE, address

_COUNTED = timedelta(days=30)
_PARTS = {
    "cho-gui": (DeliveryStatus.WAITING, DeliveryStatus.SENDING, DeliveryStatus.FAILED),
    "da-gui": (DeliveryStatus.SENT,),
    "khong-gui": (DeliveryStatus.GIVEN_UP, DeliveryStatus.SUPPRESSED),
}


@desk_view(Capability.KEEP_NOTICES)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    part = request.GET.get("phan", "")
    part = part if part in _PARTS else "cho-gui"
    after = read_place(request.GET.get("sau", ""))
    found = page_of_deliveries(statuses=_PARTS[part], after=after, size=PAGE)
    shown = found[:PAGE]
    context = {
        "letters": [_letter(delivery) for delivery in shown],
        "tabs": _tabs(part, counts_of_deliveries(request.desk.at - _COUNTED)),
        "unconnected": _unconnected(),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=_place(shown[-1])) if len(found) > PAGE else "",
    }
    return render(request, "desk/outbox/list.html", context)


@desk_view(Capability.KEEP_NOTICES)
@require_POST
def again(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    attempt(
        request,
        lambda: send_again(delivery_id=pk, by=desk.person, at=desk.at),
        done=_("Thư đã vào hàng chờ gửi."),
    )
    return redirect("desk:outbox:list")


def _letter(delivery: Delivery) -> dict[str, Any]:
    status = DeliveryStatus(delivery.status)
    return {
        "pk": delivery.pk,
        "title": delivery.title or delivery.text,
        "text": delivery.text,
        "channel": NoticeChannel(delivery.channel).label,
        "address": masked(delivery.address),
        "name": delivery.notice.recipient_name,
        "status": status.label,
        "is_bad": status in {DeliveryStatus.GIVEN_UP, DeliveryStatus.FAILED},
        "may_go_again": status is DeliveryStatus.GIVEN_UP,
        "is_connected": delivery.channel in settings.NOTICE_SENDERS,
        "is_gathered": delivery.mode == DeliveryMode.DIGEST,
        "error": delivery.error,
        "written_at": delivery.written_at,
        "sent_at": delivery.sent_at,
        "next_attempt_at": delivery.next_attempt_at,
    }


def _tabs(current: str, counts: Any) -> list[dict[str, Any]]:
    labels = {"cho-gui": _("Chờ gửi"), "da-gui": _("Đã gửi"), "khong-gui": _("Không gửi được, không gửi")}
    return [
        {
            "label": labels[part],
            "href": f"?phan={part}",
            "count": sum(counts.get(status, 0) for status in statuses),
            "is_current": part == current,
        }
        for part, statuses in _PARTS.items()
    ]


def _unconnected() -> list[str]:
    """The channels that nobody has connected, by name: their messages stay here."""
    leaving = [channel for channel in NoticeChannel if channel is not NoticeChannel.BELL]
    return [channel.label for channel in leaving if channel not in settings.NOTICE_SENDERS]


def _place(delivery: Delivery) -> str:
    return f"{delivery.written_at.isoformat()}_{delivery.pk}"
