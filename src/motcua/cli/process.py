"""`./motcua process`: internal processes: list, show, check, bring in from a file, write to a file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.workflow.models import ProcessVersion
    from motcua.workflow.rules.findings import Finding
    from motcua.workflow.rules.processes import ProcessContent

_MOST = 10_000


def add_to(groups: Any) -> None:
    """Add this group's commands to the command line."""
    process = groups.add_parser("process", help="quy trình nội bộ: xem, kiểm tra, nhập, xuất")
    commands = process.add_subparsers(metavar="VIỆC", required=True)
    listing = commands.add_parser("list", help="liệt kê quy trình")
    listing.add_argument(
        "text", nargs="?", default="", metavar="CHỮ", help="chữ trong tên, mã thủ tục hoặc cơ quan"
    )
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    show = commands.add_parser("show", help="xem một quy trình")
    _add_choice(show)
    show.set_defaults(run=_show)
    check = commands.add_parser(
        "check", help="kiểm tra một quy trình, hoặc mọi quy trình đang áp dụng, đang soạn"
    )
    check.add_argument("--file", type=Path, metavar="TỆP", help="kiểm tra một tệp .xlsx, .bpmn mà không nhập")
    _add_choice(check, needed=False)
    check.set_defaults(run=_check)
    bring = commands.add_parser("import", help="nhập tệp .xlsx hoặc .bpmn thành bản soạn")
    bring.add_argument("file", type=Path, metavar="TỆP")
    bring.add_argument("--procedure", metavar="MÃ", help="mã thủ tục; mặc định theo tệp")
    bring.add_argument("--agency", metavar="MÃ", help="mã cơ quan; mặc định theo tệp")
    bring.add_argument("--json", action="store_true")
    bring.set_defaults(run=_import)
    export = commands.add_parser("export", help="xuất một quy trình ra tệp .xlsx hoặc .bpmn")
    export.add_argument("file", type=Path, metavar="TỆP")
    _add_choice(export)
    export.set_defaults(run=_export)


def _add_choice(parser: Any, *, needed: bool = True) -> None:
    words = "mã thủ tục (1.008725), “chung”, hoặc số hiệu của quy trình hay phiên bản"
    parser.add_argument("which", nargs=None if needed else "?", metavar="QUY-TRÌNH", help=words)
    parser.add_argument("--agency", metavar="MÃ", help="quy trình áp dụng tại cơ quan này")
    parser.add_argument("--express", action="store_true", help="quy trình giải quyết ngay tại quầy")
    parser.add_argument("--on", type=_day, metavar="NGÀY", help="vào ngày nào (mặc định: hôm nay)")
    parser.add_argument("--json", action="store_true")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("bad-day", f"Ngày “{text}” không đúng. Ghi như 2026-09-09.") from None


def _list(args: argparse.Namespace) -> None:
    on = _open()
    from motcua.workflow.queries.keeping import ProcessFilters, page_of_processes
    from motcua.workflow.rules.tables import write_matter

    rows = page_of_processes(ProcessFilters(on=on, text=args.text), size=_MOST)[:_MOST]
    facts = [
        {
            "id": str(row.process.pk),
            "name": row.process.name,
            "procedure": write_matter(row.process.matter),
            "agency": row.process.agency.code if row.process.agency else "",
            "is_express": row.process.is_express,
            "is_in_force": row.is_in_force,
            "is_drafted": row.is_drafted,
        }
        for row in rows
    ]
    if args.json:
        _print_json({"processes": facts, "count": len(facts)})
        return
    for fact in facts:
        state = " · ".join(
            filter(
                None,
                ["đang áp dụng" if fact["is_in_force"] else "", "đang soạn" if fact["is_drafted"] else ""],
            )
        )
        print(f"{fact['procedure'] or 'chung':12} {fact['agency'] or 'mọi cơ quan':16} {fact['name']}")
        print(
            f"{'':12} {fact['id']}  {state or 'đã thôi áp dụng'}{'  tại quầy' if fact['is_express'] else ''}"
        )
    print(f"{len(facts)} quy trình.")


