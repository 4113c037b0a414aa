"""What a paper says, gathered on the day it is given out and kept: years later it is printed from this alone.

Everything here is plain data that JSON can carry; instants are written with their offset.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.accounts.models import Person
from motcua.accounts.queries import positions_of
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.enums import PaperForm, PaperKind, PartyRole, Representation, ReturnWay
from motcua.dossiers.models import Dossier, Leg, Party, Passage, SubmittedPaper
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.rules.events import SUBJECT
from motcua.kernel.clock import VIETNAM, local_day
from motcua.organisations.models import Agency, Subordination
from motcua.payments.enums import PaymentStatus
from motcua.payments.queries import charges_of

# What the act that gives a paper out must say beside what the dossier itself knows.
NEEDED: Mapping[PaperKind, frozenset[str]] = {
    PaperKind.RECEIPT: frozenset(),
    PaperKind.SUPPLEMENT_REQUEST: frozenset({"reason", "legal_basis", "items", "stage"}),
    PaperKind.REFUSAL: frozenset({"reason", "legal_basis"}),
    PaperKind.APOLOGY: frozenset({"reason", "due_before"}),
    PaperKind.STOP: frozenset({"reason", "legal_basis"}),
    PaperKind.CONTROL_SLIP: frozenset(),
}


def facts_of_paper(
    *, dossier: Dossier, kind: PaperKind, by: Person | None, at: datetime, said: Mapping[str, Any]
) -> dict[str, Any]:
    """The facts of one paper as they stand at the moment; `said` is what the act adds (see `NEEDED`).

    About six statements, two more for interconnected dossiers and for those that owe money.

    :raises ValueError: when the act left out what such a paper always says.
    """
    if lacking := sorted(name for name in NEEDED[kind] if not said.get(name)):
        raise ValueError(f"a {kind.value} lacks {', '.join(lacking)}")
    offer = offer_of(dossier.version_id)
    return {
        "code": dossier.code,
        "outside_code": dossier.outside_code,
        "procedure": {"code": offer.code, "name": offer.name},
        "summary": dossier.summary,
        "at": plain(at),
        "agency": _agency(issuer_of(dossier, kind), local_day(at)),
        "officer": _officer(by, local_day(at)),
        **_people(dossier),
        **(_of_receipt(dossier) if kind is PaperKind.RECEIPT else {}),
        **(_of_slip(dossier) if kind is PaperKind.CONTROL_SLIP else {}),
        "received_at": plain(dossier.received_at),
        "due_at": plain(dossier.due_at),
        "link": f"{settings.SITE_ADDRESS}/tra-cuu/?ma={dossier.code}",
        **{name: plain(value) for name, value in said.items()},
    }


def plain(value: Any) -> Any:
    """`value` as JSON carries it: instants in Vietnam's time, days, numbers and enumerations as text."""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value.value if hasattr(value, "value") else value


def issuer_of(dossier: Dossier, kind: PaperKind) -> UUID:
    """Whose paper it is: the counter's at the counter, else that of the agency which must resolve the dossier."""
    at_counter = {PaperKind.RECEIPT, PaperKind.REFUSAL, PaperKind.CONTROL_SLIP}
    return dossier.reception_id if kind in at_counter else dossier.competent_id


def _agency(agency_id: UUID, on: date) -> dict[str, str]:
    agency = Agency.objects.select_related("area").get(pk=agency_id)
    above = Subordination.objects.filter(agency=agency_id, in_force__contains=on)
    return {
        "code": agency.code,
        "name": agency.name,
        "above": above.values_list("parent__name", flat=True).first() or "",
        "address": agency.address,
        "phone": agency.phone,
        "email": agency.email,
        "place": _place(agency.area.name) if agency.area else "",
    }


def _place(area: str) -> str:
    """The name of a place as the line of place and date writes it: without its kind."""
    for kind in ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu "):
        if area.startswith(kind):
            return area.removeprefix(kind)
    return area


def _officer(by: Person | None, on: date) -> dict[str, str]:
    if by is None or not by.is_staff_member:
        return {"name": "", "title": "", "phone": "", "email": ""}
    held = positions_of([by], on)[by.pk]
    return {
        "name": by.full_name,
        "title": held[0].title if held else "",
        "phone": by.phone,
        "email": by.email,
    }


def _people(dossier: Dossier) -> dict[str, Any]:
    found = {row.role: row for row in Party.objects.filter(dossier=dossier).select_related("area")}
    applicant, submitter = found.get(PartyRole.APPLICANT), found.get(PartyRole.SUBMITTER)
    return {
        "applicant": _person(applicant) if applicant else {"name": dossier.applicant_name},
        "submitter": _person(submitter) if submitter else None,
    }


def _person(row: Party) -> dict[str, str]:
    where = ", ".join(part for part in (row.address, row.area.name if row.area else "") if part)
    return {
        "name": row.name,
        "identity_number": row.identity_number,
        "address": where,
        "phone": row.phone,
        "email": row.email,
        "representation": Representation(row.representation).label,
    }


def _of_receipt(dossier: Dossier) -> dict[str, Any]:
    way = ReturnWay(dossier.return_way)
    return {
        "papers": [
            {
                "name": row.name,
                "form": PaperForm(row.form).label if row.form else "",
                "count": row.count,
                "note": row.note or row.reused_from,
            }
            for row in SubmittedPaper.objects.filter(dossier=dossier, is_missing=False)
        ],
        "sets": dossier.sets_count,
        "limit": limit_in_words(dossier),
        "is_due_known": dossier.started_at is not None,
        "legs": _legs(dossier),
        "fees": _fees(dossier),
        "return_way": way.value,
        "return_way_label": way.label,
        "return_address": dossier.return_address,
    }


def limit_in_words(dossier: Dossier) -> str:
    """The legal time as people say it; the procedure's own words where it has them."""
    amount, unit = dossier.limit_amount or Decimal(0), LimitUnit(dossier.limit_unit)
    return str(Limit(amount, unit)) if unit is not LimitUnit.NONE else dossier.limit_text


def _legs(dossier: Dossier) -> list[dict[str, Any]]:
    rows = Leg.objects.filter(dossier=dossier).select_related("agency")
    return [
        {
            "agency": row.agency.name,
            "title": row.title,
            "is_lead": row.is_lead,
            "limit": str(Limit(row.limit_amount, LimitUnit(row.limit_unit))),
            "due_at": plain(row.due_at),
        }
        for row in rows
    ]


def _fees(dossier: Dossier) -> list[dict[str, Any]]:
    """What is owed, and what of it is still to be paid."""
    if dossier.payment == PaymentStatus.NOT_REQUIRED:
        return []
    return [
        {"name": row.fee_name, "amount_vnd": row.amount_vnd, "left_vnd": row.left_vnd}
        for row in charges_of(SUBJECT, str(dossier.pk))
        if row.cancelled_at is None
    ]


def _of_slip(dossier: Dossier) -> dict[str, Any]:
    """The way through the office so far: who handed over to whom, when, and how it did against its share."""
    rows = Passage.objects.filter(dossier=dossier).select_related("agency", "person", "from_person")
    return {
        "limit": limit_in_words(dossier),
        "passages": [
            {
                "number": row.number,
                "step": row.step_name,
                "agency": row.agency.name,
                "from_person": row.from_person.full_name if row.from_person else "",
                "person": row.person.full_name if row.person else "",
                "entered_at": plain(row.entered_at),
                "due_at": plain(row.due_at),
                "left_at": plain(row.left_at),
                "standing": row.standing,
                "note": row.note,
            }
            for row in rows
        ],
    }
