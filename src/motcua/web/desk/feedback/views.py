"""The inbox, the register, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.documents.models import StoredFile
from motcua.feedback.enums.feedback import Act, Box, Named, State, Subject, Term
from motcua.feedback.models import Feedback
from motcua.feedback.policy.feedback import acts_of, feedback_not_found
from motcua.feedback.queries.feedback.clocks import explained_terms
from motcua.feedback.queries.feedback.inbox import (
    PAGE,
    FeedbackInbox,
    Wanted,
    feedback_wanted,
    page_of_register,
    whole_register,
)
from motcua.feedback.queries.feedback.looking_back import alike_before
from motcua.feedback.queries.feedback.publishing import waiting_text
from motcua.feedback.queries.feedback.visible import find_visible_feedback, is_closed, is_of_conduct
from motcua.feedback.rules.feedback.recognising import recognise, suggests_conduct
from motcua.feedback.rules.feedback.scoring import LIKELY_SPAM, is_coarse, says_secrets
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.feedback.book import register_table
from motcua.web.desk.feedback.shown import face_of, feedback_or_refuse, follow_ups_of, history_of, reach_of
from motcua.web.desk.paging import address, after_moment
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.fields import DayField
from motcua.web.served_files import serve

READERS = (
    Capability.READ_FEEDBACK,
    Capability.KEEP_FEEDBACK,
    Capability.ANSWER_FEEDBACK,
    Capability.APPROVE_FEEDBACK,
    Capability.RECEIVE_FEEDBACK,
)


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    inbox = FeedbackInbox(reach_of(request), request.desk.at)
    chosen = next((box for box in Box if box.value == request.GET.get("nhom")), None)
    counts, rows = inbox.counts(), inbox.page(chosen, after=after_moment(request))
    shown = rows[:PAGE]
    context = {
        "tabs": _tabs(request, chosen, counts),
        "rows": [(row, face_of(row, request.desk.at)) for row in shown],
        "registers": request.desk.can(Capability.RECEIVE_FEEDBACK),
        "keeps": request.desk.can(Capability.KEEP_FEEDBACK),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": _next(request, shown[-1], by="when") if len(rows) > PAGE else "",
    }
    return render(request, "desk/feedback/list.html", context)


@desk_view(*READERS)
@require_GET
def book(request: DeskRequest) -> HttpResponse:
    form = NarrowForm(request.GET or None)
    rows = page_of_register(feedback_wanted(reach_of(request), form.wanted()), after=after_moment(request))
    shown = rows[:PAGE]
    context = {
        "form": form,
        "rows": [(row, face_of(row, request.desk.at)) for row in shown],
        "xlsx_href": reverse("desk:feedback:book_xlsx") + address(request),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": _next(request, shown[-1], by="sent_at") if len(rows) > PAGE else "",
    }
    return render(request, "desk/feedback/book.html", context)


@desk_view(Capability.READ_FEEDBACK, Capability.KEEP_FEEDBACK, Capability.APPROVE_FEEDBACK)
@require_GET
def book_xlsx(request: DeskRequest) -> FileResponse:
    """The register as a workbook: all that the person sees of it, as narrowed, however long."""
    rows = feedback_wanted(reach_of(request), NarrowForm(request.GET or None).wanted())
    return long_xlsx(
        [register_table(whole_register(rows))], name=f"so-phan-anh-{request.desk.today:%Y-%m-%d}"
    )


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback, desk, reach = feedback_or_refuse(request, pk), request.desk, reach_of(request)
    able = acts_of(desk.person, feedback, on=desk.today, reach=reach)
    is_early = feedback.state in {State.WAITING_INTAKE, State.WAITING_SUPPLEMENT}
    text = f"{feedback.title} {feedback.body}"
    objects = list(feedback.objects_of.select_related("person", "freed_by").order_by("id"))
    kept_from = [one for one in objects if one.freed_at is None]
    is_named = any(one.named != Named.TOOK_PART for one in objects)
    found = recognise(feedback.title, f"{feedback.body}\n{feedback.about_text}", names_staff=is_named)
    files = list(feedback.files.select_related("file").order_by("added_at", "id"))
    context = {
        "feedback": feedback,
        "face": face_of(feedback, desk.at),
        "terms": explained_terms(feedback),
        "acts": _acts(feedback, able),
        "main_act": _main_act(feedback, able),
        "recognition": found if found and feedback.recognised else None,
        "alike": alike_before(feedback, reach) if is_early and feedback.repeat_of is None else [],
        "is_spam": feedback.spam_score >= LIKELY_SPAM,
        "looks_bad": is_coarse(text),
        "looks_secret": says_secrets(text) and feedback.hidden_as != "secret",
        "is_conduct": is_of_conduct(feedback),
        "may_be_conduct": is_early and not is_closed(feedback) and suggests_conduct(text),
        "names_somebody": bool(kept_from) and not is_closed(feedback),
        "objects": kept_from,
        "freed": [one for one in objects if one.freed_at is not None],
        "files": [one for one in files if one.reply_id is None and one.transfer_id is None],
        "outside": _outside(feedback),
        "supplements": list(feedback.supplements.select_related("asked_by").order_by("waited")),
        "transfers": list(
            feedback.transfers.select_related("giver", "taker", "back_by")
            .prefetch_related("files__file")
            .order_by("at")
        ),
        "opinions": list(
            feedback.opinions.select_related("person", "agency", "asked_by", "given_by").order_by("asked_at")
        ),
        "replies": list(
            feedback.replies.select_related("written_by", "approved_by", "satisfaction")
            .prefetch_related("files__file")
            .order_by("number")
        ),
        "reopenings": list(feedback.reopenings.select_related("by").order_by("at")),
        "repeat_of": find_visible_feedback(feedback.repeat_of_id, desk.person, desk.today, reach=reach)
        if feedback.repeat_of_id
        else None,
        "follow_ups": follow_ups_of(request, feedback),
        "moderations": list(feedback.moderations.select_related("by").order_by("at")),
        "published": feedback.published_texts.filter(published_at__isnull=False, taken_down_at=None).first(),
        "waiting": waiting_text(feedback),
        "late_terms": [Term(one).label for one in feedback.late_terms],
        "history": history_of(request, "feedback", feedback.pk),
    }
    return render(request, "desk/feedback/page.html", context)


@desk_view(*READERS)
@require_GET
def file(request: DeskRequest, pk: UUID, file_pk: UUID) -> HttpResponseBase:
    """One of its files, for whoever may see it."""
    feedback = feedback_or_refuse(request, pk)
    row = feedback.files.filter(pk=file_pk).select_related("file").first()
    if row is None:
        raise feedback_not_found()
    stored: StoredFile = row.file
    return serve(stored, inline=True)


class NarrowForm(forms.Form):
    """By what the register is narrowed."""

    tim = forms.CharField(required=False, label=gettext_lazy("Tìm"), max_length=200)
    trang_thai = forms.ChoiceField(required=False, label=gettext_lazy("Tình trạng"))
    loai = forms.ChoiceField(required=False, label=gettext_lazy("Về"))
    tu = DayField(required=False, label=gettext_lazy("Gửi từ ngày"))
    den = DayField(required=False, label=gettext_lazy("đến ngày"))
    tre = forms.BooleanField(required=False, label=gettext_lazy("Chỉ những việc từng quá hạn"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        every = ("", _("Tất cả"))
        for name, choices in (("trang_thai", State.choices()), ("loai", Subject.choices())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [every, *choices]

    def wanted(self) -> Wanted:
        """What was asked for; all of it when nothing readable was."""
        if not self.is_bound or not self.is_valid():
            return Wanted()
        said = self.cleaned_data
        return Wanted(
            text=said["tim"],
            state=State(said["trang_thai"]) if said["trang_thai"] else None,
            subject=Subject(said["loai"]) if said["loai"] else None,
            first=said["tu"],
            last=said["den"],
            is_late=said["tre"],
        )


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
    return next((act for act in next_acts if act in able), None)


def _tabs(request: DeskRequest, chosen: Box | None, counts: dict[Box, int]) -> list[dict[str, Any]]:
    every = {
        "label": _("Tất cả"),
        "href": address(request, nhom=""),
        "count": None,
        "is_current": chosen is None,
    }
    tabs = [
        {
            "label": box.label,
            "href": address(request, nhom=box.value),
            "count": counts[box],
            "is_current": chosen is box,
        }
        for box in Box
        if counts[box] or chosen is box
    ]
    return [every, *tabs]


def _next(request: DeskRequest, row: Feedback, *, by: str) -> str:
    return address(request, sau=f"{getattr(row, by).isoformat()}_{row.pk}")
