"""The catalogue behind a played year: made-up procedures of each kind of body, so many that the lists come to what
was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from itertools import count

from django.db import transaction

from motcua.catalogue.actions.records import OnlineOffer, ProcedureEntry, enter_procedures, offer_online
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import ApplicantType, Channel, OnlineLevel, ProcedureKind, ProcedureLevel
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import Content, MethodContent, StepContent
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.refusals import Refused
from motcua.organisations.actions.powers import grant_power
from motcua.organisations.enums import AgencyKind, PowerSource
from motcua.organisations.models import Agency
from motcua.organisations.policy import SYSTEM
from motcua.simulation.scene import SINCE, Scene
from motcua.simulation.story import Listed, Shares

_LEVELS = {
    "province_committee": ProcedureLevel.PROVINCE,
    "department": ProcedureLevel.PROVINCE,
    "district": ProcedureLevel.DISTRICT,
    "commune": ProcedureLevel.COMMUNE,
}
_KINDS = {
    "province_committee": AgencyKind.PROVINCIAL_COMMITTEE,
    "district": AgencyKind.DISTRICT_COMMITTEE,
    "commune": AgencyKind.COMMUNE_COMMITTEE,
}
_WHY_PARTIAL = "Phải đối chiếu bản giấy một lần khi nhận kết quả (mô phỏng)."


def list_procedures(*, scene: Scene, listed: Listed, year: int, at: datetime) -> None:
    """Enter the procedures that are missing from what the target asks for: the played ones are the department's.

    Who decides them, and how far they are online, holds until the played year ends. All or nothing.

    :raises Refused: "target-catalogue" when fewer are asked for than the department plays.
    """
    played = list(scene.procedures.values())
    if listed.public.department < len(played):
        raise Refused(
            "target-catalogue",
            f"Sở được đóng vai có {len(played)} thủ tục; “department” trong mục “catalogue” không được ít hơn.",
        )
    public = {**asdict(listed.public), "department": listed.public.department - len(played)}
    with transaction.atomic():
        entered = _enter(
            Shares(**public), ProcedureKind.LOCAL_SPECIFIC, f"9.{year % 100:02}1", scene, year, at
        )
        _enter(listed.internal, ProcedureKind.INTERNAL, f"9.{year % 100:02}9", scene, year, at)
        _offer([*played, *entered], listed, scene.department, year, at)


def _enter(
    shares: Shares, kind: ProcedureKind, prefix: str, scene: Scene, year: int, at: datetime
) -> list[Procedure]:
    """The procedures of one kind: entered, in force, each with who decides it."""
    bodies = {f"{prefix}{number:03}": body for number, body in zip(count(1), _bodies(shares), strict=False)}
    if not bodies:
        return []
    entries = [ProcedureEntry(code=code, kind=kind) for code in bodies]
    procedures = enter_procedures(entries=entries, is_sample=True, actor="system", at=at)
    versions = [
        NewVersion(procedure_id=procedures[code].pk, content=_content(code, body, kind), source="Mô phỏng")
        for code, body in bodies.items()
    ]
    written = write_versions(versions=versions, actor="system", at=at, reason="sample")
    put_versions_in_force(versions=written, from_on=SINCE, actor="system", at=at)
    for code, body in bodies.items():
        grant_power(
            matter=f"procedure:{code}",
            holder=_KINDS.get(body, scene.department),
            source=PowerSource.STATUTORY,
            since=SINCE,
            until=date(year + 1, 1, 1),
            by=SYSTEM,
            at=at,
        )
    return [procedures[code] for code in bodies]


def _bodies(shares: Shares) -> Iterator[str]:
    for body, number in asdict(shares).items():
        yield from [body] * number


def _offer(procedures: list[Procedure], listed: Listed, department: Agency, year: int, at: datetime) -> None:
    """The first of them are fully online, the next partly."""
    levels = [OnlineLevel.FULL] * listed.full_online + [OnlineLevel.PARTIAL] * listed.partial_online
    offers = [
        OnlineOffer(
            procedure=procedure,
            agency=department,
            level=level,
            partial_reason=_WHY_PARTIAL if level is OnlineLevel.PARTIAL else "",
            since=SINCE,
            until=date(year + 1, 1, 1),
        )
        for procedure, level in zip(procedures, levels, strict=False)
    ]
    offer_online(offers=offers, actor="system", at=at)


def _content(code: str, body: str, kind: ProcedureKind) -> Content:
    channels = (Channel.DIRECT, Channel.ONLINE) if kind is not ProcedureKind.INTERNAL else (Channel.DIRECT,)
    return Content(
        name=f"Thủ tục mô phỏng số {code}",
        field="Mô phỏng",
        levels=(_LEVELS[body],),
        applicant_types=(ApplicantType.ORGANISATION,),
        steps=(StepContent(text="Nộp hồ sơ và nhận kết quả."),),
        methods=tuple(
            MethodContent(
                channel=channel,
                limit_amount=Decimal(10),
                limit_unit=LimitUnit.WORKING_DAY,
                limit_text="10 ngày làm việc",
            )
            for channel in channels
        ),
    )
