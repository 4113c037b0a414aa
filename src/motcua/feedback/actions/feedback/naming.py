"""Who is named in what is said, also when the name comes to light later: they must not see it, and hold it no more.

Whatever it was called when it came: a complaint that was sent as one about a rule is as closed to whom it names, until
a keeper who is not named finds that it is about a rule.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.acting import recount
from motcua.feedback.actions.feedback.telling import tell_staff, untell_objects
from motcua.feedback.enums.feedback import FOUND_BY_SYSTEM, Named, Recognised
from motcua.feedback.models import Feedback, FeedbackObject
from motcua.feedback.queries.feedback.people import (
    find_first_agency,
    handlers_of,
    is_handled_at,
    objects_of,
    staff_below,
    staff_perhaps_named,
)
from motcua.feedback.queries.feedback.visible import is_closed, is_of_conduct
from motcua.feedback.queries.rating_work import who_took_part
from motcua.feedback.rules.feedback.naming import named_in
from motcua.feedback.rules.feedback.recognising import may_denounce, suggests_conduct
from motcua.feedback.rules.feedback.wording import PASSED_UP, SUBJECT
from motcua.kernel.actions import Fact, record
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency

_AS_RULE = "Phân loại là về quy định."


def hide_from_named(feedback: Feedback, *, on: date, more: str = "", also: Collection[UUID] = ()) -> None:
    """Whoever is named in it, or in `more` that was said later, sees nothing of it from now on, keeps nothing they were
    told of it and holds it no more: people of the body complained about, of the agency that has it, and of those in
    `also`. Who was freed because it was about a rule is not free of what is said later."""
    said = f"{_all_said(feedback)}\n{more}"
    places = {one for one in (feedback.about_agency_id, feedback.agency_id, *also) if one is not None}
    staff = staff_below(places, on)
    named = named_in(said, staff)
    for person in named:
        FeedbackObject.objects.get_or_create(
            feedback=feedback, person_id=person, defaults={"named": Named.RECOGNISED}
        )
    _named_in_full(feedback, named)
    if is_of_conduct(feedback) or suggests_conduct(said):
        _keep_from_candidates(feedback, staff_perhaps_named(said, places, on))
    if more:
        _hide_again(feedback, people=named_in(more, staff))
    _take_from_objects(feedback)


def hide_all_again(feedback: Feedback) -> None:
    """It is not about a rule after all: who was freed because it was sees it no more; nor, where it is about conduct,
    does who worked on its dossier."""
    _hide_again(feedback, people=None)
    if feedback.dossier_id is not None and is_of_conduct(feedback):
        for person in who_took_part(feedback.dossier_id):
            FeedbackObject.objects.get_or_create(
                feedback=feedback, person_id=person, defaults={"named": Named.TOOK_PART}
            )
    _take_from_objects(feedback)


def free_as_rule(feedback: Feedback, *, by: Person, at: datetime) -> int:
    """It is about a rule: who was only found by the system may see it again, as far as they could before. How many."""
    rows = feedback.objects_of.filter(named__in=FOUND_BY_SYSTEM, freed_at=None)
    return rows.update(freed_at=at, freed_by=by, freed_why=_AS_RULE)


def hear_more(feedback: Feedback, *, said: str, on: date, at: datetime) -> None:
    """What its sender says later is read as what they said first: whom it names sees it no more, and what may be a
    denunciation is kept closely from here on.

    :raises Refused: "nobody-left-to-handle".
    """
    hide_from_named(feedback, on=on, more=said)
    if not is_closed(feedback) and may_denounce(said, names_staff=bool(objects_of(feedback))):
        feedback.recognised = Recognised.DENUNCIATION
        feedback.unit = feedback.holder = None
        hide_all_again(feedback)
    keep_with_somebody(feedback, on=on, at=at)


def keep_with_somebody(feedback: Feedback, *, on: date, at: datetime) -> None:
    """Where nobody is left at its agency who may see and handle it, the next body above has it from now on; its terms
    go on, and its journal says so.

    :raises Refused: "nobody-left-to-handle" where there is none: then nothing is said or done that would leave it to
        nobody.
    """
    about = feedback.about_agency_id if is_closed(feedback) else None
    objects = objects_of(feedback)
    apart = about if about != feedback.agency_id else None
    if (not objects and apart is None) or is_handled_at(feedback.agency_id, objects, on, body=apart):
        return
    found = find_first_agency(named=feedback.agency_id, above=about, objects=objects, on=on)
    if found is None or found.pk == feedback.agency_id:
        if feedback.objects_of.filter(named=Named.PERHAPS, freed_at=None).delete()[0]:
            keep_with_somebody(feedback, on=on, at=at)  # a guess leaves it to somebody
            return
        raise Refused(
            "nobody-left-to-handle",
            "Trên hệ thống này không còn ai xem xét được mà không bị nêu tên hoặc liên quan. Gửi, chuyển thẳng lên cơ "
            "quan cấp trên.",
        )
    pass_up(feedback, found, on=on, at=at)


def pass_up(feedback: Feedback, found: Agency, *, on: date, at: datetime, actor: str = "system") -> None:
    """The body has it from now on, or the next above it where nobody there may handle it; its journal says so and who
    handles it there hears of it.

    :raises Refused: "nobody-left-to-handle".
    """
    feedback.agency, feedback.unit, feedback.holder = found, None, None
    recount(feedback)
    feedback.save(update_fields=["agency", "unit", "holder", "due_at", "act_by", "about_agency", "subject",
                                 "recognised"])  # fmt: skip
    record(fact=Fact(PASSED_UP, SUBJECT, str(feedback.pk), {"to": found.code}), actor=actor, at=at)
    hide_from_named(feedback, on=on)
    keep_with_somebody(feedback, on=on, at=at)  # somebody there may be named too
    if feedback.agency_id == found.pk:
        tell_staff(feedback, "feedback_came", handlers_of(feedback, on), at=at, key=at.isoformat())


def _all_said(feedback: Feedback) -> str:
    """What its sender said of it, at first and since."""
    later = list(feedback.supplements.values_list("text", flat=True))
    later += feedback.reopenings.filter(is_of_sender=True).values_list("reason", flat=True)
    return "\n".join([feedback.title, feedback.body, feedback.about_text, *later])


def _hide_again(feedback: Feedback, *, people: Collection[UUID] | None) -> None:
    rows = feedback.objects_of.filter(freed_why=_AS_RULE)
    if people is not None:
        rows = rows.filter(person__in=people)
    rows.update(freed_at=None, freed_by=None, freed_why="")


def _named_in_full(feedback: Feedback, people: Collection[UUID]) -> None:
    """Whose name now stands there whole was thought of before: they are named, also if they were freed as a guess."""
    rows = feedback.objects_of.filter(person__in=people, named=Named.PERHAPS)
    rows.update(named=Named.RECOGNISED, freed_at=None, freed_by=None, freed_why="")


def _keep_from_candidates(feedback: Feedback, people: Collection[UUID]) -> None:
    """Who may be meant sees nothing of it until a keeper has decided; who is known already stays as they are."""
    rows = [FeedbackObject(feedback=feedback, person_id=one, named=Named.PERHAPS) for one in people]
    FeedbackObject.objects.bulk_create(rows, ignore_conflicts=True)


def _take_from_objects(feedback: Feedback) -> None:
    untell_objects(feedback)
    if feedback.holder_id in set(objects_of(feedback)):
        feedback.holder = None
