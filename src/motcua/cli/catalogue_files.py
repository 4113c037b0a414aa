"""`./motcua catalogue import | export | template`: procedures from files, and to files."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.catalogue.actions.imports import ImportResult
    from motcua.catalogue.rules.records import Remark

_SHOWN = 20
Answer = TypeVar("Answer")


def add_to(commands: Any) -> None:
    """Add the commands to the catalogue's commands."""
    importing = commands.add_parser("import", help="nhập thủ tục từ tệp .json, .csv, .xlsx")
    importing.add_argument("file", type=Path, metavar="TỆP")
    importing.add_argument("--dry-run", action="store_true", help="chỉ xem kết quả, không ghi gì")
    importing.add_argument("--as-of", metavar="NGÀY", help="áp dụng từ ngày này, dạng 2026-07-01")
    importing.add_argument("--json", action="store_true")
    importing.set_defaults(run=_import)
    export = commands.add_parser("export", help="xuất danh mục ra tệp .xlsx, .csv, .json")
    export.add_argument("file", type=Path, metavar="TỆP")
    export.add_argument("--on", metavar="NGÀY", help="danh mục đang áp dụng vào ngày này; mặc định hôm nay")
    export.add_argument("--json", action="store_true")
    export.set_defaults(run=_export)
    template = commands.add_parser("template", help="ghi tệp mẫu để cán bộ điền")
    template.add_argument("file", type=Path, metavar="TỆP.xlsx")
    template.set_defaults(run=_template)


def _import(args: argparse.Namespace) -> None:
    as_of = _day(args.as_of)
    from motcua.config.installation import open_database

    open_database()
    from motcua.catalogue.actions.imports import import_catalogue

    result = import_catalogue(file=args.file, dry_run=args.dry_run, as_of=as_of, by=None, at=now())
    if args.json:
        from motcua.cli.main import print_json

        print_json(result.as_dict())
    else:
        _print(result)


def _export(args: argparse.Namespace) -> None:
    day = _day(args.on) or local_day(now())
    from motcua.config.installation import open_database

    open_database()
    from motcua.catalogue.exporting import writer_for
    from motcua.catalogue.queries.exports import procedures_in_force

    write = writer_for(args.file.suffix.lower(), on=day)
    count = _written(args.file, lambda stream: write(stream, procedures_in_force(on=day)))
    if args.json:
        from motcua.cli.main import print_json

        print_json({"file": str(args.file), "on": day, "procedures": count})
    else:
        print(f"Đã ghi {count} thủ tục đang áp dụng ngày {day:%d/%m/%Y} vào {args.file}.")


def _template(args: argparse.Namespace) -> None:
    if args.file.suffix.lower() != ".xlsx":
        raise Refused("file-unknown-format", "Tệp mẫu là bảng tính: đặt tên kết thúc bằng .xlsx.")
    from motcua.catalogue.exporting import write_template

    _written(args.file, write_template)
    print(f"Đã ghi tệp mẫu {args.file}. Cách điền ở tờ Hướng dẫn.")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from motcua.catalogue.rules.wording import read_day

    day = read_day(text)
    if day is None:
        raise Refused("bad-day", f"Không đọc được ngày “{text}”. Ghi dạng 2026-07-01.")
    return day


def _written(file: Path, write: Callable[[IO[bytes]], Answer]) -> Answer:
    """Write beside the file and put it in place when it is whole, so that nobody meets half a file."""
    partial = file.with_name(f".{file.name}.partial")
    try:
        with partial.open("wb") as stream:
            answer = write(stream)
        partial.replace(file)
    except OSError as error:
        reason = "không có thư mục này, không có quyền ghi, hoặc đĩa đầy"
        raise Refused("file-not-written", f"Không ghi được {file}: {reason}.", file=str(file)) from error
    finally:
        partial.unlink(missing_ok=True)
    return answer


def _print(result: ImportResult) -> None:
    how = "Chạy thử, chưa ghi gì. " if result.dry_run else ""
    print(f"{how}Tệp {result.file}, áp dụng từ {result.as_of:%d/%m/%Y}:")
    counts = (
        ("thủ tục mới", result.created),
        ("thay đổi", result.changed),
        ("không đổi", result.unchanged),
        ("bị từ chối", result.refused),
    )
    for words, count in counts:
        print(f"  {count:6}  {words}")
    _print_remarks("Bị từ chối", result.refusals)
    _print_remarks("Cần xem lại", result.warnings)


def _print_remarks(title: str, remarks: tuple[Remark, ...]) -> None:
    if not remarks:
        return
    print(f"{title}:")
    for remark in remarks[:_SHOWN]:
        where = ", ".join(word for word in (f"dòng {remark.row}", remark.code, remark.field) if word)
        print(f"  {where}: {remark.reason}")
    if len(remarks) > _SHOWN:
        print(f"  … và {len(remarks) - _SHOWN} điều nữa; thêm --json để xem hết.")
