"""A headless Chromium before the running pages, and the check that every story ends with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

Check = Callable[[Page], None]
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_PATIENCE = 60_000  # milliseconds; a busy machine is no fault of a page
expect.set_options(timeout=_PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories speak to this machine, and to nobody else."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost"]))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all stories: MOTCUA_CHROMIUM, or the one on the path."""
    program = os.environ.get("MOTCUA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("Không tìm thấy Chromium: cài gói chromium, hoặc đặt MOTCUA_CHROMIUM tới chương trình.")
    # Playwright keeps an event loop in this thread, in which Django would otherwise refuse to ask the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def phone(chromium: Browser, live_server: object) -> Iterator[Page]:
    """A page on a small phone held upright."""
    yield from _page(chromium, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)


@pytest.fixture
def desktop(chromium: Browser, live_server: object) -> Iterator[Page]:
    """A page on an office screen."""
    yield from _page(chromium, viewport={"width": 1440, "height": 900})


def _page(browser: Browser, **screen: object) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **screen)  # type: ignore[arg-type]  # sizes by name
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if _is_wrong(message) else None)
    page.on("requestfailed", lambda request: wrong.append(_failure(request)) if _is_lost(request) else None)
    yield page
    context.close()
    assert wrong == []


def _is_lost(request: Request) -> bool:
    """What did not come; not what the browser gave up itself because the story went on to the next page."""
    return request.failure != "net::ERR_ABORTED"


def _failure(request: Request) -> str:
    return f"{request.url}: {request.failure}"


def _is_wrong(message: ConsoleMessage) -> bool:
    """Errors of the page itself; the accessibility check is a guest whose own complaints do not count."""
    return message.type == "error" and "eval at evaluate" not in message.text


def settle(page: Page) -> None:
    """Wait until the page has its styles and fonts: its words are there before them, on a slow machine for long."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")


@pytest.fixture
def assert_accessible() -> Check:
    """Fails with what axe finds on the page as it stands, by WCAG 2.2 AA and good practice."""

    def check(page: Page) -> None:
        settle(page)
        options = {"runOnly": _TAGS, "preload": False}
        found = Axe().run(page, options=options).response["violations"]
        told = [
            f"{rule['id']}: {node['target']} {node['html'][:160]}" for rule in found for node in rule["nodes"]
        ]
        assert told == []

    return check


@pytest.fixture
def assert_fits() -> Check:
    """Fails when the page is wider than its screen."""

    def check(page: Page) -> None:
        settle(page)
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{page.url} rộng hơn màn hình {wider} px"

    return check
