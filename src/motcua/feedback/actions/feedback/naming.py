"""Who is named in what is said, also when the name comes to light later: they must not see it, and hold it no more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from motcua.feedback.actions.feedback.telling import untell_objects
from motcua.feedback.enums.feedback import Named, Recognised, Subject
from motcua.feedback.models import Feedback, FeedbackObject
from motcua.feedback.queries.feedback.people import objects_of, staff_below
from motcua.feedback.rules.feedback.naming import named_in


def is_closed(feedback: Feedback) -> bool:
    """Whether it may be about somebody here: about conduct, or taken for a denunciation."""
    return feedback.subject == Subject.CONDUCT or feedback.recognised == Recognised.DENUNCIATION


def hide_from_named(feedback: Feedback, *, on: date, more: str = "", also: Collection[UUID] = ()) -> None:
    """Whoever is named in it, or in `more` that was said later, sees nothing of it from now on, keeps nothing they were
    told of it and holds it no more: people of the body complained about, of the agency that has it, and of those in
    `also`."""
    said = f"{feedback.title}\n{feedback.body}\n{feedback.about_text}\n{more}"
    places = {one for one in (feedback.about_agency_id, feedback.agency_id, *also) if one is not None}
    for person in named_in(said, staff_below(places, on)):
        FeedbackObject.objects.get_or_create(
            feedback=feedback, person_id=person, defaults={"named": Named.RECOGNISED}
        )
    untell_objects(feedback)
    if feedback.holder_id in set(objects_of(feedback)):
        feedback.holder = None
