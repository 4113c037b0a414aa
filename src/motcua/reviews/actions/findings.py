"""Putting findings aside, and taking them up again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from motcua.accounts.models import Person
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.reviews.enums import Clue
from motcua.reviews.models import FindingDismissal
from motcua.reviews.policy import finding_not_found, require_keep
from motcua.reviews.queries.findings.finding import find_finding
from motcua.reviews.rules.findings.finding import Finding, PutAside, has_changed

LONGEST_REASON = 2000


@transaction.atomic
def dismiss_finding(
    *, agency_id: UUID, clue: Clue, key: str, reason: str, by: Person, at: datetime
) -> FindingDismissal:
    """Put the finding aside for the agency: it stays aside until its evidence changes materially. Where it was put
    aside before and its evidence changed since, the former decision ends and this one stands.

    :raises Refused: "keep-reviews-not-allowed", "finding-not-found", "finding-reason-missing",
        "finding-reason-too-long", "finding-put-aside".
    """
    Agency.objects.select_for_update(no_key=True).get(
        pk=agency_id
    )  # one decision about its findings at a time
    require_keep(by, agency_id=agency_id, on=local_day(at))
    said = _reason(reason, "Ghi lý do bỏ qua để người sau biết vì sao.")
    finding = find_finding(clue=clue, key=key, agency_id=agency_id, at=at)
    if finding is None:
        raise finding_not_found()
    standing = _standing(agency_id, clue, key).first()
    if standing is not None:
        _end_outdated(standing, finding, by, at)
    dismissal = FindingDismissal.objects.create(
        agency_id=agency_id,
        clue=clue,
        subject=finding.subject,
        key=key,
        title=finding.title,
        said=finding.says,
        parts=sorted(finding.parts),
        measure=finding.measure,
        fingerprint=finding.fingerprint,
        reason=said,
        by=by,
        at=at,
    )
    _note("FindingDismissed", dismissal, said, by, at)
    return dismissal


@transaction.atomic
def reopen_finding(
    *, agency_id: UUID, clue: Clue, key: str, reason: str, by: Person, at: datetime
) -> FindingDismissal:
    """Take up again what was put aside.

    :raises Refused: "keep-reviews-not-allowed", "finding-reason-missing",
        "finding-reason-too-long", "finding-not-put-aside".
    """
    require_keep(by, agency_id=agency_id, on=local_day(at))
    said = _reason(reason, "Ghi lý do xem lại.")
    dismissal = _standing(agency_id, clue, key).select_for_update().first()
    if dismissal is None:
        raise Refused("finding-not-put-aside", "Dấu hiệu này không ở trong danh sách đã bỏ qua.")
    _end(dismissal, said, by, at)
    return dismissal


def _standing(agency_id: UUID, clue: Clue, key: str) -> models.QuerySet[FindingDismissal]:
    return FindingDismissal.objects.filter(agency=agency_id, clue=clue, key=key, reopened_at__isnull=True)


def _end_outdated(standing: FindingDismissal, finding: Finding, by: Person, at: datetime) -> None:
    if not has_changed(PutAside(frozenset(standing.parts), standing.measure), finding):
        raise Refused(
            "finding-put-aside",
            f"Dấu hiệu này đã được bỏ qua ngày {local_day(standing.at):%d/%m/%Y} và bằng chứng chưa đổi.",
        )
    _end(standing, "Bằng chứng đã đổi", by, at)


def _end(dismissal: FindingDismissal, why: str, by: Person, at: datetime) -> None:
    dismissal.reopened_by, dismissal.reopened_at, dismissal.reopened_why = by, at, why
    dismissal.save(update_fields=["reopened_by", "reopened_at", "reopened_why"])
    _note("FindingReopened", dismissal, why, by, at)


def _reason(text: str, missing: str) -> str:
    said = clean(text)
    if not said:
        raise Refused("finding-reason-missing", missing, field="reason")
    if len(said) > LONGEST_REASON:
        raise Refused(
            "finding-reason-too-long", f"Lý do dài quá {LONGEST_REASON} ký tự. Viết gọn lại.", field="reason"
        )
    return said


def _note(kind: str, dismissal: FindingDismissal, reason: str, by: Person, at: datetime) -> None:
    payload = {
        "clue": dismissal.clue,
        "title": dismissal.title[:300],
        "agency": str(dismissal.agency_id),
        "reason": reason,
        "fingerprint": dismissal.fingerprint,
    }
    fact = Fact(kind, "finding", f"{dismissal.agency_id}:{dismissal.key}", payload)
    record(fact=fact, actor=by.actor, at=at)
