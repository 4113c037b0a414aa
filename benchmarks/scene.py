"""Where benchmarks run: a new installation with its own database, in a folder that is thrown away at the end."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "procedures"
FILES = ("national_catalog_5608_2026-07.csv", "edu_details_110_2026-07.json")
Given = TypeVar("Given")


def new_installation(*, with_sample: bool = True) -> None:
    """Make it ready, with the sample's department unless told otherwise. Import models only afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-benchmark-"))
    folder.chmod(0o755)  # the database runs as another user where we are root
    # Registered first, so run last: after the database has stopped.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["MOTCUA_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    from motcua.config.installation import prepare
    from motcua.kernel.clock import now

    prepare(at=now())
    if with_sample:
        from motcua.config.sample import load_sample

        load_sample(at=now())


def bring_national_catalogue() -> None:
    """The names of all procedures and those in full, where the shared data is beside the project."""
    from motcua.catalogue.actions.imports import import_catalogue
    from motcua.kernel.clock import now

    for file in FILES if SHARED.is_dir() else ():
        result = import_catalogue(file=SHARED / file, as_of=date(2026, 1, 1), by=None, at=now())
        print(f"{file}: {result.created} mới, {result.changed} đổi, {result.refused} từ chối", flush=True)


def timed(run: Callable[[], Given]) -> tuple[float, Given]:
    """The seconds it took, and whatever it gave."""
    started = time.perf_counter()
    given = run()
    return time.perf_counter() - started, given
