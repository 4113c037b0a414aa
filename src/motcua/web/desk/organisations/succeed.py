from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.policy import OrganisationKeeper
from motcua.accounts.queries import agencies_where
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.successions import (
    dissolve_agency,
    merge_agencies,
    preview_hand_over,
    rename_agency,
    split_agency,
)
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import agencies_matching, line_above, subordinates_of
from motcua.web.desk.access import Desk, DeskRequest, desk_view
from motcua.web.desk.organisations.forms import DayAndDocumentForm, RenameForm
from motcua.web.desk.organisations.views import KEEP, answer_form, get_kept_agency
from motcua.web.middleware import status_of

_MOST_CHOICES = 60


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def merge(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Choose which bodies end, see what will be handed over, then confirm."""
    desk = request.desk
    successor = get_kept_agency(desk, pk)
    chosen = _chosen(desk, request.POST)
    form = DayAndDocumentForm(request.POST or None, initial={"on": desk.today})
    if request.method == "POST" and form.is_valid() and _has_chosen(form, chosen):
        on, document = form.cleaned_data["on"], form.cleaned_data["document"]
        ids = [agency.pk for agency in chosen]
        if "xac-nhan" not in request.POST:
            items = [item for item in preview_hand_over(predecessors=ids, on=on) if item.count]
            context = {"successor": successor, "chosen": chosen, "form": form, "items": items, "on": on}
            return render(request, "desk/organisations/confirm_merge.html", {**context, "document": document})
        try:
            merge_agencies(
                predecessors=ids,
                successor=pk,
                on=on,
                document=document,
                by=OrganisationKeeper(desk.person),
                at=desk.at,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã sáp nhập và bàn giao việc đang làm."))
            return redirect("desk:organisations:page", pk)
    context = _choices(request, successor, chosen)
    return render(request, "desk/organisations/merge.html", {"form": form, "successor": successor, **context})


def _has_chosen(form: DayAndDocumentForm, chosen: list[Agency]) -> bool:
    if not chosen:
        form.add_error(None, _("Chưa chọn cơ quan nào. Đánh dấu ít nhất một cơ quan trong danh sách."))
    return bool(chosen)


def _chosen(desk: Desk, data: QueryDict) -> list[Agency]:
    ids = []
    for text in data.getlist("co-quan"):
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return list(agencies_where(desk.person, KEEP, desk.today).filter(pk__in=ids).order_by("sort_key", "id"))


def _choices(request: DeskRequest, agency: Agency, chosen: list[Agency]) -> dict[str, object]:
    """Bodies to tick: what a search finds, else those beside this one; the ones ticked already always."""
    desk, text = request.desk, request.GET.get("q", "").strip()
    kept = (
        agencies_where(desk.person, KEEP, desk.today).filter(held__contains=desk.today).exclude(pk=agency.pk)
    )
    if text:
        found = list(agencies_matching(kept, text=text).order_by("sort_key", "id")[:_MOST_CHOICES])
    else:
        above = line_above(agency.pk, desk.today)
        beside = subordinates_of(above[0].pk if above else None, desk.today)
        found = list(beside.filter(pk__in=kept).order_by("sort_key", "id")[:_MOST_CHOICES])
    ticked = {one.pk for one in chosen}
    return {
        "choices": chosen + [one for one in found if one.pk not in ticked],
        "ticked": ticked,
        "text": text,
    }


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def split(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The bodies that come of it have been added before; one of them may take over what is under way."""
    desk = request.desk
    agency = get_kept_agency(desk, pk)
    chosen = _chosen(desk, request.POST)
    form = DayAndDocumentForm(request.POST or None, initial={"on": desk.today})
    main = next((one for one in chosen if str(one.pk) == request.POST.get("nhan-viec")), None)
    if request.method == "POST" and form.is_valid() and _has_chosen(form, chosen):
        try:
            split_agency(
                agency_id=pk,
                successors=[one.pk for one in chosen],
                main_successor=main.pk if main else None,
                on=form.cleaned_data["on"],
                document=form.cleaned_data["document"],
                by=OrganisationKeeper(desk.person),
                at=desk.at,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi việc chia, tách."))
            return redirect("desk:organisations:page", pk)
    context = _choices(request, agency, chosen)
    items = [item for item in preview_hand_over(predecessors=[pk], on=desk.today) if item.count]
    context |= {"form": form, "agency": agency, "items": items, "main": main.pk if main else ""}
    return render(request, "desk/organisations/split.html", context)


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def rename(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    agency = get_kept_agency(desk, pk)
    form = RenameForm(request.POST or None, initial={"on": desk.today})

    def act() -> Agency:
        said = form.cleaned_data
        return rename_agency(
            agency_id=pk,
            name=said["name"],
            short_name=said["short_name"],
            on=said["on"],
            document=said["document"],
            by=OrganisationKeeper(desk.person),
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        title=_("Đổi tên: %(name)s") % {"name": agency.name},
        lead=_(
            "Mã giữ nguyên. Người, vai trò, thẩm quyền và việc đang làm chuyển sang tên mới từ ngày ghi dưới đây."
        ),
        save=_("Đổi tên"),
        back=reverse("desk:organisations:page", args=[pk]),
        done=_("Đã đổi tên."),
    )


@desk_view(KEEP)
@require_http_methods(["GET", "POST"])
def dissolve(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    agency = get_kept_agency(desk, pk)
    form = DayAndDocumentForm(request.POST or None, initial={"on": desk.today})

    def act() -> Agency:
        said = form.cleaned_data
        dissolve_agency(
            agency_id=pk,
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
        title=_("Giải thể: %(name)s") % {"name": agency.name},
        lead=_(
            "Không có cơ quan tiếp nhận: chức danh, vai trò và thẩm quyền tại đây kết thúc từ ngày ghi dưới đây. "
            "Nếu có cơ quan tiếp nhận, hãy mở cơ quan đó và chọn “Nhập cơ quan khác vào”."
        ),
        save=_("Giải thể"),
        back=reverse("desk:organisations:page", args=[pk]),
        done=_("Đã ghi giải thể."),
        is_danger=True,
    )
