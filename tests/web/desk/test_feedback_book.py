"""The register of feedback as a workbook: whole, however long."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.cast import Bodies

from motcua.feedback.enums.feedback import Channel, Kind, SenderKind, State, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback import inbox

pytestmark = pytest.mark.django_db
NUMBER = 61


@pytest.mark.parametrize("at_once", [20, 2000])
def test_no_line_is_lost_however_many_are_fetched_at_once(
    keeper: Client, bodies: Bodies, moment: datetime, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(inbox, "_AT_ONCE", at_once)
    Feedback.objects.bulk_create(
        Feedback(
            code=f"PA{number:06}",
            secret_digest="x",
            submission_key=uuid4(),
            book_year=2026,
            book_number=number,
            kind=Kind.REPORT,
            subject=Subject.RULE,
            content="1",
            channel=Channel.PORTAL,
            title=f"=Chậm {number}",
            body="Chậm trả kết quả",
            sender_kind=SenderKind.CITIZEN,
            received_at_agency=bodies.department,
            agency=bodies.department,
            state=State.PROCESSING,
            sent_at=moment - timedelta(minutes=number),
            clock_from=moment,
            folded="cham",
        )
        for number in range(1, NUMBER + 1)
    )
    answer = keeper.get("/ban-lam-viec/phan-anh/so.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]  # a file
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if str(row[1]).startswith("PA")]
    assert [row[0] for row in rows] == [f"{number}/2026" for number in range(1, NUMBER + 1)]
    assert rows[0][6] == "=Chậm 1"
    assert f"Cộng: {NUMBER} phản ánh, kiến nghị." in [row[0] for row in sheet.iter_rows(values_only=True)]
