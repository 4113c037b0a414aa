"""A questionnaire as it is printed: plain data for the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from motcua.feedback.rules.surveys.questionnaires import Content, Item

_MOST_COLUMNS = 6
_HOW = (
    "Khoanh tròn một số ở mỗi câu. Câu nào không muốn trả lời thì để trống. Không ghi tên. Phiếu không gắn với người "
    "trả lời; số phiếu chỉ để không nhập hai lần."
)


def printed(
    content: Content,
    *,
    title: str,
    agency: str,
    sheets: Sequence[str],
    footer: str,
    is_specimen: bool = False,
) -> dict[str, Any]:
    """What `papers/survey.typ` takes, without fonts. A group whose items have the same answers becomes a table."""
    numbers = {item.code: str(number) for number, item in enumerate(content.in_order, start=1)}
    return {
        "title": title,
        "agency": agency,
        "lead": content.lead,
        "how": _HOW,
        "footer": footer,
        "specimen": "Bản xem trước, không dùng để phát" if is_specimen else "",
        "unit_line": True,
        "two_sided": not is_specimen,
        "sheets": list(sheets),
        "groups": [
            {
                "title": group.title,
                "labels": _shared_labels(content.items_of(group.code)),
                "items": [_item(content, item, numbers) for item in content.items_of(group.code)],
            }
            for group in content.groups
        ],
        "words": [question.text for question in content.open_questions],
    }


def _shared_labels(items: Sequence[Item]) -> list[str]:
    """The heads of the columns when all items have the same answers, or the first of them; else none."""
    labels = [[option.label for option in item.options] for item in items]
    longest = max(labels, key=len, default=[])
    same = len(longest) <= _MOST_COLUMNS and all(each == longest[: len(each)] for each in labels)
    return longest if same and len(items) > 1 and not any(item.when for item in items) else []


def _item(content: Content, item: Item, numbers: dict[str, str]) -> dict[str, Any]:
    hint = ""
    if item.when is not None:
        marks = ", ".join(sorted(item.when.options))
        hint = f"Chỉ trả lời nếu câu {numbers.get(item.when.item, '…')} khoanh {marks}."
    return {
        "number": numbers[item.code],
        "text": item.text,
        "hint": hint,
        "options": [{"code": option.code, "label": option.label} for option in item.options],
    }
