"""Files brought by people that wait for a decision or for the form they came with: kept under a secret token, forgotten
after a while."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from motcua.documents.rules.waiting import Owners, has_run_out, require_room

_FOLDER = "waiting"
_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who left files waiting; `key` names one of the kind, such as a person's id."""

    kind: Owners
    key: str


def keep_waiting_file(*, data: bytes, at: datetime, owner: Owner | None = None) -> str:
    """Keep a file for a while; the token that finds it again. Files that nobody came back for go on the way.

    The files of an `owner` have bounds, and are found only with their owner.

    :raises Refused: "waiting-room-full".
    """
    forget_waiting_files(at=at)
    if owner is not None:
        of_owner = [size for _path, size in _lying(_folder_of(owner))]
        together = sum(size for _path, size in _lying(f"{_FOLDER}/{owner.kind.value}"))
        require_room(room=owner.kind.room, size=len(data), of_owner=of_owner, together=together)
    token = secrets.token_urlsafe(24)
    default_storage.save(_place(token, owner), ContentFile(data))
    return token


def read_waiting_file(*, token: str, owner: Owner | None = None) -> bytes | None:
    """The content of a waiting file; None when it is not there any more, or is not this owner's."""
    try:
        with default_storage.open(_place(token, owner)) as stored:
            return bytes(stored.read())
    except FileNotFoundError:
        return None


def drop_waiting_file(*, token: str, owner: Owner | None = None) -> None:
    """Forget a waiting file that is done with."""
    default_storage.delete(_place(token, owner))


def forget_waiting_files(*, at: datetime) -> int:
    """Forget the files that nobody came back for in time; how many."""
    forgotten = _forget(_FOLDER, at, _KEPT_FOR)
    for kind in Owners:
        for folder in _folders(f"{_FOLDER}/{kind.value}"):
            forgotten += _forget(folder, at, kind.room.kept_for)
            _take_away_when_empty(folder, at)
    return forgotten


def _forget(folder: str, at: datetime, kept_for: timedelta) -> int:
    forgotten = 0
    for path in _files(folder):
        try:
            left_at = default_storage.get_modified_time(path)
        except FileNotFoundError:  # taken up or forgotten by another meanwhile
            continue
        if has_run_out(left_at=left_at, at=at, kept_for=kept_for):
            default_storage.delete(path)
            forgotten += 1
    return forgotten


def _take_away_when_empty(folder: str, at: datetime) -> None:
    """An owner's folder that nobody used lately; one that is used just now is young."""
    if not _files(folder) and has_run_out(
        left_at=default_storage.get_modified_time(folder), at=at, kept_for=_KEPT_FOR
    ):
        default_storage.delete(folder)


def _lying(folder: str) -> list[tuple[str, int]]:
    """What lies in a folder and in the folders in it, with the sizes."""
    found = []
    for each in (folder, *_folders(folder)):
        for path in _files(each):
            try:
                found.append((path, default_storage.size(path)))
            except FileNotFoundError:
                continue
    return found


def _files(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in _listed(folder)[1]]


def _folders(folder: str) -> list[str]:
    return [f"{folder}/{name}" for name in _listed(folder)[0]]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _folder_of(owner: Owner) -> str:
    return f"{_FOLDER}/{owner.kind.value}/{_digest(owner.key)}"


def _place(token: str, owner: Owner | None) -> str:
    # The name on disk tells nothing: who reads the folder still cannot ask for the file.
    return f"{_folder_of(owner) if owner else _FOLDER}/{_digest(token)}"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
