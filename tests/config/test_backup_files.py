"""Stored papers in a backup: all that rows can name, none half-written, and damaged ones mended by a restore."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from motcua.config import backups


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    (folder / "files" / "store" / "ab" / "cd").mkdir(parents=True)
    monkeypatch.setattr(backups, "data_folder", lambda: folder)
    return folder


def test_files_go_in_and_come_back_and_mend_what_is_damaged(data: Path, tmp_path: Path) -> None:
    store = data / "files" / "store" / "ab" / "cd"
    (store / "abcd1").write_bytes(b"one")
    (store / "abcd2").write_bytes(b"two")
    (store / "abcd3.unfinished").write_bytes(b"half")
    (data / "files" / "store" / ".lock").touch()
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        for stored in sorted((data / "files").rglob("*")):
            backups._add_file(archive, stored)
        backups._add_file(archive, store / "gone-meanwhile")
    unpacked = tmp_path / "unpacked"
    with tarfile.open(tmp_path / "x.tar") as archive:
        archive.extractall(unpacked, filter="data")
    (store / "abcd1").write_bytes(b"damaged")
    (store / "abcd2").unlink()
    backups._put_files(unpacked)
    assert sorted(path.name for path in (unpacked / "files").rglob("*") if path.is_file()) == [
        "abcd1",
        "abcd2",
    ]
    assert (store / "abcd1").read_bytes() == b"one"
    assert (store / "abcd2").read_bytes() == b"two"
