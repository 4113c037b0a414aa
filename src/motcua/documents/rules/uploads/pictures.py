"""Pictures: whole from the first to the last part, and not larger when opened than a scan may be."""

from __future__ import annotations

import re
import zlib

from motcua.documents.rules.uploads.refusing import Unfit, damaged

_LONGEST_SIDE = 30_000
_MOST_PARTS = 100_000
_NO_LENGTH = {0x01, *range(0xD0, 0xD8)}
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def inspect_png(data: bytes, *, most_pixels: int) -> int:
    """One page, for a PNG that is whole.

    :raises Unfit: damaged, too large when opened, or followed by something else.
    """
    place, parts, seen_data = 8, 0, False
    while True:
        kind, body, place = _png_part(data, place)
        parts += 1
        if parts == 1:
            if kind != b"IHDR" or len(body) != 13:
                raise damaged("PNG")
            _require_drawable(int.from_bytes(body[:4]), int.from_bytes(body[4:8]), most_pixels)
        elif kind == b"IHDR" or parts > _MOST_PARTS:
            raise damaged("PNG")
        seen_data = seen_data or kind == b"IDAT"
        if kind == b"IEND":
            break
    if not seen_data:
        raise damaged("PNG")
    if place != len(data):
        raise _followed("PNG")
    return 1


def _png_part(data: bytes, place: int) -> tuple[bytes, bytes, int]:
    length = int.from_bytes(data[place : place + 4])
    end = place + 12 + length
    if end > len(data) or end <= place:
        raise damaged("PNG")
    kind, body = data[place + 4 : place + 8], data[place + 8 : end - 4]
    if zlib.crc32(body, zlib.crc32(kind)) != int.from_bytes(data[end - 4 : end]):
        raise damaged("PNG")
    return kind, body, end


def inspect_jpeg(data: bytes, *, most_pixels: int) -> int:
    """One page, for a JPEG that is whole.

    Telephones set a second picture, a short film or their own notes behind the first; nothing else may follow.

    :raises Unfit: damaged, too large when opened, or followed by something else.
    """
    place, seen_frame = 2, False
    for _ in range(_MOST_PARTS):
        marker, place = _jpeg_marker(data, place)
        if marker == 0xD9:
            break
        if marker in _NO_LENGTH:
            continue
        length = int.from_bytes(data[place : place + 2])
        if length < 2 or place + length > len(data):
            raise damaged("JPEG")
        if marker in _FRAMES:
            _require_frame(data[place : place + length], most_pixels)
            seen_frame = True
        place += length
        if marker == 0xDA:
            place = _after_scan(data, place)
    else:
        raise damaged("JPEG")
    if not seen_frame:
        raise damaged("JPEG")
    if not _is_telephones_own(data[place:]):
        raise _followed("JPEG")
    return 1


def _is_telephones_own(rest: bytes) -> bool:
    is_picture, is_film = rest.startswith(b"\xff\xd8"), rest[4:8] == b"ftyp"
    return not rest.strip(b"\0\r\n ") or is_picture or is_film or rest.endswith(b"SEFT")


def _jpeg_marker(data: bytes, place: int) -> tuple[int, int]:
    """The next marker and the place behind it; fill bytes are skipped."""
    if data[place : place + 1] != b"\xff":
        raise damaged("JPEG")
    while data[place : place + 1] == b"\xff":
        place += 1
    if place >= len(data) or data[place] == 0:
        raise damaged("JPEG")
    return data[place], place + 1


def _require_frame(segment: bytes, most_pixels: int) -> None:
    if len(segment) < 8:
        raise damaged("JPEG")
    _require_drawable(int.from_bytes(segment[5:7]), int.from_bytes(segment[3:5]), most_pixels)


def _after_scan(data: bytes, place: int) -> int:
    """The place of the marker that ends the compressed data which starts at `place`."""
    found = _END_OF_SCAN.search(data, place)
    if found is None:
        raise damaged("JPEG")
    return found.start()


def _require_drawable(width: int, height: int, most_pixels: int) -> None:
    if width == 0 or height == 0:
        raise damaged("ảnh")
    if max(width, height) > _LONGEST_SIDE or width * height > most_pixels:
        raise Unfit(
            "file-picture-too-large",
            f"là ảnh quá lớn khi mở ({width} × {height} điểm)",
            "Giảm cỡ ảnh hoặc quét lại ở 200–300 dpi rồi nộp.",
        )


def _followed(kind: str) -> Unfit:
    return Unfit(
        "file-two-kinds-at-once",
        f"có dữ liệu lạ đứng sau phần ảnh {kind}",
        "Mở ảnh, lưu thành tệp mới rồi nộp.",
    )
