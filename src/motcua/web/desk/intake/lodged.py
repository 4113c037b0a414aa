"""A dossier lodged from outside: the desk looks at each paper, then receives, asks to complete, or refuses."""

from __future__ import annotations

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
from motcua.dossiers.enums import Door, PaperForm
from motcua.dossiers.models import Dossier, PaperFile, Party, SubmittedPaper
from motcua.dossiers.policy import not_found, require_read
from motcua.dossiers.queries.intake import Preview, preview
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.dossiers.rules.intake import SeenPaper
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
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


@desk_view(Capability.RECEIVE_DOSSIERS)
@require_http_methods(["GET", "POST"])
def receive_lodged(request: DeskRequest, code: str) -> HttpResponse:
    desk = request.desk
    dossier = _dossier(code)
    require_read(desk.person, dossier, on=desk.today)
    offer = get_offer(dossier.procedure_id, desk.today)
    data = request.POST if request.method == "POST" else None
    lines = [SeenForm(paper, data) for paper in _papers(dossier)]
    limit = LimitForm(data)
    problem = ""
    if data is not None and all([limit.is_valid(), *(line.is_valid() for line in lines)]):
        try:
            receive(
                dossier_id=dossier.pk,
                by=desk.person,
                at=desk.at,
                seen=_revision(request),
                limit=limit.limit(),
                is_express="express" in request.POST,
                asks_fees="asks_fees" in request.POST,
                papers=[line.seen() for line in lines],
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            problem = refused.message
        else:
            messages.success(request, _("Đã tiếp nhận hồ sơ %s.") % dossier.code)
            return redirect("desk:dossiers:page", code=dossier.code)
    context = {
        "dossier": dossier,
        "offer": offer,
        "lines": lines,
        "limit": limit,
        "problem": problem,
        "parties": Party.objects.filter(dossier=dossier).select_related("area__parent"),
        "preview": _preview(dossier, offer, request),
    }
    return render(request, "desk/intake/lodged.html", context, status=422 if problem else 200)


def _dossier(code: str) -> Dossier:
    rows = Dossier.objects.select_related("competent__area", "reception__area").defer("words")
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
    return int(text) if text.isdecimal() else None
