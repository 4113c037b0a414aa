"""Whether the targets of one plan can all be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from motcua.kernel.text import fold
from motcua.plans.enums import Direction, Severity
from motcua.plans.rules.checks.examined import Examined, finding
from motcua.plans.rules.reading.found import Finding, FoundTarget

# A narrower thing and the wider one it belongs to, as they are worded when folded: what is narrower cannot have a
# higher share of the same whole.
_WITHIN: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "hồ sơ xử lý trực tuyến toàn trình là một phần của hồ sơ trực tuyến",
        re.compile(
            r"ho so\b.*(?:hoan toan truc tuyen|truc tuyen toan trinh)|truc tuyen toan trinh.*tren tong so ho so"
        ),
        re.compile(r"ho so (?:nop )?truc tuyen\b(?!.*toan trinh)(?!.*hoan toan)"),
    ),
    (
        "hồ sơ giải quyết trước hạn là một phần của hồ sơ trước và đúng hạn",
        re.compile(r"truoc han(?!.*(?:va|hoac) dung han)|truoc han(?=.*toi thieu)"),
        re.compile(r"truoc (?:han )?(?:va|hoac) dung han"),
    ),
    (
        "kết quả điện tử được tái sử dụng là một phần của kết quả đã số hóa",
        re.compile(r"tai su dung|su dung lai"),
        re.compile(r"so hoa(?!.*(?:tai su dung|su dung lai))"),
    ),
)
_IDLE_WORDS = "va cua cac ve tai tren trong theo duoc co la dat ty le muc do ti thuc hien so voi nam"
_IDLE = frozenset(_IDLE_WORDS.split())
_ONLINE_SERVICE = re.compile(r"tthc (?:du dieu kien|tren dia ban)|du dieu kien")


def conflicting_targets(examined: Examined) -> Iterator[Finding]:
    """One thing measured twice with different numbers: 95 % in the text, over 90 % in the annex.

    Reason: a unit that reaches the lower one has and has not reached the target. Both are kept.
    """
    for one, other in _conflicting(examined.targets):
        yield finding(
            "target-conflict",
            Severity.DOUBT,
            f"Cùng một nội dung đặt hai mức: {_said(one)} ({one.place.says()}) và {_said(other)}. "
            "Chọn mức nào là chính.",
            other.place,
            other.text,
        )


def part_larger_than_whole(examined: Examined) -> Iterator[Finding]:
    """A share of something narrower that is set above the share of the wider thing it belongs to: 80 % handled
    entirely online, 60 % handed in online.

    Reason: both cannot be reached exactly; one of the two numbers or wordings is wrong.
    """
    shares = [
        (each, fold(f"{each.measures} {each.text}" if len(each.measures) < 12 else each.measures))
        for each in examined.targets
        if each.unit == "%"
    ]
    told: set[tuple[int, int]] = set()
    for (one, said), (other, said_other) in combinations(shares, 2):
        for reason, narrow, wide in _WITHIN:
            for part, part_said, whole, whole_said in (
                (one, said, other, said_other),
                (other, said_other, one, said),
            ):
                if part.number <= whole.number or whole.direction in {Direction.AT_MOST, Direction.LESS_THAN}:
                    continue
                if not narrow.search(part_said) or not wide.search(whole_said) or narrow.search(whole_said):
                    continue
                if _ONLINE_SERVICE.search(part_said) or (id(part), id(whole)) in told:
                    continue
                told.add((id(part), id(whole)))
                yield finding(
                    "part-larger-than-whole",
                    Severity.DOUBT,
                    f"Đặt {_said(part)} ở đây nhưng {_said(whole)} ở {whole.place.says() or 'chỗ khác'}; {reason}, "
                    "không thể có tỷ lệ cao hơn. Xem lại hai con số hoặc cách diễn đạt.",
                    part.place,
                    part.text,
                )


def _conflicting(targets: Sequence[FoundTarget]) -> Iterator[tuple[FoundTarget, FoundTarget]]:
    words = [(each, _measured(each)) for each in targets]
    for (one, said), (other, said_other) in combinations(words, 2):
        if one.unit != other.unit or one.number == other.number or min(len(said), len(said_other)) < 4:
            continue
        shared = len(said & said_other)
        if shared / min(len(said), len(said_other)) >= 0.85 and shared / len(said | said_other) >= 0.6:
            yield one, other


def _measured(target: FoundTarget) -> frozenset[str]:
    return frozenset(fold(target.measures).split()) - _IDLE


def _said(target: FoundTarget) -> str:
    number = f"{target.number.normalize():f}".replace(".", ",")
    return (
        f"{target.direction.label.lower()} {number}{target.unit if target.unit == '%' else ' ' + target.unit}"
    )
