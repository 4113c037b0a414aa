"""Writing down what people say at the desk, by telephone, in letters."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.documents.actions.files import keep_files_of
from motcua.feedback.actions.feedback import register
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.enums.feedback import Channel
from motcua.feedback.queries.feedback.visible import find_visible_feedback
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import agencies_on
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.feedback.forms.about import EnterForm
from motcua.web.desk.feedback.forms.procedures import ProcedureNames
from motcua.web.desk.feedback.shown import reach_of
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal
from motcua.web.waiting_files import chosen_files


@desk_view(Capability.RECEIVE_FEEDBACK)
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest) -> HttpResponse:
    """The form; after it the code and the secret, to be given to the sender."""
    desk = request.desk
    own = agencies_where(desk.person, Capability.RECEIVE_FEEDBACK, desk.today)
    places = own.filter(role_holdings__person=desk.person).distinct().order_by("sort_key", "id")
    form = EnterForm(
        posted(request),
        chosen_files(request),
        places=places,
        agencies=agencies_on(desk.today).order_by("sort_key", "id"),
        procedures=ProcedureNames(desk.today),
    )
    if request.method == "POST" and form.is_valid():
        made = _registered(request, form)
        if made is not None:
            seen = find_visible_feedback(made.feedback.pk, desk.person, desk.today, reach=reach_of(request))
            context = {"made": made.feedback, "secret": made.secret, "sees": seen is not None}
            return render(request, "desk/feedback/entered.html", context)
    context = {"form": form, "title": _("Ghi nhận phản ánh, kiến nghị")}
    return render(request, "desk/feedback/enter.html", context)


def _registered(request: DeskRequest, form: EnterForm) -> Sent | None:
    said, desk = form.cleaned_data, request.desk
    place: Agency = said["agency"]
    try:
        with transaction.atomic():
            kept = keep_files_of(files=form.brought(), by=desk.person.actor, at=desk.at)
            return register(
                sending=form.sending(),
                channel=Channel(said["channel"]),
                agency_id=place.pk,
                by=desk.person,
                at=desk.at,
                sent_at=form.sent_at(desk.at),
                outside_code=said["outside_code"],
                files=[one.pk for one in kept],
            )
    except Refused as refused:
        if status_of(refused) in {403}:
            raise
        show_refusal(form, refused)
        return None
