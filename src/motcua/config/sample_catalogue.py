"""The sample department's catalogue: procedures brought into force by decisions, and one that waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.accounts.models import Person
from motcua.catalogue.actions.decision_items import Proposal, add_procedure, amend_procedure, put_items
from motcua.catalogue.actions.decisions import (
    DecisionData,
    promulgate,
    record_publication,
    send_to_check,
    start_decision,
    submit_decision,
)
from motcua.catalogue.actions.findings import refresh_findings
from motcua.catalogue.actions.page_reports import report_page
from motcua.catalogue.actions.records import (
    OnlineOffer,
    ProcedureEntry,
    date_acts,
    enter_procedures,
    offer_online,
)
from motcua.catalogue.actions.search import refresh_search
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import ChangeKind, OnlineLevel, ProcedureKind
from motcua.catalogue.models import Procedure, ProcedureVersion, PromulgationDecision
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.rules.content import Content, from_dict
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import day, document, rows
from motcua.deadlines.rules.limits import read_limit
from motcua.kernel.clock import VIETNAM, local_day

_SOURCE = "Dữ liệu mẫu"
_ACTOR = "system"
_Entry = Mapping[str, Any]


def load_catalogue(*, at: datetime) -> None:
    """Procedures, decisions in the order of their days, the waiting one, online levels, a report from the public."""
    entries = document("procedures")
    procedures = _enter(entries, at)
    decisions = document("decisions")
    keeper = Person.objects.get(username=decisions["prepared_by"])
    approver = Person.objects.get(username=decisions["approved_by"])
    for facts in decisions["promulgated"]:
        _promulgate(facts, decisions, _proposals(facts, entries, procedures), keeper, approver)
    _write_without_decision(entries, procedures, at)
    _leave_waiting(decisions, procedures, keeper, at)
    _offer_online(procedures, at)
    date_acts(
        periods={
            row["number"]: (day(row["start"]), day(row["end"]))
            for row in rows("legal_acts")
            if row["start"] or row["end"]
        },
        actor=_ACTOR,
        at=at,
    )
    for report in document("page_reports"):
        report_page(
            procedure=procedures[report["procedure"]],
            text=report["text"],
            at=at - timedelta(days=report["days_ago"]),
        )
    refresh_findings(procedure_ids=None, on=local_day(at))
    refresh_search(procedure_ids=None, at=at)


def _enter(entries: Iterable[_Entry], at: datetime) -> dict[str, Procedure]:
    return enter_procedures(
        entries=[
            ProcedureEntry(
                code=entry["code"],
                kind=ProcedureKind(entry["kind"]),
                old_codes=tuple((old["code"], old["note"]) for old in entry.get("old_codes", ())),
                related=tuple(entry.get("related", ())),
            )
            for entry in entries
        ],
        is_sample=True,
        actor=_ACTOR,
        at=at,
    )


def _proposals(
    facts: _Entry, entries: Iterable[_Entry], procedures: Mapping[str, Procedure]
) -> list[Proposal]:
    """What this decision did: the first version of a procedure is new, a later one amends."""
    return [
        Proposal(
            procedure=procedures[entry["code"]],
            change=ChangeKind.NEW if place == 0 else ChangeKind.AMENDED,
            content=_content(version),
            source=_SOURCE,
            source_url=version.get("source_url", ""),
        )
        for entry in entries
        for place, version in enumerate(entry["versions"])
        if version.get("decision") == facts["key"]
    ]


def _promulgate(
    facts: _Entry, decisions: _Entry, proposals: list[Proposal], keeper: Person, approver: Person
) -> None:
    prepared_at = datetime.fromisoformat(facts["prepared_at"])
    signed_on, effective_on = (
        date.fromisoformat(facts["signed_on"]),
        date.fromisoformat(facts["effective_on"]),
    )
    decision = _start(facts, decisions, date.fromisoformat(facts["act_effective_on"]), keeper, prepared_at)
    put_items(decision=decision, proposals=proposals, by=keeper, at=prepared_at)
    send_to_check(decision=decision, by=keeper, at=prepared_at + timedelta(hours=1))
    submit_decision(decision=decision, by=keeper, at=prepared_at + timedelta(days=1))
    promulgate(
        decision=decision,
        number=facts["number"],
        signed_on=signed_on,
        effective_on=effective_on,
        by=approver,
        at=_at(signed_on, 16),
    )
    days = {name: date.fromisoformat(facts[name]) for name in ("entered_on", "published_on", "posted_on")}
    record_publication(decision=decision, **days, by=keeper, at=_at(max(days.values()), 17))


def _write_without_decision(
    entries: Iterable[_Entry], procedures: Mapping[str, Procedure], at: datetime
) -> None:
    """What another province promulgated is in force here as imported, without a decision of this department."""
    for entry in entries:
        for version in entry["versions"]:
            if "decision" in version:
                continue
            new = NewVersion(
                procedure_id=procedures[entry["code"]].pk,
                content=_content(version),
                source=_SOURCE,
                source_url=version.get("source_url", ""),
            )
            drafts = write_versions(versions=[new], actor=_ACTOR, at=at, reason="sample")
            put_versions_in_force(
                versions=drafts, from_on=date.fromisoformat(version["from"]), actor=_ACTOR, at=at
            )


def _leave_waiting(
    decisions: _Entry, procedures: Mapping[str, Procedure], keeper: Person, at: datetime
) -> None:
    """A draft with a new, an amended and a repealed procedure, prepared some days ago, waits for the second person."""
    facts = decisions["waiting"]
    prepared_at = at - timedelta(days=facts["days_ago"])
    decision = _start(
        facts, decisions, local_day(at) + timedelta(days=facts["effective_in_days"]), keeper, prepared_at
    )
    for entry in facts["new"]:
        add_procedure(
            decision=decision,
            code=entry["code"],
            kind=ProcedureKind(entry["kind"]),
            content=_content(entry["version"]),
            by=keeper,
            at=prepared_at,
        )
    for change in facts["amended"]:
        procedure = procedures[change["code"]]
        amend_procedure(
            decision=decision,
            procedure=procedure,
            change=ChangeKind.AMENDED,
            content=_amended(procedure, change, local_day(at)),
            by=keeper,
            at=prepared_at,
        )
    for code in facts["repealed"]:
        amend_procedure(
            decision=decision,
            procedure=procedures[code],
            change=ChangeKind.REPEALED,
            by=keeper,
            at=prepared_at,
        )
    send_to_check(decision=decision, by=keeper, at=prepared_at + timedelta(hours=2))
    submit_decision(decision=decision, by=keeper, at=prepared_at + timedelta(days=1))


def _start(
    facts: _Entry, decisions: _Entry, act_effective_on: date, keeper: Person, at: datetime
) -> PromulgationDecision:
    data = DecisionData(
        title=facts["title"],
        issuer=decisions["issuer"],
        act_effective_on=act_effective_on,
        effective_on=act_effective_on,
    )
    agency = agency_on(decisions["agency"], local_day(at))
    return start_decision(agency=agency, data=data, by=keeper, at=at, is_sample=True)


def _amended(procedure: Procedure, change: _Entry, on: date) -> Content:
    content = content_of(ProcedureVersion.objects.get(procedure=procedure, in_force__contains=on))
    kept = tuple(paper for paper in content.components if paper.name not in change["without_papers"])
    return replace(content, components=kept, **change["set"])


def _offer_online(procedures: Mapping[str, Procedure], at: datetime) -> None:
    offers = [
        OnlineOffer(
            procedure=procedures[row["procedure"]],
            agency=agency_on(row["agency"], date.fromisoformat(row["start"])),
            level=OnlineLevel(row["level"]),
            partial_reason=row["partial_reason"],
            since=date.fromisoformat(row["start"]),
            until=day(row["end"]),
        )
        for row in rows("online_services")
    ]
    offer_online(offers=offers, actor=_ACTOR, at=at)


def _content(version: _Entry) -> Content:
    """What a version says, from the short form of the sample file."""
    acts = {row["number"]: row for row in rows("legal_acts")}
    return from_dict(
        {
            **version,
            "methods": [_method(method) for method in version["methods"]],
            "components": [
                {**paper, "forms": [{"name": name} for name in paper.get("forms", ())]}
                for paper in version["components"]
            ],
            "legal_bases": [
                {name: acts[number][name] for name in ("number", "title", "issuer", "issued_on")}
                for number in version["legal_bases"]
            ],
        }
    )


def _method(method: _Entry) -> dict[str, Any]:
    reading = read_limit(method["limit"])
    limit = reading.limit
    return {
        "channel": method["channel"],
        "note": method.get("note", ""),
        "fees": method.get("fees", ()),
        "limit_text": reading.text,
        "limit_amount": limit and limit.amount,
        "limit_unit": limit and limit.unit,
        "limit_needs_person": reading.needs_person,
    }


def _at(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), VIETNAM)
