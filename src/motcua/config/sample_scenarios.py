"""What the sample department tried on its procedures, and a target of its own."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from motcua.accounts.models import Person
from motcua.config.sample_bodies import agency_on
from motcua.kernel.clock import local_day
from motcua.reviews.actions.rounds.carrying import follow_scenario
from motcua.reviews.actions.scenarios import keep_scenario
from motcua.reviews.actions.targets import set_target
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.models import Scenario
from motcua.reviews.queries.changes.facts import current_versions
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.rounds.carrying import reviews_for
from motcua.reviews.rules.changes.writing import read_change

_HOME = "MAU-SGDDT"
# Code, name, reason, changes, who.
_TRIED = (
    (
        "1.004889",
        "Làm hết trên mạng, rút sáu ngày",
        "Bước kiểm tra với cơ sở cấp bằng nay hỏi qua thư điện tử, không còn chờ thư giấy.",
        ("go_online", "shorten_limit=6"),
        "thuly",
    ),
    (
        "1.004889",
        "Chỉ bớt giấy tờ",
        "Bảng điểm thường nằm trong phụ lục văn bằng đã nộp.",
        ("drop_paper:3",),
        "kiemsoat",
    ),
    (
        "2.002850",
        "Trả bản điện tử",
        "Người xin cấp lại phần lớn đi làm xa, chỉ về để nhận kết quả.",
        ("go_online",),
        "kiemsoat",
    ),
    (
        "1.000280",
        "Một hồ sơ cho trường liên cấp",
        "Trường tiểu học và trung học chung một pháp nhân tự đánh giá một lần; năm qua khoảng một phần tư số hồ sơ.",
        ("merge:1.000691=25",),
        "kiemsoat",
    ),
)


def load_scenarios(*, at: datetime) -> None:
    """Keep the scenarios and set the target at the moment, by the real actions."""
    home = agency_on(_HOME, local_day(at))
    names = ("kiemsoat", "thuly")
    staff = {person.username: person for person in Person.objects.filter(username__in=names)}
    versions = current_versions(Scope(home.pk, at), codes=[code for code, *_rest in _TRIED])
    for code, name, reason, changes, who in _TRIED:
        keep_scenario(
            agency_id=home.pk,
            version_id=versions[code],
            changes=[read_change(change) for change in changes],
            name=name,
            reason=reason,
            by=staff[who],
            at=at,
        )
    set_target(
        agency_id=home.pk,
        procedures=TargetSet.ALL,
        burden=Burden.TIME,
        percent=Decimal(15),
        baseline_on=date(2025, 3, 26),
        since=local_day(at).replace(month=1, day=1),
        basis="Kế hoạch cải cách hành chính trong năm của Sở: mọi thủ tục giảm ít nhất 15 % thời hạn",
        by=staff["kiemsoat"],
        at=at,
    )


def carry_scenarios(*, at: datetime) -> None:
    """Each scenario whose procedure is under review and not yet handed in goes into that review, the first kept first
    and only one of a procedure; after the reviews were loaded."""
    home, on = agency_on(_HOME, local_day(at)), local_day(at)
    keeper = Person.objects.get(username="kiemsoat")
    taken = set()
    for scenario in Scenario.objects.filter(agency=home).order_by("made_at", "id"):
        open_ones = reviews_for(scenario.procedure_id, home.pk, by=keeper, keeps=True, on=on)
        item = open_ones.filter(handed_in_on__isnull=True).first()
        if item is not None and scenario.procedure_id not in taken:
            taken.add(scenario.procedure_id)
            follow_scenario(item_id=item.pk, scenario_id=scenario.pk, by=keeper, at=at)
