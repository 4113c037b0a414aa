"""Whether the targets of one plan can all be meant."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.plans.enums import Severity
from motcua.plans.rules.checks.examined import Examined, finding
from motcua.plans.rules.reading.found import Finding, FoundTarget
from motcua.plans.rules.targets.comparing import conflicting


def conflicting_targets(examined: Examined) -> Iterator[Finding]:
    """One thing measured twice with different numbers (95 % in the text, over 90 % in the annex), and a share set
    above the wider share it belongs to (80 % handled entirely online, 60 % handed in online).

    Reason: a unit that reaches one of the two has and has not reached the target. Both are kept.
    """
    for pair in conflicting(examined.targets):
        one, other = pair.one, pair.other
        if pair.is_part:
            yield finding(
                "part-larger-than-whole",
                Severity.DOUBT,
                f"Đặt {_said(one)} cho một phần, nhưng {_said(other)} cho cái chung ({_where(other)}): phần không thể "
                "có tỷ lệ cao hơn. Xem lại hai con số hoặc cách diễn đạt.",
                one.place,
                one.text,
            )
        else:
            yield finding(
                "target-conflict",
                Severity.DOUBT,
                f"Cùng một nội dung đặt hai mức: {_said(one)} ({_where(one)}) và {_said(other)}. "
                "Chọn mức nào là chính.",
                other.place,
                f"{_said(one)} – {_said(other)}: {other.text}",
            )


def _where(target: FoundTarget) -> str:
    return target.place.says() or "chỗ khác"


def _said(target: FoundTarget) -> str:
    number = f"{target.number.normalize():f}".replace(".", ",")
    return (
        f"{target.direction.label.lower()} {number}{target.unit if target.unit == '%' else ' ' + target.unit}"
    )
