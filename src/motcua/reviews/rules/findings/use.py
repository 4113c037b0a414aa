"""Findings about how procedures are used: no dossiers, missing papers, waiting, time, fees, doors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from motcua.deadlines.enums import LimitUnit
from motcua.kernel.text import fold
from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.merging import percent

WORKING_DAY = timedelta(hours=8)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Use:
    """Dossiers of one procedure: the last one ever, and those of the months observed."""

    last_on: date | None = None
    count: int = 0
    online: int = 0
    issued: int = 0
    fee_owed: int = 0
    fee_paid: int = 0
    paid_vnd: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper of a procedure: in how many of its dossiers it was missing or asked for again."""

    procedure_id: str
    paper: str
    count: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Stays:
    """Stays of a procedure's dossiers at one step: how many, how many over their time, half of them at most so long,
    and how much of that before anybody began."""

    procedure_id: str
    step: str
    count: int
    late: int
    half: timedelta
    half_untouched: timedelta


@dataclass(frozen=True, slots=True)
class Taken:
    """How long dossiers of one promise took: nine of ten at most so much working time, or time by the calendar."""

    procedure_id: str
    amount: Decimal
    unit: LimitUnit
    count: int
    worked: timedelta
    passed: timedelta


@dataclass(frozen=True, slots=True)
class Offered:
    """How far a procedure is offered online, why not wholly, and what its steps say."""

    level: str = ""
    reason: str = ""
    has_online_method: bool = False
    steps: str = ""


