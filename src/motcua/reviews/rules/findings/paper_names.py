"""What a paper is, however it is written: its name without copies, forms, issuers; the documents a line names."""

from __future__ import annotations

import re
from functools import lru_cache

from motcua.kernel.text import fold

# Where a line goes on with other parts of the procedure: some sources write all of it into the last paper.
_OTHER_PARTS = re.compile(
    r"(?i)(?:\d+(?:\.\d+)*\.? *)?(?:số lượng hồ sơ|thời hạn giải quyết|kết quả thực hiện thủ tục"
    r"|đối tượng thực hiện thủ tục)[^:]{0,30}:.*",
    re.DOTALL,
)
# Beginnings that say how a paper is handed in, not which paper it is.
_HOW = re.compile(
    r"^(?:\d+ |[a-z] (?=\w{2})|i+ |co |kem theo |kem ban chinh\b ?"
    r"|ban (?:sao|chinh|chup|photo|photocopy|goc|dich|dien tu)\b ?"
    r"|hoac |va |duoc |(?:hop le|co gia tri phap ly|co chung thuc|co cong chung|cong chung|chung thuc|y sao)\b ?"
    r"|tu (?:ban chinh|so goc) |(?:trich luc|ban) (?=giay khai sinh)"
    r"|(?:quet|scan|mot trong cac giay to sau|xuat trinh ban chinh de doi chieu)\b ?)+"
)
# From here on a line says after which form, by whom, or for which case.
_TAIL = re.compile(
    r" (?:theo (?:mau|quy dinh|phu luc|bieu|tung)|quy dinh tai|ban hanh kem|do (?:co quan|uy ban|bo|so|phong|to chuc)"
    r"|cua (?:co quan|nguoi|hoc sinh|sinh vien|to chuc|ca nhan|uy ban|chu tich|bo truong|giam doc|thu truong|tre)"
    r"|con (?:hieu luc|thoi han|han)|doi voi|truong hop|neu co|trong do|kem theo|de doi chieu|bao gom|gom"
    r"|tai thoi diem|da duoc (?:cap|phe duyet))\b.*$"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOTHING = re.compile(
    r"^(?:ten giay to|khong|khong (?:co|quy dinh|yeu cau).*|chua co quy dinh.*|.*khong quy dinh|ho so|giay to khac.*"
    r"|thanh phan ho so|tai lieu khac.*|ho so tai lieu khac.*|cac (?:giay to|tai lieu) khac.*)?$"
)
# What applicants write themselves: each is another paper though it is called the same.
_OWN = re.compile(
    r"^(?:don|to trinh|to khai|phieu(?! ly lich tu phap)"
    r"|van ban (?:de nghi|dang ky|cam ket|thong bao|bao cao|giai trinh|uy quyen)|cong van"
    r"|giay de nghi|ban (?:khai|cam ket|dang ky|thuyet minh|ke|tong hop)|bao cao|de an|du thao|ke hoach|danh sach"
    r"|bang (?:tong hop|ke)|giay (?:cam ket|uy quyen|dang ky du)|thuyet minh|du an|chuong trinh|bien ban|so yeu)\b"
)
# What an authority issues. `bang` is a diploma only when it is followed by one.
_HEAD = (
    r"(?:quyet dinh|giay phep|giay chung nhan|giay xac nhan|giay cong nhan|giay dang ky|chung chi|chung nhan"
    r"|bang (?:tot nghiep|cu nhan|thac si|tien si|cong nhan)|van bang|phieu ly lich tu phap"
    r"|van ban (?:chap thuan|cong nhan|phe duyet)"
    r"|ban sao van bang|giay (?:khai sinh|ket hon))"
)
_ISSUED = re.compile(rf"^{_HEAD}\b")
_CUTS = re.compile(
    r"[;:.\n()+•]|,(?=\s*(?i:bản|quyết|giấy|văn bản|chứng|bằng))"
    r"|\b(?i:hoặc|và|và/hoặc)\b(?=\s*(?i:bản|quyết định|giấy|văn bản|chứng|bằng))"
)
# How an authority says who decides and that it does; not which thing.
_WHO = re.compile(
    r"\b(?:co quan (?:nha nuoc )?co tham quyen"
    r"|(?:chu tich )?(?:uy ban nhan dan|ubnd) (?:cap )?(?:tinh|thanh pho|huyen|xa)"
    r"|(?:bo truong )?bo giao duc va dao tao|(?:giam doc )?so giao duc va dao tao|hieu truong|co tham quyen)\b"
)
_EMPTY = frozenset(
    fold(
        "của về việc cho phép hoặc và do theo được cấp quyết định bản sao giấy văn bằng chứng nhận chấp thuận xác chỉ"
    ).split()
) | {"thoi", "phe", "duyet"}
_BY_WHOM = re.compile(r"^(quyet dinh|van ban)(?: cua| do) .*? (?:ve viec|cho phep|phe duyet|chap thuan) ")


def line_of(name: str) -> str:
    """What a line says of papers, without the other parts of the procedure that follow in some sources."""
    return _OTHER_PARTS.sub("", name)


@lru_cache(maxsize=65536)
def paper_key(name: str) -> str:
    """The paper itself, folded: "Bản sao có chứng thực giấy khai sinh (02 bản)" is "giay khai sinh". "" where the line
    names no paper."""
    folded = fold(_BRACKETS.sub(" ", line_of(name)).split(";")[0])
    key = _TAIL.sub("", _HOW.sub("", folded)).strip()
    return "" if _NOTHING.match(key) or len(key) < 4 else " ".join(key.split()[:30])


def is_own_writing(key: str) -> bool:
    """Whether the applicant writes this paper, so that nobody else could have it."""
    return _OWN.match(key) is not None


@lru_cache(maxsize=65536)
def documents_in(name: str) -> tuple[str, ...]:
    """The documents issued by an authority that a line names, folded, in order, each once."""
    found: dict[str, None] = {}
    for part in _CUTS.split(_BRACKETS.sub(" ", line_of(name))):
        key = _TAIL.sub("", _BY_WHOM.sub(r"\1 ", _HOW.sub("", fold(part or "")))).strip()
        if _ISSUED.match(key):
            found[key] = None
    return tuple(found)


@lru_cache(maxsize=65536)
def content_words(document: str) -> frozenset[str]:
    """The words that tell this document from others of its sort."""
    return frozenset(_WHO.sub(" ", document).split()) - _EMPTY


def head_of(document: str) -> str:
    """Of which sort a document is: "quyet dinh", "giay phep" …; "" when no authority issues such a thing."""
    found = _ISSUED.match(document)
    return found.group() if found else ""


def reuse_is_provided(name: str) -> bool:
    """Whether the line itself says that the office looks the data up, so that the paper is asked only where it cannot.

    Basis: NĐ 309/2026/NĐ-CP art. 4(2a).
    """
    folded = fold(name)
    return ("khai thac" in folded and ("du lieu" in folded or "thong tin" in folded)) or (
        "khong phai nop" in folded and "du lieu" in folded
    )
