"""Keeping what was tried on a procedure, changing and withdrawing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.models import ProcedureVersion
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency
from motcua.reviews.models import Scenario, ScenarioChange
from motcua.reviews.policy.scenarios import require_try, require_withdraw
from motcua.reviews.queries.changes.facts import studied
from motcua.reviews.queries.changes.known import neighbours_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.scenarios.kept import scenario_not_found
from motcua.reviews.rules.changes.applying import Applied, apply
from motcua.reviews.rules.changes.effects import Change
from motcua.reviews.rules.changes.writing import write_change

LONGEST_REASON = 2000
LONGEST_NAME = 200


@transaction.atomic
def keep_scenario(
    *,
    agency_id: UUID,
    version_id: UUID,
    changes: Sequence[Change],
    name: str,
    reason: str,
    by: Person,
    at: datetime,
) -> Scenario:
    """Keep changes tried together on a version. It is a trial and binds nobody.

    :raises Refused: "do-reviews-not-allowed", "procedure-not-found", "scenario-name-missing", "scenario-name-too-long",
        "scenario-reason-missing", "scenario-reason-too-long", "scenario-empty", "scenario-name-taken"; for the changes
        as `rules.changes.applying.apply`.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency_id)  # names are given one at a time
    require_try(by, agency_id=agency_id, on=local_day(at))
    version = ProcedureVersion.objects.select_related("procedure").filter(pk=version_id).first()
    if version is None:
        raise _version_not_found()
    called = _text(name, "name", "Đặt tên cho phương án để phân biệt.", LONGEST_NAME)
    why = _text(reason, "reason", "Ghi lý do của phương án để người sau hiểu.", LONGEST_REASON)
    found = _applied(version, agency_id, changes, at)
    _require_name(agency_id, version, called)
    scenario = Scenario.objects.create(
        agency_id=agency_id,
        procedure=version.procedure,
        version=version,
        name=called,
        reason=why,
        made_by=by,
        made_at=at,
    )
    _put_changes(scenario, found)
    words = [write_change(change) for change in found.changes]
    _note("ScenarioKept", scenario, {"name": called, "reason": why, "changes": words}, by, at)
    return scenario


@transaction.atomic
def change_scenario(
    *,
    scenario_id: UUID,
    changes: Sequence[Change],
    reason: str,
    version_id: UUID | None = None,
    by: Person,
    at: datetime,
) -> Scenario:
    """Let the scenario consist of these changes instead, for this reason; of another version of its procedure where
    one is named. Proposals that follow it and are not yet
    decided say that it changed; what was approved stays.

    :raises Refused: "scenario-not-found", "keep-reviews-not-allowed", "scenario-withdrawn", "scenario-reason-missing",
        "scenario-reason-too-long", "scenario-empty", "procedure-not-found"; for the changes as
        `rules.changes.applying.apply`.
    """
    scenario = _standing(scenario_id, by, at)
    why = _text(reason, "reason", "Ghi lý do của phương án để người sau hiểu.", LONGEST_REASON)
    scenario.version = _version(scenario, version_id)
    found = _applied(scenario.version, scenario.agency_id, changes, at)
    scenario.reason = why
    scenario.save(update_fields=["reason", "version"])
    scenario.changes.all().delete()
    _put_changes(scenario, found)
    words = [write_change(change) for change in found.changes]
    _note("ScenarioChanged", scenario, {"name": scenario.name, "reason": why, "changes": words}, by, at)
    return scenario


@transaction.atomic
def withdraw_scenario(*, scenario_id: UUID, reason: str, by: Person, at: datetime) -> Scenario:
    """Take a scenario off the list; it stays in the record.

    :raises Refused: "scenario-not-found", "keep-reviews-not-allowed", "scenario-withdrawn", "scenario-reason-missing",
        "scenario-reason-too-long".
    """
    scenario = _standing(scenario_id, by, at)
    why = _text(reason, "reason", "Ghi lý do bỏ phương án.", LONGEST_REASON)
    scenario.withdrawn_by, scenario.withdrawn_at, scenario.withdrawn_why = by, at, why
    scenario.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    _note("ScenarioWithdrawn", scenario, {"name": scenario.name, "reason": why}, by, at)
    return scenario


def _standing(scenario_id: UUID, by: Person, at: datetime) -> Scenario:
    """The scenario, held, of whom this person may change or withdraw it."""
    found = Scenario.objects.select_for_update(of=("self",)).select_related("version__procedure")
    scenario = found.filter(pk=scenario_id).first()
    if scenario is None:
        raise scenario_not_found()
    require_withdraw(by, scenario, on=local_day(at))
    if scenario.withdrawn_at is not None:
        raise Refused("scenario-withdrawn", "Phương án này đã bỏ trước đó.")
    return scenario


def _version(scenario: Scenario, version_id: UUID | None) -> ProcedureVersion:
    if version_id is None or version_id == scenario.version_id:
        return scenario.version
    own = ProcedureVersion.objects.select_related("procedure").filter(procedure=scenario.procedure_id)
    version = own.filter(pk=version_id).first()
    if version is None:
        raise _version_not_found()
    return version


def _version_not_found() -> Refused:
    return Refused("procedure-not-found", "Không có phiên bản thủ tục này. Mở lại trang của thủ tục.")


def _put_changes(scenario: Scenario, found: Applied) -> None:
    ScenarioChange.objects.bulk_create(
        ScenarioChange(
            scenario=scenario,
            position=position,
            kind=told.change.kind,
            target=told.change.target,
            amount=_decimal(told.change),
            said=told.says,
        )
        for position, told in enumerate(found.told)
    )


def _applied(version: ProcedureVersion, agency_id: UUID, changes: Sequence[Change], at: datetime) -> Applied:
    if not changes:
        raise Refused("scenario-empty", "Chưa chọn thay đổi nào. Đánh dấu ít nhất một thay đổi rồi lưu.")
    scope = Scope(agency_id, at)
    near = neighbours_of(version.procedure.code, scope)
    return apply(studied([version.pk], scope, neighbours={version.pk: near})[version.pk].facts, changes)


def _require_name(agency_id: UUID, version: ProcedureVersion, name: str) -> None:
    taken = Scenario.objects.filter(
        agency=agency_id, procedure=version.procedure_id, name=name, withdrawn_at__isnull=True
    )
    if taken.exists():
        raise Refused(
            "scenario-name-taken", f"Thủ tục này đã có phương án tên “{name}”. Đặt tên khác.", field="name"
        )


def _decimal(change: Change) -> Decimal | None:
    if change.amount is None:
        return None
    return (Decimal(change.amount.numerator) / change.amount.denominator).quantize(Decimal("0.0001"))


def _text(said: str, name: str, missing: str, longest: int) -> str:
    text = clean(said)
    if not text:
        raise Refused(f"scenario-{name}-missing", missing, field=name)
    if len(text) > longest:
        raise Refused(f"scenario-{name}-too-long", f"Dài quá {longest} ký tự. Viết gọn lại.", field=name)
    return text


def _note(kind: str, scenario: Scenario, payload: dict[str, object], by: Person, at: datetime) -> None:
    about = {"agency": str(scenario.agency_id), "procedure": str(scenario.procedure_id)}
    fact = Fact(kind, "scenario", str(scenario.pk), {**payload, **about})
    record(fact=fact, actor=by.actor, at=at)
