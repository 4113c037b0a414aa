"""Papers: what is typed is printed as typed, and codes lead back to the page."""

from __future__ import annotations

import re
import zlib
from typing import Any

from motcua.documents.rendering import qr_svg, render_pdf


def poster(**changed: Any) -> dict[str, Any]:
    content = {
        "name": "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
        "name_size": 22,
        "agency": "Sở Giáo dục và Đào tạo",
        "heading": "NIÊM YẾT THỦ TỤC HÀNH CHÍNH",
        "code_line": "Mã thủ tục 3.000465",
        "qr": qr_svg("https://mot-cua.example/thu-tuc/3.000465/"),
        "qr_caption": "Quét để xem đầy đủ",
        "sample": False,
        "sample_text": "",
        "sections": [
            {"title": "Thời hạn", "paragraphs": ["01 ngày làm việc"], "groups": []},
            {"title": "Giấy tờ", "paragraphs": [], "groups": [{"title": "", "items": ["Đơn đề nghị"]}]},
        ],
        "feedback": "Phản ánh, kiến nghị: pakn.dichvucong.gov.vn",
        "printed": "In ngày 21/11/2026",
        "address": "https://mot-cua.example/thu-tuc/3.000465/",
        "address_caption": "Xem trên mạng",
    }
    return {**content, **changed}


def fonts_in(pdf: bytes) -> set[bytes]:
    """The names of the fonts embedded, also where the objects lie in compressed streams."""
    streams = [
        zlib.decompress(raw) for raw in re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", pdf, re.DOTALL)
    ]
    return {
        name
        for part in [pdf, *streams]
        for name in re.findall(rb"/FontName\s*/(?:[A-Z]{6}\+)?([\w-]+)", part)
    }


def pages_in(pdf: bytes) -> int:
    return int(re.findall(rb"/Count (\d+)", pdf)[0])


def test_poster_is_one_archival_pdf_in_a_serif_with_all_of_vietnamese() -> None:
    pdf = render_pdf(paper="poster", content=poster())
    assert pdf.startswith(b"%PDF-1.7")
    assert b"pdfaid:part" in pdf
    assert pages_in(pdf) == 1
    families = {name.split(b"-")[0] for name in fonts_in(pdf)}
    assert families
    assert families <= {
        b"TimesNewRomanPSMT",
        b"TimesNewRomanPS",
        b"LiberationSerif",
        b"Tinos",
        b"LibertinusSerif",
    }
    assert len(families) == 1  # a second family would mean that the first lacks letters


def test_markup_in_content_is_printed_not_run() -> None:
    hostile = '#panic("run") *b* $x$ #read("/etc/passwd") \\ <label>'
    pdf = render_pdf(paper="poster", content=poster(name=hostile, feedback=hostile))
    assert pages_in(pdf) == 1


def test_long_content_goes_on_to_further_pages() -> None:
    group = {"title": "Trường hợp", "items": ["Giấy tờ " * 30] * 20}
    sections = [{"title": "Thành phần hồ sơ", "paragraphs": [], "groups": [group]}]
    assert pages_in(render_pdf(paper="poster", content=poster(sections=sections))) > 1


def test_qr_is_a_drawing_without_style_or_script_and_differs_with_its_text() -> None:
    drawing = qr_svg("https://mot-cua.example/thu-tuc/3.000465/", title="<3.000465>")
    assert drawing.startswith("<?xml")
    assert "&lt;3.000465&gt;" in drawing
    assert "style=" not in drawing
    assert "<script" not in drawing
    assert drawing != qr_svg("https://mot-cua.example/thu-tuc/3.000466/", title="<3.000465>")
