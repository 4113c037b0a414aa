"""`./motcua cost`: what a procedure costs before and after simplification, from a sheet."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.reviews.rules.cost.sheets import Cost, Costed, CostSheet, Weight

_HEAVIEST = 5


def add_to(groups: Any) -> None:
    """Add this file's command to the command line."""
    cost = groups.add_parser(
        "cost",
        help="tính chi phí tuân thủ thủ tục từ bảng XLSX hoặc JSON, hoặc từ cơ sở dữ liệu: trước, sau, tiết kiệm",
        description="Tính từ một tệp bảng chi phí, hoặc với --procedure thì từ bảng đã giữ; chưa có bảng thì lập thử "
        "từ danh mục, định mức và hồ sơ, không lưu lại.",
    )
    cost.add_argument("file", type=Path, metavar="TỆP", nargs="?")
    cost.add_argument("--procedure", metavar="MÃ", help="mã thủ tục, ví dụ 3.000465")
    cost.add_argument("--agency", metavar="MÃ", help="mã cơ quan; không ghi thì là cơ quan của hệ thống này")
    cost.add_argument("--template", action="store_true", help="ghi ra TỆP một bảng XLSX trống để điền")
    cost.add_argument("--json", action="store_true")
    cost.set_defaults(run=_cost)


def _cost(args: argparse.Namespace) -> None:
    from motcua.cli.main import print_json
    from motcua.reviews.rules.cost.sheets import costed

    if args.procedure is not None:
        from motcua.cli.cost_procedure import cost_of_procedure

        if args.file is not None or args.template:
            raise Refused("cost-file-or-procedure", "Chỉ ghi một trong hai: TỆP hoặc --procedure MÃ.")
        cost_of_procedure(code=args.procedure, agency_code=args.agency, as_json=args.json)
        return
    if args.file is None:
        raise Refused(
            "cost-file-missing", "Ghi TỆP bảng chi phí, hoặc --procedure MÃ để tính từ cơ sở dữ liệu."
        )
    if args.template:
        _write_template(args.file, as_json=args.json)
        return
    found = costed(_sheet(args.file))
    if args.json:
        print_json(_as_dict(found))
    else:
        print("\n".join(_summary(found)))


def _write_template(path: Path, *, as_json: bool) -> None:
    from motcua.cli.main import print_json
    from motcua.reviews.files.cost_writing import write_cost_workbook

    try:
        with path.open("xb") as opened:
            opened.write(write_cost_workbook(None))
    except FileExistsError:
        raise Refused("file-exists", f"Đã có tệp {path}. Chọn tên khác để không ghi đè.") from None
    except OSError as trouble:
        raise Refused("file-not-writable", f"Không ghi được tệp {path}: {trouble.strerror}.") from None
    if as_json:
        print_json({"written": str(path)})
    else:
        print(f"Đã ghi bảng trống: {path}. Điền hai trang rồi chạy ./motcua cost {path}")


def _sheet(path: Path) -> CostSheet:
    from motcua.reviews.files.cost_json import read_cost_json
    from motcua.reviews.files.cost_workbook import read_cost_workbook

    data = _content(path)
    if data.startswith(b"PK"):
        return read_cost_workbook(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_cost_json(data)
    if path.suffix.lower() == ".json":
        return read_cost_json(data)
    raise Refused(
        "file-kind-unknown",
        f"{path.name} không phải bảng tính XLSX hay JSON. Lưu bảng chi phí thành một trong hai dạng đó.",
    )


def _content(path: Path) -> bytes:
    from motcua.reviews.files.cost_book import LARGEST_FILE

    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Refused("file-not-found", f"Không có tệp {path}. Kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise Refused("file-is-folder", f"{path} là thư mục. Hãy chỉ rõ một tệp bảng chi phí.") from None
    except OSError as trouble:
        raise Refused("file-not-readable", f"Không mở được tệp {path}: {trouble.strerror}.") from None
    if len(data) > LARGEST_FILE:
        raise Refused(
            "file-too-large", f"Tệp lớn hơn {LARGEST_FILE // 2**20} MB nên không phải bảng chi phí."
        )
    return data


def _as_dict(found: Costed) -> dict[str, Any]:
    from motcua.reviews.enums import Side
    from motcua.reviews.rules.cost.sheets import weights

    sheet = found.sheet
    return {
        "procedure": sheet.procedure,
        "times_per_year": _plain(sheet.times_per_year),
        "subjects_per_year": _plain(sheet.subjects_per_year),
        "before": _amounts(found.before),
        "after": _amounts(found.after),
        "saving": _amounts(found.saving),
        "saving_percent": _plain(found.saving_percent),
        "lines": {side.value: [_line(weight) for weight in weights(sheet, side)] for side in Side},
    }


def _amounts(cost: Cost) -> dict[str, int]:
    return {"per_dossier_vnd": cost.per_dossier_vnd, "per_year_vnd": cost.per_year_vnd}


def _line(weight: Weight) -> dict[str, Any]:
    return {
        "activity": weight.line.activity,
        "cost_vnd": weight.cost_vnd,
        "share_percent": _plain(weight.share),
        "percent_moved_by_a_tenth": _plain(weight.moves),
    }


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def _summary(found: Costed) -> Iterable[str]:
    from motcua.reviews.enums import Side
    from motcua.reviews.rules.cost.numbers import grouped
    from motcua.reviews.rules.cost.sheets import weights

    sheet = found.sheet
    yield f"CHI PHÍ TUÂN THỦ: {sheet.procedure or 'thủ tục chưa ghi tên'}"
    yield f"  Một năm: {_said(sheet.times_per_year)} lần × {_said(sheet.subjects_per_year)} đối tượng"
    yield ""
    yield f"  {'':22}{'một hồ sơ (đ)':>18}{'một năm (đ)':>22}"
    for label, cost in (
        (Side.BEFORE.label, found.before),
        (Side.AFTER.label, found.after),
        ("Tiết kiệm", found.saving),
    ):
        yield f"  {label:22}{grouped(cost.per_dossier_vnd):>18}{grouped(cost.per_year_vnd):>22}"
    rate = found.saving_percent
    yield f"  Tỷ lệ tiết kiệm: {_said(rate)} %" if rate is not None else "  Hiện tại không tốn chi phí."
    for side in Side:
        heaviest = weights(sheet, side)[:_HEAVIEST]
        if heaviest:
            yield ""
            yield f"  {side.label}, tốn nhất:"
        for weight in heaviest:
            name = textwrap.shorten(weight.line.activity, 52, placeholder="…")
            yield f"    {name:54}{grouped(weight.cost_vnd):>14} đ{_said(weight.share):>8} %"


def _said(number: Decimal | None) -> str:
    if number is None:
        return ""
    whole, _, places = f"{number:,f}".partition(".")
    places = places.rstrip("0")
    return whole.replace(",", ".") + (f",{places}" if places else "")
