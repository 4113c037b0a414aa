"""The published summary of ratings: its figures as plain data, and the paper made from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from motcua.documents.official.content import Block, Column, Heading, OfficialDocument, Paragraph, Row, Table
from motcua.documents.official.issuing import Issuing, document_of
from motcua.feedback.rules.ratings.contents import RatingForm, mean_points
from motcua.feedback.rules.ratings.periods import Span
from motcua.feedback.rules.ratings.showing import SMALLEST, is_shown

OTHERS = "Các thủ tục có ít đánh giá"


@dataclass(frozen=True, slots=True)
class Counted:
    """What may be told: ratings, content ones, those kept apart, results handed over, answers by content, and by
    procedure (its name) how many ratings and how many content; procedures that may not be told are in the sum alone."""

    number: int
    content: int
    apart: int
    delivered: int
    answers: Mapping[str, Mapping[str, int]]
    procedures: Sequence[tuple[str, int, int]]


def summary_figures(counted: Counted, form: RatingForm) -> dict[str, Any]:
    """What is published: nothing that fewer than five people said, nor what would tell it."""
    told: dict[str, Any] = {"delivered": counted.delivered, "is_small": not is_shown(counted.number)}
    if told["is_small"]:
        return told
    return {
        **told,
        "number": counted.number,
        "content": counted.content,
        "apart": counted.apart,
        "contents": [_content(content, counted.answers.get(content.code, {})) for content in form.contents],
        "procedures": _procedures(counted),
    }


def _content(content: Any, counts: Mapping[str, int]) -> dict[str, Any]:
    judged = sum(counts.get(choice.code, 0) for choice in content.choices if choice.points is not None)
    points = mean_points(content, counts) if is_shown(judged) else None
    return {
        "number": content.number,
        "name": content.name,
        "answers": judged if is_shown(judged) else None,
        "points": None if points is None else str(points),
    }


def _procedures(counted: Counted) -> list[dict[str, Any]]:
    """The procedures that may be told, and the rest of the sum together."""
    rows: list[dict[str, Any]] = [
        {"name": name, "number": number, "content": content} for name, number, content in counted.procedures
    ]
    number = counted.number - sum(row["number"] for row in rows)
    if number:
        content = counted.content - sum(row["content"] for row in rows)
        rows.append({"name": OTHERS, "number": number, "content": content})
    return rows


def percent(part: int, whole: int) -> str:
    """“98,1 %”."""
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.1"))
    return f"{share}".replace(".", ",") + " %"


def said_points(points: str | None) -> str:
    """The mean of points in Vietnamese, or that there is too little to say."""
    return f"dưới {SMALLEST} câu trả lời" if points is None else points.replace(".", ",")


def summary_document(
    issuing: Issuing, *, span: Span, basis: str, figures: Mapping[str, Any]
) -> OfficialDocument:
    """The notice of the summary, with a table of contents and one of procedures.

    Basis: NĐ 61/2018 art. 31, 33; NĐ 30/2020 annex I.
    """
    blocks: list[Block] = [
        Paragraph(
            f"Theo {basis}, {issuing.named} thông báo kết quả đánh giá của người dân, tổ chức về việc giải quyết "
            f"thủ tục hành chính {span.label} như sau:"
        ),
        Heading("Kết quả chung"),
        *(Paragraph(line) for line in _general(figures)),
    ]
    if not figures["is_small"]:
        blocks += _tables(figures)
    return document_of(
        issuing,
        kind="Thông báo",
        abstract=f"Kết quả đánh giá việc giải quyết thủ tục hành chính {span.label}",
        blocks=tuple(blocks),
    )


def _general(figures: Mapping[str, Any]) -> list[str]:
    delivered = f"Số hồ sơ đã trả kết quả trong kỳ: {figures['delivered']}."
    if figures["is_small"]:
        return [
            delivered,
            f"Có dưới {SMALLEST} lượt đánh giá nên không nêu kết quả, để không ai biết người nào đã trả lời gì.",
        ]
    return [
        delivered,
        f"Số lượt đánh giá: {figures['number']}. Hài lòng và rất hài lòng: {figures['content']}, đạt "
        f"{percent(figures['content'], figures['number'])}.",
        f"Ngoài số trên có {figures['apart']} lượt có dấu hiệu không do người nộp hồ sơ đánh giá, "
        "được giữ lại và đếm riêng.",
    ]


def _tables(figures: Mapping[str, Any]) -> list[Block]:
    contents = tuple(
        Row(
            (
                str(row["number"]),
                row["name"],
                "" if row["answers"] is None else str(row["answers"]),
                said_points(row["points"]),
            )
        )
        for row in figures["contents"]
    )
    procedures = tuple(
        Row((str(place), row["name"], str(row["number"]), percent(row["content"], row["number"])))
        for place, row in enumerate(figures["procedures"], start=1)
    )
    return [
        Heading("Theo nội dung đánh giá"),
        Table(
            (
                Column("Số", 0.5, "center"),
                Column("Nội dung", 4),
                Column("Câu trả lời", 1.2, "center"),
                Column("Điểm trung bình (tối đa 2)", 1.6, "center"),
            ),
            contents,
        ),
        Heading("Theo thủ tục"),
        Table(
            (
                Column("Số", 0.5, "center"),
                Column("Thủ tục", 4),
                Column("Lượt đánh giá", 1.2, "center"),
                Column("Hài lòng", 1.2, "center"),
            ),
            procedures,
        ),
    ]
