"""`./motcua plan`: read plan documents and show what was found, without keeping anything."""

from __future__ import annotations

import argparse
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.documents.reading.blocks import ReadDocument
    from motcua.plans.rules.reading.found import FoundTarget, FoundTask, Header, PlanReading

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_NARROWEST = 72
_BROKEN_TEXT = frozenset({"page-text-broken", "text-broken"})


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    plan = groups.add_parser("plan", help="đọc văn bản kế hoạch")
    commands = plan.add_subparsers(metavar="VIỆC", required=True)
    read = commands.add_parser(
        "read",
        help="đọc một kế hoạch (DOCX, PDF, XLSX, HTML, Markdown, văn bản thuần): nhiệm vụ, chỉ tiêu, chỗ cần xem",
    )
    read.add_argument("file", type=Path, metavar="TỆP")
    read.add_argument("--year", type=int, metavar="NĂM", help="năm của kế hoạch, dùng khi văn bản không ghi")
    read.add_argument("--json", action="store_true")
    read.set_defaults(run=_read)


def _read(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.documents.reading.opening import read_document
    from motcua.plans.rules.reading.whole import read_plan

    if args.year is not None and not _FIRST_YEAR <= args.year <= _LAST_YEAR:
        raise Refused("bad-year", f"Năm {args.year} không hợp lệ: cần từ {_FIRST_YEAR} đến {_LAST_YEAR}.")
    document = read_document(content=_content(args.file), name=args.file.name)
    _refuse_pictures(document)
    reading = read_plan(document, year=args.year)
    if args.json:
        print_json(reading.as_dict())
    else:
        print("\n".join(_summary(reading, args.file.name)))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("file-not-found", f"Không có tệp {path}. Kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise Refused("file-is-folder", f"{path} là thư mục. Hãy chỉ rõ một tệp kế hoạch.") from None
    except PermissionError:
        message = (
            f"Không có quyền đọc tệp {path}. Nhờ chủ tệp cho quyền đọc, hoặc chép tệp về thư mục của mình."
        )
        raise Refused("file-not-readable", message) from None
    except OSError as trouble:
        message = f"Không mở được tệp {path} (lỗi {trouble.errno} của hệ điều hành). Chép tệp sang chỗ khác rồi thử."
        raise Refused("file-not-readable", message) from None


def _refuse_pictures(document: ReadDocument) -> None:
    """Refuse a file that holds pictures only; broken text is read into a warning, as nothing of it is taken."""
    codes = {each.code for each in document.warnings}
    if not document.is_readable and not codes & _BROKEN_TEXT:
        raise Refused(document.warnings[0].code, document.warnings[0].message)


def _summary(reading: PlanReading, name: str) -> Iterable[str]:
    yield from _of_header(reading.header, name)
    counts = (
        f"{len(reading.sections)} mục",
        f"{len(reading.tasks)} nhiệm vụ",
        f"{len(reading.targets)} chỉ tiêu",
        f"{len(reading.citations)} lần dẫn văn bản",
        f"{len(reading.findings)} chỗ cần xem",
        f"{len(reading.warnings)} lưu ý khi đọc",
    )
    yield f"Đọc được: {', '.join(counts)}."
    yield from _of_tasks(reading.tasks)
    yield from _of_targets(reading.targets)
    yield from _list(
        "CHỖ CẦN XEM",
        [
            f"[{each.severity.label}] {each.message}" + (f" ({each.place.says()})" if each.place else "")
            for each in reading.findings
        ],
    )
    yield from _list("LƯU Ý KHI ĐỌC", [each.message for each in reading.warnings])


def _of_header(header: Header, name: str) -> Iterable[str]:
    yield f"{(header.kind or 'Văn bản').upper()}: {header.title or name}"
    number = f"{header.number or '…'}/{header.symbol}" if header.symbol else ""
    facts = (
        ("Cơ quan ban hành", " – ".join(filter(None, (header.superior, header.issuer)))),
        ("Số, ký hiệu", number),
        ("Nơi và ngày", ", ".join(filter(None, (header.place_name, header.date_text)))),
        ("Năm kế hoạch", str(header.year or "")),
        ("Người ký", ", ".join(filter(None, (header.signing_authority, header.signer_title, header.signer)))),
        ("Căn cứ", "; ".join(each.text for each in header.bases)),
    )
    for label, said in facts:
        if said:
            yield from _wrapped(f"  {label}: ", said)


def _of_tasks(tasks: Sequence[FoundTask]) -> Iterable[str]:
    if not tasks:
        return
    yield ""
    yield "NHIỆM VỤ"
    group = ""
    for order, task in enumerate(tasks, start=1):
        if task.group != group:
            group = task.group
            if group:
                yield f"  ── {textwrap.shorten(group, _width() - 6, placeholder='…')}"
        number = task.number or str(order)
        yield from _wrapped(f"  {number:>5}  ", task.content.replace("\n", " "))
        facts = (
            ("chủ trì", task.lead),
            ("phối hợp", "; ".join(task.partners)),
            ("gửi, trình", task.submitted_to),
            ("thời hạn", _said(task)),
            ("sản phẩm", task.product.replace("\n", " ")),
            ("ghi chú", task.note),
        )
        for label, said in facts:
            if said:
                yield from _wrapped(f"         {label}: ", said)


def _said(task: FoundTask) -> str:
    from motcua.plans.rules.terms import says

    term = task.term
    meaning = says(term)
    return (
        term.text
        if not meaning or meaning == term.text
        else f"{term.text} → {meaning}"
        if term.text
        else meaning
    )


def _of_targets(targets: Sequence[FoundTarget]) -> Iterable[str]:
    lines = []
    for each in targets:
        number = f"{each.number.normalize():f}".replace(".", ",")
        unit = each.unit if each.unit == "%" else f" {each.unit}".rstrip()
        where = f" ({each.place.says()})"
        lines.append(
            f"{each.direction.label} {number}{unit}, {each.commitment.label.lower()}: {each.measures}{where}"
        )
    yield from _list("CHỈ TIÊU", lines)


def _list(title: str, lines: Sequence[str]) -> Iterable[str]:
    if not lines:
        return
    yield ""
    yield title
    for line in lines:
        yield from _wrapped("  - ", line)


def _wrapped(first: str, text: str) -> Iterable[str]:
    indent = " " * min(len(first), 11)
    return textwrap.wrap(text, _width(), initial_indent=first, subsequent_indent=indent) or [first.rstrip()]


def _width() -> int:
    return max(_NARROWEST, min(shutil.get_terminal_size((110, 20)).columns, 130))
