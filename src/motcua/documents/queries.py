"""Reading kept files, and looking after them."""

from __future__ import annotations

import hashlib
import io
from typing import IO

from motcua.documents import store
from motcua.documents.models import StoredFile
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


def _broken(stored: StoredFile, code: str, what: str) -> Refused:
    return Refused(
        code,
        f"Tệp “{stored.name}” {what}. Báo người quản trị chạy ./motcua files check và khôi phục từ bản sao lưu.",
        file=str(stored.pk),
    )
