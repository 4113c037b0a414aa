"""HTML, also as Word saves it: what is shown is read, nothing is fetched."""

from __future__ import annotations

from tests.documents.reading.builders import codes, only_paragraph, only_table, read, rows, texts

NAME = "kế hoạch.html"


def page(body: str) -> str:
    head = "<head><meta charset='utf-8'><title>x</title><style>p{}</style></head>"
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>"


def test_tables_with_spans_over_rows_and_columns() -> None:
    body = (
        "<table><thead><tr><th rowspan=2>TT</th><th colspan=2>Đơn vị</th></tr>"
        "<tr><th>chủ trì</th><th>phối hợp</th></tr></thead>"
        "<tr><td>1<td><p>Văn phòng</p><p>Thanh tra</p><td>Các&nbsp;phòng<br>Sở</table>"
    )
    assert rows(only_table(read(page(body), NAME))) == [
        ["TT", "Đơn vị", "^Đơn vị"],
        ["^TT", "chủ trì", "phối hợp"],
        ["1", "Văn phòng\nThanh tra", "Các phòng\nSở"],
    ]


def test_what_word_writes_around_the_text() -> None:
    body = (
        "<!--[if gte mso 9]><xml><o:x>rác</o:x></xml><![endif]--><p class=MsoListParagraph><![if !supportLists]>"
        "<span>1.<span>&nbsp;&nbsp; </span></span><![endif]><b>Ban hành\n kế hoạch</b><o:p></o:p></p>"
        "<p><span style='display:none'>ẩn</span><del>bỏ</del> <ins>Việc</ins></p>"
    )
    assert texts(read(page(body), NAME)) == ["1. Ban hành kế hoạch", "Việc"]


def test_lists_headings_and_looks() -> None:
    body = (
        "<h2>I. MỤC ĐÍCH</h2><ol type=I start=2><li>Hai</li><li>Ba</ol><ul><li>Gạch</ul>"
        "<p align=center><strong>KT. GIÁM ĐỐC<br>PHÓ GIÁM ĐỐC</strong></p><p><i>nghiêng</i></p>"
    )
    heading, second, third, dash, signer, italic = read(page(body), NAME).paragraphs()
    assert (heading.heading, heading.is_bold) == (2, True)
    assert [second.whole, third.whole, dash.whole] == ["II. Hai", "III. Ba", "- Gạch"]
    assert [line.text for line in signer.lines] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
    assert (signer.is_bold, signer.is_centred, italic.is_italic) == (True, True, True)


def test_layout_tables_are_no_tables_and_scripts_are_nothing() -> None:
    inner = "<table><tr><td>1<td>a<tr><td>2<td>b</table>"
    body = f"<script>x</script><table><tr><td><p>Kế hoạch</p>{inner}</table><svg><text>v</text></svg>"
    document = read(page(body), NAME)
    assert texts(document) == ["Kế hoạch"]
    assert rows(only_table(document)) == [["1", "a"], ["2", "b"]]


def test_pictures_are_said_and_not_fetched() -> None:
    document = read(page("<p>Sơ đồ <img src='https://a.example/b.png'></p>"), NAME)
    assert only_paragraph(document).text == "Sơ đồ"
    assert codes(document) == ["picture-not-read"]


def test_a_declared_code_is_obeyed() -> None:
    body = "<html><head><meta charset='utf-16'></head><body><p>Kế hoạch</p></body></html>"
    assert texts(read(body.encode("utf-16"), NAME)) == ["Kế hoạch"]
