"""Killed in the middle of intake: what was acknowledged is there, once, and whole.

Writers are processes of their own, each with its own connection, that take in dossiers through the real action and
say each code only when it was committed. The parent kills them at any instant. `benchmarks/crash.py` does it longer.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count
from tests.handing_in import HandIn

from motcua.accounts.models import Person
from motcua.dossiers.actions.intake import take_in
from motcua.dossiers.models import Dossier, IssuedPaper, Party, Passage, SubmittedPaper
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import verify_journal

ROUNDS, WRITERS = 4, 3


def start_writer(write: Callable[[], str], writing: int) -> int:
    """A process that calls `write` for ever and says each answer, a line, to the pipe; its id."""
    child = os.fork()
    if child:
        return child
    try:
        # The parent's connection is not ours: neither used nor closed, or the server would end it for both.
        inherited, connection.connection = connection.connection, None
        while True:
            os.write(writing, f"{write()}\n".encode())
    finally:
        del inherited
        os._exit(1)


def read_lines(reading: int, *, least: int, within: float) -> bytes:
    """What the writers say until there are so many lines, or the time is over."""
    said, end = b"", time.monotonic() + within
    while said.count(b"\n") < least and time.monotonic() < end:
        if select.select([reading], [], [], 0.05)[0]:
            said += os.read(reading, 65_536)
    return said


def kill(writers: list[int]) -> None:
    """Kill them as the power would."""
    for child in writers:
        os.kill(child, signal.SIGKILL)
    for child in writers:
        os.waitpid(child, 0)


@pytest.mark.django_db(transaction=True)
def test_nothing_acknowledged_is_lost_nothing_is_half_written(
    hand_in: HandIn, desk_officer: Person, moment: datetime
) -> None:
    chance = random.Random(20260917)
    acknowledged: list[str] = []
    shared: list[UUID] = []
    for _ in range(ROUNDS):
        shared.append(uuid4())
        acknowledged += _one_round(hand_in, desk_officer, moment, shared[-1], chance)
    _wait_for_the_server()
    codes = list(Dossier.objects.values_list("code", flat=True))
    assert len(acknowledged) >= ROUNDS * WRITERS
    assert set(acknowledged) <= set(codes)
    assert len(codes) == len(set(codes))
    assert len(codes) <= len(set(acknowledged)) + ROUNDS * WRITERS  # killed between commit and word
    for key in shared:
        assert Dossier.objects.filter(submission_key=key).count() <= 1
    _require_whole(len(codes))
    after = take_in(intake=hand_in(), by=desk_officer, at=moment)
    assert after.code == f"{after.code[:-7]}{len(codes) + 1:07}"  # no number was lost either


def _one_round(hand_in: HandIn, by: Person, at: datetime, shared: UUID, chance: random.Random) -> list[str]:
    """Writers side by side until they are killed; all begin with the same submission."""

    def writer() -> Callable[[], str]:
        keys = iter([shared])
        return lambda: take_in(intake=hand_in(submission_key=next(keys, uuid4())), by=by, at=at).code

    reading, writing = os.pipe()
    writers = [start_writer(writer(), writing) for _ in range(WRITERS)]
    said = read_lines(reading, least=WRITERS, within=10)
    time.sleep(chance.uniform(0, 0.1))
    kill(writers)
    os.close(writing)
    with os.fdopen(reading, "rb") as rest:
        said += rest.read()
    return said[: said.rfind(b"\n") + 1].decode().split()


def _wait_for_the_server() -> None:
    """The server undoes what the killed had begun before their locks are free; a moment, not a judgement."""
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            if cursor.fetchone()[0] == 0:
                return
            time.sleep(0.05)


def _require_whole(count: int) -> None:
    """Every dossier has its people, papers, stay, receipt and journal, and nothing of any other is there."""
    for model in (Party, SubmittedPaper, Passage, IssuedPaper):
        rows = model._default_manager.values("dossier").annotate(rows=Count("pk"))
        assert len(rows) == count, model.__name__
    kinds = JournalEntry.objects.filter(subject_kind="dossier").values("kind").annotate(rows=Count("pk"))
    assert {row["kind"]: row["rows"] for row in kinds} == {
        "DossierSubmitted": count,
        "DossierReceived": count,
    }
    assert verify_journal().first_alteration is None
