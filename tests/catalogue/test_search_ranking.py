from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.catalogue.search_rows import NAMES, SYNONYMS, codes, found, read_in, row, small_catalogue

from motcua.catalogue.enums import SynonymKind
from motcua.catalogue.rules.search.index import Index, Part, Row
from motcua.catalogue.rules.search.ranking import rank
from motcua.catalogue.rules.search.reasons import quoted_lines, reasons, understood
from motcua.catalogue.rules.search.synonyms import SynonymRow, SynonymTable
from motcua.kernel.text import fold

INDEX = small_catalogue()


@pytest.mark.parametrize(("code", "name"), NAMES.items())
def test_every_name_finds_itself_first(code: str, name: str) -> None:
    assert codes(INDEX, name)[0] == code
    assert codes(INDEX, fold(name))[0] == code
    assert codes(INDEX, name.upper())[0] == code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("cap ban sao van bang", "3.000465"),
        ("xin bản sao bằng cấp 3", "3.000465"),
        ("chuyển trường cho con", "2.002854"),
        ("thi tốt nghiệp THPT", "1.005142"),
        ("trung tam ngoai ngu", "3.000315"),
        ("bnag van chinh sua", "3.000466"),
        ("3.000466", "3.000466"),
        ("000466", "3.000466"),
        ("nhà giáo ưu tú", "5.003854"),
    ],
)
def test_the_wanted_procedure_comes_first(query: str, code: str) -> None:
    assert codes(INDEX, query)[0] == code


def test_a_row_with_all_words_stands_before_one_with_some() -> None:
    assert codes(INDEX, "cấp lại chứng chỉ")[:1] == ["2.002850"]


def test_words_together_stand_before_words_apart() -> None:
    ranked = codes(INDEX, "chuyển trường")
    assert ranked.index("2.002854") < ranked.index("1.008725")


def test_the_shorter_name_wins_between_equals() -> None:
    index = small_catalogue([row("1.2", "Đo đạc bản đồ địa chính khu vực"), row("1.1", "Đo đạc bản đồ")])
    assert codes(index, "đo đạc bản đồ") == ["1.1", "1.2"]


def test_tones_decide_where_they_are_typed() -> None:
    index = Index([row("1.1", "Cấp bảng hiệu"), row("1.2", "Cấp bằng hiệu")], SYNONYMS)
    assert codes(index, "cấp bằng")[0] == "1.2"
    assert codes(index, "cấp bảng")[0] == "1.1"


def test_internal_procedures_stand_after_public_ones() -> None:
    index = Index([row("5.000001", "Đổi tên trường"), row("1.000009", "Đổi tên trường")], SYNONYMS)
    assert codes(index, "đổi tên trường") == ["1.000009", "5.000001"]


def test_education_stands_first_among_equals() -> None:
    home = {Part.FIELD: "giao duc trung hoc"}
    index = Index([row("1.000001", "Đổi tên"), row("1.000002", "Đổi tên", folded=home)], SYNONYMS)
    assert codes(index, "đổi tên")[0] == "1.000002"


def test_the_name_counts_before_papers_and_agencies() -> None:
    papers = row("1.000001", "Cấp thẻ đọc sách", folded={Part.PAPERS: "don xin nghi phep"})
    agency = row("1.000002", "Cấp thẻ xe", folded={Part.AGENCIES: "phong nghi phep"})
    name = row("1.000003", "Nghỉ phép")
    assert codes(Index([agency, papers, name], SYNONYMS), "nghỉ phép") == ["1.000003", "1.000001", "1.000002"]


def test_copies_of_one_name_leave_room_for_others() -> None:
    copies = [row(f"1.00000{n}", "Xóa ghi nợ tiền thuê đất", jurisdiction=str(n)) for n in range(1, 8)]
    index = small_catalogue([*copies, row("1.000009", "Xóa ghi nợ tiền thuê đất ở")])
    assert codes(index, "ghi nợ tiền").index("1.000009") < 5


def test_an_old_code_finds_the_new_procedure() -> None:
    index = small_catalogue([row("3.000999", "Cấp phép bay", old_codes=("1.005092",))])
    [match] = found(index, "1.005092")
    assert index.rows[match.row].row.code == "3.000999"
    assert reasons(match, read_in(index, "1.005092"), index, {}) == ["mã cũ 1.005092"]


def test_only_allowed_rows_are_ranked() -> None:
    allowed = np.array([row.row.code == "2.002850" for row in INDEX.rows])
    matches = rank(read_in(INDEX, "cấp bản sao văn bằng"), INDEX, allowed)
    assert [INDEX.rows[match.row].row.code for match in matches] == ["2.002850"]
    assert rank(read_in(INDEX, "văn bằng"), INDEX, np.zeros(len(INDEX.rows), dtype=np.bool_)) == []


def test_the_day_and_the_province_decide_what_is_shown() -> None:
    rows = [
        row("1.1", "Cũ", start=None, end=date(2026, 7, 1)),
        row("1.2", "Mới", start=date(2026, 7, 1)),
        row("1.3", "Của cả nước"),
        row("1.3", "Của tỉnh", key="own", jurisdiction="31"),
        row("1.4", "Của tỉnh khác", jurisdiction="01"),
    ]
    index = Index(rows, SYNONYMS)

    def shown(day: date, province: str) -> set[str]:
        flags = index.in_force(day)
        flags &= index.shown_in(province, flags)
        return {one.row.name for one, yes in zip(index.rows, flags, strict=True) if yes}

    assert shown(date(2026, 6, 30), "31") == {"Cũ", "Của tỉnh"}
    assert shown(date(2026, 7, 1), "31") == {"Mới", "Của tỉnh"}
    assert shown(date(2026, 7, 1), "01") == {"Mới", "Của cả nước", "Của tỉnh khác"}
    assert shown(date(2026, 7, 1), "") == {"Mới", "Của cả nước"}


