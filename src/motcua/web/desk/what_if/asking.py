"""Whose procedures are tried, and what the address asks to change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from motcua.accounts.enums import Capability
from motcua.catalogue.queries.procedures import get_procedure
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.reviews.enums import Burden, CutKind, Wish
from motcua.reviews.queries.changes.facts import Studied, find_version, studied
from motcua.reviews.queries.changes.known import neighbours_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.scenarios.reach import Place, places_of
from motcua.reviews.rules.changes.effects import Change, targets
from motcua.reviews.rules.changes.facts import ProcedureFacts
from motcua.reviews.rules.changes.kinds import KINDS
from motcua.reviews.rules.changes.proposing import Allowed
from motcua.reviews.rules.changes.writing import read_aim, read_number, write_change
from motcua.reviews.rules.solving.asked import Aim
from motcua.web.desk.access import DeskRequest
from motcua.web.desk.paging import address

OF_A_PAPER = (CutKind.DROP_PAPER, CutKind.REPLACE_PAPER, CutKind.ACCEPT_COPY)
SHARE = ".phan"  # how the field ends that has the number which may stay unsaid
AIMS = (Burden.TIME, Burden.COST, Burden.PAPERS, Burden.CONDITIONS, Burden.TRIPS)


@dataclass(frozen=True, slots=True)
class Asked:
    """The agency asked about, the others one may ask about."""

    place: Place
    others: tuple[Place, ...]
    scope: Scope

    @property
    def agency(self) -> Agency:
        """The agency."""
        return self.place.agency

    def path(self, name: str, *args: object, **query: str) -> str:
        """A page of the same agency."""
        asked = {"co-quan": str(self.agency.pk), **query} if self.others else query
        return reverse(f"desk:{name}", args=args) + (f"?{urlencode(asked)}" if asked else "")


def asked(request: DeskRequest) -> Asked:
    """The agency in the address, or the first at which the person studies procedures.

    :raises Refused: "read-reviews-not-allowed" for an agency that is not theirs.
    """
    desk = request.desk
    places = places_of(desk.person, on=desk.today)
    wanted = request.GET.get("co-quan", "") or request.POST.get("co-quan", "")
    for place in sorted(places, key=lambda one: not one.keeps):
        if not wanted or str(place.agency.pk) == wanted:
            others = tuple(one for one in places if one != place)
            return Asked(place, others, Scope(place.agency.pk, desk.at))
    raise Refused(
        "read-reviews-not-allowed",
        f"Bạn không có quyền “{Capability.READ_REVIEWS.label}” ở cơ quan này. Chọn cơ quan khác trong danh sách.",
    )


def agency_tabs(request: DeskRequest, of: Asked) -> list[dict[str, Any]]:
    """The agencies one may ask about; nothing where there is only one."""
    if not of.others:
        return []
    every = sorted((of.place, *of.others), key=lambda one: one.agency.sort_key)
    return [
        {
            "label": one.agency.short_name,
            "href": address(request, **{"co-quan": str(one.agency.pk)}),
            "count": 0,
            "is_current": one == of.place,
        }
        for one in every
    ]


def study(procedure_id: UUID, of: Asked) -> Studied:
    """The version in force of the procedure with all that can be changed in it.

    :raises Refused: "procedure-not-found".
    """
    code = get_procedure(procedure_id).code
    version, near = find_version(code, of.scope), neighbours_of(code, of.scope)
    return studied([version], of.scope, neighbours={version: near})[version]


def changes_in(said: QueryDict, facts: ProcedureFacts) -> list[Change]:
    """The changes ticked in a form or address; what the procedure does not have is left to the rules to refuse.

    :raises Refused: "number-unreadable".
    """
    return list(_changes(said, facts))


def _changes(said: QueryDict, facts: ProcedureFacts) -> Iterator[Change]:
    for paper in facts.papers:
        word = said.get(f"giay.{paper.key}", "")
        if word in OF_A_PAPER:
            yield Change(CutKind(word), paper.key)
    for kind, row in KINDS.items():
        if kind in OF_A_PAPER:
            continue
        for target in targets(kind, facts) if row.target else [""]:
            value = said.get(_name(kind, target), "").strip()
            if value and row.amount is not None and row.amount.is_optional:
                number = said.get(f"{_name(kind, target)}{SHARE}", "").strip()
                yield Change(kind, target, read_number(number) if number else None)
            elif value and row.amount is None:
                yield Change(kind, target)
            elif value:
                yield Change(kind, target, read_number(value))


def _name(kind: CutKind, target: str) -> str:
    return f"{kind.value}.{target}" if target else kind.value


def query_of(changes: Iterable[Change]) -> dict[str, str]:
    """The address that asks for these changes."""
    found = {}
    for change in changes:
        if change.kind in OF_A_PAPER:
            found[f"giay.{change.target}"] = change.kind.value
        else:
            written = write_change(change).partition("=")[2].replace(".", ",")
            amount, name = KINDS[change.kind].amount, _name(change.kind, change.target)
            is_optional = amount is not None and amount.is_optional
            found[name] = "1" if is_optional else written or "1"
            if is_optional and written:
                found[f"{name}{SHARE}"] = written
    return found


def aims_in(said: Mapping[str, str]) -> list[Aim]:
    """The targets in an address.

    :raises Refused: "target-unreadable", "number-unreadable".
    """
    wanted = [(burden, said.get(f"muc.{burden.value}", "").strip()) for burden in AIMS]
    return [Aim(*read_aim(f"{burden.value}={number}")) for burden, number in wanted if number]


def allowed_in(said: Mapping[str, str]) -> Allowed:
    """What the address lets the solver use.

    :raises Refused: "number-unreadable".
    """
    share = said.get("rut", "").strip()
    return Allowed(
        limit_share=min(read_number(share), read_number("100")) / 100 if share else read_number("0"),
        only_own_power=said.get("tu-lam") == "1",
        only_evident=said.get("bang-chung") == "1",
        without=frozenset(kind for kind in CutKind if said.get(f"tru.{kind.value}") == "1"),
    )


def left_out(said: Mapping[str, str]) -> list[tuple[CutKind, bool]]:
    """Each kind of change, and whether the address leaves it out."""
    return [(kind, said.get(f"tru.{kind.value}") == "1") for kind in CutKind]


def wish_in(said: Mapping[str, str]) -> Wish:
    """What the smallest set shall mean."""
    return Wish.EASIEST if said.get("cach") == Wish.EASIEST else Wish.FEWEST


def sheet_href(procedure_id: UUID) -> str:
    """Where the procedure's cost sheet is made or seen; "" where this installation has no such page."""
    try:
        return reverse("desk:costs:procedure", args=[procedure_id])
    except NoReverseMatch:
        return ""
