"""From a trial to a review: into one that is open, into a round, or among what waits for one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.actions.rounds.carrying import follow_scenario, let_scenario_wait, put_scenario
from motcua.reviews.actions.rounds.items import Given
from motcua.reviews.models import RoundItem, Scenario
from motcua.reviews.queries.rounds.carrying import reviews_for, rounds_for
from motcua.reviews.queries.scenarios.kept import get_scenario
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import DayField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.what_if.asking import Asked, asked

_WAIT = "cho"


class CarryForm(forms.Form):
    """Where the trial goes; a unit and a last day only for a round that does not have the procedure yet."""

    where = forms.ChoiceField(label=gettext_lazy("Đưa vào đâu"), widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(
        Agency.objects.none(), required=False, label=gettext_lazy("Giao cho đơn vị")
    )
    due_on = DayField(required=False, label=gettext_lazy("Hạn rà soát"))

    def __init__(self, *args: Any, places: list[tuple[str, str]], units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        where, unit = self.fields["where"], self.fields["unit"]
        assert isinstance(where, forms.ChoiceField)
        assert isinstance(unit, forms.ModelChoiceField)
        where.choices = places
        if not any(value.startswith("dot:") for value, _label in places):
            del self.fields["unit"], self.fields["due_on"]
            return
        unit.queryset = units
        unit.help_text = _("Chỉ cần khi đưa vào đợt chưa có thủ tục này; hạn rà soát cũng vậy.")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if str(said.get("where", "")).startswith("dot:"):
            for name in ("unit", "due_on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Đưa vào đợt thì ghi đơn vị làm và hạn rà soát."))
        return said


def may_carry(procedure_id: UUID, of: Asked, request: DeskRequest) -> bool:
    """Whether the person may carry a trial of the procedure anywhere: who keeps the reviews, or has one to do."""
    if of.place.keeps:
        return True
    desk = request.desk
    return reviews_for(procedure_id, of.agency.pk, by=desk.person, keeps=False, on=desk.today).exists()


@desk_view(Capability.KEEP_REVIEWS, Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def carry(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Carry the trial into a review."""
    desk, of = request.desk, asked(request)
    scenario = get_scenario(pk, agencies=[of.agency.pk])
    places = _places(scenario, of, request)
    if not places:
        raise Refused(
            "do-reviews-not-allowed",
            "Bạn không có việc rà soát nào đang mở với thủ tục này. Nhờ cán bộ kiểm soát thủ tục đưa phương án thử vào "
            "đợt.",
        )
    form = CarryForm(
        posted(request),
        places=places,
        units=subtree(of.agency.pk, desk.today).order_by("sort_key", "id"),
        initial={"where": places[0][0]},
    )
    back = of.path("what_if:page", scenario.procedure_id, **{"phuong-an": str(scenario.pk)})
    return answer_form(
        request,
        form,
        lambda: _act(request, scenario, form.cleaned_data),
        where=_home,
        title=_("Đưa phương án thử “%(name)s” vào rà soát") % {"name": scenario.name},
        lead=_(
            "Phương án đơn giản hóa sẽ lấy mọi điều của phương án thử: giấy tờ, thời hạn, điều kiện, số lần đi lại, "
            "chi phí, số hồ sơ, và dự thảo nội dung phải sửa ở từng văn bản."
        ),
        save=_("Đưa vào rà soát"),
        back=back,
        done=_("Đã đưa phương án thử vào rà soát."),
    )


def _places(scenario: Scenario, of: Asked, request: DeskRequest) -> list[tuple[str, str]]:
    desk = request.desk
    items = reviews_for(
        scenario.procedure_id, of.agency.pk, by=desk.person, keeps=of.place.keeps, on=desk.today
    )
    found = [(f"viec:{item.pk}", _called(item)) for item in items]
    if of.place.keeps:
        rounds = rounds_for(scenario.procedure_id, of.agency.pk)
        found += [
            (f"dot:{held.pk}", _("Đưa thủ tục vào đợt: %(title)s") % {"title": held.title[:120]})
            for held in rounds
        ]
        if not any(item.round_id is None for item in items):
            found.append((_WAIT, _("Để chờ, đưa vào đợt sau")))
    return found


def _called(item: RoundItem) -> str:
    if item.round is None:
        return _("Việc đang chờ đưa vào đợt")
    names = {
        "title": item.round.title[:120],
        "unit": item.unit.name if item.unit else "",
        "status": item.get_status_display().lower(),
    }
    return _("Việc đang mở: %(title)s (%(unit)s, %(status)s)") % names


def _act(request: DeskRequest, scenario: Scenario, said: dict[str, Any]) -> RoundItem:
    desk = request.desk
    kind, _colon, key = said["where"].partition(":")
    if kind == "viec":
        return follow_scenario(item_id=UUID(key), scenario_id=scenario.pk, by=desk.person, at=desk.at)
    if kind == "dot":
        given = Given(said["unit"].pk, said["due_on"])
        return put_scenario(
            scenario_id=scenario.pk, round_id=UUID(key), given=given, by=desk.person, at=desk.at
        )
    return let_scenario_wait(scenario_id=scenario.pk, by=desk.person, at=desk.at)


def _home(item: RoundItem) -> str:
    return reverse("desk:review_rounds:item", args=[item.pk])
