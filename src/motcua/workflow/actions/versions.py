"""Writing versions of processes with all their parts: a fixed number of statements for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Max

from motcua.accounts.models import Person
from motcua.deadlines.rules.limits import Limit
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold, sort_key
from motcua.organisations.models import Agency
from motcua.workflow.models import Consultation, Leg, Move, Process, ProcessVersion, Step
from motcua.workflow.rules.processes import Body, ProcessContent

_Ids = Mapping[str, UUID]


def write_version(
    *, process: Process, content: ProcessContent, prepared_by: Person | None, at: datetime, on: date
) -> ProcessVersion:
    """Write `content` as the next version of the process, a draft. Call it inside a transaction; it checks no rights.

    :raises Refused: "agency-not-found" for a code no agency has on the day.
    """
    last = ProcessVersion.objects.filter(process=process).aggregate(last=Max("number"))["last"]
    version = ProcessVersion(process=process, number=(last or 0) + 1, prepared_by=prepared_by, prepared_at=at)
    _put_columns(version, content)
    version.save(force_insert=True)
    write_parts(version=version, content=content, on=on)
    return version


def rewrite_version(
    *, version: ProcessVersion, content: ProcessContent, prepared_by: Person | None, at: datetime, on: date
) -> None:
    """Let a draft say `content` instead.

    :raises Refused: "agency-not-found".
    """
    version.prepared_by, version.prepared_at = prepared_by, at
    version.revision += 1
    _put_columns(version, content)
    version.save()
    Step.objects.filter(version=version).delete()
    Leg.objects.filter(version=version).delete()
    write_parts(version=version, content=content, on=on)


def _put_columns(version: ProcessVersion, content: ProcessContent) -> None:
    version.name = content.name
    version.document = content.document
    version.limit_amount, version.limit_unit = _columns(content.limit)


def _columns(limit: Limit | None) -> tuple[Decimal | None, str]:
    return (limit.amount, limit.unit.value) if limit else (None, "")


def write_parts(*, version: ProcessVersion, content: ProcessContent, on: date) -> None:
    """The legs, steps, moves and consultations of a version that has none."""
    ids = agencies_named(content, on)
    legs = _write_legs(version, content, ids)
    steps = _write_steps(version, content, legs, ids)
    Move.objects.bulk_create(
        Move(
            position=place,
            from_step_id=steps[step.key],
            to_step_id=steps[move.to_key],
            act=move.act,
            label=move.label,
        )
        for step in content.steps
        for place, move in enumerate(step.moves, start=1)
    )
    Consultation.objects.bulk_create(
        Consultation(
            position=place,
            step_id=steps[step.key],
            agency_id=_id_of(asked.agency, ids),
            question=asked.question,
            limit_amount=_columns(asked.limit)[0],
            limit_unit=_columns(asked.limit)[1],
        )
        for step in content.steps
        for place, asked in enumerate(step.consultations, start=1)
    )


def _write_legs(version: ProcessVersion, content: ProcessContent, ids: _Ids) -> dict[str, int]:
    rows = Leg.objects.bulk_create(
        Leg(
            version=version,
            position=leg.position,
            key=leg.key,
            agency_id=_id_of(leg.agency, ids),
            title=leg.title,
            limit_amount=_columns(leg.limit)[0],
            limit_unit=_columns(leg.limit)[1],
            is_lead=leg.is_lead,
        )
        for leg in content.legs
    )
    return {row.key: row.pk for row in rows}


def _write_steps(
    version: ProcessVersion, content: ProcessContent, legs: Mapping[str, int], ids: _Ids
) -> dict[str, int]:
    rows = Step.objects.bulk_create(
        Step(
            version=version,
            position=step.position,
            key=step.key,
            name=step.name,
            kind=step.kind,
            role=step.role or "",
            unit_id=_id_of(step.unit, ids),
            leg_id=legs.get(step.leg_key),
            share_minutes=step.share_minutes,
            share_percent=step.share_percent,
            acts=sorted(step.acts),
            papers=step.papers,
            output=step.output,
        )
        for step in content.steps
    )
    return {row.key: row.pk for row in rows}


def agencies_named(content: ProcessContent, on: date) -> dict[str, UUID]:
    """The identifiers of all agencies that `content` names by their codes; one query.

    :raises Refused: "agency-not-found" naming the codes that no agency has on the day.
    """
    named = list(bodies_in(content))
    known = {body.code: body.id for body in named if body.id is not None}
    wanted = {body.code for body in named} - known.keys()
    if wanted:
        known |= dict(Agency.objects.filter(code__in=wanted, held__contains=on).values_list("code", "id"))
    if missing := sorted(wanted - known.keys()):
        raise Refused(
            "agency-not-found",
            f"Không có cơ quan nào mang mã {', '.join(missing)} vào ngày {on:%d/%m/%Y}. "
            "Sửa mã trong quy trình, hoặc thêm cơ quan trước.",
            codes=missing,
        )
    return known


def bodies_in(content: ProcessContent) -> Iterator[Body]:
    """Every agency the process names."""
    named = [content.agency, *(leg.agency for leg in content.legs)]
    for step in content.steps:
        named += [step.unit, *(asked.agency for asked in step.consultations)]
    return (body for body in named if body is not None)


def _id_of(body: Body | None, ids: _Ids) -> UUID | None:
    if body is None:
        return None
    return body.id or ids[body.code]


def name_process(process: Process, name: str) -> None:
    """Give the process the name by which lists show and find it, with its procedure's code and its agency."""
    agency = process.agency
    words = [name, process.matter.partition(":")[2], f"{agency.name} {agency.code}" if agency else ""]
    process.name, process.folded, process.sort_key = name, fold(" ".join(words))[:600], sort_key(name)[:1600]
