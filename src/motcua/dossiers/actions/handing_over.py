"""All open work of an absent officer passes to another at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, QuerySet, TextField, Value, When

from motcua.accounts.enums import Capability, Role
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.accounts.queries import agencies_where
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Status, Verb
from motcua.dossiers.models import Consultation, Dossier, Handover, Passage
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.rules.abilities import STEP_CAPABILITY
from motcua.dossiers.rules.events import CONSULTATION_HANDED_OVER, KIND_OF, SUBJECT
from motcua.dossiers.rules.moves import may_move
from motcua.dossiers.rules.words import required
from motcua.kernel.actions import Fact, record_all
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.notices.actions.notify import notify
from motcua.notices.enums import Audience
from motcua.notices.queries import recipient_for
from motcua.organisations.models import Agency

# Where somebody may be given the dossier of another.
_PASSES_ON = sorted(status for status in Status if may_move(status, Verb.ASSIGN))


@transaction.atomic
def hand_over_all(
    *, from_person: Person, to_person: Person, agency: Agency, reason: str, by: Person, at: datetime
) -> Handover:
    """Give everything that `from_person` has under way at the agency to `to_person`: dossiers and questions asked of
    them. A number of statements that does not grow with the dossiers; times go on as they were.

    :raises Refused: "decide-dossiers-not-allowed", "same-person", "reason-missing", "nothing-to-hand-over",
        "person-not-able".
    """
    on = local_day(at)
    require(by, Capability.DECIDE_DOSSIERS, agency_id=agency.pk, on=on)
    reason = required(reason, field="reason", what="lý do bàn giao")
    if from_person.pk == to_person.pk:
        raise Refused("same-person", "Chọn người nhận khác với người bàn giao.", field="to_person")
    dossiers = list(_held(from_person, agency).order_by("id").select_for_update(of=("self",)).defer("words"))
    asked = _asked(from_person, agency)
    questions = list(asked.order_by("dossier_id").values_list("dossier_id", "id"))
    if not dossiers and not questions:
        raise Refused(
            "nothing-to-hand-over",
            f"{from_person.full_name} không giữ hồ sơ nào đang xử lý tại {agency.name}.",
        )
    _require_able(to_person, dossiers, agency, on=on)
    kept = Handover.objects.create(
        from_person=from_person,
        to_person=to_person,
        agency=agency,
        reason=reason,
        count=len(dossiers),
        by=by,
        at=at,
    )
    _pass_on(dossiers, kept)
    asked.update(person=to_person)
    _record(dossiers, questions, kept)
    _tell(dossiers, kept)
    return kept


def _held(person: Person, agency: Agency) -> QuerySet[Dossier]:
    return Dossier.objects.filter(holder=person, holder_agency=agency, status__in=_PASSES_ON)


def _asked(person: Person, agency: Agency) -> QuerySet[Consultation]:
    return Consultation.objects.filter(Consultation.WAITS, person=person, agency=agency)


def _require_able(person: Person, dossiers: Sequence[Dossier], agency: Agency, *, on: date) -> None:
    """Refuse who could not do the work of every step at which the dossiers lie."""
    needed = {STEP_CAPABILITY[Role(row.step_role)] for row in dossiers if row.step_role}
    lacking = [one for one in sorted(needed) if not _may(person, one, agency, on)]
    if not person.is_active or lacking:
        words = ", ".join(f"“{one.label}”" for one in lacking)
        raise Refused(
            "person-not-able",
            f"{person.full_name} không có quyền {words} tại {agency.name} nên không nhận được hết số hồ sơ này. "
            "Cấp vai trò cho người nhận, hoặc chọn người khác.",
            field="to_person",
        )


def _may(person: Person, capability: Capability, agency: Agency, on: date) -> bool:
    return agencies_where(person, capability, on).filter(pk=agency.pk).exists()


def _pass_on(dossiers: Sequence[Dossier], kept: Handover) -> None:
    """The stays of the old holder end, those of the new begin, the dossiers get their next revision."""
    ids = [row.pk for row in dossiers]
    stays = list(Passage.objects.filter(dossier__in=ids, left_at__isnull=True).order_by("dossier"))
    Passage.objects.filter(pk__in=[stay.pk for stay in stays]).update(
        left_at=kept.at, left_by=Verb.ASSIGN, note=kept.reason, standing=_standing_at(kept.at)
    )
    Passage.objects.bulk_create(
        [
            Passage(
                id=new_id(),
                dossier_id=stay.dossier_id,
                number=stay.number + 1,
                step_key=stay.step_key,
                step_name=stay.step_name,
                role=stay.role,
                agency_id=stay.agency_id,
                person=kept.to_person,
                from_person=kept.from_person,
                entered_at=kept.at,
                due_at=stay.due_at,
            )
            for stay in stays
        ]
    )
    Dossier.objects.filter(pk__in=ids).update(holder=kept.to_person, revision=F("revision") + 1)


def _standing_at(at: datetime) -> Case:
    """How a stay that ends at the moment did against its time, in SQL (deadlines.rules.standing)."""
    tomorrow = datetime.combine(local_day(at) + timedelta(days=1), time(), tzinfo=VIETNAM)
    return Case(
        When(due_at__isnull=True, then=Value(Standing.NO_DUE_DATE.value)),
        When(due_at__lt=at, then=Value(Standing.OVERDUE.value)),
        When(due_at__gte=tomorrow, then=Value(Standing.EARLY.value)),
        default=Value(Standing.ON_TIME.value),
        output_field=TextField(),
    )


def _record(dossiers: Sequence[Dossier], questions: Sequence[tuple[UUID, UUID]], kept: Handover) -> None:
    told = {"holder": str(kept.to_person.pk), "handover": str(kept.pk), "handover_reason": kept.reason}
    facts = [
        Fact(
            KIND_OF[Verb.ASSIGN],
            SUBJECT,
            str(row.pk),
            {"status": row.status, "revision": row.revision + 1, **told},
        )
        for row in dossiers
    ]
    facts += [
        Fact(CONSULTATION_HANDED_OVER, SUBJECT, str(dossier), {"consultation": str(pk), **_person(kept)})
        for dossier, pk in questions
    ]
    record_all(facts=facts, actor=kept.by.actor, at=kept.at)


def _person(kept: Handover) -> dict[str, str]:
    return {"person": str(kept.to_person.pk), "handover": str(kept.pk), "handover_reason": kept.reason}


def _tell(dossiers: Sequence[Dossier], kept: Handover) -> None:
    """One notice for all of it."""
    if not dossiers:
        return
    names = list(dict.fromkeys(offer_of(row.version_id).name for row in dossiers))
    more = f" và {len(names) - 2} thủ tục khác" if len(names) > 2 else ""
    first, others = dossiers[0].code, len(dossiers) - 1
    notify(
        event="handed_over",
        to=[recipient_for(kept.to_person, Audience.STAFF)],
        facts={
            "code": f"{first} và {others} hồ sơ khác" if others else first,
            "procedure": "; ".join(names[:2]) + more,
            "agency": kept.agency.name,
            "by": kept.from_person.full_name,
            "reason": kept.reason,
        },
        subject_kind="handover",
        subject_id=str(kept.pk),
        dedupe_key=f"handed_over:{kept.pk}",
        at=kept.at,
        url="/ban-lam-viec/ho-so/",
    )
