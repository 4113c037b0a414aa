"""Writing to the journal: the one way in which facts are recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from motcua.kernel.ids import new_id

_WRITE = (
    "INSERT INTO kernel_journalentry"
    " (id, chain, seq, at, kind, actor, subject_kind, subject_id, payload, previous, hash)"
    " VALUES (%s, %s, 0, %s, %s, %s, %s, %s, %s, '', '')"
)


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
    """Append many facts in one statement, in the order given; chains are locked in a fixed order."""
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
        if len(values) == 1:
            cursor.execute(_WRITE, values[0])
        else:
            cursor.executemany(_WRITE, values)


def _dump(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
