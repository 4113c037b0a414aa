"""The small language of templates: words, {placeholders}, and [parts that are left out when a fact is absent].

Placeholders are a closed list. Some may stand in any message; the private ones only in the bell, which a person
reads after signing in: a letter or a text message can be read by others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.notices.enums import NoticeChannel

LONGEST_TITLE = 160
LONGEST_BODY: Mapping[NoticeChannel, int] = MappingProxyType(
    {NoticeChannel.BELL: 600, NoticeChannel.EMAIL: 4000, NoticeChannel.SMS: 300, NoticeChannel.ZALO: 600}
)
_PARTS = re.compile(r"\[([^\[\]]*)\]")
_NAMES = re.compile(r"\{([^{}]*)\}")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands for a fact: its name for people, and whether it may leave by an open channel."""

    label: str
    is_public: bool


# Basis of what a notice tells at least: NĐ 224/2026/NĐ-CP, article 15(1)(g): the agency and the person receiving
# or resolving; when it was received, is worked on, will be returned. The officer's name is therefore public.
PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        "code": Placeholder("mã hồ sơ", True),
        "procedure": Placeholder("tên thủ tục", True),
        "successor": Placeholder("tên thủ tục thay thế", True),
        "agency": Placeholder("cơ quan, đơn vị đang giữ hồ sơ", True),
        "officer": Placeholder("cán bộ tiếp nhận hoặc thụ lý", True),
        "at": Placeholder("lúc việc này xảy ra", True),
        "received": Placeholder("lúc tiếp nhận", True),
        "due": Placeholder("lúc hẹn trả", True),
        "former_due": Placeholder("lúc hẹn trả trước đây", True),
        "until": Placeholder("hạn để người nhận làm việc được yêu cầu", True),
        "days": Placeholder("số ngày còn lại", True),
        "step": Placeholder("bước đang ở", True),
        "place": Placeholder("nơi nhận kết quả", True),
        "link": Placeholder("địa chỉ trang hồ sơ", True),
        "applicant": Placeholder("tên người nộp", False),
        "by": Placeholder("người vừa làm việc này", False),
        "reason": Placeholder("lý do", False),
        "papers": Placeholder("giấy tờ cần nộp", False),
        "amount": Placeholder("số tiền", False),
        "message": Placeholder("lời nhắn", False),
        "result": Placeholder("tên kết quả", False),
        "plan": Placeholder("tên kế hoạch", True),
        "task": Placeholder("nội dung nhiệm vụ", True),
        "answer": Placeholder("trả lời cho đề nghị", True),
        "drive": Placeholder("tên đợt ký cam kết, đợt sáng kiến", True),
        "initiative": Placeholder("tên sáng kiến", True),
        "report": Placeholder("tên báo cáo và kỳ", True),
        "survey": Placeholder("tên cuộc khảo sát", True),
    }
)
# What a preview is filled with: a dossier of nobody.
EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "code": "H24.17-260917-0042",
        "procedure": "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
        "successor": "Cấp bản sao văn bằng, chứng chỉ điện tử",
        "agency": "Phòng Quản lý chất lượng",
        "officer": "Trần Thị Mẫu",
        "at": "09:15 ngày 17/09/2026",
        "received": "08:30 ngày 16/09/2026",
        "due": "17:00 ngày 21/09/2026",
        "former_due": "17:00 ngày 18/09/2026",
        "until": "17:00 ngày 25/09/2026",
        "days": "3",
        "step": "Thẩm định hồ sơ",
        "place": "Trung tâm Phục vụ hành chính công",
        "link": "https://mot-cua.example.vn/ho-so/H24.17-260917-0042/",
        "applicant": "Nguyễn Văn Mẫu",
        "by": "Lê Văn Mẫu",
        "reason": "ảnh thẻ chụp quá 6 tháng",
        "papers": "01 ảnh thẻ 4 × 6",
        "amount": "20.000",
        "message": "Xin cho biết nơi nộp bản chính.",
        "result": "Bản sao bằng tốt nghiệp trung học phổ thông",
        "plan": "Kế hoạch kiểm soát thủ tục hành chính năm 2026",
        "task": "Rà soát thủ tục không phát sinh hồ sơ trong ba năm",
        "answer": "Đồng ý",
        "drive": "Ký cam kết không gây phiền hà, sách nhiễu năm 2026",
        "initiative": "Sổ tay điện tử hướng dẫn nộp hồ sơ trực tuyến",
        "report": "Báo cáo kiểm soát thủ tục hành chính, quý III năm 2026",
        "survey": "Hài lòng với dịch vụ giáo dục công năm 2026",
    }
)
PUBLIC = frozenset(name for name, placeholder in PLACEHOLDERS.items() if placeholder.is_public)


