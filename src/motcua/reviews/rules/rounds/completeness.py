"""What is still missing in a review form before it can be handed in.

Basis: Nghị định 63/2010/NĐ-CP, Điều 28, 29: necessity, reasonableness, legality, cost of each; Điều 30, 31: what is
proposed and by whom it is carried out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.reviews.enums.proposals import AnswerKind, FormHeading, ProposalKind, Verdict, YesNoAnswer
from motcua.reviews.rules.rounds.questions import FormDefinition, Question


@dataclass(frozen=True, slots=True)
class PartSaid:
    """What was said of one constituent; `name` is how a person finds it, `position` and `unanswered_key` (of the first
    question left open) how a form does."""

    name: str
    verdict: Verdict | None
    purpose: str = ""
    reason: str = ""
    unanswered: tuple[str, ...] = ()
    position: int = 0
    unanswered_key: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSaid:
    """A change of law that a proposal needs."""

    act: str
    change: str
    responsible: str
    article: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepSaid:
    """A step of carrying a proposal out."""

    what: str
    who: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProposalSaid:
    """What was said of the proposal."""

    kinds: tuple[ProposalKind, ...] = ()
    content: str = ""
    reason: str = ""
    changes: tuple[ChangeSaid, ...] = ()
    roadmap: tuple[StepSaid, ...] = ()
    has_cost: bool = False
    cost_source: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: under which heading, what, and the field of the form where it is said; "" of no one field."""

    heading: FormHeading
    what: str
    field: str = ""


def gaps(
    form: FormDefinition, answers: Mapping[str, str], parts: Sequence[PartSaid], proposal: ProposalSaid
) -> list[Gap]:
    """What is missing, in the order of the form; empty when it may be handed in."""
    found = [
        *_unanswered(form, answers),
        *_parts_missing(parts),
        *_proposal_missing(parts, proposal),
    ]
    order = list(FormHeading)
    return sorted(found, key=lambda gap: order.index(gap.heading))


def kinds_agree(kinds: Sequence[ProposalKind]) -> bool:
    """Whether these may be proposed together: keeping a procedure goes with nothing else, repealing it only with an
    interconnection or replacement that takes over what it did."""
    chosen = set(kinds)
    if ProposalKind.KEEP in chosen:
        return chosen == {ProposalKind.KEEP}
    if ProposalKind.REPEAL in chosen:
        return chosen <= {ProposalKind.REPEAL, ProposalKind.INTERCONNECT, ProposalKind.REPLACE}
    return True


def _unanswered(form: FormDefinition, answers: Mapping[str, str]) -> Iterator[Gap]:
    for question in form.questions:
        if question.is_required and question.is_asked(answers) and not _is_answered(question, answers):
            yield Gap(question.heading, f"Chưa trả lời: {question.text}", f"q_{question.key}")


def _is_answered(question: Question, answers: Mapping[str, str]) -> bool:
    said = answers.get(question.key, "")
    if question.kind is AnswerKind.YES_NO:
        return said in {YesNoAnswer.YES, YesNoAnswer.NO}
    return bool(said)


def _parts_missing(parts: Sequence[PartSaid]) -> Iterator[Gap]:
    for part in parts:
        if part.verdict is None:
            yield Gap(FormHeading.REASONABLENESS, f"Chưa đánh giá: {part.name}", f"v_{part.position}")
        elif part.verdict is not Verdict.KEEP and not part.reason:
            yield Gap(
                FormHeading.REASONABLENESS, f"Chưa ghi lý do đề xuất: {part.name}", f"r_{part.position}"
            )
        if part.unanswered:
            more = f" và {len(part.unanswered) - 1} câu khác" if len(part.unanswered) > 1 else ""
            yield Gap(
                FormHeading.REASONABLENESS,
                f"Chưa trả lời: {part.name}: {part.unanswered[0]}{more}",
                f"a_{part.position}_{part.unanswered_key}",
            )


def _proposal_missing(parts: Sequence[PartSaid], proposal: ProposalSaid) -> Iterator[Gap]:
    here = FormHeading.PROPOSAL
    if not proposal.kinds:
        yield Gap(here, "Chưa chọn đề xuất", "kinds")
        return
    if not kinds_agree(proposal.kinds):
        yield Gap(here, "Các đề xuất đã chọn không đi cùng nhau", "kinds")
    if not proposal.reason:
        yield Gap(here, "Chưa ghi lý do của đề xuất", "reason")
    changed = [part.name for part in parts if part.verdict not in {None, Verdict.KEEP}]
    if proposal.kinds == (ProposalKind.KEEP,):
        if changed:
            yield Gap(here, f"Đề xuất giữ nguyên nhưng phần C đề nghị thay đổi: {changed[0]}", "kinds")
        return
    if not proposal.content:
        yield Gap(here, "Chưa ghi nội dung đơn giản hóa", "content")
    if not proposal.changes:
        yield Gap(here, "Chưa ghi văn bản phải sửa, điều khoản, cơ quan thực hiện", "change0-act")
    if not proposal.roadmap:
        yield Gap(here, "Chưa ghi lộ trình: làm việc gì, ai làm, xong khi nào", "step0-what")
    undated = [place for place, step in enumerate(proposal.roadmap) if step.due_on is None]
    if undated:
        yield Gap(here, "Lộ trình có bước chưa ghi ngày xong", f"step{undated[0]}-due_on")
    if not (proposal.has_cost or proposal.cost_source):
        yield Gap(
            FormHeading.COST,
            "Chưa có chi phí trước và sau; nếu chưa tính được, ghi lý do ở nguồn chi phí",
            "cost_source",
        )
