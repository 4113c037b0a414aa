"""The keepers' list: every procedure of the installation as it stands on a day, narrowed, counted, read on by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.catalogue.enums import ProcedureKind, ProcedureLevel, Quality, Standing, YesNo
from motcua.catalogue.models import Field
from motcua.kernel.labelled import Labelled
from motcua.kernel.text import clean, fold


class KeptBy(StrEnum):
    """By what the list can be narrowed."""

    STANDING = "standing"
    QUALITY = "quality"
    DRAFT = "draft"
    KIND = "kind"
    LEVEL = "level"
    FIELD = "field"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class KeptFilters:
    """The nation's procedures and those of the province `jurisdiction`, as they stand on the day; every word of
    `text` must be in the name, the code or a former code."""

    jurisdiction: str
    on: date
    text: str = ""
    chosen: Mapping[KeptBy, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptProcedure:
    """One line of the list. `draft_id` is the open draft, `decision_id` the decision it is in."""

    id: UUID
    code: str
    jurisdiction: str
    kind: ProcedureKind
    name: str
    standing: Standing
    quality: Quality
    field_name: str
    levels: tuple[ProcedureLevel, ...]
    since: date | None
    until: date | None
    draft_id: UUID | None
    decision_id: UUID | None
    is_sample: bool

    @property
    def key(self) -> str:
        """Where the list goes on after this line."""
        return f"{self.code}|{self.jurisdiction}"


_KEPT = """
    WITH kept AS (
        SELECT p.id, p.code, p.jurisdiction, p.kind, p.is_sample, v.name, v.levels, v.field_id,
               lower(v.in_force) AS since, upper(v.in_force) AS until, d.id AS draft_id, i.decision_id,
               CASE WHEN v.state = 'draft' THEN 'draft_only' WHEN v.in_force @> %(on)s::date THEN 'in_force'
                    WHEN lower(v.in_force) > %(on)s THEN 'upcoming' ELSE 'ended' END AS standing,
               coalesce(f.worst, 'sound') AS quality,
               CASE WHEN v.is_business_related THEN 'yes' WHEN v.is_business_related IS NULL THEN 'unknown'
                    ELSE 'no' END AS business,
               CASE WHEN d.id IS NULL THEN 'no' ELSE 'yes' END AS draft
        FROM catalogue_procedure p
        LEFT JOIN LATERAL (
            SELECT w.id FROM catalogue_procedureversion w
            WHERE w.procedure_id = p.id AND w.state = 'draft' ORDER BY w.number DESC LIMIT 1
        ) d ON true
        LEFT JOIN catalogue_decisionitem i ON i.version_id = d.id
        JOIN LATERAL (
            SELECT w.* FROM catalogue_procedureversion w
            WHERE w.procedure_id = p.id AND (w.state = 'promulgated' OR w.id = d.id)
            ORDER BY w.state = 'draft', NOT w.in_force @> %(on)s::date, w.in_force DESC LIMIT 1
        ) v ON true
        LEFT JOIN LATERAL (
            SELECT CASE WHEN bool_or(q.severity = 'error') OR EXISTS (
                SELECT 1 FROM catalogue_legalbasis b JOIN catalogue_legalact a ON a.id = b.act_id
                WHERE b.version_id = v.id AND upper(a.in_force) <= %(on)s::date
            ) THEN 'error' WHEN bool_or(q.severity = 'warning') THEN 'warning' ELSE 'sound' END AS worst
            FROM catalogue_procedurefinding q WHERE q.version_id = v.id
        ) f ON true
        WHERE p.jurisdiction IN ('', %(jurisdiction)s) AND NOT EXISTS (
            SELECT 1 FROM unnest(%(words)s::text[]) AS word
            WHERE strpos(p.code, word) = 0
              AND NOT EXISTS (
                  SELECT 1 FROM catalogue_oldcode o WHERE o.procedure_id = p.id AND strpos(o.code, word) > 0)
              AND NOT EXISTS (
                  SELECT 1 FROM catalogue_searchdocument s WHERE s.version_id = v.id AND strpos(s.name, word) > 0)
        )
    )