def check_wording(*, title: str, body: str, channel: NoticeChannel, sure: Iterable[str]) -> None:
    """Refuse a template that could not be sent as it stands, or that would say too much.

    `sure` are the facts that are always there; any other placeholder must stand between brackets.

    :raises Refused: "template-empty", "template-too-long", "template-brackets", "placeholder-unknown",
        "placeholder-private", "placeholder-unsure"; each with the `field`.
    """
    known = frozenset(sure)
    for field, text, longest in (
        ("title", title, LONGEST_TITLE),
        ("body", body, LONGEST_BODY[channel]),
    ):
        is_needed = field == "body" or channel in {NoticeChannel.BELL, NoticeChannel.EMAIL}
        if is_needed and not text.strip():
            raise Refused("template-empty", "Mẫu thông báo chưa có lời.", field=field)
        if len(text) > longest:
            raise Refused(
                "template-too-long",
                f"Mẫu dài {len(text)} ký tự, nhiều nhất là {longest} cho kênh này. Viết gọn lại.",
                field=field,
            )
        _check_text(text, channel, known, field)


def _check_text(text: str, channel: NoticeChannel, sure: frozenset[str], field: str) -> None:
    outside = _PARTS.sub("", text)
    if set("[]") & set(outside) or set("{}") & set(_NAMES.sub("", text)):
        raise Refused(
            "template-brackets",
            "Có dấu ngoặc chưa đóng hoặc lồng nhau. Chỗ điền viết {code}; phần có thể bỏ viết [ … ].",
            field=field,
        )
    if field == "title" and "\n" in text:
        raise Refused("template-brackets", "Tiêu đề chỉ viết trên một dòng.", field=field)
    for name in _NAMES.findall(text):
        _check_placeholder(name, channel, field)
    for name in _NAMES.findall(outside):
        if name not in sure:
            raise Refused(
                "placeholder-unsure",
                f"Không phải lúc nào cũng có {{{name}}} ({PLACEHOLDERS[name].label}). "
                f"Đặt đoạn có nó trong ngoặc vuông, ví dụ [Hạn: {{{name}}}.], để bỏ cả đoạn khi không có.",
                field=field,
                placeholder=name,
            )


def _check_placeholder(name: str, channel: NoticeChannel, field: str) -> None:
    if name not in PLACEHOLDERS:
        raise Refused(
            "placeholder-unknown",
            f"Không có chỗ điền {{{name}}}. Các chỗ điền dùng được: "
            f"{', '.join(f'{{{known}}}' for known in allowed_in(channel))}.",
            field=field,
            placeholder=name,
        )
    if name not in allowed_in(channel):
        raise Refused(
            "placeholder-private",
            f"{{{name}}} ({PLACEHOLDERS[name].label}) chỉ được hiện sau khi đăng nhập. {channel.label} có thể bị "
            "người khác đọc: hãy bỏ chỗ này và để địa chỉ {link}.",
            field=field,
            placeholder=name,
        )


def allowed_in(channel: NoticeChannel) -> list[str]:
    """The placeholders that a template of this channel may use, in the order of the table."""
    return [name for name in PLACEHOLDERS if channel is NoticeChannel.BELL or name in PUBLIC]


def render(text: str, facts: Mapping[str, Any]) -> str:
    """The text with its placeholders filled in; a part in brackets goes when one of its facts is absent.

    Facts may be text, numbers, days or instants. Empty lines that are left over are closed up.

    :raises ValueError: a placeholder outside brackets has no fact.
    """
    said = {name: written(facts.get(name)) for name in set(_NAMES.findall(text))}
    kept = _PARTS.sub(lambda found: _part(found[1], said), text)
    filled = "".join(_fill(kept, said))
    lines = (line.rstrip() for line in filled.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def render_safely(text: str, facts: Mapping[str, Any]) -> str:
    """As `render` for a preview: a placeholder without a fact stays as it is written."""
    names = {name: f"{{{name}}}" for name in _NAMES.findall(_PARTS.sub("", text)) if not facts.get(name)}
    return render(text, {**facts, **names})


def _part(text: str, said: Mapping[str, str]) -> str:
    return text if all(said.get(name) for name in _NAMES.findall(text)) else ""


def _fill(text: str, said: Mapping[str, str]) -> Iterator[str]:
    """The text in pieces; what is filled in is never read as a template again."""
    place = 0
    for found in _NAMES.finditer(text):
        if not said.get(found[1]):
            raise ValueError(f"no fact for {{{found[1]}}}")
        yield text[place : found.start()]
        is_last = text.startswith(".", found.end())  # what people wrote may bring its own full stop
        yield said[found[1]].rstrip(".") if is_last else said[found[1]]
        place = found.end()
    yield text[place:]


def written(value: Any) -> str:
    """One fact in words: an instant as 17:00 ngày 09/09/2026, a day as 09/09/2026, a number grouped; None as ""."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        local = value.astimezone(VIETNAM)
        return f"{local:%H:%M} ngày {local:%d/%m}/{local.year:04d}"
    if isinstance(value, date):
        return f"{value:%d/%m}/{value.year:04d}"
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    return str(value).strip()
