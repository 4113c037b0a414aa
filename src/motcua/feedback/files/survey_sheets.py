"""Workbooks of surveys: the list of those who may be asked, and answers typed elsewhere; what is wrong is named by its
cell, and a file with something wrong gives nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.documents.cells import SheetLimits, cell_name, read_cells
from motcua.feedback.rules.surveys.answering import BLANKS, LONGEST_WORDS, is_asked
from motcua.feedback.rules.surveys.questionnaires import Content, Item
from motcua.feedback.rules.surveys.sheets import read_sheet_code
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

LIMITS = SheetLimits(megabytes=20, unpacked_megabytes=200, rows=100_000, otherwise="Chia nhỏ tệp.")
_HEAD_WITHIN = 10
PEOPLE_HEADINGS = ("Trường", "Đối tượng", "Họ tên", "Email", "Điện thoại", "Mã")

_LIST_COLUMNS = {
    "truong": "unit",
    "don vi": "unit",
    "ten truong": "unit",
    "doi tuong": "respondents",
    "ho ten": "name",
    "ho va ten": "name",
    "email": "email",
    "thu dien tu": "email",
    "dien thoai": "phone",
    "so dien thoai": "phone",
    "ma": "key",
    "ma so": "key",
}


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong in one cell."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list."""

    line: int
    unit: str
    respondents: str
    key: str
    name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One answered sheet of a file; `stratum` is the key of where it belongs."""

    line: int
    sheet: int | None
    stratum: str
    chosen: dict[str, str]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a list says; with problems there are no rows to write."""

    rows: tuple[Listed, ...]
    problems: tuple[CellProblem, ...]


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """What a file of answers says; with problems there are no rows to write."""

    rows: tuple[SheetRow, ...]
    problems: tuple[CellProblem, ...]


def read_people(data: bytes) -> ReadList:
    """The people in the workbook: a column “Trường”, and of “Đối tượng”, “Họ tên”, “Email”, “Điện thoại”, “Mã” what
    there is. Without a code the line of the file names a person in the draw.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "survey-list-headings-missing".
    """
    cells = read_cells(data, limits=LIMITS)
    for place, head in enumerate(cells[:_HEAD_WITHIN]):
        columns = _columns(head)
        if "unit" in columns and len(columns) > 1:
            return _people(cells[place + 1 :], columns, first=place + 2)
    raise Refused(
        "survey-list-headings-missing",
        "Không thấy dòng tiêu đề có cột “Trường” và ít nhất một trong các cột “Họ tên”, “Email”, “Điện thoại”, “Mã”. "
        "Thêm dòng tiêu đề rồi chọn lại tệp.",
        field="file",
    )


def read_answers(
    data: bytes,
    *,
    content: Content,
    strata: Mapping[str, tuple[str, str]],
    sheets: int,
    taken: frozenset[int],
) -> ReadAnswers:
    """The answered sheets in the workbook: columns “Trường” (and “Đối tượng” where a school has several kinds), “Phiếu”
    where sheets are numbered, then one column an item, headed by its number or code, and open questions by code.

    `strata` are unit and kind by key, `sheets` the highest printed number, `taken` the numbers already there.

    :raises Refused: "file-too-large", "file-too-sparse", "file-unreadable", "survey-answer-headings-missing".
    """
    cells = read_cells(data, limits=LIMITS)
    names = _answer_names(content)
    for place, head in enumerate(cells[:_HEAD_WITHIN]):
        columns = {names[word]: at for at, cell in enumerate(head) if (word := fold(cell)) in names}
        if sum(name.startswith("item:") for name in columns) * 2 >= len(content.items):
            reader = _Answers(content, strata, sheets, taken, columns)
            return reader.read(cells[place + 1 :], first=place + 2)
    raise Refused(
        "survey-answer-headings-missing",
        "Không thấy dòng tiêu đề của bảng nhập phiếu (Trường, Phiếu, Câu 1, Câu 2, …). Tải bảng trống của cuộc khảo "
        "sát này về, chép số liệu vào rồi chọn lại tệp.",
        field="file",
    )


