"""Work inside the office: give it to somebody, ask opinions, name who is complained about, mark repeats, moderate."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.acting import acting
from motcua.feedback.actions.feedback.naming import hide_all_again, hide_from_named, keep_with_somebody
from motcua.feedback.actions.feedback.telling import tell_staff, untell_objects
from motcua.feedback.enums.feedback import FOUND_BY_SYSTEM, Act, ModerationKind, Named
from motcua.feedback.models import Feedback, FeedbackObject, Moderation, OpinionAsked
from motcua.feedback.policy.feedback import opinion_of, require_may_hold
from motcua.feedback.queries.feedback.people import answerers_of
from motcua.feedback.queries.feedback.visible import feedback_reach, find_visible_feedback, is_closed
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import subtree

_LONGEST = 4000


def assign(
    *,
    feedback_id: UUID,
    unit_id: UUID | None,
    person_id: UUID | None,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Feedback:
    """Give it to a unit of the agency, or to a person there. What is about conduct goes to a person by name.

    :raises Refused: "holder-missing", "unit-not-below", "person-not-found", "holder-is-object", "holder-unnamed",
        "holder-not-able", ….
    """
    with acting(feedback_id=feedback_id, act=Act.ASSIGN, by=by, at=at, seen=seen) as one:
        feedback, person = one.feedback, _person(person_id)
        if unit_id is None and person is None:
            raise Refused("holder-missing", "Chọn đơn vị hoặc người xử lý.", field="unit")
        if unit_id is not None and not subtree(feedback.agency_id, one.on).filter(pk=unit_id).exists():
            raise Refused("unit-not-below", "Đơn vị này không thuộc cơ quan đang xử lý.", field="unit")
        require_may_hold(person, unit_id, feedback, on=one.on)
        feedback.unit_id, feedback.holder = unit_id, person
        one.tell(unit=str(unit_id or ""), holder=str(person_id or ""))
        people = [person] if person else answerers_of(feedback, unit_id or feedback.agency_id, one.on)
        tell_staff(feedback, "feedback_assigned", people, at=at, but=by)
    return one.feedback


def ask_opinion(
    *,
    feedback_id: UUID,
    question: str,
    agency_id: UUID,
    person_id: UUID | None = None,
    due_at: datetime | None = None,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> OpinionAsked:
    """Ask a unit or a person for an opinion; the term of the answer goes on meanwhile.

    :raises Refused: "question-missing", "agency-not-found", "person-not-found", "holder-is-object",
        "holder-unnamed", ….
    """
    with acting(feedback_id=feedback_id, act=Act.CONSULT, by=by, at=at, seen=seen) as one:
        said = clean(question)[:_LONGEST]
        if len(fold(said)) < 3:
            raise Refused("question-missing", "Ghi điều cần hỏi ý kiến.", field="question")
        if not Agency.objects.filter(pk=agency_id, held__contains=one.on).exists():
            raise Refused("agency-not-found", "Không tìm thấy đơn vị này. Chọn lại.", field="agency")
        person = _person(person_id)
        require_may_hold(person, agency_id, one.feedback, on=one.on)
        asked = OpinionAsked.objects.create(
            feedback=one.feedback,
            question=said,
            person=person,
            agency_id=agency_id,
            asked_by=by,
            asked_at=at,
            due_at=due_at,
        )
        people = [person] if person else answerers_of(one.feedback, agency_id, one.on)
        tell_staff(
            one.feedback, "feedback_opinion_asked", people, at=at, but=by, key=str(asked.pk), until=due_at
        )
    return asked


def give_opinion(
    *, feedback_id: UUID, opinion: str, by: Person, at: datetime, seen: int | None = None
) -> OpinionAsked:
    """Answer what one was asked.

    :raises Refused: "opinion-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.GIVE_OPINION, by=by, at=at, seen=seen) as one:
        said = clean(opinion)[:_LONGEST]
        if len(fold(said)) < 3:
            raise Refused("opinion-missing", "Ghi ý kiến của bạn.", field="opinion")
        asked = opinion_of(by, one.feedback, reach=feedback_reach(by, one.on))
        assert asked is not None  # the policy let in only who was asked
        asked.opinion, asked.given_by, asked.given_at = said, by, at
        asked.save(update_fields=["opinion", "given_by", "given_at"])
        people = [asked.asked_by, one.feedback.holder]
        tell_staff(
            one.feedback, "feedback_opinion_given", people, at=at, but=by, key=str(asked.pk), by=by.full_name
        )
    return asked


