"""A catalogue file of any known format."""

from __future__ import annotations

from pathlib import PurePath

from motcua.catalogue.readers.csv_files import read_csv
from motcua.catalogue.readers.files import LIMITS, FileLimits, ReadFile, too_big, unreadable
from motcua.catalogue.readers.json_files import read_json
from motcua.catalogue.readers.workbooks import read_workbook

_READERS = {".json": read_json, ".csv": read_csv, ".xlsx": read_workbook}
_SIGNATURES = {
    b"PK\x03\x04": ".xlsx",
    b"\xd0\xcf\x11\xe0": ".xls",
    b"%PDF": ".pdf",
}


def read_catalogue(data: bytes, name: str, limits: FileLimits = LIMITS) -> ReadFile:
    """The records of a file, read as its name's ending says, when that is also what it is.

    :raises Refused: "file-too-big", "file-empty", "file-unknown-format", "file-not-what-it-says", and what the
        readers refuse.
    """
    if len(data) > limits.bytes:
        raise too_big(name, len(data), limits)
    if not data.strip():
        raise unreadable(name, "tệp rỗng.", "file-empty")
    ending = PurePath(name).suffix.lower()
    if ending not in _READERS:
        raise unreadable(
            name,
            f"không nhận dạng tệp “{ending or name}”. Dùng .json, .csv hoặc .xlsx.",
            "file-unknown-format",
        )
    real = next((kind for mark, kind in _SIGNATURES.items() if data.startswith(mark)), None)
    if (real or ending) != ending or (ending == ".xlsx" and real is None):
        raise unreadable(
            name,
            f"nội dung không phải dạng {ending} như tên tệp. Lưu lại đúng dạng rồi nhập.",
            "file-not-what-it-says",
        )
    return _READERS[ending](data, name, limits)
