"""The whole catalogue as a workbook, made in the background."""

from __future__ import annotations

from datetime import datetime

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require_somewhere
from motcua.catalogue.exporting import write_workbook
from motcua.catalogue.queries.exports import count_in_force, procedures_in_force
from motcua.jobs.actions.background import Progress, queue_job
from motcua.jobs.models import Job
from motcua.jobs.rules.work import needs, restartable
from motcua.kernel.clock import local_day

CATALOGUE_JOB = "catalogue"


def ask_for_catalogue(*, by: Person, at: datetime) -> Job:
    """Let every procedure in force today be written, with all it says, as a workbook that can be imported again.

    :raises Refused: "keep-catalogue-not-allowed".
    """
    require_somewhere(by, Capability.KEEP_CATALOGUE, on=local_day(at))
    title = f"Toàn bộ danh mục thủ tục ngày {local_day(at):%d/%m/%Y}"
    return queue_job(kind=CATALOGUE_JOB, title=title, by=by, at=at)


@restartable
@needs(Capability.KEEP_CATALOGUE)
def write_catalogue_file(progress: Progress, at: datetime) -> None:
    """The job itself.

    :raises Refused: "cell-too-long".
    """
    on = local_day(at)
    with progress.result(f"danh-muc-day-du-{on:%Y%m%d}.xlsx") as stream:
        rows = progress.counted(procedures_in_force(on=on), count_in_force(on=on))
        written = write_workbook(stream, rows)
    progress.message = f"{written} thủ tục."
