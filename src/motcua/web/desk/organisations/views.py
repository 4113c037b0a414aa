from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.accounts.policy import OrganisationKeeper, may
from motcua.accounts.queries import agencies_where
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.agencies import change_agency, found_agency, move_agency
from motcua.organisations.enums import AgencyLevel
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import (
    agencies_matching,
    agencies_on,
    counts_by_level,
    history_of,
    line_above,
    page_of_agencies,
    subordinates_of,
)
from motcua.organisations.queries.powers import powers_of
from motcua.web.desk import form_pages
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.history import read_history
from motcua.web.desk.organisations.forms import AgencyForm, FoundForm, MoveForm
from motcua.web.desk.paging import PAGE, address, after_name

answer_form = partial(
    form_pages.answer_form, where=lambda agency: reverse("desk:organisations:page", args=[agency.pk])
)


KEEP = Capability.KEEP_ORGANISATIONS
_MOST_BELOW = 200


def get_agency(pk: UUID) -> Agency:
    """The agency.

    :raises Refused: "agency-not-found".
    """
    agency = Agency.objects.select_related("area__parent").filter(pk=pk).first()
    if agency is None:
        raise Refused("agency-not-found", _("Không có cơ quan này. Có thể đường dẫn đã cũ."))
    return agency


def get_kept_agency(desk: Desk, pk: UUID) -> Agency:
    """The agency, if this person keeps it.

    :raises Refused: "agency-not-found", "organisations-not-allowed".
    """
    agency = get_agency(pk)
    if not may(desk.person, KEEP, agency_id=pk, on=desk.today):
        raise Refused("organisations-not-allowed", _("Bạn không quản lý cơ quan này."))
    return agency


@desk_view(KEEP)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    today = request.desk.today
    text, level = request.GET.get("q", "").strip(), request.GET.get("cap", "")
    chosen = AgencyLevel(level) if level in set(AgencyLevel) else None
    after = after_name(request)
    if text or chosen:
        found = agencies_matching(agencies_on(today), text=text, level=chosen)
        rows = page_of_agencies(found, after=after, size=PAGE)
    else:
        rows = list(subordinates_of(None, today)[: PAGE + 1])
    more = len(rows) > PAGE and bool(text or chosen)
    is_tree = not (text or chosen)
    root = rows[0] if is_tree and len(rows) == 1 else None  # one province: open its tree at once
    context = {
        "agencies": rows[:PAGE],
        "is_tree": is_tree,
        "root": root,
        "below": list(subordinates_of(root.pk, today)[:_MOST_BELOW]) if root else [],
        "text": text,
        "level": chosen or "",
        "tabs": _tabs(request, counts_by_level(today), chosen),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=_key(rows[PAGE - 1])) if more else "",
    }
    return render(request, "desk/organisations/list.html", context)


def _tabs(
    request: DeskRequest, counts: dict[AgencyLevel, int], chosen: AgencyLevel | None
) -> list[dict[str, Any]]:
    first = {
        "label": _("Cây tổ chức"),
        "href": address(request, cap=None),
        "count": 0,
        "is_current": not chosen,
    }
    return [
        first,
        *(
            {
                "label": level.label,
                "href": address(request, cap=level.value),
                "count": count,
                "is_current": level == chosen,
            }
            for level, count in counts.items()
            if count
        ),
    ]


def _key(agency: Agency) -> str:
    return f"{agency.sort_key}_{agency.pk}"


@desk_view(KEEP)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    today = request.desk.today
    agency = get_agency(pk)
    below = list(subordinates_of(pk, today)[: _MOST_BELOW + 1])
    history = history_of(pk)
    context = {
        "agency": agency,
        "trail": _trail(agency, request),
        "exists": today in agency.held,
        "can_keep": may(request.user, KEEP, agency_id=pk, on=today),
        "facts": _facts(agency),
        "below": below[:_MOST_BELOW],
        "has_more_below": len(below) > _MOST_BELOW,
        "powers": powers_of(agency)[:100],
        "came_from": history.came_from,
        "went_to": history.went_to,
        "superiors": history.superiors,
        "today": today,
        "entries": read_history(entries_about("agency", str(pk))),
    }
    return render(request, "desk/organisations/page.html", context)


