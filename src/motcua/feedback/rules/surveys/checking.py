"""What is wrong with a questionnaire before it is used, and what looks wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from motcua.feedback.rules.surveys.questionnaires import MOST_ITEMS, MOST_OPTIONS, Content, Item
from motcua.kernel.text import fold

_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
# Answers that say the question does not concern the person: worth nothing, neither the best nor the worst.
_OUTSIDE = (
    "khong bi tre",
    "khong ap dung",
    "khong co y kien",
    "khong biet",
    "khong lien quan",
    "khong su dung",
    "chua su dung",
    "khong phat sinh",
    "khong phai nop",
    "khong thuoc dien",
)


def problems(content: Content) -> list[str]:
    """Why the questionnaire cannot be used; empty when it can."""
    return [*_of_codes(content), *_of_groups(content), *_of_items(content), *_of_conditions(content)]


def doubts(content: Content) -> list[str]:
    """What a second look should be taken at, though it may be meant."""
    return [said for item in content.in_order for said in _doubts_of(item)]


def _of_codes(content: Content) -> Iterator[str]:
    codes = [
        *(group.code for group in content.groups),
        *(item.code for item in content.items),
        *(question.code for question in content.open_questions),
    ]
    for code in codes:
        if not _CODE.fullmatch(code):
            yield f"Mã “{code}” chỉ gồm chữ thường không dấu, số và dấu gạch dưới, tối đa 40 ký tự."
    for kind, rows in (
        ("nhóm", [g.code for g in content.groups]),
        ("câu", [*(i.code for i in content.items), *(q.code for q in content.open_questions)]),
    ):
        for code, times in Counter(rows).items():
            if times > 1:
                yield f"Mã {kind} “{code}” dùng {times} lần. Mỗi {kind} cần một mã riêng."


def _of_groups(content: Content) -> Iterator[str]:
    if not content.groups:
        yield "Phiếu chưa có nhóm câu hỏi nào."
    known = {group.code for group in content.groups}
    for group in content.groups:
        if not content.items_of(group.code):
            yield f"Nhóm “{group.title}” chưa có câu hỏi nào. Thêm câu hoặc bỏ nhóm."
    for item in content.items:
        if item.group not in known:
            yield f"Câu “{item.code}” thuộc nhóm “{item.group}” không có trong phiếu."


def _of_items(content: Content) -> Iterator[str]:
    if not content.scored:
        yield "Phiếu chưa có câu nào tính điểm, nên không có kết quả hài lòng."
    if len(content.items) > MOST_ITEMS:
        yield f"Phiếu có {len(content.items)} câu, nhiều hơn {MOST_ITEMS}."
    for item in content.items:
        if not 2 <= len(item.options) <= MOST_OPTIONS:
            yield f"Câu “{item.code}” cần từ 2 đến {MOST_OPTIONS} mức trả lời, đang có {len(item.options)}."
        if item.is_scored and len(set(item.scores)) < 2:
            yield f"Câu “{item.code}”: các mức trả lời cùng một điểm nên không phân biệt được."
        if item.is_scored and not any(option.is_satisfied for option in item.options):
            yield f"Câu “{item.code}” không có mức nào là hài lòng. Xem lại điểm và mức “hài lòng từ”."


def _of_conditions(content: Content) -> Iterator[str]:
    places = {item.code: place for place, item in enumerate(content.in_order)}
    for item in content.in_order:
        if item.when is None:
            continue
        asked = content.item(item.when.item)
        if asked is None or places.get(asked.code, len(places)) >= places[item.code]:
            yield f"Câu “{item.code}” phụ thuộc câu “{item.when.item}”: câu đó phải đứng trước trong phiếu."
        elif unknown := sorted(item.when.options - {option.code for option in asked.options}):
            yield f"Câu “{item.code}” phụ thuộc mức {', '.join(unknown)} mà câu “{asked.code}” không có."
        elif not item.when.options:
            yield f"Câu “{item.code}” phụ thuộc câu “{asked.code}” nhưng chưa ghi mức nào."


def _doubts_of(item: Item) -> Iterator[str]:
    for option in item.options:
        words = fold(option.label)
        if option.score is not None and any(words.startswith(start) for start in _OUTSIDE):
            yield (
                f"Câu “{item.code}”: “{option.label}” đang tính {option.score} điểm. Người không gặp việc ấy không chê "
                "cũng không khen; ghi dấu - thay điểm để không tính."
            )
    satisfied = [option.is_satisfied for option in item.options if option.score is not None]
    if item.is_scored and len(satisfied) > 2 and all(satisfied):
        yield f"Câu “{item.code}”: mọi mức đều là hài lòng."
    if len({fold(option.label) for option in item.options}) < len(item.options):
        yield f"Câu “{item.code}”: có hai mức trả lời cùng lời."
