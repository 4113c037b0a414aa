"""What the head and foot of a document must say, and its annexes against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.documents.reading.blocks import Table
from motcua.kernel.text import fold
from motcua.plans.enums import ItemSource, Severity
from motcua.plans.rules.checks.acts import canonical_number
from motcua.plans.rules.checks.citations import mentions
from motcua.plans.rules.checks.examined import Examined, finding
from motcua.plans.rules.reading.found import Finding

_ATTACHED = re.compile(
    r"(?:phụ lục|danh mục|biểu)\b[^.;]{0,40}(?:kèm theo|đính kèm)|(?:kèm theo|đính kèm)[^.;]{0,12}(?:phụ lục|danh mục)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"kèm theo (?:Nghị|Quyết định số|Thông tư|Công văn|Kế hoạch số \d)", re.IGNORECASE)
_REFERENCE_LINE = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo", re.IGNORECASE)


def missing_head(examined: Examined) -> Iterator[Finding]:
    """A document without issuer, number, day or signer.

    Basis: NĐ 30/2020/NĐ-CP art. 8(2): components of an administrative document. A draft may lack number and day.
    """
    header = examined.header
    for value, code, what in (
        (header.issuer, "header-without-issuer", "tên cơ quan ban hành"),
        (header.number, "header-without-number", "số văn bản"),
        (header.issued_on, "header-without-date", "đủ ngày, tháng, năm ban hành"),
        (header.signer, "header-without-signer", "tên người ký"),
    ):
        if not value:
            yield finding(
                code,
                Severity.NOTE,
                f"Không thấy {what}. Nếu là bản đã ban hành, điền theo bản gốc trước khi duyệt.",
                header.place,
                header.date_text if code == "header-without-date" else header.title,
            )


def missing_annex(examined: Examined) -> Iterator[Finding]:
    """A text that speaks of an annex of its own when the file has none.

    Reason: the tasks usually stand there; without it half of the plan is not followed.
    """
    has_annex = len(examined.parts) > 1 or any(
        isinstance(block, Table) and len(block.rows) > 2 for block in examined.document.blocks
    )
    if has_annex or any(task.source is ItemSource.ANNEX for task in examined.tasks):
        return
    for passage in examined.prose:
        found = _ATTACHED.search(passage.text)
        if found and not _OF_OTHERS.search(passage.text):
            yield finding(
                "annex-missing",
                Severity.DOUBT,
                "Văn bản nhắc tới phụ lục kèm theo nhưng tệp này không có phụ lục. Tải tệp đủ phụ lục nếu có.",
                passage.place,
                passage.text,
            )
            return


def annex_reference(examined: Examined) -> Iterator[Finding]:
    """The line "(Kèm theo Kế hoạch số …)" of an annex with another number or day than the document's.

    Reason: an annex left from another plan.
    """
    header = examined.header
    own = (
        canonical_number(f"{header.number}/{header.symbol.strip(' /')}")
        if header.number and header.symbol
        else ""
    )
    if not own:
        return
    for passage in examined.passages:
        if passage.part == 0 or not _REFERENCE_LINE.match(passage.text):
            continue
        for each in mentions(passage.text):
            is_other = each.number and canonical_number(each.number) != own
            is_other_day = each.issued_on and header.issued_on and each.issued_on != header.issued_on
            if fold(each.kind) == fold(header.kind) and (is_other or is_other_day):
                yield finding(
                    "annex-reference",
                    Severity.ERROR,
                    f"Phụ lục ghi kèm theo {each.text}, không khớp số, ngày của văn bản này. Xem lại dòng dẫn.",
                    passage.place,
                    passage.text,
                )
