"""Draft acts with how far their assessment is, and one draft act with everything in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.reviews.enums import ActStage, ActStatus, OpinionOutcome, Side
from motcua.reviews.models import Appraisal
from motcua.reviews.policy.impact import may_assess, may_conclude
from motcua.reviews.queries.impact.acts import (
    PAGE,
    ItemView,
    draft_acts_visible_to,
    draft_acts_wanted,
    items_of,
    page_of_draft_acts,
)
from motcua.reviews.queries.impact.following import followed
from motcua.reviews.queries.impact.said import appraisals_of, consultations_of, opinions_of
from motcua.reviews.rules.cost.numbers import percent
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.impact.asking import act_or_refuse
from motcua.web.desk.paging import address
from motcua.web.desk.yearly.asking import after_day, choice_asked, words_asked


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, text = request.desk, words_asked(request)
    status = choice_asked(request, "tinh-trang", ActStatus)
    visible = draft_acts_visible_to(desk.person, desk.today)
    found = draft_acts_wanted(visible, text=text, status=status)
    rows = page_of_draft_acts(found, after=after_day(request))
    shown = rows[:PAGE]
    context = {
        "rows": shown,
        "text": text,
        "status": request.GET.get("tinh-trang", ""),
        "statuses": ActStatus.choices(),
        "narrowed": bool(text or status),
        "begins": desk.can(Capability.DO_REVIEWS),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].begun_on}_{shown[-1].pk}") if len(rows) > PAGE else "",
    }
    return render(request, "desk/impact/list.html", context)


@desk_view(Capability.READ_REVIEWS, Capability.DO_REVIEWS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    act, desk = act_or_refuse(request, pk), request.desk
    status, stage = ActStatus(act.status), ActStage(act.stage)
    items, opinions = items_of(act, on=desk.today), opinions_of(act)
    came_out, besides = followed(act)
    waiting = [one for one in opinions if one.outcome == OpinionOutcome.OPEN]
    context = {
        "act": act,
        "is_assessed": status is ActStatus.ASSESSING,
        "is_sent": status is ActStatus.SENT,
        "is_appraised": status is ActStatus.APPRAISED,
        "is_issued": status is ActStatus.ISSUED,
        "is_dropped": status is ActStatus.DROPPED,
        "is_proposal": stage is ActStage.PROPOSAL,
        "works": may_assess(desk.person, agency_id=act.agency_id, on=desk.today),
        "concludes": may_conclude(desk.person, agency_id=act.agency_id, on=desk.today),
        "items": [_item(one) for one in items],
        "lacking": _lacking(items, len(waiting)),
        "consultations": consultations_of(act),
        "opinions": opinions,
        "waiting": len(waiting),
        "appraisals": [_appraisal(one, desk.today) for one in appraisals_of(act)],
        "followed": came_out,
        "besides": besides,
        "history": read_history(entries_about("draft_act", str(pk))),
    }
    return render(request, "desk/impact/page.html", context)


def _item(view: ItemView) -> dict[str, Any]:
    before, after = view.cost(Side.BEFORE), view.cost(Side.AFTER)
    whole = view.completeness
    rate = percent((before - after).dossier, before.dossier) if before and after else None
    return {
        "view": view,
        "is_whole": whole.is_whole,
        "width": f"{100 * whole.answered // max(1, whole.asked)}",
        "after": after,
        "before": before,
        "confidence": view.cost_confidence(Side.AFTER).label,
        "saved": None if rate is None or rate <= 0 else rate / 100,
        "dearer": None if rate is None or rate >= 0 else -rate / 100,
    }


def _lacking(items: list[ItemView], waiting: int) -> list[str]:
    """What stands between the act and its appraisal, in words."""
    if not items:
        return [_("chưa ghi thủ tục nào")]
    said = []
    for one in items:
        missing = one.completeness.missing
        if one.assessment is None:
            said.append(_("“%s” chưa đánh giá") % one.item.name)
        elif missing:
            words = {"name": one.item.name, "number": len(missing)}
            said.append(_("“%(name)s” còn thiếu %(number)s mục") % words)
    if waiting:
        said.append(_("%s ý kiến chưa tiếp thu, giải trình") % waiting)
    return said


def _appraisal(one: Appraisal, today: Any) -> dict[str, Any]:
    ended = one.answered_on or today
    return {"row": one, "days_late": max(0, (ended - one.due_on).days)}