def _trail(agency: Agency, request: DeskRequest) -> list[dict[str, str]]:
    above = [
        {"label": one.short_name, "href": reverse("desk:organisations:page", args=[one.pk])}
        for one in reversed(line_above(agency.pk, request.desk.today))
    ]
    return [{"label": _("Cơ quan, đơn vị"), "href": reverse("desk:organisations:list")}, *above]


def _facts(agency: Agency) -> list[dict[str, str]]:
    area = agency.area
    place = f"{area.name} ({area.code})" if area else ""
    return [
        {"label": _("Mã"), "value": agency.code},
        {"label": _("Loại"), "value": agency.get_kind_display()},
        {"label": _("Cấp"), "value": agency.get_level_display()},
        {"label": _("Địa bàn"), "value": place},
        {"label": _("Địa chỉ"), "value": agency.address},
        {"label": _("Điện thoại"), "value": agency.phone},
        {"label": _("Thư điện tử"), "value": agency.email},
    ]


def _initial(agency: Agency) -> dict[str, Any]:
    names = ("code", "name", "short_name", "kind", "level", "address", "phone", "email")
    return {name: getattr(agency, name) for name in names} | {"area": agency.area.code if agency.area else ""}


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def found(request: DeskRequest, pk: UUID | None = None) -> HttpResponse:
    desk = request.desk
    parent = get_kept_agency(desk, pk) if pk else None
    area = parent.area.code if parent and parent.area else ""
    initial = {"area": area, "since": desk.today, "level": parent.level if parent else "", "kind": "division"}
    form = FoundForm(request.POST or None, on=desk.today, initial=initial)

    def act() -> Agency:
        said = form.cleaned_data
        return found_agency(
            entry=form.entry(),
            area=said["area"],
            parent=parent,
            since=said["since"],
            by=OrganisationKeeper(desk.person),
            at=desk.at,
        )

    title = _("Thêm cơ quan trực thuộc %(name)s") % {"name": parent.name} if parent else _("Thêm cơ quan")
    back = reverse("desk:organisations:page", args=[pk]) if pk else reverse("desk:organisations:list")
    return answer_form(request, form, act, title=title, save=_("Thêm"), back=back, done=_("Đã thêm cơ quan."))


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    agency = get_kept_agency(desk, pk)
    form = AgencyForm(request.POST or None, on=max(desk.today, agency.held.lower), initial=_initial(agency))

    def act() -> Agency:
        return change_agency(
            agency_id=pk,
            entry=form.entry(),
            area=form.cleaned_data["area"],
            by=OrganisationKeeper(desk.person),
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        title=_("Sửa thông tin: %(name)s") % {"name": agency.name},
        lead=_("Chỉ để sửa chỗ ghi sai và thông tin liên hệ. Đổi tên theo quyết định là một việc riêng."),
        save=_("Lưu"),
        back=reverse("desk:organisations:page", args=[pk]),
        done=_("Đã lưu."),
    )


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def move(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    agency = get_kept_agency(desk, pk)
    kept = agencies_where(desk.person, KEEP, desk.today).filter(held__contains=desk.today).exclude(pk=pk)
    choices = kept.exclude(level=AgencyLevel.SCHOOL).order_by("sort_key", "id")
    form = MoveForm(request.POST or None, agencies=choices, initial={"on": desk.today})

    def act() -> Agency:
        said = form.cleaned_data
        move_agency(
            agency_id=pk,
            parent=said["parent"],
            on=said["on"],
            document=said["document"],
            by=OrganisationKeeper(desk.person),
            at=desk.at,
        )
        return agency

    return answer_form(
        request,
        form,
        act,
        title=_("Chuyển cơ quan cấp trên: %(name)s") % {"name": agency.name},
        save=_("Chuyển"),
        back=reverse("desk:organisations:page", args=[pk]),
        done=_("Đã chuyển."),
    )
