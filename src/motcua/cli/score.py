"""`./motcua score`: an index of an agency in a window: points, out of how many, by component, and what would help."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from motcua.cli.measure import add_window, window_of
from motcua.kernel.clock import local_day, now

if TYPE_CHECKING:
    from motcua.indicators.queries.windows import Asked


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    score = groups.add_parser(
        "score",
        help="chấm điểm một bộ chỉ số của một cơ quan trong một kỳ",
        description="Chấm điểm: 766 là Bộ chỉ số phục vụ người dân, doanh nghiệp; 61 là đánh giá việc giải quyết thủ "
        "tục hành chính theo Nghị định 61/2018/NĐ-CP. Thành phần chưa có dữ liệu không tính là 0 điểm.",
    )
    score.add_argument("index", metavar="BỘ", help="766 hoặc 61")
    add_window(score)
    score.add_argument(
        "--nothing-is-zero",
        action="store_true",
        help="766: chỉ số không phát sinh tính 0 điểm (mặc định: không tính vào tổng)",
    )
    score.add_argument("--json", action="store_true")
    score.set_defaults(run=_score)


def _score(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.indicators.queries.asking import agency_named, closing, of_voices
    from motcua.indicators.queries.windows import Asked
    from motcua.indicators.rules.documents import of_window

    at, window = now(), window_of(args)
    assert window.end is not None
    agency = agency_named(args.agency, on=min(window.end - timedelta(days=1), local_day(at)))
    asked = Asked(agency.pk if agency else None, window, closing(window, args.as_of, at=at))
    document = {
        "agency": agency.name if agency else None,
        "window": of_window(window),
        "as_of": asked.as_of,
        "voices": of_voices(asked),
        **_counted(args, asked),
    }
    if args.json:
        from motcua.cli.main import print_json

        print_json(document)
    else:
        print("\n".join(_lines(document)))


def _counted(args: argparse.Namespace, asked: Asked) -> dict[str, Any]:
    from motcua.indicators.queries.evaluations import evaluate
    from motcua.indicators.queries.scores import scores
    from motcua.indicators.rules.scores.documents import of_evaluation, of_score

    asked.instants()  # refuses a closing before the window
    if args.index == "61":
        return of_evaluation(evaluate(asked))
    [found] = scores(args.index, [asked], nothing_is_zero=args.nothing_is_zero)
    assert found is not None
    return of_score(found)


def _lines(document: dict[str, Any]) -> list[str]:
    """The answer for a person."""
    said = f"{document['points']:g} điểm trên {document['out_of']:g} điểm có dữ liệu (cả bộ {document['most']:g})"
    lines = [
        document["name"],
        f"Cơ quan: {document['agency'] or 'toàn hệ thống'}",
        f"Kỳ:      {document['window']['name']}",
        f"Kết quả: {said.replace('.', ',')}" + (f", xếp loại {document['band']}" if document["band"] else ""),
    ]
    voices = document["voices"]
    if voices["until"] != document["window"]["to"]:
        said = f"tính đến hết {voices['until']:%d/%m/%Y}" if voices["until"] else "tính khi hết tháng"
        lines.append(f"         Điểm tính từ điều người dân nói {said}.")
    if voices["months"] and voices["months"]["name"] != document["window"]["name"]:
        lines.append(f"         Điểm tính từ lượt đánh giá: trọn tháng: {voices['months']['name']}.")
    if document["is_provisional"]:
        lines.append("         Xếp loại tạm tính: quy đổi theo số điểm có dữ liệu.")
    for each in document["components"]:
        points = "–" if each["points"] is None else f"{each['points']:g}/{each['most']:g}".replace(".", ",")
        lines.append(f"  {each['number']:<4} {points:>11}  {each['name']}: {each['says']}")
    for each in document["best_gains"]:
        lines.append(f"Còn {each['lost']:g} điểm ở {each['number']} {each['name']}".replace(".", ",", 1))
    return lines
