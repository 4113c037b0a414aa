"""A process as plain data, for files, for machines, and for the journal."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from motcua.accounts.enums import Role
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.processes import (
    Body,
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
    StepContent,
)
from motcua.workflow.rules.shares import read_share, write_share

_Plain = Mapping[str, Any]


def to_plain(content: ProcessContent) -> dict[str, Any]:
    """`content` as data of JSON's kinds: agencies by their codes, shares in words, what is empty left out."""
    return _filled(
        name=content.name,
        matter=content.matter,
        agency=_code(content.agency),
        is_express=content.is_express,
        document=content.document,
        limit=_plain_limit(content.limit),
        legs=[
            _filled(
                key=leg.key,
                title=leg.title,
                agency=_code(leg.agency),
                limit=_plain_limit(leg.limit),
                is_lead=leg.is_lead,
            )
            for leg in content.legs
        ],
        steps=[_plain_step(step) for step in content.steps],
    )


def _plain_step(step: StepContent) -> dict[str, Any]:
    return _filled(
        key=step.key,
        name=step.name,
        kind=step.kind.value,
        role=step.role.value if step.role else None,
        unit=_code(step.unit),
        leg=step.leg_key,
        share=write_share(step.share_minutes, step.share_percent),
        acts=[act.value for act in Act if act in step.acts],
        moves=[_filled(act=move.act.value, to=move.to_key, label=move.label) for move in step.moves],
        consultations=[
            _filled(question=asked.question, agency=_code(asked.agency), limit=_plain_limit(asked.limit))
            for asked in step.consultations
        ],
        papers=step.papers,
        output=step.output,
    )


def from_plain(plain: _Plain) -> ProcessContent:
    """The inverse of `to_plain`. For files that the program itself carries: a wrong word is a programmer's error.

    :raises KeyError, ValueError: when `plain` is not of that form.
    """
    return ProcessContent(
        name=plain["name"],
        matter=plain.get("matter", ""),
        agency=_body(plain),
        is_express=plain.get("is_express", False),
        document=plain.get("document", ""),
        limit=_limit(plain),
        legs=tuple(
            LegContent(leg["key"], place, leg["title"], _body(leg), _limit(leg), leg.get("is_lead", False))
            for place, leg in enumerate(plain.get("legs", ()), start=1)
        ),
        steps=tuple(_step(place, step) for place, step in enumerate(plain["steps"], start=1)),
    )


def _step(place: int, step: _Plain) -> StepContent:
    share = read_share(step.get("share", ""))
    if share is None:
        raise ValueError(f"share of step {step['key']}")
    moves = tuple(
        MoveContent(Act(move["act"]), move["to"], move.get("label", "")) for move in step.get("moves", ())
    )
    return StepContent(
        key=step["key"],
        position=place,
        name=step["name"],
        kind=StepKind(step["kind"]),
        role=Role(step["role"]) if step.get("role") else None,
        unit=Body(step["unit"]) if step.get("unit") else None,
        leg_key=step.get("leg", ""),
        share_minutes=share.minutes,
        share_percent=share.percent,
        acts=frozenset(Act(act) for act in step.get("acts", ())),
        moves=moves,
        consultations=tuple(
            ConsultationContent(asked["question"], _body(asked), _limit(asked))
            for asked in step.get("consultations", ())
        ),
        papers=step.get("papers", ""),
        output=step.get("output", ""),
    )


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}


def _code(body: Body | None) -> str | None:
    return body.code if body else None


def _body(plain: _Plain) -> Body | None:
    return Body(plain["agency"]) if plain.get("agency") else None


def _plain_limit(limit: Limit | None) -> dict[str, str] | None:
    return {"amount": format(limit.amount.normalize(), "f"), "unit": limit.unit.value} if limit else None


def _limit(plain: _Plain) -> Limit | None:
    limit = plain.get("limit")
    return Limit(Decimal(limit["amount"]), LimitUnit(limit["unit"])) if limit else None
