"""`./motcua review what-if` and `smallest`: trying changes on a procedure, and the fewest that reach targets."""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from motcua.reviews.queries.changes.facts import Studied
    from motcua.reviews.queries.findings.scope import Scope
    from motcua.reviews.rules.changes.applying import Applied, Told
    from motcua.reviews.rules.changes.facts import Totals
    from motcua.reviews.rules.changes.proposing import Proposed
    from motcua.reviews.rules.solving.asked import Answer, Reached

_CHANGES = (
    "Thay đổi viết LOẠI, LOẠI:PHẦN hoặc LOẠI=SỐ: drop_paper:2 (bỏ giấy tờ thứ 2), replace_paper:2, accept_copy:2, "
    "shorten_limit=3 (bớt 3 ngày làm việc), shorten_step:1=2, go_online, extend_validity=2, delegate=50, "
    "merge:MÃ (merge:MÃ=60 khi 60 % hồ sơ nộp cả hai), to_ex_post, drop_fee:1, drop_condition:1."
)


def add_to(commands: Any) -> None:
    """Add this file's commands to `./motcua review`."""
    tried = commands.add_parser(
        "what-if", help="thử thay đổi một thủ tục: thời gian, chi phí, giấy tờ, đi lại", description=_CHANGES
    )
    tried.add_argument("code", metavar="MÃ")
    tried.add_argument("--change", action="append", default=[], metavar="THAY_ĐỔI")
    _add_common(tried)
    tried.set_defaults(run=_what_if)
    least = commands.add_parser(
        "smallest",
        help="tập thay đổi nhỏ nhất đạt mục tiêu",
        description="Không ghi MÃ thì tìm trên mọi thủ tục của cơ quan (cần --agency). " + _CHANGES,
    )
    least.add_argument("code", nargs="?", metavar="MÃ")
    least.add_argument(
        "--target", action="append", default=[], metavar="MỤC_TIÊU", help="ví dụ time=30, cost=30"
    )
    least.add_argument(
        "--change", action="append", default=[], metavar="THAY_ĐỔI", help="thêm thay đổi được chọn"
    )
    least.add_argument("--set", default="all", choices=["all", "business", "internal"], help="tập thủ tục")
    least.add_argument("--easiest", action="store_true", help="dễ làm nhất thay vì ít thay đổi nhất")
    least.add_argument("--own-power", action="store_true", help="chỉ việc địa phương tự làm được")
    least.add_argument("--evident", action="store_true", help="chỉ thay đổi có bằng chứng")
    least.add_argument(
        "--without", action="append", default=[], metavar="LOẠI", help="không dùng loại thay đổi này"
    )
    least.add_argument("--limit-share", metavar="%", help="giả định rút được bao nhiêu %% thời hạn")
    _add_common(least)
    least.set_defaults(run=_smallest)


def _add_common(parser: Any) -> None:
    parser.add_argument(
        "--agency", metavar="MÃ", help="cơ quan có bảng chi phí và hồ sơ; mặc định là cơ quan cài đặt"
    )
    parser.add_argument("--json", action="store_true")


def _what_if(args: argparse.Namespace) -> None:
    from motcua.reviews.rules.changes.applying import apply
    from motcua.reviews.rules.changes.writing import read_change

    found, _scope = _studied(args.code, args.agency)
    applied = apply(found.facts, [read_change(text) for text in args.change])
    if args.json:
        from motcua.cli.main import print_json

        print_json(_as_document(found, applied))
    else:
        print("\n".join([f"{found.facts.code} {found.facts.name}", *_lines(found, applied)]))


def _smallest(args: argparse.Namespace) -> None:
    from motcua.reviews.enums import Wish
    from motcua.reviews.rules.changes.writing import read_aim
    from motcua.reviews.rules.solving.asked import Aim

    aims = [Aim(*read_aim(text)) for text in args.target]
    wish = Wish.EASIEST if args.easiest else Wish.FEWEST
    if args.code:
        _smallest_of_one(args, aims, wish)
    else:
        _smallest_of_all(args, aims, wish)


def _smallest_of_one(args: argparse.Namespace, aims: list[Any], wish: Any) -> None:
    found, scope = _studied(args.code, args.agency)
    from motcua.reviews.queries.changes.known import known_of
    from motcua.reviews.rules.changes.applying import apply
    from motcua.reviews.rules.changes.proposing import proposals
    from motcua.reviews.rules.changes.writing import read_change
    from motcua.reviews.rules.solving.asked import Case
    from motcua.reviews.rules.solving.smallest import smallest

    proposed = proposals(found.facts, known_of([found], scope)[found.version.pk], _allowed(args))
    options = {*(one.change for one in proposed), *(read_change(text) for text in args.change)}
    answer = smallest([Case(found.facts, tuple(options))], aims, wish=wish)
    applied = apply(found.facts, answer.of(0))
    if args.json:
        from motcua.cli.main import print_json

        print_json({**_answered(answer), **_as_document(found, applied, proposed)})
        return
    print(f"{found.facts.code} {found.facts.name}")
    print(_verdict(answer))
    print("\n".join(_lines(found, applied)))


def _smallest_of_all(args: argparse.Namespace, aims: list[Any], wish: Any) -> None:
    scope = _scope(args.agency)
    from motcua.reviews.enums import TargetSet
    from motcua.reviews.queries.portfolio_solving import spread_smallest

    spread = spread_smallest(scope, wanted=TargetSet(args.set), aims=aims, allowed=_allowed(args), wish=wish)
    if args.json:
        from motcua.cli.main import print_json

        print_json(
            {
                **_answered(spread.answer),
                "procedures": len(spread.studied),
                "changes": [
                    {"code": each.studied.facts.code, "name": each.studied.facts.name, **_told(told)}
                    for each in spread.changed
                    for told in each.told
                ],
            }
        )
        return
    print(_verdict(spread.answer))
    for each in spread.changed:
        print(f"{each.studied.facts.code} {each.studied.facts.name}")
        for told in each.told:
            print(f"  • {told.says}")
            print(f"    {each.proposed[told.change].reason}")


