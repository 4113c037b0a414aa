"""Whose ratings a page is about, and of which time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.feedback.queries.rating_figures import Scope
from motcua.feedback.rules.ratings.periods import Span, span_of, spans_until
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.web.desk.access import DeskRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """The agency asked about (None: all that one reads), those one may ask about, the span of time."""

    agency: Agency | None
    agencies: Sequence[Agency]
    span: Span
    spans: Sequence[Span]
    scope: Scope
    runs: bool
    """Whether the span lasts still, so that only its whole months are counted."""


def asked(request: DeskRequest) -> Asked:
    """What the address asks for, or this quarter of all agencies.

    :raises Refused: "read-surveys-not-allowed" for an agency that is not theirs.
    """
    desk = request.desk
    agencies = list(
        agencies_where(desk.person, Capability.READ_SURVEYS, desk.today).order_by("sort_key", "id")
    )
    wanted = request.GET.get("co-quan", "")
    agency = next((one for one in agencies if str(one.pk) == wanted), None)
    if wanted and agency is None:
        raise Refused("read-surveys-not-allowed", _("Bạn không xem được đánh giá của cơ quan này."))
    spans = spans_until(desk.today)
    span = span_of(request.GET.get("ky", "")) or spans[0]
    among = frozenset({agency.pk} if agency else {one.pk for one in agencies})
    return Asked(
        agency,
        agencies,
        span,
        spans,
        Scope(among, span.since(), span.until(desk.today)),
        not span.is_over(desk.today),
    )


def tabs_of(request: DeskRequest, current: str) -> list[dict[str, Any]]:
    """The pages of ratings; those who only read see two."""
    names = [("page", _("Kết quả")), ("comments", _("Ý kiến"))]
    if request.desk.can(Capability.KEEP_SURVEYS):
        names += [("doubtful", _("Cần xem lại")), ("kiosks", _("Máy tại quầy"))]
    names.append(("summaries", _("Công khai")))
    return [
        {"label": label, "href": reverse(f"desk:ratings:{name}"), "count": 0, "is_current": name == current}
        for name, label in names
    ]
