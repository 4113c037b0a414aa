"""The folder of files that jobs made for those who asked: outside everything the web server shows, for a few days."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

_UNFINISHED = ".unfinished"


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.MEDIA_ROOT) / "job-results"


def place_of(job_id: UUID) -> Path:
    """Where the file of a job lies."""
    return folder() / str(job_id)


@contextmanager
def written(job_id: UUID) -> Iterator[IO[bytes]]:
    """A stream to write a job's file into; it appears in its place only when it is whole."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place_of(job_id).with_suffix(_UNFINISHED)
    try:
        place = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(place, "w+b") as stream:
            yield stream
        unfinished.replace(place_of(job_id))
    finally:
        unfinished.unlink(missing_ok=True)


def forget(*, older_than: datetime) -> int:
    """Remove files last written before then, also what a killed worker left unfinished; how many."""
    removed = 0
    for path in list(folder().iterdir()) if folder().is_dir() else ():
        if path.stat().st_mtime < older_than.timestamp():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
