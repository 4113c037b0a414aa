"""What a receipt for money says on paper."""

from __future__ import annotations

from typing import Any

from motcua.organisations.models import Installation
from motcua.payments.enums import FeeKind, PaymentWay
from motcua.payments.models import Collection
from motcua.payments.rules.in_words import in_words
from motcua.web.templatetags.motcua import moment, money


def receipt_content(row: Collection) -> dict[str, Any]:
    """The content of `documents/papers/fee_receipt.typ`. The same collection always gives the same paper."""
    charge = row.charge
    kind = "PHÍ" if charge.fee_kind == FeeKind.FEE else "LỆ PHÍ"
    facts = [
        ("Người nộp", charge.payer_name or "Không ghi"),
        ("Mã hồ sơ", charge.subject_label),
        ("Nội dung thu", charge.fee_name),
        ("Căn cứ", charge.basis),
        ("Số tiền", money(row.amount_vnd)),
        ("Bằng chữ", in_words(row.amount_vnd)),
        ("Cách nộp", PaymentWay(row.way).label),
        ("Số chứng từ", row.reference),
        ("Nộp lúc", moment(row.paid_at)),
    ]
    return {
        "title": f"BIÊN LAI THU {kind}",
        "number": f"Số: {row.receipt_number}",
        "agency": row.agency.name,
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "payer_caption": "Người nộp tiền",
        "taker_caption": "Người thu tiền",
        "taker": row.taken_by.full_name if row.taken_by else "",
        "sample": Installation.objects.filter(is_sample=True).exists(),
        "sample_text": "DỮ LIỆU MẪU, KHÔNG CÓ GIÁ TRỊ THANH TOÁN",
    }
