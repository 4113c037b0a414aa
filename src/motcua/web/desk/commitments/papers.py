"""One signed paper: taken away, marked as the head's, its scan kept and shown."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.actions.commitments import keep_commitment_file, mark_head, remove_commitment
from motcua.plans.models import Commitment
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.commitments.forms import ScanForm
from motcua.web.desk.commitments.shown import paper_or_refuse
from motcua.web.desk.form_pages import answer_form
from motcua.web.served_files import serve
from motcua.web.waiting_files import chosen_files


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_POST
def remove(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    return _acted(
        request,
        pk,
        lambda: remove_commitment(commitment_id=pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ bản ký khỏi danh sách."),
    )


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_POST
def head(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    return _acted(
        request,
        pk,
        lambda: mark_head(commitment_id=pk, by=desk.person, at=desk.at),
        done=_("Đã đánh dấu bản của thủ trưởng."),
    )


@desk_view(Capability.DO_PLAN_TASKS, Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def scan(request: DeskRequest, pk: UUID) -> HttpResponse:
    paper, desk = paper_or_refuse(request, pk), request.desk
    form = ScanForm(posted(request), chosen_files(request))

    def act() -> Commitment:
        file = form.brought()
        assert file is not None
        return keep_commitment_file(commitment_id=pk, file=file, by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(paper),
        title=_("Kèm bản quét cam kết"),
        lead=f"{paper.name}{', ' if paper.post else ''}{paper.post}",
        save=_("Lưu"),
        back=_home(paper),
        done=_("Đã lưu bản quét."),
    )


@desk_view(Capability.READ_PLANS)
@require_GET
def file(request: DeskRequest, pk: UUID) -> FileResponse:
    paper = paper_or_refuse(request, pk)
    if paper.file is None:
        raise Refused("file-not-found", _("Bản cam kết này chưa có bản quét."))
    return serve(paper.file, inline="xem" in request.GET)


def _acted(request: DeskRequest, pk: UUID, act: Callable[[], object], *, done: str) -> HttpResponse:
    paper = paper_or_refuse(request, pk)
    attempt(request, act, done=done)
    return redirect(_home(paper))


def _home(paper: Commitment) -> str:
    return reverse("desk:commitments:unit", args=[paper.drive_unit.drive_id, paper.drive_unit.unit_id])
