"""What the acts of preparing share: the survey held while it is prepared, its strata, its people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.locking import lock_survey
from motcua.feedback.enums.surveys import Population, SurveyStatus
from motcua.feedback.models import Survey, SurveyMember, SurveyStratum
from motcua.feedback.policy.surveys import require_keep_surveys
from motcua.kernel.actions import insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold, sort_key
from motcua.organisations.models import Agency

MOST_STRATA = 5000
_AT_ONCE = 2000


def lock_preparing(survey_id: UUID, by: Person, at: datetime) -> Survey:
    """The survey, held until the transaction ends, for who keeps surveys there.

    :raises Refused: "survey-not-found", "survey-status-wrong", "keep-surveys-not-allowed".
    """
    survey = lock_survey(survey_id, SurveyStatus.PREPARING)
    require_keep_surveys(by, agency_id=survey.agency_id, on=local_day(at))
    return survey


def require_population(survey: Survey, *allowed: Population) -> None:
    """Refuse an act that does not belong to those whom the survey asks.

    :raises Refused: "survey-population-wrong".
    """
    if survey.population not in allowed:
        raise Refused(
            "survey-population-wrong",
            f"Cuộc khảo sát này hỏi “{Population(survey.population).label}” nên không làm được việc này.",
        )


def forget_draw(survey: Survey) -> None:
    """Nobody is drawn any more; the caller saves the survey."""
    survey.seed, survey.seed_source, survey.drawn_at = "", "", None
    survey.strata.update(quota=0)
    survey.members.update(ticket="", place=None, is_drawn=False)


def put_strata(survey: Survey, strata: Sequence[SurveyStratum]) -> None:
    """Let these be its strata, without anybody in them yet; what was there goes.

    :raises Refused: "survey-too-many-units".
    """
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
        stratum.sort_key = f"{sort_key(stratum.unit_name)}\n{sort_key(stratum.respondents)}"[:1400]
    SurveyStratum.objects.bulk_create(strata)
    forget_draw(survey)
    survey.save(update_fields=["seed", "seed_source", "drawn_at"])


def _agencies_named(names: set[str], survey: Survey) -> dict[str, UUID]:
    """The agencies of these folded names, where a name means exactly one."""
    found: dict[str, list[UUID]] = {}
    day = survey.period.lower
    for pk, name, short in Agency.objects.filter(held__contains=day).values_list("pk", "name", "short_name"):
        for mark in {fold(name), fold(short)} & names:
            found.setdefault(mark, []).append(pk)
    return {mark: own[0] for mark, own in found.items() if len(own) == 1}


def put_members(members: Sequence[SurveyMember]) -> None:
    """Write down who may be asked, some thousand at once."""
    for start in range(0, len(members), _AT_ONCE):
        insert_all(members[start : start + _AT_ONCE])
