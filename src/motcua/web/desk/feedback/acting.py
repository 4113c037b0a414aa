"""One act on feedback on a page of its own: what every such page shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from motcua.feedback.models import Feedback
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.form_pages import answer_form


def acting_by(request: DeskRequest, feedback: Feedback) -> dict[str, Any]:
    """Who acts on what, when, having seen which state of it."""
    seen = request.POST.get("revision", "")
    known = int(seen) if seen.isdecimal() else None
    return {"feedback_id": feedback.pk, "by": request.desk.person, "at": request.desk.at, "seen": known}


def answer_act(
    request: DeskRequest,
    feedback: Feedback,
    form: forms.Form,
    act: Callable[[], object],
    *,
    where: str = "",
    **words: Any,
) -> HttpResponse:
    back = reverse("desk:feedback:page", args=[feedback.pk])
    lead = words.pop("lead", "")
    about = f"{feedback.code}: {feedback.title}"
    return answer_form(
        request,
        form,
        act,
        where=lambda made: where or back,
        back=back,
        lead=f"{about}. {lead}" if lead else about,
        **words,
    )
