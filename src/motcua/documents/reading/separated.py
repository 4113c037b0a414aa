"""Tables as text with a separator between the values: CSV and its relatives."""

from __future__ import annotations

import csv
import io

from motcua.documents.reading.blocks import Block, Place
from motcua.documents.reading.characters import plain, tidy_lines
from motcua.documents.reading.grids import Spanning, grid
from motcua.documents.reading.limits import MOST_CHARACTERS, MOST_ROWS, too_long
from motcua.documents.rules.uploads.refusing import Unfit

_SEPARATORS = ";,\t|"


def read_separated(text: str) -> tuple[Block, ...]:
    """One table of the values.

    :raises Unfit: when it is longer than is read or the quotes in it do not end.
    """
    if len(text) > MOST_CHARACTERS:
        raise too_long(f"{MOST_CHARACTERS} ký tự")
    rows = []
    reader = csv.reader(io.StringIO(plain(text).replace("\f", "")), delimiter=_separator(text))
    try:
        for values in reader:
            rows.append([Spanning(tidy_lines(value), line=reader.line_num) for value in values])
            if len(rows) > MOST_ROWS:
                raise too_long(f"{MOST_ROWS} hàng")
    except csv.Error:
        raise Unfit(
            "file-damaged", "không đúng là tệp CSV", "Mở bằng Excel, lưu thành .xlsx rồi thử lại."
        ) from None
    table = grid(rows, place=Place(table=1))
    return () if table is None else (table,)


def _separator(text: str) -> str:
    """The separator that the first lines agree on best."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]

    def agreement(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        return sum(count == counts[0] > 0 for count in counts) if counts else 0, sum(counts)

    return max(_SEPARATORS, key=agreement)
