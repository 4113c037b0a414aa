"""Where a decision stands, and what this person can do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import PromulgationDecision
from motcua.catalogue.queries.decisions import writers_of
from motcua.catalogue.rules.decisions import ClockKind, DutyClock
from motcua.web.desk.access import Desk
from motcua.web.templatetags.motcua import day

_ORDER = (DecisionStage.DRAFT, DecisionStage.UNDER_CONTROL_CHECK, DecisionStage.SUBMITTED_TO_CHAIRMAN)

CLOCK_WORDS = {
    ClockKind.PROMULGATION_BY_LAW: gettext_lazy("Ký quyết định (theo luật)"),
    ClockKind.PROMULGATION_BY_INDEX: gettext_lazy("Ký quyết định (theo cách tính chỉ số)"),
    ClockKind.PUBLICATION: gettext_lazy("Nhập và công khai"),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """What a person is to a decision: its keeper, one who may approve, one of its writers."""

    keeps: bool
    approves: bool
    wrote: bool


def seat_at(decision: PromulgationDecision, desk: Desk) -> Seat:
    """How `desk`'s person stands to the decision."""
    agency, today = decision.agency_id, desk.today
    return Seat(
        keeps=may(desk.person, Capability.KEEP_CATALOGUE, agency_id=agency, on=today),
        approves=may(desk.person, Capability.APPROVE_DECISION, agency_id=agency, on=today),
        wrote=desk.person.actor in writers_of(decision),
    )


def steps_of(decision: PromulgationDecision) -> list[dict[str, Any]]:
    """The road of a decision for the stepper: each with what happened when."""
    stage = DecisionStage(decision.stage)
    signed = stage == DecisionStage.PROMULGATED
    place = _ORDER.index(stage) if stage in _ORDER else len(_ORDER) if signed else 0
    labels = [_("Soạn dự thảo"), _("Kiểm soát"), _("Trình ký")]
    done = [place > number for number in range(len(labels))]
    for label, on in (
        (_("Công bố"), decision.signed_on if signed else None),
        (_("Nhập CSDL quốc gia"), decision.entered_on),
        (_("Công khai"), decision.published_on),
        (_("Niêm yết"), decision.posted_on),
    ):
        labels.append(f"{label} {day(on)}" if on else label)
        done.append(on is not None)
    now = next((number for number, is_done in enumerate(done) if not is_done), None)
    return [
        {"label": label, "is_done": is_done, "is_current": number == now and stage != DecisionStage.WITHDRAWN}
        | {"href": ""}
        for number, (label, is_done) in enumerate(zip(labels, done, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A duty as the page says it: what, until when, how it stands, `kind` of badge, on which basis."""

    what: str
    due_on: date
    state: str
    kind: str
    basis: str


def shown_clock(clock: DutyClock, *, today: date) -> ShownClock:
    """A clock in words: kept, late by so much, or still running."""
    unit = _("ngày làm việc") if clock.in_working_days else _("ngày")
    if clock.is_late:
        state, kind = _("Trễ %(days)s %(unit)s") % {"days": clock.late_days, "unit": unit}, "red"
        if clock.done_on is None:
            state = _("Đang trễ %(days)s %(unit)s") % {"days": clock.late_days, "unit": unit}
    elif clock.done_on is not None:
        state, kind = _("Đúng hạn (%(day)s)") % {"day": day(clock.done_on)}, "green"
    else:
        left = (clock.due_on - today).days
        state = _("Hôm nay là hạn cuối") if left == 0 else _("Còn %(days)s ngày") % {"days": left}
        kind = "amber" if left <= 3 else "green"
    return ShownClock(str(CLOCK_WORDS[clock.kind]), clock.due_on, state, kind, clock.basis)
