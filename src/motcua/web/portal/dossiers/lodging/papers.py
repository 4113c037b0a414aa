"""The third page: papers and their files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.dossiers.actions.drafts import add_draft_files, drop_draft_file, save_draft
from motcua.dossiers.models import Draft, DraftFile
from motcua.dossiers.queries.offers import Offer, OfferedPaper
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.dossiers.lodging.frame import draft_at_hand, draft_page, offer_of_draft
from motcua.web.served_files import serve


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft, person = draft_at_hand(request, pk), person_of(request)
    offer = offer_of_draft(draft)
    if request.method == "POST" and _keep_papers(request, draft, offer, person):
        if "stay" in request.POST or "case" in request.POST:
            return redirect("portal:draft_papers", pk)
        return redirect("portal:draft_review", pk)
    lines = [
        {"paper": paper, "files": kept, "note": draft.papers.get(str(paper.component_id), {}).get("note", "")}
        for paper, kept in files_by_paper(draft, offer)
    ]
    return draft_page(request, draft, "papers", {"lines": lines, "cases": offer.cases}, bad=False)


def _keep_papers(request: HttpRequest, draft: Draft, offer: Offer, person: Person) -> bool:
    """Keep notes and files; whether nothing was refused."""
    case = request.POST.get("case_name", draft.case_name)
    case = case if case in offer.cases else ""
    said = {
        str(paper.component_id): {"note": request.POST[f"note-{paper.component_id}"].strip()[:400]}
        for paper in offer.papers_of(draft.case_name)
        if f"note-{paper.component_id}" in request.POST  # choosing a case says nothing of them
    }
    save_draft(draft_id=draft.pk, by=person, at=now(), papers=draft.papers | said, case_name=case)
    is_right = True
    for paper in offer.papers_of(draft.case_name):
        for chosen in request.FILES.getlist(f"files-{paper.component_id}"):
            is_right &= _keep_file(request, draft, paper, chosen, person)
    return is_right


def _keep_file(request: HttpRequest, draft: Draft, paper: OfferedPaper, chosen: Any, person: Person) -> bool:
    """Each file for itself: one that is refused takes no other with it."""
    at = now()
    try:
        with transaction.atomic():
            stored = keep_files_of(files=[Brought(chosen, chosen.name or "")], by=person.actor, at=at)
            add_draft_files(
                draft_id=draft.pk, files=stored, component_id=paper.component_id, by=person, at=at
            )
    except Refused as refused:
        messages.error(request, f"{paper.name}: {refused.message}")
        return False
    return True


@signed_in
@require_safe
def file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """A file of one's own draft, to look at before it is sent."""
    draft = draft_at_hand(request, pk)
    kept = DraftFile.objects.filter(draft=draft, pk=file).select_related("file").first()
    if kept is None:
        raise Http404
    return serve(kept.file, inline=True)  # type: ignore[return-value]  # a streamed answer


@signed_in
@require_POST
def drop_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    drop_draft_file(file_id=file, draft_id=pk, by=person_of(request))
    return redirect("portal:draft_papers", pk)


def files_by_paper(draft: Draft, offer: Offer) -> list[tuple[Any, list[DraftFile]]]:
    files: dict[int | None, list[DraftFile]] = {}
    for row in draft.files.select_related("file").order_by("added_at", "pk"):
        files.setdefault(row.component_id, []).append(row)
    return [(paper, files.get(paper.component_id, [])) for paper in offer.papers_of(draft.case_name)]
