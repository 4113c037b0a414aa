"""Measures: which there are, and what each comes to for an agency in a window, as of an instant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from motcua.accounts.models import Person
from motcua.feedback.queries.feedback.visible import unheard_feedback
from motcua.indicators.enums import Cut, Dimension
from motcua.indicators.policy import heard_by, require_figure_reader, require_told, too_fine
from motcua.indicators.queries.asking import agency_named, closing, window_between
from motcua.indicators.queries.measuring import measure as counted
from motcua.indicators.queries.measuring import over
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import get_measure, measures_on
from motcua.indicators.rules.documents import of_figure, of_measure, of_measured, of_window
from motcua.indicators.rules.measures import Measure
from motcua.indicators.rules.windows import pieces
from motcua.kernel.clock import VIETNAM, local_day, now
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.web.api.schemas import MeasuredOut, MeasureOut, Refusal
from motcua.web.senders import MOST_STAGES, is_patient

router = Router(tags=["measures"])
_EARLIEST = date(2000, 1, 1)
_LATEST = date(2100, 12, 31)
# How an officer works is the office's own affair.
_OPEN = [dimension.value for dimension in Dimension if dimension is not Dimension.OFFICER]


@router.get("/measures", response={200: list[MeasureOut]}, summary="Các chỉ số và cách tính")
def listing(request: HttpRequest, on: date | None = None) -> list[dict[str, Any]]:
    return [of_measure(measure) for measure in measures_on(on or local_day(now()))]


@router.get(
    "/measures/{code}",
    response={200: MeasuredOut, 400: Refusal, 403: Refusal, 404: Refusal, 422: Refusal, 429: Refusal},
    by_alias=True,
    summary="Một chỉ số của một cơ quan trong một kỳ, tại thời điểm chốt số liệu",
    description="Cần đăng nhập, với vai trò ở cơ quan được hỏi. `from` và `to` là ngày đầu và ngày cuối của kỳ, tính "
    "cả hai. Không có `agency` thì tính toàn hệ thống. `by` là agency, field, procedure, level, channel, authority, "
    "month, quarter hoặc year. "
    "`value` là null khi không phát sinh hoặc chưa có dữ liệu.",
)
def one(
    request: HttpRequest,
    code: str,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
    agency: str = "",
    as_of: datetime | None = None,
    by: str = "",
) -> dict[str, Any]:
    at = now()
    if not is_patient(request, at, what="measure-api", most=10 * MOST_STAGES):
        raise Refused(
            "asked-too-often", "Từ nơi này vừa có quá nhiều lượt hỏi số liệu. Đợi khoảng mười phút."
        )
    window = window_between(_known(first), _known(last))
    assert window.end is not None
    place = agency_named(agency, on=min(window.end - timedelta(days=1), local_day(at)))
    closed = closing(window, _aware(as_of), at=at)
    place_id = place.pk if place else None
    person = request.user if isinstance(request.user, Person) else None
    require_figure_reader(person, agency_id=place_id, on=local_day(at))
    assert person is not None  # who is nobody reads no figures
    heard = heard_by(person, agency_id=place_id, on=local_day(at))
    known = get_measure(code[:60], window.end - timedelta(days=1))
    require_told(known, heard)
    if known.is_rated and Asked(place_id, window, closed).in_months is None:
        raise too_fine(known)
    unheard = frozenset(unheard_feedback(person).values_list("pk", flat=True))
    found = counted(
        known.code, agency_id=place_id, window=window, as_of=closed, by=_dimension(by), unheard=unheard
    )
    document = {"agency": place.name if place else None, **of_measured(found, window=window, as_of=closed)}
    if by in list(Cut):
        document["parts"] = _cut(found.measure, window, Cut(by), place_id, closed, unheard)
    return document


def _cut(
    known: Measure,
    window: Period,
    cut: Cut,
    place_id: UUID | None,
    as_of: datetime | None,
    unheard: frozenset[UUID],
) -> list[dict[str, Any]]:
    windows = pieces(window, cut)
    figures = over(known.code, windows, agency_id=place_id, as_of=as_of, unheard=unheard)
    found = zip(windows, figures, strict=True)
    return [
        {
            "key": piece.start.isoformat(),
            "label": of_window(piece)["name"],
            **of_figure(figure, known.unit),
        }
        for piece, figure in found
    ]


def _dimension(by: str) -> Dimension | None:
    if by in _OPEN:
        return Dimension(by)
    if by and by not in list(Cut):
        among = ", ".join((*_OPEN, *(cut.value for cut in Cut)))
        raise Refused("dimension-not-known", f"Không tách được theo “{by[:40]}”. Chọn một trong: {among}.")
    return None


def _known(day: date) -> date:
    if not _EARLIEST <= day <= _LATEST:
        raise Refused("bad-day", f"Ngày {day:%d/%m/%Y} nằm ngoài những năm có số liệu (2000 đến 2100).")
    return day


def _aware(as_of: datetime | None) -> datetime | None:
    return as_of.replace(tzinfo=VIETNAM) if as_of is not None and as_of.tzinfo is None else as_of
