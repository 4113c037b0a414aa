"""Periodic reports at the desk: owed, begun, written, closed, signed, sent; tables of units; differences."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.reporting import NOW, Scene, begun, closed, sent
from tests.reporting import scene as scene
from tests.web.desk.conftest import SignIn

from motcua.dossiers.enums import Door
from motcua.reports.actions.closing import reopen_report
from motcua.reports.enums import ReportStatus
from motcua.reports.files.workbook import write_form
from motcua.reports.models import Regime, Report, ReportingPeriod, ReportVersion, UnitTable
from motcua.reports.rules.filled import Filled, FilledRow
from motcua.reports.rules.forms.declared import get_form

pytestmark = pytest.mark.django_db


def text(client: Client, name: str, *args: Any, **more: Any) -> str:
    answer = client.get(reverse(f"desk:reports:{name}", args=args), more)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_from_what_is_owed_to_what_was_sent(scene: Scene, bodies: Bodies, sign_in: SignIn) -> None:
    keeper, head = sign_in(scene.keeper), sign_in(scene.head)
    assert "Báo cáo kiểm soát thủ tục hành chính, quý III năm 2026" in text(keeper, "list")
    answer = keeper.post(reverse("desk:reports:start", args=[scene.period.pk, bodies.department.pk]))
    report = Report.objects.get()
    assert answer["Location"] == reverse("desk:reports:page", args=[report.pk])
    page = keeper.get(answer["Location"]).content.decode()
    assert "/ban-lam-viec/so-lieu/received_online/ho-so/?agency=" in page
    assert "to=2026-09-20" in page
    assert "phép cân đối đều khớp" in text(keeper, "checking", report.pk)

    form = keeper.get(reverse("desk:reports:edit", args=[report.pk])).content.decode()
    assert "{resolved_rate}" in form
    posted = {
        "strengths": "Đã giải quyết {resolved} hồ sơ.",
        "directing": "43/KH-SGDĐT; 17/08/2026; Kế hoạch",
        "revision": 1,
    }
    keeper.post(reverse("desk:reports:edit", args=[report.pk]), posted)
    shown = text(keeper, "text", report.pk)
    assert "Đã giải quyết 3 hồ sơ." in shown
    assert "Số 43/KH-SGDĐT ngày 17/8/2026: Kế hoạch" in shown

    for step in ("check", "close"):
        keeper.post(reverse(f"desk:reports:{step}", args=[report.pk]))
    assert sign_in(scene.keeper).get(reverse("desk:reports:sign", args=[report.pk])).status_code == 403
    head.post(reverse("desk:reports:sign", args=[report.pk]), {"document_number": "152/BC-SGDĐT"})
    keeper.post(reverse("desk:reports:send", args=[report.pk]))
    assert ReportVersion.objects.get().status == ReportStatus.SENT
    assert "152/BC-SGDĐT" in text(sign_in(scene.above), "page", report.pk)
    assert "1/2 đơn vị đã gửi" in text(sign_in(scene.above), "period", scene.period.pk)


def test_a_wrong_text_is_refused_beside_its_section(scene: Scene, bodies: Bodies, sign_in: SignIn) -> None:
    version = begun(scene, bodies)
    client = sign_in(scene.keeper)
    for posted, said in (
        ({"limits": "Có {khong_co} hồ sơ"}, "không đọc được"),
        ({"directing": "43/KH"}, "chưa đủ ba phần"),
        ({"directing": "43/KH; 2026-08-17; Kế hoạch"}, "không đúng dạng"),
    ):
        answer = client.post(reverse("desk:reports:edit", args=[version.report_id]), posted)
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_closed_signed_late_entry_difference(
    scene: Scene, bodies: Bodies, sign_in: SignIn, put: PutDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = sent(scene, bodies)
    put(received=NOW + timedelta(hours=2), due=NOW + timedelta(days=9), door=Door.ONLINE)
    later = NOW + timedelta(days=1)
    monkeypatch.setattr("motcua.web.desk.access.now", lambda: later)
    client = sign_in(scene.keeper)
    shown = text(client, "differences", version.report_id)
    assert "Khớp hoàn toàn" in shown
    assert version.digest in shown
    assert "(3) Tiếp nhận: Tổng số 4 5" in shown
    page = text(client, "page", version.report_id)
    assert "Chốt số liệu lúc 09:00 17/09/2026" in page
    client.post(reverse("desk:reports:reopen", args=[version.report_id]), {"note": "Có hồ sơ nhập sau."})
    assert "Mở lại vì: Có hồ sơ nhập sau." in text(client, "page", version.report_id)
    assert "Khác với bản trước" in text(client, "differences", version.report_id)
    # whoever the report was sent to sees what was sent, not the new draft
    assert "Mở lại vì" not in text(sign_in(scene.above), "page", version.report_id)


def test_the_same_days_of_the_year_before(
    scene: Scene, bodies: Bodies, sign_in: SignIn, put: PutDossier
) -> None:
    before = NOW - timedelta(days=365 + 20)
    put(received=before, finished=before + timedelta(days=1), standing="overdue")
    version = begun(scene, bodies)
    shown = text(sign_in(scene.keeper), "checking", version.report_id)
    assert "số cùng kỳ được tính lại từ hồ sơ" in shown
    assert "II.06a (3) Tiếp nhận: Tổng số 1 4 +3" in shown
    assert "II.06a (10) Đã giải quyết: Quá hạn 1 0 -1" in shown


def test_every_figure_of_the_text_opens_to_its_rows(scene: Scene, bodies: Bodies, sign_in: SignIn) -> None:
    version = begun(scene, bodies)
    client = sign_in(scene.keeper)
    page = client.get(reverse("desk:reports:text", args=[version.report_id])).content.decode()
    links = {unescape(link) for link in re.findall(r'report-figure" href="([^"]+)"', page)}
    assert len(links) > 20
    some = [link for link in links if "procedures_in_force" in link or "/resolved/" in link]
    assert len(some) >= 5
    for link in some:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx"])
def test_papers(scene: Scene, bodies: Bodies, sign_in: SignIn, form: str) -> None:
    version = closed(scene, bodies)
    client = sign_in(scene.keeper)
    address = reverse("desk:reports:paper", args=[version.report_id, 1, form])
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'.{form}"')
    assert answer.content[:4] in (b"PK\x03\x04", b"%PDF")
    assert client.get(address.replace("ban-1", "ban-7")).status_code == 404


TABLE = {3: 10, 4: 7, 5: 1, 6: 2, 7: 8, 8: 8, 9: 0, 10: 0, 11: 2, 12: 2, 13: 0}


def test_a_units_table_is_looked_at_before_it_is_entered(
    scene: Scene, bodies: Bodies, sign_in: SignIn
) -> None:
    form = get_form("II.06a", NOW.date())
    wrong = Filled(form, (FilledRow("a", "Giáo dục", {**TABLE, 13: 1}),))
    book = write_form(wrong, agency="x", first=NOW.date(), last=NOW.date())
    client, unit = sign_in(scene.above), bodies.other_department
    file = SimpleUploadedFile("bang.xlsx", book)
    answer = client.post(
        reverse("desk:reports:import", args=[scene.period.pk]),
        {"unit": unit.pk, "form": "II.06a", "file": file},
    )
    assert answer.status_code == 302, answer.content.decode()
    preview = client.get(answer["Location"]).content.decode()
    assert "Bảng không cân đối" in preview
    assert "(11) = (12) + (13), lệch -1" in preview
    assert not UnitTable.objects.exists()
    client.post(answer["Location"])
    assert UnitTable.objects.get().gaps == ["Giáo dục: (11) = (12) + (13), lệch -1"]
    shown = text(client, "period", scene.period.pk)
    assert "Không cân đối" in shown
    bad = SimpleUploadedFile("bang.xlsx", io.BytesIO(b"PK not a book").getvalue())
    answer = client.post(
        reverse("desk:reports:import", args=[scene.period.pk]),
        {"unit": unit.pk, "form": "II.06a", "file": bad},
    )
    assert answer.status_code == 422
    assert "Không mở được tệp" in answer.content.decode()
    assert client.get(reverse("desk:reports:template", args=[scene.period.pk, "II.06a"])).content[:2] == b"PK"


def test_a_regime_and_a_window_of_ones_own(scene: Scene, bodies: Bodies, sign_in: SignIn) -> None:
    client = sign_in(scene.above)
    posted = {
        "title": "Báo cáo tháng",
        "cycle": "month",
        "tables": ["II.06a"],
        "units": [str(bodies.department.pk)],
        "first_day": 15,
        "due_working_days": 2,
    }
    answer = client.post(reverse("desk:reports:new_regime"), posted)
    assert answer.status_code == 302, answer.content.decode()
    regime = Regime.objects.get(title="Báo cáo tháng")
    assert list(regime.units.all()) == [bodies.department]
    window = {"label": "đợt riêng", "first": "15/11/2025", "last": "05/12/2025", "due_on": "10/12/2025"}
    answer = client.post(reverse("desk:reports:new_period", args=[regime.pk]), window)
    assert answer.status_code == 302, answer.content.decode()
    assert str(ReportingPeriod.objects.get(label="đợt riêng").window.upper) == "2025-12-06"
    assert sign_in(scene.keeper).get(reverse("desk:reports:new_period", args=[regime.pk])).status_code == 403


def test_who_is_not_concerned_finds_nothing(scene: Scene, bodies: Bodies, sign_in: SignIn) -> None:
    version = begun(scene, bodies)
    client = sign_in(scene.other)
    for name in ("page", "text", "checking", "differences"):
        assert client.get(reverse(f"desk:reports:{name}", args=[version.report_id])).status_code == 404
    assert client.post(reverse("desk:reports:close", args=[version.report_id])).status_code == 404


def test_the_list_asks_a_fixed_number_of_questions(scene: Scene, bodies: Bodies, sign_in: SignIn) -> None:
    client = sign_in(scene.keeper)
    version = closed(scene, bodies)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(reverse("desk:reports:list"))
    reopen_report(report_id=version.report_id, reason="Thử.", by=scene.keeper, at=NOW)
    for place in range(3):
        period = ReportingPeriod.objects.create(
            regime=scene.regime,
            label=f"kỳ {place}",
            window=type(scene.period.window)(NOW.date() - timedelta(20 + place), NOW.date()),
            due_on=NOW.date(),
            created_at=NOW,
        )
        Report.objects.create(
            period=period, agency=bodies.department, created_by=scene.keeper, created_at=NOW
        )
        ReportVersion.objects.create(
            report=Report.objects.get(period=period), number=1, prepared_by=scene.keeper, prepared_at=NOW
        )
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("desk:reports:list"))
    assert len(many) <= len(one)
    assert len(many) < 25
