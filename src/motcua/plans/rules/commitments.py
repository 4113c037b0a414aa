"""Lists of who signed a commitment: read from what people paste or bring, compared name by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

LONGEST_NAME = 80
LONGEST_POST = 120
MOST_AT_ONCE = 500

_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_WORD = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.)/\-]?\s+|^\s*\d{1,3}[.)]\s*|^\s*[-+•*]\s+")
_PARTS = re.compile(r"\t+|\s*[;|(]\s*|\s*[–—]\s*|\s+-\s+|\s*,\s*")
_HEAD = re.compile(
    r"(quyen )?(hieu truong|giam doc|truong phong|chanh van phong|chanh thanh tra|truong ban|chu nhiem)\b"
)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{2})-(\d{2})")
_NAMES = ("ho va ten", "ho ten", "ho dem", "ten nguoi ky", "nguoi ky", "ten")
_POSTS = ("chuc vu", "chuc danh", "vi tri", "cong viec")
_DAYS = ("ngay ky", "ky ngay", "ngay")
_HEADS = ("thu truong", "nguoi dung dau")
_ROWS_BEFORE_HEADER = 15


@dataclass(frozen=True, slots=True)
class Paper:
    """One signed commitment as somebody enters it; without a day, the day of the whole list counts."""

    name: str
    post: str = ""
    is_head: bool = False
    signed_on: date | None = None


def name_key(name: str) -> str:
    """The name for comparing: Hòa and Hoà are the same, Hoa and Hòa are two people; letter case does not matter."""
    words = []
    for word in _WORD.findall(unicodedata.normalize("NFC", name.lower())):
        marks = unicodedata.normalize("NFD", word)
        letters = "".join(char for char in marks if char not in _TONES)
        tone = "".join(_TONES[char] for char in marks if char in _TONES)
        words.append(unicodedata.normalize("NFC", letters) + tone)
    return " ".join(words)


def stored_key(name: str) -> str:
    """What stands beside a stored name: folded for searching, then the key that tells people apart."""
    return f"{fold(name)} | {name_key(name)}"


def is_head_post(post: str) -> bool:
    """Whether the post is the head's, and no deputy's."""
    return _HEAD.match(fold(post)) is not None


def read_list(text: str) -> list[Paper]:
    """The people of a pasted list: one a line, name first, then the post after a tab, comma, semicolon or dash; a day
    at the end is that of signing.

    :raises Refused: as `checked`.
    """
    return checked([_parted(_NUMBERED.sub("", line, count=1)) for line in clean_lines(text)])


def clean_lines(text: str) -> list[str]:
    """The lines with something on them; tabs stay, for they part columns."""
    lines = (unicodedata.normalize("NFC", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def _parted(line: str) -> Paper:
    """Name, post and day of one line; the post stays as it was written."""
    found = _PARTS.search(line)
    if found is None:
        return Paper(clean(line))
    name, rest = line[: found.start()], line[found.end() :].strip(" \t,;|")
    if "(" in found.group() and rest.endswith(")"):
        rest = rest[:-1]
    day = _DAY.search(rest)
    if day is not None and day.end() == len(rest):
        signed_on, rest = day_in(rest), rest[: day.start()].rstrip(" \t,;|")
        return Paper(clean(name), " ".join(clean(rest).split()), signed_on=signed_on)
    return Paper(clean(name), " ".join(clean(rest).split()))


def read_table(rows: Sequence[Sequence[str]]) -> list[Paper]:
    """The people of a table with a column of names; a column of posts, days and heads may stand beside it.

    :raises Refused: "names-column-missing", and as `checked`.
    """
    for place, row in enumerate(rows[:_ROWS_BEFORE_HEADER]):
        names = _columns(row, _NAMES)
        if names:
            return checked(_papers(rows[place + 1 :], names, row))
    raise names_column_missing()


def names_column_missing() -> Refused:
    """The refusal for a file in which no column says who signed."""
    return Refused(
        "names-column-missing",
        "Không thấy cột “Họ và tên” trong tệp. Đặt dòng tiêu đề có “Họ và tên”, “Chức vụ” ở đầu bảng rồi chọn lại.",
        field="file",
    )


def _papers(rows: Iterable[Sequence[str]], names: Sequence[int], header: Sequence[str]) -> list[Paper]:
    posts, days, heads = _columns(header, _POSTS), _columns(header, _DAYS), _columns(header, _HEADS)
    found = []
    for row in rows:
        name = clean(" ".join(dict.fromkeys(_cell(row, column) for column in names)))
        if not any(char.isalpha() for char in name):
            continue
        found.append(
            Paper(
                " ".join(name.split()),
                " ".join(clean(_cell(row, posts[0])).split()) if posts else "",
                bool(heads) and fold(_cell(row, heads[0])) not in {"", "khong", "0", "false"},
                day_in(_cell(row, days[0])) if days else None,
            )
        )
    return found


def _columns(header: Sequence[str], words: Sequence[str]) -> list[int]:
    """Where the header has one of the words: the first word of the list that is there decides."""
    folded = [fold(cell) for cell in header]
    for word in words:
        if found := [
            place for place, cell in enumerate(folded) if cell == word or cell.startswith(f"{word} ")
        ]:
            return found
    return []


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def day_in(text: str) -> date | None:
    """The first day that the text names; None without a possible one."""
    found = _DAY.search(text)
    if found is None:
        return None
    parts = [int(each) for each in found.groups() if each]
    year, month, day = parts if found.group(4) else reversed(parts)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def checked(papers: Sequence[Paper]) -> list[Paper]:
    """The papers, cleaned, when each has a name a person can have and nobody stands there twice; where nobody is
    marked as the head and exactly one has a head's post, that one is.

    :raises Refused: "names-missing", "too-many-names", "name-wrong", "post-too-long", "name-twice", "heads-two".
    """
    if not papers:
        raise Refused(
            "names-missing", "Chưa có tên ai. Ghi mỗi người một dòng: họ và tên, chức vụ.", field="names"
        )
    if len(papers) > MOST_AT_ONCE:
        raise Refused(
            "too-many-names", f"Mỗi lần nhập tối đa {MOST_AT_ONCE} người. Chia làm nhiều lần.", field="names"
        )
    for place, paper in enumerate(papers, start=1):
        _require_sound(paper, place)
    require_once(papers, ())
    marked = [paper for paper in papers if paper.is_head]
    if len(marked) > 1:
        raise two_heads()
    return list(papers) if marked else _head_marked(papers)


def two_heads() -> Refused:
    """The refusal for a second paper of a head."""
    return Refused(
        "heads-two",
        "Mỗi đơn vị chỉ có một bản của thủ trưởng. Bỏ đánh dấu ở bản kia trước.",
        field="is_head",
    )


def require_once(papers: Sequence[Paper], known: Iterable[tuple[str, str]]) -> None:
    """Refuse a name that already stands there with the same post; `known` are names and posts there before.

    :raises Refused: "name-twice".
    """
    seen = {(name_key(name), fold(post)) for name, post in known}
    for paper in papers:
        key = (name_key(paper.name), fold(paper.post))
        if key in seen:
            as_what = f" ({paper.post})" if paper.post else ""
            raise Refused(
                "name-twice",
                f"{paper.name}{as_what} có hai lần trong danh sách của đơn vị. Nếu là hai người trùng tên, ghi chức vụ"
                " khác nhau, ví dụ “Giáo viên Toán”, “Giáo viên Văn”.",
                field="names",
                name=paper.name,
            )
        seen.add(key)


def _require_sound(paper: Paper, place: int) -> None:
    if not any(char.isalpha() for char in paper.name) or len(paper.name) > LONGEST_NAME:
        raise Refused(
            "name-wrong",
            f"Dòng {place}: “{paper.name[:60]}” không phải một họ tên. Mỗi người một dòng: họ và tên, rồi chức vụ.",
            field="names",
        )
    if len(paper.post) > LONGEST_POST:
        raise Refused("post-too-long", f"Dòng {place}: chức vụ dài quá {LONGEST_POST} chữ.", field="names")


def _head_marked(papers: Sequence[Paper]) -> list[Paper]:
    heads = [paper for paper in papers if is_head_post(paper.post)]
    if len(heads) != 1:
        return list(papers)
    return [replace(paper, is_head=True) if paper is heads[0] else paper for paper in papers]
