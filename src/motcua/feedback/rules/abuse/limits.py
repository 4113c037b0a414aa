"""How often one neighbourhood of the network and one account pass a gate of the public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from motcua.feedback.enums import Gate
from motcua.kernel.refusals import Refused

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# As long as anything here looks back; older passages are forgotten.
KEPT = DAY


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` passages within `window`: of one account, else of one neighbourhood of addresses."""

    window: timedelta
    most: int
    is_of_account: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One time somebody passed a gate: when, and whether the same account or the same neighbourhood did."""

    at: datetime
    same_network: bool
    same_account: bool


# A ward, a school or a mobile network stands behind one neighbourhood: generous for people, little for a machine.
LIMITS: Mapping[Gate, tuple[Limit, ...]] = MappingProxyType(
    {
        Gate.SEND_FEEDBACK: (
            Limit(HOUR, 15),
            Limit(DAY, 60),
            Limit(HOUR, 5, is_of_account=True),
            Limit(DAY, 10, is_of_account=True),
        ),
        Gate.FOLLOW_FEEDBACK: (Limit(HOUR, 12), Limit(DAY, 60)),
        Gate.ADD_TO_FEEDBACK: (Limit(HOUR, 20), Limit(HOUR, 10, is_of_account=True)),
        Gate.ASK_QUESTION: (
            Limit(HOUR, 20),
            Limit(DAY, 80),
            Limit(HOUR, 5, is_of_account=True),
            Limit(DAY, 10, is_of_account=True),
        ),
        # A parents' meeting answers at once from the network of its school.
        Gate.ANSWER_SURVEY: (
            Limit(HOUR, 60),
            Limit(DAY, 240),
            Limit(HOUR, 3, is_of_account=True),
            Limit(DAY, 6, is_of_account=True),
        ),
    }
)

_WORDS = MappingProxyType(
    {
        Gate.SEND_FEEDBACK: (
            "Từ nơi này vừa có nhiều phản ánh, kiến nghị được gửi. Những nội dung trước đã được nhận."
        ),
        Gate.FOLLOW_FEEDBACK: "Đã tra cứu sai nhiều lần nên tạm dừng tra cứu bằng mã từ nơi này.",
        Gate.ADD_TO_FEEDBACK: "Từ nơi này vừa có nhiều lần bổ sung, đánh giá liền nhau.",
        Gate.ASK_QUESTION: "Từ nơi này vừa có nhiều câu hỏi được gửi. Những câu hỏi trước đã được nhận.",
        Gate.ANSWER_SURVEY: "Từ nơi này vừa có nhiều phiếu khảo sát được gửi. Những phiếu trước đã được nhận.",
    }
)


def passed_limit(*, gate: Gate, passages: Sequence[Passage], at: datetime) -> Limit | None:
    """The limit of the gate that `passages` have used up at the instant; None when one more may pass."""
    for limit in LIMITS[gate]:
        since = at - limit.window
        counted = sum(
            one.at > since and (one.same_account if limit.is_of_account else one.same_network)
            for one in passages
        )
        if counted >= limit.most:
            return limit
    return None


def require_patience(*, gate: Gate, passages: Sequence[Passage], at: datetime) -> None:
    """Refuse one more passage where a limit of the gate is used up.

    :raises Refused: "asked-too-often", with the kind of limit in `window`.
    """
    limit = passed_limit(gate=gate, passages=passages, at=at)
    if limit is None:
        return
    when = "sau khoảng một giờ" if limit.window == HOUR else "vào ngày mai"
    raise Refused(
        "asked-too-often",
        f"{_WORDS[gate]} Xin thử lại {when}, hoặc gọi đường dây nóng, đến trực tiếp nơi tiếp nhận.",
        window="hour" if limit.window == HOUR else "day",
    )
