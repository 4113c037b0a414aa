"""The page of one: what was sent, how far it is, what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.feedback.enums.feedback import NOT_BY_NAME, Act, Named, State, Term
from motcua.feedback.models import Feedback, FeedbackFile, FeedbackObject
from motcua.feedback.policy.feedback import acts_of
from motcua.feedback.queries.feedback.clocks import explained_terms
from motcua.feedback.queries.feedback.looking_back import alike_before
from motcua.feedback.queries.feedback.publishing import waiting_text
from motcua.feedback.queries.feedback.visible import (
    FeedbackReach,
    find_visible_feedback,
    is_closed,
    is_of_conduct,
)
from motcua.feedback.rules.feedback.recognising import recognise, suggests_conduct
from motcua.feedback.rules.feedback.scoring import LIKELY_SPAM, is_coarse, says_secrets
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.feedback.shown import (
    face_of,
    feedback_or_refuse,
    follow_ups_of,
    history_of,
    procedure_name_of,
    reach_of,
)
from motcua.web.desk.feedback.views import READERS


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback, desk, reach = feedback_or_refuse(request, pk), request.desk, reach_of(request)
    able = acts_of(desk.person, feedback, on=desk.today, reach=reach)
    context = {
        "feedback": feedback,
        "face": face_of(feedback, desk.at),
        "terms": explained_terms(feedback),
        "procedure_name": procedure_name_of(feedback),
        "late_terms": [Term(one).label for one in feedback.late_terms],
        "acts": _acts(feedback, able),
        "main_act": _main_act(feedback, able),
        "may_decide": {Act.NAME_OBJECT, Act.FREE_NAMED} <= able,
        "follow_ups": follow_ups_of(request, feedback),
        "history": history_of(request, "feedback", feedback.pk),
        **_people(feedback),
        **_hints(feedback, reach),
        **_way(feedback),
        **_said_since(feedback),
        **_beside(request, feedback, reach),
    }
    return render(request, "desk/feedback/page.html", context)


def _people(feedback: Feedback) -> dict[str, Any]:
    """Whom it is kept from, and who was freed."""
    objects = _objects(feedback)
    kept_from = [one for one in objects if one.freed_at is None]
    return {
        "objects": kept_from,
        "candidates": [one for one in kept_from if one.named == Named.PERHAPS],
        "freed": [one for one in objects if one.freed_at is not None],
        "names_somebody": any(one.named != Named.PERHAPS for one in kept_from) and not is_closed(feedback),
    }


def _objects(feedback: Feedback) -> list[FeedbackObject]:
    return list(feedback.objects_of.select_related("person", "freed_by").order_by("id"))


def _hints(feedback: Feedback, reach: FeedbackReach) -> dict[str, Any]:
    """What the system noticed: each a question to a person, never an answer."""
    text, is_early = f"{feedback.title} {feedback.body}", _is_early(feedback)
    return {
        "recognition": _recognition(feedback),
        "alike": alike_before(feedback, reach) if is_early and feedback.repeat_of is None else [],
        "is_spam": feedback.spam_score >= LIKELY_SPAM,
        "looks_bad": is_coarse(text),
        "looks_secret": says_secrets(text) and feedback.hidden_as != "secret",
        "is_conduct": is_of_conduct(feedback),
        "may_be_conduct": is_early and not is_closed(feedback) and suggests_conduct(text),
    }


def _recognition(feedback: Feedback) -> Any:
    if not feedback.recognised:
        return None
    is_named = feedback.objects_of.exclude(named__in=NOT_BY_NAME).exists()
    return recognise(feedback.title, f"{feedback.body}\n{feedback.about_text}", names_staff=is_named)


def _is_early(feedback: Feedback) -> bool:
    return feedback.state in {State.WAITING_INTAKE, State.WAITING_SUPPLEMENT}


def _way(feedback: Feedback) -> dict[str, Any]:
    """To whom it went, who was asked, what was answered, how it was judged."""
    transfers = feedback.transfers.select_related("giver", "taker", "back_by").prefetch_related("files__file")
    opinions = feedback.opinions.select_related("person", "agency", "asked_by", "given_by")
    replies = feedback.replies.select_related("written_by", "approved_by", "satisfaction")
    return {
        "outside": _outside(feedback),
        "transfers": list(transfers.order_by("at")),
        "opinions": list(opinions.order_by("asked_at")),
        "replies": list(replies.prefetch_related("files__file").order_by("number")),
        "moderations": list(feedback.moderations.select_related("by").order_by("at")),
    }


def _said_since(feedback: Feedback) -> dict[str, Any]:
    """What its sender brought, was asked for and asked again."""
    return {
        "files": _files(feedback),
        "supplements": list(feedback.supplements.select_related("asked_by").order_by("waited")),
        "reopenings": list(feedback.reopenings.select_related("by").order_by("at")),
    }


def _files(feedback: Feedback) -> list[FeedbackFile]:
    rows = feedback.files.filter(reply=None, transfer=None).select_related("file")
    return list(rows.order_by("added_at", "id"))


def _beside(request: DeskRequest, feedback: Feedback, reach: FeedbackReach) -> dict[str, Any]:
    """What of it is public or waits to be, and what it repeats, as far as the reader may see that."""
    desk, first = request.desk, feedback.repeat_of_id
    shown = feedback.published_texts.filter(published_at__isnull=False, taken_down_at=None)
    return {
        "published": shown.first(),
        "waiting": waiting_text(feedback),
        "repeat_of": find_visible_feedback(first, desk.person, desk.today, reach=reach) if first else None,
    }


@dataclass(frozen=True, slots=True)
class ShownAct:
    """An act with its page; those that need no page are posted at once."""

    label: str
    href: str
    is_posted: bool = False


# In the order in which an officer thinks of them; the first that is possible is the next step.
_NEXT = (
    Act.GIVE_OPINION,
    Act.APPROVE_ANSWER,
    Act.PUBLISH,
    Act.CONFIRM_TEXT,
    Act.SUBMIT_ANSWER,
    Act.ASSIGN,
    Act.DRAFT_ANSWER,
    Act.KEEP_OUTSIDE_ANSWER,
    Act.CLASSIFY,
)
_PAGES = (
    (Act.CLASSIFY, "classify"),
    (Act.ASK_SUPPLEMENT, "ask_supplement"),
    (Act.REJECT, "reject"),
    (Act.RETURN, "return"),
    (Act.TRANSFER_OUT, "transfer"),
    (Act.KEEP_OUTSIDE_ANSWER, "keep_outside_answer"),
    (Act.TAKE_BACK, "take_back"),
    (Act.ASSIGN, "assign"),
    (Act.CONSULT, "consult"),
    (Act.GIVE_OPINION, "give_opinion"),
    (Act.DRAFT_ANSWER, "draft_answer"),
    (Act.SUBMIT_ANSWER, "submit_answer"),
    (Act.SEND_BACK_ANSWER, "send_back_answer"),
    (Act.APPROVE_ANSWER, "approve_answer"),
    (Act.CONFIRM_TEXT, "confirm_text"),
    (Act.PUBLISH, "publish"),
    (Act.WITHHOLD, "withhold"),
    (Act.TAKE_DOWN, "take_down"),
    (Act.REOPEN, "reopen"),
    (Act.MARK_REPEAT, "mark_repeat"),
    (Act.MODERATE, "moderate"),
    (Act.NAME_OBJECT, "name_object"),
    (Act.FREE_NAMED, "free_named"),
)
_POSTED = frozenset({Act.SUBMIT_ANSWER, Act.APPROVE_ANSWER, Act.PUBLISH})


def _shown_act(feedback: Feedback, act: Act) -> ShownAct:
    label = act.label
    if act is Act.CLASSIFY and feedback.state == State.WAITING_INTAKE:
        label = _("Phân loại, tiếp nhận")
    elif act is Act.TRANSFER_OUT:
        label = _("Chuyển cơ quan có thẩm quyền")
    return ShownAct(label, reverse(f"desk:feedback:{dict(_PAGES)[act]}", args=[feedback.pk]), act in _POSTED)


def _outside(feedback: Feedback) -> str:
    """With which body outside it lies; "" when it lies here."""
    if feedback.state != State.TRANSFERRED:
        return ""
    last = feedback.transfers.filter(taker=None).order_by("-at").first()
    return last.outside if last else ""


def _acts(feedback: Feedback, able: frozenset[Act]) -> list[ShownAct]:
    main = _main(feedback, able)
    skip = {main, None if is_closed(feedback) else Act.NAME_OBJECT}
    acts = [_shown_act(feedback, act) for act, _name in _PAGES if act in able and act not in skip]
    return [*acts, *_follow_ups(feedback)] if Act.FOLLOW_UP in able else acts


def _follow_ups(feedback: Feedback) -> list[ShownAct]:
    """A review of the procedure it is about; an inspection."""
    review = ShownAct(_("Mở rà soát thủ tục"), reverse("desk:feedback:open_review", args=[feedback.pk]))
    visit = ShownAct(_("Mở kiểm tra đột xuất"), reverse("desk:feedback:open_inspection", args=[feedback.pk]))
    return [review, visit] if feedback.procedure_id and not is_closed(feedback) else [visit]


def _main_act(feedback: Feedback, able: frozenset[Act]) -> ShownAct | None:
    main = _main(feedback, able)
    return _shown_act(feedback, main) if main else None


def _main(feedback: Feedback, able: frozenset[Act]) -> Act | None:
    next_acts = _NEXT if feedback.state == State.WAITING_INTAKE else _NEXT[:-1]
    done = {Act.ASSIGN} if feedback.unit_id or feedback.holder_id else set()
    return next((act for act in next_acts if act in able - done), None)
