"""Taking in a dossier at a counter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.documents.samples import pdf
from tests.handing_in import HandIn, TakenIn

from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.documents.actions import keep_file
from motcua.dossiers.actions.intake import take_in
from motcua.dossiers.enums import PartyRole, Status
from motcua.dossiers.models import Dossier, Passage
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.dossiers.rules.intake import NewPaper, NewParty
from motcua.kernel.clock import VIETNAM
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_it_is_received_with_code_promise_and_step(taken_in: TakenIn, moment: datetime) -> None:
    dossier = taken_in()
    assert dossier.status == Status.RECEIVED
    assert dossier.code == "T002-20260917-0000001"
    assert (dossier.limit_amount, dossier.limit_unit) == (3, LimitUnit.WORKING_DAY)
    assert dossier.due_at == datetime(2026, 9, 22, 17, 30, tzinfo=VIETNAM)
    passage = Passage.objects.get(dossier=dossier)
    assert (passage.step_key, passage.left_at) == (dossier.step_key, None)


def test_the_same_submission_makes_one_dossier(
    hand_in: HandIn, desk_officer: Person, moment: datetime
) -> None:
    intake = hand_in()
    first = take_in(intake=intake, by=desk_officer, at=moment)
    assert take_in(intake=intake, by=desk_officer, at=moment).pk == first.pk
    assert Dossier.objects.count() == 1


def test_codes_count_within_the_day(taken_in: TakenIn) -> None:
    assert [taken_in().code[-7:] for _ in range(3)] == ["0000001", "0000002", "0000003"]


def test_someone_who_does_not_receive_is_refused_and_leaves_no_trace(
    hand_in: HandIn, handler: Person, moment: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        take_in(intake=hand_in(), by=handler, at=moment)
    assert refused.value.code == "receive-dossiers-not-allowed"
    assert not Dossier.objects.exists()


def test_missing_papers_are_named(hand_in: HandIn, desk_officer: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        take_in(intake=hand_in(papers=[]), by=desk_officer, at=moment)
    assert refused.value.code == "papers-missing"
    assert "Đơn đề nghị" in refused.value.message
    assert not Dossier.objects.exists()


def test_nobody_brings_in_a_file_of_somebody_else(
    hand_in: HandIn, desk_officer: Person, handler: Person, settings: Any, tmp_path: Path, moment: datetime
) -> None:
    settings.MEDIA_ROOT = tmp_path
    other = keep_file(data=pdf(), name="giay.pdf", by=handler.actor, at=moment)
    own = keep_file(data=pdf(), name="giay.pdf", by=desk_officer.actor, at=moment)
    for changes in (
        {"answers": {"anh": [str(other.pk)]}},
        {"papers": [*hand_in().papers, NewPaper("Giấy khác", file_ids=(other.pk,))]},
        {"parties": [NewParty(PartyRole.APPLICANT, "Nguyễn Thị Hồng", proof_file_id=other.pk)]},
    ):
        with pytest.raises(Refused) as refused:
            take_in(intake=hand_in(**changes), by=desk_officer, at=moment)
        assert refused.value.code == "file-not-found"
    assert not Dossier.objects.exists()
    take_in(intake=hand_in(answers={"anh": [str(own.pk)]}), by=desk_officer, at=moment)


def test_the_journal_replays_to_the_state(taken_in: TakenIn) -> None:
    dossier = taken_in()
    entries = entries_about(SUBJECT, str(dossier.pk)).values_list("kind", "payload")
    state = replay(entries)
    assert state is not None
    assert (state.status, state.step_key, state.holder) == (
        dossier.status,
        dossier.step_key,
        str(dossier.holder_id),
    )


def test_an_intake_asks_and_writes_in_few_statements(
    hand_in: HandIn, desk_officer: Person, moment: datetime, django_assert_max_num_queries
) -> None:
    """Ten reads, the process's steps twice only while nothing is committed; the dossier with all its rows,
    its numbers, its journal and its notice are written by a statement each."""
    take_in(intake=hand_in(), by=desk_officer, at=moment)
    intake = hand_in()
    with django_assert_max_num_queries(19):
        take_in(intake=intake, by=desk_officer, at=moment)
