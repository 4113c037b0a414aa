"""What is done with a question: written down, sorted, answered, approved, published, set aside."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability, PartyKind
from motcua.accounts.policy import may
from motcua.feedback.actions.dialogues.asking import enter_question
from motcua.feedback.actions.dialogues.questions import (
    answer_question,
    approve_question,
    judge_question,
    publish_question,
    send_back_question,
    set_question_aside,
    sort_questions,
    take_question_up,
)
from motcua.feedback.enums import AsideReason, QuestionChannel, QuestionStatus
from motcua.feedback.models import DialogueQuestion
from motcua.feedback.policy.dialogues import may_answer, question_not_found
from motcua.feedback.queries.dialogues import (
    find_question,
    ordinals_of,
    questions_visible_to,
    sees_askers,
    units_for,
)
from motcua.feedback.rules.dialogues import OF_CONDUCT, alike, may_judge_question, may_move_question
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.dialogues.forms import (
    AboutWhomForm,
    AnswerForm,
    ApproveForm,
    AsideForm,
    NoteForm,
    QuestionForm,
    SortForm,
    only_object,
)
from motcua.web.desk.dialogues.views import READERS, asker_of, conference_or_refuse, page_context, themes_seen
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal


@desk_view(Capability.RECEIVE_FEEDBACK, Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = conference_or_refuse(request, pk), request.desk, QuestionForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: enter_question(
            conference_id=pk,
            asked=form.asked(),
            party=PartyKind(form.cleaned_data["party"]),
            channel=QuestionChannel(form.cleaned_data["channel"]),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: (
            reverse("desk:dialogues:enter", args=[pk]) if "also" in request.POST else _home(pk)
        ),
        title=_("Ghi câu hỏi"),
        lead=row.topic,
        save=_("Lưu"),
        also=_("Lưu và ghi câu nữa"),
        back=_home(pk),
        done=_("Đã ghi câu hỏi."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_POST
def sort(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The ticked questions into one group and to one unit."""
    row, desk = conference_or_refuse(request, pk), request.desk
    form = SortForm(request.POST, units=units_for(row, desk.today), themes=themes_seen(request, row))
    if form.is_valid():
        try:
            number = sort_questions(
                conference_id=pk,
                question_ids=_ticked(request),
                sorting=form.sorting(),
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            show_refusal(form, refused)
        else:
            messages.success(request, _("Đã phân công %s câu hỏi.") % number)
            return redirect(_home(pk))
    context = page_context(request, row, sort_form=form)
    return render(request, "desk/dialogues/page.html", context, status=422)


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def assign(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The one question into a group and to a unit, from its own page."""
    row, desk = question_or_refuse(request, pk), request.desk
    form = SortForm(
        posted(request),
        units=units_for(row.conference, desk.today),
        themes=themes_seen(request, row.conference),
        initial={"theme": row.theme, "unit": row.unit_id, "answer_by": row.answer_by},
    )
    return answer_form(
        request,
        form,
        lambda: sort_questions(
            conference_id=row.conference_id,
            question_ids=[pk],
            sorting=form.sorting(),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _question(pk),
        title=_("Phân công câu hỏi"),
        lead=row.text,
        save=_("Phân công"),
        back=_question(pk),
        done=_("Đã phân công câu hỏi."),
    )


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = question_or_refuse(request, pk), request.desk
    agency, status = row.conference.agency_id, QuestionStatus(row.status)
    keeps = may(desk.person, Capability.KEEP_FEEDBACK, agency_id=agency, on=desk.today)
    approves = (
        may(desk.person, Capability.APPROVE_FEEDBACK, agency_id=agency, on=desk.today)
        and row.answered_by_id != desk.person.pk
    )
    places = ordinals_of(desk.person, row.conference_id, desk.today)
    able = {
        "assign": keeps,
        "answer": may_answer(desk.person, row, on=desk.today),
        "approve": approves,
        "send_back": approves,
        "publish": keeps,
        "set_aside": keeps,
        "take_up": keeps,
    }
    context = {
        "row": row,
        "conference": row.conference,
        "status": status.label,
        "acts": {
            act: allowed and may_move_question(status, act) and (not row.is_closed or act in OF_CONDUCT)
            for act, allowed in able.items()
        },
        "may_judge": keeps and may_judge_question(status),
        "objects": list(row.objects_of.select_related("person").order_by("id")),
        "place": places[row.pk],
        "original": row.duplicate_of if row.duplicate_of_id in places else None,
        "original_place": places.get(row.duplicate_of_id) if row.duplicate_of_id else None,
        "asker": asker_of(row) if sees_askers(desk.person, row.conference, desk.today) else "",
        "like": _like(request, row, places) if keeps else [],
        "history": read_history(entries_about("dialogue_question", str(row.pk))),
    }
    return render(request, "desk/dialogues/question.html", context)


@desk_view(Capability.ANSWER_FEEDBACK, Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def answer(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = question_or_refuse(request, pk), request.desk
    form = AnswerForm(posted(request), initial={"answer": row.answer, "revision": row.revision})
    return answer_form(
        request,
        form,
        lambda: answer_question(
            question_id=pk,
            answer=form.cleaned_data["answer"],
            seen=form.cleaned_data["revision"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _question(pk),
        title=_("Soạn trả lời"),
        lead=row.text,
        save=_("Lưu và trình duyệt"),
        back=_question(pk),
        done=_("Đã trình trả lời."),
    )


@desk_view(Capability.APPROVE_FEEDBACK)
@require_http_methods(["GET", "POST"])
def approve(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = question_or_refuse(request, pk), request.desk
    first = {"public_text": row.public_text or row.text, "revision": row.revision}
    form = ApproveForm(posted(request), initial=first)
    return answer_form(
        request,
        form,
        lambda: approve_question(
            question_id=pk,
            public_text=form.cleaned_data["public_text"],
            seen=form.cleaned_data["revision"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _question(pk),
        title=_("Duyệt trả lời"),
        lead=row.answer,
        save=_("Duyệt"),
        back=_question(pk),
        done=_("Đã duyệt trả lời."),
    )


@desk_view(Capability.APPROVE_FEEDBACK)
@require_http_methods(["GET", "POST"])
def send_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = question_or_refuse(request, pk), request.desk, NoteForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: send_back_question(
            question_id=pk, reason=form.cleaned_data["note"], by=desk.person, at=desk.at
        ),
        where=lambda made: _question(pk),
        title=_("Trả lại người soạn"),
        lead=row.answer,
        save=_("Trả lại"),
        back=_question(pk),
        done=_("Đã trả lại người soạn."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_POST
def publish(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    attempt(
        request,
        lambda: publish_question(question_id=pk, by=desk.person, at=desk.at),
        done=_("Đã công khai câu hỏi và câu trả lời."),
    )
    return redirect(_question(pk))


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def set_aside(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = question_or_refuse(request, pk), request.desk, AsideForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: set_question_aside(
            question_id=pk,
            reason=AsideReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            duplicate_of=_at_place(request, row, form.cleaned_data["duplicate_of"]),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: _question(pk),
        title=_("Không đưa ra đối thoại"),
        lead=row.text,
        save=_("Để ngoài hội nghị"),
        back=_question(pk),
        done=_("Đã để ngoài hội nghị; câu hỏi vẫn còn trong danh sách."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def about(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Whom the question is about: from then on it is kept from them and their body."""
    row, desk = question_or_refuse(request, pk), request.desk
    form = AboutWhomForm(
        posted(request),
        agency_id=row.conference.agency_id,
        on=desk.today,
        by=desk.person,
        initial={
            "is_conduct": row.is_closed,
            "about_agency": row.about_agency_id,
            "person": only_object(row),
        },
    )
    return answer_form(
        request,
        form,
        lambda: judge_question(question_id=pk, found=form.about(), by=desk.person, at=desk.at),
        where=lambda made: (
            _question(pk) if find_question(pk, desk.person, desk.today) else _home(row.conference_id)
        ),
        title=_("Câu hỏi nói về ai"),
        lead=row.text,
        save=_("Lưu"),
        back=_question(pk),
        done=_("Đã ghi."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_POST
def take_up(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    attempt(
        request,
        lambda: take_question_up(question_id=pk, by=desk.person, at=desk.at),
        done=_("Đã đưa câu hỏi trở lại."),
    )
    return redirect(_question(pk))


def question_or_refuse(request: DeskRequest, pk: UUID) -> DialogueQuestion:
    """The question, when the person may see it.

    :raises Refused: "question-not-found".
    """
    row = find_question(pk, request.desk.person, request.desk.today)
    if row is None:
        raise question_not_found()
    return row


def _like(request: DeskRequest, row: DialogueQuestion, places: Mapping[UUID, int]) -> list[int]:
    """The places of the conference's questions that say nearly the same, of those that the person sees."""
    seen = questions_visible_to(request.desk.person, request.desk.today).filter(conference=row.conference_id)
    others = seen.exclude(pk=row.pk).values_list("text", "pk")
    return alike(row.text, [(fold(text), places[pk]) for text, pk in others])[:5]


def _at_place(request: DeskRequest, row: DialogueQuestion, place: int | None) -> UUID | None:
    """The question that stands at the place where the person sees it."""
    places = ordinals_of(request.desk.person, row.conference_id, request.desk.today)
    return next((key for key, one in places.items() if one == place), None)


def _ticked(request: DeskRequest) -> list[UUID]:
    try:
        return [UUID(one) for one in request.POST.getlist("cau")]
    except ValueError:
        raise question_not_found() from None


def _home(pk: UUID) -> str:
    return reverse("desk:dialogues:page", args=[pk])


def _question(pk: UUID) -> str:
    return reverse("desk:dialogues:question", args=[pk])
