"""Surveys before they run: what, when and among whom; the list of those who may be asked; the draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus, PartyRole
from motcua.dossiers.models import Party
from motcua.feedback.actions.surveys.locking import lock_survey, note
from motcua.feedback.enums.surveys import Population, SurveyStatus
from motcua.feedback.files.survey_sheets import Listed
from motcua.feedback.models import QuestionnaireVersion, Survey, SurveyMember, SurveyStratum
from motcua.feedback.policy.surveys import questionnaire_not_found, require_keep_surveys
from motcua.feedback.rules.surveys.sampling import draw, quotas
from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold, sort_key
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree

MOST_STRATA = 5000
_AT_ONCE = 2000
EVERYBODY = "chung"
_KEEP_LOTS = """
    UPDATE feedback_surveymember m SET ticket = d.ticket, place = d.place, is_drawn = d.taken
    FROM unnest(%s::uuid[], %s::text[], %s::int[], %s::bool[]) AS d(id, ticket, place, taken) WHERE m.id = d.id
"""
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """What is settled about a survey before it runs."""

    title: str
    version_id: UUID
    year: int
    period: Period
    population: Population
    served: Period | None = None
    wanted: int = 0
    least: int = 0
    twice_share: int = 10


@dataclass(frozen=True, slots=True)
class UnitSize:
    """A school whose people get sheets without a list of names: how many they are, None when nobody knows."""

    unit: str
    respondents: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class SurveySeed:
    """A number published elsewhere, and where."""

    number: str
    source: str


@transaction.atomic
def start_survey(
    *, agency_id: UUID, facts: SurveyFacts, by: Person, at: datetime, is_sample: bool = False
) -> Survey:
    """A survey of the agency, in preparation.

    :raises Refused: "keep-surveys-not-allowed", "survey-title-missing", "survey-period-wrong", "survey-served-missing",
        "questionnaire-not-found", "questionnaire-not-published".
    """
    require_keep_surveys(by, agency_id=agency_id, on=local_day(at))
    said = _checked(facts, agency_id, at)
    survey = Survey.objects.create(
        code=_next_code(facts.year),
        agency_id=agency_id,
        created_by=by,
        created_at=at,
        is_sample=is_sample,
        **said,
    )
    if facts.population is Population.OPEN:
        _put_strata(survey, [SurveyStratum(key=EVERYBODY, unit_name="Chung")])
    note(survey, "SurveyStarted", {"title": survey.title, "population": survey.population}, by, at)
    return survey


@transaction.atomic
def change_survey(*, survey_id: UUID, facts: SurveyFacts, by: Person, at: datetime) -> Survey:
    """Settle the survey anew while it is in preparation; a draw that was made no longer stands when numbers or people
    change.

    :raises Refused: as `start_survey`, and "survey-not-found", "survey-status-wrong", "survey-population-settled".
    """
    survey = _preparing(survey_id, by, at)
    said = _checked(facts, survey.agency_id, at)
    if facts.population != survey.population and survey.strata.exists():
        raise Refused(
            "survey-population-settled",
            "Cuộc khảo sát này đã có danh sách hoặc đơn vị nên không đổi cách chọn người. Lập cuộc khác.",
            field="population",
        )
    moved = any(getattr(survey, name) != said[name] for name in ("wanted", "least", "served"))
    for name, value in said.items():
        setattr(survey, name, value)
    if moved:
        _forget_draw(survey)
    survey.save()
    note(survey, "SurveyChanged", {"title": survey.title, "draw_forgotten": moved}, by, at)
    return survey


@transaction.atomic
def bring_list(*, survey_id: UUID, rows: Sequence[Listed], by: Person, at: datetime) -> Survey:
    """Let these people, and nobody else, be those who may be asked; strata are their schools and kinds.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-population-wrong",
        "survey-too-many-units".
    """
    survey = _preparing(survey_id, by, at)
    _require_population(survey, Population.LIST)
    sizes: dict[tuple[str, str], list[Listed]] = {}
    for row in rows:
        sizes.setdefault((fold(row.unit), fold(row.respondents)), []).append(row)
    strata = [
        SurveyStratum(
            key=f"d{place:04}", unit_name=own[0].unit, respondents=own[0].respondents, size=len(own)
        )
        for place, (_mark, own) in enumerate(sorted(sizes.items()), start=1)
    ]
    _put_strata(survey, strata)
    by_mark = dict(zip(sorted(sizes), strata, strict=True))
    _put_members(
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
    survey = _preparing(survey_id, by, at)
    _require_population(survey, Population.DOSSIERS)
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
    _put_strata(survey, list(strata.values()))
    _put_members(
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
    survey = _preparing(survey_id, by, at)
    _require_population(survey, Population.LIST, Population.OPEN)
    marks = [(fold(unit.unit), fold(unit.respondents)) for unit in units]
    if not units or len(set(marks)) < len(marks) or not all(unit for unit, _kind in marks):
        raise Refused("survey-units-wrong", "Ghi mỗi đơn vị một lần, không để trống tên.", field="units")
    strata = [
        SurveyStratum(key=f"d{place:04}", unit_name=unit.unit, respondents=unit.respondents, size=unit.size)
        for place, (_mark, unit) in enumerate(
            sorted(zip(marks, units, strict=True), key=lambda two: two[0]), 1
        )
    ]
    _put_strata(survey, strata)
    note(survey, "SurveyUnitsSet", {"strata": len(strata)}, by, at)
    return survey


@transaction.atomic
def draw_people(
    *, survey_id: UUID, seed: SurveySeed | None = None, reason: str = "", by: Person, at: datetime
) -> Survey:
    """Set the quotas and draw: with a number published elsewhere, or else with one made at this moment.

    Drawing again needs a reason; the earlier number stays in the journal.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-population-wrong",
        "survey-nobody", "survey-wanted-missing", "survey-seed-wrong", "reason-missing".
    """
    survey = _preparing(survey_id, by, at)
    _require_population(survey, Population.LIST, Population.DOSSIERS)
    if survey.seed and not clean(reason):
        raise Refused(
            "reason-missing", "Đã rút một lần. Ghi lý do rút lại; lần trước vẫn được lưu.", field="reason"
        )
    strata = list(survey.strata.all())
    sizes = {stratum.key: stratum.size or 0 for stratum in strata}
    if not sum(sizes.values()):
        raise Refused("survey-nobody", "Chưa có danh sách người hoặc số người của từng đơn vị.")
    if not survey.wanted:
        raise Refused("survey-wanted-missing", "Ghi số người cần hỏi trước khi rút.", field="wanted")
    before = survey.seed
    survey.seed, survey.seed_source = _seed(seed)
    survey.draws, survey.drawn_at = survey.draws + 1, at
    survey.save(update_fields=["seed", "seed_source", "draws", "drawn_at"])
    quota = quotas(sizes, wanted=survey.wanted, least=survey.least)
    for stratum in strata:
        stratum.quota = quota[stratum.key]
    SurveyStratum.objects.bulk_update(strata, ["quota"])
    drawn = _draw_members(survey, quota)
    payload = {
        "seed": survey.seed,
        "seed_source": survey.seed_source,
        "draw": survey.draws,
        "before": before,
        "quotas": quota,
        "drawn": drawn,
        "reason": clean(reason),
    }
    note(survey, "SurveyDrawn", payload, by, at)
    return survey


def _draw_members(survey: Survey, quota: dict[str, int]) -> int:
    members = list(survey.members.values_list("pk", "stratum__key", "key"))
    drawn = draw([(stratum, key) for _pk, stratum, key in members], seed=survey.seed, quota=quota)
    lots = {(one.stratum, one.key): one for one in drawn}
    own = [lots[stratum, key] for _pk, stratum, key in members]
    with connection.cursor() as cursor:
        # A list that has just come in has no statistics yet; row by row it would be compared with every lot.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(
            _KEEP_LOTS,
            (
                [pk for pk, _stratum, _key in members],
                [lot.ticket for lot in own],
                [lot.place for lot in own],
                [lot.is_taken for lot in own],
            ),
        )
        cursor.execute("SET LOCAL enable_nestloop = on")
    return sum(lot.is_taken for lot in own)


def _seed(seed: SurveySeed | None) -> tuple[str, str]:
    if seed is None:
        return token_hex(16), ""
    number, source = clean(seed.number), clean(seed.source)[:200]
    if not number or len(number) > 64 or not source:
        raise Refused(
            "survey-seed-wrong",
            "Ghi con số (tối đa 64 ký tự) và nơi công bố con số đó, hoặc để trống cả hai cho hệ thống tự lấy.",
            field="number",
        )
    return number, source


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


def _checked(facts: SurveyFacts, agency_id: UUID, at: datetime) -> dict[str, object]:
    title = " ".join(clean(facts.title).split())[:300]
    if not title:
        raise Refused("survey-title-missing", "Ghi tên cuộc khảo sát.", field="title")
    if facts.period.end is None or facts.period.end <= local_day(at):
        raise Refused("survey-period-wrong", "Thời gian trả lời phải có ngày cuối chưa qua.", field="ends_on")
    if facts.population is Population.DOSSIERS and (facts.served is None or facts.served.end is None):
        raise Refused(
            "survey-served-missing", "Ghi thời gian trả kết quả của các hồ sơ.", field="served_from"
        )
    version = QuestionnaireVersion.objects.filter(
        pk=facts.version_id, questionnaire__agency=agency_id
    ).first()
    if version is None:
        raise questionnaire_not_found()
    if version.published_at is None:
        raise Refused(
            "questionnaire-not-published",
            "Bản câu hỏi này chưa ban hành. Ban hành trước rồi dùng.",
            field="version",
        )
    served = facts.served
    return {
        "title": title,
        "version": version,
        "year": facts.year,
        "period": DateRange(facts.period.start, facts.period.end),
        "population": facts.population,
        "served": DateRange(served.start, served.end) if served else None,
        "wanted": facts.wanted,
        "least": facts.least,
        "twice_share": min(100, facts.twice_share),
    }


def _next_code(year: int) -> str:
    with connection.cursor() as cursor:  # two starts at once: the second counts the first
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('motcua:survey-code'))")
        cursor.execute(
            "SELECT COALESCE(MAX(split_part(code, '-', 3)::int), 0) + 1 FROM feedback_survey WHERE code LIKE %s",
            [f"KS-{year}-%"],
        )
        (number,) = cursor.fetchone()
    return f"KS-{year}-{number:03}"


def _preparing(survey_id: UUID, by: Person, at: datetime) -> Survey:
    survey = lock_survey(survey_id, SurveyStatus.PREPARING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    return survey


def _require_population(survey: Survey, *allowed: Population) -> None:
    if survey.population not in allowed:
        raise Refused(
            "survey-population-wrong",
            f"Cuộc khảo sát này hỏi “{Population(survey.population).label}” nên không làm được việc này.",
        )


def _forget_draw(survey: Survey) -> None:
    survey.seed, survey.seed_source, survey.drawn_at = "", "", None
    survey.strata.update(quota=0)
    survey.members.update(ticket="", place=None, is_drawn=False)


def _put_strata(survey: Survey, strata: Sequence[SurveyStratum]) -> None:
    if len(strata) > MOST_STRATA:
        raise Refused(
            "survey-too-many-units", f"Danh sách có hơn {MOST_STRATA} đơn vị, đối tượng.", field="file"
        )
    survey.members.all().delete()
    survey.strata.all().delete()
    known = _agencies_named({fold(stratum.unit_name) for stratum in strata}, survey)
    for stratum in strata:
        stratum.survey = survey
        stratum.agency_id = stratum.agency_id or known.get(fold(stratum.unit_name))
        stratum.sort_key = f"{_in_order(stratum.unit_name)}\n{_in_order(stratum.respondents)}"[:1400]
    SurveyStratum.objects.bulk_create(strata)
    _forget_draw(survey)
    survey.save(update_fields=["seed", "seed_source", "drawn_at"])


def _in_order(name: str) -> str:
    """A key by which school number 2 stands before number 10."""
    parts = _NUMBERS.split(name)
    return "".join(part.zfill(8) if part.isdecimal() else sort_key(part) for part in parts)


def _agencies_named(names: set[str], survey: Survey) -> dict[str, UUID]:
    """The agencies of these folded names, where a name means exactly one."""
    found: dict[str, list[UUID]] = {}
    day = survey.period.lower
    for pk, name, short in Agency.objects.filter(held__contains=day).values_list("pk", "name", "short_name"):
        for mark in {fold(name), fold(short)} & names:
            found.setdefault(mark, []).append(pk)
    return {mark: own[0] for mark, own in found.items() if len(own) == 1}


def _put_members(members: Sequence[SurveyMember]) -> None:
    for start in range(0, len(members), _AT_ONCE):
        insert_all(members[start : start + _AT_ONCE])
