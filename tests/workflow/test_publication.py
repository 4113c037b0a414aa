"""Processes in force: publication by a second person, periods, the end, and what never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import Bodies
from tests.workflow.conftest import PublishProcess
from tests.workflow.contents import changed
from tests.workflow.test_drafts import SEPTEMBER, facts_of, refused

from motcua.accounts.models import Person
from motcua.workflow.actions.drafts import copy_to_draft, start_draft_process
from motcua.workflow.actions.publication import publish_process, retire_process
from motcua.workflow.enums import ProcessState
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.queries import find_process, find_process_version, get_process
from motcua.workflow.queries.contents import _kept
from motcua.workflow.rules.processes import ProcessContent

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
MATTER = "procedure:1.000001"


def test_published_by_a_second_person_it_is_in_force_from_its_day(
    content: ProcessContent, bodies: Bodies, publish_content: PublishProcess, second_control_officer: Person
) -> None:
    version = publish_content(content, SEPTEMBER)
    assert (version.state, version.published_by) == (ProcessState.PUBLISHED, second_control_officer)
    assert facts_of(version) == ["ProcessDrafted", "ProcessPublished"]
    found = find_process(MATTER, bodies.department.pk, SEPTEMBER)
    assert found == content
    before = find_process(MATTER, bodies.department.pk, SEPTEMBER - timedelta(days=1))
    assert before is not None
    assert before.matter == ""


def test_who_may_not_publish(
    content: ProcessContent,
    control_focal_officer: Person,
    outsider: Person,
    handling_officer: Person,
    moment: datetime,
) -> None:
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)

    def publish(by: Person) -> object:
        return publish_process(version_id=draft.pk, from_on=OCTOBER, by=by, at=moment)

    refused("own-process-not-allowed", lambda: publish(control_focal_officer))
    refused("approve-decision-not-allowed", lambda: publish(outsider))
    refused("approve-decision-not-allowed", lambda: publish(handling_officer))


def test_the_database_keeps_two_people_apart_too(
    content: ProcessContent, control_focal_officer: Person, moment: datetime
) -> None:
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
    draft.published_by = control_focal_officer
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()


def test_a_draft_with_findings_or_without_decision_is_not_published(
    content: ProcessContent, control_focal_officer: Person, second_control_officer: Person, moment: datetime
) -> None:
    draft = start_draft_process(
        content=changed(content, "ky", role=None), by=control_focal_officer, at=moment
    )
    refusal = refused(
        "process-has-findings",
        lambda: publish_process(version_id=draft.pk, from_on=OCTOBER, by=second_control_officer, at=moment),
    )
    assert [finding["step"] for finding in refusal.details["findings"]] == ["ky"]
    other = start_draft_process(
        content=replace(content, agency=None, document=""), by=control_focal_officer, at=moment
    )
    refused(
        "process-document-missing",
        lambda: publish_process(version_id=other.pk, from_on=OCTOBER, by=second_control_officer, at=moment),
    )
    version = publish_process(
        version_id=other.pk, from_on=OCTOBER, document=" QĐ 9 ", by=second_control_officer, at=moment
    )
    assert get_process(version.pk).document == "QĐ 9"


def test_a_published_version_is_not_published_again(
    content: ProcessContent, publish_content: PublishProcess, second_control_officer: Person, moment: datetime
) -> None:
    version = publish_content(content, SEPTEMBER)
    refused(
        "process-not-draft",
        lambda: publish_process(version_id=version.pk, from_on=OCTOBER, by=second_control_officer, at=moment),
    )


@pytest.fixture
def three(
    content: ProcessContent,
    publish_content: PublishProcess,
    control_focal_officer: Person,
    second_control_officer: Person,
    moment: datetime,
) -> list[ProcessVersion]:
    """In force since September, from November, and then put in between from October."""
    versions = [publish_content(content, SEPTEMBER)]
    for day in (NOVEMBER, OCTOBER):
        draft = copy_to_draft(version=versions[0], by=control_focal_officer, at=moment)
        versions.append(
            publish_process(
                version_id=draft.pk, from_on=day, document="QĐ 2", by=second_control_officer, at=moment
            )
        )
    return versions


def test_periods_follow_each_other(three: list[ProcessVersion], bodies: Bodies) -> None:
    numbers = [
        version.number
        for day in (SEPTEMBER, OCTOBER, NOVEMBER, date(2030, 1, 1))
        if (version := find_process_version(MATTER, bodies.department.pk, day)) is not None
    ]
    assert numbers == [1, 3, 2, 2]


def test_a_day_is_given_once(
    three: list[ProcessVersion],
    control_focal_officer: Person,
    second_control_officer: Person,
    moment: datetime,
) -> None:
    draft = copy_to_draft(version=three[0], by=control_focal_officer, at=moment)
    refused(
        "process-day-taken",
        lambda: publish_process(
            version_id=draft.pk, from_on=OCTOBER, document="QĐ", by=second_control_officer, at=moment
        ),
    )


def test_retired_the_general_process_applies_again(
    three: list[ProcessVersion],
    bodies: Bodies,
    control_focal_officer: Person,
    second_control_officer: Person,
    moment: datetime,
) -> None:
    end = date(2026, 10, 15)
    retire_process(
        process_id=three[0].process_id, on=end, reason="Bãi bỏ", by=second_control_officer, at=moment
    )
    before = find_process(MATTER, bodies.department.pk, end - timedelta(days=1))
    after = find_process(MATTER, bodies.department.pk, NOVEMBER)
    assert before is not None
    assert after is not None
    assert (before.matter, after.matter) == (MATTER, "")
    assert facts_of(three[0])[-1] == "ProcessRetired"
    refused(
        "process-not-in-force",
        lambda: retire_process(
            process_id=three[0].process_id, on=end, reason="x", by=second_control_officer, at=moment
        ),
    )
    draft = copy_to_draft(version=three[0], by=control_focal_officer, at=moment)
    refused(
        "process-day-taken",
        lambda: publish_process(
            version_id=draft.pk, from_on=OCTOBER, document="QĐ", by=second_control_officer, at=moment
        ),
    )
    publish_process(version_id=draft.pk, from_on=end, document="QĐ", by=second_control_officer, at=moment)


def test_retiring_needs_the_right_a_reason_and_a_process_that_can_be_spared(
    content: ProcessContent,
    publish_content: PublishProcess,
    outsider: Person,
    second_control_officer: Person,
    moment: datetime,
) -> None:
    version = publish_content(content, SEPTEMBER)

    def retire(process_id: object, by: Person, reason: str = "x") -> None:
        retire_process(process_id=process_id, on=OCTOBER, reason=reason, by=by, at=moment)  # type: ignore[arg-type]

    refused("approve-decision-not-allowed", lambda: retire(version.process_id, outsider))
    refused("reason-missing", lambda: retire(version.process_id, second_control_officer, " "))
    general = Process.objects.get(matter="", agency=None, is_express=False)
    refused("process-needed", lambda: retire(general.pk, second_control_officer))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflow_processversion SET name = 'khác' WHERE id = %(id)s",
        "UPDATE workflow_processversion SET state = 'draft' WHERE id = %(id)s",
        "UPDATE workflow_processversion SET in_force = daterange('2020-01-01', NULL) WHERE id = %(id)s",
        "UPDATE workflow_step SET share_minutes = 1 WHERE version_id = %(id)s",
        "DELETE FROM workflow_move WHERE from_step_id IN (SELECT id FROM workflow_step WHERE version_id = %(id)s)",
        "INSERT INTO workflow_leg (version_id, position, key, title, limit_unit, is_lead)"
        " VALUES (%(id)s, 1, 'k', 't', '', false)",
        "INSERT INTO workflow_consultation (position, step_id, question, limit_unit)"
        " SELECT 1, id, 'q', '' FROM workflow_step WHERE version_id = %(id)s LIMIT 1",
        "DELETE FROM workflow_processversion WHERE id = %(id)s",
    ],
)
def test_nothing_changes_a_published_version(
    content: ProcessContent, publish_content: PublishProcess, statement: str
) -> None:
    version = publish_content(content, SEPTEMBER)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"id": version.pk})


def test_two_versions_are_never_in_force_together(
    content: ProcessContent, publish_content: PublishProcess, control_focal_officer: Person, moment: datetime
) -> None:
    version = publish_content(content, SEPTEMBER)
    draft = copy_to_draft(version=version, by=control_focal_officer, at=moment)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessVersion.objects.filter(pk=draft.pk).update(
            state="published", in_force=version.in_force, published_at=moment
        )


def test_finding_takes_two_queries_and_later_one(
    content: ProcessContent,
    bodies: Bodies,
    publish_content: PublishProcess,
    django_assert_num_queries,
    django_capture_on_commit_callbacks,
) -> None:
    version = publish_content(content, SEPTEMBER)
    with django_capture_on_commit_callbacks(execute=True), django_assert_num_queries(2):
        find_process(MATTER, bodies.department.pk, OCTOBER)
    with django_assert_num_queries(1):
        find_process(MATTER, bodies.department.pk, OCTOBER)
    with django_assert_num_queries(0):
        assert get_process(version.pk) == content
    _kept.pop(version.pk)


def test_nothing_is_kept_of_a_publication_that_was_undone(
    content: ProcessContent, publish_content: PublishProcess
) -> None:
    version = publish_content(content, SEPTEMBER)
    get_process(version.pk)
    assert version.pk not in _kept
