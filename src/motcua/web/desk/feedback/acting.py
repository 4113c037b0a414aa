"""One act on feedback on a page of its own: what every such page shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.feedback.models import Feedback
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.form_pages import answer_form


def acting_by(request: DeskRequest, feedback: Feedback) -> dict[str, Any]:
    """Who acts on what, when, having seen which state of it."""
    seen = request.POST.get("revision", "")
    known = int(seen) if seen.isdecimal() else None
    return {"feedback_id": feedback.pk, "by": request.desk.person, "at": request.desk.at, "seen": known}


def _said(feedback: Feedback) -> list[tuple[str, str]]:
    """What its sender said, to be read while one acts."""
    later = feedback.supplements.filter(answered_at__isnull=False).exclude(text="").order_by("waited")
    about = [(_("Theo lời người gửi, về"), feedback.about_text)] if feedback.about_text else []
    return [(_("Nội dung"), feedback.body), *about, *((_("Bổ sung"), one.text) for one in later)]


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
    lead, also_read = words.pop("lead", ""), words.pop("quoted", ())
    about = f"{feedback.code}: {feedback.title}"
    return answer_form(
        request,
        form,
        act,
        where=lambda made: where or back,
        back=back,
        lead=f"{about}. {lead}" if lead else about,
        quoted=[*_said(feedback), *also_read],
        **words,
    )
