"""Questions about drafts: what they would change, and what others saved meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Field, ProcedureVersion
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused


def get_draft(pk: UUID) -> ProcedureVersion:
    """The draft version with its procedure and the decision it belongs to.

    :raises Refused: "draft-not-found", also when the version is no draft any more.
    """
    versions = ProcedureVersion.objects.filter(pk=pk, state=VersionState.DRAFT)
    version = versions.select_related("procedure", "decision_item__decision").first()
    if version is None:
        raise Refused("draft-not-found", "Không có dự thảo này. Có thể dự thảo đã được công bố hoặc đã bỏ.")
    return version


def version_it_changes(draft: ProcedureVersion, *, on: date) -> ProcedureVersion | None:
    """The version in force on the day that the draft would change; None for a new procedure."""
    versions = ProcedureVersion.objects.filter(
        procedure=draft.procedure_id, state=VersionState.PROMULGATED, in_force__contains=on
    )
    return versions.first()


def saved_since(draft: ProcedureVersion, seen: str) -> Sequence[JournalEntry]:
    """The savings of the draft since it said what the digest `seen` names, oldest first; all when it never did."""
    saved = list(entries_about("version", str(draft.pk)).filter(kind="DraftSaved"))
    first = next((place for place, entry in enumerate(saved) if entry.payload.get("was") == seen), 0)
    return saved[first:]


def field_names() -> list[str]:
    """The names of all fields of administration, in Vietnamese order."""
    return list(Field.objects.order_by("sort_key").values_list("name", flat=True))
