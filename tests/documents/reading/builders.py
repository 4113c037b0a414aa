"""Documents made in code, each with the difficulties of real ones."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from functools import cache

from motcua.documents.reading.blocks import Paragraph, ReadDocument, Table
from motcua.documents.reading.opening import read_document

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = b'<?xml version="1.0"?><Types><Default Extension="xml" ContentType="a/b"/></Types>'

PROSE = (
    "Sở Giáo dục và Đào tạo yêu cầu thủ trưởng các đơn vị nghiêm túc triển khai thực hiện kế hoạch này, bảo đảm đúng"
    " tiến độ và chất lượng, kịp thời báo cáo những khó khăn, vướng mắc để được xem xét, giải quyết theo quy định."
)


def read(content: bytes | str, name: str = "kế hoạch.txt") -> ReadDocument:
    return read_document(content=content.encode() if isinstance(content, str) else content, name=name)


def texts(document: ReadDocument) -> list[str]:
    """The paragraphs with their marks."""
    return [paragraph.whole for paragraph in document.paragraphs()]


def rows(table: Table) -> list[list[str]]:
    """The table's texts; what a merged cell covers begins with ^."""
    return [[f"^{cell.text}" if cell.is_inherited else cell.text for cell in row] for row in table.rows]


def codes(document: ReadDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def only_table(document: ReadDocument) -> Table:
    (table,) = document.tables()
    return table


def only_paragraph(document: ReadDocument) -> Paragraph:
    (paragraph,) = document.paragraphs()
    return paragraph


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return out.getvalue()


def word(body: str, more: Mapping[str, str] | None = None) -> bytes:
    """A DOCX of the XML of its body; `more` are further parts, each with the namespace as w."""

    def whole(markup: str) -> str:
        return markup.replace(">", f' xmlns:w="{SPACE}">', 1)

    return packed(
        {
            "[Content_Types].xml": TYPES,
            "word/document.xml": whole(f"<w:document><w:body>{body}</w:body></w:document>"),
            **{f"word/{name}.xml": whole(markup) for name, markup in (more or {}).items()},
        }
    )


def para(text: str = "", *, properties: str = "", run: str = "") -> str:
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def cell(text: str = "", *, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"


def table(*lines: Sequence[str]) -> str:
    inside = "".join(
        f"<w:tr>{''.join(each if '<' in each else cell(each) for each in line)}</w:tr>" for line in lines
    )
    return f"<w:tbl>{inside}</w:tbl>"


def numbered(text: str, *, number: int = 1, level: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return para(text, properties=properties)


def level(depth: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, overrides: str = "", numbers: int = 2) -> str:
    lists = "".join(
        f'<w:num w:numId="{each}"><w:abstractNumId w:val="0"/>{overrides if each == 2 else ""}</w:num>'
        for each in range(1, numbers + 1)
    )
    return f'<w:numbering><w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}</w:numbering>'


@cache
def typeset(source: str) -> bytes:
    """A PDF set by the same program that sets our papers."""
    import typst

    from motcua.documents.rendering import FONTS, _fonts

    families = ", ".join(f'"{font}"' for font in FONTS)
    return bytes(typst.compile(f"#set text(font: ({families}))\n{source}".encode(), font_paths=_fonts()))


def raw_pdf(
    *contents: bytes, resources: bytes = b"", extra: Sequence[bytes] = (), page: bytes = b""
) -> bytes:
    """A PDF of pages with these contents; object 3 is what `resources` may name, then `extra` objects."""
    bodies: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *extra]
    kids = []
    for content in contents:
        stream = zlib.compress(content)
        bodies.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> %s >>"
            % (len(bodies), resources, page)
        )
        kids.append(b"%d 0 R" % len(bodies))
    bodies[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)