def answer_headings(content: Content) -> list[str]:
    """The headings of the empty workbook, as `read_answers` knows them."""
    items = [f"Câu {number}" for number, _item in enumerate(content.in_order, start=1)]
    return ["Phiếu", "Trường", "Đối tượng", *items, *(question.code for question in content.open_questions)]


def _people(rows: Sequence[Sequence[str]], columns: Mapping[str, int], *, first: int) -> ReadList:
    found: list[Listed] = []
    problems: list[CellProblem] = []
    seen: dict[tuple[str, str, str], int] = {}
    for line, row in enumerate(rows, start=first):
        said = {name: clean(row[at]) if at < len(row) else "" for name, at in columns.items()}
        if not any(said.values()):
            continue
        person = Listed(
            line,
            unit=said["unit"],
            respondents=said.get("respondents", ""),
            key=said.get("key", "") or f"dong-{line}",
            name=said.get("name", ""),
            email=said.get("email", ""),
            phone=said.get("phone", ""),
        )
        problems += _wrong_in(person, columns)
        mark = (fold(person.unit), fold(person.respondents), person.key)
        if mark in seen:
            problems.append(
                CellProblem(cell_name(columns["key"], line), f"Mã “{person.key}” đã có ở dòng {seen[mark]}.")
            )
        seen.setdefault(mark, line)
        found.append(person)
    if not found:
        problems.append(CellProblem("A1", "Danh sách không có người nào."))
    return ReadList((), tuple(problems)) if problems else ReadList(tuple(found), ())


def _wrong_in(person: Listed, columns: Mapping[str, int]) -> list[CellProblem]:
    wrong = []
    if not person.unit:
        wrong.append(CellProblem(cell_name(columns["unit"], person.line), "Chưa ghi trường."))
    if person.email and ("@" not in person.email or " " in person.email):
        wrong.append(
            CellProblem(cell_name(columns["email"], person.line), f"“{person.email}” không phải địa chỉ thư.")
        )
    if person.phone and not 9 <= sum(mark.isdecimal() for mark in person.phone) <= 12:
        wrong.append(
            CellProblem(
                cell_name(columns["phone"], person.line), f"“{person.phone}” không phải số điện thoại."
            )
        )
    limits = {"unit": 250, "respondents": 80, "key": 80, "name": 250, "email": 254, "phone": 40}
    for name, most in limits.items():
        if name in columns and len(getattr(person, name)) > most:
            wrong.append(CellProblem(cell_name(columns[name], person.line), f"Dài hơn {most} ký tự."))
    return wrong


