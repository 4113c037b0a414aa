"""Powers: what a grant must carry."""

from __future__ import annotations

from datetime import date

from motcua.kernel.refusals import Refused
from motcua.organisations.enums import PowerSource


def check_grant(*, source: PowerSource, document: str, start: date, end: date | None) -> None:
    """A power decentralised or delegated rests on a document; a delegation also ends on a day.

    Basis: Luật Tổ chức chính quyền địa phương 72/2025/QH15 (delegation: by written decision, for a stated time).

    :raises Refused: "document-missing", "delegation-without-end", "period-ends-before-it-starts".
    """
    if source is not PowerSource.STATUTORY and not document:
        raise Refused(
            "document-missing",
            f"Thẩm quyền “{source.label}” phải có văn bản. Ghi số, ký hiệu của văn bản.",
        )
    if source is PowerSource.DELEGATED and end is None:
        raise Refused(
            "delegation-without-end", "Ủy quyền phải có thời hạn. Ghi ngày hết hạn theo văn bản ủy quyền."
        )
    if end is not None and end <= start:
        raise Refused(
            "period-ends-before-it-starts", f"Ngày kết thúc phải sau ngày bắt đầu {start:%d/%m/%Y}."
        )


def rank(source: PowerSource) -> int:
    """Which power goes before which for the same matter: the more particular act first."""
    return (PowerSource.DELEGATED, PowerSource.DECENTRALISED, PowerSource.STATUTORY).index(source)
