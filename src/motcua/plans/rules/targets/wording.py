"""What a target measures, brought to a common wording, so that two ways of saying it can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from motcua.kernel.text import fold

# One word for what plans write out or shorten as they please.
_SHORT: tuple[tuple[str, str], ...] = (
    (r"thu tuc hanh chinh", "tthc"),
    (r"dich vu cong truc tuyen", "dvc truc tuyen"),
    (r"dvctt", "dvc truc tuyen"),
    (r"dich vu cong", "dvc"),
    (r"phan anh kien nghi|kien nghi phan anh", "pakn"),
    (r"cai cach hanh chinh", "cchc"),
    (r"can bo cong chuc(?: vien chuc)?(?: va)?(?: nguoi lao dong)?|cb cc vc|cbccvc", "cbccvc"),
    (r"giao duc va dao tao|gd dt", "gddt"),
    (r"uy ban nhan dan", "ubnd"),
    (r"nguoi dan(?: va| to chuc| doanh nghiep)*|to chuc ca nhan|ca nhan to chuc", "dan"),
    (r"ho so (?:giai quyet )?tthc", "ho so"),
    (r"(?:tre|qua) (?:han|hen)", "quahan"),
    (r"truoc (?:han )?(?:va|hoac) dung han|dung han(?: va| hoac) truoc han|dung va truoc han", "dunghan"),
    (r"truoc han|som han", "truochan"),
    (r"dung han", "dunghan"),
    (r"hai long", "hailong"),
    (r"sipas", "hailong"),
    (r"hoan toan truc tuyen|truc tuyen toan trinh|toan trinh", "toantrinh"),
    (r"truc tuyen|qua mang|tren moi truong mang|tren moi truong dien tu", "tructuyen"),
    (r"tai su dung|su dung lai", "taisudung"),
    (r"so hoa", "sohoa"),
    (r"thanh toan", "thanhtoan"),
    (r"khong phu thuoc (?:vao )?dia gioi(?: hanh chinh)?|phi dia gioi", "phidiagioi"),
    (r"chi phi tuan thu", "chiphi"),
    (r"cong khai|niem yet", "congkhai"),
    (r"nguoi hoc|hoc sinh sinh vien", "hoc sinh"),
)
_READY = tuple((re.compile(rf"\b(?:{pattern})\b"), word) for pattern, word in _SHORT)
_IDLE_WORDS = (
    "va cua cac ve tai tren trong theo duoc co la dat ty ti le muc do thuc hien so voi nam tong bao dam "
    "dam cho nhung mot phai kip thoi day du dung quy dinh thuoc tham quyen giai quyet tiep nhan khi duoi "
    "den tu dang con cap bang nham de hoan thanh phan dau he thong thong tin thanh pho tinh quan phuong "
    "don vi co quan dia phuong dia ban gia tri hieu luc su dung khai thac chi nghiem tuc hieu qua tot "
    "cong tac viec hang"
)
_IDLE = frozenset(_IDLE_WORDS.split())


@lru_cache(maxsize=4096)
def common(text: str) -> str:
    """`text` folded, with one word for each of the ways in which plans say the usual things."""
    said = fold(text)
    for pattern, word in _READY:
        said = pattern.sub(word, said)
    return said


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The words of `text` that tell what it is about."""
    return frozenset(common(text).split()) - _IDLE


# What the usual targets measure: the first all of whose wordings are there, and the last not, names it.
_TOPICS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("satisfaction_services", ("hailong", "giao duc cong"), ""),
    ("satisfaction", ("hailong",), ""),
    ("apologies", ("xin loi",), ""),
    ("late", ("quahan",), "dunghan"),
    ("on_time", ("dunghan",), "van ban|nhiem vu|pakn|bao cao|congkhai|cong bo"),
    ("early", ("truochan",), "van ban|nhiem vu|bao cao"),
    ("reused", ("taisudung",), ""),
    ("fee_payable", ("thanhtoan", "tthc", "nghia vu tai chinh|phi le phi"), ""),
    ("online_payment", ("thanhtoan",), "khong dung tien mat"),
    ("e_results", ("ket qua", "dien tu"), "sohoa|ho so dien tu"),
    ("digitised", ("sohoa", "ket qua|ho so"), ""),
    ("online_services", ("tthc|dvc", "toantrinh"), "ho so"),
    ("full_online_dossiers", ("ho so", "toantrinh"), ""),
    ("online_dossiers", ("ho so", "tructuyen"), "luan chuyen|noi bo|van ban"),
    ("boundary_free", ("phidiagioi",), ""),
)
_ORDERED = tuple(
    (
        name,
        tuple(re.compile(rf"\b(?:{each})\b") for each in has),
        re.compile(rf"\b(?:{lacks})\b") if lacks else None,
    )
    for name, has, lacks in _TOPICS
)
# A narrower topic and the wider one of which it is a part: its share cannot be the higher one.
PARTS: frozenset[tuple[str, str]] = frozenset(
    {("full_online_dossiers", "online_dossiers"), ("early", "on_time")}
)
_SCOPES = re.compile(
    r"\b(?:cap (?:tinh|huyen|xa|so)|tieu hoc|mam non|thcs|trung hoc co so|thpt|trung hoc pho thong|gdtx|ubnd|noi bo|"
    r"doanh nghiep|20\d\d|quy (?:i{1,3}|iv)|hoc ky i{1,2})\b"
)


@lru_cache(maxsize=4096)
def topic(text: str) -> str:
    """The usual thing that `text` measures, "" when it is none of them."""
    said = common(text)
    for name, has, lacks in _ORDERED:
        if all(each.search(said) for each in has) and (lacks is None or lacks.search(said) is None):
            return name
    return ""


@lru_cache(maxsize=4096)
def scope(text: str) -> frozenset[str]:
    """The levels, kinds of school and times to which `text` limits what it measures."""
    return frozenset(_SCOPES.findall(common(text)))
