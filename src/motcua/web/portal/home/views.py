from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.kernel.clock import local_day, now
from motcua.web.portal.home.errands import home_context


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home/home.html", {"query": "", **home_context(on=local_day(now()))})
