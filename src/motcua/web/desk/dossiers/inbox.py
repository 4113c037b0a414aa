"""The desk's inbox: what waits for this person, the most urgent first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.enums import Capability
from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.shipped import NATIONAL
from motcua.dossiers.actions.filters import remove_filter, save_filter
from motcua.dossiers.enums import Status, Verb, Waiting
from motcua.dossiers.models import SavedFilter
from motcua.dossiers.queries.inbox import Inbox, Moments
from motcua.dossiers.queries.listing import Listed
from motcua.dossiers.queries.visible import reach_of
from motcua.dossiers.rules.face import soon_until
from motcua.web.desk.access import Desk, DeskRequest, attempt, desk_view
from motcua.web.desk.dossiers.narrowing import NarrowForm, kept_pairs, kept_query, narrowing_of
from motcua.web.desk.dossiers.rows import rows_of
from motcua.web.desk.paging import PAGE, address, after_moment

READERS = (
    Capability.READ_DOSSIERS,
    Capability.RECEIVE_DOSSIERS,
    Capability.HANDLE_DOSSIERS,
    Capability.DECIDE_DOSSIERS,
    Capability.ISSUE_RESULTS,
)
# In the order in which they press; what only waits for others comes last.
TABS = (
    Waiting.OVERDUE,
    Waiting.TODAY,
    Waiting.SOON,
    Waiting.LATER,
    Waiting.TO_RECEIVE,
    Waiting.CORRECTING,
    Waiting.TO_RETURN,
    Waiting.CONSULTED,
    Waiting.APPLICANT,
    Waiting.RED,
)
LATE = frozenset({Waiting.OVERDUE, Waiting.RED})
_OURS = frozenset(
    {
        Waiting.OVERDUE,
        Waiting.TODAY,
        Waiting.SOON,
        Waiting.LATER,
        Waiting.TO_RECEIVE,
        Waiting.CORRECTING,
    }
)
_BULK: Mapping[Verb, tuple[Capability, Status]] = {
    Verb.ASSIGN: (Capability.DECIDE_DOSSIERS, Status.PROCESSING),
    Verb.APPROVE: (Capability.DECIDE_DOSSIERS, Status.PROCESSING),
    Verb.SIGN: (Capability.DECIDE_DOSSIERS, Status.PROCESSING),
    Verb.RETURN_RESULT: (Capability.RECEIVE_DOSSIERS, Status.RESOLVED),
}


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    chosen = request.GET.get("nhom", "")
    group = Waiting(chosen) if chosen in set(Waiting) else None
    inbox = inbox_of(desk, request.GET)
    after = after_moment(request)
    found = inbox.page(group, after=after, size=PAGE)
    rows, more = found[:PAGE], len(found) > PAGE
    counts = inbox.counts()
    context = {
        "tabs": _tabs(request, counts, group),
        "rows": rows_of(rows, at=desk.at),
        "group": group,
        "form": NarrowForm(request.GET, inbox.choices()),
        "is_narrowed": not inbox.narrowing.is_wide,
        "all_href": _group_href(group),
        "saved": SavedFilter.objects.filter(person=desk.person).order_by("position"),
        "kept_pairs": kept_pairs(request.GET),
        "bulk": bulk_verbs(desk, {row.status for row in rows}),
        "receives": desk.can(Capability.RECEIVE_DOSSIERS),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=_key(rows[-1])) if more else "",
    }
    return render(request, "desk/dossiers/list.html", context)


@desk_view(*READERS)
@require_POST
def save(request: DeskRequest) -> HttpResponseBase:
    query = kept_query(request.POST)
    attempt(
        request,
        lambda: save_filter(person=request.desk.person, name=request.POST.get("ten", ""), query=query),
        done=_("Đã lưu bộ lọc."),
    )
    return redirect(f"{reverse('desk:dossiers:list')}?{query}")


@desk_view(*READERS)
@require_POST
def remove(request: DeskRequest, pk: int) -> HttpResponseBase:
    attempt(request, lambda: remove_filter(person=request.desk.person, filter_id=pk), done=_("Đã bỏ bộ lọc."))
    return redirect("desk:dossiers:list")


def inbox_of(desk: Desk, asked: Any) -> Inbox:
    """The inbox of whoever sits at the desk, narrowed as the address asks."""
    moments = Moments(desk.at, soon_until(calendar_for(NATIONAL), desk.at))
    return Inbox(reach_of(desk.person, desk.today), moments, narrowing_of(asked))


def bulk_verbs(desk: Desk, shown: Collection[Status]) -> list[dict[str, str]]:
    """What the person may do at once to many dossiers of the statuses shown, with the address that asks for the
    rest."""
    base = reverse("desk:dossiers:list")
    return [
        {"label": verb.label, "href": f"{base}hang-loat/{verb.value.replace('_', '-')}/"}
        for verb, (capability, status) in _BULK.items()
        if desk.can(capability) and status in shown
    ]


def _tabs(request: DeskRequest, counts: dict[Waiting, int], chosen: Waiting | None) -> list[dict[str, Any]]:
    """The groups that hold something, and the one that is looked at."""
    ours = {"label": _("Chờ tôi xử lý"), "href": address(request, nhom=None)}
    first = ours | {"count": sum(counts[group] for group in _OURS), "is_current": chosen is None, "kind": ""}
    return [
        first,
        *(
            {
                "label": group.label,
                "href": address(request, nhom=group.value),
                "count": counts[group],
                "is_current": group is chosen,
                "kind": "late" if group in LATE else "",
            }
            for group in TABS
            if counts[group] or group is chosen
        ),
    ]


def _group_href(group: Waiting | None) -> str:
    base = reverse("desk:dossiers:list")
    return f"{base}?{urlencode({'nhom': group.value})}" if group else base


def _key(dossier: Listed) -> str:
    return f"{dossier.when.isoformat()}_{dossier.id}"
