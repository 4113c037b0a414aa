"""Lists that a person looks at again and again, kept under a name."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from motcua.accounts.models import Person
from motcua.dossiers.models import SavedFilter
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

MOST_FILTERS = 20
_LONGEST_NAME, _LONGEST_QUERY = 80, 500


def save_filter(*, person: Person, name: str, query: str) -> SavedFilter:
    """Keep the list behind `query` (the questions of an address) under a name; the same name is written over.

    A person's own convenience: nobody else sees it, and the journal is not told.

    :raises Refused: "filter-without-name", "filter-too-long", "too-many-filters".
    """
    name = clean(name).replace("\n", " ")
    if not name or len(name) > _LONGEST_NAME:
        raise Refused(
            "filter-without-name",
            "Đặt cho bộ lọc một tên ngắn, tối đa 80 chữ, để nhận ra nó trong danh sách.",
        )
    if len(query) > _LONGEST_QUERY:
        raise Refused(
            "filter-too-long", "Bộ lọc này có quá nhiều điều kiện nên không lưu được. Bỏ bớt rồi lưu lại."
        )
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        mine = SavedFilter.objects.filter(person=person)
        if mine.count() >= MOST_FILTERS and not mine.filter(name=name).exists():
            raise Refused(
                "too-many-filters",
                f"Mỗi người lưu tối đa {MOST_FILTERS} bộ lọc. Bỏ bộ lọc không dùng nữa rồi lưu lại.",
            )
        last = mine.aggregate(last=Max("position"))["last"] or 0
        saved, _made = SavedFilter.objects.update_or_create(
            person=person,
            name=name,
            defaults={"query": query},
            create_defaults={"query": query, "position": last + 1},
        )
    return saved


def remove_filter(*, person: Person, filter_id: int) -> None:
    """Forget one of the person's own filters.

    :raises Refused: "filter-not-found", also for another's.
    """
    removed, _rows = SavedFilter.objects.filter(person=person, pk=filter_id).delete()
    if not removed:
        raise Refused("filter-not-found", "Không còn bộ lọc này. Tải lại trang để xem các bộ lọc hiện có.")
