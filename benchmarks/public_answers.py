"""The public list of questions and answers over many published ones, beside its bare statements and beside paging by
counting rows from the beginning.

Ours is what the list asks for (visibility, folded words, the key of the page before); the peer runs the same statement
with every value known beforehand, its rows fetched. A deep page is the hundredth: by key it costs what the first one
does, by OFFSET everything before it is read again. Aim: within three times the bare statement, no page above a tenth
of a second. In a database made for it and thrown away.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/public_answers.py [NUMBER OF ANSWERS, 30000 unless told]`
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from benchmarks.scene import new_installation

ROUNDS = 9
_AT_ONCE = 5000
_DEEP = 100
_TEXT = (
    "học bạ giấy bản sao văn bằng chuyển trường tuyển sinh lệ phí giấy khai sinh xác nhận hồ sơ trực tuyến thời hạn "
    "phụ huynh nộp lại căn cước công dân chứng thực kết quả trả chậm cấp giấy phép trung tâm ngoại ngữ dạy thêm"
)
_WORDS = _TEXT.split()
Ask = Callable[[], object]


def main(number: int) -> None:
    new_installation()
    started = time.perf_counter()
    procedure = _fill(number)
    print(f"{number:,} câu trả lời công khai; dựng trong {time.perf_counter() - started:.0f} s", flush=True)
    print(f"{'':34}{'motcua ms':>10}{'SQL trần ms':>13}{'gấp':>7}")
    for name, ours in _parts(procedure):
        told = _statements(ours)
        one, other = _beside(ours, lambda told=told: _replay(told))
        print(f"{name:34}{one:>10.1f}{other:>13.1f}{one / other:>7.2f}", flush=True)
    one, other = _beside(_deep(), _by_offset)
    print(f"{'trang 100: theo khóa, theo OFFSET':34}{one:>10.1f}{other:>13.1f}{one / other:>7.2f}")


def _parts(procedure: Any) -> list[tuple[str, Ask]]:
    from motcua.feedback.queries.feedback import find_published, published, published_by_procedure

    first = published()[0].id
    return [
        ("trang đầu", published),
        ("trang 100", _deep()),
        ("tìm từ hay gặp", lambda: published(text="học bạ")),
        ("tìm ba từ, có dấu", lambda: published(text="Giấy khai sinh")),
        ("tìm mã hiếm", lambda: published(text="zqx7")),
        ("tìm từ không có", lambda: published(text="khong he co tu nay")),
        ("của một thủ tục", lambda: published(procedure_id=procedure)),
        ("của một thủ tục, có từ", lambda: published(procedure_id=procedure, text="lệ phí")),
        ("số câu theo thủ tục", lambda: published_by_procedure([procedure])),
        ("một câu", lambda: find_published(first)),
    ]


def _deep() -> Ask:
    from motcua.feedback.models import PublishedText
    from motcua.feedback.queries.feedback import published
    from motcua.feedback.queries.feedback.published import PAGE

    rows = PublishedText.objects.order_by("-published_at", "-id")
    after = rows.values_list("published_at", "id")[_DEEP * PAGE]
    return lambda: published(after=after)


def _by_offset() -> object:
    from motcua.feedback.models import PublishedText
    from motcua.feedback.queries.feedback.published import PAGE

    rows = PublishedText.objects.filter(
        published_at__isnull=False, taken_down_at=None, feedback__hidden_as=""
    )
    rows = rows.select_related("feedback__agency", "feedback__procedure").order_by("-published_at", "-id")
    return list(rows[_DEEP * PAGE : (_DEEP + 1) * PAGE + 1])


def _fill(number: int) -> Any:
    """Answers of three years about sixty procedures; one of five hundred is about the one that comes back."""
    from django.db import connection

    from motcua.accounts.models import Person
    from motcua.catalogue.models import Procedure
    from motcua.feedback.models import Feedback, PublishedText
    from motcua.kernel.actions import insert_all
    from motcua.kernel.clock import now
    from motcua.kernel.text import fold
    from motcua.organisations.queries.home import home_agency_id

    home, at = home_agency_id(), now()
    by = Person.objects.filter(is_staff_member=True).order_by("id").first()
    procedures = list(Procedure.objects.order_by("id")[:60])
    for start in range(0, number, _AT_ONCE):
        rows, texts = [], []
        for place in range(start, min(start + _AT_ONCE, number)):
            when = at - timedelta(minutes=50 * place)
            about = procedures[0] if place % 500 == 0 else procedures[1 + place % (len(procedures) - 1)]
            title = " ".join(_WORDS[(place * step) % len(_WORDS)] for step in (1, 3, 7, 11))
            words = " ".join(_WORDS[(place * step + step) % len(_WORDS)] for step in range(1, 120))
            rare = " zqx7" if place % 9973 == 0 else ""
            row = Feedback(
                code=f"PA-{place:08}",
                secret_digest=f"{place:064}",
                submission_key=uuid4(),
                kind="report",
                subject="rule",
                content="2",
                channel="portal",
                title=title,
                body=words,
                sender_kind="citizen",
                procedure=about,
                received_at_agency_id=home,
                agency_id=home,
                state="published",
                sent_at=when,
                clock_from=when,
                answered_at=when,
                published_at=when,
                folded=fold(words),
            )
            rows.append(row)
            texts.append(
                PublishedText(
                    feedback=row,
                    title=title,
                    question=words + rare,
                    answer=words,
                    confirmed_by=by,
                    confirmed_at=when,
                    published_by=by,
                    published_at=when,
                    folded=fold(f"{about.code} {title} {words} {words}{rare}"),
                )
            )
        insert_all(rows)
        insert_all(texts)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE feedback_publishedtext")
        cursor.execute("VACUUM ANALYZE feedback_feedback")
    return procedures[0].pk


def _statements(ours: Ask) -> list[tuple[str, Any]]:
    """The statements that `ours` sends, with their values."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as sent:
        ours()
    return [(query["sql"], None) for query in sent.captured_queries]


def _replay(told: list[tuple[str, Any]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for sql, values in told:
            cursor.execute(sql, values)
            cursor.fetchall()


def _beside(ours: Ask, other: Ask) -> tuple[float, float]:
    """The middle of several rounds of each, taken in turn, in milliseconds."""
    took: tuple[list[float], list[float]] = ([], [])
    for ask in (ours, other):
        ask()
    for _round in range(ROUNDS):
        for ask, kept in zip((ours, other), took, strict=True):
            begun = time.perf_counter()
            ask()
            kept.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took[0]), statistics.median(took[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
