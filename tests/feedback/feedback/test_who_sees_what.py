"""Who sees what of feedback, before and after publication: one table of people, fields and states, for what is about a
rule and for what is about conduct. Each cell is read off the page that the person has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from tests.cast import SINCE, Bodies, MakePerson
from tests.documents.samples import pdf
from tests.feedback.feedback.scene import RULE
from tests.web.desk.conftest import desk_clock as desk_clock

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.feedback.actions.feedback import send
from motcua.feedback.actions.feedback.answering import approve_answer, draft_answer, submit_answer
from motcua.feedback.actions.feedback.intake import Classification, accept
from motcua.feedback.actions.feedback.publishing import confirm_text, publish, take_down
from motcua.feedback.actions.feedback.sending import Sent
from motcua.feedback.actions.feedback.working import ask_opinion, assign, give_opinion, moderate
from motcua.feedback.enums.feedback import Content, Kind, ModerationKind, Outcome, Subject
from motcua.feedback.models import PublishedText

pytestmark = pytest.mark.django_db

OBJECT = "Cao Thị Phiền"
# Each field by words that stand nowhere else.
FIELDS: Mapping[str, str] = {
    "title": "Chuyện ở bàn tiếp nhận số bảy",
    "body": "ba lần đi về trong mưa",
    "sender": "Lò Thị Kín Tiếng",
    "phone": "0987000111",
    "file": "giay-hen-so-bay.pdf",
    "officer": "Phan Thị Soạn Thảo",
    "opinion": "theo tôi nên nhận là sai",
    "answer": "xin nhận thiếu sót và đã sửa biểu mẫu",
    "public question": "người dân hỏi về việc đi lại nhiều lần",
    "public answer": "cơ quan đã sửa biểu mẫu từ tháng này",
    "judgement": "còn lộ tên một ngôi trường nhỏ",
}
_CAME = frozenset({"title", "body", "sender", "phone", "file"})
_WORKED = _CAME | {"officer", "opinion"}
_ANSWERED = _WORKED | {"answer"}
_CONFIRMED = _ANSWERED | {"public question", "public answer"}
_JUDGED = _CONFIRMED | {"judgement"}
_OWN = frozenset({"title", "body", "file"})
_PUBLIC = frozenset({"public question", "public answer"})
_NOTHING: frozenset[str] = frozenset()
STATES = ("came", "worked on", "answered", "confirmed", "published", "taken down", "hidden")
_ALL = dict(zip(STATES, (_CAME, _WORKED, _ANSWERED, _CONFIRMED, _CONFIRMED, _ANSWERED, _JUDGED), strict=True))
_GIVEN = {**_ALL, "came": _NOTHING}
# Named in it, they read it like others only once a keeper found that it is about a rule.
_FREED = {**_ALL, "came": _NOTHING}
_SENDER = {state: _OWN | (_NOTHING if state in {"came", "worked on"} else {"answer"}) for state in STATES}
_NEVER = dict.fromkeys(STATES, _NOTHING)
_WHILE_PUBLIC = {**_NEVER, "published": _PUBLIC}

TABLE: Mapping[Subject, Mapping[str, Mapping[str, frozenset[str]]]] = {
    Subject.RULE: {
        "keeper": _ALL, "head": _ALL, "reader": _ALL, "holder": _GIVEN, "unit": _GIVEN, "object": _FREED,
        "other unit": _NEVER, "elsewhere": _NEVER, "sender": _SENDER, "public": _WHILE_PUBLIC,
    },
    Subject.CONDUCT: {
        "keeper": _ALL, "head": _ALL, "holder": _GIVEN, "reader": _NEVER, "unit": _NEVER, "object": _NEVER,
        "other unit": _NEVER, "elsewhere": _NEVER, "sender": _SENDER, "public": _NEVER,
    },
}  # fmt: skip
# What is about conduct is answered to its sender and never made public: it comes no further.
_REACHED = {Subject.RULE: STATES, Subject.CONDUCT: STATES[:3]}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the table who works here, by the name they have in it."""

    people: Mapping[str, Person]
    bodies: Bodies
    moment: datetime


@pytest.fixture
def cast_of_all(
    desk_clock: datetime,
    make_person: MakePerson,
    bodies: Bodies,
    control_focal_officer: Person,
    head: Person,
    handling_officer: Person,
    receiving_officer: Person,
    outsider: Person,
    moment: datetime,
) -> Cast:
    people = {
        "keeper": control_focal_officer,
        "head": head,
        "reader": make_person("Phan Văn Đọc", role=Role.INSPECTOR, agency=bodies.department),
        "holder": make_person(FIELDS["officer"], role=Role.HANDLER, agency=bodies.exam_division),
        "unit": handling_officer,
        "object": make_person(OBJECT, role=Role.HANDLER, agency=bodies.exam_division),
        "other unit": make_person("Đinh Thị Bên", role=Role.HANDLER, agency=bodies.division),
        "elsewhere": outsider,
    }
    held = DateRange(SINCE, None)  # who is named in it reads what is said at the whole department
    reads = {"agency": bodies.department, "role": Role.INSPECTOR, "held": held}
    RoleHolding.objects.create(person=people["object"], **reads)
    return Cast(people, bodies, moment)


