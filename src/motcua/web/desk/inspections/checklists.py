"""Check-lists: which there are, one version read or written, published."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.plans.actions.inspections.checklists import (
    draft_next_checklist,
    publish_checklist,
    save_checklist,
    start_checklist,
)
from motcua.plans.models import Checklist, ChecklistVersion
from motcua.plans.policy import checklist_not_found, may_inspect
from motcua.plans.queries.inspections.lists import checklists_shown
from motcua.plans.queries.inspections.visible import checklists_visible_to
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.drafts.rows import Rows, rearranged, row_in_hand
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.inspections.forms.checklists import ItemRows, TitleForm
from motcua.web.desk.inspections.shown import checklist_or_refuse
from motcua.web.desk.inspections.views import agency_at
from motcua.web.desk.plans.shown import reach
from motcua.web.middleware import status_of


@desk_view(Capability.KEEP_INSPECTIONS, Capability.APPROVE_PLANS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    seen = checklists_visible_to(desk.person, desk.today, reach=reach(request))
    context = {"rows": checklists_shown(seen), "inspects": desk.can(Capability.KEEP_INSPECTIONS)}
    return render(request, "desk/inspections/checklists.html", context)


@desk_view(Capability.KEEP_INSPECTIONS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk, agency, form = request.desk, agency_at(request), TitleForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: start_checklist(
            agency_id=agency.pk, title=form.cleaned_data["title"], by=desk.person, at=desk.at
        ),
        where=lambda made: _home(made.pk),
        title=_("Lập danh mục kiểm tra"),
        lead=agency.name,
        save=_("Lập danh mục"),
        back=reverse("desk:inspections:checklists"),
        done=_("Đã lập danh mục. Ghi các mục cần kiểm tra."),
    )


@desk_view(Capability.KEEP_INSPECTIONS, Capability.APPROVE_PLANS)
@require_http_methods(["GET", "POST"])
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A version: its items to read, or to write while it is a draft."""
    version, desk = checklist_or_refuse(request, pk), request.desk
    keeps = may_inspect(desk.person, agency_id=version.checklist.agency_id, on=desk.today)
    if version.published_at is not None or not keeps:
        return render(request, "desk/inspections/checklist.html", _shown(version, keeps))
    moved = rearranged(request.POST) if request.method == "POST" else None
    if moved is not None:
        rows = ItemRows(moved, prefix="items", quiet=True)
        return _editor(request, version, rows, in_hand=row_in_hand(request.POST))
    if request.method == "GET":
        return _editor(request, version, ItemRows(prefix="items", initial=_first(version)))
    rows, status = ItemRows(request.POST, prefix="items"), 422
    if not [row for row in rows.there() if not row.is_valid()]:
        seen = request.POST.get("revision", "")
        try:
            save_checklist(
                version_id=pk,
                items=[row.entry() for row in rows.there()],
                by=desk.person,
                at=desk.at,
                seen=int(seen) if seen.isdecimal() else None,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Đã lưu danh mục."))
            return redirect(_home(pk))
    return _editor(request, version, rows, status=status)


@desk_view(Capability.KEEP_INSPECTIONS)
@require_POST
def publish(request: DeskRequest, pk: UUID) -> HttpResponse:
    checklist_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: publish_checklist(version_id=pk, by=desk.person, at=desk.at),
        done=_("Đã ban hành. Từ nay lịch kiểm tra mới dùng bản này; bản này không sửa được nữa."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_INSPECTIONS)
@require_POST
def again(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A further draft from what the version says."""
    desk = request.desk
    checklist = Checklist.objects.filter(
        pk=pk, pk__in=checklists_visible_to(desk.person, desk.today, reach=reach(request)).values("pk")
    ).first()
    if checklist is None:
        raise checklist_not_found()
    made = draft_next_checklist(checklist_id=pk, by=desk.person, at=desk.at)
    return redirect(_home(made.pk))


def _editor(
    request: DeskRequest, version: ChecklistVersion, rows: Rows, *, status: int = 200, in_hand: str = ""
) -> HttpResponse:
    context = {
        "version": version,
        "checklist": version.checklist,
        "rows": rows,
        "in_hand": in_hand,
        "has_items": version.items.exists(),
    }
    return render(request, "desk/inspections/checklist_edit.html", context, status=status)


def _first(version: ChecklistVersion) -> list[dict[str, str]]:
    return [
        {"group": row.group, "question": row.question, "basis": row.basis, "how": row.how}
        for row in version.items.all()
    ]


def _shown(version: ChecklistVersion, keeps: bool) -> dict[str, object]:
    newer = version.checklist.versions.filter(number__gt=version.number).order_by("-number").first()
    return {
        "version": version,
        "checklist": version.checklist,
        "items": list(version.items.all()),
        "newer": newer,
        "may_draft": keeps and newer is None,
        "history": read_history(entries_about("checklist", str(version.checklist_id))),
    }


def _home(pk: UUID) -> str:
    return reverse("desk:inspections:checklist", args=[pk])
