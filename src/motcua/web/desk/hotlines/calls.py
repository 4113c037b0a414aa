"""One call: written down, shown, settled."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.feedback.actions import hotlines
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.actions.hotlines import enter_call, judge_call, settle_call
from motcua.feedback.enums.feedback import Subject
from motcua.feedback.models import HotlineEntry
from motcua.feedback.policy.dialogues import hotline_not_found, may_receive, may_settle
from motcua.feedback.queries.feedback.people import bodies_near
from motcua.feedback.queries.feedback.visible import find_visible_feedback
from motcua.feedback.queries.hotlines import (
    agencies_with_hotlines,
    find_entry,
    numbers_on,
    numbers_taken_at,
)
from motcua.feedback.rules.hotlines import OPEN_OUTCOMES
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.dialogues.forms import AboutWhomForm, only_object
from motcua.web.desk.dialogues.views import READERS
from motcua.web.desk.feedback.shown import history_of, reach_of
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.hotlines.forms import CallForm, FeedbackForm, SettleForm
from motcua.web.desk.hotlines.views import first_agency


@desk_view(Capability.RECEIVE_FEEDBACK, Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    agencies = agencies_with_hotlines(desk.person, desk.today)
    first = first_agency(agencies)
    form = CallForm(
        posted(request),
        agencies=agencies,
        lines=numbers_on(desk.today, [*(each.pk for each in agencies), *_answered_for(request, first)]),
        units=_units(request, first),
        bodies=bodies_near(first.pk, desk.today),
        initial={"agency": first.pk, "on": desk.today, "hour": desk.at.astimezone(VIETNAM).time()},
    )

    def act() -> HotlineEntry:
        said = form.cleaned_data
        line = said["line"]
        whose = said.get("agency") or first
        if line and line.agency in agencies:
            whose = line.agency
        return enter_call(
            agency_id=whose.pk,
            line_id=line.pk if line else None,
            call=form.call(),
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(request, made.pk),
        title=_("Ghi cuộc gọi đường dây nóng"),
        lead=_(
            "Việc cần cơ quan xử lý và trả lời thì lưu rồi bấm “Ghi thành phản ánh, kiến nghị” ở trang cuộc gọi."
        ),
        save=_("Lưu"),
        back=reverse("desk:hotlines:list"),
        done=_("Đã ghi cuộc gọi."),
    )


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = _entry(request, pk), request.desk
    is_open = row.outcome in OPEN_OUTCOMES and row.settled_at is None
    settles = may_settle(desk.person, row, on=desk.today)
    context = {
        "row": row,
        "is_open": is_open,
        "may_settle": is_open and settles,
        "may_make_feedback": row.feedback_id is None
        and row.settled_at is None
        and may_receive(desk.person, agency_id=row.agency_id, on=desk.today),
        "may_judge": row.feedback_id is None
        and may(desk.person, Capability.KEEP_FEEDBACK, agency_id=row.agency_id, on=desk.today),
        "objects": list(row.objects_of.select_related("person").order_by("id")),
        "sees_caller": may_receive(desk.person, agency_id=row.agency_id, on=desk.today) or settles,
        "is_late": is_open and row.answer_by is not None and row.answer_by < desk.today,
        "feedback": find_visible_feedback(row.feedback_id, desk.person, desk.today, reach=reach_of(request))
        if row.feedback_id
        else None,
        "history": history_of(request, "hotline_entry", row.pk),
    }
    return render(request, "desk/hotlines/page.html", context)


@desk_view(Capability.RECEIVE_FEEDBACK, Capability.KEEP_FEEDBACK, Capability.ANSWER_FEEDBACK)
@require_http_methods(["GET", "POST"])
def settle(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk, form = _entry(request, pk), request.desk, SettleForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: settle_call(entry_id=pk, note=form.cleaned_data["note"], by=desk.person, at=desk.at),
        where=lambda made: reverse("desk:hotlines:page", args=[pk]),
        title=_("Đã trả lời người gọi"),
        lead=row.text,
        save=_("Lưu"),
        back=reverse("desk:hotlines:page", args=[pk]),
        done=_("Đã ghi kết quả; cách liên hệ của người gọi đã xóa."),
    )


@desk_view(Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def about(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Whom the call is about: from then on it is kept from them and their body."""
    row, desk = _entry(request, pk), request.desk
    form = AboutWhomForm(
        posted(request),
        agency_id=row.agency_id,
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
        lambda: judge_call(entry_id=pk, found=form.about(), by=desk.person, at=desk.at),
        where=lambda made: _home(request, pk),
        title=_("Cuộc gọi nói về ai"),
        lead=row.text,
        save=_("Lưu"),
        back=reverse("desk:hotlines:page", args=[pk]),
        done=_("Đã ghi."),
    )


@desk_view(Capability.RECEIVE_FEEDBACK, Capability.KEEP_FEEDBACK)
@require_http_methods(["GET", "POST"])
def make_feedback(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The call as feedback; the codes are shown once, to be read to the caller."""
    row, desk = _entry(request, pk), request.desk
    first: dict[str, object] = {
        "body": row.text,
        "name": row.caller,
        "phone": row.contact,
        "subject": Subject.CONDUCT if row.is_closed else Subject.RULE,
        "about_agency": row.about_agency_id,
    }
    form = FeedbackForm(posted(request), agencies=bodies_near(row.agency_id, desk.today), initial=first)

    def act() -> Sent:
        sent = hotlines.make_feedback(entry_id=pk, sending=form.sending(), by=desk.person, at=desk.at)
        told = _("Đọc cho người gọi: mã phản ánh %(code)s, mã bí mật %(secret)s. Mã bí mật chỉ hiện lần này.")
        messages.info(request, told % {"code": sent.feedback.code, "secret": sent.secret})
        return sent

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(request, pk),
        title=_("Ghi thành phản ánh, kiến nghị"),
        lead=_("Thời hạn tính từ lúc gọi. Người gọi được đọc mã để theo dõi trên cổng."),
        save=_("Ghi"),
        back=reverse("desk:hotlines:page", args=[pk]),
        done=_("Đã ghi thành phản ánh, kiến nghị."),
    )


def _entry(request: DeskRequest, pk: UUID) -> HotlineEntry:
    row = find_entry(pk, request.desk.person, request.desk.today)
    if row is None:
        raise hotline_not_found()
    return row


def _home(request: DeskRequest, pk: UUID) -> str:
    """The call's page, or the list where the call is kept from whoever wrote it down."""
    if find_entry(pk, request.desk.person, request.desk.today) is None:
        return reverse("desk:hotlines:list")
    return reverse("desk:hotlines:page", args=[pk])


def _answered_for(request: DeskRequest, first: Agency) -> list[UUID]:
    return list(numbers_taken_at(first.pk, request.desk.today).values_list("agency", flat=True))


def _units(request: DeskRequest, first: Agency) -> object:
    """The bodies directly below the agency and below the one whose installation this is, to which a call may be passed
    on."""
    today, parents = request.desk.today, [first.pk, home_agency_id()]
    below = Agency.objects.filter(superiors__parent__in=parents, superiors__in_force__contains=today)
    return below.filter(held__contains=today).exclude(pk=first.pk).distinct().order_by("sort_key", "id")
