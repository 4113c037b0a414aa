"""Queries for measuring the search: made from the names of a catalogue by rules, and typed by hand as people do."""

from __future__ import annotations

import csv
import json
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import motcua
from motcua.catalogue.rules.search.index import Part, Row
from motcua.catalogue.rules.search.synonyms import SynonymTable, read_synonyms
from motcua.kernel.text import fold

NATURAL = Path(__file__).with_name("natural_queries.csv")
NATIONAL = "procedures/national_catalog_5608_2026-07.csv"
_PROGRAM = Path(motcua.__file__).parent

_LITTLE = frozenset(
    [
        "và",
        "hoặc",
        "của",
        "cho",
        "các",
        "đối",
        "với",
        "do",
        "từ",
        "tại",
        "theo",
        "trong",
        "về",
        "được",
        "có",
        "là",
        "để",
        "khi",
        "bị",
        "đã",
        "trên",
        "thủ",
        "tục",
        "việc",
        "người",
        "đến",
        "ra",
        "vào",
        "bởi",
        "như",
        "những",
        "một",
        "số",
        "trường",
        "hợp",
        "khác",
        "sau",
    ]
)
_SHORT_FORMS = [
    ("trung học phổ thông", "THPT"),
    ("trung học cơ sở", "THCS"),
    ("giáo dục nghề nghiệp", "GDNN"),
    ("giáo dục thường xuyên", "GDTX"),
    ("giấy chứng nhận", "GCN"),
    ("giấy phép", "GP"),
    ("công nghệ thông tin", "CNTT"),
    ("ủy ban nhân dân", "UBND"),
    ("hợp tác xã", "HTX"),
    ("bảo hiểm xã hội", "BHXH"),
    ("bảo hiểm y tế", "BHYT"),
    ("phòng cháy chữa cháy", "PCCC"),
    ("an toàn thực phẩm", "ATTP"),
    ("quyền sử dụng đất", "QSDĐ"),
    ("khu công nghiệp", "KCN"),
    ("doanh nghiệp", "DN"),
    ("văn phòng đại diện", "VPĐD"),
    ("chứng chỉ hành nghề", "CCHN"),
    ("người lao động", "NLĐ"),
    ("dân tộc thiểu số", "DTTS"),
]
_BESIDE = {"a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl"}
_BESIDE |= {"l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry"}
_BESIDE |= {"u": "yi", "v": "cb", "x": "zc", "y": "tu"}
_TELEX_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}


@dataclass(frozen=True, slots=True)
class Item:
    """A procedure of the catalogue that is searched."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the codes of which any is right, and the folded names that are as right."""

    text: str
    codes: frozenset[str]
    names: frozenset[str]


class Families:
    """Makes queries of each family from a catalogue, always the same for the same catalogue and seed."""

    def __init__(self, items: Sequence[Item], seed: int = 20260728) -> None:
        self.items = list(items)
        self.seed = seed
        self._names = [fold(item.name) for item in self.items]
        self._sets = [frozenset(name.split()) for name in self._names]
        self._holders: dict[str, set[int]] = {}
        for number, words in enumerate(self._sets):
            for word in words:
                self._holders.setdefault(word, set()).add(number)

    def make(self, name: str, count: int) -> list[Query]:
        """`count` queries of one family; fewer where the catalogue has not enough."""
        chance = random.Random(f"{self.seed}:{name}")
        found: list[Query] = []
        for item in chance.sample(self.items, len(self.items)):
            if len(found) == count:
                break
            text = FAMILIES[name](self, item, chance)
            if text:
                found.append(Query(text, frozenset([item.code]), frozenset([fold(item.name)])))
        return found

    def is_telling(self, text: str) -> bool:
        """Whether fewer than five different names hold all words of the text, so that it can be answered."""
        holders = [self._holders.get(word, set()) for word in fold(text).split()]
        common = set.intersection(*holders) if holders else set()
        return len({self._names[number] for number in common}) <= 5

    def content(self, item: Item, chance: random.Random, fewest: int = 3, most: int = 5) -> str:
        """Three to five telling words of the name, in their order: what a person remembers of it."""
        words = [word.strip(".,;:()“”\"'") for word in item.name.lower().split()]
        words = list(dict.fromkeys(word for word in words if word and word not in _LITTLE and fold(word)))
        if len(words) < fewest:
            return ""
        for wanted in range(chance.randint(fewest, most), most + 1):
            for _ in range(12):
                places = sorted(chance.sample(range(len(words)), min(wanted, len(words))))
                text = " ".join(words[place] for place in places)
                if self.is_telling(text):
                    return text
        return ""


