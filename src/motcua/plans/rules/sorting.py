"""Which kind of plan a title names."""

from __future__ import annotations

from motcua.kernel.text import fold
from motcua.plans.enums import PlanKind

# In this order: a plan that reviews procedures to reform them is a review.
_WORDS: tuple[tuple[PlanKind, tuple[str, ...]], ...] = (
    (PlanKind.INSPECTION, ("kiem tra", "tu kiem tra", "thanh tra")),
    (PlanKind.COMMUNICATION, ("truyen thong", "tuyen truyen")),
    (PlanKind.TRAINING, ("tap huan", "boi duong", "dao tao nghiep vu")),
    (PlanKind.REVIEW, ("ra soat", "don gian hoa")),
    (PlanKind.FOCUSED, ("thu tuc hanh chinh trong tam",)),
    (PlanKind.CONTROL, ("kiem soat thu tuc hanh chinh", "kiem soat tthc")),
    (PlanKind.DIGITAL, ("so hoa", "chuyen doi so", "de an 06", "dich vu cong truc tuyen")),
    (PlanKind.REFORM, ("cai cach hanh chinh", "cchc", "cai cach thu tuc hanh chinh", "cai cach tthc")),
)


def kind_of_plan(title: str) -> PlanKind:
    """The kind that the title names; OTHER when it names none. The whole title counts, the first kind in it wins,
    but control before what is only a part of it ("kiểm soát … và cải cách …")."""
    folded = fold(title)
    found = [
        (min(folded.find(word) for word in words if word in folded), order, kind)
        for order, (kind, words) in enumerate(_WORDS)
        if any(word in folded for word in words)
    ]
    return min(found)[2] if found else PlanKind.OTHER
