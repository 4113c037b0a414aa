"""Keeping the files that people bring: judged first, then on the disk, then in the database.

In this order no row that was acknowledged ever lacks its file; what a crash leaves behind is a file without a row,
which `clean_store` takes away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef

from motcua.documents import store
from motcua.documents.models import StoredFile
from motcua.documents.rendering import Place
from motcua.documents.rules.uploads import Accepted, FileRules, accept
from motcua.documents.rules.uploads.judging import too_large
from motcua.documents.rules.uploads.names import clean_name

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as somebody brings it: content, and what it is called there."""

    data: bytes | IO[bytes]
    name: str
    places: tuple[Place, ...] = ()


def installation_rules() -> FileRules:
    """What this installation takes where nothing narrower is said."""
    return FileRules(largest=settings.LARGEST_KEPT_FILE_MB * _MEGABYTE)


def keep_file(
    *,
    data: bytes | IO[bytes],
    name: str,
    by: str,
    at: datetime,
    accepts: FileRules | None = None,
    is_sample: bool = False,
    places: Sequence[Place] = (),
) -> StoredFile:
    """Judge and keep one file; `by` is the actor as the journal names it, `places` where a paper made here has room.

    The room that asked says in its own journal what the file is for.

    :raises Refused: as `rules.uploads.accept`.
    """
    brought = [Brought(data, name, tuple(places))]
    return keep_files_of(files=brought, by=by, at=at, accepts=accepts, is_sample=is_sample)[0]


def keep_files_of(
    *,
    files: Sequence[Brought],
    by: str,
    at: datetime,
    accepts: FileRules | None = None,
    is_sample: bool = False,
) -> list[StoredFile]:
    """Judge and keep several files, all or none; in their order.

    :raises Refused: for the first that is not taken, as `rules.uploads.accept`.
    """
    rules = accepts or installation_rules()
    read = [_read(each, rules) for each in files]
    judged = [accept(data=data, name=each.name, rules=rules) for each, data in zip(files, read, strict=True)]
    digests = store.put_all(read)
    rows = [
        _row(accepted, sha256, len(data), each.places, by=by, at=at, is_sample=is_sample)
        for accepted, sha256, data, each in zip(judged, digests, read, files, strict=True)
    ]
    with transaction.atomic():
        return StoredFile.objects.bulk_create(rows)


@transaction.atomic
def forget_files(*, files: Collection[UUID]) -> int:
    """Forget kept files that nothing refers to any more, such as those of a draft thrown away; how many.

    What something still refers to stays. The contents go with the next cleaning of the store, unless another row
    has the same.
    """
    unused = StoredFile.objects.select_for_update(of=("self",)).filter(pk__in=files)
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            users = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            unused = unused.exclude(Exists(users))
    return StoredFile.objects.filter(pk__in=list(unused.values_list("pk", flat=True))).delete()[0]


def _row(
    accepted: Accepted,
    sha256: str,
    size: int,
    places: tuple[Place, ...],
    *,
    by: str,
    at: datetime,
    is_sample: bool,
) -> StoredFile:
    return StoredFile(
        sha256=sha256,
        size=size,
        kind=accepted.kind,
        media_type=accepted.media_type,
        name=accepted.name,
        pages=accepted.pages,
        places=[asdict(place) for place in places],
        uploaded_by=by,
        at=at,
        is_sample=is_sample,
    )


def _read(brought: Brought, rules: FileRules) -> bytes:
    """The content; never more than the limit is held."""
    if isinstance(brought.data, bytes):
        return brought.data
    data = brought.data.read(rules.largest + 1)
    if len(data) > rules.largest:
        raise too_large(rules).refusal(clean_name(brought.name))
    return data
