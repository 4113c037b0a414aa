"""What is not read is refused in words: what it is, why, what to do. Nothing hostile costs more than seconds."""

from __future__ import annotations

import re
import time
import zlib

import pytest
from tests.documents.reading.builders import PROSE, TYPES, packed, para, raw_pdf, read, table, word
from tests.documents.samples import HONEST, jpeg, open_document, png

from motcua.documents.reading import limits
from motcua.documents.reading.opening import read_document
from motcua.kernel.refusals import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)
BODY = '<w:document xmlns:w="w"><w:body>&a;</w:body></w:document>'
ENTITIES = f'<!DOCTYPE d [<!ENTITY b "bbbb"><!ENTITY a "&b;&b;&b;">]>{BODY}'
OUTSIDE = f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>{BODY}'


def docx(document: str, **more: bytes) -> bytes:
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def refusal(content: bytes, name: str) -> Refused:
    started = time.monotonic()
    with pytest.raises(Refused) as caught:
        read_document(content=content, name=name)
    assert time.monotonic() - started < 20
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"", "file-empty"),
        ("a.txt", b" \r\n\0\t", "file-empty"),
        ("a.txt", b"\xef\xbb\xbf", "file-empty"),
        ("a.doc", OLE, "document-kind-old"),
        ("a.xls", OLE, "document-kind-old"),
        ("a.docx", OLE, "document-kind-old"),
        ("a.docx", LOCKED, "file-encrypted"),
        ("a.docx", b"PK\x03\x04" + bytes(200), "file-damaged"),
        (
            "a.docx",
            packed({"[Content_Types].xml": TYPES, "word/document.xml": "<w:document"}),
            "file-damaged",
        ),
        ("a.docx", docx("<w:document xmlns:w='w'/>"), "file-damaged"),
        ("a.docx", docx(ENTITIES), "file-damaged"),
        ("a.docx", docx(OUTSIDE), "file-damaged"),
        ("a.docx", docx("<w:document/>", **{"word/vbaProject.bin": b"x"}), "file-has-macros"),
        ("a.docm", word(para("x")), "file-has-macros"),
        ("a.xlsx", word(para("x")), "file-ending-differs"),
        ("a.pdf", word(para("x")), "file-ending-differs"),
        ("a.docx", raw_pdf(b""), "file-ending-differs"),
        ("a.txt", raw_pdf(b""), "file-ending-differs"),
        ("a.pdf", PROSE.encode(), "file-ending-differs"),
        ("a.doc", PROSE.encode(), "file-ending-differs"),
        ("a.zip", packed({"a.docx": word(para("x"))}), "file-is-archive"),
        ("a.rar", b"Rar!\x1a\x07\x00" + bytes(50), "file-is-archive"),
        ("a.png", png(), "document-kind-unknown"),
        ("scan.jpg", jpeg(), "document-kind-unknown"),
        ("a.rtf", b"{\\rtf1 x}", "document-kind-unknown"),
        ("a.odt", open_document(), "document-kind-unknown"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "document-kind-unknown"),
        ("a.exe", b"MZ" + bytes(80), "document-kind-unknown"),
        ("a.txt", bytes(range(256)) * 4, "text-code-unknown"),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 200, "file-damaged"),
        ("../a.txt", b"x", "file-name-unsafe"),
    ],
)
def test_refused(name: str, content: bytes, code: str) -> None:
    refused = refusal(content, name)
    assert refused.code == code
    assert re.search(r"[.!] .+\.$", refused.message), "the reason, then what to do"


def test_every_honest_file_of_the_other_kinds_is_refused_not_broken() -> None:
    for name, content in HONEST.items():
        if not name.endswith((".docx", ".xlsx", ".pdf", ".txt")):
            assert refusal(content, name).code == "document-kind-unknown"


def test_a_locked_pdf_is_refused() -> None:
    locked = raw_pdf(b"").replace(
        b"trailer\n<<",
        b"trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"31" * 32 + b"> /U <" + b"32" * 32
        + b"> /P -4 >> /ID [<" + b"33" * 16 + b"> <" + b"33" * 16 + b">]",
    )  # fmt: skip
    assert refusal(locked, "a.pdf").code == "file-encrypted"


def _pdf_of(stream: bytes) -> bytes:
    return raw_pdf(
        b"", extra=[b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)]
    )


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("a.txt", lambda: b"x " * (limits.LARGEST_FILE // 2 + 1), "document-too-large"),
        ("a.pdf", lambda: b"%PDF-1.7\n" + b"x" * 50_000_000, "document-too-large"),
        ("a.txt", lambda: b"a b " * (limits.MOST_CHARACTERS // 3), "document-too-long"),
        ("a.txt", lambda: b"a\n" * (limits.MOST_LINES + 1), "document-too-long"),
        ("a.md", lambda: b"| a | b |\n" * (limits.MOST_ROWS + 2), "document-too-long"),
        ("a.csv", lambda: b"a;b\n" * (limits.MOST_ROWS + 1), "document-too-long"),
        ("a.docx", lambda: word(para("x") * (limits.MOST_LINES + 10)), "document-too-long"),
        ("a.docx", lambda: word(table(*([["x"]] * (limits.MOST_ROWS + 1)))), "document-too-long"),
        ("a.docx", lambda: word("<w:p/>" * 6_000_000), "file-unpacks-too-large"),
        (
            "a.docx",
            lambda: word("<w:sdt><w:sdtContent>" * 110 + "</w:sdtContent></w:sdt>" * 110),
            "document-too-deep",
        ),
        ("a.html", lambda: b"<html>" + b"<div>" * 5000, "document-too-deep"),
        ("a.pdf", lambda: _pdf_of(zlib.compress(bytes(80_000_000))), "file-unpacks-too-large"),
        (
            "a.pdf",
            lambda: _pdf_of(zlib.compress(zlib.compress(bytes(90_000_000)))),
            "file-unpacks-too-large",
        ),
        ("a.pdf", lambda: raw_pdf(*([b""] * (limits.MOST_PAGES + 1))), "document-too-long"),
    ],
)
def test_what_is_too_much_is_refused_in_seconds(name: str, make, code: str) -> None:  # type: ignore[no-untyped-def]
    assert refusal(make(), name).code == code


def test_patterns_do_not_run_away() -> None:
    started = time.monotonic()
    for line in (
        "<!--" * 20_000,
        "**a*b**_" * 9_000,
        "__a " * 20_000,
        "[a](" * 20_000,
        "| a " * 20_000,
        ").).)" * 20_000,
    ):
        read(line)
    read("<table\n" * 5_000)
    read("https://a.example/b\nx\n" * 5_000)
    assert time.monotonic() - started < 20


def test_a_name_without_ending_is_judged_by_content_alone() -> None:
    assert read(word(para("Kế hoạch")), "ke hoach").format == "docx"
    assert read(PROSE, "kế hoạch.v2").format == "text"