def _show(args: argparse.Namespace) -> None:
    version, content = _chosen(args)
    if args.json:
        from motcua.workflow.rules.plain import to_plain

        _print_json({**_facts(version), "process": to_plain(content), "findings": _told(content)})
        return
    _print_process(version, content)
    _print_findings(content)


def _check(args: argparse.Namespace) -> int:
    checked = _to_check(args)
    from motcua.workflow.rules.checks import check

    results = [(name, facts, check(content), notes) for name, facts, content, notes in checked]
    bad = sum(any(finding.blocks for finding in found) for _, _, found, _ in results)
    if args.json:
        answers = [
            {
                **facts,
                "name": name,
                "notes": list(notes),
                "findings": [finding.as_dict() for finding in found],
            }
            for name, facts, found, notes in results
        ]
        _print_json({"checked": len(results), "with_blocking": bad, "processes": answers})
    else:
        for name, _, found, notes in results:
            print(f"{name}: {_verdict(found)}")
            for line in (*notes, *(finding.message for finding in found)):
                print(f"  - {line}")
        print(f"Đã kiểm tra {len(results)} quy trình, {bad} chưa ban hành được.")
    return 2 if bad else 0


def _verdict(found: Sequence[Finding]) -> str:
    if any(finding.blocks for finding in found):
        return "chưa ban hành được"
    return "ban hành được, có điểm cần xem lại" if found else "đạt"


def _to_check(
    args: argparse.Namespace,
) -> list[tuple[str, dict[str, Any], ProcessContent, tuple[str, ...]]]:
    if args.file is not None:
        from motcua.workflow.files.reading import read_process
        from motcua.workflow.rules.entering import tidy

        read = read_process(_bytes(args.file), name=args.file.name)
        return [(read.content.name, {"file": str(args.file)}, tidy(read.content), read.notes)]
    if args.which is not None:
        version, content = _chosen(args)
        return [(content.name, _facts(version), content, ())]
    on = _open()
    from motcua.workflow.queries.contents import get_process
    from motcua.workflow.queries.keeping import versions_to_check

    versions = versions_to_check(on)
    return [(version.name, _facts(version), get_process(version.pk), ()) for version in versions]


def _import(args: argparse.Namespace) -> None:
    data = _bytes(args.file)
    _open()
    from motcua.organisations.policy import OPERATOR
    from motcua.workflow.actions.imports import import_process
    from motcua.workflow.queries.contents import get_process
    from motcua.workflow.rules.processes import Body
    from motcua.workflow.rules.tables import read_matter

    done = import_process(
        data=data,
        name=args.file.name,
        matter=read_matter(args.procedure) if args.procedure is not None else None,
        agency=Body(args.agency) if args.agency else None,
        by=OPERATOR,
        at=now(),
    )
    content = get_process(done.version.pk)
    if args.json:
        _print_json({**_facts(done.version), "notes": list(done.notes), "findings": _told(content)})
        return
    print(
        f"Đã nhập “{content.name}” thành bản soạn, phiên bản {done.version.number}, {len(content.steps)} bước."
    )
    for note in done.notes:
        print(f"  - {note}")
    _print_findings(content)


def _export(args: argparse.Namespace) -> None:
    suffix = args.file.suffix.lower()
    if suffix not in {".xlsx", ".bpmn"}:
        raise Refused("file-unknown-format", "Đặt tên tệp kết thúc bằng .xlsx (bảng) hoặc .bpmn (hình).")
    version, content = _chosen(args)
    from motcua.workflow.files.bpmn_writing import write_bpmn
    from motcua.workflow.files.workbook_writing import write_workbook

    data = write_workbook(content) if suffix == ".xlsx" else write_bpmn(content)
    try:
        args.file.write_bytes(data)
    except OSError as error:
        reason = "không có thư mục này, không có quyền ghi, hoặc đĩa đầy"
        raise Refused(
            "file-not-written", f"Không ghi được {args.file}: {reason}.", file=str(args.file)
        ) from error
    if args.json:
        _print_json({**_facts(version), "file": str(args.file), "steps": len(content.steps)})
    else:
        print(
            f"Đã ghi “{content.name}”, phiên bản {version.number}, {len(content.steps)} bước, vào {args.file}."
        )


