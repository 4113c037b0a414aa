"""A small catalogue for the tests of the search's rules, and short ways to read and rank."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from motcua.catalogue.enums import SynonymKind
from motcua.catalogue.rules.search.index import Index, Part, Row
from motcua.catalogue.rules.search.ranking import Match, rank
from motcua.catalogue.rules.search.reading import Reading, read
from motcua.catalogue.rules.search.synonyms import SynonymRow, SynonymTable
from motcua.kernel.text import fold

SYNONYMS = SynonymTable(
    [
        SynonymRow("THPT", "trung học phổ thông", SynonymKind.ABBREVIATION),
        SynonymRow("bằng cấp 3", "bằng tốt nghiệp trung học phổ thông", SynonymKind.SYNONYM),
        SynonymRow("bằng cấp 3", "văn bằng", SynonymKind.SYNONYM),
        SynonymRow("trung tâm ngoại ngữ", "trung tâm khác giáo dục thường xuyên", SynonymKind.SYNONYM),
        SynonymRow("xin", "", SynonymKind.FILLER),
        SynonymRow("cho con", "", SynonymKind.FILLER),
    ]
)

NAMES = {
    "3.000465": "Cấp bản sao văn bằng, chứng chỉ từ sổ gốc",
    "2.002850": "Cấp lại văn bằng, chứng chỉ",
    "3.000466": "Chỉnh sửa nội dung văn bằng, chứng chỉ",
    "2.002854": "Chuyển trường và tiếp nhận học sinh",
    "2.002857": "Tiếp nhận học sinh xin học lại",
    "1.013338": "Xét công nhận tốt nghiệp trung học phổ thông",
    "1.005142": "Đăng ký dự thi tốt nghiệp trung học phổ thông",
    "3.000315": "Thành lập trung tâm khác thực hiện nhiệm vụ giáo dục thường xuyên",
    "1.008725": "Chuyển đổi trường tiểu học tư thục sang trường tiểu học tư thục hoạt động không vì lợi nhuận",
    "2.000908": "Thủ tục cấp bản sao từ sổ gốc",
    "1.011434": "Cấp bản sao văn bản chứng nhận đăng ký biện pháp bảo đảm bằng tàu biển",
    "5.003854": "Thủ tục xét tặng danh hiệu “Nhà giáo ưu tú”",
}


def row(code: str, name: str, **changes: object) -> Row:
    """A row as the catalogue gives it; `changes` replace fields, `folded` adds parts."""
    parts = {Part.NAME: fold(name), **changes.pop("folded", {})}  # type: ignore[dict-item]  # tests pass parts
    facts: dict[str, object] = {
        "key": code,
        "stamp": 1,
        "code": code,
        "old_codes": (),
        "name": name,
        "folded": parts,
        "start": date(2025, 7, 1),
        "end": None,
        "is_internal": code.startswith("5."),
        "jurisdiction": "",
        "field_id": None,
        "levels": (),
        "audience": (),
        "life_events": (),
    }
    return Row(**{**facts, **changes})  # type: ignore[arg-type]  # tests replace fields by name


def small_catalogue(extra: Sequence[Row] = ()) -> Index:
    """The names above as an index, with further rows."""
    return Index([*(row(code, name) for code, name in NAMES.items()), *extra], SYNONYMS)


def read_in(index: Index, query: str, *, unfinished: bool = False) -> Reading:
    """The query as read with the index's words."""
    return read(query, index.vocabulary, index.synonyms, unfinished=unfinished)


def found(index: Index, query: str) -> list[Match]:
    """All rows ranked for a query."""
    return rank(read_in(index, query), index, np.ones(len(index.rows), dtype=np.bool_))


def codes(index: Index, query: str) -> list[str]:
    """The codes found for a query, best first."""
    return [index.rows[match.row].row.code for match in found(index, query)]
