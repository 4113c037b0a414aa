"""Static files as they are served: one stylesheet, all layers in it, names that change with the content."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    storages = {"staticfiles": {"BACKEND": "motcua.web.static_files.OneStylesheetStorage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        for _time in range(2):  # the second start finds the first one's files
            call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["*.html"])
    return tmp_path


def test_one_stylesheet_holds_every_layer_and_asks_for_nothing_more(collected: Path) -> None:
    names = json.loads((collected / "staticfiles.json").read_text())["paths"]
    sheet = (collected / names["css/motcua.css"]).read_text()
    assert "@import" not in sheet
    assert "url(" not in sheet
    assert sheet.startswith("/*")
    order = re.findall(r"@layer ([\w, ]+);", sheet)[0].split(", ")
    assert order == ["tokens", "base", "layout", "components", "page", "print"]
    for rule in ("--red:", ".skip", ".button--primary", ".hero", "@page"):
        assert rule in sheet
    assert sheet.count("{") == sheet.count("}")


def test_templates_are_not_published(collected: Path) -> None:
    assert not list((collected / "components").rglob("*.html"))
    assert (collected / "components" / "button.css").exists()
