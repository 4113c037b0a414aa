from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.drafts.rows import rearranged, row_in_hand
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.processes.forms import AGENCIES_LIST, StartForm
from motcua.web.desk.processes.sheet import Sheet
from motcua.web.middleware import status_of
from motcua.workflow.actions.drafts import (
    copy_to_draft,
    drop_draft_process,
    save_draft_process,
    start_draft_process,
)
from motcua.workflow.enums import ProcessState
from motcua.workflow.models import ProcessVersion
from motcua.workflow.policy import require_draft
from motcua.workflow.queries.contents import get_process
from motcua.workflow.queries.keeping import agencies_to_name, get_version
from motcua.workflow.queries.starting import process_to_begin_with
from motcua.workflow.rules.checks import check
from motcua.workflow.rules.processes import Body
from motcua.workflow.rules.tables import read_matter


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = StartForm(posted(request), desk=desk, initial={"matter": request.GET.get("thu-tuc", "")[:60]})

    def make() -> ProcessVersion:
        content = process_to_begin_with(
            matter=read_matter(form.cleaned_data["matter"]),
            agency=body_of(form.cleaned_data["agency"]),
            is_express=form.cleaned_data["is_express"],
            on=desk.today,
        )
        return start_draft_process(content=content, by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        make,
        where=lambda made: reverse("desk:processes:edit", args=[made.pk]),
        title=_("Soạn quy trình mới"),
        lead=_("Bản soạn bắt đầu từ quy trình đang áp dụng cho thủ tục này; sửa các bước ở trang sau."),
        save=_("Bắt đầu soạn"),
        back=reverse("desk:processes:list"),
        done=_("Đã mở bản soạn."),
    )


def body_of(agency: Agency | None) -> Body | None:
    """The agency as a process names it."""
    return Body(agency.code, agency.pk, agency.name) if agency else None


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    version = get_version(pk)
    require_draft(request.desk.person, agency_id=version.process.agency_id, on=request.desk.today)
    if version.state != ProcessState.DRAFT:
        messages.info(request, _("Phiên bản này đã ban hành nên không sửa được. Hãy soạn phiên bản mới."))
        return redirect("desk:processes:version", pk=pk)
    if request.method == "GET":
        return _page(request, version, Sheet.of(get_process(pk)))
    if (moved := rearranged(request.POST)) is not None:
        sheet = Sheet.posted(moved, quiet=True)
        sheet.put_cursor(row_in_hand(request.POST))
        return _page(request, version, sheet)
    sheet = Sheet.posted(request.POST)
    if not sheet.is_valid():
        return _page(request, version, sheet, status=422)
    return _save(request, version, sheet)


def _save(request: DeskRequest, version: ProcessVersion, sheet: Sheet) -> HttpResponse:
    desk = request.desk
    revision = request.POST.get("revision", "")
    try:
        save_draft_process(
            version_id=version.pk,
            content=sheet.content(base=get_process(version.pk)),
            revision=int(revision) if revision.isdecimal() and len(revision) < 9 else None,
            by=desk.person,
            at=desk.at,
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        # Saving again after seeing that somebody else saved is meant.
        return _page(request, version, sheet, refused=refused, status=status_of(refused))
    messages.success(request, _("Đã lưu bản soạn."))
    name = "desk:processes:edit" if "stay" in request.POST else "desk:processes:version"
    return redirect(name, pk=version.pk)


def _page(
    request: DeskRequest,
    version: ProcessVersion,
    sheet: Sheet,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    findings = check(get_process(version.pk))
    conflict = refused is not None and refused.code == "process-changed"
    revision = str(version.revision)
    if request.method == "POST" and not conflict:
        revision = request.POST.get("revision", revision)
    context: dict[str, Any] = {
        "version": version,
        "process": version.process,
        "sheet": sheet,
        "steps": [
            (row, [found for found in findings if found.step_key and found.step_key == row["key"].value()])
            for row in sheet.steps.forms
        ],
        "has_legs": bool(sheet.legs.forms),
        "findings": [finding for finding in findings if not finding.step_key],
        "number": len(findings),
        "revision": revision,
        "refused": refused,
        "complaints": sheet.complaints(),
        "agencies": agencies_to_name(request.desk.today),
        "agencies_list": AGENCIES_LIST,
    }
    return render(request, "desk/processes/edit.html", context, status=status)


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def copy(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    made: list[ProcessVersion] = []

    def make() -> None:
        made.append(copy_to_draft(version=get_version(pk), by=desk.person, at=desk.at))

    attempt(request, make, done=_("Đã mở bản soạn mới, giống phiên bản đang xem."))
    return (
        redirect("desk:processes:edit", pk=made[0].pk) if made else redirect("desk:processes:version", pk=pk)
    )


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    done = attempt(
        request,
        lambda: drop_draft_process(version_id=pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ bản soạn."),
    )
    return redirect("desk:processes:list") if done else redirect("desk:processes:version", pk=pk)
