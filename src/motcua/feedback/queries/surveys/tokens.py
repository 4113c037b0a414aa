"""The token of an invitation: made anew from the member whenever it is sent, kept only as a digest."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac

from motcua.feedback.models import SurveyMember

_LETTERS = 20


def token_of(member_id: UUID) -> str:
    """The member's token: twenty small letters and digits that nobody can guess."""
    made = salted_hmac("survey-invitation", str(member_id), algorithm="sha256").digest()
    return base64.b32encode(made).decode()[:_LETTERS].lower()


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(f"phieu:{token}".encode()).hexdigest()


def draft_key_of(token: str) -> str:
    """Under which key the draft of the holder lies: another digest, so that drafts and members do not join."""
    return hashlib.sha256(f"nhap:{token}".encode()).hexdigest()


def find_member(token: str) -> SurveyMember | None:
    """The member whose token this is, with survey and version."""
    return (
        SurveyMember.objects.select_related("survey__version", "survey__agency", "stratum")
        .filter(token_digest=digest_of(token))
        .first()
    )
