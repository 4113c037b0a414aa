"""The places of the desk and their keys."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from django.urls import reverse

import motcua.web.desk
from motcua.web.desk.navigation import GROUPS

PLACES = [place for group in GROUPS for place in group.places]
TEMPLATES = Path(motcua.web.desk.__file__).parent.rglob("*.html")


def test_every_key_goes_to_one_place() -> None:
    """Also beside the keys that pages add."""
    on_pages = {key for page in TEMPLATES for key in re.findall(r'data-go="([^"{]+)"', page.read_text())}
    keys = Counter([place.key for place in PLACES if place.key] + sorted(on_pages))
    assert [key for key, count in keys.items() if count > 1] == []
    assert all(len(key) == 1 and key != "g" for key in keys)


def test_every_place_is_there() -> None:
    for place in PLACES:
        assert reverse(place.url_name).startswith("/ban-lam-viec/")
