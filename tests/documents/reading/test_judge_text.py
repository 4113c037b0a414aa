"""Whether a text can be relied on, and the old fonts whose letters lie elsewhere."""

from __future__ import annotations

import pytest
from tests.documents.reading.builders import PROSE, codes, read

from motcua.documents.reading.legacy import by_font, by_look, from_tcvn3, from_vni
from motcua.documents.reading.syllables import judge
from motcua.kernel.text import fold

TCVN3 = {
    "Céng hßa x· héi chñ nghÜa ViÖt Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "§éc lËp - Tù do - H¹nh phóc": "Độc lập - Tự do - Hạnh phúc",
    "Së Gi¸o dôc vµ §µo t¹o": "Sở Giáo dục và Đào tạo",
    "KÕ ho¹ch c¶i c¸ch hµnh chÝnh n¨m": "Kế hoạch cải cách hành chính năm",
    "Tr­êng trung häc c¬ së": "Trường trung học cơ sở",
    "tû lÖ, thñ tôc, quý I, ph­¬ng ¸n, xö lý": "tỷ lệ, thủ tục, quý I, phương án, xử lý",
}
VNI = {
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
    "Sôû Giaùo duïc vaø Ñaøo taïo": "Sở Giáo dục và Đào tạo",
    "Keá hoaïch caûi caùch haønh chính naêm": "Kế hoạch cải cách hành chính năm",
    "Tröôøng trung hoïc cô sôû": "Trường trung học cơ sở",
    "KEÁ HOAÏCH NAÊM": "KẾ HOẠCH NĂM",
}


@pytest.mark.parametrize(("old", "new"), TCVN3.items())
def test_tcvn3(old: str, new: str) -> None:
    assert from_tcvn3(old) == new
    assert by_font(old, ".VnTime") == new


def test_capital_fonts_draw_capitals() -> None:
    assert by_font("kÕ ho¹ch", ".VnTimeH") == "KẾ HOẠCH"


@pytest.mark.parametrize(("old", "new"), VNI.items())
def test_vni(old: str, new: str) -> None:
    assert from_vni(old) == new
    assert by_font(old, "VNI-Times") == new


def test_other_fonts_and_unicode_typed_in_old_fonts_are_left_alone() -> None:
    assert by_font("Kế hoạch", "Times New Roman") is None
    assert by_font("Kế hoạch", ".VnTime") == "Kế hoạch"


@pytest.mark.parametrize(("table", "name"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_a_text_of_unknown_font_is_converted_only_when_that_makes_it_vietnamese(
    table: dict[str, str], name: str
) -> None:
    text = ". ".join(list(table) * 3)
    found = by_look(text)
    assert found is not None
    assert found[1] == name
    assert fold("Kế hoạch cải cách hành chính") in fold(found[0])
    document = read(text)
    assert document.is_readable
    assert "old-code-converted" in codes(document)


def test_vietnamese_is_never_converted() -> None:
    assert by_look(PROSE * 3) is None
    assert judge(PROSE * 3).problem == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (fold(PROSE) * 3, "no-marks"),
        (
            "The department shall implement the administrative reform programme throughout the year " * 6,
            "not-vietnamese",
        ),
        ("Sá» GiÃ¡o dá»¥c vÃ  ÄÃ o táº¡o yÃªu cáº§u thá»§ trÆ°á»Ÿng cÃ¡c Ä‘Æ¡n vá»‹ " * 8, "not-vietnamese"),
        ("Kế hoạch \ue123\ue124\ue125\ue126 năm 2025 \ue127\ue128", "strange-characters"),
        ("(cid:12)(cid:45)(cid:7) kế hoạch (cid:99)", "strange-characters"),
        (
            "Sử Giưo dọr và Đừo tạp yru cầư thỉ trrởng cfc đơm vj nghiẻm tfc trjển khxi thqrc hjện " * 5,
            "not-vietnamese",
        ),
    ],
)
def test_broken_text_is_told(text: str, problem: str) -> None:
    assert judge(text).problem == problem
    document = read(text)
    assert not document.is_readable
    assert document.blocks == ()
    assert codes(document)[0] == "text-broken"


def test_a_short_text_is_given_the_benefit_of_the_doubt() -> None:
    assert read("Plan 2025: STEM, IELTS").is_readable
