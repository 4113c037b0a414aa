from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.feedback.actions.dialogues.asking import ask_question
from motcua.feedback.enums import ConferenceStatus, Gate
from motcua.feedback.models import DialogueConference
from motcua.feedback.queries.dialogues import public_conferences, public_questions
from motcua.feedback.queries.promises import public_promises
from motcua.feedback.rules.dialogues import Asked, takes_questions
from motcua.kernel.clock import local_day, now
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.web.fields import LinesField, WordsField
from motcua.web.portal.humanity import PersonForm, sender_at

_SHOWN = 60


class QuestionForm(PersonForm):
    text = LinesField(
        rows=6,
        max_length=3000,
        label=gettext_lazy("Câu hỏi của anh/chị"),
        help_text=gettext_lazy(
            "Nói rõ việc gì, ở đâu. Đừng ghi số căn cước, mã hồ sơ hay chuyện riêng của người khác."
        ),
        error_messages={"required": gettext_lazy("Hãy viết câu hỏi.")},
    )
    party = forms.ChoiceField(
        label=gettext_lazy("Anh/chị hỏi với tư cách"),
        choices=[(one.value, gettext_lazy(one.label)) for one in PartyKind],
    )
    name = WordsField(required=False, max_length=200, label=gettext_lazy("Họ tên hoặc tên đơn vị"))
    contact = WordsField(
        required=False,
        max_length=120,
        label=gettext_lazy("Điện thoại hoặc thư điện tử"),
        help_text=gettext_lazy("Chỉ để hỏi lại khi câu hỏi chưa rõ; không công khai, xóa sau hội nghị."),
    )


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    today = local_day(now())
    rows = list(public_conferences().order_by("-starts_at", "-id")[:_SHOWN])
    context = {
        "coming": [
            (row, _is_open(row)) for row in reversed(rows) if row.status == ConferenceStatus.ANNOUNCED
        ],
        "past": [row for row in rows if row.status != ConferenceStatus.ANNOUNCED],
        "today": today,
    }
    return render(request, "portal/dialogues/list.html", context)


@require_safe
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, text = _get(pk), request.GET.get("q", "")[:100].replace("\x00", "")
    context = {
        "row": row,
        "is_open": _is_open(row),
        "is_coming": row.status == ConferenceStatus.ANNOUNCED,
        "questions": list(public_questions(row, text=text)),
        "text": text,
        "is_concluded": row.status == ConferenceStatus.CONCLUDED,
        "promises": public_promises(row, local_day(now()))
        if row.status == ConferenceStatus.CONCLUDED
        else [],
    }
    return render(request, "portal/dialogues/page.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, at = _get(pk), now()
    person = request.user if isinstance(request.user, Person) else None
    form = QuestionForm(
        request.POST if request.method == "POST" else None, gate=Gate.ASK_QUESTION, at=at, person=person
    )
    if request.method == "POST" and form.is_valid():
        try:
            ask_question(
                conference_id=pk,
                asked=Asked(
                    form.cleaned_data["text"], form.cleaned_data["name"], form.cleaned_data["contact"]
                ),
                party=PartyKind(form.cleaned_data["party"]),
                sender=sender_at(request, at),
                nonce=form.nonce(),
                at=at,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(
                request,
                _("Đã nhận câu hỏi. Câu trả lời sẽ hiện ở trang này khi được công khai."),
            )
            return redirect("portal:dialogue", pk)
    context = {"row": row, "form": form, "is_open": _is_open(row)}
    return render(request, "portal/dialogues/ask.html", context, status=422 if form.errors else 200)


def _get(pk: UUID) -> DialogueConference:
    row = public_conferences().filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _is_open(row: DialogueConference) -> bool:
    call = Period(row.call.lower, row.call.upper)
    return takes_questions(ConferenceStatus(row.status), call, local_day(now()))
