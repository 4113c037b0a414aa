"""`./motcua worker --once`: what is due is done, and what went wrong is told."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from motcua.cli.main import main
from motcua.jobs.actions.background import Progress, queue_job
from motcua.jobs.enums import JobState
from motcua.jobs.models import Job
from motcua.jobs.rules.work import every

pytestmark = pytest.mark.django_db


@every(timedelta(hours=1))
def well(at: datetime) -> None: ...


@every(timedelta(hours=1))
def badly(at: datetime) -> None:
    raise ValueError("hỏng")


def run(progress: Progress, at: datetime) -> None: ...


@pytest.fixture(autouse=True)
def works(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SERVING", "1")  # the command sets it for its own process
    settings.PERIODIC_WORK = (f"{__name__}.well",)
    settings.BACKGROUND_JOBS = {"x": f"{__name__}.run"}


def test_once_does_what_is_due(moment: datetime, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        queue_job(kind="x", title="Xuất", by=None, at=moment)
    assert main(["worker", "--once", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"works": 1, "jobs": 2, "failed": []}
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert main(["worker", "--once"]) == 0
    assert capsys.readouterr().out == "Đã chạy 0 việc định kỳ, 0 việc dài.\n"


def test_what_went_wrong_is_told(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PERIODIC_WORK = (f"{__name__}.badly", f"{__name__}.well")
    assert main(["worker", "--once"]) == 1
    told = capsys.readouterr()
    assert told.out == "Đã chạy 2 việc định kỳ, 0 việc dài.\n"
    assert "ValueError: hỏng" in told.err
