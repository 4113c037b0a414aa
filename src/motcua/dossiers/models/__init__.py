"""The tables of dossiers, by topic."""

from motcua.dossiers.models.clock import Extension, Pause, SupplementRequest
from motcua.dossiers.models.codes import CodePattern, Counter, LateReceiptRule
from motcua.dossiers.models.dossier import Dossier, Party
from motcua.dossiers.models.keeping import (
    Draft,
    DraftFile,
    LookUpTry,
    OnlineDoor,
    Reading,
    SavedFilter,
)
from motcua.dossiers.models.papers import IssuedPaper, PaperFile, Result, SubmittedPaper
from motcua.dossiers.models.work import Consultation, Handover, Leg, Message, Passage

__all__ = [
    "CodePattern",
    "Consultation",
    "Counter",
    "Dossier",
    "Draft",
    "DraftFile",
    "Extension",
    "Handover",
    "IssuedPaper",
    "LateReceiptRule",
    "Leg",
    "LookUpTry",
    "Message",
    "OnlineDoor",
    "PaperFile",
    "Party",
    "Passage",
    "Pause",
    "Reading",
    "Result",
    "SavedFilter",
    "SubmittedPaper",
    "SupplementRequest",
]
