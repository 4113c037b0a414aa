"""The test database: the embedded one in a throw-away folder, or the server that DATABASE_URL names."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

pytest_plugins = ["tests.cast", "tests.publishing", "tests.handing_in", "tests.resulting"]

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
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """A database name of this run's own, so that two runs side by side do not meet."""
    from django.conf import settings

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:10]
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_motcua_{run}_{worker}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """Base data as every installation has it: loaded once, visible to all tests."""
    from django.db import connection

    from motcua.config.installation import load_base_data
    from motcua.kernel.clock import VIETNAM

    with django_db_blocker.unblock():
        # The flush after a test that commits empties tables with TRUNCATE, which the journal refuses.
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE kernel_journalentry DISABLE TRIGGER kernel_journal_no_truncate")
        load_base_data(at=datetime(2026, 1, 5, 8, tzinfo=VIETNAM))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("shared data is not beside the project")
    return folder


@pytest.fixture(autouse=True)
def _base_data_again(request: pytest.FixtureRequest) -> None:
    """A test that commits is followed by a flush of all tables: give the next such test its base data back."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction")
    if commits or {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        from motcua.config.installation import load_base_data
        from motcua.kernel.clock import VIETNAM

        load_base_data(at=datetime(2026, 1, 5, 8, tzinfo=VIETNAM))
