from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.enums import Capability
from motcua.catalogue.actions.exporting import ask_for_catalogue
from motcua.catalogue.enums import ChangeKind, DecisionStage, YesNo
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.queries.decisions import decisions_visible_to
from motcua.catalogue.queries.keeping import KeptBy, KeptFilters, counts_of_kept, page_of_kept
from motcua.catalogue.queries.names import names_of
from motcua.catalogue.queries.procedures import (
    find_draft_of,
    get_procedure,
    history_of,
    linked_procedures,
    online_history,
)
from motcua.catalogue.queries.published import promulgated_versions
from motcua.catalogue.queries.quality import procedures_with_findings
from motcua.catalogue.rules.diff import LABELS, describe, diff
from motcua.organisations.queries.home import home_jurisdiction
from motcua.organisations.queries.powers import powers_over
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import PAGE, address
from motcua.web.desk.procedures.sheets import kept_workbook
from motcua.web.desk.spreadsheets import xlsx

FACETS = {
    KeptBy.STANDING: ("tinh-trang", _("Tình trạng")),
    KeptBy.QUALITY: ("chat-luong", _("Chất lượng")),
    KeptBy.DRAFT: ("du-thao", _("Có dự thảo")),
    KeptBy.KIND: ("loai", _("Loại")),
    KeptBy.LEVEL: ("cap", _("Cấp")),
    KeptBy.FIELD: ("linh-vuc", _("Lĩnh vực")),
    KeptBy.BUSINESS: ("kinh-doanh", _("Liên quan kinh doanh")),
}


@desk_view()
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    filters = _filters(request)
    after = request.GET.get("sau", "")
    rows = page_of_kept(filters, after=after, size=PAGE)
    number, counts = counts_of_kept(filters)
    context = {
        "procedures": rows[:PAGE],
        "number": number,
        "text": filters.text,
        "facets": _facets(request, filters, counts),
        "narrowed": bool(filters.text or filters.chosen),
        "kept_query": [(name, value) for name, value in request.GET.items() if name not in {"tim", "sau"}],
        "export_query": request.GET.urlencode(),
        "may_export_all": request.desk.can(Capability.KEEP_CATALOGUE),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=rows[PAGE - 1].key) if len(rows) > PAGE else "",
    }
    return render(request, "desk/procedures/list.html", context)


@desk_view()
@require_GET
def export(request: DeskRequest) -> HttpResponseBase:
    rows = page_of_kept(_filters(request), size=None)
    return xlsx(kept_workbook(rows), name=f"danh-muc-thu-tuc-{request.desk.today.isoformat()}")


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def export_all(request: DeskRequest) -> HttpResponseBase:
    """Let the whole catalogue be written in the background, and on to where it is waited for."""
    return redirect("desk:jobs:page", ask_for_catalogue(by=request.user, at=request.desk.at).pk)


def _filters(request: DeskRequest) -> KeptFilters:
    chosen = {facet: request.GET[name] for facet, (name, _title) in FACETS.items() if request.GET.get(name)}
    if not re.fullmatch("[0-9]{1,18}", chosen.get(KeptBy.FIELD, "0")):
        del chosen[KeptBy.FIELD]
    text = request.GET.get("tim", "")[:200].replace("\x00", "")
    return KeptFilters(home_jurisdiction(), request.desk.today, text, chosen)


def _facets(
    request: DeskRequest, filters: KeptFilters, counts: dict[KeptBy, list[tuple[str, str, int]]]
) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "choices": [
                {
                    "label": label,
                    "count": number,
                    "href": address(request, **{name: "" if filters.chosen.get(facet) == value else value}),
                    "is_chosen": filters.chosen.get(facet) == value,
                }
                for value, label, number in counts[facet]
                if facet is not KeptBy.DRAFT or value == YesNo.YES
            ],
        }
        for facet, (name, title) in FACETS.items()
    ]


@desk_view()
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, procedure = request.desk, get_procedure(pk)
    versions = list(promulgated_versions(procedure))
    standing = next((row for row in versions if row.in_force and desk.today in row.in_force), None)
    draft = find_draft_of(procedure)
    found = procedures_with_findings(on=desk.today, code=procedure.code, size=None)
    context = {
        "procedure": procedure,
        "versions": versions,
        "standing": standing,
        "draft": draft,
        "draft_is_open": _is_open(draft),
        **_contents(standing or (versions[0] if versions else None), draft),
        "findings": [finding for row in found if row.procedure_id == pk for finding in row.findings],
        "old_codes": list(procedure.old_codes.all()),
        "links": _links(procedure),
        "services": online_history(procedure),
        "may_keep": desk.can(Capability.KEEP_CATALOGUE),
        "powers": list(powers_over(f"procedure:{procedure.code}")),
        "history": read_history(history_of(procedure)),
        **_open_decisions(request),
    }
    return render(request, "desk/procedures/page.html", context)


def _is_open(draft: ProcedureVersion | None) -> bool:
    """Whether the draft may still be edited: alone, or in a decision that is itself a draft."""
    if draft is None:
        return False
    item = getattr(draft, "decision_item", None)
    return item is None or item.decision.stage == DecisionStage.DRAFT


def _contents(shown: ProcedureVersion | None, draft: ProcedureVersion | None) -> dict[str, Any]:
    """What the page says of the version in force (else the latest), and how the draft differs from it."""
    contents = contents_of([version.pk for version in (shown, draft) if version])
    content = contents[shown.pk] if shown else contents[draft.pk] if draft else None
    facts = [
        {"label": label, "value": describe(getattr(content, name))}
        for name, (_part, label) in LABELS.items()
        if content is not None and name != "name"
    ]
    changes = diff(contents[shown.pk], contents[draft.pk]) if shown and draft else []
    return {"name": content.name if content else "", "facts": facts, "changes": changes}


def _links(procedure: Procedure) -> list[tuple[str, Procedure, str]]:
    links = linked_procedures(procedure)
    names = names_of([other.pk for _label, other in links])
    return [(label, other, names.get(other.pk, "")) for label, other in links]


def _open_decisions(request: DeskRequest) -> dict[str, Any]:
    """The draft decisions into which this person may put the procedure."""
    if not request.desk.can(Capability.KEEP_CATALOGUE):
        return {"drafting": [], "can_keep": False, "change_kinds": []}
    visible = decisions_visible_to(request.user, request.desk.today)
    kinds = [kind for kind in ChangeKind if kind is not ChangeKind.NEW]
    return {
        "drafting": list(visible.filter(stage=DecisionStage.DRAFT)[:20]),
        "can_keep": True,
        "change_kinds": kinds,
    }
