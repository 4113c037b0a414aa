"""Which words of a sentence belong to which of its numbers."""

from __future__ import annotations

import re

from motcua.plans.rules.targets.numbers import RANK, Number

# Words that only lead to a number; with their marks, for "đầu tư" is no "từ".
_LINK = (
    r"đạt|là|bằng|chiếm|lên|ở mức|mức|đạt mức|với|tỷ lệ|tỉ lệ|tối thiểu|ít nhất|được|tương ứng|đảm bảo|bảo đảm|phải|"
    r"phấn đấu|phấn đất|có|từ|trên|khoảng|nâng|còn|xuống|đến|trong đó|đến hết|trên mức|không dưới|không quá|"
    r"dưới|nằm|xếp|đứng"
)
_TRAIL = re.compile(
    rf"(?:\b(?:{_LINK})\b|\b(?:trong |đến |hết )*năm 20\d\d\b|\btừ\s*\d+(?:[.,]\d+)?\s*%|[\s:,(])+$",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\s*(?:don vi|co quan|thoi gian|san pham|chi tieu|muc tieu|yeu cau|ket qua|nhiem vu|noi dung)\b[^:]{0,40}:"
)
_PREPOSITION = re.compile(
    r"\s*(?:đối với|trên (?:tổng|địa bàn|cơ sở)|trong (?:tổng|năm|số|giải quyết)|tại|so với|cho|theo|vào|đến|"
    r"hằng năm|"
    r"hàng năm|mỗi năm)\b",
    re.IGNORECASE,
)
_STARTS_RIGHT = re.compile(r"\s*(?:\([^)]*\)\s*)?[\"“]?(?=[^\W\d_])")
_CLAUSE = re.compile(r"[;:(]|,(?=\s)|\s-\s")
_GUARD = re.compile(r"\b(?:bao dam|dam bao|phan da[ut]|co gang|huong toi|muc tieu|trong do|chi tieu)\b,?\s*")
_AND = re.compile(r"\bva\s+(?=(?:cat|giam|ra soat|tang|bai bo|so hoa|thuc hien|hoan thanh|co)\b)|\bva\s*$")
_VERB = (
    r"(?:ra soat|de xuat|cat giam|don gian hoa|bai bo|giam|tang|so hoa|thuc hien|hoan thanh|kiem tra|to chuc|"
    r"xay dung|cong bo|"
    r"cong khai|niem yet|cap nhat|tiep nhan|xu ly|giai quyet|tiep tuc|trien khai|nang cao|rut ngan|tiet kiem|"
    r"thong ke|chuan hoa)"
)
_VERB_CHUNK = re.compile(rf"^\s*{_VERB}\b(?:\s+\w+){{0,3}}\s*$")
_HEAD = re.compile(r":\s*$|:(?=\s)")
_PURPOSE = re.compile(r",?\s*\b(?:de(?=\s(?!nghi|xuat|an\b))|nham|qua do|dong thoi|gop phan)\b.*$")
_SUBJECT_START = re.compile(r",\s*(?=(?:ty le|ti le|muc do|so luong|so\b|cap|nang|diem|chi so)\b)")


def measures_of(sentence: str, plain: str, numbers: list[Number], index: int) -> str:
    """The words that say what number `index` measures: after it ("100% hồ sơ …"), else before it ("… đạt 95%")."""
    number = numbers[index]
    if number.unit == RANK:
        left = _tidy(_left_phrase(sentence, plain, max(0, number.start - 400), number.start))
        return left or _tidy(sentence[max(0, number.start - 100) : number.end + 100])
    left_bound = numbers[index - 1].end if index else 0
    right_bound = numbers[index + 1].start if index + 1 < len(numbers) else len(plain)
    starts = _STARTS_RIGHT.match(plain, number.end)
    preposition = _PREPOSITION.match(sentence, number.end)
    if starts is not None and preposition is None and not _is_next_clause(sentence, number.end):
        end = _right_end(plain, starts.end(), right_bound, is_last=index + 1 == len(numbers))
        left = _left_words(sentence, plain, left_bound, number.start)
        return _tidy(f"{left} {sentence[starts.end() : end]}")
    left = _left_phrase(sentence, plain, left_bound, number.start)
    if preposition is None:
        return _tidy(left)
    end = _right_end(plain, number.end, right_bound, is_last=index + 1 == len(numbers))
    cut = _CLAUSE.search(plain, number.end, end)
    return _tidy(f"{left} {sentence[number.end : cut.start() if cut else end]}")


def _is_next_clause(sentence: str, at: int) -> bool:
    return bool(re.match(r"\s*(?:và\b|[,;.)])", sentence[at : at + 20]))


