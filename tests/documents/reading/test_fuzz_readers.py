"""Whatever is brought: it is read or refused, never anything else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.reading import test_read_excel, test_read_text, test_read_word
from tests.documents.reading.builders import (
    PROSE,
    cell,
    level,
    numbered,
    numbering,
    para,
    table,
    typeset,
    word,
)
from tests.documents.reading.test_read_html import page

from motcua.documents.reading.blocks import Table
from motcua.documents.reading.opening import read_document
from motcua.kernel.refusals import Refused

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def document() -> bytes:
    body = (
        para("KẾ HOẠCH")
        + numbered("Một")
        + table(["TT", "Việc"], ["1", cell("Hai", properties="<w:vMerge/>")])
    )
    return word(body, {"numbering": numbering(level(0, "decimal", "%1."), level(1, "bullet", "-"))})


@cache
def workbook() -> bytes:
    return test_read_excel.workbook()


def require_read_or_refused(content: bytes, name: str) -> None:
    try:
        read = read_document(content=content, name=name)
    except Refused:
        return
    for block in read.blocks:
        if isinstance(block, Table):
            assert len({len(row) for row in block.rows}) == 1


def broken(data: st.DataObject, content: bytes) -> bytes:
    """The file cut off, or with some bytes changed, or with a piece of it gone."""
    way = data.draw(st.sampled_from(("cut", "change", "lose")))
    start = data.draw(st.integers(0, len(content) - 1))
    if way == "cut":
        return content[:start]
    if way == "lose":
        return content[:start] + content[start + data.draw(st.integers(1, 400)) :]
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 12))):
        changed[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    return bytes(changed)


def inside(data: st.DataObject, content: bytes, breaking: Callable[[st.DataObject, bytes], bytes]) -> bytes:
    """A packed file in which one part is broken and the packing is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        names = before.namelist()
        chosen = data.draw(st.sampled_from([name for name in names if name.endswith(".xml")]))
        for name in names:
            part = before.read(name)
            after.writestr(name, breaking(data, part) if name == chosen else part)
    return out.getvalue()


@QUICK
@given(st.data())
def test_broken_word_documents(data: st.DataObject) -> None:
    require_read_or_refused(broken(data, document()), "a.docx")
    require_read_or_refused(inside(data, document(), broken), "a.docx")


@QUICK
@given(st.data())
def test_broken_workbooks(data: st.DataObject) -> None:
    content = workbook()
    require_read_or_refused(broken(data, content), "a.xlsx")
    require_read_or_refused(inside(data, content, broken), "a.xlsx")


@QUICK
@given(st.data())
def test_broken_pdf_files(data: st.DataObject) -> None:
    content = typeset(f"Kế hoạch. {PROSE} #table(columns: 2)[TT][Việc][1][Ban hành]")
    require_read_or_refused(broken(data, content), "a.pdf")


@QUICK
@given(st.data())
def test_broken_pages_and_texts(data: st.DataObject) -> None:
    html = page("<table><tr><td rowspan=2>1<td>a<tr><td>b</table><ol><li>x</ol>")
    require_read_or_refused(broken(data, html.encode()), "a.html")
    require_read_or_refused(broken(data, test_read_text.WRAPPED.encode()), "a.txt")


@QUICK
@given(st.text(max_size=400), st.sampled_from(("a.txt", "a.md", "a.csv", "a.html")))
def test_any_text(text: str, name: str) -> None:
    require_read_or_refused(text.encode("utf-8", errors="ignore"), name)


@QUICK
@given(
    st.lists(
        st.sampled_from(
            (
                "| a | b |",
                "|---|",
                "+--+--+",
                "a\tb\tc",
                "**",
                "# x",
                "\f",
                "7",
                "",
                "- y",
                "<table>",
                "<td>z",
                "</table>",
                "![](x)",
            )
        ),
        max_size=25,
    )
)
def test_any_arrangement_of_marks(lines: list[str]) -> None:
    require_read_or_refused("\n".join(lines).encode(), "a.md")


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    require_read_or_refused(content, "a")


def test_the_whole_word_document_is_read() -> None:
    assert test_read_word.texts(read_document(content=document(), name="a.docx"))[:2] == [
        "KẾ HOẠCH",
        "1. Một",
    ]
