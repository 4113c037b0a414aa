"""What every page carries: a strict content policy, and refusals turned into pages for people."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from motcua.kernel.refusals import Refused

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
_STATUS = {"not-allowed": 403, "not-found": 404}

type_of_answer = Callable[[HttpRequest], HttpResponse]


def status_of(refusal: Refused) -> int:
    """The HTTP status that says what kind of refusal it is: 403, 404, else 409."""
    return next((status for ending, status in _STATUS.items() if refusal.code.endswith(ending)), 409)


def content_security_policy(get_response: type_of_answer) -> type_of_answer:
    """Scripts, styles, pictures only from ourselves; no frames; nothing inline."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return answer


def chosen_language(get_response: type_of_answer) -> type_of_answer:
    """Vietnamese, unless the reader chose another language on the portal.

    What the browser says it prefers is not asked: many browsers in Vietnam are set to English.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = wanted in dict(settings.LANGUAGES) and not request.path.startswith("/ban-lam-viec/")
        with translation.override(wanted if known else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
        return response

    return answer


def readable_addresses(get_response: type_of_answer) -> type_of_answer:
    """Zero bytes, which no database takes and no person types: left out of questions, refused in addresses."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return HttpResponse("Địa chỉ không hợp lệ.", status=400, content_type="text/plain; charset=utf-8")
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return get_response(request)

    return answer


class RefusalPages:
    """Middleware: a refusal that no view handled becomes a page that says what to do."""

    def __init__(self, get_response: type_of_answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None for anything else."""
        if not isinstance(exception, Refused):
            return None
        return render(request, "refused.html", {"refusal": exception}, status=status_of(exception))


refusals = RefusalPages
