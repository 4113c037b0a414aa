"""What holds on every page of the portal: the policy, the languages, the way for machines, the words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from tests.publishing import Publish
from tests.web.portal import messages

from motcua.organisations.models import Installation

PAGES = (
    "/",
    "/thu-tuc/",
    "/thu-tuc/1.000001/",
    "/thu-tuc/1.000001/lich-su/",
    "/thu-tuc/1.000001/bao-loi/",
    "/tim-kiem/?q=van+bang",
    "/co-quan/",
    "/huong-dan/",
    "/tro-nang/",
    "/khong-co-trang-nay/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_inline_and_nothing_from_elsewhere(
    client: Client, publish: Publish, installation: Installation, address: str, language: str
) -> None:
    publish("1.000001")
    client.cookies["django_language"] = language
    response = client.get(address)
    page = response.content.decode()
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert f'<html lang="{language}">' in page
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page)
    for attributes, inside in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL):
        assert 'src="/static/' in attributes
        assert not inside.strip()
    assert not re.search(r'<(?:link|img|script)[^>]+(?:href|src)="https?://(?!testserver)', page)
    assert len(re.findall(r"<h1", page)) == 1
    assert 'class="skip" href="#noi-dung"' in page


@pytest.mark.django_db
def test_language_switch_keeps_the_page(client: Client, publish: Publish) -> None:
    publish("1.000001")
    page = client.get("/thu-tuc/1.000001/?ngay=2026-01-01").content.decode()
    switch = re.findall(r'href="(/ngon-ngu/en/[^"]+)"', page)[0]
    response = client.get(switch)
    assert response["Location"] == "/thu-tuc/1.000001/?ngay=2026-01-01"
    english = client.get(response["Location"]).content.decode()
    assert "Papers to prepare" in english
    assert "Cấp lại văn bằng" in english
    assert "03\xa0working days" in english
    client.get("/ngon-ngu/vi/")
    assert "Giấy tờ cần chuẩn bị" in client.get("/thu-tuc/1.000001/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_language_switch_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    assert client.get("/ngon-ngu/en/", {"next": elsewhere})["Location"] == "/"
    assert client.get("/ngon-ngu/fr/").status_code == 404


@pytest.mark.django_db
def test_browser_set_to_english_still_gets_vietnamese(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "en-US,en;q=0.9"}).content.decode()
    assert "Anh/chị cần làm thủ tục gì?" in page


@pytest.mark.django_db
def test_machines_find_the_pages(client: Client, publish: Publish) -> None:
    publish("1.000001")
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /ban-lam-viec/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    sitemap = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/thu-tuc/1.000001/</loc>" in sitemap


def test_every_text_has_its_english_and_the_compiled_file_is_current() -> None:
    entries = messages.read_po(messages.PO.read_text())
    gathered = messages.gathered()
    assert [message for message in gathered if not all(entries.get(message, [""]))] == []
    assert set(entries) == set(gathered), "texts in django.po that no page says any more"
    assert messages.MO.read_bytes() == messages.compiled(entries)


def test_translations_keep_the_places_for_names() -> None:
    places = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    for (_context, text, _plural), forms in messages.read_po(messages.PO.read_text()).items():
        for form in forms:
            assert sorted(places.findall(form)) == sorted(places.findall(text)), text


def test_stylesheets_are_all_imported_and_nothing_else() -> None:
    web = Path(messages.WEB)
    entrance = (web / "static" / "css" / "motcua.css").read_text()
    imported = {
        (web / "components" / name.removeprefix("../components/"))
        if name.startswith("../components/")
        else web / "static" / "css" / name
        for name in re.findall(r'@import "([^"]+)"', entrance)
    }
    there = {*(web / "components").glob("*.css"), *(web / "static" / "css").rglob("*.css")}
    assert imported == there - {web / "static" / "css" / "motcua.css"}
