"""`./motcua prepare`, `backup`, `restore`: the operator's care for the database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from motcua.kernel.clock import now


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    prepare = groups.add_parser(
        "prepare", help="cập nhật cấu trúc cơ sở dữ liệu và dữ liệu nền (tự chạy khi khởi động)"
    )
    prepare.set_defaults(run=_prepare)
    backup = groups.add_parser("backup", help="sao lưu toàn bộ dữ liệu ra một tệp")
    backup.add_argument("file", type=Path, metavar="TỆP")
    backup.add_argument("--json", action="store_true")
    backup.set_defaults(run=_backup)
    restore = groups.add_parser("restore", help="khôi phục dữ liệu từ tệp sao lưu")
    restore.add_argument("file", type=Path, metavar="TỆP")
    restore.add_argument("--replace", action="store_true", help="thay cả khi cơ sở dữ liệu đang có dữ liệu")
    restore.add_argument("--json", action="store_true")
    restore.set_defaults(run=_restore)


def _prepare(args: argparse.Namespace) -> None:
    from motcua.config.installation import prepare

    prepare(at=now(), say=print)
    print("Cơ sở dữ liệu đã sẵn sàng.")


def _backup(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.backups import back_up

    outcome = back_up(args.file)
    if args.json:
        print_json(outcome)
    else:
        print(f"Đã sao lưu vào {outcome['file']} ({outcome['bytes']:,} byte).".replace(",", "."))


def _restore(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.backups import restore

    outcome = restore(args.file, replace=args.replace, at=now())
    if args.json:
        print_json(outcome)
    else:
        print(
            f"Đã khôi phục từ {outcome['file']}: {outcome['journal_entries']} bản ghi nhật ký, chuỗi nguyên vẹn."
        )
