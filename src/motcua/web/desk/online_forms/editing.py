"""The editor of a form's draft: a sheet that is posted whole, its rows arranged by buttons, a preview beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.forms.actions.writing import save_form_draft
from motcua.forms.models import Form, FormVersion
from motcua.forms.queries.versions import draft_of, get_form, latest_of
from motcua.forms.rules.comparing import differences
from motcua.forms.rules.editing import digest, plain, rearranged
from motcua.forms.rules.schema import FormSchema, read_draft
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.online_forms.sheet import read_sheet
from motcua.web.desk.online_forms.showing import SheetShowing
from motcua.web.middleware import status_of
from motcua.web.online_forms import BoundForm, bind


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    form = get_form(pk)
    draft = draft_of(form)
    standing = draft or latest_of(form)
    before = standing.schema if standing else {"title": form.name, "sections": []}
    if request.method == "GET":
        return _page(request, form, draft, plain(before), seen=digest(before))
    data = read_sheet(request.POST)
    act = request.POST.get("act", "")
    seen = request.POST.get("seen", "")
    if act:
        verb, _sep, place = act.partition(":")
        focus = place if verb == "condition" else rearranged(data, act)
        return _page(
            request, form, draft, data, seen=seen, focus=focus, open_at=place if verb == "condition" else ""
        )
    return _save(request, form, draft, data, seen)


def _save(
    request: DeskRequest, form: Form, draft: FormVersion | None, data: dict[str, Any], seen: str
) -> HttpResponse:
    desk = request.desk
    try:
        saved, changes = save_form_draft(
            form=form, schema=data, seen=seen if draft else "", by=desk.person, at=desk.at
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        theirs = draft_of(form)
        others = (
            differences(data, theirs.schema) if theirs and refused.code == "form-changed-meanwhile" else []
        )
        # The person has now seen what the others saved: saving again is meant.
        seen = digest(theirs.schema) if theirs else ""
        return _page(request, form, draft, data, seen=seen, refused=refused, others=others, status=409)
    messages.success(request, _("Đã lưu dự thảo.") if changes else _("Không có gì thay đổi để lưu."))
    if "stay" in request.POST:
        return redirect("desk:online_forms:edit", pk=saved.form_id)
    return redirect("desk:online_forms:page", pk=saved.form_id)


def _page(
    request: DeskRequest,
    form: Form,
    draft: FormVersion | None,
    data: dict[str, Any],
    *,
    seen: str,
    focus: str = "",
    open_at: str = "",
    refused: Refused | None = None,
    others: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    schema, problems = read_draft(data)
    context = {
        "form": form,
        "draft": draft,
        "title": data.get("title", ""),
        "note": data.get("note", ""),
        "sections": SheetShowing(data, problems, focus=focus, open_at=open_at).sections(),
        "problems": problems,
        "preview": preview_of(schema, request.desk),
        "seen": seen,
        "refused": refused,
        "others": others or [],
    }
    return render(request, "desk/online_forms/edit.html", context, status=status)


def preview_of(schema: FormSchema, desk: Desk) -> BoundForm:
    """The form as an applicant first sees it."""
    return bind(schema, on=desk.today, shows_errors=False)
