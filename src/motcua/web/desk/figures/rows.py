"""The rows behind a figure: those that this person may see, and how many are not for them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.dossiers.actions.reading import note_list_reading
from motcua.dossiers.models import Dossier
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.policy import require_told
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.rules.declared import get_measure
from motcua.indicators.rules.measures import Figure, Measured
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.figures.asking import READERS, Question, QuestionForm, ask, require_whole
from motcua.web.desk.figures.kinds import Kind, headings, kind_of
from motcua.web.desk.figures.sheets import write_rows
from motcua.web.desk.figures.telling import months_told
from motcua.web.desk.figures.wording import formula_of
from motcua.web.desk.paging import PAGE, address
from motcua.web.desk.spreadsheets import XLSX
from motcua.web.templatetags.motcua import moment

MOST_EXPORTED = 50_000
_AT_ONCE = 2_000
_IN_MEMORY = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of which the rows are asked for: of which measure, question, side of the line and part."""

    code: str
    question: Question
    side: Side
    part: tuple[Dimension, str] | None
    measured: Measured
    part_label: str

    @property
    def number(self) -> int:
        """How many rows the figure counts, whoever asks."""
        figure = self._figure()
        if figure is None:
            return 0
        if self.side is Side.DENOMINATOR and figure.denominator is not None:
            return figure.denominator
        return figure.numerator

    @property
    def counted(self) -> str:
        """What was counted, in words."""
        top, below = formula_of(self.measured.measure)
        return below if self.side is Side.DENOMINATOR and below else top

    def rows(self, request: DeskRequest) -> QuerySet[Any]:
        """Those of the rows that the person may see."""
        return rows_of(
            self.code,
            agency_id=self.question.agency_id,
            window=self.question.window,
            as_of=self.question.closing,
            side=self.side,
            part=self.part,
            person=request.user,
            on=request.desk.today,
            unheard=self.question.unheard,
        )

    def _figure(self) -> Figure | None:
        if self.part is None:
            return self.measured.figure
        key = self.part[1]
        return next((part.figure for part in self.measured.parts if part.key == key), None)


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    form, cell = cell_of(request, code)
    found = cell.rows(request)
    kind = kind_of(found.model)
    visible = found.count()
    rows, more = page_of(kind.with_facts(found), request.GET.get("sau", ""))
    context = {
        "cell": cell,
        "form": form,
        "question": cell.question,
        "measure": cell.measured.measure,
        "months": _months(cell),
        "visible": visible,
        "hidden": 0 if _tells_no_rows(cell) else max(0, cell.number - visible),
        "headings": headings(kind),
        "rows": [shown(kind, row) for row in rows],
        "trail": _trail(cell),
        "is_dossiers": found.model is Dossier,
        "export_href": f"{reverse('desk:figures:workbook', args=[code])}{address(request)}",
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": address(request, sau=str(rows[-1].pk)) if more else "",
    }
    return render(request, "desk/figures/rows.html", context)


@desk_view(*READERS)
@require_GET
def workbook(request: DeskRequest, code: str) -> HttpResponseBase:
    """All of the rows as a workbook."""
    _form, cell = cell_of(request, code)
    found = cell.rows(request)
    return send_workbook(
        request,
        found,
        title=f"{cell.measured.measure.name} – {cell.counted}",
        about=_about(cell, found.count()),
        name=f"{code}-{cell.question.first:%Y%m%d}-{cell.question.last:%Y%m%d}.xlsx",
    )


