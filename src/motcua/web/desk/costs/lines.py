"""One line of a sheet: what its sources say, one more source, taking it out; a new line."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs import add_line, put_value, remove_line, remove_value
from motcua.reviews.enums import Block, CostPart
from motcua.reviews.models import CostEstimate, CostEstimateLine
from motcua.reviews.policy.costs import may_do_costs
from motcua.reviews.queries.costs.sheets import as_kept
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.costs.asking import path_to, sheet_asked
from motcua.web.desk.costs.forms import LineForm, ReasonForm, ValueForm
from motcua.web.desk.costs.shown import shown_parts
from motcua.web.desk.costs.views import NEEDS
from motcua.web.desk.form_pages import answer_form
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal


@desk_view(*NEEDS)
@require_http_methods(["GET", "POST"])
def page(request: DeskRequest, pk: UUID, line: int) -> HttpResponse:
    estimate, desk = sheet_asked(request, pk), request.desk
    row = _line(estimate, line)
    first = CostPart.FEE if row.fee_vnd else CostPart.HOURS
    form = ValueForm(posted(request), initial={"part": first, "origin": "officer"})
    if request.method == "POST" and form.is_valid() and _put(request, estimate, line, form):
        return redirect(path_to("line", pk, line))
    kept = as_kept(row)
    context = {
        "estimate": estimate,
        "line": row,
        "block_label": Block(row.block).label,
        "parts": shown_parts(row, kept),
        "cost_vnd": whole_vnd(kept.cost),
        "may_edit": estimate.is_draft
        and may_do_costs(desk.person, agency_id=estimate.agency_id, on=desk.today),
        "form": form,
    }
    return render(request, "desk/costs/line.html", context)


def _put(request: DeskRequest, estimate: CostEstimate, line: int, form: forms.Form) -> bool:
    assert isinstance(form, ValueForm)
    data, desk = form.cleaned_data, request.desk
    part = CostPart(data["part"])
    try:
        row = put_value(
            estimate_id=estimate.pk,
            line_id=line,
            part=part,
            value=data["value"],
            **form.said(),
            by=desk.person,
            at=desk.at,
        )
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        show_refusal(form, refused)
        return False
    if getattr(row, part.value) == data["value"]:
        messages.success(request, _("Đã ghi; con số này đang được dùng."))
    else:
        messages.success(
            request,
            _("Đã ghi. Các nguồn khác nhau nên bảng dùng con số trung bình thấp, là số của nguồn khác."),
        )
    return True


@desk_view(*NEEDS)
@require_http_methods(["GET", "POST"])
def add(request: DeskRequest, pk: UUID) -> HttpResponse:
    sheet_asked(request, pk)
    desk = request.desk
    form = LineForm(posted(request), initial={"block": Block.PREPARE, "origin": "officer"})
    return answer_form(
        request,
        form,
        lambda: add_line(
            estimate_id=pk,
            block=Block(form.cleaned_data["block"]),
            activity=form.cleaned_data["activity"],
            numbers=form.numbers(),
            **form.said(),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: path_to("page", pk),
        title=_("Thêm công việc"),
        lead=_("Việc mà người nộp thực sự phải làm nhưng danh mục không cho thấy."),
        save=_("Thêm dòng"),
        back=path_to("page", pk),
        done=_("Đã thêm dòng."),
    )


@desk_view(*NEEDS)
@require_POST
def remove(request: DeskRequest, pk: UUID, line: int) -> HttpResponse:
    sheet_asked(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: remove_line(estimate_id=pk, line_id=line, by=desk.person, at=desk.at),
        done=_("Đã cắt dòng này khỏi bảng."),
    )
    return redirect(path_to("page", pk))


@desk_view(*NEEDS)
@require_http_methods(["GET", "POST"])
def remove_said(request: DeskRequest, pk: UUID, line: int, value: int) -> HttpResponse:
    sheet_asked(request, pk)
    desk, form = request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: remove_value(
            estimate_id=pk,
            line_id=line,
            value_id=value,
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: path_to("line", pk, line),
        title=_("Bỏ một con số"),
        save=_("Bỏ con số này"),
        back=path_to("line", pk, line),
        done=_("Đã bỏ con số."),
        is_danger=True,
    )


def _line(estimate: CostEstimate, line: int) -> CostEstimateLine:
    row = estimate.lines.prefetch_related("values").filter(pk=line).first()
    if row is None:
        raise Refused("cost-line-not-found", _("Không còn dòng chi phí này. Xem lại bảng."))
    return row
