"""`./motcua files check`: is every kept file there, and as it was accepted?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.documents.queries import StoreReport

_SHOWN = 20


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    files = groups.add_parser("files", help="kho tệp của hồ sơ")
    commands = files.add_subparsers(metavar="VIỆC", required=True)
    check = commands.add_parser("check", help="đối chiếu kho tệp với cơ sở dữ liệu: thiếu, bị sửa, thừa")
    check.add_argument("--quick", action="store_true", help="chỉ xem có tệp và đúng cỡ, không đọc nội dung")
    check.add_argument("--clean", action="store_true", help="xóa tệp thừa đã để quá một giờ")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_check)


def _check(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database

    open_database()
    from motcua.documents.actions.store_care import clean_store
    from motcua.documents.queries import check_store

    contents = not args.quick
    report = clean_store(at=now(), contents=contents) if args.clean else check_store(contents=contents)
    facts = _facts(report)
    if not report.is_whole:
        raise Refused("files-not-whole", _trouble(report), **facts)
    if args.json:
        print_json(facts)
    else:
        print(_summary(report))


def _facts(report: StoreReport) -> dict[str, Any]:
    return {
        "files": report.files,
        "bytes": report.bytes,
        "missing": [{"sha256": each.sha256, "name": each.name} for each in report.missing],
        "altered": [{"sha256": each.sha256, "name": each.name} for each in report.altered],
        "orphaned": [str(each.path) for each in report.orphaned],
        "taken_away": [str(each.path) for each in report.taken_away],
    }


def _summary(report: StoreReport) -> str:
    left = len(report.orphaned) - len(report.taken_away)
    size = f"{report.bytes / 1024**2:,.1f}".replace(",", " ").replace(".", ",")
    return (
        f"Kho tệp nguyên vẹn: {report.files} tệp, {size} MB. "
        f"Tệp thừa: {left} còn lại, {len(report.taken_away)} vừa xóa."
    )


def _trouble(report: StoreReport) -> str:
    lines = [f"Kho tệp thiếu {len(report.missing)} tệp, {len(report.altered)} tệp bị thay đổi."]
    lines += [f"  thiếu: {each.name} ({each.sha256[:12]}…)" for each in report.missing[:_SHOWN]]
    lines += [f"  bị thay đổi: {each.name} ({each.sha256[:12]}…)" for each in report.altered[:_SHOWN]]
    lines.append("Lấy các tệp này từ bản sao lưu gần nhất, rồi chạy lại lệnh.")
    return "\n".join(lines)
