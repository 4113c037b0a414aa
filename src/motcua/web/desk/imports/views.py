from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.catalogue.actions.imports import (
    ImportResult,
    import_catalogue,
    propose_import,
    propose_import_anew,
)
from motcua.catalogue.models import PromulgationDecision
from motcua.catalogue.queries.import_runs import latest_imports
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import Desk, DeskRequest, desk_view, posted
from motcua.web.desk.imports import waiting
from motcua.web.desk.imports.forms import DayForm, FileForm, ProposalForm
from motcua.web.desk.spreadsheets import XLSX
from motcua.web.middleware import status_of

_SHOWN = 200


@desk_view(Capability.IMPORT_CATALOGUE)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    form = FileForm(posted(request), request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        token = waiting.keep(request, name=str(file.name), data=file.read())
        return redirect("desk:imports:preview", token=token)
    return _start(request, form, status=422 if form.errors else 200)


def _start(
    request: DeskRequest, form: FileForm, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "refused": refused, "runs": latest_imports(most=10)}
    return render(request, "desk/imports/start.html", context, status=status)


@desk_view(Capability.IMPORT_CATALOGUE)
@require_GET
def preview(request: DeskRequest, token: str) -> HttpResponse:
    day = DayForm(request.GET or None, label_suffix="")
    try:
        return _preview(request, token, day=day)
    except Refused as refused:
        if status_of(refused) == 403:
            raise
        # The file cannot be read at all: say why beside the place where another is chosen.
        return _start(request, FileForm(label_suffix=""), refused=refused, status=422)


def _preview(
    request: DeskRequest, token: str, *, day: DayForm, status: int = 200, **came_back: Any
) -> HttpResponse:
    """The dry run of a waiting file; `came_back` is a form with mistakes."""
    name, data = waiting.bring(request, token)
    as_of = day.cleaned_data.get("as_of") if day.is_bound and day.is_valid() else None
    result = import_catalogue(
        file=data, name=name, dry_run=True, as_of=as_of, by=request.user, at=request.desk.at
    )
    context = {
        "token": token,
        "result": result,
        "rows": [row for row in result.rows if not row.is_unchanged][:_SHOWN],
        "most": _SHOWN,
        "day": day,
        "can_propose": request.desk.can(Capability.KEEP_CATALOGUE),
        "proposal": ProposalForm(desk=request.desk, initial={"title": _("Công bố theo tệp %s") % name}),
        **came_back,
    }
    return render(request, "desk/imports/preview.html", context, status=status)


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def propose(request: DeskRequest, token: str) -> HttpResponse:
    desk = request.desk
    name, data = waiting.bring(request, token)
    form = ProposalForm(request.POST, desk=desk)
    if form.is_valid():
        try:
            decision, result = _propose(desk, name, data, form)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error(None, refused.message)
        else:
            waiting.drop(request, token)
            messages.success(request, _told(result))
            return redirect("desk:decisions:page", pk=decision.pk)
    return _preview(request, token, day=DayForm(label_suffix=""), status=422, proposal=form)


def _propose(
    desk: Desk, name: str, data: bytes, form: ProposalForm
) -> tuple[PromulgationDecision, ImportResult]:
    said = form.cleaned_data
    brought: dict[str, Any] = {"file": data, "name": name, "by": desk.person, "at": desk.at}
    if said["decision"] is None:
        return propose_import_anew(agency=said["agency"], data=form.new_decision(), **brought)
    return said["decision"], propose_import(decision=said["decision"], **brought)


@desk_view(Capability.IMPORT_CATALOGUE)
@require_POST
def apply(request: DeskRequest, token: str) -> HttpResponse:
    desk = request.desk
    name, data = waiting.bring(request, token)
    day = DayForm(request.POST, label_suffix="")
    if not day.is_valid():
        return _preview(request, token, day=day, status=422)
    try:
        result = import_catalogue(
            file=data, name=name, as_of=day.cleaned_data["as_of"], by=desk.person, at=desk.at
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        messages.error(request, refused.message)
        return _preview(request, token, day=DayForm(label_suffix=""), status=409)
    waiting.drop(request, token)
    messages.success(request, _told(result))
    return redirect("desk:imports:start")


def _told(result: ImportResult) -> str:
    return _(
        "Đã nhập: %(created)s thủ tục mới, %(changed)s thay đổi, %(unchanged)s như cũ, %(refused)s bị từ chối."
    ) % {
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "refused": result.refused,
    }


@desk_view(Capability.IMPORT_CATALOGUE)
@require_GET
def template(request: DeskRequest) -> FileResponse:
    from motcua.catalogue.exporting import write_template

    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_template(file)
    return _sent(file, "mau-nhap-thu-tuc.xlsx")


@desk_view(Capability.IMPORT_CATALOGUE)
@require_GET
def everything(request: DeskRequest) -> FileResponse:
    from motcua.catalogue.exporting import write_workbook
    from motcua.catalogue.queries.exports import procedures_in_force

    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(file, procedures_in_force(on=request.desk.today))
    return _sent(file, f"danh-muc-thu-tuc-{request.desk.today.isoformat()}.xlsx")


def _sent(file: Any, name: str) -> FileResponse:
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
