"""Bringing a file of procedures into the catalogue, at once or as the draft of a decision."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import Any

from django.db import connection, transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require_somewhere
from motcua.catalogue.actions.decision_items import OPEN_STAGES, Proposal, put_items
from motcua.catalogue.actions.decisions import DecisionData, start_decision
from motcua.catalogue.actions.findings import refresh_findings
from motcua.catalogue.actions.old_codes import link_old_codes
from motcua.catalogue.actions.records import ProcedureEntry, enter_procedures
from motcua.catalogue.actions.search import refresh_search
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import ChangeKind
from motcua.catalogue.models import DecisionItem, ImportRun, Procedure, PromulgationDecision
from motcua.catalogue.queries.imports import Compared, Comparison, compare
from motcua.catalogue.readers.catalogues import read_catalogue
from motcua.catalogue.readers.files import ReadFile, load
from motcua.catalogue.rules.records import Remark
from motcua.catalogue.rules.wording import kind_of
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency

OPERATOR = "operator"
EARLIEST = date(2000, 1, 1)
_MOST_DAYS_AHEAD = 366
_BATCH = 1000
_LOCK = 0x6D63_696D  # one import at a time: the second waits, then sees what the first wrote


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What came of an import: how many procedures were new, changed, the same or refused, and why.

    `rows` are the records themselves beside what was known; a summary leaves them out.
    """

    file: str
    dry_run: bool
    as_of: date
    created: int
    changed: int
    unchanged: int
    refusals: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    rows: tuple[Compared, ...] = ()

    @property
    def refused(self) -> int:
        """Rows refused; a row with several faults counts once."""
        return len({(remark.row, remark.code) for remark in self.refusals})

    def as_dict(self) -> dict[str, Any]:
        """The result as plain data."""
        return {
            "file": self.file,
            "dry_run": self.dry_run,
            "as_of": self.as_of.isoformat(),
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "warnings": [remark.as_dict(self.file) for remark in self.warnings],
            "refusals": [remark.as_dict(self.file) for remark in self.refusals],
        }


def import_catalogue(
    *,
    file: Path | bytes,
    name: str = "",
    dry_run: bool = False,
    as_of: date | None = None,
    by: Person | None,
    at: datetime,
) -> ImportResult:
    """Import a file of procedures, as they are from `as_of` on: else from the day the file says, else from today.

    Known procedures that say something else get a new version; what is the same stays. Rows that cannot be stored
    are refused and do not hinder the others. With `dry_run` nothing is written. `by` None is the operator.

    :raises Refused: "import-catalogue-not-allowed", "as-of-impossible", or a file that cannot be read at all.
    """
    _require_importer(by, at)
    data, name = _loaded(file, name)
    read = read_catalogue(data, name)
    day = as_of or read.snapshot or local_day(at)
    _require_possible_day(day, at)
    with transaction.atomic():
        _wait_for_other_imports()
        comparison = compare(read.records, on=day, today=local_day(at))
        result = _result(name, dry_run, day, read, comparison)
        if not dry_run:
            actor = by.actor if by else OPERATOR
            _write(comparison.rows, PurePath(name).name[:200], day, actor, at)
            _record_run(result, data, actor, at)
    return result


def propose_import(
    *, file: Path | bytes, name: str = "", decision: PromulgationDecision, by: Person, at: datetime
) -> ImportResult:
    """Put what a file says into a draft decision, for a second person to approve: new procedures and changed ones.

    Compared is with what is in force today. Procedures that stand in an open decision already are refused.

    :raises Refused: "import-catalogue-not-allowed", the wrong stage or keeper, or a file that cannot be read at all.
    """
    _require_importer(by, at)
    data, name = _loaded(file, name)
    read = read_catalogue(data, name)
    with transaction.atomic():
        _wait_for_other_imports()
        comparison = compare(read.records, on=local_day(at), today=local_day(at))
        _refuse_those_in_open_decisions(comparison)
        result = _result(name, False, local_day(at), read, comparison)
        wanted = [row for row in comparison.rows if not row.is_unchanged]
        if wanted:
            procedures = _entered(wanted, by.actor, at)
            proposals = [_proposal(row, procedures[row.record.code], name) for row in wanted]
            put_items(decision=decision, proposals=proposals, by=by, at=at)
        _record_run(result, data, by.actor, at, decision=str(decision.pk))
    return result


