"""Bringing a process in from a file, as a draft for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from motcua.accounts.models import Person
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import Operator
from motcua.workflow.actions.drafts import start_draft_process
from motcua.workflow.files.bpmn_reading import read_bpmn
from motcua.workflow.files.workbook_reading import read_workbook
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules.entering import MOST_STEPS, is_key, key_of
from motcua.workflow.rules.processes import Body, ProcessContent
from motcua.workflow.rules.tables import ReadProcess


@dataclass(frozen=True, slots=True)
class ImportedProcess:
    """The draft that came of a file, and what had to be guessed or left out."""

    version: ProcessVersion
    notes: tuple[str, ...]


def read_process(data: bytes, *, name: str) -> ReadProcess:
    """What the file says, with keys that can be stored: a workbook, or BPMN 2.0, whatever it is called.

    :raises Refused: "file-unknown-format", "file-too-large", "file-unreadable", "columns-missing", "process-empty".
    """
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK"):
        read = read_workbook(data)
    elif start.startswith(b"<") or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        read = read_bpmn(data)
    else:
        raise Refused(
            "file-unknown-format",
            f"Tệp {name} không phải bảng tính XLSX hay BPMN 2.0. Lưu lại ở một trong hai dạng này.",
            file=name,
        )
    return replace(read, content=_with_good_keys(read.content))


@transaction.atomic
def import_process(
    *,
    data: bytes,
    name: str,
    by: Person | Operator,
    at: datetime,
    matter: str | None = None,
    agency: Body | None = None,
) -> ImportedProcess:
    """A draft of what the file says; `matter` and `agency` go before what the file says of them.

    :raises Refused: as `read_process` and `start_draft_process`.
    """
    read = read_process(data, name=name)
    content = read.content
    if matter is not None:
        content = replace(content, matter=matter)
    if agency is not None:
        content = replace(content, agency=agency)
    version = start_draft_process(content=content, by=by, at=at, reason=f"file:{name[:120]}")
    return ImportedProcess(version, read.notes)


def _with_good_keys(content: ProcessContent) -> ProcessContent:
    """Keys that other programs made may hold anything: those get new ones, and the moves follow."""
    named = {step.key: step.name for step in content.steps[: MOST_STEPS + 1]}
    keys = _good_keys(named)
    legs = _good_keys({leg.key: leg.title for leg in content.legs})
    steps = tuple(
        replace(
            step,
            key=keys.get(step.key, step.key),
            leg_key=legs.get(step.leg_key, step.leg_key),
            moves=tuple(replace(move, to_key=keys.get(move.to_key, move.to_key)) for move in step.moves),
        )
        for step in content.steps
    )
    return replace(content, steps=steps, legs=tuple(replace(leg, key=legs[leg.key]) for leg in content.legs))


def _good_keys(named: dict[str, str]) -> dict[str, str]:
    good = {key: key for key in named if is_key(key)}
    for key, name in named.items():
        if key not in good:
            good[key] = key_of(key or name, taken=good.values())
    return good
