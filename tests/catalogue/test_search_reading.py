from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.catalogue.search_rows import SYNONYMS, read_in, small_catalogue

from motcua.catalogue.enums import SynonymKind
from motcua.catalogue.rules.search.reading import How, read
from motcua.catalogue.rules.search.synonyms import read_synonyms

INDEX = small_catalogue()


def words(query: str) -> str:
    return " ".join(word.text for word in read_in(INDEX, query).words)


@pytest.mark.parametrize(
    "query",
    [
        "cap ban sao van bang",
        "CẤP BẢN SAO VĂN BẰNG",
        "cấp   bản sao, văn bằng!",
        "cap bansao van bang",
        "capbansaovanbang",
        "cap ba nsao van bang",
        "cap ban sao van b ang",
        "cap bna sao van bang",
        "cap bann sao van bang",
        "cap ban saoo van bang",
        "caps banr sao vawn bawngf",
        "ca6p ba3n sao va8n ba82ng",
    ],
)
def test_slips_spaces_and_typing_methods_are_read_through(query: str) -> None:
    assert words(query) == "cap ban sao van bang"


def test_a_word_typed_right_is_never_replaced() -> None:
    reading = read_in(INDEX, "sao trường")
    assert [word.how for word in reading.words] == [How.TYPED, How.TYPED]
    assert not reading.is_corrected


def test_a_known_word_in_an_odd_place_keeps_itself_first_and_offers_others() -> None:
    reading = read_in(INDEX, "van ban sao")  # "bang" may have been meant, "ban" was typed
    assert [word.text for word in reading.words] == ["van", "ban", "sao"]


def test_an_unknown_word_stays_as_it_is() -> None:
    [word] = read_in(INDEX, "photoshop").words
    assert (word.text, word.how) == ("photoshop", How.UNKNOWN)


def test_phrases_get_their_other_meanings_and_fillers_are_marked() -> None:
    slots = read_in(INDEX, "xin bằng cấp 3 cho con").slots
    assert [slot.is_filler for slot in slots] == [True, False, True]
    assert [one.label for one in slots[1].alternatives] == [
        "",
        "bằng tốt nghiệp trung học phổ thông",
        "văn bằng",
    ]


def test_abbreviations_hold_both_ways() -> None:
    [short] = read_in(INDEX, "THPT").slots
    assert ("trung", "hoc", "pho", "thong") in [one.words for one in short.alternatives]
    [long] = read_in(INDEX, "trung học phổ thông").slots
    assert ("thpt",) in [one.words for one in long.alternatives]


def test_the_longest_phrases_win_over_the_first() -> None:
    table = read_synonyms("phrase,meaning,kind\nsao bằng,cấp bản sao,synonym\nbằng cấp 3,văn bằng,synonym\n")
    from motcua.catalogue.rules.search.synonyms import SynonymTable

    slots = read("sao bằng cấp 3", INDEX.vocabulary, SynonymTable(table)).slots
    assert [slot.alternatives[0].words for slot in slots] == [("sao",), ("bang", "cap", "3")]


def test_the_last_word_may_be_unfinished() -> None:
    slot = read_in(INDEX, "cap ban sao van ba", unfinished=True).slots[-1]
    assert {("ban",), ("bang",)} <= {one.words for one in slot.alternatives}


@pytest.mark.parametrize("query", ["", "   ", "!!! --- ???", "\x00\x01\x02", "🙂🙂", "\ud800"])
def test_nothing_to_read_is_an_empty_reading(query: str) -> None:
    assert read_in(INDEX, query).is_empty


@settings(max_examples=60, deadline=2000)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    reading = read_in(INDEX, text)
    covered = [place for slot in reading.slots for place in range(slot.place, slot.place + slot.length)]
    assert covered == list(range(len(reading.words)))


@pytest.mark.parametrize(
    "piece", ["a", "bansao", "van bang ", "x y ", "1.", "<script>", "ứ", "sao" * 9 + " "]
)
def test_a_huge_query_is_read_in_bounded_time(piece: str) -> None:
    started = time.perf_counter()
    read_in(INDEX, piece * (10_000 // len(piece)))
    assert time.perf_counter() - started < 1.5


def test_a_synonyms_file_must_make_sense() -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_synonyms("phrase,meaning,kind\n,văn bằng,synonym\n")
    with pytest.raises(ValueError, match="line 3"):
        read_synonyms("phrase,meaning,kind\nxin,,filler\nmở,,synonym\n")
    with pytest.raises(ValueError, match="nonsense"):
        read_synonyms("phrase,meaning,kind\nmở,thành lập,nonsense\n")


def test_repeated_rows_count_once() -> None:
    rows = read_synonyms("phrase,meaning,kind\nmở,thành lập,synonym\nmở,thành lập,synonym\nmở,lập,synonym\n")
    assert [row.meaning for row in rows] == ["thành lập", "lập"]
    assert {row.kind for row in rows} == {SynonymKind.SYNONYM}


def test_the_table_knows_its_longest_phrase() -> None:
    assert SYNONYMS.longest == 5 or SYNONYMS.longest == 4
    assert SYNONYMS.starting_at(["bang", "cap", "3"], 0)[0][0] == 3
    assert SYNONYMS.starting_at(["sao"], 0) == []
