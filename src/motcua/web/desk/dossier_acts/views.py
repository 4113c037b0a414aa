from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers.actions.reading import note_reading
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.queries.acts import acts_for
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.rules.moves import status_after
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dossier_acts.acting import ActPage, Scene, page_of
from motcua.web.desk.dossier_acts.clock import clock_panel
from motcua.web.desk.dossier_acts.express import page_on_the_short_way
from motcua.web.desk.dossiers.inbox import READERS
from motcua.web.desk.dossiers.page import get_dossier
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal
from motcua.web.waiting_files import HoldsFiles

# The acts that carry a dossier from step to step: whoever does several of them goes from one to the next.
_ON_THE_WAY = frozenset(
    {
        Verb.RECEIVE,
        Verb.FORWARD,
        Verb.ASSIGN,
        Verb.PROPOSE,
        Verb.APPROVE,
        Verb.SIGN,
        Verb.ISSUE,
        Verb.RETURN_RESULT,
    }
)


@desk_view(*READERS)
@require_http_methods(["GET", "POST"])
def act(request: DeskRequest, code: str, verb: str) -> HttpResponse:
    """One act on one dossier. Refused, it keeps all that was typed and says what changed meanwhile."""
    page = page_of(verb)
    if page is None:
        raise Http404
    scene = _scene(request, code, page.verb)
    page = page_on_the_short_way(page, scene.dossier)
    if scene.data is None:
        return _opened(scene, page)
    form = page.form(scene)
    if "preview" in request.POST:
        _judge_amounts_alone(form)
        return _shown(scene, page, form)
    if not form.is_valid():
        return _shown(scene, page, form, status=422)
    return _done(scene, page, form)


def _opened(scene: Scene, page: ActPage) -> HttpResponse:
    """The form, or why there is none with the way to what can be done. A look at the result is noted."""
    try:
        _require_possible(scene)
    except Refused as refused:
        context = {
            "refusal": refused,
            "back": reverse("desk:dossiers:page", args=[scene.dossier.code]),
        }
        return render(scene.request, "desk/refused.html", context, status=status_of(refused))
    form = page.form(scene)
    form.begin()
    if form.shows_result:
        what = _("Mở việc: %s") % (page.title or page.verb.label)
        note_reading(person=scene.desk.person, dossier=scene.dossier, what=what, at=scene.desk.at)
    return _shown(scene, page, form)


def _judge_amounts_alone(form: Any) -> None:
    """Counting again complains of what is counted, not of what is still to be written."""
    for name in set(form.errors) - {"amount", "unit"}:
        del form.errors[name]


def _done(scene: Scene, page: ActPage, form: Any) -> HttpResponse:
    try:
        page.do(scene, form)
    except Refused as refused:
        status = status_of(refused)
        if status == 404:
            raise
        show_refusal(form, refused)
        again = _scene(scene.request, scene.dossier.code, page.verb)
        return _shown(again, page, form, status=status, is_changed=refused.code == "dossier-changed")
    messages.success(scene.request, str(page.done) % {"code": scene.dossier.code})
    return redirect(where_next(scene.request, scene.dossier.code, after=page.verb))


def where_next(request: DeskRequest, code: str, *, after: Verb) -> str:
    """Where the desk goes after an act: on to the same person's next step on the way, else to the dossier's page."""
    home = reverse("desk:dossiers:page", args=[code])
    if after not in _ON_THE_WAY:
        return home
    dossier = get_dossier(request.desk, code)
    offered = acts_for(dossier, request.desk.person, request.desk.at)
    found = next((one.verb for one in offered if one.is_primary and not one.why_not), None)
    goes_on = found is not None and found is not after and found in _ON_THE_WAY
    return f"{home}viec/{found.value.replace('_', '-')}/" if found is not None and goes_on else home


def _scene(request: DeskRequest, code: str, verb: Verb) -> Scene:
    data = request.POST if request.method == "POST" else None
    seen = str(data.get("seen", "")) if data is not None else ""
    return Scene(
        request=request,
        dossier=get_dossier(request.desk, code),
        verb=verb,
        data=data,
        seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
    )


def _require_possible(scene: Scene) -> None:
    """Refuse to show a form that could not be sent.

    :raises Refused: "dossier-wrong-moment", "act-not-possible", "act-not-allowed".
    """
    status_after(Status(scene.dossier.status), scene.verb)
    offered = acts_for(scene.dossier, scene.desk.person, scene.desk.at)
    found = next((one for one in offered if one.verb is scene.verb), None)
    if found is None:
        raise Refused(
            "act-not-allowed",
            _(
                "Việc “%(verb)s” không phải việc của bạn ở bước này, hoặc lúc này không cần. "
                "Mở trang hồ sơ để xem các việc có thể làm."
            )
            % {"verb": scene.verb.label},
        )
    if found.why_not:
        raise Refused("act-not-possible", found.why_not)


def _shown(
    scene: Scene, page: ActPage, form: Any, *, status: int = 200, is_changed: bool = False
) -> HttpResponse:
    dossier = scene.dossier
    if isinstance(form, HoldsFiles):
        form.hold_files()
    back = reverse("desk:dossiers:page", args=[dossier.code])
    context = {
        "page": page,
        "title": page.title or page.verb.label,
        "form": form,
        "dossier": dossier,
        "offer": offer_of(dossier.version_id),
        # What is sent next is compared with what is shown now, not with what was shown before the refusal.
        "seen": dossier.revision,
        "is_changed": is_changed,
        "is_possible": _is_possible(scene),
        "clock": clock_panel(scene, form),
        "back": back,
        "trail": [
            {"label": _("Hồ sơ"), "href": reverse("desk:dossiers:list")},
            {"label": dossier.code, "href": back},
        ],
    }
    return render(scene.request, "desk/dossier_acts/act.html", context, status=status)


def _is_possible(scene: Scene) -> bool:
    """Whether sending the form (again) may still do something."""
    offered = acts_for(scene.dossier, scene.desk.person, scene.desk.at)
    return any(one.verb is scene.verb and not one.why_not for one in offered)
