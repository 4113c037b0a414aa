from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.enums import Capability
from motcua.catalogue.actions.decision_items import add_procedure, amend_procedures, remove_item
from motcua.catalogue.enums import ChangeKind, ProcedureKind, Standing
from motcua.catalogue.models import PromulgationDecision
from motcua.catalogue.queries.decisions import find_item, get_procedures
from motcua.catalogue.queries.keeping import KeptBy, KeptFilters, page_of_kept
from motcua.catalogue.rules.content import Content
from motcua.kernel.refusals import Refused
from motcua.organisations.queries.home import home_jurisdiction
from motcua.web.desk.access import DeskRequest, attempt, desk_view
from motcua.web.desk.decisions.views import get_decision
from motcua.web.desk.fields import LinesField, WordsField
from motcua.web.refused_forms import show_refusal

_SHOWN = 50
_CHANGES = [
    (kind.value, kind.label)
    for kind in (ChangeKind.AMENDED, ChangeKind.STANDARDISED, ChangeKind.REPEALED, ChangeKind.REPLACED)
]


class ChangeForm(forms.Form):
    change = forms.ChoiceField(choices=_CHANGES, label=gettext_lazy("Để"))
    replaced_by = WordsField(
        required=False,
        max_length=40,
        label=gettext_lazy("Mã thủ tục thay thế"),
        help_text=gettext_lazy("Chỉ khi thay thế."),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("change") == ChangeKind.REPLACED and not data.get("replaced_by"):
            self.add_error("replaced_by", _("Ghi mã của thủ tục sẽ thay thế."))
        return data


class NewProcedureForm(forms.Form):
    code = WordsField(
        max_length=40,
        label=gettext_lazy("Mã thủ tục"),
        help_text=gettext_lazy("Ví dụ: 1.004889"),
        error_messages={"required": gettext_lazy("Ghi mã thủ tục.")},
    )
    kind = forms.ChoiceField(choices=ProcedureKind.choices, label=gettext_lazy("Loại"))
    name = LinesField(
        rows=2,
        label=gettext_lazy("Tên thủ tục"),
        error_messages={"required": gettext_lazy("Ghi tên thủ tục.")},
    )


@desk_view(Capability.KEEP_CATALOGUE)
@require_GET
def choose(request: DeskRequest, pk: UUID) -> HttpResponse:
    return _choosing(request, get_decision(request.desk, pk))


def _choosing(
    request: DeskRequest, decision: PromulgationDecision, *, status: int = 200, **came_back: object
) -> HttpResponse:
    """The page on which procedures are chosen; `came_back` are forms with mistakes and what was ticked."""
    text = request.GET.get("tim", "")[:200].replace("\x00", "")
    in_force = {KeptBy.STANDING: Standing.IN_FORCE.value}
    filters = KeptFilters(home_jurisdiction(), request.desk.today, text, in_force)
    rows = page_of_kept(filters, size=_SHOWN)
    context = {
        "decision": decision,
        "text": text,
        "procedures": rows[:_SHOWN],
        "there_is_more": len(rows) > _SHOWN,
        "ticked": set(),
        "change_form": ChangeForm(label_suffix=""),
        "new_form": NewProcedureForm(label_suffix="", auto_id="id_new_%s"),
        **came_back,
    }
    return render(request, "desk/decisions/choose.html", context, status=status)


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def put(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    decision = get_decision(desk, pk)
    form = ChangeForm(request.POST, label_suffix="")
    ticked = {UUID(word) for word in request.POST.getlist("procedure") if _is_uuid(word)}
    if not ticked:
        messages.error(request, _("Chưa đánh dấu thủ tục nào. Đánh dấu ít nhất một dòng rồi bấm lại."))
    elif form.is_valid():
        done = _("Đã đưa %(number)s thủ tục vào quyết định.") % {"number": len(ticked)}
        if attempt(request, lambda: _amend(desk, decision, ticked, form.cleaned_data), done=done):
            return redirect("desk:decisions:page", pk=pk)
    return _choosing(request, decision, status=422, change_form=form, ticked=ticked)


def _amend(desk: Any, decision: PromulgationDecision, ticked: set[UUID], said: dict[str, Any]) -> None:
    change = ChangeKind(said["change"])
    replaced_by = None
    if change is ChangeKind.REPLACED:
        [replaced_by] = get_procedures(codes=[said["replaced_by"]])
    amend_procedures(
        decision=decision,
        procedures=get_procedures(ids=ticked),
        change=change,
        replaced_by=replaced_by,
        by=desk.person,
        at=desk.at,
    )


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def put_here(request: DeskRequest) -> HttpResponseBase:
    """Put one procedure into the decision chosen on the procedure's own page."""
    decision, procedure = request.POST.get("decision", ""), request.POST.get("procedure", "")
    if not (_is_uuid(decision) and _is_uuid(procedure)):
        raise Refused(
            "decision-not-found", _("Không có quyết định hoặc thủ tục này. Tải lại trang rồi thử lại.")
        )
    return put(request, UUID(decision))


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def add(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    decision = get_decision(desk, pk)
    form = NewProcedureForm(request.POST, label_suffix="", auto_id="id_new_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            item = add_procedure(
                decision=decision,
                code=said["code"],
                kind=ProcedureKind(said["kind"]),
                content=Content(name=said["name"]),
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Đã thêm thủ tục mới. Bước tiếp theo: ghi đủ nội dung."))
            return redirect("desk:drafts:edit", pk=item.version_id)
    return _choosing(request, decision, status=422, new_form=form)


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def remove(request: DeskRequest, pk: UUID, item: int) -> HttpResponse:
    desk = request.desk
    decision = get_decision(desk, pk)
    found = find_item(decision, item)
    if found is None:
        messages.info(request, _("Thủ tục này không còn trong quyết định."))
        return redirect("desk:decisions:page", pk=pk)
    attempt(
        request,
        lambda: remove_item(item=found, by=desk.person, at=desk.at),
        done=_("Đã bỏ thủ tục khỏi quyết định."),
    )
    return redirect("desk:decisions:page", pk=pk)


def _is_uuid(word: str) -> bool:
    try:
        UUID(word)
    except ValueError:
        return False
    return True
