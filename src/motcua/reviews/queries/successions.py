"""Which procedures took the place of others by a day, as the catalogue says."""

from __future__ import annotations

from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.succession import Replaced

# Links hold from the day on which the earlier one ended; while it is in force, nobody took its place yet.
_REPLACED = """
    SELECT DISTINCT ON (e.code, o.code) e.code, o.code, upper(v.in_force)
    FROM catalogue_procedurelink k
    JOIN catalogue_procedure e ON e.id = k.procedure_id
    JOIN catalogue_procedure o ON o.id = k.other_id
    JOIN LATERAL (
        SELECT in_force FROM catalogue_procedureversion
        WHERE procedure_id = e.id AND state = %(promulgated)s ORDER BY lower(in_force) DESC LIMIT 1
    ) v ON upper(v.in_force) <= %(on)s::date
    WHERE k.kind = 'replaced_by' AND e.jurisdiction IN ('', %(jurisdiction)s)
      AND o.jurisdiction IN ('', %(jurisdiction)s) AND e.code <> o.code
    ORDER BY e.code, o.code, upper(v.in_force) DESC
"""


def replaced_by(scope: Scope) -> list[Replaced]:
    """Each procedure that had ended by the day with each that took its place, by code; one statement."""
    return [Replaced(*row) for row in scope.rows(_REPLACED)]
