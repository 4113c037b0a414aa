"""Plans as papers name them."""

from __future__ import annotations

from motcua.documents.official.wording import short_day
from motcua.plans.rules.papers.facts import PlanNamed


def plan_said(plan: PlanNamed) -> str:
    """The plan as other papers name it, with what is known of its number and day."""
    number = f" số {plan.number}/{plan.symbol}" if plan.number else ""
    day = f" ngày {short_day(plan.on)}" if plan.on else ""
    return f"{plan.kind}{number}{day} {_about(plan)}"


def _about(plan: PlanNamed) -> str:
    title = plan.title[:1].lower() + plan.title[1:] if plan.title[1:2].islower() else plan.title
    return title if title.startswith(("về ", "thực hiện ", "triển khai ")) else f"về {title}"
