"""What ratings say: figures, words without who said them, and the slip with the ticket of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.dossiers.actions.reading import note_list_reading
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.offers import offer_of
from motcua.feedback.actions.rating_tickets import ticket_for
from motcua.feedback.queries.rating_figures import (
    Line,
    by_agency,
    by_month,
    by_procedure,
    comments_of,
    figures_of,
    totals_of,
)
from motcua.feedback.queries.ratings import asked_on_slip, token_of
from motcua.feedback.rules.ratings.codes import spoken
from motcua.feedback.rules.ratings.contents import FACES, Content, form_on, mean_points
from motcua.feedback.rules.ratings.figures import Figures
from motcua.feedback.rules.ratings.showing import SMALLEST, is_shown
from motcua.web.charts import Chart, Series, lines
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.ratings.asking import Asked, asked, tabs_of
from motcua.web.pictures import qr_picture

_MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as it is shown."""

    label: str
    number: int
    content: int
    share: Decimal
    width: str


@desk_view(Capability.READ_SURVEYS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    found = asked(request)
    figures = figures_of(found.scope)
    totals = totals_of(found.scope, figures)
    context: dict[str, Any] = {
        "asked": found,
        "tabs": tabs_of(request, "page"),
        "totals": totals,
        "smallest": str(SMALLEST),
        "share": _share(totals.content, totals.number) if totals.number else None,
        "answered": _share(min(totals.number, totals.delivered), totals.delivered)
        if totals.delivered
        else None,
        "is_shown": is_shown(totals.number),
        "faces": [],
        "chart": None,
    }
    if context["is_shown"]:
        months = _shown(by_month(figures))
        context |= {
            "faces": [
                (label, totals.by_score.get(score, 0), _width(totals.by_score.get(score, 0), totals.number))
                for score, label in FACES.items()
            ],
            "contents": _contents(found, figures),
            "procedures": _shown(by_procedure(figures))[:_MOST_ROWS],
            "agencies": _shown(by_agency(figures))[:_MOST_ROWS] if found.agency is None else [],
            "months": months,
            "chart": _chart(months) if len(months) > 1 else None,
        }
    return render(request, "desk/ratings/page.html", context)


@desk_view(Capability.READ_SURVEYS)
@require_GET
def comments(request: DeskRequest) -> HttpResponse:
    found, desk = asked(request), request.desk
    figures = figures_of(found.scope)
    is_enough = bool(figures.told)
    said, own = comments_of(found.scope, figures, reader=desk.person) if is_enough else ([], 0)
    if said:
        note_list_reading(
            person=desk.person, what=f"Ý kiến trong đánh giá hồ sơ, {found.span.label}", at=desk.at
        )
    context = {
        "asked": found,
        "tabs": tabs_of(request, "comments"),
        "comments": [(one, FACES[one.score]) for one in said],
        "own": own,
        "is_enough": is_enough,
        "smallest": str(SMALLEST),
    }
    return render(request, "desk/ratings/comments.html", context)


@desk_view(Capability.RECEIVE_DOSSIERS, Capability.READ_DOSSIERS)
@require_GET
def slip(request: DeskRequest, code: str) -> HttpResponse:
    """The ticket of a dossier to print and hand over with the result: a QR code, and the code for the kiosk."""
    desk = request.desk
    dossier = Dossier.objects.select_related("competent").defer("words").filter(code=code).first()
    if dossier is None:
        raise Http404
    ticket = ticket_for(dossier_id=dossier.pk, by=desk.person, at=desk.at)
    address = settings.SITE_ADDRESS + reverse("portal:rate_by_ticket", args=[token_of(ticket)])
    context = {
        "dossier": dossier,
        "procedure": offer_of(dossier.version_id).name,
        "code": spoken(ticket.code),
        "picture": qr_picture(address),
        "last_day": asked_on_slip(dossier, at=desk.at).last_day,
        "back": reverse("desk:dossiers:page", args=[dossier.code]),
    }
    return render(request, "desk/ratings/slip.html", context)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / whole


def _width(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}"


def _shown(rows: Sequence[Line]) -> list[Shown]:
    return [
        Shown(
            row.label,
            row.number,
            row.content,
            _share(row.content, row.number),
            _width(row.content, row.number),
        )
        for row in rows
    ]


def _contents(found: Asked, figures: Figures) -> list[dict[str, Any]]:
    """Each content with how often each answer was given; too few answers are not told."""
    answers = figures.by_content()
    return [
        _content(content, answers.get(content.code, {})) for content in form_on(found.span.first).contents
    ]


def _content(content: Content, counts: dict[str, int]) -> dict[str, Any]:
    total = sum(counts.values())
    judged = sum(counts.get(choice.code, 0) for choice in content.choices if choice.points is not None)
    choices = [
        (choice.label, counts.get(choice.code, 0), _width(counts.get(choice.code, 0), total))
        for choice in content.choices
        if is_shown(total)
    ]
    return {
        "content": content,
        "number": str(content.number),
        "total": total if is_shown(total) else None,
        "points": mean_points(content, counts) if is_shown(judged) else None,
        "choices": choices,
    }


def _chart(months: Sequence[Shown]) -> Chart:
    values = [round(month.share * 100, 1) for month in months]
    words = [f"{value} %".replace(".", ",") for value in values]
    return lines([month.label for month in months], [Series(_("Hài lòng"), values, words)], unit="%")
