"""Whether number, symbol, kind and issuer of a document can belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.kernel.text import fold
from motcua.plans.enums import Severity
from motcua.plans.rules.checks.acts import KINDS, ActNumber, act_number
from motcua.plans.rules.checks.citations import Mention
from motcua.plans.rules.checks.examined import Examined, Passage, finding
from motcua.plans.rules.checks.likeness import is_near_code
from motcua.plans.rules.reading.found import Finding

# What an issuer's name begins with, and the body it means. The longer beginnings come first.
_ISSUERS: tuple[tuple[str, str], ...] = (
    ("uy ban thuong vu quoc hoi", "quoc hoi"),
    ("quoc hoi", "quoc hoi"),
    ("thu tuong", "thu tuong"),
    ("van phong chinh phu", "van phong chinh phu"),
    ("bo truong chu nhiem van phong", "van phong chinh phu"),
    ("chu nhiem van phong chinh phu", "van phong chinh phu"),
    ("chinh phu", "chinh phu"),
    ("chu tich uy ban nhan dan", "uy ban nhan dan"),
    ("chu tich ubnd", "uy ban nhan dan"),
    ("uy ban nhan dan", "uy ban nhan dan"),
    ("ubnd", "uy ban nhan dan"),
    ("hoi dong nhan dan", "hoi dong nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("bo chinh tri", "dang"),
    ("ban bi thu", "dang"),
    ("ban chap hanh", "dang"),
    ("ban thuong vu", "dang"),
    ("thanh uy", "dang"),
    ("tinh uy", "dang"),
    ("bo truong", "bo"),
    ("bo ", "bo"),
    ("giam doc so", "so"),
    ("so ", "so"),
    ("truong phong", "phong"),
    ("phong ", "phong"),
)
_NAMES = {
    "quoc hoi": "Quốc hội",
    "thu tuong": "Thủ tướng Chính phủ",
    "van phong chinh phu": "Văn phòng Chính phủ",
    "chinh phu": "Chính phủ",
    "uy ban nhan dan": "Ủy ban nhân dân hoặc Chủ tịch Ủy ban nhân dân",
    "hoi dong nhan dan": "Hội đồng nhân dân",
    "dang": "cơ quan của Đảng",
    "bo": "bộ",
    "so": "sở",
    "phong": "phòng",
}
_MINISTRIES = {
    "BGDĐT": ("giao duc", "gddt", "gd dt", "gd va dt"),
    "BNV": ("noi vu",),
    "BTC": ("tai chinh",),
    "BTP": ("tu phap",),
    "BKHCN": ("khoa hoc", "khcn"),
    "BTTTT": ("thong tin", "tttt", "tt tt"),
    "BYT": ("y te",),
    "BCA": ("cong an",),
    "BQP": ("quoc phong",),
    "BVHTTDL": ("van hoa", "vhttdl"),
    "BKHĐT": ("ke hoach", "khdt"),
    "BLĐTBXH": ("lao dong", "ldtbxh"),
    "BXD": ("xay dung",),
    "BCT": ("cong thuong",),
}
_FIXED = {
    "CP": "chinh phu",
    "TTG": "thu tuong",
    "VPCP": "van phong chinh phu",
    "UBND": "uy ban nhan dan",
    "HĐND": "hoi dong nhan dan",
    "TW": "dang",
    "TU": "dang",
}
_NEARBY = ("VPCP", "UBND", "HĐND", "SGDĐT", *(code for code in _MINISTRIES if len(code) >= 4))
_OWN_FORMS = frozenset({"SGDĐT", "PGDĐT", "GDĐT", "SGDDT", "BGDDT", "SGD", "BGD"})
_CIRCULAR = re.compile(r"(?:B[A-ZĐ]{1,7}|VPCP|NHNN|TTCP|UBDT|TANDTC|VKSNDTC|KTNN|TLĐ|TWMTTQ|TCTK)\Z")
_PROMULGATES = re.compile(r"công bố\s.{0,60}?(?:thủ tục hành chính|TTHC)", re.IGNORECASE)


def issuer_symbols(examined: Examined) -> Iterator[Finding]:
    """A body named as issuer whose documents carry another symbol: "762/QĐ-UBND … của Giám đốc Sở".

    Basis: NĐ 30/2020/NĐ-CP annex I part II.3: the symbol ends with the short form of the issuing body.
    """
    for passage, each, number in _numbered(examined):
        wanted, named = _body_of(number), _body_named(each.issuer)
        if not wanted or not named or "," in each.issuer:
            continue
        is_other_ministry = wanted == named == "bo" and not _is_ministry(number.agency, each.issuer)
        if wanted == named and not is_other_ministry:
            continue
        yield finding(
            "issuer-symbol",
            Severity.DOUBT if {wanted, named} == {"chinh phu", "thu tuong"} else Severity.ERROR,
            f"Ký hiệu {each.number} là của {_said(number, wanted)}, văn bản ghi “của {each.issuer}”. "
            "Xem lại ký hiệu hoặc cơ quan ban hành.",
            passage.place,
            each.text,
        )


def unknown_symbols(examined: Examined) -> Iterator[Finding]:
    """A symbol that nobody uses and that looks like a known one: "TT-CPVP", "QĐ-BGDĐG"; a decree not of the
    Government; a circular not of a ministry.

    Basis: Luật Ban hành văn bản quy phạm pháp luật: decrees are the Government's, circulars those of ministries.
    """
    for passage, each, number in _numbered(examined):
        code = number.agency.upper()
        nearby = [known for known in _NEARBY if is_near_code(code, known) and fold(code) != fold(known)]
        message = ""
        if number.kind_code == "NĐ" and code != "CP":
            message = f"Nghị định mang ký hiệu NĐ-CP, ở đây ghi {each.number}."
        elif nearby and code not in _OWN_FORMS and code not in _MINISTRIES:
            message = f"Không rõ cơ quan nào có ký hiệu {number.agency} ({each.number}); có phải {nearby[0]}?"
        elif number.kind_code == "TT" and each.kind == "Thông tư" and not _CIRCULAR.match(code):
            message = f"Thông tư do bộ, cơ quan ngang bộ ban hành; ký hiệu {each.number} không của cơ quan nào như vậy."
        if message:
            yield finding(
                "symbol-unknown", Severity.DOUBT, f"{message} Xem lại ký hiệu.", passage.place, each.text
            )


def kind_symbols(examined: Examined) -> Iterator[Finding]:
    """A kind that does not fit the symbol: "Kế hoạch số 12/QĐ-UBND"; also in the document's own head.

    Basis: NĐ 30/2020/NĐ-CP annex III.
    """
    header = examined.header
    own = _own(header.symbol)
    kind = header.kind.strip().capitalize()
    if own and not _fits(kind, own):
        yield finding(
            "kind-symbol",
            Severity.ERROR,
            f"Văn bản là “{kind}” nhưng ký hiệu là {header.symbol}. Xem lại ký hiệu.",
            header.place,
            f"{header.number}/{header.symbol}",
        )
    for passage, each, number in _numbered(examined):
        if not _fits(each.kind, number):
            yield finding(
                "kind-symbol",
                Severity.ERROR,
                f"Ghi là “{each.kind}” nhưng ký hiệu là {each.number}. Xem lại tên loại hoặc ký hiệu.",
                passage.place,
                each.text,
            )


def promulgated_by_unit(examined: Examined) -> Iterator[Finding]:
    """A decision that makes procedures public with the symbol of a department or division.

    Basis: NĐ 63/2010/NĐ-CP art. 13 to 15 as amended: ministers and chairmen of provinces promulgate.
    """
    for passage, each, number in _numbered(examined):
        if number.kind_code != "QĐ" or _body_of(number) not in {"so", "phong"}:
            continue
        if _PROMULGATES.match(each.tail.lstrip(" ,")) or _PROMULGATES.match(
            re.sub(r"^[\s,]*(?:về việc|về|V/v)\s+", "", each.tail)
        ):
            yield finding(
                "promulgation-by-unit",
                Severity.ERROR,
                f"Quyết định công bố thủ tục hành chính thuộc thẩm quyền Bộ trưởng hoặc Chủ tịch Ủy ban nhân dân cấp "
                f"tỉnh; {each.number} mang ký hiệu của sở, phòng. Xem lại ký hiệu.",
                passage.place,
                each.text,
            )


def own_symbol(examined: Examined) -> Iterator[Finding]:
    """The document's own symbol against the body at its head.

    Basis: NĐ 30/2020/NĐ-CP annex I part II.3.
    """
    header = examined.header
    number = _own(header.symbol)
    if number is None or not header.issuer:
        return
    wanted, named = _body_of(number), _body_named(header.issuer)
    if wanted and named and wanted != named and {wanted, named} != {"phong", "so"}:
        yield finding(
            "issuer-symbol",
            Severity.DOUBT,
            f"Ký hiệu {header.symbol} là của {_NAMES[wanted]}, cơ quan ban hành ghi ở đầu văn bản là "
            f"{header.issuer}. Xem lại ký hiệu.",
            header.place,
            header.symbol,
        )


def _numbered(examined: Examined) -> Iterator[tuple[Passage, Mention, ActNumber]]:
    for passage in examined.passages:
        for each in passage.mentions:
            number = act_number(each.number) if each.number else None
            if number is not None:
                yield passage, each, number


def _own(symbol: str) -> ActNumber | None:
    return act_number(f"1/{symbol.strip(' /')}") if symbol else None


def _fits(kind: str, number: ActNumber) -> bool:
    if not kind or not number.kind_code or kind not in KINDS or kind == "Văn bản":
        return True
    if kind in {"Luật", "Bộ luật", "Pháp lệnh"}:
        return False
    if kind == "Công văn":
        return number.kind_code not in {"QĐ", "NĐ", "NQ", "KH", "TT", "CT"} or not number.agency
    return number.kind_code in KINDS[kind]


def _body_of(number: ActNumber) -> str:
    code = number.agency.upper()
    if code in _FIXED:
        return _FIXED[code]
    if code.startswith(("QH", "UBTVQH")):
        return "quoc hoi"
    if code in _MINISTRIES:
        return "bo"
    if code in {"SGDĐT", "SGD", "SGDDT"}:
        return "so"
    if code in {"PGDĐT", "PGD"}:
        return "phong"
    return ""


def _body_named(issuer: str) -> str:
    folded = fold(issuer)
    return next((body for start, body in _ISSUERS if folded.startswith(start) or folded == start.strip()), "")


def _is_ministry(code: str, issuer: str) -> bool:
    words = _MINISTRIES.get(code.upper())
    folded = fold(issuer)
    known = any(word in folded for words_of in _MINISTRIES.values() for word in words_of)
    return words is None or not known or any(word in folded for word in words)


def _said(number: ActNumber, body: str) -> str:
    return f"{_NAMES[body]} khác" if body == "bo" else _NAMES[body]
