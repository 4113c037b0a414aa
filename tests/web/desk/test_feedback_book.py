"""The register of feedback as a workbook: whole, however long."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.feedback.enums.feedback import Channel, Kind, Named, SenderKind, State, Subject
from motcua.feedback.models import Feedback, FeedbackObject
from motcua.feedback.queries.feedback import inbox

pytestmark = pytest.mark.django_db
NUMBER = 61
HIDDEN = 13


@pytest.mark.parametrize("at_once", [20, 2000])
def test_no_line_is_lost_however_many_are_fetched_at_once(
    keeper: Client,
    control_focal_officer: Person,
    bodies: Bodies,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
) -> None:
    monkeypatch.setattr(inbox, "_AT_ONCE", at_once)
    Feedback.objects.bulk_create(
        Feedback(
            code=f"PA{number:06}",
            secret_digest="x",
            submission_key=uuid4(),
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
    FeedbackObject.objects.create(
        feedback=Feedback.objects.get(code=f"PA{HIDDEN:06}"),
        person=control_focal_officer,
        named=Named.BY_OFFICER,
    )
    answer = keeper.get("/ban-lam-viec/phan-anh/so.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]  # a file
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if str(row[1]).startswith("PA")]
    assert [row[1] for row in rows] == [
        f"PA{number:06}" for number in range(1, NUMBER + 1) if number != HIDDEN
    ]
    assert [str(row[0]) for row in rows] == [
        str(number) for number in range(1, NUMBER)
    ]  # no gap where one is kept
    assert rows[0][6] == "=Chậm 1"
    assert f"Cộng: {NUMBER - 1} phản ánh, kiến nghị." in [row[0] for row in sheet.iter_rows(values_only=True)]
