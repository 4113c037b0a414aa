"""`./motcua journal verify`: prove that nobody altered the journal."""

from __future__ import annotations

import argparse
from typing import Any

from motcua.kernel.refusals import Refused


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    journal = groups.add_parser("journal", help="nhật ký sự kiện")
    commands = journal.add_subparsers(metavar="VIỆC", required=True)
    verify = commands.add_parser("verify", help="kiểm tra nhật ký chưa bị sửa, tìm bản ghi bị sửa đầu tiên")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(run=_verify)


def _verify(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database

    open_database()
    from motcua.kernel.queries import verify_journal

    outcome = verify_journal()
    facts = {"entries": outcome.entries, "chains": outcome.chains, "digest": outcome.digest}
    if outcome.first_alteration is not None:
        found = outcome.first_alteration
        raise Refused(
            "journal-altered",
            f"Nhật ký không nguyên vẹn: chuỗi {found.chain}, bản ghi số {found.seq}: {found.problem}. "
            "Giữ nguyên hiện trạng và đối chiếu với bản sao lưu gần nhất.",
            chain=found.chain,
            seq=found.seq,
            problem=found.problem,
            **facts,
        )
    if args.json:
        print_json({"intact": True, **facts})
    else:
        print(
            f"Nhật ký nguyên vẹn: {outcome.entries} bản ghi, {outcome.chains} chuỗi.\nMã kiểm: {outcome.digest}"
        )
