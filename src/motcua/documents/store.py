"""The folder of kept files: each content once, under its SHA-256, outside everything the web server shows.

A file appears under its name only when it is whole and on the disk.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from motcua.kernel.clock import VIETNAM

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Lying:
    """A file found in the store."""

    path: Path
    sha256: str | None  # None: not in a digest's place, left by a writer that was cut off
    size: int
    changed_at: datetime


def folder() -> Path:
    """Where kept files lie."""
    return Path(settings.MEDIA_ROOT) / "store"


def place_of(sha256: str) -> Path:
    """Where the content with this digest lies."""
    if not _NAME.fullmatch(sha256):
        raise ValueError(f"not a digest: {sha256!r}")
    return folder() / sha256[:2] / sha256[2:4] / sha256


def put_all(contents: Iterable[bytes]) -> list[str]:
    """Write contents; their digests, in order. On return all are on the disk, also after a power cut.

    Content that lies there already is made young again, so that `take_away` leaves it for its new row.
    """
    digests, touched = [], set()
    with _locked(fcntl.LOCK_SH):
        for data in contents:
            sha256 = hashlib.sha256(data).hexdigest()
            digests.append(sha256)
            if is_whole(sha256):
                os.utime(place_of(sha256))
            else:
                touched |= _write(place_of(sha256), data)
        for changed in sorted(touched):
            _sync_folder(changed)
    return digests


def take_away(path: Path, *, unless_younger_than: datetime) -> bool:
    """Remove a file found by `lying`, unless somebody wrote it again meanwhile; whether it is gone."""
    with _locked(fcntl.LOCK_EX):
        try:
            if path.stat().st_mtime >= unless_younger_than.timestamp():
                return False
            path.unlink()
        except FileNotFoundError:
            return False
    return True


def read(sha256: str) -> bytes | None:
    """The content as it lies there, unchecked; None when it is not there."""
    try:
        return place_of(sha256).read_bytes()
    except FileNotFoundError:
        return None


def is_whole(sha256: str) -> bool | None:
    """Whether the content still has its digest; None when it is not there. Reads without holding it all."""
    try:
        with place_of(sha256).open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return None


def lying() -> Iterator[Lying]:
    """Everything in the store: first the digests in their order, then what is left of unfinished writing."""
    unfinished = []
    for path in _walk(folder()):
        with suppress(FileNotFoundError):  # a writer beside us may have renamed it
            facts = path.stat()
            sha256 = path.name if _NAME.fullmatch(path.name) and path == place_of(path.name) else None
            changed = datetime.fromtimestamp(facts.st_mtime, tz=VIETNAM)
            found = Lying(path, sha256, facts.st_size, changed)
            if sha256 is not None:
                yield found
            elif path.name != _LOCK:
                unfinished.append(found)
    yield from unfinished


def _walk(start: Path) -> Iterator[Path]:
    """The files below a folder by name; one folder at a time is held."""
    try:
        entries = sorted(start.iterdir())
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir():
            yield from _walk(entry)
        else:
            yield entry


@contextmanager
def _locked(how: int) -> Iterator[None]:
    """Writers beside each other, or one that takes away alone."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder() / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _write(place: Path, data: bytes) -> set[Path]:
    """Write under a name of its own, then give it the right one; the folders whose entries changed."""
    touched = _make_folders(place.parent)
    unfinished = place.with_name(f"{place.name}.{secrets.token_hex(6)}{_UNFINISHED}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        unfinished.replace(place)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return {*touched, place.parent}


def _make_folders(wanted: Path) -> set[Path]:
    missing = [each for each in (wanted, *wanted.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    return {each.parent for each in missing}


def _sync_folder(changed: Path) -> None:
    descriptor = os.open(changed, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
