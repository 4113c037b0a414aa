"""Papers whose content a national or sectoral database holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from motcua.deadlines.enums import Certainty
from motcua.kernel.text import fold
from motcua.reviews.rules.findings.paper_names import is_own_writing, line_of, paper_key


@dataclass(frozen=True, slots=True)
class Held:
    """A paper, how it is named once folded, and which database holds what it says."""

    paper: str
    database: str
    words: re.Pattern[str]
    certainty: Certainty = Certainty.UNVERIFIED


# "Ảnh 4x6 kiểu căn cước" asks for a photograph.
_PHOTO = re.compile(
    r"\b(?:theo )?kieu (?:anh )?(?:chung minh nhan dan|chung minh thu|(?:the )?can cuoc(?: cong dan)?"
    r"(?: can cuoc cong dan)?)\b"
)
_PEOPLE = "Cơ sở dữ liệu quốc gia về dân cư"
_CIVIL_STATUS = "Cơ sở dữ liệu hộ tịch điện tử"
_SOCIAL = "Cơ sở dữ liệu về bảo trợ xã hội, giảm nghèo"
_EDUCATION = "Cơ sở dữ liệu về giáo dục và đào tạo"


def _held(paper: str, database: str, words: str) -> Held:
    return Held(paper, database, re.compile(rf"\b(?:{words})\b"))


HELD: tuple[Held, ...] = (
    _held(
        "Căn cước, chứng minh nhân dân",
        _PEOPLE,
        r"(?:the |so )?can cuoc(?: cong dan)?|chung minh nhan dan|chung minh thu|cccd|cmnd",
    ),
    _held(
        "Sổ hộ khẩu, giấy xác nhận cư trú",
        _PEOPLE,
        r"(?:so|giay|ban sao|ban chup) ho khau|xac nhan (?:thong tin ve )?cu tru|so tam tru"
        r"|giay (?:xac nhan )?(?:dang ky )?(?:thuong|tam) tru",
    ),
    _held("Giấy khai sinh", _CIVIL_STATUS, r"(?:giay|trich luc) khai sinh"),
    _held("Giấy chứng nhận kết hôn", _CIVIL_STATUS, r"(?:giay chung nhan|trich luc|giay) (?:dang ky )?ket hon"),
    _held("Giấy chứng tử", _CIVIL_STATUS, r"(?:giay|trich luc) (?:chung|khai) tu"),
    _held(
        "Giấy chứng nhận hộ nghèo, hộ cận nghèo",
        _SOCIAL,
        r"(?:giay )?(?:chung nhan|xac nhan) (?:la )?(?:thuoc )?ho (?:can )?ngheo|so ho (?:can )?ngheo",
    ),
    _held(
        "Giấy xác nhận khuyết tật",
        _SOCIAL,
        r"(?:giay )?(?:xac nhan|chung nhan) (?:ve )?(?:muc do )?(?:nguoi )?khuyet tat",
    ),
    _held(
        "Giấy chứng nhận đăng ký doanh nghiệp",
        "Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp",
        r"(?:giay )?(?:chung nhan )?dang ky (?:doanh nghiep|kinh doanh)",
    ),
    _held(
        "Giấy chứng nhận quyền sử dụng đất",
        "Cơ sở dữ liệu quốc gia về đất đai",
        r"(?:giay )?chung nhan quyen su dung dat",
    ),
    _held("Phiếu lý lịch tư pháp", "Cơ sở dữ liệu lý lịch tư pháp", r"(?:phieu )?ly lich tu phap"),
    _held(
        "Sổ, thẻ bảo hiểm",
        "Cơ sở dữ liệu quốc gia về bảo hiểm",
        r"(?:so|the) bao hiem (?:xa hoi|y te)",
    ),
    _held(
        "Văn bằng, chứng chỉ do cơ sở trong nước cấp",
        _EDUCATION,
        r"bang tot nghiep (?:thcs|thpt|trung hoc(?: co so| pho thong)?)",
    ),
    _held("Học bạ", _EDUCATION, r"hoc ba"),
)  # fmt: skip


def held_in(name: str) -> tuple[Held, ...]:
    """The papers a line names that a database holds, in the order of the table.

    Basis: NĐ 309/2026/NĐ-CP art. 4(2a): agencies use the data of databases in place of papers; which database holds
    what is the table's own, each row marked with how sure it is.
    """
    folded = _PHOTO.sub(" ", fold(line_of(name)))
    if is_own_writing(paper_key(name)) and "kem" not in folded:
        return ()  # what the applicant writes tells these data instead of bringing the paper
    return tuple(one for one in HELD if one.words.search(folded))
