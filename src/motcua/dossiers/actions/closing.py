"""Questions that nobody needs answered any more: the dossier ended, or its result was issued."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from motcua.accounts.enums import Role
from motcua.dossiers.actions.acting import Act, actor_of
from motcua.dossiers.actions.telling import tell_each
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Consultation
from motcua.dossiers.queries.people import people_of_steps
from motcua.dossiers.rules.events import CONSULTATION_CLOSED, SUBJECT
from motcua.kernel.actions import Fact, record_all

_WHY = MappingProxyType(
    {
        Verb.STOP: "Hồ sơ đã dừng giải quyết",
        Verb.WITHDRAW: "Người nộp đã rút hồ sơ",
        Verb.ISSUE: "Kết quả đã được ban hành",
    }
)


def close_consultations(act: Act) -> None:
    """Close every question of the dossier that still waits, with the reason; whoever was asked is told."""
    if act.verb not in _WHY:
        return
    waiting = Consultation.objects.select_for_update(of=("self",)).filter(Consultation.WAITS)
    rows = list(waiting.filter(dossier=act.dossier).select_related("person", "agency").order_by("id"))
    if not rows:
        return
    reason = _WHY[act.verb]
    Consultation.objects.filter(pk__in=[row.pk for row in rows]).update(closed_at=act.at, closed_why=reason)
    facts = [
        Fact(
            CONSULTATION_CLOSED,
            SUBJECT,
            str(act.dossier.pk),
            {"consultation": str(row.pk), "agency": str(row.agency_id), "reason": reason},
        )
        for row in rows
    ]
    record_all(facts=facts, actor=actor_of(act.by), at=act.at)
    _tell(act, rows, reason)


def _tell(act: Act, rows: Sequence[Consultation], reason: str) -> None:
    """Who was named, else the heads of the bodies asked: those whom the question went to."""
    heads = people_of_steps([row.agency_id for row in rows if row.person is None], Role.HEAD, act.on)
    told = [
        (str(row.pk), [row.person] if row.person else heads[row.agency_id], {"reason": reason})
        for row in rows
    ]
    tell_each(act, "consultation_closed", told)
