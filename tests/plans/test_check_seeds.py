"""What the checks find in the five real documents beside the project: all their known faults, and nothing else.

Each was looked at by eye against the document. Lines count in the text file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from motcua.documents.reading.opening import read_document
from motcua.plans.rules.checks.whole import check_plan, identity
from motcua.plans.rules.reading.found import PlanReading
from motcua.plans.rules.reading.whole import read_plan

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared_data,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="shared data is not beside the project"),
]

WANTED: dict[str, list[tuple[str, int]]] = {
    "000": [
        ("numbering-gap", 128),  # I, III
        ("numbering-gap", 276),  # (i), (iii)
        ("date-outside-year", 367),  # 05/6/2024
        ("issuer-symbol", 385),  # 762/QĐ-UBND of a director
        ("words-doubled", 276),  # Kết luận luận
    ],
    "001": [
        ("task-without-product", 287),  # row 9
        ("target-conflict", 288),  # 95 % and over 90 % content
        ("target-conflict", 288),  # 100 % and over 90 % in time
        ("act-two-dates", 295),  # 18-NQ/TW
        ("act-two-symbols", 295),  # 141/KH-BCĐTKNQ18
        ("words-doubled", 56),
    ],
    "002": [
        ("numbering-repeated", 728),  # II, II
        ("numbering-foreign", 293),  # 4, 3.1
        ("act-year-doubled", 667),  # 61/2018/2018/NĐ-CP
        ("act-number-order", 147),
        ("symbol-unknown", 130),  # TT-CPVP
        ("symbol-unknown", 400),  # QĐ-BGDĐG
        ("promulgation-by-unit", 147),  # 227/QĐ-SGDĐT
        ("annex-missing", 307),
        ("paragraph-repeated", 337),
        ("paragraph-repeated", 364),
        ("words-doubled", 437),
        ("words-doubled", 459),
        *(("words-glued", line) for line in (141, 147, 155, 161, 167, 173, 179, 185, 222)),
        ("words-doubled", 274),
    ],
    "003": [
        ("part-larger-than-whole", 42),  # 80 % of 60 %
        ("target-conflict", 70),  # reuse 55 % and 100 %
        ("paragraph-repeated", 63),
        ("words-doubled", 64),  # ngày ngày
        ("words-glued", 46),
        ("words-glued", 64),
    ],
    "004": [
        ("task-without-product", 961),
        ("task-without-product", 984),
        ("task-without-product", 1030),
    ],
}
MISSPELLED = {
    "000": ["cung cập", "cũng cố", "Thưòng", "Chính phú", "xấy dựng", "phê quyệt", "cá TTHC"],
    "001": [
        "chuyên biến",
        "Chuyên đổi số",
        "chuyên đổi số",
        "trọng tâm, trong điểm",
        "Công thông tin",
        "thông kê",
    ],
    "002": [
        "đơn giản rhoas",
        "thành toán trực tuyến",
        "thành toán trực tuyến",
        "Công thông tin",
        "kiêm soát",
        "tuyên truyên",
    ],
    "003": ["ngiêm", "thong qua", "chia sẽ", "Phấn đất"],
    "004": ["thục hiện", "tập chung", "Tăng cường dụng", "Gíao", "sửa đối"],
}
# Prose may be divided into tasks in more than one right way; what its tasks lack is not pinned here.
_OF_PROSE = {"task-without-lead", "task-without-term", "task-without-product", "task-term-unread"}


@cache
def reading(seed: str) -> PlanReading:
    [path] = SEEDS.glob(f"{seed}_*.txt")
    return read_plan(read_document(content=path.read_bytes(), name=path.name))


@pytest.mark.parametrize("seed", WANTED)
def test_all_known_faults_and_nothing_else(seed: str) -> None:
    found = [
        (each.code, each.place.line if each.place else None)
        for each in reading(seed).findings
        if each.code != "misspelled"
        and not each.code.startswith("header-")
        and not (each.code in _OF_PROSE and each.severity.value == "note")
    ]
    assert found == WANTED[seed]


@pytest.mark.parametrize("seed", MISSPELLED)
def test_misspelled_words(seed: str) -> None:
    found = [each.excerpt.split(":")[0] for each in reading(seed).findings if each.code == "misspelled"]
    assert found == MISSPELLED[seed]


def test_one_act_with_two_numbers_in_two_documents() -> None:
    [path] = SEEDS.glob("002_*.txt")
    document = read_document(content=path.read_bytes(), name=path.name)
    report = reading("002")
    found = check_plan(
        document=document, header=report.header, tasks=(), targets=(), known=reading("001").citations
    )
    told = [each for each in found if each.code == "act-two-numbers"]
    assert [each.excerpt for each in told] == [
        "Quyết định số 486/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ"
    ]
    assert "văn bản khác ghi 468/QĐ-TTg" in told[0].message


def test_totals_and_percentages_of_the_report_are_right() -> None:
    assert {each.code for each in reading("002").findings}.isdisjoint({"sum-wrong", "percentage-wrong"})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("UBND cấp huyện: 34 TTHC", "UBND cấp huyện: 35 TTHC", "sum-wrong"),
        ("UBND cấp huyện 06)", "UBND cấp huyện 07)", "sum-wrong"),
        ("2205 hồ sơ trong kỳ", "2206 hồ sơ trong kỳ", "sum-wrong"),
        ("45/114, chiếm 39,5%", "45/114, chiếm 49,5%", "percentage-wrong"),
        ("2172 (98,1%)", "2172 (97,1%)", "percentage-wrong"),
    ],
)
def test_a_figure_that_is_changed_is_found(old: str, new: str, code: str) -> None:
    [path] = SEEDS.glob("002_*.txt")
    text = path.read_text()
    assert text.count(old) == 1
    changed = read_document(content=text.replace(old, new).encode(), name=path.name)
    found = check_plan(document=changed, header=reading("002").header, tasks=(), targets=())
    assert [each.code for each in found].count(code) == 1


@pytest.mark.parametrize("seed", WANTED)
def test_findings_have_identities_of_their_own(seed: str) -> None:
    keys = [identity(each) for each in reading(seed).findings]
    assert len(set(keys)) == len(keys)
