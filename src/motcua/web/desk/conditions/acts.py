"""Business conditions and other rules entered, worded anew, marked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.conditions import enter_condition, mark_condition, reword_condition
from motcua.reviews.enums import ConditionState, RuleKind
from motcua.reviews.models import BusinessCondition
from motcua.reviews.queries.conditions.listing import agencies_entering, as_marked, marks_of
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.conditions.asking import condition_or_refuse, entered_agency, home
from motcua.web.desk.conditions.forms import EnterForm, MarkForm, WordingForm
from motcua.web.desk.form_pages import answer_form


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def enter(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, entered_agency(request)
    choices = agencies_entering(desk.person, desk.today)
    rule_kind = request.GET.get("quy-dinh") or RuleKind.CONDITION.value
    form = EnterForm(posted(request), agencies=choices, initial={"agency": agency.pk, "rule_kind": rule_kind})

    def act() -> BusinessCondition:
        whose = form.cleaned_data.get("agency") or agency
        code = form.cleaned_data["code"]
        return enter_condition(
            agency_id=whose.pk, code=code, wording=form.wording(), by=desk.person, at=desk.at
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: home(made.pk),
        title=_("Ghi quy định kinh doanh"),
        lead=_(
            "Mỗi yêu cầu, báo cáo, lần kiểm tra mà người kinh doanh phải thực hiện là một quy định riêng."
        ),
        save=_("Lưu"),
        back=reverse("desk:conditions:list"),
        done=_("Đã lưu quy định."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def reword(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = condition_or_refuse(request, pk), request.desk
    newest = row.wordings.prefetch_related("procedures").order_by("-in_force")[0]
    form = WordingForm(posted(request), wording=newest, initial={"revision": row.revision})
    return answer_form(
        request,
        form,
        lambda: reword_condition(
            condition_id=pk,
            wording=form.wording(),
            seen=form.cleaned_data["revision"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: home(pk),
        title=_("Sửa nội dung %s") % row.code,
        save=_("Lưu"),
        back=home(pk),
        done=_("Đã lưu nội dung."),
    )


@desk_view(Capability.DO_REVIEWS)
@require_http_methods(["GET", "POST"])
def mark(request: DeskRequest, pk: UUID) -> HttpResponse:
    row, desk = condition_or_refuse(request, pk), request.desk
    marks = [as_marked(one) for one in marks_of(row)]
    last = marks[-1].state if marks else None
    if last is ConditionState.CUT:
        raise Refused(
            "condition-cut",
            _("Quy định này đã được cắt. Nếu pháp luật đặt lại thì ghi thành quy định mới."),
        )
    form = MarkForm(posted(request), last=last, initial={"since": desk.today, "revision": row.revision})
    return answer_form(
        request,
        form,
        lambda: mark_condition(
            condition_id=pk,
            mark=form.mark(),
            text=form.cleaned_data["text"],
            cost=form.cost(),
            seen=form.cleaned_data["revision"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: home(pk),
        title=_("Tình trạng của %s") % row.code,
        save=_("Ghi"),
        back=home(pk),
        done=_("Đã ghi tình trạng."),
    )
