"""Reading a plan in PDF: our whole reading beside the bare table extraction of pdfplumber, on the same file.

The file is made here: twelve pages, eight of text and four of an annex with a table over all of them. Ours gives
paragraphs, tables, places and the judgement of the text; the peer gives the rows of its tables only. Each is timed
several times in turn in the same run, and the best of each counts.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/reading.py [ROUNDS]`; leaves with 1 when ours takes more than 1.5
times as long.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

LIMIT = 1.5
PAGES = 12
PROSE = (
    "Các phòng chuyên môn, nghiệp vụ rà soát, đánh giá thủ tục hành chính, gửi kết quả về Văn phòng Sở trước ngày"
    " 25/5/2026 để tổng hợp, báo cáo Ủy ban nhân dân thành phố theo đúng thời hạn được giao tại Kế hoạch này. "
)


def main(rounds: int) -> int:
    content = _plan()
    ours, peer = _best(lambda: _ours(content), lambda: _peer(content), rounds=rounds)
    print(f"{'':34}{'giây':>8}{'bảng':>8}{'hàng':>8}")
    print(f"{'motcua, đọc cả văn bản':34}{ours[0]:8.3f}{ours[1]:8}{ours[2]:8}")
    print(f"{'pdfplumber, chỉ lấy bảng':34}{peer[0]:8.3f}{peer[1]:8}{peer[2]:8}")
    ratio = ours[0] / peer[0]
    print(f"tỷ lệ {ratio:.2f} (giới hạn {LIMIT})")
    return 0 if ratio <= LIMIT and ours[1:] == peer[1:] else 1


Measured = tuple[float, int, int]


def _best(
    ours: Callable[[], tuple[int, int]], peer: Callable[[], tuple[int, int]], *, rounds: int
) -> list[Measured]:
    """The shortest time of each, and how many tables and rows it found; the libraries are loaded before."""
    best: list[Measured] = [(float("inf"), 0, 0)] * 2
    for turn in range(rounds + 1):
        for place, reading in enumerate((ours, peer)):
            started = time.perf_counter()
            found = reading()
            seconds = time.perf_counter() - started
            if turn and seconds < best[place][0]:
                best[place] = (seconds, *found)
    return best


def _ours(content: bytes) -> tuple[int, int]:
    from motcua.documents.reading.opening import read_document

    document = read_document(content=content, name="kế hoạch.pdf")
    tables = list(document.tables())
    return len(tables), sum(len(table.rows) for table in tables)


def _peer(content: bytes) -> tuple[int, int]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as opened:
        tables = [table for page in opened.pages for table in page.extract_tables()]
    return len(tables), sum(len(table) for table in tables)


def _plan() -> bytes:
    """Eight pages of text, then an annex on four."""
    import pypdfium2
    import typst

    from motcua.documents.rendering import FONTS

    families = ", ".join(f'"{font}"' for font in FONTS)
    source = f"""
#set text(font: ({families}), size: 13pt, lang: "vi")
#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm), numbering: "1")
#for page in range(8) [
  #heading(level: 1)[Phần #(page + 1)]
  #for number in range(8) [#(number + 1). {PROSE}{PROSE[:90]}

  ]
  #pagebreak(weak: true)
]
#set page(flipped: true)
#set text(size: 12pt)
#for page in range(4) [
  #table(columns: (1.2cm, 4fr, 2fr, 2fr, 2fr, 2fr), stroke: 0.5pt,
    [*TT*], [*Nội dung công việc*], [*Chủ trì*], [*Phối hợp*], [*Thời hạn*], [*Sản phẩm*],
    ..range(1, 12).map(number => ([#number], [Rà soát, đánh giá thủ tục hành chính, đề xuất phương án],
      [Văn phòng Sở], [Các phòng thuộc Sở], [Trước ngày 15/5/2026], [Báo cáo kết quả])).flatten())
  #pagebreak(weak: true)
]
"""
    content = bytes(typst.compile(source.encode()))
    with pypdfium2.PdfDocument(content) as made:
        assert len(made) == PAGES, len(made)
    return content


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
