"""Former codes that the project knows of: they lead to the procedures that came after them."""

from __future__ import annotations

import csv
from collections.abc import Collection
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db import connection

from motcua.catalogue.enums import LinkKind, VersionState
from motcua.catalogue.models import OldCode, Procedure, ProcedureLink
from motcua.kernel.actions import Fact, record_all

_FILE = Path(__file__).parents[1] / "data" / "old_codes.csv"


def link_old_codes(*, actor: str, at: datetime, codes: Collection[str] | None = None) -> set[UUID]:
    """Give the known procedures the former codes that lead to them; a fixed number of statements.

    Where the former procedure is itself known (as history), it is linked to the one that replaced it, and its last
    version ends where the other's first begins. `codes` limits the work to these, former or present. Returns the
    procedures that were touched.
    """
    pairs = [row for row in _shipped() if codes is None or row[0] in codes or row[1] in codes]
    wanted = {code for row in pairs for code in row[:2]}
    known = (
        {item.code: item for item in Procedure.objects.filter(code__in=wanted, jurisdiction="")}
        if wanted
        else {}
    )
    present = [(old, known[code], note) for old, code, note in pairs if code in known]
    fresh = _without_known(present)
    OldCode.objects.bulk_create(
        [OldCode(procedure=procedure, code=old, note=note) for old, procedure, note in fresh],
        ignore_conflicts=True,
    )
    ended = [(known[old], procedure) for old, procedure, _ in present if old in known]
    ProcedureLink.objects.bulk_create(
        [ProcedureLink(procedure=old, other=new, kind=LinkKind.REPLACED_BY) for old, new in ended],
        ignore_conflicts=True,
    )
    _end_replaced([(old.pk, new.pk) for old, new in ended])
    facts = [
        Fact("OldCodeLinked", "procedure", str(procedure.pk), {"code": procedure.code, "old_code": old})
        for old, procedure, _ in fresh
    ]
    if facts:
        record_all(facts=facts, actor=actor, at=at)
    return {item.pk for pair in ended for item in pair} | {procedure.pk for _, procedure, _ in fresh}


def _without_known(present: list[tuple[str, Procedure, str]]) -> list[tuple[str, Procedure, str]]:
    held = OldCode.objects.filter(procedure__in=[procedure.pk for _, procedure, _ in present])
    pairs = set(held.values_list("procedure_id", "code")) if present else set()
    return [row for row in present if (row[1].pk, row[0]) not in pairs]


def _end_replaced(pairs: list[tuple[UUID, UUID]]) -> None:
    if not pairs:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_procedureversion v SET in_force = daterange(lower(v.in_force), next.starts_on)"
            " FROM (SELECT pair.old_id, min(lower(n.in_force)) AS starts_on"
            " FROM unnest(%s::uuid[], %s::uuid[]) AS pair(old_id, new_id)"
            " JOIN catalogue_procedureversion n ON n.procedure_id = pair.new_id AND n.state = %s"
            " GROUP BY pair.old_id) AS next"
            " WHERE v.procedure_id = next.old_id AND v.state = %s AND upper(v.in_force) IS NULL"
            " AND lower(v.in_force) < next.starts_on",
            [
                [old for old, _ in pairs],
                [new for _, new in pairs],
                VersionState.PROMULGATED.value,
                VersionState.PROMULGATED.value,
            ],
        )


@cache
def _shipped() -> list[tuple[str, str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as stream:
        return [(row["old_code"], row["code"], row["note"]) for row in csv.DictReader(stream)]
