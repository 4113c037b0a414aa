"""The months behind the sample department: dossiers that came, were worked on and went, most early, a few late.

Without them the figures, charts and findings of the demo would be empty. All by the real actions, each at its moment;
the same day gives the same months.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from motcua.accounts.actions.citizens import sign_up
from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.accounts.rules.citizens import ProfileEntry
from motcua.config.sample_dossiers import ALL_STEPS, Way
from motcua.deadlines.queries import calendar_for_agency
from motcua.dossiers.actions.ending import withdraw
from motcua.dossiers.actions.intake import lodge, receive, take_in
from motcua.dossiers.actions.supplementing import receive_supplement, request_supplement
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.feedback.actions.ratings import Origin, rate_dossier
from motcua.kernel.clock import local_day
from motcua.kernel.ids import new_id
from motcua.workflow.enums import StepKind

_COUNT = 80
# Copies from the register: how many lodge from home before the round of the summer changed it, so many working days
# ago, and since (see `load_ended_round`); everything else goes on as before.
_CHANGED, _CHANGED_AGO = "3.000465", 60
_FROM_HOME, _FROM_HOME_BEFORE, _FROM_HOME_SINCE = 0.6, 0.3, 0.85
# Working days ago: the newest are done by today, the oldest reach into the quarter before.
_NEWEST, _OLDEST = 16, 98
# How often each procedure is asked for, and which of its papers people bring badly.
_ASKED = {"3.000465": 60, "3.000466": 18, "2.002850": 22}
_UNCLEAR = {
    "3.000466": "Giấy khai sinh hoặc giấy tờ chứng minh nội dung cần sửa",
    "2.002850": "Giấy tờ tùy thân",
}
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_MIDDLES = ("Thị", "Văn", "Minh", "Thanh", "Ngọc", "Quang", "Thu", "Đức")
_GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Sơn")
_COMMENTS = {
    5: ("Làm nhanh, hướng dẫn rõ.", "Không phải đi lại lần nào.", ""),
    4: ("Được việc.", "", ""),
    3: ("Phải chờ hơi lâu ở quầy.", ""),
    2: ("Trả chậm so với giấy hẹn.", "Phải bổ sung giấy tờ mà lúc nộp không ai nói."),
}


def load_history(*, at: datetime) -> None:
    """Play the months before `at` at the sample department."""
    chance = random.Random("sample-history")  # noqa: S311 - play, not secrets
    people = _people(at)
    calendar = calendar_for_agency("MAU-SGDDT")
    for number in range(_COUNT):
        procedure = chance.choices(list(_ASKED), list(_ASKED.values()))[0]
        days_ago = chance.randint(_NEWEST, _OLDEST)
        row = {
            "procedure": procedure,
            "applicant": _name(number),
            "days_ago": str(days_ago),
            "hour": str(chance.choice((8, 9, 10, 13))),
            "door": "online" if chance.random() < _from_home(procedure, days_ago) else "direct",
            "until": "returned",
        }
        PastWay(row, number + 1000, calendar, at, chance, people).go()


def _from_home(procedure: str, days_ago: int) -> float:
    """Which share lodges from home."""
    if procedure != _CHANGED:
        return _FROM_HOME
    return _FROM_HOME_BEFORE if days_ago > _CHANGED_AGO else _FROM_HOME_SINCE


def _people(at: datetime) -> list[Person]:
    """Those who lodged from home; nobody signs in as them."""
    found = [
        sign_up(
            contact=f"0290000{number:03}",
            full_name=_name(number * 7 + 3),
            password=str(new_id()),
            entry=ProfileEntry(party_kind=PartyKind.CITIZEN),
            consents=True,
            is_sample=True,
            at=at,
        )
        for number in range(6)
    ]
    return [person for person in found if person is not None]


def _name(place: int) -> str:
    family, middle = _FAMILIES[place % 12], _MIDDLES[place // 5 % 8]
    return f"{family} {middle} {_GIVEN[place * 5 % 13]}"


@dataclass
class PastWay(Way):
    """One dossier of the past, from the door to what was said of it."""

    chance: random.Random
    people: Sequence[Person]
    done: int = field(default=0, init=False)

    def go(self) -> None:
        """Let it come, be worked on and go, its steps spread over the time its fate leaves."""
        person = self._come()
        if self.chance.random() < 0.03:
            self.wait(days=1)
            withdraw(
                dossier_id=self._id,
                by=self.who("tiepnhan"),
                at=self.at,
                reason="Người nộp không còn nhu cầu.",
            )
            return
        self.finish = self._finish()
        is_unclear = self.row["procedure"] in _UNCLEAR and self.chance.random() < 0.2
        while self.walk(ALL_STEPS):
            holder = Dossier.objects.select_related("holder").defer("words").get(pk=self._id).holder
            if is_unclear and self.done == 2 and holder is not None:
                self._ask_again(holder)
                is_unclear = False
        if person is not None and self.chance.random() < 0.7:
            self._rate(person)

    def wait_for(self, kind: StepKind) -> None:
        """On to the step's moment: equal parts of the time until the end; fetched within two days after it."""
        self.done += 1
        if kind is StepKind.RETURNING:
            self.wait(minutes=self.chance.randint(20, 900))
            return
        part = (self.finish - self.at) / max(2, 7 - self.done)
        self.at = max(self.at, self.calendar.next_working_instant(self.at + part))

    @property
    def _id(self) -> UUID:
        assert self.id is not None
        return self.id

    def _come(self) -> Person | None:
        receiver = self.who("tiepnhan")
        if self.row["door"] == "direct":
            self.id = take_in(intake=self.intake(), by=receiver, at=self.at).pk
            return None
        person = self.chance.choice(self.people)
        self.id = lodge(intake=self.intake(), by=person, at=self.at).pk
        self.wait(minutes=self.chance.randint(10, 150))
        receive(dossier_id=self._id, by=receiver, at=self.at)
        return person

    def _finish(self) -> datetime:
        """When the result is to be there: mostly well before the promise, sometimes on its day, rarely after."""
        due_at = Dossier.objects.values_list("due_at", flat=True).get(pk=self._id)
        assert due_at is not None
        fate = self.chance.random()
        if fate < 0.05:
            late_on = self.calendar.add_working_days(local_day(due_at), self.chance.randint(1, 3))
            return self.calendar.opening(late_on) + timedelta(minutes=self.chance.randint(20, 200))
        return self.at + (due_at - self.at) * (0.97 if fate < 0.2 else self.chance.uniform(0.25, 0.8))

    def _ask_again(self, handler: Person) -> None:
        paper = _UNCLEAR[self.row["procedure"]]
        request_supplement(
            dossier_id=self._id,
            by=handler,
            at=self.at,
            items=[SupplementItem(paper, "Bản chụp mờ, không đọc được.", "Nộp bản rõ.")],
            reason="Giấy tờ kèm theo không đọc được.",
            legal_basis="Văn bản mẫu về thành phần hồ sơ, Điều 5",
        )
        self.wait(days=self.chance.randint(1, 4))
        receive_supplement(dossier_id=self._id, by=self.who("tiepnhan"), at=self.at, note="Đã nộp bản rõ.")
        self.finish = self._finish()

    def _rate(self, person: Person) -> None:
        dossier = Dossier.objects.defer("words").get(pk=self._id)
        is_late = dossier.due_at is not None and self.finish > dossier.due_at
        score = 2 if is_late else self.chance.choices((5, 4, 3), (70, 25, 5))[0]
        self.wait(minutes=self.chance.randint(30, 600))
        rate_dossier(
            dossier_id=self._id,
            score=score,
            comment=self.chance.choice(_COMMENTS[score]),
            answers=_answers(score, is_late=is_late),
            origin=Origin(place=f"{person.pk}"),
            by=person,
            at=self.at,
        )


def _answers(score: int, *, is_late: bool) -> dict[str, str]:
    """What goes with a face: how soon, how often asked again, how people were met."""
    return {
        "total_time": "later" if is_late else "sooner" if score == 5 else "as_told",
        "contacts": "none" if score >= 4 else "once",
        "desk": str(max(score, 2)),
        "attitude": str(score),
        "publication": "full" if score >= 4 else "partly",
    }
