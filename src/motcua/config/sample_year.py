"""The year's other work of the sample department: who signed commitments, initiatives, what people were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from motcua.accounts.models import Person
from motcua.config.sample_bodies import agency_on
from motcua.kernel.clock import VIETNAM, local_day
from motcua.organisations.models import Agency
from motcua.plans.actions.activities import ActivityFacts, cancel_activity, hold_activity, plan_activity
from motcua.plans.actions.calls import CallFacts, begin_scoring, open_call, set_council
from motcua.plans.actions.commitments import DriveFacts, enter_commitments, open_drive, report_signing
from motcua.plans.actions.initiatives import (
    Decision,
    InitiativeFacts,
    decide_initiative,
    register_initiative,
    reward_initiative,
    score_initiative,
)
from motcua.plans.enums import ActivityKind, ActivityMeasure, Channel, CommitmentUnitKind, RecognitionLevel
from motcua.plans.models import CommitmentDrive, Initiative, InitiativeCall
from motcua.plans.rules.activities import Count
from motcua.plans.rules.commitments import Paper
from motcua.plans.rules.initiatives import Criterion

_HOME = "MAU-SGDDT"
_SILENT = {"MAU-THPT-GS", "MAU-LC-AD", "MAU-TRH"}
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô")
_MIDDLES = ("Thị Thu", "Văn", "Thị Ngọc", "Đức", "Thị Minh", "Quang", "Thanh")
_GIVEN = (
    "An",
    "Bình",
    "Châu",
    "Dung",
    "Giang",
    "Hà",
    "Khánh",
    "Linh",
    "Nam",
    "Phúc",
    "Quyên",
    "Sơn",
    "Trang",
)
_CRITERIA = (
    Criterion("Tính mới, tính sáng tạo", Decimal(30)),
    Criterion("Hiệu quả đã chứng minh", Decimal(40)),
    Criterion("Khả năng áp dụng rộng", Decimal(30)),
)
_COUNCIL = ("phogiamdoc", "chanhvanphong", "kiemtra")
# Unit, title, authors, summary, points of the council, level.
_INITIATIVES: Sequence[tuple[str, str, str, str, Sequence[Sequence[int]], RecognitionLevel | None]] = (
    (
        "MAU-QLCL",
        "Trả bản sao văn bằng từ sổ gốc trong buổi bằng sổ gốc số hóa",
        "Phan Thị Kim Oanh, Nguyễn Đức Anh",
        "Số hóa sổ gốc và tra theo năm, số hiệu. Thời gian trả bản sao giảm từ hai ngày xuống trong buổi.",
        ((26, 36, 27), (27, 35, 26), (25, 37, 28)),
        RecognitionLevel.DEPARTMENT,
    ),
    (
        "MAU-THPT-ST",
        "Nhận hồ sơ chuyển trường qua mạng, phụ huynh chỉ đến một lần",
        "Trịnh Văn Lộc",
        "Phụ huynh nộp trực tuyến, hai trường xác nhận cho nhau, chỉ đến trường nhận học sinh.",
        ((22, 30, 25), (24, 31, 24), (21, 29, 26)),
        RecognitionLevel.UNIT,
    ),
    (
        "MAU-GDTX",
        "Bảng nhắc hạn hồ sơ dán tại bàn làm việc",
        "Mai Xuân Bách",
        "Bảng giấy ghi hạn từng hồ sơ trong tuần.",
        ((12, 18, 20), (14, 20, 18), (13, 17, 19)),
        None,
    ),
)


def load_year(*, at: datetime) -> None:
    """This year's signing, call for initiatives and activities, as far as the day has come."""
    home = agency_on(_HOME, local_day(at))
    _sign(home, at)
    _find_out(home, at)
    _teach(home, at)


def _sign(home: Agency, at: datetime) -> None:
    year, keeper = local_day(at).year, _person("kiemsoat")
    facts = DriveFacts(
        year,
        f"Ký cam kết không gây phiền hà, sách nhiễu, tiêu cực năm {year} (mẫu)",
        "21/SGDĐT-VP",
        _past(date(year, 1, 15), at),
        "Không gây phiền hà, sách nhiễu, tiêu cực khi giải quyết công việc. Không đòi thêm giấy tờ ngoài quy định. "
        "Trả kết quả đúng hẹn; nếu chậm phải xin lỗi và nêu rõ lý do.",
        date(year, 12, 15),
    )
    opened = _when(date(year, 1, 15), at)
    drive = open_drive(agency_id=home.pk, facts=facts, by=keeper, at=opened, is_sample=True)
    _enter_lists(drive, _when(date(year, 2, 10), at), keeper)


