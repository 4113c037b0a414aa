"""Reading kept files, and looking after them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from django.db.models import Max, Min

from motcua.documents import store
from motcua.documents.enums import Match
from motcua.documents.models import SignedPaper, StoredFile
from motcua.documents.rules.codes import read_code
from motcua.documents.store import Lying
from motcua.kernel.refusals import Refused


def read_file(stored: StoredFile) -> bytes:
    """The content of a kept file, proved to be what was accepted. Who may see it is the caller's question.

    :raises Refused: "file-lost", "file-altered".
    """
    data = store.read(stored.sha256)
    if data is None:
        raise _broken(stored, "file-lost", "không còn trong kho tệp")
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise _broken(stored, "file-altered", "trong kho đã bị thay đổi so với lúc nhận")
    return data


def open_file(stored: StoredFile) -> IO[bytes]:
    """As `read_file`, as something to read from.

    :raises Refused: "file-lost", "file-altered".
    """
    return io.BytesIO(read_file(stored))


def find_signed_paper(*, typed: str) -> SignedPaper | None:
    """The signed paper of a verification code as people type it; None when there is none."""
    code = read_code(typed)
    if code is None:
        return None
    papers = SignedPaper.objects.select_related("file", "personal_file", "original", "replaced_by")
    return papers.filter(verification_code=code).first()


def is_kept_whole(paper: SignedPaper) -> bool:
    """Whether the signed file still lies in the store as it was signed."""
    return store.is_whole(paper.file.sha256) is True


def match_of(*, paper: SignedPaper, sha256: str) -> Match:
    """What a file with this digest is to a signed paper."""
    known = (
        (paper.file.sha256, Match.CURRENT),
        (paper.personal_file.sha256, Match.EARLIER),
        (paper.original.sha256, Match.UNSIGNED),
    )
    return next((match for digest, match in known if digest == sha256), Match.DIFFERENT)


@dataclass(frozen=True, slots=True)
class Faulty:
    """A kept file whose content is not there as accepted, with one of the names it has in rows."""

    sha256: str
    name: str


@dataclass(slots=True)
class StoreReport:
    """What a look at the store found."""

    files: int = 0
    bytes: int = 0
    missing: list[Faulty] = field(default_factory=list)
    altered: list[Faulty] = field(default_factory=list)
    orphaned: list[Lying] = field(default_factory=list)
    taken_away: list[Lying] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every row has its content."""
        return not self.missing and not self.altered


def check_store(*, contents: bool = True) -> StoreReport:
    """Compare the rows with what lies in the store; without `contents` by presence and size only.

    Both are walked once, in the order of their digests; neither is held whole.
    """
    report = StoreReport()
    found = store.lying()
    lies = next(found, None)
    for sha256, size, name in _kept():
        while lies is not None and (lies.sha256 is not None and lies.sha256 < sha256):
            report.orphaned.append(lies)
            lies = next(found, None)
        if lies is None or lies.sha256 != sha256:
            report.missing.append(Faulty(sha256, name))
            continue
        report.files, report.bytes = report.files + 1, report.bytes + size
        if lies.size != size or (contents and not store.is_whole(sha256)):
            report.altered.append(Faulty(sha256, name))
        lies = next(found, None)
    if lies is not None:
        report.orphaned += [lies, *found]
    return report


def _kept() -> Iterator[tuple[str, int, str]]:
    rows = StoredFile.objects.order_by("sha256").values_list("sha256").annotate(Max("size"), Min("name"))
    return rows.iterator(chunk_size=2000)


def _broken(stored: StoredFile, code: str, what: str) -> Refused:
    return Refused(
        code,
        f"Tệp “{stored.name}” {what}. Báo người quản trị chạy ./motcua files check và khôi phục từ bản sao lưu.",
        file=str(stored.pk),
    )
