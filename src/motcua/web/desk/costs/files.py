"""A sheet out as a workbook and in from one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs import import_lines
from motcua.reviews.enums import Side
from motcua.reviews.files.cost_book import LARGEST_FILE
from motcua.reviews.files.cost_json import read_cost_json
from motcua.reviews.files.cost_workbook import read_cost_workbook
from motcua.reviews.files.cost_writing import write_cost_workbook
from motcua.reviews.models import CostEstimate
from motcua.reviews.queries.costs import as_sheet
from motcua.reviews.rules.cost.sheets import CostSheet
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.costs.asking import path_to, sheet_asked
from motcua.web.desk.costs.forms import BringForm
from motcua.web.desk.costs.views import NEEDS
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.spreadsheets import xlsx


@desk_view(*NEEDS)
@require_GET
def workbook(request: DeskRequest, pk: UUID) -> HttpResponse:
    estimate = sheet_asked(request, pk)
    name = f"chi-phi-{estimate.procedure.code}"
    return xlsx(write_cost_workbook(_both(estimate)), name=name)


@desk_view(*NEEDS)
@require_http_methods(["GET", "POST"])
def bring(request: DeskRequest, pk: UUID) -> HttpResponse:
    estimate, desk = sheet_asked(request, pk), request.desk
    form = BringForm(posted(request), request.FILES or None)

    def act() -> CostEstimate:
        file = form.cleaned_data["file"]
        data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise Refused(
                "file-too-large",
                _("Tệp lớn hơn %s MB nên không phải bảng chi phí.") % (LARGEST_FILE // 2**20),
                field="file",
            )
        read = read_cost_workbook if data.startswith(b"PK") else read_cost_json
        return import_lines(
            estimate_id=pk, sheet=read(data), file_name=str(file.name), by=desk.person, at=desk.at
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: path_to("page", pk),
        title=_("Nhập bảng chi phí từ tệp"),
        lead=_(
            "Các dòng ở trang “%s” của tệp thay cho các dòng của bản nháp này. Dòng không đổi giữ nguyên nguồn. Ô sai "
            "được nêu tên và không có gì bị thay."
        )
        % Side(estimate.side).label,
        save=_("Nhập"),
        back=path_to("page", pk),
        done=_("Đã nhập bảng chi phí từ tệp."),
    )


def _both(estimate: CostEstimate) -> CostSheet:
    """The sheet with the copy it is of, or with its latest copy."""
    if estimate.of is not None:
        before = CostEstimate.objects.select_related("procedure", "version").get(pk=estimate.of.pk)
        return as_sheet(before, estimate)
    return as_sheet(estimate, estimate.copies.order_by("-made_at", "-id").first())
