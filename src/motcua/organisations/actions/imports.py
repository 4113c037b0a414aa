"""Importing agencies from a table: what is right goes in, what is wrong is refused row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.kernel.actions import Fact, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.agencies import said, take
from motcua.organisations.models import Agency, Area, Subordination
from motcua.organisations.policy import require_keeper
from motcua.organisations.ports import Keeper
from motcua.organisations.rules.imports import AgencyRow, read_row
from motcua.organisations.tables import TableRow

_CORRECTED = [
    "name",
    "short_name",
    "kind",
    "level",
    "area",
    "address",
    "phone",
    "email",
    "folded",
    "sort_key",
]


@dataclass(slots=True)
class Outcome:
    """What an import did, or with a dry run would do: numbers of rows, and each refused row with its reason."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refusals: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The outcome as plain data, as the command prints it."""
        return {**asdict(self), "refused": len(self.refusals)}


def import_agencies(
    *, rows: Sequence[TableRow], by: Keeper, at: datetime, is_dry_run: bool = False
) -> Outcome:
    """Enter the agencies that the rows say, and correct those that are there; the same rows again change nothing.

    A parent may stand anywhere in the table. A row may not move an agency to another parent or change its
    period: these are events of their own. A bad row is refused and stops no other.

    :raises Refused: "organisations-not-allowed" when `by` keeps not all of the bodies concerned.
    """
    with transaction.atomic():
        work = _Work(rows)
        for agency_ids in work.concerned():
            require_keeper(by, agency_ids=agency_ids, on=local_day(at))
        work.apply(by, at)
        if is_dry_run:
            transaction.set_rollback(True)
    return work.outcome


