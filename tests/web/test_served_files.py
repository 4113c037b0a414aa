"""Kept files in a browser: nothing runs, nothing is guessed, nothing stays on the way."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from tests.documents import samples

from motcua.documents.actions import keep_file
from motcua.web.served_files import serve

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_what_every_answer_carries(moment: datetime) -> None:
    kept = keep_file(data=samples.pdf(), name="Đơn xin.pdf", by="person:1", at=moment)
    response = serve(kept)
    assert b"".join(response.streaming_content) == samples.pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox;")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%C4%90%C6%A1n%20xin.pdf"
    assert serve(kept, inline=True)["Content-Disposition"].startswith("inline; ")


def test_office_files_are_never_shown_inside_the_browser(moment: datetime) -> None:
    kept = keep_file(data=samples.docx(), name="a.docx", by="person:1", at=moment)
    assert serve(kept, inline=True)["Content-Disposition"].startswith("attachment; ")


def test_text_says_its_letters(moment: datetime) -> None:
    kept = keep_file(data=samples.TEXT, name="a.txt", by="person:1", at=moment)
    assert serve(kept, inline=True)["Content-Type"] == "text/plain; charset=utf-8"
