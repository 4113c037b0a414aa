"""Every layout in every format gives the same tasks."""

from __future__ import annotations

import pytest
from tests.plans.specimens import FORMATS, SPECIMENS, Expected, Specimen

from motcua.documents.reading.opening import read_document
from motcua.plans.rules.reading.found import FoundTask, PlanReading
from motcua.plans.rules.reading.whole import read_plan


def read(specimen: Specimen, kind: str) -> PlanReading:
    return read_plan(read_document(content=FORMATS[kind](specimen), name=f"ke-hoach.{kind}"))


def flat(text: str) -> str:
    return " ".join(text.split())


def plain(task: FoundTask) -> Expected:
    return (
        task.number,
        flat(task.content),
        task.lead,
        task.partners,
        task.term.text,
        flat(task.product),
        flat(task.group),
    )


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda each: each.name)
def test_a_layout_gives_its_tasks_in_each_format(specimen: Specimen, kind: str) -> None:
    assert [plain(task) for task in read(specimen, kind).tasks] == list(specimen.tasks)