def _right_end(plain: str, start: int, bound: int, *, is_last: bool) -> int:
    """Where the words after a number end: at a semicolon, the end, or where the next number's words begin."""
    stop = plain.find(";", start, bound)
    if stop >= 0:
        return stop
    if is_last:
        purpose = _PURPOSE.search(plain, start + 15, bound)
        return purpose.start() if purpose is not None else bound
    subject = [found.start() for found in _SUBJECT_START.finditer(plain, start, bound)]
    if subject:
        return subject[-1]
    own = _left_start(plain, start, bound)
    before = plain[start:own].rstrip()
    cuts = [found.start() for found in re.finditer(r",\s|\(|\bva\s", plain[start:bound])]
    if own < bound and before:
        guard = re.search(
            r"(?:,\s*|\bva\s+|\b)?(?:(?:bao dam|dam bao|phan da[ut]|muc tieu|trong do|chi tieu)\s*,?\s*)*(?:,|"
            r"\bva|\()?$",
            before,
        )
        return start + (guard.start() if guard is not None else len(before))
    return start + (cuts[-1] if cuts else bound - start)


def _left_words(sentence: str, plain: str, bound: int, end: int) -> str:
    """The verb right before a number: "bãi bỏ" in "bảo đảm bãi bỏ ít nhất 30% …", with the verbs it is listed with;
    or the heading before a colon."""
    start = _left_start(plain, bound, end)
    heads = list(_HEAD.finditer(plain, bound, start))
    head = sentence[bound : heads[-1].end()].strip() if heads and not _LABELS.match(plain, bound) else ""
    if len(head) > 220 or (heads and plain[heads[-1].end() : start].strip()):
        head = ""
    trimmed = _trimmed(sentence, start, end)
    words = sentence[start:trimmed].strip(" ,")
    if words and not re.match(rf"\s*(?:{_VERB})", plain[start:end]):
        whole = sentence[bound:trimmed].rsplit(";", 1)[-1].strip(" ,:(")
        words = whole if len(whole.split()) <= 10 and ":" not in whole else words
    if bound and not words and (verb := _carried_verb(sentence, plain, bound)):
        return verb
    return words or head


def _left_start(plain: str, bound: int, end: int) -> int:
    """Where the words begin that lead to the number at `end`: its verb, and the verbs that are listed with it."""
    start = bound
    for found in _CLAUSE.finditer(plain, bound, end):
        is_listed = plain[found.start()] == "," and _VERB_CHUNK.match(
            _GUARD.sub("", plain[start : found.start()])
        )
        if not is_listed:
            start = found.end()
    for found in (*_GUARD.finditer(plain, start, end), *_AND.finditer(plain, start, end)):
        start = max(start, found.end())
    return start


def _carried_verb(sentence: str, plain: str, bound: int) -> str:
    """The verb of the number before, for "giảm ít nhất 30% thời gian …, 30% chi phí …"."""
    found = list(
        re.finditer(r"\b(cat giam|giam|tang|bai bo)\b[^,;.]{0,25}$", plain[max(0, bound - 80) : bound])
    )
    if not found:
        return ""
    shift = max(0, bound - 80)
    return sentence[shift + found[-1].start(1) : shift + found[-1].end(1)]


def _left_phrase(sentence: str, plain: str, bound: int, end: int) -> str:
    """All the words before a number back to the number before it or a strong break."""
    start = bound
    for found in re.finditer(
        r";|\((?!\w+\))|\btrong do\b,?|\bphan da[ut]\b|\bbao dam\b|\bdam bao\b", plain[bound:end]
    ):
        if bound + found.end() < end and plain[bound + found.end() : end].strip(" ,:("):
            rest = plain[bound + found.end() : _trimmed(sentence, bound + found.end(), end)]
            if len(rest.split()) >= 2:
                start = bound + found.end()
    return sentence[start : _trimmed(sentence, start, end)]


def _trimmed(sentence: str, start: int, end: int) -> int:
    found = _TRAIL.search(sentence, start, end)
    return found.start() if found is not None else end


def _tidy(words: str) -> str:
    words = re.sub(r"\(\s*\)", "", words)
    words = " ".join(words.split()).strip(
        ' ,;:.-“”"()' if words.count("(") != words.count(")") else ' ,;:.-“”"'
    )
    words = re.sub(
        r"^(?:(?:và|là|thì|phấn đấu|bảo đảm|đảm bảo)\s+)+|\s+trở (?:lên|xuống)\b",
        "",
        words,
        flags=re.IGNORECASE,
    )
    return words[:300].strip()
