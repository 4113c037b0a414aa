from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue.queries.search import search
from motcua.kernel.clock import local_day, now
from motcua.organisations.queries.home import home_jurisdiction

_SUGGESTIONS = 6
_RESULTS = 30


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:200].strip()
    found = (
        search(query, on=local_day(now()), jurisdiction=home_jurisdiction(), limit=_RESULTS)
        if query
        else None
    )
    context = {
        "query": query,
        "hits": found.hits if found else [],
        "understood": found.understood if found else "",
    }
    return render(request, "portal/search/results.html", context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "")[:200].strip()
    if len(query) < 2:
        hits = []
    else:
        hits = search(query, on=local_day(now()), jurisdiction=home_jurisdiction(), limit=_SUGGESTIONS).hits
    return render(request, "portal/search/suggestions.html", {"hits": hits})