class _Answers:
    """Reads rows of answers; keeps what is wrong."""

    def __init__(
        self,
        content: Content,
        strata: Mapping[str, tuple[str, str]],
        sheets: int,
        taken: frozenset[int],
        columns: Mapping[str, int],
    ) -> None:
        self.content, self.sheets, self.columns = content, sheets, columns
        self.strata = {(fold(unit), fold(kind)): key for key, (unit, kind) in strata.items()}
        self.units = {fold(unit) for unit, _kind in strata.values()}
        self.only = next(iter(strata)) if len(strata) == 1 else ""
        self.seen = dict.fromkeys(taken, 0)
        self.problems: list[CellProblem] = []

    def read(self, rows: Sequence[Sequence[str]], *, first: int) -> ReadAnswers:
        found = [
            self._row(line, row)
            for line, row in enumerate(rows, start=first)
            if any(clean(cell) for cell in row)
        ]
        if not found:
            self.problems.append(CellProblem("A1", "Bảng không có phiếu nào."))
        return ReadAnswers((), tuple(self.problems)) if self.problems else ReadAnswers(tuple(found), ())

    def _row(self, line: int, row: Sequence[str]) -> SheetRow:
        said = {name: clean(row[at]) if at < len(row) else "" for name, at in self.columns.items()}
        chosen: dict[str, str] = {}
        for item in self.content.in_order:
            mark = said.get(f"item:{item.code}", "")
            if mark and mark not in BLANKS and (code := self._chosen(item, mark, line, chosen)):
                chosen[item.code] = code
        words = {
            question.code: text[:LONGEST_WORDS]
            for question in self.content.open_questions
            if (text := said.get(f"open:{question.code}", ""))
        }
        if not chosen and not words:
            self.problems.append(CellProblem(f"A{line}", "Phiếu không có câu trả lời nào."))
        return SheetRow(
            line, self._sheet(said.get("sheet", ""), line), self._stratum(said, line), chosen, words
        )

    def _chosen(self, item: Item, mark: str, line: int, before: Mapping[str, str]) -> str:
        """The digit of the answer; "" when there is no such answer."""
        word = fold(mark)
        found = item.option(mark) or next((one for one in item.options if fold(one.label) == word), None)
        cell = cell_name(self.columns[f"item:{item.code}"], line)
        if found is None:
            self.problems.append(
                CellProblem(cell, f"“{mark[:60]}” không phải mức từ 1 đến {len(item.options)}.")
            )
            return ""
        if not is_asked(item, before):
            self.problems.append(
                CellProblem(cell, "Câu này chỉ dành cho người chọn mức khác ở câu trước; để trống.")
            )
            return ""
        return found.code

    def _stratum(self, said: Mapping[str, str], line: int) -> str:
        unit, kind = fold(said.get("unit", "")), fold(said.get("respondents", ""))
        if not unit and self.only:
            return self.only
        found = self.strata.get((unit, kind)) or self._single_kind(unit, kind)
        if found:
            return found
        column = "respondents" if unit in self.units and "respondents" in self.columns else "unit"
        cell = cell_name(self.columns[column], line) if column in self.columns else f"A{line}"
        what = f"“{said.get(column, '')[:80]}”" if said.get(column) else "Ô trống"
        self.problems.append(CellProblem(cell, f"{what} không có trong danh sách của cuộc khảo sát."))
        return ""

    def _single_kind(self, unit: str, kind: str) -> str:
        """The school's only kind of people, when the row names none."""
        own = [key for (name, _kind), key in self.strata.items() if name == unit]
        return own[0] if len(own) == 1 and not kind else ""

    def _sheet(self, typed: str, line: int) -> int | None:
        if not typed:
            return None
        cell, number = cell_name(self.columns["sheet"], line), read_sheet_code(typed)
        if number is None or number > self.sheets:
            self.problems.append(
                CellProblem(cell, f"“{typed[:30]}” không phải số phiếu đã in (sai chữ số kiểm tra?).")
            )
            return None
        if number in self.seen:
            where = f"dòng {self.seen[number]} của tệp" if self.seen[number] else "hệ thống"
            self.problems.append(CellProblem(cell, f"Phiếu {typed} đã có ở {where}."))
        self.seen.setdefault(number, line)
        return number


def _answer_names(content: Content) -> dict[str, str]:
    names = {
        "phieu": "sheet",
        "so phieu": "sheet",
        "truong": "unit",
        "don vi": "unit",
        "doi tuong": "respondents",
    }
    for number, item in enumerate(content.in_order, start=1):
        for word in (f"cau {number}", f"{number}", f"c{number}", fold(item.code)):
            names.setdefault(word, f"item:{item.code}")
    for question in content.open_questions:
        names.setdefault(fold(question.code), f"open:{question.code}")
        names.setdefault(fold(question.text), f"open:{question.code}")
    return names


def _columns(head: Sequence[str]) -> dict[str, int]:
    return {_LIST_COLUMNS[word]: at for at, cell in enumerate(head) if (word := fold(cell)) in _LIST_COLUMNS}
