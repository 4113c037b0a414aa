"""The signing of commitments in a year: opened for units, entered by them, urged, closed."""

from __future__ import annotations

from motcua.plans.actions.commitments.drives import (
    DriveFacts,
    add_drive_units,
    change_drive,
    close_drive,
    open_drive,
    remove_drive_unit,
    urge_signing,
)
from motcua.plans.actions.commitments.papers import (
    enter_commitments,
    keep_commitment_file,
    mark_head,
    remove_commitment,
)
from motcua.plans.actions.commitments.reporting import reopen_signing, report_signing

__all__ = [
    "DriveFacts",
    "add_drive_units",
    "change_drive",
    "close_drive",
    "enter_commitments",
    "keep_commitment_file",
    "mark_head",
    "open_drive",
    "remove_commitment",
    "remove_drive_unit",
    "reopen_signing",
    "report_signing",
    "urge_signing",
]
