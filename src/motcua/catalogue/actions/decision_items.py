"""What a draft decision changes: procedures put into it, each with its draft version, and taken out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.catalogue.actions.decisions import lock_for_editing
from motcua.catalogue.actions.versions import NewVersion, require_sound, write_versions
from motcua.catalogue.enums import ChangeKind, DecisionStage, ProcedureKind, VersionState
from motcua.catalogue.models import DecisionItem, Procedure, ProcedureVersion, PromulgationDecision
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.decisions import NEEDS_VERSION
from motcua.kernel.actions import Fact, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused

OPEN_STAGES = (DecisionStage.DRAFT, DecisionStage.UNDER_CONTROL_CHECK, DecisionStage.SUBMITTED_TO_CHAIRMAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What shall happen to one procedure: the content that shall apply, or None where it ends."""

    procedure: Procedure
    change: ChangeKind
    content: Content | None = None
    replaced_by: Procedure | None = None
    source: str = ""
    source_url: str = ""


@transaction.atomic
def put_items(
    *, decision: PromulgationDecision, proposals: Sequence[Proposal], by: Person, at: datetime
) -> list[DecisionItem]:
    """Put procedures into a draft decision, each with a draft version of its content; a fixed number of statements.

    :raises Refused: wrong person or stage; a procedure twice, already in this or another open decision; content
        missing where the change needs it, or content that cannot be stored; a procedure replaced by itself.
    """
    decision = lock_for_editing(decision, by=by, at=at)
    _require_possible(proposals)
    _require_free([proposal.procedure for proposal in proposals])
    with_content = [proposal for proposal in proposals if proposal.content is not None]
    drafts = write_versions(
        versions=[
            NewVersion(
                procedure_id=proposal.procedure.pk,
                content=require_sound(proposal.content),
                source=proposal.source,
                source_url=proposal.source_url,
            )
            for proposal in with_content
            if proposal.content is not None
        ],
        actor=by.actor,
        at=at,
        reason=f"decision:{decision.pk}",
    )
    version_of = {proposal.procedure.pk: draft for proposal, draft in zip(with_content, drafts, strict=True)}
    items = DecisionItem.objects.bulk_create(
        [
            DecisionItem(
                decision=decision,
                procedure=proposal.procedure,
                change=proposal.change,
                version=version_of.get(proposal.procedure.pk),
                replaced_by=proposal.replaced_by,
            )
            for proposal in proposals
        ]
    )
    facts = [
        Fact(
            "DecisionItemPut",
            "decision",
            str(decision.pk),
            {"code": item.procedure.code, "change": item.change},
        )
        for item in items
    ]
    record_all(facts=facts, actor=by.actor, at=at)
    return items


@transaction.atomic
def amend_procedure(
    *,
    decision: PromulgationDecision,
    procedure: Procedure,
    change: ChangeKind,
    content: Content | None = None,
    replaced_by: Procedure | None = None,
    by: Person,
    at: datetime,
) -> DecisionItem:
    """Put one procedure into a draft decision. For an amendment without content, the draft starts from what is in
    force on the day.

    :raises Refused: as `put_items`; also when there is nothing in force to start from.
    """
    if content is None and change in NEEDS_VERSION:
        content = _contents_in_force([procedure], local_day(at))[procedure.pk]
    proposal = Proposal(procedure=procedure, change=change, content=content, replaced_by=replaced_by)
    return put_items(decision=decision, proposals=[proposal], by=by, at=at)[0]


@transaction.atomic
def amend_procedures(
    *,
    decision: PromulgationDecision,
    procedures: Sequence[Procedure],
    change: ChangeKind,
    replaced_by: Procedure | None = None,
    by: Person,
    at: datetime,
) -> list[DecisionItem]:
    """Put several procedures into a draft decision for the same change; those that go on start from what is in
    force on the day. All or none; a fixed number of statements.

    :raises Refused: as `put_items`; also when there is nothing in force to start from.
    """
    contents = _contents_in_force(procedures, local_day(at)) if change in NEEDS_VERSION else {}
    proposals = [
        Proposal(
            procedure=procedure, change=change, content=contents.get(procedure.pk), replaced_by=replaced_by
        )
        for procedure in procedures
    ]
    return put_items(decision=decision, proposals=proposals, by=by, at=at)


