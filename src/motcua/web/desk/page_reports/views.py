from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.catalogue.actions.page_reports import settle_page_report
from motcua.catalogue.models import PageReport
from motcua.catalogue.queries.names import names_of
from motcua.catalogue.queries.page_reports import (
    get_page_report,
    page_of_open_reports,
    page_of_settled_reports,
)
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.paging import PAGE, address, after_moment

KEEPERS = (Capability.KEEP_CATALOGUE, Capability.APPROVE_DECISION, Capability.IMPORT_CATALOGUE)


class NoteForm(forms.Form):
    note = LinesField(
        rows=4,
        label=gettext_lazy("Đã xử lý thế nào"),
        help_text=gettext_lazy(
            "Ví dụ: Đã sửa số bản sao theo Quyết định 864/QĐ-UBND. Không ghi tên, số điện thoại người báo."
        ),
        error_messages={"required": gettext_lazy("Ghi đã xử lý báo lỗi này thế nào.")},
    )


@desk_view(*KEEPERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    settled, after = request.GET.get("xong") == "1", after_moment(request)
    read = page_of_settled_reports if settled else page_of_open_reports
    rows = read(after=after, size=PAGE)
    context = {
        "reports": with_names(rows[:PAGE]),
        "settled": settled,
        "tabs": [
            {"label": _("Chưa xử lý"), "href": "?", "count": 0, "is_current": not settled},
            {"label": _("Đã xử lý"), "href": "?xong=1", "count": 0, "is_current": settled},
        ],
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=_key(rows[PAGE - 1])) if len(rows) > PAGE else "",
    }
    return render(request, "desk/page_reports/list.html", context)


@desk_view(*KEEPERS)
@require_http_methods(["GET", "POST"])
def settle(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    report = get_page_report(pk)
    form = NoteForm(posted(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(
            request,
            lambda: settle_page_report(report=report, note=note, by=desk.person, at=desk.at),
            done=_("Đã ghi nhận cách xử lý."),
        ):
            return redirect("desk:page_reports:list")
    context = {
        "report": report,
        "name": names_of([report.procedure_id]).get(report.procedure_id, ""),
        "form": form,
        "can_settle": desk.can(Capability.KEEP_CATALOGUE),
    }
    return render(request, "desk/page_reports/settle.html", context)


def with_names(reports: list[PageReport]) -> list[tuple[PageReport, str]]:
    """Each report with the name of its procedure; one query."""
    names = names_of({report.procedure_id for report in reports})
    return [(report, names.get(report.procedure_id, "")) for report in reports]


def _key(report: PageReport) -> str:
    return f"{(report.settled_at or report.at).isoformat()}_{report.pk}"
