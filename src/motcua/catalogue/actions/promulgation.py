"""What promulgation does to the procedures of a decision, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from psycopg.types.range import DateRange

from motcua.catalogue.actions.findings import refresh_findings
from motcua.catalogue.actions.search import refresh_search
from motcua.catalogue.actions.versions import close_versions
from motcua.catalogue.enums import ChangeKind, LinkKind, VersionState
from motcua.catalogue.models import DecisionItem, ProcedureLink, ProcedureVersion, PromulgationDecision
from motcua.catalogue.rules.decisions import ENDS_PROCEDURE, NEEDS_VERSION
from motcua.kernel.actions import Fact, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused


def put_in_force(*, decision: PromulgationDecision, effective_on: date, number: str, at: datetime) -> None:
    """Close the versions in force and open the decision's drafts from `effective_on`; a fixed number of statements.

    :raises Refused: "procedure-later-version", "procedure-not-in-force" or "procedure-already-in-force" with the
        codes concerned; nothing is changed then.
    """
    items = list(DecisionItem.objects.filter(decision=decision).select_related("procedure"))
    _require_possible(items, effective_on)
    close_versions([item.procedure_id for item in items], effective_on)
    drafts = [item.version_id for item in items if item.version_id is not None]
    ProcedureVersion.objects.filter(pk__in=drafts).update(
        state=VersionState.PROMULGATED,
        in_force=DateRange(effective_on, None),
        decision=decision,
        decision_number=number,
    )
    ProcedureLink.objects.bulk_create(
        [
            ProcedureLink(
                procedure_id=item.procedure_id, other_id=item.replaced_by_id, kind=LinkKind.REPLACED_BY
            )
            for item in items
            if item.replaced_by_id is not None
        ],
        ignore_conflicts=True,
    )
    facts = [
        Fact(
            "ProcedureEnded" if item.change in ENDS_PROCEDURE else "ProcedureVersionPromulgated",
            "procedure",
            str(item.procedure_id),
            {
                "decision": number,
                "change": item.change,
                "effective_on": effective_on,
                "version": item.version_id,
            },
        )
        for item in items
    ]
    record_all(facts=facts, actor="decision:" + str(decision.pk), at=at)
    changed = [item.procedure_id for item in items]
    refresh_search(procedure_ids=changed, at=at)
    refresh_findings(procedure_ids=changed, on=local_day(at))


def _require_possible(items: list[DecisionItem], day: date) -> None:
    procedures = [item.procedure_id for item in items]
    versions = ProcedureVersion.objects.filter(procedure__in=procedures, state=VersionState.PROMULGATED)
    later = set(versions.filter(in_force__startswith__gte=day).values_list("procedure_id", flat=True))
    current = set(versions.filter(in_force__contains=day).values_list("procedure_id", flat=True))
    _refuse(
        (item for item in items if item.procedure_id in later),
        "procedure-later-version",
        f"đã có phiên bản áp dụng từ {day:%d/%m/%Y} hoặc muộn hơn. Chọn ngày áp dụng sau ngày đó",
    )
    _refuse(
        (item for item in items if item.change == ChangeKind.NEW and item.procedure_id in current),
        "procedure-already-in-force",
        "đang có hiệu lực nên không thể công bố mới. Đổi loại thành sửa đổi hoặc chuẩn hóa",
    )
    needs_current = (ENDS_PROCEDURE | NEEDS_VERSION) - {ChangeKind.NEW}
    _refuse(
        (item for item in items if item.change in needs_current and item.procedure_id not in current),
        "procedure-not-in-force",
        f"không có hiệu lực vào ngày {day:%d/%m/%Y} nên không thể sửa đổi, thay thế hay bãi bỏ",
    )


def _refuse(items: Iterable[DecisionItem], code: str, reason: str) -> None:
    codes = sorted(item.procedure.code for item in items)
    if codes:
        raise Refused(code, f"Thủ tục {', '.join(codes)} {reason}.", codes=codes)
