"""The way through the steps of the process: entering one, leaving it."""

from __future__ import annotations

from uuid import UUID

from motcua.accounts.models import Person
from motcua.deadlines.rules.standing import standing_when_finished
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.models import Leg, Passage
from motcua.dossiers.rules.clock import step_due
from motcua.dossiers.rules.places import agency_of
from motcua.kernel.refusals import Refused
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.rules.processes import StepContent


def current_step(act: Act) -> StepContent:
    """The step at which the dossier lies."""
    return act.process.step(act.dossier.step_key)


def require_step_act(act: Act, step_act: StepAct) -> StepContent:
    """The step at hand, if it allows the act.

    :raises Refused: "step-act-wrong-step".
    """
    step = current_step(act)
    if step_act not in step.acts:
        raise Refused(
            "step-act-wrong-step",
            f"Bước “{step.name}” của quy trình không cho phép “{step_act.label}”. "
            "Chuyển hồ sơ tới bước có việc này, hoặc đề nghị sửa quy trình nội bộ.",
        )
    return step


def next_step(act: Act, step_act: StepAct, *, key: str = "") -> StepContent:
    """The step that follows the one at hand by an act; `key` chooses where there are several.

    :raises Refused: "no-next-step", "choose-next-step".
    """
    found = act.process.next_of(act.dossier.step_key, step_act)
    chosen = [step for step in found if step.key == key] if key else found
    if not chosen:
        raise Refused(
            "no-next-step",
            f"Quy trình không có bước nào sau “{act.dossier.step_name}” bằng việc “{step_act.label}”.",
        )
    if len(chosen) > 1:
        names = ", ".join(f"“{step.name}”" for step in chosen)
        raise Refused("choose-next-step", f"Có nhiều bước tiếp theo: {names}. Hãy chọn một bước.")
    return chosen[0]


def enter_step(
    act: Act,
    step: StepContent,
    *,
    person: Person | None = None,
    note: str = "",
    agency_id: UUID | None = None,
    time_of: Passage | None = None,
    is_done: bool = True,
) -> Passage:
    """Leave the step at hand and enter another: its place, its holder, its share of the time, a new passage.

    `agency_id` puts it elsewhere than where the process would; `time_of` is an earlier stay at the step whose time
    goes on; `is_done` False: whoever had the step at hand has not done it.
    """
    left = None if act.is_new else leave_step(act, note=note, is_done=is_done)
    dossier, agency = act.dossier, agency_id or agency_of_step(act, step)
    due_at = step_due(calendar=act.calendar, entered_at=act.at, minutes=step.share_minutes, pauses=act.pauses)
    if time_of is not None:
        due_at = time_of.due_at
    passage = Passage(
        dossier=dossier,
        number=1 if act.is_new else (left.number if left else _last_number(act)) + 1,
        step_key=step.key,
        step_name=step.name,
        role=step.responsible,
        agency_id=agency,
        person=person,
        from_person=act.by,
        entered_at=act.at,
        due_at=due_at,
    )
    act.add(passage)
    dossier.step_key, dossier.step_name, dossier.step_role = step.key, step.name, step.responsible
    dossier.step_due_at = due_at
    dossier.holder_agency_id, dossier.holder = agency, person
    if agency not in dossier.involved:
        dossier.involved = [*dossier.involved, agency]
    _enter_leg(act, step)
    act.tell(
        step=step.key, step_name=step.name, holder=str(person.pk) if person else None, at_agency=str(agency)
    )
    return passage


def leave_step(act: Act, *, note: str = "", is_done: bool = True) -> Passage | None:
    """Close the open passage, with how it did against its share; None when there was none. Where the step was not
    done (taken back, given to another, the dossier ended), nobody is written down who had not begun it."""
    passage = open_passage(act)
    if passage is None:
        return None
    passage.left_at, passage.left_by, passage.note = act.at, act.verb, note
    if is_done:
        passage.begun_at = passage.begun_at or act.at
        passage.person = passage.person or act.by
    passage.standing = standing_when_finished(due_at=passage.due_at, finished_at=act.at)
    passage.save()
    return passage


def begin_work(act: Act) -> None:
    """Whoever acts at a step has begun it, and holds it if nobody did: the sender cannot take it back any more."""
    if act.dossier.holder_id is None and act.by is not None:
        act.dossier.holder = act.by
        act.tell(holder=str(act.by.pk))
    passage = open_passage(act)
    if passage is not None and passage.begun_at is None:
        passage.begun_at = act.at
        passage.person = passage.person or act.by
        passage.save(update_fields=["begun_at", "person"])


def recount_step(act: Act) -> None:
    """Count the time of the step at hand anew, after a pause or a restart."""
    passage = open_passage(act)
    if passage is None:
        return
    dossier = act.dossier
    began = max(filter(None, (passage.entered_at, dossier.started_at, dossier.restarted_at)))
    minutes = current_step(act).share_minutes
    passage.due_at = step_due(calendar=act.calendar, entered_at=began, minutes=minutes, pauses=act.pauses)
    passage.save(update_fields=["due_at"])
    dossier.step_due_at = passage.due_at


def open_passage(act: Act) -> Passage | None:
    """The stay at the step at hand."""
    return Passage.objects.filter(dossier=act.dossier, left_at__isnull=True).first()


def agency_of_step(act: Act, step: StepContent) -> UUID:
    """Where a step is done (rules.places)."""
    legs = Leg.objects.filter(dossier=act.dossier, key=step.leg_key) if step.leg_key else ()
    return agency_of(
        step,
        legs={leg.key: leg.agency_id for leg in legs},
        lead=next((leg.key for leg in legs if leg.is_lead), ""),
        reception=act.dossier.reception_id,
        competent=act.dossier.competent_id,
        unit=act.dossier.unit_id,
    )


def _enter_leg(act: Act, step: StepContent) -> None:
    if not step.leg_key:
        return
    Leg.objects.filter(dossier=act.dossier, started_at__isnull=True, key=step.leg_key).update(
        started_at=act.at
    )
    Leg.objects.filter(
        dossier=act.dossier, started_at__isnull=False, finished_at__isnull=True, is_lead=False
    ).exclude(key=step.leg_key).update(finished_at=act.at)


def _last_number(act: Act) -> int:
    last = Passage.objects.filter(dossier=act.dossier).order_by("-number").values_list("number", flat=True)
    return last.first() or 0
