"""Recognising what is not feedback: complaints and denunciations have laws and ways of their own.

Words and structure suggest; a person decides. Basis: NĐ 20/2008 art. 1 (complaints and denunciations are outside);
NĐ 154/2026 on receiving citizens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.feedback.enums.feedback import Recognised
from motcua.kernel.text import fold

_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing in a text that speaks for a complaint or a denunciation, with its weight."""

    words: str
    weight: int


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a text may be, by which signs, and where it belongs."""

    what: Recognised
    signs: tuple[str, ...]
    where_to: str


_WHERE = {
    Recognised.COMPLAINT: (
        "Khiếu nại gửi người đã ra quyết định hoặc có hành vi hành chính đó (lần đầu), theo Luật Khiếu nại; "
        "nộp tại nơi tiếp công dân của cơ quan hoặc qua bưu điện, có chữ ký của người khiếu nại."
    ),
    Recognised.DENUNCIATION: (
        "Tố cáo gửi người đứng đầu cơ quan quản lý người bị tố cáo, theo Luật Tố cáo; ghi họ tên, địa chỉ người "
        "tố cáo (được giữ bí mật), nộp tại nơi tiếp công dân hoặc qua bưu điện."
    ),
}
_OFFENCE = "nêu hành vi có dấu hiệu tội phạm"
# Folded words; a word alone is weak, the form of a petition or the object of the law is strong.
_SIGNS: tuple[tuple[Recognised, str, int, str], ...] = (
    (Recognised.COMPLAINT, r"\bdon khieu nai\b", 3, "tự gọi là đơn khiếu nại"),
    (
        Recognised.COMPLAINT,
        r"\b(?:toi|chung toi|cong ty)(?: \w+){0,3} khieu nai\b",
        3,
        "người viết khiếu nại",
    ),
    (Recognised.COMPLAINT, r"\bnguoi (?:bi )?khieu nai\b", 3, "có mục người khiếu nại, người bị khiếu nại"),
    (
        Recognised.COMPLAINT,
        r"\b(?:huy|thu hoi|xem xet lai)(?: bo)? quyet dinh(?: so| hanh chinh| ky luat| xu phat)",
        2,
        "yêu cầu hủy, thu hồi một quyết định cụ thể",
    ),
    (
        Recognised.COMPLAINT,
        r"\bxam pham(?: \w+){0,4} (?:quyen|loi ich)\b",
        1,
        "nói quyền, lợi ích bị xâm phạm",
    ),
    (Recognised.COMPLAINT, r"\bkhieu nai\b", 1, "có từ khiếu nại"),
    (Recognised.COMPLAINT, r"\bboi thuong thiet hai\b", 1, "đòi bồi thường"),
    (Recognised.DENUNCIATION, r"\bdon to cao\b", 3, "tự gọi là đơn tố cáo"),
    (Recognised.DENUNCIATION, r"\b(?:toi|chung toi|cong ty)(?: \w+){0,3} to cao\b", 3, "người viết tố cáo"),
    (Recognised.DENUNCIATION, r"\bnguoi bi to cao\b", 3, "có mục người bị tố cáo"),
    (Recognised.DENUNCIATION, r"\bto giac\b", 2, "tố giác"),
    (
        Recognised.DENUNCIATION,
        r"\b(?:tham o|tham nhung|hoi lo|lot tay|cuong doat|chiem doat|bien thu|lua dao|chay diem|mua diem|(?:dua|nhan) "
        r"phong bi|(?:loi|lam) dung (?:chuc vu|quyen han)|lam gia (?:giay to|ho so|bang)|gia mao chu ky|bao hanh|danh "
        r"dap|xam hai|quay roi)\b",
        2,
        _OFFENCE,
    ),
    (Recognised.DENUNCIATION, r"\bvi pham phap luat\b", 1, "nêu vi phạm pháp luật"),
    (Recognised.DENUNCIATION, r"\bto cao\b", 1, "có từ tố cáo"),
    (
        Recognised.DENUNCIATION,
        r"\bcam doan(?: \w+){0,4} (?:su that|chiu trach nhiem)\b",
        1,
        "có lời cam đoan",
    ),
)
# An offence beside a post, or beside somebody who works here, is laid at somebody's door.
_POSTS = re.compile(
    r"\b(?:hieu truong|hieu pho|ban giam hieu|giam doc|chu tich|lanh dao|truong phong|pho phong|truong ban|to truong|"
    r"chanh van phong|can bo|cong chuc|vien chuc|chuyen vien|nhan vien|ke toan|thu quy|van thu|thanh tra|giam thi|"
    r"giao vien|giang vien|co giao|thay giao|thay co)\b"
)
_CONDUCT = re.compile(
    r"\b(?:voi vinh|voi tien|doi tien|(?:goi y|bat|phai) boi duong|phien ha|sach nhieu|nhung nhieu|hach sach|hach dich|"
    r"cua quyen|quat (?:mang|nat|thao)|mang mo|chui (?:mang|boi)|xuc pham|xua duoi|duoi ve|thai do|lanh dam|vo cam|"
    r"tho o|coi thuong|tru dap|du doa|de doa|o ep|dun day|(?:gay|lam) kho de|hen (?:di hen lai|lan hen lua|len hen "
    r"xuong)|khong chiu (?:nhan|tiep)|lam thu|thu sai|thu ngoai quy dinh)\b"
)
# Rules against offences are rules.
_AGAINST = re.compile(r"\b(?:phong )?chong (?:tham nhung|bao hanh|xam hai|quay roi)\b")
# Who asks how to complain does not complain.
_ONLY_ASKS = re.compile(
    r"\b(?:thu tuc|trinh tu|cach|huong dan|mau|thoi hieu|thoi han|noi nop|o dau)(?: \w+){0,3} (?:khieu nai|to cao)\b"
)


def recognise(title: str, body: str, *, names_staff: bool = False) -> Recognition | None:
    """What the text may be instead of feedback; None when nothing speaks for it, or not enough. `names_staff`: it names
    somebody who works here.

    A denunciation whenever enough speaks for one, whatever else the text is: it must be kept secret. An offence weighs
    enough beside a name or a post.
    """
    text = _AGAINST.sub(" ", _ONLY_ASKS.sub(" ", fold(f"{title} {body}")))
    weights: dict[Recognised, int] = dict.fromkeys(Recognised, 0)
    signs: dict[Recognised, list[str]] = {what: [] for what in Recognised}
    for what, pattern, weight, said in _SIGNS:
        if re.search(pattern, text):
            weights[what] += weight
            signs[what].append(said)
    if _OFFENCE in signs[Recognised.DENUNCIATION] and (names_staff or _POSTS.search(text)):
        weights[Recognised.DENUNCIATION] += 1
        signs[Recognised.DENUNCIATION].append("nêu tên hoặc chức danh người làm việc")
    enough = [what for what in reversed(Recognised) if weights[what] >= _ENOUGH]
    if not enough:
        return None
    best = enough[0]  # a denunciation before a complaint
    return Recognition(best, tuple(signs[best]), _WHERE[best])


def may_denounce(text: str, *, names_staff: bool = False) -> bool:
    """Whether the text may be a denunciation, so that few may see it until a person judged."""
    found = recognise("", text, names_staff=names_staff)
    return found is not None and found.what is Recognised.DENUNCIATION


def suggests_conduct(text: str) -> bool:
    """Whether the text speaks of how somebody served people rather than of a rule. It only suggests."""
    return _CONDUCT.search(fold(text)) is not None
