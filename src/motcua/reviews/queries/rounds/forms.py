"""What is in a review form, as the rules read it."""

from __future__ import annotations

from motcua.catalogue.enums import Constituent
from motcua.kernel.clock import local_day
from motcua.reviews.enums.proposals import ProposalKind, Verdict
from motcua.reviews.models import ReviewedPart, ReviewForm, RoundItem, SimplificationProposal
from motcua.reviews.rules.rounds.completeness import ChangeSaid, Gap, PartSaid, ProposalSaid, StepSaid, gaps
from motcua.reviews.rules.rounds.part_questions import definition_on, open_questions, questions_of
from motcua.reviews.rules.rounds.prefill import is_nothing
from motcua.reviews.rules.rounds.questions import Question, form_named

_LONGEST = 80


def find_form(item: RoundItem) -> ReviewForm | None:
    """The item's form; None before it is begun."""
    return (
        ReviewForm.objects.filter(item=item).select_related("begun_by", "handed_in_by", "judged_by").first()
    )


def find_proposal_of(item: RoundItem) -> SimplificationProposal | None:
    """The item's proposal; None before its form is begun."""
    found = SimplificationProposal.objects.filter(item=item)
    return found.select_related("estimate_before", "estimate_after", "procedure", "version").first()


def gaps_of(form: ReviewForm, proposal: SimplificationProposal) -> list[Gap]:
    """What is missing before the form may be handed in; three queries."""
    parts = [_part(form, row) for row in form.parts.all()]
    return gaps(form_named(form.definition), form.answers, parts, said_of(proposal))


def said_of(proposal: SimplificationProposal) -> ProposalSaid:
    """The proposal as the rules read it; two queries."""
    return ProposalSaid(
        kinds=tuple(ProposalKind(kind) for kind in proposal.kinds),
        content=proposal.content,
        reason=proposal.reason,
        changes=tuple(
            ChangeSaid(row.act, row.change, row.responsible, row.article, row.due_on)
            for row in proposal.legal_changes.all()
        ),
        roadmap=tuple(StepSaid(row.what, row.who, row.due_on) for row in proposal.roadmap.all()),
        has_cost=proposal.cost_before_vnd is not None and proposal.cost_after_vnd is not None,
        cost_source=proposal.cost_source,
    )


def questions_about(form: ReviewForm, row: ReviewedPart) -> tuple[Question, ...]:
    """What is asked of a part by the definition of the day on which the form was begun; nothing where there is no such
    paper, requirement or fee."""
    if is_nothing(row.said):
        return ()
    return questions_of(Constituent(row.constituent), on=local_day(form.begun_at))


def part_questions_note(form: ReviewForm) -> str:
    """On what the questions about parts rest; "" where there were none yet."""
    found = definition_on(local_day(form.begun_at))
    return found.says if found else ""


def _part(form: ReviewForm, row: ReviewedPart) -> PartSaid:
    verdict = _verdict(row.verdict)
    unanswered = open_questions(questions_about(form, row), row.answers, verdict)
    return PartSaid(
        _named(row.get_constituent_display(), row.said),
        verdict,
        row.purpose,
        row.reason,
        tuple(question.text for question in unanswered),
        row.position,
        unanswered[0].key if unanswered else "",
    )


def _verdict(word: str) -> Verdict | None:
    return Verdict(word) if word else None


def _named(constituent: str, said: str) -> str:
    first = said.split("\n")[0]
    return f"{constituent}: {first if len(first) <= _LONGEST else first[:_LONGEST] + '…'}"