def _allowed(args: argparse.Namespace) -> Any:
    from motcua.reviews.rules.changes.proposing import Allowed
    from motcua.reviews.rules.changes.writing import read_change, read_number

    share = read_number(args.limit_share) if args.limit_share else Fraction(0)
    if share > 100:
        raise Refused("limit-share-wrong", "Phần thời hạn rút được không quá 100 %. Ghi lại --limit-share.")
    return Allowed(
        limit_share=share / 100,
        only_own_power=args.own_power,
        only_evident=args.evident,
        without=frozenset(read_change(kind).kind for kind in args.without),
    )


def _scope(agency: str | None) -> Scope:
    from motcua.cli.review import agency_named
    from motcua.config.installation import open_database

    open_database()
    from motcua.organisations.queries.home import home_agency_id
    from motcua.reviews.queries.findings.scope import Scope

    return Scope(agency_named(agency) or home_agency_id(), now())


def _studied(code: str, agency: str | None) -> tuple[Studied, Scope]:
    scope = _scope(agency)
    from motcua.reviews.queries.changes.facts import find_version, studied
    from motcua.reviews.queries.changes.known import neighbours_of

    version = find_version(code, scope)
    found = studied([version], scope, neighbours={version: neighbours_of(code, scope)})
    return found[version], scope


def _as_document(found: Studied, applied: Applied, proposed: Iterable[Proposed] = ()) -> dict[str, Any]:
    reasons = {one.change: one.reason for one in proposed}
    return {
        "code": found.facts.code,
        "name": found.facts.name,
        "has_cost_sheet": found.cost is not None,
        "is_cost_by_draft": found.is_by_draft,
        "before": _totals(applied.before, has_sheet=found.cost is not None),
        "after": _totals(applied.after, has_sheet=found.cost is not None),
        "changes": [{**_told(told), "reason": reasons.get(told.change, "")} for told in applied.told],
    }


def _told(told: Told) -> dict[str, Any]:
    from motcua.reviews.rules.changes.writing import write_change

    return {
        "change": write_change(told.change),
        "says": told.says,
        "why": told.why,
        "basis": told.basis,
        "weight": told.weight,
        "within_power": told.is_within_power,
    }


def _totals(totals: Totals, *, has_sheet: bool) -> dict[str, Any]:
    from motcua.reviews.rules.cost.numbers import whole_vnd

    return {
        "working_days": None if totals.days is None else str(round(float(totals.days), 4)),
        "cost_per_dossier_vnd": whole_vnd(totals.cost) if has_sheet else None,
        "cost_per_year_vnd": whole_vnd(totals.year) if has_sheet else None,
        "papers": totals.papers,
        "conditions": totals.conditions,
        "trips": str(round(float(totals.trips), 4)),
    }


def _answered(answer: Answer) -> dict[str, Any]:
    return {
        "is_reached": answer.is_reached,
        "is_proven": answer.is_proven,
        "effort": answer.effort,
        "at_least": answer.effort if answer.is_proven else answer.at_least,
        "targets": [_reached(one) for one in answer.reached],
        "most_alone": [_reached(one) for one in answer.most],
    }


def _reached(one: Reached) -> dict[str, Any]:
    return {
        "burden": one.aim.burden.value,
        "wanted_percent": str(round(float(one.aim.share) * 100, 4)),
        "percent": str(one.percent),
        "is_reached": one.is_reached,
    }


def _verdict(answer: Answer) -> str:
    reached = ", ".join(f"{one.aim.burden.label.lower()} giảm {_comma(one)} %" for one in answer.reached)
    if answer.is_reached:
        sure = (
            ""
            if answer.is_proven
            else f" Hết thời gian tính: tập này hơn mức ít nhất tối đa {str(answer.gap).replace('.', ',')} %."
        )
        return f"Đạt mọi mục tiêu với {len(answer.choices)} thay đổi: {reached}.{sure}"
    most = ", ".join(f"{one.aim.burden.label.lower()} {_comma(one)} %" for one in answer.most)
    return f"Không tập nào đạt. Nhiều nhất, nếu chỉ theo một mục tiêu: {most}. Tập gần đạt nhất: {reached}."


def _comma(one: Reached) -> str:
    return str(one.percent).replace(".", ",")


def _lines(found: Studied, applied: Applied) -> list[str]:
    from motcua.reviews.rules.changes.applying import plain
    from motcua.reviews.rules.cost.numbers import grouped, whole_vnd

    before, after = applied.before, applied.after
    lines = [f"  • {told.says}" for told in applied.told]
    if before.days is not None and after.days is not None:
        lines.append(f"  Thời hạn: {plain(before.days)} → {plain(after.days)} ngày làm việc")
    if found.cost is None:
        lines.append("  Chi phí: chưa có bảng chi phí, lập ở trang Chi phí tuân thủ")
    else:
        for words, first, then in (
            ("một hồ sơ", before.cost, after.cost),
            ("một năm", before.year, after.year),
        ):
            lines.append(f"  Chi phí {words}: {grouped(whole_vnd(first))} → {grouped(whole_vnd(then))} đ")
    lines.append(
        f"  Giấy tờ: {before.papers} → {after.papers}; điều kiện: {before.conditions} → {after.conditions}"
    )
    lines.append(f"  Số lần đi lại mỗi hồ sơ: {plain(before.trips)} → {plain(after.trips)}")
    return lines
