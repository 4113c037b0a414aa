"""What keeps a process from being published, and what its maker should look at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from motcua.accounts.enums import Capability
from motcua.accounts.rules.roles import DOSSIER_CAPABILITIES, capabilities_of_role
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.findings import Finding, at
from motcua.workflow.rules.paths import Graph
from motcua.workflow.rules.processes import ProcessContent, StepContent
from motcua.workflow.rules.times import time_findings

# Acts that take a dossier elsewhere: where one is allowed, the table must say where it leads.
LEADING = frozenset({Act.FORWARD, Act.SEND_BACK, Act.PROPOSE, Act.APPROVE, Act.SIGN})

_NEEDS = {
    StepKind.RECEPTION: Capability.RECEIVE_DOSSIERS,
    StepKind.ASSIGNMENT: Capability.DECIDE_DOSSIERS,
    StepKind.APPROVAL: Capability.DECIDE_DOSSIERS,
    StepKind.SIGNING: Capability.DECIDE_DOSSIERS,
    StepKind.ISSUING: Capability.ISSUE_RESULTS,
    StepKind.RETURNING: Capability.RECEIVE_DOSSIERS,
}


def check(content: ProcessContent) -> list[Finding]:
    """Everything found, what concerns the whole first, then step by step; each message names its step.

    Basis: one process for every procedure that is received (TT 01/2018/TT-VPCP, art. 8, and what replaced it): one
    role answers for each step, the first receives, the last returns, no way leads round for ever, and the steps'
    time fits into the limit.
    """
    if not content.steps:
        return [
            Finding(
                "no-steps", "Quy trình chưa có bước nào. Thêm ít nhất bước tiếp nhận và bước trả kết quả."
            )
        ]
    graph = Graph.of(content)
    found = list(
        chain(
            _ends(content),
            _ways(content, graph),
            _legs(content),
            time_findings(content, graph),
            _steps(content),
        )
    )
    places = {step.key: step.position for step in content.steps}
    return sorted(found, key=lambda finding: places.get(finding.step_key, 0))


def blocking(content: ProcessContent) -> list[Finding]:
    """Only what keeps the process from being published."""
    return [finding for finding in check(content) if finding.blocks]


def _ends(content: ProcessContent) -> Iterator[Finding]:
    first, last = content.first(), content.last()
    if first.kind is not StepKind.RECEPTION:
        yield at(first, "first-not-reception", "là bước đầu nên phải là bước tiếp nhận.")
    if last.kind is not StepKind.RETURNING:
        yield at(last, "last-not-returning", "là bước cuối nên phải là bước trả kết quả.")
    if Act.RETURN_RESULT not in last.acts:
        yield at(last, "last-returns-nothing", "là bước cuối nên phải cho phép “Trả kết quả”.")
    for move in last.moves:
        if move.act is not Act.SEND_BACK:
            yield at(last, "last-goes-on", f"là bước cuối nên không chuyển tiếp bằng “{move.act.label}”.")


def _ways(content: ProcessContent, graph: Graph) -> Iterator[Finding]:
    reached, ending = graph.reached_from(content.first().key), graph.leading_to(content.last().key)
    for step in content.steps:
        if step.key not in reached:
            yield at(
                step,
                "unreachable",
                "không bước nào dẫn đến. Thêm một hướng chuyển đến bước này, hoặc bỏ bước.",
            )
        if step.key not in ending:
            circle = any(step.key in graph.reached_from(to) for to in graph.moves[step.key])
            why = "đi vòng mãi" if circle else "không dẫn tiếp đến đâu"
            yield at(
                step,
                "no-way-out",
                f"{why}, không có đường ra tới bước trả kết quả. Thêm một hướng chuyển đi.",
            )


def _legs(content: ProcessContent) -> Iterator[Finding]:
    if not content.legs:
        return
    leading = sum(leg.is_lead for leg in content.legs)
    if leading != 1:
        yield Finding(
            "one-leading-leg", "Quy trình liên thông phải có đúng một chặng do cơ quan chủ trì đảm nhận."
        )
    used = {step.leg_key for step in content.steps}
    for leg in content.legs:
        if leg.key not in used:
            yield Finding(
                "leg-without-steps",
                f"Chặng “{leg.title}” chưa có bước nào. Gắn bước vào chặng, hoặc bỏ chặng.",
            )
    if content.limit is not None:
        for leg in content.legs:
            if leg.limit is None:
                yield Finding(
                    "leg-without-limit", f"Chặng “{leg.title}” chưa có thời gian của cơ quan thực hiện."
                )
    for step in content.steps:
        if not step.leg_key:
            yield at(step, "step-without-leg", "chưa thuộc chặng nào của quy trình liên thông.")


def _steps(content: ProcessContent) -> Iterator[Finding]:
    last = content.last()
    for step in content.steps:
        yield from _role(step)
        yield from _acts(step, is_last=step is last)
        if step.consultations and Act.CONSULT not in step.acts:
            yield at(step, "opinion-not-allowed", "có việc lấy ý kiến nhưng chưa cho phép “Lấy ý kiến”.")


def _role(step: StepContent) -> Iterator[Finding]:
    if step.role is None:
        yield at(step, "role-missing", "chưa có vai trò chịu trách nhiệm. Mỗi bước có đúng một vai trò.")
        return
    able = capabilities_of_role(step.role)
    if not able & (DOSSIER_CAPABILITIES - {Capability.READ_DOSSIERS}):
        yield at(step, "role-unfit", f"vai trò “{step.role.label}” không xử lý hồ sơ. Chọn vai trò khác.")
    elif (need := _NEEDS.get(step.kind)) and need not in able:
        yield at(
            step,
            "role-unusual",
            f"vai trò “{step.role.label}” thường không có quyền “{need.label}” mà loại bước này cần. Xem lại.",
            blocks=False,
        )


def _acts(step: StepContent, *, is_last: bool) -> Iterator[Finding]:
    moving = Counter(move.act for move in step.moves)
    for act in Act:
        if act in step.acts and act in LEADING and not moving[act] and not is_last:
            yield at(step, "act-leads-nowhere", f"cho phép “{act.label}” nhưng chưa nói chuyển đến bước nào.")
        if moving[act] and act not in step.acts:
            yield at(
                step, "move-not-allowed", f"có hướng chuyển “{act.label}” nhưng bước chưa cho phép việc đó."
            )
        labels = Counter(move.label for move in step.moves if move.act is act)
        if any(number > 1 for number in labels.values()):
            yield at(
                step,
                "moves-not-told-apart",
                f"có {moving[act]} hướng “{act.label}” trùng tên. Đặt tên cho từng hướng để người làm chọn được.",
            )
