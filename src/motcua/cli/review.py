"""`./motcua review`: where reviewing procedures should begin, with the evidence."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from motcua.cli import review_changes, review_counts
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from uuid import UUID

    from motcua.reviews.enums import Clue
    from motcua.reviews.queries.findings.finding import Seen

_SHOWN = 10


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    review = groups.add_parser("review", help="rà soát thủ tục: nơi nên xem trước, kèm bằng chứng")
    commands = review.add_subparsers(metavar="VIỆC", required=True)
    findings = commands.add_parser(
        "findings",
        help="dấu hiệu cần rà soát trong danh mục và hồ sơ đã giải quyết",
        description="Dấu hiệu cần rà soát. Có --agency thì chỉ tính hồ sơ của cơ quan đó và cấp dưới, và cho biết dấu "
        "hiệu nào cơ quan đã bỏ qua.",
    )
    findings.add_argument("--kind", metavar="LOẠI", help="chỉ một loại, ví dụ paper_is_result")
    findings.add_argument("--agency", metavar="MÃ", help="mã cơ quan, đơn vị")
    findings.add_argument("--json", action="store_true")
    findings.set_defaults(run=_findings)
    review_changes.add_to(commands)
    review_counts.add_to(commands)


def _findings(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.reviews.queries.findings.finding import findings, seen

    at, kind = now(), _kind(args.kind)
    agency_id = agency_named(args.agency)
    found = findings(agency_id=agency_id, at=at, **({"clues": [kind]} if kind else {}))
    shown = seen(found, agency_id=agency_id)
    if args.json:
        from motcua.cli.main import print_json

        print_json(_as_document(shown, args.agency))
    else:
        _print(shown)


def _kind(word: str | None) -> Clue | None:
    from motcua.reviews.enums import Clue

    if word is None:
        return None
    try:
        return Clue(word)
    except ValueError as error:
        known = ", ".join(clue.value for clue in Clue)
        raise Refused("unknown-clue", f"Không có loại dấu hiệu “{word}”. Các loại: {known}.") from error


def agency_named(code: str | None) -> UUID | None:
    """The agency with this code; None for everybody.

    :raises Refused: "agency-not-found".
    """
    from motcua.organisations.queries.agencies import find_agency

    if not code:
        return None
    agency = find_agency(code[:60], local_day(now()))
    if agency is None:
        raise Refused(
            "agency-not-found", f"Không có cơ quan mã “{code[:60]}”. Xem mã ở trang Cơ quan, đơn vị."
        )
    return agency.pk


def _as_document(shown: dict[Clue, list[Seen]], agency: str | None) -> dict[str, Any]:
    return {
        "agency": agency,
        "counts": {
            clue.value: {
                "open": sum(not one.is_aside for one in some),
                "aside": sum(one.is_aside for one in some),
            }
            for clue, some in shown.items()
        },
        "findings": [_as_dict(one) for some in shown.values() for one in some],
    }


def _as_dict(one: Seen) -> dict[str, Any]:
    finding, decided = one.finding, one.dismissal
    return {
        "kind": finding.clue.value,
        "key": finding.key,
        "title": finding.title,
        "says": finding.says,
        "to_do": finding.to_do,
        "fingerprint": finding.fingerprint,
        "is_aside": one.is_aside,
        "put_aside": {"at": decided.at, "by": decided.by.full_name, "reason": decided.reason}
        if decided
        else None,
        "evidence": [
            {
                "code": row.procedure.code,
                "name": row.procedure.name,
                **dict(zip(finding.columns, row.cells, strict=True)),
            }
            for row in finding.rows
        ],
    }


def _print(shown: dict[Clue, list[Seen]]) -> None:
    for clue, some in shown.items():
        open_ones = [one.finding for one in some if not one.is_aside]
        aside = len(some) - len(open_ones)
        print(f"\n{clue.label}: {len(open_ones)}" + (f" (đã bỏ qua {aside})" if aside else ""))
        for finding in open_ones[:_SHOWN]:
            print(f"  • {finding.title}\n    {finding.says}")
        if len(open_ones) > _SHOWN:
            print(f"  … và {len(open_ones) - _SHOWN} dấu hiệu nữa; --kind {clue.value} --json để xem hết.")
