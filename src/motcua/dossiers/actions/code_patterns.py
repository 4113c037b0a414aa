"""Setting the pattern of dossier codes of an agency, or of all that have none of their own."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from psycopg.types.range import DateRange

from motcua.accounts.models import Person
from motcua.dossiers.actions.online_doors import require_settings_keeper
from motcua.dossiers.models import CodePattern
from motcua.dossiers.rules.codes import check_length, check_pattern
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.organisations.policy import Operator
from motcua.organisations.queries.home import home_agency_id

# What an office decided by itself: neither the law's own words nor read off somewhere.
_OWN_DECISION = "C"


@transaction.atomic
def set_code_pattern(
    *,
    agency_id: UUID | None,
    pattern: str,
    basis: str,
    since: date,
    by: Person | Operator,
    at: datetime,
) -> CodePattern:
    """Say how dossiers received from a day on are numbered at an agency, or at all that have no pattern of their own
    (`agency_id` None). The pattern before ends that day; codes that were given out stay.

    :raises Refused: "keep-organisations-not-allowed", "basis-missing", "code-pattern-…".
    """
    require_settings_keeper(by, agency_id=agency_id, on=local_day(at))
    check_pattern(pattern)
    for code in Agency.objects.filter(pk__in=[agency_id or home_agency_id()]).values_list("code", flat=True):
        check_length(pattern, code)
    if not clean(basis):
        raise Refused("basis-missing", "Ghi căn cứ của mẫu mã, ví dụ số và điều của văn bản.", field="basis")
    if since < local_day(at):
        raise Refused(
            "code-pattern-in-the-past",
            f"Ngày {since:%d/%m/%Y} đã qua và mã của ngày đó đã cấp. Chọn hôm nay hoặc ngày sau.",
            field="since",
        )
    _end_before(agency_id, since)
    row = CodePattern.objects.create(
        agency_id=agency_id,
        pattern=pattern,
        basis=clean(basis),
        certainty=_OWN_DECISION,
        in_force=DateRange(since, None),
    )
    payload = {"agency": str(agency_id or ""), "pattern": pattern, "since": since, "reason": row.basis}
    record(fact=Fact("CodePatternSet", "code_pattern", str(row.pk), payload), actor=by.actor, at=at)
    return row


def _end_before(agency_id: UUID | None, since: date) -> None:
    """The pattern in force ends the day before; one that was to begin the same day gives way."""
    rows = CodePattern.objects.select_for_update().filter(agency=agency_id)
    if rows.filter(in_force__startswith__gt=since).exists():
        raise Refused(
            "code-pattern-changed-later",
            f"Đã có mẫu mã khác áp dụng sau ngày {since:%d/%m/%Y}. Chọn ngày sau đó.",
            field="since",
        )
    rows.filter(in_force__startswith=since).delete()
    for row in rows.filter(in_force__contains=since):
        row.in_force = DateRange(row.in_force.lower, since)
        row.save(update_fields=["in_force"])
