"""The answer and the text for the public."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.documents.actions.files import keep_files_of
from motcua.feedback.actions.feedback.answering import (
    approve_answer,
    draft_answer,
    reopen,
    send_back_answer,
    submit_answer,
)
from motcua.feedback.actions.feedback.publishing import confirm_text, publish, take_down, withhold
from motcua.feedback.enums.feedback import Outcome, ReplyStatus
from motcua.feedback.models import Feedback, FeedbackFile, PublishedText
from motcua.feedback.queries.feedback.publishing import (
    answer_files,
    personal_in_file,
    proposed_text,
    still_personal,
    waiting_text,
)
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.feedback.acting import acting_by, answer_act
from motcua.web.desk.feedback.forms.answers import AnswerForm, PublicForm
from motcua.web.desk.feedback.forms.words import WordsForm
from motcua.web.desk.feedback.shown import feedback_or_refuse, procedure_name_of
from motcua.web.desk.feedback.views import READERS
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal
from motcua.web.waiting_files import chosen_files

_form_view = require_http_methods(["GET", "POST"])


@desk_view(*READERS)
@_form_view
def draft(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The answer beside what was asked; saved, or saved and put before whoever approves."""
    feedback = feedback_or_refuse(request, pk)
    reply = feedback.replies.exclude(status=ReplyStatus.APPROVED).first()
    first = {"text": reply.text, "outcome": reply.outcome, "legal_basis": reply.legal_basis} if reply else {}
    kept = list(reply.files.select_related("file").order_by("added_at", "id")) if reply else []
    form = AnswerForm(posted(request), chosen_files(request), initial=first, kept=kept)
    back = reverse("desk:feedback:page", args=[pk])
    if request.method == "POST" and form.is_valid() and _saved(request, feedback, form):
        return redirect(back)
    earlier = list(feedback.replies.filter(status=ReplyStatus.APPROVED).order_by("number"))
    context = {
        "feedback": feedback,
        "form": form,
        "reply": reply,
        "kept": kept,
        "earlier": earlier,
        "reopened": feedback.reopenings.select_related("by").order_by("-at").first(),
        "procedure_name": procedure_name_of(feedback),
        "supplements": list(feedback.supplements.filter(answered_at__isnull=False).order_by("waited")),
        "opinions": list(feedback.opinions.filter(given_at__isnull=False).select_related("given_by")),
        "back": back,
    }
    return render(request, "desk/feedback/answer.html", context)


@desk_view(*READERS)
@require_POST
def submit(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _at_once(request, pk, submit_answer, _("Đã trình duyệt câu trả lời."))


@desk_view(*READERS)
@require_POST
def approve(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _at_once(request, pk, approve_answer, _("Đã duyệt và gửi trả lời cho người gửi."))


@desk_view(*READERS)
@require_POST
def show(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _at_once(request, pk, publish, _("Đã công khai."))


@desk_view(*READERS)
@_form_view
def send_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Cần sửa gì"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: send_back_answer(why=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Trả lại để sửa câu trả lời"),
        save=_("Trả lại"),
        done=_("Đã trả lại người soạn."),
    )


@desk_view(*READERS)
@_form_view
def open_again(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Vì sao mở lại"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: reopen(reason=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Mở lại để xử lý"),
        save=_("Mở lại"),
        done=_("Đã mở lại. Thời hạn trả lời tính mới."),
        lead=_("Câu trả lời đã gửi vẫn được giữ; thời hạn tính lại từ lúc này."),
    )


