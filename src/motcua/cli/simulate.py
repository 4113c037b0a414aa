"""`./motcua simulate`: play a department's year through the real actions, to try things out and to check figures."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from motcua.kernel.refusals import Refused

_FIRST, _LAST = 2020, 2026
_MOST = 20_000
_TARGET_HELP = (
    "tệp JSON ghi số hồ sơ từng loại phải đạt; có thể thêm “from”, “to” (kỳ được đóng vai; không ghi thì theo năm báo "
    "cáo, từ 15/11 năm trước đến 05/12) và “catalogue” (số thủ tục theo cấp)"
)


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    parser = groups.add_parser(
        "simulate", help="đóng vai một năm tiếp nhận và giải quyết hồ sơ (bản dùng thử)"
    )
    parser.add_argument("--year", type=int, required=True, metavar="NĂM")
    parser.add_argument("--dossiers", type=int, metavar="SỐ", help="tổng số hồ sơ trong năm")
    parser.add_argument("--seed", type=int, default=1, metavar="SỐ", help="cùng số thì cùng diễn biến")
    parser.add_argument("--target", type=Path, metavar="TỆP", help=_TARGET_HELP)
    parser.add_argument("--from", dest="first", metavar="NGÀY", help="ngày đầu của kỳ được đóng vai")
    parser.add_argument("--to", dest="last", metavar="NGÀY", help="ngày cuối của kỳ, tính cả ngày này")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=_simulate)


def _simulate(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database

    _require_sensible(args)
    open_database()
    from motcua.config.sample import load_sample
    from motcua.kernel.clock import now
    from motcua.simulation.count import counted, differences
    from motcua.simulation.running import run_year

    load_sample(at=now(), say=_say)
    story = _story(args)
    outcome = run_year(
        year=args.year,
        target=story.target,
        seed=args.seed,
        at=now(),
        progress=_Bar(story.target.total),
        window=story.window,
        listed=story.listed,
    )
    found = counted(department=outcome.department, year=args.year, window=story.window)
    wrong = differences(story.target, found)
    if args.json:
        print_json(
            {
                "year": args.year,
                "seed": args.seed,
                "department": outcome.department.code,
                "counts": asdict(found),
                "reached": not wrong,
                "acts": outcome.acts,
                "seconds": round(outcome.seconds, 1),
            }
        )
    else:
        _print(found, outcome)
    if wrong:
        raise Refused(
            "target-missed",
            "Diễn biến không đạt chỉ tiêu: "
            + "; ".join(f"{name} cần {wanted}, có {got}" for name, (wanted, got) in wrong.items()),
        )


_LABELS = {
    "received_online": "Tiếp nhận trực tuyến",
    "received_direct": "Tiếp nhận trực tiếp, bưu chính",
    "carried_over": "Kỳ trước chuyển sang",
    "resolved_early": "Giải quyết trước hạn",
    "resolved_on_time": "Giải quyết đúng hạn",
    "resolved_late": "Giải quyết quá hạn",
    "pending": "Đang giải quyết",
    "withdrawn": "Rút hồ sơ",
    "stopped": "Dừng giải quyết",
    "not_accepted": "Không tiếp nhận",
}


def _print(found: Any, outcome: Any) -> None:
    for name, value in asdict(found).items():
        print(f"{_LABELS[name]:<34}{value:>8}")
    print(f"{outcome.acts} việc trong {outcome.seconds:.0f} giây, tại {outcome.department.name}.")


def _require_sensible(args: argparse.Namespace) -> None:
    if not _FIRST <= args.year <= _LAST:
        raise Refused(
            "year-not-playable", f"Chỉ đóng vai được các năm {_FIRST}–{_LAST}: ngoài đó lịch chưa đủ dữ liệu."
        )
    if args.target is None and args.dossiers is None:
        raise Refused("bad-command", "Cần --dossiers SỐ, hoặc --target TỆP ghi số hồ sơ từng loại.")
    if args.dossiers is not None and not 20 <= args.dossiers <= _MOST:
        raise Refused("too-many-dossiers", f"Số hồ sơ phải từ 20 đến {_MOST}.")


def _story(args: argparse.Namespace) -> Any:
    from motcua.simulation.plan import usual_target, whole_year
    from motcua.simulation.story import Story, read_story, window_of

    named = {"from": args.first, "to": args.last}
    asked = {name: day for name, day in named.items() if day is not None}
    if args.target is None:
        window = window_of(asked, args.year) if asked else whole_year(args.year)
        return Story(usual_target(args.dossiers, seed=args.seed), window)
    try:
        document = json.loads(args.target.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused("target-unreadable", f"Không mở được {args.target}: {error.strerror}.") from error
    except ValueError as error:
        raise Refused("target-unreadable", f"{args.target} không phải JSON đọc được.") from error
    if isinstance(document, dict):
        document |= asked
    return read_story(document, year=args.year, dossiers=args.dossiers)


class _Bar:
    """A bar on standard error, redrawn in place; nothing where nobody looks."""

    def __init__(self, total: int) -> None:
        self.total = total

    def __call__(self, done: int) -> None:
        if not sys.stderr.isatty():
            return
        filled = 40 * done // max(1, self.total)
        end = "\n" if done == self.total else ""
        print(
            f"\r[{'█' * filled}{'·' * (40 - filled)}] {done}/{self.total}",
            end=end,
            file=sys.stderr,
            flush=True,
        )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
