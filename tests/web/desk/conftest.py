"""A desk with a small catalogue, at nine o'clock on a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.actions.decision_items import amend_procedures
from motcua.catalogue.actions.decisions import DecisionData, start_decision
from motcua.catalogue.enums import ChangeKind
from motcua.catalogue.models import PromulgationDecision
from motcua.organisations.models import Installation
from motcua.web.desk import access

DESK = "/ban-lam-viec/"

SignIn = Callable[[Person], Client]


@pytest.fixture
def desk_clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> datetime:
    """The desk reads this clock."""
    monkeypatch.setattr(access, "now", lambda: moment)
    return moment


@pytest.fixture
def installation(bodies: Bodies) -> Installation:
    """The desk of the education department."""
    return Installation.objects.create(home=bodies.department, is_sample=True)


@pytest.fixture
def sign_in(desk_clock: datetime, installation: Installation) -> SignIn:
    """A browser in which this person is signed in."""

    def enter(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return enter


@pytest.fixture
def keeper(sign_in: SignIn, control_focal_officer: Person) -> Client:
    """The control officer's browser."""
    return sign_in(control_focal_officer)


@pytest.fixture
def decision(control_focal_officer: Person, bodies: Bodies, moment: datetime) -> PromulgationDecision:
    """An empty draft decision of the control officer's."""
    data = DecisionData(
        title="Công bố thủ tục về văn bằng",
        issuer="Chủ tịch Ủy ban nhân dân thành phố",
        act_effective_on=date(2026, 10, 1),
    )
    return start_decision(agency=bodies.department, data=data, by=control_focal_officer, at=moment)


@pytest.fixture
def amended(
    decision: PromulgationDecision, publish: Publish, control_focal_officer: Person, moment: datetime
) -> PromulgationDecision:
    """The decision with one procedure, 3.000465, to be amended: its draft is still what is in force."""
    procedure = publish("3.000465", name="Cấp bản sao văn bằng từ sổ gốc")
    amend_procedures(
        decision=decision,
        procedures=[procedure],
        change=ChangeKind.AMENDED,
        by=control_focal_officer,
        at=moment,
    )
    return decision


@pytest.fixture
def writes() -> Callable[[Callable[[], object]], list[str]]:
    """The statements that change rows while something runs."""

    def of(run: Callable[[], object]) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            run()
        words = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
        return [
            query["sql"] for query in captured.captured_queries if query["sql"].lstrip().startswith(words)
        ]

    return of
