"""What the public is shown: questions and answers without personal data, found with or without diacritics."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Q, QuerySet

from motcua.feedback.models import PublishedFile, PublishedText
from motcua.feedback.queries.feedback.visible import closed
from motcua.kernel.text import fold

PAGE = 20
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file of an answer that the public may have, and what it is called there."""

    id: UUID
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A question and its answer as the public reads them."""

    id: UUID
    title: str
    question: str
    answer: str
    agency: str
    procedure_code: str
    procedure_id: UUID | None
    at: datetime
    files: tuple[ShownFile, ...] = ()


def published(
    *,
    text: str = "",
    procedure_id: UUID | None = None,
    agency_id: UUID | None = None,
    after: tuple[datetime, UUID] | None = None,
    size: int = PAGE,
) -> list[Shown]:
    """Up to `size` + 1 of what is shown, the latest first, following the key `after`; every word of `text` must
    begin a word in it, whatever the diacritics. One query. One more than asked for tells that there is a next page."""
    rows = _shown()
    if words := fold(text).split()[:_MOST_WORDS]:
        asked = " & ".join(f"'{word}':*" for word in words)
        rows = rows.filter(words=SearchQuery(asked, search_type="raw", config="simple"))
    if procedure_id is not None:
        rows = rows.filter(feedback__procedure=procedure_id)
    if agency_id is not None:
        rows = rows.filter(feedback__agency=agency_id)
    if after is not None:
        at, last = after
        # Said twice: the first part is what the index can begin at.
        rows = rows.filter(Q(published_at__lte=at), Q(published_at__lt=at) | Q(id__lt=last))
    return [_of(row) for row in rows.order_by("-published_at", "-id")[: size + 1]]


def find_published(text_id: UUID) -> Shown | None:
    """One question with its answer and its files, as long as it is shown; two queries."""
    row = _shown().filter(pk=text_id).first()
    if row is None:
        return None
    files = row.files.select_related("file").order_by("position")
    return replace(_of(row), files=tuple(ShownFile(one.pk, one.name, one.file.size) for one in files))


def find_published_file(text_id: UUID, file_id: UUID) -> PublishedFile | None:
    """A file of an answer, as long as the answer is shown."""
    rows = PublishedFile.objects.filter(pk=file_id, text__in=_shown().filter(pk=text_id).values("pk"))
    return rows.select_related("file").first()


def published_by_procedure(procedure_ids: list[UUID]) -> dict[UUID, int]:
    """How many questions and answers are shown for each procedure; one query."""
    rows = _shown().filter(feedback__procedure__in=procedure_ids).values_list("feedback__procedure")
    return {procedure: number for procedure, number in rows.annotate(number=Count("id")) if procedure}


def _shown() -> QuerySet[PublishedText]:
    """What is shown now: published, not taken down, its feedback neither hidden nor closely kept."""
    rows = PublishedText.objects.filter(
        published_at__isnull=False, taken_down_at=None, feedback__hidden_as=""
    )
    rows = rows.exclude(closed("feedback__")).defer("folded", "words")
    return rows.select_related("feedback__agency", "feedback__procedure")


def _of(row: PublishedText) -> Shown:
    feedback = row.feedback
    assert row.published_at is not None
    return Shown(
        id=row.pk,
        title=row.title,
        question=row.question,
        answer=row.answer,
        agency=feedback.agency.name,
        procedure_code=feedback.procedure.code if feedback.procedure else "",
        procedure_id=feedback.procedure_id,
        at=row.published_at,
    )
