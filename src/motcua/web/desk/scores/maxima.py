"""The most points of each component, of all times, and entering them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.deadlines.enums import Certainty
from motcua.indicators.actions.maxima import set_maximum
from motcua.indicators.policy import may_keep_indexes
from motcua.indicators.queries.scores import get_index, maxima_of
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import DayField, WordsField
from motcua.web.desk.figures.asking import READERS
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.scores.service_index import INDEX


class MaximumForm(forms.Form):
    component = forms.ChoiceField(label=_("Chỉ số"))
    points = forms.DecimalField(
        label=_("Điểm tối đa"), max_digits=5, decimal_places=2, localize=True, min_value=0
    )
    basis = WordsField(
        max_length=250, label=_("Căn cứ"), help_text=_("Số văn bản, hoặc nơi đã đọc con số này.")
    )
    is_verified = forms.BooleanField(required=False, label=_("Đã đối chiếu với văn bản gốc"))
    since = DayField(label=_("Áp dụng từ ngày"))


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    index = get_index(INDEX, request.desk.today)
    rows = maxima_of(index)
    today = request.desk.today
    known = {row.component for row in rows if today in row.in_force}
    names = {each.number: each.name for each in index.components}
    context: dict[str, Any] = {
        "index": index,
        "rows": [
            {
                "row": row,
                "name": names.get(row.component, ""),
                "is_now": today in row.in_force,
                "unsure": row.certainty == Certainty.UNVERIFIED,
            }
            for row in rows
        ],
        "unknown": [each for each in index.components if each.is_scored and each.number not in known],
        "keeps": may_keep_indexes(request.desk.person, on=today),
    }
    return render(request, "desk/scores/maxima.html", context)


@desk_view(Capability.KEEP_ORGANISATIONS)
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    index = get_index(INDEX, desk.today)
    asked = request.GET.get("chi-so", "")
    form = MaximumForm(
        posted(request), label_suffix="", initial={"since": index.in_force.start, "component": asked}
    )
    component = form.fields["component"]
    assert isinstance(component, forms.ChoiceField)
    component.choices = [
        (each.number, f"{each.number} {each.name}") for each in index.components if each.is_scored
    ]

    def act() -> object:
        said = form.cleaned_data
        return set_maximum(
            index=INDEX,
            component=said["component"],
            points=said["points"],
            basis=said["basis"],
            certainty=Certainty.LAW if said["is_verified"] else Certainty.UNVERIFIED,
            since=said["since"],
            by=desk.person,
            at=desk.at,
        )

    back = reverse("desk:scores:maxima")
    return answer_form(
        request,
        form,
        act,
        where=lambda made: back,
        title=_t("Đặt điểm tối đa"),
        lead=_t("Điểm của các kỳ trước ngày áp dụng không đổi."),
        save=_t("Ghi"),
        back=back,
        done=_t("Đã ghi điểm tối đa."),
    )
