"""Drafting processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from tests.cast import Bodies
from tests.workflow.conftest import PublishProcess
from tests.workflow.contents import changed, moves

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import OPERATOR
from motcua.workflow.actions.drafts import (
    copy_to_draft,
    drop_draft_process,
    save_draft_process,
    start_draft_process,
)
from motcua.workflow.enums import Act, ProcessState
from motcua.workflow.models import Process, ProcessVersion, Step
from motcua.workflow.queries.contents import get_process
from motcua.workflow.rules.processes import Body, ConsultationContent, LegContent, ProcessContent

SEPTEMBER = date(2026, 9, 1)


def refused(code: str, act: Callable[[], object]) -> Refused:
    """`act` is refused with this code and leaves no trace."""
    before = _everything()
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.code == code
    assert _everything() == before
    return caught.value


def _everything() -> tuple[object, ...]:
    return (
        list(ProcessVersion.objects.order_by("pk").values()),
        Step.objects.count(),
        Process.objects.count(),
        JournalEntry.objects.count(),
    )


def facts_of(version: ProcessVersion) -> list[str]:
    rows = JournalEntry.objects.filter(subject_kind="process", subject_id=str(version.process_id))
    return list(rows.order_by("seq").values_list("kind", flat=True))


def test_a_draft_says_what_was_given(
    content: ProcessContent, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    content = changed(
        content,
        "tham-dinh",
        unit=Body(bodies.exam_division.code),
        consultations=(ConsultationContent("Ý kiến?", Body(bodies.division.code), content.limit),),
        acts=frozenset({Act.PROPOSE, Act.CONSULT}),
        leg_key="so",
        papers="Mẫu 1\nMẫu 2",
    )
    content = replace(
        content, legs=(LegContent("so", 1, "Sở", Body(bodies.department.code), content.limit, True),)
    )
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
    said = get_process(draft.pk)
    assert said == content
    assert said.version_id == draft.pk
    unit = said.step("tham-dinh").unit
    assert unit is not None
    assert (unit.id, unit.name) == (bodies.exam_division.pk, bodies.exam_division.name)
    assert (draft.number, draft.state, draft.process.name) == (1, ProcessState.DRAFT, content.name)
    assert facts_of(draft) == ["ProcessDrafted"]


def test_a_draft_reads_in_one_query(
    content: ProcessContent, control_focal_officer: Person, moment: datetime, django_assert_num_queries
) -> None:
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
    with django_assert_num_queries(1):
        get_process(draft.pk)


def test_others_may_not_draft(
    content: ProcessContent, receiving_officer: Person, outsider: Person, moment: datetime
) -> None:
    for person in (receiving_officer, outsider):
        refused(
            "keep-catalogue-not-allowed",
            lambda person=person: start_draft_process(content=content, by=person, at=moment),
        )


def test_a_process_of_any_agency_is_kept_at_home(
    content: ProcessContent, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    anywhere = replace(content, agency=None)
    refused(
        "keep-catalogue-not-allowed", lambda: start_draft_process(content=anywhere, by=outsider, at=moment)
    )
    assert start_draft_process(content=anywhere, by=control_focal_officer, at=moment).process.agency is None


def test_an_agency_nobody_knows_is_named(
    content: ProcessContent, control_focal_officer: Person, moment: datetime
) -> None:
    wrong = changed(content, "ky", unit=Body("KHONG-CO"))
    refusal = refused(
        "agency-not-found", lambda: start_draft_process(content=wrong, by=control_focal_officer, at=moment)
    )
    assert refusal.details["codes"] == ["KHONG-CO"]


def test_what_cannot_be_stored_is_told_step_by_step(
    content: ProcessContent, control_focal_officer: Person, moment: datetime
) -> None:
    steps = [replace(one, name=" ", key="Ký!") if one.key == "ky" else one for one in content.steps]
    wrong = replace(content, steps=tuple(steps))
    refusal = refused(
        "process-invalid", lambda: start_draft_process(content=wrong, by=control_focal_officer, at=moment)
    )
    assert {fault["position"] for fault in refusal.details["faults"]} == {0, 2, 3}


def test_only_one_draft_at_a_time(
    content: ProcessContent, control_focal_officer: Person, moment: datetime
) -> None:
    start_draft_process(content=content, by=control_focal_officer, at=moment)
    refused(
        "process-draft-exists",
        lambda: start_draft_process(content=content, by=control_focal_officer, at=moment),
    )


def test_saving_replaces_what_the_draft_said(
    content: ProcessContent, control_focal_officer: Person, second_control_officer: Person, moment: datetime
) -> None:
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
    other = replace(changed(content, "ky", role=None, **moves((Act.SIGN, "tra"))), name="Tên mới")
    saved = save_draft_process(
        version_id=draft.pk, content=other, revision=1, by=second_control_officer, at=moment
    )
    assert get_process(draft.pk) == other
    assert (saved.revision, saved.prepared_by, saved.process.name) == (2, second_control_officer, "Tên mới")
    assert facts_of(draft) == ["ProcessDrafted", "ProcessDraftSaved"]


def test_saving_over_another_s_saving_is_refused(
    content: ProcessContent, control_focal_officer: Person, moment: datetime
) -> None:
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
    save_draft_process(version_id=draft.pk, content=content, revision=1, by=control_focal_officer, at=moment)
    refused(
        "process-changed",
        lambda: save_draft_process(
            version_id=draft.pk, content=content, revision=1, by=control_focal_officer, at=moment
        ),
    )


def test_saving_needs_the_right_and_a_draft(
    content: ProcessContent,
    outsider: Person,
    control_focal_officer: Person,
    moment: datetime,
    publish_content: PublishProcess,
) -> None:
    version = publish_content(content, SEPTEMBER)
    refused(
        "keep-catalogue-not-allowed",
        lambda: save_draft_process(version_id=version.pk, content=content, by=outsider, at=moment),
    )
    refused(
        "process-not-draft",
        lambda: save_draft_process(
            version_id=version.pk, content=content, by=control_focal_officer, at=moment
        ),
    )


def test_a_copy_is_the_next_version_without_its_decision(
    content: ProcessContent,
    control_focal_officer: Person,
    outsider: Person,
    moment: datetime,
    publish_content: PublishProcess,
) -> None:
    version = publish_content(content, SEPTEMBER)
    refused("keep-catalogue-not-allowed", lambda: copy_to_draft(version=version, by=outsider, at=moment))
    draft = copy_to_draft(version=version, by=control_focal_officer, at=moment)
    assert (draft.number, draft.process_id) == (2, version.process_id)
    assert get_process(draft.pk) == replace(content, document="")
    refused(
        "process-draft-exists", lambda: copy_to_draft(version=version, by=control_focal_officer, at=moment)
    )


def test_dropping_a_first_draft_takes_the_process_along(
    content: ProcessContent, control_focal_officer: Person, outsider: Person, moment: datetime
) -> None:
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
    refused(
        "keep-catalogue-not-allowed",
        lambda: drop_draft_process(version_id=draft.pk, by=outsider, at=moment),
    )
    drop_draft_process(version_id=draft.pk, by=control_focal_officer, at=moment)
    assert not Process.objects.filter(pk=draft.process_id).exists()
    assert facts_of(draft) == ["ProcessDrafted", "ProcessDraftDropped"]
    refused(
        "process-not-found",
        lambda: drop_draft_process(version_id=draft.pk, by=control_focal_officer, at=moment),
    )


def test_dropping_a_later_draft_leaves_what_is_in_force(
    content: ProcessContent, control_focal_officer: Person, moment: datetime, publish_content: PublishProcess
) -> None:
    version = publish_content(content, SEPTEMBER)
    draft = copy_to_draft(version=version, by=control_focal_officer, at=moment)
    renamed = replace(content, name="Tên khác")
    save_draft_process(version_id=draft.pk, content=renamed, by=control_focal_officer, at=moment)
    drop_draft_process(version_id=draft.pk, by=control_focal_officer, at=moment)
    process = Process.objects.get(pk=version.process_id)
    assert process.name == content.name
    refused(
        "process-not-draft",
        lambda: drop_draft_process(version_id=version.pk, by=control_focal_officer, at=moment),
    )


def test_the_operator_drafts_without_being_a_person(content: ProcessContent, moment: datetime) -> None:
    draft = start_draft_process(content=changed(content, "ky", role=Role.HEAD), by=OPERATOR, at=moment)
    assert draft.prepared_by is None
