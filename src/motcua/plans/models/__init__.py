"""The tables of plans."""

from motcua.plans.models.feeds import CalendarFeed
from motcua.plans.models.following import ChangeRequest, Duty, DutyFile, ProgressReport
from motcua.plans.models.lines import FindingNote, Line, LineUnit, Target
from motcua.plans.models.plans import ChildPlan, Plan, PlanVersion
from motcua.plans.models.settings import ReminderSetting, UnitAlias
from motcua.plans.models.tasks import Task, TaskPartner

__all__ = [
    "CalendarFeed",
    "ChangeRequest",
    "ChildPlan",
    "Duty",
    "DutyFile",
    "FindingNote",
    "Line",
    "LineUnit",
    "Plan",
    "PlanVersion",
    "ProgressReport",
    "ReminderSetting",
    "Target",
    "Task",
    "TaskPartner",
    "UnitAlias",
]
