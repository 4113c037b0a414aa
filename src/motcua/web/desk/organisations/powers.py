from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.policy import OrganisationKeeper
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.powers import end_power, grant_power
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Agency, Power
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.organisations.forms import DayAndDocumentForm, PowerForm
from motcua.web.desk.organisations.views import KEEP, answer_form, get_kept_agency


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def grant(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    agency = get_kept_agency(desk, pk)
    form = PowerForm(request.POST or None, on=desk.today, initial={"since": desk.today})

    def act() -> Agency:
        said = form.cleaned_data
        grant_power(
            matter=f"procedure:{said['procedure']}",
            holder=agency,
            source=PowerSource(said["source"]),
            since=said["since"],
            until=said["until"],
            document=said["document"],
            area=said["area"],
            by=OrganisationKeeper(desk.person),
            at=desk.at,
        )
        return agency

    return answer_form(
        request,
        form,
        act,
        title=_("Ghi thẩm quyền của %(name)s") % {"name": agency.name},
        save=_("Ghi thẩm quyền"),
        back=reverse("desk:organisations:page", args=[pk]),
        done=_("Đã ghi thẩm quyền."),
    )


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def end(request: DeskRequest, pk: UUID, power: int) -> HttpResponse:
    desk = request.desk
    agency = get_kept_agency(desk, pk)
    held = Power.objects.filter(pk=power, holder=agency).first()
    if held is None:
        raise Refused("power-not-found", _("Không có thẩm quyền này. Có thể đường dẫn đã cũ."))
    form = DayAndDocumentForm(request.POST or None, initial={"on": desk.today})

    def act() -> Agency:
        said = form.cleaned_data
        keeper = OrganisationKeeper(desk.person)
        end_power(power_id=power, on=said["on"], document=said["document"], by=keeper, at=desk.at)
        return agency

    return answer_form(
        request,
        form,
        act,
        title=_("Kết thúc thẩm quyền %(matter)s của %(name)s")
        % {"matter": held.matter.removeprefix("procedure:"), "name": agency.name},
        save=_("Kết thúc"),
        back=reverse("desk:organisations:page", args=[pk]),
        done=_("Đã kết thúc thẩm quyền."),
    )
