"""Last days of a round: of the yearly plan, of each hand-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.reviews.enums.rounds import HandInProduct, HandInStanding, HandInStep

NEAR_DAYS = 7


def plan_due_on(year: int) -> date:
    """The last day on which the yearly plan is approved and sent in time: before the 31st of January.

    Basis: Nghị định 63/2010/NĐ-CP, Điều 30 khoản 3.
    """
    return date(year, 1, 30)


def standing_of(*, due_on: date, done_on: date | None, on: date) -> HandInStanding:
    """How something that is due stands on the day; `due_on` is the last day in time."""
    if done_on is not None:
        return HandInStanding.DONE_LATE if done_on > due_on else HandInStanding.DONE_IN_TIME
    if on > due_on:
        return HandInStanding.LATE
    return HandInStanding.NEAR if due_on - on <= timedelta(days=NEAR_DAYS) else HandInStanding.IN_TIME


@dataclass(frozen=True, slots=True)
class DueStep:
    """One link of the chain with its last day."""

    step: HandInStep
    product: HandInProduct
    due_on: date


def is_in_order(steps: Sequence[DueStep]) -> bool:
    """Whether of each product no link is due before the link below it."""
    order = list(HandInStep)
    for product in HandInProduct:
        days = [
            step.due_on
            for step in sorted(steps, key=lambda one: order.index(one.step))
            if step.product is product
        ]
        if days != sorted(days):
            return False
    return True
