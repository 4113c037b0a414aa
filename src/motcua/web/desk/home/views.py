from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.catalogue.enums import DecisionStage, Severity
from motcua.catalogue.queries.decisions import (
    clocks_of,
    decisions_awaiting_approval,
    decisions_on_the_clock,
    decisions_visible_to,
    with_item_counts,
)
from motcua.catalogue.queries.import_runs import latest_imports
from motcua.catalogue.queries.page_reports import page_of_open_reports
from motcua.catalogue.queries.quality import quality_summary
from motcua.feedback.enums.feedback import Box
from motcua.feedback.queries.feedback.inbox import FeedbackInbox
from motcua.plans.queries.today import plan_work_of
from motcua.reviews.queries.rounds.today import review_work_of
from motcua.reviews.queries.rounds.visible import ReviewReach
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.decisions.stages import ShownClock, shown_clock
from motcua.web.desk.dossiers.inbox import LATE, READERS, TABS, inbox_of
from motcua.web.desk.feedback.shown import reach_of
from motcua.web.desk.feedback.views import READERS as HEARERS
from motcua.web.desk.page_reports.views import with_names
from motcua.web.desk.plans.shown import reach

_SHOWN = 5
_SOON = 10  # days ahead in which a duty is shown
_KEEPING = (Capability.KEEP_CATALOGUE, Capability.IMPORT_CATALOGUE)
_REVIEWING = (Capability.DO_REVIEWS, Capability.KEEP_REVIEWS, Capability.APPROVE_REVIEWS)
_DECIDING = (Capability.KEEP_CATALOGUE, Capability.APPROVE_DECISION)


@desk_view()
@require_GET
def home(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    context: dict[str, Any] = {
        "today": desk.today,
        "decides": desk.can(*_DECIDING),
        "keeps": desk.can(*_KEEPING),
        "dossiers": _dossiers(desk) if desk.can(*READERS) else [],
        "plans": _plans(request) if desk.can(Capability.READ_PLANS) else [],
        "reviews": _reviews(request) if desk.can(*_REVIEWING) else [],
        "feedback": _feedback(request) if desk.can(*HEARERS) else [],
    }
    if context["decides"]:
        context |= _decisions(desk)
    if context["keeps"]:
        context |= _catalogue(desk)
    context["is_quiet"] = not any(
        context.get(name)
        for name in (
            "dossiers",
            "plans",
            "reviews",
            "feedback",
            "approvals",
            "drafts",
            "duties",
            "errors",
            "reports",
        )
    )
    return render(request, "desk/home/home.html", context)


def _dossiers(desk: Desk) -> list[dict[str, Any]]:
    """How many dossiers wait for this person in each group, the most urgent first; two queries and the calendar."""
    counts = inbox_of(desk, QueryDict()).counts()
    listing = reverse("desk:dossiers:list")
    return [
        {
            "label": group.label,
            "count": counts[group],
            "href": f"{listing}?nhom={group.value}",
            "is_late": group in LATE,
        }
        for group in TABS
        if counts[group]
    ]


def _plans(request: DeskRequest) -> list[dict[str, Any]]:
    """What of plans waits for this person, the most urgent first; what does not wait is left out."""
    work, duties = plan_work_of(reach(request)), reverse("desk:plan_duties:list")
    rows = (
        (_("Quá hạn"), work.late, f"{duties}?the=late", True),
        (_("Sắp đến hạn"), work.near, f"{duties}?the=near", False),
        (_("Chờ tôi xác nhận xong"), work.to_confirm, f"{duties}?the=reported", False),
        (_("Đề nghị chờ tôi quyết định"), work.to_decide, reverse("desk:plan_duties:meeting"), False),
        (_("Kế hoạch chờ tôi duyệt"), work.to_approve, reverse("desk:plans:list"), False),
    )
    return [
        {"label": label, "count": count, "href": href, "is_late": is_late}
        for label, count, href, is_late in rows
        if count
    ]


def _reviews(request: DeskRequest) -> list[dict[str, Any]]:
    """What of reviews waits for this person; what does not wait is left out."""
    desk, here = request.desk, reverse("desk:review_rounds:list")
    work = review_work_of(ReviewReach(desk.person, desk.today, reach(request).by_role))
    rows = (
        (_("Thủ tục rà soát quá hạn"), work.late, True),
        (_("Thủ tục rà soát sắp đến hạn"), work.near, False),
        (_("Thủ tục phải rà soát"), work.later, False),
        (_("Biểu rà soát chờ tôi xem"), work.to_judge, False),
        (_("Đợt rà soát chờ tôi duyệt"), work.rounds_to_approve, False),
        (_("Phương án chờ tôi duyệt"), work.proposals_to_approve, False),
    )
    return [
        {"label": label, "count": count, "href": here, "is_late": is_late}
        for label, count, is_late in rows
        if count
    ]


def _feedback(request: DeskRequest) -> list[dict[str, Any]]:
    """What the public said that waits, as far as this person may see it; empty boxes are left out."""
    counts, listing = (
        FeedbackInbox(reach_of(request), request.desk.at).counts(),
        reverse("desk:feedback:list"),
    )
    return [
        {
            "label": box.label,
            "count": counts[box],
            "href": f"{listing}?nhom={box.value}",
            "is_late": box is Box.OVERDUE,
        }
        for box in Box
        if counts[box]
    ]


def _decisions(desk: Desk) -> dict[str, Any]:
    """Decisions that wait for this person: to approve, to finish, or whose day is near or past."""
    approvals = decisions_awaiting_approval(desk.person, desk.today).select_related("prepared_by")
    open_stages = [DecisionStage.DRAFT, DecisionStage.UNDER_CONTROL_CHECK]
    mine = decisions_visible_to(desk.person, desk.today).filter(
        prepared_by=desk.person, stage__in=open_stages
    )
    return {
        "approvals": list(with_item_counts(approvals)[:_SHOWN]),
        "drafts": list(with_item_counts(mine)[:_SHOWN]),
        "duties": _duties(desk),
    }


def _duties(desk: Desk) -> list[tuple[Any, ShownClock]]:
    """The most urgent clock of each decision whose day is past or near, the most urgent first."""
    owed = list(decisions_on_the_clock(desk.person, desk.today)[:200])
    running = []
    for decision, clocks in zip(owed, clocks_of(owed, today=desk.today).values(), strict=True):
        left = [clock for clock in clocks if clock.done_on is None]
        soon = [clock for clock in left if (clock.due_on - desk.today).days <= _SOON]
        if soon:
            running.append((decision, min(soon, key=lambda clock: clock.due_on)))
    running.sort(key=lambda pair: pair[1].due_on)
    return [(decision, shown_clock(clock, today=desk.today)) for decision, clock in running[:_SHOWN]]


def _catalogue(desk: Desk) -> dict[str, Any]:
    """What is to mend in the catalogue, what the public reported, what was imported lately."""
    summary = quality_summary(on=desk.today)
    errors, warnings = summary.by_severity[Severity.ERROR], summary.by_severity[Severity.WARNING]
    reports = page_of_open_reports(after=None, size=_SHOWN)
    return {
        "errors": errors + warnings,
        "hard_errors": errors,
        "warnings": warnings,
        "reports": with_names(reports[:_SHOWN]),
        "more_reports": len(reports) > _SHOWN,
        "imports": latest_imports(most=3),
    }
