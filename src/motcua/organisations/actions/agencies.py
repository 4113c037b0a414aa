"""Founding, changing and moving agencies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold, sort_key
from motcua.organisations.enums import AgencyKind, AgencyLevel
from motcua.organisations.models import Agency, Area, Subordination
from motcua.organisations.policy import require_keeper
from motcua.organisations.ports import Keeper
from motcua.organisations.queries.agencies import superiors_of
from motcua.organisations.rules.agencies import AgencyEntry, check_period, checked


@transaction.atomic
def found_agency(
    *,
    entry: AgencyEntry,
    area: Area | None,
    parent: Agency | None,
    since: date,
    until: date | None = None,
    is_sample: bool = False,
    by: Keeper,
    at: datetime,
) -> Agency:
    """Enter an agency that exists from `since` (up to, not including, `until`), under `parent`.

    :raises Refused: "organisations-not-allowed", "bad-agency", "agency-code-taken", "parent-not-there",
        "period-ends-before-it-starts".
    """
    require_keeper(by, agency_ids=[parent.pk] if parent else [], on=local_day(at))
    agency = enter_agency(entry=entry, area=area, since=since, until=until, is_sample=is_sample)
    if parent is not None:
        _require_there(parent, since)
        Subordination.objects.create(agency=agency, parent=parent, in_force=DateRange(since, until))
    _record("AgencyFounded", agency, by, at, {**said(agency), "parent": parent and parent.code})
    return agency


@transaction.atomic
def change_agency(
    *, agency_id: UUID, entry: AgencyEntry, area: Area | None, by: Keeper, at: datetime
) -> Agency:
    """Correct what is written about an agency: names as misspelt, contact data, kind, area.

    A new name from a day on is not a correction: see `rename_agency`. Nothing is recorded when nothing changes.

    :raises Refused: "organisations-not-allowed", "bad-agency", "agency-code-taken", "agency-not-found".
    """
    (agency,) = locked([agency_id])
    require_keeper(by, agency_ids=[agency.pk], on=local_day(at))
    entry = checked(entry)
    if entry.code != agency.code:
        _require_free_code(entry.code, agency.held, besides=agency.pk)
    before = said(agency)
    take(agency, entry)
    agency.area = area
    changes = {field: [before[field], now] for field, now in said(agency).items() if before[field] != now}
    if changes:
        agency.save()
        _record("AgencyChanged", agency, by, at, {"changes": changes})
    return agency


@transaction.atomic
def move_agency(
    *, agency_id: UUID, parent: Agency | None, on: date, document: str = "", by: Keeper, at: datetime
) -> None:
    """Place an agency under another body from a day on; where it stood until then stays in its history.

    :raises Refused: "organisations-not-allowed" (both bodies and the former superior are asked for),
        "parent-not-there", "parent-below-itself", "agency-not-there", "move-before-last".
    """
    (agency,) = locked([agency_id])
    former = Subordination.objects.filter(agency=agency, in_force__contains=on).first()
    asked = {agency.pk, *([parent.pk] if parent else []), *([former.parent_id] if former else [])}
    require_keeper(by, agency_ids=asked, on=local_day(at))
    _require_there(agency, on, code="agency-not-there")
    if Subordination.objects.filter(agency=agency, in_force__startswith__gt=on).exists():
        raise Refused(
            "move-before-last",
            f"“{agency.name}” đã có lần chuyển cơ quan cấp trên sau ngày {on:%d/%m/%Y}. Chọn ngày muộn hơn.",
        )
    if parent is not None:
        _require_place(agency, parent, on)
    place(agency.pk, parent.pk if parent else None, on=on, until=agency.held.upper)
    payload = {"parent": parent and parent.code, "on": on, "document": document}
    _record("AgencyMoved", agency, by, at, payload)


def enter_agency(
    *, entry: AgencyEntry, area: Area | None, since: date, until: date | None, is_sample: bool
) -> Agency:
    """A new agency's row; who may and who is told is the calling action's care.

    :raises Refused: "bad-agency", "agency-code-taken", "period-ends-before-it-starts".
    """
    entry = checked(entry)
    check_period(start=since, end=until)
    _require_free_code(entry.code, DateRange(since, until))
    agency = Agency(held=DateRange(since, until), area=area, is_sample=is_sample)
    take(agency, entry)
    agency.save(force_insert=True)
    return agency


def place(agency_id: UUID, parent_id: UUID | None, *, on: date, until: date | None) -> None:
    """End where the agency stands on the day and put it under `parent_id`; for the actions of this room."""
    current = Subordination.objects.filter(agency=agency_id, in_force__contains=on).first()
    if current is not None and current.parent_id == parent_id:
        return
    if current is not None and current.in_force.lower == on:
        current.delete()
    elif current is not None:
        current.in_force = DateRange(current.in_force.lower, on)
        current.save(update_fields=["in_force"])
    if parent_id is not None:
        Subordination.objects.create(agency_id=agency_id, parent_id=parent_id, in_force=DateRange(on, until))


def locked(agency_ids: Collection[UUID]) -> list[Agency]:
    """The agencies, locked in one order until the transaction ends.

    :raises Refused: "agency-not-found".
    """
    found = list(Agency.objects.select_for_update().filter(pk__in=agency_ids).order_by("id"))
    if len(found) < len(set(agency_ids)):
        raise Refused("agency-not-found", "Không tìm thấy cơ quan này. Có thể đường dẫn đã cũ.")
    return found


def said(agency: Agency) -> dict[str, str]:
    """What is written about the agency, as plain data for the journal."""
    return {**asdict(entry_of(agency)), "area": agency.area.code if agency.area else ""}


def entry_of(agency: Agency) -> AgencyEntry:
    """What is written about the agency."""
    return AgencyEntry(
        agency.code,
        agency.name,
        agency.short_name,
        AgencyKind(agency.kind),
        AgencyLevel(agency.level),
        agency.address,
        agency.phone,
        agency.email,
    )


def folded_name(entry: AgencyEntry) -> str:
    """What a search of agencies looks into: names and code."""
    return fold(f"{entry.name} {entry.short_name} {entry.code}")[:400]


def take(agency: Agency, entry: AgencyEntry) -> None:
    """Write the entry into the row, with what searching and sorting need; for the actions of this room."""
    for field, value in asdict(entry).items():
        setattr(agency, field, value)
    agency.folded = folded_name(entry)
    agency.sort_key = sort_key(entry.name)


def _require_free_code(code: str, held: DateRange, besides: UUID | None = None) -> None:
    others = Agency.objects.exclude(pk=besides) if besides else Agency.objects.all()
    taken = others.filter(code=code, held__overlap=held).first()
    if taken is not None:
        raise Refused(
            "agency-code-taken",
            f"Mã “{code}” đang là của “{taken.name}” trong cùng thời gian. Chọn mã khác.",
            field="code",
        )


def _require_there(agency: Agency, on: date, code: str = "parent-not-there") -> None:
    if on not in agency.held:
        raise Refused(
            code, f"“{agency.name}” không hoạt động vào ngày {on:%d/%m/%Y}. Chọn cơ quan khác hoặc sửa ngày."
        )


def _require_place(agency: Agency, parent: Agency, on: date) -> None:
    _require_there(parent, on)
    if parent.pk == agency.pk or superiors_of(parent.pk, on).filter(pk=agency.pk).exists():
        raise Refused(
            "parent-below-itself",
            f"“{parent.name}” đang trực thuộc “{agency.name}” nên không thể là cơ quan cấp trên của nó.",
        )


def _record(kind: str, agency: Agency, by: Keeper, at: datetime, payload: Mapping[str, object]) -> None:
    record(fact=Fact(kind, "agency", str(agency.pk), payload), actor=by.actor, at=at)
