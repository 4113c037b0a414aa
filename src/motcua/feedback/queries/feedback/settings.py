"""The dated settings of feedback: terms, and whether it is taken without a name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.queries import legal_terms
from motcua.deadlines.rules.limits import Limit
from motcua.feedback.enums.feedback import Subject, Term
from motcua.feedback.models import AnonymousAllowance, OwnTerm
from motcua.feedback.rules.feedback.terms import LEGAL_CODE, SetTerm, Terms, terms_with_own


def terms_at(agency_id: UUID, on: date) -> Terms:
    """The terms that hold for feedback which comes to the agency on the day: its own where it set some; two
    queries."""
    rows = OwnTerm.objects.filter(agency=agency_id, in_force__contains=on)
    own = {Term(row.term): SetTerm(Limit(row.amount, LimitUnit(row.unit)), row.basis) for row in rows}
    return terms_with_own(legal_terms_of_feedback(on), own)


def legal_terms_of_feedback(on: date) -> Terms:
    """The law's terms on the day; one query."""
    found = legal_terms(LEGAL_CODE.values(), on)
    return {
        term: SetTerm(found[code].limit, found[code].basis)
        for term, code in LEGAL_CODE.items()
        if code in found
    }


def own_terms(agency_id: UUID, on: date) -> QuerySet[OwnTerm]:
    """The agency's own terms of the day."""
    return OwnTerm.objects.filter(agency=agency_id, in_force__contains=on).order_by("term")


def may_be_anonymous(agency_id: UUID | None, subject: Subject, on: date) -> bool:
    """Whether feedback on the subject is taken without a name at the agency on the day."""
    rows = AnonymousAllowance.objects.filter(subject=subject, in_force__contains=on)
    return rows.filter(Q(agency=None) | Q(agency=agency_id)).exists()
