"""The sample department of `./motcua demo`, and the real files beside the project for `./motcua demo --full`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from motcua.accounts.models import Person
from motcua.catalogue.actions.imports import import_catalogue
from motcua.catalogue.models import ImportRun
from motcua.config.sample_bodies import agency_on, load_bodies
from motcua.config.sample_catalogue import load_catalogue
from motcua.config.sample_citizens import citizen_sign_ins, load_bank_account, load_citizens
from motcua.config.sample_costs import load_costs
from motcua.config.sample_dialogues import load_dialogues
from motcua.config.sample_dossiers import load_dossiers
from motcua.config.sample_feedback import load_feedback
from motcua.config.sample_files import digest as sample_digest
from motcua.config.sample_forms import load_forms
from motcua.config.sample_history import load_history
from motcua.config.sample_impact import load_impact
from motcua.config.sample_inspections import load_inspections
from motcua.config.sample_people import SignIn, load_people, staff_sign_ins
from motcua.config.sample_plans import load_plans
from motcua.config.sample_processes import load_processes
from motcua.config.sample_ratings import load_ratings
from motcua.config.sample_reports import load_reports
from motcua.config.sample_reviews import load_ended_round, load_reviews
from motcua.config.sample_scenarios import carry_scenarios, load_scenarios
from motcua.config.sample_surveys import load_surveys
from motcua.config.sample_year import load_year
from motcua.dossiers.actions.online_doors import set_online_door
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.models import LoadedData
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency, Installation
from motcua.organisations.policy import SYSTEM

__all__ = ["SignIn", "full_files", "import_full", "load_sample", "sign_ins"]

_NAME = "sample"
_HOME = "MAU-SGDDT"
# The history first, then the lists, then what is known in full.
_FULL = (
    "procedures/edu_details_2021-08_32.json",
    "procedures/national_catalog_5608_2026-07.csv",
    "procedures/edu_catalog_2026-07.csv",
    "procedures/edu_details_110_2026-07.json",
)


def load_sample(
    *, at: datetime, say: Callable[[str], None] = lambda _: None, with_history: bool = False
) -> None:
    """Load the sample department, once: all of it or nothing; with the dossiers of the months before where they are
    wanted. Loaded before, it stays as people have changed it.

    :raises Refused: "sample-into-real" when this installation works for somebody already.
    """
    if LoadedData.objects.filter(name=_NAME).exists():
        return
    with transaction.atomic():
        with connection.cursor() as cursor:  # two first starts at once: the second waits and finds it done
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('motcua:sample'))")
        if LoadedData.objects.filter(name=_NAME).exists():
            return
        _require_empty()
        say("Nạp dữ liệu mẫu: một Sở không có thật với hơn bốn mươi thủ tục có thật…")
        load_bodies(at=at)
        home = agency_on(_HOME, local_day(at))
        Installation.objects.create(home=home, is_sample=True)
        load_people(at=at)
        load_citizens(at=at)
        load_bank_account(at=at)
        load_catalogue(at=at)
        load_forms(at=at)
        load_processes(at=at)
        _open_online_door(at)
        say("Cho các hồ sơ mẫu đi qua các bước…")
        load_dossiers(at=at)
        if with_history:
            say("Đóng vai những tháng đã qua: tiếp nhận, giải quyết, trả kết quả…")
            load_history(at=at)
        load_costs(at=at)
        load_scenarios(at=at)
        say("Lập kế hoạch mẫu và theo dõi việc…")
        load_plans(at=at)
        load_reports(at=at)
        load_inspections(at=at)
        load_surveys(at=at)
        load_year(at=at)
        if with_history:
            load_ended_round(at=at)
        load_reviews(at=at)
        carry_scenarios(at=at)
        load_impact(at=at)
        load_dialogues(at=at)
        load_ratings(at=at)
        load_feedback(at=at)
        LoadedData.objects.create(name=_NAME, digest=sample_digest(), at=at)
        record(fact=Fact("SampleLoaded", "base_data", _NAME, {"home": home.code}), actor="system", at=at)


def sign_ins() -> list[SignIn]:
    """The sign-ins that the demo introduces, staff first, as they stand in the database."""
    return [*staff_sign_ins(), *citizen_sign_ins()]


def _open_online_door(at: datetime) -> None:
    """A sample lets people try lodging from home."""
    set_online_door(
        agency_id=None,
        is_open=True,
        reason="Bản dùng thử nhận hồ sơ trực tuyến tại đây để làm quen.",
        since=local_day(at).replace(month=1, day=1),
        by=SYSTEM,
        at=at,
    )


def full_files() -> list[Path]:
    """The real catalogue files of a folder `shared/data` beside the checkout, in the order in which to import them."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "data"
    return [folder / name for name in _FULL if (folder / name).is_file()]


def import_full(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Import the real catalogue files beside the project as the operator; say so where there are none."""
    files = full_files()
    if not files:
        say("Không thấy thư mục ../shared/data cạnh dự án: chỉ dùng dữ liệu mẫu.")
    for file in files:
        if _imported(file):
            continue
        say(f"Nhập {file.name}…")
        result = import_catalogue(file=file, by=None, at=at)
        say(
            f"  mới {result.created}, đổi {result.changed}, giữ nguyên {result.unchanged}, "
            f"từ chối {result.refused}"
        )


def _imported(file: Path) -> bool:
    """Whether this very file was imported before: lists and full pages would else undo each other at each start."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return ImportRun.objects.filter(sha256=digest, summary__dry_run=False).exists()


def _require_empty() -> None:
    if any(model.objects.exists() for model in (Installation, Agency, Person)):
        raise Refused(
            "sample-into-real",
            "Thư mục dữ liệu này đã có cơ quan và người dùng thật, nên không nạp dữ liệu mẫu vào. "
            "Để dùng thử, đặt MOTCUA_DATA tới một thư mục khác rồi chạy lại ./motcua demo.",
        )