"""

_CONDITIONS = {
    KeptBy.STANDING: "standing = %(standing)s",
    KeptBy.QUALITY: "quality = %(quality)s",
    KeptBy.DRAFT: "draft = %(draft)s",
    KeptBy.KIND: "kind = %(kind)s",
    KeptBy.LEVEL: "levels @> ARRAY[%(level)s]::varchar[]",
    KeptBy.FIELD: "field_id = %(field)s::bigint",
    KeptBy.BUSINESS: "business = %(business)s",
}
_VALUES = {KeptBy.LEVEL: "unnest(levels)", KeptBy.FIELD: "field_id::text"}
_WORDS: dict[KeptBy, type[Labelled]] = {
    KeptBy.STANDING: Standing,
    KeptBy.QUALITY: Quality,
    KeptBy.DRAFT: YesNo,
    KeptBy.KIND: ProcedureKind,
    KeptBy.LEVEL: ProcedureLevel,
    KeptBy.BUSINESS: YesNo,
}


def page_of_kept(filters: KeptFilters, *, after: str = "", size: int | None) -> list[KeptProcedure]:
    """Up to `size` + 1 procedures in the order of codes after the key `after`; all of them when None. One query."""
    code, _, jurisdiction = after.partition("|")
    sql = f"""{_KEPT}
        SELECT k.id, k.code, k.jurisdiction, k.kind, k.name, k.standing, k.quality, coalesce(f.name, ''), k.levels,
               k.since, k.until, k.draft_id, k.decision_id, k.is_sample
        FROM kept k LEFT JOIN catalogue_field f ON f.id = k.field_id
        WHERE (k.code, k.jurisdiction) > (%(code)s, %(after)s) AND {_where(filters)}
        ORDER BY k.code, k.jurisdiction LIMIT %(limit)s
    """
    limit = None if size is None else size + 1
    return [_kept(row) for row in _rows(sql, filters, code=code, after=jurisdiction, limit=limit)]


def counts_of_kept(filters: KeptFilters) -> tuple[int, dict[KeptBy, list[tuple[str, str, int]]]]:
    """How many procedures the filters leave, and for each facet its values with label and number, the other facets'
    filters applied. Two queries; a value that nothing has is left out."""
    branches = [f"SELECT 'all', '', count(*) FROM kept WHERE {_where(filters)}"]
    branches += [
        f"SELECT '{facet}', {_VALUES.get(facet, facet.value)}, count(*) FROM kept"
        f" WHERE {_where(filters, without=facet)} GROUP BY 2"
        for facet in KeptBy
    ]
    numbers: dict[str, dict[str, int]] = {}
    for facet, value, number in _rows(_KEPT + " UNION ALL ".join(branches), filters):
        numbers.setdefault(facet, {})[value] = number
    labels = {facet: [(word.value, word.label) for word in words] for facet, words in _WORDS.items()}
    labels[KeptBy.FIELD] = [
        (str(pk), name) for pk, name in Field.objects.order_by("sort_key").values_list("pk", "name")
    ]
    counted = {
        facet: [(v, label, numbers[facet][v]) for v, label in labels[facet] if v in numbers.get(facet, {})]
        for facet in KeptBy
    }
    return numbers["all"][""], counted


def _where(filters: KeptFilters, *, without: KeptBy | None = None) -> str:
    return " AND ".join(_conditions(filters, without)) or "true"


def _conditions(filters: KeptFilters, without: KeptBy | None) -> Iterator[str]:
    for facet in filters.chosen:
        if facet is not without:
            yield _CONDITIONS[facet]


def _rows(sql: str, filters: KeptFilters, **asked: Any) -> Sequence[tuple[Any, ...]]:
    values = {
        "on": filters.on,
        "jurisdiction": filters.jurisdiction,
        "words": _words_of(filters.text),
        **{facet.value: value for facet, value in filters.chosen.items()},
        **asked,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _words_of(text: str) -> list[str]:
    """The folded words of a search, those that look like a part of a code as they were typed."""
    typed = clean(text).lower().split()
    return [part for word in typed for part in ([word] if _is_code(word) else fold(word).split())]


def _is_code(word: str) -> bool:
    return "." in word and word.replace(".", "").isdigit()


def _kept(row: tuple[Any, ...]) -> KeptProcedure:
    pk, code, jurisdiction, kind, name, standing, quality, field_name, levels, *rest = row
    return KeptProcedure(
        pk,
        code,
        jurisdiction,
        ProcedureKind(kind),
        name,
        Standing(standing),
        Quality(quality),
        field_name,
        tuple(ProcedureLevel(level) for level in levels),
        *rest,
    )
