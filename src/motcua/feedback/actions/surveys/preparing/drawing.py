"""The draw: quotas by stratum, lots from a number, the same for whoever draws again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from uuid import UUID

from django.db import connection, transaction

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.locking import note
from motcua.feedback.actions.surveys.preparing.strata import lock_preparing, require_population
from motcua.feedback.enums.surveys import Population
from motcua.feedback.models import Survey, SurveyStratum
from motcua.feedback.rules.surveys.sampling import draw, quotas
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

_KEEP_LOTS = """
    UPDATE feedback_surveymember m SET ticket = d.ticket, place = d.place, is_drawn = d.taken
    FROM unnest(%s::uuid[], %s::text[], %s::int[], %s::bool[]) AS d(id, ticket, place, taken) WHERE m.id = d.id
"""


@dataclass(frozen=True, slots=True)
class SurveySeed:
    """A number published elsewhere, and where."""

    number: str
    source: str


@transaction.atomic
def draw_people(
    *, survey_id: UUID, seed: SurveySeed | None = None, reason: str = "", by: Person, at: datetime
) -> Survey:
    """Set the quotas and draw: with a number published elsewhere, or else with one made at this moment.

    Drawing again needs a reason; the earlier number stays in the journal.

    :raises Refused: "survey-not-found", "keep-surveys-not-allowed", "survey-status-wrong", "survey-population-wrong",
        "survey-nobody", "survey-wanted-missing", "survey-seed-wrong", "reason-missing".
    """
    survey = lock_preparing(survey_id, by, at)
    require_population(survey, Population.LIST, Population.DOSSIERS)
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
