"""Procedures as they stand on the last day of a window, and what was promulgated in it."""

from __future__ import annotations

from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.queries.facts.asked import Facts
from motcua.indicators.queries.facts.reviews import REVIEWED

T = Tally

# Who may decide a procedure on the day, by name or by kind.
_HOLDERS = """
    FROM organisations_power w
    JOIN organisations_agency h ON (h.id = w.holder_id OR (h.kind = w.holder_kind AND h.held @> a.last_day))
    WHERE w.matter = 'procedure:' || p.code AND w.in_force @> a.last_day
"""
_SERVICE = """
    FROM catalogue_onlineservice o
    WHERE o.procedure_id = p.id AND o.in_force @> a.last_day
      AND (a.place IS NULL OR (a.n, o.agency_id) IN (SELECT n, id FROM below)
           OR o.agency_id = (SELECT s.parent_id FROM organisations_subordination s
                             WHERE s.agency_id = a.place AND s.in_force @> a.last_day))
"""
_FULL = f"EXISTS (SELECT 1 {_SERVICE} AND o.level = 'full')"
_PARTIAL = f"EXISTS (SELECT 1 {_SERVICE} AND o.level = 'partial') AND NOT {_FULL}"
_ONLINE = f"EXISTS (SELECT 1 {_SERVICE} AND o.level IN ('full', 'partial'))"
_PUBLIC = "p.kind <> 'internal'"
_FEE = """
    EXISTS (SELECT 1 FROM catalogue_submissionmethod m JOIN catalogue_fee f ON f.method_id = m.id
            WHERE m.version_id = v.id AND coalesce(f.amount_vnd, 1) > 0)
"""
# Dossiers of the procedure in the window, in the place.
_ITS_DOSSIERS = """
    FROM dossiers_dossier d
    WHERE d.procedure_id = p.id AND d.received_at < a.until
      AND (a.place IS NULL OR (a.n, d.competent_id) IN (SELECT n, id FROM below)
           OR (a.n, d.unit_id) IN (SELECT n, id FROM below))
"""
_IN_WINDOW = "AND d.received_at >= a.since"
_PART = "EXISTS (SELECT 1 FROM {table} x WHERE x.version_id = v.id)"
# Basis: Nghị định 63/2010/NĐ-CP art. 8(2), the seven constituents that no procedure lacks.
_COMPLETE = " AND ".join(
    (
        "v.name <> ''",
        _PART.format(table="catalogue_step"),
        _PART.format(table="catalogue_submissionmethod"),
        f"({_PART.format(table='catalogue_dossiercomponent')} OR 'components' = ANY(v.none_declared))",
        """EXISTS (SELECT 1 FROM catalogue_submissionmethod x
                   WHERE x.version_id = v.id AND x.limit_text || x.limit_unit <> '')""",
        "cardinality(v.applicant_types) > 0",
        "v.executing_agency || v.competent_authority <> ''",
    )
)
# Groups in which catalogues are counted: the committee of the province, its departments, then downwards. Who may
# decide tells it, the highest of them; where nobody is named, the level that the procedure carries.
_RANKS = """
    SELECT CASE
        WHEN h.kind = 'ministry' THEN '1ministry'
        WHEN h.kind = 'provincial_committee' THEN '2province_committee'
        WHEN h.kind IN ('education_department', 'other_department') THEN '3department'
        WHEN h.kind IN ('district_committee', 'education_office_district') THEN '4district'
        WHEN h.kind IN ('commune_committee', 'commune_social_office') THEN '5commune'
        WHEN h.level = 'school' THEN '6school' ELSE '7other' END AS rank
"""
_BY_LEVEL = """
    SELECT min(CASE l WHEN 'ministry' THEN '1ministry' WHEN 'province' THEN '3department'
                      WHEN 'district' THEN '4district' WHEN 'commune' THEN '5commune' ELSE '7other' END)
    FROM unnest(v.levels) AS l
"""
_AUTHORITY = f"""
    SELECT substr(coalesce((SELECT min(r.rank) FROM ({_RANKS} {_HOLDERS}) r), ({_BY_LEVEL}), '7other'), 2)
"""

