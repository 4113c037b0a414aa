"""An agency read together with its area."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.cast import Bodies

from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.agencies import agency_with_area

pytestmark = pytest.mark.django_db


def _values(row: Agency | Area) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_it_is_what_the_table_says(bodies: Bodies, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = agency_with_area(bodies.division.pk)
        area = found.area
    assert _values(found) == _values(Agency.objects.get(pk=bodies.division.pk))
    assert (area and _values(area)) == (found.area_id and _values(Area.objects.get(pk=found.area_id)))


def test_an_agency_without_an_area(bodies: Bodies) -> None:
    Agency.objects.filter(pk=bodies.department.pk).update(area=None)
    assert agency_with_area(bodies.department.pk).area is None


def test_one_that_is_not_there() -> None:
    with pytest.raises(Agency.DoesNotExist):
        agency_with_area(uuid4())
