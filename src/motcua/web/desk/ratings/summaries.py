"""Publishing the results of a quarter or year."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.feedback.actions.rating_summaries import publish_summary
from motcua.feedback.queries.rating_summaries import published_summaries
from motcua.feedback.rules.ratings.periods import Span, span_of, spans_until
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.ratings.asking import tabs_of

_MOST = 100


class PublishForm(forms.Form):
    agency = forms.ChoiceField(label=gettext_lazy("Kết quả của"))
    span = forms.ChoiceField(label=gettext_lazy("Kỳ"))

    def __init__(self, *args: Any, agencies: list[Agency], spans: list[Span], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        choices = {
            "agency": [(str(agency.pk), agency.name) for agency in agencies],
            "span": [(span.key, span.label.capitalize()) for span in spans],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]  # choice fields


@desk_view(Capability.READ_SURVEYS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    among = agencies_where(desk.person, Capability.READ_SURVEYS, desk.today).values_list("pk", flat=True)
    rows = published_summaries(frozenset(among))[:_MOST]
    context = {
        "tabs": tabs_of(request, "summaries"),
        "rows": [(row, Span(row.year, row.quarter)) for row in rows],
        "may_publish": desk.can(Capability.KEEP_SURVEYS),
    }
    return render(request, "desk/ratings/summaries.html", context)


@desk_view(Capability.KEEP_SURVEYS)
def publish(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    agencies = agencies_where(desk.person, Capability.KEEP_SURVEYS, desk.today).order_by("sort_key", "id")
    spans = [span for span in spans_until(desk.today) if span.is_over(desk.today)]
    form = PublishForm(
        posted(request), agencies=list(agencies), spans=spans, initial={"agency": str(home_agency_id())}
    )

    def act() -> object:
        span = span_of(form.cleaned_data["span"])
        if span is None:
            raise Refused("span-not-found", _("Không có kỳ này. Chọn lại trong danh sách."))
        return publish_summary(
            agency_id=UUID(form.cleaned_data["agency"]), span=span, by=desk.person, at=desk.at
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: reverse("desk:ratings:summaries"),
        title=_("Công khai kết quả đánh giá"),
        lead=_(
            "Số liệu được chốt lúc này và hiện trên cổng. "
            "Công khai lại cùng kỳ thì bản mới thay bản cũ; bản cũ vẫn được lưu."
        ),
        save=_("Công khai"),
        back=reverse("desk:ratings:summaries"),
        done=_("Đã công khai trên cổng."),
    )
