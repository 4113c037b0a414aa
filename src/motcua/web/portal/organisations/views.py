from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.feedback.queries.hotlines import numbers_on
from motcua.kernel.clock import local_day, now
from motcua.organisations.enums import AgencyKind
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import (
    agencies_matching,
    agencies_on,
    find_agency,
    history_of,
    page_of_agencies,
    subordinates_of,
)
from motcua.web.keys import read_name_key, write_key

RECEIVING = (
    AgencyKind.EDUCATION_DEPARTMENT,
    AgencyKind.SERVICE_CENTRE,
    AgencyKind.ONE_STOP_DESK,
    AgencyKind.COMMUNE_COMMITTEE,
)
_SIZE = 40


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:100]
    after = read_name_key(request.GET.get("sau", ""))
    agencies = agencies_matching(agencies_on(local_day(now())).filter(kind__in=RECEIVING), text=text)
    found = page_of_agencies(agencies, after=after, size=_SIZE)
    query = {"q": text} if text else {}
    context = {
        "text": text,
        "agencies": found[:_SIZE],
        "first_href": f"?{urlencode(query)}" if after else "",
        "next_href": f"?{urlencode({**query, 'sau': _key_of(found[_SIZE - 1])})}"
        if len(found) > _SIZE
        else "",
    }
    return render(request, "portal/organisations/list.html", context)


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    today = local_day(now())
    agency = find_agency(code, today)
    if agency is None:
        raise Http404
    history = history_of(agency.pk)
    context = {
        "agency": agency,
        "is_active": today in agency.held,
        "went_to": history.went_to,
        "superior": next((row.parent for row in history.superiors if today in row.in_force), None),
        "hotlines": numbers_on(today, [agency.pk]),
        "below": subordinates_of(agency.pk, today).filter(kind__in=RECEIVING),
    }
    return render(request, "portal/organisations/page.html", context)


def _key_of(agency: Agency) -> str:
    return write_key(agency.sort_key, str(agency.pk))
