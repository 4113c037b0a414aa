"""One key for all the ways in which a plan writes the name of one unit."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from motcua.kernel.text import fold

# What plans shorten or write out, folded. Longer ones first where one holds another.
_WRITTEN_OUT: tuple[tuple[str, str], ...] = (
    (r"giao duc (?:va )?dao tao|gd (?:va )?dt|gd va dao tao", "gddt"),
    (r"uy ban nhan dan|uy ban", "ubnd"),
    (r"hoi dong nhan dan", "hdnd"),
    (r"uy ban mat tran to quoc(?: viet nam)?|ubmttq(?: viet nam)?|ubmttqvn", "mat tran to quoc"),
    (r"sgddt|sgd dt|sgd|so gd", "so gddt"),
    (r"pgddt|pgd dt|pgd|p gddt|phong gd", "phong gddt"),
    (r"(?:van phong|vp) so(?: gddt)?|vps|vp", "van phong"),
    (r"tccb|tc cb|to chuc va can bo", "to chuc can bo"),
    (r"tchc|tc hc|to chuc va hanh chinh|hanh chinh to chuc|hc tc", "to chuc hanh chinh"),
    (r"khtc|kh tc|ke hoach va tai chinh|tai chinh ke hoach", "ke hoach tai chinh"),
    (r"gdtrh|gd trh|gdthpt", "giao duc trung hoc"),
    (r"gdmn th|gdmnth|gd mn th|gdmn gdth|mam non va tieu hoc|mam non tieu hoc", "mam non tieu hoc"),
    (r"gdmn|gd mn", "giao duc mam non"),
    (r"gdth|gd th", "giao duc tieu hoc"),
    (r"gdtx dh|gdtxdh|gdtx va dh|gdtx va dai hoc|gdtx cn", "giao duc thuong xuyen dai hoc"),
    (r"gdtx gdnn|gdnn gdtx|gdtx nn", "giao duc thuong xuyen nghe nghiep"),
    (r"gdtx|gd tx", "giao duc thuong xuyen"),
    (r"gdnn|gd nn", "giao duc nghe nghiep"),
    (
        r"kt kdclgd|ktkdclgd|ktkd clgd|kt kdcl|ktkdcl|ktkd|kt kd clgd|khao thi (?:va )?kdclgd",
        "khao thi kiem dinh chat luong giao duc",
    ),
    (r"qlclgd|qlcl|ql clgd|ql cl", "quan ly chat luong giao duc"),
    (r"cttt khcn", "chinh tri tu tuong khoa hoc cong nghe"),
    (r"cttt hssv|ct hssv|cttt ct hssv", "chinh tri tu tuong hoc sinh sinh vien"),
    (r"cttt", "chinh tri tu tuong"),
    (r"cntt", "cong nghe thong tin"),
    (r"khcn|kh cn", "khoa hoc cong nghe"),
    (r"hssv", "hoc sinh sinh vien"),
    (r"cmnv|cm nv|chuyen mon va nghiep vu", "chuyen mon nghiep vu"),
    (r"ttr so|ttr", "thanh tra"),
    (r"bgd", "ban giam doc"),
    (r"bgh", "ban giam hieu"),
    (r"csgd", "co so giao duc"),
    (r"cqdvll|cac dvlq", "cac don vi lien quan"),
    (r"ttgdtx", "trung tam giao duc thuong xuyen"),
    (
        r"q h tx|q h|qht|quan huyen thi xa(?: thanh pho)?|huyen thi xa thanh pho|quan huyen|huyen thanh pho",
        "quan huyen",
    ),
    (r"xa phuong dac khu|xa phuong thi tran|phuong xa dac khu|phuong xa|xa phuong", "xa phuong"),
    (r"co lien quan", "lien quan"),
    (r"tat ca cac|toan bo cac|tat ca", "cac"),
    (r"don vi su nghiep(?: cong lap)?(?: giao duc)?(?: truc thuoc)?", "don vi truc thuoc"),
)
_READY = tuple((re.compile(rf"\b(?:{pattern})\b"), word) for pattern, word in _WRITTEN_OUT)
_BRACKETS = re.compile(r"\([^()]*\)")
# Taken out while the marks still tell "của" from "cửa" and "tại" from "tài".
_IDLE = re.compile(r"\b(?:và|của|tại|trên địa bàn|(?<!trực )thuộc)\b", re.IGNORECASE)
_AND = re.compile(r"\bva\b")
_OWN = re.compile(r"(?<=\w)\s+(?:co quan\s+)?so(?:\s+gddt)?(?:\s+(?:tinh|thanh pho|tp)\b.*)?$")
_DIVISION = re.compile(r"^(?:cac )?(?:phong|p)\s+(?=\w)(?!gddt\b|so\b)")


@lru_cache(maxsize=8192)
def alias_key(name: str) -> str:
    """The key of a unit's name: folded, shortened words written out, "của Sở" and the word "phòng" of a division gone.

    "P. TCCB", "TCCB", "Phòng Tổ chức cán bộ Sở" have one key; "Phòng GDĐT" and "Sở GD&ĐT" each its own; a plural
    ("các phòng Sở") never that of one unit. A name of nothing but signs has the key "".
    """
    name = unicodedata.normalize("NFC", name)
    said = fold(_IDLE.sub(" ", _BRACKETS.sub(" ", name))) or fold(name)
    for pattern, word in _READY:
        said = pattern.sub(word, said)
    said = " ".join(_AND.sub(" ", said).split())
    is_all = said.startswith("cac ")
    said = _OWN.sub("", said) if not re.fullmatch(r"(?:cac )?phong so(?: gddt)?", said) else "cac phong"
    if not is_all:
        said = _DIVISION.sub("", said)
    return said
