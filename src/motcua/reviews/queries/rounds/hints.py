"""What findings already know of a procedure under review."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.reviews.queries.findings.finding import graph


def givers_of(procedure_id: UUID, *, agency_id: UUID, at: datetime) -> dict[str, str]:
    """Of each paper that is the result of another procedure, by the paper's name, which one; as the graph of results
    and papers has it."""
    asker = str(procedure_id)
    found: dict[str, str] = {}
    for edge in graph(agency_id=agency_id, at=at):
        if edge.asker.procedure_id == asker:
            found.setdefault(edge.paper.name, edge.giver.called)
    return found