@transaction.atomic
def propose_import_anew(
    *, file: Path | bytes, name: str = "", agency: Agency, data: DecisionData, by: Person, at: datetime
) -> tuple[PromulgationDecision, ImportResult]:
    """Start a decision kept by `agency` and put what a file says into it, both or neither.

    :raises Refused: as `start_decision` and `propose_import`; "import-changes-nothing" when all is known already.
    """
    decision = start_decision(agency=agency, data=data, by=by, at=at)
    result = propose_import(file=file, name=name, decision=decision, by=by, at=at)
    if not result.created + result.changed:
        raise Refused(
            "import-changes-nothing",
            "Tệp này không có gì khác danh mục hiện nay, hoặc mọi dòng đều bị từ chối. Không mở dự thảo.",
        )
    return decision, result


def _require_importer(by: Person | None, at: datetime) -> None:
    if by is not None:
        require_somewhere(by, Capability.IMPORT_CATALOGUE, on=local_day(at))


def _loaded(file: Path | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(file, bytes):
        return file, PurePath(name).name
    return load(file), name or file.name


def _require_possible_day(day: date, at: datetime) -> None:
    if day < EARLIEST or (day - local_day(at)).days > _MOST_DAYS_AHEAD:
        raise Refused(
            "as-of-impossible",
            f"Ngày áp dụng {day:%d/%m/%Y} không hợp lý: phải từ {EARLIEST:%d/%m/%Y} đến một năm tới.",
        )


def _wait_for_other_imports() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _result(name: str, dry_run: bool, day: date, read: ReadFile, comparison: Comparison) -> ImportResult:
    new = sum(row.procedure is None for row in comparison.rows)
    same = sum(row.is_unchanged for row in comparison.rows)
    refusals = sorted([*read.refusals, *comparison.refusals], key=lambda remark: remark.row)
    return ImportResult(
        file=name,
        dry_run=dry_run,
        as_of=day,
        created=new,
        changed=len(comparison.rows) - new - same,
        unchanged=same,
        refusals=tuple(refusals),
        warnings=tuple(comparison.warnings),
        rows=tuple(comparison.rows),
    )


def _write(rows: Sequence[Compared], source: str, day: date, actor: str, at: datetime) -> None:
    wanted = [row for row in rows if not row.is_unchanged or row.record.old_codes]
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        procedures = _entered(batch, actor, at)
        told = [row for row in batch if not row.is_unchanged]
        news = [
            NewVersion(
                procedure_id=procedures[row.record.code].pk,
                content=row.content,
                source=source,
                source_url=row.record.source_url,
            )
            for row in told
        ]
        versions = write_versions(versions=news, actor=actor, at=at, reason="imported")
        put_versions_in_force(versions=versions, from_on=day, actor=actor, at=at)
        touched = {procedure.pk for procedure in procedures.values()}
        touched |= link_old_codes(actor=actor, at=at, codes=list(procedures))
        refresh_findings(procedure_ids=touched, on=local_day(at))
        refresh_search(procedure_ids=touched, at=at)


def _entered(rows: Sequence[Compared], actor: str, at: datetime) -> dict[str, Procedure]:
    entries = [
        ProcedureEntry(
            code=row.record.code,
            kind=row.record.kind or kind_of(row.record.code, row.content.issuing_agency),
            old_codes=tuple((code.strip()[:40], "") for code in row.record.old_codes if code.strip()),
        )
        for row in rows
    ]
    return enter_procedures(entries=entries, actor=actor, at=at)


def _refuse_those_in_open_decisions(comparison: Comparison) -> None:
    items = DecisionItem.objects.filter(decision__stage__in=OPEN_STAGES)
    codes = [row.record.code for row in comparison.rows]
    taken = dict(items.filter(procedure__code__in=codes).values_list("procedure__code", "decision__title"))
    for row in comparison.rows:
        if not row.is_unchanged and row.record.code in taken:
            reason = f"đang nằm trong dự thảo quyết định “{taken[row.record.code][:120]}”"
            comparison.refusals.append(Remark(row.record.row, row.record.code, "", reason))
    comparison.rows = [row for row in comparison.rows if row.is_unchanged or row.record.code not in taken]


def _proposal(row: Compared, procedure: Procedure, name: str) -> Proposal:
    return Proposal(
        procedure=procedure,
        change=ChangeKind.AMENDED if row.is_known else ChangeKind.NEW,
        content=row.content,
        source=name[:200],
        source_url=row.record.source_url,
    )


def _record_run(result: ImportResult, data: bytes, actor: str, at: datetime, **more: str) -> None:
    digest = hashlib.sha256(data).hexdigest()
    summary = {**result.as_dict(), **more}
    run = ImportRun.objects.create(
        file_name=result.file[:250], sha256=digest, at=at, actor=actor, summary=summary
    )
    counts = {name: value for name, value in summary.items() if name not in ("warnings", "refusals")}
    fact = Fact("CatalogueImported", "import", str(run.pk), {**counts, "sha256": digest})
    record(fact=fact, actor=actor, at=at)
