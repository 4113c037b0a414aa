from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.rules.search.vocabulary import Vocabulary
from motcua.catalogue.rules.search.words import (
    MAX_CHARACTERS,
    is_syllable,
    raw_words,
    readable,
    slip_cost,
    toned,
    typing_leftovers,
    words_of,
)

LETTERS = "abcdeghiklmnopqrstuvxy"
word = st.text(LETTERS, min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("one", "other"), [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("quý", "qúy")]
)
def test_old_and_new_tone_placement_are_one(one: str, other: str) -> None:
    assert toned(one) == toned(other) != toned("hoa")
    assert words_of(one) == words_of(other)


@given(st.text(max_size=60))
def test_composed_and_decomposed_text_read_alike(text: str) -> None:
    assert words_of(unicodedata.normalize("NFC", text)) == words_of(unicodedata.normalize("NFD", text))
    assert toned(unicodedata.normalize("NFD", text)) == toned(unicodedata.normalize("NFC", text))


@given(st.text(max_size=3000))
def test_any_text_becomes_a_short_single_line(text: str) -> None:
    shown = readable(text)
    assert len(shown) <= MAX_CHARACTERS
    assert "\n" not in shown
    assert "\x00" not in shown
    assert len(raw_words(shown)) == len(toned(shown))
    shown.encode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("banr", "ban"),
        ("barn", "ban"),
        ("ddieeuf", "dieu"),
        ("dieeuf", "dieu"),
        ("truwowngf", "truong"),
        ("truowngf", "truong"),
        ("bawngf", "bang"),
        ("nghieepj", "nghiep"),
        ("caaps", "cap"),
        ("ba3n", "ban"),
        ("d9ie62u", "dieu"),
    ],
)
def test_leftovers_of_typing_methods_are_understood(typed: str, meant: str) -> None:
    assert meant in typing_leftovers(typed)


@pytest.mark.parametrize(
    "syllable", ["nghiep", "truong", "khuya", "quyen", "gi", "oanh", "y", "thuong", "xoong"]
)
def test_syllables_are_known_by_their_build(syllable: str) -> None:
    assert is_syllable(syllable)


@pytest.mark.parametrize("other", ["thpt", "bnag", "w", "jazz", "ngip2", "strong", ""])
def test_what_cannot_be_spoken_is_no_syllable(other: str) -> None:
    assert not is_syllable(other)


@given(word, st.data())
def test_every_single_slip_has_a_price(meant: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(meant) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    slips = {
        meant[:place] + meant[place + 1 :],
        meant[:place] + letter + meant[place:],
        meant[:place] + letter + meant[place + 1 :],
        meant[:place] + meant[place + 1 : place + 2] + meant[place] + meant[place + 2 :],
    }
    for typed in slips:
        cost = slip_cost(typed, meant)
        assert cost is not None
        assert (cost == 0) == (typed == meant)


@given(word, word)
def test_words_far_apart_have_no_price(one: str, other: str) -> None:
    if abs(len(one) - len(other)) > 1:
        assert slip_cost(one, other) is None


@given(st.lists(word, min_size=1, max_size=30), word)
def test_the_table_of_deletions_misses_no_slip_and_invents_none(known: list[str], typed: str) -> None:
    near = dict(Vocabulary([known]).one_slip_away(typed))
    assert near == {
        other: cost for other in known if other != typed and (cost := slip_cost(typed, other)) is not None
    }


def test_a_run_is_cut_into_known_syllables_only() -> None:
    vocabulary = Vocabulary([["ban", "sao", "van", "bang"], ["thpt"]])
    assert vocabulary.pieces("bansaovanbang") == ["ban", "sao", "van", "bang"]
    assert vocabulary.pieces("bansaoxyz") is None
    assert vocabulary.pieces("ban") is None
    assert vocabulary.pieces("x" * 500) is None


def test_completions_come_commonest_first() -> None:
    vocabulary = Vocabulary([["truong", "trung", "truong", "ban"]])
    assert vocabulary.completions("tr", 5) == ["truong", "trung"]
    assert vocabulary.completions("z", 5) == []
