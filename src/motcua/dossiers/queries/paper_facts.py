"""What a paper of the one-stop mechanism says, gathered from the dossier on the day it is given out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from motcua.accounts.models import Person
from motcua.accounts.queries import title_at
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.documents.rules.papers.facts import (
    AgencyDue,
    Apology,
    Applicant,
    ControlSlip,
    HandOver,
    Head,
    Lacking,
    Officer,
    Paper,
    PaperLine,
    Receipt,
    Refusal,
    SignBlock,
    StopNotice,
    SupplementRequest,
)
from motcua.dossiers.enums import Door, PaperForm, PartyRole, ReturnWay, SupplementStage
from motcua.dossiers.models import Dossier, Passage
from motcua.dossiers.queries.offers import Offer, offer_of
from motcua.dossiers.queries.parts import Parts
from motcua.kernel.clock import local_day
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.payments.models import Charge

# What the act that gives a paper out must say beside what the dossier itself knows.
NEEDED: Mapping[PaperKind, frozenset[str]] = {
    PaperKind.RECEIPT: frozenset(),
    PaperKind.SUPPLEMENT_REQUEST: frozenset({"reason", "legal_basis", "items", "stage"}),
    PaperKind.REFUSAL: frozenset({"reason", "legal_basis"}),
    PaperKind.APOLOGY: frozenset({"reason", "due_before"}),
    PaperKind.STOP: frozenset({"reason", "legal_basis"}),
    PaperKind.CONTROL_SLIP: frozenset(),
}
_AT_COUNTER = frozenset({PaperKind.RECEIPT, PaperKind.REFUSAL, PaperKind.CONTROL_SLIP})
_SUPERIOR = (
    "SELECT a.name FROM organisations_subordination s JOIN organisations_agency a ON a.id = s.parent_id"
    " WHERE s.agency_id = %s AND s.in_force @> %s::date ORDER BY s.id LIMIT 1"
)
_PLACES = ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu ")


def paper_of(
    *,
    parts: Parts,
    kind: PaperKind,
    number: int,
    by: Person | None,
    at: datetime,
    said: Mapping[str, Any],
) -> Paper:
    """The paper as it stands at the moment; `said` is what the act adds (see `NEEDED`). Seven statements at most.

    :raises ValueError: when the act left out what such a paper always says.
    """
    if lacking := sorted(name for name in NEEDED[kind] if not said.get(name)):
        raise ValueError(f"a {kind.value} lacks {', '.join(lacking)}")
    return _MAKERS[kind](_Scene(parts, kind, number, by, at, said))


def issuer_of(dossier: Dossier, kind: PaperKind) -> UUID:
    """Whose paper it is: the counter's at the counter, else that of the agency which must resolve the dossier."""
    return dossier.reception_id if kind in _AT_COUNTER else dossier.competent_id


def limit_in_words(dossier: Dossier) -> str:
    """The legal time as people say it; the procedure's own words where it could not be read as a number."""
    amount, unit = dossier.limit_amount or Decimal(0), LimitUnit(dossier.limit_unit)
    return str(Limit(amount, unit)) if unit is not LimitUnit.NONE else dossier.limit_text


