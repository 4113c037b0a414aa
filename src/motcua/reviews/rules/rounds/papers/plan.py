"""The plan of a review: which procedures, by which unit, until when, why, with which product.

Basis: NĐ 63/2010/NĐ-CP art. 30(2) for what a plan says; NĐ 30/2020/NĐ-CP annex I for how it looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from motcua.documents.official.content import (
    Annex,
    Block,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Points,
    Row,
    Table,
)
from motcua.documents.official.issuing import document_of
from motcua.documents.official.wording import counted, short_day
from motcua.reviews.rules.rounds.papers.facts import RoundPaper, listed

_PROCEDURES = (
    Column("TT", 0.4, "center"),
    Column("Thủ tục hành chính", 2.8),
    Column("Lĩnh vực", 1.2),
    Column("Đơn vị thực hiện", 1.3),
    Column("Thời hạn", 0.9, "center"),
    Column("Lý do lựa chọn", 2.4),
    Column("Sản phẩm", 1.3),
)
_CHAIN = (
    Column("TT", 0.4, "center"),
    Column("Việc gửi", 2.4),
    Column("Nội dung gửi", 2),
    Column("Chậm nhất", 1, "center"),
)


def review_plan(paper: RoundPaper) -> OfficialDocument:
    """The plan with the list of its procedures as an annex across the page."""
    return document_of(
        paper.issuing,
        kind="Kế hoạch",
        abstract=subject_of(paper.title),
        blocks=tuple(_blocks(paper)),
        annexes=(
            Annex(
                title=f"Danh mục thủ tục hành chính {subject_of(paper.title, small=True)}",
                blocks=(Table(_PROCEDURES, tuple(_procedures(paper))),),
                is_landscape=True,
            ),
        ),
    )


def subject_of(title: str, *, small: bool = False) -> str:
    """The round's title without the kind of paper: "Rà soát …"."""
    bare = title.removesuffix(" (mẫu)").strip()
    for word in ("Kế hoạch ", "kế hoạch "):
        bare = bare.removeprefix(word)
    if not bare:
        return title
    first = bare[:1].lower() if small and bare[1:2].islower() else bare[:1].upper()
    return first + bare[1:]


def _blocks(paper: RoundPaper) -> Iterator[Block]:
    agency = paper.issuing.named
    bases = "; ".join(paper.bases)
    opening = f"Căn cứ {bases}, " if bases else "Căn cứ chức năng, nhiệm vụ được giao, "
    yield Paragraph(f"{opening}{agency} ban hành kế hoạch {subject_of(paper.title, small=True)} như sau:")
    yield Heading("MỤC ĐÍCH, YÊU CẦU")
    yield Points(
        listed(paper.goals)
        or (
            "Phát hiện thủ tục, giấy tờ, yêu cầu không còn cần thiết, chưa hợp lý, chưa hợp pháp hoặc tốn kém cho "
            "người dân, doanh nghiệp để "
            "cắt giảm, đơn giản hóa.",
        )
    )
    yield Heading("NỘI DUNG")
    if paper.scope:
        yield Paragraph(f"Phạm vi: {paper.scope.rstrip('.')}.")
    yield Paragraph(
        f"Rà soát, đánh giá {counted(len(paper.procedures), 'thủ tục hành chính')} từ ngày {short_day(paper.first)} "
        f"đến hết ngày {short_day(paper.last)}, về sự cần thiết, sự hợp lý, sự hợp pháp và chi phí tuân thủ của từng "
        "thủ tục; danh mục, lý do lựa chọn, đơn vị thực hiện, thời hạn và sản phẩm tại phụ lục."
    )
    if paper.procedures:
        yield Points(listed(_by_unit(paper)))
    yield Heading("THỜI HẠN GỬI KẾT QUẢ")
    if paper.chain:
        yield Table(_CHAIN, tuple(_chain(paper)))
    else:
        yield Paragraph(f"Các đơn vị gửi kết quả chậm nhất ngày {short_day(paper.last)}.")
    yield Heading("TỔ CHỨC THỰC HIỆN")
    control = paper.control_unit or "Đơn vị đầu mối kiểm soát thủ tục hành chính"
    yield Points(
        (
            "Các đơn vị có tên trong phụ lục rà soát từng thủ tục theo biểu mẫu, tính chi phí tuân thủ, đề xuất phương "
            "án và gửi đúng hạn.",
            f"{control} theo dõi, đôn đốc, xem xét chất lượng, tổng hợp kết quả và phương án"
            + (f", gửi {paper.appraiser} thẩm định" if paper.appraiser else "")
            + (f", trình {paper.approver}." if paper.approver else "."),
        )
    )
    yield Paragraph(
        f"Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo {agency} để xem xét, giải quyết."
    )


def _by_unit(paper: RoundPaper) -> Iterator[str]:
    numbers = Counter(one.unit for one in paper.procedures)
    for unit, number in numbers.items():
        yield f"{unit}: {counted(number, 'thủ tục')}"


def _chain(paper: RoundPaper) -> Iterator[Row]:
    for place, line in enumerate(paper.chain, start=1):
        who = f"{line.step} ({line.who})" if line.who else line.step
        yield Row((str(place), who, line.product, short_day(line.due_on)))


def _procedures(paper: RoundPaper) -> Iterator[Row]:
    for place, one in enumerate(paper.procedures, start=1):
        yield Row(
            (
                str(place),
                f"{one.code}\n{one.name}",
                one.field,
                one.unit,
                short_day(one.due_on) if one.due_on else "",
                one.reason,
                one.product,
            )
        )
