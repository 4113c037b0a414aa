"""What is known of procedures beside their versions: former codes, relations, online levels; validity of acts.

Entrances for the operator's loading of whole sets; they check no rights and are called inside a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from psycopg.types.range import DateRange

from motcua.catalogue.enums import LinkKind, OnlineLevel, ProcedureKind
from motcua.catalogue.models import LegalAct, OldCode, OnlineService, Procedure, ProcedureLink
from motcua.kernel.actions import Fact, record_all
from motcua.organisations.models import Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureEntry:
    """A procedure as such. `old_codes` are pairs of code and note; `related` are codes."""

    code: str
    kind: ProcedureKind
    old_codes: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineOffer:
    """How far an agency offers a procedure online, from a day on."""

    procedure: Procedure
    agency: Agency
    level: OnlineLevel
    partial_reason: str = ""
    since: date
    until: date | None = None


def enter_procedures(
    *, entries: Sequence[ProcedureEntry], is_sample: bool = False, actor: str, at: datetime
) -> dict[str, Procedure]:
    """The procedures with these codes, by code; those unknown so far are entered, with former codes and relations.

    A relation to a code that is not known is left out. A fixed number of statements however many there are.
    """
    codes = [entry.code for entry in entries]
    known = set(Procedure.objects.filter(code__in=codes, jurisdiction="").values_list("code", flat=True))
    new = [entry for entry in entries if entry.code not in known]
    Procedure.objects.bulk_create(
        [Procedure(code=entry.code, kind=entry.kind, is_sample=is_sample) for entry in new],
        ignore_conflicts=True,
    )
    found = {item.code: item for item in Procedure.objects.filter(code__in=codes, jurisdiction="")}
    OldCode.objects.bulk_create(
        [
            OldCode(procedure=found[entry.code], code=code, note=note)
            for entry in entries
            for code, note in entry.old_codes
        ],
        ignore_conflicts=True,
    )
    ProcedureLink.objects.bulk_create(
        [
            ProcedureLink(procedure=found[entry.code], other=found[other], kind=LinkKind.RELATED)
            for entry in entries
            for other in entry.related
            if other in found
        ],
        ignore_conflicts=True,
    )
    facts = [
        Fact("ProcedureEntered", "procedure", str(found[entry.code].pk), {"code": entry.code})
        for entry in new
    ]
    record_all(facts=facts, actor=actor, at=at)
    return found


def offer_online(*, offers: Sequence[OnlineOffer], actor: str, at: datetime) -> None:
    """Say how far agencies offer procedures online; a partial service carries its public reason."""
    OnlineService.objects.bulk_create(
        [
            OnlineService(
                procedure=offer.procedure,
                agency=offer.agency,
                level=offer.level,
                partial_reason=offer.partial_reason,
                in_force=DateRange(offer.since, offer.until),
            )
            for offer in offers
        ]
    )
    facts = [
        Fact(
            "OnlineServiceOffered",
            "procedure",
            str(offer.procedure.pk),
            {"agency": offer.agency.code, "level": offer.level, "from": offer.since, "to": offer.until},
        )
        for offer in offers
    ]
    record_all(facts=facts, actor=actor, at=at)


def date_acts(*, periods: Mapping[str, tuple[date | None, date | None]], actor: str, at: datetime) -> None:
    """Say when the acts with these numbers came into force and when they ended; only where nothing is known yet."""
    acts = list(LegalAct.objects.filter(number__in=periods, in_force__isnull=True))
    for act in acts:
        act.in_force = DateRange(*periods[act.number])
    LegalAct.objects.bulk_update(acts, ["in_force"])
    facts = [Fact("ActDated", "act", act.number, {"period": periods[act.number]}) for act in acts]
    record_all(facts=facts, actor=actor, at=at)
