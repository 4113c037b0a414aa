from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.catalogue.actions.decisions import change_decision, start_decision
from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import PromulgationDecision
from motcua.catalogue.queries.decisions import (
    decision_clocks,
    decisions_visible_to,
    item_diffs,
    with_item_counts,
)
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import Desk, DeskRequest, attempt, desk_view, posted
from motcua.web.desk.decisions.forms import DecisionForm, PublicationForm, ReasonForm, SignatureForm
from motcua.web.desk.decisions.stages import seat_at, shown_clock, steps_of
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import PAGE, address, after_moment

READERS = (Capability.KEEP_CATALOGUE, Capability.APPROVE_DECISION)


def get_decision(desk: Desk, pk: UUID) -> PromulgationDecision:
    """The decision, if this person may see it.

    :raises Refused: "decision-not-found".
    """
    found = decisions_visible_to(desk.person, desk.today).select_related(
        "agency", "prepared_by", "approved_by"
    )
    decision = found.filter(pk=pk).first()
    if decision is None:
        raise Refused(
            "decision-not-found", _("Không có quyết định này, hoặc bạn không được xem quyết định này.")
        )
    return decision


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    visible = decisions_visible_to(request.user, request.desk.today)
    numbers = dict(visible.order_by().values_list("stage").annotate(Count("id")))
    stage = request.GET.get("buoc", "")
    chosen = visible.filter(stage=stage) if stage in set(DecisionStage) else visible
    if after := after_moment(request):
        chosen = chosen.filter(Q(prepared_at__lt=after[0]) | Q(prepared_at=after[0], id__lt=after[1]))
    rows = list(with_item_counts(chosen).select_related("prepared_by")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "decisions": rows[:PAGE],
        "tabs": _tabs(request, numbers, stage),
        "can_start": request.desk.can(Capability.KEEP_CATALOGUE),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{last.prepared_at.isoformat()}_{last.pk}") if last else "",
    }
    return render(request, "desk/decisions/list.html", context)


def _tabs(request: DeskRequest, numbers: dict[str, int], chosen: str) -> list[dict[str, object]]:
    entries = [("", _("Tất cả"), sum(numbers.values()))]
    entries += [(stage.value, stage.label, numbers.get(stage.value, 0)) for stage in DecisionStage]
    return [
        {
            "label": label,
            "href": address(request, buoc=value),
            "count": number,
            "is_current": chosen == value,
        }
        for value, label, number in entries
    ]


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    return show(request, get_decision(request.desk, pk))


def show(
    request: DeskRequest, decision: PromulgationDecision, *, status: int = 200, **forms: object
) -> HttpResponse:
    """The decision's page; `forms` are those that came back with mistakes."""
    today = request.desk.today
    is_promulgated = decision.stage == DecisionStage.PROMULGATED
    on = decision.effective_on if is_promulgated and decision.effective_on else today
    days = {"signed_on": decision.signed_on or today, "effective_on": decision.effective_on or today}
    kept = {name: getattr(decision, name) for name in ("entered_on", "published_on", "posted_on")}
    after = request.GET.get("sau", "")
    items = item_diffs(decision, on=on, after=after, size=PAGE)
    context = {
        "decision": decision,
        "stage": decision.stage,
        "seat": seat_at(decision, request.desk),
        "steps": steps_of(decision),
        "clocks": [shown_clock(clock, today=today) for clock in decision_clocks(decision, today=today)],
        "items": items[:PAGE],
        "items_count": decision.items.count(),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=items[PAGE - 1].procedure.code) if len(items) > PAGE else "",
        "history": read_history(entries_about("decision", str(decision.pk))),
        "signature": SignatureForm(label_suffix="", initial=days | {"number": decision.number}),
        "publication": PublicationForm(label_suffix="", initial=kept),
        "reason": ReasonForm(label_suffix="", auto_id="id_back_%s"),
        "withdrawal": ReasonForm(label_suffix="", auto_id="id_withdraw_%s"),
        **forms,
    }
    return render(request, "desk/decisions/page.html", context, status=status)


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    form = DecisionForm(posted(request), desk=desk)
    if request.method == "POST" and form.is_valid():
        try:
            decision = start_decision(
                agency=form.cleaned_data["agency"], data=form.data_for(), by=desk.person, at=desk.at
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã mở dự thảo. Bước tiếp theo: chọn thủ tục đưa vào quyết định."))
            return redirect("desk:decisions:choose", pk=decision.pk)
    return render(request, "desk/decisions/form.html", {"form": form, "decision": None})


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    decision = get_decision(desk, pk)
    form = DecisionForm(posted(request), desk=desk, decision=decision)
    if request.method == "POST" and form.is_valid():
        data = form.data_for(decision)
        if attempt(
            request,
            lambda: change_decision(decision=decision, data=data, by=desk.person, at=desk.at),
            done=_("Đã lưu."),
        ):
            return redirect("desk:decisions:page", pk=pk)
    return render(request, "desk/decisions/form.html", {"form": form, "decision": decision})
