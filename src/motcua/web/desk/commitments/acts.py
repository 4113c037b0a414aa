"""What the keeper of a signing does: open, change, name units, urge, close."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.plans.actions.commitments import (
    add_drive_units,
    change_drive,
    close_drive,
    open_drive,
    remove_drive_unit,
    urge_signing,
)
from motcua.plans.enums import UnitGroup
from motcua.plans.models import CommitmentDrive
from motcua.plans.queries.units import members_of
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.commitments.forms import DriveForm, UnitsForm
from motcua.web.desk.commitments.shown import drive_or_refuse
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.yearly.asking import kept_agencies, kept_agency


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, kept_agency(request)
    year = desk.today.year
    first = {
        "agency": agency.pk,
        "year": year,
        "title": _("Ký cam kết không gây phiền hà, sách nhiễu, tiêu cực năm %s") % year,
    }
    form = DriveForm(posted(request), agencies=kept_agencies(request), initial=first)

    def act() -> CommitmentDrive:
        whose = form.cleaned_data.get("agency") or agency
        return open_drive(agency_id=whose.pk, facts=form.facts(), by=desk.person, at=desk.at)

    return answer_form(
        request,
        form,
        act,
        where=lambda made: home_of(made.pk),
        title=_("Mở đợt ký cam kết"),
        lead=_(
            "Lãnh đạo cơ quan, mọi phòng và đơn vị trực thuộc phải ký; thêm hoặc bỏ đơn vị ở trang sau. Thủ trưởng "
            "các đơn vị được báo ngay."
        ),
        save=_("Mở đợt ký"),
        back=reverse("desk:commitments:list"),
        done=_("Đã mở đợt ký và báo cho thủ trưởng các đơn vị."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    drive, desk = drive_or_refuse(request, pk), request.desk
    form = DriveForm(posted(request), agencies=None, drive=drive)
    return answer_form(
        request,
        form,
        lambda: change_drive(drive_id=pk, facts=form.facts(), by=desk.person, at=desk.at),
        where=lambda made: home_of(pk),
        title=_("Thông tin đợt ký cam kết"),
        save=_("Lưu"),
        back=home_of(pk),
        done=_("Đã lưu."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def add_units(request: DeskRequest, pk: UUID) -> HttpResponse:
    drive, desk = drive_or_refuse(request, pk), request.desk
    missing = members_of(UnitGroup.ALL_UNITS, owner_id=drive.agency_id, on=desk.today) | members_of(
        UnitGroup.ALL_SCHOOLS, owner_id=drive.agency_id, on=desk.today
    )
    missing = missing.exclude(pk__in=drive.units.values("unit")).distinct().order_by("sort_key", "id")
    form = UnitsForm(posted(request), units=missing)
    return answer_form(
        request,
        form,
        lambda: add_drive_units(
            drive_id=pk,
            unit_ids=[unit.pk for unit in form.cleaned_data["units"]],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda made: home_of(pk),
        title=_("Thêm đơn vị phải ký"),
        lead=_("Chỉ liệt kê đơn vị chưa có trong đợt."),
        save=_("Thêm"),
        back=home_of(pk),
        done=_("Đã thêm đơn vị và báo cho thủ trưởng."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_POST
def remove_unit(request: DeskRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    drive_or_refuse(request, pk)
    desk = request.desk
    done = attempt(
        request,
        lambda: remove_drive_unit(drive_id=pk, unit_id=unit_pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ đơn vị khỏi đợt ký."),
    )
    return redirect(home_of(pk) if done else reverse("desk:commitments:unit", args=[pk, unit_pk]))


@desk_view(Capability.KEEP_PLANS)
@require_POST
def urge(request: DeskRequest, pk: UUID) -> HttpResponse:
    drive_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: urge_signing(drive_id=pk, by=desk.person, at=desk.at),
        done=_("Đã nhắc thủ trưởng các đơn vị chưa báo kết quả. Mỗi ngày một đơn vị được nhắc một lần."),
    )
    return redirect(home_of(pk))


@desk_view(Capability.KEEP_PLANS)
@require_POST
def close(request: DeskRequest, pk: UUID) -> HttpResponse:
    drive_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: close_drive(drive_id=pk, by=desk.person, at=desk.at),
        done=_("Đã kết thúc đợt ký. Số liệu giữ nguyên từ đây."),
    )
    return redirect(home_of(pk))


def home_of(pk: UUID) -> str:
    """The page of the signing."""
    return reverse("desk:commitments:page", args=[pk])
