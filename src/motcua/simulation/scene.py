"""The played department: made once by the real actions, older than every year that can be played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from motcua.accounts.actions.people import add_person
from motcua.accounts.actions.roles import appoint, grant_role
from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.actions.findings import refresh_findings
from motcua.catalogue.actions.records import ProcedureEntry, enter_procedures
from motcua.catalogue.actions.search import refresh_search
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import ApplicantType, Channel, ProcedureKind, ProcedureLevel
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    MethodContent,
    ResultContent,
    StepContent,
)
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.clock import local_day
from motcua.kernel.ids import new_id
from motcua.organisations.actions.agencies import found_agency
from motcua.organisations.actions.powers import grant_power
from motcua.organisations.enums import AgencyKind, AgencyLevel, AreaLevel, PowerSource
from motcua.organisations.models import Agency, Area
from motcua.organisations.policy import SYSTEM
from motcua.organisations.queries.home import home_province
from motcua.organisations.rules.agencies import AgencyEntry
from motcua.simulation.plan import Matter

SINCE = date(2018, 7, 1)
# Divisions of the played department: key, name, how many handlers.
_DIVISIONS = (
    ("qlcl", "Phòng Quản lý chất lượng", 3),
    ("gdtx", "Phòng Giáo dục thường xuyên", 2),
    ("th", "Phòng Giáo dục trung học", 2),
)
# Made-up procedures: number, name, working days, the division that works on them.
_MATTERS = (
    (1, "Cấp bản sao văn bằng từ sổ gốc", 1, "qlcl"),
    (2, "Chỉnh sửa nội dung văn bằng", 5, "qlcl"),
    (3, "Chuyển trường trung học phổ thông", 3, "th"),
    (4, "Công nhận bằng do nước ngoài cấp", 20, "qlcl"),
    (5, "Cho phép trung tâm ngoại ngữ hoạt động", 15, "gdtx"),
    (6, "Tiếp nhận học sinh xin học lại", 8, "th"),
)
_PUBLIC = 20
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLE = ("Thị", "Văn", "Minh", "Thanh", "Ngọc", "Quang", "Thu", "Đức", "Hồng", "Gia")
_GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hạnh",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quyên",
    "Sơn",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """Who plays: the department, its counter, and its people by their work."""

    department: Agency
    receivers: Sequence[Person]
    director: Person
    records: Person
    heads: dict[str, Person]
    handlers: dict[str, Sequence[Person]]
    procedures: dict[str, Procedure]
    units: dict[str, Agency]
    public: Sequence[Person]

    def division_of(self, code: str) -> str:
        """The key of the division that works on a procedure."""
        return next(division for number, _, _, division in _MATTERS if code.endswith(f"{number:04}"))


def matters(year: int) -> list[Matter]:
    """The made-up procedures of a year's department with their limits."""
    return [Matter(_code(year, number), days) for number, _, days, _ in _MATTERS]


def _code(year: int, number: int) -> str:
    return f"9.{year % 100:02}{number:04}"


def _body(year: int, key: str) -> str:
    return f"MP{year % 100:02}-{key.upper()}"


def _user(year: int, key: str) -> str:
    return f"mp{year % 100:02}.{key}"


