"""A cell that names several units, taken apart into names."""

from __future__ import annotations

import re

from motcua.plans.rules.flat import composed, flat

_MARKUP = re.compile(r"</?[a-z]{1,6}>|\*{1,3}")
_NOTHING = re.compile(r"[\s\-–—./…_*|•:;,+()xX]*")
_HEAD = (
    r"(?:cac\s|van phong|vp\b|phong\s(?!chong)|so\s|ubnd|uy ban|hdnd|thanh tra|trung tam|truong\s|cong an|cong doan|"
    r"doan thanh nien|ban\s|bo phan|to\s(?!chuc)|don vi|co so giao duc|hieu truong|thu truong|chi bo|dang uy|hoi\s|"
    r"lien doan|tat ca|toan the|giao vien|nhan vien|lanh dao|cha me|phu huynh|ke toan|van thu)"
)
_BULLET_LINE = re.compile(r"(?:^|\n)\s*[-+•*▪–—]+\s*(?=\S)")
_BULLET_INSIDE = re.compile(
    r"\s[-+•]\s(?=(?:cac\s|van phong|vp\b|phong\s(?!chong)|so\s|ubnd|thanh tra|trung tam|truong\s|cong an|don vi|"
    r"tccb|khtc))"
)
# What goes on with the name before it although it stands behind a comma.
_GOES_ON = re.compile(
    r"(?:quan|huyen|thi xa|thanh pho|thi tran|xa|phuong|dac khu|nghe nghiep|nghiep vu|to chuc|ca nhan|thcs|thpt|"
    r"tieu hoc|mam non|gdtx|gdnn|ban nganh|nganh|linh vuc)\b"
)
_LEVEL = re.compile(r"(?:thcs|thpt|gdtx|gdnn|th|mn|pt|tieu hoc|mam non|trung hoc)\b")
# A plural that names nobody yet, and what goes on with it: "các phòng, đơn vị", "các sở, ban, ngành".
_PLURAL = re.compile(
    r"(?:^|\b(?:va|cung) )(?:tat ca )?(?:cac|nhung) "
    r"(?:so|\w+(?:,? \w+){0,2}(?<! so)(?<!truc thuoc)(?<!lien quan))$"
)
_PLURAL_GOES_ON = re.compile(
    r"(?:don vi|phong|ban|nganh|co quan|to chuc|ca nhan|bo phan|dia phuong|so)\b(?!\s*g)"
)
_AND = re.compile(rf"\s+(?:va|cung(?: voi)?)\s+(?={_HEAD})")
_NO_GAP = re.compile(r"(?<![,;])\s+(?=cac\s+(?:co quan|don vi|phong|truong|to chuc|co so)\b)")
_BINDS = re.compile(
    r"(?:^|\b(?:tat ca|toan bo|toan the|"
    r"cua|voi|cung|va|thuoc|tai|trong|giua|la|cho|den|hop|truong|thu|lanh dao|o|toi|qua|ve|thanh vien|"
    r"phoi hop|chu tri|lam dau moi|tong hop|hieu truong|thu truong|giam doc))$"
)
_ROLE = re.compile(
    r"\s*\(\s*(?:don vi |co quan )?(?:chu tri|phoi hop|dau moi|chinh|thuc hien|thuong truc)\s*(?:thuc hien)?\s*\)"
    r"|\s+(?:chu tri|phoi hop|lam dau moi)(?:\s*(?:thuc hien|tham muu|tong hop|phoi hop))*\s*$"
)


def split_units(text: str) -> tuple[str, ...]:
    """The names of units in a cell, as written and in order, each once.

    Parted at lines with dashes, semicolons, commas and "và", where a new unit begins there: "Khảo thí và Kiểm định
    chất lượng giáo dục", "Phòng GDĐT quận, huyện, thị xã" and "phòng chuyên môn, nghiệp vụ" stay one name. Words such
    as "(chủ trì)" are left out; a cell without a name gives nothing.
    """
    text = _MARKUP.sub("", composed(text))
    if _NOTHING.fullmatch(text):
        return ()
    names: list[str] = []
    for part in _parts(text):
        for name in _at_words(" ".join(part.split())):
            bare = _bare(name)
            if bare and bare not in names:
                names.append(bare)
    return tuple(names)