def _chosen(args: argparse.Namespace) -> tuple[ProcessVersion, ProcessContent]:
    on = args.on or local_day(now())
    _open()
    from motcua.workflow.queries.contents import get_process

    version = _by_id(args.which, on) if _is_id(args.which) else _by_matter(args, on)
    return version, get_process(version.pk)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _by_id(text: str, on: date) -> ProcessVersion:
    from motcua.workflow.queries.keeping import get_shown_version, get_version

    try:
        return get_version(UUID(text))
    except Refused:
        return get_shown_version(UUID(text), on)


def _by_matter(args: argparse.Namespace, on: date) -> ProcessVersion:
    from motcua.kernel.text import fold
    from motcua.organisations.queries.agencies import find_agency
    from motcua.workflow.queries.finding import find_process_version
    from motcua.workflow.queries.keeping import get_version
    from motcua.workflow.rules.tables import read_matter

    agency = find_agency(args.agency, on) if args.agency else None
    if args.agency and agency is None:
        raise Refused("agency-not-found", f"Không có cơ quan nào mang mã {args.agency}.", agency=args.agency)
    matter = "" if fold(args.which) == "chung" else read_matter(args.which)
    found = find_process_version(matter, agency.pk if agency else None, on, express=args.express)
    if found is None:
        raise Refused(
            "process-not-found", f"Không có quy trình nào áp dụng cho {args.which} vào {on:%d/%m/%Y}."
        )
    return get_version(found.pk)


def _open() -> date:
    from motcua.config.installation import open_database

    open_database()
    return local_day(now())


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > 20 * 1024 * 1024:
            raise Refused("file-too-large", f"Tệp {file} quá lớn để là một quy trình.", file=str(file))
        return file.read_bytes()
    except OSError:
        message = f"Không đọc được tệp {file}. Kiểm tra lại tên, thư mục và quyền đọc."
        raise Refused("file-not-found", message, file=str(file)) from None


def _facts(version: ProcessVersion) -> dict[str, Any]:
    in_force = version.in_force
    return {
        "process_id": str(version.process_id),
        "version_id": str(version.pk),
        "number": version.number,
        "state": version.state,
        "from": in_force.lower if in_force else None,
        "until": in_force.upper if in_force else None,
    }


def _told(content: ProcessContent) -> list[dict[str, object]]:
    from motcua.workflow.rules.checks import check

    return [finding.as_dict() for finding in check(content)]


def _print_process(version: ProcessVersion, content: ProcessContent) -> None:
    from motcua.workflow.enums import ProcessState
    from motcua.workflow.rules.shares import write_share
    from motcua.workflow.rules.tables import leads_of, write_matter

    print(f"{content.name} (phiên bản {version.number}, {ProcessState(version.state).label.lower()})")
    facts = [
        ("Thủ tục", write_matter(content.matter) or "mọi thủ tục chưa có quy trình riêng"),
        ("Cơ quan", str(content.agency or "mọi cơ quan")),
        ("Thời hạn", str(content.limit or "theo thủ tục")),
        ("Quyết định", content.document or "chưa ghi"),
    ]
    for label, value in facts:
        print(f"  {label}: {value}")
    for leg in content.legs:
        print(
            f"  Chặng {leg.position}: {leg.title}, {leg.limit or 'chưa có thời gian'}"
            f"{', chủ trì' if leg.is_lead else ''}"
        )
    for step in content.steps:
        role = step.role.label if step.role else "chưa rõ ai"
        who = f"{role}, {step.unit}" if step.unit else role
        print(
            f"  {step.position}. {step.name} [{who}; {write_share(step.share_minutes, step.share_percent) or '–'}]"
        )
        for lead in leads_of(content, step):
            print(f"       {lead}")
        for asked in step.consultations:
            print(
                f"       lấy ý kiến {asked.agency or 'cơ quan được chọn'} "
                f"({asked.limit or 'chưa có hạn'}): {asked.question}"
            )


def _print_findings(content: ProcessContent) -> None:
    from motcua.workflow.rules.checks import check

    found = check(content)
    if found:
        print("Cần sửa, cần xem lại:")
    for finding in found:
        print(f"  - {finding.message}")


def _print_json(document: Any) -> None:
    from motcua.cli.main import print_json

    print_json(document)
