"""The public tells us that a page is wrong; the keepers of the catalogue settle it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require_somewhere
from motcua.catalogue.models import PageReport, Procedure
from motcua.catalogue.queries.page_reports import reports_sent_since
from motcua.catalogue.rules.page_reports import WINDOW, require_patience, require_readable
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean


@transaction.atomic
def report_page(
    *, procedure: Procedure, text: str, contact: str = "", sender: str = "", at: datetime
) -> PageReport:
    """Keep what someone of the public says about a procedure's page.

    `sender` is a keyed digest of where it came from, by which one sender is slowed down; "" is not counted.
    The journal notes that there was a report, not its words: what people write may be about themselves.

    :raises Refused: too short, too long, or too many from the same sender within an hour.
    """
    text, contact = require_readable(text=text, contact=contact)
    if sender:
        _one_at_a_time(sender)
        require_patience(sent_in_window=reports_sent_since(sender=sender, since=at - WINDOW))
    report = PageReport.objects.create(procedure=procedure, text=text, contact=contact, sender=sender, at=at)
    fact = Fact("PageReported", "page_report", str(report.pk), {"procedure": procedure.code})
    record(fact=fact, actor="public", at=at)
    return report


@transaction.atomic
def settle_page_report(*, report: PageReport, note: str, by: Person, at: datetime) -> PageReport:
    """Close a report with a note of what was done; the way to reach its writer is forgotten.

    :raises Refused: when `by` keeps the catalogue nowhere, the note is empty, or the report was settled before.
    """
    report = PageReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    require_somewhere(by, Capability.KEEP_CATALOGUE, on=local_day(at))
    note = clean(note)
    if report.settled_at is not None:
        raise Refused(
            "page-report-settled", "Báo lỗi này đã có người xử lý xong. Tải lại trang để xem kết quả."
        )
    if not note:
        raise Refused("page-report-note-missing", "Hãy ghi đã xử lý báo lỗi này thế nào.", field="note")
    report.settled_by, report.settled_at, report.settled_note = by, at, note
    report.contact = report.sender = ""
    report.save(update_fields=["settled_by", "settled_at", "settled_note", "contact", "sender"])
    fact = Fact("PageReportSettled", "page_report", str(report.pk), {"note": note})
    record(fact=fact, actor=by.actor, at=at)
    return report


def _one_at_a_time(sender: str) -> None:
    """Reports of one sender wait for each other, so that the count before each is true."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"page-report:{sender}"])
