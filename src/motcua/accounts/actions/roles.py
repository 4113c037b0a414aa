"""Positions and roles: given for a time, ended on a day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.actions.people import locked_person
from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person, Position, RoleHolding
from motcua.accounts.policy import may_at_every, refusal, require, require_another
from motcua.accounts.rules.roles import clashes
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.policy import Operator
from motcua.organisations.queries.agencies import subtree


@transaction.atomic
def appoint(
    *,
    person: Person,
    agency: Agency,
    title: str,
    since: date,
    until: date | None = None,
    by: Person | Operator,
    at: datetime,
) -> Position:
    """Give a person a post in an agency from a day on (until, not including, another).

    :raises Refused: "keep-people-not-allowed", "title-missing", "period-outside-agency", "position-held-already".
    """
    person = locked_person(person.pk)
    if not isinstance(by, Operator):
        require(by, Capability.KEEP_PEOPLE, agency_id=agency.pk, on=local_day(at))
    title = " ".join(title.split())
    if not title:
        raise Refused("title-missing", "Ghi chức danh, ví dụ: Chuyên viên.", field="title")
    held = _period_within(agency, since, until)
    if Position.objects.filter(person=person, agency=agency, title=title, held__overlap=held).exists():
        raise Refused("position-held-already", f"{person.full_name} đã giữ chức danh này trong thời gian đó.")
    position = Position.objects.create(person=person, agency=agency, title=title, held=held)
    payload = {"agency": agency.code, "title": title, "from": since, "to": until}
    record(fact=Fact("Appointed", "person", str(person.pk), payload), actor=by.actor, at=at)
    return position


@transaction.atomic
def end_position(*, position_id: int, on: date, by: Person | Operator, at: datetime) -> None:
    """End a post on a day; one that would only begin then or later goes away.

    :raises Refused: "position-not-found", "keep-people-not-allowed", "ended-already".
    """
    position = (
        Position.objects.select_for_update(of=("self",))
        .select_related("agency")
        .filter(pk=position_id)
        .first()
    )
    if position is None:
        raise Refused("position-not-found", "Không tìm thấy chức danh này. Có thể đường dẫn đã cũ.")
    if not isinstance(by, Operator):
        require(by, Capability.KEEP_PEOPLE, agency_id=position.agency_id, on=local_day(at))
    _end(position, on)
    payload = {"agency": position.agency.code, "title": position.title, "on": on}
    record(fact=Fact("PositionEnded", "person", str(position.person_id), payload), actor=by.actor, at=at)


@transaction.atomic
def grant_role(
    *,
    person: Person,
    agency: Agency,
    role: Role,
    includes_below: bool = False,
    since: date,
    until: date | None = None,
    by: Person | Operator,
    at: datetime,
) -> RoleHolding:
    """Give a person a role at an agency for a time, there alone or also at all bodies below it.

    Nobody gives a role to themselves. A role that reaches down needs someone who keeps people at every body
    below. A person gives roles from today on; only the operator may enter one that began earlier.

    :raises Refused: "own-account-not-allowed", "keep-people-not-allowed", "role-in-past",
        "period-outside-agency", "role-held-already", "roles-clash".
    """
    person = locked_person(person.pk)
    require_another(by, person, "cấp vai trò")
    _require_reach(by, agency, includes_below, at)
    if not isinstance(by, Operator) and since < local_day(at):
        raise Refused("role-in-past", "Vai trò được cấp từ hôm nay trở đi. Sửa ngày bắt đầu.", field="since")
    held = _period_within(agency, since, until)
    _require_fitting(person, agency, role, held)
    holding = RoleHolding.objects.create(
        person=person, agency=agency, role=role, includes_below=includes_below, held=held
    )
    payload = {
        "agency": agency.code,
        "role": role,
        "includes_below": includes_below,
        "from": since,
        "to": until,
    }
    record(fact=Fact("RoleGranted", "person", str(person.pk), payload), actor=by.actor, at=at)
    return holding


@transaction.atomic
def revoke_role(*, holding_id: int, on: date, by: Person | Operator, at: datetime) -> None:
    """End a role on a day from today on; one that would only begin then or later goes away.

    :raises Refused: "role-not-found", "keep-people-not-allowed", "role-in-past", "ended-already".
    """
    holding = (
        RoleHolding.objects.select_for_update(of=("self",))
        .select_related("agency")
        .filter(pk=holding_id)
        .first()
    )
    if holding is None:
        raise Refused("role-not-found", "Không tìm thấy vai trò này. Có thể đường dẫn đã cũ.")
    if not isinstance(by, Operator):
        require(by, Capability.KEEP_PEOPLE, agency_id=holding.agency_id, on=local_day(at))
        if on < local_day(at):
            raise Refused("role-in-past", "Vai trò được thu hồi từ hôm nay trở đi. Sửa ngày.", field="on")
    _end(holding, on)
    payload = {"agency": holding.agency.code, "role": holding.role, "on": on}
    record(fact=Fact("RoleRevoked", "person", str(holding.person_id), payload), actor=by.actor, at=at)


def _require_reach(by: Person | Operator, agency: Agency, includes_below: bool, at: datetime) -> None:
    if isinstance(by, Operator):
        return
    today = local_day(at)
    ids = subtree(agency.pk, today).values_list("pk", flat=True) if includes_below else [agency.pk]
    if not may_at_every(by, Capability.KEEP_PEOPLE, agency_ids=set(ids), on=today):
        raise refusal(Capability.KEEP_PEOPLE)


def _require_fitting(person: Person, agency: Agency, role: Role, held: DateRange) -> None:
    others = RoleHolding.objects.filter(person=person, held__overlap=held)
    if others.filter(agency=agency, role=role).exists():
        raise Refused(
            "role-held-already", f"{person.full_name} đã có vai trò này tại đây trong thời gian đó."
        )
    clashing = clashes(role, held=frozenset(Role(other.role) for other in others))
    if clashing:
        names = ", ".join(sorted(other.label for other in clashing))
        raise Refused(
            "roles-clash",
            f"Vai trò “{role.label}” không đi cùng: {names}. Quản trị kỹ thuật không được xem hồ sơ.",
        )


def _period_within(agency: Agency, since: date, until: date | None) -> DateRange:
    if until is not None and until <= since:
        raise Refused("period-ends-before-it-starts", "Ngày kết thúc phải sau ngày bắt đầu.", field="until")
    start, end = agency.held.lower, agency.held.upper
    if (start and since < start) or (end and (since >= end or (until or date.max) > end)):
        last = f" đến trước ngày {end:%d/%m/%Y}" if end else ""
        raise Refused(
            "period-outside-agency",
            f"“{agency.name}” chỉ hoạt động từ ngày {start:%d/%m/%Y}{last}. Sửa thời gian cho khớp.",
            field="since",
        )
    return DateRange(since, until)


def _end(row: Position | RoleHolding, on: date) -> None:
    if row.held.upper is not None and row.held.upper <= on:
        raise Refused("ended-already", f"Đã kết thúc từ ngày {row.held.upper:%d/%m/%Y}.")
    if row.held.lower is not None and row.held.lower >= on:
        row.delete()
        return
    row.held = DateRange(row.held.lower, on)
    row.save(update_fields=["held"])
