from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.processes.editing import body_of
from motcua.web.desk.processes.forms import FileForm
from motcua.web.desk.spreadsheets import xlsx
from motcua.web.middleware import status_of
from motcua.web.waiting_files import chosen_files
from motcua.workflow.actions.imports import import_process
from motcua.workflow.files.bpmn_writing import write_bpmn
from motcua.workflow.files.workbook_writing import write_workbook
from motcua.workflow.queries.contents import get_process
from motcua.workflow.rules.processes import ProcessContent
from motcua.workflow.rules.tables import read_matter, write_matter

_LARGEST = 5 * 1024 * 1024
_FILE_IS_WRONG = frozenset(
    {"file-unknown-format", "file-too-large", "file-unreadable", "columns-missing", "process-empty"}
)


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def bring(request: DeskRequest) -> HttpResponse:
    form = FileForm(posted(request), chosen_files(request), desk=request.desk)
    if request.method == "GET" or not form.is_valid():
        return _bring(request, form, status=422 if form.errors else 200)
    file, said = form.cleaned_data["file"], form.cleaned_data
    try:
        if file.size > _LARGEST:
            raise Refused(
                "file-too-large", _("Tệp lớn hơn 5 MB nên không phải một quy trình. Kiểm tra lại tệp.")
            )
        done = import_process(
            data=file.read(),
            name=str(file.name),
            matter=read_matter(said["matter"]) if said["matter"] else None,
            agency=body_of(said["agency"]),
            by=request.desk.person,
            at=request.desk.at,
        )
    except Refused as refused:
        if status_of(refused) in {403, 404} and refused.code != "agency-not-found":
            raise
        if refused.code not in _FILE_IS_WRONG:
            form.hold_files()
        return _bring(request, form, refused=refused, status=422)
    messages.success(request, _("Đã đọc tệp thành bản soạn. Xem lại từng bước rồi lưu."))
    for note in done.notes:
        messages.warning(request, note)
    return redirect("desk:processes:edit", pk=done.version.pk)


def _bring(
    request: DeskRequest, form: FileForm, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    return render(request, "desk/processes/import.html", {"form": form, "refused": refused}, status=status)


@desk_view()
@require_GET
def workbook(request: DeskRequest, pk: UUID) -> HttpResponse:
    content = get_process(pk)
    return xlsx(write_workbook(content), name=_file_name(content))


@desk_view()
@require_GET
def bpmn(request: DeskRequest, pk: UUID) -> HttpResponse:
    content = get_process(pk)
    response = HttpResponse(write_bpmn(content), content_type="application/xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(content)}.bpmn"'
    return response


def _file_name(content: ProcessContent) -> str:
    words = fold(f"quy trinh {write_matter(content.matter)} {content.name}").split()
    return "-".join(words)[:80].strip("-")
