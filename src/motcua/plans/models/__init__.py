"""The tables of plans."""

from motcua.plans.models.activities import Activity, ActivityCount, ActivityFile
from motcua.plans.models.commitments import Commitment, CommitmentDrive, CommitmentUnit
from motcua.plans.models.feeds import CalendarFeed
from motcua.plans.models.following import ChangeRequest, Duty, DutyFile, ProgressReport
from motcua.plans.models.initiatives import CouncilMember, Initiative, InitiativeCall, InitiativeScore
from motcua.plans.models.inspections import (
    Candidate,
    CheckAnswer,
    Checklist,
    ChecklistItem,
    ChecklistVersion,
    Inspection,
    InspectionFinding,
    InspectionMember,
    InspectionRound,
    InspectionSetting,
)
from motcua.plans.models.lines import FindingNote, Line, LineUnit, Target
from motcua.plans.models.plans import ChildPlan, Plan, PlanVersion
from motcua.plans.models.settings import ReminderSetting, UnitAlias
from motcua.plans.models.tasks import Task, TaskPartner

__all__ = [
    "Activity",
    "ActivityCount",
    "ActivityFile",
    "CalendarFeed",
    "Candidate",
    "ChangeRequest",
    "CheckAnswer",
    "Checklist",
    "ChecklistItem",
    "ChecklistVersion",
    "ChildPlan",
    "Commitment",
    "CommitmentDrive",
    "CommitmentUnit",
    "CouncilMember",
    "Duty",
    "DutyFile",
    "FindingNote",
    "Initiative",
    "InitiativeCall",
    "InitiativeScore",
    "Inspection",
    "InspectionFinding",
    "InspectionMember",
    "InspectionRound",
    "InspectionSetting",
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