def _parts(text: str) -> list[str]:
    pieces = [piece for piece in _BULLET_LINE.split(text) if piece.strip()]
    inside = [each for piece in pieces for each in _cut(piece, _BULLET_INSIDE)]
    return [each for piece in inside for each in _outside_brackets(piece, ";")]


def _cut(text: str, pattern: re.Pattern[str]) -> list[str]:
    plain = flat(text)
    found: list[str] = []
    start = 0
    for match in pattern.finditer(plain):
        found.append(text[start : match.start()])
        start = match.end()
    return [*found, text[start:]]


def _outside_brackets(text: str, mark: str) -> list[str]:
    depth, start, found = 0, 0, []
    for at, sign in enumerate(text):
        depth = max(0, depth + (sign == "(") - (sign == ")"))
        if sign == mark and not depth:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]]


def _at_words(text: str) -> list[str]:
    """Apart at commas, "và" and where a separator was forgotten before "các …"."""
    chunks: list[str] = []
    for chunk in _outside_brackets(text, ","):
        if chunks and (not _begins_unit(chunk, chunks[-1]) or _goes_on_with(chunks[-1], chunk)):
            chunks[-1] += f",{chunk}"
        else:
            chunks.append(chunk)
    joined = [each for chunk in chunks for each in _at_and(chunk)]
    return [each for chunk in joined for each in _at_gap(chunk)]


def _goes_on_with(before: str, chunk: str) -> bool:
    """Whether a plural without a name goes on behind a comma: "các phòng, đơn vị", "các sở, ban, ngành"."""
    said = chunk.strip()
    goes_on = _PLURAL_GOES_ON.match(flat(said)) is not None and said[:1].islower()
    return goes_on and _PLURAL.search(flat(before.strip())) is not None


def _begins_unit(chunk: str, before: str) -> bool:
    """Whether a piece behind a comma begins a unit of its own: by a word for units, or by a capital that is no level
    of school going on with "các trường …"."""
    said = chunk.strip()
    plain = flat(said)
    if not said:
        return False
    is_capital = said[0].isupper()
    if not is_capital and re.match(r"(?:so|to|ban|hoi|truong)\s", plain):
        return bool(re.match(r"(?:sở|tổ\s(?!chức)|ban|hội|trường)\s", said))
    if _GOES_ON.match(plain) and not is_capital:
        return False
    if is_capital and _LEVEL.match(plain) and re.search(r"\b(?:truong|trung tam|co so|cap)\b", flat(before)):
        return False
    return is_capital or re.match(_HEAD, f"{plain} ") is not None


def _at_and(text: str) -> list[str]:
    found: list[str] = []
    rest, plain = text, flat(text)
    while (match := _AND.search(plain)) is not None and _is_whole(plain[: match.start()]):
        found.append(rest[: match.start()])
        rest, plain = rest[match.end() :], plain[match.end() :]
    return [*found, rest]


def _is_whole(plain: str) -> bool:
    return bool(plain.strip()) and plain.count("(") == plain.count(")") and not _BINDS.search(plain.strip())


def _at_gap(text: str) -> list[str]:
    plain = flat(text)
    match = _NO_GAP.search(plain)
    if match is None or not _is_whole(plain[: match.start()]):
        return [text]
    return [text[: match.start()], *_at_gap(text[match.end() :])]


def _bare(name: str) -> str:
    plain = flat(name)
    for match in reversed(list(_ROLE.finditer(plain))):
        name = name[: match.start()] + name[match.end() :]
    name = " ".join(name.split()).strip(" .,;:-–—+*•")
    return "" if _NOTHING.fullmatch(name) else name
