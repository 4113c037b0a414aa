"""What came of proposals that are in force: planned and measured savings side by side.

Basis: NĐ 63/2010/NĐ-CP art. 31(3): the execution of approved plans is controlled. That both stand apart is this
system's rule: a plan is no proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from motcua.documents.official.content import Annex, Block, Column, Paragraph, Row, Table
from motcua.documents.official.wording import counted, short_day
from motcua.reviews.rules.cost.numbers import grouped, whole_vnd
from motcua.reviews.rules.measured.together import PlannedAndMeasured, Together, together
from motcua.reviews.rules.rounds.papers.facts import ProposalLine, RoundPaper, percent, vnd
from motcua.reviews.rules.rounds.savings import Saved

_COLUMNS = (
    Column("TT", 0.4, "center"),
    Column("Thủ tục hành chính", 2.2),
    Column("Thực thi từ", 0.9, "center"),
    Column("Dự kiến tiết kiệm một năm (đồng)", 1.3, "right"),
    Column("Tỷ lệ dự kiến", 0.7, "right"),
    Column("Đo được một năm (đồng)", 1.3, "right"),
    Column("Tỷ lệ đo được", 0.7, "right"),
    Column("Hồ sơ trước, sau", 0.8, "center"),
    Column("Độ tin cậy", 1.0),
)
_NOTHING = Saved(None, None)


def measured_blocks(paper: RoundPaper) -> Iterator[Block]:
    """How many are in force, how many were measured, and both sums, each of how many."""
    done = paper.carried_out
    found = sums_of(done)
    yield Paragraph(
        f"Đã thực thi {counted(len(done), 'phương án')}; {_so_many(found.with_measure)} có đủ hồ sơ để đo kết quả. "
        "Số dự kiến và số đo được tính riêng."
    )
    if found.with_plan:
        yield Paragraph(
            f"Chi phí tuân thủ dự kiến tiết kiệm mỗi năm của {counted(found.with_plan, 'phương án')} đã thực thi có số "
            f"dự kiến: {vnd(found.planned.less)} ({percent(found.planned)})."
        )
    if found.with_measure:
        yield Paragraph(
            f"Chi phí tuân thủ tiết kiệm mỗi năm đo từ hồ sơ của {counted(found.with_measure, 'phương án')}: "
            f"{vnd(found.measured.less)} ({percent(found.measured)}){_compared(found)}."
        )


def _so_many(number: int) -> str:
    return counted(number, "phương án") if number else "chưa phương án nào"


def measured_annex(proposals: Sequence[ProposalLine]) -> Annex:
    """The proposals in force, planned and measured in one row each."""
    return Annex(
        title="Tiết kiệm dự kiến và đo được của phương án đã thực thi",
        blocks=(
            Table(_COLUMNS, tuple(_rows(proposals))),
            Paragraph(
                "Số đo tính từ hồ sơ nhận trong 12 tháng trước và từ ngày thực thi, theo đơn giá của bảng chi phí và "
                "cùng một mức thu nhập giờ; nơi quá ít hồ sơ thì không ghi số."
            ),
        ),
        is_landscape=True,
    )


def sums_of(proposals: Sequence[ProposalLine]) -> Together:
    """The sums of proposals in force."""
    return together(
        PlannedAndMeasured(one.saving.year, one.measured.year if one.measured else _NOTHING)
        for one in proposals
    )


def _compared(found: Together) -> str:
    if not found.with_both or found.with_both == found.with_plan == found.with_measure:
        return ""
    return (
        f"; riêng {counted(found.with_both, 'phương án')} có cả hai số: dự kiến {vnd(found.planned_of_both.less)}, đo "
        f"được {vnd(found.measured_of_both.less)}"
    )


def _rows(proposals: Sequence[ProposalLine]) -> Iterator[Row]:
    for place, one in enumerate(proposals, start=1):
        planned = one.saving.year
        yield Row(
            (
                str(place),
                f"{one.code} {one.name}",
                short_day(one.carried_out_on) if one.carried_out_on else "…",
                _amount(planned.less),
                _rate(planned.percent),
                *_measured(one),
            )
        )
    found = sums_of(proposals)
    yield Row(
        (
            "",
            "Cộng riêng từng cột",
            "",
            _amount(found.planned.less),
            _rate(found.planned.percent),
            _amount(found.measured.less),
            _rate(found.measured.percent),
            "",
            "",
        ),
        is_bold=True,
    )


def _measured(one: ProposalLine) -> tuple[str, str, str, str]:
    found = one.measured
    if found is None:
        return "chưa đo", "…", "…", ""
    dossiers = f"{found.dossiers[0]}, {found.dossiers[1]}"
    if found.missing:
        return "…", "…", dossiers, found.missing
    return _amount(found.year.less), _rate(found.percent), dossiers, found.confidence


def _amount(amount: Decimal | None) -> str:
    if amount is None:
        return "…"
    return f"{'tăng ' if amount < 0 else ''}{grouped(whole_vnd(abs(amount)))}"


def _rate(rate: Decimal | None) -> str:
    if rate is None:
        return "…"
    return f"{'tăng ' if rate < 0 else ''}{abs(rate):.2f}%".replace(".", ",")
