"""Sentences with live figures, and what officers may write."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from motcua.indicators.rules.declared import MEASURES
from motcua.kernel.refusals import Refused
from motcua.plans.rules.yearly import KINDS
from motcua.reports.queries.figures import _NAMES
from motcua.reports.rules.outline import OUTLINES, Piece, checked_paragraphs, outline_on, pieces, said

OUTLINE = outline_on(date(2024, 12, 5))
FIGURES = {"received": "2.215", "resolved": "2.172", "resolved_rate": "98,1 %"}


def test_every_figure_of_the_outline_is_declared() -> None:
    known = {measure.code for measure in MEASURES} | set(_NAMES) | set(KINDS) | {"decisions"}
    assert [code for outline in OUTLINES for code in outline.codes if code not in known] == []


def test_the_outline_is_numbered_without_a_gap() -> None:
    assert OUTLINE.sections[0].level == 1
    assert all(later.level <= one.level + 1 for one, later in pairwise(OUTLINE.sections))
    assert len({section.key for section in OUTLINE.sections}) == len(OUTLINE.sections)


def test_no_outline_before_the_circular() -> None:
    with pytest.raises(Refused) as refused:
        outline_on(date(2019, 1, 1))
    assert refused.value.code == "outline-not-in-force"


def test_a_sentence_tells_its_figures() -> None:
    sentence = "Đã giải quyết {resolved} hồ sơ ({resolved_rate})."
    assert list(pieces(sentence, FIGURES)) == [
        Piece("Đã giải quyết "),
        Piece("2.172", "resolved"),
        Piece(" hồ sơ ("),
        Piece("98,1 %", "resolved_rate"),
        Piece(")."),
    ]
    assert said(sentence, {}) == "Đã giải quyết chưa có dữ liệu hồ sơ (chưa có dữ liệu)."


def test_what_an_officer_writes_is_kept_tidy() -> None:
    written = checked_paragraphs(
        {"strengths": ["  Đã  giải quyết {resolved} hồ sơ. ", " "], "limits": [""]},
        outline=OUTLINE,
        known=FIGURES,
    )
    assert written == {"strengths": ["Đã giải quyết {resolved} hồ sơ."]}


@pytest.mark.parametrize(
    ("section", "text", "code"),
    [
        ("strengths", "Có {mystery} hồ sơ.", "figure-not-known"),
        ("strengths", "Có { hồ sơ.", "figure-not-known"),
        ("strengths", "Có {{received}} hồ sơ.", "figure-not-known"),
        ("strengths", "a" * 5001, "text-too-long"),
        ("nowhere", "Có.", "section-not-known"),
    ],
)
def test_what_cannot_be_read_is_refused(section: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_paragraphs({section: [text]}, outline=OUTLINE, known=FIGURES)
    assert refused.value.code == code
