"""By whom a paper of an office goes out: the same head, signature and recipients whatever room wrote it.

Basis: NĐ 30/2020/NĐ-CP annex I.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from motcua.documents.official.content import OfficialDocument, Signing


@dataclass(frozen=True, slots=True)
class Issuing:
    """By whom, under which number, where and when a paper goes out, who signs it and who gets it.

    Without `number` and `on` room is left to fill them in. `agency_named` is the agency as other papers name it
    ("Sở Giáo dục và Đào tạo Hải Phòng").
    """

    agency: str
    symbol: str
    place: str
    year: int
    signing: Signing
    superior: str = ""
    agency_named: str = ""
    number: str = ""
    on: date | None = None
    recipients: tuple[str, ...] = ()
    is_draft: bool = False
    is_sample: bool = False

    @property
    def named(self) -> str:
        """The agency as running text names it."""
        return self.agency_named or " ".join(self.agency.split())


def document_of(issuing: Issuing, **given: object) -> OfficialDocument:
    """A document with head, signature and recipients of `issuing`; the rest is `given`."""
    facts: dict[str, object] = {
        "agency": issuing.agency,
        "superior": issuing.superior,
        "agency_named": issuing.agency_named,
        "symbol": issuing.symbol,
        "place": issuing.place,
        "year": issuing.year,
        "number": issuing.number,
        "on": issuing.on,
        "signings": (issuing.signing,),
        "recipients": issuing.recipients,
        "is_draft": issuing.is_draft,
        "is_sample": issuing.is_sample,
    }
    return OfficialDocument(**{**facts, **given})  # type: ignore[arg-type]  # the callers give what it takes