class _Scene:
    """What all papers of a dossier share, each part looked up once."""

    def __init__(
        self,
        parts: Parts,
        kind: PaperKind,
        number: int,
        by: Person | None,
        at: datetime,
        said: Mapping[str, Any],
    ) -> None:
        self.parts, self.number, self.by, self.at, self.said = parts, number, by, at, said
        self.dossier: Dossier = parts.dossier
        self.offer: Offer = offer_of(self.dossier.version_id)
        self.agency = self.dossier.reception if kind in _AT_COUNTER else self.dossier.competent

    def word(self, name: str) -> str:
        """A text that the act said; "" when it did not."""
        return clean(str(self.said.get(name) or ""))

    def head(self) -> Head:
        """The upper part, with what the QR code says."""
        return Head(
            agency=self.agency.name,
            superior=superior_of(self.agency.pk, local_day(self.at)),
            place=place_of(self.agency),
            made_at=self.at,
            dossier_code=self.dossier.code,
            procedure_code=self.offer.code,
            procedure_name=self.offer.name,
            verify_at=look_up_address(self.dossier.code),
            number=f"{self.number:02d}",
            is_sample=self.dossier.is_sample,
        )

    def applicant(self) -> Applicant:
        """Whom the paper concerns, and who came for them."""
        found = {row.role: row for row in self.parts.parties}
        row, other = found.get(PartyRole.APPLICANT), found.get(PartyRole.SUBMITTER)
        if row is None:
            return Applicant(self.dossier.applicant_name)
        return Applicant(
            name=row.name,
            identifier=row.identity_number,
            address=", ".join(part for part in (row.address, row.area.name if row.area else "") if part),
            phone=row.phone,
            email=row.email,
            submitter=other.name if other else "",
        )

    def officer(self) -> Officer:
        """Who gives the paper out; nobody where the system does."""
        if self.by is None or not self.by.is_staff_member:
            return Officer("")
        return Officer(self.by.full_name, self._title(), self.by.phone or self.agency.phone)

    def signer(self) -> SignBlock:
        """Who signs a letter to the applicant."""
        return SignBlock(self.by.full_name if self.by else "", self._title())

    def _title(self) -> str:
        if self.by is None:
            return ""
        return title_at(self.by, self.agency.pk, local_day(self.at))


def look_up_address(code: str) -> str:
    """Where everybody can look up how far a dossier has come."""
    return f"{settings.SITE_ADDRESS}/tra-cuu/?ma={code}"


def _receipt(scene: _Scene) -> Receipt:
    dossier = scene.dossier
    return Receipt(
        head=scene.head(),
        applicant=scene.applicant(),
        received_at=dossier.received_at or scene.at,
        due_at=dossier.due_at,
        time_limit=limit_in_words(dossier),
        papers=_papers(scene.parts),
        officer=scene.officer(),
        sets=dossier.sets_count,
        request=dossier.summary,
        agencies=_agencies(scene.parts),
        return_way=_return_way(dossier),
        fee=_fee(scene.parts, scene.offer),
        book=str(local_day(scene.at).year),
        order_number=str(scene.number),
        desk_phone=scene.agency.phone,
    )


def _supplement_request(scene: _Scene) -> SupplementRequest:
    return SupplementRequest(
        head=scene.head(),
        applicant=scene.applicant(),
        stage=SupplementStage(scene.said["stage"]).label,
        lacking=tuple(
            Lacking(item.get("paper", ""), item.get("problem", ""), item.get("what_to_do", ""))
            for item in scene.said["items"]
        ),
        reason=scene.word("reason"),
        legal_basis=scene.word("legal_basis"),
        officer=scene.officer(),
        respond_by=scene.said.get("answer_by"),
        after_answer=scene.word("after_answer"),
    )


def _refusal(scene: _Scene) -> Refusal:
    return Refusal(
        head=scene.head(),
        applicant=scene.applicant(),
        reasons=tuple(line for line in scene.word("reason").splitlines() if line.strip()),
        legal_basis=scene.word("legal_basis"),
        officer=scene.officer(),
        request=scene.dossier.summary,
        guidance=scene.word("guidance"),
    )


def _apology(scene: _Scene) -> Apology:
    return Apology(
        head=scene.head(),
        applicant=scene.applicant(),
        received_at=scene.dossier.received_at or scene.at,
        due_at=scene.said["due_before"],
        new_due_at=scene.said.get("due_after"),
        reason=scene.word("reason"),
        signer=scene.signer(),
        return_way=_return_way(scene.dossier),
        desk_phone=scene.dossier.reception.phone,
    )


