"""The sample department's surroundings: areas, bodies, what became of them, and their powers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from motcua.config.sample_files import day, digest, rows
from motcua.kernel.clock import local_day
from motcua.organisations.actions.agencies import found_agency, move_agency
from motcua.organisations.actions.areas import load_areas
from motcua.organisations.actions.powers import grant_power
from motcua.organisations.actions.successions import (
    dissolve_agency,
    merge_agencies,
    rename_agency,
    split_agency,
)
from motcua.organisations.enums import AgencyKind, AgencyLevel, AreaLevel, PowerSource, SuccessionKind
from motcua.organisations.models import Agency, Area
from motcua.organisations.policy import SYSTEM
from motcua.organisations.rules.agencies import AgencyEntry
from motcua.organisations.rules.areas import AreaRow, AreaSources, ChangeRow


def load_bodies(*, at: datetime) -> None:
    """Areas, agencies, moves, successions, powers, in the order in which they build on each other."""
    load_areas(sources=_areas(), digest=digest(), at=at, name="sample-areas")
    areas = {area.code: area for area in Area.objects.filter(code__in=[row["code"] for row in rows("areas")])}
    agencies = _found_agencies(areas, at)
    _move_agencies(agencies, at)
    _succeed(agencies, at)
    _grant_powers(at)


def agency_on(code: str, on: date) -> Agency:
    """The agency that has this code on the day: a code passes on when an agency is renamed."""
    return Agency.objects.get(code=code, held__contains=on)


def _areas() -> AreaSources:
    areas = [
        AreaRow(
            AreaLevel(row["level"]),
            row["code"],
            row["name"],
            row["short_name"],
            (AreaLevel(row["parent_level"]), row["parent_code"]) if row["parent_code"] else None,
            day(row["start"]),
            day(row["end"]),
        )
        for row in rows("areas")
    ]
    changes = [
        ChangeRow(
            (AreaLevel(row["old_level"]), row["old_code"]),
            (AreaLevel(row["new_level"]), row["new_code"]),
            row["is_whole"] == "1",
            row["is_default"] == "1",
        )
        for row in rows("area_changes")
    ]
    return AreaSources(areas, changes)


def _found_agencies(areas: dict[str, Area], at: datetime) -> dict[str, Agency]:
    """Every agency as it was founded: what ended does so by its succession."""
    agencies: dict[str, Agency] = {}
    for row in rows("agencies"):
        entry = AgencyEntry(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=AgencyKind(row["kind"]),
            level=AgencyLevel(row["level"]),
            address=row["address"],
            phone=row["phone"],
            email=row["email"],
        )
        parents = _places(row)
        agencies[row["code"]] = found_agency(
            entry=entry,
            area=areas[row["area"]],
            parent=agencies[parents[0][0]] if parents else None,
            since=date.fromisoformat(row["start"]),
            is_sample=True,
            by=SYSTEM,
            at=at,
        )
    return agencies


def _places(row: dict[str, str]) -> list[tuple[str, date | None]]:
    """Under whom the agency of this row stands, one after the other: code and first day."""
    found = []
    for part in filter(None, row["parents"].split(";")):
        code, _, held = part.partition("@")
        found.append((code, day(held.partition("..")[0])))
    return found


def _move_agencies(agencies: dict[str, Agency], at: datetime) -> None:
    for row in rows("agencies"):
        for code, since in _places(row)[1:]:
            assert since is not None
            move_agency(agency_id=agencies[row["code"]].pk, parent=agencies[code], on=since, by=SYSTEM, at=at)


def _succeed(agencies: dict[str, Agency], at: datetime) -> None:
    ended: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("successions"):
        ended[row["predecessor"]].append(row)
    for code, parts in ended.items():
        first = parts[0]
        agency_id, on, document = agencies[code].pk, date.fromisoformat(first["on"]), first["document"]
        successors = [agencies[part["successor"]].pk for part in parts if part["successor"]]
        match SuccessionKind(first["kind"]):
            case SuccessionKind.MERGED:
                merge_agencies(
                    predecessors=[agency_id],
                    successor=successors[0],
                    on=on,
                    document=document,
                    by=SYSTEM,
                    at=at,
                )
            case SuccessionKind.SPLIT:
                split_agency(
                    agency_id=agency_id,
                    successors=successors,
                    main_successor=successors[0],
                    on=on,
                    document=document,
                    by=SYSTEM,
                    at=at,
                )
            case SuccessionKind.RENAMED:
                rename_agency(
                    agency_id=agency_id,
                    name=first["name"],
                    short_name=first["short_name"],
                    on=on,
                    document=document,
                    by=SYSTEM,
                    at=at,
                )
            case SuccessionKind.DISSOLVED:
                dissolve_agency(agency_id=agency_id, on=on, document=document, by=SYSTEM, at=at)


def _grant_powers(at: datetime) -> None:
    today = local_day(at)
    for row in rows("powers"):
        grant_power(
            matter=row["matter"],
            holder=agency_on(row["holder"], today) if row["holder"] else AgencyKind(row["holder_kind"]),
            source=PowerSource(row["source"]),
            since=date.fromisoformat(row["start"]),
            until=day(row["end"]),
            document=row["document"],
            granted_by=agency_on(row["granted_by"], today) if row["granted_by"] else None,
            by=SYSTEM,
            at=at,
        )
