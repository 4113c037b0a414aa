"""Procedures made up for changes: one with everything in it, and any that Hypothesis thinks of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from motcua.reviews.enums import Block, CutKind
from motcua.reviews.rules.changes.applying import clash
from motcua.reviews.rules.changes.effects import Change, targets
from motcua.reviews.rules.changes.facts import Line, Neighbour, Part, ProcedureFacts, Trip
from motcua.reviews.rules.changes.kinds import KINDS
from motcua.reviews.rules.cost.sheets import CostLine

INCOME = Decimal(50_000)


def line(
    key: str, hours: str, block: Block, *, of: str = "", other: str = "0", fee: str = "0", **more: bool
) -> Line:
    cost = CostLine(key, Decimal(hours), INCOME, fee_vnd=Decimal(fee), other_vnd=Decimal(other), block=block)
    return Line(
        key,
        cost,
        of=of,
        is_travel=more.get("is_travel", False),
        is_certifying=more.get("is_certifying", False),
    )


LICENCE = ProcedureFacts(
    "1.000001",
    "Cấp phép hoạt động",
    days=Fraction(20),
    papers=(
        Part("1", "Đơn đề nghị"),
        Part("2", "Bản sao giấy khai sinh", "giay khai sinh"),
        Part("3", "Quyết định thành lập", "quyet dinh thanh lap"),
    ),
    steps=(Part("1", "Tiếp nhận"), Part("2", "Thẩm định")),
    fees=(Part("1", "Lệ phí 100.000 đ"),),
    conditions=(Part("1", "Có phòng học", "co phong hoc"), Part("2", "Có giáo viên", "co giao vien")),
    trips=(Trip("submit", "Nộp hồ sơ"), Trip("receive", "Nhận kết quả")),
    neighbours=(
        Neighbour("1.000002", "Cho phép thành lập", Fraction(8), frozenset({"quyet dinh thanh lap"})),
    ),
    lines=(
        line("don", "2", Block.PREPARE, of="paper:1"),
        line("khai-sinh", "1", Block.PREPARE, of="paper:2"),
        line("chung-thuc", "0.5", Block.PREPARE, of="paper:2", other="10000", is_certifying=True),
        line("quyet-dinh", "1", Block.PREPARE, of="paper:3"),
        line("phong-hoc", "4", Block.OTHER, of="condition:1"),
        line("nop", "0.2", Block.SUBMIT),
        line("di-nop", "2", Block.SUBMIT, other="30000", is_travel=True),
        line("le-phi", "0.1", Block.PAY, fee="100000"),
        line("tham-dinh", "3", Block.INSPECT),
        line("di-lay", "2", Block.RECEIVE, other="30000", is_travel=True),
    ),
    performances=Fraction(100),
)

LIKE_ANOTHER = replace(
    LICENCE,
    neighbours=(
        Neighbour(
            "1.000003",
            "Cho phép hoạt động",
            Fraction(8),
            frozenset({"quyet dinh thanh lap"}),
            frozenset({"co phong hoc", "co dat"}),
        ),
    ),
)

_HOURS = st.decimals(min_value=0, max_value=8, places=1)
_MONEY = st.integers(min_value=0, max_value=200_000).map(Decimal)


@st.composite
def procedures(draw: st.DrawFn, code: str = "1.000009") -> ProcedureFacts:
    """A small procedure whose lines belong to its parts at random."""
    papers, conditions = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    parts = [
        *(f"paper:{n + 1}" for n in range(papers)),
        *(f"condition:{n + 1}" for n in range(conditions)),
        "fee:1",
        "",
    ]
    lines = [
        Line(
            str(number),
            CostLine("Việc", draw(_HOURS), INCOME, fee_vnd=draw(_MONEY), block=draw(st.sampled_from(Block))),
            draw(st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(2)])),
            draw(st.sampled_from(parts)),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    return ProcedureFacts(
        code,
        days=draw(st.one_of(st.none(), st.integers(1, 30).map(Fraction))),
        papers=tuple(Part(str(n + 1), f"Giấy {n + 1}", f"giay {n + 1}") for n in range(papers)),
        steps=(Part("1", "Thẩm định"),),
        fees=(Part("1", "Lệ phí"),),
        conditions=tuple(
            Part(str(n + 1), f"Điều kiện {n + 1}", f"dieu kien {n + 1}") for n in range(conditions)
        ),
        trips=(
            Trip("submit", "Nộp", draw(st.sampled_from([Fraction(1), Fraction(1, 2)]))),
            Trip("receive", "Nhận"),
        ),
        neighbours=(
            Neighbour("1.1", "Khác", Fraction(7), frozenset({"giay 1"}), frozenset({"dieu kien 2"})),
        ),
        lines=tuple(lines),
        performances=draw(st.sampled_from([Fraction(0), Fraction(12)])),
        is_central=draw(st.booleans()),
    )


def possible(facts: ProcedureFacts) -> list[Change]:
    """Every change that can be made to it, with one amount each; without and with one that may stay unsaid."""
    found = []
    for kind, row in KINDS.items():
        if kind in (CutKind.SHORTEN_LIMIT, CutKind.SHORTEN_STEP) and facts.days is None:
            continue
        amount = None
        if row.amount is not None:
            amount = Fraction(1) if row.target == "steps" else row.amount.usual
        if kind is CutKind.SHORTEN_LIMIT and facts.days is not None:
            amount = facts.days / 3
        amounts = [amount] if row.amount is None or not row.amount.is_optional else [None, Fraction(60)]
        found += [
            Change(kind, target, each)
            for target in (targets(kind, facts) if row.target else [""])
            for each in amounts
        ]
    return found


@st.composite
def procedures_with_changes(draw: st.DrawFn) -> tuple[ProcedureFacts, list[Change]]:
    """A procedure and changes of it that do not clash."""
    facts = draw(procedures())
    wanted = draw(st.lists(st.sampled_from(possible(facts)), max_size=6))
    chosen: list[Change] = []
    for change in wanted:
        if not any(clash(change, other) for other in chosen):
            chosen.append(change)
    return facts, chosen
