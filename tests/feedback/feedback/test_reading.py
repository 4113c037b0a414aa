"""What a text looks like: a complaint, a denunciation, advertising, a repeat, somebody's name; codes to follow it."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.feedback.enums.feedback import Recognised
from motcua.feedback.rules.feedback.likeness import likeness, most_alike
from motcua.feedback.rules.feedback.naming import named_in
from motcua.feedback.rules.feedback.recognising import recognise, suggests_conduct
from motcua.feedback.rules.feedback.scoring import LIKELY_SPAM, is_coarse, says_secrets, spam_score
from motcua.feedback.rules.feedback.tracking import (
    SIGNS,
    bare_code,
    bare_secret,
    is_same,
    written_code,
    written_secret,
)
from motcua.kernel.text import fold

ORDINARY = "Thủ tục cấp bản sao bằng đòi bản giấy căn cước dù đã tra được trên hệ thống, đề nghị bỏ."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Đơn khiếu nại về việc xếp loại", Recognised.COMPLAINT),
        ("Tôi khiếu nại quyết định số 15", Recognised.COMPLAINT),
        ("Đề nghị hủy quyết định số 3, quyết định xâm phạm quyền của tôi", Recognised.COMPLAINT),
        ("Người khiếu nại: Nguyễn Văn A. Người bị khiếu nại: Phòng B", Recognised.COMPLAINT),
        ("ĐƠN TỐ CÁO", Recognised.DENUNCIATION),
        ("Tôi xin tố cáo hiệu trưởng", Recognised.DENUNCIATION),
        ("Hiệu trưởng tham ô, làm giả giấy tờ, vi phạm pháp luật", Recognised.DENUNCIATION),
        ("don to cao can bo", Recognised.DENUNCIATION),
        ("Cán bộ Nguyễn Văn A nhận hối lộ 5 triệu mới làm hồ sơ", Recognised.DENUNCIATION),
        ("Hiệu trưởng tham ô tiền quỹ, nhận hối lộ khi tuyển sinh", Recognised.DENUNCIATION),
        ("Kế toán trường chiếm đoạt tiền ăn của học sinh", Recognised.DENUNCIATION),
        ("Tôi khiếu nại quyết định số 15. Trưởng phòng đã nhận hối lộ", Recognised.DENUNCIATION),
    ],
)
def test_recognised_by_words_and_form(text: str, what: Recognised) -> None:
    found = recognise(text, ORDINARY)
    assert found is not None
    assert found.what is what
    assert found.signs
    assert found.where_to


@pytest.mark.parametrize(
    "text",
    [
        ORDINARY,
        "Xin hỏi thủ tục khiếu nại gửi ở đâu",
        "Thời hiệu khiếu nại điểm thi là bao lâu, xin hướng dẫn cách khiếu nại",
        "Mẫu đơn tố cáo lấy ở đâu? Tôi cần mẫu đơn khiếu nại",
        "Cán bộ hẹn đi hẹn lại ba lần, thái độ khó chịu",
        "Mẫu kê khai phòng, chống tham nhũng của viên chức dài quá, đề nghị rút gọn",
        "Quy định về phòng chống bạo hành trẻ em chưa nói giáo viên phải báo ai",
    ],
)
def test_ordinary_texts_and_questions_are_not(text: str) -> None:
    assert recognise("", text) is None


def test_an_offence_counts_for_more_beside_the_name_of_somebody_here() -> None:
    text = "Bà Cao Thị Phiền nhận hối lộ năm triệu"
    assert recognise("", text) is None
    found = recognise("", text, names_staff=True)
    assert found is not None
    assert found.what is Recognised.DENUNCIATION
    assert recognise("", ORDINARY, names_staff=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "Cán bộ vòi vĩnh, gây phiền hà",
        "Chuyên viên hạch sách, thái độ hách dịch",
        "Bị quát mắng rồi đuổi về",
        "Nhà trường lạm thu đầu năm",
        "can bo sach nhieu dan",
    ],
)
def test_words_of_conduct_suggest_conduct(text: str) -> None:
    assert suggests_conduct(text)


@pytest.mark.parametrize(
    "text", [ORDINARY, "Lớp bồi dưỡng giáo viên đăng ký ở đâu", "Thời hạn 20 ngày khó để gia đình chuẩn bị"]
)
def test_words_of_rules_do_not(text: str) -> None:
    assert not suggests_conduct(text)


@pytest.mark.parametrize(
    "text",
    [
        "KHUYẾN MÃI vay tiền lãi suất thấp https://vay.example.com đăng ký ngay www.vay.xyz",
        "<a href=http://x.shop>mua</a> casino casino casino",
        "click click click https://a.xyz https://b.xyz https://c.xyz",
    ],
)
def test_advertising_scores_high(text: str) -> None:
    score = spam_score("Tin", text)
    assert score.score >= LIKELY_SPAM
    assert score.signs


def test_the_same_text_again_scores_high_and_an_ordinary_one_low() -> None:
    assert spam_score("Bản sao", ORDINARY).score < 20
    assert spam_score("Bản sao", ORDINARY, earlier=[fold(f"Bản sao {ORDINARY}")]).score >= LIKELY_SPAM


@given(st.text(max_size=400), st.text(max_size=80))
def test_any_text_has_a_score(body: str, title: str) -> None:
    assert 0 <= spam_score(title, body).score <= 100
    recognise(title, body)


def test_insults_and_secrets_are_pointed_out() -> None:
    assert is_coarse("đồ ngu")
    assert not is_coarse(ORDINARY)
    assert says_secrets("Tôi gửi kèm tài liệu mật của đơn vị")
    assert not says_secrets("Xin giữ bí mật tên tôi")


def test_repeats_are_found_whatever_the_diacritics() -> None:
    again = "Thu tuc cap ban sao bang van doi ban giay can cuoc du da tra duoc tren he thong"
    other = "Con tôi chuyển trường giữa năm học thì nộp hồ sơ ở đâu, cần mang giấy tờ gì theo"
    same, far = uuid4(), uuid4()
    found = most_alike(fold(ORDINARY), [(far, fold(other)), (same, fold(again))])
    assert [one.id for one in found] == [same]
    assert likeness(fold(ORDINARY), fold(ORDINARY)) == 1
    assert likeness("", fold(ORDINARY)) == 0


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_a_share_and_goes_both_ways(one: str, other: str) -> None:
    first, second = fold(one), fold(other)
    share = likeness(first, second)
    assert 0 <= share <= 1
    assert likeness(second, first) == share


def test_names_of_staff_are_found_as_whole_names() -> None:
    ly, an, thi = UUID(int=1), UUID(int=2), UUID(int=3)
    people = [(ly, "Nguyễn Thị Lý"), (an, "Nguyễn Văn An"), (thi, "Thi")]
    assert named_in("gặp cô NGUYEN THI LY ở quầy", people) == [ly]
    assert named_in("Nguyễn Thị Lý Anh là người khác?", people) == [ly]
    assert named_in("anh An với kỳ thi", people) == []


@given(st.lists(st.integers(0, 10**6), min_size=8, max_size=8))
def test_codes_are_read_as_they_are_typed(numbers: list[int]) -> None:
    code = written_code(numbers)
    assert bare_code(code) == code
    assert bare_code(code.lower().replace("-", " ")) == code
    assert bare_code(code.removeprefix("PA-")) == code
    assert set(code[3:]) <= {*SIGNS, "-"}


def test_what_can_be_no_code_is_none() -> None:
    for text in ("", "PA", "PA-1234", "H24.17-260917-0042", "a" * 500):
        assert bare_code(text) == ""


def test_secrets_compare_without_signs_between() -> None:
    secret = written_secret(bytes(range(20)))
    assert len(bare_secret(secret)) == 10
    assert bare_secret(secret.lower()) == bare_secret(secret)
    assert is_same("a", "a")
    assert not is_same("a", "b")
