"""The smallest set of changes over a whole portfolio, against a stated limit.

129 made-up procedures, as many as concern business in the real list, each with some twenty possible changes: papers of
many weights, steps and limits, conditions, a fee, and cost sheets whose lines several changes take from. Everything is
asked with three targets of 30 % at once, as the department's are. No database; the same numbers each time.

Limits: an answer within 25 s; where it is not proven smallest, the set found is at most 5 % above what no set gets
below. Exit code 1 when one is broken.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/solving.py [PROCEDURES] [SEED]`
"""

from __future__ import annotations

import random
import sys
import time
from decimal import Decimal
from fractions import Fraction

from motcua.reviews.enums import Block, Burden, CutKind, Wish
from motcua.reviews.rules.changes.effects import Change, targets
from motcua.reviews.rules.changes.facts import Line, Neighbour, Part, ProcedureFacts, Trip
from motcua.reviews.rules.changes.kinds import KINDS
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.solving.asked import Aim, Case
from motcua.reviews.rules.solving.smallest import smallest

SECONDS, GAP = 25.0, 0.05
OPTIONS = 20
INCOME = Decimal(57_000)
ASKED = {
    "thời hạn, chi phí 30 %": (Burden.TIME, Burden.COST),
    "thời hạn, chi phí, giấy tờ 30 %": (Burden.TIME, Burden.COST, Burden.PAPERS),
    "cả bốn 30 %": (Burden.TIME, Burden.COST, Burden.PAPERS, Burden.CONDITIONS),
}


def main(number: int, seed: int) -> int:
    chance = random.Random(seed)
    cases = [_case(f"1.{place:06}", chance) for place in range(number)]
    counts = [len(case.options) for case in cases]
    print(f"{number} thủ tục, {sum(counts)} thay đổi ({min(counts)} đến {max(counts)} mỗi thủ tục)\n")
    print(f"{'mục tiêu':34}{'cách':18}{'giây':>6}{'chọn':>6}{'ít nhất':>9}{'chắc chắn':>11}")
    broken = False
    for words, burdens in ASKED.items():
        for wish in Wish:
            started = time.perf_counter()
            answer = smallest(cases, [Aim(one, Fraction(3, 10)) for one in burdens], wish=wish)
            took = time.perf_counter() - started
            least = answer.at_least or answer.effort
            gap = (answer.effort - least) / least if least else 0.0
            broken |= took > SECONDS or gap > GAP or not answer.is_reached
            print(
                f"{words:34}{wish.label:18}{took:>6.1f}{answer.effort:>6}{least:>9}"
                f"{'có' if answer.is_proven else f'cách {gap:.1%}':>11}",
                flush=True,
            )
    return int(broken)


def _case(code: str, chance: random.Random) -> Case:
    facts = _facts(code, chance)
    every = [_change(kind, target, facts, chance) for kind in CutKind for target in _targets(kind, facts)]
    chosen = chance.sample(every, min(OPTIONS, len(every)))
    return Case(facts, tuple(chosen))


def _targets(kind: CutKind, facts: ProcedureFacts) -> list[str]:
    return list(targets(kind, facts)) if KINDS[kind].target else [""]


def _change(kind: CutKind, target: str, facts: ProcedureFacts, chance: random.Random) -> Change:
    amount = KINDS[kind].amount
    if amount is None:
        return Change(kind, target)
    if kind in (CutKind.SHORTEN_LIMIT, CutKind.SHORTEN_STEP):
        assert facts.days is not None
        most = facts.days / (2 if kind is CutKind.SHORTEN_LIMIT else 6)
        return Change(kind, target, max(Fraction(1, 2), Fraction(round(most * 2), 2)))
    return Change(kind, target, amount.usual)


def _facts(code: str, chance: random.Random) -> ProcedureFacts:
    papers, conditions = chance.randint(2, 8), chance.randint(0, 4)
    lines = [
        _line(f"giay-{key}", Block.PREPARE, chance, of=f"paper:{key}", is_certifying=False)
        for key in range(1, papers + 1)
    ]
    lines += [
        _line(f"sao-{key}", Block.PREPARE, chance, of=f"paper:{key}", is_certifying=True)
        for key in range(2, papers + 1)
    ]
    lines += [
        _line(f"dk-{key}", Block.OTHER, chance, of=f"condition:{key}") for key in range(1, conditions + 1)
    ]
    lines += [
        _line("nop", Block.SUBMIT, chance),
        _line("di-nop", Block.SUBMIT, chance, is_travel=True),
        _line("phi", Block.PAY, chance, of="fee:1"),
        _line("kiem-tra", Block.INSPECT, chance),
        _line("di-lay", Block.RECEIVE, chance, is_travel=True),
    ]
    shared = frozenset(f"giay {key}" for key in range(1, papers + 1) if chance.random() < 0.4)
    return ProcedureFacts(
        code,
        days=Fraction(chance.randint(3, 60)),
        papers=tuple(Part(str(key), f"Giấy {key}", f"giay {key}") for key in range(1, papers + 1)),
        steps=tuple(Part(str(key), f"Bước {key}") for key in range(1, chance.randint(3, 6))),
        fees=(Part("1", "Lệ phí"),),
        conditions=tuple(Part(str(key), f"Điều kiện {key}") for key in range(1, conditions + 1)),
        trips=(Trip("submit", "Nộp"), Trip("receive", "Nhận")),
        neighbours=(Neighbour("2.1", "Khác", Fraction(chance.randint(3, 20)), shared),),
        lines=tuple(lines),
        performances=Fraction(chance.choice([3, 12, 40, 150, 900, 3228])),
        is_central=chance.random() < 0.7,
        online_stays=Fraction(chance.randint(0, 4), 10),
    )


def _line(key: str, block: Block, chance: random.Random, *, of: str = "", **more: bool) -> Line:
    hours = Decimal(chance.randint(1, 40)) / 10
    fee = Decimal(chance.choice([50_000, 200_000, 1_000_000])) if block is Block.PAY else Decimal(0)
    other = Decimal(chance.choice([0, 0, 10_000, 50_000]))
    cost = CostLine(key, hours, INCOME, fee_vnd=fee, other_vnd=other, block=block)
    return Line(key, cost, of=of, **more)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*[*given, *(129, 7)[len(given) :]]))
