from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.actions.page_reports import report_page
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.published import find_published, procedures_with_old_code
from motcua.documents.rendering import qr_svg, render_pdf
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.organisations.queries.home import home_jurisdiction
from motcua.web.portal.place import remember_commune
from motcua.web.portal.procedures import history as past
from motcua.web.portal.procedures import reading
from motcua.web.portal.procedures.forms import ReportForm
from motcua.web.portal.procedures.lists import list_context
from motcua.web.portal.procedures.poster import poster_content
from motcua.web.senders import sender_of


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/procedures/list.html", list_context(request.GET, on=local_day(now())))


@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    procedure = _find(code)
    if procedure is None:
        return _to_new_code(request, code)
    asked, at = _asked_day(request), now()
    if asked and not reading.has_version_on(procedure, asked):
        return redirect(
            f"{reverse('portal:history', args=[procedure.code])}?{urlencode({'ngay': asked.isoformat()})}"
        )
    context = reading.page_context(request, procedure, asked=asked, at=at)
    response = render(request, "portal/procedures/page.html", context)
    remember_commune(request, response)
    return response


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    context = past.history_context(_get(code), asked=_asked_day(request), today=local_day(now()))
    return render(request, "portal/procedures/history.html", context)


@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    procedure = _get(code)
    content = poster_content(
        procedure, asked=_asked_day(request), today=local_day(now()), address=_address(request, procedure)
    )
    pdf = render_pdf(paper="poster", content=content)
    response = HttpResponse(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="niem-yet-{procedure.code}.pdf"'
    return response


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    procedure = _get(code)
    return HttpResponse(
        qr_svg(_address(request, procedure), title=procedure.code), content_type="image/svg+xml"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    procedure = _get(code)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _send_report(request, procedure, form)
        except Refused as refusal:
            form.add_error(refusal.details.get("field"), refusal.message)
    context = {
        "procedure": procedure,
        "name": reading.current_name(procedure, on=local_day(now())),
        "form": form,
        "trail": reading.trail_to(procedure),
    }
    return render(request, "portal/procedures/report.html", context, status=422 if form.errors else 200)


def _send_report(request: HttpRequest, procedure: Procedure, form: ReportForm) -> HttpResponse:
    from django.contrib import messages

    if not form.came_from_machine:
        report_page(
            procedure=procedure,
            text=form.cleaned_data["text"],
            contact=form.cleaned_data["contact"],
            sender=sender_of(request, now()),
            at=now(),
        )
    messages.success(request, _("Đã nhận báo lỗi. Cảm ơn anh/chị đã giúp trang này đúng hơn."))
    return redirect("portal:procedure", procedure.code)


def _find(code: str) -> Procedure | None:
    return find_published(code=code, jurisdiction=home_jurisdiction())


def _get(code: str) -> Procedure:
    procedure = _find(code)
    if procedure is None:
        raise Http404
    return procedure


def _to_new_code(request: HttpRequest, code: str) -> HttpResponse:
    heirs = procedures_with_old_code(code=code, jurisdiction=home_jurisdiction())
    if not heirs:
        raise Http404
    if len(heirs) == 1:
        query = urlencode({"ma-cu": code})
        return HttpResponsePermanentRedirect(f"{reverse('portal:procedure', args=[heirs[0].code])}?{query}")
    names: dict[str, Any] = {
        "old_code": code,
        "heirs": reading.named(heirs, on=local_day(now())),
    }
    return render(request, "portal/procedures/choose.html", names)


def _asked_day(request: HttpRequest) -> date | None:
    asked = request.GET.get("ngay", "").strip()
    try:
        if "/" in asked:
            day, month, year = asked.split("/")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise Http404 from None


def _address(request: HttpRequest, procedure: Procedure) -> str:
    return request.build_absolute_uri(reverse("portal:procedure", args=[procedure.code]))
