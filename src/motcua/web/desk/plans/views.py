from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.plans.enums import PlanStatus, VersionStatus
from motcua.plans.files.workbook_writing import write_plan_workbook
from motcua.plans.models import Plan, PlanVersion
from motcua.plans.policy import may_keep
from motcua.plans.queries.exports import duty_rows, plan_rows
from motcua.plans.queries.measured import targets_now, tasks_now
from motcua.plans.queries.plans import (
    PAGE,
    amendment_of,
    child_plans_of,
    open_version,
    page_of_plans,
    plans_wanted,
    version_in_force,
)
from motcua.plans.queries.progress import Counts, counts_by_plan, counts_by_task, counts_by_unit, whole
from motcua.plans.queries.tasks import tasks_of, units_named
from motcua.plans.queries.visible import plans_visible_to
from motcua.plans.rules.terms.saying import says
from motcua.plans.rules.terms.term import Term
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import address, after_moment
from motcua.web.desk.plans.shown import plan_or_refuse, reach, seat_at, version_or_refuse
from motcua.web.desk.spreadsheets import xlsx
from motcua.web.served_files import serve


@desk_view(Capability.READ_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk, year = request.desk, request.GET.get("nam", "")
    status = request.GET.get("tinh-trang", "")
    found = plans_wanted(
        plans_visible_to(desk.person, desk.today, reach=reach(request)),
        text=request.GET.get("tim", "")[:200].replace("\x00", ""),
        year=int(year) if year.isdecimal() and 1990 <= int(year) <= 2100 else None,
        status=PlanStatus(status) if status in set(PlanStatus) else None,
    )
    if status != PlanStatus.DROPPED:
        found = found.exclude(status=PlanStatus.DROPPED)
    rows = page_of_plans(found, after=after_moment(request))
    shown = rows[:PAGE]
    counts = counts_by_plan([plan.pk for plan in shown], desk.today)
    context = {
        "rows": [(plan, counts[plan.pk], PlanStatus(plan.status).label) for plan in shown],
        "text": request.GET.get("tim", ""),
        "year": year,
        "status": status,
        "statuses": PlanStatus.choices(),
        "years": [str(each) for each in range(desk.today.year + 1, desk.today.year - 5, -1)],
        "narrowed": bool(request.GET.get("tim") or year or status),
        "may_keep": desk.can(Capability.KEEP_PLANS),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{shown[-1].created_at.isoformat()}_{shown[-1].pk}")
        if len(rows) > PAGE
        else "",
    }
    return render(request, "desk/plans/list.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    plan, desk = plan_or_refuse(request, pk), request.desk
    standing, draft = version_in_force(plan), open_version(plan)
    keeps = may_keep(desk.person, agency_id=plan.agency_id, on=desk.today)
    if standing is None and draft is not None:
        draft.plan = plan
        return render(request, "desk/plans/waiting.html", {"plan": plan, "draft": draft, "keeps": keeps})
    by_unit = counts_by_unit(plan.pk, desk.today)
    children = child_plans_of(plan, desk.today)
    context = {
        "plan": plan,
        "status": PlanStatus(plan.status).label,
        "is_in_force": plan.status == PlanStatus.IN_FORCE,
        "version": standing,
        "draft": draft,
        "may_see_draft": draft is not None and _sees_draft(request, draft, plan),
        "keeps": keeps,
        "whole": whole(by_unit),
        "units": units_named(by_unit),
        "tasks": _tasks(plan, counts_by_task(plan.pk, desk.today), desk.at),
        "targets": targets_now(standing, at=desk.at) if standing else [],
        "children": children,
        "sent": sum(child.row.received_on is not None for child in children),
        "missing": sum(child.row.received_on is None for child in children),
        "amendment": amendment_of(standing) if standing else None,
        "versions": list(
            plan.versions.exclude(status__in=[VersionStatus.DROPPED, VersionStatus.DRAFT]).order_by("-number")
        ),
        "history": read_history(entries_about("plan", str(plan.pk))),
    }
    return render(request, "desk/plans/page.html", context)


@desk_view(Capability.READ_PLANS)
@require_GET
def source_file(request: DeskRequest, pk: UUID) -> FileResponse:
    """The document as it was brought."""
    version = version_or_refuse(request, pk)
    if version.file is None:
        raise Refused("plan-not-found", _("Kế hoạch này không lập từ tệp nên không có văn bản gốc."))
    return serve(version.file, inline=False)


@desk_view(Capability.READ_PLANS)
@require_GET
def workbook(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The plan with how far it is, as a workbook."""
    plan = plan_or_refuse(request, pk)
    version = version_in_force(plan)
    if version is None:
        raise Refused("plan-not-found", _("Kế hoạch chưa được phê duyệt nên chưa có bảng theo dõi."))
    made = write_plan_workbook(
        title=plan.title,
        on=request.desk.today,
        rows=plan_rows(version),
        duties=duty_rows(plan, request.desk.today),
    )
    return xlsx(made, name="-".join(fold(plan.title).split())[:80].strip("-"))


def _sees_draft(request: DeskRequest, draft: PlanVersion, plan: Plan) -> bool:
    draft.plan = plan
    seat = seat_at(request, draft)
    return seat.may_keep or seat.may_approve


def _tasks(plan: Plan, counts: dict[UUID, Counts], at: datetime) -> list[dict[str, Any]]:
    rows = tasks_of(plan)
    measured = tasks_now(plan, (task for task, _leads in rows), at=at)
    return [
        {
            "row": task,
            "says": says(Term.from_dict(task.term)),
            "counts": counts.get(task.pk, Counts()),
            "leads": leads,
            "now": measured.get(task.pk),
        }
        for task, leads in rows
    ]
