"""The order of signing: the person, then the number, then the organisation; and what a signed copy says.

Basis: NĐ 30/2020/NĐ-CP art. 13, 15, 32(2d) and annex I.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.documents.enums import SignedState
from motcua.documents.rules.papers.facts import SignBlock
from motcua.documents.rules.papers.wording import iso_moment, long_day, signing_titles
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused

PLAIN_WORDS = (
    "Đây là xác nhận điện tử nội bộ do hệ thống một cửa lập. Xác nhận này chưa phải chữ ký số dựa trên chứng thư "
    "chữ ký số theo Luật Giao dịch điện tử."
)
LONGEST_REASON = 1000
_NUMBER = re.compile(r"[0-9]{1,6}(?:[A-Za-zĐđ/\-.&][0-9A-Za-zĐđ/\-.&]{0,50})?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is added to a paper when it is signed. Places are where it has room: name, page, x, y, width in mm."""

    title: str
    agency: str
    signer: SignBlock
    signed_at: datetime
    code: str
    verify_at: str
    original_sha256: str
    pages: int
    places: tuple[tuple[str, int, float, float, float], ...] = ()
    number: str = ""
    issued_on: date | None = None
    organisation_signed_at: datetime | None = None


def lay_out_stamp(stamp: Stamp) -> dict[str, Any]:
    """What the template `stamp.typ` reads, without the drawing of the QR code, which leads to `verify_at`."""
    return {
        "title": stamp.title,
        "agency": stamp.agency,
        "pages": stamp.pages,
        "added": [each for place in stamp.places for each in _added(stamp, *place)],
        "mark": f"Xác nhận điện tử nội bộ · Kiểm tra tại {stamp.verify_at}",
        "verify_at": stamp.verify_at,
        "heading": "XÁC NHẬN ĐIỆN TỬ NỘI BỘ",
        "parts": _parts(stamp),
        "plain_words": PLAIN_WORDS,
        "small": [
            "Trang này gắn liền với văn bản ở các trang trước.",
            f"SHA-256 của văn bản trước khi ký: {stamp.original_sha256}",
        ],
    }


def _added(stamp: Stamp, name: str, page: int, x: float, y: float, width: float) -> list[dict[str, Any]]:
    place = {"page": page, "x": x, "y": y, "width": width}
    if name == "signer":
        groups = [_person_lines(stamp)]
        if stamp.organisation_signed_at is not None:
            groups.append(_organisation_lines(stamp))
        return [{**place, "kind": "details", "groups": groups}]
    if name == "number" and stamp.number:
        return [{**place, "kind": "number", "lines": [stamp.number.partition("/")[0]]}]  # its symbol is there
    if name == "number-and-symbol" and stamp.number:
        return [{**place, "kind": "number", "lines": [stamp.number]}]
    if name == "day" and stamp.issued_on:
        return [{**place, "kind": "day", "lines": [long_day(stamp.issued_on)]}]
    return []


def _person_lines(stamp: Stamp) -> list[str]:
    return [f"Người ký: {stamp.signer.name}, {stamp.agency}", f"Thời gian: {iso_moment(stamp.signed_at)}"]


def _organisation_lines(stamp: Stamp) -> list[str]:
    assert stamp.organisation_signed_at is not None
    return [f"Cơ quan: {stamp.agency}", f"Thời gian: {iso_moment(stamp.organisation_signed_at)}"]


def _parts(stamp: Stamp) -> list[dict[str, Any]]:
    titles = " ".join(signing_titles(stamp.signer))
    person = _facts(
        ("Họ tên", stamp.signer.name),
        ("Chức vụ", titles),
        ("Cơ quan, đơn vị", stamp.agency),
        ("Thời gian ký", iso_moment(stamp.signed_at)),
    )
    organisation = _facts(
        ("Số, ký hiệu", stamp.number),
        ("Ngày ban hành", f"{stamp.issued_on:%d/%m/%Y}" if stamp.issued_on else ""),
        ("Cơ quan", stamp.agency if stamp.organisation_signed_at else ""),
        (
            "Thời gian cơ quan ký",
            iso_moment(stamp.organisation_signed_at) if stamp.organisation_signed_at else "",
        ),
    )
    check = _facts(("Mã kiểm tra", stamp.code), ("Kiểm tra tại", stamp.verify_at))
    named = (
        ("Người có thẩm quyền ký", person),
        ("Cơ quan ban hành", organisation),
        ("Kiểm tra văn bản", check),
    )
    return [{"title": title, "facts": facts} for title, facts in named if facts]


def _facts(*facts: tuple[str, str]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in facts if value]


def require_may_number(*, state: SignedState, number: str, on: date, signed_at: datetime) -> None:
    """Refuse to number what is not signed and waiting, a number that is none, or a day before the signing.

    Basis: NĐ 30/2020/NĐ-CP art. 15(2).

    :raises Refused: "signed-paper-revoked", "signed-paper-numbered", "paper-number-unreadable",
        "paper-number-before-signing".
    """
    _require_valid(state)
    if state != SignedState.SIGNED:
        raise Refused("signed-paper-numbered", "Văn bản này đã lấy số. Tải lại trang để xem số đã cấp.")
    if not _NUMBER.fullmatch(number):
        raise Refused(
            "paper-number-unreadable",
            f"Số văn bản “{number[:60]}” chưa đúng. Ghi số rồi ký hiệu, ví dụ 164 hoặc 164/QĐ-SGDĐT.",
            field="number",
        )
    if on < local_day(signed_at):
        raise Refused(
            "paper-number-before-signing",
            f"Ngày ban hành {on:%d/%m/%Y} sớm hơn ngày ký {local_day(signed_at):%d/%m/%Y}. Ghi lại ngày ban hành.",
            field="on",
        )


def require_may_sign_for_organisation(*, state: SignedState) -> None:
    """Refuse the organisation's signature unless the person has signed and the number is given.

    Basis: NĐ 30/2020/NĐ-CP art. 32(2d).

    :raises Refused: "signed-paper-revoked", "signed-paper-not-numbered", "signed-paper-issued".
    """
    _require_valid(state)
    if state == SignedState.SIGNED:
        raise Refused(
            "signed-paper-not-numbered",
            "Văn bản chưa lấy số. Văn thư cấp số, ngày trước rồi mới ký của cơ quan.",
        )
    if state == SignedState.ISSUED:
        raise Refused("signed-paper-issued", "Văn bản này cơ quan đã ký, phát hành. Tải lại trang để xem.")


def require_may_revoke(*, state: SignedState, reason: str) -> None:
    """Refuse a second revocation, and one without reason.

    :raises Refused: "signed-paper-revoked", "revoke-reason-missing", "revoke-reason-too-long".
    """
    _require_valid(state)
    if not reason:
        raise Refused("revoke-reason-missing", "Hãy ghi vì sao thu hồi văn bản.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refused(
            "revoke-reason-too-long", f"Lý do dài quá {LONGEST_REASON} ký tự. Viết gọn lại.", field="reason"
        )


def _require_valid(state: SignedState) -> None:
    if state == SignedState.REVOKED:
        raise Refused("signed-paper-revoked", "Văn bản này đã bị thu hồi. Tải lại trang để xem lý do.")
