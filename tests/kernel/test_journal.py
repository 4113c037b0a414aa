"""The journal: appended in the change's transaction, chained, and impossible to alter unnoticed."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.config.embedded_database import APPLICATION
from motcua.kernel.actions import Fact, record, record_all
from motcua.kernel.clock import VIETNAM
from motcua.kernel.models import JournalChain, JournalEntry
from motcua.kernel.queries import entries_about, verify_journal

AT = datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=VIETNAM)

pytestmark = pytest.mark.django_db


def append(subject: str, *kinds: str) -> None:
    for kind in kinds:
        record(fact=Fact(kind, "thing", subject, {"tên": "Hòa", "số": 1}), actor="system", at=AT)


def without_guard(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_journalentry DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE kernel_journalentry ENABLE TRIGGER USER")


def test_an_untouched_journal_verifies() -> None:
    before = verify_journal()
    append("1", "Made", "Changed", "Ended")
    append("2", "Made")
    outcome = verify_journal()
    assert outcome.first_alteration is None
    assert (outcome.entries - before.entries, outcome.chains - before.chains) == (4, 2)
    assert outcome.digest != before.digest
    assert [entry.seq for entry in entries_about("thing", "1")] == [1, 2, 3]


def test_many_facts_are_one_append() -> None:
    facts = [Fact("Made", "thing", str(number)) for number in (3, 1, 2, 1)]
    record_all(facts=facts, actor="system", at=AT)
    assert JournalChain.objects.get(chain="thing:1").length == 2
    assert JournalEntry.objects.filter(subject_kind="thing").count() == 4


@pytest.mark.django_db(transaction=True)
def test_writing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        append("1", "Made")


@pytest.mark.parametrize(
    "statement", ["UPDATE kernel_journalentry SET kind = 'x'", "DELETE FROM kernel_journalentry"]
)
def test_even_the_owner_cannot_change_an_entry(statement: str) -> None:
    append("1", "Made")
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert entries_about("thing", "1").get().kind == "Made"


@pytest.mark.skipif("DATABASE_URL" in __import__("os").environ, reason="roles are the embedded database's")
@pytest.mark.parametrize(
    "statement", ["UPDATE kernel_journalentry SET kind = 'x'", "DELETE FROM kernel_journalentry"]
)
def test_the_application_has_no_right_to_change_an_entry(statement: str) -> None:
    from motcua.config.installation import rights_statements

    append("1", "Made")
    with connection.cursor() as cursor:
        for grant in rights_statements(APPLICATION):
            cursor.execute(grant)
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
    append("1", "Changed")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "seq", "problem"),
    [
        (
            "UPDATE kernel_journalentry SET payload = '{}' WHERE seq = 2 AND chain = 'thing:1'",
            2,
            "nội dung đã bị sửa",
        ),
        (
            "UPDATE kernel_journalentry SET at = at + interval '1 s' WHERE seq = 1 AND chain = 'thing:1'",
            1,
            "nội dung đã bị sửa",
        ),
        ("DELETE FROM kernel_journalentry WHERE seq = 2 AND chain = 'thing:1'", 2, "thiếu bản ghi"),
        (
            "DELETE FROM kernel_journalentry WHERE seq = 3 AND chain = 'thing:1'",
            3,
            "chuỗi bị cắt hoặc bị thêm ngoài hệ thống",
        ),
        (
            "DELETE FROM kernel_journalentry WHERE chain = 'thing:1'",
            1,
            "chuỗi bị cắt hoặc bị thêm ngoài hệ thống",
        ),
    ],
)
def test_the_first_alteration_is_found(statement: str, seq: int, problem: str) -> None:
    with transaction.atomic():
        append("1", "Made", "Changed", "Ended")
    without_guard(statement)
    found = verify_journal().first_alteration
    assert found is not None
    assert (found.chain, found.seq, found.problem) == ("thing:1", seq, problem)


def test_a_rewritten_tail_breaks_at_the_entry_after_it() -> None:
    with transaction.atomic():
        append("1", "Made", "Changed", "Ended")
    without_guard(
        "UPDATE kernel_journalentry e SET kind = 'Forged', hash = sha256(previous || convert_to("
        "kernel_journal_text(seq, at, 'Forged', actor, subject_kind, subject_id, payload), 'UTF8'))"
        " WHERE seq = 2 AND chain = 'thing:1'"
    )
    found = verify_journal().first_alteration
    assert found is not None
    assert (found.seq, found.problem) == (3, "không nối tiếp bản ghi trước")
