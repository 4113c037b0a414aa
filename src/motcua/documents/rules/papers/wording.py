"""Moments, days, codes and signers in the words of an office."""

from __future__ import annotations

from datetime import date, datetime

from motcua.documents.enums import SigningAuthority
from motcua.documents.rules.papers.facts import Head, SignBlock
from motcua.kernel.clock import VIETNAM

_SHOWN_OF_IDENTIFIER = 4


def long_day(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2026": two figures for days up to 9 and the first two months."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def long_moment(at: datetime) -> str:
    """ "08 giờ 05 phút, ngày 17 tháng 9 năm 2026", by the clock in Vietnam."""
    here = at.astimezone(VIETNAM)
    return f"{here:%H} giờ {here:%M} phút, {long_day(here.date())}"


def short_moment(at: datetime | None) -> str:
    """ "08:05 17/09/2026"; "" for none."""
    return f"{at.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if at else ""


def iso_moment(at: datetime) -> str:
    """ "2026-09-17T08:05:00+07:00", as signatures show their time.

    Basis: NĐ 30/2020/NĐ-CP annex I.
    """
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def masked(identifier: str) -> str:
    """An identifier of which only the last four characters can be read; of a short one none."""
    plain = identifier.strip()
    shown = plain[-_SHOWN_OF_IDENTIFIER:] if len(plain) > 2 * _SHOWN_OF_IDENTIFIER else ""
    return "*" * (len(plain) - len(shown)) + shown


def qr_text(*, head: Head, identifier: str, paper: str) -> str:
    """What the QR code of a paper says.

    Basis: TT 01/2023/TT-VPCP chapter II: codes of dossier and procedure, the applicant's identifier, the paper.
    """
    return _lines(
        ("Mã hồ sơ", head.dossier_code),
        ("Mã TTHC", head.procedure_code),
        ("Định danh", masked(identifier)),
        ("Giấy tờ", paper),
        ("Kiểm tra", head.verify_at),
    )


def result_qr_text(
    *, dossier_code: str, procedure_code: str, identifier: str, paper: str, verify_at: str
) -> str:
    """What the QR code of a result says; "" when it belongs to no dossier and nowhere can be asked."""
    if not dossier_code and not verify_at:
        return ""
    return _lines(
        ("Mã hồ sơ", dossier_code),
        ("Mã TTHC", procedure_code),
        ("Định danh", masked(identifier)),
        ("Giấy tờ", paper),
        ("Kiểm tra", verify_at),
    )


def signing_titles(signer: SignBlock) -> list[str]:
    """The lines above a signature: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".

    Basis: NĐ 30/2020/NĐ-CP art. 13.
    """
    own = signer.title.upper()
    if signer.authority == SigningAuthority.OWN:
        return [own]
    return [f"{signer.authority.label} {signer.head_title.upper()}".strip(), own]


def _lines(*facts: tuple[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in facts if value)
