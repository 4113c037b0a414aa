"""Questions and answers that everybody may read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.catalogue.queries.published import find_published as find_procedure
from motcua.feedback.queries.feedback.published import PAGE, find_published, find_published_file, published
from motcua.feedback.queries.hotlines import numbers_on
from motcua.kernel.clock import local_day, now
from motcua.organisations.queries.home import home_agency_id, home_jurisdiction
from motcua.web.portal.procedures.reading import current_name
from motcua.web.served_files import serve


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """How to send and follow, and what others asked: all of it or about one procedure."""
    text, code = request.GET.get("q", "")[:100].replace("\x00", ""), request.GET.get("thu-tuc", "")[:40]
    procedure = find_procedure(code=code, jurisdiction=home_jurisdiction()) if code else None
    after, today, home = _after(request), local_day(now()), home_agency_id()
    found = published(text=text, procedure_id=procedure.pk if procedure else None, after=after)
    last = found[PAGE - 1] if len(found) > PAGE else None
    query = {name: value for name, value in (("q", text), ("thu-tuc", code if procedure else "")) if value}
    context = {
        "rows": found[:PAGE],
        "text": text,
        "procedure": procedure,
        "procedure_name": current_name(procedure, on=today) if procedure else "",
        "hotlines": numbers_on(today, [home]) if home else [],
        "is_beginning": after is None,
        "first_href": f"?{urlencode(query)}" if after else "",
        "next_href": f"?{urlencode({**query, 'sau': f'{last.at.isoformat()}_{last.id}'})}" if last else "",
    }
    return render(request, "portal/feedback/list.html", context)


@require_safe
def answered(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One question with its answer."""
    row = find_published(pk)
    if row is None:
        raise Http404
    code = row.procedure_code
    procedure = find_procedure(code=code, jurisdiction=home_jurisdiction()) if code else None
    name = current_name(procedure, on=local_day(now())) if procedure else ""
    return render(request, "portal/feedback/answered.html", {"row": row, "procedure_name": name})


@require_safe
def answered_file(request: HttpRequest, pk: UUID, file_pk: UUID) -> FileResponse:
    """A file that was cleared of personal data, under a name that tells nothing."""
    kept = find_published_file(pk, file_pk)
    if kept is None:
        raise Http404
    return serve(kept.file, inline=True, name=kept.name)


def _after(request: HttpRequest) -> tuple[datetime, UUID] | None:
    instant, _mark, identifier = request.GET.get("sau", "").partition("_")
    try:
        at = datetime.fromisoformat(instant)
        return (at, UUID(identifier)) if at.tzinfo else None
    except ValueError:
        return None
