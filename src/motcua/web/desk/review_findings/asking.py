"""Whose findings a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.enums import Clue
from motcua.reviews.queries.findings.reviewing import agencies_reviewed
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.paging import address


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The agency asked about, the others one may ask about, whether one decides there."""

    agency: Agency
    others: tuple[Agency, ...]
    may_keep: bool

    def path(self, name: str, *args: object) -> str:
        """A page of these findings, of the same agency."""
        query = f"?co-quan={self.agency.pk}" if self.others else ""
        return reverse(f"desk:review_findings:{name}", args=args) + query


def reviewed(request: DeskRequest) -> Reviewed:
    """The agency in the address, or the first at which the person reads reviews.

    :raises Refused: "read-reviews-not-allowed" for an agency that is not theirs.
    """
    desk = request.desk
    found = agencies_reviewed(desk.person, on=desk.today)
    chosen = _chosen(request, found)
    others = tuple(agency for agency, _keeps in found if agency != chosen)
    return Reviewed(chosen, others, dict(found)[chosen])


def _chosen(request: DeskRequest, found: list[tuple[Agency, bool]]) -> Agency:
    wanted = request.GET.get("co-quan", "")
    for agency, _keeps in found:
        if not wanted or str(agency.pk) == wanted:
            return agency
    raise Refused(
        "read-reviews-not-allowed",
        f"Bạn không có quyền “{Capability.READ_REVIEWS.label}” ở cơ quan này. Chọn cơ quan khác trong danh sách.",
    )


def tabs_of(request: DeskRequest, asked: Reviewed) -> list[dict[str, Any]]:
    """The agencies one may ask about, the present one first; nothing where there is only one."""
    if not asked.others:
        return []
    return [
        {
            "label": agency.short_name,
            "href": address(request, **{"co-quan": str(agency.pk)}),
            "count": 0,
            "is_current": agency == asked.agency,
        }
        for agency in (asked.agency, *asked.others)
    ]


def clue_or_refuse(word: str) -> Clue:
    """The kind of finding in an address.

    :raises Refused: "clue-not-found".
    """
    try:
        return Clue(word)
    except ValueError:
        raise Refused("clue-not-found", "Không có loại dấu hiệu này. Xem lại danh sách.") from None
