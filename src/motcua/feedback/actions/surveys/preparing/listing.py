"""Who may be asked: a list that is brought, applicants of dossiers, or schools without a list of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus, PartyRole
from motcua.dossiers.models import Party
from motcua.feedback.actions.surveys.locking import note
from motcua.feedback.actions.surveys.preparing.strata import (
    lock_preparing,
    put_members,
    put_strata,
    require_population,
)
from motcua.feedback.enums.surveys import Population
from motcua.feedback.files.survey_sheets import Listed
from motcua.feedback.models import Survey, SurveyMember, SurveyStratum
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree


@dataclass(frozen=True, slots=True)
class UnitSize:
    """A school whose people get sheets without a list of names: how many they are, None when nobody knows."""

    unit: str
    respondents: str = ""
    size: int | None = None


@transaction.atomic
def bring_list(*, survey_id: UUID, rows: Sequence[Listed], by: Person, at: datetime) -> Survey:
    """Let these people, and nobody else, be those who may be asked; strata are their schools and kinds.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-population-wrong",
        "survey-too-many-units".
    """
    survey = lock_preparing(survey_id, by, at)
    require_population(survey, Population.LIST)
    sizes: dict[tuple[str, str], list[Listed]] = {}
    for row in rows:
        sizes.setdefault((fold(row.unit), fold(row.respondents)), []).append(row)
    strata = [
        SurveyStratum(
            key=f"d{place:04}", unit_name=own[0].unit, respondents=own[0].respondents, size=len(own)
        )
        for place, (_mark, own) in enumerate(sorted(sizes.items()), start=1)
    ]
    put_strata(survey, strata)
    by_mark = dict(zip(sorted(sizes), strata, strict=True))
    put_members(
        [
            SurveyMember(
                survey=survey,
                stratum=by_mark[mark],
                key=row.key,
                name=row.name,
                email=row.email,
                phone=row.phone,
            )
            for mark, own in sizes.items()
            for row in own
        ]
    )
    note(survey, "SurveyListBrought", {"people": len(rows), "strata": len(strata)}, by, at)
    return survey


@transaction.atomic
def take_dossiers(*, survey_id: UUID, by: Person, at: datetime) -> Survey:
    """Let the applicants of the dossiers delivered in the survey's time be those who may be asked, once for each
    dossier; strata are the agencies that resolved them.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-population-wrong",
        "survey-nobody".
    """
    survey = lock_preparing(survey_id, by, at)
    require_population(survey, Population.DOSSIERS)
    found = list(_applicants(survey, at))
    if not found:
        raise Refused("survey-nobody", "Không có hồ sơ nào đã trả kết quả trong thời gian này. Xem lại ngày.")
    numbers: dict[UUID, int] = {}
    for party in found:
        numbers[party.dossier.competent_id] = numbers.get(party.dossier.competent_id, 0) + 1
    agencies = Agency.objects.in_bulk(list(numbers))
    strata = {
        pk: SurveyStratum(key=agencies[pk].code, unit_name=agencies[pk].name, agency_id=pk, size=size)
        for pk, size in numbers.items()
    }
    put_strata(survey, list(strata.values()))
    put_members(
        [
            SurveyMember(
                survey=survey,
                stratum=strata[party.dossier.competent_id],
                key=party.dossier.code,
                name=party.name,
                email=party.email,
                phone=party.phone,
                person_id=party.person_id,
            )
            for party in found
        ]
    )
    note(survey, "SurveyDossiersTaken", {"people": len(found), "strata": len(strata)}, by, at)
    return survey


@transaction.atomic
def set_units(*, survey_id: UUID, units: Sequence[UnitSize], by: Person, at: datetime) -> Survey:
    """Let these schools be asked without a list of names: by paper, or by an open link on which people choose theirs.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-population-wrong",
        "survey-units-wrong", "survey-too-many-units".
    """
    survey = lock_preparing(survey_id, by, at)
    require_population(survey, Population.LIST, Population.OPEN)
    marks = [(fold(unit.unit), fold(unit.respondents)) for unit in units]
    if not units or len(set(marks)) < len(marks) or not all(unit for unit, _kind in marks):
        raise Refused("survey-units-wrong", "Ghi mỗi đơn vị một lần, không để trống tên.", field="units")
    strata = [
        SurveyStratum(key=f"d{place:04}", unit_name=unit.unit, respondents=unit.respondents, size=unit.size)
        for place, (_mark, unit) in enumerate(
            sorted(zip(marks, units, strict=True), key=lambda two: two[0]), 1
        )
    ]
    put_strata(survey, strata)
    note(survey, "SurveyUnitsSet", {"strata": len(strata)}, by, at)
    return survey


def _applicants(survey: Survey, at: datetime) -> QuerySet[Party]:
    assert survey.served is not None  # checked when it was settled
    units = subtree(survey.agency_id, local_day(at)).values("pk")
    return (
        Party.objects.filter(
            role=PartyRole.APPLICANT,
            dossier__delivery=DeliveryStatus.DELIVERED,
            dossier__delivered_at__date__gte=survey.served.lower,
            dossier__delivered_at__date__lt=survey.served.upper,
            dossier__competent__in=units,
        )
        .select_related("dossier")
        .defer("dossier__words")
        .order_by("dossier__code")
    )