def _enter_lists(drive: CommitmentDrive, at: datetime, keeper: Person) -> None:
    numbers = count()
    for row in drive.units.select_related("unit").order_by("unit__sort_key", "unit"):
        if row.unit.code in _SILENT:
            continue
        people = 11 if row.kind == CommitmentUnitKind.ATTACHED else 6
        head = _HEADS.get(row.unit.code, "")
        papers = [Paper(head or _name(next(numbers)), _head_post(row.unit), is_head=True)]
        post = "Giáo viên" if row.kind == CommitmentUnitKind.ATTACHED else "Chuyên viên"
        papers += [Paper(_name(next(numbers)), post) for _each in range(people)]
        enter_commitments(
            drive_id=drive.pk,
            unit_id=row.unit_id,
            papers=papers,
            signed_on=local_day(at),
            by=keeper,
            at=at,
        )
        report_signing(drive_id=drive.pk, unit_id=row.unit_id, by=keeper, at=at)


_HEADS = {
    "MAU-SGDDT": "Đỗ Minh Khải",
    "MAU-VP": "Ngô Văn Thịnh",
    "MAU-QLCL": "Phan Thị Kim Oanh",
    "MAU-GDTX": "Mai Xuân Bách",
    "MAU-THPT-ST": "Trịnh Văn Lộc",
}


def _head_post(unit: Agency) -> str:
    if unit.code == _HOME:
        return "Giám đốc Sở"
    if unit.code == "MAU-VP":
        return "Chánh Văn phòng"
    return "Hiệu trưởng" if unit.level == "school" else "Trưởng phòng"


def _name(number: int) -> str:
    """Names of people who do not exist: the lengths have no common factor, so that a thousand are all different."""
    return " ".join(words[number % len(words)] for words in (_FAMILIES, _MIDDLES, _GIVEN))


def _find_out(home: Agency, at: datetime) -> None:
    year, keeper = local_day(at).year, _person("kiemsoat")
    opened = _when(date(year, 2, 2), at)
    facts = CallFacts(
        year, f"Sáng kiến cải cách hành chính năm {year} (mẫu)", _CRITERIA, Decimal(70), date(year, 12, 31)
    )
    call = open_call(agency_id=home.pk, facts=facts, by=keeper, at=opened, is_sample=True)
    made = [
        register_initiative(
            call_id=call.pk,
            unit_id=agency_on(unit, local_day(at)).pk,
            facts=InitiativeFacts(title, authors, summary, "Giải quyết thủ tục hành chính"),
            by=keeper,
            at=_when(date(year, 4, 6), at),
            is_sample=True,
        )
        for unit, title, authors, summary, _points, _level in _INITIATIVES
    ]
    _judge(call, made, _when(date(year, 5, 11), at), keeper)
    later = InitiativeFacts(
        "Danh mục giấy tờ phụ huynh đã có sẵn trong cơ sở dữ liệu ngành",
        "Lương Thị Hạnh",
        "Trường in sẵn danh mục giấy tờ không phải nộp nữa vì đã tra được, dán tại bảng tin.",
        "Tuyển sinh đầu cấp",
    )
    register_initiative(
        call_id=call.pk,
        unit_id=agency_on("MAU-MNTH", local_day(at)).pk,
        facts=later,
        by=keeper,
        at=at - timedelta(hours=5),
        is_sample=True,
    )


def _judge(call: InitiativeCall, made: Sequence[Initiative], at: datetime, keeper: Person) -> None:
    members = [_person(name) for name in _COUNCIL]
    set_council(
        call_id=call.pk,
        person_ids=[member.pk for member in members],
        chair_id=members[0].pk,
        document=f"Quyết định số 118/QĐ-SGDĐT ngày {local_day(at):%d/%m/%Y}",
        by=keeper,
        at=at,
    )
    begin_scoring(call_id=call.pk, by=keeper, at=at)
    for row, (_unit, _title, _authors, _summary, points, level) in zip(made, _INITIATIVES, strict=True):
        for member, given in zip(members, points, strict=True):
            score_initiative(initiative_id=row.pk, points=[Decimal(each) for each in given], by=member, at=at)
        decision = Decision(
            recognised=level is not None,
            decision_number="204/QĐ-SGDĐT",
            decided_on=local_day(at),
            level=level,
        )
        decide_initiative(initiative_id=row.pk, decision=decision, by=members[0], at=at)
    reward_initiative(
        initiative_id=made[0].pk, reward="Giấy khen của Giám đốc Sở", reward_vnd=1_000_000, by=keeper, at=at
    )


