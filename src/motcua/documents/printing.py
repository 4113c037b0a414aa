"""Papers as PDF and the register as a workbook. The same facts give the same bytes, at any time and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from motcua.documents.enums import PaperUse
from motcua.documents.rendering import Place, places_in, qr_svg, render_pdf
from motcua.documents.rules.form_sets import FormSet, form_set_on
from motcua.documents.rules.papers.facts import Paper, RegisterHead, RegisterRow, ResultPaper
from motcua.documents.rules.papers.layout import Printing, lay_out
from motcua.documents.rules.papers.register import (
    REGISTER_HEADINGS,
    lay_out_register,
    register_cells,
    register_period,
)
from motcua.documents.rules.papers.results import lay_out_result
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused

MOST_PRINTED_ROWS = 5_000
_MOST_SHEET_ROWS = 1_048_000
_WIDTHS = (6, 26, 44, 8, 26, 40, 14, 30, 17, 17, 17, 17, 14, 12, 24)


def print_paper(paper: Paper, *, form_set: FormSet | None = None, printing: Printing | None = None) -> bytes:
    """One paper as PDF/A; by the forms in force on the day it was made unless another set is given."""
    chosen = form_set or form_set_on(local_day(paper.head.made_at))
    content = lay_out(paper, form_set=chosen, printing=printing or Printing())
    content["qr"] = qr_svg(content["qr_text"])
    return render_pdf(paper="form", content=content, made_at=paper.head.made_at)


def print_for_signing(paper: Paper, *, form_set: FormSet | None = None) -> tuple[bytes, list[Place]]:
    """One paper with room for a digital signature, and where that is; see `actions.sign`."""
    chosen = form_set or form_set_on(local_day(paper.head.made_at))
    content = lay_out(paper, form_set=chosen, printing=Printing(use=PaperUse.DIGITAL))
    content["qr"] = qr_svg(content["qr_text"])
    return (
        render_pdf(paper="form", content=content, made_at=paper.head.made_at),
        places_in(paper="form", content=content),
    )


def print_result(paper: ResultPaper) -> tuple[bytes, list[Place]]:
    """A decision or letter as PDF/A, and where number, day and signature belong on it."""
    content = lay_out_result(paper)
    content["qr"] = qr_svg(content["qr_text"]) if content["qr_text"] else ""
    return (
        render_pdf(paper="result", content=content, made_at=paper.made_at),
        places_in(paper="result", content=content),
    )


def print_register(
    head: RegisterHead, rows: Sequence[RegisterRow], *, form_set: FormSet | None = None, first_number: int = 1
) -> bytes:
    """The register as PDF/A. For many rows take `write_register`, which never holds them all.

    :raises Refused: "register-too-long".
    """
    if len(rows) > MOST_PRINTED_ROWS:
        raise Refused(
            "register-too-long",
            f"Sổ có {len(rows)} hồ sơ, bản in nhận nhiều nhất {MOST_PRINTED_ROWS}. "
            "Chia theo tháng, hoặc lấy bảng tính XLSX.",
        )
    chosen = form_set or form_set_on(local_day(head.made_at))
    content = lay_out_register(head, rows, form_set=chosen, first_number=first_number)
    return render_pdf(paper="register", content=content, made_at=head.made_at)


def write_register(
    stream: IO[bytes],
    head: RegisterHead,
    rows: Iterable[RegisterRow],
    *,
    expected: int | None = None,
    form_set: FormSet | None = None,
) -> int:
    """The register as a workbook, row by row from an iterator; how many rows. The same facts, the same bytes.

    :raises Refused: "register-too-long" for more rows than a sheet holds, "register-incomplete" when `expected`
        rows were counted beforehand and others came.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": head.made_at.replace(tzinfo=None), "author": head.agency})
        sheet = book.add_worksheet("Sổ theo dõi hồ sơ")
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        chosen = form_set or form_set_on(local_day(head.made_at))
        sheet.write_string(0, 0, head.agency)
        sheet.write_string(1, 0, f"{chosen.form(head.kind).title}. {register_period(head)}")
        for column, heading in enumerate(REGISTER_HEADINGS):
            sheet.write_string(2, column, heading, bold)
        sheet.freeze_panes(3, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(2)
        count = 0
        for count, row in enumerate(rows, start=1):
            if count > _MOST_SHEET_ROWS:
                raise Refused("register-too-long", "Sổ quá dài cho một bảng tính. Chia theo năm hoặc quý.")
            for column, words in enumerate(register_cells(count, row)):
                sheet.write_string(2 + count, column, words, wrapped)
    if expected is not None and count != expected:
        raise Refused(
            "register-incomplete",
            f"Sổ phải có {expected} hồ sơ nhưng chỉ ghi được {count}. Có người vừa thay đổi hồ sơ; hãy lấy lại sổ.",
        )
    return count