def a_name(place: int) -> str:
    """A made-up name; the same place gives the same name."""
    family, middle = _FAMILY[place % len(_FAMILY)], _MIDDLE[place // 12 % len(_MIDDLE)]
    return f"{family} {middle} {_GIVEN[place // 120 % len(_GIVEN)]}"


def set_scene(*, year: int, at: datetime) -> Scene:
    """The department in which a year is played, made when it is not there yet; all or nothing.

    Each year has one of its own, so that the figures of one do not run into those of another.
    """
    with transaction.atomic():
        if not Agency.objects.filter(code=_body(year, "so")).exists():
            _build(year, at)
    return _found(year)


def _build(year: int, at: datetime) -> None:
    provinces = Area.objects.filter(level=AreaLevel.PROVINCE, in_force__contains=SINCE)
    area = home_province() or provinces.order_by("sort_key", "id").first()
    assert area is not None
    name = f"Sở Giáo dục và Đào tạo (mô phỏng năm {year})"
    home = _agency(_body(year, "so"), name, AgencyKind.EDUCATION_DEPARTMENT, area, None, at)
    _staff(home, _user(year, "giamdoc"), "Trịnh Văn Giám", "Giám đốc", Role.HEAD, at)
    _staff(home, _user(year, "vanthu"), "Cao Thị Thư", "Văn thư", Role.RECORDS_OFFICER, at)
    for place in range(2):
        who = _user(year, f"tiepnhan{place + 1}")
        _staff(home, who, a_name(place + 30), "Cán bộ tiếp nhận", Role.RECEPTION_OFFICER, at)
    for number, (key, title, handlers) in enumerate(_DIVISIONS):
        division = _agency(_body(year, key), f"{title} (mô phỏng)", AgencyKind.DIVISION, area, home, at)
        _staff(division, _user(year, f"truong.{key}"), a_name(number + 200), "Trưởng phòng", Role.HEAD, at)
        for place in range(handlers):
            who = _user(year, f"thuly.{key}{place + 1}")
            _staff(division, who, a_name(number * 7 + place + 60), "Chuyên viên", Role.HANDLER, at)
    for place in range(_PUBLIC):
        add_person(
            username=_user(year, f"dan{place + 1}"),
            full_name=a_name(place * 13 + 5),
            password=str(new_id()),
            agency=None,
            is_sample=True,
            by=SYSTEM,
            at=at,
        )
    _procedures(year, home, at)


def _agency(
    code: str, name: str, kind: AgencyKind, area: Area, parent: Agency | None, at: datetime
) -> Agency:
    entry = AgencyEntry(code=code, name=name, short_name=name, kind=kind, level=AgencyLevel.PROVINCE)
    return found_agency(entry=entry, area=area, parent=parent, since=SINCE, is_sample=True, by=SYSTEM, at=at)


def _staff(agency: Agency, username: str, name: str, title: str, role: Role, at: datetime) -> None:
    # Nobody signs in as these people: their passwords are told to nobody.
    person = add_person(
        username=username,
        full_name=name,
        password=str(new_id()),
        agency=agency,
        is_sample=True,
        by=SYSTEM,
        at=at,
    )
    appoint(person=person, agency=agency, title=title, since=SINCE, by=SYSTEM, at=at)
    grant_role(person=person, agency=agency, role=role, includes_below=False, since=SINCE, by=SYSTEM, at=at)


def _procedures(year: int, home: Agency, at: datetime) -> None:
    entries = [ProcedureEntry(code=one.code, kind=ProcedureKind.LOCAL_SPECIFIC) for one in matters(year)]
    procedures = enter_procedures(entries=entries, is_sample=True, actor="system", at=at)
    new = [
        NewVersion(
            procedure_id=procedures[_code(year, number)].pk,
            content=_content(f"{name} (mô phỏng)", days),
            source="Mô phỏng",
        )
        for number, name, days, _ in _MATTERS
    ]
    written = write_versions(versions=new, actor="system", at=at, reason="sample")
    put_versions_in_force(versions=written, from_on=SINCE, actor="system", at=at)
    for code in procedures:
        matter = f"procedure:{code}"
        grant_power(matter=matter, holder=home, source=PowerSource.STATUTORY, since=SINCE, by=SYSTEM, at=at)
    ids = [procedure.pk for procedure in procedures.values()]
    refresh_findings(procedure_ids=ids, on=local_day(at))
    refresh_search(procedure_ids=ids, at=at)


def _content(name: str, days: int) -> Content:
    method = {
        "limit_amount": Decimal(days),
        "limit_unit": LimitUnit.WORKING_DAY,
        "limit_text": f"{days} ngày làm việc",
    }
    return Content(
        name=name,
        field="Mô phỏng",
        levels=(ProcedureLevel.PROVINCE,),
        applicant_types=(ApplicantType.CITIZEN,),
        executing_agency="Sở Giáo dục và Đào tạo",
        steps=(StepContent(text="Nộp hồ sơ và nhận kết quả."),),
        methods=(
            MethodContent(channel=Channel.DIRECT, **method),  # type: ignore[arg-type]  # fields by name
            MethodContent(channel=Channel.ONLINE, **method),  # type: ignore[arg-type]
        ),
        components=(
            ComponentContent(name="Đơn đề nghị", originals=1, copies=0),
            ComponentContent(name="Giấy tờ kèm theo", originals=0, copies=1),
        ),
        sets_count=1,
        results=(ResultContent(name=f"Kết quả: {name}"),),
    )


def _found(year: int) -> Scene:
    rows = Person.objects.filter(username__startswith=_user(year, ""))
    people = {person.username.removeprefix(_user(year, "")): person for person in rows}
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__startswith=_body(year, ""))}
    codes = [one.code for one in matters(year)]
    keys = [key for key, _, _ in _DIVISIONS]
    return Scene(
        department=agencies[_body(year, "so")],
        receivers=[people["tiepnhan1"], people["tiepnhan2"]],
        director=people["giamdoc"],
        records=people["vanthu"],
        heads={key: people[f"truong.{key}"] for key in keys},
        handlers={
            key: [people[f"thuly.{key}{place + 1}"] for place in range(handlers)]
            for key, _, handlers in _DIVISIONS
        },
        procedures={one.code: one for one in Procedure.objects.filter(code__in=codes)},
        units={key: agencies[_body(year, key)] for key in keys},
        public=[people[f"dan{place + 1}"] for place in range(_PUBLIC)],
    )
