"""A draft act handed over, its appraisal recorded, issued, followed, dropped."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.reviews.actions.impact.concluding import (
    advance_to_drafting,
    drop_draft_act,
    follow_in_decision,
    issue_draft_act,
    record_appraisal,
    send_to_appraisal,
)
from motcua.reviews.enums import AppraisalOutcome
from motcua.reviews.queries.impact.following import decisions_after
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.impact.asking import act_or_refuse, home
from motcua.web.desk.impact.forms import AppraiseForm, DropForm, FollowForm, IssueForm, SendForm

_MOST_DECISIONS = 100


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def send(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    form = SendForm(posted(request), initial={"sent_on": desk.today, "revision": row.revision})

    def act() -> object:
        said = form.cleaned_data
        return send_to_appraisal(
            act_id=pk,
            body=said["body"],
            sent_on=said["sent_on"],
            due_on=said["due_on"],
            seen=said["revision"],
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: home(pk),
        title=_("Gửi thẩm định"),
        lead=_("Chỉ gửi được khi mọi thủ tục đã đánh giá đủ và mọi ý kiến đã được tiếp thu hoặc giải trình."),
        save=_("Gửi thẩm định"),
        back=home(pk),
        done=_("Đã ghi việc gửi thẩm định."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def appraise(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    form = AppraiseForm(posted(request), initial={"answered_on": desk.today})

    def act() -> object:
        said = {**form.cleaned_data, "outcome": AppraisalOutcome(form.cleaned_data["outcome"])}
        return record_appraisal(**said, act_id=pk, by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: home(pk),
        title=_("Ghi ý kiến thẩm định"),
        lead=row.title,
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã ghi ý kiến thẩm định."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_POST
def advance(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    act_or_refuse(request, pk)
    attempt(
        request,
        lambda: advance_to_drafting(act_id=pk, by=desk.person, at=desk.at),
        done=_("Đã chuyển sang soạn thảo. Xem lại các câu trả lời đã chép từ giai đoạn đề nghị."),
    )
    return redirect(home(pk))


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def issue(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    form = IssueForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: issue_draft_act(**form.cleaned_data, act_id=pk, by=desk.person, at=desk.at),
        where=lambda _made: home(pk),
        title=_("Ghi văn bản đã ban hành"),
        lead=row.title,
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã ghi ban hành. Khi thủ tục được công bố thì nối với quyết định công bố để theo dõi."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def follow(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    choices = [
        (str(one.pk), f"{one.number} ({one.signed_on:%d/%m/%Y}): {one.title}"[:160])
        for one in decisions_after(row, on=desk.today)[:_MOST_DECISIONS]
    ]
    form = FollowForm(posted(request), decisions=choices)
    lead = row.title if choices else _("Chưa có quyết định công bố nào ký sau khi văn bản được soạn.")
    return answer_form(
        request,
        form,
        lambda: follow_in_decision(
            act_id=pk, decision_id=UUID(form.cleaned_data["decision"]), by=desk.person, at=desk.at
        ),
        where=lambda _made: home(pk) + "#theo-doi",
        title=_("Nối với quyết định công bố"),
        lead=lead,
        save=_("Nối"),
        back=home(pk),
        done=_("Đã nối; xem phần so dự kiến với công bố."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = act_or_refuse(request, pk), request.desk
    form = DropForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: drop_draft_act(act_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at),
        where=lambda _made: home(pk),
        title=_("Dừng dự thảo"),
        lead=row.title,
        save=_("Dừng"),
        back=home(pk),
        done=_("Đã ghi dừng dự thảo."),
        is_danger=True,
    )