def send_workbook(
    request: DeskRequest, found: QuerySet[Any], *, title: str, about: Sequence[str], name: str
) -> FileResponse:
    """The rows as a workbook; names of many stand in it, so that who takes it out is kept.

    :raises Refused: "rows-too-many", "rows-incomplete".
    """
    kind, expected = kind_of(found.model), found.count()
    if expected > MOST_EXPORTED:
        raise Refused(
            "rows-too-many",
            _("Danh sách có %(count)d dòng, mỗi lần lấy được nhiều nhất %(most)d. Chọn kỳ ngắn hơn.")
            % {"count": expected, "most": MOST_EXPORTED},
        )
    note_list_reading(person=request.user, what=_("Tải về: %s") % title[:150], at=request.desk.at)
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the response closes it
    rows = kind.with_facts(found).order_by("pk").iterator(chunk_size=_AT_ONCE)
    write_rows(kept, title=title, about=about, kind=kind, rows=rows, expected=expected)
    kept.seek(0)
    return FileResponse(kept, as_attachment=True, filename=name, content_type=XLSX)


def cell_of(request: DeskRequest, code: str) -> tuple[QuestionForm, Cell]:
    """The figure whose rows the address asks for.

    :raises Refused: as `ask` and `measuring.measure`; "figures-part-wrong" for a dimension that there is not.
    """
    form, question = ask(request.GET, request.desk)
    said = request.GET.get("side", "")
    side = Side(said) if said in set(Side) else Side.NUMERATOR
    part = _part(request)
    asked = question.asked
    known = get_measure(code, asked.last_day)
    require_told(known, question.heard)
    require_whole(known, question)
    measured = measure(
        code,
        agency_id=asked.agency_id,
        window=asked.window,
        as_of=asked.as_of,
        by=part[0] if part else None,
        unheard=question.unheard,
    )
    label = next((each.label for each in measured.parts if part and each.key == part[1]), "")
    return form, Cell(code, question, side, part, measured, label)


def _part(request: DeskRequest) -> tuple[Dimension, str] | None:
    by = request.GET.get("by", "")
    if not by:
        return None
    if by not in set(Dimension):
        raise Refused("figures-part-wrong", _("Không tách được số liệu theo “%s”.") % by[:40])
    return Dimension(by), request.GET.get("part", "")[:200]


def page_of(rows: QuerySet[Any], after: str) -> tuple[list[Any], bool]:
    """A page of rows, the latest first, after the row with this key; whether there are more."""
    if after:
        key = _key(after)
        rows = rows.filter(pk__lt=key) if key is not None else rows
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _key(after: str) -> UUID | int | None:
    try:
        return int(after) if after.isdigit() and len(after) < 19 else UUID(after)
    except ValueError:
        return None


def shown(kind: Kind, row: Any) -> dict[str, Any]:
    """A row for the table: its first cell with where it leads, and the others under their headings."""
    first, *others = zip(headings(kind), kind.cells(row), strict=True)
    return {"href": kind.href(row), "first": first[1], "others": others}


def _trail(cell: Cell) -> list[dict[str, str]]:
    query = f"?{cell.question.query}"
    return [
        {"label": _("Số liệu"), "href": reverse("desk:figures:list") + query},
        {
            "label": cell.measured.measure.name,
            "href": reverse("desk:figures:measure", args=[cell.code]) + query,
        },
    ]


def _months(cell: Cell) -> str:
    return months_told(cell.question) if cell.measured.measure.is_rated else ""


def _tells_no_rows(cell: Cell) -> bool:
    """Whether the number does not tell how many rows there are, or must not."""
    return cell.measured.measure.is_voice or cell.measured.measure.is_weighed


def _about(cell: Cell, expected: int) -> list[str]:
    question = cell.question
    closed = f"; {_('chốt lúc')} {moment(question.closing)}" if question.closing else ""
    where = question.agency.name if question.agency else _("Toàn hệ thống")
    lines = [f"{where}, {question.first:%d/%m/%Y}–{question.last:%d/%m/%Y}{closed}"]
    lines += [months] if (months := _months(cell)) else []
    if cell.part:
        lines.append(f"{cell.part[0].label}: {cell.part_label or cell.part[1]}")
    if cell.number > expected and not _tells_no_rows(cell):
        lines.append(
            f"{expected} trên {cell.number} dòng; số còn lại không thuộc phạm vi của người lấy danh sách."
        )
    return lines
