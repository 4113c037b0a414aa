"""Opinions of other bodies, asked for side by side; the dossier goes on meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.accounts.queries import agencies_where
from motcua.deadlines.rules.due import Facts, due
from motcua.deadlines.rules.limits import WITHOUT_AMOUNT, Limit
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.telling import tell_each, tell_staff
from motcua.dossiers.actions.walking import begin_work, require_step_act
from motcua.dossiers.enums import Verb
from motcua.dossiers.models import Consultation
from motcua.dossiers.queries.people import people_of_step, people_of_steps
from motcua.dossiers.rules.words import required
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.workflow.enums import Act as StepAct

MOST_ASKED = 10


@dataclass(frozen=True, slots=True)
class Question:
    """What one agency is asked; `term` is its own time, `person_id` who there, if one knows."""

    agency_id: UUID
    question: str
    term: Limit
    person_id: UUID | None = None


def consult(
    *,
    dossier_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    questions: Sequence[Question],
) -> list[Consultation]:
    """Ask other bodies, all at once, each with a term of its own, counted in the working days of the competent
    agency; they may read the dossier from now on. The dossier's own time goes on.

    Basis: NĐ 61/2018 art. 19(5).

    :raises Refused: "questions-missing", "too-many-questions", "question-missing", "term-missing",
        "agency-asked-twice", "agency-ended", "asked-already", "person-not-able", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.CONSULT, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.CONSULT)
        agencies = _agencies(act, questions)
        rows = [_row(act, one) for one in questions]
        Consultation.objects.bulk_create(rows)
        begin_work(act)
        act.dossier.involved = list(dict.fromkeys([*act.dossier.involved, *(one.agency_id for one in rows)]))
        act.tell(
            asked=[
                {"agency": str(row.agency_id), "name": agencies[row.agency_id].name, "due_at": row.due_at}
                for row in rows
            ]
        )
        _tell_asked(act, rows)
    return rows


def answer_consultation(
    *,
    dossier_id: UUID,
    consultation_id: UUID,
    by: Person,
    at: datetime,
    seen: int | None = None,
    answer: str,
    file_id: UUID | None = None,
) -> Consultation:
    """Answer what one's body was asked. Late answers are taken and shown as late, also to the head of the lead.

    :raises Refused: "consultation-not-found", "consultation-answered", "consultation-closed",
        "answer-missing", "…-not-allowed".
    """
    with acting(dossier_id=dossier_id, verb=Verb.ANSWER_CONSULTATION, by=by, at=at, seen=seen) as act:
        row = _asked(act, consultation_id)
        row.answer = required(answer, field="answer", what="ý kiến trả lời")
        row.answered_by, row.answered_at, row.file_id = by, at, file_id
        row.save()
        is_late = at > row.due_at
        act.tell(consultation=str(row.pk), agency=str(row.agency_id), is_late=is_late)
        people = [row.asked_by, act.dossier.holder]
        if is_late:
            people += people_of_step(act.dossier.competent_id, Role.HEAD, act.on)
        once = {person.pk: person for person in people if person is not None}
        tell_staff(act, "consultation_answered", once.values(), message=_said(row, is_late))
    return row


def _agencies(act: Act, questions: Sequence[Question]) -> dict[UUID, Agency]:
    """Who is asked: bodies of the day, each once, none that has not answered yet."""
    if not questions:
        raise Refused("questions-missing", "Chọn ít nhất một cơ quan, đơn vị để lấy ý kiến.")
    if len(questions) > MOST_ASKED:
        raise Refused(
            "too-many-questions", f"Mỗi lần lấy ý kiến tối đa {MOST_ASKED} nơi. Chia làm nhiều lần."
        )
    ids = [one.agency_id for one in questions]
    if len(set(ids)) < len(ids):
        raise Refused("agency-asked-twice", "Một cơ quan được hỏi hai lần. Gộp các câu hỏi lại.")
    found = {row.pk: row for row in Agency.objects.filter(pk__in=ids, held__contains=act.on)}
    if len(found) < len(ids):
        raise Refused("agency-ended", f"Có cơ quan không hoạt động vào ngày {act.on:%d/%m/%Y}. Chọn lại.")
    waiting = Consultation.objects.filter(Consultation.WAITS, dossier=act.dossier, agency__in=ids)
    names = [found[pk].name for pk in waiting.values_list("agency_id", flat=True)]
    if names:
        raise Refused("asked-already", f"{', '.join(names)} đã được hỏi và chưa trả lời. Chờ trả lời đã.")
    return found


