"""A sheet of progress that came back: what each row says anew of its duty, and which rows cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.text import clean

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?")
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*%?")
_SHARE = re.compile(r"0[.,]\d{1,4}0*")  # 40% typed into a workbook is kept as 0.4


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as typed; `line` is its number in the sheet."""

    line: int
    code: str
    percent: str = ""
    done_on: str = ""
    text: str = ""
    obstacles: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet; `letters` says in which column each thing stands."""

    rows: tuple[SheetRow, ...]
    letters: Mapping[str, str]

    def cell(self, row: SheetRow, thing: str) -> str:
        """The name of the cell as a workbook shows it, such as "I7"."""
        return f"{self.letters.get(thing, '')}{row.line}"


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty as it is; `needs_product` when it cannot be done without one that nobody showed yet."""

    duty_id: UUID
    revision: int
    percent: int | None
    done_on: date | None
    text: str
    obstacles: str
    needs_product: bool
    is_measured: bool
    is_running: bool


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """What a row says anew. With `done_on` the duty is reported done."""

    line: int
    duty_id: UUID
    revision: int
    text: str
    percent: int | None
    done_on: date | None
    obstacles: str
    product: str


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """Why a row is not taken, and the cell that says so."""

    cell: str
    message: str


@dataclass(frozen=True, slots=True)
class SheetSays:
    """What a whole sheet says: `same` rows repeat what is known."""

    entries: tuple[SheetEntry, ...]
    problems: tuple[SheetProblem, ...]
    same: int


class _NotTakenError(Exception):
    """A row that says what cannot be; `thing` is what it says wrongly."""

    def __init__(self, thing: str, message: str) -> None:
        super().__init__(message)
        self.thing = thing


def read_progress(sheet: Sheet, duties: Mapping[str, Standing], *, on: date) -> SheetSays:
    """What the sheet says anew of `duties`, by the code that stands in each row; `on` is today."""
    entries: list[SheetEntry] = []
    problems: list[SheetProblem] = []
    seen: set[str] = set()
    same = 0
    for row in sheet.rows:
        try:
            entry = _entry(row, duties, seen, on)
        except _NotTakenError as problem:
            problems.append(SheetProblem(sheet.cell(row, problem.thing), str(problem)))
        else:
            if entry is None:
                same += 1
            else:
                entries.append(entry)
    return SheetSays(tuple(entries), tuple(problems), same)


def _entry(row: SheetRow, duties: Mapping[str, Standing], seen: set[str], on: date) -> SheetEntry | None:
    duty = duties.get(row.code)
    if duty is None:
        raise _NotTakenError(
            "code", "Không tìm thấy việc này trong kế hoạch. Giữ nguyên cột “Mã” của tệp đã tải về."
        )
    if row.code in seen:
        raise _NotTakenError("code", "Việc này đã có ở một dòng khác của bảng. Giữ một dòng.")
    seen.add(row.code)
    percent, done_on = _percent(row.percent), _day(row.done_on)
    text, obstacles, product = clean(row.text), clean(row.obstacles), clean(row.product)
    is_new_text, is_new_obstacle = text != clean(duty.text), obstacles != clean(duty.obstacles)
    is_new = (
        percent != duty.percent or done_on != duty.done_on or is_new_text or is_new_obstacle or bool(product)
    )
    if not is_new:
        return None
    _require_possible(duty, percent, done_on, product, on)
    return SheetEntry(
        line=row.line,
        duty_id=duty.duty_id,
        revision=duty.revision,
        text=text if is_new_text and text else "Cập nhật theo bảng theo dõi.",
        percent=None if duty.is_measured or done_on else percent,
        done_on=done_on,
        obstacles=obstacles if is_new_obstacle else "",
        product=product[:200],
    )


def _require_possible(
    duty: Standing, percent: int | None, done_on: date | None, product: str, on: date
) -> None:
    if not duty.is_running:
        raise _NotTakenError("percent", "Việc này đã hoàn thành hoặc không làm nữa nên không cập nhật được.")
    if duty.done_on is not None and done_on is None:
        raise _NotTakenError(
            "done_on", "Việc này đã được báo xong. Muốn làm tiếp thì trả lại đơn vị ở trang của việc."
        )
    if duty.is_measured and percent != duty.percent:
        raise _NotTakenError(
            "percent", "Tiến độ của việc này được tính từ chỉ tiêu, không nhập tay. Để nguyên cột “Ước đạt”."
        )
    if done_on is not None and done_on > on:
        raise _NotTakenError("done_on", "Ngày xong chưa tới. Ghi ngày việc thực sự xong.")
    if done_on is not None and duty.needs_product and not product:
        raise _NotTakenError(
            "product", "Việc này có sản phẩm: ghi số và ngày của văn bản vào cột “Sản phẩm đã có”."
        )


def _percent(text: str) -> int | None:
    said = clean(text)
    if not said:
        return None
    if _SHARE.fullmatch(said):
        return round(float(said.replace(",", ".")) * 100)
    found = _PERCENT.fullmatch(said)
    if found is None or int(found[1]) > 100:
        raise _NotTakenError("percent", f"Ước đạt “{said}” không phải số từ 0 đến 100.")
    return int(found[1])


def _day(text: str) -> date | None:
    said = clean(text)
    if not said:
        return None
    try:
        if found := _DAY.fullmatch(said):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise _NotTakenError("done_on", f"Ngày xong “{said}” không phải một ngày. Ghi như 15/01/2026.")
