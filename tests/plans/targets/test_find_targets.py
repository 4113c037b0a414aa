"""Targets in sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents.reading.blocks import Place
from motcua.plans.enums import Commitment, Direction, ItemSource
from motcua.plans.rules.reading.found import FoundTarget
from motcua.plans.rules.targets import find_targets

AT_LEAST, MORE_THAN = Direction.AT_LEAST, Direction.MORE_THAN
AT_MOST, LESS_THAN, EXACTLY = Direction.AT_MOST, Direction.LESS_THAN, Direction.EXACTLY
MUST, STRIVE = Commitment.MUST, Commitment.STRIVE


def targets(text: str) -> list[FoundTarget]:
    return find_targets(text, place=Place(line=7), source=ItemSource.TEXT, section="II.1")


def said(text: str) -> list[tuple[Direction, str, str, str]]:
    return [(each.direction, str(each.number), each.unit, each.measures) for each in targets(text)]


@pytest.mark.parametrize(
    ("text", "direction", "number", "measures"),
    [
        (
            "Tối thiểu 80% hồ sơ được giải quyết trực tuyến.",
            AT_LEAST,
            "80",
            "hồ sơ được giải quyết trực tuyến",
        ),
        (
            "Mức độ hài lòng của phụ huynh đạt từ 90% trở lên.",
            AT_LEAST,
            "90",
            "Mức độ hài lòng của phụ huynh",
        ),
        (
            "Mức độ hài lòng của người dân đạt 95% trở lên.",
            AT_LEAST,
            "95",
            "Mức độ hài lòng của người dân",
        ),
        ("Tỷ lệ hồ sơ đúng hạn đạt trên 90%", MORE_THAN, "90", "Tỷ lệ hồ sơ đúng hạn"),
        ("Tỷ lệ hồ sơ quá hạn không quá 5%.", AT_MOST, "5", "Tỷ lệ hồ sơ quá hạn"),
        ("Tỷ lệ hồ sơ trễ hạn dưới 1%/năm.", LESS_THAN, "1", "Tỷ lệ hồ sơ trễ hạn"),
        ("Tỷ lệ số hóa đạt ≥ 90%.", AT_LEAST, "90", "Tỷ lệ số hóa"),
        (
            "Tỷ lệ hồ sơ trực tuyến đạt 70% (năm 2024 đạt 65%).",
            AT_LEAST,
            "70",
            "Tỷ lệ hồ sơ trực tuyến",
        ),
        (
            "Tỷ lệ trường đạt chuẩn quốc gia: 75,5% (tăng 2% so với năm trước).",
            AT_LEAST,
            "75.5",
            "Tỷ lệ trường đạt chuẩn quốc gia",
        ),
        (
            "Bố trí tối thiểu 1% ngân sách chi cho chuyển đổi số.",
            AT_LEAST,
            "1",
            "Bố trí ngân sách chi cho chuyển đổi số",
        ),
        ("Tỷ lệ số hóa đạt 98,97%", AT_LEAST, "98.97", "Tỷ lệ số hóa"),
        ("80 phần trăm hồ sơ được số hóa", AT_LEAST, "80", "hồ sơ được số hóa"),
        ("Trên 90% trường học có tổ công nghệ số.", MORE_THAN, "90", "trường học có tổ công nghệ số"),
        ("Tỷ lệ giải quyết hồ sơ đúng hạn: 99%", AT_LEAST, "99", "Tỷ lệ giải quyết hồ sơ đúng hạn"),
        ("Tỷ lệ cấp kết quả điện tử là 100%.", EXACTLY, "100", "Tỷ lệ cấp kết quả điện tử"),
        ("Tỷ lệ TTHC quá hạn là 0%.", EXACTLY, "0", "Tỷ lệ TTHC quá hạn"),
        (
            "Giảm ít nhất 30% thời gian giải quyết thủ tục hành chính.",
            AT_LEAST,
            "30",
            "Giảm thời gian giải quyết thủ tục hành chính",
        ),
        (
            "100% (43/43) đơn vị trực thuộc ký cam kết.",
            EXACTLY,
            "100",
            "đơn vị trực thuộc ký cam kết",
        ),
        (
            "100% văn bản (trừ văn bản mật) được ký số và gửi qua mạng.",
            EXACTLY,
            "100",
            "văn bản (trừ văn bản mật) được ký số và gửi qua mạng",
        ),
        (
            "Kiểm tra CCHC: Tối thiểu 30% các phòng Sở và các đơn vị trực thuộc",
            AT_LEAST,
            "30",
            "Kiểm tra CCHC: các phòng Sở và các đơn vị trực thuộc",
        ),
        (
            "Tỷ lệ 60% hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận.",
            AT_LEAST,
            "60",
            "hồ sơ trực tuyến trên tổng số hồ sơ tiếp nhận",
        ),
        (
            "Nâng tỷ lệ thanh toán không dùng tiền mặt từ 50% lên 80%.",
            AT_LEAST,
            "80",
            "Nâng tỷ lệ thanh toán không dùng tiền mặt",
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt từ 80% - 90%.",
            AT_LEAST,
            "80",
            "Tỷ lệ hồ sơ nộp trực tuyến",
        ),
        ("Giảm tối thiểu 10% biên chế so với năm 2021.", AT_LEAST, "10", "Giảm biên chế so với năm 2021"),
        (
            "Đảm bảo tỷ lệ phòng học kiên cố đạt 92,5%.",
            AT_LEAST,
            "92.5",
            "tỷ lệ phòng học kiên cố",
        ),
        (
            "Hoàn thành, đảm bảo tiến độ, chất lượng 100% nhiệm vụ trong Kế hoạch.",
            EXACTLY,
            "100",
            "Hoàn thành, đảm bảo tiến độ, chất lượng nhiệm vụ trong Kế hoạch",
        ),
    ],
)
def test_one_percentage(text: str, direction: Direction, number: str, measures: str) -> None:
    assert said(text) == [(direction, number, "%", measures)]


@pytest.mark.parametrize(
    ("text", "direction", "number", "unit", "measures"),
    [
        ("Có ít nhất 02 mô hình/sáng kiến cải cách hành chính.", AT_LEAST, "2", "mô hình/sáng kiến", None),
        (
            "Thực hiện tối thiểu 01 cuộc kiểm tra/năm đối với đơn vị trực thuộc.",
            AT_LEAST,
            "1",
            "cuộc kiểm tra/năm",
            "Thực hiện cuộc kiểm tra/năm đối với đơn vị trực thuộc",
        ),
        ("Không quá 15 phút/lượt giao dịch.", AT_MOST, "15", "phút/lượt giao dịch", "phút/lượt giao dịch"),
        ("Không để quá 5 hồ sơ tồn đọng.", AT_MOST, "5", "hồ sơ", "hồ sơ tồn đọng"),
        (
            "Ít nhất 05 sáng kiến được công nhận cấp thành phố.",
            AT_LEAST,
            "5",
            "sáng kiến",
            "sáng kiến được công nhận cấp thành phố",
        ),
        ("Đạt tối thiểu 1.000 tài khoản hoạt động.", AT_LEAST, "1000", "tài khoản", "tài khoản hoạt động"),
        (
            "Chỉ số PAR Index tăng ít nhất 02 bậc so với năm 2024.",
            AT_LEAST,
            "2",
            "bậc",
            "Chỉ số PAR Index tăng bậc so với năm 2024",
        ),
        ("Đạt từ 85 điểm trở lên.", AT_LEAST, "85", "điểm", "điểm"),
        (
            "Rút ngắn ít nhất 02 ngày làm việc đối với thủ tục chuyển trường.",
            AT_LEAST,
            "2",
            "ngày làm việc",
            "Rút ngắn ngày làm việc đối với thủ tục chuyển trường",
        ),
        ("Phấn đấu đứng trong tốp 5.", AT_MOST, "5", "hạng", "đứng trong tốp 5"),
        (
            "Chỉ số CCHC của Sở xếp thứ 05/20 sở, ngành",
            AT_MOST,
            "5",
            "hạng",
            "Chỉ số CCHC của Sở",
        ),
        (
            "Phấn đấu Chỉ số CCHC của Sở nằm trong nhóm 10 sở, ngành dẫn đầu.",
            AT_MOST,
            "10",
            "hạng",
            "Chỉ số CCHC của Sở",
        ),
        (
            "Mỗi trường đăng ký 01 sáng kiến về chuyển đổi số.",
            AT_LEAST,
            "1",
            "sáng kiến",
            "Mỗi trường đăng ký sáng kiến về chuyển đổi số",
        ),
    ],
)
def test_counts_and_ranks(
    text: str, direction: Direction, number: str, unit: str, measures: str | None
) -> None:
    ((got_direction, got_number, got_unit, got_measures),) = said(text)
    assert (got_direction, got_number, got_unit) == (direction, number, unit)
    assert measures is None or got_measures == measures


def test_each_number_has_its_own_words() -> None:
    text = (
        "Bảo đảm bãi bỏ ít nhất 30% điều kiện kinh doanh không cần thiết; giảm ít nhất 30% thời gian giải quyết, "
        "30% chi phí tuân thủ TTHC."
    )
    assert [each.measures for each in targets(text)] == [
        "bãi bỏ điều kiện kinh doanh không cần thiết",
        "giảm thời gian giải quyết",
        "giảm chi phí tuân thủ TTHC",
    ]


def test_a_list_under_one_heading() -> None:
    text = "Tỷ lệ giáo viên đạt chuẩn: Mầm non 95%, Tiểu học 90%, THCS 92%."
    assert [(str(each.number), each.measures) for each in targets(text)] == [
        ("95", "Tỷ lệ giáo viên đạt chuẩn: Mầm non"),
        ("90", "Tỷ lệ giáo viên đạt chuẩn: Tiểu học"),
        ("92", "Tỷ lệ giáo viên đạt chuẩn: THCS"),
    ]


def test_cutting_by_two_shares() -> None:
    text = (
        "Rà soát 100% TTHC nội bộ, đề xuất phương án đơn giản hóa, đảm bảo mục tiêu cắt giảm, đơn giản hóa ít nhất "
        "20% TTHC và cắt giảm ít nhất 20% chi phí tuân thủ"
    )
    assert said(text) == [
        (EXACTLY, "100", "%", "Rà soát TTHC nội bộ, đề xuất phương án đơn giản hóa"),
        (AT_LEAST, "20", "%", "cắt giảm, đơn giản hóa TTHC"),
        (AT_LEAST, "20", "%", "cắt giảm chi phí tuân thủ"),
    ]


@pytest.mark.parametrize(
    ("text", "commitments"),
    [
        ("Phấn đấu 80% hồ sơ trả trước hạn.", [STRIVE]),
        ("Phấn đất đạt 100% kết quả được tái sử dụng.", [STRIVE]),
        ("100% hồ sơ đúng hạn. Phấn đấu 80% hồ sơ trước hạn. Hài lòng đạt 95%.", [MUST, STRIVE, MUST]),
        (
            "Tỷ lệ đúng hạn là 98% (trong đó, phấn đấu giải quyết trước hạn tối thiểu 20%).",
            [MUST, STRIVE],
        ),
        (
            "Tỷ lệ hồ sơ (phấn đấu trước hạn 20%) đúng hạn đạt 98%.",
            [STRIVE, MUST],
        ),
        ("Chỉ số hài lòng đạt trên 85%, phấn đấu đạt 90%.", [MUST, STRIVE]),
        ("Phấn đấu đảm bảo 100% hồ sơ thực hiện trên môi trường mạng.", [STRIVE]),
        ("Phấn đấu 90% trường có tổ công nghệ số, bảo đảm 100% giáo viên được tập huấn.", [STRIVE, MUST]),
        ("Phấn đấu 90% trường đạt chuẩn; 100% giáo viên được tập huấn.", [STRIVE, STRIVE]),
    ],
)
def test_must_and_strive(text: str, commitments: list[Commitment]) -> None:
    assert [each.commitment for each in targets(text)] == commitments


def test_what_goes_on_without_own_words_measures_the_same() -> None:
    assert [each.measures for each in targets("Chỉ số hài lòng (SIPAS) đạt trên 85%, phấn đấu đạt 90%.")] == [
        "Chỉ số hài lòng (SIPAS)"
    ] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2024, tỷ lệ giải quyết đúng hạn đã đạt 98,1%.",
        "Trường có 100% vốn nước ngoài hoạt động trên địa bàn.",
        "Tổng số hồ sơ đã giải quyết 2172 (98,1%) hồ sơ (trước hạn 2155 (99,2%), đúng hạn 17 (0,8%).",
        "DVC trực tuyến toàn trình: 45/114, chiếm 39,5%.",
        "rà soát các TTHC (93 TTHC cấp tỉnh, 31 TTHC cấp huyện, 5 TTHC cấp xã)",
        "đến thời điểm hiện tại đã thực hiện xác thực được 99,5% thông tin học sinh",
        "Thời hạn giải quyết không quá 03 ngày làm việc kể từ ngày nhận đủ hồ sơ.",
        "Ngân sách bảo đảm 100% kinh phí thực hiện.",
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ",
        "Duy trì tiêu chuẩn TCVN ISO 9001:2015.",
        "Kết quả 100% các đơn vị đã tổ chức tuyên truyền.",
        "Không có hồ sơ quá hạn.",
        "Căn cứ Kế hoạch số 1055/KH-UBND ngày 28 tháng 02 năm 2025",
        "",
    ],
)
def test_no_target(text: str) -> None:
    assert said(text) == []


def test_a_target_keeps_where_it_stands() -> None:
    (target,) = targets("1. Tạo chuyển biến. **Tối thiểu 80%** hồ sơ\ntrực tuyến.")
    assert (target.text, target.place, target.section) == (
        "Tối thiểu 80% hồ sơ trực tuyến.",
        Place(line=7),
        "II.1",
    )
    assert target.number == Decimal(80)


def test_lines_with_dashes_stand_for_themselves() -> None:
    text = "- 100% TTHC được cung cấp trực tuyến\n- Tối thiểu 80% hồ sơ\ntrực tuyến"
    assert [each.measures for each in targets(text)] == [
        "TTHC được cung cấp trực tuyến",
        "hồ sơ trực tuyến",
    ]


_PARTS = (
    "100%|30 %|98,97%|tối thiểu|ít nhất|không quá|trên|dưới|đạt|phấn đấu|tỷ lệ|hồ sơ|TTHC|và|,|;|.|(|)|:|là|trở lên|"
    "giảm|02 mô hình|từ|lên|nhóm 10|mỗi trường có 3 lớp|đã|≥|80 phần trăm|\n- |1.250|"
)


@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PARTS.split("|")), max_size=14).map(" ".join))
)
def test_finding_never_fails(text: str) -> None:
    for each in targets(text):
        assert each.measures
        assert each.number >= 0