def _stop(scene: _Scene) -> StopNotice:
    return StopNotice(
        head=scene.head(),
        applicant=scene.applicant(),
        received_at=scene.dossier.received_at or scene.dossier.submitted_at,
        stage=scene.word("stage") or scene.dossier.step_name,
        reason=scene.word("reason"),
        legal_basis=scene.word("legal_basis"),
        signer=scene.signer(),
        papers=scene.word("papers") or scene.word("aftermath"),
        money=scene.word("money"),
        guidance=scene.word("guidance"),
    )


def _control_slip(scene: _Scene) -> ControlSlip:
    return ControlSlip(
        head=scene.head(),
        applicant=scene.applicant(),
        received_at=scene.dossier.received_at or scene.at,
        due_at=scene.dossier.due_at,
        hand_overs=_hand_overs(scene.dossier),
    )


_MAKERS: Mapping[PaperKind, Callable[[_Scene], Paper]] = {
    PaperKind.RECEIPT: _receipt,
    PaperKind.SUPPLEMENT_REQUEST: _supplement_request,
    PaperKind.REFUSAL: _refusal,
    PaperKind.APOLOGY: _apology,
    PaperKind.STOP: _stop,
    PaperKind.CONTROL_SLIP: _control_slip,
}


def superior_of(agency_id: UUID, on: date) -> str:
    """The body above an agency on the day; "" when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_SUPERIOR, [agency_id, on])
        found = cursor.fetchone()
    return found[0] if found else ""


def place_of(agency: Agency) -> str:
    """The place as the line of place and date writes it: without its kind."""
    name = agency.area.name if agency.area else ""
    return next((name.removeprefix(kind) for kind in _PLACES if name.startswith(kind)), name)


def _papers(parts: Parts) -> tuple[PaperLine, ...]:
    return tuple(
        PaperLine(
            row.name, PaperForm(row.form).label if row.form else "", row.count, row.note or row.reused_from
        )
        for row in parts.papers
        if not row.is_missing
    )


def _agencies(parts: Parts) -> tuple[AgencyDue, ...]:
    """The date of each agency of an interconnected dossier; they know it when counting has begun."""
    return tuple(AgencyDue(leg.agency.name, leg.due_at) for leg in parts.legs if leg.due_at is not None)


def _return_way(dossier: Dossier) -> str:
    way = ReturnWay(dossier.return_way)
    return f"{way.label}: {dossier.return_address}" if dossier.return_address else way.label


def _fee(parts: Parts, offer: Offer) -> str:
    """What is owed and whether it was paid; while nothing was entered, what the procedure asks."""
    owed = [row for row in parts.charges if row.cancelled_at is None]
    if owed:
        return "; ".join(_charge(row) for row in owed)
    way = offer.way(Door(parts.dossier.door))
    asked = [fee for fee in way.fees if fee.amount_vnd] if way is not None else []
    return "; ".join(f"{fee.kind.label} {_money(fee.amount_vnd or 0)} (chưa nộp)" for fee in asked)


def _charge(row: Charge) -> str:
    state = "đã nộp" if row.left_vnd == 0 else f"còn phải nộp {_money(row.left_vnd)}"
    return f"{row.fee_name} {_money(row.amount_vnd)} ({state})"


def _money(amount_vnd: int) -> str:
    return f"{amount_vnd:,} đồng".replace(",", ".")


def _hand_overs(dossier: Dossier) -> tuple[HandOver, ...]:
    """Each stay at a step: who gave the dossier, who took it, and how the step did against its share."""
    rows = Passage.objects.filter(dossier=dossier).select_related("agency", "person", "from_person")
    found, before = [], dossier.applicant_name
    for row in rows:
        after = _hand(row.person, row.agency)
        found.append(
            HandOver(
                giver=before,
                receiver=after,
                handed_at=row.entered_at,
                received_at=row.begun_at,
                due_at=row.due_at,
                result=Standing(row.standing).label if row.standing else "",
                note=row.note,
            )
        )
        before = after
    return tuple(found)


def _hand(person: Person | None, agency: Agency) -> str:
    return f"{person.full_name}, {agency.name}" if person else agency.name
