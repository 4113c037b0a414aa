"""The papers of inspections, to keep as Word or PDF files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.documents.official.content import OfficialDocument
from motcua.documents.official.making import make_docx, make_pdf
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.plans.queries.inspections.papers import conclusion_paper, minutes_paper, round_paper
from motcua.plans.rules.papers.inspection import conclusion_notice, inspection_minutes, inspection_plan
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.inspections.shown import inspection_or_refuse, round_or_refuse, seat_at

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@desk_view(Capability.KEEP_INSPECTIONS, Capability.APPROVE_PLANS)
@require_GET
def plan(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """The plan of a round."""
    drawn = round_or_refuse(request, pk)
    if not drawn.seed:
        raise Refused("round-not-drawn", _("Đợt này chưa rút thăm nên chưa có danh sách đơn vị để in."))
    document = inspection_plan(round_paper(drawn, on=request.desk.today))
    return _file(request, document, form, f"ke hoach {drawn.title}")


@desk_view(Capability.READ_PLANS)
@require_GET
def minutes(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """The minutes, once the visit is over."""
    inspection = inspection_or_refuse(request, pk)
    if not seat_at(request, inspection).is_done or inspection.ended_at is None:
        raise Refused("minutes-not-found", _("Buổi kiểm tra chưa kết thúc nên chưa có biên bản."))
    document = inspection_minutes(minutes_paper(inspection, on=request.desk.today))
    return _file(request, document, form, f"bien ban {inspection.unit.short_name}")


@desk_view(Capability.READ_PLANS)
@require_GET
def conclusion(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """The conclusion; before it is signed only for those who write and sign it."""
    inspection = inspection_or_refuse(request, pk)
    seat = seat_at(request, inspection)
    is_draft = seat.is_held and (seat.works or seat.signs)
    if inspection.concluded_on is None and not is_draft:
        raise Refused("conclusion-not-found", _("Cuộc kiểm tra này chưa có kết luận."))
    document = conclusion_notice(conclusion_paper(inspection, on=request.desk.today))
    return _file(request, document, form, f"ket luan {inspection.unit.short_name}")


def _file(request: DeskRequest, document: OfficialDocument, form: str, name: str) -> HttpResponse:
    if form not in _TYPES:
        raise Http404
    make = make_pdf if form == "pdf" else make_docx
    response = HttpResponse(make(document, made_at=request.desk.at), content_type=_TYPES[form])
    plain = "-".join(fold(name).split())[:80].strip("-")
    response["Content-Disposition"] = f'attachment; filename="{plain}.{form}"'
    return response
