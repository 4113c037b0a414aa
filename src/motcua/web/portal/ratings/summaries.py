"""What ratings said of agencies, quarter by quarter, for everybody: page, Word, PDF and workbook."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.documents.official.making import make_docx, make_pdf
from motcua.documents.queries.issuing import issuing_of
from motcua.feedback.models import RatingSummary
from motcua.feedback.queries.rating_summaries import published_summaries
from motcua.feedback.rules.ratings.periods import Span
from motcua.feedback.rules.ratings.summaries import said_points, summary_document
from motcua.kernel.clock import local_day
from motcua.kernel.text import fold
from motcua.plans.files.long_tables import LongTable, write_tables

_MOST = 80
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAKE = {"docx": make_docx, "pdf": make_pdf}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
def listing(request: Any) -> HttpResponse:
    rows = [(row, Span(row.year, row.quarter)) for row in published_summaries()[:_MOST]]
    return render(request, "portal/ratings/summaries.html", {"rows": rows})


@require_safe
def page(request: Any, pk: UUID) -> HttpResponse:
    summary = _summary(pk)
    figures = summary.figures
    context: dict[str, Any] = {
        "summary": summary,
        "span": Span(summary.year, summary.quarter),
        "figures": figures,
        "share": None,
        "contents": [],
        "procedures": [],
    }
    if not figures["is_small"]:
        context |= {
            "share": figures["content"] / figures["number"],
            "contents": [(row, said_points(row["points"])) for row in figures["contents"]],
            "procedures": [(row, row["content"] / row["number"]) for row in figures["procedures"]],
        }
    return render(request, "portal/ratings/summary.html", context)


@require_safe
def paper(request: Any, pk: UUID, form: str) -> HttpResponse:
    """The notice in the State's layout, made again the same from what was kept."""
    summary = _summary(pk)
    if form not in _MAKE:
        raise Http404
    on = local_day(summary.published_at)
    issuing = issuing_of(summary.agency, on=on, symbol="TB", recipients=("Cổng dịch vụ công", "Lưu: VT"))
    document = summary_document(
        issuing,
        span=Span(summary.year, summary.quarter),
        basis=summary.figures["basis"],
        figures=summary.figures,
    )
    response = HttpResponse(_MAKE[form](document, made_at=summary.published_at), content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{_name(summary)}.{form}"'
    return response


@require_safe
def workbook(request: Any, pk: UUID) -> FileResponse:
    summary = _summary(pk)
    figures, label = summary.figures, Span(summary.year, summary.quarter).label
    title = f"Kết quả đánh giá việc giải quyết thủ tục hành chính, {label}"
    general = [("Hồ sơ đã trả kết quả", figures["delivered"])]
    if figures["is_small"]:
        general.append(("Lượt đánh giá", "dưới 5, không nêu kết quả"))
    else:
        general += [
            ("Lượt đánh giá", figures["number"]),
            ("Hài lòng, rất hài lòng", figures["content"]),
            ("Lượt đếm riêng vì có dấu hiệu lạ", figures["apart"]),
        ]
    tables = [
        LongTable("Chung", title, [("Chỉ tiêu", 44), ("Số", 26)], general, "dòng"),
        LongTable(
            "Nội dung",
            title,
            [("Số", 6), ("Nội dung", 50), ("Câu trả lời", 14), ("Điểm trung bình (tối đa 2)", 24)],
            [
                (row["number"], row["name"], row["answers"] or "", said_points(row["points"]))
                for row in figures.get("contents", ())
            ],
            "nội dung",
        ),
        LongTable(
            "Thủ tục",
            title,
            [("Thủ tục", 80), ("Lượt đánh giá", 16), ("Hài lòng", 14)],
            [(row["name"], row["number"], row["content"]) for row in figures.get("procedures", ())],
            "dòng",
        ),
    ]
    file = TemporaryFile()  # noqa: SIM115  # the response closes it
    write_tables(file, tables)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{_name(summary)}.xlsx", content_type=_XLSX)


def _summary(pk: UUID) -> RatingSummary:
    found = RatingSummary.objects.select_related("agency").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _name(summary: RatingSummary) -> str:
    words = f"ket qua danh gia {summary.agency.short_name} {Span(summary.year, summary.quarter).key}"
    return "-".join(fold(words).split())