# Month and day, kind, title, place, what was counted.
_ACTIVITIES: Sequence[tuple[int, int, ActivityKind, str, str, Sequence[tuple[ActivityMeasure, Channel, int]]]] = (
    (2, 24, ActivityKind.TRAINING, "Tập huấn quy định mới về cơ chế một cửa cho công chức, viên chức", "Hội trường Sở",
     ((ActivityMeasure.CLASSES, Channel.CLASS, 2), (ActivityMeasure.PARTICIPANTS, Channel.CLASS, 96),
      (ActivityMeasure.UNITS, Channel.CLASS, 14))),
    (3, 31, ActivityKind.COMMUNICATION, "Tin, bài quý I về thủ tục hành chính trên trang của Sở", "Trang của Sở",
     ((ActivityMeasure.ITEMS, Channel.PORTAL, 24), (ActivityMeasure.VIEWS, Channel.PORTAL, 18_400))),
    (4, 21, ActivityKind.TRAINING, "Hướng dẫn nhà trường tiếp nhận tuyển sinh đầu cấp trực tuyến", "Họp trực tuyến",
     ((ActivityMeasure.CLASSES, Channel.ONLINE_CLASS, 4), (ActivityMeasure.PARTICIPANTS, Channel.ONLINE_CLASS, 312),
      (ActivityMeasure.UNITS, Channel.ONLINE_CLASS, 41))),
    (6, 12, ActivityKind.DIALOGUE, "Đối thoại với phụ huynh về tuyển sinh đầu cấp", "Trường THPT Sông Trà",
     ((ActivityMeasure.PARTICIPANTS, Channel.MEETING, 160), (ActivityMeasure.UNITS, Channel.MEETING, 12),
      (ActivityMeasure.QUESTIONS, Channel.MEETING, 27))),
    (6, 30, ActivityKind.COMMUNICATION, "Đăng hướng dẫn thủ tục trên Facebook và Zalo của ngành", "Facebook, Zalo",
     ((ActivityMeasure.ITEMS, Channel.FACEBOOK, 38), (ActivityMeasure.ITEMS, Channel.ZALO, 21),
      (ActivityMeasure.FOLLOWERS, Channel.FACEBOOK, 6_350), (ActivityMeasure.FOLLOWERS, Channel.ZALO, 2_480))),
    (8, 14, ActivityKind.CONTEST, "Cuộc thi trực tuyến tìm hiểu cải cách hành chính", "Trang thông tin của Sở",
     ((ActivityMeasure.PARTICIPANTS, Channel.PORTAL, 1_870), (ActivityMeasure.UNITS, Channel.PORTAL, 52),
      (ActivityMeasure.PRIZES, Channel.PORTAL, 15))),
    (12, 10, ActivityKind.TRAINING, "Tập huấn cuối năm về số hóa thành phần hồ sơ", "Hội trường Sở",
     ((ActivityMeasure.CLASSES, Channel.CLASS, 1), (ActivityMeasure.PARTICIPANTS, Channel.CLASS, 60))),
)  # fmt: skip


def _teach(home: Agency, at: datetime) -> None:
    today, keeper = local_day(at), _person("kiemsoat")
    planned = _when(date(today.year, 1, 20), at)
    for month, day, kind, title, place, counted in _ACTIVITIES:
        on = date(today.year, month, day)
        facts = ActivityFacts(kind, title, on, place=place)
        made = plan_activity(agency_id=home.pk, facts=facts, by=keeper, at=planned, is_sample=True)
        if on <= today:
            counts = [Count(measure, channel, value) for measure, channel, value in counted]
            hold_activity(
                activity_id=made.pk, held_on=on, counts=counts, by=keeper, at=_when(on, at, hour=17)
            )
    facts = ActivityFacts(
        ActivityKind.CONTEST, "Hội thi sân khấu hóa về văn hóa công sở", date(today.year, 11, 5)
    )
    dropped = plan_activity(agency_id=home.pk, facts=facts, by=keeper, at=planned, is_sample=True)
    cancel_activity(
        activity_id=dropped.pk, reason="Gộp vào cuộc thi trực tuyến để tiết kiệm.", by=keeper, at=planned
    )


def _when(day: date, at: datetime, *, hour: int = 9) -> datetime:
    """That hour of the day, or now where the day has not come."""
    return min(datetime.combine(day, time(hour), tzinfo=VIETNAM), at)


def _past(day: date, at: datetime) -> date:
    return min(day, local_day(at))


def _person(username: str) -> Person:
    return Person.objects.get(username=username)
