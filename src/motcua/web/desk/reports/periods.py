"""Setting up reports and their periods, and a period with the units that report in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency, Subordination
from motcua.reports.actions.periods import open_period, set_up_regime
from motcua.reports.enums import Arrival, Cycle
from motcua.reports.models import Regime, ReportingPeriod
from motcua.reports.policy import may_keep, period_not_found, require_keep
from motcua.reports.queries.reports import last_day_of
from motcua.reports.queries.rollup import roll_up
from motcua.reports.queries.visible import find_period, regimes_visible_to
from motcua.reports.rules.forms.declared import forms_on
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import DayField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.reports.shown import reach, table_of


class RegimeForm(forms.Form):
    title = forms.CharField(max_length=300, label=gettext_lazy("Tên báo cáo"))
    cycle = forms.ChoiceField(label=gettext_lazy("Định kỳ"), choices=Cycle.choices)
    tables = forms.MultipleChoiceField(
        label=gettext_lazy("Biểu kèm theo"), widget=forms.CheckboxSelectMultiple, initial=["II.06a", "II.07b"]
    )
    units = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Đơn vị phải gửi báo cáo"), widget=forms.CheckboxSelectMultiple
    )
    first_day = forms.IntegerField(
        min_value=1,
        max_value=28,
        initial=15,
        label=gettext_lazy("Kỳ bắt đầu từ ngày"),
        help_text=gettext_lazy("15: từ ngày 15 tháng trước đến hết ngày 14; 1: theo tháng, năm dương lịch."),
    )
    due_working_days = forms.IntegerField(
        min_value=1, max_value=30, initial=2, label=gettext_lazy("Hạn gửi sau khi chốt (ngày làm việc)")
    )
    basis = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Thực hiện văn bản"),
        help_text=gettext_lazy("Câu mở đầu báo cáo, ví dụ “Quyết định số 302/QĐ-UBND ngày 30/01/2024”."),
    )


class PeriodForm(forms.Form):
    label = forms.CharField(
        max_length=120, label=gettext_lazy("Tên kỳ"), help_text=gettext_lazy("Ví dụ: năm 2024.")
    )
    first = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(label=gettext_lazy("Đến hết ngày"))
    due_on = DayField(label=gettext_lazy("Hạn gửi"))


@desk_view(Capability.KEEP_REPORTS)
@require_http_methods(["GET", "POST"])
def new_regime(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    agency = _own_agency(request)
    units = _units_below(agency, request)
    form = RegimeForm(posted(request), label_suffix="")
    form.fields["tables"].choices = [  # type: ignore[attr-defined]  # a choice field
        (one.code, f"{one.code}. {one.title}") for one in forms_on(desk.today)
    ]
    form.fields["units"].choices = [(str(unit.pk), unit.name) for unit in units]  # type: ignore[attr-defined]

    def act() -> Regime:
        given = dict(form.cleaned_data)
        wanted = set(given.pop("units"))
        chosen = [unit for unit in units if str(unit.pk) in wanted]
        cycle = Cycle(given.pop("cycle"))
        return set_up_regime(
            agency=agency,
            cycle=cycle,
            forms=given.pop("tables"),
            units=chosen,
            by=desk.person,
            at=desk.at,
            **given,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: reverse("desk:reports:list"),
        title=_("Chế độ báo cáo mới"),
        lead=_("Báo cáo của %s. Các kỳ tiếp theo được mở tự động.") % agency.name,
        save=_("Lập chế độ báo cáo"),
        back=reverse("desk:reports:list"),
        done=_("Đã lập chế độ báo cáo và mở kỳ gần nhất."),
    )


@desk_view(Capability.KEEP_REPORTS)
@require_http_methods(["GET", "POST"])
def new_period(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    regime = regimes_visible_to(desk.person, desk.today, reach=reach(request)).filter(pk=pk).first()
    if regime is None:
        raise period_not_found()
    require_keep(desk.person, agency_id=regime.agency_id, on=desk.today)
    form = PeriodForm(posted(request), label_suffix="")
    return answer_form(
        request,
        form,
        lambda: open_period(regime_id=pk, by=desk.person, at=desk.at, **form.cleaned_data),
        where=lambda made: reverse("desk:reports:period", args=[made.pk]),
        title=_("Mở kỳ báo cáo"),
        lead=_("%s. Chọn khoảng ngày bất kỳ; cả hai ngày đều thuộc kỳ.") % regime.title,
        save=_("Mở kỳ"),
        back=reverse("desk:reports:list"),
        done=_("Đã mở kỳ báo cáo."),
    )


@desk_view(Capability.READ_REPORTS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who has reported, who is late; the totals of each unit and their sum."""
    desk, period = request.desk, period_or_refuse(request, pk)
    codes = list(period.regime.forms)
    code = request.GET.get("bieu", "") if request.GET.get("bieu", "") in codes else codes[0]
    is_asking = period.regime.agency_id in reach(request).reads
    rolled = roll_up(period, code, on=desk.today) if is_asking else None
    context: dict[str, Any] = {
        "period": period,
        "regime": period.regime,
        "last": last_day_of(period),
        "codes": codes,
        "code": code,
        "rolled": rolled,
        "keeps": may_keep(desk.person, agency_id=period.regime.agency_id, on=desk.today),
        "own": period.reports.filter(agency__in=reach(request).reads)
        .select_related("agency")
        .order_by("agency__sort_key"),
    }
    if rolled is not None:
        context |= {
            "sent": rolled.count(Arrival.SENT, Arrival.SENT_LATE),
            "late": rolled.count(Arrival.MISSING),
            "units": [(unit, unit.arrival.label, unit.arrival is Arrival.MISSING) for unit in rolled.units],
            "table": table_of(rolled.table, rows_are=_("Đơn vị")),
        }
    return render(request, "desk/reports/period.html", context)


def period_or_refuse(request: DeskRequest, pk: UUID) -> ReportingPeriod:
    """The period, when the person may see it.

    :raises Refused: "reporting-period-not-found".
    """
    found = find_period(pk, request.desk.person, request.desk.today, reach=reach(request))
    if found is None:
        raise period_not_found()
    return found


def _own_agency(request: DeskRequest) -> Agency:
    """The agency at which the person keeps reports themselves."""
    own = Agency.objects.filter(pk__in=reach(request).keeps, role_holdings__person=request.desk.person)
    found = own.order_by("sort_key").first()
    if found is None:
        raise Refused("agency-not-found", _("Bạn không lập báo cáo của cơ quan nào."))
    return found


def _units_below(agency: Agency, request: DeskRequest) -> list[Agency]:
    below = Subordination.objects.filter(parent=agency, in_force__contains=request.desk.today).values(
        "agency"
    )
    return list(Agency.objects.filter(pk__in=below, held__contains=request.desk.today).order_by("sort_key"))
