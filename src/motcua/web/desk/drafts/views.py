from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.catalogue.actions.drafts import save_draft
from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.queries.drafts import field_names, get_draft, saved_since, version_it_changes
from motcua.catalogue.rules.content import Content, digest
from motcua.catalogue.rules.diff import diff
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.drafts.rows import rearranged, row_in_hand
from motcua.web.desk.drafts.sheet import Sheet, contradictions
from motcua.web.desk.history import names_of_actors
from motcua.web.middleware import status_of


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    version = get_draft(pk)
    standing = version_it_changes(version, on=request.desk.today)
    contents = contents_of([version.pk] + ([standing.pk] if standing else []))
    content, before = contents[version.pk], contents.get(standing.pk) if standing else None
    if request.method == "GET":
        if _has_left_drafters(version):
            messages.info(request, _("Quyết định đã rời bước soạn nên nội dung không sửa được nữa."))
            return redirect("desk:decisions:page", pk=version.decision_item.decision_id)
        return _page(request, version, Sheet.of(content), content, before)
    if (moved := rearranged(request.POST)) is not None:
        sheet = Sheet.posted(moved, quiet=True)
        sheet.put_cursor(row_in_hand(request.POST))
        return _page(request, version, sheet, content, before, seen=request.POST.get("seen", ""))
    sheet = Sheet.posted(request.POST)
    if not sheet.is_valid():
        return _page(request, version, sheet, content, before, seen=request.POST.get("seen", ""), status=422)
    return _save(request, version, sheet, content, before)


def _has_left_drafters(version: ProcedureVersion) -> bool:
    item = getattr(version, "decision_item", None)
    return item is not None and item.decision.stage != DecisionStage.DRAFT


def _save(
    request: DeskRequest, version: ProcedureVersion, sheet: Sheet, content: Content, before: Content | None
) -> HttpResponse:
    desk = request.desk
    said = sheet.content(base=content)
    try:
        changes = save_draft(
            version=version, content=said, seen=request.POST.get("seen", ""), by=desk.person, at=desk.at
        )
    except Refused as refused:
        if refused.code == "draft-changed-meanwhile":
            return _page(request, version, sheet, content, before, conflict=refused, status=409)
        if status_of(refused) in {403, 404}:
            raise
        seen = request.POST.get("seen", "")
        return _page(request, version, sheet, content, before, seen=seen, refused=refused, status=422)
    messages.success(request, _("Đã lưu dự thảo.") if changes else _("Không có gì thay đổi để lưu."))
    for label in contradictions(said):
        messages.warning(request, _("Đã đánh dấu “%s” mà vẫn ghi nội dung. Bỏ một trong hai.") % label)
    if "stay" in request.POST or not hasattr(version, "decision_item"):
        return redirect("desk:drafts:edit", pk=version.pk)
    return redirect("desk:decisions:page", pk=version.decision_item.decision_id)


def _page(
    request: DeskRequest,
    version: ProcedureVersion,
    sheet: Sheet,
    content: Content,
    before: Content | None,
    *,
    seen: str | None = None,
    conflict: Refused | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "version": version,
        "procedure": version.procedure,
        "item": getattr(version, "decision_item", None),
        "sheet": sheet,
        "before": before,
        "changes": diff(before, content) if before else [],
        "fields": field_names(),
        # After a conflict the person has seen what the others saved: saving again is meant.
        "seen": seen if seen is not None else digest(content),
        "saved_by_others": _told(saved_since(version, request.POST.get("seen", ""))) if conflict else [],
        "conflict": conflict,
        "refused": refused,
        "complaints": sheet.complaints(),
    }
    return render(request, "desk/drafts/edit.html", context, status=status)


def _told(entries: Sequence[JournalEntry]) -> list[dict[str, Any]]:
    """What others saved: who, when, and each change with its parts before and after."""
    names = names_of_actors({entry.actor for entry in entries})
    return [
        {
            "who": names.get(entry.actor, ""),
            "at": entry.at,
            "changes": [
                {"label": change["label"], "parts": change["items"] or [change]}
                for change in entry.payload["changes"]
            ],
        }
        for entry in entries
    ]
