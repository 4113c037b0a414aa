"""The filled-in review form of a procedure, to keep as a Word or PDF file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.documents.official.making import make_docx, make_pdf
from motcua.kernel.refusals import Refused
from motcua.reviews.queries.rounds.form_paper import form_paper
from motcua.reviews.queries.rounds.forms import find_form, find_proposal_of
from motcua.reviews.rules.rounds.papers.review_form import review_form_paper
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.review_rounds.papers import TYPES
from motcua.web.desk.review_rounds.shown import READERS, item_or_refuse


@desk_view(*READERS)
@require_GET
def paper(request: DeskRequest, pk: UUID, kind: str) -> HttpResponse:
    item = item_or_refuse(request, pk)
    if kind not in TYPES:
        raise Http404
    form, proposal = find_form(item), find_proposal_of(item)
    if form is None or proposal is None:
        raise Refused("paper-not-found", _("Chưa điền biểu rà soát của thủ tục này nên chưa có văn bản."))
    document = review_form_paper(form_paper(item, form, proposal, on=request.desk.today))
    make = make_pdf if kind == "pdf" else make_docx
    response = HttpResponse(make(document, made_at=request.desk.at), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="bieu-ra-soat-{item.procedure.code}.{kind}"'
    return response
