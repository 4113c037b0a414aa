from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.catalogue.contents import complete_content

from motcua.accounts.models import Person
from motcua.catalogue.actions.drafts import save_draft
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import ProcedureKind
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.rules.content import Content
from motcua.kernel.clock import VIETNAM
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

AT = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)
pytestmark = pytest.mark.django_db


def written_draft() -> ProcedureVersion:
    procedure = Procedure.objects.create(code="1.000001", kind=ProcedureKind.MINISTRY)
    news = [NewVersion(procedure_id=procedure.pk, content=complete_content())]
    [version] = write_versions(versions=news, actor="operator", at=AT)
    return version


def test_it_says_the_new_content_and_tells_what_changed(control_focal_officer: Person) -> None:
    draft = written_draft()
    content = replace(complete_content(), name="  Tên\u200b mới ", components=())
    changes = save_draft(version=draft, content=content, by=control_focal_officer, at=AT)
    draft.refresh_from_db()
    assert content_of(draft) == replace(content, name="Tên mới")
    assert [change.field for change in changes] == ["name", "components"]
    entry = JournalEntry.objects.get(kind="DraftSaved")
    assert (entry.actor, entry.subject_id) == (control_focal_officer.actor, str(draft.pk))


def test_saving_the_same_again_is_no_event(control_focal_officer: Person) -> None:
    assert (
        save_draft(version=written_draft(), content=complete_content(), by=control_focal_officer, at=AT) == []
    )
    assert not JournalEntry.objects.filter(kind="DraftSaved").exists()


def test_another_person_is_refused_without_trace(handling_officer: Person) -> None:
    draft = written_draft()
    with pytest.raises(Refused) as refusal:
        save_draft(version=draft, content=Content(name="b"), by=handling_officer, at=AT)
    assert refusal.value.code == "keep-catalogue-not-allowed"
    assert content_of(draft) == complete_content()
    assert not JournalEntry.objects.filter(kind="DraftSaved").exists()


def test_what_is_promulgated_is_refused(control_focal_officer: Person) -> None:
    draft = written_draft()
    put_versions_in_force(versions=[draft], from_on=date(2026, 7, 1), actor="operator", at=AT)
    with pytest.raises(Refused) as refusal:
        save_draft(version=draft, content=Content(name="b"), by=control_focal_officer, at=AT)
    assert refusal.value.code == "version-frozen"


def test_what_would_not_fit_is_refused_with_its_field(control_focal_officer: Person) -> None:
    method = replace(complete_content().methods[0], limit_amount=Decimal("0.333"))
    content = complete_content(name=" ", decision_number="x" * 200, methods=(method,))
    with pytest.raises(Refused) as refusal:
        save_draft(version=written_draft(), content=content, by=control_focal_officer, at=AT)
    assert refusal.value.code == "draft-invalid"
    assert [fault["field"] for fault in refusal.value.details["faults"]] == [
        "Tên thủ tục",
        "Số quyết định công bố",
        "Cách thức thực hiện, thời hạn, phí",
    ]
