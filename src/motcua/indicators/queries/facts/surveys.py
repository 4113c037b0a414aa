"""What people answered to surveys: the counts that were kept when each was closed."""

from __future__ import annotations

from motcua.indicators.enums import Tally
from motcua.indicators.queries.facts.asked import Facts

T = Tally

# A survey belongs to the last day on which it was answered, within the year it was made for: one of 2026 that is still
# answered in January 2027 is one of 2026.
_DAY = """
    greatest(make_date(s.year, 1, 1), least(make_date(s.year, 12, 31), upper(s.period) - 1,
                                            (s.closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date))
"""
_OF_SERVICE = "q.subject IN ('procedures', 'administration')"
_OF_EDUCATION = "q.subject = 'education'"

SURVEYS = Facts(
    rows=f"""
        asked a
        JOIN feedback_survey s ON s.status = 'closed' AND {_DAY} BETWEEN a.first_day AND a.last_day
            AND (a.known IS NULL OR s.closed_at < a.known)
        JOIN feedback_questionnaireversion v ON v.id = s.version_id
        JOIN feedback_questionnaire q ON q.id = v.questionnaire_id
        JOIN feedback_surveytally t ON t.survey_id = s.id
        CROSS JOIN LATERAL (VALUES (true, t.satisfied), (false, t.answered - t.satisfied)) n (is_satisfied, number)
    """,
    row="s.id",
    whose="s.agency_id",
    tallies={
        T.SURVEYED_SERVICE: _OF_SERVICE,
        T.SURVEYED_SERVICE_CONTENT: f"{_OF_SERVICE} AND n.is_satisfied",
        T.SURVEYED_EDUCATION: _OF_EDUCATION,
        T.SURVEYED_EDUCATION_CONTENT: f"{_OF_EDUCATION} AND n.is_satisfied",
    },
    number="n.number",
)
