"""How dossiers come in at an office: its own online door, the codes they are given, when late ones count. Dated, never
overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.catalogue.enums import ProcedureKind
from motcua.dossiers.actions.code_patterns import set_code_pattern
from motcua.dossiers.actions.late_receipts import set_late_receipt_rule
from motcua.dossiers.actions.online_doors import set_online_door
from motcua.dossiers.models import CodePattern, LateReceiptRule, OnlineDoor
from motcua.dossiers.queries.settings import (
    changes_of_settings,
    doors_of,
    late_receipt_rules_of,
    patterns_of,
)
from motcua.dossiers.rules.codes import dossier_code
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id
from motcua.web.desk.access import Desk, DeskRequest, desk_view, posted
from motcua.web.desk.dossier_settings.forms import DoorForm, LateReceiptForm, PatternForm
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history

KEEP, READ = Capability.KEEP_ORGANISATIONS, Capability.KEEP_CATALOGUE


@desk_view(KEEP, READ)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    """What holds, what will, what held; who set it."""
    desk = request.desk
    agencies = _agencies(desk)
    home = Agency.objects.filter(pk__in=[home_agency_id()]).values_list("code", flat=True).first() or "COQUAN"
    context = {
        "doors": [_door(row, desk.today) for row in doors_of(agencies)],
        "patterns": [_pattern(row, desk.today, home) for row in patterns_of(agencies)],
        "late_receipts": [
            {"row": row, **_standing(row, desk.today)} for row in late_receipt_rules_of(agencies)
        ],
        "changes": read_history(changes_of_settings()),
        "keeps": desk.can(KEEP),
    }
    return render(request, "desk/dossier_settings/page.html", context)


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def set_door(request: DeskRequest) -> HttpResponse:
    form = DoorForm(posted(request), desk=request.desk)

    def act() -> OnlineDoor:
        said = form.cleaned_data
        return set_online_door(
            agency_id=form.agency_id(),
            kind=form.kind_of_procedure(),
            is_open=form.is_open(),
            reason=said["reason"],
            since=said["since"],
            by=request.desk.person,
            at=request.desk.at,
        )

    lead = _("Quy định trước đó hết hiệu lực từ ngày này. Hồ sơ đã nộp không bị ảnh hưởng.")
    title, done = (
        _("Mở hoặc đóng cổng nộp trực tuyến"),
        _("Đã ghi. Cổng công dân theo quy định này đúng ngày."),
    )
    return _answer(request, form, act, title=title, done=done, lead=lead)


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def set_pattern(request: DeskRequest) -> HttpResponse:
    form = PatternForm(posted(request), desk=request.desk)

    def act() -> CodePattern:
        said = form.cleaned_data
        return set_code_pattern(
            agency_id=form.agency_id(),
            pattern=said["pattern"],
            basis=said["basis"],
            since=said["since"],
            by=request.desk.person,
            at=request.desk.at,
        )

    lead = _("Hồ sơ nhận từ ngày này mang mã theo mẫu mới; mã đã cấp giữ nguyên.")
    return _answer(request, form, act, title=_("Đặt mẫu mã hồ sơ"), done=_("Đã đặt mẫu mã."), lead=lead)


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def set_late_receipt(request: DeskRequest) -> HttpResponse:
    form = LateReceiptForm(posted(request), desk=request.desk)

    def act() -> LateReceiptRule:
        return set_late_receipt_rule(
            agency_id=form.agency_id(),
            counts_next_day=form.counts_next_day(),
            basis=form.cleaned_data["basis"],
            since=form.cleaned_data["since"],
            by=request.desk.person,
            at=request.desk.at,
        )

    lead = _("Hồ sơ nhận từ ngày này hẹn trả theo quy định mới; hồ sơ đã hẹn giữ nguyên ngày hẹn.")
    title, done = _("Hồ sơ đến sau 15 giờ"), _("Đã đặt cách tính hồ sơ đến sau 15 giờ.")
    return _answer(request, form, act, title=title, done=done, lead=lead)


def _answer(request: DeskRequest, form: Any, act: Any, **words: Any) -> HttpResponse:
    home = reverse("desk:dossier_settings:page")
    return answer_form(request, form, act, where=lambda _made: home, save=_("Lưu"), back=home, **words)


def _agencies(desk: Desk) -> list[Any]:
    """Whose settings the person sees: of the bodies whose organisations or catalogue they keep."""
    kept = agencies_where(desk.person, KEEP, desk.today) | agencies_where(desk.person, READ, desk.today)
    return list(kept.values_list("pk", flat=True).distinct())


def _door(row: OnlineDoor, today: date) -> dict[str, Any]:
    kind = ProcedureKind(row.kind).label if row.kind else _("Mọi loại thủ tục")
    return {"row": row, "kind": kind, **_standing(row, today)}


def _pattern(row: CodePattern, today: date, home: str) -> dict[str, Any]:
    agency = row.agency.code if row.agency else home
    example = dossier_code(pattern=row.pattern, agency=agency, on=today, number=1)
    return {"row": row, "example": example, **_standing(row, today)}


def _standing(row: OnlineDoor | CodePattern | LateReceiptRule, today: date) -> dict[str, Any]:
    if today in row.in_force:
        return {"state": _("đang áp dụng"), "is_now": True}
    return {"state": _("sẽ áp dụng") if row.in_force.lower > today else _("đã thôi"), "is_now": False}
