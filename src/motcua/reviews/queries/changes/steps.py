"""The steps of the internal processes by which procedures are worked on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.changes.facts import INTERNAL, Part

# Of each procedure the process that applies: the agency's own for it, one of the bodies below, that for any agency;
# last the general ones. What is finished at the counter at once has no steps to shorten.
_STEPS = """
    WITH asked AS (
        SELECT code, 'procedure:' || code AS matter FROM unnest(%(codes)s::text[]) code
    ), chosen AS (
        SELECT DISTINCT ON (a.code) a.code, v.id
        FROM asked a
        JOIN workflow_process p ON p.matter IN (a.matter, '') AND NOT p.is_express
            AND (p.agency_id IS NULL OR %(places)s::uuid[] IS NULL OR p.agency_id = ANY(%(places)s::uuid[]))
        JOIN workflow_processversion v ON v.process_id = p.id AND v.in_force @> %(on)s::date AND v.state <> 'draft'
        ORDER BY a.code, p.matter DESC, p.agency_id IS NULL, p.agency_id <> %(own)s::uuid, p.id
    )
    SELECT c.code, s.key, s.name FROM chosen c JOIN workflow_step s ON s.version_id = c.id
    ORDER BY c.code, s.position
"""


def internal_steps(codes: Collection[str], scope: Scope) -> dict[str, list[Part]]:
    """The steps of the internal process of each procedure, by code; one statement."""
    found: dict[str, list[Part]] = defaultdict(list)
    own = scope.agency_id
    for code, key, name in scope.rows(_STEPS, codes=list(codes), own=own, on=scope.on):
        found[code].append(Part(f"{INTERNAL}{key}", name))
    return found
