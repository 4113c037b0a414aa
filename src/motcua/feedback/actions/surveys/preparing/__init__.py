"""Surveys before they run: what, when and among whom; the list of those who may be asked; the draw."""

from motcua.feedback.actions.surveys.preparing.drawing import SurveySeed, draw_people
from motcua.feedback.actions.surveys.preparing.listing import UnitSize, bring_list, set_units, take_dossiers
from motcua.feedback.actions.surveys.preparing.settling import SurveyFacts, change_survey, start_survey

__all__ = [
    "SurveyFacts",
    "SurveySeed",
    "UnitSize",
    "bring_list",
    "change_survey",
    "draw_people",
    "set_units",
    "start_survey",
    "take_dossiers",
]
