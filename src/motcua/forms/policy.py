"""Who may do what with online forms."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may, refusal
from motcua.forms.models import Form, FormVersion
from motcua.forms.queries.versions import writers_of
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation


def may_keep(person: Person, *, agency_id: UUID | None, on: date) -> bool:
    """Whether `person` may write forms of the agency; those of all agencies (None) are kept at the home body."""
    return _may(person, Capability.KEEP_CATALOGUE, agency_id, on)


def require_keeper(person: Person, *, agency_id: UUID | None, on: date) -> None:
    """Refuse unless `person` may write forms of the agency.

    :raises Refused: "keep-catalogue-not-allowed".
    """
    if not may_keep(person, agency_id=agency_id, on=on):
        raise refusal(Capability.KEEP_CATALOGUE)


def may_decide(person: Person, *, form: Form, on: date) -> bool:
    """Whether `person` may publish or retire versions of the form that others wrote."""
    return _may(person, Capability.APPROVE_DECISION, form.agency_id, on)


def may_publish(person: Person, *, version: FormVersion, on: date) -> bool:
    """Whether `person` may publish the version: allowed to, and not one of those who wrote it."""
    return may_decide(person, form=version.form, on=on) and person.actor not in writers_of(version)


def require_decider(person: Person, *, form: Form, on: date) -> None:
    """Refuse unless `person` may publish or retire versions of the form.

    :raises Refused: "approve-decision-not-allowed".
    """
    if not may_decide(person, form=form, on=on):
        raise refusal(Capability.APPROVE_DECISION)


def require_publisher(person: Person, *, version: FormVersion, on: date) -> None:
    """Refuse unless `person` may publish the version as its second person.

    :raises Refused: "approve-decision-not-allowed"; "own-form-not-allowed" for those who wrote it.
    """
    require_decider(person, form=version.form, on=on)
    if person.actor in writers_of(version):
        raise Refused(
            "own-form-not-allowed",
            "Bạn đã soạn phiên bản này nên không thể tự ban hành. Hãy nhờ người thứ hai có thẩm quyền.",
        )


def _may(person: Person, capability: Capability, agency_id: UUID | None, on: date) -> bool:
    where = agency_id or Installation.objects.values_list("home", flat=True).first()
    return where is not None and may(person, capability, agency_id=where, on=on)
