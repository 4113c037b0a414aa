"""Closed vocabularies whose words carry their Vietnamese label; plain enums, so that rules may use them."""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A word for the code with a label for people: `RECEIVED = "received", "Đã tiếp nhận"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Labelled:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label of each word, in order, as model and form fields take them."""
        return [(member.value, member.label) for member in cls]
