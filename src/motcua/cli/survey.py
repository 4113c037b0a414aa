"""`./motcua survey`: results of a survey, and its draw repeated from what is recorded or from the list itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.feedback.models import Survey
    from motcua.feedback.queries.surveys.results import SurveyResults
    from motcua.feedback.rules.surveys.results import Part
    from motcua.feedback.rules.surveys.sampling import Drawn
    from motcua.feedback.rules.surveys.suppressing import Shown


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    survey = groups.add_parser("survey", help="khảo sát: kết quả, rút lại người được hỏi")
    verbs = survey.add_subparsers(title="các việc", metavar="VIỆC", required=True)
    results = verbs.add_parser(
        "results",
        help="kết quả một cuộc khảo sát",
        description="Tỷ lệ hài lòng theo câu, nhóm, đơn vị, với khoảng tin cậy 95%. Nơi có dưới 5 trả lời không nêu.",
    )
    results.add_argument("code", metavar="MÃ", help="mã khảo sát, ví dụ KS-2026-001")
    results.add_argument("--against", metavar="MÃ", help="so với cuộc khảo sát này")
    results.add_argument("--json", action="store_true")
    results.set_defaults(run=_results)
    draw = verbs.add_parser(
        "draw",
        help="rút lại người được hỏi để kiểm tra",
        description="Với MÃ: rút lại từ danh sách và con số đã lưu, so với kết quả đã lưu. Với --list: chia chỉ tiêu "
        "và rút từ tệp danh sách, không cần cơ sở dữ liệu.",
    )
    draw.add_argument("code", metavar="MÃ", nargs="?", help="mã khảo sát")
    draw.add_argument(
        "--list", type=Path, metavar="TỆP", help="danh sách XLSX: Trường, Đối tượng, Họ tên, Mã"
    )
    draw.add_argument("--seed", metavar="SỐ", help="con số rút, đi với --list")
    draw.add_argument("--wanted", type=int, metavar="N", help="số người cần hỏi, đi với --list")
    draw.add_argument("--least", type=int, default=0, metavar="N", help="mỗi đơn vị ít nhất (mặc định 0)")
    draw.add_argument("--json", action="store_true")
    draw.set_defaults(run=_draw)


def _results(args: argparse.Namespace) -> None:
    from motcua.config.installation import open_database

    open_database()
    from motcua.feedback.queries.surveys.results import compared_with, results_of

    found = results_of(_survey(args.code))
    against = results_of(_survey(args.against)) if args.against else None
    compared = compared_with(found, against) if against else ()
    document = {
        **_as_dict(found),
        "compared": [
            {
                "kind": one.kind.value,
                "code": one.code,
                "before": _plain(one.before),
                "after": _plain(one.after),
                "difference": _plain(one.difference),
                "is_sure": one.is_sure,
                "why_not": one.why_not or None,
            }
            for one in compared
        ],
    }
    if args.json:
        from motcua.cli.main import print_json

        print_json(document)
    else:
        from motcua.feedback.rules.surveys.saying import percent, said_change

        print("\n".join(_lines(found)))
        for one in compared:
            print(
                f"{percent(one.before) or '–':>9} → {percent(one.after):<9} {said_change(one)}: {one.title}"
            )


def _survey(code: str) -> Survey:
    from motcua.feedback.queries.surveys.results import find_survey

    found = find_survey(code)
    if found is None:
        raise Refused("survey-not-found", f"Không có khảo sát mã {code}. Mã có dạng KS-2026-001.")
    return found


def _as_dict(found: SurveyResults) -> dict[str, Any]:
    survey = found.survey
    return {
        "code": survey.code,
        "title": survey.title,
        "agency": survey.agency.name,
        "status": survey.status,
        "weighted": found.is_weighted,
        "everybody": _part(found.everybody, found.shown_units),
        "units": [_part(part, found.shown_units) for part in found.units],
        "respondents": [_part(part, found.shown_kinds) for part in found.kinds],
    }


def _part(part: Part, shown: Shown) -> dict[str, Any]:
    return {
        "name": part.key or None,
        "answers": None if part.key in shown.parts else part.respondents,
        "lines": [
            {
                "kind": line.kind.value,
                "code": line.code,
                "title": line.title,
                **_line(line, is_hidden=shown.hides(part.key, line.kind, line.code)),
            }
            for line in part.lines
        ],
    }


def _line(line: Any, *, is_hidden: bool) -> dict[str, Any]:
    if is_hidden:
        return {"hidden": True}
    interval = line.share_interval
    return {
        "hidden": False,
        "answered": line.answered,
        "satisfied": line.satisfied,
        "share_counted": _plain(line.plain_share),
        "share": _plain(line.share),
        "low": round(interval.low, 6) if interval else None,
        "high": round(interval.high, 6) if interval else None,
        "mean": _plain(line.mean),
        "index": _plain(line.index),
        "counts": dict(line.counts),
    }


def _plain(number: Any) -> float | None:
    return None if number is None else round(float(number), 6)


def _lines(found: SurveyResults) -> list[str]:
    """The answer for a person."""
    from motcua.feedback.rules.surveys.results import LineKind
    from motcua.feedback.rules.surveys.saying import respondents_of, said_groups, said_lines

    lines = [
        f"{found.survey.code}: {found.survey.title}",
        f"Số trả lời: {respondents_of(found.everybody, found.shown_units)}"
        + (", quy theo số người của từng đơn vị" if found.is_weighted else ""),
    ]
    indent = {LineKind.INDEX: "", LineKind.GROUP: "  ", LineKind.ITEM: "    "}
    for said in said_lines(found.everybody, found.shown_units):
        interval = f" ({said.interval})" if said.interval else ""
        lines.append(f"{indent[said.kind]}{said.share:>14}{interval}  {said.title}")
    for part in found.units if len(found.units) > 1 else ():
        whole = said_groups(found.content, part, found.shown_units)[0]
        lines.append(f"{whole.share:>14}  {part.key}")
    return lines


def _draw(args: argparse.Namespace) -> None:
    if bool(args.code) == bool(args.list):
        raise Refused("bad-command", "Ghi mã khảo sát, hoặc --list TỆP với --seed và --wanted.")
    document = _repeated(args.code) if args.code else _from_list(args)
    if args.json:
        from motcua.cli.main import print_json

        print_json(document)
        return
    print(f"Con số rút: {document['seed']}")
    for stratum in document["strata"]:
        print(f"  {stratum['asked']:>5} / {stratum['people']:<6} {stratum['name']}")
    if "matches" in document:
        print("Rút lại cho đúng kết quả đã lưu." if document["matches"] else "KHÔNG khớp kết quả đã lưu.")


def _repeated(code: str) -> dict[str, Any]:
    from motcua.config.installation import open_database

    open_database()
    from motcua.feedback.rules.surveys.sampling import draw

    survey = _survey(code)
    if not survey.seed:
        raise Refused("survey-not-drawn", "Cuộc khảo sát này chưa rút người được hỏi.")
    members = list(survey.members.values_list("stratum__key", "key", "is_drawn"))
    strata = list(survey.strata.all())
    lots = draw(
        [(stratum, key) for stratum, key, _drawn in members],
        seed=survey.seed,
        quota={stratum.key: stratum.quota for stratum in strata},
    )
    kept = {(stratum, key) for stratum, key, is_drawn in members if is_drawn}
    return {
        "code": survey.code,
        "seed": survey.seed,
        "seed_source": survey.seed_source,
        "strata": [{"name": s.label, "key": s.key, "people": s.size or 0, "asked": s.quota} for s in strata],
        "drawn": _drawn(lots),
        "matches": {(lot.stratum, lot.key) for lot in lots if lot.is_taken} == kept,
    }


def _from_list(args: argparse.Namespace) -> dict[str, Any]:
    from motcua.feedback.files.survey_sheets import read_people
    from motcua.feedback.rules.surveys.sampling import draw, quotas
    from motcua.kernel.text import fold

    if not args.seed or not args.wanted:
        raise Refused("bad-command", "Đi với --list cần --seed SỐ và --wanted N.")
    read = read_people(_content(args.list))
    if read.problems:
        said = "; ".join(f"ô {problem.cell}: {problem.message}" for problem in read.problems[:10])
        raise Refused("survey-list-wrong", f"Danh sách còn chỗ sai: {said}")
    marks = sorted({(fold(row.unit), fold(row.respondents)) for row in read.rows})
    keys = {mark: f"d{place:04}" for place, mark in enumerate(marks, start=1)}
    members = [(keys[fold(row.unit), fold(row.respondents)], row.key) for row in read.rows]
    names = {keys[fold(row.unit), fold(row.respondents)]: row for row in reversed(read.rows)}
    sizes = {key: sum(stratum == key for stratum, _key in members) for key in names}
    quota = quotas(sizes, wanted=args.wanted, least=args.least)
    lots = draw(members, seed=args.seed, quota=quota)
    return {
        "seed": args.seed,
        "strata": [
            {
                "name": " – ".join(filter(None, (names[key].unit, names[key].respondents))),
                "key": key,
                "people": sizes[key],
                "asked": quota[key],
            }
            for key in sorted(names)
        ],
        "drawn": _drawn(lots),
    }


def _drawn(lots: tuple[Drawn, ...]) -> list[dict[str, Any]]:
    return [
        {"stratum": lot.stratum, "key": lot.key, "place": lot.place, "ticket": lot.ticket}
        for lot in lots
        if lot.is_taken
    ]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("file-not-found", f"Không có tệp {path}. Kiểm tra lại đường dẫn.") from None
    except OSError as trouble:
        raise Refused("file-not-readable", f"Không mở được tệp {path}: {trouble.strerror}.") from None
