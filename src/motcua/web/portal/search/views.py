from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.catalogue.queries.search import search_procedures, suggest
from motcua.kernel.clock import local_day, now
from motcua.organisations.queries.home import home_jurisdiction

_RESULTS = 30
_SUGGESTIONS = 6
_SHORTEST = 2


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    query = _asked(request)
    answer = search_procedures(query, on=local_day(now()), jurisdiction=home_jurisdiction(), limit=_RESULTS)
    context = {"query": query, "corrected": answer.corrected, "hits": answer.hits, "total": answer.total}
    return render(request, "portal/search/results.html", context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    query = _asked(request)
    hits = (
        suggest(query, on=local_day(now()), jurisdiction=home_jurisdiction(), limit=_SUGGESTIONS)
        if len(query.strip()) >= _SHORTEST
        else []
    )
    return render(request, "portal/search/suggestions.html", {"hits": hits})


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:200].lstrip()
