"""`./motcua catalogue search`, `./motcua catalogue reindex`: find a procedure; write anew what the search reads."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.catalogue.queries.search import Hit, SearchAnswer


def add_to(commands: Any) -> None:
    """Add the commands to the catalogue's commands."""
    search = commands.add_parser("search", help="tìm thủ tục theo tên, mã, giấy tờ, cách nói thường ngày")
    search.add_argument("query", nargs="+", metavar="TỪ", help='ví dụ: "cap ban sao van bang", 3.0004')
    search.add_argument(
        "--limit", type=int, default=10, metavar="SỐ", help="số kết quả nhiều nhất (mặc định 10)"
    )
    search.add_argument("--internal", action="store_true", help="tìm cả thủ tục nội bộ")
    search.add_argument("--province", metavar="MÃ", help="chỉ bản ghi chung cả nước và của tỉnh này")
    search.add_argument("--json", action="store_true")
    search.set_defaults(run=_search)
    reindex = commands.add_parser("reindex", help="ghi lại toàn bộ dữ liệu tìm kiếm từ danh mục")
    reindex.add_argument("--json", action="store_true")
    reindex.set_defaults(run=_reindex)


def _search(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    if args.limit < 1:
        raise Refused("bad-limit", "Số kết quả phải từ 1 trở lên, ví dụ --limit 10.", limit=args.limit)
    open_database()
    from motcua.catalogue.queries.search import current_index, search_procedures

    current_index()
    started = time.perf_counter()
    answer = search_procedures(
        " ".join(args.query),
        on=local_day(now()),
        public_only=not args.internal,
        jurisdiction=args.province,
        limit=args.limit,
    )
    took_ms = round((time.perf_counter() - started) * 1000, 1)
    if args.json:
        from motcua.cli.main import print_json

        print_json(_document(answer, took_ms))
    else:
        _print(answer, took_ms)


def _document(answer: SearchAnswer, took_ms: float) -> dict[str, Any]:
    return {
        "query": answer.query,
        "understood": answer.understood,
        "corrected": answer.corrected or None,
        "results": [_result(hit) for hit in answer.hits],
        "total": answer.total,
        "took_ms": took_ms,
    }


def _result(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "code": hit.code,
        "name": hit.name,
        "why": hit.why,
        "score": hit.score,
        "field": hit.field,
        "agency": hit.agency,
        "jurisdiction": hit.jurisdiction,
        "is_internal": hit.is_internal,
    }


def _print(answer: SearchAnswer, took_ms: float) -> None:
    if answer.corrected:
        print(f"Tìm theo: {answer.corrected}\n")
    if not answer.hits:
        print("Chưa tìm thấy thủ tục nào. Thử ít chữ hơn hoặc nói bằng từ khác.")
        return
    for hit in answer.hits:
        print(f"{hit.rank:>3}. {hit.code}  {hit.name}\n     {hit.why}")
    shown = f"{took_ms:.1f}".replace(".", ",")
    print(f"\nHiện {len(answer.hits)} trong {answer.total} thủ tục phù hợp, {shown} ms.")


def _reindex(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.catalogue.actions.search import refresh_search

    count = refresh_search(procedure_ids=None, at=now())
    if args.json:
        from motcua.cli.main import print_json

        print_json({"versions": count})
    else:
        print(f"Đã ghi lại dữ liệu tìm kiếm của {count} phiên bản thủ tục.")
