"""The papers of a dossier: what was given out, printed again, and what can be given out now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.documents.enums import PaperKind, PaperSize, PaperUse
from motcua.documents.rules.form_sets import get_form_set
from motcua.documents.rules.papers.layout import Printing
from motcua.dossiers.actions.papers import ON_REQUEST, give_on_request
from motcua.dossiers.actions.reading import note_reading
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Dossier, IssuedPaper, Result
from motcua.dossiers.queries.papers import papers_given, print_issued
from motcua.dossiers.queries.result_facts import preview_of
from motcua.dossiers.queries.results import find_latest_result, results_of
from motcua.dossiers.rules.results import reasons_in_words
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import Desk, DeskRequest, attempt, desk_view
from motcua.web.desk.dossier_acts.acting import Scene
from motcua.web.desk.dossier_acts.pages.results import LookForm
from motcua.web.desk.dossier_results.sending import pdf
from motcua.web.desk.dossiers.inbox import READERS
from motcua.web.desk.dossiers.page import get_dossier
from motcua.web.served_files import serve


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest, code: str) -> HttpResponse:
    """Every paper given out, each to be printed on either sheet, for the hand or as it is."""
    dossier = get_dossier(request.desk, code)
    back = reverse("desk:dossiers:page", args=[code])
    context = {
        "dossier": dossier,
        "papers": [_line(paper, code) for paper in papers_given(dossier)],
        "result": find_latest_result(dossier),
        "on_request": [(kind.value, kind.label) for kind in PaperKind if kind in ON_REQUEST],
        "trail": [
            {"label": _("Hồ sơ"), "href": reverse("desk:dossiers:list")},
            {"label": code, "href": back},
        ],
    }
    return render(request, "desk/dossier_results/papers.html", context)


def _line(paper: IssuedPaper, code: str) -> dict[str, Any]:
    """One paper with the ways of printing it; the form's own sheet first."""
    form = get_form_set(paper.form_set).form(PaperKind(paper.kind))
    base = reverse("desk:dossier_results:printed", args=[code, paper.pk])
    sizes = sorted(PaperSize, key=lambda size: size is not form.size)
    return {
        "paper": paper,
        "title": form.title,
        "form_number": form.number,
        "prints": [
            {"label": _("Bản in %s") % size.label, "href": f"{base}?kho={size.value}"} for size in sizes
        ],
        "digital": f"{base}?ban={PaperUse.DIGITAL.value}",
    }


@desk_view(*READERS)
@require_POST
def give(request: DeskRequest, code: str) -> HttpResponseBase:
    """Give out a receipt or a control slip because somebody asks for it."""
    desk = request.desk
    dossier = get_dossier(desk, code)
    wanted = request.POST.get("loai", "")
    if wanted not in set(PaperKind):
        raise Refused("paper-not-found", _("Không có loại giấy này. Tải lại trang rồi chọn."))
    kind = PaperKind(wanted)
    attempt(
        request,
        lambda: give_on_request(dossier_id=dossier.pk, kind=kind, by=desk.person, at=desk.at),
        done=_("Đã cấp “%s”. Bấm in ở dòng đầu của danh sách.") % kind.label,
    )
    return redirect("desk:dossier_results:papers", code=code)


@desk_view(*READERS)
@require_GET
def printed(request: DeskRequest, code: str, pk: UUID) -> HttpResponseBase:
    """One paper as PDF: `kho` is the sheet, `ban` for the hand or digital."""
    dossier = get_dossier(request.desk, code)
    paper = papers_given(dossier).filter(pk=pk).first()
    if paper is None:
        raise Refused("paper-not-found", _("Hồ sơ không có giấy này. Tải lại trang để xem các giấy đã cấp."))
    size, use = request.GET.get("kho", ""), request.GET.get("ban", "")
    printing = Printing(
        use=PaperUse(use) if use in set(PaperUse) else PaperUse.PRINTING,
        size=PaperSize(size) if size in set(PaperSize) else None,
    )
    _note(request.desk, dossier, _("In giấy: %s") % paper.get_kind_display())
    return pdf(print_issued(paper, printing=printing), name=f"{code}-{paper.kind}-{paper.number}")


@desk_view(*READERS)
@require_GET
def result_paper(request: DeskRequest, code: str, pk: UUID) -> HttpResponseBase:
    """The paper of a result: signed as it stands, the draft that was brought, or how it would be signed now."""
    desk = request.desk
    dossier = get_dossier(desk, code)
    result = results_of(dossier).filter(pk=pk).first()
    if result is None:
        raise Refused("result-not-found", _("Hồ sơ không có kết quả này. Tải lại trang hồ sơ."))
    _note(desk, dossier, _("Mở kết quả: %s") % result.title)
    stored = result.signed.file if result.signed else result.draft
    if stored is not None:
        return serve(stored, inline=True)
    return pdf(preview_of(dossier, result, signer=desk.person, at=desk.at), name=f"{code}-xem-truoc")


@desk_view(*READERS)
@require_POST
def preview(request: DeskRequest, code: str) -> HttpResponseBase:
    """What is being written, as the paper would look; nothing is kept."""
    desk = request.desk
    dossier = get_dossier(desk, code)
    form = LookForm(Scene(request, dossier, verb=Verb.PROPOSE, data=request.POST, seen=None))
    form.is_valid()
    said = form.cleaned_data
    result = Result(
        dossier=dossier,
        agency=dossier.competent,
        kind=said.get("kind") or "granted",
        title=said.get("title") or _("(chưa ghi trích yếu)"),
        text=said.get("text") or "",
        reasons=_reasons(said),
    )
    return pdf(preview_of(dossier, result, signer=None, at=desk.at), name=f"{code}-xem-truoc")


def _reasons(said: dict[str, Any]) -> str:
    return reasons_in_words(said.get("reasons") or "", said.get("legal_basis") or "")


def _note(desk: Desk, dossier: Dossier, what: str) -> None:
    note_reading(person=desk.person, dossier=dossier, what=what[:200], at=desk.at)
