"""Where each figure of the year opens: the list narrowed to exactly the rows that were counted."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from motcua.organisations.models import Agency
from motcua.plans.enums import (
    ActivityKind,
    ActivityMeasure,
    ActivityStatus,
    CommitmentUnitKind,
    InitiativeStatus,
)
from motcua.plans.models import CommitmentDrive
from motcua.plans.rules.yearly import Figure

_HELD = {
    "training_held": ActivityKind.TRAINING,
    "contests_held": ActivityKind.CONTEST,
    "dialogues_held": ActivityKind.DIALOGUE,
}
_COUNTED = {
    "training_classes": (ActivityKind.TRAINING, ActivityMeasure.CLASSES),
    "training_participants": (ActivityKind.TRAINING, ActivityMeasure.PARTICIPANTS),
    "communication_items": (ActivityKind.COMMUNICATION, ActivityMeasure.ITEMS),
    "communication_views": (ActivityKind.COMMUNICATION, ActivityMeasure.VIEWS),
    "communication_followers": (ActivityKind.COMMUNICATION, ActivityMeasure.FOLLOWERS),
    "contest_participants": (ActivityKind.CONTEST, ActivityMeasure.PARTICIPANTS),
    "dialogue_questions": (ActivityKind.DIALOGUE, ActivityMeasure.QUESTIONS),
}
_INITIATIVES = {
    "initiatives_reform": {"cai-cach": "1", "tru-rut": "1"},
    "initiatives_registered": {"tru-rut": "1"},
    "initiatives_recognised": {"tinh-trang": InitiativeStatus.RECOGNISED.value},
}


class Links:
    """The addresses behind the figures of one agency's year; one query however many figures are asked for."""

    def __init__(self, agency: Agency, year: int) -> None:
        self._where = {"co-quan": str(agency.pk), "nam": str(year)}
        drives = CommitmentDrive.objects.filter(agency=agency, year=year).order_by("id")
        self._drives = list(drives.values_list("pk", flat=True)[:2])

    def of(self, figure: Figure) -> tuple[str, list[tuple[str, int, str]]]:
        """The address of the figure, and label, value and address of each of its parts ("" where it has none)."""
        code = figure.code
        if code.startswith("commitment_"):
            parts = [(part.label, part.value, self._signing(code, part.code)) for part in figure.parts]
            return self._signing(code), parts
        if code in _INITIATIVES:
            asked = _INITIATIVES[code]
            return self._list("initiatives", asked), [
                (part.label, part.value, self._list("initiatives", {**asked, **_part_of(part.code)}))
                for part in figure.parts
            ]
        asked = _activities(code)
        return self._list("activities", asked), [
            (part.label, part.value, self._list("activities", {**asked, "kenh": part.code}))
            for part in figure.parts
        ]

    def _signing(self, code: str, part: str = "") -> str:
        """The units or papers of the year's signing; the list of signings where there are several or none."""
        if len(self._drives) != 1:
            return self._list("commitments", {})
        (drive,) = self._drives
        if code == "commitment_papers":
            address, asked = reverse("desk:commitments:signers", args=[drive]), {"loai": part}
        else:
            kind = (
                CommitmentUnitKind.DIVISION if code == "commitment_divisions" else CommitmentUnitKind.ATTACHED
            )
            signed = (
                "da" if part == "reported" or kind is CommitmentUnitKind.DIVISION else "co-ban-thu-truong"
            )
            address = reverse("desk:commitments:page", args=[drive])
            asked = {"loai": kind.value, "tinh-trang": signed}
        kept = {name: value for name, value in asked.items() if value}
        return f"{address}?{urlencode(kept)}" if kept else address

    def _list(self, place: str, asked: dict[str, str]) -> str:
        return f"{reverse(f'desk:{place}:list')}?{urlencode({**self._where, **asked})}"


def _activities(code: str) -> dict[str, str]:
    held = {"tinh-trang": ActivityStatus.HELD.value}
    if code in _HELD:
        return {**held, "loai": _HELD[code].value}
    kind, measure = _COUNTED[code]
    return {**held, "loai": kind.value, "dem": measure.value}


def _part_of(code: str) -> dict[str, str]:
    """What narrows initiatives to a part: those recognised, or those recognised at one level."""
    recognised = {"tinh-trang": InitiativeStatus.RECOGNISED.value}
    return recognised if code == "recognised" else {**recognised, "cap": code}