def name_object(
    *, feedback_id: UUID, person_id: UUID, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """Write down who is complained about: from now on they see nothing of it, and hold it no more.

    :raises Refused: "person-not-found", "nobody-left-to-handle", ….
    """
    with acting(feedback_id=feedback_id, act=Act.NAME_OBJECT, by=by, at=at, seen=seen) as one:
        person = _person(person_id)
        assert person is not None
        FeedbackObject.objects.update_or_create(
            feedback=one.feedback,
            person=person,
            defaults={"named": Named.BY_OFFICER, "freed_at": None, "freed_by": None, "freed_why": ""},
        )
        untell_objects(one.feedback)
        if one.feedback.holder_id == person.pk:
            one.feedback.holder = None
        keep_with_somebody(one.feedback, on=one.on, at=at)
    return one.feedback


def free_named(
    *, feedback_id: UUID, person_id: UUID, reason: str, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """Whose name was only mentioned, or is another's, or who worked on the dossier without being the one, is not
    complained about: they may see it again, as far as they
    could before, and the same name does not close it to them anew. Who was named by a person stays.

    :raises Refused: "person-not-named", "reason-missing", ….
    """
    with acting(feedback_id=feedback_id, act=Act.FREE_NAMED, by=by, at=at, seen=seen) as one:
        said = clean(reason)[:_LONGEST]
        if len(fold(said)) < 3:
            raise Refused("reason-missing", "Ghi lý do.", field="reason")
        rows = FeedbackObject.objects.filter(
            feedback=one.feedback, person=person_id, named__in=FOUND_BY_SYSTEM, freed_at=None
        )
        if not rows.update(freed_at=at, freed_by=by, freed_why=said):
            raise Refused(
                "person-not-named",
                "Chỉ bỏ được người mà hệ thống tự nhận ra; người đã được ghi là bị phản ánh thì giữ nguyên.",
                field="person",
            )
    return one.feedback


def mark_repeat(
    *, feedback_id: UUID, earlier_id: UUID | None, by: Person, at: datetime, seen: int | None = None
) -> Feedback:
    """Say that it repeats an earlier one, or that it does not after all.

    :raises Refused: "repeat-of-itself", "feedback-not-found", ….
    """
    with acting(feedback_id=feedback_id, act=Act.MARK_REPEAT, by=by, at=at, seen=seen) as one:
        earlier = find_visible_feedback(earlier_id, by, one.on) if earlier_id else None
        if earlier_id is not None and earlier is None:
            raise Refused(
                "feedback-not-found", "Không tìm thấy phản ánh đã có. Kiểm tra lại mã.", field="earlier"
            )
        if earlier is not None and (earlier.pk == one.feedback.pk or earlier.sent_at > one.feedback.sent_at):
            raise Refused("repeat-of-itself", "Chọn một phản ánh khác, được gửi trước.", field="earlier")
        one.feedback.repeat_of = earlier
        one.tell(code=earlier.code if earlier and not is_closed(earlier) else "")
    return one.feedback


def moderate(
    *,
    feedback_id: UUID,
    kind: ModerationKind,
    reason: str,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Moderation:
    """Judge what the text holds: hidden from the public, and where it holds secrets also from most of the office; or
    cleared again. Every judgement stays.

    :raises Refused: "reason-missing", "moderated-so-already", ….
    """
    with acting(feedback_id=feedback_id, act=Act.MODERATE, by=by, at=at, seen=seen) as one:
        said = clean(reason)[:_LONGEST]
        if len(fold(said)) < 3:
            raise Refused("reason-missing", "Ghi lý do.", field="reason")
        hidden = "" if kind is ModerationKind.CLEARED else kind.value
        if one.feedback.hidden_as == hidden:
            raise Refused("moderated-so-already", "Nội dung đang ở đúng tình trạng này rồi.", field="kind")
        made = Moderation.objects.create(feedback=one.feedback, kind=kind, reason=said, by=by, at=at)
        one.feedback.hidden_as = hidden
        if kind is ModerationKind.SECRET:
            hide_from_named(one.feedback, on=one.on)
            hide_all_again(one.feedback)
            keep_with_somebody(one.feedback, on=one.on, at=at)
        one.recount()
        one.tell(note=kind.label)
    return made


def _person(person_id: UUID | None) -> Person | None:
    if person_id is None:
        return None
    found = Person.objects.filter(pk=person_id, is_active=True, is_staff_member=True).first()
    if found is None:
        raise Refused("person-not-found", "Không tìm thấy cán bộ này. Chọn lại.", field="person")
    return found
