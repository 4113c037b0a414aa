"""`./motcua measure`: one figure for an agency and a window, as it stood at an instant, with the rows behind it."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import VIETNAM, local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.indicators.rules.measures import Measured
    from motcua.kernel.periods import Period

_MOST_ROWS = 10_000


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    measure = groups.add_parser(
        "measure",
        help="tính một chỉ số của một cơ quan trong một kỳ, tại thời điểm chốt số liệu",
        description="Tính một chỉ số. Ngày ghi như 2026-09-30 hoặc 30/09/2026; kỳ gồm cả ngày đầu và ngày cuối. "
        "Không ghi --agency thì tính toàn hệ thống.",
    )
    measure.add_argument("code", nargs="?", metavar="MÃ", help="mã chỉ số; xem các mã bằng --list")
    measure.add_argument("--list", action="store_true", help="liệt kê mọi chỉ số")
    add_window(measure)
    measure.add_argument(
        "--by",
        metavar="CÁCH",
        help="tách theo: agency, field, procedure, level, channel, officer, authority; month, quarter, year",
    )
    measure.add_argument("--rows", action="store_true", help="kèm danh sách những gì đã đếm")
    measure.add_argument("--json", action="store_true")
    measure.set_defaults(run=_measure)


def add_window(parser: Any) -> None:
    """Agency, window and closing instant, as every command of figures takes them."""
    parser.add_argument("--agency", metavar="MÃ", help="mã cơ quan, tính cả các đơn vị trực thuộc")
    parser.add_argument("--from", dest="first", type=day, metavar="NGÀY", help="từ ngày")
    parser.add_argument("--to", dest="last", type=day, metavar="NGÀY", help="đến hết ngày")
    parser.add_argument("--period", metavar="KỲ", help="thay cho --from, --to: 2026, 2026-Q3 hoặc 2026-09")
    parser.add_argument("--as-of", type=instant, metavar="LÚC", help="thời điểm chốt số liệu")


def window_of(args: argparse.Namespace) -> Period:
    """The window that the words of the command mean.

    :raises Refused: "window-missing" and what reading it refuses.
    """
    from motcua.indicators.queries.asking import window_between
    from motcua.indicators.rules.windows import read_window

    if args.period:
        return read_window(args.period)
    if args.first is None or args.last is None:
        raise Refused("window-missing", "Cần --from và --to, hoặc --period (ví dụ --period 2026-Q3).")
    return window_between(args.first, args.last)


def day(text: str) -> date:
    """A day as people write it.

    :raises Refused: "bad-day".
    """
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), shape).date()  # noqa: DTZ007 - only the day is read
        except ValueError:
            continue
    raise Refused("bad-day", f"“{text}” không phải một ngày có thật. Ghi như 2026-09-30 hoặc 30/09/2026.")


def instant(text: str) -> datetime:
    """An instant; a day alone means its end.

    :raises Refused: "bad-instant".
    """
    try:
        at = datetime.fromisoformat(text.strip()) if len(text.strip()) > 10 else None
    except ValueError:
        raise Refused(
            "bad-instant",
            f"“{text}” không phải một thời điểm có thật. Ghi như 2026-09-30T17:00 hoặc 30/09/2026.",
        ) from None
    if at is None:
        return datetime.combine(day(text) + timedelta(days=1), time(), tzinfo=VIETNAM)
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def _measure(args: argparse.Namespace) -> None:
    if args.list:
        _list(as_json=args.json)
        return
    if not args.code:
        raise Refused("measure-missing", "Cần mã chỉ số. Xem các mã bằng ./motcua measure --list.")
    from motcua.config.installation import open_database

    open_database()
    document = _document(args)
    if args.json:
        from motcua.cli.main import print_json

        print_json(document)
    else:
        print("\n".join(_lines(document)))


def _list(*, as_json: bool) -> None:
    from motcua.cli.main import print_json
    from motcua.indicators.rules.declared import measures_on
    from motcua.indicators.rules.documents import of_measure

    known = measures_on(local_day(now()))
    if as_json:
        print_json({"measures": [of_measure(measure) for measure in known]})
        return
    width = max(len(measure.code) for measure in known)
    for measure in known:
        lack = "" if measure.has_data else " (chưa có dữ liệu)"
        print(f"{measure.code:<{width}}  {measure.name}{lack}")


def _document(args: argparse.Namespace) -> dict[str, Any]:
    from motcua.indicators.enums import Cut, Dimension
    from motcua.indicators.queries.asking import agency_named, closing
    from motcua.indicators.queries.measuring import measure
    from motcua.indicators.rules.documents import of_measured

    at, window = now(), window_of(args)
    assert window.end is not None
    agency = agency_named(args.agency, on=min(window.end - timedelta(days=1), local_day(at)))
    place, as_of = (agency.pk if agency else None), closing(window, args.as_of, at=at)
    cut, by = _choice(args.by, Cut), _choice(args.by, Dimension)
    if args.by and cut is None and by is None:
        among = ", ".join(one.value for one in (*Dimension, *Cut))
        raise Refused("dimension-not-found", f"Không tách được theo “{args.by}”. Chọn một trong: {among}.")
    found: Measured = measure(args.code, agency_id=place, window=window, as_of=as_of, by=by)
    document = {"agency": agency.name if agency else None, **of_measured(found, window=window, as_of=as_of)}
    if cut is not None:
        document["parts"] = _windows(found, window, cut, place, as_of)
    if args.rows:
        document["rows"] = _rows(args.code, place, window, as_of)
    return document


def _choice(text: str | None, among: Any) -> Any:
    return next((one for one in among if one.value == text), None)


def _windows(
    found: Measured, window: Period, cut: Any, place: Any, as_of: datetime | None
) -> list[dict[str, Any]]:
    from motcua.indicators.queries.measuring import over
    from motcua.indicators.rules.documents import of_figure, of_window
    from motcua.indicators.rules.windows import pieces

    windows = pieces(window, cut)
    figures = over(found.measure.code, windows, agency_id=place, as_of=as_of)
    return [
        {**of_window(piece), "label": of_window(piece)["name"], **of_figure(figure, found.measure.unit)}
        for piece, figure in zip(windows, figures, strict=True)
    ]


def _rows(code: str, place: Any, window: Period, as_of: datetime | None) -> list[str]:
    from motcua.indicators.queries.rows import rows_of

    rows = rows_of(code, agency_id=place, window=window, as_of=as_of, person=None, on=local_day(now()))
    return [str(row) for row in rows.order_by("pk")[:_MOST_ROWS]]


def _lines(document: dict[str, Any]) -> list[str]:
    """The answer for a person."""
    known, window = document["measure"], document["window"]
    lines = [
        f"{known['name']}: {document['says']}",
        f"Cơ quan: {document['agency'] or 'toàn hệ thống'}",
        f"Kỳ:      {window['name']}",
    ]
    if document["months"]:
        lines.append(f"Tính:    trọn tháng, {document['months']['name']}")
    if document["as_of"]:
        lines.append(f"Chốt:    {document['as_of'].astimezone(VIETNAM):%H:%M %d/%m/%Y}")
    if document["denominator"] is not None:
        lines.append(f"Tính từ: {document['numerator']}/{document['denominator']}")
    lines += [f"  {part['label']}: {part['says'] or 'chưa tới'}" for part in document["parts"]]
    lines += [f"Thiếu:   {known['missing']}"] if known["missing"] else []
    return [*lines, *(f"  {row}" for row in document.get("rows", ()))]
