"""What a result must say, how its number is written, and what proves that it was handed over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from motcua.dossiers.enums import ResultKind, ReturnWay
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

LONGEST_TITLE = 300
LONGEST_TEXT = 20_000
LONGEST_NUMBER = 60
BASIS_WORD = "Căn cứ:"
DECISION = "Quyết định"
LETTER = ""
LONGEST_PAPER_NAME = 80
# As what a granted result is printed, by the words with which the procedure names its result.
_PAPER_NAMES = (
    DECISION,
    "Giấy phép",
    "Giấy chứng nhận",
    "Giấy công nhận",
    "Giấy xác nhận",
    "Giấy giới thiệu",
    "Giấy báo",
    "Bằng công nhận",
    "Bản sao",
    "Chứng chỉ",
    "Thông báo",
    "Danh sách",
)
_LETTERS = ("Công văn", "Văn bản")
_SYMBOL = re.compile(r"[A-ZĐa-zđ0-9][\w.\-/]*", re.UNICODE)

# What must be noted for each way of handing over, in the words of the form.
PROOF_WORDS = {
    ReturnWay.DESK: "giấy tờ tùy thân đã xem (loại, số) hoặc giấy tiếp nhận đã thu",
    ReturnWay.HOME: "giấy tờ tùy thân đã xem khi trả tận nhà",
    ReturnWay.POST: "số hiệu bưu gửi",
    ReturnWay.ONLINE: "",
}


def check_result(
    *, kind: ResultKind, title: str, text: str, has_draft: bool, reasons: str, legal_basis: str
) -> None:
    """Refuse a proposed result that could not be put before a signer.

    Basis: NĐ 61/2018 art. 19(8): who refuses on the merits says why in writing, and by which provision.

    :raises Refused: "result-incomplete", with the field.
    """
    wrong = _wrong(kind, clean(title), clean(text), has_draft, clean(reasons), clean(legal_basis))
    if wrong is not None:
        field, message = wrong
        raise Refused("result-incomplete", message, field=field)


def _wrong(
    kind: ResultKind, title: str, text: str, has_draft: bool, reasons: str, legal_basis: str
) -> tuple[str, str] | None:
    if not title:
        return "title", "Ghi trích yếu của kết quả, ví dụ “Cấp bản sao bằng tốt nghiệp cho Nguyễn Văn A”."
    if len(title) > LONGEST_TITLE:
        return "title", f"Trích yếu dài quá {LONGEST_TITLE} ký tự. Chuyển phần chi tiết xuống nội dung."
    if len(text) > LONGEST_TEXT:
        return "text", f"Nội dung dài quá {LONGEST_TEXT} ký tự. Đính kèm dự thảo thay cho phần viết ở đây."
    if not text and not has_draft:
        return "text", "Viết nội dung kết quả, hoặc đính kèm tệp dự thảo (PDF)."
    if kind is ResultKind.REJECTED and not reasons:
        return "reasons", "Không đồng ý giải quyết thì phải ghi rõ lý do để người nộp hiểu vì sao."
    if kind is ResultKind.REJECTED and not legal_basis:
        return "legal_basis", "Ghi điều, khoản của văn bản làm căn cứ cho việc không đồng ý giải quyết."
    return None


def paper_name_of(kind: ResultKind, results: Sequence[str]) -> str:
    """As what a result is printed: a letter ("") when it refuses or answers; when it grants, what the procedure says
    that it ends in (`results`, as the catalogue names them), else a decision.

    Basis: NĐ 63/2010 art. 8: the result is a constituent of the procedure; NĐ 30/2020 art. 7: kinds of papers.
    """
    if kind is not ResultKind.GRANTED:
        return LETTER
    for name in (clean(one).casefold() for one in results):
        found = next((paper for paper in _PAPER_NAMES if name.startswith(paper.casefold())), None)
        if found is not None:
            return found
        if name.startswith(tuple(letter.casefold() for letter in _LETTERS)):
            return LETTER
    return DECISION


def reasons_in_words(reasons: str, legal_basis: str) -> str:
    """The reasons with the provision they rest on, as they are kept and printed; "" without reasons."""
    reasons, legal_basis = clean(reasons), clean(legal_basis)
    if not reasons:
        return ""
    return f"{reasons}\n{BASIS_WORD} {legal_basis}" if legal_basis else reasons


def result_number(number: int, symbol: str) -> str:
    """Number and symbol as they are written on a paper: "07/QĐ-SGDĐT".

    Basis: NĐ 30/2020 art. 15, annex I: below ten with a leading zero.

    :raises Refused: "result-number-wrong".
    """
    symbol = clean(symbol).strip("/ ")
    if number < 1:
        raise Refused("result-number-wrong", "Số của văn bản phải từ 1 trở lên.", field="number")
    if not _SYMBOL.fullmatch(symbol):
        raise Refused(
            "result-number-wrong",
            "Ký hiệu gồm chữ viết tắt loại văn bản và cơ quan, ví dụ “QĐ-SGDĐT”, không có khoảng trắng.",
            field="symbol",
        )
    written = f"{number:02d}/{symbol}"
    if len(written) > LONGEST_NUMBER:
        raise Refused("result-number-wrong", "Số, ký hiệu dài quá; rút gọn ký hiệu.", field="symbol")
    return written


def check_handing_over(*, way: ReturnWay, taken_by: str, proof: str) -> None:
    """Refuse a handing-over that could not be proved later.

    :raises Refused: "handing-over-incomplete", with the field.
    """
    if way is not ReturnWay.ONLINE and not clean(taken_by):
        raise Refused(
            "handing-over-incomplete",
            "Ghi họ tên người nhận kết quả."
            if way is not ReturnWay.POST
            else "Ghi tên người nhận trên bưu gửi.",
            field="taken_by",
        )
    if PROOF_WORDS[way] and not clean(proof):
        raise Refused("handing-over-incomplete", f"Ghi {PROOF_WORDS[way]}.", field="proof")
