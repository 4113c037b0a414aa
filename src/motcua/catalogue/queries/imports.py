"""What an import would do: each record beside what is known of its procedure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from motcua.catalogue.enums import VersionState
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.diff import FieldChange, diff
from motcua.catalogue.rules.entering import faults, tidy
from motcua.catalogue.rules.records import Record, Remark, merge

_OLD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Compared:
    """A record with its procedure (None: not known yet), what it would say from the day on, and what that changes."""

    record: Record
    procedure: Procedure | None
    content: Content
    changes: list[FieldChange]
    is_known: bool

    @property
    def is_unchanged(self) -> bool:
        return self.is_known and not self.changes


@dataclass
class Comparison:
    """All records that can be stored, and remarks about rows: refusals, and what a person should look at."""

    rows: list[Compared] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    procedures: dict[str, Procedure]
    versions: dict[str, ProcedureVersion]
    contents: dict[str, Content]
    settled: frozenset[str]


def compare(records: Sequence[Record], *, on: date, today: date) -> Comparison:
    """Each record beside the version in force on the day; a fixed number of queries.

    An old state of a procedure of which nothing later is known is told apart for a person to look at. Refused are
    the second record of a code, content that cannot be stored, and a record for the very day on which a decision's
    version begins.
    """
    comparison = Comparison()
    unique = _once(records, comparison)
    known = _known([record.code for record in unique], on, today)
    for record in unique:
        comparison.warnings += record.remarks
        compared = _compared(record, known)
        found = [
            Remark(record.row, record.code, fault.field, fault.reason) for fault in faults(compared.content)
        ]
        found += _conflict(compared, known, on)
        if found:
            comparison.refusals += found
        else:
            comparison.rows.append(compared)
            comparison.warnings += _overruled(compared, known)
            if today - on > _OLD and record.code not in known.settled:
                reason = f"chỉ biết tình trạng ngày {on:%d/%m/%Y}; cần xem nay còn áp dụng không"
                comparison.warnings.append(Remark(record.row, record.code, "", reason))
    return comparison


def _once(records: Iterable[Record], comparison: Comparison) -> list[Record]:
    first: dict[str, Record] = {}
    for record in records:
        if record.code in first:
            reason = f"mã lặp lại, đã có ở dòng {first[record.code].row}"
            comparison.refusals.append(Remark(record.row, record.code, "Mã thủ tục", reason))
        else:
            first[record.code] = record
    return list(first.values())


def _known(codes: Sequence[str], on: date, today: date) -> _Known:
    procedures = {item.code: item for item in Procedure.objects.filter(code__in=codes, jurisdiction="")}
    versions = ProcedureVersion.objects.filter(
        Q(in_force__contains=on),
        procedure__in=[item.pk for item in procedures.values()],
        state=VersionState.PROMULGATED,
    )
    version_of = {version.procedure_id: version for version in versions}
    contents = contents_of([version.pk for version in version_of.values()])
    held = {code: version_of[item.pk] for code, item in procedures.items() if item.pk in version_of}
    said = {code: contents[version.pk] for code, version in held.items()}
    return _Known(procedures, held, said, _settled(codes, on, today))


def _settled(codes: Sequence[str], on: date, today: date) -> frozenset[str]:
    """The codes with a version that begins after the day, or that has ended by today: their fate is known."""
    told = ProcedureVersion.objects.filter(
        Q(in_force__startswith__gt=on) | Q(in_force__endswith__lte=today),
        procedure__code__in=codes,
        procedure__jurisdiction="",
        state=VersionState.PROMULGATED,
    )
    return frozenset(told.values_list("procedure__code", flat=True))


def _compared(record: Record, known: _Known) -> Compared:
    before = known.contents.get(record.code)
    content = tidy(merge(before, record))
    procedure = known.procedures.get(record.code)
    return Compared(record, procedure, content, diff(before, content), before is not None)


def _conflict(compared: Compared, known: _Known, on: date) -> list[Remark]:
    version = known.versions.get(compared.record.code)
    if (
        compared.is_unchanged
        or version is None
        or version.decision_id is None
        or version.in_force.lower != on
    ):
        return []
    reason = f"từ đúng ngày {on:%d/%m/%Y} đã có phiên bản do quyết định {version.decision_number} công bố"
    return [Remark(compared.record.row, compared.record.code, "", f"{reason}; nhập theo ngày khác")]


def _overruled(compared: Compared, known: _Known) -> list[Remark]:
    version = known.versions.get(compared.record.code)
    if compared.is_unchanged or version is None or version.decision_id is None:
        return []
    reason = f"thay phiên bản do quyết định {version.decision_number} công bố; cần người đối chiếu"
    return [Remark(compared.record.row, compared.record.code, "", reason)]
