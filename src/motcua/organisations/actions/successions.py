"""Merging, splitting, renaming and dissolving agencies. What was stays written as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import DateRangeField
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, QuerySet, Value

from motcua.kernel.actions import Fact, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.agencies import enter_agency, entry_of, locked, place
from motcua.organisations.enums import SuccessionKind
from motcua.organisations.models import Agency, AgencyCode, Installation, Power, Subordination, Succession
from motcua.organisations.policy import require_keeper
from motcua.organisations.ports import Keeper, OpenItems, open_work
from motcua.organisations.rules.successions import (
    check_document,
    check_ending,
    check_parties,
    check_succession_day,
    check_successor,
)


@transaction.atomic
def merge_agencies(
    *,
    predecessors: Sequence[UUID],
    successor: UUID,
    on: date,
    document: str,
    by: Keeper,
    at: datetime,
) -> list[OpenItems]:
    """End the predecessors on a day and let the successor go on with what they had; comes back: what it took over.

    Their periods end, the bodies below them pass under the successor, powers they held themselves go on
    there, and each connected kind of open work is handed over. Earlier rows keep what they say.

    :raises Refused: "organisations-not-allowed", "succession-ahead", "document-missing", "same-agency-twice",
        "succeeds-itself", "agency-already-ended", "agency-not-yet-there", "successor-not-there".
    """
    return _succeed(predecessors, successor, SuccessionKind.MERGED, on, document, by, at)


@transaction.atomic
def rename_agency(
    *, agency_id: UUID, name: str, short_name: str, on: date, document: str, by: Keeper, at: datetime
) -> Agency:
    """Give an agency a new name from a day on: a successor with the same code goes on with everything.

    :raises Refused: as `merge_agencies`, and "same-name", "bad-agency".
    """
    (agency,) = locked([agency_id])
    if name.strip() == agency.name:
        raise Refused("same-name", "Tên mới giống tên đang dùng.", field="name")
    _require(by, [agency], [], on, document, at)
    parent = Subordination.objects.filter(agency=agency, in_force__contains=on).first()
    until = agency.held.upper
    # The code passes on, so the old period must end before the new one may begin.
    _end([agency], on)
    renamed = enter_agency(
        entry=replace(entry_of(agency), name=name, short_name=short_name),
        area=agency.area,
        since=on,
        until=until,
        is_sample=agency.is_sample,
    )
    if parent is not None:
        place(renamed.pk, parent.parent_id, on=on, until=until)
    _pass_on([agency], renamed, SuccessionKind.RENAMED, on, document, by, at)
    return renamed


@transaction.atomic
def split_agency(
    *,
    agency_id: UUID,
    successors: Sequence[UUID],
    main_successor: UUID | None,
    on: date,
    document: str,
    by: Keeper,
    at: datetime,
) -> list[OpenItems]:
    """Split an agency into bodies that have been founded before.

    With a `main_successor` the agency ends (chia) and that one takes its open work, people and powers. Without
    one the agency goes on (tách): the successors begin with nothing, and what is to pass to them is moved by
    people.

    :raises Refused: as `merge_agencies`, and "no-successor", "main-successor-not-among".
    """
    if not successors:
        raise Refused("no-successor", "Chưa chọn cơ quan nào được lập ra khi chia, tách.")
    if main_successor is not None and main_successor not in successors:
        raise Refused(
            "main-successor-not-among", "Cơ quan nhận việc đang làm phải là một trong các cơ quan mới."
        )
    check_parties(predecessors=[agency_id], successors=successors)
    (agency,) = locked([agency_id])
    others = locked(successors)
    _require(by, [agency], others, on, document, at)
    for other in others:
        check_successor(name=other.name, held=_period(other), on=on)
    handed: list[OpenItems] = []
    if main_successor is not None:
        main = next(other for other in others if other.pk == main_successor)
        _end([agency], on)
        handed = _pass_on([agency], main, SuccessionKind.SPLIT, on, document, by, at)
    rest = [other for other in others if other.pk != main_successor]
    _note([(agency, other) for other in rest], SuccessionKind.SPLIT, on, document, by, at)
    return handed


@transaction.atomic
def dissolve_agency(*, agency_id: UUID, on: date, document: str, by: Keeper, at: datetime) -> None:
    """End an agency that nobody succeeds. Positions and roles there end too.

    :raises Refused: as `merge_agencies`, and "has-subordinates", "has-open-work": these must find another place
        first.
    """
    (agency,) = locked([agency_id])
    _require(by, [agency], [], on, document, at)
    below = Subordination.objects.filter(parent=agency, in_force__contains=on, agency__held__contains=on)
    if names := list(below.values_list("agency__name", flat=True)[:5]):
        raise Refused(
            "has-subordinates",
            f"Còn cơ quan trực thuộc “{agency.name}”: {'; '.join(names)}. Chuyển chúng sang cơ quan khác trước.",
        )
    left = [
        item
        for work in open_work()
        for item in work.close(predecessors=[agency.pk], on=on, at=at, actor=by.actor)
        if item.count
    ]
    if left:
        listing = "; ".join(f"{item.count} {item.label}" for item in left)
        raise Refused(
            "has-open-work",
            f"“{agency.name}” còn việc đang làm: {listing}. Hoàn thành, hoặc sáp nhập vào cơ quan tiếp nhận.",
        )
    _end([agency], on)
    _end_period(Power.objects.filter(holder=agency), on)
    _note([(agency, None)], SuccessionKind.DISSOLVED, on, document, by, at)


def preview_hand_over(*, predecessors: Sequence[UUID], on: date) -> list[OpenItems]:
    """What a merger on the day would hand over, for the page that asks to confirm. Writes nothing."""
    below = Subordination.objects.filter(
        parent__in=predecessors, in_force__contains=on, agency__held__contains=on
    ).exclude(agency__in=predecessors)
    powers = Power.objects.filter(holder__in=predecessors, in_force__contains=on)
    own = [
        OpenItems("cơ quan trực thuộc", below.count()),
        OpenItems("thẩm quyền đang có hiệu lực", powers.count()),
    ]
    return own + [item for work in open_work() for item in work.count(predecessors=predecessors, on=on)]


def _succeed(
    predecessors: Sequence[UUID],
    successor: UUID,
    kind: SuccessionKind,
    on: date,
    document: str,
    by: Keeper,
    at: datetime,
) -> list[OpenItems]:
    check_parties(predecessors=predecessors, successors=[successor])
    everyone = {agency.pk: agency for agency in locked([*predecessors, successor])}
    ending, taking = [everyone[pk] for pk in predecessors], everyone[successor]
    _require(by, ending, [taking], on, document, at)
    check_successor(name=taking.name, held=_period(taking), on=on)
    _end(ending, on)
    return _pass_on(ending, taking, kind, on, document, by, at)


def _require(
    by: Keeper, ending: Sequence[Agency], others: Sequence[Agency], on: date, document: str, at: datetime
) -> None:
    today = local_day(at)
    require_keeper(by, agency_ids={agency.pk for agency in [*ending, *others]}, on=today)
    check_succession_day(on=on, today=today)
    check_document(document)
    for agency in ending:
        check_ending(name=agency.name, held=_period(agency), on=on)


def _end(agencies: Sequence[Agency], on: date) -> None:
    for agency in agencies:
        agency.held = DateRange(agency.held.lower, on)
    Agency.objects.bulk_update(agencies, ["held"])
    _end_period(Subordination.objects.filter(agency__in=agencies), on)
    _end_period(AgencyCode.objects.filter(agency__in=agencies), on)


def _end_period(rows: QuerySet[Any], on: date) -> None:
    """End the periods (`in_force`) that reach the day; rows that were only to begin later go away."""
    rows.filter(in_force__startswith__gte=on).delete()
    start = Func(F("in_force"), function="lower")
    ended = Func(start, Value(on), function="daterange", output_field=DateRangeField())
    rows.filter(in_force__contains=on).update(in_force=ended)


def _pass_on(
    ending: Sequence[Agency],
    taking: Agency,
    kind: SuccessionKind,
    on: date,
    document: str,
    by: Keeper,
    at: datetime,
) -> list[OpenItems]:
    ids = [agency.pk for agency in ending]
    handed = [
        OpenItems("cơ quan trực thuộc", _move_subordinates(ids, taking, on)),
        OpenItems("thẩm quyền đang có hiệu lực", _move_powers(ids, taking, on)),
    ]
    for work in open_work():
        handed += work.hand_over(predecessors=ids, successor=taking.pk, on=on, at=at, actor=by.actor)
    Installation.objects.filter(home__in=ids).update(home=taking)
    _note([(agency, taking) for agency in ending], kind, on, document, by, at, handed)
    return handed


def _move_subordinates(ids: Sequence[UUID], taking: Agency, on: date) -> int:
    """Bodies below the predecessors stand under the successor from the day; how many."""
    later = Subordination.objects.filter(parent__in=ids, in_force__endswith__gt=on) | (
        Subordination.objects.filter(parent__in=ids, in_force__endswith__isnull=True)
    )
    rows = list(later.exclude(agency__in=ids).exclude(agency=taking))
    started = [row for row in rows if row.in_force.lower is None or row.in_force.lower < on]
    planned = [row for row in rows if row not in started]
    _end_period(Subordination.objects.filter(agency=taking, parent__in=ids), on)
    _end_period(Subordination.objects.filter(pk__in=[row.pk for row in started]), on)
    Subordination.objects.filter(pk__in=[row.pk for row in planned]).update(parent=taking)
    Subordination.objects.bulk_create(
        Subordination(agency_id=row.agency_id, parent=taking, in_force=DateRange(on, row.in_force.upper))
        for row in started
    )
    return len(rows)


def _move_powers(ids: Sequence[UUID], taking: Agency, on: date) -> int:
    """Powers the predecessors held themselves go on at the successor; what it held already is not doubled."""
    rows = list(Power.objects.filter(holder__in=ids, in_force__contains=on).order_by("id"))
    kept = Power.objects.filter(holder=taking, in_force__contains=on)
    known = set(kept.values_list("matter", "source", "area_id"))
    _end_period(Power.objects.filter(holder__in=ids), on)
    passed = {
        key: Power(
            matter=row.matter,
            holder=taking,
            area_id=row.area_id,
            source=row.source,
            granted_by_id=taking.pk if row.granted_by_id in ids else row.granted_by_id,
            document=row.document,
            in_force=DateRange(on, row.in_force.upper),
        )
        for row in rows
        if (key := (row.matter, row.source, row.area_id)) not in known
    }
    Power.objects.bulk_create(passed.values())
    return len(passed)


_HAPPENED = {
    SuccessionKind.MERGED: "AgencyMerged",
    SuccessionKind.SPLIT: "AgencySplit",
    SuccessionKind.RENAMED: "AgencyRenamed",
    SuccessionKind.DISSOLVED: "AgencyDissolved",
}


def _note(
    pairs: Sequence[tuple[Agency, Agency | None]],
    kind: SuccessionKind,
    on: date,
    document: str,
    by: Keeper,
    at: datetime,
    handed: Sequence[OpenItems] = (),
) -> None:
    document = check_document(document)
    Succession.objects.bulk_create(
        Succession(predecessor=old, successor=new, kind=kind, on=on, document=document) for old, new in pairs
    )
    common = {"on": on, "document": document}
    facts = [
        Fact(_HAPPENED[kind], "agency", str(old.pk), {**common, "successor": new and str(new.pk)})
        for old, new in pairs
    ]
    counts = {item.label: item.count for item in handed}
    facts += [
        Fact(
            "AgencySucceeded", "agency", str(new.pk), {**common, "predecessor": str(old.pk), "handed": counts}
        )
        for old, new in pairs
        if new is not None
    ]
    record_all(facts=facts, actor=by.actor, at=at)


def _period(agency: Agency) -> Period:
    return Period(agency.held.lower or date.min, agency.held.upper)