class _Work:
    """One import: everything is looked up at once, decided in memory, and written in a few statements."""

    def __init__(self, rows: Sequence[TableRow]) -> None:
        self.outcome = Outcome()
        self.rows = self._read(rows)
        codes = {row.entry.code for row in self.rows} | {row.parent_code for row in self.rows}
        self.there: dict[str, list[Agency]] = {}
        for agency in (
            Agency.objects.select_for_update(of=("self",)).select_related("area").filter(code__in=codes)
        ):
            self.there.setdefault(agency.code, []).append(agency)
        self.above: dict[UUID, set[UUID]] = {}
        for place in Subordination.objects.filter(agency__code__in=codes):
            self.above.setdefault(place.agency_id, set()).add(place.parent_id)
        self.areas: dict[str, list[Area]] = {}
        for area in Area.objects.filter(code__in={row.area_code for row in self.rows}):
            self.areas.setdefault(area.code, []).append(area)
        self.fresh: list[Agency] = []
        self.changed: list[tuple[Agency, dict[str, Any]]] = []
        self.places: list[Subordination] = []
        self._decide()

    def concerned(self) -> list[set[UUID]]:
        """Agencies that `by` must keep: those changed, those under which something new is put; an empty set
        stands for a new body under no other."""
        fresh = {agency.pk for agency in self.fresh}
        placed = {place.agency_id for place in self.places}
        kept = {agency.pk for agency, _ in self.changed} | {place.parent_id for place in self.places} - fresh
        return [*([kept] if kept else []), *([set()] if fresh - placed else [])]

    def apply(self, by: Keeper, at: datetime) -> None:
        """Write what was decided, and say so in the journal."""
        Agency.objects.bulk_create(self.fresh)
        Agency.objects.bulk_update([agency for agency, _ in self.changed], _CORRECTED)
        Subordination.objects.bulk_create(self.places)
        parents = {place.agency_id: str(place.parent_id) for place in self.places}
        facts = [
            Fact(
                "AgencyFounded",
                "agency",
                str(agency.pk),
                {**said(agency), "parent_id": parents.get(agency.pk)},
            )
            for agency in self.fresh
        ]
        facts += [
            Fact("AgencyChanged", "agency", str(agency.pk), {"changes": changes})
            for agency, changes in self.changed
        ]
        record_all(facts=facts, actor=by.actor, at=at)

    def _read(self, rows: Iterable[TableRow]) -> list[AgencyRow]:
        found: dict[str, AgencyRow] = {}
        for row in rows:
            try:
                read = read_row(row.number, row.values)
                first = found.setdefault(read.entry.code, read)
                if first is not read:
                    raise Refused(
                        "bad-row", f"Mã “{read.entry.code}” đã có ở dòng {first.number}.", field="code"
                    )
            except Refused as refused:
                self._refuse(row.number, refused)
        return list(found.values())

    def _decide(self) -> None:
        """Take the rows as their parents come: first those whose parent is there already."""
        waiting = {row.entry.code: row for row in self.rows}
        while ready := [row for row in waiting.values() if row.parent_code not in waiting]:
            for row in ready:
                del waiting[row.entry.code]
                try:
                    self._take(row)
                except Refused as refused:
                    self._refuse(row.number, refused)
        for row in waiting.values():
            problem = f"Các cơ quan cấp trên quanh mã “{row.parent_code}” trỏ vòng vào nhau."
            self._refuse(row.number, Refused("bad-row", problem, field="parent_code"))

    def _take(self, row: AgencyRow) -> None:
        parent, area = self._parent(row), self._area(row)
        held = DateRange(row.start, row.end)
        same = [agency for agency in self.there.get(row.entry.code, []) if _meet(agency.held, held)]
        if not same:
            agency = Agency(held=held, area=area)
            take(agency, row.entry)
            self.fresh.append(agency)
            self.there.setdefault(agency.code, []).append(agency)
            if parent is not None:
                self.places.append(Subordination(agency=agency, parent=parent, in_force=held))
            self.outcome.created += 1
            return
        self._correct(same[0], row, parent, area)

    def _correct(self, agency: Agency, row: AgencyRow, parent: Agency | None, area: Area | None) -> None:
        if agency.held != DateRange(row.start, row.end):
            raise Refused(
                "bad-row",
                f"Cơ quan mã “{agency.code}” đã có với thời gian khác. Kết thúc hoạt động được ghi bằng sáp nhập, "
                "chia tách, đổi tên hoặc giải thể.",
                field="held_from",
            )
        above = self.above.get(agency.pk, set())
        if (parent.pk not in above) if parent else above:
            raise Refused(
                "bad-row",
                f"Cơ quan mã “{agency.code}” đang ở dưới cơ quan khác. Chuyển cơ quan cấp trên là một việc riêng.",
                field="parent_code",
            )
        before = said(agency)
        take(agency, row.entry)
        agency.area = area
        changes = {key: [before[key], now] for key, now in said(agency).items() if before[key] != now}
        if changes:
            self.changed.append((agency, changes))
            self.outcome.changed += 1
        else:
            self.outcome.unchanged += 1

    def _parent(self, row: AgencyRow) -> Agency | None:
        if not row.parent_code:
            return None
        found = [agency for agency in self.there.get(row.parent_code, []) if row.start in agency.held]
        if not found:
            raise Refused(
                "bad-row",
                f"Không có cơ quan mã “{row.parent_code}” vào ngày {row.start:%d/%m/%Y}.",
                field="parent_code",
            )
        return found[0]

    def _area(self, row: AgencyRow) -> Area | None:
        if not row.area_code:
            return None
        found = [area for area in self.areas.get(row.area_code, []) if row.start in area.in_force]
        if not found:
            raise Refused(
                "bad-row",
                f"Không có đơn vị hành chính mã “{row.area_code}” vào ngày {row.start:%d/%m/%Y}.",
                field="area_code",
            )
        return found[0]

    def _refuse(self, number: int, refused: Refused) -> None:
        self.outcome.refusals.append(
            {"row": number, "field": refused.details.get("field", ""), "reason": refused.message}
        )


def _meet(one: DateRange, other: DateRange) -> bool:
    return (one.upper is None or other.lower < one.upper) and (other.upper is None or one.lower < other.upper)
