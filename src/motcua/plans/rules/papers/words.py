"""Numbers, days, shares and names of plans in the words of an office."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from motcua.documents.official.content import OfficialDocument
from motcua.kernel.clock import VIETNAM
from motcua.plans.rules.papers.facts import Issuing, PlanNamed

NOTHING = "Không phát sinh"


def short_day(day: date) -> str:
    """ "05/02/2026": two figures for days up to 9 and the first two months."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{day.day:02}/{month}/{day.year}"


def said_moment(at: datetime) -> str:
    """ "08 giờ 30 phút, ngày 05/02/2026" by the clock in Vietnam."""
    here = at.astimezone(VIETNAM)
    return f"{here:%H} giờ {here:%M} phút, ngày {short_day(here.date())}"


def counted(number: int, thing: str = "") -> str:
    """ "05 nhiệm vụ": numbers below ten have a nought before them."""
    said = f"{number:02}" if number < 10 else f"{number:,}".replace(",", ".")
    return f"{said} {thing}".strip()


def share(part: int, whole: int) -> str:
    """ "98,1%", rounded to one decimal; "Không phát sinh" of nothing."""
    if whole == 0:
        return NOTHING
    value = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{value.normalize():f}%".replace(".", ",") if value else "0%"


def plan_said(plan: PlanNamed) -> str:
    """The plan as other papers name it, with what is known of its number and day."""
    number = f" số {plan.number}/{plan.symbol}" if plan.number else ""
    day = f" ngày {short_day(plan.on)}" if plan.on else ""
    return f"{plan.kind}{number}{day} {_about(plan)}"


def document_of(issuing: Issuing, **given: object) -> OfficialDocument:
    """A document with head, signature and recipients of `issuing`; the rest is `given`."""
    facts: dict[str, object] = {
        "agency": issuing.agency,
        "superior": issuing.superior,
        "agency_named": issuing.agency_named,
        "symbol": issuing.symbol,
        "place": issuing.place,
        "year": issuing.year,
        "number": issuing.number,
        "on": issuing.on,
        "signings": (issuing.signing,),
        "recipients": issuing.recipients,
        "is_draft": issuing.is_draft,
        "is_sample": issuing.is_sample,
    }
    return OfficialDocument(**{**facts, **given})  # type: ignore[arg-type]  # the callers give what it takes


def _about(plan: PlanNamed) -> str:
    title = plan.title[:1].lower() + plan.title[1:] if plan.title[1:2].islower() else plan.title
    return title if title.startswith(("về ", "thực hiện ", "triển khai ")) else f"về {title}"