@desk_view(*READERS)
@_form_view
def confirm(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The text for the public beside the original."""
    feedback = feedback_or_refuse(request, pk)
    proposed, waiting = proposed_text(feedback), waiting_text(feedback)
    first = {name: getattr(waiting or proposed, name) for name in ("title", "question", "answer")}
    attached = list(answer_files(feedback).select_related("file"))
    form = PublicForm(
        posted(request),
        initial={**first, "shown_files": _shown_already(waiting, attached)},
        attached=attached,
    )
    back = reverse("desk:feedback:page", args=[pk])
    left: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        left = still_personal(feedback, said["title"], said["question"], said["answer"])
        left += _personal_in_files(feedback, [one for one in attached if one.pk in form.chosen()])
        if (not left or "anyway" in request.POST) and _confirmed(request, feedback, form):
            return redirect(back)
    else:
        left = still_personal(feedback, first["title"], first["question"], first["answer"])
    reply = feedback.replies.filter(status=ReplyStatus.APPROVED).order_by("-number").first()
    context = {
        "feedback": feedback,
        "form": form,
        "reply": reply,
        "attached": attached,
        "left": left,
        "is_posted": request.method == "POST",
        "removed": [(kind.label, number) for kind, number in proposed.removed.items()],
        "back": back,
    }
    return render(request, "desk/feedback/public_text.html", context)


@desk_view(*READERS)
@_form_view
def hold_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Vì sao không công khai"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: withhold(reason=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Không công khai"),
        save=_("Không công khai"),
        done=_("Đã ghi không công khai."),
        lead=_("Người gửi vẫn nhận được câu trả lời."),
    )


@desk_view(*READERS)
@_form_view
def take_away(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Vì sao gỡ"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: take_down(reason=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Gỡ bản công khai"),
        save=_("Gỡ"),
        done=_("Đã gỡ. Có thể chốt bản sửa và công khai lại."),
        is_danger=True,
    )


def _at_once(request: DeskRequest, pk: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    attempt(request, lambda: act(**acting_by(request, feedback)), done=done)
    return redirect("desk:feedback:page", pk)


def _saved(request: DeskRequest, feedback: Feedback, form: AnswerForm) -> bool:
    said, who, desk = form.cleaned_data, acting_by(request, feedback), request.desk

    @transaction.atomic
    def save() -> None:
        kept = keep_files_of(files=form.brought(), by=desk.person.actor, at=desk.at)
        draft_answer(
            text=said["text"],
            outcome=Outcome(said["outcome"]),
            legal_basis=said["legal_basis"],
            files=[one.pk for one in kept],
            drop=form.dropped(),
            **who,
        )
        if "submit" in request.POST:
            submit_answer(**{**who, "seen": None})

    done = _("Đã trình duyệt câu trả lời.") if "submit" in request.POST else _("Đã lưu bản soạn.")
    return _tried(request, form, save, done)


def _confirmed(request: DeskRequest, feedback: Feedback, form: PublicForm) -> bool:
    def save() -> None:
        said = {name: form.cleaned_data[name] for name in ("title", "question", "answer")}
        confirm_text(**said, files=form.chosen(), **acting_by(request, feedback))

    return _tried(request, form, save, _("Đã chốt bản công khai."))


def _shown_already(waiting: PublishedText | None, attached: Sequence[FeedbackFile]) -> list[str]:
    chosen = set(waiting.files.values_list("file_id", flat=True)) if waiting else set()
    return [str(one.pk) for one in attached if one.file_id in chosen]


def _personal_in_files(feedback: Feedback, chosen: Sequence[FeedbackFile]) -> list[str]:
    """What the chosen files may tell of somebody, each with the file's name; also which of them only eyes can read."""
    found = []
    for one in chosen:
        words = personal_in_file(feedback, one.file)
        if words is None:
            found.append(_("tệp %s: không đọc được chữ, tự xem kỹ") % one.file.name)
        elif words:
            found.append(
                _("tệp %(name)s: %(words)s") % {"name": one.file.name, "words": ", ".join(words[:12])}
            )
    return found


def _tried(request: DeskRequest, form: Any, act: Callable[[], None], done: str) -> bool:
    try:
        act()
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        show_refusal(form, refused)
        return False
    messages.success(request, done)
    return True
