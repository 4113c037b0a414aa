"""Questions about the quality of the catalogue's records: which procedures have what to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.catalogue.enums import Constituent, FindingKind, Severity, VersionState
from motcua.catalogue.rules.quality import Finding

# Stored findings of the versions in force, and with them the legal bases that have expired by the day asked for.
_FOUND = """
    WITH current AS (
        SELECT v.id, v.name, p.id AS procedure_id, p.code, p.jurisdiction
        FROM catalogue_procedureversion v JOIN catalogue_procedure p ON p.id = v.procedure_id
        WHERE v.state = %(promulgated)s AND v.in_force @> %(on)s::date
          AND (%(code)s::text IS NULL OR p.code = %(code)s)
    ), found AS (
        SELECT c.id AS version_id, f.kind, f.severity, f.constituent, f.message
        FROM current c JOIN catalogue_procedurefinding f ON f.version_id = c.id
        UNION ALL
        SELECT c.id, %(expired)s, %(error)s, %(legal_bases)s,
               a.number || ' đã hết hiệu lực từ ' || to_char(upper(a.in_force), 'DD/MM/YYYY')
               || '. Rà soát và thay bằng văn bản đang có hiệu lực.'
        FROM current c
        JOIN catalogue_legalbasis b ON b.version_id = c.id
        JOIN catalogue_legalact a ON a.id = b.act_id
        WHERE upper(a.in_force) <= %(on)s::date
    ), wanted AS (
        SELECT * FROM found
        WHERE (%(kind)s::text IS NULL OR kind = %(kind)s) AND (%(severity)s::text IS NULL OR severity = %(severity)s)
    )
"""


@dataclass(frozen=True, slots=True)
class ProcedureFindings:
    """One procedure in force with its findings, the weightiest first."""

    procedure_id: UUID
    version_id: UUID
    code: str
    jurisdiction: str
    name: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The place of this procedure in the list: what to pass as `after`."""
        return self.code + self.jurisdiction


@dataclass(frozen=True, slots=True)
class QualitySummary:
    """How many procedures are in force, how many have findings, and findings by severity and kind."""

    procedures: int
    with_findings: int
    by_severity: dict[Severity, int]
    by_kind: dict[FindingKind, int]


def procedures_with_findings(
    *,
    on: date,
    kind: FindingKind | None = None,
    severity: Severity | None = None,
    code: str | None = None,
    after: str | None = None,
    size: int | None = 50,
) -> list[ProcedureFindings]:
    """Procedures in force on the day that have findings of the kind and severity asked for, by code.

    Up to `size` + 1 rows after the key `after` (keyset paging: one more tells that there is a next page); all of
    them when `size` is None. One query.
    """
    sql = (
        _FOUND
        + """, page AS (
        SELECT c.* FROM current c
        WHERE EXISTS (SELECT 1 FROM wanted w WHERE w.version_id = c.id)
          AND (%(after)s::text IS NULL OR c.code || c.jurisdiction > %(after)s)
        ORDER BY c.code || c.jurisdiction LIMIT %(limit)s
    )
    SELECT page.procedure_id, page.id, page.code, page.jurisdiction, page.name,
           w.kind, w.severity, w.constituent, w.message
    FROM page JOIN wanted w ON w.version_id = page.id
    ORDER BY page.code || page.jurisdiction,
             array_position(ARRAY['error', 'warning', 'note'], w.severity::text), w.constituent, w.message
    """
    )
    limit = None if size is None else size + 1
    rows = _rows(sql, on=on, kind=kind, severity=severity, code=code, after=after, limit=limit)
    return _grouped(rows)


def quality_summary(*, on: date) -> QualitySummary:
    """The counts over the whole catalogue on the day; one query."""
    sql = (
        _FOUND
        + """
    SELECT 'procedures', '', count(*) FROM current
    UNION ALL SELECT 'with_findings', '', count(DISTINCT version_id) FROM wanted
    UNION ALL SELECT 'severity', severity, count(*) FROM wanted GROUP BY severity
    UNION ALL SELECT 'kind', kind, count(*) FROM wanted GROUP BY kind
    """
    )
    counts = {(what, word): number for what, word, number in _rows(sql, on=on)}
    return QualitySummary(
        procedures=counts[("procedures", "")],
        with_findings=counts[("with_findings", "")],
        by_severity={severity: counts.get(("severity", severity.value), 0) for severity in Severity},
        by_kind={
            kind: counts[("kind", kind.value)] for kind in FindingKind if ("kind", kind.value) in counts
        },
    )


def _rows(sql: str, **asked: Any) -> Sequence[tuple[Any, ...]]:
    values = {
        "promulgated": VersionState.PROMULGATED.value,
        "expired": FindingKind.EXPIRED_LEGAL_BASIS.value,
        "error": Severity.ERROR.value,
        "legal_bases": Constituent.LEGAL_BASES.value,
        "kind": None,
        "severity": None,
        "code": None,
        **asked,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, {name: getattr(value, "value", value) for name, value in values.items()})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _grouped(rows: Sequence[tuple[Any, ...]]) -> list[ProcedureFindings]:
    found: dict[UUID, ProcedureFindings] = {}
    for procedure_id, version_id, code, jurisdiction, name, kind, severity, constituent, message in rows:
        entry = found.setdefault(
            version_id, ProcedureFindings(procedure_id, version_id, code, jurisdiction, name)
        )
        entry.findings.append(
            Finding(FindingKind(kind), Severity(severity), Constituent(constituent), message)
        )
    return list(found.values())
