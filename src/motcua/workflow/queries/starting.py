"""What a new process begins with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from motcua.kernel.refusals import Refused
from motcua.workflow.queries.finding import find_process
from motcua.workflow.rules.processes import Body, ProcessContent
from motcua.workflow.rules.tables import write_matter


def process_to_begin_with(*, matter: str, agency: Body | None, is_express: bool, on: date) -> ProcessContent:
    """What applies to the matter at the agency today, as the first draft of a process for just those.

    :raises Refused: "process-not-found" where not even a general process is in force.
    """
    found = find_process(matter, agency.id if agency else None, on, express=is_express)
    if found is None:
        raise Refused(
            "process-not-found", "Chưa có quy trình chung nào để bắt đầu từ đó. Nhập quy trình từ tệp."
        )
    is_same = (found.matter, found.agency) == (matter, agency)
    name = found.name if is_same else _name(matter, agency)
    return replace(found, name=name, matter=matter, agency=agency, is_express=is_express, document="")


def _name(matter: str, agency: Body | None) -> str:
    what = f"Quy trình giải quyết thủ tục {write_matter(matter)}" if matter else "Quy trình chung"
    return f"{what} tại {agency}"[:300] if agency else what
