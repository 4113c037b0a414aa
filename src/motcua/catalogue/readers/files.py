"""What a file is, whether it may be read at all, and its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from motcua.catalogue.rules.records import Reading, Record, Remark
from motcua.kernel.refusals import Refused

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileLimits:
    """How much of a file is read: its size, what it may unpack to, how many rows and how deep."""

    bytes: int = 50 * MEBIBYTE
    unpacked_bytes: int = 400 * MEBIBYTE
    entries: int = 2000
    rows: int = 100_000
    cell_characters: int = 200_000


LIMITS = FileLimits()


@dataclass
class ReadFile:
    """What was read: the records, the rows refused, and the day the file itself says it describes."""

    records: list[Record] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    snapshot: date | None = None

    def take(self, reading: Reading) -> None:
        """Add what was read from one row."""
        self.refusals += reading.refusals
        if reading.record is not None:
            self.records.append(reading.record)


def load(path: Path, limits: FileLimits = LIMITS) -> bytes:
    """The bytes of a file.

    :raises Refused: "file-not-found" where there is none or it cannot be opened, "file-too-big".
    """
    try:
        if path.exists() and not path.is_file():
            raise _not_opened(path, "đây không phải là tệp thường.")
        if path.stat().st_size > limits.bytes:
            raise too_big(path.name, path.stat().st_size, limits)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _not_opened(path, "không có tệp này. Kiểm tra lại đường dẫn.") from error
    except OSError as error:
        raise _not_opened(path, "không có quyền đọc, hoặc ổ đĩa có lỗi.") from error


def _not_opened(path: Path, reason: str) -> Refused:
    return Refused("file-not-found", f"Không mở được tệp {path}: {reason}", file=str(path))


def too_big(name: str, size: int, limits: FileLimits) -> Refused:
    """The refusal of a file that is larger than the limit."""
    return Refused(
        "file-too-big",
        f"Tệp {name} nặng {size // MEBIBYTE} MB, quá giới hạn {limits.bytes // MEBIBYTE} MB. "
        "Chia nhỏ rồi nhập từng phần.",
        file=name,
    )


def unreadable(name: str, reason: str, code: str = "file-unreadable") -> Refused:
    """The refusal of a file that cannot be read, for `reason`."""
    return Refused(code, f"Không đọc được tệp {name}: {reason}", file=name)


def text_of(data: bytes, name: str) -> str:
    """The text of a file in UTF-8.

    :raises Refused: "file-wrong-encoding": another encoding, or bytes that are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _wrong_encoding(name, "tệp ở dạng UTF-16")
    if b"\x00" in data:
        raise _wrong_encoding(name, "tệp chứa ký tự rỗng (NUL), không phải tệp chữ")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _wrong_encoding(
            name,
            f"byte thứ {error.start + 1} (dòng {line}) không theo UTF-8, có thể là Windows-1258 hoặc TCVN3",
        ) from error


def _wrong_encoding(name: str, reason: str) -> Refused:
    return unreadable(name, f"{reason}. Lưu lại theo mã UTF-8 rồi nhập.", "file-wrong-encoding")
