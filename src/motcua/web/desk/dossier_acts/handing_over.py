"""All open work of an absent officer passes to another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.dossiers.actions.handling import hand_over_all
from motcua.dossiers.queries.people import holders_at, people_at
from motcua.organisations.models import Agency
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.form_pages import answer_form


class HandOverForm(forms.Form):
    """From whom to whom; the list of holders names the agency as well."""

    from_whom = forms.ChoiceField(label=_("Của ai"))
    to_person = forms.ChoiceField(label=_("Giao cho"))
    reason = LinesField(label=_("Lý do"), rows=2, max_length=500)

    def __init__(self, data: Any, *, request: DeskRequest) -> None:
        super().__init__(data, label_suffix="")
        desk = request.desk
        places = agencies_where(desk.person, Capability.DECIDE_DOSSIERS, desk.today)
        self.held = holders_at(places)
        self.fields["from_whom"].choices = [("", _t("Chọn người vắng mặt"))] + [  # type: ignore[attr-defined]  # a choice field
            (
                f"{one.agency_id}:{one.person_id}",
                _t("%(name)s, %(agency)s: %(count)d hồ sơ")
                % {"name": one.person_name, "agency": one.agency_name, "count": one.count},
            )
            for one in self.held
        ]
        self.fields["to_person"].choices = [("", _t("Chọn người nhận"))] + [  # type: ignore[attr-defined]  # a choice field
            (agency, [(str(person.pk), person.full_name) for person in people])
            for agency, people in people_at({one.agency_id for one in self.held}, desk.today)
        ]


@desk_view(Capability.DECIDE_DOSSIERS)
@require_http_methods(["GET", "POST"])
def hand_over(request: DeskRequest) -> HttpResponse:
    """Give everything that somebody holds at a body to another, at once."""
    form = HandOverForm(posted(request), request=request)
    return answer_form(
        request,
        form,
        lambda: _handed_over(request, form),
        where=lambda _made: reverse("desk:dossiers:list"),
        title=_t("Bàn giao hồ sơ của người vắng mặt"),
        lead=_t(
            "Mọi hồ sơ đang xử lý và câu hỏi lấy ý kiến của người này chuyển sang người nhận; thời hạn không đổi."
        ),
        save=_t("Bàn giao"),
        back=reverse("desk:dossiers:list"),
        done=_t("Đã bàn giao hồ sơ."),
    )


def _handed_over(request: DeskRequest, form: HandOverForm) -> object:
    data = form.cleaned_data
    agency, _sep, person = data["from_whom"].partition(":")
    return hand_over_all(
        from_person=Person.objects.get(pk=person),
        to_person=Person.objects.get(pk=data["to_person"]),
        agency=Agency.objects.get(pk=agency),
        reason=data["reason"],
        by=request.desk.person,
        at=request.desk.at,
    )
