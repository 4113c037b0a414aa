from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.names import names_of
from motcua.deadlines.rules.limits import Limit
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import PAGE, address, after_name
from motcua.web.desk.processes.forms import PublishForm
from motcua.web.desk.processes.picture import picture_of
from motcua.web.desk.processes.sheet import table_of
from motcua.workflow.enums import ProcessShape, ProcessSide, ProcessState
from motcua.workflow.models import ProcessVersion
from motcua.workflow.policy import may_draft, may_publish
from motcua.workflow.queries.contents import get_process
from motcua.workflow.queries.keeping import (
    ProcessFilters,
    counts_of_processes,
    get_shown_version,
    get_version,
    history_of,
    is_in_force,
    page_of_processes,
    versions_of,
)
from motcua.workflow.rules.checks import check
from motcua.workflow.rules.diff import diff
from motcua.workflow.rules.processes import ProcessContent
from motcua.workflow.rules.shares import in_minutes, write_share
from motcua.workflow.rules.tables import MATTER_PREFIX, write_matter
from motcua.workflow.rules.times import longest_time


@desk_view()
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    filters = _filters(request)
    rows = page_of_processes(filters, after=after_name(request), size=PAGE)
    number, sides, shapes = counts_of_processes(filters)
    context = {
        "rows": [(row, row.process, write_matter(row.process.matter)) for row in rows[:PAGE]],
        "number": number,
        "text": filters.text,
        "narrowed": bool(filters.text or filters.side or filters.shape),
        "kept_query": [(name, value) for name, value in request.GET.items() if name not in {"tim", "sau"}],
        "facets": [
            _facet(request, _("Tình trạng"), "tinh-trang", filters.side, sides),
            _facet(request, _("Loại"), "loai", filters.shape, shapes),
        ],
        "may_draft": request.desk.can(Capability.KEEP_CATALOGUE),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=f"{rows[PAGE - 1].process.sort_key}_{rows[PAGE - 1].process.pk}")
        if len(rows) > PAGE
        else "",
    }
    return render(request, "desk/processes/list.html", context)


def _filters(request: DeskRequest) -> ProcessFilters:
    side, shape = request.GET.get("tinh-trang"), request.GET.get("loai")
    return ProcessFilters(
        on=request.desk.today,
        text=request.GET.get("tim", "")[:200].replace("\x00", ""),
        side=ProcessSide(side) if side in set(ProcessSide) else None,
        shape=ProcessShape(shape) if shape in set(ProcessShape) else None,
    )


def _facet(
    request: DeskRequest, title: str, name: str, chosen: Any, counts: dict[Any, int]
) -> dict[str, Any]:
    return {
        "title": title,
        "choices": [
            {
                "label": choice.label,
                "count": number,
                "href": address(request, **{name: "" if choice is chosen else choice.value}),
                "is_chosen": choice is chosen,
            }
            for choice, number in counts.items()
        ],
    }


@desk_view()
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _show(request, get_shown_version(pk, request.desk.today))


@desk_view()
@require_GET
def version(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _show(request, get_version(pk))


def _show(request: DeskRequest, shown: ProcessVersion) -> HttpResponse:
    desk, content = request.desk, get_process(shown.pk)
    versions = versions_of(shown.process_id)
    findings = check(content)
    is_draft = shown.state == ProcessState.DRAFT
    context = {
        "process": shown.process,
        "version": shown,
        "content": content,
        "is_draft": is_draft,
        "is_in_force": is_in_force(shown, desk.today),
        "facts": _facts(shown, content),
        "rows": table_of(content, findings),
        "sum": _sum(content),
        "findings": findings if is_draft else [],
        "blocking": sum(finding.blocks for finding in findings),
        "picture": picture_of(content),
        "versions": [_told(row, shown, desk.today) for row in versions],
        "procedure": _procedure(content),
        "history": read_history(history_of(shown.process_id)),
        **_seat(desk.person, shown, versions, request),
    }
    return render(request, "desk/processes/page.html", context)


def _seat(
    person: Person, shown: ProcessVersion, versions: list[ProcessVersion], request: DeskRequest
) -> dict[str, Any]:
    """What this person may do with what is shown."""
    on, agency_id = request.desk.today, shown.process.agency_id
    draft = next((row for row in versions if row.state == ProcessState.DRAFT), None)
    may = may_publish(person, agency_id=agency_id, on=on)
    is_general = not shown.process.matter and agency_id is None
    standing = any(is_in_force(row, on) for row in versions)
    return {
        "may_draft": may_draft(person, agency_id=agency_id, on=on),
        "may_publish": may,
        "wrote": shown.prepared_by_id == person.pk,
        "draft": draft,
        "may_retire": may and standing and not is_general,
        "publish_form": PublishForm(initial={"document": shown.document}, label_suffix=""),
    }


def _facts(shown: ProcessVersion, content: ProcessContent) -> list[dict[str, Any]]:
    express = _("có: tiếp nhận, giải quyết và trả ngay") if content.is_express else _("không")
    facts = [
        {"label": _("Cơ quan"), "value": str(content.agency or _("mọi cơ quan"))},
        {"label": _("Thời hạn"), "value": str(content.limit or _("theo từng thủ tục"))},
        {"label": _("Quyết định phê duyệt"), "value": content.document or _without_decision(shown)},
        {"label": _("Giải quyết tại quầy"), "value": express},
        {"label": _("Người soạn"), "value": shown.prepared_by.full_name if shown.prepared_by else ""},
        {"label": _("Người ban hành"), "value": shown.published_by.full_name if shown.published_by else ""},
    ]
    return [fact for fact in facts if fact["value"]]


def _without_decision(shown: ProcessVersion) -> str:
    if shown.state == ProcessState.DRAFT:
        return _("chưa ghi; ghi lúc ban hành")
    by_program = (
        shown.state != ProcessState.DRAFT and shown.prepared_by_id is None and not shown.published_by_id
    )
    return _("đi kèm chương trình, dùng khi cơ quan chưa có quy trình riêng") if by_program else ""


def _sum(content: ProcessContent) -> dict[str, str]:
    """The time of the longest way, against the limit."""
    longest = longest_time(content)
    limit: Limit | None = content.limit
    allowed = in_minutes(limit) if limit else None
    return {
        "longest": "" if longest is None else write_share(longest, None),
        "allowed": "" if allowed is None else write_share(allowed, None),
    }


def _told(row: ProcessVersion, shown: ProcessVersion, today: Any) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "number": row.number,
        "state": ProcessState(row.state).label,
        "in_force": row.in_force,
        "is_now": is_in_force(row, today),
        "is_shown": row.pk == shown.pk,
        "is_draft": row.state == ProcessState.DRAFT,
    }


def _procedure(content: ProcessContent) -> dict[str, Any] | None:
    """The procedure for which the process is, as the catalogue knows it."""
    code = content.matter.removeprefix(MATTER_PREFIX)
    if not code:
        return None
    found = Procedure.objects.filter(code=code).first()
    name = names_of([found.pk]).get(found.pk, "") if found else ""
    return {"code": code, "pk": found.pk if found else None, "name": name}


@desk_view()
@require_GET
def compare(request: DeskRequest, pk: UUID, other: UUID) -> HttpResponse:
    newer, older = get_version(pk), get_version(other)
    if newer.process_id == older.process_id and newer.number < older.number:
        newer, older = older, newer
    context = {
        "process": newer.process,
        "older": older,
        "newer": newer,
        "changes": diff(get_process(older.pk), get_process(newer.pk)),
    }
    return render(request, "desk/processes/compare.html", context)
