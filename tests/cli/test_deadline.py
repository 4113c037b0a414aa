from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from motcua.cli.main import main


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]):
    """Run `./motcua deadline …`: exit code and what it printed, as JSON when asked for."""

    def run(*words: str) -> tuple[int, Any]:
        code = main(["deadline", *words])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if "--json" in words else printed.out + printed.err

    return run


ONE_DAY = ("--received", "2026-08-28", "--limit", "1 ngày")
KNOWN = [
    ("2026-08-28T09:00", "5 ngày làm việc", "2026-09-09T17:30:00+07:00"),
    ("28/08/2026 09:00", "05 ngày làm việc", "2026-09-09T17:30:00+07:00"),
    ("2026-08-28T02:00:00Z", "5 ngày làm việc", "2026-09-09T17:30:00+07:00"),
    ("2025-04-24T09:00", "3 ngày làm việc", "2025-04-28T17:30:00+07:00"),
    ("2025-04-24T09:00", "5 ngày làm việc", "2025-05-05T17:30:00+07:00"),
    ("2026-01-08T09:00", "2 ngày làm việc", "2026-01-10T17:30:00+07:00"),
    ("2026-02-13T09:00", "5 ngày làm việc", "2026-02-27T17:30:00+07:00"),
]


@pytest.mark.parametrize(("received", "limit", "due_at"), KNOWN)
def test_known_answers(ask: Any, received: str, limit: str, due_at: str) -> None:
    code, answer = ask("--received", received, "--limit", limit, "--explain", "--json")
    assert code == 0
    assert answer["due_at"] == due_at
    assert answer["due_on"] == due_at[:10]
    assert answer["calendar"] == "national"
    assert answer["warnings"] == []
    assert answer["steps"][-1]["day"] == due_at[:10]
    assert answer["steps"][-1]["counts"]


def test_as_data_the_steps_are_always_there(ask: Any) -> None:
    _, answer = ask("--received", "2026-08-28T09:00", "--limit", "1 ngày", "--json")
    _, explained = ask("--received", "2026-08-28T09:00", "--limit", "1 ngày", "--json", "--explain")
    assert answer == explained
    assert answer["steps"]


def test_pause_restart_and_extension(ask: Any) -> None:
    words = ("--received", "2026-09-03T09:00", "--limit", "5 ngày làm việc", "--json")
    assert ask(*words, "--pause", "2026-09-07..2026-09-09")[1]["due_on"] == "2026-09-14"
    assert ask(*words, "--pause", "7/9/2026 10:00..9/9/2026 9:00")[1]["due_on"] == "2026-09-14"
    assert ask(*words, "--pause", "2026-09-07..")[1]["due_at"] is None
    assert ask(*words, "--restart", "2026-09-09T10:00")[1]["due_on"] == "2026-09-16"
    assert ask(*words, "--extend", "2 ngày làm việc")[1]["due_on"] == "2026-09-14"


def test_fifteen_hours(ask: Any) -> None:
    assert ask("--received", "2026-09-03T15:30", "--same-day", "--json")[1]["due_on"] == "2026-09-04"
    late = ("--received", "2026-09-03T15:30", "--limit", "1 ngày làm việc", "--json")
    assert ask(*late)[1]["due_on"] == "2026-09-04"
    assert ask(*late, "--late-receipt-next-day")[1]["due_on"] == "2026-09-07"


def test_a_day_without_an_hour_says_what_was_assumed(ask: Any) -> None:
    _, answer = ask("--received", "28/08/2026", "--limit", "1 giờ", "--json")
    assert answer["due_at"] == "2026-08-28T08:30:00+07:00"
    assert "07:30" in answer["warnings"][0]


def test_for_a_person(ask: Any) -> None:
    code, text = ask("--received", "2026-08-28T09:00", "--limit", "5 ngày làm việc", "--explain")
    assert code == 0
    assert "Hạn trả:    17:30 thứ Tư 09/09/2026" in text
    assert "31/08/2026  thứ Hai   –     0         Nghỉ hoán đổi, làm bù ngày 22/08/2026" in text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--received", "2026-02-30", "--limit", "1 ngày"), "bad-instant"),
        (("--received", "hôm qua", "--limit", "1 ngày"), "bad-instant"),
        (("--received", "2026-08-28T25:00", "--limit", "1 ngày"), "bad-instant"),
        (("--received", "2026-08-28", "--limit", "vài ngày"), "limit-unreadable"),
        (("--received", "2026-08-28", "--limit", "7 ngày: Sở 3, xã 4"), "limit-unreadable"),
        (("--received", "2026-08-28", "--limit", "-5 ngày"), "limit-unreadable"),
        (("--received", "1999-01-01", "--limit", "1 ngày"), "calendar-out-of-range"),
        (("--received", "2026-08-28", "--limit", "3650 ngày làm việc"), "calendar-out-of-range"),
        ((*ONE_DAY, "--pause", "2026-08-29"), "bad-pause"),
        ((*ONE_DAY, "--pause", "2026-08-29..2026-08-28"), "pause-ends-before-start"),
        ((*ONE_DAY, "--extend", "1 ngày", "--extend", "1 ngày"), "extended-twice"),
        (("--received", "2026-08-28"), "bad-command"),
        (("--limit", "1 ngày"), "bad-command"),
    ],
)
def test_mistakes_are_refused_in_vietnamese(ask: Any, words: tuple[str, ...], code: str) -> None:
    exit_code, answer = ask(*words, "--json")
    assert exit_code == 2
    assert answer["refused"]["code"] == code
    assert any(letter in answer["refused"]["message"] for letter in "ảấầậếềệộờợưừđ")


def test_the_national_calendar_answers_without_database_or_framework() -> None:
    program = (
        "import sys; from motcua.cli.main import main;"
        "words = ['--received', '2026-08-28T09:00', '--limit', '5 ngày làm việc', '--explain', '--json'];"
        "code = main(['deadline', *words]);"
        "sys.exit(code or ('django' in sys.modules) * 3 or ('numpy' in sys.modules) * 4)"
    )
    started = time.monotonic()
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30, check=False)
    assert finished.returncode == 0, finished.stderr
    assert time.monotonic() - started < 5  # a tenth of a second when the machine is idle
