"""`./motcua report`: a statutory form filled in for any window, as of any closing instant."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.reports.queries.filling import Scope
    from motcua.reports.rules.filled import Filled, FilledRow

_WHOLE = "Toàn hệ thống"
_LABEL_WIDTH = 40


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    parser = groups.add_parser(
        "report",
        help="lập biểu báo cáo theo Thông tư 01/2020/TT-VPCP cho một kỳ bất kỳ, kèm kiểm tra cân đối",
    )
    parser.add_argument("form", nargs="?", metavar="BIỂU", help="ví dụ II.06a; bỏ trống để xem các biểu")
    parser.add_argument(
        "--agency", metavar="MÃ", help="cơ quan và các đơn vị trực thuộc; mặc định là toàn hệ thống"
    )
    parser.add_argument(
        "--from", dest="first", type=_day, metavar="NGÀY", help="ngày đầu kỳ, dạng 2024-01-15"
    )
    parser.add_argument("--to", dest="last", type=_day, metavar="NGÀY", help="ngày cuối kỳ, tính cả ngày này")
    parser.add_argument(
        "--as-of", type=_instant, metavar="LÚC", help="thời điểm chốt số liệu; mặc định là hết kỳ"
    )
    parser.add_argument("--xlsx", type=Path, metavar="TỆP", help="ghi biểu ra bảng tính")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.form is None:
        return _list(args)
    if args.first is None or args.last is None:
        raise Refused("bad-command", "Cần cả --from NGÀY và --to NGÀY (ngày cuối kỳ tính cả ngày đó).")
    if args.last < args.first:
        raise Refused(
            "period-ends-before-it-starts",
            f"Ngày cuối kỳ {args.last:%d/%m/%Y} đứng trước ngày đầu kỳ {args.first:%d/%m/%Y}.",
        )
    from motcua.config.installation import open_database

    open_database()
    return _fill(args)


def _list(args: argparse.Namespace) -> int:
    from motcua.cli.main import print_json
    from motcua.kernel.clock import local_day, now
    from motcua.reports.rules.forms.declared import forms_on

    forms = forms_on(local_day(now()))
    if args.json:
        print_json([{"form": form.code, "title": form.title, "verified": form.is_verified} for form in forms])
        return 0
    for form in forms:
        marks = [] if form.has_data else ["chưa có dữ liệu"]
        marks += [] if form.is_verified else ["cột theo thực tế, chưa đối chiếu"]
        marked = f" ({'; '.join(marks)})" if marks else ""
        print(f"{form.code:<8}{form.title}{marked}")
    return 0


def _fill(args: argparse.Namespace) -> int:
    from motcua.cli.main import print_json
    from motcua.kernel.periods import Period
    from motcua.organisations.queries.agencies import find_agency
    from motcua.reports.files.workbook import write_form
    from motcua.reports.queries.filling import Scope, fill

    agency = find_agency(args.agency, args.last) if args.agency else None
    if args.agency and agency is None:
        raise Refused(
            "agency-not-found",
            f"Không có cơ quan mã “{args.agency}” vào ngày {args.last:%d/%m/%Y}. Xem mã bằng ./motcua agencies.",
        )
    scope = Scope(
        agency.pk if agency else None, Period(args.first, args.last + timedelta(days=1)), args.as_of
    )
    filled = fill(args.form, scope)
    name = agency.name if agency else _WHOLE
    if args.xlsx:
        _write(args.xlsx, write_form(filled, agency=name, first=args.first, last=args.last))
    if args.json:
        print_json(_document(filled, scope, args))
    else:
        print("\n".join(_table(filled, name, args.first, args.last)))
    return 2 if filled.gaps else 0


def _document(filled: Filled, scope: Scope, args: argparse.Namespace) -> dict[str, Any]:
    from motcua.reports.queries.catalogue_counts import listing_on
    from motcua.reports.rules.filled import digest

    counted = filled.as_dict()
    return {
        **counted,
        "title": filled.form.title,
        "verified": filled.form.is_verified,
        "agency": args.agency,
        "from": args.first,
        "to": args.last,
        "as_of": args.as_of,
        "columns": [
            {
                "number": column.number,
                "heading": ": ".join(filter(None, (column.group, column.heading))),
                "measure": column.measure or None,
                "missing": filled.form.missing_of(column.number) or None,
            }
            for column in filled.form.columns
        ],
        "figures": {
            column.measure: filled.total.cells[column.number]
            for column in filled.form.columns
            if column.measure
        },
        "gaps": [gap.said for gap in filled.gaps],
        "catalogue": listing_on(scope.last_day).facts(),
        "hash": digest(counted),
    }


def _table(filled: Filled, agency: str, first: date, last: date) -> Iterator[str]:
    form = filled.form
    yield f"{form.named}. {form.title}"
    yield f"{agency}, từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}. Đơn vị tính: {form.unit}."
    if not form.has_data:
        yield f"Chưa có dữ liệu. {form.missing_of(form.columns[0].number)}"
        return
    yield f"{'':<{_LABEL_WIDTH}}" + "".join(f"{f'({column.number})':>8}" for column in form.columns)
    for row in (*filled.rows, filled.total):
        yield _line(row, [column.number for column in form.columns])
    for rate in filled.rates:
        yield f"{rate.name}: {rate.said}"
    for number, why in {column.number: form.missing_of(column.number) for column in form.columns}.items():
        if why:
            yield f"Cột ({number}) chưa có dữ liệu: {why}"
    yield from (f"KHÔNG CÂN ĐỐI: {gap.said}" for gap in filled.gaps)
    if form.note:
        yield form.note


def _line(row: FilledRow, numbers: list[int]) -> str:
    from motcua.reports.rules.filled import number_said

    label = row.label if len(row.label) < _LABEL_WIDTH else row.label[: _LABEL_WIDTH - 2] + "…"
    cells = ("–" if row.cells[number] is None else number_said(row.cells[number]) for number in numbers)
    return f"{label:<{_LABEL_WIDTH}}" + "".join(f"{cell:>8}" for cell in cells)


def _write(path: Path, workbook: bytes) -> None:
    try:
        path.write_bytes(workbook)
    except OSError as trouble:
        raise Refused("file-not-writable", f"Không ghi được tệp {path}: {trouble.strerror}.") from trouble


def _day(said: str) -> date:
    return date.fromisoformat(said)


def _instant(said: str) -> datetime:
    from motcua.kernel.clock import VIETNAM

    at = datetime.fromisoformat(said)
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)