def years_before(day: date, years: int) -> date:
    """The same day so many years before; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def without_dossiers(
    procedures: Iterable[Examined],
    uses: Mapping[str, Use],
    *,
    competent: Collection[str] | None,
    recorded_since: date | None,
    years: Decimal,
    on: date,
) -> list[Finding]:
    """Procedures within the bodies' power (by code; None: all) that had no dossier for so many years.

    Those that came into force later do not count, and nothing is said while the record of dossiers itself is younger:
    no dossier in a new system proves nothing.
    """
    border = years_before(on, int(years))
    if recorded_since is None or recorded_since > border:
        return []
    return [
        _without_dossiers(one, uses.get(one.procedure_id, Use()), years, border)
        for one in procedures
        if (competent is None or one.code in competent)
        and one.since is not None
        and one.since <= border
        and ((last := uses.get(one.procedure_id, Use()).last_on) is None or last < border)
    ]


def _without_dossiers(one: Examined, use: Use, years: Decimal, border: date) -> Finding:
    last = f"{use.last_on:%d/%m/%Y}" if use.last_on else "chưa có hồ sơ nào"
    return Finding(
        clue=Clue.NO_DOSSIER,
        subject=one.code,
        title=one.name,
        says=f"Không có hồ sơ nào từ {border:%d/%m/%Y}, tức {years} năm nay. Hồ sơ gần nhất: {last}.",
        to_do="Xem thủ tục còn cần không; nếu không thì đề nghị bãi bỏ, nếu vướng thì tìm vì sao không ai làm.",
        columns=("Áp dụng từ", "Hồ sơ gần nhất"),
        rows=(Row(one, (f"{one.since:%d/%m/%Y}", last)),),
        parts=frozenset({last}),
        measure=Decimal(1),  # another year without a dossier proves nothing new
        weight=Decimal((border - (use.last_on or one.since or border)).days),
    )


def often_missing(
    known: Mapping[str, Examined], papers: Iterable[Missing], *, least: Decimal, share: Decimal
) -> list[Finding]:
    """One finding for each procedure with papers missing, or asked for again, in at least so many dossiers and such a
    share of them."""
    by_procedure: dict[str, list[Missing]] = defaultdict(list)
    for paper in papers:
        if paper.procedure_id in known and paper.count >= least and paper.count >= share * paper.dossiers:
            by_procedure[paper.procedure_id].append(paper)
    return [_often_missing(known[one], some) for one, some in by_procedure.items()]


def _often_missing(one: Examined, papers: Sequence[Missing]) -> Finding:
    papers = sorted(papers, key=lambda paper: (-paper.count, paper.paper))
    worst = papers[0]
    much = percent(Decimal(worst.count) / worst.dossiers)
    return Finding(
        clue=Clue.PAPER_MISSING,
        subject=one.code,
        title=one.name,
        says=f"“{shortened(worst.paper)}” thiếu hoặc phải bổ sung ở {worst.count} trên {worst.dossiers} "
        f"hồ sơ ({much}).",
        to_do="Viết lại tên và cách ghi giấy tờ cho dễ hiểu, thêm mẫu điền sẵn, hoặc bỏ nếu không cần.",
        columns=("Giấy tờ", "Hồ sơ thiếu", "Trên số hồ sơ", "Tỷ lệ"),
        rows=tuple(
            Row(
                one,
                (
                    paper.paper,
                    str(paper.count),
                    str(paper.dossiers),
                    percent(Decimal(paper.count) / paper.dossiers),
                ),
            )
            for paper in papers
        ),
        parts=frozenset(paper.paper for paper in papers),
        measure=Decimal(sum(paper.count for paper in papers)),
    )


def waiting_steps(
    known: Mapping[str, Examined],
    stays: Iterable[Stays],
    *,
    least: Decimal,
    late_share: Decimal,
    untouched_share: Decimal,
) -> list[Finding]:
    """One finding for each procedure with steps at which many stays run over their time, or lie half of it and at least
    a working day before anybody begins."""
    by_procedure: dict[str, list[Stays]] = defaultdict(list)
    for stay in stays:
        is_late = stay.late >= late_share * stay.count
        lies = stay.half_untouched >= max(WORKING_DAY, stay.half * float(untouched_share))
        if stay.procedure_id in known and stay.count >= least and (is_late or lies):
            by_procedure[stay.procedure_id].append(stay)
    return [_waiting(known[one], some) for one, some in by_procedure.items()]


def _waiting(one: Examined, stays: Sequence[Stays]) -> Finding:
    stays = sorted(stays, key=lambda stay: (-stay.late, stay.step))
    worst = stays[0]
    return Finding(
        clue=Clue.STEP_WAITS,
        subject=one.code,
        title=one.name,
        says=f"Bước “{worst.step}”: {worst.late} trên {worst.count} lượt quá thời gian của bước; một nửa số lượt mất "
        f"từ {working(worst.half)} trở lên, trong đó chờ trước khi có người làm {working(worst.half_untouched)}.",
        to_do="Xem bước có cần không, có thể giao thẳng, ủy quyền ký, hay chia lại thời gian giữa các bước.",
        columns=("Bước", "Lượt", "Quá thời gian", "Trung vị", "Chờ trước khi làm"),
        rows=tuple(
            Row(
                one,
                (
                    stay.step,
                    str(stay.count),
                    str(stay.late),
                    working(stay.half),
                    working(stay.half_untouched),
                ),
            )
            for stay in stays
        ),
        parts=frozenset(stay.step for stay in stays),
        measure=Decimal(sum(stay.late for stay in stays)) + Decimal(len(stays)),
    )


_UNITS = {
    LimitUnit.WORKING_DAY: (WORKING_DAY, False),
    LimitUnit.HOUR: (timedelta(hours=1), False),
    LimitUnit.CALENDAR_DAY: (DAY, True),
    LimitUnit.MONTH: (DAY * 30, True),
}


def limits_too_long(
    known: Mapping[str, Examined], taken: Iterable[Taken], *, least: Decimal, share: Decimal
) -> list[Finding]:
    """Promised limits of which nine of ten of at least so many dossiers needed no more than such a share."""
    by_procedure: dict[str, list[tuple[Taken, Decimal]]] = defaultdict(list)
    for one in taken:
        used = share_used(one)
        if one.procedure_id in known and used is not None and one.count >= least and used <= share:
            by_procedure[one.procedure_id].append((one, used))
    return [_too_long(known[one], some) for one, some in by_procedure.items()]


def share_used(taken: Taken) -> Decimal | None:
    """How much of the promised limit nine of ten dossiers needed at most; None for limits that are no length."""
    length, by_calendar = _UNITS.get(taken.unit, (timedelta(0), False))
    whole = length * float(taken.amount)
    if not whole:
        return None
    return round(Decimal((taken.passed if by_calendar else taken.worked) / whole), 4)


def _too_long(one: Examined, some: Sequence[tuple[Taken, Decimal]]) -> Finding:
    some = sorted(some, key=lambda pair: (pair[1], pair[0].amount))
    worst, used = some[0]
    needed = _needed(worst)
    return Finding(
        clue=Clue.LIMIT_TOO_LONG,
        subject=one.code,
        title=one.name,
        says=f"Quy định {limit(worst)}, nhưng 90 % trong {worst.count} hồ sơ xong trong {needed} "
        f"({percent(used)} thời hạn).",
        to_do="Đề nghị rút ngắn thời hạn, hoặc cam kết thời hạn ngắn hơn khi công bố tại địa phương.",
        columns=("Thời hạn", "Số hồ sơ", "90 % xong trong", "Đã dùng"),
        rows=tuple(
            Row(one, (limit(each), str(each.count), _needed(each), percent(share))) for each, share in some
        ),
        parts=frozenset(limit(each) for each, _share in some),
        measure=1 - used,
    )


def _needed(taken: Taken) -> str:
    if _UNITS[taken.unit][1]:
        return f"{number(Decimal(taken.passed / DAY))} ngày"
    return working(taken.worked)


def few_fees(
    known: Mapping[str, Examined], uses: Mapping[str, Use], *, dossiers: Decimal, share: Decimal
) -> list[Finding]:
    """Procedures with a fee that, of at least so many dossiers, no more than such a share ever paid."""
    return [
        _few_fees(known[one], use)
        for one, use in uses.items()
        if one in known and use.fee_owed >= dossiers and use.fee_paid <= share * use.fee_owed
    ]


def _few_fees(one: Examined, use: Use) -> Finding:
    paid = f"{use.paid_vnd:,}".replace(",", ".")
    return Finding(
        clue=Clue.FEW_FEES,
        subject=one.code,
        title=one.name,
        says=f"Chỉ {use.fee_paid} trên {use.fee_owed} hồ sơ thuộc diện thu đã nộp, cả thảy {paid} đ.",
        to_do="So số thu với công thu, đối soát; đề nghị bỏ khoản thu, hoặc thu trực tuyến khi nộp hồ sơ.",
        columns=("Hồ sơ thuộc diện thu", "Đã nộp", "Số tiền"),
        rows=(Row(one, (str(use.fee_owed), str(use.fee_paid), f"{paid} đ")),),
        parts=frozenset({one.code}),
        measure=Decimal(use.fee_owed - use.fee_paid),
    )


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


def shortened(text: str, length: int = 80) -> str:
    """The beginning of a long text, at a word."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


def number(amount: Decimal) -> str:
    """With one place at most, and a comma."""
    return f"{amount:.1f}".removesuffix(".0").replace(".", ",")


def working(time: timedelta) -> str:
    """Working time in days of eight hours, or hours below one day."""
    if time < WORKING_DAY:
        return f"{number(Decimal(time / timedelta(hours=1)))} giờ làm việc"
    return f"{number(Decimal(time / WORKING_DAY))} ngày làm việc"


def limit(taken: Taken) -> str:
    """The promise in words."""
    return f"{number(taken.amount)} {taken.unit.label}"
