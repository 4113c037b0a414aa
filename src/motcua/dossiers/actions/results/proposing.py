"""A result is put before whoever approves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.accounts.models import Person
from motcua.documents.models import StoredFile
from motcua.dossiers.actions.acting import Act, acting
from motcua.dossiers.actions.results.going_on import walk_on
from motcua.dossiers.actions.turning_back import drop_result
from motcua.dossiers.actions.walking import begin_work, next_step, require_step_act
from motcua.dossiers.enums import ResultKind, ResultState, Verb
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.rules.results import LONGEST_PAPER_NAME, check_result, paper_name_of, reasons_in_words
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.workflow.enums import Act as StepAct


@dataclass(frozen=True, slots=True)
class Proposal:
    """A result as it is proposed. Without a `draft_id` the paper is made from title, text and reasons.

    `paper_name` is as what it is printed ("" for a letter); None: as the procedure names its result.
    """

    kind: ResultKind
    title: str
    text: str = ""
    reasons: str = ""
    legal_basis: str = ""
    draft_id: UUID | None = None
    paper_name: str | None = None


def propose(
    *, dossier_id: UUID, proposal: Proposal, by: Person, at: datetime, seen: int | None = None, to: str = ""
) -> Result:
    """Put a result before whoever approves it; `to` is the key of the next step where there are several. At a later
    step that proposes as well (the second agency of an interconnected dossier), the new draft takes the place of the
    earlier one.

    :raises Refused: "result-incomplete", "step-act-wrong-step", "choose-next-step", …
    """
    with acting(dossier_id=dossier_id, verb=Verb.PROPOSE, by=by, at=at, seen=seen) as act:
        require_step_act(act, StepAct.PROPOSE)
        result = put_result(act, proposal)
        walk_on(act, next_step(act, StepAct.PROPOSE, key=to))
    return result


def put_result(act: Act, proposal: Proposal) -> Result:
    """Write the proposal of an act under way; a draft that was still in the making gives way to it.

    :raises Refused: "result-incomplete", "draft-not-pdf".
    """
    assert act.by is not None
    check_result(
        kind=proposal.kind,
        title=proposal.title,
        text=proposal.text,
        has_draft=proposal.draft_id is not None,
        reasons=proposal.reasons,
        legal_basis=proposal.legal_basis,
    )
    drop_result(act)
    begin_work(act)
    result = Result.objects.create(
        dossier=act.dossier,
        round=_round(act.dossier),
        kind=proposal.kind,
        state=ResultState.PROPOSED,
        paper_name=_paper_name(act, proposal),
        title=clean(proposal.title),
        text=clean(proposal.text),
        reasons=reasons_in_words(proposal.reasons, proposal.legal_basis),
        draft=_draft(proposal.draft_id),
        proposed_by=act.by,
        proposed_at=act.at,
        agency_id=act.dossier.competent_id,
    )
    act.tell(result=str(result.pk), kind=proposal.kind.value)
    return result


def _round(dossier: Dossier) -> int:
    """Which round a result made now belongs to: one more than were issued before."""
    issued = Result.objects.filter(dossier=dossier, state__in=[ResultState.ISSUED, ResultState.REPLACED])
    return issued.count() + 1


def _paper_name(act: Act, proposal: Proposal) -> str:
    if proposal.paper_name is not None:
        return clean(proposal.paper_name)[:LONGEST_PAPER_NAME]
    return paper_name_of(proposal.kind, offer_of(act.dossier.version_id).results)


def _draft(draft_id: UUID | None) -> StoredFile | None:
    if draft_id is None:
        return None
    found = StoredFile.objects.filter(pk=draft_id).first()
    if found is None or found.kind != "pdf":
        raise Refused(
            "draft-not-pdf", "Tệp dự thảo kết quả phải là PDF để ký và in đúng như đã soạn.", field="draft"
        )
    return found
