"""What happens around signing in: failures counted, locks, unlocking."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, SignInGuard
from motcua.accounts.policy import require_another, require_over
from motcua.accounts.queries import find_person, sign_in_digest
from motcua.accounts.rules.lock_out import failures_counted, lock_length, lock_out_on
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.organisations.policy import Operator


@transaction.atomic
def register_failed_sign_in(*, username: str, at: datetime) -> datetime | None:
    """Count a failed sign-in by this name; until when it is locked now, or None.

    The same work whether or not anybody has the name. Only a lock is written to the journal, so that nobody
    can make it grow by guessing.
    """
    setting = lock_out_on(local_day(at))
    SignInGuard.objects.filter(last_failed_at__lt=at - setting.forgotten_after).delete()
    digest = sign_in_digest(username)
    person = find_person(username)
    SignInGuard.objects.bulk_create(
        [SignInGuard(digest=digest, person=person, failures=0, last_failed_at=at)], ignore_conflicts=True
    )
    guard = SignInGuard.objects.select_for_update().get(digest=digest)
    guard.failures = 1 + failures_counted(
        failures=guard.failures, last_failed_at=guard.last_failed_at, at=at, setting=setting
    )
    guard.last_failed_at = at
    length = lock_length(failures=guard.failures, setting=setting)
    if length is not None:
        guard.locked_until = at + length
        payload = {"failures": guard.failures, "until": guard.locked_until}
        subject = ("person", str(person.pk)) if person else ("sign_in", digest[:16])
        record(fact=Fact("SignInLocked", *subject, payload), actor="system", at=at)
    guard.save()
    return guard.locked_until if length is not None else None


@transaction.atomic
def register_sign_in(*, person: Person, at: datetime) -> None:
    """Note that someone signed in, all steps passed; earlier failures are forgotten."""
    SignInGuard.objects.filter(person=person).delete()
    record(fact=Fact("SignedIn", "person", str(person.pk)), actor=person.actor, at=at)


@transaction.atomic
def unlock(*, person: Person, by: Person | Operator, at: datetime) -> None:
    """Open a locked sign-in again; nothing happens where nothing was locked.

    :raises Refused: "keep-sign-ins-not-allowed", "own-account-not-allowed".
    """
    require_another(by, person, "mở khóa đăng nhập")
    require_over(by, Capability.KEEP_SIGN_INS, person, on=local_day(at))
    removed, _ = SignInGuard.objects.filter(person=person).delete()
    if removed:
        record(fact=Fact("SignInUnlocked", "person", str(person.pk)), actor=by.actor, at=at)
