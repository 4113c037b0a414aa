"""A PDF is measured before anything interprets it: what its streams unpack to, pictures left aside."""

from __future__ import annotations

import re
import zlib

from motcua.documents.reading.limits import MEGABYTE
from motcua.documents.rules.uploads.refusing import Unfit, damaged

MOST_UNPACKED = 60 * MEGABYTE
_MOST_INFLATION = 150  # times its packed size, once a stream is larger than the threshold
_INFLATION_MATTERS_FROM = 6 * MEGABYTE
_MOST_STREAMS = 60_000
_MOST_LAYERS = 3
_STEP = 64 * 1024
_BEFORE = 1024
_OPENING = re.compile(rb"(?<!end)stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b|/DCTDecode|/JPXDecode|/CCITTFaxDecode|/JBIG2Decode")
_OTHER_PACKING = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b")
_MOST_OTHER = 2 * MEGABYTE  # of streams packed in ways that can grow a thousandfold and are not measured


def require_measured(data: bytes) -> None:
    """Refuse a file that is no PDF at all, or one that grows out of bounds.

    :raises Unfit: "file-damaged", "file-unpacks-too-large".
    """
    if b"%PDF-" not in data[:1024] or len(data) < 100:
        raise damaged("PDF")
    unpacked = 0
    for number, opening in enumerate(_OPENING.finditer(data)):
        if number > _MOST_STREAMS:
            raise _grows()
        said = data[max(0, opening.start() - _BEFORE) : opening.start()]
        said = said[said.rfind(b"obj") + 1 :]
        if _PICTURE.search(said):
            continue
        end = data.find(b"endstream", opening.end())
        packed = (end if end >= 0 else len(data)) - opening.end()
        if _OTHER_PACKING.search(said) and packed > _MOST_OTHER:
            raise _grows()
        grown = _unpacked(data, opening.end(), MOST_UNPACKED - unpacked)
        unpacked += grown
        is_bomb = grown > _INFLATION_MATTERS_FROM and grown > _MOST_INFLATION * packed
        if unpacked >= MOST_UNPACKED or is_bomb:
            raise _grows()


def _unpacked(data: bytes, start: int, most: int) -> int:
    """How many bytes are packed at `start`, at most about `most`; also what is packed in them again."""
    if not _is_deflated(data[start : start + 2]):
        return 0
    length, first = _inflated(data, start, most)
    for _ in range(_MOST_LAYERS):
        if length >= most or not _is_deflated(first[:2]):
            break
        again, first = _inflated(first, 0, most - length)
        length += again
    return length


def _inflated(data: bytes, start: int, most: int) -> tuple[int, bytes]:
    inflater, length, first = zlib.decompressobj(), 0, b""
    try:
        for place in range(start, len(data), _STEP):
            step = data[place : place + _STEP]
            while step and length < most and not inflater.eof:
                piece = inflater.decompress(step, 1 << 20)
                first = first or piece
                length += len(piece)
                step = inflater.unconsumed_tail
            if inflater.eof or length >= most:
                break
    except zlib.error:
        pass
    return length, first


def _is_deflated(start: bytes) -> bool:
    return len(start) == 2 and start[0] & 0x0F == 8 and int.from_bytes(start) % 31 == 0


def _grows() -> Unfit:
    return Unfit(
        "file-unpacks-too-large", "phình ra quá lớn khi mở", "In lại thành PDF mới hoặc chia nhỏ rồi thử lại."
    )
