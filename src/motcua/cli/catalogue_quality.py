"""`./motcua catalogue quality`: what is incomplete or contradictory in the catalogue, to read or as a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.catalogue.queries.quality import ProcedureFindings, QualitySummary


def add_to(commands: Any) -> None:
    """Add the command to the catalogue's commands."""
    quality = commands.add_parser("quality", help="liệt kê chỗ thiếu, mâu thuẫn của từng thủ tục")
    quality.add_argument("--code", metavar="MÃ", help="chỉ xem một thủ tục")
    quality.add_argument("--kind", metavar="LOẠI", help="chỉ xem một loại lỗi, ví dụ missing_constituent")
    quality.add_argument("--export", type=Path, metavar="TỆP.xlsx", help="ghi ra bảng tính")
    quality.add_argument("--json", action="store_true")
    quality.set_defaults(run=_quality)


def _quality(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.catalogue.queries.quality import procedures_with_findings, quality_summary

    today = local_day(now())
    rows = procedures_with_findings(on=today, kind=_kind(args.kind), code=args.code, size=None)
    summary = quality_summary(on=today)
    if args.export:
        _export(args.export, rows)
    if args.json:
        from motcua.cli.main import print_json

        print_json(_as_document(rows, summary))
    else:
        _print(rows, summary, args.export)


def _kind(word: str | None) -> Any:
    from motcua.catalogue.enums import FindingKind

    if word is None:
        return None
    try:
        return FindingKind(word)
    except ValueError as error:
        known = ", ".join(kind.value for kind in FindingKind)
        raise Refused("unknown-finding-kind", f"Không có loại lỗi “{word}”. Các loại: {known}.") from error


def _export(file: Path, rows: list[ProcedureFindings]) -> None:
    from motcua.catalogue.workbooks import quality_workbook

    try:
        file.write_bytes(quality_workbook(rows))
    except OSError as error:
        raise Refused("file-not-written", f"Không ghi được {file}: {error.strerror}.") from error


def _as_document(rows: list[ProcedureFindings], summary: QualitySummary) -> dict[str, Any]:
    return {
        "procedures": summary.procedures,
        "with_findings": summary.with_findings,
        "by_severity": summary.by_severity,
        "by_kind": summary.by_kind,
        "results": [
            {
                "code": row.code,
                "name": row.name,
                "findings": [
                    {
                        "kind": finding.kind,
                        "severity": finding.severity,
                        "constituent": finding.constituent,
                        "message": finding.message,
                    }
                    for finding in row.findings
                ],
            }
            for row in rows
        ],
    }


def _print(rows: list[ProcedureFindings], summary: QualitySummary, export: Path | None) -> None:
    for row in rows:
        print(f"{row.code}  {row.name}")
        for finding in row.findings:
            print(f"    [{finding.severity.label}] {finding.message}")
    print(f"\n{summary.with_findings}/{summary.procedures} thủ tục đang áp dụng có chỗ cần xem.")
    for kind, count in sorted(summary.by_kind.items(), key=lambda item: -item[1]):
        print(f"  {count:6}  {kind.label}")
    if export:
        print(f"Đã ghi bảng tính {export}.")
