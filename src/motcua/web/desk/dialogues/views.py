from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.documents.official.making import make_docx, make_pdf
from motcua.feedback.enums import ConferenceStatus, QuestionStatus
from motcua.feedback.models import DialogueConference, DialogueQuestion
from motcua.feedback.policy.dialogues import conference_not_found, may_receive
from motcua.feedback.queries.dialogue_papers import minutes_of
from motcua.feedback.queries.dialogues import (
    PAGE,
    WantedConferences,
    WantedQuestions,
    conferences_visible_to,
    countable_questions,
    counts_of,
    find_conference,
    ordinals_of,
    page_of_conferences,
    questions_visible_to,
    questions_wanted,
    sees_askers,
    themes_of,
    units_for,
)
from motcua.feedback.queries.promises import promises_of
from motcua.feedback.rules.dialogue_papers import dialogue_minutes
from motcua.feedback.rules.dialogues import CONFERENCE_MOVES, may_move_conference, may_move_question
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.dialogues.forms import SortForm
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address, after_moment
from motcua.web.desk.yearly.asking import choice_asked, words_asked

READERS = (
    Capability.READ_FEEDBACK,
    Capability.KEEP_FEEDBACK,
    Capability.RECEIVE_FEEDBACK,
    Capability.ANSWER_FEEDBACK,
)
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    wanted = WantedConferences(words_asked(request), choice_asked(request, "tinh-trang", ConferenceStatus))
    after = after_moment(request)
    found = page_of_conferences(
        conferences_visible_to(desk.person, desk.today),
        wanted,
        countable=countable_questions(desk.person, desk.today),
        after=after,
    )
    last = found[PAGE - 1] if len(found) > PAGE else None
    context = {
        "rows": found[:PAGE],
        "text": wanted.text,
        "status": wanted.status or "",
        "statuses": ConferenceStatus.choices(),
        "keeps": desk.can(Capability.KEEP_FEEDBACK),
        "narrowed": bool(wanted.text or wanted.status),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{last.starts_at.isoformat()}_{last.pk}") if last else "",
    }
    return render(request, "desk/dialogues/list.html", context)


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    row = conference_or_refuse(request, pk)
    return render(request, "desk/dialogues/page.html", page_context(request, row))


def page_context(
    request: DeskRequest, row: DialogueConference, *, sort_form: SortForm | None = None
) -> dict[str, Any]:
    """What the page of a conference shows; with the form of sorting when it was sent and could not be taken."""
    desk, status = request.desk, ConferenceStatus(row.status)
    keeps = may(desk.person, Capability.KEEP_FEEDBACK, agency_id=row.agency_id, on=desk.today)
    chosen = WantedQuestions(
        status=choice_asked(request, "tinh-trang", QuestionStatus),
        theme=request.GET.get("nhom", "")[:120],
    )
    mine = questions_visible_to(desk.person, desk.today).filter(conference=row)
    rows = list(questions_wanted(mine, chosen))
    places = ordinals_of(desk.person, row.pk, desk.today)
    themes = themes_seen(request, row)
    units = units_for(row, desk.today)
    return {
        "row": row,
        "status": status.label,
        "acts": {act: keeps and may_move_conference(status, act) for act in CONFERENCE_MOVES},
        "may_count": keeps
        and row.activity_id is None
        and status in {ConferenceStatus.PREPARED, ConferenceStatus.ANNOUNCED},
        "promises": promises_of(row, desk.person, desk.today),
        "may_promise": keeps and status in {ConferenceStatus.HELD, ConferenceStatus.CONCLUDED},
        "has_minutes": row.ended_at is not None,
        "is_public": row.announced_at is not None,
        "questions": [(one, places[one.pk], keeps and _may_sort(one)) for one in rows],
        "may_sort": keeps and any(_may_sort(one) for one in rows),
        "sort_form": sort_form or SortForm(units=units, themes=themes),
        "themes": themes,
        "theme": chosen.theme,
        "question_status": chosen.status or "",
        "question_statuses": QuestionStatus.choices(),
        "may_enter": status is not ConferenceStatus.CANCELLED
        and may_receive(desk.person, agency_id=row.agency_id, on=desk.today),
        "sees_askers": sees_askers(desk.person, row, desk.today),
        "counts": counts_of(
            countable_questions(desk.person, desk.today).filter(conference=row), today=desk.today
        ),
        "history": read_history(entries_about("dialogue_conference", str(row.pk))),
    }


@desk_view(*READERS)
@require_GET
def minutes(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """The minutes, once the conference was held."""
    row = conference_or_refuse(request, pk)
    paper = minutes_of(row, on=request.desk.today)
    if paper is None:
        raise Refused("minutes-not-found", _("Hội nghị chưa tổ chức nên chưa có biên bản."))
    make = make_pdf if form == "pdf" else make_docx
    response = HttpResponse(make(dialogue_minutes(paper), made_at=request.desk.at), content_type=_TYPES[form])
    plain = "-".join(fold(f"bien ban doi thoai {row.topic}").split())[:80].strip("-")
    response["Content-Disposition"] = f'attachment; filename="{plain}.{form}"'
    return response


def conference_or_refuse(request: DeskRequest, pk: UUID) -> DialogueConference:
    """The conference, when the person may see it.

    :raises Refused: "conference-not-found".
    """
    row = find_conference(pk, request.desk.person, request.desk.today)
    if row is None:
        raise conference_not_found()
    return row


def themes_seen(request: DeskRequest, row: DialogueConference) -> list[str]:
    """The groups of the conference's questions, of those that count for the person."""
    seen = countable_questions(request.desk.person, request.desk.today)
    return themes_of(seen.filter(conference=row))


def _may_sort(row: DialogueQuestion) -> bool:
    return not row.is_closed and may_move_question(QuestionStatus(row.status), "assign")


def asker_of(row: DialogueQuestion) -> str:
    """Who asked, as far as they said, for those who may know."""
    return " · ".join(filter(None, [row.name or _("Không ghi tên"), row.get_party_display(), row.contact]))
