"""`./motcua`: reads the words of the command, runs it, prints what came out.

Exit code 0 when done, 2 when refused. With `--json`, standard output carries one JSON document, also for a
refusal. A user's mistake never shows a traceback.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from motcua.kernel.refusals import Refused

GROUPS = (
    "server",
    "worker",
    "database",
    "files",
    "journal",
    "deadline",
    "catalogue",
    "process",
    "dossiers",
    "plans",
    "measure",
    "score",
    "rollup",
    "cost",
    "review",
    "report",
    "survey",
    "simulate",
    "organisations",
    "accounts",
)


# What argparse says, and how we say it; the groups are the names it speaks of.
_MISTAKES = (
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)$",
        "{name}: không có {value}; chọn một trong: {choices}",
    ),
    (r"the following arguments are required: (?P<names>.+)$", "còn thiếu: {names}"),
    (r"unrecognized arguments: (?P<names>.+)$", "không hiểu: {names}"),
    (r"argument (?P<name>.+?): expected (?:one|at least one) argument$", "{name} cần một giá trị đi kèm"),
    (r"argument (?P<name>.+?): invalid \S+ value: (?P<value>.+)$", "{name}: giá trị {value} không đúng dạng"),
    (
        r"ambiguous option: (?P<value>.+?) could match (?P<choices>.+)$",
        "{value} có thể là {choices}; hãy viết đủ",
    ),
)


def _in_vietnamese(mistake: str) -> str:
    for pattern, sentence in _MISTAKES:
        if found := re.match(pattern, mistake):
            return sentence.format(**found.groupdict())
    return mistake


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are refusals in Vietnamese."""

    def error(self, message: str) -> NoReturn:
        raise Refused(
            "bad-command", f"Lệnh chưa đúng: {_in_vietnamese(message)}. Hướng dẫn: {self.prog} --help"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    try:
        args = _parser().parse_args(words)
        result = args.run(args)
    except Refused as refusal:
        return _refuse(refusal, as_json="--json" in words)
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (head, less) has seen enough; keep Python from complaining while it closes down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result or 0


def _parser() -> Parser:
    parser = Parser(
        prog="./motcua", description="Một cửa cho ngành giáo dục: thủ tục, hồ sơ, thời hạn, kiểm soát."
    )
    groups = parser.add_subparsers(title="các lệnh", metavar="LỆNH", required=True, parser_class=Parser)
    for name in GROUPS:
        import_module(f"motcua.cli.{name}").add_to(groups)
    return parser


def _refuse(refusal: Refused, *, as_json: bool) -> int:
    if as_json:
        print_json({"refused": refusal.as_dict()})
    else:
        print(f"Không thực hiện được: {refusal.message}", file=sys.stderr)
    return 2


def print_json(document: Any) -> None:
    """Print one JSON document to standard output; dates in ISO 8601."""
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str))


if __name__ == "__main__":
    sys.exit(main())
