"""Everything of one dossier, as its page at the desk shows it: a fixed number of queries whatever it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from motcua.documents.models import StoredFile
from motcua.dossiers.models import (
    Consultation,
    Dossier,
    IssuedPaper,
    Leg,
    Message,
    PaperFile,
    Party,
    Passage,
    Result,
    SubmittedPaper,
    SupplementRequest,
)
from motcua.dossiers.queries.papers import papers_given
from motcua.dossiers.queries.results import results_of
from motcua.dossiers.rules.intake import identifiers_in
from motcua.forms.queries.versions import schema_of
from motcua.forms.rules.display import Block, blocks


@dataclass(frozen=True, slots=True)
class Whole:
    """The rows of a dossier by what they are, each in its order."""

    parties: list[Party]
    papers: list[SubmittedPaper]
    supplements: list[SupplementRequest]
    consultations: list[Consultation]
    results: list[Result]
    given: list[IssuedPaper]
    passages: list[Passage]
    legs: list[Leg]

    @property
    def files(self) -> dict[str, str]:
        """The names of the files of the check-list, by identifier, for answers that speak of them."""
        return {str(one.file_id): one.file.name for paper in self.papers for one in paper.files.all()}

    @property
    def last_changes(self) -> tuple[frozenset[str], frozenset[str]]:
        """What the latest answer to a request changed: papers by row, answers by path."""
        answered = [one for one in self.supplements if one.answered_at is not None]
        kept = answered[-1].changed if answered else []
        return _changed(kept, "paper"), _changed(kept, "answer")


def whole_of(dossier: Dossier) -> Whole:
    """Everything of the dossier; nine queries. Who may see it has been asked before."""
    files = PaperFile.objects.select_related("file").order_by("replaced_at", "-added_at")
    return Whole(
        parties=list(Party.objects.filter(dossier=dossier).select_related("area", "proof").order_by("id")),
        papers=list(
            SubmittedPaper.objects.filter(dossier=dossier).prefetch_related(Prefetch("files", queryset=files))
        ),
        supplements=list(
            SupplementRequest.objects.filter(dossier=dossier)
            .select_related("requested_by", "approved_by")
            .order_by("requested_at", "id")
        ),
        consultations=list(
            Consultation.objects.filter(dossier=dossier)
            .select_related("agency", "person", "asked_by", "answered_by", "file")
            .order_by("asked_at", "id")
        ),
        results=list(results_of(dossier)),
        given=list(papers_given(dossier)),
        passages=list(Passage.objects.filter(dossier=dossier).select_related("agency", "person")),
        legs=list(Leg.objects.filter(dossier=dossier).select_related("agency")),
    )


def answers_of(dossier: Dossier, whole: Whole) -> list[Block]:
    """What the form says, section by section, with what the latest supplement changed marked; [] without a form."""
    if dossier.form is None or not dossier.answers:
        return []
    _papers, paths = whole.last_changes
    return blocks(schema_of(dossier.form), dossier.answers, files=whole.files, changed_paths=paths)


def find_file(dossier: Dossier, file_id: UUID) -> StoredFile | None:
    """The kept file when it belongs to the dossier: of its papers, people, consultations, messages, results, or
    named in its answers; None otherwise. One query."""
    rows: list[QuerySet[Any]] = [
        PaperFile.objects.filter(paper__dossier=dossier, file=OuterRef("pk")),
        Party.objects.filter(dossier=dossier, proof=OuterRef("pk")),
        Consultation.objects.filter(dossier=dossier, file=OuterRef("pk")),
        Message.objects.filter(dossier=dossier, file=OuterRef("pk")),
        Result.objects.filter(dossier=dossier, draft=OuterRef("pk")),
        Result.objects.filter(dossier=dossier, return_file=OuterRef("pk")),
        Result.objects.filter(
            Q(signed__file=OuterRef("pk")) | Q(signed__personal_file=OuterRef("pk")), dossier=dossier
        ),
    ]
    belongs = Q(pk=file_id) if file_id in identifiers_in(dossier.answers) else Q(pk=None)
    for some in rows:
        belongs |= Q(Exists(some))
    return StoredFile.objects.filter(belongs, pk=file_id).first()


def kept_among(identifiers: set[UUID]) -> set[UUID]:
    """Those that are kept files; one query, none for none."""
    if not identifiers:
        return set()
    return set(StoredFile.objects.filter(pk__in=identifiers).values_list("pk", flat=True))


def _changed(kept: Any, kind: str) -> frozenset[str]:
    return frozenset(
        str(one.get("where", "")) for one in kept if isinstance(one, dict) and one.get("kind") == kind
    )
