"""Files that come with feedback, with answers, with what comes back from outside."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from motcua.documents.models import StoredFile
from motcua.feedback.models import Feedback, FeedbackFile, Reply, Transfer
from motcua.feedback.rules.feedback.intake import MOST_FILES
from motcua.kernel.refusals import Refused


def attach(
    feedback: Feedback,
    files: Collection[UUID],
    *,
    actor: str,
    at: datetime,
    is_of_office: bool = False,
    reply: Reply | None = None,
    transfer: Transfer | None = None,
) -> None:
    """Files that belong to it, to an answer or to what came back from outside; only those that the same actor kept.

    :raises Refused: "too-many-files", "file-not-found".
    """
    wanted = list(dict.fromkeys(files))
    if not wanted:
        return
    if len(wanted) > MOST_FILES:
        raise Refused("too-many-files", f"Mỗi lần gửi nhiều nhất {MOST_FILES} tệp.", field="files")
    kept = StoredFile.objects.filter(pk__in=wanted, uploaded_by=actor)
    used = FeedbackFile.objects.filter(file__in=wanted).exclude(feedback=feedback)
    if kept.count() < len(wanted) or used.exists():
        raise Refused(
            "file-not-found", "Không tìm thấy tệp đính kèm. Tải tệp lên lại rồi gửi.", field="files"
        )
    FeedbackFile.objects.bulk_create(
        FeedbackFile(
            feedback=feedback,
            file_id=file,
            is_of_office=is_of_office,
            reply=reply,
            transfer=transfer,
            added_at=at,
        )
        for file in wanted
    )
