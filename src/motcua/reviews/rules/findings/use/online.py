"""Procedures that could be wholly online."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from motcua.kernel.text import fold
from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.use.facts import Offered, Use

# What steps say when somebody must come, or officers must go and see.
_ON_THE_SPOT = re.compile(
    r"(?:tham dinh|kiem tra|xac minh|khao sat|danh gia)(?: \w+){0,3} (?:thuc te|thuc dia|tai cho)"
    r"|doan (?:tham dinh|kiem tra|danh gia)|phong van truc tiep|den truc tiep|co mat"
)


def is_seen_on_the_spot(steps: str) -> bool:
    """Whether the steps speak of seeing people or places, so that the whole way cannot be online."""
    return _ON_THE_SPOT.search(fold(steps)) is not None


def online_candidates(
    known: Mapping[str, Examined],
    uses: Mapping[str, Use],
    offered: Mapping[str, Offered],
    *,
    dossiers: Decimal,
    share: Decimal,
) -> list[Finding]:
    """Procedures not yet wholly online, with an online way to lodge, of whose at least so many dossiers such a share
    already comes online, and whose steps ask nobody to be seen on the spot."""
    found = []
    for one, use in uses.items():
        offer = offered.get(one, Offered())
        if (
            one in known
            and offer.level != "full"
            and use.count >= dossiers
            and use.online >= share * use.count
            and (offer.has_online_method or offer.level == "partial")
            and not is_seen_on_the_spot(offer.steps)
        ):
            found.append(_online(known[one], use, offer))
    return found


_LEVELS = {"partial": "Một phần", "information": "Chỉ cung cấp thông tin"}


def _online(one: Examined, use: Use, offer: Offered) -> Finding:
    level = _LEVELS.get(offer.level, "Chưa công bố")
    return Finding(
        clue=Clue.FULL_ONLINE,
        subject=one.code,
        title=one.name,
        says=f"{use.online} trên {use.count} hồ sơ đã nộp trực tuyến, trình tự không đòi gặp mặt hay xem tận nơi; mức "
        f"hiện nay: {level.lower()}.",
        to_do="Xem lý do chưa toàn trình còn đúng không: chữ ký số, thanh toán, trả kết quả điện tử.",
        columns=("Mức hiện nay", "Lý do", "Hồ sơ", "Trực tuyến"),
        rows=(Row(one, (level, offer.reason, str(use.count), str(use.online))),),
        parts=frozenset({one.code, offer.reason}),
        measure=Decimal(use.online),
    )
