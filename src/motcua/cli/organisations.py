"""`./motcua organisations`: who is competent, areas by name, agencies from a file."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.organisations.models import Area
    from motcua.organisations.rules.areas import Became


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    organisations = groups.add_parser("organisations", help="cơ quan, thẩm quyền, đơn vị hành chính")
    commands = organisations.add_subparsers(metavar="VIỆC", required=True)
    competent = commands.add_parser(
        "competent", help="cơ quan nào có thẩm quyền giải quyết thủ tục ở một nơi"
    )
    competent.add_argument("--procedure", required=True, metavar="MÃ", help="mã thủ tục, ví dụ 1.008725")
    competent.add_argument("--area", required=True, metavar="MÃ", help="mã đơn vị hành chính (tỉnh, xã)")
    competent.add_argument("--on", type=_day, metavar="NGÀY", help="vào ngày nào (mặc định: hôm nay)")
    competent.add_argument("--json", action="store_true")
    competent.set_defaults(run=_competent)
    areas = commands.add_parser("areas", help="tìm đơn vị hành chính theo tên, kể cả tên cũ")
    areas.add_argument("name", metavar="TÊN", help='ví dụ "An Biên, Hải Phòng"')
    areas.add_argument("--on", type=_day, metavar="NGÀY", help="vào ngày nào (mặc định: hôm nay)")
    areas.add_argument("--json", action="store_true")
    areas.set_defaults(run=_areas)
    home = commands.add_parser("home", help="chọn cơ quan chủ quản của hệ thống")
    home.add_argument("code", metavar="MÃ", help="mã cơ quan")
    home.add_argument("--json", action="store_true")
    home.set_defaults(run=_home)
    load = commands.add_parser("import", help="nhập cơ quan từ tệp XLSX hoặc CSV")
    load.add_argument("file", type=Path, metavar="TỆP")
    load.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
    load.add_argument("--json", action="store_true")
    load.set_defaults(run=_import)
    template = commands.add_parser("template", help="tạo tệp XLSX mẫu để điền rồi nhập")
    template.add_argument("file", type=Path, metavar="TỆP")
    template.set_defaults(run=_template)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("bad-day", f"Ngày “{text}” không đúng. Ghi như 2026-09-09.") from None


def _competent(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database

    open_database()
    from motcua.catalogue.models import OldCode
    from motcua.organisations.queries.powers import competent_agencies

    on = args.on or local_day(now())
    area = _sure_area(args.area, on)
    current = OldCode.objects.filter(code=args.procedure).values_list("procedure__code", flat=True)
    matters = [f"procedure:{code}" for code in (args.procedure, *current)]
    found = next(iter(competent_agencies(matters, area, on).values()), None)
    if found is None:
        raise Refused(
            "competence-not-found",
            f"Chưa ghi cơ quan nào có thẩm quyền với thủ tục {args.procedure} tại {area.name} vào ngày "
            f"{on:%d/%m/%Y}. Thủ tục do cấp xã giải quyết thì hỏi bằng mã xã; nếu chưa ghi thẩm quyền, hãy ghi ở "
            "bàn làm việc, mục Cơ quan, đơn vị.",
            procedure=args.procedure,
            area=area.code,
            on=on,
        )
    facts = {
        "procedure": found.matter.removeprefix("procedure:"),
        "on": on,
        "area": _said(area),
        "agency": {"code": found.agency_code, "name": found.agency_name},
        "power": {
            "source": found.source,
            "source_label": found.source.label,
            "document": found.document,
            "from": found.start,
            "to": found.end,
        },
    }
    if args.json:
        print_json(facts)
        return
    basis = f", theo {found.document}" if found.document else ""
    print(f"{found.agency_name} ({found.agency_code})\n{found.source.label}{basis}; tại {area.name}.")


def _sure_area(code: str, on: date) -> Area:
    from motcua.organisations.queries.areas import current_areas_for, find_latest_area

    area = find_latest_area(code, on)
    if area is None:
        raise Refused(
            "area-not-found",
            f"Không có đơn vị hành chính mã {code}. Tìm theo tên: ./motcua organisations areas TÊN",
            area=code,
        )
    became = current_areas_for(area, on)
    if became.sure is None:
        names = "; ".join(f"{one.name} ({one.code})" for one in became.candidates)
        raise Refused(
            "area-divided",
            f"{area.name} (cũ) đã chia vào nhiều đơn vị: {names}. Cần người chọn một đơn vị rồi hỏi lại.",
            area=code,
            candidates=[_said(one) for one in became.candidates],
        )
    return became.sure


def _areas(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database

    open_database()
    from motcua.organisations.queries.areas import search_areas

    on = args.on or local_day(now())
    found = search_areas(args.name, on)
    if args.json:
        rows = [{**_said(one.area), **_told(one.area, one.became, on)} for one in found]
        print_json({"query": args.name, "on": on, "results": rows})
        return
    if not found:
        print("Không tìm thấy. Thử tên ngắn hơn, hoặc không ghi cấp (phường, xã).")
    for one in found:
        place = ", ".join(_line(one.area))
        if on in one.area.in_force:
            print(f"{one.area.code}  {place}")
        elif one.became.sure:
            print(f"{one.area.code}  {place} (cũ) → {one.became.sure.name} ({one.became.sure.code})")
        elif one.became.candidates:
            names = "; ".join(f"{new.name} ({new.code})" for new in one.became.candidates)
            print(f"{one.area.code}  {place} (cũ, đã chia) → cần người chọn: {names}")
        else:
            print(f"{one.area.code}  {place} (cũ, không còn)")


def _line(area: Area) -> list[str]:
    names, above = [area.name], area.parent
    while above is not None:
        names.append(above.name)
        above = above.parent
    return names


def _said(area: Area) -> dict[str, Any]:
    return {"code": area.code, "level": area.level, "name": area.name, "within": _line(area)[1:]}


def _told(area: Area, became: Became[Area], on: date) -> dict[str, Any]:
    return {
        "in_force": on in area.in_force,
        "became": [_said(one) for one in became.candidates if one != area],
        "needs_person": became.needs_person,
    }


def _home(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database

    open_database()
    from motcua.organisations.actions.home import choose_home
    from motcua.organisations.policy import OPERATOR
    from motcua.organisations.queries.agencies import find_agency

    at = now()
    agency = find_agency(args.code, local_day(at))
    if agency is None:
        raise Refused(
            "agency-not-found",
            f"Không có cơ quan mã {args.code}. Nhập cơ quan trước: ./motcua organisations import TỆP",
            agency=args.code,
        )
    choose_home(agency=agency, by=OPERATOR, at=at)
    if args.json:
        print_json({"home": {"code": agency.code, "name": agency.name}})
    else:
        print(f"Hệ thống này là của {agency.name}.")


def _import(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database
    from motcua.organisations.rules.imports import COLUMNS, REQUIRED
    from motcua.organisations.tables import read_table

    rows = read_table(args.file, columns=COLUMNS, required=REQUIRED)
    open_database()
    from motcua.organisations.actions.imports import import_agencies
    from motcua.organisations.policy import OPERATOR

    outcome = import_agencies(rows=rows, by=OPERATOR, at=now(), is_dry_run=args.dry_run)
    if args.json:
        print_json({"file": str(args.file), "dry_run": args.dry_run, **outcome.as_dict()})
        return
    print(
        f"{'Xem trước: ' if args.dry_run else ''}mới {outcome.created}, sửa {outcome.changed}, "
        f"giữ nguyên {outcome.unchanged}, từ chối {len(outcome.refusals)}."
    )
    for one in outcome.refusals:
        print(f"  dòng {one['row']}, {one['field']}: {one['reason']}")


def _template(args: argparse.Namespace) -> None:
    import xlsxwriter

    from motcua.organisations.enums import AgencyKind, AgencyLevel
    from motcua.organisations.rules.imports import COLUMNS, REQUIRED

    if args.file.exists():
        raise Refused("file-there-already", f"Đã có tệp {args.file}. Chọn tên khác.", file=str(args.file))
    with xlsxwriter.Workbook(str(args.file)) as book:
        sheet, words = book.add_worksheet("Cơ quan"), book.add_worksheet("Từ dùng")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        for place, (key, titles) in enumerate(COLUMNS.items()):
            sheet.set_column(place, place, 40 if key in {"name", "address", "kind"} else 18, text)
            sheet.write(0, place, titles[0], bold)
            if key in REQUIRED:
                sheet.write_comment(0, place, "Bắt buộc")
        sheet.freeze_panes(1, 0)
        words.set_column(0, 1, 45)
        for place, (title, choices) in enumerate((("Loại cơ quan", AgencyKind), ("Cấp", AgencyLevel))):
            words.write(0, place, title, bold)
            for line, word in enumerate(choices, start=1):
                words.write(line, place, word.label)
            column = list(COLUMNS).index("kind" if choices is AgencyKind else "level")
            letter = "AB"[place]
            source = f"='Từ dùng'!${letter}$2:${letter}${len(choices) + 1}"
            sheet.data_validation(1, column, 5000, column, {"validate": "list", "source": source})
    print(f"Đã tạo tệp mẫu {args.file}.")
