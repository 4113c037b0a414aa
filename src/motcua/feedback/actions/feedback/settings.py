"""The dated settings of feedback: shorter terms of an agency, feedback without a name."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from motcua.accounts.models import Person
from motcua.deadlines.rules.limits import Limit
from motcua.feedback.enums.feedback import Subject, Term
from motcua.feedback.models import AnonymousAllowance, OwnTerm
from motcua.feedback.policy.feedback import require_keeper
from motcua.feedback.queries.feedback.settings import legal_terms_of_feedback
from motcua.feedback.rules.feedback.terms import require_fair
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

_SETTINGS = "feedback_settings"


@transaction.atomic
def set_own_term(
    *, agency_id: UUID, term: Term, limit: Limit | None, basis: str, by: Person, at: datetime
) -> OwnTerm | None:
    """A term of the agency's own from today on, fairer than the law's to the sender; None ends it. What has come
    already keeps the term under which it came.

    :raises Refused: "keep-feedback-not-allowed", "own-term-longer", "own-term-shorter", "own-term-other-unit",
        "basis-missing", "legal-term-not-found".
    """
    on = local_day(at)
    require_keeper(by, agency_id=agency_id, on=on)
    legal = legal_terms_of_feedback(on).get(term)
    if legal is None:
        raise Refused("legal-term-not-found", f"Hôm nay không có quy định về thời hạn “{term.label}”.")
    rows = OwnTerm.objects.select_for_update().filter(agency=agency_id, term=term, in_force__contains=on)
    for row in rows:
        _end(row, on)
    made = None
    if limit is not None:
        require_fair(limit, legal, term)
        made = OwnTerm.objects.create(
            agency_id=agency_id,
            term=term,
            amount=limit.amount,
            unit=limit.unit,
            basis=_basis(basis),
            in_force=DateRange(on, None),
        )
    said = {"term": term.value, "amount": str(limit.amount) if limit else "", "document": clean(basis)[:250]}
    if made is not None:
        record(fact=Fact("FeedbackOwnTermSet", _SETTINGS, str(agency_id), said), actor=by.actor, at=at)
    else:
        record(fact=Fact("FeedbackOwnTermEnded", _SETTINGS, str(agency_id), said), actor=by.actor, at=at)
    return made


@transaction.atomic
def allow_anonymous(
    *, agency_id: UUID, subject: Subject, allowed: bool, basis: str, by: Person, at: datetime
) -> AnonymousAllowance | None:
    """Take feedback on the subject without a name at the agency from today on, by a document; or no longer.

    :raises Refused: "keep-feedback-not-allowed", "basis-missing".
    """
    on = local_day(at)
    require_keeper(by, agency_id=agency_id, on=on)
    rows = AnonymousAllowance.objects.select_for_update().filter(
        agency=agency_id, subject=subject, in_force__contains=on
    )
    for row in rows:
        _end(row, on)
    said = {"subject": subject.value, "document": clean(basis)[:250]}
    if not allowed:
        record(fact=Fact("AnonymousFeedbackEnded", _SETTINGS, str(agency_id), said), actor=by.actor, at=at)
        return None
    made = AnonymousAllowance.objects.create(
        agency_id=agency_id, subject=subject, basis=_basis(basis), in_force=DateRange(on, None)
    )
    record(fact=Fact("AnonymousFeedbackAllowed", _SETTINGS, str(agency_id), said), actor=by.actor, at=at)
    return made


def _end(row: OwnTerm | AnonymousAllowance, on: date) -> None:
    """It holds until yesterday; what began today never held."""
    if row.in_force.lower >= on:
        row.delete()
        return
    row.in_force = DateRange(row.in_force.lower, on)
    row.save(update_fields=["in_force"])


def _basis(text: str) -> str:
    basis = " ".join(clean(text).split())[:250]
    if not basis:
        raise Refused(
            "basis-missing", "Ghi văn bản quy định điều này: số, ngày, cơ quan ban hành.", field="basis"
        )
    return basis