def brought_to(state: str, subject: Subject, cast: Cast) -> Sent:
    """Feedback that went its way up to the state."""
    at, keeper, head = cast.moment, cast.people["keeper"], cast.people["head"]
    holder = cast.people["holder"]
    by: dict[str, Any] = {"by": cast.people["keeper"], "at": cast.moment}
    (kept,) = keep_files_of(files=[Brought(pdf(), FIELDS["file"])], by="public", at=at)
    said = replace(
        RULE, subject=subject, title=FIELDS["title"], name=FIELDS["sender"], phone=FIELDS["phone"],
        body=f"Tôi gặp {OBJECT} và phải {FIELDS['body']} mới nộp được hồ sơ.",
    )  # fmt: skip
    made = send(sending=said, by=None, at=at, files=[kept.pk])
    one = made.feedback.pk
    content = Content.UNFIT if subject is Subject.RULE else Content.TROUBLE

    def work() -> None:
        accept(feedback_id=one, found=Classification(Kind.REPORT, subject, content), **by)
        unit = cast.bodies.exam_division.pk
        ask_opinion(feedback_id=one, question="Đúng hay sai?", agency_id=unit, person_id=holder.pk, **by)
        give_opinion(feedback_id=one, opinion=FIELDS["opinion"], by=holder, at=at)
        if subject is Subject.RULE:
            assign(feedback_id=one, unit_id=unit, person_id=None, **by)
        else:
            assign(feedback_id=one, unit_id=unit, person_id=holder.pk, **by)

    def answer() -> None:
        text = f"Cơ quan {FIELDS['answer']}."
        draft_answer(feedback_id=one, text=text, outcome=Outcome.RIGHT_DONE, by=holder, at=at)
        submit_answer(feedback_id=one, by=holder, at=at)
        approve_answer(feedback_id=one, by=head, at=at)

    def confirm() -> None:
        words: dict[str, Any] = {"question": FIELDS["public question"], "answer": FIELDS["public answer"]}
        confirm_text(feedback_id=one, title="Đi lại nhiều lần", **words, **by)

    steps: list[Callable[[], object]] = [
        work, answer, confirm,
        lambda: publish(feedback_id=one, **by),
        lambda: take_down(feedback_id=one, reason="Sửa lại", **by),
    ]  # fmt: skip
    if state == "hidden":
        steps[4] = lambda: moderate(
            feedback_id=one, kind=ModerationKind.PRIVATE, reason=FIELDS["judgement"], **by
        )
    last = 5 if state == "hidden" else STATES.index(state)
    for step in steps[:last]:
        step()
    assert keeper.is_active
    return made


def read_by(who: str, made: Sent, cast: Cast) -> str:
    """Everything the person is shown of it on the pages they have."""
    browser = Client()
    if who == "public":
        shown = [browser.get("/phan-anh/"), browser.get("/phan-anh/?q=di+lai"), browser.get("/")]
        shown += [
            browser.get(f"/phan-anh/hoi-dap/{pk}/")
            for pk in PublishedText.objects.values_list("pk", flat=True)
        ]
    elif who == "sender":
        opened = {"code": made.feedback.code, "secret": made.secret}
        shown = [browser.post("/phan-anh/theo-doi/", opened, follow=True)]
    else:
        browser.force_login(cast.people[who])
        base = "/ban-lam-viec/phan-anh/"
        shown = [browser.get(f"{base}{made.feedback.pk}/")]
        assert shown[0].status_code in {200, 404}
        lists = [browser.get(base), browser.get(f"{base}so/")]
        if shown[0].status_code == 404:  # then nowhere else either
            shown += lists
        else:
            assert any(made.feedback.code in one.content.decode() for one in lists)
    return "\n".join(one.content.decode() for one in shown)


@pytest.mark.parametrize(("subject", "state"), [(one, state) for one in Subject for state in _REACHED[one]])
def test_each_person_sees_what_the_table_says(subject: Subject, state: str, cast_of_all: Cast) -> None:
    made = brought_to(state, subject, cast_of_all)
    for who, row in TABLE[subject].items():
        told = read_by(who, made, cast_of_all)
        seen = {field for field, words in FIELDS.items() if words in told}
        if who == "holder":  # finds their own name at the top of every page
            seen -= {"officer"} - row[state]
        assert seen == row[state], (who, state)


def test_the_table_speaks_of_everybody_and_every_field() -> None:
    people = {
        "keeper",
        "head",
        "reader",
        "holder",
        "unit",
        "object",
        "other unit",
        "elsewhere",
        "sender",
        "public",
    }
    for rows in TABLE.values():
        assert set(rows) == people
        assert all(set(row) == set(STATES) for row in rows.values())
    cells = [fields for rows in TABLE.values() for row in rows.values() for fields in row.values()]
    assert frozenset().union(*cells) == set(FIELDS)
