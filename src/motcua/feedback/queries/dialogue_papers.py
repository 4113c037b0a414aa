"""The minutes of a dialogue conference, from the rows to the plain facts."""

from __future__ import annotations

from datetime import date

from motcua.documents.queries.issuing import issuing_of
from motcua.feedback.enums import AskedWhen, QuestionStatus
from motcua.feedback.models import DialogueConference, DialogueQuestion
from motcua.feedback.queries.dialogues import counts_of
from motcua.feedback.rules.dialogue_papers import DialogueMinutes, QuestionLine

_WITH_ANSWER = frozenset({QuestionStatus.APPROVED, QuestionStatus.PUBLISHED})


def minutes_of(conference: DialogueConference, *, on: date) -> DialogueMinutes | None:
    """What the minutes say; None before the conference was held. Questions appear as approved for the public; of one
    without an approved answer only its place and group, and who will answer. Those about conduct are not in it: many
    read the minutes."""
    if conference.ended_at is None:
        return None
    spoken = conference.questions.filter(is_closed=False)
    counts = counts_of(spoken, today=on)
    rows = spoken.exclude(status=QuestionStatus.SET_ASIDE).select_related("unit")
    return DialogueMinutes(
        issuing=issuing_of(
            conference.agency, on=on, symbol="BB", recipients=(), is_sample=conference.is_sample
        ),
        topic=conference.topic,
        audience=conference.audience,
        place=conference.place,
        starts_at=conference.starts_at,
        ended_at=conference.ended_at,
        chair=conference.chair,
        secretary=conference.secretary,
        present=(
            ("người dân", conference.citizens),
            ("doanh nghiệp", conference.enterprises),
            ("cơ quan, đơn vị, nhà trường", conference.bodies),
        ),
        sums=(
            ("Câu hỏi, ý kiến nhận được", counts.total),
            *((f"Trong đó: {when.label.lower()}", counts.by_when[when]) for when in AskedWhen),
            ("Đã có trả lời được duyệt", counts.answered),
            ("Trả lời sau", counts.open),
            ("Không đưa ra đối thoại", counts.set_aside),
        ),
        questions=tuple(_line(row) for row in rows.order_by("theme", "number")),
        conclusion=conference.conclusion,
    )


def _line(row: DialogueQuestion) -> QuestionLine:
    is_answered = row.status in _WITH_ANSWER
    return QuestionLine(
        theme=row.theme,
        text=row.public_text if is_answered else "(nội dung ghi trong danh sách câu hỏi)",
        answer=row.answer if is_answered else "",
        unit=row.unit.name if row.unit else "",
        promised=f"{row.answer_by:%d/%m/%Y}" if row.answer_by else "",
    )
