"""`./motcua rollup`: the sums by day from which big tables are counted: built anew, compared with the dossiers."""

from __future__ import annotations

import argparse
from typing import Any

from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused

_NAMES = {"dossiers": "hồ sơ", "days": "dòng theo ngày", "months": "dòng theo tháng"}


def add_to(groups: Any) -> None:
    """Add this group's commands to the command line."""
    rollup = groups.add_parser("rollup", help="bảng cộng sẵn theo ngày của số liệu hồ sơ")
    commands = rollup.add_subparsers(metavar="VIỆC", required=True)
    rebuild = commands.add_parser("rebuild", help="cộng lại từ đầu từ các hồ sơ")
    rebuild.add_argument("--json", action="store_true")
    rebuild.set_defaults(run=_rebuild)
    verify = commands.add_parser("verify", help="so bảng cộng sẵn với số đếm lại từ các hồ sơ")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=_verify)


def _rebuild(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.indicators.actions.rollups import rebuild_rollups

    number = rebuild_rollups(at=now())
    _say({"dossiers": number}, f"Đã cộng lại từ {number} hồ sơ.", as_json=args.json)


def _verify(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.indicators.actions.rollups import keep_rollups
    from motcua.indicators.queries.rollups import differences

    if keep_rollups(at=now()) is None:
        raise Refused("rollup-not-built", "Chưa có bảng cộng sẵn. Chạy ./motcua rollup rebuild trước.")
    found = differences()
    if found:
        parts = ", ".join(f"{number} {_NAMES[name]}" for name, number in found.items())
        raise Refused(
            "rollup-differs",
            f"Bảng cộng sẵn lệch với các hồ sơ: {parts}. Chạy ./motcua rollup rebuild rồi báo cho nhà phát triển.",
            differences=found,
        )
    _say({"differences": {}}, "Bảng cộng sẵn khớp với các hồ sơ.", as_json=args.json)


def _say(document: dict[str, Any], words: str, *, as_json: bool) -> None:
    if as_json:
        from motcua.cli.main import print_json

        print_json(document)
    else:
        print(words)
