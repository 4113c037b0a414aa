"""Dossiers that were begun and left lying: their people are told of what changed meanwhile, in the end they go."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.actions.drafts import discard
from motcua.dossiers.models import Draft
from motcua.dossiers.rules.drafts import DRAFT_KEPT, DRAFT_WARNED, draft_goes_at
from motcua.kernel.clock import local_day
from motcua.notices.actions.notify import Announcement, notify_many
from motcua.notices.enums import Audience
from motcua.notices.models import Notice
from motcua.notices.queries import recipient_for

_BATCH = 500
# How long a change of the catalogue is looked back on, so that no run of the worker may be missed for it.
_LOOKED_BACK = timedelta(days=30)

Versions = Mapping[UUID, ProcedureVersion]
Say = Callable[[Draft, str], Announcement | None]  # the draft, and what its procedure is called


def discard_old_drafts(*, at: datetime, most: int = 200) -> int:
    """Throw away drafts that nobody touched for ninety days, with their files, each by itself; how many. Called again
    for the rest."""
    old = Draft.objects.filter(dossier=None, saved_at__lte=at - DRAFT_KEPT).order_by("saved_at", "id")
    return sum(_discarded(pk, at) for pk in old.values_list("pk", flat=True)[:most])


def tell_of_old_drafts(*, at: datetime) -> int:
    """Tell people whose drafts will soon be thrown away; how many were told."""
    soon = Draft.objects.filter(saved_at__lte=at - DRAFT_KEPT + DRAFT_WARNED, saved_at__gt=at - DRAFT_KEPT)
    return _tell(soon, _going, at)


def tell_of_changed_procedures(*, at: datetime) -> int:
    """Tell people whose drafts are for a procedure that lately ended, or whose papers and form were set anew after
    they last saved; how many were told. A lodged dossier keeps its version and is not concerned."""
    on = local_day(at)
    versions = ProcedureVersion.objects.filter(state=VersionState.PROMULGATED)
    recent = (on - _LOOKED_BACK, on)
    ended = versions.filter(in_force__endswith__gt=recent[0], in_force__endswith__lte=on)
    begun = versions.filter(in_force__startswith__gt=recent[0], in_force__startswith__lte=on)
    changed = {*ended.values_list("procedure", flat=True), *begun.values_list("procedure", flat=True)}
    current = versions.filter(procedure__in=changed, in_force__contains=on)
    now: Versions = {version.procedure_id: version for version in current}
    drafts = Draft.objects.filter(procedure__in=changed)
    return _tell(drafts, lambda draft, name: _changed(draft, name, now.get(draft.procedure_id)), at)


def _tell(drafts: QuerySet[Draft], say: Say, at: datetime) -> int:
    told = 0
    for batch in _batches(drafts.filter(dossier=None)):
        names = _names(batch)
        said = [one for draft in batch if (one := say(draft, names[draft.procedure_id])) is not None]
        with transaction.atomic():
            told += notify_many(announcements=_unsaid(said), at=at)
    return told


def _batches(drafts: QuerySet[Draft]) -> Iterator[list[Draft]]:
    rows = drafts.select_related("person", "procedure", "agency").defer("answers", "papers").order_by("id")
    batch = list(rows[:_BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(id__gt=batch[-1].pk)[:_BATCH])


def _names(batch: Sequence[Draft]) -> dict[UUID, str]:
    """What each procedure was last called; one query."""
    codes = {draft.procedure_id: draft.procedure.code for draft in batch}
    versions = ProcedureVersion.objects.filter(procedure__in=codes, state=VersionState.PROMULGATED)
    return codes | dict(versions.order_by("in_force").values_list("procedure", "name"))


def _unsaid(announcements: Sequence[Announcement]) -> list[Announcement]:
    keys = [one.dedupe_key for one in announcements]
    said = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [one for one in announcements if one.dedupe_key not in said]


def _going(draft: Draft, name: str) -> Announcement:
    key = f"draft_going:{draft.pk}:{draft.saved_at.isoformat()}"
    return _said(draft, name, "draft_going", key, until=draft_goes_at(draft.saved_at))


def _changed(draft: Draft, name: str, version: ProcedureVersion | None) -> Announcement | None:
    if version is None:
        return _said(draft, name, "draft_procedure_ended", f"draft_ended:{draft.pk}")
    since = version.in_force.lower if version.in_force is not None else None
    if since is None or since <= local_day(draft.saved_at):
        return None
    return _said(draft, name, "draft_procedure_changed", f"draft_changed:{draft.pk}:{version.pk}")


def _said(draft: Draft, name: str, event: str, key: str, **facts: datetime) -> Announcement:
    return Announcement(
        event=event,
        to=[recipient_for(draft.person, Audience.APPLICANT)],
        facts={
            "code": draft.procedure.code,
            "procedure": name,
            "agency": draft.agency.name if draft.agency else "Bộ phận một cửa",
            **facts,
        },
        subject_kind="draft",
        subject_id=str(draft.pk),
        dedupe_key=key,
        url="/ho-so/",
    )


def _discarded(draft_id: UUID, at: datetime) -> bool:
    """Whether it was still old and open; its person may have come back in this very moment."""
    with transaction.atomic():
        rows = Draft.objects.select_for_update(of=("self",)).filter(
            dossier=None, saved_at__lte=at - DRAFT_KEPT
        )
        draft = rows.filter(pk=draft_id).first()
        if draft is not None:
            discard(draft)
    return draft is not None
