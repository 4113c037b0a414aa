"""How far a draft act may go, and what it must have before.

Basis: NĐ 63/2010 art. 9–11: procedures are assessed when an act is proposed and when it is drafted; a draft with
procedures that lacks the assessment or the opinion on it is not taken for appraisal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from motcua.kernel.refusals import Refused
from motcua.reviews.enums import ActStage, ActStatus, AppraisalOutcome
from motcua.reviews.rules.impact.answers import Completeness

_SHOWN = 3


class ActVerb(StrEnum):
    """What is done with a draft act."""

    WORK = "work"
    SEND = "send"
    APPRAISE = "appraise"
    ADVANCE = "advance"
    ISSUE = "issue"
    FOLLOW = "follow"
    DROP = "drop"


_FROM: Mapping[ActVerb, frozenset[ActStatus]] = MappingProxyType(
    {
        ActVerb.WORK: frozenset({ActStatus.ASSESSING}),
        ActVerb.SEND: frozenset({ActStatus.ASSESSING}),
        ActVerb.APPRAISE: frozenset({ActStatus.SENT}),
        ActVerb.ADVANCE: frozenset({ActStatus.APPRAISED}),
        ActVerb.ISSUE: frozenset({ActStatus.APPRAISED}),
        ActVerb.FOLLOW: frozenset({ActStatus.ISSUED}),
        ActVerb.DROP: frozenset({ActStatus.ASSESSING, ActStatus.SENT, ActStatus.APPRAISED}),
    }
)
_WHY: Mapping[ActVerb, str] = MappingProxyType(
    {
        ActVerb.WORK: "Chỉ sửa được khi đang đánh giá tác động.",
        ActVerb.SEND: "Chỉ gửi thẩm định được khi đang đánh giá tác động.",
        ActVerb.APPRAISE: "Chưa gửi thẩm định nên chưa có ý kiến để ghi.",
        ActVerb.ADVANCE: "Chỉ chuyển sang soạn thảo sau khi đề nghị đã được thẩm định.",
        ActVerb.ISSUE: "Dự thảo chưa được thẩm định nên chưa ghi ban hành được.",
        ActVerb.FOLLOW: "Văn bản chưa ban hành nên chưa nối được với quyết định công bố.",
        ActVerb.DROP: "Văn bản đã ban hành hoặc đã dừng rồi.",
    }
)


@dataclass(frozen=True, slots=True)
class ItemStands:
    """A procedure of a draft act and how much of its assessment stands; None when it was not begun."""

    name: str
    completeness: Completeness | None


def require_verb(verb: ActVerb, status: ActStatus) -> None:
    """Refuse what cannot be done with an act that stands so.

    :raises Refused: "draft-act-not-ready".
    """
    if status not in _FROM[verb]:
        raise Refused("draft-act-not-ready", f"Dự thảo đang ở bước “{status.label}”. {_WHY[verb]}")


def require_ready_for_appraisal(items: Sequence[ItemStands], *, open_opinions: int) -> None:
    """Refuse to hand over a draft act whose procedures are not wholly assessed, or with opinions nobody answered.

    :raises Refused: "draft-act-without-procedures", "impact-assessment-missing", "opinions-unanswered".
    """
    if not items:
        raise Refused(
            "draft-act-without-procedures",
            "Dự thảo chưa ghi thủ tục nào. Thêm thủ tục, hoặc không cần đánh giá tác động nếu văn bản không quy định "
            "thủ tục.",
        )
    lacking = [one for one in items if one.completeness is None or not one.completeness.is_whole]
    if lacking:
        said = "; ".join(_lacks(one) for one in lacking[:_SHOWN])
        more = f" và {len(lacking) - _SHOWN} thủ tục nữa" if len(lacking) > _SHOWN else ""
        raise Refused(
            "impact-assessment-missing",
            f"Chưa gửi thẩm định được vì đánh giá tác động chưa đủ: {said}{more}. Dự thảo có thủ tục mà chưa đánh giá "
            "tác động thì cơ quan thẩm định không nhận.",
            procedures=[one.name for one in lacking],
        )
    if open_opinions:
        raise Refused(
            "opinions-unanswered",
            f"Còn {open_opinions} ý kiến góp ý chưa tiếp thu hoặc giải trình. Xử lý hết rồi gửi thẩm định.",
            number=open_opinions,
        )


def _lacks(one: ItemStands) -> str:
    if one.completeness is None:
        return f"“{one.name}” chưa đánh giá"
    return f"“{one.name}” còn thiếu {len(one.completeness.missing)} mục"


def status_after(outcome: AppraisalOutcome) -> ActStatus:
    """Where the opinion leaves the act: back at the desk unless it was agreed, as it is or after changes."""
    return ActStatus.ASSESSING if outcome is AppraisalOutcome.REFUSED else ActStatus.APPRAISED


def require_drafting(stage: ActStage, verb: ActVerb) -> None:
    """Refuse to issue what is only proposed, and to advance what is drafted already.

    :raises Refused: "draft-act-only-proposed", "draft-act-drafted".
    """
    if verb is ActVerb.ISSUE and stage is ActStage.PROPOSAL:
        raise Refused(
            "draft-act-only-proposed",
            "Mới thẩm định đề nghị xây dựng văn bản. Chuyển sang soạn thảo và đánh giá lại rồi mới ban hành.",
        )
    if verb is ActVerb.ADVANCE and stage is ActStage.DRAFTING:
        raise Refused("draft-act-drafted", "Dự thảo đã ở giai đoạn soạn thảo.")
