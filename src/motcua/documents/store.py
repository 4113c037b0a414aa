"""The folder of kept files: each content once, under its SHA-256, outside everything the web server shows.

A file appears under its name only when it is whole and on the disk.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from motcua.kernel.clock import VIETNAM

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Lying:
    """A file found in the store."""

    path: Path
    sha256: str | None  # None: not under a digest's name, left by a writer that was cut off
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
    """Write contents; their digests, in order. On return all are on the disk, also after a power cut."""
    digests, touched = [], set()
    for data in contents:
        sha256 = hashlib.sha256(data).hexdigest()
        digests.append(sha256)
        if not _lies_whole(sha256):
            touched |= _write(place_of(sha256), data)
    for changed in sorted(touched):
        _sync_folder(changed)
    return digests


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
    """Everything in the store, in the order of its names."""
    if not folder().is_dir():
        return
    for path in sorted(folder().rglob("*")):
        with suppress(FileNotFoundError):  # a writer beside us may have renamed it
            facts = path.stat()
            if path.is_file():
                sha256 = path.name if _NAME.fullmatch(path.name) and path == place_of(path.name) else None
                changed = datetime.fromtimestamp(facts.st_mtime, tz=VIETNAM)
                yield Lying(path, sha256, facts.st_size, changed)


def _lies_whole(sha256: str) -> bool:
    return is_whole(sha256) is True


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
