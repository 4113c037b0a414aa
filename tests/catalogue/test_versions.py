from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from tests.cast import Bodies
from tests.catalogue.contents import complete_content, contents

from motcua.accounts.models import Person
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import ProcedureKind, VersionState
from motcua.catalogue.models import LegalAct, Procedure, ProcedureVersion, PromulgationDecision
from motcua.catalogue.queries.contents import content_of, contents_of
from motcua.catalogue.rules.content import Content, LegalBasisContent
from motcua.catalogue.rules.entering import faults, tidy
from motcua.kernel.clock import VIETNAM
from motcua.kernel.models import JournalEntry

AT = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)
pytestmark = pytest.mark.django_db


def procedure(code: str = "1.000001") -> Procedure:
    return Procedure.objects.create(code=code, kind=ProcedureKind.MINISTRY)


def write(*news: NewVersion) -> list[ProcedureVersion]:
    return write_versions(versions=news, actor="operator", at=AT)


def begin(of: Procedure, name: str, day: date) -> ProcedureVersion:
    [version] = write(NewVersion(procedure_id=of.pk, content=Content(name=name)))
    put_versions_in_force(versions=[version], from_on=day, actor="operator", at=AT)
    return version


def periods(of: Procedure) -> list[tuple[str, date, date | None]]:
    versions = of.versions.filter(state=VersionState.PROMULGATED).order_by("in_force")
    return [(version.name, version.in_force.lower, version.in_force.upper) for version in versions]


def test_a_content_comes_back_as_it_was_written() -> None:
    content = complete_content()
    [version] = write(NewVersion(procedure_id=procedure().pk, content=content, source_url="https://x.vn/a"))
    assert content_of(version) == content
    assert (version.state, version.number) == (VersionState.DRAFT, 1)
    assert JournalEntry.objects.get(kind="ProcedureVersionWritten").subject_id == str(version.pk)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents)
def test_any_tidy_content_comes_back(content: Content) -> None:
    content = tidy(content)
    if faults(content):
        return
    with transaction.atomic():
        [version] = write(NewVersion(procedure_id=procedure().pk, content=content))
        assert content_of(version) == content
        transaction.set_rollback(True)


def test_writing_and_reading_take_as_many_queries_for_one_as_for_forty() -> None:
    def queries(count: int, first: int) -> tuple[int, int]:
        owners = [procedure(f"1.{number:06}") for number in range(first, first + count)]
        news = [NewVersion(procedure_id=owner.pk, content=complete_content()) for owner in owners]
        with CaptureQueriesContext(connection) as writing:
            versions = write(*news)
            put_versions_in_force(versions=versions, from_on=date(2026, 7, 1), actor="operator", at=AT)
        with CaptureQueriesContext(connection) as reading:
            assert len(contents_of([version.pk for version in versions])) == count
        return len(writing), len(reading)

    assert queries(1, 1) == queries(40, 100)


def test_numbers_go_on_per_procedure() -> None:
    first, second = procedure(), procedure("1.000002")
    content = Content(name="a")
    write(NewVersion(procedure_id=first.pk, content=content))
    rows = write(*(NewVersion(procedure_id=owner.pk, content=content) for owner in (first, second, first)))
    assert [row.number for row in rows] == [2, 1, 3]


def test_a_version_ends_where_the_next_begins() -> None:
    owner = procedure()
    begin(owner, "cũ", date(2025, 1, 1))
    begin(owner, "mới", date(2026, 7, 1))
    assert periods(owner) == [
        ("cũ", date(2025, 1, 1), date(2026, 7, 1)),
        ("mới", date(2026, 7, 1), None),
    ]


def test_an_older_state_becomes_history_and_leaves_the_present() -> None:
    owner = procedure()
    begin(owner, "nay", date(2026, 7, 1))
    begin(owner, "xưa", date(2021, 8, 1))
    begin(owner, "giữa", date(2024, 1, 1))
    assert periods(owner) == [
        ("xưa", date(2021, 8, 1), date(2024, 1, 1)),
        ("giữa", date(2024, 1, 1), date(2026, 7, 1)),
        ("nay", date(2026, 7, 1), None),
    ]


def test_a_correction_on_the_same_day_keeps_what_it_corrects_as_abandoned() -> None:
    owner = procedure()
    begin(owner, "sai", date(2026, 7, 1))
    begin(owner, "đúng", date(2026, 7, 1))
    assert periods(owner) == [("đúng", date(2026, 7, 1), None)]
    wrong = owner.versions.get(name="sai")
    assert (wrong.state, wrong.in_force) == (VersionState.ABANDONED, None)


def test_what_a_decision_promulgated_cannot_be_set_aside(
    control_focal_officer: Person, bodies: Bodies
) -> None:
    owner = procedure()
    [version] = write(NewVersion(procedure_id=owner.pk, content=Content(name="a")))
    version.decision = PromulgationDecision.objects.create(
        title="t", issuer="i", agency=bodies.department, prepared_by=control_focal_officer, prepared_at=AT
    )
    version.save()
    put_versions_in_force(versions=[version], from_on=date(2026, 7, 1), actor="operator", at=AT)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        owner.versions.update(state=VersionState.ABANDONED, in_force=None)


@pytest.mark.parametrize("change", [{"name": "khác"}, {"state": VersionState.DRAFT}, {"in_force": None}])
def test_what_is_in_force_cannot_be_rewritten(change: dict[str, object]) -> None:
    owner = procedure()
    begin(owner, "a", date(2026, 7, 1))
    with pytest.raises(DatabaseError, match=r"frozen|promulgated_has_period"), transaction.atomic():
        owner.versions.update(**change)


def test_an_act_learns_its_title_once_and_keeps_it() -> None:
    owner = procedure()

    def cite(title: str) -> None:
        basis = LegalBasisContent(number="66/2026/NĐ-CP", title=title)
        write(NewVersion(procedure_id=owner.pk, content=Content(name="a", legal_bases=(basis,))))

    for title in ("", "Nghị định về giáo dục", "Tên khác"):
        cite(title)
    assert LegalAct.objects.get(number="66/2026/NĐ-CP").title == "Nghị định về giáo dục"
