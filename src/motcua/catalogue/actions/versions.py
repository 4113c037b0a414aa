"""Writing versions with all their parts, many at once, and putting them in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max
from psycopg.types.range import DateRange

from motcua.catalogue.actions.copying import insert_rows
from motcua.catalogue.actions.version_parts import write_parts
from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Field, ProcedureVersion
from motcua.catalogue.queries.contents import PLAIN
from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.entering import faults, tidy
from motcua.kernel.actions import Fact, record_all
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold, sort_key


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A version to write: what it says, for which procedure, and where that was found."""

    procedure_id: UUID
    content: Content
    source: str = ""
    source_url: str = ""


def write_versions(
    *, versions: Sequence[NewVersion], actor: str, at: datetime, reason: str = "drafted"
) -> list[ProcedureVersion]:
    """Write these versions as drafts with all their parts; a fixed number of statements however many they are.

    The drafts come back in the order given, each with the next number of its procedure. `reason` is told in the
    journal. Call it inside a transaction; it checks no rights.
    """
    fields = fields_named(version.content.field for version in versions)
    numbers = _next_numbers([version.procedure_id for version in versions])
    rows: list[ProcedureVersion] = []
    for version in versions:
        numbers[version.procedure_id] = number = numbers.get(version.procedure_id, 0) + 1
        rows.append(
            ProcedureVersion(
                procedure_id=version.procedure_id,
                number=number,
                created_at=at,
                source=version.source,
                source_url=version.source_url,
                **columns_of(version.content, fields),
            )
        )
    insert_rows(rows)
    write_parts(list(zip(rows, (version.content for version in versions), strict=True)))
    facts = [
        Fact(
            "ProcedureVersionWritten",
            "version",
            str(row.pk),
            {"procedure": row.procedure_id, "number": row.number, "source": row.source, "reason": reason},
        )
        for row in rows
    ]
    record_all(facts=facts, actor=actor, at=at)
    return rows


def require_sound(content: Content) -> Content:
    """`content` tidied, when it can be stored.

    :raises Refused: "draft-invalid" with `faults`, each a field and a reason.
    """
    tidied = tidy(content)
    found = faults(tidied)
    if found:
        told = "; ".join(f"{fault.field}: {fault.reason}" for fault in found[:5])
        raise Refused(
            "draft-invalid",
            f"Nội dung chưa lưu được: {told}. Sửa các mục này rồi lưu lại.",
            faults=[{"field": fault.field, "reason": fault.reason} for fault in found],
        )
    return tidied


def close_versions(procedure_ids: Collection[UUID], day: date) -> None:
    """End on `day` the versions of these procedures that are in force then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_procedureversion SET in_force = daterange(lower(in_force), %s)"
            " WHERE procedure_id = ANY(%s) AND state = %s AND in_force @> %s::date AND lower(in_force) < %s",
            [day, list(procedure_ids), VersionState.PROMULGATED.value, day, day],
        )


def put_versions_in_force(
    *, versions: Sequence[ProcedureVersion], from_on: date, actor: str, at: datetime
) -> None:
    """Promulgate drafts from a day, one for each of several procedures; a fixed number of statements.

    The version in force on that day ends there. A version that begins later stays, and the new one ends where it
    begins: so an older state of things becomes history. An imported version that began on the very day, and that no
    decision promulgated, is corrected: it is kept, abandoned, and the new one takes its place.
    """
    procedures = [version.procedure_id for version in versions]
    ends = _ends_after(procedures, from_on)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_procedureversion SET state = %s, in_force = NULL WHERE procedure_id = ANY(%s)"
            " AND state = %s AND decision_id IS NULL AND lower(in_force) = %s",
            [VersionState.ABANDONED.value, procedures, VersionState.PROMULGATED.value, from_on],
        )
        close_versions(procedures, from_on)
        cursor.execute(
            "UPDATE catalogue_procedureversion v SET state = %s, in_force = daterange(%s, given.ends_on)"
            " FROM unnest(%s::uuid[], %s::date[]) AS given(id, ends_on) WHERE v.id = given.id",
            [
                VersionState.PROMULGATED.value,
                from_on,
                [version.pk for version in versions],
                [ends.get(procedure) for procedure in procedures],
            ],
        )
    facts = [
        Fact(
            "ProcedureVersionInForce",
            "procedure",
            str(version.procedure_id),
            {"version": version.pk, "from_on": from_on, "ends_on": ends.get(version.procedure_id)},
        )
        for version in versions
    ]
    record_all(facts=facts, actor=actor, at=at)
    for version in versions:
        version.state = VersionState.PROMULGATED
        version.in_force = DateRange(from_on, ends.get(version.procedure_id))


def _ends_after(procedures: Collection[UUID], day: date) -> dict[UUID, date | None]:
    """Where a version that begins on `day` must end: where the one it follows ended, or where the next begins."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT procedure_id, least(max(upper(in_force)) FILTER (WHERE in_force @> %s::date),"
            " min(lower(in_force)) FILTER (WHERE lower(in_force) > %s))"
            " FROM catalogue_procedureversion WHERE procedure_id = ANY(%s) AND state = %s GROUP BY procedure_id",
            [day, day, list(procedures), VersionState.PROMULGATED.value],
        )
        return dict(cursor.fetchall())


def columns_of(content: Content, fields: dict[str, Field]) -> dict[str, Any]:
    """The columns of a version's own row that say `content`."""
    return {
        **{name: getattr(content, name) for name in PLAIN},
        "field_id": fields[content.field].pk if content.field else None,
        "levels": [word.value for word in content.levels],
        "applicant_types": [word.value for word in content.applicant_types],
        "life_events": [word.value for word in content.life_events],
        "none_declared": [word.value for word in content.none_declared],
    }


def _next_numbers(procedures: Collection[UUID]) -> dict[UUID, int]:
    versions = ProcedureVersion.objects.filter(procedure__in=list(procedures))
    return dict(versions.values_list("procedure").annotate(last=Max("number")))


def fields_named(names: Iterable[str]) -> dict[str, Field]:
    """The fields of administration with these names; unknown ones are made."""
    wanted = {name for name in names if name}
    Field.objects.bulk_create(
        [Field(name=name, folded=fold(name), sort_key=sort_key(name)) for name in sorted(wanted)],
        ignore_conflicts=True,
    )
    return {field.name: field for field in Field.objects.filter(name__in=wanted)}
