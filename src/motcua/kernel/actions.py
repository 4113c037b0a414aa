"""What every act writes with: the journal, the one way in which facts are recorded, and rows of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import product
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from motcua.kernel.ids import new_id

_WRITE = (
    "INSERT INTO kernel_journalentry"
    " (id, chain, seq, at, kind, actor, subject_kind, subject_id, payload, previous, hash) VALUES "
)
_PLACE = "(%s, %s, 0, %s, %s, %s, %s, %s, %s, '', '')"
_AT_ONCE = 1000  # a statement takes at most 65,535 values


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened to one subject: `kind` in the past tense, `payload` plain data."""

    kind: str
    subject_kind: str
    subject_id: str
    payload: Mapping[str, Any] = field(default_factory=dict)


def record(*, fact: Fact, actor: str, at: datetime) -> None:
    """Append one fact to its subject's chain, inside the caller's transaction.

    `actor` is who did it ("person:<id>", "operator", "system"). Numbering and hash are set by the database,
    so that no caller can leave them out. Writers of different subjects do not wait for each other.
    """
    record_all(facts=[fact], actor=actor, at=at)


def record_all(*, facts: Sequence[Fact], actor: str, at: datetime) -> None:
    """Append many facts, a thousand in a statement, in the order given; chains are locked in a fixed order."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written inside the change's transaction")
    if not facts:
        return
    rows = sorted(facts, key=lambda fact: (fact.subject_kind, fact.subject_id))
    values: list[Any] = [
        (
            new_id(),
            f"{fact.subject_kind}:{fact.subject_id}",
            at,
            fact.kind,
            actor,
            fact.subject_kind,
            fact.subject_id,
            Jsonb(dict(fact.payload), dumps=_dump),
        )
        for fact in rows
    ]
    with connection.cursor() as cursor:
        for some in (values[place : place + _AT_ONCE] for place in range(0, len(values), _AT_ONCE)):
            cursor.execute(_WRITE + ", ".join([_PLACE] * len(some)), [one for row in some for one in row])


def _dump(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def insert_all(rows: Sequence[models.Model]) -> None:
    """Write new rows in one statement, as `bulk_create` does for one table, also of several tables that refer to each
    other by identifiers set beforehand; afterwards all have theirs.

    The caller's transaction is the only one: there is no savepoint, and no signal is sent. Only actions call it.
    """
    parts: list[str] = []
    asked, values, numbered = ["SELECT NULL WHERE false"], list[Any](), list[models.Model]()
    for model in dict.fromkeys(map(type, rows)):
        some = [row for row in rows if type(row) is model]
        fields, begin, place, end = _statement(model)
        parts.append(f"part{len(parts)} AS ({begin}{', '.join([place] * len(some))}{end})")
        for row, (one, kept) in product(some, fields):
            value = one.pre_save(row, True)
            values.append(None if value is None else kept.get_db_prep_save(value, connection))
        if end:
            asked.append(f"SELECT * FROM part{len(parts) - 1}")
            numbered += some
    with connection.cursor() as cursor:
        if parts:
            cursor.execute(f"WITH {', '.join(parts)} {' UNION ALL '.join(asked)}", values)
        for row in numbered:
            (row.pk,) = cursor.fetchone()
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


@cache
def _statement(
    model: type[models.Model],
) -> tuple[list[tuple[models.Field[Any, Any], models.Field[Any, Any]]], str, str, str]:
    """The columns that are written, each with the field that says how it is kept (for a foreign key that which it
    leads to), and the statement: its beginning, the place of one row, and its end."""
    meta = model._meta
    numbered = meta.auto_field
    fields = [one for one in meta.local_concrete_fields if one is not numbered and not one.generated]
    names = ", ".join(f'"{one.column}"' for one in fields)
    places = ", ".join(["%s"] * len(fields))
    end = f' RETURNING "{numbered.column}"' if numbered is not None else ""
    kept = [(one, getattr(one, "target_field", one)) for one in fields]
    return kept, f'INSERT INTO "{meta.db_table}" ({names}) VALUES ', f"({places})", end
