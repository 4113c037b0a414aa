"""Whose cost sheets a page is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.models import CostEstimate
from motcua.reviews.policy.costs import require_read_costs, sheet_not_found
from motcua.reviews.queries.costs.reading import agencies_costed, find_estimate
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.paging import address


def agencies(request: DeskRequest) -> list[Agency]:
    """The agencies whose sheets the person sees."""
    return agencies_costed(request.desk.person, on=request.desk.today)


def agency_asked(request: DeskRequest, among: list[Agency]) -> Agency:
    """The agency in the address, else the first.

    :raises Refused: "read-reviews-not-allowed".
    """
    named = request.GET.get("co-quan", "")
    found = next((one for one in among if not named or str(one.pk) == named), None)
    if found is None:
        raise Refused(
            "read-reviews-not-allowed",
            _("Bạn không có vai trò rà soát ở cơ quan này. Chọn cơ quan khác trong danh sách."),
        )
    return found


def tabs_of(request: DeskRequest, among: list[Agency], chosen: Agency) -> list[dict[str, Any]]:
    """The agencies one may ask about; nothing where there is only one."""
    if len(among) < 2:
        return []
    return [
        {
            "label": one.short_name,
            "href": address(request, **{"co-quan": str(one.pk)}),
            "count": 0,
            "is_current": one == chosen,
        }
        for one in among
    ]


def path_to(name: str, *args: object, agency: Agency | None = None) -> str:
    """A page of cost sheets, of an agency where one is named."""
    query = f"?co-quan={agency.pk}" if agency is not None else ""
    return reverse(f"desk:costs:{name}", args=args) + query


def sheet_asked(request: DeskRequest, pk: UUID) -> CostEstimate:
    """The sheet, when the person may see it.

    :raises Refused: "cost-sheet-not-found", "read-reviews-not-allowed".
    """
    estimate = find_estimate(pk)
    if estimate is None:
        raise sheet_not_found()
    require_read_costs(request.desk.person, agency_id=estimate.agency_id, on=request.desk.today)
    return estimate
