"""Telling the people of a dossier what happened: applicants in plain words, staff whose turn it is.

Called inside an act's transaction; the notices leave after the commit, once each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from motcua.accounts.models import Person
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.enums import PartyRole
from motcua.dossiers.models import Dossier, Party
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.rules.events import SUBJECT
from motcua.notices.actions.notify import Announcement, notify, notify_many
from motcua.notices.enums import Audience
from motcua.notices.rules.recipients import Recipient
from motcua.organisations.models import Agency


class Occasion(Protocol):
    """What people are told of: an act under way, or the lodging before any act."""

    @property
    def dossier(self) -> Dossier: ...

    @property
    def by(self) -> Person | None: ...

    @property
    def at(self) -> datetime: ...

    @property
    def parts(self) -> Parts: ...


@dataclass(frozen=True, slots=True)
class Lodging:
    """A dossier that has just been lodged by somebody of the public."""

    dossier: Dossier
    by: Person
    at: datetime
    parts: Parts


def tell_applicant(act: Occasion, event: str, **facts: Any) -> None:
    """Tell whoever brought the dossier, and the applicant where that is somebody else, each once."""
    _notify(act, event, applicants_of(act.dossier, act.parts.parties), f"/ho-so/{act.dossier.code}/", facts)


def tell_staff(act: Occasion, event: str, people: Iterable[Person | None], **facts: Any) -> None:
    """Tell officers whose turn it is; nobody is told of what they did themselves."""
    by = act.by.pk if act.by else None
    to = [_officer(person) for person in people if person is not None and person.pk != by]
    _notify(act, event, to, f"/ban-lam-viec/ho-so/{act.dossier.code}/", facts)


def tell_each(
    act: Act, event: str, told: Sequence[tuple[str, Iterable[Person | None], Mapping[str, Any]]]
) -> None:
    """Tell several groups of officers of several occurrences of one event: each is (its key, people, facts)."""
    by, common = act.by.pk if act.by else None, facts_of(act)
    announcements = [
        Announcement(
            event=event,
            to=[_officer(person) for person in people if person is not None and person.pk != by],
            facts={**common, **facts},
            subject_kind=SUBJECT,
            subject_id=str(act.dossier.pk),
            dedupe_key=f"{event}:{key}",
            url=f"/ban-lam-viec/ho-so/{act.dossier.code}/",
        )
        for key, people, facts in told
    ]
    notify_many(announcements=announcements, at=act.at)


def applicants_of(dossier: Dossier, parties: Iterable[Party]) -> list[Recipient]:
    """How the people who brought the dossier are reached: by account, or by what they left at the counter."""
    rows = [row for row in parties if row.role in {PartyRole.APPLICANT, PartyRole.SUBMITTER}]
    found = [
        Recipient(row.person_id, row.name, row.email, row.phone, Audience.APPLICANT)
        for row in sorted(rows, key=lambda row: row.role, reverse=True)
    ]
    if dossier.submitted_by is not None and all(one.person_id != dossier.submitted_by_id for one in found):
        found.append(_recipient(dossier.submitted_by, Audience.APPLICANT))
    return list({one.key: one for one in found if one.key}.values())


def _notify(act: Occasion, event: str, to: Sequence[Recipient], url: str, facts: dict[str, Any]) -> None:
    if not to:
        return
    notify(
        event=event,
        to=to,
        facts={**facts_of(act), **facts},
        subject_kind=SUBJECT,
        subject_id=str(act.dossier.pk),
        dedupe_key=f"{event}:{act.dossier.pk}:{act.dossier.revision + 1}",
        at=act.at,
        url=url,
    )


def facts_of(act: Occasion) -> dict[str, Any]:
    """What every notice of a dossier may say. Basis: NĐ 224/2026 art. 15(1g)."""
    dossier = act.dossier
    holder = _holder(dossier)
    return {
        "code": dossier.code,
        "procedure": offer_of(dossier.version_id).name,
        "agency": holder.name,
        "officer": act.by.full_name if act.by and act.by.is_staff_member else "",
        "by": act.by.full_name if act.by else "",
        "applicant": dossier.applicant_name,
        "received": dossier.received_at,
        "due": dossier.due_at,
        "step": dossier.step_name,
    }


def _holder(dossier: Dossier) -> Agency:
    """Where the dossier lies; counter and competent agency were read with it."""
    known = {one.pk: one for one in (dossier.competent, dossier.reception)}
    where = dossier.holder_agency_id or dossier.reception_id
    return known.get(where) or Agency.objects.get(pk=where)


def _officer(person: Person) -> Recipient:
    return _recipient(person, Audience.STAFF)


def _recipient(person: Person, audience: Audience) -> Recipient:
    return Recipient(person.pk, person.full_name, person.email, person.phone, audience)
