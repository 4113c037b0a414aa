from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path: Path) -> Path:
    """A store for this test alone; it is made with the first file."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files" / "store"