@transaction.atomic
def add_procedure(
    *,
    decision: PromulgationDecision,
    code: str,
    kind: ProcedureKind,
    content: Content,
    by: Person,
    at: datetime,
) -> DecisionItem:
    """Bring a procedure the catalogue does not know into a draft decision, as newly issued.

    :raises Refused: as `put_items`; also for a code that is in use or empty.
    """
    code = code.strip()
    if not code:
        raise Refused("code-missing", "Hãy nhập mã thủ tục, ví dụ 1.004889.", field="code")
    lock_for_editing(decision, by=by, at=at)
    if Procedure.objects.filter(
        code=code, jurisdiction="", versions__state=VersionState.PROMULGATED
    ).exists():
        raise Refused(
            "code-in-use", f"Mã {code} đã có trong danh mục. Chọn sửa đổi thay vì ban hành mới.", field="code"
        )
    procedure, _ = Procedure.objects.get_or_create(code=code, jurisdiction="", defaults={"kind": kind})
    return amend_procedure(
        decision=decision, procedure=procedure, change=ChangeKind.NEW, content=content, by=by, at=at
    )


@transaction.atomic
def remove_item(*, item: DecisionItem, by: Person, at: datetime) -> None:
    """Take a procedure out of a draft decision; its draft version is abandoned, not erased.

    :raises Refused: wrong person or stage.
    """
    decision = lock_for_editing(item.decision, by=by, at=at)
    version_id: UUID | None = item.version_id
    code = item.procedure.code
    item.delete()
    ProcedureVersion.objects.filter(
        pk__in=[version_id] if version_id else [], state=VersionState.DRAFT
    ).update(state=VersionState.ABANDONED)
    fact = Fact("DecisionItemRemoved", "decision", str(decision.pk), {"code": code})
    record_all(facts=[fact], actor=by.actor, at=at)


def _contents_in_force(procedures: Sequence[Procedure], on: date) -> dict[UUID, Content]:
    versions = ProcedureVersion.objects.filter(
        procedure__in=procedures, state=VersionState.PROMULGATED, in_force__contains=on
    )
    version_of = dict(versions.values_list("procedure_id", "pk"))
    codes = [procedure.code for procedure in procedures if procedure.pk not in version_of]
    if codes:
        raise Refused(
            "procedure-not-in-force",
            f"Thủ tục {', '.join(codes)} không có phiên bản đang áp dụng để sửa. Kiểm tra lịch sử của thủ tục.",
            codes=codes,
        )
    contents = contents_of(list(version_of.values()))
    return {procedure: contents[version] for procedure, version in version_of.items()}


def _require_possible(proposals: Sequence[Proposal]) -> None:
    for proposal in proposals:
        code = proposal.procedure.code
        if proposal.change in NEEDS_VERSION and proposal.content is None:
            raise Refused("item-without-version", f"Chưa có nội dung dự thảo cho {code}.", codes=[code])
        if proposal.change is ChangeKind.REPLACED and proposal.replaced_by is None:
            raise Refused("replacement-missing", f"Hãy chọn thủ tục thay thế cho {code}.", codes=[code])
        if proposal.replaced_by is not None and proposal.replaced_by.pk == proposal.procedure.pk:
            raise Refused(
                "replaced-by-itself", f"Thủ tục {code} không thể được thay bằng chính nó.", codes=[code]
            )


def _require_free(procedures: Sequence[Procedure]) -> None:
    """One open decision at a time for a procedure: two drafts of one procedure would undo each other."""
    ids = [procedure.pk for procedure in procedures]
    doubled = sorted({procedure.code for procedure in procedures if ids.count(procedure.pk) > 1})
    if doubled:
        raise Refused("procedure-twice", f"Thủ tục {', '.join(doubled)} có mặt hai lần.", codes=doubled)
    taken = DecisionItem.objects.filter(procedure__in=ids, decision__stage__in=OPEN_STAGES)
    codes = sorted(taken.values_list("procedure__code", flat=True))
    if codes:
        raise Refused(
            "procedure-in-open-decision",
            f"Thủ tục {', '.join(codes)} đang nằm trong một dự thảo quyết định khác chưa kết thúc. "
            "Hoàn tất hoặc rút dự thảo đó trước.",
            codes=codes,
        )
