"""Whom a complaint may speak of without writing the whole name: a way of address with a given name ("cô Lan"), with its
middle name too ("cô Ngọc Lan"), or initials ("bà N.T.L."). Candidates for a person to decide about, never an answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from motcua.kernel.text import fold

# A name that fits more people than this tells nobody anything.
MOST = 6
_LONGEST_NAME = 4
# How somebody who works is called; the longer ones begin with shorter ones and so stand first.
_ADDRESS = (
    "phó hiệu trưởng", "hiệu trưởng", "phó trưởng phòng", "trưởng phòng", "phó phòng", "phó giám đốc", "giám đốc",
    "chuyên viên", "nhân viên", "cán bộ", "công chức", "viên chức", "giáo viên", "cô giáo", "thầy giáo", "đồng chí",
    "đ/c", "cô", "thầy", "ông", "bà", "anh", "chị",
)  # fmt: skip
# With which a name written from its beginning begins: "ông Lê Minh" is nobody whose given name is Lê.
_SURNAMES = frozenset({
    "bui", "cao", "chu", "dang", "dao", "dinh", "do", "doan", "duong", "ha", "ho", "hoang", "huynh", "khuc", "la",
    "lam", "le", "luong", "luu", "ly", "mai", "ngo", "nguyen", "nong", "pham", "phan", "phung", "quach", "ta", "thai",
    "to", "tong", "tran", "trinh", "truong", "vi", "vo", "vu", "vuong",
})  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+\.?")


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works here, with the names of the bodies at which they do."""

    id: UUID
    name: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Written:
    """Somebody with their name as it would stand in the text."""

    staff: Staff
    words: tuple[str, ...]


def perhaps_named(text: str, staff: Iterable[Staff], *, most: int = MOST) -> list[UUID]:
    """Those of `staff` whom the text may speak of, in their order. Where the text names a unit of some of those whom a
    name fits, the others are left out; a name that fits more than `most` people is no sign."""
    said = unicodedata.normalize("NFC", text)
    said = said.casefold() if said.isupper() else said
    is_plain = fold(said) == " ".join(re.findall(r"\w+", said.casefold()))
    people = [_Written(one, tuple(_same(one.name, is_plain=is_plain).split())) for one in staff]
    whole, found = f" {fold(said)} ", set[UUID]()
    for parts in set(_mentions(said, is_plain=is_plain)):
        fitting = _at_named_units(whole, _fitting([_same(one, is_plain=is_plain) for one in parts], people))
        if len(fitting) <= most:
            found |= {one.id for one in fitting}
    return [one.staff.id for one in people if one.staff.id in found]


def _mentions(text: str, *, is_plain: bool) -> Iterator[tuple[str, ...]]:
    """What follows each way of address as far as it can be a name: words that begin with a capital, or the one next
    word of a text without capitals."""
    address = [fold(one) if is_plain else one for one in _ADDRESS]
    called = re.compile(rf"\b(?:{'|'.join(map(re.escape, address))})\s+", re.IGNORECASE)
    has_capitals = any(char.isupper() for char in text)
    for match in called.finditer(text):
        if parts := tuple(_name_from(text, match.end(), has_capitals=has_capitals)):
            yield parts


def _name_from(text: str, place: int, *, has_capitals: bool) -> Iterator[str]:
    for _ in range(_LONGEST_NAME if has_capitals else 1):
        word = _WORD.match(text, place)
        if word is None or (has_capitals and not word[0][0].isupper()):
            return
        yield from _letters(word[0])
        place = word.end()
        while text[place : place + 1] == " ":
            place += 1


def _letters(word: str) -> Sequence[str]:
    """The word without its dot; "NTL" are three initials."""
    bare = word.rstrip(".")
    return list(bare) if 2 <= len(bare) <= _LONGEST_NAME and bare.isupper() else [bare]


def _fitting(parts: Sequence[str], people: Sequence[_Written]) -> list[Staff]:
    """Whom the longest beginning of the parts fits: the end of their name, or all its initials."""
    fewest = 2 if len(parts) > 1 and fold(parts[0]) in _SURNAMES else 1
    for number in range(len(parts), fewest - 1, -1):
        found = [one.staff for one in people if _fits(parts[:number], one.words)]
        if found:
            return found
    return []


def _same(text: str, *, is_plain: bool) -> str:
    return fold(text) if is_plain else unicodedata.normalize("NFC", text).casefold()


def _fits(said: Sequence[str], name: Sequence[str]) -> bool:
    if len(said) > len(name):
        return False
    if all(len(one) == 1 for one in said):
        # Initials tell somebody only when they are all there; marks are often left out of them.
        return 2 <= len(said) == len(name) and [fold(one) for one in said] == [fold(one)[:1] for one in name]
    pairs = zip(said, name[len(name) - len(said) :], strict=True)
    return said[-1] == name[-1] and all(one == word or one == word[:1] for one, word in pairs)


def _at_named_units(text: str, people: Sequence[Staff]) -> Sequence[Staff]:
    there = [one for one in people if any(f" {fold(unit)} " in text for unit in one.units if unit)]
    return there or people
