"""A report as Word, PDF or workbook."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.documents.official.making import make_docx, make_pdf
from motcua.kernel.text import fold
from motcua.reports.files.workbook import write_forms
from motcua.reports.policy import report_not_found
from motcua.reports.queries.reports import last_day_of, paper_of, shown_of
from motcua.reports.rules.papers import report_document
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.reports.shown import report_or_refuse, version_asked
from motcua.web.desk.spreadsheets import XLSX

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": XLSX,
}


@desk_view(Capability.READ_REPORTS)
@require_GET
def paper(request: DeskRequest, pk: UUID, number: str, form: str) -> HttpResponse:
    report, at = report_or_refuse(request, pk), request.desk.at
    version = version_asked(request, report, number=number)
    if str(version.number) != number:
        raise report_not_found()
    if form == "xlsx":
        content = write_forms(
            shown_of(version, at=at).tables,
            agency=report.agency.name,
            first=report.period.window.lower,
            last=last_day_of(report.period),
        )
    else:
        make = make_pdf if form == "pdf" else make_docx
        content = make(report_document(paper_of(version, at=at)), made_at=version.as_of or at)
    response = HttpResponse(content, content_type=_TYPES[form])
    plain = "-".join(fold(f"bao cao {report.period.label} {report.agency.short_name}").split())[:80]
    response["Content-Disposition"] = f'attachment; filename="{plain}.{form}"'
    return response
