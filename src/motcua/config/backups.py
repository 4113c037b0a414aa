"""Backup and restore: one file that holds the database and the stored papers, checked before it is trusted."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connections

from motcua.config import embedded_database
from motcua.config.databases import uses_embedded
from motcua.config.installation import grant_rights, open_database, prepare, start_database
from motcua.config.places import data_folder
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused

_FORMAT = 1
_DUMP = "database.dump"
_FACTS = "backup.json"
_KEY = "secret.key"
_FILES = "files"


def back_up(file: Path) -> dict[str, Any]:
    """Write everything this installation knows into `file`; an existing file is not overwritten.

    Returns `file`, `bytes`, `journal_digest`, `taken_at`. The file appears under its name only when whole.

    :raises Refused: when the file exists, cannot be written, or the database does not answer.
    """
    if file.exists():
        raise Refused("backup-exists", f"Tệp {file} đã có. Chọn tên khác để không ghi đè bản sao lưu cũ.")
    if not file.absolute().parent.is_dir():
        raise Refused(
            "no-such-folder", f"Thư mục {file.absolute().parent} không có. Hãy tạo trước rồi sao lưu lại."
        )
    open_database()
    from motcua.kernel.queries import verify_journal

    verification = verify_journal()
    unfinished = file.with_name(file.name + ".unfinished")
    with tempfile.TemporaryDirectory(prefix="motcua-backup-") as folder:
        dump = Path(folder) / _DUMP
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}")
        facts = {
            "format": _FORMAT,
            "taken_at": now().isoformat(timespec="seconds"),
            "journal_entries": verification.entries,
            "journal_digest": verification.digest,
            "sha256": {_DUMP: _digest_of(dump)},
        }
        (Path(folder) / _FACTS).write_text(json.dumps(facts))
        _pack(unfinished, Path(folder))
    unfinished.rename(file)
    return {
        "file": str(file),
        "bytes": file.stat().st_size,
        "journal_digest": verification.digest,
        "taken_at": facts["taken_at"],
    }


def restore(file: Path, *, replace: bool, at: datetime) -> dict[str, Any]:
    """Put a backup's content in place, then bring it up to this version and verify its journal.

    An installation that already holds facts is only replaced when `replace` says so. The restored database is
    loaded beside the present one first, so that a broken backup leaves everything as it was.

    :raises Refused: for a file that is no backup, is damaged, or would replace data without being told to.
    """
    with tempfile.TemporaryDirectory(prefix="motcua-restore-") as folder:
        facts = _unpack(file, Path(folder))
        start_database()
        if _holds_facts() and not replace:
            raise Refused(
                "restore-would-replace",
                "Cơ sở dữ liệu đang có dữ liệu. Sao lưu nó trước, rồi chạy lại với --replace nếu thật sự muốn thay.",
            )
        _load(Path(folder) / _DUMP)
        _put_files(Path(folder))
    grant_rights()
    prepare(at=at)
    from motcua.kernel.queries import verify_journal
    from motcua.notices.actions.deliver import hold_back_restored

    hold_back_restored(at=at)
    verification = verify_journal()
    if verification.first_alteration is not None or verification.entries < facts["journal_entries"]:
        raise Refused(
            "restored-journal-broken", "Đã khôi phục nhưng nhật ký không nguyên vẹn. Dùng bản sao lưu khác."
        )
    return {"file": str(file), "taken_at": facts["taken_at"], "journal_entries": verification.entries}


def _pack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file, "w:gz", compresslevel=1) as archive:
            archive.add(folder / _FACTS, _FACTS)
            archive.add(folder / _DUMP, _DUMP)
            key = data_folder() / _KEY
            if key.exists():
                archive.add(key, _KEY)
            for stored in sorted((data_folder() / _FILES).rglob("*")):
                _add_file(archive, stored)
        file.chmod(0o600)  # it holds personal data
    except OSError as error:
        file.unlink(missing_ok=True)
        raise Refused("backup-not-written", f"Không ghi được {file}: {error.strerror}.") from error


def _add_file(archive: tarfile.TarFile, stored: Path) -> None:
    """One stored paper; what is being written or forgotten while we look belongs to no row of the dump."""
    if stored.name.startswith(".") or stored.name.endswith(".unfinished"):
        return
    try:
        archive.add(stored, str(stored.relative_to(data_folder())), recursive=False)
    except FileNotFoundError:
        return


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        facts: dict[str, Any] = json.loads((folder / _FACTS).read_text())
        whole = facts["format"] == _FORMAT and facts["sha256"][_DUMP] == _digest_of(folder / _DUMP)
    except FileNotFoundError as error:
        raise Refused("no-such-file", f"Không thấy tệp {file} hoặc phần bắt buộc trong nó.") from error
    except (OSError, tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise Refused(
            "not-a-backup", f"{file} không phải bản sao lưu của hệ thống này, hoặc đã hỏng."
        ) from error
    if not whole:
        raise Refused("backup-damaged", f"{file} đã hỏng: mã kiểm không khớp. Dùng bản sao lưu khác.")
    return facts


def _holds_facts() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('kernel_journalentry') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT EXISTS (SELECT 1 FROM kernel_journalentry WHERE subject_kind <> 'base_data')")
        return bool(cursor.fetchone()[0])


def _load(dump: Path) -> None:
    """Replace the schema's content in one transaction: it is all restored or nothing is changed."""
    for alias in connections:
        connections[alias].close()
    arguments = ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", str(dump)]
    _run("pg_restore", *arguments)


def _put_files(folder: Path) -> None:
    if (folder / _KEY).exists() and not os.environ.get("MOTCUA_SECRET_KEY"):
        (data_folder() / _KEY).write_bytes((folder / _KEY).read_bytes())
        (data_folder() / _KEY).chmod(0o600)
    for source in sorted((folder / _FILES).rglob("*")):
        target = data_folder() / source.relative_to(folder)
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif not target.exists() or not filecmp.cmp(source, target, shallow=False):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            target.chmod(0o600)


def _run(program: str, *arguments: str) -> None:
    settings = connections["owner"].settings_dict
    environment = {**os.environ, "PGPASSWORD": settings["PASSWORD"] or ""}
    command = [str(_program(program)), f"--username={settings['USER']}", f"--dbname={settings['NAME']}"]
    if settings["HOST"]:
        command.append(f"--host={settings['HOST']}")
    if settings["PORT"]:
        command.append(f"--port={settings['PORT']}")
    done = subprocess.run(
        [*command, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Refused(
            "database-program-failed", f"{program} báo lỗi: {done.stderr.strip() or done.returncode}"
        )


def _program(name: str) -> Path:
    found = embedded_database.installed_binaries() / name
    if not found.exists():
        kind = "nhúng" if uses_embedded() else "khách"
        raise Refused(
            "no-database-programs", f"Không có chương trình {name} của PostgreSQL {kind} trên máy này."
        )
    return found


def _digest_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