def _row(act: Act, one: Question) -> Consultation:
    question = required(one.question, field="question", what="nội dung lấy ý kiến")
    if one.term.unit in WITHOUT_AMOUNT:
        raise Refused("term-missing", "Ghi hạn trả lời bằng số ngày, ví dụ 3 ngày làm việc.", field="amount")
    due_at = due(calendar=act.calendar, facts=Facts(act.at, one.term)).due_at
    assert due_at is not None
    assert act.by is not None
    return Consultation(
        id=new_id(),
        dossier=act.dossier,
        agency_id=one.agency_id,
        person=_person(act, one),
        question=question,
        asked_by=act.by,
        asked_at=act.at,
        due_at=due_at,
    )


def _person(act: Act, one: Question) -> Person | None:
    if one.person_id is None:
        return None
    person = Person.objects.filter(pk=one.person_id, is_active=True).first()
    able = person is not None and any(
        may(person, capability, agency_id=one.agency_id, on=act.on)
        for capability in (Capability.HANDLE_DOSSIERS, Capability.DECIDE_DOSSIERS)
    )
    if not able:
        raise Refused(
            "person-not-able",
            "Người được chọn không thụ lý hồ sơ tại nơi được hỏi. Chọn người khác, hoặc để trống.",
        )
    return person


def _tell_asked(act: Act, rows: Sequence[Consultation]) -> None:
    """Who was named, else the heads of the bodies asked."""
    heads = people_of_steps([row.agency_id for row in rows if row.person is None], Role.HEAD, act.on)
    told = [
        (
            str(row.pk),
            [row.person] if row.person else heads[row.agency_id],
            {"until": row.due_at, "message": row.question},
        )
        for row in rows
    ]
    tell_each(act, "consultation_asked", told)


def _asked(act: Act, consultation_id: UUID) -> Consultation:
    row = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("asked_by", "agency")
        .filter(pk=consultation_id, dossier=act.dossier)
        .first()
    )
    if row is None or not _may_answer(act, row):
        raise Refused(
            "consultation-not-found", "Không có câu hỏi nào gửi tới nơi của bạn. Tải lại trang hồ sơ để xem."
        )
    if row.answered_at is not None:
        raise Refused(
            "consultation-answered",
            f"Câu hỏi này đã được trả lời lúc {row.answered_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}.",
        )
    if row.closed_at is not None:
        raise Refused(
            "consultation-closed",
            f"Câu hỏi này đã đóng lúc {row.closed_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}: "
            f"{row.closed_why.lower()}. Không cần trả lời nữa.",
        )
    return row


def _may_answer(act: Act, row: Consultation) -> bool:
    if act.by is None or row.person_id == act.by.pk:
        return act.by is not None
    capabilities = (Capability.HANDLE_DOSSIERS, Capability.DECIDE_DOSSIERS)
    on = local_day(act.at)
    return any(agencies_where(act.by, one, on).filter(pk=row.agency_id).exists() for one in capabilities)


def _said(row: Consultation, is_late: bool) -> str:
    late = f"(trễ hạn {row.due_at.astimezone(VIETNAM):%d/%m/%Y}) " if is_late else ""
    return f"{late}{row.agency.short_name or row.agency.name}: {row.answer}"
