"""What the wall poster of a procedure says (niêm yết)."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.queries.published import promulgated_versions
from motcua.catalogue.rules.content import Content
from motcua.documents.rendering import qr_svg
from motcua.organisations.models import Installation
from motcua.web.portal.procedures import page
from motcua.web.portal.procedures.reading import version_on
from motcua.web.templatetags.motcua import day, period

# A poster hangs in a Vietnamese office: it is in Vietnamese whatever language the reader chose on the page.
_FEEDBACK = (
    "Phản ánh, kiến nghị về thủ tục này: Hệ thống tiếp nhận, trả lời phản ánh, kiến nghị, "
    "địa chỉ pakn.dichvucong.gov.vn"
)


def poster_content(procedure: Procedure, *, asked: date | None, today: date, address: str) -> dict[str, Any]:
    """The content of `documents/papers/poster.typ` for the version in force on the day asked for."""
    versions = list(promulgated_versions(procedure))
    version = version_on(versions, asked or today) or versions[0]
    content = contents_of([version.pk])[version.pk]
    installation = Installation.objects.select_related("home").first()
    return {
        "name": content.name,
        "name_size": _size_for(content.name),
        "agency": installation.home.name if installation else content.issuing_agency,
        "heading": "NIÊM YẾT THỦ TỤC HÀNH CHÍNH",
        "code_line": f"Mã thủ tục {procedure.code} · Áp dụng {period(version.in_force)}",
        "qr": qr_svg(address),
        "qr_caption": "Quét để xem đầy đủ",
        "sample": procedure.is_sample or bool(installation and installation.is_sample),
        "sample_text": "DỮ LIỆU MẪU, KHÔNG DÙNG ĐỂ NIÊM YẾT THẬT",
        "sections": sections(content),
        "feedback": _feedback(installation),
        "printed": f"In ngày {day(today)}",
        "address": address,
        "address_caption": "Xem trên mạng",
    }


def sections(content: Content) -> list[dict[str, Any]]:
    """The poster's rows: title, paragraphs, and check-lists by case."""
    absent = page.none_or_missing(content)
    ways = page.ways(content, lambda _method: None)
    return [
        _row("Đối tượng thực hiện", page.who(content), absent["applicants"]),
        {**_row("Thành phần hồ sơ", [], absent["components"]), **_papers(content)}
        if content.components
        else _row("Thành phần hồ sơ", [], absent["components"]),
        _row("Số lượng hồ sơ", page.common([page.sets_text(content)]), absent["components"]),
        _row(
            "Thời hạn giải quyết",
            _by_channel([(way.channel, way.limit) for way in ways]),
            absent["time_limit"],
        ),
        _row(
            "Phí, lệ phí", _by_channel([(way.channel, "; ".join(way.fees)) for way in ways]), absent["fees"]
        ),
        _row("Cơ quan giải quyết", page.deciding_agencies(content), absent["agency"]),
        _row("Nơi tiếp nhận", content.receiving_place.splitlines(), absent["receiving_place"]),
        _row("Kết quả", [result.name for result in content.results], absent["results"]),
        _row("Yêu cầu, điều kiện", content.requirements.splitlines(), absent["requirements"]),
        _row("Căn cứ pháp lý", page.common([_numbers(content)]), absent["legal_bases"]),
    ]


def _row(title: str, paragraphs: list[str], absent: str) -> dict[str, Any]:
    return {"title": title, "paragraphs": paragraphs or [absent], "groups": []}


def _papers(content: Content) -> dict[str, Any]:
    return {
        "paragraphs": [],
        "groups": [
            {
                "title": case.title,
                "items": [
                    paper.name + (f" ({paper.copies})" if paper.copies else "") for paper in case.papers
                ],
            }
            for case in page.paper_cases(content.components)
        ],
    }


def _by_channel(pairs: list[tuple[str, str]]) -> list[str]:
    """One line when all channels say the same, else one line each."""
    said = page.common(words for _channel, words in pairs)
    if len(said) <= 1:
        return said
    return [f"{channel}: {words}" for channel, words in pairs if words]


def _numbers(content: Content) -> str:
    return "; ".join(basis.number for basis in content.legal_bases)


def _feedback(installation: Installation | None) -> str:
    phone = installation.home.phone if installation else ""
    return f"{_FEEDBACK}; điện thoại {phone}." if phone else f"{_FEEDBACK}."


def _size_for(name: str) -> int:
    """Points for the title: long names are set smaller."""
    return 22 if len(name) < 70 else 18 if len(name) < 160 else 14