def test_reasons_say_what_matched_where() -> None:
    paper = "Giấy ủy quyền có chứng thực"
    index = small_catalogue([row("1.000077", "Nhận hộ kết quả", folded={Part.PAPERS: "don\n" + fold(paper)})])
    query = "nhận kết quả giấy ủy quyền"
    reading = read_in(index, query)
    match = next(one for one in found(index, query) if index.rows[one.row].row.code == "1.000077")
    assert quoted_lines(match, reading, index) == {Part.PAPERS: 1}
    said = reasons(match, reading, index, {Part.PAPERS: paper})
    assert said == ["tên có: nhận, kết, quả", f"giấy tờ: {paper}"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("cap ban sao van bang", "tên có “cấp bản sao văn bằng”"),
        ("bằng văn cấp", "tên có đủ các từ: bằng, văn, cấp"),
        ("3.000465", "đúng mã"),
        ("3.0004", "mã bắt đầu bằng 3.0004"),
        ("000465", "mã kết thúc bằng 000465"),
        ("cấp bản sao bằng cấp 3", "hiểu “bằng cấp 3” là “văn bằng”"),
        ("cấp bản sao văn bnag", "hiểu “bnag” là “bằng”"),
    ],
)
def test_the_reason_names_the_match(query: str, reason: str) -> None:
    reading = read_in(INDEX, query)
    match = next(one for one in found(INDEX, query) if INDEX.rows[one.row].row.code == "3.000465")
    assert reason in reasons(match, reading, INDEX, {})


@pytest.mark.parametrize(
    ("query", "shown", "differs"),
    [
        ("cap ban sao van bang", "cấp bản sao văn bằng", False),
        ("cấp bảnsao văn bnag", "cấp bản sao văn bằng", True),
        ("cấp bản sao bằng cấp 3", "cấp bản sao văn bằng", True),
        ("photoshop", "photoshop", False),
        ("3.000465", "3.000465", False),
    ],
)
def test_what_was_understood_is_written_with_marks(query: str, shown: str, differs: bool) -> None:
    assert understood(read_in(INDEX, query), found(INDEX, query), INDEX) == (shown, differs)


def test_an_empty_catalogue_finds_nothing() -> None:
    assert found(Index([], SYNONYMS), "cấp bản sao") == []


words = st.sampled_from(["cap", "ban", "sao", "van", "bang", "chung", "chi", "truong", "hoc", "sinh", "thpt"])
names = st.lists(words, min_size=1, max_size=6).map(" ".join)
keys = st.sampled_from("ABCDEFGH")
# A name, and the lines of a part that rows may share.
texts = st.tuples(names, st.lists(st.sampled_from(["don xin", "giay ban", "so goc"]), max_size=3))


def rows_of(catalogue: dict[str, tuple[str, list[str]]], stamp: int = 1) -> list[Row]:
    return [
        row(code, name, stamp=stamp, folded={Part.PAPERS: "\n".join(lines)})
        for code, (name, lines) in catalogue.items()
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(keys, texts, max_size=8), st.dictionaries(keys, texts, max_size=4), st.sets(keys), names
)
# Counted twice, the synonyms made "ban" commoner than "van"; a word that only a gone row had stayed known.
@example({"A": ("cap ban", [])}, {"A": ("cap van", [])}, set(), "van cap")
@example({"A": ("sao truong", []), "B": ("cap ban", ["don xin"])}, {}, {"A"}, "sao ban")
@example({"A": ("cap", ["don xin"]), "B": ("ban", ["don xin"])}, {"A": ("van", [])}, set(), "don xin")
def test_a_renewed_index_answers_as_one_built_anew(
    before: dict[str, tuple[str, list[str]]],
    changed: dict[str, tuple[str, list[str]]],
    gone: set[str],
    query: str,
) -> None:
    gone = (gone & before.keys()) - changed.keys()
    renewed = Index(rows_of(before), SYNONYMS).renewed(rows_of(changed, 2), gone, SYNONYMS)
    after = {code: texts for code, texts in {**before, **changed}.items() if code not in gone}
    anew = Index(rows_of(after), SYNONYMS)
    assert renewed.stamps == {code: 2 if code in changed else 1 for code in after}
    assert renewed.vocabulary.counts == anew.vocabulary.counts
    assert renewed.vocabulary.pairs == anew.vocabulary.pairs
    assert all(renewed.rarity(word) == anew.rarity(word) for word in renewed.ids)
    for asked in (query, query.replace("a", "s"), "bna sao", "vna cap"):
        assert read_in(renewed, asked) == read_in(anew, asked)
        assert codes(renewed, asked) == codes(anew, asked)


def test_other_synonyms_take_the_place_of_the_former() -> None:
    rows = [row("1.1", "Cấp bản sao"), row("1.2", "Cấp thẻ")]
    others = SynonymTable([SynonymRow("tấm bằng", "văn bằng", SynonymKind.SYNONYM)])
    renewed = Index(rows, SYNONYMS).renewed([], (), others)
    anew = Index(rows, others)
    assert renewed.vocabulary.counts == anew.vocabulary.counts
    assert "thpt" not in renewed.vocabulary
    assert read_in(renewed, "tấm bnag") == read_in(anew, "tấm bnag")
