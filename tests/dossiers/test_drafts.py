"""Drafts: lodged only through an open door, thrown away with their files, told of what changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.documents.samples import pdf
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.actions.versions import close_versions
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.documents.actions import keep_file
from motcua.documents.models import StoredFile
from motcua.dossiers.actions.drafts import (
    add_draft_files,
    drop_draft,
    drop_draft_file,
    save_draft,
    start_draft,
    submit_draft,
)
from motcua.dossiers.actions.intake import receive
from motcua.dossiers.actions.online_doors import set_online_door
from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier, Draft, PaperFile
from motcua.dossiers.queries.offers import get_offer
from motcua.dossiers.tasks import look_after_drafts
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.organisations.policy import SYSTEM

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
Begun = Callable[[], Draft]


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    return


@pytest.fixture
def door(moment: datetime) -> Callable[..., None]:
    def put(*, is_open: bool, since: date) -> None:
        reason = "Nộp tại Cổng Dịch vụ công quốc gia."
        set_online_door(agency_id=None, is_open=is_open, reason=reason, since=since, by=SYSTEM, at=moment)

    put(is_open=True, since=date(2026, 1, 1))
    return put


@pytest.fixture
def begun(
    diploma: Procedure, bodies: Bodies, citizen: Person, door: Callable[..., None], moment: datetime
) -> Begun:
    """A draft with everything in it, ready to be lodged."""

    def make() -> Draft:
        area = bodies.department.area_id
        assert area is not None
        draft = start_draft(procedure_id=diploma.pk, area_id=area, by=citizen, at=moment)
        Draft.objects.update(form=None)  # the general form has its own story
        for paper in get_offer(diploma.pk, moment.date()).papers_of(""):
            kept = keep_file(data=pdf(), name="giay.pdf", by=citizen.actor, at=moment)
            add_draft_files(
                draft_id=draft.pk, files=[kept], component_id=paper.component_id, by=citizen, at=moment
            )
        own = {"applicant": {"name": "Nguyễn Thị Hồng", "person": str(citizen.pk)}}
        return save_draft(draft_id=draft.pk, by=citizen, at=moment, parties=own)

    return make


def submit(draft: Draft, by: Person, at: datetime) -> str:
    """The code with which lodging is refused."""
    with pytest.raises(Refused) as found:
        submit_draft(draft_id=draft.pk, by=by, at=at)
    assert not Dossier.objects.exists()
    return found.value.code


def told(event: str) -> list[Any]:
    return list(Notice.objects.filter(event=event).values_list("recipient", flat=True))


def test_who_lodges_is_told_at_once_and_so_is_the_desk(
    begun: Begun, citizen: Person, desk_officer: Person, moment: datetime
) -> None:
    draft = begun()
    dossier = submit_draft(draft_id=draft.pk, by=citizen, at=moment)
    assert submit_draft(draft_id=draft.pk, by=citizen, at=moment).pk == dossier.pk
    assert sorted(told("dossier_submitted")) == sorted([citizen.pk, desk_officer.pk])


def test_a_draft_is_not_lodged_through_a_door_that_was_shut_meanwhile(
    begun: Begun, door: Callable[..., None], citizen: Person, moment: datetime
) -> None:
    draft = begun()
    door(is_open=False, since=moment.date() + DAY)
    with pytest.raises(Refused, match="Cổng Dịch vụ công quốc gia") as found:
        submit_draft(draft_id=draft.pk, by=citizen, at=moment + DAY)
    assert found.value.code == "online-door-shut"
    assert not Dossier.objects.exists()
    assert Draft.objects.get().files.exists()  # what was prepared is not lost
    assert submit_draft(draft_id=draft.pk, by=citizen, at=moment).status == Status.REGISTERED


def test_a_procedure_that_ended_is_not_lodged_and_its_drafts_are_told_once(
    begun: Begun, diploma: Procedure, citizen: Person, moment: datetime
) -> None:
    draft = begun()
    close_versions([diploma.pk], moment.date() + DAY)
    look_after_drafts(moment)
    assert told("draft_procedure_ended") == []
    look_after_drafts(moment + DAY)
    look_after_drafts(moment + 2 * DAY)
    assert told("draft_procedure_ended") == [citizen.pk]
    assert submit(draft, citizen, moment + DAY) == "procedure-not-in-force"


def test_who_lodged_in_time_is_received_after_the_procedure_ended(
    begun: Begun, diploma: Procedure, citizen: Person, desk_officer: Person, moment: datetime
) -> None:
    dossier = submit_draft(draft_id=begun().pk, by=citizen, at=moment)
    version = ProcedureVersion.objects.get(procedure=diploma)
    close_versions([diploma.pk], moment.date() + DAY)
    received = receive(dossier_id=dossier.pk, by=desk_officer, at=moment + DAY)
    assert (received.status, received.version_id) == (Status.RECEIVED, version.pk)


def test_drafts_of_a_changed_procedure_are_told_until_they_are_saved_again(
    begun: Begun, publish: Publish, citizen: Person, moment: datetime
) -> None:
    draft = begun()
    publish("1.005143", name="Cấp lại văn bằng", since=moment.date() + DAY)
    look_after_drafts(moment)
    assert told("draft_procedure_changed") == []
    look_after_drafts(moment + DAY)
    look_after_drafts(moment + 2 * DAY)
    assert told("draft_procedure_changed") == [citizen.pk]
    save_draft(draft_id=draft.pk, by=citizen, at=moment + 2 * DAY, answers={})
    Notice.objects.all().delete()
    look_after_drafts(moment + 3 * DAY)
    assert told("draft_procedure_changed") == []


def test_a_draft_thrown_away_takes_its_files_along(begun: Begun, citizen: Person) -> None:
    draft = begun()
    first = draft.files.order_by("pk").first()
    assert first is not None
    before = StoredFile.objects.count()
    drop_draft_file(file_id=first.pk, draft_id=draft.pk, by=citizen)
    assert StoredFile.objects.count() == before - 1
    drop_draft(draft_id=draft.pk, by=citizen)
    assert (Draft.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_nobody_throws_away_another_s_or_a_lodged_draft(
    begun: Begun, make_person: MakePerson, bodies: Bodies, citizen: Person, moment: datetime
) -> None:
    draft = begun()
    other = make_person("Người Khác", role=Role.HANDLER, agency=bodies.department)
    for by, code in ((other, "draft-not-found"), (citizen, "draft-lodged")):
        if by == citizen:
            submit_draft(draft_id=draft.pk, by=citizen, at=moment)
        with pytest.raises(Refused) as found:
            drop_draft(draft_id=draft.pk, by=by)
        assert found.value.code == code
    assert Draft.objects.get().files.exists()


def test_an_old_draft_is_warned_of_then_goes_with_its_files(
    begun: Begun, citizen: Person, moment: datetime
) -> None:
    begun()
    look_after_drafts(moment + 75 * DAY)
    assert told("draft_going") == []
    look_after_drafts(moment + 77 * DAY)
    look_after_drafts(moment + 89 * DAY)
    assert told("draft_going") == [citizen.pk]
    assert Draft.objects.exists()
    look_after_drafts(moment + 90 * DAY)
    assert (Draft.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_lodged_draft_is_kept_for_ever(begun: Begun, citizen: Person, moment: datetime) -> None:
    submit_draft(draft_id=begun().pk, by=citizen, at=moment)
    look_after_drafts(moment + 400 * DAY)
    assert Draft.objects.get().files.count() == PaperFile.objects.count() == StoredFile.objects.count() > 0
    assert told("draft_going") == []