def _full_name(_: Families, item: Item, __: random.Random) -> str:
    return item.name


def _phrase(families: Families, item: Item, chance: random.Random) -> str:
    words = item.name.split()
    if len(words) < 5:
        return item.name
    for length in (5, 6, 7, 8):
        for _ in range(6):
            start = chance.randint(0, max(0, len(words) - length))
            text = " ".join(words[start : start + length])
            if families.is_telling(text):
                return text
    return ""


def _content(families: Families, item: Item, chance: random.Random) -> str:
    return families.content(item, chance)


def _scattered(families: Families, item: Item, chance: random.Random) -> str:
    words = families.content(item, chance).split()
    chance.shuffle(words)
    return " ".join(words)


def _no_marks(families: Families, item: Item, chance: random.Random) -> str:
    return fold(families.content(item, chance))


def _phrase_no_marks(families: Families, item: Item, chance: random.Random) -> str:
    return fold(_phrase(families, item, chance))


def _moved_word(families: Families, item: Item, chance: random.Random) -> str:
    words = _phrase(families, item, chance).split()
    if len(words) < 3:
        return ""
    word = words.pop(chance.randrange(len(words)))
    words.insert(chance.randrange(len(words) + 1), word)
    return " ".join(words)


def _typo(families: Families, item: Item, chance: random.Random) -> str:
    return _with_slip(_phrase_no_marks(families, item, chance), chance)


def _typo_with_marks(families: Families, item: Item, chance: random.Random) -> str:
    return _with_slip(_phrase(families, item, chance), chance)


def _typo_in_loose_words(families: Families, item: Item, chance: random.Random) -> str:
    return _with_slip(families.content(item, chance, 4, 6), chance)


def _with_slip(text: str, chance: random.Random) -> str:
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) >= 3 and word.isalpha()]
    if not places:
        return ""
    place = chance.choice(places)
    words[place] = mistype(words[place], chance)
    return " ".join(words)


def _missing_space(families: Families, item: Item, chance: random.Random) -> str:
    words = _phrase_no_marks(families, item, chance).split()
    if len(words) < 3:
        return ""
    place = chance.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place] + words[place + 1], *words[place + 2 :]])


def _extra_space(families: Families, item: Item, chance: random.Random) -> str:
    words = _phrase_no_marks(families, item, chance).split()
    places = [place for place, word in enumerate(words) if len(word) >= 4]
    if not places:
        return ""
    place = chance.choice(places)
    cut = chance.randrange(1, len(words[place]) - 1)
    return " ".join([*words[:place], words[place][:cut], words[place][cut:], *words[place + 1 :]])


def _telex(families: Families, item: Item, chance: random.Random) -> str:
    words = _phrase(families, item, chance).lower().split()
    return " ".join(telex(word) if chance.random() < 0.5 else word for word in words)


def _short_forms(_: Families, item: Item, __: random.Random) -> str:
    text = item.name.lower()
    for long, short in _SHORT_FORMS:
        text = text.replace(long, short)
    return text if text != item.name.lower() and len(text) < 110 else ""


def _code_without_dot(_: Families, item: Item, __: random.Random) -> str:
    return item.code.replace(".", "")


def _code_tail(_: Families, item: Item, __: random.Random) -> str:
    return item.code.partition(".")[2]


def _code_after_word(_: Families, item: Item, __: random.Random) -> str:
    return f"mã {item.code}"


FAMILIES: dict[str, Callable[[Families, Item, random.Random], str]] = {
    "full name": _full_name,
    "phrase": _phrase,
    "phrase, no marks": _phrase_no_marks,
    "3-5 words in order": _content,
    "3-5 words, no marks": _no_marks,
    "scattered words": _scattered,
    "moved word": _moved_word,
    "one typo, no marks": _typo,
    "one typo, marks": _typo_with_marks,
    "one typo, loose words": _typo_in_loose_words,
    "missing space": _missing_space,
    "extra space": _extra_space,
    "telex leftovers": _telex,
    "short forms": _short_forms,
    "code": _code_after_word,
    "code, no dot": _code_without_dot,
    "code, last digits": _code_tail,
}


