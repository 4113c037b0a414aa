"""Where the rows behind a figure are shown: every number of every page and report leads there."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from motcua.indicators.enums import Dimension, Grouping, Side


def figure_link(
    code: str,
    *,
    agency_id: UUID | None,
    first: date,
    last: date,
    as_of: datetime | None = None,
    side: Side = Side.NUMERATOR,
    by: Dimension | None = None,
    part: str = "",
) -> str:
    """The address of the rows counted above (or below) the line of a measure, for an agency and all below it (None:
    everything), from `first` to the end of `last`, as of an instant, in one part of a dimension."""
    query = figure_query(
        agency_id=agency_id, first=first, last=last, as_of=as_of, side=side, by=by, part=part
    )
    return f"{reverse('desk:figures:rows', args=[code])}?{query}"


def figure_query(
    *,
    agency_id: UUID | None,
    first: date,
    last: date,
    as_of: datetime | None = None,
    side: Side = Side.NUMERATOR,
    by: Dimension | None = None,
    part: str = "",
) -> str:
    """The same question as pairs in an address; what is usual is left out."""
    pairs = {
        "agency": str(agency_id or ""),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "as_of": as_of.isoformat() if as_of else "",
        "side": side.value if side is not Side.NUMERATOR else "",
        "by": by.value if by else "",
    }
    kept = {name: value for name, value in pairs.items() if value}
    return urlencode({**kept, "part": part} if by else kept)


def group_link(
    grouping: Grouping,
    key: str,
    *,
    agency_id: UUID | None,
    first: date,
    last: date,
    as_of: datetime | None = None,
) -> str:
    """The address of the dossiers of one group of a dashboard (indicators.queries.groups)."""
    query = figure_query(agency_id=agency_id, first=first, last=last, as_of=as_of)
    return f"{reverse('desk:dashboards:group')}?{query}&{urlencode({'theo': grouping.value, 'nhom': key})}"
