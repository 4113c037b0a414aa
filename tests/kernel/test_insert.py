"""Inserting rows of one table in one statement."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DataError, transaction
from psycopg.types.range import Range

from motcua.kernel.actions import insert_all
from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Area

pytestmark = pytest.mark.django_db


def _area(code: str) -> Area:
    held = Range(date(2026, 1, 1), None)
    return Area(
        code=code, level=AreaLevel.PROVINCE, name=f"Tỉnh {code}", in_force=held, folded="", sort_key=""
    )


def test_rows_get_their_identifiers_in_order(django_assert_num_queries) -> None:
    rows = [_area("zz1"), _area("zz2")]
    with django_assert_num_queries(1):
        insert_all(rows)
    found = dict(Area.objects.filter(code__startswith="zz").values_list("pk", "code"))
    assert found == {row.pk: row.code for row in rows}


def test_an_inserted_row_is_saved_by_changing_it() -> None:
    row = _area("zz1")
    insert_all([row])
    row.name = "Tỉnh khác"
    row.save()
    assert list(Area.objects.filter(code="zz1").values_list("name", flat=True)) == ["Tỉnh khác"]


def test_what_is_too_long_is_refused_not_cut() -> None:
    with pytest.raises(DataError), transaction.atomic():
        insert_all([_area("zz1234567")])
    assert not Area.objects.filter(code__startswith="zz").exists()


def test_no_rows_no_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        insert_all([])
