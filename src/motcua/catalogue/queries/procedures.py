"""Everything the keepers see of one procedure."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from motcua.catalogue.enums import LinkKind, VersionState
from motcua.catalogue.models import OnlineService, Procedure, ProcedureLink, ProcedureVersion
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused


def get_procedure(pk: UUID) -> Procedure:
    """The procedure with its former codes.

    :raises Refused: "procedure-not-found".
    """
    procedure = Procedure.objects.filter(pk=pk).prefetch_related("old_codes").first()
    if procedure is None:
        raise Refused("procedure-not-found", "Không có thủ tục này. Có thể địa chỉ bị gõ nhầm.")
    return procedure


def find_draft_of(procedure: Procedure) -> ProcedureVersion | None:
    """The latest draft of the procedure with the decision it is in; None when there is none."""
    drafts = ProcedureVersion.objects.filter(procedure=procedure, state=VersionState.DRAFT)
    return drafts.select_related("decision_item__decision").order_by("-number").first()


def linked_procedures(procedure: Procedure) -> Sequence[tuple[str, Procedure]]:
    """Procedures linked to this one either way, each with how it stands to it, in Vietnamese, once; one query."""
    links = ProcedureLink.objects.filter(Q(procedure=procedure) | Q(other=procedure))
    found: dict[tuple[str, UUID], Procedure] = {}
    for link in links.select_related("procedure", "other").order_by("kind", "id"):
        from_here = link.procedure_id == procedure.pk
        label = LinkKind(link.kind).label
        if link.kind == LinkKind.REPLACED_BY and not from_here:
            label = "Thay thế cho"
        other = link.other if from_here else link.procedure
        found[(label, other.pk)] = other
    return [(label, other) for (label, _pk), other in found.items()]


def online_history(procedure: Procedure) -> list[OnlineService]:
    """How far each agency offers, offered or will offer the procedure online; the latest first within an agency."""
    services = OnlineService.objects.filter(procedure=procedure).select_related("agency")
    return list(services.order_by("agency__sort_key", "agency", "-in_force"))


def history_of(procedure: Procedure, *, most: int = 200) -> list[JournalEntry]:
    """The journal of the procedure and of its versions: the latest entries, at most `most`."""
    versions = ProcedureVersion.objects.filter(procedure=procedure).values_list("pk", flat=True)
    about = Q(subject_kind="procedure", subject_id=str(procedure.pk))
    about |= Q(subject_kind="version", subject_id__in=[str(pk) for pk in versions])
    return list(JournalEntry.objects.filter(about).order_by("-at", "-seq")[:most])
