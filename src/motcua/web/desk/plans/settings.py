"""How an agency names units in its plans, and when it reminds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.actions.naming import forget_name
from motcua.plans.actions.reminding import rhythms_of, set_rhythm
from motcua.plans.queries.naming import aliases_of
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import WordsField
from motcua.web.desk.plans.shown import reach
from motcua.web.middleware import status_of


class RhythmForm(forms.Form):
    days_before = WordsField(
        label=gettext_lazy("Nhắc trước hạn (số ngày)"),
        help_text=gettext_lazy("Các số cách nhau bằng dấu phẩy, ví dụ 7, 3, 1."),
    )
    repeat_days = forms.IntegerField(
        min_value=1, max_value=60, label=gettext_lazy("Quá hạn: nhắc lại sau mỗi (ngày)")
    )
    escalate_days = forms.IntegerField(
        min_value=1,
        max_value=60,
        label=gettext_lazy("Quá hạn bao nhiêu ngày thì báo lãnh đạo cơ quan giao việc"),
    )

    def clean_days_before(self) -> list[int]:
        try:
            return [
                int(part)
                for part in self.cleaned_data["days_before"].replace(";", ",").split(",")
                if part.strip()
            ]
        except ValueError:
            raise ValidationError(_("Ghi các số cách nhau bằng dấu phẩy, ví dụ 7, 3, 1.")) from None


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def page(request: DeskRequest) -> HttpResponse:
    agencies = _own(request)
    agency = _chosen(request, agencies)
    rhythm = rhythms_of([agency.pk], request.desk.today)[agency.pk]
    form = RhythmForm(
        posted(request),
        label_suffix="",
        initial={
            "days_before": ", ".join(str(day) for day in rhythm.days_before),
            "repeat_days": rhythm.repeat_days,
            "escalate_days": rhythm.escalate_days,
        },
    )
    if request.method == "POST" and form.is_valid():
        desk = request.desk
        try:
            set_rhythm(agency=agency, by=desk.person, at=desk.at, **form.cleaned_data)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error(refused.details.get("field"), refused.message)
        else:
            return redirect(f"{request.path}?co-quan={agency.pk}")
    context: dict[str, Any] = {
        "agencies": agencies,
        "agency": agency,
        "form": form,
        "aliases": aliases_of(agency.pk),
    }
    return render(request, "desk/plans/settings.html", context, status=422 if form.errors else 200)


@desk_view(Capability.KEEP_PLANS)
@require_POST
def forget(request: DeskRequest, pk: int) -> HttpResponse:
    desk = request.desk
    attempt(
        request, lambda: forget_name(alias_id=pk, by=desk.person, at=desk.at), done=_("Đã bỏ tên gọi này.")
    )
    return redirect("desk:plans:settings")


def _own(request: DeskRequest) -> list[Agency]:
    """The agencies at which the person themselves has a post, not all that stand below."""
    found = Agency.objects.filter(pk__in=reach(request).keeps, role_holdings__person=request.desk.person)
    return list(found.distinct().order_by("sort_key"))


def _chosen(request: DeskRequest, agencies: list[Agency]) -> Agency:
    asked = request.GET.get("co-quan", "")
    chosen = next((one for one in agencies if str(one.pk) == asked), agencies[0] if agencies else None)
    if chosen is None:
        raise Refused("agency-not-found", _("Bạn không theo dõi kế hoạch của cơ quan nào."))
    return chosen
