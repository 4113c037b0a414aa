"""The papers of a draft act, as Word or PDF files."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.documents.official.content import OfficialDocument
from motcua.documents.official.making import make_docx, make_pdf
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.reviews.queries.impact.papers import impact_paper
from motcua.reviews.rules.impact.papers import assessment_report, opinions_table
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.impact.asking import act_or_refuse

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def report(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """The report on the impact of the procedures in the draft."""
    act = act_or_refuse(request, pk)
    paper = impact_paper(act, on=request.desk.today, symbol="BC")
    return _file(request, assessment_report(paper), form, f"danh gia tac dong {act.title}")


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def opinions(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """The table of opinions received, taken over, explained."""
    act = act_or_refuse(request, pk)
    paper = impact_paper(act, on=request.desk.today, symbol="BTH")
    return _file(request, opinions_table(paper), form, f"tiep thu giai trinh {act.title}")


def _file(request: DeskRequest, document: OfficialDocument, form: str, name: str) -> HttpResponse:
    if form not in _TYPES:
        raise Refused("paper-not-found", _("Chỉ có tệp docx và pdf."))
    make = make_pdf if form == "pdf" else make_docx
    response = HttpResponse(make(document, made_at=request.desk.at), content_type=_TYPES[form])
    plain = "-".join(fold(name).split())[:80].strip("-")
    response["Content-Disposition"] = f'attachment; filename="{plain}.{form}"'
    return response