PROCEDURES = Facts(
    rows="""
        asked a
        JOIN catalogue_procedureversion v ON v.state = 'promulgated' AND v.in_force @> a.last_day
        JOIN catalogue_procedure p ON p.id = v.procedure_id
            AND (p.jurisdiction <> '' OR NOT EXISTS (
                SELECT 1 FROM catalogue_procedure own
                JOIN catalogue_procedureversion ov ON ov.procedure_id = own.id AND ov.state = 'promulgated'
                WHERE own.code = p.code AND own.jurisdiction <> '' AND ov.in_force @> a.last_day))
    """,
    row="p.id",
    whose="NULL::uuid",
    within=f"EXISTS (SELECT 1 {_HOLDERS} AND (a.n, h.id) IN (SELECT n, id FROM below))",
    parts={
        Dimension.FIELD: "v.field_id",
        Dimension.PROCEDURE: "p.id",
        Dimension.AUTHORITY: _AUTHORITY,
    },
    tallies={
        T.PROCEDURES: _PUBLIC,
        T.PROCEDURES_INTERNAL: "p.kind = 'internal'",
        T.PROCEDURES_FULL: f"{_PUBLIC} AND {_FULL}",
        T.PROCEDURES_PARTIAL: f"{_PUBLIC} AND {_PARTIAL}",
        T.PROCEDURES_COMPLETE: f"{_PUBLIC} AND {_COMPLETE}",
        T.PROCEDURES_BOUNDARY_FREE: f"{_PUBLIC} AND v.is_boundary_free",
        T.PROCEDURES_BUSINESS: f"{_PUBLIC} AND v.is_business_related",
        T.PROCEDURES_BUSINESS_ONLINE: f"{_PUBLIC} AND v.is_business_related AND {_ONLINE}",
        T.PROCEDURES_USED: f"{_PUBLIC} AND EXISTS (SELECT 1 {_ITS_DOSSIERS} {_IN_WINDOW})",
        T.PROCEDURES_USED_ONLINE: f"""{_PUBLIC} AND {_ONLINE}
            AND EXISTS (SELECT 1 {_ITS_DOSSIERS} {_IN_WINDOW} AND d.door = 'online')""",
        T.PROCEDURES_USED_DIGITISED: f"""{_PUBLIC} AND EXISTS (SELECT 1 {_ITS_DOSSIERS} {_IN_WINDOW}
            AND EXISTS (SELECT 1 FROM dossiers_result r
                        WHERE r.dossier_id = d.id AND r.issued_at < a.until AND r.signed_id IS NOT NULL))""",
        T.PROCEDURES_IDLE: f"""{_PUBLIC}
            AND NOT EXISTS (SELECT 1 {_ITS_DOSSIERS} AND d.received_at >= a.until - interval '36 months')""",
        T.PROCEDURES_WITH_FEE: f"{_PUBLIC} AND {_FEE}",
        T.PROCEDURES_FEE_ASKED: f"""{_PUBLIC} AND {_FEE} AND EXISTS (SELECT 1 {_ITS_DOSSIERS} {_IN_WINDOW}
            AND EXISTS (SELECT 1 FROM payments_charge h WHERE h.subject_kind = 'dossier'
                        AND h.subject_id = d.id::text AND h.amount_vnd > 0 AND h.owed_at < a.until))""",
        T.PROCEDURES_WITH_PROCESS: """p.kind = 'internal' AND EXISTS (
            SELECT 1 FROM workflow_processversion w JOIN workflow_process s ON s.id = w.process_id
            WHERE s.matter = 'procedure:' || p.code AND w.state = 'published' AND w.in_force @> a.last_day)""",
        T.PROCEDURES_REVIEWED: f"{_PUBLIC} AND {REVIEWED}",
        T.PROCEDURES_INTERNAL_REVIEWED: f"p.kind = 'internal' AND {REVIEWED}",
    },
)

# Working days of the national calendar after one day and before another.
_WORKING_DAYS = """
    (SELECT count(*) FROM generate_series({after} + 1, {before} - 1, interval '1 day') AS t (day)
     LEFT JOIN LATERAL (
        SELECT c.kind FROM deadlines_calendarday c JOIN deadlines_workingcalendar k ON k.id = c.calendar_id
        WHERE k.code = 'national' AND c.on = t.day::date
     ) special ON true
     WHERE special.kind = 'makeup_work' OR (extract(isodow FROM t.day) < 6
        AND coalesce(special.kind, '') NOT IN ('public_holiday', 'compensatory_off', 'swapped_off', 'closure')))
"""
_TERM = """
    (SELECT l.amount FROM deadlines_legalterm l WHERE l.code = '{code}' || c.scope AND l.in_force @> c.signed_on)
"""
_LEAD, _PUBLISH = _TERM.format(code="promulgation.index_lead."), _TERM.format(code="publication.index.")
_AHEAD = _WORKING_DAYS.format(after="(c.signed_on - 1)", before="c.act_effective_on")
_UNTIL_PUBLISHED = _WORKING_DAYS.format(after="c.signed_on", before="c.published_on")
_UNTIL_END = _WORKING_DAYS.format(after="c.signed_on", before="(asked.last_day + 1)")

PUBLICATIONS = Facts(
    rows=f"""
        (SELECT asked.*, u.* FROM asked, LATERAL (
            SELECT i.procedure_id, (array_agg(c.agency_id ORDER BY c.signed_on DESC, c.id))[1] AS by_id,
                   bool_or(c.act_effective_on IS NOT NULL) AS is_clocked,
                   bool_and(c.act_effective_on IS NULL OR {_AHEAD} >= {_LEAD}) AS was_ahead,
                   bool_or(c.published_on <= asked.last_day OR {_UNTIL_END} >= {_PUBLISH}) AS had_to_be,
                   bool_and(CASE WHEN c.published_on <= asked.last_day THEN {_UNTIL_PUBLISHED} < {_PUBLISH}
                                 ELSE {_UNTIL_END} < {_PUBLISH} END) AS was_published_in_time,
                   min((coalesce(c.published_on <= asked.last_day, false))::int
                       + (coalesce(c.posted_on <= asked.last_day, false))::int) AS ways
            FROM catalogue_promulgationdecision c JOIN catalogue_decisionitem i ON i.decision_id = c.id
            WHERE c.stage = 'promulgated' AND c.signed_on BETWEEN asked.first_day AND asked.last_day
              AND (asked.known IS NULL OR c.approved_at < asked.known)
            GROUP BY i.procedure_id
        ) u) a
    """,
    row="a.procedure_id",
    whose="a.by_id",
    tallies={
        T.PROMULGATED: "true",
        T.PROMULGATED_CLOCKED: "a.is_clocked",
        T.PROMULGATED_IN_TIME: "a.is_clocked AND a.was_ahead",
        T.TO_PUBLISH: "a.had_to_be",
        T.PUBLISHED_IN_TIME: "a.had_to_be AND a.was_published_in_time",
        T.MADE_KNOWN_BOTH: "a.ways = 2",
        T.MADE_KNOWN_ONE: "a.ways = 1",
        T.MADE_KNOWN_NOT: "a.ways = 0",
    },
)
