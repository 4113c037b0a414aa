"""The procedures in force with their papers and results, the levels online, the legal acts that ended."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from motcua.catalogue.enums import VersionState
from motcua.reviews.queries.findings.scope import Scope, rows_of
from motcua.reviews.rules.findings.finding import Examined, Paper
from motcua.reviews.rules.findings.law import Expired
from motcua.reviews.rules.findings.use import Offered

# The province's own record stands in place of the nation's of the same code.
CURRENT = """
    WITH current AS MATERIALIZED (
        SELECT DISTINCT ON (p.code) v.id, p.id AS procedure_id, p.code, v.name, v.field_id, v.levels, v.applicant_types,
               coalesce(nullif(v.competent_authority, ''), v.executing_agency) AS authority,
               v.is_business_related, v.issuing_agency
        FROM catalogue_procedureversion v JOIN catalogue_procedure p ON p.id = v.procedure_id
        WHERE v.state = %(promulgated)s AND v.in_force @> %(on)s::date AND p.jurisdiction IN ('', %(jurisdiction)s)
        ORDER BY p.code, p.jurisdiction DESC
    )
"""
_PROCEDURES = (
    CURRENT
    + """, began AS (
        SELECT procedure_id, min(lower(in_force)) AS since FROM catalogue_procedureversion
        WHERE state = %(promulgated)s GROUP BY procedure_id
    )
    SELECT c.id, c.procedure_id::text, c.code, c.name, coalesce(f.name, ''), c.levels, c.applicant_types, c.authority,
           c.issuing_agency, b.since, c.is_business_related
    FROM current c JOIN began b USING (procedure_id) LEFT JOIN catalogue_field f ON f.id = c.field_id
    ORDER BY c.code
"""
)
_COMPETENT = """
    SELECT DISTINCT substr(w.matter, 11) FROM organisations_power w
    WHERE w.matter LIKE 'procedure:%%' AND w.in_force @> %(on)s::date
      AND (w.holder_id = ANY(%(places)s::uuid[])
           OR w.holder_kind IN (SELECT kind FROM organisations_agency WHERE id = ANY(%(places)s::uuid[])))
"""
_PAPERS = (
    CURRENT
    + """
    SELECT c.id, k.id, k.name, k.case_name
    FROM current c JOIN catalogue_dossiercomponent k ON k.version_id = c.id ORDER BY k.version_id, k.position, k.id
"""
)
_RESULTS = (
    CURRENT
    + """
    SELECT c.id, r.name FROM current c JOIN catalogue_result r ON r.version_id = c.id
    ORDER BY r.version_id, r.position, r.id
"""
)
_EXPIRED = (
    CURRENT
    + """
    SELECT DISTINCT c.code, c.procedure_id::text, a.number, a.title, upper(a.in_force)
    FROM current c JOIN catalogue_legalbasis b ON b.version_id = c.id JOIN catalogue_legalact a ON a.id = b.act_id
    WHERE upper(a.in_force) <= %(on)s::date ORDER BY c.code
"""
)
# The lowest level any of the bodies offers: who wants all of it online looks there.
_OFFERED = (
    CURRENT
    + """
    SELECT c.procedure_id::text,
           coalesce(o.level, ''), coalesce(o.partial_reason, ''),
           EXISTS (SELECT 1 FROM catalogue_submissionmethod m WHERE m.version_id = c.id AND m.channel = 'online'),
           coalesce(
               (SELECT string_agg(s.title || ' ' || s.text, ' ') FROM catalogue_step s WHERE s.version_id = c.id), ''
           )
    FROM current c LEFT JOIN LATERAL (
        SELECT level, partial_reason FROM catalogue_onlineservice
        WHERE procedure_id = c.procedure_id AND in_force @> %(on)s::date
          AND (%(places)s::uuid[] IS NULL OR agency_id = ANY(%(places)s::uuid[]))
        ORDER BY array_position(ARRAY['information', 'partial', 'full'], level::text), agency_id LIMIT 1
    ) o ON true
    WHERE c.procedure_id = ANY(%(asked)s::uuid[])
"""
)


def examined(*, on: date, jurisdiction: str) -> list[Examined]:
    """The procedures in force on the day with their papers and results, by code; three statements."""
    asked = {"on": on, "jurisdiction": jurisdiction, "promulgated": VersionState.PROMULGATED.value}
    papers: dict[object, list[Paper]] = defaultdict(list)
    results: dict[object, list[str]] = defaultdict(list)
    for version, component, name, case in rows_of(_PAPERS, asked):
        papers[version].append(Paper(component, name, case))
    for version, name in rows_of(_RESULTS, asked):
        results[version].append(name)
    return [
        Examined(
            procedure_id=procedure,
            code=code,
            name=name,
            field=field,
            levels=tuple(levels),
            applicants=tuple(applicants),
            authority=authority,
            issuer=issuer,
            since=since,
            is_business=is_business,
            papers=tuple(papers[version]),
            results=tuple(results[version]),
        )
        for version, procedure, code, name, field, levels, applicants, authority, issuer, since, is_business in (
            rows_of(_PROCEDURES, asked)
        )
    ]


def competent_codes(scope: Scope) -> frozenset[str] | None:
    """The codes of the procedures over which the bodies have power on the day; None for everybody."""
    return None if scope.places is None else frozenset(code for (code,) in scope.rows(_COMPETENT))


def expired(scope: Scope) -> list[Expired]:
    """The acts that ended by the day, with each procedure that rests on them."""
    return [Expired(*row) for _code, *row in scope.rows(_EXPIRED)]


def offered(scope: Scope, procedure_ids: list[str]) -> dict[str, Offered]:
    """How far each of these procedures is offered online by the bodies."""
    return {procedure: Offered(*row) for procedure, *row in scope.rows(_OFFERED, asked=procedure_ids)}
