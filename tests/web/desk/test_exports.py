"""Long exports in the background: asked for, made by the worker, fetched by who asked, gone after their days."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.cast import Bodies
from tests.handing_in import TakenIn
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person, RoleHolding
from motcua.jobs import results
from motcua.jobs.actions.background import forget_old, run_next
from motcua.jobs.enums import JobState
from motcua.jobs.models import Job
from motcua.jobs.rules.work import RESULT_KEPT
from motcua.kernel.queries import entries_about
from motcua.web.desk import access
from motcua.web.desk.dossier_results import register

BOOK = "/ban-lam-viec/ho-so/so-theo-doi/"
JOBS = "/ban-lam-viec/viec-nen/"


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def made(client: Client, at: datetime) -> Job:
    answer = client.post(f"{BOOK}lap/")
    job = Job.objects.get()
    assert answer.headers["Location"].endswith(f"/{job.pk}/")
    assert run_next(clock=lambda: at)
    job.refresh_from_db()
    return job


def rows_of(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_a_register_is_made_and_fetched(
    sign_in: SignIn, taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    dossier = taken_in()
    client = sign_in(desk_officer)
    job = made(client, moment)
    assert (job.state, job.message) == (JobState.DONE, "1 hồ sơ.")
    page = client.get(f"{JOBS}{job.pk}/").content.decode()
    assert f"{JOBS}{job.pk}/tep/" in page
    assert "Tệp giữ đến" in page
    answer = client.get(f"{JOBS}{job.pk}/tep/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert job.result_name in answer.headers["Content-Disposition"]
    assert dossier.code in str(rows_of(b"".join(answer)))
    assert results.place_of(job.pk).stat().st_mode & 0o077 == 0
    assert list(results.folder().iterdir()) == [results.place_of(job.pk)]
    (asked,) = [one for one in entries_about("agency", job.payload["agency"]) if one.kind == "RegisterAsked"]
    assert asked.actor == desk_officer.actor


def test_only_who_asked_fetches_it_and_while_they_may(
    sign_in: SignIn, taken_in: TakenIn, desk_officer: Person, head: Person, moment: datetime
) -> None:
    taken_in()
    job = made(sign_in(desk_officer), moment)
    assert sign_in(head).get(f"{JOBS}{job.pk}/tep/").status_code == 404
    RoleHolding.objects.filter(person=desk_officer).delete()
    assert sign_in(desk_officer).get(f"{JOBS}{job.pk}/tep/").status_code == 403


def test_who_may_no_longer_read_gets_no_register(
    sign_in: SignIn, taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    taken_in()
    sign_in(desk_officer).post(f"{BOOK}lap/")
    RoleHolding.objects.filter(person=desk_officer).delete()
    assert run_next(clock=lambda: moment)
    job = Job.objects.get()
    assert (job.state, job.result_name) == (JobState.FAILED, "")
    assert not results.place_of(job.pk).exists()


def test_the_file_goes_after_its_days(
    sign_in: SignIn,
    taken_in: TakenIn,
    desk_officer: Person,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken_in()
    client = sign_in(desk_officer)
    job = made(client, moment)
    place = results.place_of(job.pk)
    os.utime(place, (moment.timestamp(), moment.timestamp()))
    forget_old(at=moment + RESULT_KEPT)
    assert place.exists()
    monkeypatch.setattr(access, "now", lambda: moment + RESULT_KEPT)
    refused = client.get(f"{JOBS}{job.pk}/tep/")
    assert (refused.status_code, "quá hạn giữ" in refused.content.decode()) == (409, True)
    page = client.get(f"{JOBS}{job.pk}/").content.decode()
    assert "Tệp đã quá hạn giữ" in page
    assert "/tep/" not in page
    forget_old(at=moment + RESULT_KEPT + timedelta(seconds=1))
    assert not place.exists()
    assert Job.objects.exists()  # that it was asked for is kept longer


def test_a_long_register_is_not_waited_for(
    sign_in: SignIn, taken_in: TakenIn, desk_officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in()
    client = sign_in(desk_officer)
    assert "so.xlsx" in client.get(BOOK).content.decode()
    monkeypatch.setattr(register, "MOST_AT_ONCE", 0)
    page = client.get(BOOK).content.decode()
    assert "so.xlsx" not in page
    assert f"{BOOK}lap/" in page
    assert client.get(f"{BOOK}so.xlsx").status_code == 409
    assert client.get(f"{BOOK}lap/").status_code == 405


def test_outsiders_ask_in_vain(sign_in: SignIn, outsider: Person, bodies: Bodies) -> None:
    answer = sign_in(outsider).post(f"{BOOK}lap/?agency={bodies.department.pk}")
    assert answer.status_code in {403, 409}
    assert not Job.objects.exists()


def test_the_whole_catalogue(
    keeper: Client,
    sign_in: SignIn,
    desk_officer: Person,
    publish: Callable[..., Any],
    moment: datetime,
) -> None:
    publish("1.000001")
    assert "toan-bo/" in keeper.get("/ban-lam-viec/thu-tuc/").content.decode()
    keeper.post("/ban-lam-viec/thu-tuc/toan-bo/")
    assert run_next(clock=lambda: moment)
    job = Job.objects.get()
    assert (job.state, job.message) == (JobState.DONE, "1 thủ tục.")
    content = b"".join(keeper.get(f"{JOBS}{job.pk}/tep/"))
    assert "1.000001" in str(rows_of(content))
    assert sign_in(desk_officer).post("/ban-lam-viec/thu-tuc/toan-bo/").status_code == 403
