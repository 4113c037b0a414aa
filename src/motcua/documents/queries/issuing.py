"""By whom a paper goes out, looked up: who heads the agency, what stands above it, where it is."""

from __future__ import annotations

from datetime import date

from motcua.accounts.enums import Role
from motcua.accounts.models import RoleHolding
from motcua.accounts.queries import title_at
from motcua.documents.enums import SigningAuthority
from motcua.documents.official.content import Signing
from motcua.documents.official.issuing import Issuing
from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Agency, Area, Subordination


def issuing_of(
    agency: Agency,
    *,
    on: date,
    symbol: str,
    number: str = "",
    issued_on: date | None = None,
    signer: str = "",
    recipients: tuple[str, ...] = ("Như trên", "Lưu: VT"),
    is_draft: bool = False,
    is_sample: bool = False,
) -> Issuing:
    """By whom a paper of the agency goes out; its first head signs where nobody else is named."""
    above = (
        Subordination.objects.filter(agency=agency, in_force__contains=on).select_related("parent").first()
    )
    held = RoleHolding.objects.filter(
        agency=agency, role=Role.HEAD, held__contains=on, person__is_active=True
    )
    heads = [row.person for row in held.select_related("person").order_by("person__sort_key", "person")]
    head = next((one for one in heads if one.full_name == signer), heads[0] if heads else None)
    title = title_at(head, agency.pk, on) if head else ""
    return Issuing(
        agency=agency.name,
        superior=above.parent.name if above else "",
        symbol=symbol,
        place=place_of(agency),
        year=(issued_on or on).year,
        number=number,
        on=issued_on,
        signing=Signing(
            title=title or "Thủ trưởng cơ quan",
            name=signer or (head.full_name if head else ""),
            authority=SigningAuthority.OWN,
        ),
        recipients=recipients,
        is_draft=is_draft,
        is_sample=is_sample,
    )


def place_of(agency: Agency) -> str:
    """The place that stands before the date: the province's name without what kind of unit it is, the commune's with
    it; without remarks in brackets."""
    area: Area | None = agency.area
    if area is None:
        return ""
    name = area.name.partition(" (")[0]
    if area.level == AreaLevel.COMMUNE:
        return name
    for kind in ("Thành phố ", "Tỉnh ", "thành phố ", "tỉnh "):
        name = name.removeprefix(kind)
    return name
