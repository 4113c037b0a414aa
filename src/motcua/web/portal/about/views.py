from datetime import timedelta
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from motcua.catalogue.queries.published import published_codes
from motcua.kernel.clock import local_day, now
from motcua.organisations.queries.home import home_jurisdiction

_A_YEAR = int(timedelta(days=365).total_seconds())


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about/accessibility.html")


@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    if code not in dict(settings.LANGUAGES):
        raise Http404
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("portal:home")
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=_A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /ban-lam-viec/",
        "Disallow: /ngon-ngu/",
        "Disallow: /tim-kiem/",
        "Disallow: /thu-tuc/*/bao-loi/",
        "Disallow: /xac-minh/*/",
        "Disallow: /doi-thoai/*/hoi/",
        *(f"Disallow: /phan-anh/{part}/" for part in ("gui", "bien-nhan", "theo-doi", "cua-toi")),
        f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    codes = published_codes(jurisdiction=home_jurisdiction(), on=local_day(now()))
    pages = [
        *(
            reverse(f"portal:{name}")
            for name in (
                "home",
                "procedures",
                "organisations",
                "feedback",
                "dialogues",
                "figures",
                "help",
                "accessibility",
                "verify",
            )
        ),
        *(reverse("portal:procedure", args=[code]) for code in codes),
    ]
    places = "".join(f"<url><loc>{escape(request.build_absolute_uri(page))}</loc></url>\n" for page in pages)
    return HttpResponse(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n',
        content_type="application/xml; charset=utf-8",
    )
