"""One sending, one dossier, however often it is sent."""

from __future__ import annotations

from django.db import IntegrityError, connection

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.intake import Intake
from motcua.kernel.refusals import Refused


def find_sent(intake: Intake, by: Person) -> Dossier | None:
    """The dossier that this very submission made before.

    :raises Refused: "submission-of-another-not-allowed" when it was somebody else's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM dossiers_dossier WHERE submission_key = %s", [intake.submission_key])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Dossier.objects.defer("words").get(pk=row[0])
    if found.procedure_id != intake.procedure_id or by.pk not in {
        found.submitted_by_id,
        found.received_by_id,
    }:
        raise Refused(
            "submission-of-another-not-allowed",
            "Lần nộp này đã được dùng cho một hồ sơ khác. Mở lại trang nộp hồ sơ để bắt đầu lần nộp mới.",
        )
    return found


def won_by_another(intake: Intake, by: Person, error: IntegrityError) -> Dossier:
    """Two sendings of one submission at once: the other has just been written."""
    found = find_sent(intake, by)
    if found is None:
        raise error
    return found
