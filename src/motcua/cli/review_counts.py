"""`./motcua review monthly`, `conditions` and `rules`: what is counted beside the findings."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.reviews.rules.conditions.balance import Balance
    from motcua.reviews.rules.conditions.counting import Counts
    from motcua.reviews.rules.monthly import MonthlyRow, Promulgated


def add_to(commands: Any) -> None:
    """Add the counts to the commands of `review`."""
    monthly = commands.add_parser(
        "monthly",
        help="thủ tục mới ban hành, sửa đổi, thay thế, bãi bỏ trong một tháng",
        description="Đếm từ các quyết định công bố đã ký, trong tháng và từ đầu năm đến hết tháng.",
    )
    monthly.add_argument("month", metavar="NĂM-THÁNG", help="ví dụ 2026-10")
    monthly.add_argument("--by", metavar="CÁCH", default="field", help="field, level, authority hoặc issuer")
    monthly.add_argument(
        "--as-of", metavar="LÚC", help="chỉ tính những gì đã ghi đến lúc này, ví dụ 2026-11-05T09:00"
    )
    monthly.add_argument("--agency", metavar="MÃ", help="mã cơ quan giữ các quyết định")
    monthly.add_argument("--json", action="store_true")
    monthly.set_defaults(run=_monthly)
    conditions = commands.add_parser(
        "conditions", help="điều kiện kinh doanh: bao nhiêu không cần thiết, đã cắt bao nhiêu"
    )
    conditions.add_argument("--agency", metavar="MÃ", help="mã cơ quan, đơn vị")
    conditions.add_argument("--json", action="store_true")
    conditions.set_defaults(run=_conditions)
    rules = commands.add_parser(
        "rules",
        help="quy định liên quan đến kinh doanh theo loại: đã cắt, đơn giản hóa bao nhiêu, chi phí giảm bao nhiêu",
        description="Thủ tục đếm từ danh mục, các loại khác đếm từ sổ quy định kinh doanh.",
    )
    rules.add_argument("--agency", metavar="MÃ", required=True, help="mã cơ quan, đơn vị")
    rules.add_argument("--since", metavar="NGÀY", help="ngày đầu, ví dụ 2026-01-01; mặc định đầu năm")
    rules.add_argument("--until", metavar="NGÀY", help="ngày cuối; mặc định hôm nay")
    rules.add_argument("--json", action="store_true")
    rules.set_defaults(run=_rules)


def _monthly(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.cli.review import agency_named
    from motcua.config.installation import open_database

    open_database()
    from motcua.reviews.enums import MonthlyCut, MonthlySpan
    from motcua.reviews.queries.monthly import promulgated
    from motcua.reviews.rules.monthly import behind, month_of, table

    if args.by not in set(MonthlyCut):
        raise Refused("unknown-cut", f"Không chia được theo “{args.by}”. Chọn: {', '.join(MonthlyCut)}.")
    month, at, by = month_of(args.month), _instant(args.as_of), MonthlyCut(args.by)
    found = promulgated(month=month, at=at, agency_id=agency_named(args.agency))
    rows = table(found, month=month, by=by)
    if not args.json:
        _print_monthly(rows, args.month)
        return
    listed = behind(found, month=month, span=MonthlySpan.MONTH)
    print_json(
        {
            "month": f"{month:%Y-%m}",
            "as_of": at.isoformat(),
            "by": by.value,
            "rows": [_monthly_row(row) for row in rows],
            "procedures": [_procedure(one) for one in listed],
        }
    )


def _monthly_row(row: MonthlyRow) -> dict[str, Any]:
    from motcua.catalogue.enums import ChangeKind
    from motcua.reviews.enums import MonthlySpan

    return {
        "part": row.part,
        "label": row.label,
        **{
            span.value: {
                **{change.value: row.count(span, change) for change in ChangeKind},
                "total": row.count(span),
            }
            for span in MonthlySpan
        },
    }


def _procedure(one: Promulgated) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "change": one.change.value,
        "decision": one.number,
        "signed_on": one.signed_on.isoformat(),
        "issuer": one.issuer,
        "field": one.field,
        "levels": list(one.levels),
        "authority": one.authority,
    }


def _print_monthly(rows: list[MonthlyRow], month: str) -> None:
    from motcua.catalogue.enums import ChangeKind
    from motcua.reviews.enums import MonthlySpan

    print(f"Thủ tục được công bố tháng {month} (trong ngoặc: từ đầu năm)")
    for row in rows:
        said = (
            f"{change.label} {row.count(MonthlySpan.MONTH, change)} ({row.count(MonthlySpan.YEAR, change)})"
            for change in ChangeKind
        )
        print(f"  {row.label}: {'; '.join(said)}")


def _instant(text: str | None) -> datetime:
    if not text:
        return now()
    from motcua.kernel.clock import VIETNAM

    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(
            "instant-unreadable", f"“{text[:40]}” không phải là thời điểm, ví dụ 2026-11-05T09:00."
        ) from None
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def _conditions(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.cli.review import agency_named
    from motcua.config.installation import open_database

    open_database()
    from motcua.reviews.queries.conditions import cut_and_count

    today = local_day(now())
    counted = cut_and_count(agency_named(args.agency), today)
    target = counted.target
    if args.json:
        wanted = (
            None
            if target is None
            else {
                "percent": str(target.percent),
                "basis": target.basis,
                "missing": counted.whole.missing(target.percent),
            }
        )
        document = {
            "on": today.isoformat(),
            "whole": _counts(counted.whole),
            "lines": {line: _counts(counts) for line, counts in counted.lines.items()},
            "target": wanted,
        }
        print_json(document)
        return
    whole = counted.whole
    print(
        f"Điều kiện kinh doanh đã ghi: {whole.known}, đang áp dụng {whole.in_force}, chưa rà soát {whole.unseen}."
    )
    print(f"Trong danh mục không cần thiết: {whole.listed}; đã cắt {whole.cut} ({_percent(whole)}).")
    if target is not None:
        print(
            f"Mức phải đạt: {target.percent} %; còn phải cắt {whole.missing(target.percent)}. {target.basis}."
        )


def _rules(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.cli.review import agency_named
    from motcua.config.installation import open_database

    open_database()
    from motcua.reviews.queries.conditions import balance

    today = local_day(now())
    on = min(_day(args.until) or today, today)
    since = _day(args.since) or date(on.year, 1, 1)
    if since > on:
        raise Refused("days-wrong-way", "Ngày đầu phải trước ngày cuối, và ngày cuối không sau hôm nay.")
    agency = agency_named(args.agency)
    assert agency is not None
    found = balance(agency, since=since, on=on)
    if args.json:
        kinds = {kind.value: _balance(one) for kind, one in found.kinds.items()}
        print_json(
            {
                "since": since.isoformat(),
                "until": on.isoformat(),
                "kinds": kinds,
                "whole": _balance(found.whole),
            }
        )
        return
    print(f"Quy định liên quan đến kinh doanh từ {since:%d/%m/%Y} đến hết {on:%d/%m/%Y}")
    for label, one in [*((kind.label, one) for kind, one in found.kinds.items()), ("Cộng", found.whole)]:
        print(
            f"  {label}: đầu kỳ {one.before}, đã cắt {one.cut}, đơn giản hóa {one.simplified} ({_share(one.percent)}), "
            f"mới {one.added}, cuối kỳ {one.now}; chi phí giảm {_share(one.cost_percent)}, "
            f"{one.uncosted} chưa biết chi phí"
        )


def _balance(one: Balance) -> dict[str, Any]:
    shares = {"percent": one.percent, "cost_percent": one.cost_percent}
    return {**asdict(one), **{name: None if share is None else str(share) for name, share in shares.items()}}


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("day-unreadable", f"“{text[:40]}” không phải là ngày, ví dụ 2026-01-01.") from None


def _counts(counts: Counts) -> dict[str, Any]:
    return {**asdict(counts), "percent": None if counts.percent is None else str(counts.percent)}


def _percent(counts: Counts) -> str:
    return _share(counts.percent)


def _share(percent: Decimal | None) -> str:
    return "chưa có gì để tính" if percent is None else f"{percent} %".replace(".", ",")
