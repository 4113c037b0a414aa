"""The test database: the embedded one in a throw-away folder, or the server that DATABASE_URL names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from tests.databases import TestDatabase

pytest_plugins = [
    "tests.cast",
    "tests.publishing",
    "tests.handing_in",
    "tests.resulting",
    "tests.planning",
    "tests.inspecting",
]

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import HealthCheck, settings

    # Times are not asserted: a busy machine must not make a property fail. At desks the examples are new at each
    # run, to find what nobody thought of; a submission is judged by the same examples each time.
    settings.register_profile(
        "motcua",
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize="CI" in os.environ,
    )
    settings.load_profile("motcua")

    from motcua.config import embedded_database
    from motcua.config.databases import uses_embedded

    if uses_embedded():
        embedded_database.ensure_running()


@pytest.fixture(scope="session")
def own_database(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> Iterator[TestDatabase]:
    """A database of this process's own, so that two runs side by side do not meet, with base data."""
    from django.test import TransactionTestCase

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:10]
    own = TestDatabase(f"test_motcua_{run}_{worker}")
    with django_db_blocker.unblock():
        own.make()
    with pytest.MonkeyPatch.context() as patched:
        # After a test that commits the database is copied anew, base data and all, instead of being emptied.
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _: own.begin_again())
        yield own
    with django_db_blocker.unblock():
        own.drop()


@pytest.fixture(scope="session")
def django_db_setup(own_database: TestDatabase) -> None:
    """What pytest-django asks for before the first test that uses the database."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("shared data is not beside the project")
    return folder
