"""The cast of the tests: who works where. Import nothing from here; ask for the fixtures by name.

The scene is Hải Phòng in 2026: the province's committee, its education department with two divisions and an
upper secondary school, another department, a commune's committee with its social office and a primary school.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, Position, RoleHolding
from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import fold, sort_key
from motcua.organisations.enums import AgencyKind, AgencyLevel, AreaLevel
from motcua.organisations.models import Agency, Area, Subordination

PASSWORD = "mat-khau-cua-bai-thu"
SINCE = date(2025, 7, 1)

MakeAgency = Callable[..., Agency]
MakePerson = Callable[..., Person]


@dataclass(frozen=True, slots=True)
class Bodies:
    """The agencies of the scene."""

    committee: Agency
    department: Agency
    division: Agency
    exam_division: Agency
    upper_secondary_school: Agency
    other_department: Agency
    commune_committee: Agency
    social_office: Agency
    primary_school: Agency


@pytest.fixture
def today() -> date:
    """The day on which the stories play: a Thursday, an ordinary working day."""
    return date(2026, 9, 17)


@pytest.fixture
def moment(today: date) -> datetime:
    """Nine in the morning of that day."""
    return datetime(today.year, today.month, today.day, 9, tzinfo=VIETNAM)


@pytest.fixture
def province(db: None) -> Area:
    """Hải Phòng as it is since 1 July 2025."""
    return Area.objects.get(level=AreaLevel.PROVINCE, code="31", in_force__contains=SINCE)


@pytest.fixture
def commune(province: Area) -> Area:
    """The first commune-level unit of Hải Phòng in the order of names."""
    found = Area.objects.filter(parent=province, level=AreaLevel.COMMUNE).order_by("sort_key", "id").first()
    assert found is not None
    return found


@pytest.fixture
def make_agency(db: None) -> MakeAgency:
    """A maker of agencies: `make_agency("Phòng A", kind=…, parent=…, area=…)`."""
    count = 0

    def make(
        name: str,
        *,
        kind: AgencyKind = AgencyKind.DIVISION,
        level: AgencyLevel = AgencyLevel.PROVINCE,
        parent: Agency | None = None,
        area: Area | None = None,
        since: date = SINCE,
        until: date | None = None,
        **more: Any,
    ) -> Agency:
        nonlocal count
        count += 1
        agency = Agency.objects.create(
            **{
                "code": f"T{count:03}",
                "name": name,
                "short_name": name,
                "kind": kind,
                "level": level,
                "area": area,
                "held": DateRange(since, until),
                "folded": fold(name),
                "sort_key": sort_key(name),
                **more,
            }
        )
        if parent is not None:
            Subordination.objects.create(agency=agency, parent=parent, in_force=DateRange(since, until))
        return agency

    return make


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """A maker of people: `make_person("Trần Thị B", role=Role.HANDLER, agency=division)`; their password is
    `cast.PASSWORD`."""
    count = 0

    def make(
        full_name: str,
        *,
        role: Role | None = None,
        agency: Agency | None = None,
        title: str = "Chuyên viên",
        includes_below: bool = False,
        since: date = SINCE,
        until: date | None = None,
        **more: Any,
    ) -> Person:
        nonlocal count
        count += 1
        username = more.pop("username", f"nguoi{count}")
        person = Person(
            **{
                "username": username,
                "full_name": full_name,
                "is_staff_member": agency is not None,
                "joined_at": datetime(since.year, since.month, since.day, 8, tzinfo=VIETNAM),
                "folded": fold(f"{full_name} {username}"),
                "sort_key": sort_key(full_name),
                **more,
            }
        )
        person.set_password(PASSWORD)
        person.save()
        held = DateRange(since, until)
        if agency is not None:
            Position.objects.create(person=person, agency=agency, title=title, held=held)
        if agency is not None and role is not None:
            RoleHolding.objects.create(
                person=person, agency=agency, role=role, includes_below=includes_below, held=held
            )
        return person

    return make


@pytest.fixture
def bodies(make_agency: MakeAgency, province: Area, commune: Area) -> Bodies:
    """All agencies of the scene."""
    kinds = AgencyKind
    committee = make_agency("Ủy ban nhân dân thành phố", kind=kinds.PROVINCIAL_COMMITTEE, area=province)
    department = make_agency(
        "Sở Giáo dục và Đào tạo", kind=kinds.EDUCATION_DEPARTMENT, area=province, parent=committee
    )
    commune_committee = make_agency(
        f"Ủy ban nhân dân {commune.name}",
        kind=kinds.COMMUNE_COMMITTEE,
        level=AgencyLevel.COMMUNE,
        area=commune,
        parent=committee,
    )
    in_commune = {"level": AgencyLevel.COMMUNE, "area": commune, "parent": commune_committee}
    return Bodies(
        committee=committee,
        department=department,
        division=make_agency("Văn phòng Sở", parent=department),
        exam_division=make_agency("Phòng Quản lý chất lượng", parent=department),
        upper_secondary_school=make_agency(
            "Trường THPT Ngô Quyền",
            kind=kinds.UPPER_SECONDARY_SCHOOL,
            level=AgencyLevel.SCHOOL,
            area=commune,
            parent=department,
        ),
        other_department=make_agency(
            "Sở Nội vụ", kind=kinds.OTHER_DEPARTMENT, area=province, parent=committee
        ),
        commune_committee=commune_committee,
        social_office=make_agency("Phòng Văn hóa - Xã hội", kind=kinds.COMMUNE_SOCIAL_OFFICE, **in_commune),
        primary_school=make_agency(
            "Trường Tiểu học Kim Đồng",
            kind=kinds.PRIMARY_SCHOOL,
            **{**in_commune, "level": AgencyLevel.SCHOOL},
        ),
    )


@pytest.fixture
def citizen(make_person: MakePerson) -> Person:
    """A member of the public with an account and no post."""
    return make_person("Phạm Thị Dân")


@pytest.fixture
def receiving_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    """Receives dossiers at the department's office."""
    return make_person("Lê Văn Nhận", role=Role.RECEPTION_OFFICER, agency=bodies.division)


