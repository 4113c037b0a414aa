"""Reading a process from a file of either form."""

from __future__ import annotations

from dataclasses import replace

from motcua.kernel.refusals import Refused
from motcua.workflow.files.bpmn_reading import read_bpmn
from motcua.workflow.files.workbook_reading import read_workbook
from motcua.workflow.rules.entering import MOST_STEPS, is_key, key_of
from motcua.workflow.rules.processes import ProcessContent
from motcua.workflow.rules.tables import ReadProcess


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
