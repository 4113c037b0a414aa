"""The forms of one procedure's review: the questions, those of its parts, and the proposal with changes and steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from motcua.reviews.actions.rounds.forms import FormEntry
from motcua.reviews.enums.proposals import FormHeading, ProposalKind
from motcua.reviews.models import ReviewForm, SimplificationProposal
from motcua.reviews.queries.rounds.forms import gaps_of, part_questions_note
from motcua.reviews.queries.rounds.proposals import saving_of
from motcua.reviews.rules.rounds.questions import form_named
from motcua.web.desk.review_rounds.forms.parts import PartAnswersForm, step_forms, steps_said
from motcua.web.desk.review_rounds.forms.review import AnswersForm, ProposalForm, change_forms, changes_said
from motcua.web.desk.review_rounds.shown import shown_saving

_READ = (FormHeading.NECESSITY, FormHeading.LEGALITY, FormHeading.COST)


@dataclass(frozen=True)
class Filling:
    """What is filled in on one page."""

    answers: AnswersForm
    asked: PartAnswersForm
    offer: ProposalForm
    changes: Any
    steps: Any

    def is_valid(self) -> bool:
        """Whether everything is right; all is asked, so that everything wrong is shown at once."""
        forms = (self.answers, self.asked, self.offer, *self.changes, *self.steps)
        right = [one.is_valid() for one in forms]
        return all(right)

    def entry(self) -> FormEntry:
        """What was said, as the action takes it. Ask only what is valid."""
        said = replace(self.offer.entry(changes_said(self.changes)), roadmap=steps_said(self.steps))
        return self.asked.added_to(self.answers.entry(said))


def filling_of(data: QueryDict | None, form: ReviewForm, proposal: SimplificationProposal) -> Filling:
    """The forms as they are kept, or as they were sent."""
    return Filling(
        AnswersForm(data, form=form, definition=form_named(form.definition)),
        PartAnswersForm(data, form=form),
        ProposalForm(data, proposal=proposal),
        change_forms(data, proposal),
        step_forms(data, proposal),
    )


def shown_filling(filling: Filling, form: ReviewForm, proposal: SimplificationProposal) -> dict[str, Any]:
    """What the page shows of it, to fill in or to read."""
    answers = filling.answers
    unit = proposal.get_limit_unit_display() if proposal.limit_unit else ""
    return {
        "definition": form_named(form.definition),
        "answers": answers,
        "offer": filling.offer,
        "changes": filling.changes,
        "headings": {heading.name.lower(): heading.label for heading in FormHeading},
        **{heading.name.lower(): answers.under(heading) for heading in _READ},
        "parts": [(*part, filling.asked.asked_of(part[0])) for part in answers.parts()],
        "parts_note": part_questions_note(form),
        "steps": filling.steps,
        "roadmap": list(proposal.roadmap.all()),
        "missing": gaps_of(form, proposal),
        "saving": shown_saving(saving_of(proposal), unit),
        "legal_bases": [
            row.act for row in form.version.legal_bases.select_related("act").order_by("position")
        ],
        "read": {heading.name.lower(): answers.read(heading, form.answers) for heading in _READ},
        "kinds": [ProposalKind(kind).label for kind in proposal.kinds],
    }
