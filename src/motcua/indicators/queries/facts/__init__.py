"""The dated facts of each source in SQL."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.indicators.enums import Source
from motcua.indicators.queries.facts.asked import ASKED, Facts
from motcua.indicators.queries.facts.burdens import BURDENS
from motcua.indicators.queries.facts.catalogue import PROCEDURES, PUBLICATIONS
from motcua.indicators.queries.facts.costs import COSTS
from motcua.indicators.queries.facts.dossiers import COLLECTIONS, DOSSIERS, RATINGS
from motcua.indicators.queries.facts.feedback import FEEDBACK
from motcua.indicators.queries.facts.reviews import CONDITIONS, PROPOSALS
from motcua.indicators.queries.facts.rules import RULES
from motcua.indicators.queries.facts.surveys import SURVEYS
from motcua.indicators.queries.facts.work import CHILD_PLANS, DUTIES, INSPECTED_UNITS
from motcua.indicators.queries.facts.yearly import ACTIVITIES, COMMITMENT_UNITS, INITIATIVES

__all__ = ["ASKED", "FACTS", "Facts"]

FACTS: Mapping[Source, Facts] = {
    Source.DOSSIERS: DOSSIERS,
    Source.RATINGS: RATINGS,
    Source.COLLECTIONS: COLLECTIONS,
    Source.DUTIES: DUTIES,
    Source.CHILD_PLANS: CHILD_PLANS,
    Source.INSPECTED_UNITS: INSPECTED_UNITS,
    Source.PROCEDURES: PROCEDURES,
    Source.PUBLICATIONS: PUBLICATIONS,
    Source.COMMITMENT_UNITS: COMMITMENT_UNITS,
    Source.INITIATIVES: INITIATIVES,
    Source.ACTIVITIES: ACTIVITIES,
    Source.FEEDBACK: FEEDBACK,
    Source.SURVEYS: SURVEYS,
    Source.PROPOSALS: PROPOSALS,
    Source.CONDITIONS: CONDITIONS,
    Source.RULES: RULES,
    Source.BURDENS: BURDENS,
    Source.COSTS: COSTS,
}
