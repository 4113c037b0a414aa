"""Whether each task says who, what, by when and with what result ("05 rõ")."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from motcua.kernel.text import fold
from motcua.plans.enums import ItemSource, Severity, TermKind
from motcua.plans.rules.checks.examined import Examined, finding
from motcua.plans.rules.checks.likeness import figures, likeness
from motcua.plans.rules.reading.found import Finding, FoundTask

_NOBODY_WORDS = (
    "cac don vi,cac don vi lien quan,cac co quan lien quan,cac co quan don vi lien quan,cac phong lien quan,"
    "cac phong don vi lien quan,cac phong ban lien quan,don vi lien quan,cac to chuc ca nhan co lien quan,"
    "cac co quan don vi co lien quan,cac don vi co lien quan,toan the,tap the"
)
_NOBODY = frozenset(_NOBODY_WORDS.split(","))
_HANDED_IN = re.compile(
    r"\b(?:gui|nop|trinh|bao cao|ban hanh"
    r"|(?:xay dung|lap) (?:\w+ ){0,3}(?:ke hoach|danh muc|du tru|du toan|de an|bao cao))\b"
)
_ALIKE = 0.95
_LEAST_WORDS = 5


def missing_parts(examined: Examined) -> Iterator[Finding]:
    """Tasks without lead, term or product. In prose only what stands there as a task with two of the three; there
    the product may be what the sentence has handed in ("gửi báo cáo", "xây dựng kế hoạch").

    Reason: "05 rõ" (person, work, time, result, responsibility): what is not said cannot be followed or asked for.
    """
    for task in examined.tasks:
        has_lead, has_product = bool(task.lead.strip()), bool(task.product.strip())
        has_term = task.term.kind is not TermKind.MISSING
        if task.source is ItemSource.TEXT and (has_lead, has_term, has_product).count(True) < 2:
            continue
        if task.source is ItemSource.TEXT and not has_product:
            has_product = bool(_HANDED_IN.search(fold(task.content)))
        severity = Severity.DOUBT if task.source is ItemSource.ANNEX else Severity.NOTE
        for is_there, code, what in (
            (has_lead, "task-without-lead", "chưa ghi đơn vị chủ trì (rõ người, rõ trách nhiệm)"),
            (has_term, "task-without-term", "chưa ghi thời hạn (rõ thời gian)"),
            (has_product, "task-without-product", "chưa ghi sản phẩm (rõ kết quả)"),
        ):
            if not is_there:
                message = f"{_named(task)} {what}. Bổ sung hoặc ghi rõ lý do."
                yield finding(code, severity, message, task.place, task.content)


def unread_terms(examined: Examined) -> Iterator[Finding]:
    """Terms that stand there but could not be understood.

    Reason: without a term nobody is reminded; a person must say what is meant.
    """
    for task in examined.tasks:
        if task.term.kind is TermKind.UNREAD:
            yield finding(
                "task-term-unread",
                Severity.DOUBT,
                f"{_named(task)}: chưa hiểu được thời hạn “{task.term.text}”. Chọn thời hạn khi duyệt.",
                task.place,
                task.content,
            )


def nobody_leads(examined: Examined) -> Iterator[Finding]:
    """A lead that names nobody: "các đơn vị liên quan".

    Reason: "rõ người, rõ trách nhiệm"; what all lead, none does.
    """
    for task in examined.tasks:
        if fold(task.lead) in _NOBODY:
            yield finding(
                "task-lead-vague",
                Severity.DOUBT,
                f"{_named(task)} giao cho “{task.lead}”, không rõ đơn vị nào chịu trách nhiệm. "
                "Nêu đích danh một đơn vị.",
                task.place,
                task.content,
            )


def lead_as_partner(examined: Examined) -> Iterator[Finding]:
    """A lead that is named among the partners of the same task.

    Reason: a unit cannot co-operate with itself; one of the two cells was filled by mistake.
    """
    for task in examined.tasks:
        lead = fold(task.lead)
        if lead and any(fold(partner) == lead for partner in task.partners):
            yield finding(
                "lead-is-partner",
                Severity.DOUBT,
                f"{_named(task)}: “{task.lead}” vừa chủ trì vừa phối hợp. Xem lại một trong hai ô.",
                task.place,
                task.content,
            )


def equal_tasks(examined: Examined) -> Iterator[Finding]:
    """Two tasks that say the same work.

    Reason: two units would do and report it twice, or each wait for the other.
    """
    by_size: dict[ItemSource, list[tuple[str, FoundTask]]] = defaultdict(list)
    for task in examined.tasks:
        folded = fold(task.content)
        if len(folded.split()) < _LEAST_WORDS:
            continue
        for other, before in by_size[task.source]:
            is_same = other == folded and fold(before.lead) == fold(task.lead)
            is_alike = (
                other != folded and task.source is ItemSource.ANNEX and likeness(other, folded) >= _ALIKE
            )
            if before.term == task.term and (is_same or is_alike) and figures(other) == figures(folded):
                yield finding(
                    "tasks-equal",
                    Severity.DOUBT,
                    f"{_named(task)} có nội dung như {_named(before, small=True)} ({before.place.says()}). "
                    "Gộp lại hoặc nói rõ chỗ khác nhau.",
                    task.place,
                    task.content,
                )
                break
        by_size[task.source].append((folded, task))


def _named(task: FoundTask, *, small: bool = False) -> str:
    word = "nhiệm vụ" if small else "Nhiệm vụ"
    number = task.number.strip().rstrip(".")
    return f"{word} {number}" if number else word
