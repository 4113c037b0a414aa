"""Which process applies: the nearer goes before the more general; a general one is always there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from tests.cast import Bodies
from tests.workflow.conftest import PublishProcess
from tests.workflow.test_drafts import SEPTEMBER

from motcua.accounts.models import Person
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.workflow.actions.drafts import copy_to_draft
from motcua.workflow.actions.publication import publish_process
from motcua.workflow.actions.shipped import load_shipped
from motcua.workflow.enums import Act, ProcessShape, ProcessSide, StepKind
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.queries import find_process, get_process
from motcua.workflow.queries.keeping import (
    ProcessFilters,
    agencies_to_name,
    counts_of_processes,
    get_shown_version,
    page_of_processes,
    versions_to_check,
)
from motcua.workflow.queries.starting import process_to_begin_with
from motcua.workflow.rules.checks import check
from motcua.workflow.rules.processes import Body, ProcessContent

MATTER = "procedure:1.000001"
TODAY = date(2026, 9, 17)


@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(1999, 1, 1), date(2024, 2, 29), date(2090, 1, 1)])
def test_a_general_process_is_always_there(on: date) -> None:
    found = find_process("procedure:x", uuid4(), on)
    assert found is not None
    assert check(found) == []
    assert [step.kind for step in found.steps] == [
        kind for kind in StepKind if kind is not StepKind.CONSULTATION
    ]
    assert sum(step.share_percent or 0 for step in found.steps) == 100
    express = find_process("procedure:x", uuid4(), on, express=True)
    assert express is not None
    assert check(express) == []
    assert [step.kind for step in express.steps] == [StepKind.RECEPTION, StepKind.SIGNING, StepKind.RETURNING]
    assert express.last().allows(Act.RETURN_RESULT)


def test_the_nearer_process_goes_first(
    content: ProcessContent, bodies: Bodies, publish_content: PublishProcess
) -> None:
    names = {
        "own": content,
        "matter": replace(content, agency=None),
        "agency": replace(content, matter=""),
        "express": replace(content, is_express=True),
    }
    for name, one in names.items():
        publish_content(replace(one, name=name), SEPTEMBER)

    def found(matter: str, agency: object, *, express: bool = False) -> str:
        process = find_process(matter, agency, TODAY, express=express)  # type: ignore[arg-type]
        assert process is not None
        return process.name

    department, other = bodies.department.pk, bodies.other_department.pk
    assert found(MATTER, department) == "own"
    assert found(MATTER, other) == found(MATTER, None) == "matter"
    assert found("procedure:2", department) == "agency"
    assert found("procedure:2", other) == "Quy trình chung giải quyết thủ tục hành chính"
    assert found(MATTER, department, express=True) == "express"
    assert (
        found(MATTER, other, express=True) == "Quy trình chung tiếp nhận, giải quyết và trả kết quả tại quầy"
    )


def test_lists_count_filter_and_page(
    content: ProcessContent,
    bodies: Bodies,
    publish_content: PublishProcess,
    control_focal_officer: Person,
    moment: datetime,
    django_assert_num_queries,
) -> None:
    for place in range(7):
        publish_content(replace(content, name=f"Việc {place}", matter=f"procedure:7.{place}"), SEPTEMBER)
    later = publish_content(replace(content, name="Sau này", is_express=True), date(2027, 1, 1))
    first = Process.objects.get(matter="procedure:7.0")
    copy_to_draft(version=get_shown_version(first.pk, TODAY), by=control_focal_officer, at=moment)
    filters = ProcessFilters(on=TODAY)
    with django_assert_num_queries(1):
        number, sides, shapes = counts_of_processes(filters)
    assert number == 10
    assert sides == {
        ProcessSide.IN_FORCE: 9,
        ProcessSide.PLANNED: 1,
        ProcessSide.DRAFTED: 1,
        ProcessSide.ENDED: 0,
    }
    assert shapes[ProcessShape.OWN] == 8
    assert shapes[ProcessShape.EXPRESS] == 2
    with django_assert_num_queries(2):
        page = page_of_processes(filters, size=4)
    assert len(page) == 5
    rest = page_of_processes(filters, after=(page[3].process.sort_key, page[3].process.pk), size=50)
    assert page[4] == rest[0]
    assert len(page[:4]) + len(rest) == 10
    planned = page_of_processes(replace(filters, side=ProcessSide.PLANNED))
    assert [row.process.pk for row in planned] == [later.process_id]
    assert len(page_of_processes(replace(filters, text="viec 3"))) == 1
    assert len(page_of_processes(replace(filters, text="7.3"))) == 1
    assert len(page_of_processes(replace(filters, text=bodies.department.code))) == 8
    with django_assert_num_queries(1):
        assert len(versions_to_check(TODAY)) == 10


def test_a_new_process_begins_with_what_applies_today(
    content: ProcessContent, bodies: Bodies, publish_content: PublishProcess
) -> None:
    agency = Body(bodies.department.code, bodies.department.pk, bodies.department.name)
    begun = process_to_begin_with(matter=MATTER, agency=agency, is_express=False, on=TODAY)
    assert begun.name == "Quy trình giải quyết thủ tục 1.000001 tại Sở Giáo dục và Đào tạo"
    assert (begun.matter, begun.agency, begun.document) == (MATTER, agency, "")
    assert len(begun.steps) == 7
    publish_content(content, SEPTEMBER)
    again = process_to_begin_with(matter=MATTER, agency=agency, is_express=False, on=TODAY)
    assert again == replace(content, document="")


@pytest.mark.django_db
def test_no_version_is_refused_in_words() -> None:
    with pytest.raises(Refused) as caught:
        get_process(uuid4())
    assert caught.value.code == "process-not-found"
    with pytest.raises(Refused):
        get_shown_version(uuid4(), TODAY)


def test_schools_are_not_offered(bodies: Bodies) -> None:
    codes = [code for code, _ in agencies_to_name(TODAY)]
    assert bodies.exam_division.code in codes
    assert bodies.primary_school.code not in codes


@pytest.mark.django_db
def test_a_new_edition_follows_unless_the_office_made_the_process_its_own(
    installation: object, control_focal_officer: Person, second_control_officer: Person, moment: datetime
) -> None:
    general = Process.objects.get(matter="", agency=None, is_express=False)
    shipped = get_process(ProcessVersion.objects.get(process=general).pk)

    def load(name: str, digest: str, day: int) -> bool:
        at = datetime(2026, 9, day, 8, tzinfo=VIETNAM)
        return load_shipped(contents=[replace(shipped, name=name)], digest=digest, at=at)

    def standing(day: int) -> str:
        found = find_process("", None, date(2026, 9, day))
        assert found is not None
        return found.name

    copy_to_draft(version=ProcessVersion.objects.get(process=general), by=control_focal_officer, at=moment)
    assert load("Bản hai", "2", 20)
    assert not load("Bản hai", "2", 21)
    assert load("Bản hai, cùng ngày", "2b", 20)
    assert (standing(19), standing(20)) == (shipped.name, "Bản hai, cùng ngày")
    draft = ProcessVersion.objects.get(process=general, state="draft")
    publish_process(
        version_id=draft.pk, from_on=date(2026, 9, 25), document="QĐ", by=second_control_officer, at=moment
    )
    assert load("Bản ba", "3", 28)
    assert standing(29) == shipped.name
