"""Formulas that lead back to themselves: what they say is nobody's number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from openpyxl import Workbook

Name = tuple[str, int, int]
_REFERENCE = re.compile(
    r"^(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!)?"
    r"\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d{1,7})(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d{1,7}))?$"
)
_MOST_FORMULAS = 20_000


def require_no_circle(book: Workbook) -> None:
    """Refuse a workbook in which a formula needs its own result.

    :raises Refused: "cost-formula-circular", "cost-too-many-formulas".
    """
    formulas = _formulas(book)
    if len(formulas) > _MOST_FORMULAS:
        raise Refused(
            "cost-too-many-formulas", f"Tệp có hơn {_MOST_FORMULAS} công thức. Chép giá trị sang tệp mới."
        )
    needs = {name: list(_needs(name[0], text, formulas)) for name, text in formulas.items()}
    if circle := _circle(needs):
        said = " → ".join(_said(name) for name in circle)
        raise Refused(
            "cost-formula-circular",
            f"Công thức tham chiếu vòng quanh: {said}. Sửa để ô {_said(circle[0])} không tính từ chính nó.",
            cell=_said(circle[0]),
        )


def _formulas(book: Workbook) -> dict[Name, str]:
    return {
        (page.title, cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _needs(page: str, text: str, formulas: dict[Name, str]) -> Iterator[Name]:
    """The formulas whose result this one uses."""
    from openpyxl.formula import Tokenizer
    from openpyxl.utils import column_index_from_string as column

    for token in Tokenizer(text).items:
        found = _REFERENCE.match(token.value.upper() if "!" not in token.value else token.value)
        if token.type != "OPERAND" or token.subtype != "RANGE" or found is None:
            continue
        where = (found["quoted"] or "").replace("''", "'") or found["plain"] or page
        first, last = int(found["r1"]), int(found["r2"] or found["r1"])
        left, right = column(found["c1"]), column(found["c2"] or found["c1"])
        if (last - first + 1) * (right - left + 1) > len(formulas):
            yield from (
                name
                for name in formulas
                if name[0] == where and first <= name[1] <= last and left <= name[2] <= right
            )
        else:
            places = ((where, row, at) for row in range(first, last + 1) for at in range(left, right + 1))
            yield from (name for name in places if name in formulas)


def _circle(needs: dict[Name, list[Name]]) -> list[Name]:
    """A way from a formula back to itself, ending where it began; empty when there is none."""
    done: set[Name] = set()
    for start in needs:
        way: list[Name] = []
        waiting: list[tuple[Name, Iterator[Name]]] = []
        if start not in done:
            way, waiting = [start], [(start, iter(needs[start]))]
        while waiting:
            name, rest = waiting[-1]
            nearest = next(rest, None)
            if nearest is None:
                done.add(name)
                way.pop()
                waiting.pop()
            elif nearest in way:
                return [*way[way.index(nearest) :], nearest]
            elif nearest not in done:
                way.append(nearest)
                waiting.append((nearest, iter(needs[nearest])))
    return []


def _said(name: Name) -> str:
    from openpyxl.utils import get_column_letter

    return f"{name[0]}!{get_column_letter(name[2])}{name[1]}"
