"""Following what one sent: by code and secret, or signed in; adding, judging the answer, taking back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.models import Person
from motcua.feedback.actions.public_sending import (
    ask_again_from_portal,
    follow,
    rate_from_portal,
    supplement_from_portal,
    withdraw_from_portal,
)
from motcua.feedback.enums.feedback import Contentment, State
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.following import (
    files_for_sender,
    find_by_tracking,
    find_own_feedback,
    own_feedback,
    sender_view,
)
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.feedback.forms import AskAgainForm, FollowForm, RateForm, SupplementForm, WithdrawForm
from motcua.web.portal.feedback.opened import close_all, open_for, secret_for
from motcua.web.portal.humanity import sender_at
from motcua.web.portal.procedures.reading import current_name
from motcua.web.refused_forms import show_refusal
from motcua.web.served_files import serve
from motcua.web.waiting_files import chosen_files

_SHOWN_OWN = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Code and secret; whatever is wrong is answered alike."""
    form = FollowForm(
        request.POST if request.method == "POST" else None, initial={"code": request.GET.get("ma", "")[:30]}
    )
    if request.method == "POST" and form.is_valid():
        at = now()
        code, secret = form.cleaned_data["code"], form.cleaned_data["secret"]
        try:
            found = follow(code=code, secret=secret, sender=sender_at(request, at), at=at)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            open_for(request, found, secret, at)
            return redirect("portal:feedback_page", found.code)
    status = 422 if form.errors else 200
    return render(request, "portal/feedback/follow.html", {"form": form}, status=status)


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    rows = [(row, _(State(row.state).label)) for row in own_feedback(person_of(request))[:_SHOWN_OWN]]
    return render(request, "portal/feedback/own.html", {"rows": rows})


@never_cache
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    opened = _opened(request, code)
    if opened is None:
        return redirect("portal:feedback_follow")
    return _page(request, opened)


@never_cache
@require_POST
def supplement(request: HttpRequest, code: str) -> HttpResponse:
    form = SupplementForm(request.POST, chosen_files(request))

    def act(opened: Opened) -> None:
        supplement_from_portal(
            feedback_id=opened.feedback.pk,
            text=form.cleaned_data["text"],
            files=form.brought(),
            sender=sender_at(request, opened.at),
            secret=opened.secret,
            at=opened.at,
        )

    return _act(request, code, form, act, name="supplement_form", done=_("Đã gửi phần bổ sung."))


@never_cache
@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    form = RateForm(request.POST)

    def act(opened: Opened) -> None:
        rate_from_portal(
            feedback_id=opened.feedback.pk,
            contentment=Contentment(form.cleaned_data["contentment"]),
            comment=form.cleaned_data["comment"],
            sender=sender_at(request, opened.at),
            secret=opened.secret,
            at=opened.at,
        )

    return _act(request, code, form, act, name="rate_form", done=_("Đã ghi nhận. Cảm ơn anh/chị."))


@never_cache
@require_POST
def look_again(request: HttpRequest, code: str) -> HttpResponse:
    form = AskAgainForm(request.POST)

    def act(opened: Opened) -> None:
        ask_again_from_portal(
            feedback_id=opened.feedback.pk,
            reason=form.cleaned_data["reason"],
            sender=sender_at(request, opened.at),
            secret=opened.secret,
            at=opened.at,
        )

    done = _("Đã gửi đề nghị. Cơ quan xem xét lại và trả lời trong thời hạn mới.")
    return _act(request, code, form, act, name="ask_again_form", done=done)


@never_cache
@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    form = WithdrawForm(request.POST)

    def act(opened: Opened) -> None:
        withdraw_from_portal(
            feedback_id=opened.feedback.pk,
            reason=form.cleaned_data["reason"],
            sender=sender_at(request, opened.at),
            secret=opened.secret,
            at=opened.at,
        )

    return _act(request, code, form, act, name="withdraw_form", done=_("Đã rút phản ánh, kiến nghị."))


@never_cache
@require_safe
def file(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    opened = _opened(request, code)
    kept = files_for_sender(opened.feedback).filter(pk=pk).first() if opened else None
    if kept is None:
        raise Http404
    return serve(kept.file, inline=True)  # type: ignore[return-value]  # a streamed answer


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Done at a computer that others use too."""
    close_all(request)
    messages.success(request, _("Đã đóng. Muốn xem lại, nhập mã phản ánh và mã bí mật."))
    return redirect("portal:feedback")


@dataclass(frozen=True, slots=True)
class Opened:
    """Feedback that this browser may read as its sender: by the secret, or signed in ("")."""

    feedback: Feedback
    secret: str
    at: datetime


def _opened(request: HttpRequest, code: str) -> Opened | None:
    at = now()
    if isinstance(request.user, Person) and (mine := find_own_feedback(code, request.user)):
        return Opened(mine, "", at)
    secret = secret_for(request, code, at)
    found = find_by_tracking(code, secret) if secret else None
    return Opened(found, secret, at) if found else None


def _act(
    request: HttpRequest,
    code: str,
    form: forms.Form,
    act: Callable[[Opened], None],
    *,
    name: str,
    done: str,
) -> HttpResponse:
    opened = _opened(request, code)
    if opened is None:
        return redirect("portal:feedback_follow")
    if form.is_valid():
        try:
            act(opened)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, done)
            return redirect("portal:feedback_page", code)
    return _page(request, opened, status=422, **{name: form})


def _page(request: HttpRequest, opened: Opened, *, status: int = 200, **forms_sent: Any) -> HttpResponse:
    view, feedback = sender_view(opened.feedback, at=opened.at), opened.feedback
    shown = feedback.published_texts.filter(published_at__isnull=False, taken_down_at=None).first()
    context = {
        "view": view,
        "published": shown if view.is_published else None,
        "procedure_name": current_name(feedback.procedure, on=local_day(opened.at))
        if feedback.procedure
        else "",
        "is_unhappy": bool(view.replies) and view.replies[-1].contentment == Contentment.DISSATISFIED,
        "state": _(view.state.label),
        "by_secret": bool(opened.secret),
        "supplement_form": SupplementForm(),
        "rate_form": RateForm(),
        "ask_again_form": AskAgainForm(),
        "withdraw_form": WithdrawForm(),
        **forms_sent,
    }
    return render(request, "portal/feedback/page.html", context, status=status)
