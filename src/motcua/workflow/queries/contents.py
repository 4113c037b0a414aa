"""What a version of a process says: one query, and none for a published one that was read before."""

from __future__ import annotations

import json
from collections import OrderedDict
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from motcua.accounts.enums import Role
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.kernel.refusals import Refused
from motcua.workflow.enums import Act, ProcessState, StepKind
from motcua.workflow.rules.processes import (
    Body,
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
    StepContent,
)

_BODY = "CASE WHEN {0}.id IS NULL THEN NULL ELSE jsonb_build_array({0}.code, {0}.id, {0}.name) END"
_SQL = f"""
    SELECT v.id, v.state, v.name, v.document, v.limit_amount::text, v.limit_unit, p.matter, p.is_express,
        {_BODY.format("a")},
        (SELECT jsonb_agg(jsonb_build_object(
            'key', l.key, 'position', l.position, 'title', l.title, 'agency', {_BODY.format("la")},
            'amount', l.limit_amount::text, 'unit', l.limit_unit, 'is_lead', l.is_lead) ORDER BY l.position)
         FROM workflow_leg l LEFT JOIN organisations_agency la ON la.id = l.agency_id WHERE l.version_id = v.id),
        (SELECT jsonb_agg(jsonb_build_object(
            'key', s.key, 'position', s.position, 'name', s.name, 'kind', s.kind, 'role', s.role,
            'unit', {_BODY.format("su")}, 'leg', sl.key, 'minutes', s.share_minutes,
            'percent', s.share_percent::text, 'acts', s.acts, 'papers', s.papers, 'output', s.output,
            'moves', (SELECT jsonb_agg(jsonb_build_array(m.act, t.key, m.label) ORDER BY m.position)
                FROM workflow_move m JOIN workflow_step t ON t.id = m.to_step_id WHERE m.from_step_id = s.id),
            'consultations', (SELECT jsonb_agg(jsonb_build_object(
                    'question', c.question, 'agency', {_BODY.format("ca")},
                    'amount', c.limit_amount::text, 'unit', c.limit_unit) ORDER BY c.position)
                FROM workflow_consultation c LEFT JOIN organisations_agency ca ON ca.id = c.agency_id
                WHERE c.step_id = s.id)) ORDER BY s.position)
         FROM workflow_step s LEFT JOIN organisations_agency su ON su.id = s.unit_id
            LEFT JOIN workflow_leg sl ON sl.id = s.leg_id
         WHERE s.version_id = v.id)
    FROM workflow_processversion v JOIN workflow_process p ON p.id = v.process_id
        LEFT JOIN organisations_agency a ON a.id = p.agency_id
    WHERE v.id = %s
"""
_MOST_KEPT = 2_000
_kept: OrderedDict[UUID, ProcessContent] = OrderedDict()


def get_process(version_id: UUID) -> ProcessContent:
    """What the version says. One query; published versions are frozen and read once in a program's life.

    :raises Refused: "process-not-found".
    """
    found = find_content(version_id)
    if found is None:
        raise Refused(
            "process-not-found",
            "Không có phiên bản quy trình này. Có thể nó là bản soạn đã bị bỏ; xem lại danh sách quy trình.",
        )
    return found


def find_content(version_id: UUID) -> ProcessContent | None:
    """What the version says; None when there is no such version."""
    kept = _kept.get(version_id)
    if kept is not None:
        return kept
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [version_id])
        row = cursor.fetchone()
    if row is None:
        return None
    content = _content(row)
    if row[1] != ProcessState.DRAFT:
        # Inside a transaction it is kept once that is committed: a publication undone must leave nothing behind.
        transaction.on_commit(lambda: _keep(version_id, content))
    return content


def _keep(version_id: UUID, content: ProcessContent) -> None:
    _kept[version_id] = content
    while len(_kept) > _MOST_KEPT:
        _kept.popitem(last=False)


def _content(row: tuple[Any, ...]) -> ProcessContent:
    version_id, _, name, document, amount, unit, matter, is_express, agency, legs, steps = row
    return ProcessContent(
        name=name,
        document=document,
        limit=_limit(amount, unit),
        matter=matter,
        is_express=is_express,
        agency=_body(_plain(agency)),
        legs=tuple(_leg(leg) for leg in _plain(legs) or ()),
        steps=tuple(_step(step) for step in _plain(steps) or ()),
        version_id=version_id,
    )


def _plain(text: str | None) -> Any:
    """JSON that a bare cursor brings as text: Django has switched the reading of it off."""
    return None if text is None else json.loads(text)


def _leg(leg: dict[str, Any]) -> LegContent:
    return LegContent(
        key=leg["key"],
        position=leg["position"],
        title=leg["title"],
        agency=_body(leg["agency"]),
        limit=_limit(leg["amount"], leg["unit"]),
        is_lead=leg["is_lead"],
    )


def _step(step: dict[str, Any]) -> StepContent:
    percent = step["percent"]
    return StepContent(
        key=step["key"],
        position=step["position"],
        name=step["name"],
        kind=StepKind(step["kind"]),
        role=Role(step["role"]) if step["role"] else None,
        unit=_body(step["unit"]),
        leg_key=step["leg"] or "",
        share_minutes=step["minutes"],
        share_percent=None if percent is None else Decimal(percent),
        acts=frozenset(Act(act) for act in step["acts"]),
        moves=tuple(MoveContent(Act(act), to_key, label) for act, to_key, label in step["moves"] or ()),
        consultations=tuple(
            ConsultationContent(
                asked["question"], _body(asked["agency"]), _limit(asked["amount"], asked["unit"])
            )
            for asked in step["consultations"] or ()
        ),
        papers=step["papers"],
        output=step["output"],
    )


def _body(triple: list[str] | None) -> Body | None:
    return None if triple is None else Body(triple[0], UUID(triple[1]), triple[2])


def _limit(amount: str | None, unit: str) -> Limit | None:
    return Limit(Decimal(amount), LimitUnit(unit)) if amount is not None else None
