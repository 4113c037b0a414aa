"""The register of dossiers: what a counter took in during a period, in the order of receipt, as it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.documents.rules.papers.facts import RegisterHead, RegisterRow
from motcua.dossiers.enums import PartyRole, ResultState, ReturnWay, Status
from motcua.dossiers.models import Dossier, Result, SubmittedPaper
from motcua.dossiers.queries.paper_facts import place_of, superior_of
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree

_AT_ONCE = 2_000
_ENDED_OTHERWISE = frozenset({Status.WITHDRAWN, Status.STOPPED})


@dataclass(frozen=True, slots=True)
class Register:
    """A register asked for: whose, and which days, both included."""

    agency: Agency
    first_day: date
    last_day: date

    def head(self, at: datetime) -> RegisterHead:
        """Its title lines. Two statements."""
        return RegisterHead(
            agency=self.agency.name,
            superior=superior_of(self.agency.pk, local_day(at)),
            place=place_of(self.agency),
            made_at=at,
            first_day=self.first_day,
            last_day=self.last_day,
            is_sample=self.agency.is_sample,
        )

    def count(self) -> int:
        """How many dossiers it holds."""
        return self._dossiers().count()

    def rows(self, *, most: int | None = None) -> Iterator[RegisterRow]:
        """Its rows in order, streamed: never are all of them held at once."""
        rows = _with_facts(self._dossiers()).order_by("received_at", "id").values(*_FIELDS)
        found = rows[:most].iterator() if most is not None else rows.iterator(chunk_size=_AT_ONCE)
        return (_row(row) for row in found)

    def _dossiers(self) -> QuerySet[Dossier]:
        start, end = _midnight(self.first_day), _midnight(self.last_day + timedelta(days=1))
        return Dossier.objects.filter(
            reception__in=subtree(self.agency.pk, self.last_day),
            received_at__gte=start,
            received_at__lt=end,
            submitted_at__lt=end,
        )


def register_for(person: Person, *, agency_id: UUID, first_day: date, last_day: date, on: date) -> Register:
    """The register that a person asks for: of a counter whose dossiers they may read.

    :raises Refused: "read-dossiers-not-allowed", "register-period-wrong".
    """
    if not may(person, Capability.READ_DOSSIERS, agency_id=agency_id, on=on):
        raise refusal(Capability.READ_DOSSIERS)
    return register_of(
        Agency.objects.select_related("area").get(pk=agency_id), first_day=first_day, last_day=last_day
    )


def register_of(agency: Agency, *, first_day: date, last_day: date) -> Register:
    """The register of an agency and the bodies below it.

    :raises Refused: "register-period-wrong".
    """
    if last_day < first_day:
        raise Refused(
            "register-period-wrong",
            f"Ngày cuối {last_day:%d/%m/%Y} đứng trước ngày đầu {first_day:%d/%m/%Y}. Chọn lại kỳ của sổ.",
            field="last_day",
        )
    return Register(agency, first_day, last_day)


_FIELDS = (
    "code",
    "version__name",
    "papers_count",
    "applicant_name",
    "applicant__address",
    "applicant__area__name",
    "applicant__phone",
    "competent__name",
    "received_at",
    "due_at",
    "issued_at",
    "delivered_at",
    "returned_by_way",
    "return_way",
    "status",
    "result_number",
)


def _with_facts(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    handed_in = SubmittedPaper.objects.filter(dossier=OuterRef("pk"), is_missing=False).order_by()
    papers = handed_in.values("dossier").annotate(total=Sum("count")).values("total")
    issued = Result.objects.filter(dossier=OuterRef("pk"), state=ResultState.ISSUED).order_by("-round")
    return dossiers.annotate(
        applicant=FilteredRelation("parties", condition=Q(parties__role=PartyRole.APPLICANT)),
        papers_count=Coalesce(Subquery(papers), 0),
        issued_at=Subquery(issued.values("issued_at")[:1]),
        result_number=Subquery(issued.values("number")[:1]),
        returned_by_way=Subquery(issued.values("return_way")[:1]),
    )


def _row(row: dict[str, Any]) -> RegisterRow:
    place = (row["applicant__address"], row["applicant__area__name"])
    way = row["returned_by_way"] or row["return_way"]
    return RegisterRow(
        dossier_code=row["code"],
        procedure_name=row["version__name"],
        papers=row["papers_count"],
        applicant=row["applicant_name"],
        address=", ".join(part for part in place if part),
        phone=row["applicant__phone"] or "",
        agency=row["competent__name"],
        received_at=row["received_at"],
        due_at=row["due_at"],
        result_at=row["issued_at"],
        returned_at=row["delivered_at"],
        return_way=ReturnWay(way).label if row["delivered_at"] and way else "",
        note=_note(row),
    )


def _note(row: dict[str, Any]) -> str:
    status = Status(row["status"])
    if status in _ENDED_OTHERWISE or status is Status.CORRECTING:
        return status.label
    return f"Số {row['result_number']}" if row["result_number"] else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=VIETNAM)
