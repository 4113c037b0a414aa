"""Formulas that lead back to themselves, or nobody knows where: what they say is nobody's number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused
from motcua.reviews.files.cost_references import Area, References, UntracedError

if TYPE_CHECKING:
    from openpyxl import Workbook

Name = tuple[str, int, int]
_MOST_FORMULAS = 20_000
_MOST_TIES = 1_000_000


def require_no_circle(book: Workbook) -> None:
    """Refuse a workbook in which a formula needs its own result, be it through other cells, other pages, names, tables,
    whole rows or columns; and one in which nobody can tell whether it does.

    :raises Refused: "cost-formula-circular", "cost-formula-untraced", "cost-formula-outside",
        "cost-too-many-formulas".
    """
    formulas = _formulas(book)
    if len(formulas) > _MOST_FORMULAS:
        raise _too_many(f"{_MOST_FORMULAS} công thức")
    needs = _needs(formulas, References(book))
    if circle := _circle(needs):
        said = " → ".join(_said(name) for name in circle)
        raise Refused(
            "cost-formula-circular",
            f"Công thức tham chiếu vòng quanh: {said}. Sửa để ô {_said(circle[0])} không tính từ chính nó.",
            cell=_said(circle[0]),
        )


def _formulas(book: Workbook) -> dict[Name, str]:
    return {
        (page.title, cell.row, cell.column): _text(cell.value)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _text(value: Any) -> str:
    """The formula as written; a table of trials, which counts the whole book again and again, as its function."""
    from openpyxl.worksheet.formula import DataTableFormula

    return "=TABLE()" if isinstance(value, DataTableFormula) else str(getattr(value, "text", value))


def _needs(formulas: dict[Name, str], references: References) -> dict[Name, list[Name]]:
    """The formulas whose result each one uses."""
    found: dict[Name, list[Name]] = {}
    ties = 0
    for name, text in formulas.items():
        try:
            found[name] = [
                used
                for area in references.areas(text, page=name[0], row=name[1])
                for used in _inside(area, formulas)
            ]
        except UntracedError as untraced:
            raise _untraced(_said(name), untraced) from None
        ties += len(found[name])
        if ties > _MOST_TIES:
            raise _too_many(f"{_MOST_TIES} chỗ công thức này dùng công thức kia")
    return found


def _inside(area: Area, formulas: dict[Name, str]) -> Iterator[Name]:
    if area.size > len(formulas):
        return (name for name in formulas if area.holds(*name))
    return (name for name in area.places() if name in formulas)


def _circle(needs: dict[Name, list[Name]]) -> list[Name]:
    """A way from a formula back to itself, ending where it began; empty when there is none."""
    done: set[Name] = set()
    for start in needs:
        if start in done:
            continue
        way, on_way = [start], {start}
        waiting = [iter(needs[start])]
        while waiting:
            nearest = next(waiting[-1], None)
            if nearest is None:
                waiting.pop()
                name = way.pop()
                on_way.discard(name)
                done.add(name)
            elif nearest in on_way:
                return [*way[way.index(nearest) :], nearest]
            elif nearest not in done:
                way.append(nearest)
                on_way.add(nearest)
                waiting.append(iter(needs[nearest]))
    return []


def _untraced(cell: str, untraced: UntracedError) -> Refused:
    by = f" qua tên “{untraced.name}”" if untraced.name else ""
    if untraced.is_outside:
        return Refused(
            "cost-formula-outside",
            f"Ô {cell} lấy số từ tệp khác{by} ({untraced.piece}) nên không kiểm được. Chép số đó vào đây: chọn ô, Sao "
            "chép, rồi Dán đặc biệt chỉ lấy giá trị.",
            cell=cell,
        )
    return Refused(
        "cost-formula-untraced",
        f"Ô {cell} dùng {untraced.piece}{by} nên không biết công thức lấy số ở ô nào, không loại trừ được tính vòng "
        "quanh. Ghi thẳng địa chỉ các ô (ví dụ =C5*D5), hoặc sao chép ô rồi Dán đặc biệt chỉ lấy giá trị.",
        cell=cell,
    )


def _too_many(what: str) -> Refused:
    return Refused("cost-too-many-formulas", f"Tệp có hơn {what}. Chép giá trị sang tệp mới.")


def _said(name: Name) -> str:
    from openpyxl.utils import get_column_letter

    return f"{name[0]}!{get_column_letter(name[2])}{name[1]}"
