"""Kept files: judged, on the disk before the row, once for each content, proved at every reading."""

from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from tests.documents import samples

from motcua.cli.main import main
from motcua.documents import store
from motcua.documents.actions.files import Brought, keep_file, keep_files_of
from motcua.documents.actions.store_care import clean_store
from motcua.documents.enums import FileKind
from motcua.documents.models import StoredFile
from motcua.documents.queries import check_store, open_file, read_file
from motcua.documents.rules.uploads import FileRules
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

BY = "person:1"


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != ".lock")


def test_a_kept_file_is_read_back_and_its_row_tells_what_it_is(moment: datetime, own_store: Path) -> None:
    data = samples.pdf(pages=3)
    kept = keep_file(data=data, name="Đơn xin.pdf", by=BY, at=moment)
    row = StoredFile.objects.get(pk=kept.pk)
    assert (row.kind, row.media_type, row.name) == (FileKind.PDF, "application/pdf", "Đơn xin.pdf")
    assert (row.size, row.pages, row.uploaded_by, row.at) == (len(data), 3, BY, moment)
    assert row.sha256 == hashlib.sha256(data).hexdigest()
    assert read_file(row) == data
    assert open_file(row).read() == data
    assert (own_store / row.sha256[:2] / row.sha256[2:4] / row.sha256).read_bytes() == data


def test_the_same_content_lies_once_and_each_row_keeps_its_name(moment: datetime, own_store: Path) -> None:
    rows = keep_files_of(
        files=[Brought(samples.TEXT, "a.txt"), Brought(io.BytesIO(samples.TEXT), "b.txt")], by=BY, at=moment
    )
    assert [row.name for row in rows] == ["a.txt", "b.txt"]
    assert len(lying(own_store)) == 1
    assert StoredFile.objects.count() == 2


def test_only_the_owner_of_the_installation_may_read_the_folder(moment: datetime, own_store: Path) -> None:
    kept = keep_file(data=samples.TEXT, name="a.txt", by=BY, at=moment)
    assert store.place_of(kept.sha256).stat().st_mode & 0o077 == 0
    assert own_store.stat().st_mode & 0o077 == 0


def test_one_bad_file_leaves_nothing_of_the_others(moment: datetime, own_store: Path) -> None:
    files = [Brought(samples.pdf(), "a.pdf"), Brought(b"", "b.pdf")]
    with pytest.raises(Refused) as refused:
        keep_files_of(files=files, by=BY, at=moment)
    assert refused.value.code == "file-empty"
    assert not StoredFile.objects.exists()
    assert lying(own_store) == []


def test_an_endless_file_is_given_up_at_the_limit(moment: datetime) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            self.given += size
            return b"a" * size

    endless = Endless()
    with pytest.raises(Refused) as refused:
        keep_file(data=endless, name="a.txt", by=BY, at=moment, accepts=FileRules(largest=1000))  # type: ignore[arg-type]  # a reader
    assert refused.value.code == "file-too-large"
    assert endless.given == 1001


def test_the_installation_sets_the_limit(moment: datetime, settings) -> None:
    settings.LARGEST_KEPT_FILE_MB = 1
    with pytest.raises(Refused) as refused:
        keep_file(data=b"a" * (1024 * 1024 + 1), name="a.txt", by=BY, at=moment)
    assert refused.value.code == "file-too-large"
    assert "1 MB" in refused.value.message


def test_a_row_that_is_rolled_back_leaves_a_file_and_no_row(moment: datetime, own_store: Path) -> None:
    with transaction.atomic():
        keep_file(data=samples.TEXT, name="a.txt", by=BY, at=moment)
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    assert len(lying(own_store)) == 1


def test_lost_and_altered_content_is_refused_and_mended_by_bringing_it_again(moment: datetime) -> None:
    kept = keep_file(data=samples.TEXT, name="a.txt", by=BY, at=moment)
    place = store.place_of(kept.sha256)
    place.write_bytes(samples.TEXT + b"!")
    with pytest.raises(Refused) as refused:
        read_file(kept)
    assert refused.value.code == "file-altered"
    place.unlink()
    with pytest.raises(Refused) as refused:
        read_file(kept)
    assert refused.value.code == "file-lost"
    assert "./motcua files check" in refused.value.message
    place.write_bytes(b"?")
    keep_file(data=samples.TEXT, name="a.txt", by=BY, at=moment)
    assert read_file(kept) == samples.TEXT


def test_a_write_that_fails_leaves_neither_file_nor_row(
    moment: datetime, own_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep_file(data=samples.TEXT, name="a.txt", by=BY, at=moment)
    assert lying(own_store) == []
    assert not StoredFile.objects.exists()


class TestCare:
    def old(self, path: Path, moment: datetime) -> None:
        an_hour_and_more = (moment - timedelta(minutes=61)).timestamp()
        os.utime(path, (an_hour_and_more, an_hour_and_more))

    def test_missing_altered_and_left_over_are_told_apart(self, moment: datetime, own_store: Path) -> None:
        whole, missing, altered, grown, forgotten = keep_files_of(
            files=[Brought(f"giấy {n}".encode(), f"{n}.txt") for n in range(5)], by=BY, at=moment
        )
        assert check_store().is_whole
        store.place_of(missing.sha256).unlink()
        store.place_of(altered.sha256).write_bytes("giấy X".encode())
        store.place_of(grown.sha256).write_bytes(b"more than before")
        forgotten.delete()
        (own_store / "ab" / "cd").mkdir(parents=True)
        unfinished = own_store / "ab" / "cd" / "left.unfinished"
        unfinished.write_bytes(b"half")
        report = check_store()
        assert [each.name for each in report.missing] == [missing.name]
        assert {each.name for each in report.altered} == {altered.name, grown.name}
        assert {each.path for each in report.orphaned} == {store.place_of(forgotten.sha256), unfinished}
        assert {each.name for each in check_store(contents=False).altered} == {grown.name}
        assert read_file(whole)

    def test_only_what_is_old_and_without_a_row_is_taken_away(
        self, moment: datetime, own_store: Path
    ) -> None:
        kept, old, again = keep_files_of(
            files=[Brought(f"giấy {n}".encode(), f"{n}.txt") for n in range(3)], by=BY, at=moment
        )
        for row in (kept, old, again):
            self.old(store.place_of(row.sha256), moment)
        old.delete()
        again.delete()
        store.put_all(["giấy 2".encode()])  # brought again; its row is not written yet
        report = clean_store(at=moment)
        assert [each.sha256 for each in report.taken_away] == [old.sha256]
        assert store.is_whole(kept.sha256)
        assert store.is_whole(again.sha256)
        assert store.is_whole(old.sha256) is None

    def test_the_command_tells_people_and_machines(
        self, moment: datetime, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
        kept = keep_file(data=samples.TEXT, name="đơn.txt", by=BY, at=moment)
        assert main(["files", "check"]) == 0
        assert "Kho tệp nguyên vẹn: 1 tệp" in capsys.readouterr().out
        store.place_of(kept.sha256).unlink()
        assert main(["files", "check", "--json", "--clean"]) == 2
        refused = json.loads(capsys.readouterr().out)["refused"]
        assert refused["code"] == "files-not-whole"
        assert refused["missing"] == [{"sha256": kept.sha256, "name": "đơn.txt"}]
