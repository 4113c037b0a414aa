"""What the sample department's procedures cost: some sheets made, some agreed, one asked about and cut in a copy
after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.config.sample_bodies import agency_on
from motcua.kernel.clock import local_day
from motcua.reviews.actions.costs import (
    agree_estimate,
    copy_after,
    draft_missing,
    put_value,
    remove_line,
)
from motcua.reviews.enums import Confidence, CostOrigin, CostPart
from motcua.reviews.models import CostEstimate

_HOME = "MAU-SGDDT"
_DRAFTED = ("3.000465", "3.000466", "2.002850", "1.004889", "2.002884", "2.002890")
_AGREED = ("3.000465", "3.000466", "2.002850")
_ASKED = "3.000466"
_CUT = ("receive:travel", "receive:direct")
# Line, number, value, origin, source, confidence.
_SAID = (
    (
        "submit:wait",
        CostPart.HOURS,
        "0.35",
        CostOrigin.SURVEY,
        "Bấm giờ 24 lượt chờ ở quầy số 3 trong một tuần.",
        Confidence.HIGH,
    ),
    (
        "submit:travel",
        CostPart.HOURS,
        "1.4",
        CostOrigin.SURVEY,
        "Hỏi 24 người nộp đi từ đâu tới, bằng xe gì.",
        Confidence.MEDIUM,
    ),
    (
        "submit:travel",
        CostPart.HOURS,
        "1.75",
        CostOrigin.OFFICER,
        "Phòng Quản lý chất lượng ước tính theo địa bàn các xã.",
        Confidence.LOW,
    ),
)


def load_costs(*, at: datetime) -> None:
    """Make the sheets at the moment, by the real actions."""
    home, staff = agency_on(_HOME, local_day(at)), _staff()
    procedures = Procedure.objects.filter(code__in=_DRAFTED).values_list("pk", flat=True)
    made = draft_missing(procedure_ids=list(procedures), agency_id=home.pk, by=staff["kiemsoat"], at=at)
    sheets = {one.version.procedure.code: one for one in made if one.version.procedure.code in _AGREED}
    if _ASKED in sheets:
        _ask(sheets[_ASKED], staff["thuly"], at)
    for one in sheets.values():
        agree_estimate(estimate_id=one.pk, by=staff["giamdoc"], at=at)
    if _ASKED in sheets:
        _cut(sheets[_ASKED], staff, at)


def _cut(sheet: CostEstimate, staff: Mapping[str, Person], at: datetime) -> None:
    """The copy after: nobody comes to fetch the result any more."""
    after = copy_after(
        estimate_id=sheet.pk,
        title="Trả quyết định bản điện tử, không phải tới nhận",
        by=staff["kiemsoat"],
        at=at,
    )
    for line in after.lines.filter(key__in=_CUT):
        remove_line(estimate_id=after.pk, line_id=line.pk, by=staff["kiemsoat"], at=at)


def _ask(sheet: CostEstimate, by: Person, at: datetime) -> None:
    lines = dict(sheet.lines.values_list("key", "pk"))
    for key, part, value, origin, source, confidence in _SAID:
        if key in lines:
            put_value(
                estimate_id=sheet.pk,
                line_id=lines[key],
                part=part,
                value=Decimal(value),
                origin=origin,
                source=source,
                confidence=confidence,
                by=by,
                at=at,
            )


def _staff() -> dict[str, Person]:
    return {
        person.username: person
        for person in Person.objects.filter(username__in=("kiemsoat", "giamdoc", "thuly"))
    }
