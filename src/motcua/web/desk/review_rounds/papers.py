"""The papers of a round, to keep as Word or PDF files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from motcua.documents.official.content import OfficialDocument
from motcua.documents.official.making import make_docx, make_pdf
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.reviews.enums.rounds import RoundStatus
from motcua.reviews.models import ReviewRound
from motcua.reviews.queries.rounds.papers import decision_paper, has_finished, round_paper
from motcua.reviews.queries.rounds.proposals import proposals_in
from motcua.reviews.rules.rounds.papers.plan import review_plan
from motcua.reviews.rules.rounds.papers.report import review_report
from motcua.reviews.rules.rounds.papers.submission import draft_decision, proposals_annex, submission
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.review_rounds.shown import READERS, round_or_refuse

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_PLAN, _REPORT = "ke-hoach", "bao-cao"
_LABELS = {
    _PLAN: _("Kế hoạch rà soát"),
    _REPORT: _("Báo cáo kết quả rà soát"),
    "to-trinh": _("Tờ trình"),
    "quyet-dinh": _("Dự thảo quyết định phê duyệt"),
    "phu-luc": _("Phụ lục phương án"),
}


def papers_of(held: ReviewRound, *, has_proposals: bool) -> list[dict[str, object]]:
    """The papers that can be made of the round as it stands, each with its addresses."""
    words = [_PLAN]
    if held.status in {RoundStatus.RUNNING, RoundStatus.CLOSED}:
        words.append(_REPORT)
        if has_proposals:
            words += ["to-trinh", "quyet-dinh", "phu-luc"]
    return [
        {
            "label": _LABELS[word],
            "docx": reverse("desk:review_rounds:paper", args=[held.pk, word, "docx"]),
            "pdf": reverse("desk:review_rounds:paper", args=[held.pk, word, "pdf"]),
        }
        for word in words
    ]


@desk_view(*READERS)
@require_GET
def paper(request: DeskRequest, pk: UUID, paper: str, form: str) -> HttpResponse:
    held = round_or_refuse(request, pk)
    if paper not in _LABELS or form not in TYPES:
        raise Http404
    document = _document(request, held, paper)
    make = make_pdf if form == "pdf" else make_docx
    response = HttpResponse(make(document, made_at=request.desk.at), content_type=TYPES[form])
    plain = "-".join(fold(f"{paper} {held.title}").split())[:80].strip("-")
    response["Content-Disposition"] = f'attachment; filename="{plain}.{form}"'
    return response


def _document(request: DeskRequest, held: ReviewRound, word: str) -> OfficialDocument:
    on = request.desk.today
    if word == _PLAN:
        return review_plan(round_paper(held, on=on, kind="KH"))
    if held.status not in {RoundStatus.RUNNING, RoundStatus.CLOSED}:
        raise Refused("paper-not-found", "Đợt rà soát chưa triển khai nên chưa có văn bản này.")
    if word == _REPORT:
        return review_report(round_paper(held, on=on, kind="BC"))
    if not has_finished(proposals_in(held)):
        raise Refused(
            "paper-not-found", "Đợt rà soát chưa có phương án nào rà soát xong nên chưa lập văn bản này."
        )
    if word == "to-trinh":
        return submission(round_paper(held, on=on, kind="TTr"))
    make = draft_decision if word == "quyet-dinh" else proposals_annex
    return make(decision_paper(held, on=on), keeper=held.agency.name)
