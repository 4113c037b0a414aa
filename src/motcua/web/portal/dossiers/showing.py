"""A dossier in plain words for those it belongs to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.deadlines.enums import Standing
from motcua.deadlines.rules.standing import standing_now
from motcua.dossiers.enums import DeliveryStatus, Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.moves import ENDED, WAITS_FOR_APPLICANT

_TONES = {
    Standing.OVERDUE: "red",
    Standing.DUE_TODAY: "amber",
    Standing.IN_TIME: "green",
    Standing.EARLY: "green",
    Standing.ON_TIME: "green",
}


def clock_words(dossier: Dossier, *, at: datetime) -> dict[str, Any]:
    """The state of the clock in a word, with the colour that goes with it ("" for none)."""
    status = Status(dossier.status)
    if dossier.standing:
        found = Standing(dossier.standing)
        label = _(found.label).capitalize() if status is Status.RESOLVED else _(status.label)
        return {"label": label, "tone": ""}
    if status in WAITS_FOR_APPLICANT:
        return {"label": _("Đang chờ anh/chị"), "tone": "amber"}
    if status is Status.REGISTERED:
        return {"label": _("Chờ tiếp nhận"), "tone": ""}
    if dossier.received_at is None or dossier.due_at is None:
        return {"label": _(status.label), "tone": ""}
    standing = standing_now(due_at=dossier.due_at, received_at=dossier.received_at, at=at)
    return {"label": _(standing.label).capitalize(), "tone": _TONES.get(standing, "")}


def stages_of(dossier: Dossier) -> list[dict[str, Any]]:
    """The four stages everybody understands, with where the dossier is."""
    status, delivery = Status(dossier.status), DeliveryStatus(dossier.delivery)
    if status in {Status.REGISTERED, Status.INTAKE_SUPPLEMENT, Status.NOT_ACCEPTED}:
        now = 0
    elif status is Status.RECEIVED:
        now = 1
    elif status is Status.RESOLVED:
        now = 4 if delivery is DeliveryStatus.DELIVERED else 3
    else:
        now = 2 if dossier.received_at else 1  # withdrawn before anybody received it
    labels = (_("Đã nộp"), _("Đã tiếp nhận"), _("Đang giải quyết"), _("Đã có kết quả"), _("Đã trả"))
    return [
        {
            "label": label,
            "is_done": place < now,
            "is_current": place == now and status not in ENDED,
            "href": "",
        }
        for place, label in enumerate(labels)
    ]
