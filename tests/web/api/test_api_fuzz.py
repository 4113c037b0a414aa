"""Questions nobody would ask: the API answers each or refuses it as documented, never with a fault."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.organisations.models import Installation
from motcua.web.api.urls import api

pytestmark = pytest.mark.django_db

schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))


@pytest.fixture
def reader(control_focal_officer: Person, bodies: Bodies) -> Client:
    """The browser of somebody who may ask for everything."""
    Installation.objects.create(home=bodies.department, is_sample=True)
    client = Client(raise_request_exception=True)
    client.force_login(control_focal_officer)
    return client


@schema.parametrize()
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_strange_questions_get_proper_answers(case: schemathesis.Case[Any], reader: Client) -> None:
    response = reader.get(case.formatted_path, case.query or {})
    assert response.status_code in {200, 400, 404, 405, 422}
    if response.status_code != 200 and response.headers["Content-Type"].startswith("application/json"):
        assert set(response.json()["refused"]) >= {"code", "message"}


@pytest.mark.parametrize("address", ["/thu-tuc/%00/", "/api/v1/procedures/%00"])
def test_an_address_with_a_zero_byte_is_turned_away(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(
    "address", ["/tim-kiem/?q=%00", "/api/v1/organisations?text=%00", "/api/v1/search?q=a%00b"]
)
def test_zero_bytes_in_a_question_are_left_out(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
