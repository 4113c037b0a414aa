"""Which role lets a person do what, and where: the table, and the one join that answers."""

from __future__ import annotations

import pytest

from motcua.accounts import policy
from motcua.accounts.enums import Capability, Role
from motcua.accounts.queries import agencies_where, capabilities_of, people_visible_to
from motcua.accounts.rules.roles import (
    CAPABILITIES,
    DOSSIER_CAPABILITIES,
    capabilities_of_role,
    clashes,
    roles_with,
)
from motcua.kernel.refusals import Refused

# The whole table, written a second time by hand: rows in the order of Role, columns in that of Capability.
_TABLE = """
                        kc ic ad ko kl kp ks rd hd dd ir re cp kn rj kt at dt rt ki kr ar rr kw rw dr av rf kf af pf fr su es sr
citizen                 .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
reception_officer       .  .  .  .  .  .  .  x  .  .  .  x  .  .  .  .  .  x  x  .  .  .  x  .  .  .  .  x  .  .  .  .  .  x  .
handler                 .  .  .  .  .  .  .  .  x  .  .  x  .  .  .  .  .  x  x  .  .  .  x  .  .  x  .  .  .  x  .  .  .  x  .
head                    .  .  x  .  .  .  .  .  .  x  .  x  .  .  x  x  x  x  x  .  x  x  x  .  x  x  x  .  .  x  x  x  .  .  x
records_officer         .  .  .  .  .  .  .  .  .  .  x  x  .  .  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .
control_focal_officer   x  x  x  .  x  .  .  .  .  .  .  x  .  .  .  x  .  x  x  x  x  .  x  x  x  x  .  x  x  x  .  x  x  x  x
finance_officer         .  .  .  .  .  .  .  .  .  .  .  .  x  .  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .
inspector               .  .  .  .  .  .  .  .  .  .  .  x  .  .  x  .  .  x  x  x  .  .  x  .  x  .  .  .  .  .  .  x  .  .  x
business_administrator  .  x  .  x  x  x  x  .  .  .  .  .  .  x  .  .  .  x  x  .  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .
technical_administrator .  .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
"""  # noqa: E501 - a table


def _rows() -> list[tuple[Role, Capability, bool]]:
    found = []
    for line in _TABLE.strip().splitlines()[1:]:
        role, *marks = line.split()
        assert len(marks) == len(Capability)
        found += [(Role(role), able, mark == "x") for able, mark in zip(Capability, marks, strict=True)]
    return found


@pytest.mark.parametrize(("role", "capability", "expected"), _rows())
def test_every_role_and_every_capability(role: Role, capability: Capability, expected: bool) -> None:
    assert (capability in capabilities_of_role(role)) is expected
    assert (role in roles_with(capability)) is expected


def test_table_is_closed() -> None:
    assert set(CAPABILITIES) == set(Role)
    assert all(roles_with(capability) for capability in Capability)


def test_technical_administrator_stands_beside_no_role_that_reads_dossiers() -> None:
    assert not capabilities_of_role(Role.TECHNICAL_ADMINISTRATOR) & DOSSIER_CAPABILITIES
    for role in Role:
        reads = bool(capabilities_of_role(role) & DOSSIER_CAPABILITIES)
        assert bool(clashes(Role.TECHNICAL_ADMINISTRATOR, held=frozenset({role}))) is reads
        assert bool(clashes(role, held=frozenset({Role.TECHNICAL_ADMINISTRATOR}))) is reads


def test_role_reaches_below_only_where_it_says_so(head, control_focal_officer, bodies, today) -> None:
    assert set(agencies_where(head, Capability.APPROVE_DECISION, today)) == {
        bodies.department,
        bodies.division,
        bodies.exam_division,
        bodies.upper_secondary_school,
    }
    assert set(agencies_where(control_focal_officer, Capability.KEEP_CATALOGUE, today)) == {bodies.department}
    assert not agencies_where(control_focal_officer, Capability.KEEP_PEOPLE, today).exists()


def test_role_counts_only_while_it_is_held(make_person, bodies, today) -> None:
    person = make_person("Cũ", role=Role.HEAD, agency=bodies.department, until=today)
    assert not policy.may(person, Capability.APPROVE_DECISION, agency_id=bodies.department.id, on=today)
    assert policy.may(
        person, Capability.APPROVE_DECISION, agency_id=bodies.department.id, on=today.replace(day=16)
    )


def test_someone_shut_out_can_do_nothing(head, bodies, today) -> None:
    head.is_active = False
    head.save()
    assert capabilities_of(head, today) == frozenset()
    assert not policy.may_somewhere(head, Capability.APPROVE_DECISION, on=today)
    with pytest.raises(Refused) as refused:
        policy.require(head, Capability.APPROVE_DECISION, agency_id=bodies.department.id, on=today)
    assert refused.value.code == "approve-decision-not-allowed"


def test_one_query_answers(head, bodies, today, django_assert_num_queries) -> None:
    ids = [bodies.department.id, bodies.division.id, bodies.upper_secondary_school.id]
    with django_assert_num_queries(1):
        assert policy.may_at_every(head, Capability.READ_DOSSIERS, agency_ids=ids, on=today)
    with django_assert_num_queries(1):
        capabilities_of(head, today)
    with django_assert_num_queries(1):
        assert not policy.may_at_every(
            head, Capability.READ_DOSSIERS, agency_ids=[*ids, bodies.other_department.id], on=today
        )


def test_people_seen_are_those_of_ones_own_house(
    business_administrator, head, handling_officer, outsider, citizen, today, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        seen = set(people_visible_to(business_administrator, today))
    assert seen == {business_administrator, head, handling_officer}
    assert set(people_visible_to(citizen, today)) == {citizen}
