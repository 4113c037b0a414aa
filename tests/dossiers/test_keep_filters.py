"""Lists kept under a name."""

from __future__ import annotations

import pytest

from motcua.accounts.models import Person
from motcua.dossiers.actions.filters import MOST_FILTERS, remove_filter, save_filter
from motcua.dossiers.models import SavedFilter
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_name_is_written_over_and_keeps_its_place(handler: Person) -> None:
    for name in ("Gấp", "Bưu chính", " Gấp "):
        save_filter(person=handler, name=name, query=f"q={len(name)}")
    found = SavedFilter.objects.filter(person=handler).order_by("position").values_list("name", "query")
    assert list(found) == [("Gấp", "q=5"), ("Bưu chính", "q=9")]


@pytest.mark.parametrize(
    ("name", "query", "code"),
    [
        (" \u200b", "q=1", "filter-without-name"),
        ("x" * 81, "q=1", "filter-without-name"),
        ("a", "q" * 501, "filter-too-long"),
    ],
)
def test_what_cannot_be_kept_is_refused(handler: Person, name: str, query: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        save_filter(person=handler, name=name, query=query)
    assert refused.value.code == code
    assert not SavedFilter.objects.exists()


def test_there_is_an_end_to_it(handler: Person, head: Person) -> None:
    for number in range(MOST_FILTERS):
        save_filter(person=handler, name=str(number), query="")
    with pytest.raises(Refused) as refused:
        save_filter(person=handler, name="một nữa", query="")
    assert refused.value.code == "too-many-filters"
    save_filter(person=handler, name="0", query="q=1")
    save_filter(person=head, name="của người khác", query="")


def test_nobody_removes_another_s(handler: Person, head: Person) -> None:
    kept = save_filter(person=handler, name="Gấp", query="")
    with pytest.raises(Refused) as refused:
        remove_filter(person=head, filter_id=kept.pk)
    assert refused.value.code == "filter-not-found"
    remove_filter(person=handler, filter_id=kept.pk)
    assert not SavedFilter.objects.exists()
