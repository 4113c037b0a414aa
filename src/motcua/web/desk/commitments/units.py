"""One unit of a signing: who signed there, the list entered, the result said."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.plans.actions.commitments import enter_commitments, reopen_signing, report_signing
from motcua.plans.models import CommitmentUnit
from motcua.plans.queries.commitments import papers_of_unit
from motcua.plans.rules.commitments import Paper
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.commitments.forms import ListForm, ReportForm, SignersForm, kept
from motcua.web.desk.commitments.shown import unit_or_refuse
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.middleware import status_of
from motcua.web.served_files import serve
from motcua.web.waiting_files import chosen_files


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    row, seat = unit_or_refuse(request, pk, unit_pk)
    papers = papers_of_unit(row)
    writes = seat.may_write(unit_pk)
    context = {
        "drive": row.drive,
        "row": row,
        "papers": papers,
        "writes": writes,
        "may_change": writes and row.reported_at is None,
        "may_remove": seat.keeps and not papers and row.unit_id != row.drive.agency_id,
        "has_head": any(paper.is_head for paper in papers),
        "history": read_history(
            entries_about("commitment_drive", str(pk)).filter(payload__unit=str(unit_pk))
        ),
    }
    return render(request, "desk/commitments/unit.html", context)


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    """First what was pasted or brought is read and shown, then it is entered; nothing is kept in between."""
    row, _seat = unit_or_refuse(request, pk, unit_pk)
    if request.method == "POST" and "papers" in request.POST:
        return _entered(request, row)
    form = ListForm(posted(request), chosen_files(request), initial={"signed_on": request.desk.today})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        papers = said["papers"]
        head = next((str(place) for place, paper in enumerate(papers) if paper.is_head), "")
        first = {"papers": kept(papers), "signed_on": said["signed_on"], "head": head}
        return _preview(request, row, SignersForm(initial=first), papers, head)
    context = {"drive": row.drive, "row": row, "form": form}
    return render(request, "desk/commitments/enter.html", context, status=422 if form.errors else 200)


def _entered(request: DeskRequest, row: CommitmentUnit) -> HttpResponse:
    desk, form = request.desk, SignersForm(request.POST, chosen_files(request))
    if form.is_valid():
        try:
            made = enter_commitments(
                drive_id=row.drive_id,
                unit_id=row.unit_id,
                papers=form.entered(),
                signed_on=form.cleaned_data["signed_on"],
                by=desk.person,
                at=desk.at,
                file=form.brought(),
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            field = refused.details.get("field")
            form.add_error(field if field in {"signed_on", "file"} else None, refused.message)
        else:
            number = len(made)
            messages.success(request, ngettext("Đã nhập %d người.", "Đã nhập %d người.", number) % number)
            return redirect(_home(row.drive_id, row.unit_id))
    papers = form.cleaned_data.get("papers", [])
    return _preview(request, row, form, papers, request.POST.get("head", ""), status=422)


def _preview(
    request: DeskRequest,
    row: CommitmentUnit,
    form: SignersForm,
    papers: list[Paper],
    head: str,
    status: int = 200,
) -> HttpResponse:
    context = {
        "drive": row.drive,
        "row": row,
        "form": form,
        "papers": papers,
        "head": head,
        "head_known": row.commitments.filter(is_head=True).exists(),
    }
    return render(request, "desk/commitments/preview.html", context, status=status)


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def report(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    row, _seat = unit_or_refuse(request, pk, unit_pk)
    desk, form = request.desk, ReportForm(posted(request), chosen_files(request))
    number = row.commitments.count()
    return answer_form(
        request,
        form,
        lambda: report_signing(
            drive_id=pk,
            unit_id=unit_pk,
            note=form.cleaned_data["note"],
            file=form.brought(),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _home(pk, unit_pk),
        title=_("Báo kết quả ký cam kết"),
        lead=_("%(unit)s: %(number)s bản đã ký.") % {"unit": row.unit.name, "number": number},
        save=_("Báo kết quả"),
        back=_home(pk, unit_pk),
        done=_("Đã báo kết quả ký cam kết."),
    )


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_POST
def reopen(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    unit_or_refuse(request, pk, unit_pk)
    desk = request.desk
    attempt(
        request,
        lambda: reopen_signing(drive_id=pk, unit_id=unit_pk, by=desk.person, at=desk.at),
        done=_("Đã mở lại danh sách. Sửa xong nhớ báo kết quả lần nữa."),
    )
    return redirect(_home(pk, unit_pk))


@desk_view(Capability.READ_PLANS)
@require_GET
def file(request: DeskRequest, pk: UUID, unit_pk: UUID) -> FileResponse:
    row, _seat = unit_or_refuse(request, pk, unit_pk)
    if row.file is None:
        raise Refused("file-not-found", _("Đơn vị chưa kèm tệp nào."))
    return serve(row.file, inline="xem" in request.GET)


def _home(pk: UUID, unit_pk: UUID) -> str:
    return reverse("desk:commitments:unit", args=[pk, unit_pk])
