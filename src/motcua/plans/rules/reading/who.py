"""Who is named in a cell or a sentence: lists of units taken apart, lead and partners told apart."""

from __future__ import annotations

import re

from motcua.plans.rules.reading.words import one_line, says_nothing

# What a unit's name begins with. Small letters count too where a list goes on: "Văn phòng, phòng Tổ chức cán bộ".
_HEADS = (
    r"(?:các\s+)?(?:phòng(?!,?\s+chống)|văn\s+phòng|sở|ubnd|ủy\s+ban|uỷ\s+ban|hđnd|hội\s+đồng|thanh\s+tra|"
    r"trung\s+tâm|trường|công\s+an|"
    r"công\s+đoàn|đoàn\s+thanh\s+niên|đoàn|bộ\s+phận|bộ\s+chỉ\s+huy|ban\s+(?:giám|chỉ|tiếp|đại|tổ|tuyên|dân|"
    r"quản|chấp|liên)\w*|tổ\s+\w+|"
    r"đơn\s+vị|cơ\s+sở|cơ\s+quan|hiệu\s+trưởng|thủ\s+trưởng|trưởng\s+\w+|chi\s+cục|cục|bảo\s+hiểm|kho\s+bạc|đài|"
    r"báo(?!\s+cáo)|"
    r"hội\s+\w+|mặt\s+trận|ubmttq|liên\s+đoàn|giáo\s+viên|gvcn|cán\s+bộ|công\s+chức|viên\s+chức|nhân\s+viên|"
    r"kế\s+toán|văn\s+thư|thư\s+viện|y\s+tế|"
    r"nhóm\s+\w+|lãnh\s+đạo|phó\s+\w+|chuyên\s+viên|cha\s+mẹ|phụ\s+huynh|bgh|ban\s+giám\s+hiệu|tpt|"
    r"tổng\s+phụ\s+trách|bí\s+thư|chi\s+bộ|đảng\s+\w+|"
    r"khoa|viện|đại\s+học|các\s+(?:đơn\s+vị|cơ\s+quan|cơ\s+sở|tổ|ban|bộ\s+phận|xã|phường|quận|huyện|"
    r"thành\s+viên|đoàn\s+thể|ngành|địa\s+phương|lực\s+lượng|nhà\s+trường|"
    r"khối|đồng\s+chí|bộ\s+môn|chi\s+\w+|phó\s+\w+|tổ\s+chức|cá\s+nhân|thầy|hội|khoa)|toàn\s+\w+|tất\s+cả|vnpt|"
    r"viettel|ngân\s+hàng|doanh\s+nghiệp|tổ\s+chức|cá\s+nhân)"
)
UNIT_HEAD = re.compile(rf"{_HEADS}(?!\w)", re.IGNORECASE)
# Heads with which a new unit begins behind a comma although they are written small.
_SMALL_NEXT = re.compile(
    r"(?:các|phòng|văn\s+phòng|sở|ubnd|thanh\s+tra|trung\s+tâm|trường|công\s+an|công\s+đoàn|hiệu\s+trưởng|"
    r"thủ\s+trưởng|"
    r"ban\s+(?:giám|chỉ|tiếp|đại)\w*|hội\s+\w+|giáo\s+viên|toàn\s+thể|tất\s+cả|kế\s+toán|văn\s+thư|bộ\s+phận|"
    r"nhân\s+viên|chi\s+đoàn|"
    r"tổ\s+(?!chức)\w+|đoàn\s+\w+)(?!\w)"
)
_BULLET = re.compile(r"^\s*(?:[-–—+•*▪]+\s*)+")
_BULLET_INSIDE = re.compile(
    r"(?<=[^\s\w)])\s+[-–+]\s+(?=[A-ZÀ-ỴĐ])|\n\s*[-–—+•*▪]\s*|\s+[-–—]\s+(?=(?:Các|Phòng|Văn phòng|Đơn vị|UBND|"
    r"Trường)\s)"
)
_AND_UNIT = re.compile(
    r"(?<!HĐND)(?<!nhân dân)\s+(?:và|cùng|cùng với)\s+(?=(?:các|phòng|văn phòng|trường|thủ trưởng|hiệu trưởng|"
    r"Văn phòng|Phòng|Các|UBND|Sở|Trung tâm|Thanh tra)(?!\w))"
)
_LEADS = re.compile(
    r"^[-–+*\s]*(?:(?:cơ\s+quan|đơn\s+vị|phòng|bộ\s+phận)\s+)?(?:chủ\s*trì|đầu\s+mối|"
    r"thực\s+hiện\s+chính)\s*(?:thực\s+hiện|tham\s+mưu)?\s*:\s*",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"(?:^|[;,.\n(]\s*[-–+*]?\s*(?:(?:cơ\s+quan|đơn\s+vị|phòng|bộ\s+phận)\s+)?|\s+[-–+*]?\s*)"
    r"phối\s*hợp(?:\s+thực\s+hiện)?\s*(?::|với\s*:?)\s*",
    re.IGNORECASE,
)
_LEAD_IN_BRACKETS = re.compile(r"\s*\(\s*(?:chủ\s*trì|đầu\s*mối|chính)\s*\)", re.IGNORECASE)
_WITH_IN_BRACKETS = re.compile(r"\s*\(\s*phối\s*hợp\s*\)", re.IGNORECASE)
_LEADS_WITH = re.compile(r"\s*,?\s*(?:chủ\s*trì\s*[,;]?\s*)?phối\s*hợp\s+(?:cùng\s+)?với\s+", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^[A-ZĐ][A-Zđa-z]{0,2}[A-ZĐ&]{1,8}(?:\s+Sở)?[;,.]?$")
_TAIL = " ;,.:"


def split_units(text: str) -> tuple[str, ...]:
    """The units of a list, each apart and as written. Within one name commas stay: "quận, huyện, thị xã".

    A list parted by semicolons, or with a dash before each, is taken apart there and nowhere else.
    """
    if says_nothing(text):
        return ()
    lines = _lines(text)
    if len(lines) == 1 and ";" in lines[0]:
        pieces = lines[0].split(";")
    elif len(lines) == 1:
        pieces = _at_commas(lines[0])
    else:
        pieces = [
            piece for line in lines for piece in (line.split(";") if ";" in line.rstrip(_TAIL) else [line])
        ]
    return tuple(unit for piece in pieces if (unit := _bare(piece)))


def lead_text(text: str) -> str:
    """Who leads, on one line; several with a dash before each are parted by semicolons."""
    if says_nothing(text):
        return ""
    lines = [_bare(line) for line in _lines(text)]
    return "; ".join(line for line in lines if line)


def lead_and_partners(text: str, *, is_list: bool = False) -> tuple[str, tuple[str, ...]]:
    """Lead and partners of a cell that names both.

    "Chủ trì: A; phối hợp: B, C", "A (chủ trì); B (phối hợp)" and "A chủ trì, phối hợp với B" are told apart; with
    `is_list` (the column is headed "chủ trì, phối hợp") the first of a list leads. What is not said is not guessed:
    a list under another heading leads together.
    """
    if _LEAD_IN_BRACKETS.search(text) or _WITH_IN_BRACKETS.search(text):
        return _by_brackets(text)
    said = one_line(text) if "\n" not in text else text
    marked = _WITH.search(said)
    if marked:
        lead = _LEADS.sub("", said[: marked.start()].strip())
        return _without_lead_word(lead_text(lead)), split_units(said[marked.end() :])
    if found := _LEADS_WITH.search(one_line(text)):
        flat = one_line(text)
        return _without_lead_word(_bare(flat[: found.start()])), split_units(flat[found.end() :])
    units = split_units(_LEADS.sub("", text))
    if is_list and len(units) > 1:
        return units[0], units[1:]
    return lead_text(_LEADS.sub("", text)), ()


def begins_with_unit(text: str) -> bool:
    """Whether a text begins with the name of a unit or of a group of units, or is only its abbreviation."""
    bare = _BULLET.sub("", text)
    return bool(UNIT_HEAD.match(bare)) or bool(_ABBREVIATION.match(bare))


def _by_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    leads: list[str] = []
    partners: list[str] = []
    for unit in split_units(text):
        if _LEAD_IN_BRACKETS.search(unit):
            leads.append(_bare(_LEAD_IN_BRACKETS.sub("", unit)))
        elif _WITH_IN_BRACKETS.search(unit) or leads:
            partners.append(_bare(_WITH_IN_BRACKETS.sub("", unit)))
        else:
            leads.append(unit)
    return "; ".join(leads), tuple(partners)


def _without_lead_word(lead: str) -> str:
    return re.sub(r"\s*,?\s*chủ\s*trì\s*[,;]?\s*$", "", lead, flags=re.IGNORECASE).strip(_TAIL)


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for raw in _BULLET_INSIDE.sub("\n- ", text).split("\n"):
        line = one_line(raw)
        if not line:
            continue
        if lines and not _BULLET.match(line) and not _starts_own(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _starts_own(before: str, line: str) -> bool:
    """Whether a line without a dash is a unit of its own: the one before ended, and this one begins as units do."""
    if _BULLET.match(before):
        return False
    return before.endswith((";", ".")) or (
        bool(re.match(r"(?:Các|Phòng|Văn phòng|Sở|UBND|Trường|Trung tâm|Thanh tra|Ban|Tổ|Công an)\s", line))
        and not before.endswith((",", " và", " của", " thuộc", " -"))
    )


def _at_commas(text: str) -> list[str]:
    pieces: list[str] = []
    depth = 0
    start = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and depth <= 0 and _begins_unit_after_comma(text[at + 1 :], text[start:at]):
            pieces.append(text[start:at])
            start = at + 1
    pieces.append(text[start:])
    return [part for piece in pieces for part in _AND_UNIT.split(piece)]


def _begins_unit_after_comma(rest: str, before: str) -> bool:
    rest = rest.lstrip()
    if not rest:
        return False
    if rest[0].isupper():
        return not re.search(r"(?:^|\s)(?:quận|huyện|các xã|phường)$", before)
    return bool(_SMALL_NEXT.match(rest))


def _bare(text: str) -> str:
    return _BULLET.sub("", one_line(text)).strip(_TAIL)
