"""The embedded database as an operator meets it: started, killed, started again, backed up, restored."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


class Installation:
    """A throw-away installation in its own data folder, driven through the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "PYTHONPATH": str(TOP / "src"),
            "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
            "MOTCUA_DATA": str(folder / "data"),
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "motcua.cli.main", *words)

    def python(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *words]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=180
        )

    def append(self, subject: str) -> subprocess.CompletedProcess[str]:
        return self.python("-c", APPEND.format(subject=subject))

    def server_pid(self) -> int | None:
        try:
            pid = int((self.folder / "data" / "database" / "postmaster.pid").read_text().splitlines()[0])
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return None
        return pid


APPEND = """
from motcua.config.installation import open_database
open_database()
from django.db import transaction
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import now
with transaction.atomic():
    record(fact=Fact("Made", "thing", "{subject}"), actor="system", at=now())
print("written", flush=True)
"""


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    # Not pytest's own folder: the server's user must be able to enter it when the tests run as root.
    with tempfile.TemporaryDirectory(prefix="motcua-installation-") as folder:
        Path(folder).chmod(0o755)
        made = Installation(Path(folder))
        done = made.run("prepare")
        assert done.returncode == 0, done.stderr
        yield made
        if pid := made.server_pid():
            os.kill(pid, signal.SIGINT)
            time.sleep(1)


def verified(installation: Installation) -> dict[str, object]:
    done = installation.run("journal", "verify", "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(json.loads(done.stdout))


def test_the_last_one_out_stops_the_server(installation: Installation) -> None:
    assert verified(installation)["intact"] is True
    assert installation.server_pid() is None


def test_what_was_acknowledged_survives_kill_9(installation: Installation) -> None:
    before = int(str(verified(installation)["entries"]))
    waiting = APPEND.format(subject="killed") + "\nimport time; time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", waiting], env=installation.environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "written"
    server = installation.server_pid()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    process.kill()
    process.wait()
    process.stdout.close()
    assert verified(installation)["entries"] == before + 1


def test_a_server_that_outlived_its_starter_is_used_again(installation: Installation) -> None:
    before = int(str(verified(installation)["entries"]))
    waiting = APPEND.format(subject="orphaned") + "\nimport time; time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", waiting], env=installation.environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "written"
    process.kill()
    process.wait()
    process.stdout.close()
    assert installation.server_pid() is not None
    assert verified(installation)["entries"] == before + 1


REVIVE = """
import os, signal
from motcua.config import embedded_database
from motcua.config.installation import open_database
open_database()
from django.db import connection
pid = int(open(os.environ["MOTCUA_DATA"] + "/database/postmaster.pid").readline())
os.kill(pid, signal.SIGKILL)
connection.close()
embedded_database.revive()
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM kernel_journalentry")
    print(cursor.fetchone()[0])
"""


def test_a_server_killed_under_us_is_started_again(installation: Installation) -> None:
    entries = verified(installation)["entries"]
    done = installation.python("-c", REVIVE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(entries)


def test_backup_and_restore_into_a_new_installation(installation: Installation) -> None:
    assert installation.append("kept").returncode == 0
    digest = verified(installation)["digest"]
    file = installation.folder / "all.backup"
    assert installation.run("backup", str(file)).returncode == 0
    again = installation.run("backup", str(file), "--json")
    assert again.returncode == 2
    assert json.loads(again.stdout)["refused"]["code"] == "backup-exists"

    assert installation.append("after the backup").returncode == 0
    refused = installation.run("restore", str(file), "--json")
    assert json.loads(refused.stdout)["refused"]["code"] == "restore-would-replace"
    restored = installation.run("restore", str(file), "--replace", "--json")
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert verified(installation)["digest"] == digest


def test_a_damaged_backup_changes_nothing(installation: Installation) -> None:
    assert installation.append("still here").returncode == 0
    digest = verified(installation)["digest"]
    good, bad = installation.folder / "good.backup", installation.folder / "bad.backup"
    assert installation.run("backup", str(good)).returncode == 0
    content = bytearray(good.read_bytes())
    content[len(content) // 2] ^= 0xFF
    bad.write_bytes(content)
    for file in (bad, installation.folder / "missing.backup"):
        refused = installation.run("restore", str(file), "--replace", "--json")
        assert refused.returncode == 2, refused.stdout
        assert "Traceback" not in refused.stderr
    assert verified(installation)["digest"] == digest


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_it() -> None:
    with tempfile.TemporaryDirectory(prefix="motcua-ordinary-") as folder:
        Path(folder).chmod(0o777)
        made = Installation(Path(folder))
        try:
            done = subprocess.run(
                [sys.executable, "-m", "motcua.cli.main", "prepare"],
                env=made.environment,
                user="nobody",
                group="nogroup",
                extra_groups=[],
                cwd="/",
                capture_output=True,
                text=True,
                check=False,
            )
        except PermissionError:
            pytest.skip("this Python lies in a folder that only root may enter")
        assert done.returncode == 0, done.stderr
        assert (made.folder / "data" / "database").stat().st_uid != 0


def test_a_mistake_is_refused_without_a_traceback(installation: Installation) -> None:
    done = installation.run("no-such-command", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["refused"]["code"] == "bad-command"
    assert "Traceback" not in done.stderr