@pytest.fixture
def handling_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    """Handles dossiers in the division for exams and quality."""
    return make_person("Nguyễn Thị Lý", role=Role.HANDLER, agency=bodies.exam_division)


@pytest.fixture
def head(make_person: MakePerson, bodies: Bodies) -> Person:
    """Heads the department and everything below it; may approve."""
    return make_person(
        "Trần Văn Trưởng", role=Role.HEAD, agency=bodies.department, title="Giám đốc", includes_below=True
    )


@pytest.fixture
def division_head(make_person: MakePerson, bodies: Bodies) -> Person:
    """Heads the division for exams and quality."""
    return make_person("Mai Văn Phòng", role=Role.HEAD, agency=bodies.exam_division, title="Trưởng phòng")


@pytest.fixture
def records_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    """The department's records officer."""
    return make_person("Vũ Thị Thư", role=Role.RECORDS_OFFICER, agency=bodies.department)


@pytest.fixture
def control_focal_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    """Keeps the department's catalogue."""
    return make_person("Đỗ Văn Soát", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)


@pytest.fixture
def second_control_officer(make_person: MakePerson, bodies: Bodies) -> Person:
    """The second pair of eyes on the department's catalogue."""
    return make_person("Hoàng Thị Duyệt", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)


@pytest.fixture
def business_administrator(make_person: MakePerson, bodies: Bodies) -> Person:
    """Keeps organisations, people and calendars of the department and everything below it."""
    return make_person(
        "Bùi Văn Quản", role=Role.BUSINESS_ADMINISTRATOR, agency=bodies.department, includes_below=True
    )


@pytest.fixture
def technical_administrator(make_person: MakePerson, bodies: Bodies) -> Person:
    """Keeps the machine of the department; reads no dossier."""
    return make_person(
        "Ngô Văn Máy", role=Role.TECHNICAL_ADMINISTRATOR, agency=bodies.department, includes_below=True
    )


@pytest.fixture
def outsider(make_person: MakePerson, bodies: Bodies) -> Person:
    """Has every office role, but in another department."""
    person = make_person(
        "Lý Thị Ngoài", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.other_department, includes_below=True
    )
    for role in (Role.HEAD, Role.HANDLER, Role.BUSINESS_ADMINISTRATOR):
        RoleHolding.objects.create(
            person=person,
            agency=bodies.other_department,
            role=role,
            includes_below=True,
            held=DateRange(SINCE, None),
        )
    return person
