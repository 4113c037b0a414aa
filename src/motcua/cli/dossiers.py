"""`./motcua dossiers`: the register of a counter, written to a workbook or a printed book."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.dossiers.queries.register import Register

_KINDS = (".xlsx", ".pdf")


def add_to(groups: Any) -> None:
    """Add this group's commands to the command line."""
    dossiers = groups.add_parser("dossiers", help="hồ sơ: xuất sổ theo dõi")
    commands = dossiers.add_subparsers(metavar="VIỆC", required=True)
    register = commands.add_parser("register", help="xuất sổ theo dõi hồ sơ của một nơi tiếp nhận")
    register.add_argument("file", type=Path, metavar="TỆP", help="tệp .xlsx hoặc .pdf sẽ ghi")
    register.add_argument("--agency", required=True, metavar="MÃ", help="mã cơ quan tiếp nhận")
    register.add_argument("--from", dest="first", required=True, type=_day, metavar="NGÀY", help="từ ngày")
    register.add_argument("--to", dest="last", required=True, type=_day, metavar="NGÀY", help="đến ngày")
    register.add_argument("--force", action="store_true", help="ghi đè tệp đã có")
    register.add_argument("--json", action="store_true")
    register.set_defaults(run=_register)


def _register(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.dossiers.queries.register import register_of

    register = register_of(_agency(args.agency, args.last), first_day=args.first, last_day=args.last)
    _require_writable(args.file, args.force)
    rows = _write(register, args.file)
    if args.json:
        from motcua.cli.main import print_json

        print_json({"file": str(args.file), "agency": args.agency, "rows": rows})
        return
    print(f"Đã ghi {rows} hồ sơ vào {args.file}.")


def _write(register: Register, file: Path) -> int:
    """Write beside the file, then give it its name: a register that was cut off never looks whole."""
    from motcua.documents.printing import print_register, write_register

    at, unfinished = now(), file.with_name(f"{file.name}.unfinished")
    try:
        if file.suffix.lower() == ".pdf":
            found = list(register.rows())
            unfinished.write_bytes(print_register(register.head(at), found))
            rows = len(found)
        else:
            with unfinished.open("wb") as opened:
                rows = write_register(opened, register.head(at), register.rows(), expected=register.count())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return rows


def _agency(code: str, on: date) -> Any:
    from motcua.organisations.queries.agencies import find_agency

    agency = find_agency(code, min(on, local_day(now())))
    if agency is None:
        raise Refused(
            "agency-not-found",
            f"Không có cơ quan mã “{code}”. Xem mã ở trang Cơ quan, đơn vị của bàn làm việc.",
        )
    return agency


def _require_writable(file: Path, force: bool) -> None:
    if file.suffix.lower() not in _KINDS:
        raise Refused("register-file-kind", f"Sổ ghi ra tệp .xlsx hoặc .pdf; “{file.name}” có đuôi khác.")
    if file.exists() and not force:
        raise Refused("file-exists", f"Đã có tệp {file}. Chọn tên khác, hoặc thêm --force để ghi đè.")
    if not file.absolute().parent.is_dir():
        raise Refused(
            "folder-not-found", f"Không có thư mục {file.absolute().parent}. Tạo trước rồi chạy lại."
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("bad-day", f"Ngày “{text}” không đúng. Ghi như 2026-09-09.") from None
