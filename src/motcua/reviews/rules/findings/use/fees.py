"""Fees that few ever pay."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.use.facts import Use


def few_fees(
    known: Mapping[str, Examined], uses: Mapping[str, Use], *, dossiers: Decimal, share: Decimal
) -> list[Finding]:
    """Procedures with a fee that, of at least so many dossiers, no more than such a share ever paid."""
    return [
        _few_fees(known[one], use)
        for one, use in uses.items()
        if one in known and use.fee_owed >= dossiers and use.fee_paid <= share * use.fee_owed
    ]


def _few_fees(one: Examined, use: Use) -> Finding:
    paid = f"{use.paid_vnd:,}".replace(",", ".")
    return Finding(
        clue=Clue.FEW_FEES,
        subject=one.code,
        title=one.name,
        says=f"Chỉ {use.fee_paid} trên {use.fee_owed} hồ sơ thuộc diện thu đã nộp, cả thảy {paid} đ.",
        to_do="So số thu với công thu, đối soát; đề nghị bỏ khoản thu, hoặc thu trực tuyến khi nộp hồ sơ.",
        columns=("Hồ sơ thuộc diện thu", "Đã nộp", "Số tiền"),
        rows=(Row(one, (str(use.fee_owed), str(use.fee_paid), f"{paid} đ")),),
        parts=frozenset({one.code}),
        measure=Decimal(use.fee_owed - use.fee_paid),
    )
