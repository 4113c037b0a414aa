"""Small honest files of each kind, and what hostile hands make of them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping


def pdf(*objects: bytes, catalog: bytes = b"", pages: int = 1, tail: bytes = b"") -> bytes:
    """A PDF of empty pages; `objects` are further objects, `catalog` further entries of the catalogue."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + pages))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        *([b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] >>"] * pages),
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out) + tail


def stream(content: bytes, dictionary: bytes = b"/Filter /FlateDecode", *, packed: bool = True) -> bytes:
    """A stream object's body."""
    data = zlib.compress(content) if packed else content
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), dictionary, data)


def object_stream(*bodies: bytes, first: int = 50) -> bytes:
    """Objects hidden in a packed stream, as PDF 1.5 allows."""
    places, content = [], b""
    for number, body in enumerate(bodies, start=first):
        places.append(b"%d %d " % (number, len(content)))
        content += body + b"\n"
    header = b"".join(places)
    dictionary = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(bodies), len(header))
    return stream(header + content, dictionary)


def png(*, width: int = 2, height: int = 2, tail: bytes = b"") -> bytes:
    rows = b"".join(b"\0" + b"\xff\xff\xff" * min(width, 8) for _ in range(min(height, 8)))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_part(kind, body) for kind, body in parts) + tail


def png_part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(*, width: int = 2, height: int = 2, tail: bytes = b"") -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34\xff\xd0\x56"
        + b"\xff\xd9" + tail
    )  # fmt: skip


def packed(parts: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


TYPES = b'<?xml version="1.0" encoding="UTF-8"?><Types><Default Extension="xml" ContentType="a/b"/></Types>'


def docx(more: Mapping[str, bytes] | None = None, *, types: bytes = TYPES) -> bytes:
    text = "<w:document><w:t>Đơn đề nghị</w:t></w:document>".encode()
    return packed({"[Content_Types].xml": types, "word/document.xml": text, **(more or {})})


def xlsx(more: Mapping[str, bytes] | None = None, *, types: bytes = TYPES) -> bytes:
    return packed({"[Content_Types].xml": types, "xl/workbook.xml": b"<workbook/>", **(more or {})})


def open_document(kind: str = "text", more: Mapping[str, bytes] | None = None) -> bytes:
    media_type = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": media_type, "content.xml": b"<office:document/>", **(more or {})})


TEXT = "Kính gửi: Sở Giáo dục và Đào tạo\nTôi xin cấp lại bằng.\n".encode()
HONEST: dict[str, bytes] = {
    "đơn.pdf": pdf(),
    "bằng tốt nghiệp.jpg": jpeg(),
    "ảnh thẻ.PNG": png(),
    "đơn.docx": docx(),
    "danh sách.xlsx": xlsx(),
    "đơn.odt": open_document(),
    "bảng.ods": open_document("spreadsheet"),
    "ghi chú.txt": TEXT,
}