def mistype(word: str, chance: random.Random) -> str:
    """The word with one slip of the finger: neighbouring key, swapped, missing, doubled or stray letter."""
    place = chance.randrange(len(word))
    kind = chance.choice(["beside", "swap", "miss", "double", "stray"])
    if kind == "swap":
        place = chance.randrange(len(word) - 1)
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if swapped != word:
            return swapped
        kind = "miss"
    if kind == "beside" and fold(word[place]) in _BESIDE:
        return word[:place] + chance.choice(_BESIDE[fold(word[place])]) + word[place + 1 :]
    if kind == "miss":
        return word[:place] + word[place + 1 :]
    if kind == "double":
        return word[:place] + word[place] + word[place:]
    return word[:place] + chance.choice("abcdeghiklmnopqrstuvxy") + word[place:]


def telex(word: str) -> str:
    """The keys that make the word by the Telex method."""
    keys, tone = [], ""
    for char in unicodedata.normalize("NFC", word):
        if char in "đĐ":
            keys.append("dd")
            continue
        parts = unicodedata.normalize("NFD", char)
        keys.append(parts[0])
        for mark in parts[1:]:
            if mark in _TELEX_TONES:
                tone = _TELEX_TONES[mark]
            else:
                keys.append("w" if mark in "\u0306\u031b" else parts[0])
    return "".join(keys) + tone


def natural_queries(items: Sequence[Item], file: Path = NATURAL) -> list[Query]:
    """The hand-made queries whose procedures the catalogue has."""
    names = {item.code: fold(item.name) for item in items}
    found = []
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            codes = frozenset(code for code in row["codes"].split() if code in names)
            if codes:
                found.append(Query(row["query"], codes, frozenset(names[code] for code in codes)))
    return found


def national_rows(shared: Path) -> list[Row]:
    """The index rows of the national catalogue: code, name, field and agencies are all that it has."""
    with (shared / NATIONAL).open(encoding="utf-8-sig", newline="") as opened:
        return [
            _row(
                line["Mã số"],
                line["Tên"],
                {
                    Part.FIELD: line["Lĩnh vực"],
                    Part.AGENCIES: f"{line['Cơ quan ban hành']} {line['Cơ quan thực hiện']}",
                },
                is_internal=line["Mã số"][:1] in {"5", "6"},
            )
            for line in csv.DictReader(opened)
        ]


def sample_rows() -> list[Row]:
    """The index rows of the project's own sample, each procedure as its latest version says."""
    procedures = json.loads((_PROGRAM / "sample" / "data" / "procedures.json").read_text(encoding="utf-8"))
    return [_sample_row(procedure, procedure["versions"][-1]) for procedure in procedures]


def _sample_row(procedure: dict[str, Any], version: dict[str, Any]) -> Row:
    parts = {
        Part.FIELD: version["field"],
        Part.AGENCIES: f"{version['issuing_agency']} {version['executing_agency']}",
        Part.PAPERS: " ".join(component["name"] for component in version["components"]),
        Part.RESULTS: " ".join(result["name"] for result in version["results"]),
    }
    return _row(procedure["code"], version["name"], parts, is_internal=procedure["kind"] == "internal")


def _row(code: str, name: str, parts: dict[Part, str], *, is_internal: bool) -> Row:
    return Row(
        key=code,
        stamp=0,
        code=code,
        old_codes=(),
        name=name,
        folded={Part.NAME: fold(name), **{part: fold(text) for part, text in parts.items()}},
        start=None,
        end=None,
        is_internal=is_internal,
        jurisdiction="",
        field_id=None,
        levels=(),
        audience=(),
        life_events=(),
    )


def shipped_synonyms() -> SynonymTable:
    """The synonyms that the program ships."""
    text = (_PROGRAM / "catalogue" / "data" / "synonyms.csv").read_text(encoding="utf-8")
    return SynonymTable(read_synonyms(text))


def is_hit(query: Query, found: Sequence[Item], within: int) -> bool:
    """Whether a right item, or one of identical name, is among the first `within`."""
    return any(item.code in query.codes or fold(item.name) in query.names for item in found[:within])
