"""The text proposed for the public: the question and the latest answer without personal data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.documents.models import StoredFile
from motcua.documents.queries import read_file
from motcua.documents.reading.opening import read_document, text_of
from motcua.feedback.enums.feedback import PersonalKind, ReplyStatus
from motcua.feedback.models import Feedback, FeedbackFile, PublishedText, Reply
from motcua.feedback.rules.feedback.privacy import left_in, redact
from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class ProposedText:
    """What would be shown, how many of each kind of personal data were taken out."""

    title: str
    question: str
    answer: str
    removed: Mapping[PersonalKind, int]


def proposed_text(feedback: Feedback) -> ProposedText:
    """The text as it would be shown, from the original; three queries."""
    names, addresses = _known(feedback)
    reply = Reply.objects.filter(feedback=feedback, status=ReplyStatus.APPROVED).order_by("-number").first()
    texts = (feedback.title, feedback.body, reply.text if reply else "")
    title, question, answer = (redact(text, names=names, addresses=addresses) for text in texts)
    removed: Counter[PersonalKind] = Counter()
    for one in (title, question, answer):
        removed.update(one.counts)
    return ProposedText(title.text, question.text, answer.text, dict(removed))


def still_personal(feedback: Feedback, *texts: str) -> list[str]:
    """What of texts to be shown still looks like personal data, each once; two queries."""
    names, addresses = _known(feedback)
    found = (one for text in texts for one in left_in(text, names=names, addresses=addresses))
    return list(dict.fromkeys(found))


def answer_files(feedback: Feedback) -> QuerySet[FeedbackFile]:
    """The files of the latest answer that its sender has, in the order in which they were attached."""
    reply = Reply.objects.filter(feedback=feedback, status=ReplyStatus.APPROVED).order_by("-number")
    return FeedbackFile.objects.filter(reply__in=reply.values("pk")[:1]).order_by("added_at", "id")


def personal_in_file(feedback: Feedback, stored: StoredFile) -> list[str] | None:
    """What of the words in a file looks like personal data; None where its words cannot be read, as in a picture."""
    try:
        document = read_document(content=read_file(stored), name=stored.name)
    except Refused:
        return None
    return still_personal(feedback, text_of(document.blocks)) if document.is_readable else None


def waiting_text(feedback: Feedback) -> PublishedText | None:
    """The confirmed text that waits to be shown."""
    return PublishedText.objects.filter(feedback=feedback, published_at=None, taken_down_at=None).first()


def _known(feedback: Feedback) -> tuple[list[str], list[str]]:
    names = [feedback.sender_name] if feedback.sender_name else []
    names += list(feedback.objects_of.values_list("person__full_name", flat=True))
    return names, [feedback.sender_address] if feedback.sender_address else []
