"""Bringing a process in from a file, as a draft for a person to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from motcua.accounts.models import Person
from motcua.organisations.policy import Operator
from motcua.workflow.actions.drafts import start_draft_process
from motcua.workflow.files.reading import read_process
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules.processes import Body


@dataclass(frozen=True, slots=True)
class ImportedProcess:
    """The draft that came of a file, and what had to be guessed or left out."""

    version: ProcessVersion
    notes: tuple[str, ...]


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
