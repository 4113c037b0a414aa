"""A dossier lodged from outside: the desk looks at each paper, then receives, asks to complete, or refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.dossiers.actions.intake import receive
from motcua.dossiers.actions.reading import note_reading
from motcua.dossiers.enums import Door, PaperForm
from motcua.dossiers.models import Dossier, PaperFile, SubmittedPaper
from motcua.dossiers.policy import not_found
from motcua.dossiers.queries.intake import Preview, preview
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.dossiers.queries.whole import answers_of, whole_of
from motcua.dossiers.rules.intake import SeenPaper
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.dossiers.page import party_facts
from motcua.web.desk.fields import WordsField
from motcua.web.desk.intake.forms import LimitForm
from motcua.web.middleware import status_of


class SeenForm(forms.Form):
    """What the desk saw of one paper."""

    form = forms.ChoiceField(
        label=gettext_lazy("Đã xem"),
        required=False,
        choices=[("", gettext_lazy("Chưa có")), *((one.value, one.label) for one in PaperForm)],
    )
    count = forms.IntegerField(label=gettext_lazy("Số lượng"), min_value=0, max_value=999, required=False)
    note = WordsField(label=gettext_lazy("Ghi chú"), max_length=400, required=False)
    reused_from = WordsField(label=gettext_lazy("Lấy từ đâu"), max_length=200, required=False)

    def __init__(self, paper: SubmittedPaper, data: Any = None) -> None:
        found = paper.form or (PaperForm.ELECTRONIC if paper.files.all() else "")
        initial = {
            "form": found,
            "count": paper.count or 1,
            "note": paper.note,
            "reused_from": paper.reused_from,
        }
        super().__init__(data, prefix=f"p{paper.position}", initial=initial)
        self.paper = paper

    def seen(self) -> SeenPaper:
        data = self.cleaned_data
        form = PaperForm(data["form"]) if data["form"] else None
        return SeenPaper(
            position=self.paper.position,
            form=form,
            count=(data["count"] or 0) if form else 0,
            note=data["note"],
            reused_from=data["reused_from"],
        )


@dataclass
class Desktop:
    """What lies before the officer: the dossier, its papers to look at, the limit where a person must read it."""

    dossier: Dossier
    offer: Offer
    lines: list[SeenForm]
    limit: LimitForm

    def is_valid(self) -> bool:
        """Whether every form is right; all are asked, so that everything wrong is shown at once."""
        answers = [self.limit.is_valid(), *(line.is_valid() for line in self.lines)]
        return all(answers)


@desk_view(Capability.RECEIVE_DOSSIERS)
@require_http_methods(["GET", "POST"])
def receive_lodged(request: DeskRequest, code: str) -> HttpResponse:
    """The dossier as it was lodged, to be received. Opening it is noted, as on the dossier's own page."""
    desk = request.desk
    dossier = _dossier(code)
    note_reading(person=desk.person, dossier=dossier, what=_("Mở hồ sơ để tiếp nhận"), at=desk.at)
    data = posted(request)
    lines = [SeenForm(paper, data) for paper in _papers(dossier)]
    before = Desktop(dossier, get_offer(dossier.procedure_id, desk.today), lines, LimitForm(data))
    if data is None:
        return _shown(request, before)
    if not before.is_valid():
        return _shown(request, before, problem=_("Có chỗ ghi chưa đúng ở dưới. Sửa rồi bấm tiếp nhận lại."))
    try:
        _receive(request, before)
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        return _shown(request, before, problem=refused.message)
    messages.success(request, _("Đã tiếp nhận hồ sơ %s.") % dossier.code)
    return redirect("desk:dossiers:page", code=dossier.code)


def _receive(request: DeskRequest, before: Desktop) -> None:
    receive(
        dossier_id=before.dossier.pk,
        by=request.desk.person,
        at=request.desk.at,
        seen=_revision(request),
        limit=before.limit.limit(),
        is_express="express" in request.POST,
        asks_fees="asks_fees" in request.POST,
        papers=[line.seen() for line in before.lines],
    )


def _shown(request: DeskRequest, before: Desktop, *, problem: str = "") -> HttpResponse:
    dossier = before.dossier
    whole = whole_of(dossier)
    context = {
        "dossier": dossier,
        "offer": before.offer,
        "lines": before.lines,
        "limit": before.limit,
        "problem": problem,
        "people": [(party, party_facts(party)) for party in whole.parties],
        "answers": answers_of(dossier, whole),
        "asks_fees": request.method == "GET" or "asks_fees" in request.POST,
        "preview": _preview(dossier, before.offer, request),
    }
    return render(request, "desk/intake/lodged.html", context, status=422 if problem else 200)


def _dossier(code: str) -> Dossier:
    rows = Dossier.objects.select_related("competent__area", "reception__area", "form").defer("words")
    found = rows.filter(code=code).first()
    if found is None:
        raise not_found()
    return found


def _papers(dossier: Dossier) -> list[SubmittedPaper]:
    files = PaperFile.objects.filter(replaced_at=None).select_related("file")
    rows = SubmittedPaper.objects.filter(dossier=dossier).prefetch_related(Prefetch("files", queryset=files))
    return list(rows.order_by("position"))


def _preview(dossier: Dossier, offer: Offer, request: DeskRequest) -> Preview:
    return preview(
        offer=offer,
        door=Door(dossier.door),
        reception=dossier.reception,
        area=dossier.competent.area,
        at=request.desk.at,
    )


def _revision(request: DeskRequest) -> int | None:
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
